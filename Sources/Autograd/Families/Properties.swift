import Arrays

/// Views that are written without brackets: `x.T`.
package struct Properties: Sendable {
    package let transposed: Composed = Composed(
        "T(Tensor input)", "The dimensions in reverse order.", .property
    ) { c in
        let x = try c.tensor(0)
        return .tensor(try Ops.views.permute(.tensor(x), .ints(Array((0..<x.rank).reversed()))))
    }

    package let matrixTransposed: Composed = Composed(
        "mT(Tensor input)", "The last two dimensions exchanged.", .property
    ) { c in
        let x = try c.tensor(0)
        guard x.rank >= 2 else {
            throw ArrayError.runtime(
                "tensor.mT is only supported on matrices or batches of matrices. Got \(x.rank)-D tensor.")
        }
        return .tensor(try Ops.views.transpose(.tensor(x), .int(-2), .int(-1)))
    }

    package let adjoint: Composed = Composed(
        "H(Tensor input)", "A matrix transposed: for real numbers its conjugate transpose.", .property
    ) { c in
        let x = try c.tensor(0)
        guard x.rank == 2 || x.rank == 0 else {
            throw ArrayError.runtime("tensor.H is only supported on matrices (2-D tensors). Got \(x.rank)-D tensor.")
        }
        return .tensor(x.rank == 0 ? x : try Ops.views.transpose(.tensor(x), .int(0), .int(1)))
    }
}
