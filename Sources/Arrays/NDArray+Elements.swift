extension NDArray {
    /// The number at an element offset of the storage (offset and strides already applied).
    @inlinable
    package func load(_ offset: Int) -> Scalar {
        let p = storage.bytes + offset &* dtype.itemSize
        switch dtype {
        case .bool: return .bool(p.load(as: UInt8.self) != 0)
        case .uint8: return .int(Int(p.load(as: UInt8.self)))
        case .int8: return .int(Int(p.load(as: Int8.self)))
        case .int16: return .int(Int(p.load(as: Int16.self)))
        case .int32: return .int(Int(p.load(as: Int32.self)))
        case .int64: return .int(Int(p.load(as: Int64.self)))
        case .float16: return .float(Double(halfToFloat(p.load(as: UInt16.self))))
        case .bfloat16: return .float(Double(Float(bitPattern: UInt32(p.load(as: UInt16.self)) << 16)))
        case .float32: return .float(Double(p.load(as: Float.self)))
        case .float64: return .float(p.load(as: Double.self))
        }
    }

    /// Writes a number, converted as C++ would, at an element offset of the storage.
    func store(_ value: Scalar, _ offset: Int) {
        NDArray.write(value, to: storage.bytes + offset &* dtype.itemSize, dtype)
    }

    /// The element at a full index within bounds.
    package func element(_ index: Dims) -> Scalar {
        precondition(index.count == rank, "an index for every dimension")
        var offset = layout.offset
        for i in 0..<rank {
            precondition(index[i] >= 0 && index[i] < shape[i], "index out of range")
            offset &+= index[i] &* layout.strides[i]
        }
        return load(offset)
    }

    /// The element at a position 0..<count in row-major order.
    @inlinable
    package func element(at position: Int) -> Scalar {
        precondition(position >= 0 && position < count, "position out of range")
        if isContiguous { return load(layout.offset &+ position) }
        var offset = layout.offset
        var rest = position
        var i = rank - 1
        while i >= 0 {
            offset &+= (rest % shape[i]) &* layout.strides[i]
            rest /= shape[i]
            i -= 1
        }
        return load(offset)
    }

    /// Puts a number at a position 0..<count in row-major order.
    package func setElement(at position: Int, to value: Scalar) {
        precondition(position >= 0 && position < count, "position out of range")
        var offset = layout.offset
        var rest = position
        var i = rank - 1
        while i >= 0 {
            offset &+= (rest % shape[i]) &* layout.strides[i]
            rest /= shape[i]
            i -= 1
        }
        store(value, offset)
    }

    /// `Tensor.item()`: the only element.
    ///
    /// Throws RuntimeError when there is not exactly one.
    @inlinable
    package func item() throws -> Scalar {
        guard count == 1 else {
            throw ArrayError.runtime("a Tensor with \(count) elements cannot be converted to Scalar")
        }
        return load(layout.offset)
    }

    /// The truth of the only element.
    ///
    /// Throws RuntimeError "Boolean value of Tensor … is ambiguous".
    package func truth() throws -> Bool {
        guard count == 1 else {
            let what = count == 0 ? "no values" : "more than one value"
            throw ArrayError.runtime("Boolean value of Tensor with \(what) is ambiguous")
        }
        return load(layout.offset).isTrue
    }

    /// All elements in row-major order, each turned into something. Hears Ctrl-C.
    ///
    /// Throws RuntimeError where there are too many for any memory: views may have that many.
    package func read<T>(_ make: (Scalar) -> T) throws -> [T] {
        let (bytes, over) = count.multipliedReportingOverflow(by: Swift.max(MemoryLayout<T>.stride, 1))
        if over || bytes > 1 << 38 { throw Storage.lacking(over ? count : bytes) }
        // An array that finds no memory would end the process; what is asked for here is given back at once.
        if bytes > 1 << 24 { _ = try Storage.allocate(byteCount: bytes) }
        var values: [T] = []
        values.reserveCapacity(count)
        try layout.forEachOffset { offset in
            if values.count & 0xF_FFFF == 0xF_FFFF { try Interruption.check() }
            values.append(make(load(offset)))
        }
        return values
    }
    /// `doubles`, for arrays of any size.
    package func readDoubles() throws -> [Double] { try read { $0.double } }
    /// `ints`, for arrays of any size.
    package func readInts() throws -> [Int] { try read { $0.int } }

    /// All elements in row-major order.
    package func scalars() -> [Scalar] { (0..<count).map { element(at: $0) } }
    /// All elements in row-major order, as doubles.
    package func doubles() -> [Double] { (0..<count).map { element(at: $0).double } }
    /// All elements in row-major order, as integers.
    package func ints() -> [Int] { (0..<count).map { element(at: $0).int } }
}

/// IEEE half precision to single, exactly.
@usableFromInline
func halfToFloat(_ bits: UInt16) -> Float {
    let sign = UInt32(bits >> 15) << 31
    let exponent = UInt32(bits >> 10) & 31
    let fraction = UInt32(bits & 1023)
    if exponent == 31 { return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13) }
    if exponent == 0 {
        let value = Float(fraction) * 0x1p-24
        return sign == 0 ? value : -value
    }
    return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
}

/// Single precision to IEEE half, to nearest even.
@usableFromInline
func floatToHalf(_ value: Float) -> UInt16 {
    let sign = UInt16(value.bitPattern >> 16) & 0x8000
    let magnitude = abs(value)
    if value.isNaN { return sign | 0x7E00 }
    if magnitude >= 65520 { return sign | 0x7C00 }
    if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
    let bits = magnitude.bitPattern
    let rounded = (bits + 0xFFF + (bits >> 13 & 1)) >> 13
    return sign | UInt16(rounded - 112 << 10)
}

/// Single precision to bfloat16, to nearest even.
@usableFromInline
func floatToBFloat(_ value: Float) -> UInt16 {
    if value.isNaN { return 0x7FC0 }
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (UInt64(bits) + 0x7FFF + UInt64(bits >> 16 & 1)) >> 16)
}
