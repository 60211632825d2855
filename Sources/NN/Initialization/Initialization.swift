import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `torch.nn.init`: first values for parameters, drawn from the session's generator unless one is given. None of it
/// is recorded by autograd.
package enum Initialization {
    /// `uniform_`: numbers in [a, b).
    package static func uniform(_ tensor: Tensor, _ a: Double = 0, _ b: Double = 1, _ from: Generator? = nil) throws {
        let generator = from ?? Engine.current.generator
        try overwrite(tensor) { try generator.uniform($0, from: a, to: b) }
    }

    /// `normal_`.
    package static func normal(
        _ tensor: Tensor, _ mean: Double = 0, _ std: Double = 1, _ from: Generator? = nil
    ) throws {
        let generator = from ?? Engine.current.generator
        try overwrite(tensor) { try generator.normal($0, mean: mean, std: std) }
    }

    /// `constant_`, `ones_`, `zeros_`.
    package static func constant(_ tensor: Tensor, _ value: Scalar) throws {
        try overwrite(tensor) { try $0.fill_(value) }
    }

    /// `eye_`: ones on the diagonal.
    ///
    /// Throws ValueError for what is no matrix.
    package static func eye(_ tensor: Tensor) throws {
        guard tensor.rank == 2 else { throw ArrayError.value("Only tensors with 2 dimensions are supported") }
        try overwrite(tensor) { try $0.copy_(from: try NDArray.eye($0.shape[0], $0.shape[1], $0.dtype)) }
    }

    /// `dirac_`: the kernel of a convolution that passes its input on.
    ///
    /// Throws ValueError for other ranks than 3 to 5 and groups that do not divide the channels.
    package static func dirac(_ tensor: Tensor, groups: Int = 1) throws {
        guard (3...5).contains(tensor.rank) else {
            throw ArrayError.value("Only tensors with 3, 4, or 5 dimensions are supported")
        }
        guard groups != 0 else { throw ArrayError(.zeroDivisionError, "integer modulo by zero") }
        guard tensor.shape[0] % groups == 0 else { throw ArrayError.value("dim 0 must be divisible by groups") }
        let perGroup = tensor.shape[0] / groups
        try overwrite(tensor) { array in
            try array.fill_(.int(0))
            guard array.count > 0 else { return }
            let strides = array.layout.strides
            var center = 0
            for d in 2..<array.rank { center += array.shape[d] / 2 * strides[d] }
            for g in 0..<max(groups, 0) {
                for d in 0..<min(perGroup, array.shape[1]) {
                    let offset = (g * perGroup + d) * strides[0] + d * strides[1] + center
                    try array.with(Layout(shape: [], strides: [], offset: array.layout.offset + offset)).fill_(.int(1))
                }
            }
        }
    }

    /// `xavier_uniform_` (Glorot).
    ///
    /// Throws ValueError for fewer than two dimensions.
    package static func xavierUniform(_ tensor: Tensor, gain: Double = 1, _ from: Generator? = nil) throws {
        let a = 3.0.squareRoot() * (try xavierStd(tensor, gain))
        try uniform(tensor, -a, a, from)
    }

    /// `xavier_normal_` (Glorot).
    ///
    /// Throws ValueError for fewer than two dimensions.
    package static func xavierNormal(_ tensor: Tensor, gain: Double = 1, _ from: Generator? = nil) throws {
        try normal(tensor, 0, try xavierStd(tensor, gain), from)
    }

    private static func xavierStd(_ tensor: Tensor, _ gain: Double) throws -> Double {
        let (fanIn, fanOut) = try fans(tensor)
        guard fanIn + fanOut != 0 else { throw ArrayError(.zeroDivisionError, "float division by zero") }
        return gain * (2.0 / Double(fanIn + fanOut)).squareRoot()
    }

    /// `kaiming_uniform_` (He).
    ///
    /// Throws ValueError for fewer than two dimensions, unknown modes and nonlinearities.
    package static func kaimingUniform(
        _ tensor: Tensor, a: Double = 0, mode: String = "fan_in", nonlinearity: String = "leaky_relu",
        _ from: Generator? = nil
    ) throws {
        guard let std = try kaimingStd(tensor, a, mode, nonlinearity) else { return }
        let bound = 3.0.squareRoot() * std
        try uniform(tensor, -bound, bound, from)
    }

    /// `kaiming_normal_` (He).
    ///
    /// Throws ValueError for fewer than two dimensions, unknown modes and nonlinearities.
    package static func kaimingNormal(
        _ tensor: Tensor, a: Double = 0, mode: String = "fan_in", nonlinearity: String = "leaky_relu",
        _ from: Generator? = nil
    ) throws {
        guard let std = try kaimingStd(tensor, a, mode, nonlinearity) else { return }
        try normal(tensor, 0, std, from)
    }

    /// nil for a tensor without elements, which is left alone.
    private static func kaimingStd(
        _ tensor: Tensor, _ a: Double, _ mode: String, _ nonlinearity: String
    ) throws -> Double? {
        if tensor.shape.contains(0) {
            Engine.current.onWarning?("Initializing zero-element tensors is a no-op")
            return nil
        }
        let lower = mode.lowercased()
        guard lower == "fan_in" || lower == "fan_out" else {
            throw ArrayError.value("Mode \(lower) not supported, please use one of ['fan_in', 'fan_out']")
        }
        let (fanIn, fanOut) = try fans(tensor)
        let fan = lower == "fan_in" ? fanIn : fanOut
        return try gain(nonlinearity, .double(a)).double / Double(fan).squareRoot()
    }

    /// `_calculate_fan_in_and_fan_out`: how many inputs and outputs an element of a weight meets.
    ///
    /// Throws ValueError for fewer than two dimensions.
    package static func fans(_ tensor: Tensor) throws -> (fanIn: Int, fanOut: Int) {
        guard tensor.rank >= 2 else {
            throw ArrayError.value(
                "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
        }
        let field = tensor.shape.dropFirst(2).reduce(1, &*)
        return (tensor.shape[1] &* field, tensor.shape[0] &* field)
    }

    /// `calculate_gain`: an integer 1 where PyTorch gives one.
    ///
    /// Throws ValueError for unknown nonlinearities and slopes that are no numbers.
    package static func gain(_ nonlinearity: String, _ parameter: Operand = .none) throws -> Scalar {
        switch nonlinearity {
        case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
            "sigmoid":
            return .int(1)
        case "tanh": return .float(5.0 / 3)
        case "relu": return .float(2.0.squareRoot())
        case "selu": return .float(3.0 / 4)
        case "leaky_relu":
            let slope: Double
            switch parameter {
            case .none: slope = 0.01
            case .number(.int(let i)): slope = Double(i)
            case .number(.float(let d)): slope = d
            default: throw ArrayError.value("negative_slope \(PythonText.str(parameter)) not a valid number")
            }
            return .float((2.0 / (1 + slope * slope)).squareRoot())
        default: throw ArrayError.value("Unsupported nonlinearity \(nonlinearity)")
        }
    }

    /// Changes a tensor without recording it; counts as one change.
    static func overwrite(_ tensor: Tensor, _ write: (NDArray) throws -> Void) throws {
        try Engine.current.withGrad(false) { _ = try Ops.mutation.overwrite(tensor, write) }
    }
}
