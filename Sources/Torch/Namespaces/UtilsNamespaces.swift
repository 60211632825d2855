import Arrays
import Autograd
import Interpreter
import NN

// `torch.utils` and `torch.nn.utils`.
extension TorchRuntime {
    func fillUtils(_ module: ModuleObject) {
        let parts = ["data", "hooks"]
        lookUp(module, names: { parts }) { [unowned(unsafe) self] name in
            if parts.contains(name) { return Value(try self.machine.importModule("torch.utils.\(name)")) }
            if ["tensorboard", "checkpoint", "benchmark", "mobile_optimizer", "cpp_extension"].contains(name) {
                throw self.machine.error(.notImplementedError, "torch.utils.\(name) is not part of Gradus")
            }
            return nil
        }
    }

    func fillNNUtils(_ module: ModuleObject) {
        defineClipping(module)
        define(module, "parameters_to_vector", "parameters", "All parameters one after another, in one vector.") {
            [unowned(unsafe) self] _, arguments in
            self.wrap(try ParameterUtilities.vector(try self.tensorList(arguments[0], "parameters")))
        }
        define(module, "vector_to_parameters", "vec, parameters", "Makes pieces of a vector the parameters' numbers.") {
            [unowned(unsafe) self] machine, arguments in
            guard let vector = arguments[0].asTensor else {
                throw machine.error(
                    .typeError, "expected torch.Tensor, but got: \(self.qualified(arguments[0]))")
            }
            try ParameterUtilities.assign(vector, to: try self.tensorList(arguments[1], "parameters"))
            return .none
        }
        lookUp(module, names: { [] }) { [unowned(unsafe) self] name in
            guard Self.absentUtils.contains(name) else { return nil }
            throw self.machine.error(.notImplementedError, "torch.nn.utils.\(name) is not part of Gradus")
        }
    }

    private static let absentUtils: Set<String> = [
        "rnn", "prune", "parametrize", "parametrizations", "stateless", "weight_norm", "remove_weight_norm",
        "spectral_norm", "remove_spectral_norm", "fuse_conv_bn_eval", "fuse_linear_bn_eval",
    ]

    private func defineClipping(_ module: ModuleObject) {
        define(
            module, "clip_grad_norm_", "parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None",
            "Scales all gradients down together when their norm is too large, and gives the norm."
        ) { [unowned(unsafe) self] machine, arguments in
            let isGenerator = machine.type(of: arguments[0]) === machine.types.generator
            let parameters = try self.tensorList(arguments[0], "parameters")
            if isGenerator, parameters.isEmpty {
                Engine.current.onWarning?("`parameters` is an empty generator, no gradient clipping will occur.")
            }
            return self.wrap(
                try ParameterUtilities.clipGradNorm(
                    parameters, maxNorm: try self.float(arguments[1]),
                    normType: try self.float(arguments[2], absent: 2),
                    errorIfNonfinite: try !arguments[3].isUnbound && machine.truth(arguments[3])))
        }
        define(
            module, "get_total_norm", "tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None",
            "The norm of all tensors together."
        ) { [unowned(unsafe) self] machine, arguments in
            let tensors = try self.tensorList(arguments[0], "tensors")
            let norm = try ParameterUtilities.totalNorm(tensors.map(\.array), try self.float(arguments[1], absent: 2))
            return self.wrap(Tensor(norm))
        }
        define(
            module, "clip_grad_value_", "parameters, clip_value, foreach=None", "Cuts every gradient off at ± a value."
        ) { [unowned(unsafe) self] machine, arguments in
            try ParameterUtilities.clipGradValue(
                try self.tensorList(arguments[0], "parameters"), try self.float(arguments[1]))
            return .none
        }
    }

    /// `float(value)`; `absent` where there is none.
    private func float(_ value: Value, absent: Double = 0) throws -> Double {
        if value.isUnbound { return absent }
        let number = try machine.call(Value(machine.types.float), [value])
        return number.isDouble ? number.double : absent
    }
}
