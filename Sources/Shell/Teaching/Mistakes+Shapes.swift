import Arrays
import Autograd
import Interpreter
import NN

// Shapes that do not go together.
extension Mistakes {
    static let shapes: [Mistake] = [
        Mistake(.runtimeError, "mat1 and mat2 shapes cannot be multiplied (*x* and *x*)", .shapes) { failure, sizes in
            layerFeatures(failure) ?? matrixProduct(failure, sizes.compactMap { Int($0) })
        },
        Mistake(
            .runtimeError, "Expected size for first two dimensions of batch2 tensor to be: [*] but got: [*].", .shapes
        ) { failure, sizes in
            [
                clash(failure, "bmm multiplies (b, n, m) by (b, m, p): needed [\(sizes[0])], got [\(sizes[1])]"),
                "if the second is transposed: torch.bmm(a, b.transpose(1, 2))",
            ]
        },
        Mistake(.runtimeError, "inconsistent tensor size, expected tensor [*] and src [*]*", .shapes) {
            failure, sizes in
            [
                clash(failure, "a dot product needs vectors of one length, got \(sizes[0]) and \(sizes[1])"),
                "check how both were made, or cut the longer: v[:\(min(number(sizes[0]), number(sizes[1])))]",
            ]
        },
        Mistake(.runtimeError, "* must be a matrix", .shapes) { failure, names in
            [
                clash(failure, "mm takes two matrices; \(names[0]) has another number of dimensions"),
                "use a @ b, which takes vectors and batches too, or make a row of it: x.unsqueeze(0)",
            ]
        },
        Mistake(.runtimeError, "* must be a 3D tensor", .shapes) { failure, names in
            [
                clash(failure, "bmm takes two batches of matrices (b, n, m)"),
                "use a @ b, or x.unsqueeze(0) for a batch of one",
            ]
        },
        Mistake(
            .runtimeError,
            "The size of tensor a (*) must match the size of tensor b (*) at non-singleton dimension *", .broadcasting
        ) { failure, sizes in broadcast(failure, sizes) },
        Mistake(
            .runtimeError,
            "Sizes of tensors must match except in dimension *. Expected size * but got size * for tensor number *",
            .shapes
        ) { failure, parts in
            [
                clash(
                    failure,
                    "cat along \(parts[0]) needs all other sizes equal: \(parts[1]) in the first, \(parts[2]) here"),
                "join along the dimension that differs: torch.cat([…], dim=\(parts[0] == "0" ? "1" : "0"))",
            ]
        },
        Mistake(.runtimeError, "Tensors must have same number of dimensions: got * and *", .shapes) { failure, ranks in
            [
                clash(failure, "cat joins tensors of equally many dimensions: got \(ranks[0]) and \(ranks[1])"),
                "give the smaller one a dimension: x.unsqueeze(0)",
            ]
        },
        Mistake(
            .runtimeError, "stack expects each tensor to be equal size, but got * at entry 0 and * at entry *", .shapes
        ) { _, parts in
            [
                "stack makes a new dimension, so all shapes must be equal: \(parts[0]) and \(parts[1])",
                "to join along a dimension that is there: torch.cat([…], dim=0)",
            ]
        },
        Mistake(.runtimeError, "shape '[*]' is invalid for input of size *", .views) { failure, parts in
            reshape(failure, parts)
        },
        Mistake(.runtimeError, "view size is not compatible with input tensor's size and stride*", .views) {
            failure, _ in
            [
                clash(failure, "view cannot follow the order in memory (after a transpose or permute)"),
                "use .reshape(…), which copies where it must, or .contiguous().view(…)",
            ]
        },
        Mistake(.valueError, "Expected input batch_size (*) to match target batch_size (*).", .classification) {
            failure, sizes in
            [
                clash(failure, "\(sizes[0]) predictions, \(sizes[1]) targets: one target for each row is needed"),
                "predictions are (batch, classes), targets (batch,); was a batch flattened into one row? x.flatten(1)",
            ]
        },
        Mistake(.valueError, "Expected more than 1 value per channel when training, got input size *", .evaluation) {
            failure, _ in
            [
                "\(failure.layerName ?? "batch norm"): a batch of one has no spread to normalise by",
                "for a single example call net.eval() first; while training use DataLoader(…, drop_last=True)",
            ]
        },
        Mistake(.runtimeError, "running_mean should contain * elements not *", .shapes) { failure, sizes in
            [
                "\(failure.layerName ?? "batch norm"): expects \(sizes[1]) features, got \(sizes[0])\(inputOrigin(failure))",
                "make it BatchNorm1d(\(sizes[0])), as many as the layer before gives",
            ]
        },
    ]

    // MARK: What they say

    /// The named tensors with their shapes, or what is known without names.
    static func clash(_ failure: Failure, _ otherwise: String) -> String {
        let named = failure.tensors
        if let layer = failure.layerName { return "\(layer): \(otherwise)" }
        return named.isEmpty ? otherwise : "\(Failure.list(named)): \(otherwise)"
    }

    private static func number(_ text: String) -> Int { Failure.numbers(text).first ?? 0 }

    private static func inputOrigin(_ failure: Failure) -> String {
        failure.culprit?.inputs.first.map { failure.origin($0) } ?? ""
    }

    /// A linear layer that was given another number of features.
    private static func layerFeatures(_ failure: Failure) -> [String]? {
        guard let culprit = failure.culprit, let name = failure.layerName, let input = culprit.inputs.first,
            case .number(.int(let wanted))? = culprit.module.attribute("in_features"), input.rank > 0
        else { return nil }
        let given = input.shape[input.rank - 1]
        let clash = "\(name): expects \(wanted) features, got \(given)\(failure.origin(input))"
        let sizes = Array(input.shape)
        if sizes.count > 2, sizes.dropFirst().reduce(1, &*) == wanted {
            return [clash, "flatten everything behind the batch first: x = x.flatten(1)"]
        }
        if sizes.count == 2, sizes[0] == wanted {
            return [clash, "the input is \(Failure.shape(input)): rows are examples, so x.T may be what is meant"]
        }
        guard case .number(.int(let outputs))? = culprit.module.attribute("out_features") else { return [clash] }
        return [clash, "make it Linear(\(given), \(outputs)), or let what comes before give \(wanted)"]
    }

    private static func matrixProduct(_ failure: Failure, _ sizes: [Int]) -> [String] {
        guard sizes.count == 4 else { return [] }
        let text = "(\(sizes[0]), \(sizes[1])) @ (\(sizes[2]), \(sizes[3]))"
        let rule = "\(sizes[1]) columns on the left meet \(sizes[2]) rows on the right; they must be equal"
        guard let (a, b) = failure.pair else {
            return [
                "\(text): \(rule)", sizes[1] == sizes[3] ? "transpose the right one: a @ b.T" : "transpose one: b.T",
            ]
        }
        let clash = "\(a.text) \(Failure.shape(a.tensor)) @ \(b.text) \(Failure.shape(b.tensor)): \(rule)"
        if sizes[1] == sizes[3] { return [clash, "transpose the right one: \(a.text) @ \(b.text).T"] }
        if sizes[0] == sizes[2] { return [clash, "transpose the left one: \(a.text).T @ \(b.text)"] }
        if sizes[0] == sizes[3] { return [clash, "the other way round it fits: \(b.text) @ \(a.text)"] }
        return [clash, "print both shapes where they are made: \(a.text).shape, \(b.text).shape"]
    }

    private static func broadcast(_ failure: Failure, _ sizes: [String]) -> [String] {
        let rule = "dimension \(sizes[2]) is \(sizes[0]) in one and \(sizes[1]) in the other; equal or 1 would do"
        guard let (a, b) = failure.pair else { return [clash(failure, rule), "compare the shapes from the right end"] }
        let text = "\(a.text) \(Failure.shape(a.tensor)) and \(b.text) \(Failure.shape(b.tensor)): \(rule)"
        let (left, right) = (Array(a.tensor.shape), Array(b.tensor.shape))
        if left.count == 2, left == right.reversed() { return [text, "one is transposed: \(a.text) and \(b.text).T"] }
        if right.count == 1, left.first == right.first {
            return [text, "to use one number for each row: \(b.text).unsqueeze(1)"]
        }
        if left.count == 1, left.first == right.first {
            return [text, "to use one number for each row: \(a.text).unsqueeze(1)"]
        }
        return [text, "print both where they are made, and compare the shapes from the right end"]
    }

    private static func reshape(_ failure: Failure, _ parts: [String]) -> [String] {
        let sizes = Failure.numbers(parts[0])
        let known = sizes.filter { $0 >= 0 }.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
        let total = number(parts[1])
        let name = failure.tensor { $0.count == total }
        let what =
            name.map { "\($0.text) \(Failure.shape($0.tensor)) has \(total) numbers" } ?? "there are \(total) numbers"
        if sizes.contains(-1) {
            let rest = sizes.filter { $0 >= 0 }.map(String.init).joined(separator: " * ")
            return ["\(what), and \(total) is no multiple of \(rest)", "choose sizes whose product divides \(total)"]
        }
        let product = sizes.map(String.init).joined(separator: " * ")
        let clash = "\(what), but \(product.isEmpty ? "no size" : product) makes \(known)"
        guard let first = sizes.first, first > 0, total % first == 0 else {
            return [clash, "leave one size to be worked out: view(-1, …) with sizes that divide \(total)"]
        }
        return [clash, "leave one size to be worked out: view(\(first), -1)"]
    }
}
