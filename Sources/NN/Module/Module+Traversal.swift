import Arrays
import Autograd

extension Module {
    /// How deep modules may be nested before printing or walking them is refused, as CPython refuses.
    static let depthLimit = 500

    static let tooDeep = ArrayError(.recursionError, "maximum recursion depth exceeded")

    /// `named_modules`: this module and all below it, parents first, under dotted names.
    ///
    /// - Parameter removeDuplicate: whether a module met again is left out.
    package final func namedModules(
        prefix: String = "", removeDuplicate: Bool = true
    ) throws -> [(name: String, module: Module)] {
        var found: [(name: String, module: Module)] = []
        var seen: Set<ObjectIdentifier> = []
        // Children are pushed last first, so that they are visited in order.
        var stack: [(name: String, module: Module, depth: Int)] = [(prefix, self, 0)]
        while let (name, module, depth) = stack.popLast() {
            if removeDuplicate, !seen.insert(ObjectIdentifier(module)).inserted { continue }
            if depth > Module.depthLimit { throw Module.tooDeep }
            found.append((name, module))
            for (key, child) in module.children.entries.reversed() {
                if let child { stack.append((name.isEmpty ? key : name + "." + key, child, depth + 1)) }
            }
        }
        return found
    }

    /// `modules()`.
    package final func modules() throws -> [Module] { try namedModules().map(\.module) }

    /// `named_children`: the immediate modules, each once.
    package final func namedChildren() -> [(name: String, module: Module)] {
        var seen: Set<ObjectIdentifier> = []
        return children.entries.compactMap { name, module in
            guard let module, seen.insert(ObjectIdentifier(module)).inserted else { return nil }
            return (name, module)
        }
    }

    /// `named_parameters`: dotted names and parameters, each tensor once unless asked otherwise.
    package final func namedParameters(
        prefix: String = "", recurse: Bool = true, removeDuplicate: Bool = true
    ) throws -> [(name: String, tensor: Tensor)] {
        try named(prefix, recurse, removeDuplicate) { $0.parameters.entries }
    }

    /// `named_buffers`.
    package final func namedBuffers(
        prefix: String = "", recurse: Bool = true, removeDuplicate: Bool = true
    ) throws -> [(name: String, tensor: Tensor)] {
        try named(prefix, recurse, removeDuplicate) { $0.buffers.entries }
    }

    /// `parameters()`: all parameters, each once.
    package final func allParameters() throws -> [Tensor] { try namedParameters().map(\.tensor) }

    private func named(
        _ prefix: String, _ recurse: Bool, _ removeDuplicate: Bool,
        _ members: (Module) -> [(name: String, value: Tensor?)]
    ) throws -> [(name: String, tensor: Tensor)] {
        let modules =
            recurse
            ? try namedModules(prefix: prefix, removeDuplicate: removeDuplicate) : [(name: prefix, module: self)]
        var seen: Set<ObjectIdentifier> = []
        var found: [(name: String, tensor: Tensor)] = []
        for (path, module) in modules {
            for (name, tensor) in members(module) {
                guard let tensor else { continue }
                if removeDuplicate, !seen.insert(ObjectIdentifier(tensor)).inserted { continue }
                found.append((path.isEmpty ? name : path + "." + name, tensor))
            }
        }
        return found
    }

    /// `get_submodule`: the module at a dotted path; the empty path is this module.
    ///
    /// Throws AttributeError where the path leads nowhere.
    package final func submodule(_ path: String) throws -> Module {
        var module = self
        if path.isEmpty { return module }
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = module.children[String(part)] else {
                throw ArrayError(.attributeError, "\(module.typeName) has no attribute `\(part)`")
            }
            module = next
        }
        return module
    }

    // MARK: Everything at once

    /// `train(mode)`: also `eval()`, for this module and all below.
    package final func train(_ mode: Bool = true) throws {
        for module in try modules() { module.training = mode }
    }

    /// `requires_grad_`: for all parameters.
    package final func setRequiresGrad(_ value: Bool = true) throws {
        for tensor in try allParameters() { try tensor.setRequiresGrad(value) }
    }

    /// `zero_grad`: forgets the gradients of all parameters, or makes them zeros.
    package final func zeroGrad(setToNone: Bool = true) throws {
        for tensor in try allParameters() { try tensor.clearGrad(setToNone: setToNone) }
    }

    /// `apply`: calls `body` with every module, children before their parents.
    package final func apply(_ body: (Module) throws -> Void) throws { try apply(body, 0) }

    private func apply(_ body: (Module) throws -> Void, _ depth: Int) throws {
        if depth > Module.depthLimit { throw Module.tooDeep }
        for child in namedChildren() { try child.module.apply(body, depth + 1) }
        try body(self)
    }

    /// `to(dtype)`, `double()`, `half()`: all floating-point parameters, gradients and buffers as another type, in
    /// the same tensors.
    ///
    /// Throws TypeError for types that are not floating point.
    package final func convert(to dtype: DType) throws {
        guard dtype.isFloatingPoint else {
            throw ArrayError.type(
                "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=\(dtype)")
        }
        let floating: ([(name: String, tensor: Tensor)]) -> [Tensor] = {
            $0.map(\.tensor).filter { $0.dtype.isFloatingPoint && $0.dtype != dtype }
        }
        for tensor in floating(try namedParameters()) {
            try tensor.setData(Tensor(try tensor.array.cast(dtype)))
            if let grad = tensor.grad { try grad.setData(Tensor(try grad.array.cast(dtype))) }
        }
        // A buffer is another tensor afterwards, in every module that has it.
        for module in try modules() {
            for (name, buffer) in module.buffers.entries {
                if let buffer, buffer.dtype.isFloatingPoint, buffer.dtype != dtype {
                    module.buffers.set(name, Tensor(try buffer.array.cast(dtype)))
                }
            }
        }
    }
}

extension Tensor {
    /// What `zero_grad` does to one tensor: no gradient any more, or one of zeros without history.
    package func clearGrad(setToNone: Bool) throws {
        guard let grad else { return }
        if setToNone { return try setGrad(nil) }
        if grad.gradFn != nil { try grad.detachInPlace() } else { try grad.setRequiresGrad(false) }
        try Ops.mutation.fill_(grad, .int(0))
    }
}
