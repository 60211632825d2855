/// The generator of Python's `random`: MT19937, seeded as CPython seeds it.
struct MersenneTwister {
    static let size = 624
    private(set) var words: [UInt32]
    private(set) var position: Int

    /// A state that was saved.
    init(words: [UInt32], position: Int) {
        self.words = words
        self.position = position
    }

    /// From the 32-bit digits of an integer, the lowest first.
    init(key: [UInt32]) {
        words = [UInt32](repeating: 0, count: MersenneTwister.size)
        position = MersenneTwister.size
        let key = key.isEmpty ? [0] : key
        words[0] = 19_650_218
        for index in 1..<MersenneTwister.size { words[index] = 1_812_433_253 &* mixed(index) &+ UInt32(index) }
        var (index, digit) = (1, 0)
        for _ in 0..<max(MersenneTwister.size, key.count) {
            words[index] = (words[index] ^ (mixed(index) &* 1_664_525)) &+ key[digit] &+ UInt32(digit)
            advance(&index)
            digit += 1
            if digit >= key.count { digit = 0 }
        }
        for _ in 1..<MersenneTwister.size {
            words[index] = (words[index] ^ (mixed(index) &* 1_566_083_941)) &- UInt32(index)
            advance(&index)
        }
        words[0] = 0x8000_0000
    }

    private func mixed(_ index: Int) -> UInt32 { words[index - 1] ^ words[index - 1] >> 30 }

    private mutating func advance(_ index: inout Int) {
        index += 1
        guard index >= MersenneTwister.size else { return }
        words[0] = words[MersenneTwister.size - 1]
        index = 1
    }

    mutating func next() -> UInt32 {
        if position >= MersenneTwister.size { refill() }
        var y = words[position]
        position &+= 1
        y ^= y >> 11
        y ^= y << 7 & 0x9d2c_5680
        y ^= y << 15 & 0xefc6_0000
        return y ^ y >> 18
    }

    private mutating func refill() {
        let size = MersenneTwister.size
        words.withUnsafeMutableBufferPointer { words in
            for index in 0..<size {
                let following = index + 1 < size ? index + 1 : 0
                let far = index + 397 < size ? index + 397 : index + 397 - size
                let y = words[index] & 0x8000_0000 | words[following] & 0x7fff_ffff
                words[index] = words[far] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
            }
        }
        position = 0
    }

    /// 53 random bits below 1.
    mutating func double() -> Double {
        let high = Double(next() >> 5)
        let low = Double(next() >> 6)
        return (high * 67_108_864 + low) * (1 / 9_007_199_254_740_992)
    }

    /// So many random bits, at most 64.
    mutating func bits(_ count: Int) -> UInt64 {
        if count <= 32 { return count == 0 ? 0 : UInt64(next() >> UInt32(32 - count)) }
        let low = UInt64(next())
        return low | UInt64(next() >> UInt32(64 - count)) << 32
    }
}
