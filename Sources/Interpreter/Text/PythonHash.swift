import BigInt

/// CPython's hash values: equal numbers of different types hash alike, and sets of numbers come in CPython's order.
package enum PythonHash {
    /// Numbers are hashed modulo the prime 2^61 - 1.
    private static let bits = 61
    private static let modulus: UInt = (1 << 61) - 1

    /// `hash(value)` of a small int.
    @inline(__always)
    package static func int(_ value: Int) -> Int {
        let magnitude = value.magnitude
        let residue = magnitude < modulus ? magnitude : magnitude % modulus
        let hash = Int(bitPattern: residue)
        return finish(value < 0 ? -hash : hash)
    }

    /// `hash(value)` of any int.
    package static func int(_ value: BigInt) -> Int {
        var residue: UInt = 0
        // 2^64 is 8 modulo 2^61 - 1.
        for word in value.magnitude.words.reversed() {
            residue = (residue << 3 & modulus) + (residue >> UInt(bits - 3))
            let low = word & modulus
            residue = reduce(residue + low)
            residue = reduce(residue + word >> UInt(bits))
        }
        let hash = Int(bitPattern: residue)
        return finish(value.sign == .minus ? -hash : hash)
    }

    @inline(__always) private static func reduce(_ value: UInt) -> UInt { value >= modulus ? value - modulus : value }

    /// -1 marks an error in CPython, so no object hashes to it.
    @inline(__always) private static func finish(_ hash: Int) -> Int { hash == -1 ? -2 : hash }

    /// `hash(value)` of a float other than NaN (whose hash comes from its identity; this gives 0).
    package static func float(_ value: Double) -> Int {
        if value.isNaN { return 0 }
        if value.isInfinite { return value > 0 ? 314159 : -314159 }
        if let whole = Int(exactly: value) { return int(whole) }
        // value = significand × 2^exponent, and multiplying by 2 rotates the 61 bits.
        let (significand, exponent) = FloatDigits.decompose(value.magnitude)
        let turn = UInt(((exponent % bits) + bits) % bits)
        let residue = reduce(UInt(significand) % modulus)
        let rotated = (residue << turn & modulus) | residue >> (UInt(bits) - turn)
        let hash = Int(bitPattern: reduce(rotated))
        return finish(value < 0 ? -hash : hash)
    }

    /// `hash(complex(real, imaginary))`.
    package static func complex(_ real: Double, _ imaginary: Double) -> Int {
        finish(float(real) &+ 1_000_003 &* float(imaginary))
    }

    /// `hash(tuple)` from the hashes of its items.
    package static func tuple(_ hashes: some Collection<Int>) -> Int {
        let (prime1, prime2, prime5): (UInt, UInt, UInt) =
            (11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261)
        var accumulator = prime5
        for hash in hashes {
            accumulator &+= UInt(bitPattern: hash) &* prime2
            accumulator = accumulator << 31 | accumulator >> 33
            accumulator = accumulator &* prime1
        }
        accumulator &+= UInt(hashes.count) ^ (prime5 ^ 3_527_539)
        return accumulator == UInt.max ? 1_546_275_796 : Int(bitPattern: accumulator)
    }

    /// `hash(frozenset)` from the hashes of its items, in any order.
    package static func frozenSet(_ hashes: some Collection<Int>) -> Int {
        var hash: UInt = 0
        for item in hashes {
            let bits = UInt(bitPattern: item)
            hash ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
        }
        hash ^= (UInt(hashes.count) &+ 1) &* 1_927_868_237
        hash ^= (hash >> 11) ^ (hash >> 25)
        hash = hash &* 69069 &+ 907_133_923
        return hash == UInt.max ? 590_923_713 : Int(bitPattern: hash)
    }

    /// A hash of text (or of bytes), the same in every run.
    ///
    /// CPython's own is salted, so nothing can depend on the value. Equal texts hash alike only in the same units: keep
    /// every string in its narrowest form.
    package static func text<Unit: TextUnit>(_ text: Units<Unit>) -> Int {
        if text.isEmpty { return 0 }
        let raw = UnsafeRawBufferPointer(text)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(raw.count)
        var index = 0
        let end = raw.count
        while end - index >= 16 {
            let first = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let second = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
            state = fold(state ^ first, second ^ 0xA076_1D64_78BD_642F)
            index += 16
        }
        if end - index >= 8 {
            state = fold(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), 0x8EBC_6AF0_9C88_C6E3)
            index += 8
        }
        var tail: UInt64 = 0
        while index < end {
            tail = tail << 8 | UInt64(raw[index])
            index += 1
        }
        state = fold(state ^ tail, 0xE703_7ED1_A0B4_28DB)
        return finish(Int(truncatingIfNeeded: state ^ state >> 32))
    }

    @inline(__always) private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low
    }
}
