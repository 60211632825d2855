#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The formats that programs mostly use (`"%d %.3f"`, `f"{x:8.2f}"`) without the general machinery, which reads every
// format anew and makes arrays. What is not plain here is left to it, errors included.
extension Machine {
    /// Room for the whole result; a longer one is left to the general way.
    private static let quickRoom = 512

    /// `text % arguments`; nil if something in it is not plain.
    func quickPercent(_ text: StrObject, _ arguments: Value) -> Value? {
        guard text.isASCII, text.byteCount <= Machine.quickRoom / 2 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Machine.quickRoom) { room in
            text.withBytes { format in
                var writer = QuickWriter(room)
                let isWritten =
                    if let tuple = arguments.asTuple {
                        put(format, tuple.elements, into: &writer)
                    } else {
                        withUnsafePointer(to: arguments) {
                            put(format, UnsafeBufferPointer(start: $0, count: 1), into: &writer)
                        }
                    }
                return isWritten ? string(copying: writer.written, count: writer.written.count) : nil
            }
        }
    }

    private func put(
        _ format: UnsafeBufferPointer<UInt8>, _ arguments: UnsafeBufferPointer<Value>, into writer: inout QuickWriter
    ) -> Bool {
        var next = 0
        var place = 0
        while place < format.count {
            let byte = format[place]
            place &+= 1
            guard byte == UInt8(ascii: "%") else {
                guard writer.append(byte) else { return false }
                continue
            }
            guard let (field, end) = QuickField.percent(format, at: place) else { return false }
            place = end
            if field.code == UInt8(ascii: "%") {
                guard writer.append(field.code) else { return false }
                continue
            }
            guard next < arguments.count, put(arguments[next], field, into: &writer) else { return false }
            next &+= 1
        }
        return next == arguments.count
    }

    private func put(_ value: Value, _ field: QuickField, into writer: inout QuickWriter) -> Bool {
        let start = writer.count
        switch field.code {
        case UInt8(ascii: "d"), UInt8(ascii: "i"):
            guard value.isSmallInt, field.places < 0, writer.append(value.smallInt) else { return false }
        case UInt8(ascii: "f"):
            guard let double = value.isDouble ? value.double : value.isSmallInt ? Double(value.smallInt) : nil,
                double.isFinite, writer.append(double, places: field.places < 0 ? 6 : field.places)
            else { return false }
        case UInt8(ascii: "s") where field.places < 0 && !field.hasZero:
            if value.isSmallInt {
                guard writer.append(value.smallInt) else { return false }
            } else {
                guard let text = value.asStr, text.hasType(types.str), text.isASCII,
                    text.withBytes({ writer.append($0) })
                else { return false }
            }
        default: return false
        }
        return writer.pad(from: start, field)
    }

    /// `format(value, spec)` of a float or a small integer; nil if the specification is not plain.
    func quickFormat(_ value: Value, _ spec: StrObject) -> Value? {
        guard spec.byteCount <= 8, let field = spec.withBytes({ QuickField.specification($0) }) else { return nil }
        let isFloat = field.code == UInt8(ascii: "f")
        guard isFloat || value.isSmallInt && (field.code == 0 || field.code == UInt8(ascii: "d")) else { return nil }
        var plain = field
        if !isFloat { plain.code = UInt8(ascii: "d") }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Machine.quickRoom) { room in
            var writer = QuickWriter(room)
            guard put(value, plain, into: &writer) else { return nil }
            return string(copying: writer.written, count: writer.written.count)
        }
    }
}

/// How one value is to be written: at most a side, zeroes, a width, places behind the point, and a letter.
private struct QuickField {
    var isLeft = false
    var hasZero = false
    var width = 0
    var places = -1
    var code: UInt8 = 0

    /// What stands behind a `%`, and where it ends.
    static func percent(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> (QuickField, Int)? {
        var field = QuickField()
        var place = start
        if place < text.count, text[place] == UInt8(ascii: "-") {
            field.isLeft = true
            place &+= 1
        }
        field.readSizes(text, &place)
        guard place < text.count, !(field.isLeft && field.hasZero) else { return nil }
        field.code = text[place]
        if field.code == UInt8(ascii: "%"), place > start { return nil }
        return (field, place &+ 1)
    }

    /// A format specification: `8.3f`, `05d`, `<6`, `>6`.
    static func specification(_ text: UnsafeBufferPointer<UInt8>) -> QuickField? {
        var field = QuickField()
        var place = 0
        if let first = text.first, first == UInt8(ascii: "<") || first == UInt8(ascii: ">") {
            field.isLeft = first == UInt8(ascii: "<")
            place = 1
        }
        let digits = place
        field.readSizes(text, &place)
        // Zeroes beside an alignment fill in a way of their own.
        guard !(digits == 1 && field.hasZero) else { return nil }
        if place < text.count {
            field.code = text[place]
            place &+= 1
        }
        return place == text.count && (field.places < 0 || field.code == UInt8(ascii: "f")) ? field : nil
    }

    private mutating func readSizes(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        if place < text.count, text[place] == UInt8(ascii: "0") {
            hasZero = true
            place &+= 1
        }
        width = QuickField.number(text, &place) ?? 0
        if place < text.count, text[place] == UInt8(ascii: ".") {
            let point = place
            place &+= 1
            guard let number = QuickField.number(text, &place) else {
                place = point
                return
            }
            places = number
        }
    }

    /// Up to three digits.
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
        var number = 0
        let start = place
        while place < text.count, place &- start < 3, text[place] &- 0x30 < 10 {
            number = number &* 10 &+ Int(text[place] &- 0x30)
            place &+= 1
        }
        return place > start ? number : nil
    }
}

/// Writes ASCII into memory of a fixed size; every step says whether there was room.
private struct QuickWriter {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

    var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: room[..<count]) }

    @inline(__always) mutating func append(_ byte: UInt8) -> Bool {
        guard count < room.count else { return false }
        room[count] = byte
        count &+= 1
        return true
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= room.count &- count else { return false }
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[count...])).copyMemory(
            from: UnsafeRawBufferPointer(bytes))
        count &+= bytes.count
        return true
    }

    mutating func append(_ int: Int) -> Bool {
        if int < 0, !append(UInt8(ascii: "-")) { return false }
        return append(digits: UInt64(int.magnitude), pointBefore: 0)
    }

    /// A finite number with so many places; false also where that takes more than a word.
    mutating func append(_ double: Double, places: Int) -> Bool {
        guard let scaled = FloatDigits.smallQuotient(double.magnitude, places: places) else { return false }
        if double.sign == .minus, !append(UInt8(ascii: "-")) { return false }
        return append(digits: scaled, pointBefore: places)
    }

    /// Decimal digits, with a point before the last `places` of them if there are any.
    private mutating func append(digits: UInt64, pointBefore places: Int) -> Bool {
        var least = places &+ 1
        var size = 0
        var rest = digits
        repeat {
            rest /= 10
            size &+= 1
            least &-= 1
        } while rest != 0 || least > 0
        let length = size &+ (places > 0 ? 1 : 0)
        guard length <= room.count &- count else { return false }
        var place = count &+ length
        rest = digits
        for index in 0..<size {
            if places > 0, index == places {
                place &-= 1
                room[place] = UInt8(ascii: ".")
            }
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place &-= 1
            room[place] = 0x30 &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        count &+= length
        return true
    }

    /// Brings what was written since `start` to the width of its field.
    mutating func pad(from start: Int, _ field: QuickField) -> Bool {
        let missing = field.width &- (count &- start)
        guard missing > 0 else { return true }
        guard missing <= room.count &- count else { return false }
        if field.isLeft {
            for place in count..<(count &+ missing) { room[place] = UInt8(ascii: " ") }
        } else {
            let behindSign = field.hasZero && room[start] == UInt8(ascii: "-") ? start &+ 1 : start
            if let base = room.baseAddress {
                memmove(base + (behindSign &+ missing), base + behindSign, count &- behindSign)
            }
            let fill = field.hasZero ? UInt8(ascii: "0") : UInt8(ascii: " ")
            for place in behindSign..<(behindSign &+ missing) { room[place] = fill }
        }
        count &+= missing
        return true
    }
}
