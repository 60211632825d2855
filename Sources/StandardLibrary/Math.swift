import BigInt
import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The module `math`.
extension StandardLibrary {
    static func fillMath(_ math: ModuleBuilder) {
        for (name, value) in [
            ("pi", Double.pi), ("e", 2.718281828459045), ("tau", 2 * Double.pi), ("inf", Double.infinity),
            ("nan", Double.nan),
        ] {
            math.set(name, Value(value))
        }
        fillPlainFunctions(math)
        fillPowers(math)
        fillLogarithms(math)
        fillTests(math)
        fillParts(math)
        fillSums(math)
        fillIntegers(math)
    }

    /// Functions of one number that C has too. What they make of a finite number is an error if it is not finite.
    private static func fillPlainFunctions(_ math: ModuleBuilder) {
        let functions: [(String, String, (Double) -> Double)] = [
            ("sin", "The sine of an angle in radians.", { sin($0) }),
            ("cos", "The cosine of an angle in radians.", { cos($0) }),
            ("tan", "The tangent of an angle in radians.", { tan($0) }),
            ("asin", "The angle with this sine.", { asin($0) }), ("acos", "The angle with this cosine.", { acos($0) }),
            ("atan", "The angle with this tangent.", { atan($0) }), ("sinh", "The hyperbolic sine.", { sinh($0) }),
            ("cosh", "The hyperbolic cosine.", { cosh($0) }), ("tanh", "The hyperbolic tangent.", { tanh($0) }),
            ("asinh", "The inverse of sinh.", { asinh($0) }), ("acosh", "The inverse of cosh.", { acosh($0) }),
            ("atanh", "The inverse of tanh.", { atanh($0) }), ("exp", "e to the power x.", { exp($0) }),
            ("exp2", "2 to the power x.", { exp2($0) }), ("expm1", "e to the power x, less 1.", { expm1($0) }),
            ("sqrt", "The square root.", { $0.squareRoot() }), ("cbrt", "The cube root.", { cbrt($0) }),
            ("fabs", "The absolute value as a float.", { abs($0) }), ("erf", "The error function.", { erf($0) }),
            ("erfc", "1 less the error function.", { erfc($0) }),
            ("degrees", "Radians to degrees.", { $0 * (180 / Double.pi) }),
            ("radians", "Degrees to radians.", { $0 * (Double.pi / 180) }),
            ("gamma", "The gamma function.", Gamma.gamma),
            ("lgamma", "The logarithm of the absolute gamma function.", Gamma.logarithm),
            ("ulp", "The value of the last bit.", { $0.isInfinite ? .infinity : $0.magnitude.ulp }),
        ]
        for (name, summary, function) in functions {
            math.define(name, "x, /", summary) { machine, arguments in
                let x = try machine.float(arguments[0])
                let result = function(x)
                if name == "degrees" { return Value(result) }
                if name == "atanh", result.isInfinite { throw machine.error(.valueError, "math domain error") }
                return Value(try checked(result, machine, isFinite: x.isFinite, isNaN: x.isNaN))
            }
        }
    }

    /// C's way of saying that a result does not exist becomes Python's.
    private static func checked(_ result: Double, _ machine: Machine, isFinite: Bool, isNaN: Bool) throws -> Double {
        if result.isNaN, !isNaN { throw machine.error(.valueError, "math domain error") }
        if result.isInfinite, isFinite { throw machine.error(.overflowError, "math range error") }
        return result
    }

    private static func fillPowers(_ math: ModuleBuilder) {
        let functions: [(String, String, (Double, Double) -> Double)] = [
            ("atan2", "The angle of the point (x, y).", { atan2($0, $1) }),
            ("copysign", "The first number with the sign of the second.", { Double(signOf: $1, magnitudeOf: $0) }),
            ("fmod", "What a division leaves, as C has it.", { $0.isInfinite ? .nan : fmod($0, $1) }),
            ("remainder", "The distance to the nearest multiple.", { remainder($0, $1) }),
            ("nextafter", "The next number towards another.", { nextafter($0, $1) }),
        ]
        for (name, summary, function) in functions {
            math.define(name, "x, y, /", summary) { machine, arguments in
                let x = try machine.float(arguments[0])
                let y = try machine.float(arguments[1])
                return Value(
                    try checked(function(x, y), machine, isFinite: false, isNaN: x.isNaN || y.isNaN))
            }
        }
        math.define("pow", "x, y, /", "x to the power y, as a float.") { machine, arguments in
            let x = try machine.float(arguments[0])
            let y = try machine.float(arguments[1])
            if x == 0, y < 0, y.isFinite { throw machine.error(.valueError, "math domain error") }
            let isFinite = x.isFinite && y.isFinite
            return Value(try checked(pow(x, y), machine, isFinite: isFinite, isNaN: x.isNaN || y.isNaN))
        }
        math.define("hypot", "*coordinates", "The distance from the origin.") { machine, arguments in
            let items = try (arguments[0].asTuple?.items ?? []).map { try machine.float($0) }
            return Value(length(items))
        }
        math.define("dist", "p, q, /", "The distance of two points.") { machine, arguments in
            let p = try machine.items(of: arguments[0]).map { try machine.float($0) }
            let q = try machine.items(of: arguments[1]).map { try machine.float($0) }
            guard p.count == q.count else {
                throw machine.error(.valueError, "both points must have the same number of dimensions")
            }
            return Value(length(zip(p, q).map { $0 - $1 }))
        }
    }

    private static func length(_ items: [Double]) -> Double {
        if items.contains(where: \.isInfinite) { return .infinity }
        if items.contains(where: \.isNaN) { return .nan }
        let most = items.map(\.magnitude).max() ?? 0
        guard most > 0, items.count > 1 else { return most }
        // Below this the scale itself would be infinite.
        guard most.exponent + 1 >= -1023 else {
            let least = Double.leastNormalMagnitude
            return least * length(items.map { $0 / least })
        }
        let scale = Double(sign: .plus, exponent: -(most.exponent + 1), significand: 1)
        var squares = RunningSum()
        for item in items { squares.add(product: item * scale, item * scale) }
        let root = squares.value.squareRoot()
        squares.add(product: -root, root)
        return (root + squares.value / (2 * root)) / scale
    }

    /// A sum of products that loses nothing to rounding on the way. The 1 keeps the larger addend first.
    private struct RunningSum {
        private var sum = 1.0
        private var productRests = 0.0
        private var sumRests = 0.0

        var value: Double { sum - 1 + (productRests + sumRests) }

        mutating func add(product x: Double, _ y: Double) {
            let product = x * y
            productRests += (-product).addingProduct(x, y)
            let next = sum + product
            sumRests += product - (next - sum)
            sum = next
        }
    }

    // MARK: Logarithms

    private static func fillLogarithms(_ math: ModuleBuilder) {
        math.define("log", "x, base=None, more=None, /", "The natural logarithm, or that to a base.") {
            machine, arguments in
            if !arguments[2].isUnbound { throw machine.error(.typeError, "math.log requires 1 to 2 arguments") }
            let numerator = try logarithm(arguments[0], machine) { log($0) }
            guard !arguments[1].isUnbound else { return Value(numerator) }
            let denominator = try logarithm(arguments[1], machine) { log($0) }
            guard denominator != 0 else { throw machine.error(.zeroDivisionError, "float division by zero") }
            return Value(numerator / denominator)
        }
        math.define("log2", "x, /", "The logarithm to the base 2.") { machine, arguments in
            Value(try logarithm(arguments[0], machine) { log2($0) })
        }
        math.define("log10", "x, /", "The logarithm to the base 10.") { machine, arguments in
            Value(try logarithm(arguments[0], machine) { log10($0) })
        }
        math.define("log1p", "x, /", "The logarithm of 1 + x.") { machine, arguments in
            let x = try machine.float(arguments[0])
            guard x > -1 || x.isNaN else { throw machine.error(.valueError, "math domain error") }
            return Value(log1p(x))
        }
    }

    /// Integers of any size have one.
    private static func logarithm(_ value: Value, _ machine: Machine, _ function: (Double) -> Double) throws -> Double {
        if let big = value.asBigInt?.value {
            guard big > 0 else { throw machine.error(.valueError, "math domain error") }
            let shift = max(0, big.bitWidth - 64)
            return function(Double(big >> shift)) + Double(shift) * function(2)
        }
        let x = try machine.float(value)
        guard x > 0 || x.isNaN else { throw machine.error(.valueError, "math domain error") }
        return function(x)
    }

    // MARK: Tests and parts

    private static func fillTests(_ math: ModuleBuilder) {
        let tests: [(String, String, (Double) -> Bool)] = [
            ("isnan", "Whether x is not a number.", { $0.isNaN }),
            ("isinf", "Whether x is infinite.", { $0.isInfinite }),
            ("isfinite", "Whether x is neither infinite nor NaN.", { $0.isFinite }),
        ]
        for (name, summary, test) in tests {
            math.define(name, "x, /", summary) { machine, arguments in Value(test(try machine.float(arguments[0]))) }
        }
        math.define("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", "Whether two numbers are close.") {
            machine, arguments in
            let a = try machine.float(arguments[0])
            let b = try machine.float(arguments[1])
            let relative = arguments[2].isUnbound ? 1e-9 : try machine.float(arguments[2])
            let absolute = arguments[3].isUnbound ? 0 : try machine.float(arguments[3])
            guard relative >= 0, absolute >= 0 else {
                throw machine.error(.valueError, "tolerances must be non-negative")
            }
            if a == b { return .true }
            if a.isInfinite || b.isInfinite { return .false }
            return Value(abs(a - b) <= max(relative * max(abs(a), abs(b)), absolute))
        }
    }

    private static func fillParts(_ math: ModuleBuilder) {
        let roundings: [(String, String, FloatingPointRoundingRule)] = [
            ("floor", "The next integer below.", .down), ("ceil", "The next integer above.", .up),
            ("trunc", "The integer part.", .towardZero),
        ]
        for (name, summary, rule) in roundings {
            math.define(name, "x, /", summary) { machine, arguments in
                if arguments[0].isDouble, arguments[0].double.magnitude < 0x1p46 {
                    return Value(small: Int(arguments[0].double.rounded(rule)))
                }
                if arguments[0].isObject, arguments[0].object.type.isUserDefined {
                    if let result = try machine.callMethod(machine.intern("__\(name)__"), of: arguments[0]) {
                        return result
                    }
                } else if let integer = try machine.index(of: arguments[0]) {
                    return integer
                }
                if rule == .towardZero, !arguments[0].isDouble {
                    throw machine.error(
                        .typeError, "type \(machine.typeName(arguments[0])) doesn't define __trunc__ method")
                }
                let x = try machine.float(arguments[0])
                if x.isNaN { throw machine.error(.valueError, "cannot convert float NaN to integer") }
                if x.isInfinite { throw machine.error(.overflowError, "cannot convert float infinity to integer") }
                return machine.int(BigInt(x.rounded(rule)))
            }
        }
        math.define("modf", "x, /", "The fraction and the integer part.") { machine, arguments in
            let x = try machine.float(arguments[0])
            let whole = x.rounded(.towardZero)
            let fraction = x.isInfinite ? 0 : x - whole
            return machine.tuple([Value(Double(signOf: x, magnitudeOf: fraction)), Value(whole)])
        }
        math.define("frexp", "x, /", "Mantissa and exponent.") { machine, arguments in
            let x = try machine.float(arguments[0])
            guard x.isFinite, x != 0 else { return machine.tuple([Value(x), Value(small: 0)]) }
            let exponent = Int(x.exponent) + 1
            return machine.tuple([Value(scalbn(x, Int32(clamping: -exponent))), machine.int(exponent)])
        }
        math.define("ldexp", "x, i, /", "x times 2 to the power i.") { machine, arguments in
            let x = try machine.float(arguments[0])
            guard let exponent = try machine.bigInt(arguments[1]) else {
                throw machine.error(.typeError, "Expected an int as second argument to ldexp.")
            }
            let result = ldexp(x, Int32(clamping: exponent))
            return Value(try checked(result, machine, isFinite: x.isFinite, isNaN: x.isNaN))
        }
    }
}
