import Interpreter

/// Declares classes of tuples with names for their items, as `time.struct_time` and `os.stat_result` are.
struct StructSequence {
    let type: ClassObject
    /// How many items the tuple has; names beyond are attributes alone.
    private let count: Int
    private let hidden: [StrObject]

    /// - Parameter hidden: names behind the items, which are only attributes.
    init(_ machine: Machine, _ name: String, module: String, fields: [String], hidden: [String] = []) {
        type = machine.makeType(name, base: machine.types.tuple, module: module)
        count = fields.count
        self.hidden = hidden.map { machine.intern($0) }
        for (index, field) in fields.enumerated() {
            machine.attribute(type, field) { _, value in
                guard let items = value.asTuple?.items, index < items.count else { return .none }
                return items[index]
            }
        }
        let shown = "\(module).\(name)"
        type.reprOverride = { machine, object in
            let items = Value(object).asTuple?.items ?? []
            let parts = try zip(fields, items).map { "\($0)=\(try machine.repr($1))" }
            return "\(shown)(\(parts.joined(separator: ", ")))"
        }
        for (name, number) in [
            ("n_fields", fields.count + hidden.count), ("n_sequence_fields", fields.count), ("n_unnamed_fields", 0),
        ] {
            type.set(machine.intern(name), machine.int(number))
        }
        let matchNames = machine.tuple(ContiguousArray(fields.map { machine.string($0) }))
        type.set(machine.intern("__match_args__"), matchNames)
        allowConstruction(machine, shown)
    }

    /// - Parameter others: the values of the hidden names.
    func make(_ items: [Value], _ others: [Value] = []) -> Value {
        let tuple = TupleObject(type, ContiguousArray(items))
        for (name, value) in zip(hidden, others) { tuple.setOwnAttribute(name, value) }
        return Value(tuple)
    }

    /// Lets programs make one from a sequence.
    private func allowConstruction(_ machine: Machine, _ name: String) {
        let count = self.count
        let hidden = self.hidden
        machine.constructor(type, "sequence, dict=None, /") { machine, made, arguments in
            let items = try machine.items(of: arguments[0])
            let most = count + hidden.count
            guard items.count >= count else {
                throw machine.error(
                    .typeError, "\(name)() takes an at least \(count)-sequence (\(items.count)-sequence given)")
            }
            guard items.count <= most else {
                throw machine.error(
                    .typeError, "\(name)() takes an at most \(most)-sequence (\(items.count)-sequence given)")
            }
            let tuple = TupleObject(made, ContiguousArray(items.prefix(count)))
            for (offset, name) in hidden.enumerated() {
                tuple.setOwnAttribute(name, count + offset < items.count ? items[count + offset] : .none)
            }
            return Value(tuple)
        }
    }
}
