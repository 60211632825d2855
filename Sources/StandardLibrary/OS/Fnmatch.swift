import Interpreter

// The module `_fnmatch`: file names against patterns with `*`, `?` and `[…]`.
extension StandardLibrary {
    static func fillFnmatch(_ fnmatch: ModuleBuilder) {
        fnmatch.define("fnmatchcase", "name, pat, /", "Whether a name fits a pattern.") { machine, arguments in
            let pattern = try NamePattern(arguments[1], machine)
            return Value(pattern.matches(try NamePattern.units(arguments[0], machine)))
        }
        fnmatch.define("filter", "names, pat, /", "The names that fit a pattern.") { machine, arguments in
            let pattern = try NamePattern(arguments[1], machine)
            var fitting: ContiguousArray<Value> = []
            for name in try machine.items(of: arguments[0]) {
                try machine.checkInterrupt()
                if pattern.matches(try NamePattern.units(machine.pathValue(name), machine)) { fitting.append(name) }
            }
            return machine.list(fitting)
        }
    }
}

extension Machine {
    /// `os.fspath`: text and bytes as they are, for other objects what `__fspath__` says.
    func pathValue(_ value: Value) throws -> Value {
        if value.asStr != nil || value.asBytes != nil { return value }
        guard let made = try callMethod(intern("__fspath__"), of: value) else {
            throw error(.typeError, "expected str, bytes or os.PathLike object, not \(typeName(value))")
        }
        keep(made)
        return made
    }
}

/// A pattern for file names.
private struct NamePattern {
    private enum Part {
        case unit(UInt32)
        case any
        case star
        case set([ClosedRange<UInt32>], isNegated: Bool)
    }
    private var parts: [Part] = []

    static func units(_ value: Value, _ machine: Machine) throws -> [UInt32] {
        if let text = value.asStr { return text.scalars }
        return try machine.bytesArgument(value).map { UInt32($0) }
    }

    init(_ value: Value, _ machine: Machine) throws {
        let pattern = try Self.units(value, machine)
        var index = 0
        while index < pattern.count {
            let unit = pattern[index]
            index += 1
            switch unit {
            case 0x2A:
                if case .star? = parts.last { continue }
                parts.append(.star)
            case 0x3F: parts.append(.any)
            case 0x5B:
                if let (set, end) = Self.set(pattern, from: index) {
                    parts.append(set)
                    index = end
                } else {
                    parts.append(.unit(unit))
                }
            default: parts.append(.unit(unit))
            }
        }
    }

    /// What stands between brackets; nil where they are not closed.
    private static func set(_ pattern: [UInt32], from start: Int) -> (Part, Int)? {
        var first = start
        let isNegated = first < pattern.count && pattern[first] == 0x21
        if isNegated { first += 1 }
        let search = first < pattern.count && pattern[first] == 0x5D ? first + 1 : first
        guard search <= pattern.count, let end = pattern[search...].firstIndex(of: 0x5D) else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        var index = first
        while index < end {
            if index + 2 < end, pattern[index + 1] == 0x2D {
                // A range the wrong way round holds nothing.
                if pattern[index] <= pattern[index + 2] { ranges.append(pattern[index]...pattern[index + 2]) }
                index += 3
            } else {
                ranges.append(pattern[index]...pattern[index])
                index += 1
            }
        }
        return (.set(ranges, isNegated: isNegated), end + 1)
    }

    /// One star is remembered at a time, so that the time taken grows no faster than the lengths multiplied.
    func matches(_ name: [UInt32]) -> Bool {
        var part = 0
        var place = 0
        var star: (part: Int, place: Int)?
        while true {
            if part < parts.count, case .star = parts[part] {
                star = (part, place)
                part += 1
            } else if part < parts.count, place < name.count, fits(parts[part], name[place]) {
                part += 1
                place += 1
            } else if part == parts.count, place == name.count {
                return true
            } else if let last = star, last.place < name.count {
                star = (last.part, last.place + 1)
                part = last.part + 1
                place = last.place + 1
            } else {
                return false
            }
        }
    }

    private func fits(_ part: Part, _ unit: UInt32) -> Bool {
        switch part {
        case .unit(let own): own == unit
        case .any: true
        case .star: false
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(unit) } != isNegated
        }
    }
}
