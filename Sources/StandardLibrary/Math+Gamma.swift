#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The gamma function by Lanczos' approximation with CPython's numbers, so that the last digit is the same.
enum Gamma {
    private static let g = 6.024680040776729583740234375
    private static let numerator: [Double] = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    private static let denominator: [Double] = [
        0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
    ]

    private static func lanczosSum(_ x: Double) -> Double {
        var above = 0.0
        var below = 0.0
        // Large arguments go from the other end, so that no power overflows.
        let isSmall = x < 5
        for index in isSmall ? Array(numerator.indices.reversed()) : Array(numerator.indices) {
            above = (isSmall ? above * x : above / x) + numerator[index]
            below = (isSmall ? below * x : below / x) + denominator[index]
        }
        return above / below
    }

    /// The sine of a multiple of pi, exact where the argument is.
    private static func sinPi(_ x: Double) -> Double {
        let y = fmod(abs(x), 2)
        let result: Double
        switch Int((2 * y).rounded()) {
        case 0: result = sin(.pi * y)
        case 1: result = cos(.pi * (y - 0.5))
        case 2: result = sin(.pi * (1 - y))
        case 3: result = -cos(.pi * (y - 1.5))
        default: result = sin(.pi * (y - 2))
        }
        return x < 0 ? -result : result
    }

    /// `math.gamma`: not a number where there is no value, infinity beyond the largest number.
    static func gamma(_ x: Double) -> Double {
        guard x.isFinite else { return x == -.infinity ? .nan : x }
        if x == x.rounded(), x <= 23 {
            return x <= 0 ? .nan : stride(from: 2, to: x, by: 1).reduce(1, *)
        }
        let size = abs(x)
        if size < 1e-20 { return 1 / x }
        if size > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
        let y = size + (g - 0.5)
        // What rounding took from y.
        let lost = size > g - 0.5 ? (y - size) - (g - 0.5) : (y - (g - 0.5)) - size
        let correction = lost * g / y
        var result =
            x < 0 ? -Double.pi / sinPi(size) / size * exp(y) / lanczosSum(size) : lanczosSum(size) / exp(y)
        result += (x < 0 ? -correction : correction) * result
        let steps = size < 140 ? [size - 0.5] : [size / 2 - 0.25, size / 2 - 0.25]
        for step in steps {
            let power = pow(y, step)
            result = x < 0 ? result / power : result * power
        }
        return result
    }

    /// `math.lgamma`.
    static func logarithm(_ x: Double) -> Double {
        guard x.isFinite else { return x.isNaN ? x : .infinity }
        if x == x.rounded(), x <= 2 { return x <= 0 ? .nan : 0 }
        let size = abs(x)
        if size < 1e-20 { return -log(size) }
        var result = log(lanczosSum(size)) - g
        result += (size - 0.5) * (log(size + g - 0.5) - 1)
        if x < 0 { result = 1.144729885849400174143427351353058711647 - log(abs(sinPi(size))) - log(size) - result }
        return result
    }
}
