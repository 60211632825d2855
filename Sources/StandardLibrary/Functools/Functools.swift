import Interpreter

// The module `_functools`: what the module `functools`, written in Python, needs to be fast.
extension StandardLibrary {
    @Sendable static func fillFunctools(_ functools: ModuleBuilder) {
        fillReduce(functools)
        fillPartial(functools)
        fillComparing(functools)
        fillCaching(functools)
    }

    private static func fillReduce(_ functools: ModuleBuilder) {
        functools.define("reduce", nil, "Puts all items together: reduce(function, iterable[, initial], /).") {
            machine, arguments in
            guard arguments.keywords == nil else {
                throw machine.error(.typeError, "reduce() takes no keyword arguments")
            }
            guard arguments.count >= 2 else {
                throw machine.error(.typeError, "reduce expected at least 2 arguments, got \(arguments.count)")
            }
            guard arguments.count <= 3 else {
                throw machine.error(.typeError, "reduce expected at most 3 arguments, got \(arguments.count)")
            }
            let function = arguments[0]
            guard machine.isIterable(arguments[1]) else {
                throw machine.error(.typeError, "reduce() arg 2 must support iteration")
            }
            let source = try machine.iterator(of: arguments[1])
            machine.keep(source)
            guard let first = arguments.count == 3 ? arguments[2] : try machine.next(source) else {
                throw machine.error(.typeError, "reduce() of empty iterable with no initial value")
            }
            let result = ListObject(machine.types.list, [first])
            machine.keep(Value(result))
            while let item = try machine.next(source) {
                result.items[0] = try machine.call(function, with: result.items[0], item)
                try machine.checkInterrupt()
            }
            return result.items[0]
        }
    }
}

extension ModuleBuilder {
    /// A class whose instances can be called.
    func makeCallable(
        _ name: String, _ signature: String, _ summary: String, module: String,
        _ make: @escaping (Machine, ClassObject, Arguments) throws -> Value
    ) -> ClassObject {
        let type = machine.makeType(name, module: module)
        type.dottedName = "\(module).\(name)"
        type.set(machine.names.doc, machine.string(summary))
        machine.constructor(type, signature, make)
        machine.method(type, "__call__", nil, "Calls it.") { machine, arguments in
            try arguments[0].object.call(machine, arguments.dropFirst())
        }
        set(name, Value(type))
        return type
    }
}
