import BigInt

/// Products and quotients of magnitudes, on their words in memory: several times faster than the library's own, which
/// fetches every word through a checked subscript.
enum WordMath {
    private typealias Words = UnsafePointer<UInt>
    private typealias MutableWords = UnsafeMutablePointer<UInt>

    /// From this many words on, three half-sized products are cheaper than four.
    private static let karatsubaLimit = 40
    /// Products of numbers with this many words ask whether to stop: about every millisecond.
    private static let askingSize = 2048
    /// Divisions ask after this many products of words.
    private static let askingSteps = 1 << 20

    /// The words of a magnitude, the least significant first.
    static func words(_ value: BigUInt) -> [UInt] {
        let words = value.words
        return [UInt](unsafeUninitializedCapacity: words.count) { out, count in
            count = words.count
            for index in 0..<count { out.initializeElement(at: index, to: words[index]) }
        }
    }

    // MARK: - Products

    /// `a * b`; something else when `stops`, asked now and then in what takes long, says so.
    static func multiply(_ a: BigUInt, _ b: BigUInt, stops: () -> Bool = { false }) -> BigUInt {
        guard a.words.count > 4, b.words.count > 4 else { return a * b }
        let (x, y) = a.words.count >= b.words.count ? (words(a), words(b)) : (words(b), words(a))
        return BigUInt(
            words: [UInt](unsafeUninitializedCapacity: x.count + y.count) { out, initialized in
                initialized = x.count + y.count
                x.withUnsafeBufferPointer { x in
                    y.withUnsafeBufferPointer { y in
                        guard let out = out.baseAddress, let xs = x.baseAddress, let ys = y.baseAddress else { return }
                        product(out, xs, x.count, ys, y.count, stops)
                    }
                }
            })
    }

    /// Writes `x * y` to the `xCount + yCount` words of `out`; `xCount >= yCount`.
    private static func product(
        _ out: MutableWords, _ x: Words, _ xCount: Int, _ y: Words, _ yCount: Int, _ stops: () -> Bool
    ) {
        if yCount >= askingSize, stops() {
            out.initialize(repeating: 0, count: xCount + yCount)
        } else if yCount < karatsubaLimit {
            long(out, x, xCount, y, yCount)
        } else if yCount <= (xCount + 1) / 2 {
            piecewise(out, x, xCount, y, yCount, stops)
        } else {
            karatsuba(out, x, xCount, y, yCount, stops)
        }
    }

    /// As learned in school.
    private static func long(_ out: MutableWords, _ x: Words, _ xCount: Int, _ y: Words, _ yCount: Int) {
        out.initialize(repeating: 0, count: xCount + yCount)
        for j in 0..<yCount {
            out[xCount + j] = addProduct(out + j, x, xCount, y[j])
        }
    }

    /// `out += x * factor`, answering the carry.
    private static func addProduct(_ out: MutableWords, _ x: Words, _ count: Int, _ factor: UInt) -> UInt {
        var carry: UInt = 0
        for i in 0..<count {
            // (2^64 - 1)² + 2(2^64 - 1) is just below 2^128.
            let sum = UInt128(x[i]) &* UInt128(factor) &+ UInt128(out[i]) &+ UInt128(carry)
            out[i] = UInt(truncatingIfNeeded: sum)
            carry = UInt(truncatingIfNeeded: sum >> 64)
        }
        return carry
    }

    /// A long number in pieces the size of the short one.
    private static func piecewise(
        _ out: MutableWords, _ x: Words, _ xCount: Int, _ y: Words, _ yCount: Int, _ stops: () -> Bool
    ) {
        out.initialize(repeating: 0, count: xCount + yCount)
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: 2 * yCount) { buffer in
            guard let piece = buffer.baseAddress else { return }
            var start = 0
            while start < xCount {
                let count = Swift.min(yCount, xCount - start)
                product(piece, y, yCount, x + start, count, stops)
                add(out + start, xCount + yCount - start, piece, count + yCount)
                start += count
            }
        }
    }

    /// `(x1·B + x0)(y1·B + y0) = x1y1·B² + (x1y1 + x0y0 - (x1 - x0)(y1 - y0))·B + x0y0`.
    private static func karatsuba(
        _ out: MutableWords, _ x: Words, _ xCount: Int, _ y: Words, _ yCount: Int, _ stops: () -> Bool
    ) {
        let half = (xCount + 1) / 2
        let (xHigh, yHigh) = (xCount - half, yCount - half)
        product(out, x, half, y, half, stops)
        product(out + 2 * half, x + half, xHigh, y + half, yHigh, stops)
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: 6 * half + 2) { buffer in
            guard let xDifference = buffer.baseAddress else { return }
            let yDifference = xDifference + half
            let cross = yDifference + half
            let middle = cross + 2 * half
            let isNegative =
                difference(xDifference, x + half, xHigh, x, half) != difference(yDifference, y + half, yHigh, y, half)
            product(cross, xDifference, half, yDifference, half, stops)
            let count = 2 * half + 1
            middle.initialize(from: out, count: 2 * half)
            middle[2 * half] = 0
            add(middle, count, out + 2 * half, xHigh + yHigh)
            if isNegative { add(middle, count, cross, 2 * half) } else { subtract(middle, count, cross, 2 * half) }
            // Its top words are zero where the product has no room for them.
            add(out + half, xCount + yCount - half, middle, Swift.min(count, xCount + yCount - half))
        }
    }

    /// `out += x`; the carry ends within `out`.
    private static func add(_ out: MutableWords, _ count: Int, _ x: Words, _ xCount: Int) {
        var carry = false
        for i in 0..<xCount {
            let (first, overflow1) = out[i].addingReportingOverflow(x[i])
            let (second, overflow2) = first.addingReportingOverflow(carry ? 1 : 0)
            out[i] = second
            carry = overflow1 || overflow2
        }
        var i = xCount
        while carry && i < count {
            (out[i], carry) = out[i].addingReportingOverflow(1)
            i += 1
        }
    }

    /// `out -= x`, answering whether it borrowed beyond `count` words.
    @discardableResult
    private static func subtract(_ out: MutableWords, _ count: Int, _ x: Words, _ xCount: Int) -> Bool {
        var borrow = false
        for i in 0..<xCount {
            let (first, overflow1) = out[i].subtractingReportingOverflow(x[i])
            let (second, overflow2) = first.subtractingReportingOverflow(borrow ? 1 : 0)
            out[i] = second
            borrow = overflow1 || overflow2
        }
        var i = xCount
        while borrow && i < count {
            (out[i], borrow) = out[i].subtractingReportingOverflow(1)
            i += 1
        }
        return borrow
    }

    /// Writes `|a - b|` to the `bCount` words of `out`; `aCount <= bCount`. Whether `a < b`.
    private static func difference(_ out: MutableWords, _ a: Words, _ aCount: Int, _ b: Words, _ bCount: Int) -> Bool {
        var isLess = false
        for i in stride(from: bCount - 1, through: 0, by: -1) {
            let word = i < aCount ? a[i] : 0
            if word != b[i] {
                isLess = word < b[i]
                break
            }
        }
        if isLess {
            out.initialize(from: b, count: bCount)
            subtract(out, bCount, a, aCount)
        } else {
            out.initialize(from: a, count: aCount)
            (out + aCount).initialize(repeating: 0, count: bCount - aCount)
            subtract(out, bCount, b, bCount)
        }
        return isLess
    }

    // MARK: - Quotients

    /// Division of two words by one that has its top bit set, by multiplication with its reciprocal (Möller and
    /// Granlund, "Improved division by invariant integers").
    struct Divisor {
        let word: UInt
        private let reciprocal: UInt

        init(normalized word: UInt) {
            self.word = word
            reciprocal = word.dividingFullWidth((~word, UInt.max)).quotient
        }

        /// `high < word`.
        @inline(__always) func divide(_ high: UInt, _ low: UInt) -> (quotient: UInt, remainder: UInt) {
            let (productHigh, productLow) = reciprocal.multipliedFullWidth(by: high)
            let (sumLow, carry) = productLow.addingReportingOverflow(low)
            var quotient = productHigh &+ high &+ (carry ? 1 : 0) &+ 1
            var remainder = low &- quotient &* word
            if remainder > sumLow {
                quotient &-= 1
                remainder &+= word
            }
            if remainder >= word {
                quotient &+= 1
                remainder &-= word
            }
            return (quotient, remainder)
        }
    }

    /// Quotient and remainder; something else when `stops` says so. `b` is not zero.
    static func divide(
        _ a: BigUInt, _ b: BigUInt, stops: () -> Bool = { false }
    ) -> (quotient: BigUInt, remainder: BigUInt) {
        guard b.words.count > 1, a.words.count >= b.words.count else { return a.quotientAndRemainder(dividingBy: b) }
        let shift = b.leadingZeroBitCount
        var rest = shifted(words(a), by: shift, extraWord: true)
        let divisor = shifted(words(b), by: shift, extraWord: false)
        let quotient = [UInt](unsafeUninitializedCapacity: rest.count - divisor.count) { out, initialized in
            initialized = rest.count - divisor.count
            rest.withUnsafeMutableBufferPointer { rest in
                divisor.withUnsafeBufferPointer { divisor in
                    guard let out = out.baseAddress, let words = rest.baseAddress, let by = divisor.baseAddress else {
                        return
                    }
                    longDivision(out, words, rest.count, by, divisor.count, stops)
                }
            }
        }
        rest.removeLast(rest.count - divisor.count)
        return (BigUInt(words: quotient), BigUInt(words: rest) >> shift)
    }

    private static func shifted(_ words: [UInt], by shift: Int, extraWord: Bool) -> [UInt] {
        var out = words
        if extraWord { out.append(0) }
        guard shift > 0 else { return out }
        var carry: UInt = 0
        for index in out.indices {
            let word = out[index]
            out[index] = word << UInt(shift) | carry
            carry = word >> UInt(UInt.bitWidth - shift)
        }
        return out
    }

    /// Knuth's algorithm D: leaves the remainder in the low words of `rest`.
    private static func longDivision(
        _ quotient: MutableWords, _ rest: MutableWords, _ restCount: Int, _ divisor: Words, _ count: Int,
        _ stops: () -> Bool
    ) {
        let top = Divisor(normalized: divisor[count - 1])
        let second = divisor[count - 2]
        var steps = 0
        for j in stride(from: restCount - count - 1, through: 0, by: -1) {
            steps += count
            if steps > askingSteps {
                steps = 0
                if stops() { return quotient.initialize(repeating: 0, count: restCount - count) }
            }
            let window = rest + j
            let digit = estimate(top, second, window[count], window[count - 1], window[count - 2])
            let borrowed = subtractProduct(window, divisor, count, digit)
            let isTooLarge = window[count] < borrowed
            window[count] = window[count] &- borrowed
            quotient.advanced(by: j).initialize(to: isTooLarge ? digit &- 1 : digit)
            if isTooLarge { add(window, count + 1, divisor, count) }
        }
    }

    /// A digit of the quotient from three words by two, at most one too large.
    @inline(__always)
    private static func estimate(_ top: Divisor, _ second: UInt, _ u2: UInt, _ u1: UInt, _ u0: UInt) -> UInt {
        var digit = UInt.max
        var remainder: UInt
        var overflow = false
        if u2 < top.word {
            (digit, remainder) = top.divide(u2, u1)
        } else {
            (remainder, overflow) = u1.addingReportingOverflow(top.word)
        }
        while !overflow {
            let (high, low) = digit.multipliedFullWidth(by: second)
            guard high > remainder || (high == remainder && low > u0) else { break }
            digit &-= 1
            (remainder, overflow) = remainder.addingReportingOverflow(top.word)
        }
        return digit
    }

    /// `out -= x * factor`, answering what is still to be subtracted from the next word.
    private static func subtractProduct(_ out: MutableWords, _ x: Words, _ count: Int, _ factor: UInt) -> UInt {
        var carry: UInt = 0
        for i in 0..<count {
            let product = UInt128(x[i]) &* UInt128(factor) &+ UInt128(carry)
            let (difference, borrow) = out[i].subtractingReportingOverflow(UInt(truncatingIfNeeded: product))
            out[i] = difference
            carry = UInt(truncatingIfNeeded: product >> 64) &+ (borrow ? 1 : 0)
        }
        return carry
    }
}
