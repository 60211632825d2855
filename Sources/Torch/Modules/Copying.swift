import Autograd
import Interpreter
import NN

// `copy.copy` and `copy.deepcopy` of tensors and modules. What is shared within what is copied stays shared: the
// copies are remembered in the `memo` that Python's `deepcopy` hands on.
extension TorchRuntime {
    func declareCopying() {
        tensorMethod("__deepcopy__", "memo, /", "A copy with numbers of its own.") {
            [unowned(unsafe) self] tensor, arguments in
            try self.deepCopy(tensor, memo: arguments[0])
        }
        tensorMethod("__copy__", "", "A tensor over the same numbers.") { [unowned(unsafe) self] tensor, _ in
            let copy = Tensor(tensor.array)
            copy.isParameter = tensor.isParameter
            if tensor.requiresGrad { try copy.setRequiresGrad(true) }
            return try self.machine.scope { try self.wrapped(copy, like: tensor) { $0 } }
        }
        moduleMethod("__deepcopy__", "memo, /", "A copy with parts of its own.") {
            [unowned(unsafe) self] layer, module, arguments in
            try self.machine.scope { try self.deepCopy(layer, module, memo: arguments[0]) }
        }
        moduleMethod("__copy__", "", "Another module of the same parts.") { [unowned(unsafe) self] layer, module, _ in
            self.shallowCopy(layer, module)
        }
        machine.method(types.optimizer, "__deepcopy__", "self, memo, /", "A copy, of copies of the parameters.") {
            [unowned(unsafe) self] machine, arguments in
            guard let object = arguments[0].asOptimizer else { return .none }
            return try machine.scope { try self.deepCopy(object, memo: arguments[1]) }
        }
    }

    /// What Python's `copy.deepcopy` makes of a value.
    private func deepCopy(_ value: Value, memo: Value) throws -> Value {
        guard value.isObject, let function = try machine.importModule("copy").namespace.get(machine.intern("deepcopy"))
        else { return value }
        let copy = try machine.call(function, [value, memo])
        machine.keep(copy)
        return copy
    }

    private func deepCopy(_ tensor: Tensor, memo: Value) throws -> Value {
        let known = wrap(tensor)
        if let copy = try memo.asDict?.get(machine, machine.identity(known)) { return copy }
        guard tensor.isLeaf else {
            throw machine.error(
                .runtimeError,
                "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the "
                    + "moment.  If you were attempting to deepcopy a module, this may be because of a "
                    + "torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001")
        }
        let copy = Tensor(try tensor.array.clone())
        copy.isParameter = tensor.isParameter
        if tensor.requiresGrad { try copy.setRequiresGrad(true) }
        // A Parameter's copy begins without a gradient.
        if !tensor.isParameter, let grad = tensor.grad { try copy.setGrad(Tensor(try grad.array.clone())) }
        return try machine.scope {
            let value = try wrapped(copy, like: tensor) { try self.deepCopy($0, memo: memo) }
            try memo.asDict?.set(machine, machine.identity(known), value)
            return value
        }
    }

    /// The object of a copied tensor, of the same class and with the same attributes as the original's.
    private func wrapped(_ copy: Tensor, like tensor: Tensor, _ convert: (Value) throws -> Value) throws -> Value {
        guard let original = wrap(tensor).asTensorObject else { return wrap(copy) }
        let object = TensorObject(original.type, copy, self)
        for (name, value) in original.ownAttributes { object.setOwnAttribute(name, try convert(value)) }
        machine.keep(Value(object))
        return Value(object)
    }

    private func deepCopy(_ layer: LayerObject, _ module: Module, memo: Value) throws -> Value {
        if let copy = try memo.asDict?.get(machine, machine.identity(Value(layer))) { return copy }
        let copy = LayerObject(layer.type, self)
        machine.keep(Value(copy))
        let part = module.emptyCopy()
        copy.adopt(part)
        try memo.asDict?.set(machine, machine.identity(Value(layer)), Value(copy))
        part.parameters.replace(
            with: try module.parameters.entries.map { entry in
                (entry.name, try deepCopy(wrap(entry.value), memo: memo).asTensor)
            })
        part.buffers.replace(
            with: try module.buffers.entries.map { entry in
                (entry.name, try deepCopy(wrap(entry.value), memo: memo).asTensor)
            })
        part.children.replace(
            with: try module.children.entries.map { entry in
                (entry.name, try deepCopy(wrap(entry.value), memo: memo).asLayer?.module)
            })
        for (name, value) in layer.ownAttributes {
            copy.setOwnAttribute(name, try deepCopy(value, memo: memo))
        }
        copy.refreshAttributes()
        if layer.isHooked { beginHooks(copy) }
        return Value(copy)
    }

    /// `copy.copy`: another module of the same parts.
    private func shallowCopy(_ layer: LayerObject, _ module: Module) -> Value {
        let copy = LayerObject(layer.type, self)
        let part = module.emptyCopy()
        part.parameters.replace(with: module.parameters.entries)
        part.buffers.replace(with: module.buffers.entries)
        part.children.replace(with: module.children.entries)
        copy.adopt(part)
        for (name, value) in layer.ownAttributes { copy.setOwnAttribute(name, value) }
        if layer.isHooked { beginHooks(copy) }
        return Value(copy)
    }

    // MARK: Optimizers

    /// `copy.deepcopy`: an optimizer of copies of the parameters.
    private func deepCopy(_ object: OptimizerObject, memo: Value) throws -> Value {
        if let copy = try memo.asDict?.get(machine, machine.identity(Value(object))) { return copy }
        let copy = OptimizerObject(object.type, self)
        machine.keep(Value(copy))
        try object.readGroups()
        copy.optimizer = try object.optimizer?.copy { tensor in
            let made = try deepCopy(wrap(tensor), memo: memo)
            machine.keep(made)
            return made.asTensor ?? tensor
        }
        try memo.asDict?.set(machine, machine.identity(Value(object)), Value(copy))
        return Value(copy)
    }
}
