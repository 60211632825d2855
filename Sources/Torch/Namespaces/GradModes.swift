import Autograd
import Interpreter

/// `with torch.no_grad():`, also a decorator.
package final class GradModeObject: Object {
    enum Effect { case grad(Bool), inference(Bool) }

    let effect: Effect
    private var saved: [(grad: Bool, inference: Bool)] = []

    init(_ type: ClassObject, _ effect: Effect) {
        self.effect = effect
        super.init(type, kind: .gradMode, heap: type.heap)
    }

    func enter() {
        let engine = Engine.current
        saved.append((engine.gradEnabled, engine.inferenceMode))
        apply()
    }

    func apply() {
        let engine = Engine.current
        switch effect {
        case .grad(let enabled): engine.gradEnabled = enabled
        case .inference(let enabled):
            engine.inferenceMode = enabled
            engine.gradEnabled = !enabled && engine.gradEnabled
        }
    }

    func exit() {
        guard let before = saved.popLast() else { return }
        Engine.current.gradEnabled = before.grad
        Engine.current.inferenceMode = before.inference
    }

    /// As a decorator: a function that runs in this mode.
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        guard arguments.count == 1, arguments[0].isObject else {
            throw machine.error(.typeError, "\(type.name) takes a function")
        }
        let function = arguments[0].object
        let name = try machine.attribute(arguments[0], machine.intern("__name__"))?.asStr?.string ?? "wrapper"
        return machine.native(name) { [self] machine, arguments in
            enter()
            defer { exit() }
            return try machine.call(Value(function), arguments)
        }
    }
}

extension TorchRuntime {
    func declareGradModes() {
        declareMode(types.noGrad, "cls, orig_func=None") { _ in .grad(false) }
        declareMode(types.enableGrad, "cls, orig_func=None") { _ in .grad(true) }
        declareMode(types.setGradEnabled, "cls, mode", appliesAtOnce: true) { .grad($0) }
        declareMode(types.inferenceMode, "cls, mode=True") { .inference($0) }
    }

    private func declareMode(
        _ type: ClassObject, _ signature: String, appliesAtOnce: Bool = false,
        _ effect: @escaping (Bool) -> GradModeObject.Effect
    ) {
        machine.staticMethod(type, "__new__", signature) { machine, arguments in
            // `@torch.no_grad` without brackets decorates at once.
            let isFunction = arguments[1].kind == .function
            let isOn = arguments[1].isAbsentOrNone || isFunction ? true : try machine.truth(arguments[1])
            let mode = GradModeObject(type, effect(isOn))
            if isFunction { return try machine.call(Value(mode), [arguments[1]]) }
            if appliesAtOnce { mode.enter() }
            return Value(mode)
        }
        machine.method(type, "__enter__", "self") { _, arguments in
            guard let mode = arguments[0].cast(.gradMode, to: GradModeObject.self) else { return .none }
            if appliesAtOnce { mode.apply() } else { mode.enter() }
            return .none
        }
        machine.method(type, "__exit__", "self, type, value, traceback") { _, arguments in
            arguments[0].cast(.gradMode, to: GradModeObject.self)?.exit()
            return .none
        }
    }
}
