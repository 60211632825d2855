import Autograd
import Interpreter
import NN

// Hooks of modules, tensors and nodes. What they do is written in Python, in `torch.utils.hooks`, and read when a
// program first registers one.
extension TorchRuntime {
    /// A function of `torch.utils.hooks`.
    private func hookFunction(_ name: String) throws -> Value {
        let module = try machine.importModule("torch.utils.hooks")
        guard let function = module.namespace.get(machine.intern(name)) else {
            throw machine.attributeError(Value(module), machine.intern(name))
        }
        return function
    }

    func declareModuleHooks() {
        let names = [
            ("register_forward_hook", "Calls hook(module, args, output) after each call."),
            ("register_forward_pre_hook", "Calls hook(module, args) before each call."),
            ("register_full_backward_hook", "Calls hook(module, grad_input, grad_output) when gradients have passed."),
            ("register_full_backward_pre_hook", "Calls hook(module, grad_output) before gradients pass."),
        ]
        for (name, summary) in names {
            machine.method(types.layer, name, nil, summary) { [unowned(unsafe) self] machine, arguments in
                let register = try machine.getAttribute(try self.hookFunction("Module"), machine.intern(name))
                let handle = try machine.call(register, arguments)
                if let layer = arguments[0].asLayer { self.beginHooks(layer) }
                return handle
            }
        }
        moduleMethod("register_backward_hook", "hook", "Refused: register_full_backward_hook is what it should be.") {
            [unowned(unsafe) self] _, _, _ in
            throw self.machine.error(
                .notImplementedError,
                "Module.register_backward_hook is not part of Gradus; PyTorch advises register_full_backward_hook")
        }
    }

    /// From now on every call of the module goes through its hooks.
    func beginHooks(_ layer: LayerObject) {
        layer.isHooked = true
        // Containers call their parts past the object, and programs go to `forward` at once, unless told otherwise.
        layer.module?.face = self
        layer.type.callName = machine.intern(" hooked")
    }

    func callHooked(_ layer: LayerObject, _ arguments: Arguments) throws -> Value {
        try machine.call(try hookFunction("_call"), prefix: [Value(layer)], arguments)
    }

    /// `torch._passing`: what the hooks of modules need of the graph.
    func fillPassing(_ module: ModuleObject) {
        define(module, "pass_through", "tensors, /", "The tensors behind one node, and the node; None without a graph.")
        {
            [unowned(unsafe) self] machine, arguments in
            guard let passed = Tensor.passing(try self.tensorList(arguments[0], "tensors")) else { return .none }
            let tensors = machine.list(ContiguousArray(passed.results.map { self.wrap($0) }))
            return machine.tuple([tensors, self.object(of: passed.node)])
        }
    }

    // MARK: Tensors and nodes

    func declareTensorHooks() {
        tensorMethod("register_hook", "hook, /", "Calls a function with the gradient when it is computed.") {
            [unowned(unsafe) self] tensor, arguments in
            let function = try self.callable(arguments[0])
            let handle = try tensor.registerHook { [unowned(unsafe) self] gradient in
                let given = try self.machine.call(Value(function), [self.wrap(gradient)])
                guard !given.isNone else { return nil }
                guard let replaced = given.asTensor else {
                    throw self.machine.error(
                        .typeError, "expected Variable, but hook returned '\(self.qualified(given))'")
                }
                return replaced
            }
            return try self.handle(handle)
        }
        tensorMethod(
            "register_post_accumulate_grad_hook", "hook, /", "Calls a function with a leaf after its grad has changed."
        ) { [unowned(unsafe) self] tensor, arguments in
            let function = try self.callable(arguments[0])
            return try self.handle(
                try tensor.registerPostAccumulateHook { [unowned(unsafe) self] tensor in
                    _ = try self.machine.call(Value(function), [self.wrap(tensor)])
                })
        }
        machine.method(types.node, "register_hook", "self, fn, /", "Calls fn(grad_inputs, grad_outputs).") {
            [unowned(unsafe) self] _, arguments in
            guard let node = arguments[0].cast(.node, to: NodeObject.self)?.node else { return .none }
            let function = try self.callable(arguments[1])
            let handle = node.registerHook { [unowned(unsafe) self] inputs, outputs in
                try self.callNodeHook(Value(function), inputs, outputs)
            }
            return try self.handle(handle)
        }
    }

    private func callNodeHook(_ function: Value, _ inputs: [Tensor?], _ outputs: [Tensor?]) throws -> [Tensor?]? {
        try machine.scope {
            let pair = [inputs, outputs].map { tensors in
                let tuple = machine.tuple(ContiguousArray(tensors.map { self.wrap($0) }))
                machine.keep(tuple)
                return tuple
            }
            let given = try machine.call(function, pair)
            guard !given.isNone else { return nil }
            return try machine.items(of: given).map(\.asTensor)
        }
    }

    private func callable(_ value: Value) throws -> Object {
        guard value.isObject, machine.isCallable(value) else {
            throw machine.error(.typeError, "hook must be callable")
        }
        return value.object
    }

    /// The `RemovableHandle` of a hook of the graph's.
    private func handle(_ handle: HookHandle) throws -> Value {
        let remove = machine.native("remove", "", summary: "Takes the hook away.") { _, _ in
            handle.remove()
            return .none
        }
        return try machine.scope {
            machine.keep(remove)
            return try machine.call(try hookFunction("_of_tensor"), [remove])
        }
    }
}
