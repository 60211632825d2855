import Arrays
import Autograd

/// Optimizers that follow the gradient with one step size for all.
package struct DescentOptimizers: Sendable {
    package let sgd: OptimizerEntry = OptimizerEntry(
        "SGD(any params, Number lr=0.001, Number momentum=0, Number dampening=0, Number weight_decay=0, "
            + "bool nesterov=False, *, bool maximize=False, bool? foreach=None, bool differentiable=False, "
            + "bool? fused=None)",
        "Stochastic gradient descent, with momentum if wanted.",
        options: [
            "lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize", "foreach", "differentiable", "fused",
        ], spellings: ["GradientDescent"],
        checks: [
            .nonNegative("lr", "learning rate", nanPasses: true),
            .nonNegative("momentum", "momentum value", nanPasses: true),
            .nonNegative("weight_decay", "weight_decay value", nanPasses: true),
            .custom { option in
                let c = Call([option("nesterov"), option("momentum"), option("dampening")])
                if try c.bool(0), try c.double(1) <= 0 || c.double(2) != 0 {
                    throw ArrayError.value("Nesterov momentum requires a momentum and zero dampening")
                }
            },
        ]
    ) { group in
        let lr = try group.double(0)
        let (momentum, decay) = (try group.double(1), try group.double(3))
        let maximize = try group.bool(5)
        if momentum == 0, decay == 0, !maximize {
            return { param, grad, _ in try param.array.accumulate(grad.array, -lr) }
        }
        let (dampening, nesterov) = (try group.double(2), try group.bool(4))
        return { param, grad, optimizer in
            var grad = maximize ? try grad.array.unary(.neg) : grad.array
            if decay != 0 { grad = try grad.plus(param.array, decay) }
            if momentum != 0 {
                let state = optimizer.state(of: param)
                let buffer: NDArray
                if let known = state.tensors.value("momentum_buffer", likely: 0) {
                    buffer = known.array
                    try buffer.scale(momentum)
                    try buffer.accumulate(grad, 1 - dampening)
                } else {
                    buffer = try grad.clone()
                    state.tensors.set("momentum_buffer", Tensor(buffer))
                }
                grad = nesterov ? try grad.plus(buffer, momentum) : buffer
            }
            try param.array.accumulate(grad, -lr)
        }
    }
}
