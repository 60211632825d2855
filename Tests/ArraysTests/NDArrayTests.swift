import Testing

@testable import Arrays

@Suite("Arrays of numbers")
struct NDArrayTests {
    @Test("casting follows C++ on x86 for numbers that do not fit")
    func casts() throws {
        let x = try NDArray.from([.nan, 1e20, -1e20, 300.7, -3.9], .float32)
        #expect(try x.cast(.int64).ints() == [.min, .min, .min, 300, -3])
        #expect(try x.cast(.uint8).ints() == [0, 0, 0, 44, 253])
        #expect(try x.cast(.int16).ints() == [0, 0, 0, 300, -3])
        #expect(try x.cast(.bool).ints() == [1, 1, 1, 1, 1])
    }

    @Test("half precision survives a round trip", arguments: [DType.float16, .bfloat16])
    func halves(dtype: DType) throws {
        let values: [Double] = [0, 1, -2.5, 0x1p-24, 65504, .infinity]
        let x = try NDArray.from(values, .float64).cast(dtype)
        #expect(try x.cast(.float64).doubles() == x.doubles())
        if dtype == .float16 { #expect(x.doubles() == values) }
    }

    @Test("copy_ broadcasts, converts and counts a change")
    func copying() throws {
        let x = try NDArray.zeros([2, 3])
        try x.copy_(from: .from(ints: [1, 2, 3]))
        #expect(x.doubles() == [1, 2, 3, 1, 2, 3])
        #expect(x.storage.version == 1)
        #expect(
            message { try x.copy_(from: .zeros([2])) }
                == "RuntimeError: The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1"
        )
        let transposed = x.with(try x.layout.t())
        #expect(try transposed.copy().doubles() == [1, 1, 2, 2, 3, 3])
    }

    @Test("storage comes back to the allocator and is counted while in use")
    func allocation() throws {
        let before = Storage.bytesInUse
        let block = try NDArray.zeros([1 << 20])
        #expect(Storage.bytesInUse >= 4 << 20)
        #expect(block.storage.byteCount == 4 << 20)
        #expect(before >= 0)
    }

    @Test("promotion prefers dimensions, then zero-dimensional arrays, then numbers")
    func promotion() {
        #expect(DType.promote(.uint8, .int8) == .int16)
        #expect(DType.promote(.float16, .bfloat16) == .float32)
        #expect(DType.promote(.int64, .float16) == .float16)
        #expect(DType.result(.float32, rank: 1, .float64, rank: 0) == .float32)
        #expect(DType.result(.int32, rank: 1, .float64, rank: 0) == .float64)
        #expect(DType.result(.uint8, .int(300)) == .uint8)
        #expect(DType.result(.int64, .float(0.5)) == .float32)
        #expect(DType.result(.bool, .int(1)) == .int64)
    }

    @Test("numbers that a type cannot hold are refused when they fill, not when they are cast")
    func overflow() throws {
        for value in [Scalar.int(300), .int(-256), .float(.nan)] {
            #expect(
                message { _ = try NDArray.full([1], value, .uint8) }
                    == "RuntimeError: value cannot be converted to type uint8_t without overflow")
        }
        #expect(try NDArray.full([1], .int(-1), .uint8).ints() == [255])
        #expect(try NDArray.full([1], .float(1e6), .float16).doubles() == [.infinity])
        #expect(
            message { try NDArray.zeros([1], .int32).fill_(.int(1 << 40)) }
                == "RuntimeError: value cannot be converted to type int without overflow")
    }

    @Test("the bytes of an array can be seen as another type")
    func reinterpretation() throws {
        let x = try NDArray.from([1, -2], shape: [1, 2])
        #expect(try x.viewed(as: .int32).ints() == [0x3F80_0000, -0x4000_0000])
        #expect(try x.viewed(as: .uint8).shape == [1, 8])
        #expect(try x.viewed(as: .float64).shape == [1, 1])
        #expect(
            message { _ = try NDArray.zeros([3]).viewed(as: .float64) }
                == "RuntimeError: self.size(-1) must be divisible by 2 to view Float as Double (different element sizes), "
                + "but got 3")
    }

    @Test("ranges and spaces have PyTorch's lengths and values")
    func ranges() throws {
        #expect(try NDArray.arange(.int(0), .int(5)).ints() == [0, 1, 2, 3, 4])
        #expect(try NDArray.arange(.float(0), .float(1), .float(0.25)).doubles() == [0, 0.25, 0.5, 0.75])
        #expect(try NDArray.arange(.int(5), .int(0), .int(-2)).ints() == [5, 3, 1])
        #expect(try NDArray.linspace(0, 1, steps: 5).doubles() == [0, 0.25, 0.5, 0.75, 1])
        #expect(try NDArray.eye(2).doubles() == [1, 0, 0, 1])
    }
}
