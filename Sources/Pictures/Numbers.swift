#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Numbers as pictures write them.
package enum Numbers {
    /// A number in few digits: `0.4631`, `-1.2e-05`, `nan`.
    package static func short(_ value: Double, digits: Int = 4) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        guard value != 0 else { return "0" }
        let (negative, rounded, exponent) = decimal(value, digits)
        var figures = rounded
        while figures.count > 1, figures.last == 0 { figures.removeLast() }
        let text = figures.map(String.init).joined()
        let sign = negative ? "-" : ""
        if exponent < -4 || exponent > 5 {
            let mantissa = text.count == 1 ? text : "\(text.prefix(1)).\(text.dropFirst())"
            return
                "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude < 10 ? "0" : "")\(exponent.magnitude)"
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + text }
        if text.count <= exponent + 1 { return sign + text + String(repeating: "0", count: exponent + 1 - text.count) }
        return sign + text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
    }

    /// With its sign in every case: `+0.46`.
    static func signed(_ value: Double, digits: Int = 3) -> String {
        let text = short(value, digits: digits)
        return text.hasPrefix("-") || value.isNaN ? text : "+" + text
    }

    /// With so many digits behind the point, for magnitudes below 10^12.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scaled = (value * power(10, decimals)).rounded()
        guard scaled.isFinite, abs(scaled) < 1e15 else { return short(value) }
        let whole = Int(scaled)
        if decimals <= 0 { return String(whole) }
        var digits = String(whole.magnitude)
        if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
        return (whole < 0 ? "-" : "") + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// Sign, rounded decimal figures and the power of ten of the first of them.
    private static func decimal(_ value: Double, _ digits: Int) -> (Bool, [Int], Int) {
        let parts = abs(value).description.split(separator: "e")
        var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var figures = mantissa.joined().compactMap(\.wholeNumberValue)
        exponent += mantissa[0].count - 1
        while figures.count > 1, figures[0] == 0 {
            figures.removeFirst()
            exponent -= 1
        }
        if figures.count > digits {
            let roundsUp = figures[digits] >= 5
            figures.removeSubrange(digits...)
            var place = digits - 1
            while roundsUp, place >= 0 {
                figures[place] += 1
                if figures[place] < 10 { break }
                figures[place] = 0
                place -= 1
            }
            if roundsUp, place < 0 {
                figures.insert(1, at: 0)
                figures.removeLast()
                exponent += 1
            }
        }
        return (value < 0, figures, exponent)
    }

    static func power(_ base: Double, _ exponent: Int) -> Double { pow(base, Double(exponent)) }

    static func tenTo(_ exponent: Double) -> Double { pow(10, exponent) }

    /// The power of ten at or below a positive number.
    static func magnitude(_ value: Double) -> Int {
        let place = log10(value)
        return place.isFinite ? Int(place.rounded(.down)) : 0
    }

    static func logarithm(_ value: Double) -> Double { log10(value) }

    /// Least and greatest of the numbers that can be drawn; nil if there are none.
    static func range(_ values: some Sequence<Double>) -> (low: Double, high: Double)? {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in values where abs(value) <= mostDrawn {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? (low, high) : nil
    }

    /// Numbers beyond count as infinite: differences stay finite.
    static let mostDrawn = 1e300
}
