import Arrays
import Autograd

/// How a language sees a module that it made or extended: what its classes override.
///
/// One object may serve any number of modules; each is passed with its `wrapper`.
package protocol ModuleFace: AnyObject {
    /// The name of the class; nil leaves the module its own.
    func typeName(of module: Module) -> String?
    /// What an overriding `extra_repr` says; nil leaves the module its own.
    func extraRepr(of module: Module) throws -> String?
    /// What an overriding `__repr__` says; nil for the usual tree.
    func repr(of module: Module) throws -> String?
    /// Calls the module with hooks and an overriding `forward`.
    func call(_ module: Module, _ inputs: [Operand]) throws -> Operand
}

/// A part of a network: `torch.nn.Module`. It owns parameters, buffers and other modules under names.
///
/// A plain `Module` is what a language's own module class is made of; layers are subclasses, built by their
/// `LayerEntry`.
package class Module {
    /// Tensors that training changes.
    package final var parameters = Slots<Tensor>()
    /// Tensors that belong to the state but are not trained.
    package final var buffers = Slots<Tensor>()
    /// The buffers that `state_dict` leaves out.
    package final var nonPersistent: Set<String> = []
    /// The modules it is made of.
    package final var children = Slots<Module>()
    /// `Module.training`: set by `train` and `eval`.
    package final var training = true
    /// What declares it; nil for a plain module.
    package final let entry: LayerEntry?
    /// The values of the entry's attributes, in their order.
    package final var options: [Operand]
    /// What a language overrides; nil for a module as declared here.
    package final var face: (any ModuleFace)?
    /// Where a language binding may keep the object it wraps this module in (not retained).
    package final var wrapper: UnsafeMutableRawPointer?

    /// A module without parts: what a language's own class builds on.
    package init() {
        entry = nil
        options = []
    }

    /// A layer: its options are the values of the entry's attributes.
    init(_ entry: LayerEntry, _ call: Call) {
        self.entry = entry
        options = entry.optionPositions.map { call[$0] }
    }

    /// A module of the same kind and options, without its parts: the beginning of a deep copy.
    required init(copyOf other: Module) {
        entry = other.entry
        options = other.options
        training = other.training
        nonPersistent = other.nonPersistent
    }

    deinit {
        // Modules nested deeply must not be released by recursion.
        var stack = children.values
        children.removeAll()
        while var module = stack.popLast() {
            guard isKnownUniquelyReferenced(&module), module.children.count > 0 else { continue }
            stack.append(contentsOf: module.children.values)
            module.children.removeAll()
        }
    }

    /// The layer's result for one tensor.
    ///
    /// Throws NotImplementedError for a plain module.
    package func forward(_ input: Tensor) throws -> Tensor {
        throw ArrayError.notImplemented(
            "Module [\(typeName)] is missing the required \"forward\" function")
    }

    /// The layer's result for any inputs, in the order of the entry's `forward`.
    package func forward(_ inputs: [Operand]) throws -> Operand {
        guard case .tensor(let input)? = inputs.first, inputs.count == 1 else {
            throw ArrayError.type(
                "\(entry?.functionName ?? "forward")(): argument 'input' (position 1) must be Tensor")
        }
        return .tensor(try forward(input))
    }

    /// Calls the module as a language does: with what its face adds.
    @inline(__always)
    package final func callAsFunction(_ input: Tensor) throws -> Tensor {
        if face != nil { return try callFace(input) }
        return try forward(input)
    }

    /// Calls the module with any inputs.
    package final func call(_ inputs: [Operand]) throws -> Operand {
        if let face { return try face.call(self, inputs) }
        return try forward(inputs)
    }

    private func callFace(_ input: Tensor) throws -> Tensor {
        guard case .tensor(let result) = try call([.tensor(input)]) else {
            throw ArrayError.type("\(typeName): a tensor was expected as the result")
        }
        return result
    }

    /// Draws initial values anew: `reset_parameters`; nothing for a module without any.
    package func resetParameters() throws {}

    /// Whether there is anything to draw: whether PyTorch's class has a method `reset_parameters`.
    package var hasResetParameters: Bool { false }

    /// What stands between the brackets when the module is printed.
    package func extraRepr() -> String { entry?.extraRepr(self) ?? "" }

    /// The children as lines of the printed tree; containers that fold equal ones override it.
    func childLines(_ depth: Int) throws -> [String] {
        try children.entries.map { "(\($0.name)): " + Module.indented(try Module.repr(of: $0.value, depth + 1)) }
    }

    /// The printed tree once the name is known; containers override it.
    func treeRepr(_ depth: Int) throws -> String { try defaultTree(depth) }

    /// Called after an attribute was set: for layers that keep what follows from it.
    func optionsChanged() {}

    /// Changes a loaded state's keys to today's, before they are looked up; and the like.
    func willLoad(_ state: inout [String: Tensor], prefix: String) {}
}

extension Module {
    /// The name of its class: `Linear`, or what the language calls it.
    package final var typeName: String { face?.typeName(of: self) ?? entry?.name ?? "Module" }

    // MARK: Attributes

    /// The value of a declared attribute (`in_features`, `p`, …); nil where the layer has none of the name.
    package final func attribute(_ name: String) -> Operand? {
        guard let i = entry?.optionIndex(name), i < options.count else { return nil }
        return options[i]
    }

    /// Sets a declared attribute. Returns whether the layer has one of the name.
    package final func setAttribute(_ name: String, _ value: Operand) -> Bool {
        guard let i = entry?.optionIndex(name), i < options.count else { return false }
        options[i] = value
        optionsChanged()
        return true
    }

    /// Attribute `i` as a number.
    @inline(__always)
    final func double(_ i: Int) throws -> Double { try Call(options).double(i) }

    /// Attribute `i` as a truth value.
    @inline(__always)
    final func bool(_ i: Int) -> Bool {
        guard case .number(let number) = options[i] else { return false }
        return number.isTrue
    }

    // MARK: Parts

    /// `register_parameter`: adds or replaces a parameter; nil keeps the place empty.
    ///
    /// Throws KeyError for names that cannot be, and ValueError for results of operations.
    package final func registerParameter(_ name: String, _ tensor: Tensor?) throws {
        try check(name, "parameter")
        if let tensor, tensor.gradFn != nil {
            throw ArrayError.value(
                "Cannot assign non-leaf Tensor to parameter '\(name)'. Model parameters must be created explicitly. To "
                    + "express '\(name)' as a function of another Tensor, compute the value in the forward() method.")
        }
        parameters.set(name, tensor)
    }

    /// `register_buffer`: adds or replaces a buffer.
    ///
    /// Throws KeyError for names that cannot be.
    package final func registerBuffer(_ name: String, _ tensor: Tensor?, persistent: Bool = true) throws {
        try check(name, "buffer")
        buffers.set(name, tensor)
        if persistent { nonPersistent.remove(name) } else { nonPersistent.insert(name) }
    }

    /// `add_module`: adds or replaces a module.
    ///
    /// Throws KeyError for names that cannot be.
    package final func registerChild(_ name: String, _ module: Module?) throws {
        try check(name, "module")
        children.set(name, module)
    }

    /// Takes a parameter, buffer or module away: `del module.name`. Returns whether there was one.
    package final func remove(_ name: String) -> Bool {
        if parameters.remove(name) || children.remove(name) { return true }
        nonPersistent.remove(name)
        return buffers.remove(name)
    }

    private func check(_ name: String, _ kind: String) throws {
        if name.utf8.contains(UInt8(ascii: ".")) {
            let got = kind == "module" ? ", got: \(name)" : ""
            throw ArrayError(.keyError, "\(kind) name can't contain \".\"\(got)")
        }
        if name.isEmpty {
            let got = kind == "module" ? ", got: \(name)" : ""
            throw ArrayError(.keyError, "\(kind) name can't be empty string \"\"\(got)")
        }
    }

    /// A parameter that must be there.
    ///
    /// Throws AttributeError, as reading a deleted one does.
    @inline(__always)
    final func parameter(_ name: String, at likely: Int) throws -> Tensor {
        if let tensor = parameters.value(name, likely: likely) { return tensor }
        throw missing(name)
    }

    @inline(never)
    private func missing(_ name: String) -> ArrayError {
        ArrayError(.attributeError, "'\(typeName)' object has no attribute '\(name)'")
    }

    /// Makes a parameter of an array: the form layers use to build themselves.
    final func addParameter(_ name: String, _ array: NDArray) throws {
        let tensor = Tensor(array)
        guard array.dtype.isFloatingPoint else {
            throw ArrayError.runtime("Only Tensors of floating point and complex dtype can require gradients")
        }
        try tensor.setRequiresGrad(true)
        tensor.isParameter = true
        parameters.set(name, tensor)
    }
}
