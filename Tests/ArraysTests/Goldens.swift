import Testing

@testable import Arrays

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads what `Goldens/golden.py` recorded from PyTorch.
enum Goldens {
    /// The text of a file beside the script.
    static func text(_ name: String, file: String = #filePath) throws -> String {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let handle = try #require(fopen("\(folder)/Goldens/\(name).txt", "r"), "run Goldens/golden.py")
        defer { fclose(handle) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = fread(&chunk, 1, chunk.count, handle)
            if n == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[0..<n]
        }
    }

    /// An array from `dtype shape values…`, the values in hexadecimal, or `wave`.
    static func array(_ words: some Collection<Substring>) throws -> NDArray {
        let words = Array(words)
        let dtype = try #require(DType.allCases.first { $0.name == words[0] })
        let shape = words[1] == "-" ? Dims() : Dims(words[1].split(separator: ",").compactMap { Int($0) })
        if words.count > 2, words[2] == "wave" { return try wave(shape, dtype) }
        if dtype == .int64 {
            return try .from(ints: words.dropFirst(2).map { try #require(Int($0)) }, shape: shape, dtype)
        }
        return try .from(
            words.dropFirst(2).map { $0 == "nan" ? .nan : try #require(Double($0)) }, shape: shape, dtype)
    }

    /// The numbers that `wave` makes in the script.
    static func wave(_ shape: Dims, _ dtype: DType = .float32) throws -> NDArray {
        let values = (0..<shape.product).map { Double($0 * 7919 % 10007) / 10007 * 4 - 2 }
        return try NDArray.from(values, shape: shape, .float64).cast(dtype)
    }

    /// How many elements differ in their bits (NaNs are one value), and by how much at most, relative to size.
    static func difference(_ a: NDArray, _ b: NDArray) -> (count: Int, relative: Double) {
        guard a.shape == b.shape, a.dtype == b.dtype else { return (Int.max, .infinity) }
        var count = 0
        var relative = 0.0
        for (x, y) in zip(a.doubles(), b.doubles()) where !(x.isNaN && y.isNaN) {
            if x == y, x.sign == y.sign { continue }
            count += 1
            relative = max(relative, abs(x - y) / max(abs(y), .leastNormalMagnitude))
        }
        return (count, relative)
    }
}
