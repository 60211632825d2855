import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `OneCycleLR`.
package final class OneCycleScheduler: Scheduler {
    /// `total_steps`.
    package let totalSteps: Int
    private let phases: [Phase]
    private let isLinear: Bool
    private let cyclesMomentum: Bool

    private struct Phase {
        let end: Double
        let rates: (String, String)
        let momenta: (String, String)
    }

    init(_ entry: SchedulerEntry, _ optimizer: Optimizer, _ options: [Operand]) throws {
        let call = Call(options)
        totalSteps = try OneCycleScheduler.steps(call)
        let share = try call.double(5)
        phases = try OneCycleScheduler.phases(Double(totalSteps), share, inThree: call.bool(12))
        guard case .number(.float) = options[5], share >= 0, share <= 1 else {
            throw ArrayError.value("Expected float between 0 and 1 pct_start, but got \(PythonText.str(options[5]))")
        }
        let strategy = try call.string(6)
        guard strategy == "cos" || strategy == "linear" else {
            throw ArrayError.value("anneal_strategy must be one of 'cos' or 'linear', instead got \(strategy)")
        }
        isLinear = strategy == "linear"
        cyclesMomentum = try call.bool(7)
        try super.init(entry, optimizer, options)
        try prepareGroups(call)
    }

    private func prepareGroups(_ call: Call) throws {
        let peaks = try optimizer.perGroup(call[1], "max_lr")
        if lastEpoch == -1 {
            for (group, peak) in zip(optimizer.groups, peaks) {
                let first = try PythonMath.divide(peak, call.double(10))
                group["initial_lr"] = .double(first)
                group["max_lr"] = .double(peak)
                group["min_lr"] = .double(try PythonMath.divide(first, call.double(11)))
            }
        }
        guard cyclesMomentum else { return }
        try optimizer.checkMomentum()
        let high = try optimizer.perGroup(call[9], "max_momentum")
        let low = try optimizer.perGroup(call[8], "base_momentum")
        guard lastEpoch == -1 else { return }
        for (i, group) in optimizer.groups.enumerated() {
            optimizer.setMomentum(high[i], group)
            group["max_momentum"] = .double(high[i])
            group["base_momentum"] = .double(low[i])
        }
    }

    private static func steps(_ call: Call) throws -> Int {
        func positive(_ i: Int, _ name: String) throws -> Int {
            guard case .number(.int(let n)) = call[i], n > 0 else {
                throw ArrayError.value("Expected positive integer \(name), but got \(PythonText.str(call[i]))")
            }
            return n
        }
        if !call[2].isNone { return try positive(2, "total_steps") }
        guard !call[3].isNone, !call[4].isNone else {
            throw ArrayError.value("You must define either total_steps OR (epochs AND steps_per_epoch)")
        }
        let (epochs, each) = (try positive(3, "epochs"), try positive(4, "steps_per_epoch"))
        let (product, overflow) = epochs.multipliedReportingOverflow(by: each)
        return overflow ? Int.max : product
    }

    private static func phases(_ total: Double, _ share: Double, inThree: Bool) -> [Phase] {
        let up = Phase(
            end: share * total - 1, rates: ("initial_lr", "max_lr"), momenta: ("max_momentum", "base_momentum"))
        if inThree {
            return [
                up,
                Phase(
                    end: 2 * share * total - 2, rates: ("max_lr", "initial_lr"),
                    momenta: ("base_momentum", "max_momentum")),
                Phase(end: total - 1, rates: ("initial_lr", "min_lr"), momenta: ("max_momentum", "max_momentum")),
            ]
        }
        return [
            up, Phase(end: total - 1, rates: ("max_lr", "min_lr"), momenta: ("base_momentum", "max_momentum")),
        ]
    }

    private func anneal(_ ends: (String, String), _ group: ParamGroup, _ part: Double) throws -> Double {
        let from = try Call([group[ends.0] ?? .none]).double(0)
        let to = try Call([group[ends.1] ?? .none]).double(0)
        return isLinear ? (to - from) * part + from : to + (from - to) / 2 * (cos(.pi * part) + 1)
    }

    override func rates() throws -> [Double?] {
        guard lastEpoch <= totalSteps else {
            throw ArrayError.value(
                "Tried to step \(lastEpoch) times. The specified number of total steps is \(totalSteps)")
        }
        let step = Double(lastEpoch)
        var start = 0.0
        var phase = phases[0]
        for (i, candidate) in phases.enumerated() {
            phase = candidate
            if step <= candidate.end || i == phases.count - 1 { break }
            start = candidate.end
        }
        let part = try PythonMath.divide(step - start, phase.end - start)
        return try optimizer.groups.map { group in
            let rate = try anneal(phase.rates, group, part)
            if cyclesMomentum { optimizer.setMomentum(try anneal(phase.momenta, group, part), group) }
            return rate
        }
    }
}

/// `CyclicLR`.
package final class CyclicScheduler: Scheduler {
    private let low: [Double]
    private let high: [Double]
    private let momenta: (low: [Double], high: [Double])?
    private let totalSize: Double
    private let ratio: Double
    private let byCycle: Bool
    private let mode: String
    private let gamma: Double

    /// - Parameter functions: the language's own scale function, at most one; it gets whole numbers.
    init(
        cyclic entry: SchedulerEntry, _ optimizer: Optimizer, _ options: [Operand],
        functions: [(Int) throws -> Double]
    ) throws {
        let call = Call(options)
        low = try optimizer.perGroup(call[1], "base_lr")
        if try call.int(12, default: -1) == -1 {
            for (group, rate) in zip(optimizer.groups, low) { try group.setLearningRate(rate) }
        }
        high = try optimizer.perGroup(call[2], "max_lr")
        let up = try call.double(3)
        totalSize = up + (try call.double(4, default: up))
        ratio = try PythonMath.divide(up, totalSize)
        mode = try call.string(5)
        guard ["triangular", "triangular2", "exp_range"].contains(mode) || !functions.isEmpty else {
            throw ArrayError.value("mode is invalid and scale_fn is None")
        }
        gamma = try call.double(6)
        byCycle = functions.isEmpty ? mode != "exp_range" : try call.string(8) == "cycle"
        if try call.bool(9) {
            try optimizer.checkMomentum()
            momenta = (
                try optimizer.perGroup(call[10], "base_momentum"), try optimizer.perGroup(call[11], "max_momentum")
            )
        } else {
            momenta = nil
        }
        try super.init(entry, optimizer, options, functions: functions)
        if let momenta, lastEpoch == -1 {
            for (i, group) in optimizer.groups.enumerated() {
                optimizer.setMomentum(momenta.high[i], group)
                group["max_momentum"] = .double(momenta.high[i])
                group["base_momentum"] = .double(momenta.low[i])
            }
        }
    }

    override func start() throws {
        try super.start()
        baseRates = low
    }

    private func scale(_ cycle: Double) throws -> Double {
        let x = byCycle ? cycle : Double(lastEpoch)
        if let function = functions.first { return try function(Int(exactly: x) ?? lastEpoch) }
        switch mode {
        case "triangular": return 1
        case "triangular2": return 1 / pow(2, x - 1)
        default: return pow(gamma, x)
        }
    }

    override func rates() throws -> [Double?] {
        let epoch = Double(lastEpoch)
        let cycle = (1 + epoch / totalSize).rounded(.down)
        let x = 1 + epoch / totalSize - cycle
        let height = x <= ratio ? x / ratio : (x - 1) / (ratio - 1)
        let factor = try scale(cycle)
        let rates = zip(low, high).map { $0 + ($1 - $0) * height * factor }
        if let momenta {
            for (i, group) in optimizer.groups.enumerated() {
                let span = (momenta.high[i] - momenta.low[i]) * height
                optimizer.setMomentum(momenta.high[i] - span * factor, group)
            }
        }
        return rates
    }
}
