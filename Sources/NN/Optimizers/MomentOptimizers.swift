import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Adam and its relatives, which follow running means of the gradient and of its square.
package struct MomentOptimizers: Sendable {
    package let adam: OptimizerEntry = OptimizerEntry(
        "Adam(any params, Number lr=0.001, any betas=(0.9, 0.999), float eps=1e-08, Number weight_decay=0, "
            + "bool amsgrad=False, *, bool? foreach=None, bool maximize=False, bool capturable=False, "
            + "bool differentiable=False, bool? fused=None, bool decoupled_weight_decay=False)",
        "Steps by the running mean of the gradient over the root of that of its square.", options: adamOptions,
        checks: adamChecks, prepare: adamUpdate)

    package let adamW: OptimizerEntry = OptimizerEntry(
        "AdamW(any params, Number lr=0.001, any betas=(0.9, 0.999), float eps=1e-08, float weight_decay=0.01, "
            + "bool amsgrad=False, *, bool maximize=False, bool? foreach=None, bool capturable=False, "
            + "bool differentiable=False, bool? fused=None)",
        "Adam with the weight decay apart from the gradient.", options: adamOptions,
        fixed: ["decoupled_weight_decay": .bool(true)], checks: adamChecks, prepare: adamUpdate)

    package let adamax: OptimizerEntry = OptimizerEntry(
        "Adamax(any params, Number lr=0.002, any betas=(0.9, 0.999), float eps=1e-08, Number weight_decay=0, "
            + "bool? foreach=None, *, bool maximize=False, bool differentiable=False, bool capturable=False)",
        "Adam with the largest gradient in place of the mean square.",
        options: [
            "lr", "betas", "eps", "weight_decay", "foreach", "maximize", "differentiable", "capturable",
        ], checks: momentChecks
    ) { group in
        let (lr, eps, decay) = (try group.double(0), try group.double(2), try group.double(3))
        let (beta1, beta2) = try group.pair(1)
        let maximize = try group.bool(5)
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let step = try state.step().countUp()
            let mean = try state.array("exp_avg", at: 1) { try param.array.zerosLike() }
            let largest = try state.array("exp_inf", at: 2) { try param.array.zerosLike() }
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            try mean.approach(grad, 1 - beta1)
            try largest.scale(beta2)
            let size = try grad.unary(.abs)
            try size.shift(eps)
            try largest.binary_(.maximum, size)
            try param.array.accumulateQuotient(mean, largest, -(lr / (1 - pow(beta1, step))))
        }
    }

    package let nadam: OptimizerEntry = OptimizerEntry(
        "NAdam(any params, Number lr=0.002, any betas=(0.9, 0.999), float eps=1e-08, Number weight_decay=0, "
            + "float momentum_decay=0.004, bool decoupled_weight_decay=False, *, bool? foreach=None, "
            + "bool maximize=False, bool capturable=False, bool differentiable=False)",
        "Adam with Nesterov's look ahead.",
        options: [
            "lr", "betas", "eps", "weight_decay", "momentum_decay", "decoupled_weight_decay", "maximize", "foreach",
            "capturable", "differentiable",
        ], checks: momentChecks + [.nonNegative("momentum_decay", "momentum_decay value")]
    ) { group in
        let (lr, eps, decay) = (try group.double(0), try group.double(2), try group.double(3))
        let (beta1, beta2) = try group.pair(1)
        let momentumDecay = try group.double(4)
        let (decoupled, maximize) = (try group.bool(5), try group.bool(6))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let step = try state.step().countUp()
            let product = try state.array("mu_product", at: 1) { try .scalar(.float(1), .float32) }
            let mean = try state.array("exp_avg", at: 2) { try param.array.zerosLike() }
            let square = try state.array("exp_avg_sq", at: 3) { try param.array.zerosLike() }
            if decay != 0 {
                if decoupled {
                    try param.array.scale(1 - lr * decay)
                } else {
                    grad = try grad.plus(param.array, decay)
                }
            }
            let mu = beta1 * (1 - 0.5 * pow(0.96, step * momentumDecay))
            let next = beta1 * (1 - 0.5 * pow(0.96, (step + 1) * momentumDecay))
            try product.scale(mu)
            try mean.approach(grad, 1 - beta1)
            try square.scale(beta2)
            try square.accumulateProduct(grad, grad, 1 - beta2)
            let root = try NDArray.binary(.div, square, .float(1 - pow(beta2, step))).unary(.sqrt)
            try root.shift(eps)
            let soFar = try product.item().double
            try param.array.accumulateQuotient(grad, root, -lr * (1 - mu) / (1 - soFar))
            try param.array.accumulateQuotient(mean, root, (-lr * next) / (1 - soFar * next))
        }
    }

    package let radam: OptimizerEntry = OptimizerEntry(
        "RAdam(any params, Number lr=0.001, any betas=(0.9, 0.999), float eps=1e-08, Number weight_decay=0, "
            + "bool decoupled_weight_decay=False, *, bool? foreach=None, bool maximize=False, bool capturable=False, "
            + "bool differentiable=False)",
        "Adam whose first steps do not trust the mean square.",
        options: [
            "lr", "betas", "eps", "weight_decay", "maximize", "foreach", "capturable", "decoupled_weight_decay",
            "differentiable",
        ], checks: momentChecks
    ) { group in
        let (lr, eps, decay) = (try group.double(0), try group.double(2), try group.double(3))
        let (beta1, beta2) = try group.pair(1)
        let (maximize, decoupled) = (try group.bool(4), try group.bool(7))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let step = try state.step().countUp()
            let mean = try state.array("exp_avg", at: 1) { try param.array.zerosLike() }
            let square = try state.array("exp_avg_sq", at: 2) { try param.array.zerosLike() }
            if decay != 0 {
                if decoupled {
                    try param.array.scale(1 - lr * decay)
                } else {
                    grad = try grad.plus(param.array, decay)
                }
            }
            try mean.approach(grad, 1 - beta1)
            try square.scale(beta2)
            try square.accumulateProduct(grad, grad, 1 - beta2)
            let correction = 1 - pow(beta2, step)
            let update = try NDArray.binary(.div, mean, .float(1 - pow(beta1, step)))
            try update.scale(lr)
            let limit = 2 / (1 - beta2) - 1
            let length = limit - 2 * step * pow(beta2, step) / correction
            if length > 5 {
                let root = try square.unary(.sqrt)
                try root.shift(eps)
                let rate = try root.unary(.reciprocal)
                try rate.scale(pow(correction, 0.5))
                try update.binary_(.mul, rate)
                let ratio = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)
                try update.scale(pow(ratio, 0.5))
            }
            try param.array.accumulate(update, -1)
        }
    }

    // MARK: Parts

    private static let adamOptions = [
        "lr", "betas", "eps", "weight_decay", "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused",
        "decoupled_weight_decay",
    ]

    /// Adam asks for the learning rate, the epsilon, the betas and the decay, in this order.
    private static let momentChecks: [OptimizerEntry.Check] = [
        .nonNegative("lr", "learning rate"), .nonNegative("eps", "epsilon value"), .betas,
        .nonNegative("weight_decay", "weight_decay value"),
    ]

    private static let adamChecks: [OptimizerEntry.Check] =
        momentChecks + [
            .custom { option in
                let betas = option("betas")
                for i in 0...1 {
                    guard case .number(.float) = OptimizerEntry.item(betas, i) else {
                        throw ArrayError.value("betas must be either both floats or both Tensors")
                    }
                }
            }
        ]

    private static let adamUpdate: @Sendable (ParamGroup) throws -> Update = { group in
        let (lr, eps, decay) = (try group.double(0), try group.double(2), try group.double(3))
        let (beta1, beta2) = try group.pair(1)
        let (keepsLargest, maximize, decoupled) = (try group.bool(4), try group.bool(5), try group.bool(10))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            let state = optimizer.state(of: param)
            let step = try state.step().countUp()
            let mean = try state.array("exp_avg", at: 1) { try param.array.zerosLike() }
            let square = try state.array("exp_avg_sq", at: 2) { try param.array.zerosLike() }
            if decay != 0 {
                if decoupled {
                    try param.array.scale(1 - lr * decay)
                } else {
                    grad = try grad.plus(param.array, decay)
                }
            }
            try mean.approach(grad, 1 - beta1)
            try square.scale(beta2)
            try square.accumulateProduct(grad, grad, 1 - beta2)
            let stepSize = lr / (1 - pow(beta1, step))
            let correction = pow(1 - pow(beta2, step), 0.5)
            var root: NDArray
            if keepsLargest {
                let largest = try state.array("max_exp_avg_sq", at: 3) { try param.array.zerosLike() }
                try largest.binary_(.maximum, square)
                root = try largest.unary(.sqrt)
            } else {
                root = try square.unary(.sqrt)
            }
            try root.binary_(.div, .float(correction))
            try root.shift(eps)
            try param.array.accumulateQuotient(mean, root, -stepSize)
        }
    }
}
