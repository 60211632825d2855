import Arrays

/// Tensors as other types, numbers out of tensors.
package struct Conversion: Sendable {
    /// What `to`, `float`, `double`, … leave.
    let to_copy: General = General(
        "to_copy(Tensor input, dtype dtype)", "The same numbers as another type.", [], node: "ToCopyBackward0",
        derivative: .gradient(Gradient { p in try p.grad.to(p.dtype(0)) })
    ) { c in
        let x = try c.array(0)
        return try x.cast(try c.dtype(1) ?? x.dtype)
    }
}
