import Arrays
import Autograd

/// `torch.nn.utils`: what is done to many parameters at once.
package enum ParameterUtilities {
    /// `clip_grad_norm_`: scales gradients down together when their norm is too large. Returns the norm, a tensor.
    ///
    /// Throws RuntimeError for a norm that is not finite, if asked to.
    package static func clipGradNorm(
        _ parameters: [Tensor], maxNorm: Double, normType: Double = 2, errorIfNonfinite: Bool = false
    ) throws -> Tensor {
        let grads = parameters.compactMap(\.grad).map(\.array)
        let total = try totalNorm(grads, normType)
        if errorIfNonfinite, !(try total.item().double.isFinite) {
            throw ArrayError.runtime(
                "The total norm of order \(PythonText.repr(normType)) for gradients from `parameters` is non-finite, "
                    + "so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm "
                    + "anyway, set `error_if_nonfinite=False`")
        }
        if grads.isEmpty { return Tensor(total) }
        let rate = try NDArray.binary(.add, total, .float(1e-6)).unary(.reciprocal)
        try rate.binary_(.mul, .float(maxNorm))
        let factor = try rate.clamp(min: nil, max: .float(1))
        for grad in grads { try grad.binary_(.mul, factor) }
        return Tensor(total)
    }

    /// `get_total_norm`: the norm of all tensors together.
    package static func totalNorm(_ arrays: [NDArray], _ p: Double = 2) throws -> NDArray {
        guard let first = arrays.first else { return try .scalar(.float(0), .float32) }
        let norms = try arrays.map { try $0.norm(p).cast(first.dtype) }
        return try NDArray.stack(norms).norm(p)
    }

    /// `clip_grad_value_`: cuts every gradient off at ± a value.
    package static func clipGradValue(_ parameters: [Tensor], _ value: Double) throws {
        for grad in parameters.compactMap(\.grad) {
            try grad.array.assign_(try grad.array.clamp(min: .float(-value), max: .float(value)))
        }
    }

    /// `parameters_to_vector`: all of them one after another, differentiably.
    package static func vector(_ parameters: [Tensor]) throws -> Tensor {
        try Ops.shape.cat(.tensors(try parameters.map { try Ops.views.view(.tensor($0), .ints([-1])) }), .int(0))
    }

    /// `vector_to_parameters`: makes pieces of a vector the parameters' data.
    ///
    /// Throws RuntimeError for a vector that is too short.
    package static func assign(_ vector: Tensor, to parameters: [Tensor]) throws {
        var start = 0
        for parameter in parameters {
            let piece = try vector.array.layout.slicing(0, start: start, end: start + parameter.count, step: 1)
            guard piece.count == parameter.count else {
                throw ArrayError.runtime(
                    "shape '\(parameter.shape)' is invalid for input of size \(piece.count)")
            }
            try parameter.setData(Tensor(vector.array.with(try piece.viewed(parameter.shape))))
            start += parameter.count
        }
    }
}
