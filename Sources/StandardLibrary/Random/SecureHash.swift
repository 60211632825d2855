/// SHA-512, which turns the text that a generator is seeded with into a number.
enum SecureHash {
    static func sha512(_ bytes: [UInt8]) -> [UInt8] {
        var padded = bytes + [0x80]
        while padded.count % 128 != 112 { padded.append(0) }
        padded += [UInt8](repeating: 0, count: 8)
        let length = UInt64(bytes.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: length >> shift)) }
        var state = initial
        for start in stride(from: 0, to: padded.count, by: 128) { mix(padded[start..<start + 128], into: &state) }
        return state.flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word >> count | word << (64 - count) }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt64]) {
        var schedule = [UInt64](repeating: 0, count: 80)
        for index in 0..<16 {
            for byte in 0..<8 {
                schedule[index] = schedule[index] << 8 | UInt64(block[block.startIndex + index * 8 + byte])
            }
        }
        for index in 16..<80 {
            let (w15, w2) = (schedule[index - 15], schedule[index - 2])
            let s0 = rotated(w15, 1) ^ rotated(w15, 8) ^ w15 >> 7
            let s1 = rotated(w2, 19) ^ rotated(w2, 61) ^ w2 >> 6
            schedule[index] = schedule[index - 16] &+ s0 &+ schedule[index - 7] &+ s1
        }
        var v = state
        for index in 0..<80 {
            let s1 = rotated(v[4], 14) ^ rotated(v[4], 18) ^ rotated(v[4], 41)
            let choice = v[4] & v[5] ^ ~v[4] & v[6]
            let first = v[7] &+ s1 &+ choice &+ constants[index] &+ schedule[index]
            let s0 = rotated(v[0], 28) ^ rotated(v[0], 34) ^ rotated(v[0], 39)
            let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
            v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ v[index] }
    }

    /// The fractions of the square roots of the first primes.
    private static let initial: [UInt64] = primes.prefix(8).map { fraction(of: $0, cube: false) }
    /// The fractions of their cube roots.
    private static let constants: [UInt64] = primes.map { fraction(of: $0, cube: true) }
    private static let primes: [UInt64] = (2...409).filter { number in
        (2..<number).allSatisfy { $0 * $0 > number || number % $0 != 0 }
    }

    /// The first 64 bits behind the point of a root, bit by bit.
    private static func fraction(of number: UInt64, cube: Bool) -> UInt64 {
        var whole: UInt64 = 1
        while cube ? (whole + 1) * (whole + 1) * (whole + 1) <= number : (whole + 1) * (whole + 1) <= number {
            whole += 1
        }
        // The root times 2^64, as an integer, found from its highest bit down.
        var low: UInt64 = 0
        for bit in stride(from: 63, through: 0, by: -1) {
            let candidate = low | 1 << UInt64(bit)
            if !exceeds(whole, candidate, number, cube: cube) { low = candidate }
        }
        return low
    }

    /// Whether (whole + part / 2^64) to the power 2 or 3 is more than `number`.
    private static func exceeds(_ whole: UInt64, _ part: UInt64, _ number: UInt64, cube: Bool) -> Bool {
        var product: [UInt64] = [part, whole]
        for _ in 0..<(cube ? 2 : 1) { product = multiplied(product, part, whole) }
        let places = cube ? 3 : 2
        let high = product[places...]
        if high.dropFirst().contains(where: { $0 != 0 }) { return true }
        let top = high.first ?? 0
        if top != number { return top > number }
        return product[..<places].contains { $0 != 0 }
    }

    private static func multiplied(_ a: [UInt64], _ low: UInt64, _ high: UInt64) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: a.count + 2)
        for (index, digit) in a.enumerated() {
            for (offset, factor) in [low, high].enumerated() {
                let product = digit.multipliedFullWidth(by: factor)
                add(product.low, at: index + offset, to: &result)
                add(product.high, at: index + offset + 1, to: &result)
            }
        }
        return result
    }

    private static func add(_ digit: UInt64, at place: Int, to digits: inout [UInt64]) {
        var (place, carry) = (place, digit)
        while carry != 0, place < digits.count {
            let (sum, overflow) = digits[place].addingReportingOverflow(carry)
            digits[place] = sum
            carry = overflow ? 1 : 0
            place += 1
        }
    }
}
