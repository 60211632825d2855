import BigInt
import Testing

@testable import Interpreter

@Suite struct FormatGoldenTests {
    @Test func `format specifications are applied and refused as by CPython`() throws {
        try TextGoldens("format").check { line in
            let spec = line.text(line.arguments.count - 1).wide { FormatSpec($0) }
            switch line.operation {
            case "int":
                let value = try line.big(0)
                let result = Result { try spec.format(integer: .big(value)) }
                if let small = Int(exactly: value) {
                    #expect((try? spec.format(integer: .small(small))) == (try? result.get()))
                }
                return try result.get()
            case "bool": return try spec.format(integer: .small(1), typeName: "bool")
            case "float": return try spec.format(float: try line.float(0))
            case "complex": return try spec.format(real: try line.float(0), imaginary: try line.float(1))
            case "str": return try line.text(0).narrow({ try spec.format(text: $0) }, { try spec.format(text: $0) })
            default: return nil
            }
        }
    }

    @Test func `percent formatting converts and refuses as CPython`() throws {
        try TextGoldens("percent").check { line in
            switch line.operation {
            case "tuple":
                var arguments = PercentFixture(values: try line.arguments.dropFirst().map(PercentFixture.value))
                return try line.text(0).narrow(
                    { try PercentFormat.format($0, &arguments) }, { try PercentFormat.format($0, &arguments) })
            case "dict":
                var arguments = PercentFixture(values: [.other("dict")])
                arguments.isMapping = true
                return try line.text(0).wide { try PercentFormat.format($0, &arguments) }
            default: return nil
            }
        }
    }

    @Test func `str.format fills fields and refuses as CPython`() throws {
        try TextGoldens("strformat").check { line in
            var arguments = FormatFixture()
            return try line.text(0).narrow(
                { try StrFormat.format($0, &arguments) }, { try StrFormat.format($0, &arguments) })
        }
    }
}

/// Arguments for `%` as `generate.py` passes them.
private struct PercentFixture: PercentArguments {
    enum Value {
        case int(BigInt), float(Double), text(TextBuffer), other(String)
    }

    var values: [Value]
    var isMapping = false
    var used = 0

    static func value(_ argument: [UInt32]) throws -> Value {
        let rest = TextBuffer(codePoints: Array(argument.dropFirst(2)))
        switch argument[0] {
        case 0x69: return .int(try #require(BigInt(rest.string, radix: 16)))
        case 0x66: return .float(try TextGoldens.float(rest.string))
        case 0x73: return .text(rest)
        default: return .other(rest.string)
        }
    }

    var hasUnused: Bool { used < values.count && !isMapping }

    mutating func next() -> Value? {
        guard used < values.count else { return nil }
        used += 1
        return values[used - 1]
    }

    mutating func select(key: TextBuffer) throws {
        let table: [String: Value] = [
            "a": .int(1), "b": .float(2.5), "c(d)": .text(TextBuffer("x")), "é": .text(TextBuffer("ü")), "": .int(7),
        ]
        guard let value = table[key.string] else { throw TextError(.keyError, key.string) }
        values = [value]
        used = 0
    }

    func starred(_ value: Value) -> IntegerValue? {
        if case .int(let int) = value { return .big(int) }
        return nil
    }

    func convert(_ value: Value, to conversion: PercentConversion) throws -> PercentValue {
        switch (conversion, value) {
        case (.str, .text(let text)): return .text(text)
        case (.str, _), (.repr, _), (.ascii, _): return .text(try shown(value, ascii: conversion == .ascii))
        case (.integer, .int(let int)), (.index, .int(let int)), (.character, .int(let int)): return .integer(.big(int))
        case (.integer, .float(let float)): return .integer(.big(try BigIntMath.integer(float)))
        case (.float, .float(let float)): return .float(float)
        case (.float, .int(let int)): return .float(try BigIntMath.double(int))
        case (.character, .text(let text)): return .text(text)
        case (_, .int): return .wrongType("int")
        case (_, .float): return .wrongType("float")
        case (_, .text): return .wrongType("str")
        case (_, .other(let name)): return .wrongType(name)
        }
    }

    private func shown(_ value: Value, ascii: Bool) throws -> TextBuffer {
        switch value {
        case .int(let int): TextBuffer(ascii: try IntText.decimal(int))
        case .float(let float): TextBuffer(ascii: FloatText.repr(float))
        case .text(let text): text.wide { ascii ? TextRepr.ascii($0) : TextRepr.repr($0) }
        case .other: TextBuffer("None")
        }
    }
}

/// Arguments for `str.format` as `generate.py` passes them.
private struct FormatFixture: FormatArguments {
    indirect enum Object {
        case int(Int), float(Double), text(TextBuffer)
        case list([Object])
        case dict([(key: Object, value: Object)])
        case point
    }

    private let values: [Object] = [
        .int(42), .text(TextBuffer("héllo")), .float(-3.5),
        .list([.int(10), .text(TextBuffer("x")), .list([.int(7)])]),
        .dict([
            (.text(TextBuffer("k")), .int(5)), (.text(TextBuffer("10")), .int(1)),
            (.int(3), .text(TextBuffer("three"))),
        ]),
    ]

    func positional(_ index: Int) throws -> Object {
        guard index < values.count else {
            throw TextError(.indexError, "Replacement index \(index) out of range for positional args tuple")
        }
        return values[index]
    }

    func keyword(_ name: TextBuffer) throws -> Object {
        switch name.string {
        case "name": return .text(TextBuffer("World"))
        case "width": return .int(12)
        case "spec": return .text(TextBuffer("*^9"))
        case "p": return .point
        case "é": return .int(1)
        case "precision": return .int(2)
        default: throw TextError(.keyError, name.string)
        }
    }

    func attribute(_ name: TextBuffer, of object: Object) throws -> Object {
        switch (object, name.string) {
        case (.point, "x"): return .int(3)
        case (.point, "y"): return .float(4.5)
        case (.point, "name"): return .text(TextBuffer("π"))
        case (.int, "real"): return object
        default:
            throw AttributeError(message: "'\(typeName(object))' object has no attribute '\(name.string)'")
        }
    }

    func item(_ index: Int, of object: Object) throws -> Object {
        switch object {
        case .list(let items):
            guard index < items.count else { throw TextError(.indexError, "list index out of range") }
            return items[index]
        case .dict(let items):
            for (key, value) in items { if case .int(index) = key { return value } }
            throw TextError(.keyError, "\(index)")
        case .text(let text):
            guard index < text.count else { throw TextError(.indexError, "string index out of range") }
            return .text(TextBuffer(codePoints: [text[index]]))
        default: throw TextError(.typeError, "'\(typeName(object))' object is not subscriptable")
        }
    }

    func item(_ key: TextBuffer, of object: Object) throws -> Object {
        switch object {
        case .list: throw TextError(.typeError, "list indices must be integers or slices, not str")
        case .text: throw TextError(.typeError, "string indices must be integers, not 'str'")
        case .dict(let items):
            for (name, value) in items { if case .text(key) = name { return value } }
            throw TextError(.keyError, key.string)
        default: throw TextError(.typeError, "'\(typeName(object))' object is not subscriptable")
        }
    }

    func convert(_ object: Object, to conversion: PercentConversion) throws -> Object {
        let text = try shown(object, isRepr: conversion != .str)
        return .text(conversion == .ascii ? text.wide { TextRepr.escapeNonASCII($0) } : text)
    }

    func format(_ object: Object, spec: TextBuffer, to out: inout TextBuffer) throws {
        let format = spec.wide { FormatSpec($0) }
        switch object {
        case .int(let int): out.append(try format.format(integer: .small(int)))
        case .float(let float): out.append(try format.format(float: float))
        case .text(let text): out.append(try text.wide { try format.format(text: $0) })
        case .point: out.append(TextBuffer("<point:\(spec.string)>"))
        default:
            if !spec.isEmpty {
                throw TextError.type("unsupported format string passed to \(typeName(object)).__format__")
            }
            out.append(try shown(object, isRepr: true))
        }
    }

    private func typeName(_ object: Object) -> String {
        switch object {
        case .int: "int"
        case .float: "float"
        case .text: "str"
        case .list: "list"
        case .dict: "dict"
        case .point: "Point"
        }
    }

    private func shown(_ object: Object, isRepr: Bool) throws -> TextBuffer {
        switch object {
        case .int(let int): return TextBuffer(ascii: IntText.decimal(int))
        case .float(let float): return TextBuffer(ascii: FloatText.repr(float))
        case .text(let text): return isRepr ? text.wide { TextRepr.repr($0) } : text
        case .point: return TextBuffer("<point>")
        case .list(let items):
            return TextBuffer(
                "[" + (try items.map { try shown($0, isRepr: true).string }).joined(separator: ", ") + "]")
        case .dict(let items):
            let pairs = try items.map {
                "\(try shown($0.key, isRepr: true).string): \(try shown($0.value, isRepr: true).string)"
            }
            return TextBuffer("{" + pairs.joined(separator: ", ") + "}")
        }
    }
}
