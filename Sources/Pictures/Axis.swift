/// One axis of a plot: what it reaches over, and its round ticks.
struct Axis: Sendable {
    var low: Double
    var high: Double
    /// Whether equal steps are equal factors.
    var isLogarithmic = false
    var ticks: [(value: Double, label: String)] = []

    /// - Parameters:
    ///   - range: the numbers to show; nil where there are none.
    ///   - limits: what a program fixed.
    ///   - count: how many ticks would do.
    ///   - isRounded: whether the ends move out to ticks.
    ///   - isWhole: whether only whole numbers are marked.
    ///   - margin: what is added at both ends, as a share.
    init(
        _ range: (low: Double, high: Double)?, limits: (low: Double?, high: Double?) = (nil, nil), count: Int,
        isRounded: Bool = false, isWhole: Bool = false, margin: Double = 0, isLogarithmic: Bool = false,
        named: [(Double, String)]? = nil
    ) {
        self.isLogarithmic = isLogarithmic
        var (low, high) = range ?? (isLogarithmic ? (1, 10) : (0, 1))
        if isLogarithmic { (low, high) = (low > 0 ? low : 1e-300, high > 0 ? high : 1) }
        low = Axis.usable(limits.low, isLogarithmic) ?? low
        high = Axis.usable(limits.high, isLogarithmic) ?? high
        if isLogarithmic { (low, high) = (Numbers.logarithm(low), Numbers.logarithm(high)) }
        let isReversed = low > high
        if isReversed { swap(&low, &high) }
        let isFixed = limits.low != nil && limits.high != nil
        if !(high - low > abs(high) * 1e-12) { (low, high) = Axis.around(low) }
        if !isFixed, margin > 0 {
            let extra = (high - low) * margin
            (low, high) = (limits.low == nil ? low - extra : low, limits.high == nil ? high + extra : high)
        }
        let step = isLogarithmic || isWhole ? max(1, Axis.step(high - low, count)) : Axis.step(high - low, count)
        if isRounded, step > 0 {
            let (down, up) = ((low / step + 1e-9).rounded(.down) * step, (high / step - 1e-9).rounded(.up) * step)
            // Not where that would leave much of the plot empty.
            let most = (high - low) * 0.16
            if limits.low == nil, low - down <= most { low = min(low, down) }
            if limits.high == nil, up - high <= most { high = max(high, up) }
        }
        (self.low, self.high) = isReversed ? (high, low) : (low, high)
        if let named {
            ticks = named.map { (isLogarithmic ? Numbers.logarithm($0.0) : $0.0, $0.1) }.filter { contains($0.0) }
        } else {
            makeTicks(step)
        }
    }

    private static func usable(_ limit: Double?, _ isLogarithmic: Bool) -> Double? {
        guard let limit, abs(limit) <= Numbers.mostDrawn, !isLogarithmic || limit > 0 else { return nil }
        return limit
    }

    /// A stretch around one number.
    private static func around(_ value: Double) -> (Double, Double) {
        let reach = abs(value) > 1e-290 ? abs(value) * 0.1 : 1
        return (value - reach, value + reach)
    }

    /// A round step that makes about `count` intervals.
    static func step(_ span: Double, _ count: Int) -> Double {
        let rough = span / Double(max(1, count))
        guard rough > 1e-300, rough.isFinite else { return span > 0 && span.isFinite ? span : 1 }
        let unit = Numbers.power(10, Numbers.magnitude(rough))
        for factor in [1.0, 2, 5] where factor * unit >= rough * 0.999_999 { return factor * unit }
        return 10 * unit
    }

    private mutating func makeTicks(_ step: Double) {
        let (least, greatest) = (min(low, high), max(low, high))
        let decimals = max(0, -Numbers.magnitude(step))
        let isPlain = max(abs(least), abs(greatest)) < 1e6 && decimals <= 6
        let first = (least / step - 1e-9).rounded(.up)
        guard first.isFinite else { return }
        for index in 0..<60 {
            let value = (first + Double(index)) * step
            guard value <= greatest + step * 1e-6 else { break }
            if let last = ticks.last, value <= last.value { break }
            // Minus zero reads badly.
            let shown = abs(value) < step * 1e-6 ? 0 : value
            let label =
                isLogarithmic
                ? Axis.powerLabel(shown) : isPlain ? Numbers.fixed(shown, decimals) : Numbers.short(shown, digits: 6)
            ticks.append((shown, label))
        }
    }

    private static func powerLabel(_ exponent: Double) -> String {
        let value = Numbers.power(10, Int(exponent.rounded()))
        return Numbers.short(value, digits: 3)
    }

    /// Where a number lies between the ends, as a share; nil for what cannot be drawn.
    func place(_ value: Double) -> Double? {
        let value = isLogarithmic ? (value > 0 ? Numbers.logarithm(value) : .nan) : value
        guard abs(value) <= Numbers.mostDrawn else { return nil }
        return share(value)
    }

    /// Where a tick lies.
    func share(_ value: Double) -> Double { (value - low) / (high - low) }

    private func contains(_ value: Double) -> Bool {
        let place = share(value)
        return place >= -1e-9 && place <= 1 + 1e-9
    }

    /// The number at a share of the way.
    func value(at share: Double) -> Double {
        let value = low + (high - low) * share
        return isLogarithmic ? Numbers.tenTo(value) : value
    }
}
