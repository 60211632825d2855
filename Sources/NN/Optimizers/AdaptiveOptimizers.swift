import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Optimizers that fit the step size to each element.
package struct AdaptiveOptimizers: Sendable {
    package let adagrad: OptimizerEntry = OptimizerEntry(
        "Adagrad(any params, Number lr=0.01, Number lr_decay=0, Number weight_decay=0, "
            + "Number initial_accumulator_value=0, float eps=1e-10, bool? foreach=None, *, bool maximize=False, "
            + "bool differentiable=False, bool? fused=None)",
        "Steps by the gradient over the root of the sum of its squares.",
        options: [
            "lr", "lr_decay", "eps", "weight_decay", "initial_accumulator_value", "foreach", "maximize",
            "differentiable", "fused",
        ],
        checks: [
            .nonNegative("lr", "learning rate"), .nonNegative("lr_decay", "lr_decay value"),
            .nonNegative("weight_decay", "weight_decay value"),
            .nonNegative("initial_accumulator_value", "initial_accumulator_value value"),
            .nonNegative("eps", "epsilon value"),
        ],
        begin: { param, group, optimizer in
            let state = optimizer.state(of: param)
            _ = try state.step()
            let start = try group.double(4)
            _ = try state.array("sum", at: 1) { try .full(param.shape, .float(start), param.dtype) }
        }
    ) { group in
        let (lr, lrDecay, eps, decay) = (
            try group.double(0), try group.double(1), try group.double(2), try group.double(3)
        )
        let start = try group.double(4)
        let maximize = try group.bool(6)
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let step = try state.step().countUp()
            let sum = try state.array("sum", at: 1) { try .full(param.shape, .float(start), param.dtype) }
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            let rate = lr / (1 + (step - 1) * lrDecay)
            try sum.accumulateProduct(grad, grad, 1)
            let root = try sum.unary(.sqrt)
            try root.shift(eps)
            try param.array.accumulateQuotient(grad, root, -rate)
        }
    }

    package let rmsprop: OptimizerEntry = OptimizerEntry(
        "RMSprop(any params, Number lr=0.01, float alpha=0.99, float eps=1e-08, Number weight_decay=0, "
            + "Number momentum=0, bool centered=False, bool capturable=False, bool? foreach=None, "
            + "bool maximize=False, bool differentiable=False)",
        "Steps by the gradient over the root of the running mean of its square.",
        options: [
            "lr", "momentum", "alpha", "eps", "centered", "weight_decay", "capturable", "foreach", "maximize",
            "differentiable",
        ], spellings: ["RMSProp"],
        checks: [
            .nonNegative("lr", "learning rate"), .nonNegative("eps", "epsilon value"),
            .nonNegative("momentum", "momentum value"), .nonNegative("weight_decay", "weight_decay value"),
            .nonNegative("alpha", "alpha value"),
        ]
    ) { group in
        let (lr, momentum, alpha, eps) = (
            try group.double(0), try group.double(1), try group.double(2), try group.double(3)
        )
        let (centered, decay, maximize) = (try group.bool(4), try group.double(5), try group.bool(8))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let counter = try state.step()
            let square = try state.array("square_avg", at: 1) { try param.array.zerosLike() }
            let buffer =
                momentum > 0 ? try state.array("momentum_buffer", at: 2) { try param.array.zerosLike() } : nil
            let mean =
                centered
                ? try state.array("grad_avg", at: buffer == nil ? 2 : 3) { try param.array.zerosLike() } : nil
            _ = try counter.countUp()
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            try square.scale(alpha)
            try square.accumulateProduct(grad, grad, 1 - alpha)
            let root: NDArray
            if let mean {
                try mean.approach(grad, 1 - alpha)
                root = try NDArray.ternary(.addcmul, square, mean, mean, value: -1).unary(.sqrt)
            } else {
                root = try square.unary(.sqrt)
            }
            try root.shift(eps)
            if let buffer {
                try buffer.scale(momentum)
                try buffer.accumulateQuotient(grad, root, 1)
                try param.array.accumulate(buffer, -lr)
            } else {
                try param.array.accumulateQuotient(grad, root, -lr)
            }
        }
    }

    package let adadelta: OptimizerEntry = OptimizerEntry(
        "Adadelta(any params, Number lr=1.0, float rho=0.9, float eps=1e-06, Number weight_decay=0, "
            + "bool? foreach=None, *, bool capturable=False, bool maximize=False, bool differentiable=False)",
        "Steps sized by the steps before.",
        options: [
            "lr", "rho", "eps", "weight_decay", "maximize", "capturable", "foreach", "differentiable",
        ],
        checks: [
            .nonNegative("lr", "learning rate"),
            .custom { option in
                let rho = try Call([option("rho")]).double(0)
                guard rho >= 0, rho <= 1 else {
                    throw ArrayError.value("Invalid rho value: \(PythonText.str(option("rho")))")
                }
            },
            .nonNegative("eps", "epsilon value"), .nonNegative("weight_decay", "weight_decay value"),
        ]
    ) { group in
        let (lr, rho, eps, decay) = (
            try group.double(0), try group.double(1), try group.double(2), try group.double(3)
        )
        let maximize = try group.bool(4)
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let counter = try state.step()
            let square = try state.array("square_avg", at: 1) { try param.array.zerosLike() }
            let steps = try state.array("acc_delta", at: 2) { try param.array.zerosLike() }
            _ = try counter.countUp()
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            try square.scale(rho)
            try square.accumulateProduct(grad, grad, 1 - rho)
            let root = try NDArray.binary(.add, square, .float(eps))
            try root.unary_(.sqrt)
            let delta = try NDArray.binary(.add, steps, .float(eps))
            try delta.unary_(.sqrt)
            try delta.binary_(.div, root)
            try delta.binary_(.mul, grad)
            try steps.scale(rho)
            try steps.accumulateProduct(delta, delta, 1 - rho)
            try param.array.accumulate(delta, -lr)
        }
    }

    package let rprop: OptimizerEntry = OptimizerEntry(
        "Rprop(any params, Number lr=0.01, any etas=(0.5, 1.2), any step_sizes=(1e-06, 50), *, "
            + "bool capturable=False, bool? foreach=None, bool maximize=False, bool differentiable=False)",
        "Steps that grow while the gradient keeps its sign.",
        options: [
            "lr", "etas", "step_sizes", "foreach", "maximize", "differentiable", "capturable",
        ],
        checks: [
            .nonNegative("lr", "learning rate"),
            .custom { option in
                let etas = option("etas")
                if let (low, high) = ParamGroup.pair(etas), 0 < low, low < 1, 1 < high { return }
                let words = [0, 1].map { PythonText.str(OptimizerEntry.item(etas, $0)) }
                throw ArrayError.value("Invalid eta values: \(words[0]), \(words[1])")
            },
        ]
    ) { group in
        let lr = try group.double(0)
        let (less, more) = try group.pair(1)
        let (low, high) = try group.pair(2)
        let maximize = try group.bool(4)
        return { param, grad, optimizer in
            let grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let counter = try state.step()
            let before = try state.array("prev", at: 1) { try param.array.zerosLike() }
            let sizes = try state.array("step_size", at: 2) { try .full(grad.shape, .float(lr), grad.dtype) }
            _ = try counter.countUp()
            let product = try NDArray.binary(.mul, grad, before)
            let turned = try NDArray.binary(.lt, product, .int(0))
            let factors = try NDArray.full(grad.shape, .int(1), grad.dtype)
            try factors.maskedFill_(try .binary(.gt, product, .int(0)), .float(more))
            try factors.maskedFill_(turned, .float(less))
            try sizes.binary_(.mul, factors)
            try sizes.assign_(try sizes.clamp(min: .float(low), max: .float(high)))
            let kept = try grad.maskedFill(turned, .int(0))
            try param.array.accumulateProduct(try kept.unary(.sign), sizes, -1)
            try before.copy_(from: kept)
        }
    }

    package let asgd: OptimizerEntry = OptimizerEntry(
        "ASGD(any params, Number lr=0.01, float lambd=0.0001, float alpha=0.75, float t0=1000000.0, "
            + "Number weight_decay=0, bool? foreach=None, bool maximize=False, bool differentiable=False, "
            + "bool capturable=False)",
        "Gradient descent that also keeps the mean of the parameters.",
        options: [
            "lr", "lambd", "alpha", "t0", "weight_decay", "foreach", "maximize", "differentiable", "capturable",
        ],
        checks: [
            .nonNegative("lr", "learning rate"), .nonNegative("weight_decay", "weight_decay value"),
        ]
    ) { group in
        let (lr, lambd, alpha) = (try group.double(0), try group.double(1), try group.double(2))
        let (t0, decay, maximize) = (try group.double(3), try group.double(4), try group.bool(6))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let counter = try state.step()
            let eta = try state.array("eta", at: 1) { try .scalar(.float(lr), .float32) }
            let mu = try state.array("mu", at: 2) { try .scalar(.float(1), .float32) }
            let mean = try state.array("ax", at: 3) { try param.array.zerosLike() }
            let step = try counter.countUp()
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            let rate = try eta.item().double
            try param.array.scale(1 - lambd * rate)
            try param.array.accumulate(grad, -rate)
            if try mu.item().double != 1 {
                let difference = try NDArray.binary(.sub, param.array, mean)
                try difference.binary_(.mul, mu)
                try mean.binary_(.add, difference)
            } else {
                try mean.copy_(from: param.array)
            }
            try eta.fill_(.float(lr / pow(1 + lambd * lr * step, alpha)))
            try mu.fill_(.float(1 / max(1, step - t0)))
        }
    }
}
