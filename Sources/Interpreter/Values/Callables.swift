/// What a native function receives: positional values, then the values of keywords. The memory belongs to the caller
/// and stays for the length of the call.
public struct Arguments {
    package let base: UnsafeMutablePointer<Value>
    /// How many are positional.
    package let count: Int
    /// The names of the values behind the positional ones, each a string; nil when there are none.
    package let keywords: TupleObject?

    package init(_ base: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: TupleObject? = nil) {
        self.base = base
        self.count = count
        self.keywords = keywords
    }

    /// - Precondition: `index < total`.
    @inline(__always) package subscript(index: Int) -> Value { base[index] }

    package var keywordCount: Int { keywords?.count ?? 0 }
    package var total: Int { count + keywordCount }
    package var positional: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: base, count: count) }
    package func dropFirst() -> Arguments { Arguments(base + 1, count - 1, keywords) }

    /// The keyword arguments in the order written.
    package var named: [(name: StrObject, value: Value)] {
        guard let keywords else { return [] }
        return keywords.items.enumerated().compactMap { index, name in
            name.asStr.map { ($0, base[count + index]) }
        }
    }
}

/// The code of a native function. What it returns must be reachable by the program only through the result.
package typealias NativeBody = (Machine, Arguments) throws -> Value

/// A function written in Swift.
package final class NativeFunction: Object {
    package let name: String
    /// nil: the body gets the call as written and looks after itself.
    package let signature: Signature?
    let body: NativeBody
    /// Becomes a bound method when read from an instance of the class that holds it.
    let isMethod: Bool
    /// The class of a method, for its name in messages: `list.append`.
    package let owner: String?
    /// The class whose instances a method takes first; nil where anything will do. The class outlives its methods.
    unowned(unsafe) let receiverType: ClassObject?
    /// Its address, to compare without counting a reference.
    let receiverAddress: UnsafeRawPointer?
    /// The module that a function belongs to; nil for one of the built-in names.
    package var module: String?
    /// What `help` says first.
    package var summary: String
    /// The number of arguments that need no binding: -1 if there is none, -2 while that is not known.
    var exactCount = -2
    /// What the body works on and the heap has to keep.
    package var payload = Value.unbound
    /// Whether CPython reaches this method by a slot of the class rather than by its name.
    var isSlot = false
    /// CPython's function of this name is no function in C, and its messages about arguments are those of the language.
    package var isWrittenInPython = false
    /// What `__new__` of a built-in class does for exactly that class, past the binding of a method.
    var make: ((Machine, ClassObject, Arguments) throws -> Value)?
    /// What `__init__` of a built-in class does, past the binding of a method.
    var fill: ((Machine, Value, Arguments) throws -> Void)?
    /// What a call takes, without a receiver, where `signature` does not say it.
    package var shownSignature: String?

    package init(
        _ type: ClassObject, name: String, owner: String? = nil, signature: Signature?, isMethod: Bool = false,
        receiverType: ClassObject? = nil, summary: String = "", body: @escaping NativeBody
    ) {
        self.name = name
        self.owner = owner
        self.receiverType = receiverType
        receiverAddress = receiverType.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
        self.signature = signature
        self.isMethod = isMethod
        self.summary = summary
        self.body = body
        super.init(type, kind: .native, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(payload)
    }

    /// `list.append`, or `len`.
    package var displayName: String { owner.map { "\($0).\(name)" } ?? name }

    override package func repr(_ machine: Machine) -> String {
        if isMethod, let owner {
            return isSlot
                ? "<slot wrapper '\(name)' of '\(owner)' objects>" : "<method '\(name)' of '\(owner)' objects>"
        }
        return "<built-in function \(name)>"
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        try machine.callNative(self, arguments)
    }
}

/// A function written in the language.
package final class FunctionObject: Object {
    private(set) var codeValue: Value
    package private(set) unowned(unsafe) var globals: DictObject
    /// Values for the last positional parameters.
    var defaults: ContiguousArray<Value>
    /// Values for keyword-only parameters, by name.
    unowned(unsafe) var keywordDefaults: DictObject?
    /// The tuple of cells of the variables it captures, or `.unbound`.
    private(set) var cells: Value
    /// Set where a program gave the function another name.
    private var renamed: Names?
    unowned(unsafe) var annotations: DictObject?
    package var documentation: Value
    /// The name of the module that defines it, once a program gave it another.
    private var ownModule = Value.unbound
    /// The simple case that a call decides on: exactly `plainCount` positional arguments need no binding; -1 otherwise.
    private(set) var plainCount: Int
    /// The same of a function that gives a generator.
    private(set) var generatorCount: Int
    /// What a call needs of the code, at hand without counting references.
    private(set) var entry: Entry

    struct Entry {
        let code: Unmanaged<CodeObject>
        let globals: Unmanaged<DictObject>
        let words: UnsafeMutablePointer<Instruction>
        let constants: UnsafeMutablePointer<Value>
        let registerCount: Int
        let localCount: Int
        let parameterCount: Int
        let hasHandlers: Bool

        @inline(__always) init(_ code: CodeObject, _ globals: DictObject) {
            self.code = Unmanaged.passUnretained(code)
            self.globals = Unmanaged.passUnretained(globals)
            words = code.words
            constants = code.constants
            registerCount = code.registerCount
            localCount = code.localCount
            parameterCount = code.parameterCount
            hasHandlers = !code.handlers.isEmpty
        }
    }

    private final class Names {
        var name: String
        var qualifiedName: String

        init(_ name: String, _ qualifiedName: String) {
            self.name = name
            self.qualifiedName = qualifiedName
        }
    }

    /// - Parameter cells: a tuple of the cells that it captures, or `.unbound`.
    init(
        _ type: ClassObject, code: CodeObject, globals: DictObject, defaults: ContiguousArray<Value>,
        keywordDefaults: DictObject?, cells: Value, annotations: DictObject?
    ) {
        codeValue = Value(code)
        self.globals = globals
        self.defaults = defaults
        self.keywordDefaults = keywordDefaults
        self.cells = cells
        self.annotations = annotations
        documentation = code.documentation
        plainCount = code.isPlain && !code.isGenerator ? code.argumentCount : -1
        generatorCount = code.isPlain && code.isGenerator ? code.argumentCount : -1
        entry = Entry(code, globals)
        super.init(type, kind: .function, heap: type.heap)
        pool = .function
    }

    /// Makes a function that was found dead a new one, without defaults or annotations.
    func renew(code: CodeObject, globals: DictObject, cells: Value) {
        codeValue = Value(code)
        self.globals = globals
        self.cells = cells
        if !defaults.isEmpty { defaults = [] }
        keywordDefaults = nil
        if renamed != nil { renamed = nil }
        annotations = nil
        documentation = code.documentation
        ownModule = .unbound
        plainCount = code.isPlain && !code.isGenerator ? code.argumentCount : -1
        generatorCount = code.isPlain && code.isGenerator ? code.argumentCount : -1
        entry = Entry(code, globals)
        forgetAttributes()
    }

    package var name: String {
        get { renamed?.name ?? code.name }
        set { renamed = Names(newValue, qualifiedName) }
    }
    package var qualifiedName: String {
        get { renamed?.qualifiedName ?? code.qualifiedName }
        set { renamed = Names(name, newValue) }
    }
    /// `__module__`.
    var module: Value {
        get {
            guard ownModule.isUnbound, let names = type.heap.hookNames else { return ownModule }
            return globals.get(names.moduleName) ?? .none
        }
        set { ownModule = newValue }
    }
    /// Cells of the variables it captures.
    var closure: ContiguousArray<Value> { cells.asTuple?.items ?? [] }

    /// - Precondition: the function captures more than `index` variables.
    @inline(__always) func cell(_ index: Int) -> Value { cells.unchecked(TupleObject.self) { $0[index] } }

    /// Runs when it is called, rather than giving a generator.
    var isCallable: Bool { plainCount >= 0 || !code.isGenerator }

    package var code: CodeObject {
        Unmanaged<CodeObject>.fromOpaque(codeValue.pointer).takeUnretainedValue()
    }

    override package func memento() -> (() -> Void)? {
        let rest = super.memento()
        let (defaults, documentation) = (defaults, documentation)
        return { [unowned(unsafe) self] in
            rest?()
            (self.defaults, self.documentation) = (defaults, documentation)
        }
    }
    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(codeValue)
        marker.visit(globals)
        marker.visit(defaults)
        marker.visit(keywordDefaults)
        marker.visit(cells)
        marker.visit(annotations)
        marker.visit(documentation)
        marker.visit(ownModule)
    }
    override package func repr(_ machine: Machine) -> String { "<function \(qualifiedName) at \(hexAddress)>" }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        try machine.callFunction(self, arguments)
    }
}

/// A function with its `self`.
package final class BoundMethod: Object {
    package let function: Value
    package let receiver: Value

    init(_ type: ClassObject, function: Value, receiver: Value) {
        self.function = function
        self.receiver = receiver
        super.init(type, kind: .method, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(function)
        marker.visit(receiver)
    }
    override package func repr(_ machine: Machine) throws -> String {
        if let native = function.asNative {
            return "<built-in method \(native.name) of \(machine.typeName(receiver)) object at \(hexAddress)>"
        }
        let name = function.asFunction?.qualifiedName ?? machine.typeName(function)
        return "<bound method \(name) of \(try machine.repr(receiver))>"
    }
    override package func hash(_ machine: Machine) throws -> Int {
        Int(truncatingIfNeeded: function.bits ^ receiver.bits &* 31)
    }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne, let other = other.asMethod else { return nil }
        return Value((function == other.function && receiver == other.receiver) == (op == .eq))
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        try machine.call(function, prepending: receiver, arguments)
    }
}

/// A variable shared between a function and those inside it.
package final class CellObject: Object {
    var value: Value

    init(_ type: ClassObject, _ value: Value) {
        self.value = value
        super.init(type, kind: .cell, heap: type.heap)
        pool = .cell
    }

    override package func memento() -> (() -> Void)? {
        let saved = value
        return { [unowned(unsafe) self] in value = saved }
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(value)
    }
}

/// `property`, `staticmethod`, `classmethod` and attributes computed in Swift.
package final class DescriptorObject: Object {
    enum Role {
        case property(get: Value, set: Value, delete: Value, doc: Value)
        case staticMethod(Value)
        case classMethod(Value)
        /// A name of `__slots__`.
        case member(StrObject)
        case native(
            name: String, get: (Machine, Value) throws -> Value, set: ((Machine, Value, Value) throws -> Void)?)
    }
    var role: Role
    /// The name that a class gave a property, for messages; None for one that no class body bound.
    var name = Value.none
    /// The class that it describes instances of: its name, and of a slot the class itself.
    var owner = ""
    var home = Value.none

    init(_ type: ClassObject, _ role: Role) {
        self.role = role
        super.init(type, kind: .descriptor, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(name)
        marker.visit(home)
        switch role {
        case .property(let get, let set, let delete, let doc): marker.visit([get, set, delete, doc])
        case .staticMethod(let function), .classMethod(let function): marker.visit(function)
        case .member(let name): marker.visit(name)
        case .native: break
        }
    }
    override package func repr(_ machine: Machine) throws -> String {
        switch role {
        case .native(let name, _, _): "<attribute '\(name)' of '\(owner)' objects>"
        case .member(let name): "<member '\(name.string)' of '\(owner)' objects>"
        case .staticMethod(let function), .classMethod(let function):
            "<\(type.name)(\(try machine.repr(function)))>"
        case .property: try super.repr(machine)
        }
    }
    /// The functions of the program that it stands before.
    var functions: [Value] {
        switch role {
        case .property(let get, let set, let delete, _): [get, set, delete]
        case .staticMethod(let function), .classMethod(let function): [function]
        case .member, .native: []
        }
    }
    /// Wins over an attribute of the instance.
    var isData: Bool {
        switch role {
        case .property, .native, .member: true
        case .staticMethod, .classMethod: false
        }
    }
    override package func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
        guard case .staticMethod(let function) = role else { return try super.call(machine, arguments) }
        return try machine.call(function, arguments)
    }
}

/// `super(type, object)`: attributes from behind `type` in the order of the object's class.
package final class SuperObject: Object {
    let after: Value
    let receiver: Value
    /// The class whose order is followed: the receiver's, or the receiver itself in a class method.
    let start: Value

    init(_ type: ClassObject, after: ClassObject, receiver: Value, start: ClassObject) {
        self.after = Value(after)
        self.receiver = receiver
        self.start = Value(start)
        super.init(type, kind: .super, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([after, receiver, start])
    }
    override package func repr(_ machine: Machine) throws -> String {
        let bound = receiver.isUnbound ? "NULL" : "<\(start.asClass?.name ?? "") object>"
        return "<super: <class '\(after.asClass?.name ?? "")'>, \(bound)>"
    }
}

/// A module: a namespace with a name.
package final class ModuleObject: Object {
    package let name: String
    package unowned(unsafe) let namespace: DictObject
    /// Whether its text is still running.
    package var isInitializing = false
    /// Looks up names that are made on first use; nil where the module has none.
    package var lazyAttribute: ((Machine, StrObject) throws -> Value?)?
    /// All names that `lazyAttribute` answers, for `dir`.
    package var lazyNames: () -> [String] = { [] }

    package init(_ type: ClassObject, name: String, namespace: DictObject) {
        self.name = name
        self.namespace = namespace
        super.init(type, kind: .module, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(namespace)
    }
    override package func repr(_ machine: Machine) -> String {
        if let name = machine.names.file.byteCount == 0 ? nil : namespace.get(machine.names.file)?.asStr {
            return "<module '\(self.name)' from '\(name.string)'>"
        }
        if name != "__main__", namespace.get(machine.intern("__spec__")) == Value.none { return "<module '\(name)'>" }
        return "<module '\(name)' (built-in)>"
    }
}
