import CKernels

extension NDArray {
    /// The same numbers as another type; itself when it has that type already.
    package func cast(_ target: DType) throws -> NDArray {
        if target == dtype { return self }
        let out = try NDArray(empty: shape, target)
        try Loops.run(ck_cast_loop(Int32(target.rawValue), Int32(dtype.rawValue)), out, self)
        return out
    }

    /// A fresh contiguous copy.
    package func copy() throws -> NDArray {
        let out = try NDArray(empty: shape, dtype)
        try Loops.run(ck_cast_loop(Int32(dtype.rawValue), Int32(dtype.rawValue)), out, self)
        return out
    }

    /// `Tensor.view(dtype)`: the same bytes as another type; the last size follows the ratio of the item sizes.
    ///
    /// Throws RuntimeError where the bytes do not divide.
    package func viewed(as target: DType) throws -> NDArray {
        let (from, to) = (dtype.itemSize, target.itemSize)
        if from == to { return NDArray(storage: storage, layout: layout, dtype: target) }
        guard rank > 0 else {
            throw ArrayError.runtime(
                "self.dim() cannot be 0 to view \(dtype.scalarTypeName) as \(target.scalarTypeName) (different element "
                    + "sizes)")
        }
        let words = "to view \(dtype.scalarTypeName) as \(target.scalarTypeName) (different element sizes), but got "
        guard layout.strides[rank - 1] == 1 else {
            throw ArrayError.runtime("self.stride(-1) must be 1 \(words)\(layout.strides[rank - 1])")
        }
        var shape = shape
        var strides = layout.strides
        if from > to {
            let ratio = from / to
            shape[rank - 1] = shape[rank - 1] &* ratio
            for i in 0..<rank - 1 { strides[i] = strides[i] &* ratio }
            return NDArray(
                storage: storage, layout: Layout(shape: shape, strides: strides, offset: layout.offset &* ratio),
                dtype: target)
        }
        let ratio = to / from
        guard shape[rank - 1] % ratio == 0 else {
            throw ArrayError.runtime("self.size(-1) must be divisible by \(ratio) \(words)\(shape[rank - 1])")
        }
        guard layout.offset % ratio == 0 else {
            throw ArrayError.runtime("self.storage_offset() must be divisible by \(ratio) \(words)\(layout.offset)")
        }
        for i in 0..<rank - 1 {
            guard strides[i] % ratio == 0 else {
                throw ArrayError.runtime("self.stride(\(i)) must be divisible by \(ratio) \(words)\(strides[i])")
            }
            strides[i] /= ratio
        }
        shape[rank - 1] /= ratio
        return NDArray(
            storage: storage, layout: Layout(shape: shape, strides: strides, offset: layout.offset / ratio),
            dtype: target)
    }

    /// `Tensor.clone()`: a fresh copy that keeps the order of dense strides, as PyTorch's preserve_format does.
    package func clone() throws -> NDArray {
        guard !isContiguous, let dense = layout.denseLikeSelf() else { return try copy() }
        let out = NDArray(
            storage: try Storage.allocate(dense, dtype), layout: dense, dtype: dtype)
        try Loops.run(ck_cast_loop(Int32(dtype.rawValue), Int32(dtype.rawValue)), out, self)
        return out
    }

    /// `Tensor.contiguous()`: itself when contiguous, else a copy.
    package func contiguous() throws -> NDArray { isContiguous ? self : try copy() }

    /// `Tensor.copy_`: overwrites this array with another's numbers, broadcast and converted.
    ///
    /// Throws RuntimeError when the other does not broadcast to this shape or this array overlaps itself. Counts a
    /// change of the storage.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func copy_(from source: NDArray) throws {
        try checkBroadcastTarget(source.shape)
        try checkWritable()
        var source = source
        if source.storage === storage, overlaps(source) {
            if isSameView(as: source) { return }
            source = try source.copy()
        }
        try Loops.run(ck_cast_loop(Int32(dtype.rawValue), Int32(source.dtype.rawValue)), self, source)
        storage.version &+= 1
    }

    /// `Tensor.fill_`: one number everywhere, converted to this type. Counts a change of the storage.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    package func fill_(_ value: Scalar) throws {
        try dtype.check(value)
        fillUnchecked(value)
        storage.version &+= 1
    }

    /// `fill_` without counting a change: for fresh arrays.
    package func fillUnchecked(_ value: Scalar) {
        if count == 0 { return }
        if value == .int(0) || value == .bool(false), isContiguous {
            (data).initializeMemory(as: UInt8.self, repeating: 0, count: count &* dtype.itemSize)
            return
        }
        // Fill through the copying loop from one element outside of the array.
        var cell: (UInt64) = 0
        withUnsafeMutablePointer(to: &cell) { cell in
            let raw = UnsafeMutableRawPointer(cell)
            NDArray.write(value, to: raw, dtype)
            Loops.fill(ck_cast_loop(Int32(dtype.rawValue), Int32(dtype.rawValue)), self, from: raw)
        }
    }

    /// Throws what PyTorch says when `shape` does not broadcast to this array's without changing it.
    package func checkBroadcastTarget(_ other: Dims) throws {
        if other == shape { return }
        let common = try Layout.broadcast(shape, other)
        guard common == shape else {
            throw ArrayError.runtime("output with shape \(shape) doesn't match the broadcast shape \(common)")
        }
    }

    /// Throws when several indices of this array share one element, so that writing has no defined result.
    package func checkWritable() throws {
        guard layout.hasInternalOverlap, count > 0 else { return }
        throw ArrayError.runtime(
            "unsupported operation: more than one element of the written-to tensor refers to a single memory "
                + "location. Please clone() the tensor before performing the operation.")
    }

    /// Throws when this array, about to be written, shares only some elements with an operand.
    package func checkNoPartialOverlap(_ other: NDArray) throws {
        guard other.storage === storage, layout.isDense, other.layout.isDense, overlaps(other) else { return }
        if layout.offset == other.layout.offset, count == other.count, layout.strides == other.layout.strides { return }
        throw ArrayError.runtime(
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single "
                + "memory location. Please clone() the tensor before performing the operation.")
    }

    /// Whether the two ranges of elements meet (they may still interleave without sharing one).
    func overlaps(_ other: NDArray) -> Bool {
        guard storage === other.storage, let a = layout.reach, let b = other.layout.reach else { return false }
        let x = dtype.itemSize
        let y = other.dtype.itemSize
        return a.lowerBound * x < (b.upperBound + 1) * y && b.lowerBound * y < (a.upperBound + 1) * x
    }

    /// Puts a number, converted as C++ would, at an address.
    @usableFromInline
    static func write(_ value: Scalar, to pointer: UnsafeMutableRawPointer, _ dtype: DType) {
        switch dtype {
        case .bool: pointer.storeBytes(of: value.isTrue ? 1 : 0, as: UInt8.self)
        case .uint8: pointer.storeBytes(of: UInt8(truncatingIfNeeded: value.int), as: UInt8.self)
        case .int8: pointer.storeBytes(of: Int8(truncatingIfNeeded: value.int), as: Int8.self)
        case .int16: pointer.storeBytes(of: Int16(truncatingIfNeeded: value.int), as: Int16.self)
        case .int32: pointer.storeBytes(of: Int32(truncatingIfNeeded: value.int), as: Int32.self)
        case .int64: pointer.storeBytes(of: Int64(value.int), as: Int64.self)
        case .float16: pointer.storeBytes(of: floatToHalf(Float(value.double)), as: UInt16.self)
        case .bfloat16: pointer.storeBytes(of: floatToBFloat(Float(value.double)), as: UInt16.self)
        case .float32:
            if case .int(let i) = value {
                pointer.storeBytes(of: Float(i), as: Float.self)
            } else {
                pointer.storeBytes(of: Float(value.double), as: Float.self)
            }
        case .float64: pointer.storeBytes(of: value.double, as: Double.self)
        }
    }
}

extension Layout {
    /// Whether the elements fill one block of memory without gap or overlap, in any order of dimensions.
    package var isDense: Bool {
        if isContiguous { return true }
        var expected = 1
        for i in descendingOrder().reversed() where shape[i] != 1 {
            if strides[i] != expected { return false }
            expected &*= shape[i]
        }
        return true
    }

    /// The dimensions from the largest stride to the smallest, earlier ones first among equals.
    func descendingOrder() -> [Int] {
        (0..<rank).sorted { strides[$0] != strides[$1] ? strides[$0] > strides[$1] : $0 < $1 }
    }

    /// A layout of the same strides at offset 0, when it is dense.
    func denseLikeSelf() -> Layout? {
        isDense ? Layout(shape: shape, strides: strides, offset: 0) : nil
    }
}
