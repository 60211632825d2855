// How a built-in is declared: one call with its name, its signature in Python's notation, a sentence for `help`, and
// its code. Binding, messages about arguments, help and completion all follow from that.
extension Machine {
    /// A built-in function.
    package func define(
        _ name: String, _ signature: String?, _ summary: String = "", body: @escaping NativeBody
    ) {
        builtins.set(intern(name), native(name, signature, summary: summary, body))
    }

    /// A method of a built-in class. The signature begins with `self, `; nil hands the call over as written.
    package func method(
        _ type: ClassObject, _ name: String, _ signature: String?, _ summary: String = "",
        body: @escaping NativeBody
    ) {
        let isSlot = NativeFunction.isSlot(name, of: type.name)
        let function = NativeFunction(
            isSlot ? types.wrapperDescriptor : types.methodDescriptor, name: name, owner: type.name,
            signature: signature.map { Signature($0, self) },
            isMethod: true, receiverType: type, summary: summary, body: body)
        function.isSlot = isSlot
        type.set(intern(name), Value(function))
    }

    /// A method of the class itself, which gets the class first.
    package func classMethod(
        _ type: ClassObject, _ name: String, _ signature: String?, _ summary: String = "", body: @escaping NativeBody
    ) {
        let function = NativeFunction(
            types.builtinFunction, name: name, owner: type.name, signature: signature.map { Signature($0, self) },
            isMethod: true, summary: summary, body: body)
        type.set(intern(name), Value(DescriptorObject(types.classMethod, .classMethod(Value(function)))))
    }

    package func staticMethod(
        _ type: ClassObject, _ name: String, _ signature: String?, _ summary: String = "", body: @escaping NativeBody
    ) {
        let function = NativeFunction(
            types.builtinFunction, name: name, owner: type.name, signature: signature.map { Signature($0, self) },
            summary: summary, body: body)
        type.set(intern(name), Value(DescriptorObject(types.staticMethod, .staticMethod(Value(function)))))
    }

    /// `__new__` of a built-in class: the signature is that of calling the class, without the class itself, which the
    /// body gets beside the arguments.
    package func constructor(
        _ type: ClassObject, _ signature: String, _ body: @escaping (Machine, ClassObject, Arguments) throws -> Value
    ) {
        type.callSignature = signature
        let shape = binder(type.name, signature) { _, _ in .none }
        let new = native("__new__", nil) { machine, arguments in
            guard arguments.count > 0, let made = arguments[0].asClass, made.isSubclass(of: type) else {
                throw machine.error(.typeError, machine.newMessage(type, arguments))
            }
            var given = arguments.dropFirst()
            // A subclass with an `__init__` of its own may take keywords that are none of the base's business.
            if made.isUserDefined, given.keywords != nil, shape.signature?.takesKeywords == false,
                made.lookup(machine.names.initialize)?.kind == .function
            {
                given = Arguments(given.base, given.count)
            }
            return try body(machine, made, try machine.bind(given, to: shape))
        }
        new.asNative?.make = { machine, type, arguments in
            try body(machine, type, try machine.bind(arguments, to: shape))
        }
        type.set(names.new, Value(DescriptorObject(types.staticMethod, .staticMethod(new))))
    }

    /// `__init__` of a built-in class, with the signature of calling the class; the body gets the instance first.
    package func initializer(
        _ type: ClassObject, _ signature: String, _ body: @escaping (Machine, Value, Arguments) throws -> Void
    ) {
        type.callSignature = signature
        let shape = binder(type.name, signature) { _, _ in .none }
        method(type, "__init__", nil) { machine, arguments in
            guard arguments.count > 0, machine.type(of: arguments[0]).isSubclass(of: type) else {
                throw machine.error(.typeError, "descriptor '__init__' of '\(type.name)' object needs an argument")
            }
            var given = arguments.dropFirst()
            let made = machine.type(of: arguments[0])
            // A subclass with a `__new__` of its own may take keywords that are none of the base's business.
            if made.isUserDefined, given.keywords != nil, shape.signature?.takesKeywords == false,
                made.lookup(machine.names.new).map({ machine.unwrapStatic($0).kind == .function }) == true
            {
                given = Arguments(given.base, given.count)
            }
            try body(machine, arguments[0], try machine.bind(given, to: shape))
            return .none
        }
        type.namespace.get(names.initialize)?.asNative?.fill = { machine, instance, arguments in
            try body(machine, instance, try machine.bind(arguments, to: shape))
        }
    }

    private func binder(_ name: String, _ signature: String, _ body: @escaping NativeBody) -> NativeFunction {
        let function = NativeFunction(
            types.builtinFunction, name: name, signature: Signature(signature, self), body: body)
        roots.append(Value(function))
        return function
    }

    /// What is wrong with the class that `__new__` of `type` got.
    func newMessage(_ type: ClassObject, _ arguments: Arguments) -> String {
        guard arguments.count > 0 else { return "\(type.messageName).__new__(): not enough arguments" }
        guard let given = arguments[0].asClass else {
            return "\(type.messageName).__new__(X): X is not a type object (\(typeName(arguments[0])))"
        }
        let name = type.messageName
        return "\(name).__new__(\(given.messageName)): \(given.messageName) is not a subtype of \(name)"
    }

    /// An attribute computed in Swift.
    package func attribute(
        _ type: ClassObject, _ name: String, set: ((Machine, Value, Value) throws -> Void)? = nil,
        get: @escaping (Machine, Value) throws -> Value
    ) {
        let descriptor = DescriptorObject(types.getset, .native(name: name, get: get, set: set))
        descriptor.owner = type.name
        type.set(intern(name), Value(descriptor))
    }

    /// The descriptor of an attribute computed in Swift, for a class that a program makes.
    /// - Parameter type: the class of the descriptor itself.
    package func computedAttribute(
        _ type: ClassObject, _ name: String, set: ((Machine, Value, Value) throws -> Void)? = nil,
        get: @escaping (Machine, Value) throws -> Value
    ) -> Value {
        Value(DescriptorObject(type, .native(name: name, get: get, set: set)))
    }

    /// A built-in class written in Swift, a subclass of `base`.
    /// - Parameter allocate: makes an empty instance of the class or of a subclass; nil if programs cannot.
    package func makeType(
        _ name: String, base: ClassObject? = nil, module: String = "builtins", allowsAttributes: Bool = false,
        allocate: ((Machine, ClassObject) throws -> Object)? = nil
    ) -> ClassObject {
        let type: ClassObject
        do {
            type = try ClassObject(
                metaclass: types.type, name: name, bases: [base ?? types.object], namespace: dict(), heap: heap,
                isUserDefined: false)
        } catch {
            preconditionFailure("a single base has an order")
        }
        if let allocate { type.allocate = allocate }
        if allowsAttributes { type.allowsAttributes = true }
        if module != "builtins" { type.set(names.module, string(module)) }
        roots.append(Value(type))
        return type
    }
}
