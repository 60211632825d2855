import Arrays

/// Sums of products by their subscripts.
package struct Einsum: Sendable {
    package let einsum: Composed = Composed(
        "einsum(str equation, Tensors operands)", "Sums of products, written with subscripts.", .function,
        samples: [
            "'ij,jk->ik', [n(2, 3), n(3, 4)]", "'ij,kj->ik', [n(2, 3), n(4, 3)]",
            "'bij,bjk->bik', [n(2, 2, 3), n(2, 3, 2)]",
            "'ij->ji', [n(2, 3)]", "'ij->', [n(2, 3)]", "'ij->i', [n(2, 3)]", "'i,j->ij', [n(2), n(3)]",
            "'i,i->', [n(3), n(3)]",
            "'ii->i', [n(3, 3)]", "'ij,jk', [n(2, 3), n(3, 2)]", "'...ij,...jk->...ik', [n(2, 2, 3), n(2, 3, 2)]",
            "'ij,jk,kl->il', [n(2, 3), n(3, 2), n(2, 2)]",
        ]
    ) { c in .tensor(try Einsum.run(try c.string(0), try c.tensors(1))) }

    package let tensordot: Composed = Composed(
        "tensordot(Tensor a, Tensor b, any dims=2)", "Sums of products over pairs of dimensions.", .function,
        samples: ["n(2, 3), n(3, 2), 1", "n(2, 3), n(2, 3)"]
    ) { c in
        let (a, b) = (try c.tensor(0), try c.tensor(1))
        var (left, right): ([Int], [Int])
        if case .items(let pair) = c[2], pair.count == 2 {
            (left, right) = (Array(try Call(pair).ints(0)), Array(try Call(pair).ints(1)))
        } else {
            let n = try c.int(2, default: 2)
            guard n >= 0, n <= a.rank, n <= b.rank else {
                throw ArrayError.runtime("tensordot expects dims >= 0, but got dims=\(n)")
            }
            (left, right) = (Array((a.rank - n)..<a.rank), Array(0..<n))
        }
        guard left.count == right.count else {
            throw ArrayError.runtime("both dimension lists should have same length")
        }
        left = try left.map { try a.array.layout.wrap($0) }
        right = try right.map { try b.array.layout.wrap($0) }
        for (i, j) in zip(left, right) where a.rank > 0 && b.rank > 0 && a.shape[i] != b.shape[j] {
            throw ArrayError.runtime(
                "contracted dimensions need to match, but first has size \(a.shape[i]) in dim \(i) and second has size "
                    + "\(b.shape[j]) in dim \(j)")
        }
        return .tensor(try Einsum.contracted(a, b, left, right))
    }

    /// The sums of products over pairs of dimensions of equal size: one product of matrices or vectors.
    static func contracted(_ a: Tensor, _ b: Tensor, _ left: [Int], _ right: [Int]) throws -> Tensor {
        guard a.rank > 0 || left.isEmpty, b.rank > 0 || right.isEmpty else {
            throw ArrayError.runtime("tensordot of a tensor without dimensions")
        }
        let keptA = (0..<a.rank).filter { !left.contains($0) }
        let keptB = (0..<b.rank).filter { !right.contains($0) }
        let inner = left.reduce(1) { $0 * a.shape[$1] }
        let rows = keptA.reduce(1) { $0 * a.shape[$1] }
        let columns = keptB.reduce(1) { $0 * b.shape[$1] }
        let turnedA = try Ops.views.permute(.tensor(a), .ints(keptA + left))
        let turnedB = try Ops.views.permute(.tensor(b), .ints(right + keptB))
        let shape = keptA.map { a.shape[$0] } + keptB.map { b.shape[$0] }
        let product: Tensor
        if rows == 1, columns == 1 {
            product = try Ops.products.dot(turnedA.viewed([inner]), turnedB.viewed([inner]))
        } else {
            product = try Ops.products.mm(
                Ops.shape.reshape(.tensor(turnedA), .ints([rows, inner])),
                Ops.shape.reshape(.tensor(turnedB), .ints([inner, columns])))
        }
        return try Ops.shape.reshape(.tensor(product), .ints(shape))
    }

    /// One subscript: a letter, or a dimension that `...` stands for (numbered from the last).
    private enum Label: Hashable {
        case letter(Character)
        case dots(Int)
    }

    static func run(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
        guard !operands.isEmpty else { throw ArrayError.value("einsum(): must provide at least one operand") }
        let text = equation.filter { $0 != " " }
        let (inputText, outputText) = split(text)
        let parts = inputText.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == operands.count else {
            throw ArrayError.runtime(
                parts.count < operands.count
                    ? "einsum(): more operands were provided than specified in the equation"
                    : "einsum(): fewer operands were provided than specified in the equation")
        }
        var labels: [[Label]] = []
        for (i, part) in parts.enumerated() { labels.append(try read(part, rank: operands[i].rank, operand: i)) }
        let output = try outputText.map { try readOutput($0, labels) } ?? implicitOutput(labels)
        let sizes = try measure(labels, operands)
        let known = Set(labels.joined())
        for label in output where !known.contains(label) {
            guard case .letter(let letter) = label else { continue }
            throw ArrayError.runtime(
                "einsum(): output subscript \(letter) does not appear in the equation for any input operand")
        }
        let all = output + known.subtracting(output).sorted { key($0) < key($1) }
        var tensors: [Tensor] = []
        for (tensor, own) in zip(operands, labels) { tensors.append(try aligned(tensor, own, all, sizes)) }
        return try contract(tensors, outputs: output.count)
    }

    private static func split(_ text: String) -> (String, String?) {
        guard let range = text.firstRange(of: "->") else { return (text, nil) }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    private static func key(_ label: Label) -> String {
        switch label {
        case .dots(let i): " \(i)"
        case .letter(let letter): String(letter)
        }
    }

    private static func read(_ part: String, rank: Int, operand: Int) throws -> [Label] {
        var letters: [Character?] = []
        var rest = Substring(part)
        while let first = rest.first {
            if rest.hasPrefix("...") {
                letters.append(nil)
                rest = rest.dropFirst(3)
                continue
            }
            guard first.isLetter, first.isASCII else {
                throw ArrayError.runtime(
                    "einsum(): invalid subscript given at index \(part.count - rest.count) in the equation string, "
                        + "subscripts must be in [a-zA-Z]")
            }
            letters.append(first)
            rest = rest.dropFirst()
        }
        let named = letters.count { $0 != nil }
        let hasDots = named < letters.count
        guard hasDots ? named <= rank : named == rank else {
            throw ArrayError.runtime(
                "einsum(): the number of subscripts in the equation (\(named)) "
                    + (hasDots ? "is more than the number of dimensions" : "does not match the number of dimensions")
                    + " (\(rank)) for operand \(operand)" + (hasDots ? "" : " and no ellipsis was given"))
        }
        return letters.flatMap { letter -> [Label] in
            guard let letter else { return (0..<(rank - named)).map { .dots(rank - named - 1 - $0) } }
            return [.letter(letter)]
        }
    }

    private static func readOutput(_ text: String, _ labels: [[Label]]) throws -> [Label] {
        var result: [Label] = []
        var rest = Substring(text)
        let dots = Set(labels.joined()).filter { if case .dots = $0 { true } else { false } }.count
        while let first = rest.first {
            if rest.hasPrefix("...") {
                result += (0..<dots).map { .dots(dots - 1 - $0) }
                rest = rest.dropFirst(3)
            } else {
                guard !result.contains(.letter(first)) else {
                    throw ArrayError.runtime("einsum(): output subscript \(first) appears more than once in the output")
                }
                result.append(.letter(first))
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Without `->`: the dimensions of `...`, then the letters that occur once, in alphabetical order.
    private static func implicitOutput(_ labels: [[Label]]) -> [Label] {
        let flat = labels.joined()
        let dots = Set(flat.filter { if case .dots = $0 { true } else { false } }).count
        let once = Set(flat).filter { label in
            if case .letter = label { flat.count { $0 == label } == 1 } else { false }
        }
        return (0..<dots).map { .dots(dots - 1 - $0) } + once.sorted { key($0) < key($1) }
    }

    private static func measure(_ labels: [[Label]], _ operands: [Tensor]) throws -> [Label: Int] {
        var sizes: [Label: Int] = [:]
        for (i, own) in labels.enumerated() {
            for (dim, label) in own.enumerated() {
                let size = operands[i].shape[dim]
                let old = sizes[label] ?? 1
                guard old == 1 || size == 1 || old == size else {
                    var name = "..."
                    if case .letter(let letter) = label { name = String(letter) }
                    throw ArrayError.runtime(
                        "einsum(): subscript \(name) has size \(size) for operand \(i) which does not broadcast with "
                            + "previously seen size \(old)")
                }
                sizes[label] = Swift.max(old, size)
            }
        }
        return sizes
    }

    /// An operand with one dimension for every label, in their order; repeated labels become diagonals.
    private static func aligned(
        _ tensor: Tensor, _ own: [Label], _ all: [Label], _ sizes: [Label: Int]
    ) throws -> Tensor {
        var tensor = tensor
        var own = own
        var i = 0
        while i < own.count {
            if let j = own[(i + 1)...].firstIndex(of: own[i]) {
                tensor = try Ops.views.diagonal(.tensor(tensor), .int(0), .int(i), .int(j))
                // The diagonal comes last; it goes where its label stood first.
                let last = tensor.rank - 1
                tensor = try Ops.views.permute(
                    .tensor(tensor), .ints(Array(0..<i) + [last] + Array(i..<last)))
                own.remove(at: j)
            } else {
                i += 1
            }
        }
        var order: [Int] = []
        for label in all {
            if let dim = own.firstIndex(of: label) {
                order.append(dim)
            } else {
                order.append(tensor.rank)
                tensor = try Ops.views.unsqueeze(.tensor(tensor), .int(tensor.rank))
            }
        }
        return try Ops.views.permute(.tensor(tensor), .ints(order))
    }

    /// Multiplies operands of one rank and sums the dimensions behind the outputs as soon as nobody needs them.
    private static func contract(_ tensors: [Tensor], outputs: Int) throws -> Tensor {
        var result = tensors[0]
        let rank = result.rank
        func sums(after i: Int, _ other: Tensor?) -> [Int] {
            (outputs..<Swift.max(rank, outputs)).filter { dim in
                tensors[(i + 1)...].allSatisfy { $0.shape[dim] == 1 }
                    && (result.shape[dim] != 1 || other.map { $0.shape[dim] != 1 } ?? false)
            }
        }
        for i in tensors.indices.dropFirst() {
            let other = tensors[i]
            let dims = sums(after: i, other)
            result = dims.isEmpty ? try result * other : try sumOfProducts(result, other, dims)
        }
        if tensors.count == 1, rank > outputs {
            return try Ops.reductions.sum_dim(.tensor(result), .ints(Array(outputs..<rank)))
        }
        if result.rank > outputs, tensors.count > 1 {
            return try Ops.views.view(
                .tensor(Ops.shape.contiguous(.tensor(result))), .ints(Array(result.shape.prefix(outputs))))
        }
        return result
    }

    /// The product of two tensors of one rank, summed over dimensions, which stay with size 1: one batched product.
    private static func sumOfProducts(_ a: Tensor, _ b: Tensor, _ dims: [Int]) throws -> Tensor {
        var (left, right) = (a, b)
        var (both, onlyLeft, onlyRight, summed) = ([Int](), [Int](), [Int](), [Int]())
        for dim in 0..<a.rank {
            let (inLeft, inRight) = (left.shape[dim] != 1, right.shape[dim] != 1)
            if dims.contains(dim) {
                if inLeft != inRight {
                    if inLeft { left = try Ops.reductions.sum_dim(.tensor(left), .ints([dim]), .bool(true)) }
                    if inRight { right = try Ops.reductions.sum_dim(.tensor(right), .ints([dim]), .bool(true)) }
                }
                summed.append(dim)
            } else if inLeft == inRight {
                both.append(dim)
            } else if inLeft {
                onlyLeft.append(dim)
            } else {
                onlyRight.append(dim)
            }
        }
        func product(_ x: Tensor, _ dims: [Int]) -> Int { dims.reduce(1) { $0 * x.shape[$1] } }
        let (n, m, k, p) = (
            product(left, both), product(left, onlyLeft), product(left, summed), product(right, onlyRight)
        )
        let shape =
            both.map { left.shape[$0] } + onlyLeft.map { left.shape[$0] } + summed.map { _ in 1 }
            + onlyRight.map { right.shape[$0] }
        let x = try Ops.shape.reshape(
            .tensor(Ops.views.permute(.tensor(left), .ints(both + onlyLeft + summed + onlyRight))), .ints([n, m, k]))
        let y = try Ops.shape.reshape(
            .tensor(Ops.views.permute(.tensor(right), .ints(both + summed + onlyRight + onlyLeft))), .ints([n, k, p]))
        var back = [Int](repeating: 0, count: a.rank)
        for (position, dim) in (both + onlyLeft + summed + onlyRight).enumerated() { back[dim] = position }
        let out = try Ops.views.view(.tensor(Ops.products.bmm(x, y)), .ints(shape))
        return try Ops.views.permute(.tensor(out), .ints(back))
    }
}
