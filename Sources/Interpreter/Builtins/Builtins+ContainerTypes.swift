// How list, tuple, dict, set, frozenset, range and slice are called.
extension Machine {
    func installContainerTypes() {
        initializer(types.list, "iterable=(), /") { machine, list, arguments in
            guard let list = list.asList else { return }
            list.items.removeAll()
            if !arguments[0].isUnbound { try machine.extend(list, with: arguments[0]) }
        }
        initializer(types.dict, "iterable=(), /, **kwargs") { machine, dict, arguments in
            guard let dict = dict.asDict else { return }
            try machine.fill(dict, from: arguments[0], arguments[1])
        }
        initializer(types.set, "iterable=(), /") { machine, set, arguments in
            guard set.kind == .set else { return }
            try set.unchecked(SetObject.self) { set in
                set.removeAll()
                if !arguments[0].isUnbound { try machine.update(set, with: arguments[0]) }
            }
        }
        constructor(types.frozenset, "iterable=(), /") { machine, type, arguments in
            let source = arguments[0]
            if !type.isUserDefined, let frozen = source.asSet, frozen.hasType(machine.types.frozenset) {
                return source
            }
            let set = SetObject(type, frozen: true)
            machine.keep(Value(set))
            if !source.isUnbound { try machine.update(set, with: source) }
            return Value(set)
        }
        constructor(types.tuple, "iterable=(), /") { machine, type, arguments in
            let source = arguments[0]
            if source.isUnbound { return type.isUserDefined ? Value(TupleObject(type, [])) : machine.tuple([]) }
            if !type.isUserDefined, let tuple = source.asTuple, tuple.hasType(machine.types.tuple) { return source }
            let items = try machine.items(of: source)
            return type.isUserDefined ? Value(TupleObject(type, items)) : machine.tuple(items)
        }
        installRangeAndSlice()
    }

    /// `dict.__init__` and `dict.update`.
    func fill(_ dict: DictObject, from source: Value, _ keywords: Value) throws {
        if !source.isUnbound { try update(dict, with: source) }
        if let keywords = keywords.asDict { try dict.merge(self, keywords) }
    }

    private func installRangeAndSlice() {
        constructor(types.range, "start, stop=None, step=None, /") { machine, type, arguments in
            if arguments[1].isUnbound, arguments[0].isSmallInt {
                return Value(RangeObject(type, start: 0, stop: arguments[0].smallInt, step: 1))
            }
            let first = try machine.rangeArgument(arguments[0])
            if arguments[1].isUnbound { return machine.range(type, start: 0, stop: first, step: 1) }
            let stop = try machine.rangeArgument(arguments[1])
            let step = arguments[2].isUnbound ? 1 : try machine.rangeArgument(arguments[2])
            if step == 0 { throw machine.error(.valueError, "range() arg 3 must not be zero") }
            return machine.range(type, start: first, stop: stop, step: step)
        }
        constructor(types.slice, "*args") { machine, type, arguments in
            let items = arguments[0].asTuple?.items ?? []
            switch items.count {
            case 1: return Value(SliceObject(type, .none, items[0], .none))
            case 2: return Value(SliceObject(type, items[0], items[1], .none))
            case 3: return Value(SliceObject(type, items[0], items[1], items[2]))
            case 0: throw machine.error(.typeError, "slice expected at least 1 argument, got 0")
            default: throw machine.error(.typeError, "slice expected at most 3 arguments, got \(items.count)")
            }
        }
    }
}
