// The methods of str that search, cut and join.
extension StrObject {
    /// Runs the body that fits both strings: over bytes while they are ASCII, over code points otherwise.
    func withUnits<R>(
        and other: StrObject, _ ascii: (Units<UInt8>, Units<UInt8>) throws -> R,
        _ wide: (Units<UInt32>, Units<UInt32>) throws -> R
    ) rethrows -> R {
        if isASCII, other.isASCII {
            return try withBytes { mine in
                try other.withBytes { try ascii(mine, $0) }
            }
        }
        return try scalars.withUnsafeBufferPointer { mine in
            try other.scalars.withUnsafeBufferPointer { try wide(mine, $0) }
        }
    }
}

extension Machine {
    /// The string that a method of str was called on.
    func text(_ arguments: Arguments) -> StrObject { arguments[0].asStr ?? names.empty }

    /// A part of another string that a method takes. Raises TypeError.
    func textPart(_ value: Value, _ what: String = "must be str") throws -> StrObject {
        if let text = value.asStr { return text }
        let given = value.isNone && what.contains("argument") ? "None" : typeName(value)
        throw error(.typeError, "\(what), not \(given)")
    }

    /// Optional `start` and `end` arguments as Python counts them; nil if nothing can be found there.
    func searchRange(_ start: Value, _ end: Value, count: Int) throws -> Range<Int>? {
        let start = start.isUnbound ? nil : try slicePart(start)
        let end = end.isUnbound ? nil : try slicePart(end)
        return TextSearch.range(start: start, end: end, count: count)
    }

    func installStrMethods() {
        installStrSearch()
        installStrSplitting()
        installStrPadding()
        installStrCase()
        installStrFormatting()
    }

    // MARK: Searching

    private func find(_ arguments: Arguments, last: Bool) throws -> Int? {
        let text = text(arguments)
        let searched = try searchRange(arguments[2], arguments[3], count: text.count)
        let part = try textPart(arguments[1])
        guard let range = searched else { return nil }
        return text.withUnits(
            and: part, { last ? TextSearch.findLast($1, in: $0, range) : TextSearch.find($1, in: $0, range) },
            { last ? TextSearch.findLast($1, in: $0, range) : TextSearch.find($1, in: $0, range) })
    }

    private func installStrSearch() {
        let str = types.str
        let signature = "self, sub, start=None, end=None, /"
        for (name, last) in [("find", false), ("rfind", true)] {
            method(str, name, signature, "The place of a part, or -1.") { machine, arguments in
                machine.int(try machine.find(arguments, last: last) ?? -1)
            }
        }
        for (name, last) in [("index", false), ("rindex", true)] {
            method(str, name, signature, "The place of a part, which must be there.") { machine, arguments in
                guard let place = try machine.find(arguments, last: last) else {
                    throw machine.error(.valueError, "substring not found")
                }
                return machine.int(place)
            }
        }
        method(str, "count", signature, "How often a part occurs.") { machine, arguments in
            let text = machine.text(arguments)
            let searched = try machine.searchRange(arguments[2], arguments[3], count: text.count)
            let part = try machine.textPart(arguments[1])
            guard let range = searched else { return Value(small: 0) }
            let stops = { machine.isInterrupted }
            let count = text.withUnits(
                and: part, { TextSearch.count($1, in: $0, range, stops: stops) },
                { TextSearch.count($1, in: $0, range, stops: stops) })
            try machine.checkInterrupt()
            return machine.int(count)
        }
        for (name, atEnd) in [("startswith", false), ("endswith", true)] {
            method(str, name, "self, prefix, start=None, end=None, /", "Whether the string \(name.dropLast(4))s so.") {
                machine, arguments in
                try machine.affix(arguments, atEnd: atEnd, name)
            }
        }
        method(str, "replace", "self, old, new, count=-1, /", "The string with a part replaced.") {
            machine, arguments in
            let text = machine.text(arguments)
            let old = try machine.textPart(arguments[1], "replace() argument 1 must be str")
            let new = try machine.textPart(arguments[2], "replace() argument 2 must be str")
            let limit = arguments[3].isUnbound ? -1 : try machine.intArgument(arguments[3])
            let isASCII = text.isASCII && old.isASCII && new.isASCII
            let stops = { machine.isInterrupted }
            let replaced =
                isASCII
                ? try text.withBytes { text in
                    try old.withBytes { old in
                        try new.withBytes { new in
                            try TextSearch.replace(old, by: new, in: text, limit: limit, stops: stops)
                        }
                    }
                }
                : try text.scalars.withUnsafeBufferPointer { text in
                    try old.scalars.withUnsafeBufferPointer { old in
                        try new.scalars.withUnsafeBufferPointer { new in
                            try TextSearch.replace(old, by: new, in: text, limit: limit, stops: stops)
                        }
                    }
                }
            try machine.checkInterrupt()
            return replaced.map { machine.string($0) } ?? machine.plain(text)
        }
        for (name, atEnd) in [("removeprefix", false), ("removesuffix", true)] {
            method(
                str, name, "self, \(name.dropFirst(6)), /",
                "The string without what it \(atEnd ? "end" : "start")s with."
            ) {
                machine, arguments in
                let text = machine.text(arguments)
                let part = try machine.textPart(arguments[1], "\(name)() argument must be str")
                guard machine.has(text, part, 0..<text.count, atEnd: atEnd) else { return machine.plain(text) }
                return machine.substring(
                    text, atEnd ? 0..<text.count - part.count : part.count..<text.count)
            }
        }
    }

    /// The string itself, without a subclass around it.
    private func plain(_ text: StrObject) -> Value {
        text.hasType(types.str) ? Value(text) : string(utf8: text.utf8)
    }

    private func has(_ text: StrObject, _ part: StrObject, _ range: Range<Int>, atEnd: Bool) -> Bool {
        guard part.count <= range.count else { return false }
        let start = atEnd ? range.upperBound - part.count : range.lowerBound
        return text.withUnits(
            and: part, { TextSearch.matches($1, in: $0, at: start) }, { TextSearch.matches($1, in: $0, at: start) })
    }

    private func affix(_ arguments: Arguments, atEnd: Bool, _ name: String) throws -> Value {
        let text = text(arguments)
        let range = try searchRange(arguments[2], arguments[3], count: text.count)
        let parts = arguments[1].asTuple?.items ?? [arguments[1]]
        for part in parts {
            guard let part = part.asStr else {
                let what =
                    arguments[1].asTuple == nil
                    ? "\(name) first arg must be str or a tuple of str, not \(typeName(part))"
                    : "tuple for \(name) must only contain str, not \(typeName(part))"
                throw error(.typeError, what)
            }
            if let range, has(text, part, range, atEnd: atEnd) { return .true }
        }
        return .false
    }

    // MARK: Cutting and joining

    private func pieces(_ text: StrObject, _ ranges: [Range<Int>]) throws -> Value {
        try checkInterrupt()
        var pieces: ContiguousArray<Value> = []
        pieces.reserveCapacity(ranges.count)
        for (index, range) in ranges.enumerated() {
            if index & 0xFFFF == 0xFFFF { try checkInterrupt() }
            pieces.append(substring(text, range))
        }
        return list(pieces)
    }

    /// The frequent case of ASCII text and one ASCII character: the pieces are made where they are found; nil for
    /// other cases.
    private func split(_ text: StrObject, atByte separator: Value) throws -> Value? {
        guard text.isASCII, separator.kind == .str else { return nil }
        let byte = separator.unchecked(StrObject.self) { $0.byteCount == 1 ? $0.withBytes { $0[0] } : nil }
        guard let byte else { return nil }
        return try text.withBytes { bytes in
            var count = 1
            for index in 0..<bytes.count { count &+= bytes[index] == byte ? 1 : 0 }
            var pieces: ContiguousArray<Value> = []
            pieces.reserveCapacity(count)
            var start = 0
            while pieces.count < count {
                if pieces.count & 0xFFFF == 0xFFFF { try checkInterrupt() }
                var end = start
                while end < bytes.count, bytes[end] != byte { end &+= 1 }
                pieces.append(asciiString(UnsafeBufferPointer(rebasing: bytes[start..<end])))
                start = end &+ 1
            }
            return list(pieces)
        }
    }

    private func installStrSplitting() {
        let str = types.str
        for (name, last) in [("split", false), ("rsplit", true)] {
            method(str, name, "self, /, sep=None, maxsplit=-1", "The pieces between separators.") {
                machine, arguments in
                let text = machine.text(arguments)
                let limit = arguments[2].isUnbound ? -1 : try machine.intArgument(arguments[2])
                if limit < 0, let pieces = try machine.split(text, atByte: arguments[1]) { return pieces }
                let stops = { machine.isInterrupted }
                if arguments[1].isAbsentOrNone {
                    let words = text.withUnits(
                        {
                            last
                                ? TextSplit.lastWords($0, limit: limit, stops: stops, isSpace: TextSplit.isSpace)
                                : TextSplit.words($0, limit: limit, stops: stops, isSpace: TextSplit.isSpace)
                        },
                        {
                            last
                                ? TextSplit.lastWords($0, limit: limit, stops: stops, isSpace: TextSplit.isSpace)
                                : TextSplit.words($0, limit: limit, stops: stops, isSpace: TextSplit.isSpace)
                        })
                    return try machine.pieces(text, words)
                }
                let separator = try machine.textPart(arguments[1], "must be str or None")
                return try machine.pieces(
                    text,
                    try text.withUnits(
                        and: separator,
                        {
                            last
                                ? try TextSplit.splitLast($0, separator: $1, limit: limit, stops: stops)
                                : try TextSplit.split($0, separator: $1, limit: limit, stops: stops)
                        },
                        {
                            last
                                ? try TextSplit.splitLast($0, separator: $1, limit: limit, stops: stops)
                                : try TextSplit.split($0, separator: $1, limit: limit, stops: stops)
                        }))
            }
        }
        method(str, "splitlines", "self, /, keepends=False", "The lines.") { machine, arguments in
            let text = machine.text(arguments)
            let keeps = arguments[1].isUnbound ? false : try machine.intArgument(arguments[1]) != 0
            let stops = { machine.isInterrupted }
            return try machine.pieces(
                text,
                text.withUnits(
                    { TextSplit.lines($0, keepEnds: keeps, stops: stops) },
                    { TextSplit.lines($0, keepEnds: keeps, stops: stops) }))
        }
        for (name, last) in [("partition", false), ("rpartition", true)] {
            method(str, name, "self, sep, /", "What is before a separator, the separator, and what is behind.") {
                machine, arguments in
                let text = machine.text(arguments)
                let separator = try machine.textPart(arguments[1])
                let found = try text.withUnits(
                    and: separator, { try TextSplit.partition($0, separator: $1, last: last) },
                    { try TextSplit.partition($0, separator: $1, last: last) })
                guard let found else {
                    let empty = Value(machine.names.empty)
                    let whole = machine.plain(text)
                    return machine.tuple(last ? [empty, empty, whole] : [whole, empty, empty])
                }
                return machine.tuple([
                    machine.substring(text, 0..<found.lowerBound), Value(separator),
                    machine.substring(text, found.upperBound..<text.count),
                ])
            }
        }
        for (name, ends) in [("strip", TextSplit.Ends.both), ("lstrip", .left), ("rstrip", .right)] {
            method(str, name, "self, chars=None, /", "The string without blanks (or other characters) at its ends.") {
                machine, arguments in
                let text = machine.text(arguments)
                let range: Range<Int>
                if arguments[1].isAbsentOrNone {
                    range = text.withUnits(
                        { TextSplit.strip($0, ends, isStripped: TextSplit.isSpace) },
                        { TextSplit.strip($0, ends, isStripped: TextSplit.isSpace) })
                } else {
                    guard let characters = arguments[1].asStr else {
                        throw machine.error(.typeError, "\(name) arg must be None or str")
                    }
                    range = text.withUnits(
                        and: characters, { TextSplit.strip($0, ends, characters: $1) },
                        { TextSplit.strip($0, ends, characters: $1) })
                }
                return range.count == text.count ? machine.plain(text) : machine.substring(text, range)
            }
        }
        method(str, "join", "self, iterable, /", "The strings of an iterable with this one between.") {
            machine, arguments in
            try machine.join(machine.text(arguments), arguments[1])
        }
    }

    private func join(_ separator: StrObject, _ iterable: Value) throws -> Value {
        let items = try joined(iterable)
        if items.count == 1, let text = items[0].asStr, text.hasType(types.str) { return items[0] }
        var count = 0
        for (index, item) in items.enumerated() {
            guard item.kind == .str else {
                throw error(
                    .typeError, "sequence item \(index): expected str instance, \(typeName(item)) found")
            }
            count += item.unchecked(StrObject.self) { $0.byteCount } + separator.byteCount
        }
        // With one separator too many.
        try TextLimits.check(count)
        return items.withUnsafeBufferPointer { items in
            guard let strings = items.baseAddress else { return Value(names.empty) }
            return string(
                utf8: ContiguousArray(unsafeUninitializedCapacity: count) { room, made in
                    made = separator.withBytes {
                        put(strings, items.count, between: $0, in: UnsafeMutableRawBufferPointer(room))
                    }
                })
        }
    }

    // MARK: Making longer

    private func fill(_ value: Value) throws -> UInt32 {
        if value.isUnbound { return 0x20 }
        guard let text = value.asStr else {
            throw error(.typeError, "The fill character must be a unicode character, not \(typeName(value))")
        }
        guard text.count == 1 else {
            throw error(.typeError, "The fill character must be exactly one character long")
        }
        return text.scalar(at: 0)
    }

    private func installStrPadding() {
        let str = types.str
        for (name, alignment) in [("ljust", TextPadding.Alignment.left), ("rjust", .right), ("center", .center)] {
            method(str, name, "self, width, fillchar=' ', /", "The string padded to a width.") { machine, arguments in
                let text = machine.text(arguments)
                let width = try machine.intArgument(arguments[1])
                let fill = try machine.fill(arguments[2])
                let padded = try text.withUnits(
                    { try TextPadding.justify($0, alignment, width: width, fill: fill) },
                    { try TextPadding.justify($0, alignment, width: width, fill: fill) })
                return padded.map { machine.string($0) } ?? machine.plain(text)
            }
        }
        method(str, "zfill", "self, width, /", "The string with zeros before it, behind its sign.") {
            machine, arguments in
            let text = machine.text(arguments)
            let width = try machine.intArgument(arguments[1])
            let padded = try text.withUnits(
                { try TextPadding.zeroFill($0, width: width) }, { try TextPadding.zeroFill($0, width: width) })
            return padded.map { machine.string($0) } ?? machine.plain(text)
        }
        method(str, "expandtabs", "self, /, tabsize=8", "The string with blanks for tabs.") { machine, arguments in
            let text = machine.text(arguments)
            let size =
                arguments[1].isUnbound
                ? 8 : try machine.intArgument(arguments[1], "Python int too large to convert to C int")
            return machine.string(
                try text.withUnits(
                    { try TextPadding.expandTabs($0, size: size) }, { try TextPadding.expandTabs($0, size: size) }))
        }
    }
}
