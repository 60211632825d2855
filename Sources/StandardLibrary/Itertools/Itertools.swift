import Interpreter

// The module `itertools`. Each of its classes takes its state further only when asked for an item, so that what a
// callback raises leaves an iterator as CPython leaves it.
extension StandardLibrary {
    @Sendable static func fillItertools(_ itertools: ModuleBuilder) {
        fillEndless(itertools)
        fillSelecting(itertools)
        fillChaining(itertools)
        fillGrouping(itertools)
        fillCombining(itertools)
    }

    /// Those that take up a state.
    fileprivate static let restoring: Set<String> = [
        "accumulate", "chain", "zip_longest", "product", "permutations", "combinations",
        "combinations_with_replacement", "cycle", "dropwhile", "takewhile", "islice", "groupby", "_tee",
    ]
}

/// An iterator written in Swift that programs make by calling its class.
class NativeIterator: IteratorObject {
    init(_ type: ClassObject) {
        // A subclass written by the user may have a `__next__` of its own.
        super.init(type, kind: type.isUserDefined ? .instance : .iterator, heap: type.heap)
    }

    override var lasting: String? { "where iterators stand" }
}

extension ModuleBuilder {
    /// A class of the module.
    func makeClass(
        _ name: String, _ signature: String, _ summary: String,
        _ make: @escaping (Machine, ClassObject, Arguments) throws -> Value
    ) -> ClassObject {
        let type = machine.makeType(name, module: module.name)
        type.dottedName = "\(module.name).\(name)"
        type.set(machine.names.doc, machine.string(summary))
        machine.constructor(type, signature, make)
        set(name, Value(type))
        return type
    }

    /// A class of iterators.
    @discardableResult
    func makeIterator(
        _ name: String, _ signature: String, _ summary: String,
        _ make: @escaping (Machine, ClassObject, Arguments) throws -> NativeIterator
    ) -> ClassObject {
        let type = makeClass(name, signature, summary) { Value(try make($0, $1, $2)) }
        machine.iteratorMethods(type)
        if name != "pairwise" {
            machine.reducible(type, restores: StandardLibrary.restoring.contains(name))
        }
        return type
    }
}

extension Machine {
    /// `__iter__` and `__next__` of a class of iterators.
    func iteratorMethods(_ type: ClassObject) {
        method(type, "__iter__", "self, /") { _, arguments in arguments[0] }
        method(type, "__next__", "self, /") { machine, arguments in
            guard let item = try arguments[0].object.next(machine) else { throw machine.error(.stopIteration, "") }
            return item
        }
    }

    /// A class of the module.
    func itertool(_ name: String) throws -> Value {
        try importModule("itertools").namespace.get(intern(name)) ?? .none
    }

    /// The argument of a class that takes one by position, which CPython checks in words of its own.
    func onlyArgument(_ arguments: Arguments, of name: String) throws -> Value {
        let items = arguments[0].asTuple?.items ?? []
        guard items.count == 1 else {
            throw error(.typeError, "\(name) expected 1 argument, got \(items.count)")
        }
        return items[0]
    }

    /// Whether `predicate(item)` is true, with the item kept for the caller.
    func holds(_ predicate: Value, for item: Value) throws -> Bool {
        try scope {
            keep(item)
            return try truth(call(predicate, with: item))
        }
    }

    /// The iterators of several iterables.
    func iterators(of iterables: ContiguousArray<Value>) throws -> ContiguousArray<Value> {
        var result: ContiguousArray<Value> = []
        result.reserveCapacity(iterables.count)
        for iterable in iterables {
            let iterator = try iterator(of: iterable)
            keep(iterator)
            result.append(iterator)
        }
        return result
    }
}
