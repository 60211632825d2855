import Arrays

/// Tensors overwritten, or shown otherwise, in place.
package struct Mutation: Sendable {
    package let zero_: Mutating = Mutating("zero(Tensor input)", "Fills with zeros.", [.inPlace, .inPlaceFunction]) {
        x, _ in try x.fill_(.int(0))
    }

    let fill_number: Mutating = Mutating(
        "fill(Tensor input, Number value)", "Fills with one number.", [.inPlace, .inPlaceFunction],
        node: "FillBackward2"
    ) { x, c in try x.fill_(try c.scalar(1)) }

    let fill_tensor: Composed = Composed(
        "fill(Tensor input, Tensor value)", "Fills with a 0-d tensor's number.", [.inPlace, .inPlaceFunction]
    ) { c in
        let value = try c.tensor(1)
        guard value.rank == 0 else {
            throw ArrayError.runtime(
                "fill_ only supports 0-dimension value tensor but got tensor with \(value.rank) dimensions.")
        }
        return .tensor(try value.expanded(try c.tensor(0).shape))
    }

    let copy_entry: Composed = Composed(
        "copy(Tensor input, Tensor src, bool non_blocking=False)", "Overwrites with another tensor's numbers.",
        .inPlace
    ) { c in c[1] }

    package let fill_diagonal_: Mutating = Mutating(
        "fill_diagonal(Tensor input, Number fill_value, bool wrap=False)", "Fills the diagonal with one number."
    ) { x, c in
        guard x.rank >= 2 else { throw ArrayError.runtime("dimensions must larger than 1") }
        try x.with(try x.layout.diagonal()).fill_(try c.scalar(1))
    }

    package let unsqueeze_: Reshaping = Reshaping(
        "unsqueeze(Tensor input, int dim)", "A dimension of size 1 put in, in place."
    ) { c in try Ops.views.unsqueeze(c.operands) }

    package let squeeze_: Reshaping = Reshaping(
        "squeeze(Tensor input, ints[1]? dim=None)", "Dimensions of size 1 taken out, in place."
    ) { c in
        c[1].isNone ? try Ops.views.squeeze(try c.tensor(0)) : try Ops.views.squeeze_dim(c.operands)
    }

    package let t_: Reshaping = Reshaping("t(Tensor input)", "Rows and columns exchanged, in place.") { c in
        try Ops.views.t(try c.tensor(0))
    }

    package let transpose_: Reshaping = Reshaping(
        "transpose(Tensor input, int dim0, int dim1)", "Two dimensions exchanged, in place."
    ) { c in try Ops.views.transpose(c.operands) }

    /// The derivative of `copy_`: the source's is the gradient, the target's nothing.
    private let copying: General = General(
        "copy(Tensor input, Tensor src)", "A tensor with another's numbers.", [], node: "CopyBackwards",
        derivative: .gradient(
            Gradient(a: rule { p in try p.grad.zerosLike() }, b: rule { p in try p.grad }))
    ) { c in try c.array(1) }

    /// `Tensor.copy_`: overwrites a tensor with another's numbers, broadcast and converted.
    ///
    /// Throws RuntimeError for shapes that do not fit and for leaves that require gradients.
    @discardableResult
    package func copy_(_ target: Tensor, _ source: Tensor) throws -> Tensor {
        let change = try InPlace(target)
        var node: RuleNode?
        if try change.records(target.requiresGrad || source.requiresGrad) {
            let made = change.makeNode(copying)
            made.append(target.edge)
            made.append(source.requiresGrad ? source.edge : Edge())
            node = made
        }
        try change.counting { try target.array.copy_(from: source.array) }
        if let node { change.attach(node, saving: []) }
        return target
    }

    /// `Tensor.fill_`: one number everywhere.
    @discardableResult
    package func fill_(_ target: Tensor, _ value: Scalar) throws -> Tensor {
        _ = try fill_number.callInPlace([.tensor(target), .number(value)])
        return target
    }

    /// Overwrites a tensor with numbers that depend on nothing.
    @discardableResult
    package func overwrite(_ target: Tensor, _ write: (NDArray) throws -> Void) throws -> Tensor {
        let change = try InPlace(target)
        var node: RuleNode?
        if try change.records(target.requiresGrad) {
            let made = change.makeNode(fill_number)
            made.append(target.edge)
            node = made
        }
        try change.counting { try write(target.array) }
        if let node { change.attach(node, saving: []) }
        return target
    }
}
