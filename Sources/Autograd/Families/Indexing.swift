import Arrays

/// `x[…]`, read and written.
package struct Indexing: Sendable {
    /// The elements that index tensors pick: `flags` tells which dimensions have one.
    let index: General = General(
        "index(Tensor input, ints flags, any indices)", "The elements that index tensors pick.", [],
        derivative: .gradient(
            Gradient { p in
                let zeros = Tensor(try NDArray.zeros(p.shape(0), p.dtype(0)))
                return try Ops.indexing.put(zeros, p.picks(), try p.grad, accumulate: true)
            })
    ) { c in
        let picks = try Picks(c)
        picks.keep(&c)
        return try c.array(0).index(picks.arrays)
    }

    /// A tensor with other elements where index tensors pick.
    let index_put: General = General(
        "index_put(Tensor input, ints flags, any indices, Tensor values, bool accumulate=False)",
        "A tensor with other elements where index tensors pick.", [],
        derivative: .gradient(
            Gradient(
                a: rule { p in
                    if try p.call.bool(4) { return try p.grad }
                    let zero = try Tensor(NDArray.zeros(Dims(), p.grad.dtype))
                    return try Ops.indexing.put(p.grad, p.picks(), zero, accumulate: false)
                },
                b: rule { p in try Ops.indexing.pick(p.grad, p.picks()) }))
    ) { c in
        let picks = try Picks(c)
        picks.keep(&c)
        let out = try c.array(0).copy()
        try out.indexPut_(picks.arrays, try c.array(3), accumulate: try c.bool(4))
        out.storage.version = 0
        return out
    }

    /// `index_put` as tutorials call it, with one tensor for each leading dimension.
    package let index_put_method: Composed = Composed(
        "index_put(Tensor input, Tensors indices, Tensor values, bool accumulate=False)",
        "A tensor with other elements where index tensors pick.", .method,
        samples: ["n(3, 2), (torch.tensor([0, 2]),), n(2, 2)", "n(3), (torch.tensor([0, 0]),), n(2), True"]
    ) { c in
        let picks = Picks(try c.tensors(1).map(\.array))
        return .tensor(try Ops.indexing.put(c.tensor(0), picks, c.tensor(2), accumulate: c.bool(3)))
    }

    /// `x[key]`: a number, slice, None, Ellipsis, bool or tensor, or several of them in `.items`.
    ///
    /// Throws IndexError as PyTorch does.
    package func get(_ x: Tensor, _ key: Operand) throws -> Tensor {
        if case .number(.int(let i)) = key, x.rank > 0 { return try element(x, i) }
        let items = try Indexing.items(key)
        let (view, arrays) = try x.array.indexed(items)
        guard x.requiresGrad, Engine.current.gradEnabled else {
            if arrays.isEmpty {
                let out = Tensor(view)
                Ops.views.alias.finish(out, viewOf: x)
                return out
            }
            let out = Tensor(try view.index(arrays))
            index.finish(out, viewOf: nil)
            return out
        }
        let isSingle = if case .slice = key { true } else { false }
        let sliced = try slices(x, items, skipsWhole: !isSingle)
        if arrays.isEmpty { return sliced === x ? try Ops.views.alias(x) : sliced }
        return try pick(sliced, Picks(arrays))
    }

    /// `x[i]`.
    private func element(_ x: Tensor, _ i: Int) throws -> Tensor {
        let size = x.shape[0]
        guard i >= -size, i < size else {
            throw ArrayError.index("index \(i) is out of bounds for dimension 0 with size \(size)")
        }
        if x.requiresGrad { return try Ops.views.select(.tensor(x), .int(0), .int(i)) }
        let out = Tensor(x.array.with(x.array.layout.dropping(0, at: i < 0 ? i + size : i)))
        Ops.views.select.finish(out, viewOf: x)
        return out
    }

    /// `x[key] = value`.
    ///
    /// Throws IndexError for subscripts out of range and RuntimeError for values that do not fit.
    package func set(_ x: Tensor, _ key: Operand, _ value: Tensor) throws {
        let items = try Indexing.items(key)
        let (view, arrays) = try x.array.indexed(items)
        var sliced = x
        if view.layout != x.array.layout {
            sliced = Tensor(view)
            Ops.views.alias.finish(sliced, viewOf: x)
            if x.requiresGrad, Engine.current.gradEnabled { sliced = try slices(x, items, skipsWhole: true) }
        }
        if arrays.isEmpty {
            try Ops.mutation.copy_(sliced, try Indexing.withoutLeadingOnes(value, sliced.rank))
        } else {
            let source = value.isNumber && value.dtype != x.dtype ? Tensor(try value.array.cast(x.dtype)) : value
            _ = try put_(sliced, Picks(arrays), source, accumulate: false)
        }
    }

    /// What the basic items of a subscript leave, one operation each.
    private func slices(_ x: Tensor, _ items: [Index], skipsWhole: Bool) throws -> Tensor {
        var result = x
        var dim = 0
        let consumed = items.reduce(0) { total, item in
            switch item {
            case .int, .slice: total + 1
            case .array(let array): total + (array.picksByTruth ? array.rank : 1)
            default: total
            }
        }
        for item in items {
            switch item {
            case .int(let i): result = try Ops.views.select(.tensor(result), .int(dim), .int(i))
            case .slice(let start, let end, let step):
                let isWhole = (start ?? 0) == 0 && (end ?? .max) >= result.shape[dim] && step == 1
                if !(isWhole && skipsWhole) {
                    result = try Ops.views.slice(
                        .tensor(result), .int(dim), .optional(start), .optional(end), .int(step))
                }
                dim += 1
            case .newAxis, .bool:
                result = try Ops.views.unsqueeze(.tensor(result), .int(dim))
                dim += 1
            case .ellipsis: dim += x.rank - consumed
            case .array(let array):
                if array.rank == 0, !array.picksByTruth {
                    result = try Ops.views.select(.tensor(result), .int(dim), .int(array.item().int))
                } else if array.rank == 0 {
                    result = try Ops.views.unsqueeze(.tensor(result), .int(dim))
                    dim += 1
                } else {
                    dim += array.picksByTruth ? array.rank : 1
                }
            }
        }
        return result
    }

    /// The elements that arrays pick.
    func pick(_ x: Tensor, _ picks: Picks) throws -> Tensor {
        try index(.tensor(x), .ints(picks.flags), .tensors(picks.tensors))
    }

    /// A tensor with other elements where arrays pick.
    func put(_ x: Tensor, _ picks: Picks, _ values: Tensor, accumulate: Bool) throws -> Tensor {
        try index_put(
            .tensor(x), .ints(picks.flags), .tensors(picks.tensors), .tensor(values), .bool(accumulate))
    }

    /// The same in place.
    func put_(_ x: Tensor, _ picks: Picks, _ values: Tensor, accumulate: Bool) throws -> Tensor {
        let change = try InPlace(x)
        var node: RuleNode?
        if try change.records(x.requiresGrad || values.requiresGrad) {
            let made = change.makeNode(index_put)
            made.append(x.edge)
            made.append(values.requiresGrad ? values.edge : Edge())
            made.operands = [.none, .ints(picks.flags), .none, .none, .bool(accumulate)]
            made.keep(picks.tensors.map(\.array))
            node = made
        }
        try change.counting { try x.array.indexPut_(picks.arrays, values.array, accumulate: accumulate) }
        if let node { change.attach(node, saving: []) }
        return x
    }

    /// A subscript's items.
    private static func items(_ key: Operand) throws -> [Index] {
        if case .items(let parts) = key { return try parts.map(item) }
        return [try item(key)]
    }

    private static func item(_ part: Operand) throws -> Index {
        switch part {
        case .none: return .newAxis
        case .number(.int(let i)): return .int(i)
        case .number(.bool(let b)): return .bool(b)
        case .slice(let start, let stop, let step): return .slice(start: start, end: stop, step: step ?? 1)
        case .ellipsis: return .ellipsis
        case .tensor(let tensor): return .array(tensor.array)
        default:
            throw ArrayError.index(
                "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices")
        }
    }

    /// A value without the leading dimensions of size 1 that the target lacks.
    private static func withoutLeadingOnes(_ value: Tensor, _ rank: Int) throws -> Tensor {
        var drop = 0
        while value.rank - drop > rank, value.shape[drop] == 1 { drop += 1 }
        return drop == 0 ? value : try value.viewed(Dims(value.shape.dropFirst(drop)))
    }
}

/// Index arrays, one for each leading dimension or nil.
struct Picks {
    let arrays: [NDArray?]

    init(_ arrays: [NDArray?]) { self.arrays = arrays }

    /// From the operands `flags` and `indices` of a call.
    init(_ c: Call) throws {
        var tensors = try c.tensors(2).makeIterator()
        arrays = try c.ints(1).map { $0 == 0 ? nil : tensors.next()?.array }
    }

    /// Which dimensions have an array.
    var flags: [Int] { arrays.map { $0 == nil ? 0 : 1 } }
    /// The arrays that are there.
    var tensors: [Tensor] { arrays.compactMap { $0.map { Tensor($0) } } }

    /// Keeps the arrays for the rule.
    func keep(_ c: inout Call) { for case let array? in arrays { c.keep(array) } }
}

extension Pullback {
    /// The index arrays that the forward kept.
    func picks() throws -> Picks {
        var next = 0
        return Picks(
            try call.ints(1).map { flag in
                if flag == 0 { return nil }
                next += 1
                return try kept(next - 1)
            })
    }
}

extension Operand {
    /// A number, or None.
    static func optional(_ value: Int?) -> Operand { value.map { .int($0) } ?? .none }
}

extension NDArray {
    /// Whether an index array picks by truth rather than by position.
    var picksByTruth: Bool { dtype == .bool || dtype == .uint8 }
}
