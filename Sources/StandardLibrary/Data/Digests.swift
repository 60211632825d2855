import Interpreter

// The module `_digests`: fingerprints of bytes, for `hashlib`.
extension StandardLibrary {
    static func fillDigests(_ digests: ModuleBuilder) {
        for (name, digest) in [("md5", Digest.md5), ("sha1", Digest.sha1), ("sha256", Digest.sha256)] {
            digests.define(name, "data, /", "The fingerprint of bytes.") { machine, arguments in
                machine.bytes(try digest(machine.bytesArgument(arguments[0]), machine))
            }
        }
    }
}

/// MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180).
enum Digest {
    /// Whole blocks of 64 bytes: the data, a bit, zeros and the length.
    private static func padded(_ data: [UInt8], isLittle: Bool) -> [UInt8] {
        var bytes = data + [0x80]
        bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
        let length = UInt64(data.count) &* 8
        for index in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(8 * (isLittle ? index : 7 - index))))
        }
        return bytes
    }

    private static func words(_ bytes: [UInt8], at start: Int, isLittle: Bool) -> [UInt32] {
        (0..<16).map { word in
            (0..<4).reduce(UInt32(0)) { sum, index in
                sum << 8 | UInt32(bytes[start + 4 * word + (isLittle ? 3 - index : index)])
            }
        }
    }

    private static func bytes(_ state: [UInt32], isLittle: Bool) -> [UInt8] {
        state.flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * (isLittle ? $0 : 3 - $0))) }
        }
    }

    private static func left(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
    private static func right(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    private static func forEachBlock(
        _ data: [UInt8], isLittle: Bool, _ machine: Machine, _ body: ([UInt32]) -> Void
    ) throws {
        let bytes = padded(data, isLittle: isLittle)
        for start in stride(from: 0, to: bytes.count, by: 64) {
            if start & 0xFFFFF == 0 { try machine.checkInterrupt() }
            body(words(bytes, at: start, isLittle: isLittle))
        }
    }

    /// The integer part of 2^32 · |sin(i + 1)|.
    private static let sines: [UInt32] = (0..<64).map { index in
        UInt32((Double(index + 1).sine.magnitude * 4_294_967_296).rounded(.down))
    }

    static func md5(_ data: [UInt8], _ machine: Machine) throws -> [UInt8] {
        let shifts: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
        try forEachBlock(data, isLittle: true, machine) { words in
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            for step in 0..<64 {
                let mixed: UInt32
                let word: Int
                switch step / 16 {
                case 0: (mixed, word) = (b & c | ~b & d, step)
                case 1: (mixed, word) = (d & b | ~d & c, (5 * step + 1) % 16)
                case 2: (mixed, word) = (b ^ c ^ d, (3 * step + 5) % 16)
                default: (mixed, word) = (c ^ (b | ~d), 7 * step % 16)
                }
                let sum = a &+ mixed &+ sines[step] &+ words[word]
                (a, d, c) = (d, c, b)
                b = b &+ left(sum, shifts[step / 16][step % 4])
            }
            for (index, word) in [a, b, c, d].enumerated() { state[index] = state[index] &+ word }
        }
        return bytes(state, isLittle: true)
    }

    static func sha1(_ data: [UInt8], _ machine: Machine) throws -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        try forEachBlock(data, isLittle: false, machine) { words in
            var w = words
            for index in 16..<80 { w.append(left(w[index - 3] ^ w[index - 8] ^ w[index - 14] ^ w[index - 16], 1)) }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for step in 0..<80 {
                let (mixed, key): (UInt32, UInt32) =
                    switch step / 20 {
                    case 0: (b & c | ~b & d, 0x5A82_7999)
                    case 1: (b ^ c ^ d, 0x6ED9_EBA1)
                    case 2: (b & c | b & d | c & d, 0x8F1B_BCDC)
                    default: (b ^ c ^ d, 0xCA62_C1D6)
                    }
                let sum = left(a, 5) &+ mixed &+ e &+ key &+ w[step]
                (e, d, c, b, a) = (d, c, left(b, 30), a, sum)
            }
            for (index, word) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ word }
        }
        return bytes(state, isLittle: false)
    }

    private static let primes: [Int] = {
        var found: [Int] = []
        var candidate = 2
        while found.count < 64 {
            if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
            candidate += 1
        }
        return found
    }()

    /// The first 32 bits of the fraction of a root, found exactly among integers.
    private static func rootBits(_ prime: Int, isCube: Bool) -> UInt32 {
        // The largest x with x^2 <= prime · 2^64, or x^3 <= prime · 2^96.
        var low: UInt64 = 0
        var high: UInt64 = 1 << 37
        while high - low > 1 {
            let middle = (low + high) / 2
            let square = UInt128(middle) * UInt128(middle)
            let fits =
                isCube
                ? square.multipliedReportingOverflow(by: UInt128(middle)).overflow == false
                    && square * UInt128(middle) <= UInt128(prime) << 96
                : square <= UInt128(prime) << 64
            if fits { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static let keys = primes.map { rootBits($0, isCube: true) }
    private static let start = primes.prefix(8).map { rootBits($0, isCube: false) }

    static func sha256(_ data: [UInt8], _ machine: Machine) throws -> [UInt8] {
        var state = start
        try forEachBlock(data, isLittle: false, machine) { words in
            var w = words
            for index in 16..<64 {
                let a = right(w[index - 15], 7) ^ right(w[index - 15], 18) ^ w[index - 15] >> 3
                let b = right(w[index - 2], 17) ^ right(w[index - 2], 19) ^ w[index - 2] >> 10
                w.append(w[index - 16] &+ a &+ w[index - 7] &+ b)
            }
            var s = state
            for step in 0..<64 {
                let mixed = right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25)
                let choice = s[4] & s[5] ^ ~s[4] & s[6]
                let first = s[7] &+ mixed &+ choice &+ keys[step] &+ w[step]
                let other = right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22)
                let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
                s = [first &+ other &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
            }
            for index in 0..<8 { state[index] = state[index] &+ s[index] }
        }
        return bytes(state, isLittle: false)
    }
}

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Double {
    fileprivate var sine: Double { sin(self) }
}
