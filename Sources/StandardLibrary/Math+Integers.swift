import BigInt
import Interpreter

// `math`: exact sums, and integers.
extension StandardLibrary {
    static func fillSums(_ math: ModuleBuilder) {
        math.define("fsum", "seq, /", "The sum without rounding on the way.") { machine, arguments in
            var partials: [Double] = []
            // Of what is not finite, and of the infinities alone.
            var (special, infinite) = (0.0, 0.0)
            try machine.forEach(arguments[0]) { item in
                let x = try machine.float(item)
                if x.isFinite {
                    add(x, to: &partials)
                } else {
                    special += x
                    if x.isInfinite { infinite += x }
                }
                if partials.last?.isFinite == false {
                    throw machine.error(.overflowError, "intermediate overflow in fsum")
                }
                return true
            }
            if infinite.isNaN { throw machine.error(.valueError, "-inf + inf in fsum") }
            if special != 0 || special.isNaN { return Value(special) }
            return Value(rounded(partials))
        }
        math.define("prod", "iterable, /, *, start=1", "The product of all items.") { machine, arguments in
            var product = arguments[1].isUnbound ? Value(small: 1) : arguments[1]
            try machine.forEach(arguments[0]) { item in
                product = try machine.binary(.mul, product, item)
                machine.keep(product)
                return true
            }
            return product
        }
    }

    /// Keeps the exact sum as numbers that do not overlap, the smallest first.
    private static func add(_ number: Double, to partials: inout [Double]) {
        var x = number
        var kept: [Double] = []
        for partial in partials {
            let (large, small) = abs(x) < abs(partial) ? (partial, x) : (x, partial)
            let high = large + small
            let low = small - (high - large)
            if low != 0 { kept.append(low) }
            x = high
        }
        partials = kept + [x]
    }

    /// The sum of the partials, rounded once, half to even.
    private static func rounded(_ partials: [Double]) -> Double {
        guard var high = partials.last else { return 0 }
        var rest = partials.dropLast()
        var low = 0.0
        while let next = rest.popLast() {
            let sum = high + next
            low = next - (sum - high)
            high = sum
            if low != 0 { break }
        }
        if let next = rest.last, low < 0 && next < 0 || low > 0 && next > 0 {
            let doubled = low * 2
            let sum = high + doubled
            if doubled == sum - high { high = sum }
        }
        return high
    }

    // MARK: Integers

    static func fillIntegers(_ math: ModuleBuilder) {
        math.define("gcd", "*integers", "The greatest common divisor.") { machine, arguments in
            var result = BigInt(0)
            for item in arguments[0].asTuple?.items ?? [] {
                let next = try integer(item, machine)
                result = try machine.interruptible { try BigIntMath.gcd(result, next, stops: $0) }
            }
            return machine.int(result)
        }
        math.define("lcm", "*integers", "The least common multiple.") { machine, arguments in
            var result = BigInt(1)
            for item in arguments[0].asTuple?.items ?? [] {
                let next = try integer(item, machine)
                if next == 0 || result == 0 {
                    result = 0
                    continue
                }
                let common = try machine.interruptible { try BigIntMath.gcd(result, next, stops: $0) }
                result = (result / common * next).magnitude.signed
            }
            return machine.int(result)
        }
        math.define("factorial", "x, /", "The product of the integers up to x.") { machine, arguments in
            let n = try smallCount(arguments[0], machine, "factorial() not defined for negative values")
            return machine.int(try product(from: 2, through: n, machine))
        }
        math.define("comb", "n, k, /", "The ways to choose k of n items.") { machine, arguments in
            let n = try integer(arguments[0], machine)
            let k = try integer(arguments[1], machine)
            guard n >= 0 else { throw machine.error(.valueError, "n must be a non-negative integer") }
            guard k >= 0 else { throw machine.error(.valueError, "k must be a non-negative integer") }
            if k > n { return Value(small: 0) }
            guard let steps = Int(exactly: min(k, n - k)) else {
                throw machine.error(.overflowError, "min(n - k, k) must not exceed \(Int.max)")
            }
            var result = BigInt(1)
            for step in 0..<steps {
                if step % 64 == 0 { try machine.checkInterrupt() }
                result = result * (n - BigInt(step)) / BigInt(step + 1)
            }
            return machine.int(result)
        }
        math.define("perm", "n, k=None, /", "The ways to arrange k of n items.") { machine, arguments in
            if !arguments[1].isAbsentOrNone {
                let (all, chosen) = (try integer(arguments[0], machine), try integer(arguments[1], machine))
                if all >= 0, chosen < 0 {
                    throw machine.error(.valueError, "k must be a non-negative integer")
                }
                if all >= 0, chosen > all { return Value(small: 0) }
                if all > 2_000_000, chosen >= 0, chosen <= 2_000_000 {
                    return machine.int(try product(downFrom: all, count: Int(chosen), machine))
                }
            }
            let n = try smallCount(arguments[0], machine, "n must be a non-negative integer")
            guard !arguments[1].isAbsentOrNone else { return machine.int(try product(from: 2, through: n, machine)) }
            let k = try smallCount(arguments[1], machine, "k must be a non-negative integer")
            return k > n ? Value(small: 0) : machine.int(try product(from: n - k + 1, through: n, machine))
        }
        math.define("isqrt", "n, /", "The integer part of the square root.") { machine, arguments in
            let n = try integer(arguments[0], machine)
            guard n >= 0 else { throw machine.error(.valueError, "isqrt() argument must be nonnegative") }
            return try machine.interruptible { machine.int(try BigIntMath.squareRoot(n, stops: $0) ?? 0) }
        }
    }

    static func integer(_ value: Value, _ machine: Machine) throws -> BigInt {
        guard let index = try machine.index(of: value), let integer = try machine.bigInt(index) else {
            throw machine.error(
                .typeError, "'\(machine.typeName(value))' object cannot be interpreted as an integer")
        }
        return integer
    }

    private static func smallCount(_ value: Value, _ machine: Machine, _ negative: String) throws -> Int {
        let integer = try integer(value, machine)
        guard integer >= 0 else { throw machine.error(.valueError, negative) }
        guard let count = Int(exactly: integer), count <= 2_000_000 else {
            throw machine.error(.overflowError, "the result would be too large")
        }
        return count
    }

    private static func product(downFrom last: BigInt, count: Int, _ machine: Machine) throws -> BigInt {
        try machine.checkInterrupt()
        if count < 8 { return (0..<count).reduce(BigInt(1)) { $0 * (last - BigInt($1)) } }
        if last.bitWidth > 1 << 30 / count { throw machine.error(.overflowError, "the result would be too large") }
        let half = count / 2
        return try product(downFrom: last, count: half, machine)
            * product(downFrom: last - BigInt(half), count: count - half, machine)
    }

    /// By halves, so that factors of like size meet.
    private static func product(from first: Int, through last: Int, _ machine: Machine) throws -> BigInt {
        try machine.checkInterrupt()
        guard last >= first else { return 1 }
        if last - first < 8 { return (first...last).reduce(BigInt(1)) { $0 * BigInt($1) } }
        let middle = (first + last) / 2
        return try product(from: first, through: middle, machine) * product(from: middle + 1, through: last, machine)
    }
}

extension BigUInt {
    fileprivate var signed: BigInt { BigInt(self) }
}
