import Interpreter

// The module `_weakref`: references that keep nothing alive.
extension StandardLibrary {
    static func fillWeakReferences(_ weakref: ModuleBuilder) {
        unowned(unsafe) let machine = weakref.machine
        let type = machine.makeType("ReferenceType", module: "weakref")
        machine.constructor(type, "object, callback=None, /") { machine, type, arguments in
            let callback = arguments[1].isUnbound ? Value.none : arguments[1]
            return try machine.weakReference(type, to: arguments[0], callback: callback)
        }
        // A subclass may take more arguments; the reference exists by then.
        machine.method(type, "__init__", nil) { _, _ in .none }
        machine.method(type, "__call__", nil) { machine, arguments in
            guard arguments.count > 0, let reference = arguments[0].object as? WeakReference else { return .none }
            return try reference.call(machine, arguments.dropFirst())
        }
        machine.method(type, "__hash__", "self, /") { machine, arguments in
            machine.int(try (arguments[0].object as? WeakReference)?.hash(machine) ?? 0)
        }
        for op in [CompareOp.eq, .ne] {
            machine.method(type, op.dunder, "self, other, /") { machine, arguments in
                try (arguments[0].object as? WeakReference)?.compare(machine, op, arguments[1]) ?? .notImplemented
            }
        }
        machine.method(type, "__repr__", "self, /") { machine, arguments in
            machine.string(try (arguments[0].object as? WeakReference)?.repr(machine) ?? "")
        }
        machine.attribute(type, "__callback__") { _, value in (value.object as? WeakReference)?.callback ?? .none }
        weakref.set("ref", Value(type))
        weakref.define("peek", "reference, /", "The object of a reference, as far as is known.") { _, arguments in
            guard arguments[0].isObject, let reference = arguments[0].object as? WeakReference else { return .none }
            return reference.object ?? .none
        }
        weakref.define("refresh", "", "Looks for objects that have gone.") { machine, _ in
            try machine.refreshWeakReferences()
            return .none
        }
        weakref.define("getweakrefs", "object, /", "The weak references to an object.") { machine, arguments in
            machine.list(ContiguousArray(machine.weakReferences(to: arguments[0])))
        }
        weakref.define("getweakrefcount", "object, /", "How many weak references there are to an object.") {
            machine, arguments in
            machine.int(machine.weakReferences(to: arguments[0]).count)
        }
    }
}
