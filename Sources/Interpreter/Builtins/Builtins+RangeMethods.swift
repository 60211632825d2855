// The attributes and methods of range and slice.
extension Machine {
    func installRangeMethods() {
        let range = types.range
        for (name, narrow, wide) in [
            ("start", \RangeObject.start, \WideRange.start), ("stop", \.stop, \.stop), ("step", \.step, \.step),
        ] {
            attribute(range, name) { machine, value in
                if let range = value.asRange { return machine.int(range[keyPath: narrow]) }
                return machine.int(machine.wideRange(value)?[keyPath: wide] ?? 0)
            }
        }
        method(range, "count", "self, value, /", "How often a value occurs.") { machine, arguments in
            guard let range = arguments[0].asRange else { return try machine.countWide(arguments[0], arguments[1]) }
            if let place = machine.rangeValue(arguments[1]) {
                return Value(small: range.position(of: place) == nil ? 0 : 1)
            }
            var count = 0
            try machine.forEach(arguments[0]) { item in
                if try machine.isSameOrEqual(item, arguments[1]) { count += 1 }
                return true
            }
            return machine.int(count)
        }
        method(range, "index", "self, value, /", "The place of a value.") { machine, arguments in
            guard let range = arguments[0].asRange else { return try machine.indexWide(arguments[0], arguments[1]) }
            if let value = machine.rangeValue(arguments[1]) {
                if let place = range.position(of: value) { return machine.int(place) }
            } else {
                var place = 0
                var isFound = false
                try machine.forEach(arguments[0]) { item in
                    isFound = try machine.isSameOrEqual(item, arguments[1])
                    if !isFound { place += 1 }
                    return !isFound
                }
                if isFound { return machine.int(place) }
                throw machine.error(.valueError, "sequence.index(x): x not in sequence")
            }
            throw machine.error(.valueError, "\(try machine.repr(arguments[1])) is not in range")
        }
        method(range, "__reversed__", "self, /") { machine, arguments in
            guard let range = arguments[0].asRange else {
                return machine.wideRange(arguments[0])?.reversed(machine) ?? .none
            }
            let last = range.item(range.count &- 1)
            return Value(
                RangeIterator(
                    machine.types.rangeIterator, start: last, step: 0 &- range.step, remaining: range.count))
        }
        installSliceMethods()
    }

    /// The native integer that is looked for in a range; nil for what has to be compared.
    private func rangeValue(_ value: Value) -> Int? {
        if value.isSmallInt { return value.smallInt }
        if value.isBool { return value == .true ? 1 : 0 }
        return value.nativeInt
    }

    private func countWide(_ range: Value, _ value: Value) throws -> Value {
        guard let wide = wideRange(range) else { return .none }
        let type = type(of: value)
        if type === types.int || type === types.bool, let number = try bigInt(value) {
            return Value(small: wide.position(of: number) == nil ? 0 : 1)
        }
        return Value(small: try containsByIteration(range, value) ? 1 : 0)
    }

    private func indexWide(_ range: Value, _ value: Value) throws -> Value {
        if let number = try index(of: value).flatMap({ try bigInt($0) }),
            let place = wideRange(range)?.position(of: number)
        {
            return int(place)
        }
        throw error(.valueError, "\(try repr(value)) is not in range")
    }

    private func installSliceMethods() {
        let slice = types.slice
        attribute(slice, "start") { _, value in value.asSlice?.start ?? .none }
        attribute(slice, "stop") { _, value in value.asSlice?.stop ?? .none }
        attribute(slice, "step") { _, value in value.asSlice?.step ?? .none }
        method(slice, "indices", "self, length, /", "Start, stop and step for a length.") { machine, arguments in
            guard let slice = arguments[0].asSlice else { return .none }
            let length = try machine.rangeArgument(arguments[1])
            if length < 0 { throw machine.error(.valueError, "length should not be negative") }
            let resolved = try machine.resolve(slice, count: length)
            return machine.tuple([machine.int(resolved.start), machine.int(resolved.stop), machine.int(resolved.step)])
        }
    }
}
