import BigInt
import Syntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The state of one running program: its heap, stack, modules, and the exception being handled.
///
/// A machine belongs to one thread at a time; any number of machines may run side by side.
public final class Machine {
    package let heap: Heap
    package let types: Types
    package let names: Names
    package let builtins: DictObject
    /// The namespace of `__main__`.
    package private(set) var globals: DictObject
    /// `sys.modules`.
    package let modules: DictObject
    /// Makes a module by its name; nil for a name that it does not know. Asked in order.
    package var importers: [(Machine, String) throws -> ModuleObject?] = []
    /// What to tell a person whose program imports a module that there is not.
    package var missingModuleHints: (String) -> [String] = { _ in [] }
    /// Whether exceptions keep the variables of the function that raised them, for who explains them.
    package var remembersScenes = false
    /// Turns errors of other targets into Python exceptions: type name and message.
    package var errorConverters: [(any Error) -> (type: String, message: String)?] = []
    /// Where `print` and the prompt's echo write.
    package var output: (String) -> Void = { _ in }
    package var errorOutput: (String) -> Void = { _ in }
    /// Gets what has been printed out.
    package var flushOutput: () -> Void = {}
    /// The namespace of `sys` once a program has imported it: `print` and `input` look there for other streams.
    package var sysNamespace: DictObject?
    /// `sys.stdout` and `sys.stdin` as the program found them.
    package var ownOutput = Value.none
    package var ownInput = Value.none
    /// `sys.displayhook` as the program found it.
    package var ownDisplayHook = Value.none
    /// The dead are doing what they have to.
    var isFinalizing = false
    /// Shows a prompt and reads a line for `input`; nil at the end of the input.
    package var readLine: (String) throws -> String? = { _ in nil }
    /// What a prompt does with the value of an expression statement; told the value is not None.
    package var display: (Machine, Value) throws -> Void = { machine, value in
        machine.output(try machine.repr(value) + "\n")
    }

    /// Asked for a name that is neither global nor built in: the names that a shell offers without an import.
    package var fallbackName: ((Machine, StrObject) throws -> Value?)?
    /// The classes of traceback and frame objects.
    private(set) lazy var tracebackType = makeType("traceback")
    private(set) lazy var frameType = makeType("frame")
    private(set) lazy var mappingProxyType = makeType("mappingproxy")
    /// `object.__str__` and `object.__repr__`, which classes override.
    var objectStr = Value.none
    var objectRepr = Value.none

    // MARK: The stack

    let stackBase: UnsafeMutablePointer<Value>
    let stackLimit: UnsafeMutablePointer<Value>
    /// The first free value; what natives put their callees' arguments behind.
    var top: UnsafeMutablePointer<Value>
    /// How far the stack has been used since the last collection.
    var highWater: UnsafeMutablePointer<Value>
    let frames: UnsafeMutablePointer<Frame>
    var depth = 0
    private static let stackCapacity = 1 << 22
    private static let stackBytes = UInt(stackCapacity * MemoryLayout<Value>.stride)
    /// The most calls that can be inside each other, whatever the recursion limit.
    package static let mostFrames = 100_000
    /// `sys.getrecursionlimit()`.
    package var recursionLimit = 1000 { didSet { frameLimit += recursionLimit - oldValue } }
    /// How deep frames may be: the recursion limit without the natives under way that CPython counts too.
    var frameLimit = 1000
    /// How deep the running call is, natives included that CPython counts.
    package var callDepth: Int { depth + recursionLimit - frameLimit }
    /// `sys.get_int_max_str_digits()`.
    package var intDigitLimit = IntText.defaultDigitLimit
    /// The lowest address that Swift code may go down to before it raises RecursionError.
    private let nativeLimit: UInt
    /// Values that natives keep while they call back into the program.
    var handles: ContiguousArray<Value> = []

    // MARK: Interruptions

    /// Set to non-zero by a signal handler to raise KeyboardInterrupt at the next safe point.
    package var interrupt: UnsafeMutablePointer<Int32>
    private let ownInterrupt: UnsafeMutablePointer<Int32>

    /// The exception being handled, or None.
    var handled = Value.none
    /// Whether the generator that `run` just left handed out a value, rather than ending.
    var didYield = false
    /// What the sub-iterator of a `yield from` returned.
    var delegatedResult = Value.none
    /// One-character strings below 128, as they come into use. Interned, so always alive.
    var asciiStrings = ContiguousArray(repeating: Value.unbound, count: 128)
    /// `()`: there is one.
    var emptyTuple = Value.unbound
    /// `__build_class__`.
    var buildClassFunction = Value.none
    /// `from __future__ import annotations` was typed at the prompt.
    var postponesAnnotations = false
    /// `object.__new__` and `object.__init__`, which take no arguments unless the other is overridden.
    var objectNew = Value.none
    var objectInit = Value.none
    /// `object.__hash__`: of objects that are only equal to themselves.
    var objectHash = Value.none
    /// Objects whose `repr` is under way, for `[...]`.
    var reprsUnderWay: [UnsafeRawPointer] = []
    private var interned: InternTable
    /// References that embedding code wants kept.
    package var roots: [Value] = []

    package init() {
        heap = Heap()
        stackBase = .allocate(capacity: Machine.stackCapacity)
        stackLimit = stackBase + Machine.stackCapacity - 70_000
        top = stackBase
        highWater = stackBase
        frames = .allocate(capacity: Machine.mostFrames)
        ownInterrupt = .allocate(capacity: 1)
        ownInterrupt.initialize(to: 0)
        interrupt = ownInterrupt
        nativeLimit = Machine.findNativeLimit()
        types = Types(heap)
        interned = InternTable()
        names = Machine.makeNames(types, &interned)
        builtins = DictObject(types.dict)
        globals = DictObject(types.dict)
        modules = DictObject(types.dict)
        types.finish(self)
        emptyTuple = tuple([])
        installBuiltins()
        // From here on classes watch for hooks; looking once at the end spares looking at every built-in method.
        heap.hookNames = names.hooks
        types.object.attributesChanged()
        let builtinsModule = ModuleObject(types.module, name: "builtins", namespace: builtins)
        modules.set(names.builtinsModule, Value(builtinsModule))
        globals = makeModule("__main__").namespace
        for name in ["__package__", "__loader__", "__spec__"] { globals.set(intern(name), .none) }
        globals.set(names.builtins, Value(builtinsModule))
    }

    deinit {
        interned.deallocate()
        stackBase.deallocate()
        frames.deallocate()
        // Not deallocated: threads that worked for this machine may still look at it between two elements.
        ownInterrupt.pointee = 0
    }

    /// A module with the names that every module has, entered in `sys.modules`.
    package func makeModule(_ name: String) -> ModuleObject {
        let namespace = DictObject(types.dict)
        let module = ModuleObject(types.module, name: name, namespace: namespace)
        namespace.set(names.name, string(name))
        namespace.set(names.doc, .none)
        modules.set(intern(name), Value(module))
        return module
    }

    /// Whether a register lies on the stack, rather than in a generator.
    @inline(__always) func isOnStack(_ register: UnsafeMutablePointer<Value>) -> Bool {
        UInt(bitPattern: register) &- UInt(bitPattern: stackBase) < Machine.stackBytes
    }

    // MARK: Names

    private static func makeNames(_ types: Types, _ table: inout InternTable) -> Names {
        Names { text in
            let bytes = ContiguousArray(text.utf8)
            if let known = bytes.withUnsafeBufferPointer({ table.find($0) }) { return known }
            let name = StrObject(types.str, utf8: bytes)
            table.insert(name)
            return name
        }
    }

    /// The one string object for a name.
    package func intern(_ text: String) -> StrObject {
        if let known = text.utf8.withContiguousStorageIfAvailable({ interned.find($0) }) ?? nil { return known }
        return intern(StrObject(types.str, utf8: ContiguousArray(text.utf8)))
    }

    func intern(_ name: StrObject) -> StrObject {
        if name.isInterned { return name }
        if let known = name.withBytes({ interned.find($0) }) { return known }
        let name = name.hasType(types.str) ? name : StrObject(types.str, utf8: name.utf8)
        interned.insert(name)
        return name
    }

    // MARK: Collection

    /// Frees what nothing reaches. Only at a safe point: values that live in Swift variables alone would be lost.
    package func collectGarbage() {
        // Beyond the top lie values of frames that are gone; they must not come back to life as stale references.
        let used = max(highWater, top) - stackBase
        let live = top - stackBase
        if used > live { (stackBase + live).initialize(repeating: .unbound, count: used - live) }
        highWater = top
        heap.collect { marker in
            for index in 0..<live { marker.visit(stackBase[index]) }
            for index in 0..<depth { frames[index].trace(&marker) }
            marker.visit(handles)
            marker.visit(roots)
            marker.visit([
                handled, delegatedResult, buildClassFunction, objectNew, objectInit, objectHash, objectStr, objectRepr,
                emptyTuple,
            ])
        }
    }

    /// Frees what nothing reaches at the next safe point.
    package func requestCollection() { heap.request.pointee = 2 }

    /// Keeps `value` alive until the native that is running returns.
    package func keep(_ value: Value) { handles.append(value) }

    /// Calls `body` with each of the values, which are kept alive meanwhile: the program that `body` calls back into may
    /// take them out of where they were.
    package func walk(_ values: ContiguousArray<Value>, _ body: (Value) throws -> Void) throws {
        try scope {
            keep(Value(ListObject(types.list, values)))
            for value in values { try body(value) }
        }
    }

    /// Makes `body` safe to call back into the program many times: what it keeps is let go afterwards.
    package func scope<R>(_ body: () throws -> R) rethrows -> R {
        let mark = handles.count
        defer { handles.removeLast(handles.count - mark) }
        return try body()
    }

    /// Raises KeyboardInterrupt if a signal asked for it, and collects if the heap did, raising MemoryError if that
    /// leaves too much. `top` must be right.
    func safePoint() throws {
        if interrupt.pointee != 0 {
            interrupt.pointee = 0
            throw error(.keyboardInterrupt, "")
        }
        if heap.request.pointee != 0, heap.takesTurn() {
            collectGarbage()
            if heap.isOverfull { throw error(.memoryError, "") }
            if !heap.finalizers.dying.isEmpty { try runFinalizers() }
            if !heap.weak.expired.isEmpty { try runExpired() }
        }
    }

    /// A safe point in a native, wherever it might as well call back into the program: what it needs is kept.
    @inline(__always) package func takeBreath() throws {
        if interrupt.pointee | heap.request.pointee != 0 { try safePoint() }
    }

    /// For loops in natives that may take long: raises KeyboardInterrupt if a signal asked for it.
    ///
    /// Algorithms that know no machine ask `isInterrupted`, and whoever calls them checks afterwards.
    package func checkInterrupt() throws {
        if interrupt.pointee != 0 {
            interrupt.pointee = 0
            throw error(.keyboardInterrupt, "")
        }
    }

    /// Whether somebody wants the program to end.
    package var isInterrupted: Bool { interrupt.pointee != 0 }

    // MARK: Depth of native calls

    /// The lowest address to go down to on the stack of the thread that makes the machine: a quarter above its end.
    private static func findNativeLimit() -> UInt {
        #if canImport(Glibc)
            // The headers hide this function from programs that do not ask for GNU's additions.
            typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> Int32
            var attributes = pthread_attr_t()
            if let symbol = dlsym(nil, "pthread_getattr_np"),
                unsafeBitCast(symbol, to: GetAttributes.self)(pthread_self(), &attributes) == 0
            {
                defer { pthread_attr_destroy(&attributes) }
                var lowest: UnsafeMutableRawPointer?
                var size = 0
                if pthread_attr_getstack(&attributes, &lowest, &size) == 0, let lowest {
                    // The main thread's stack grows on demand, to whatever the limit says.
                    return UInt(bitPattern: lowest) + UInt(min(size, 64 << 20)) / 4
                }
            }
        #else
            let highest = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
            let size = UInt(pthread_get_stacksize_np(pthread_self()))
            if size > 0 { return highest - size / 4 * 3 }
        #endif
        return findNativeLimitByRule()
    }

    /// As the limit of the process says, or 2 MB where there is none.
    private static func findNativeLimitByRule() -> UInt {
        var limit = rlimit()
        #if canImport(Glibc)
            let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0
        #else
            let isKnown = getrlimit(RLIMIT_STACK, &limit) == 0
        #endif
        let size = isKnown && limit.rlim_cur <= 64 << 20 ? UInt(limit.rlim_cur) : 2 << 20
        let here = withUnsafeMutablePointer(to: &limit) { UInt(bitPattern: $0) }
        return here - size / 4 * 3
    }

    /// Raises RecursionError when the native stack runs short.
    @inline(__always) func checkNativeDepth(_ what: String = "") throws {
        var marker = 0
        let isShort = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) < nativeLimit }
        if isShort { throw error(.recursionError, "maximum recursion depth exceeded" + what) }
    }

    /// Runs `body` unless the native stack runs short, which raises RecursionError.
    package func guardDepth<R>(_ what: String = " in comparison", _ body: () throws -> R) throws -> R {
        try checkNativeDepth(what)
        if depth >= frameLimit { throw error(.recursionError, "maximum recursion depth exceeded" + what) }
        frameLimit &-= 1
        defer { frameLimit &+= 1 }
        return try body()
    }
}

/// A call under way. Trivial, so that pushing one is a few stores.
struct Frame {
    let code: Unmanaged<CodeObject>
    /// The function, for its cells; nil for modules and class bodies without any.
    let function: Unmanaged<FunctionObject>?
    let globals: Unmanaged<DictObject>
    /// Where a class body, or `exec` with locals, keeps its names.
    var namespace: Unmanaged<DictObject>?
    /// The registers: on the stack, or a generator's own.
    let base: UnsafeMutablePointer<Value>
    /// Where the stack is free while this frame is the running one.
    let end: UnsafeMutablePointer<Value>
    let constants: UnsafeMutablePointer<Value>
    /// The instruction to go on with, when this frame is not the running one.
    var pc: UnsafeMutablePointer<Instruction>
    /// Where the caller wants the result.
    let result: UnsafeMutablePointer<Value>
    let continuation: Continuation
    /// The instance of an `__init__`, the generator of a generator's frame.
    let saved: Value

    func trace(_ marker: inout Marker) {
        marker.visit(code.takeUnretainedValue())
        marker.visit(function?.takeUnretainedValue())
        marker.visit(globals.takeUnretainedValue())
        marker.visit(namespace?.takeUnretainedValue())
        marker.visit(saved)
    }
}

/// What becomes of a frame's result.
enum Continuation: UInt8 {
    /// It goes to `result`.
    case value
    /// It must be None; `saved` goes to `result`.
    case initializer
    /// NotImplemented makes the caller's instruction try the other operand.
    case binary
    case compare
    /// A generator stepped by a for loop: at its end the loop jumps.
    case loopStep
    /// A generator stepped by another's `yield from`: what it hands out the other hands out too.
    case delegateStep
    /// A generator stepped by a native: `run` returns.
    case nativeStep

    /// The frame belongs to a generator.
    var isStep: Bool { self == .loopStep || self == .delegateStep || self == .nativeStep }
}
