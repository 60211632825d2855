import Arrays

/// Tensors overwritten.
package struct Mutation: Sendable {
    /// The derivative of `copy_`: the source's is the gradient, the target's nothing.
    private let copying: General = General(
        "copy(Tensor input, Tensor src)", "A tensor with another's numbers.", [], node: "CopyBackwards",
        derivative: .gradient(Gradient(a: rule { p in try p.grad.zerosLike() }, b: rule { p in try p.grad }))
    ) { c in try c.array(1) }

    /// The derivative of `fill_` and its like: nothing.
    private let filling: General = General(
        "fill(Tensor input, Number value)", "A tensor with one number everywhere.", [], node: "FillBackward0",
        derivative: .gradient(Gradient { p in try p.grad.zerosLike() })
    ) { c in try c.array(0) }

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

    /// `Tensor.fill_` and `zero_`: one number everywhere.
    @discardableResult
    package func fill_(_ target: Tensor, _ value: Scalar) throws -> Tensor {
        try overwrite(target) { try $0.fill_(value) }
    }

    /// Overwrites a tensor with numbers that depend on nothing.
    @discardableResult
    package func overwrite(_ target: Tensor, _ write: (NDArray) throws -> Void) throws -> Tensor {
        let change = try InPlace(target)
        var node: RuleNode?
        if try change.records(target.requiresGrad) {
            let made = change.makeNode(filling)
            made.append(target.edge)
            node = made
        }
        try change.counting { try write(target.array) }
        if let node { change.attach(node, saving: []) }
        return target
    }
}
