import Interpreter

// The module `_json`: what `json` does at speed.
extension StandardLibrary {
    static func fillJSON(_ json: ModuleBuilder) {
        json.define(
            "encode",
            "value, skipkeys, ensure_ascii, check_circular, allow_nan, sort_keys, indent, key, item, default, /",
            "The JSON text of a value."
        ) { machine, arguments in
            var writer = JSONWriter(machine)
            writer.skipsKeys = try machine.truth(arguments[1])
            writer.isASCII = try machine.truth(arguments[2])
            writer.checksCircles = try machine.truth(arguments[3])
            writer.allowsNaN = try machine.truth(arguments[4])
            writer.sortsKeys = try machine.truth(arguments[5])
            if let text = arguments[6].asStr {
                writer.indent = text.utf8
            } else if !arguments[6].isNone {
                let width = max(0, try machine.intArgument(arguments[6]))
                guard width < 1 << 16 else { throw machine.error(.memoryError, "") }
                writer.indent = ContiguousArray(repeating: 0x20, count: width)
            }
            writer.keySeparator = try machine.stringArgument(arguments[7], "make_encoder() argument 5").utf8
            writer.itemSeparator = try machine.stringArgument(arguments[8], "make_encoder() argument 6").utf8
            writer.fallback = arguments[9]
            try writer.write(arguments[0])
            return machine.string(utf8: writer.text)
        }
        json.define("quote", "text, ensure_ascii, /", "A string in JSON's quotes.") { machine, arguments in
            var writer = JSONWriter(machine)
            writer.isASCII = try machine.truth(arguments[1])
            writer.write(try machine.stringArgument(arguments[0], "first argument"))
            return machine.string(utf8: writer.text)
        }
        let signature = "text, start, fail, object_hook, pairs_hook, parse_float, parse_int, parse_constant, strict, /"
        json.define("scan", signature, "The value that begins at a place and where it ends.") { machine, arguments in
            let text = try machine.stringArgument(arguments[0], "first argument")
            let start = try machine.intArgument(arguments[1])
            guard start >= 0 else { throw machine.error(.valueError, "idx cannot be negative") }
            var reader = JSONReader(machine, text.utf8, at: offset(of: start, in: text))
            reader.objectHook = arguments[3]
            reader.pairsHook = arguments[4]
            reader.parseFloat = arguments[5]
            reader.parseInt = arguments[6]
            reader.parseConstant = arguments[7]
            reader.isStrict = try machine.truth(arguments[8])
            do {
                let value = try reader.value()
                return machine.tuple([value, machine.int(character(at: reader.index, in: text))])
            } catch let mistake as JSONReader.Mistake {
                let place = machine.int(character(at: mistake.offset, in: text))
                return try machine.call(arguments[2], [machine.string(mistake.message), arguments[0], place])
            } catch let missing as JSONReader.NoValue {
                let place = machine.int(character(at: missing.offset, in: text))
                return try machine.call(arguments[2], [machine.string("Expecting value"), arguments[0], place])
            }
        }
    }

    /// The byte that a character begins at.
    private static func offset(of character: Int, in text: StrObject) -> Int {
        if text.isASCII || character == 0 { return min(character, text.utf8.count) }
        var seen = -1
        for (offset, byte) in text.utf8.enumerated() where byte & 0xC0 != 0x80 {
            seen += 1
            if seen == character { return offset }
        }
        return text.utf8.count
    }

    private static func character(at offset: Int, in text: StrObject) -> Int {
        if text.isASCII { return offset }
        return text.utf8.prefix(offset).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
