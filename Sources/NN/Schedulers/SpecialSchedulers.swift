import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Schedulers that keep more than the epoch.
package struct SpecialSchedulers: Sendable {
    package let plateau: SchedulerEntry = SchedulerEntry(
        "ReduceLROnPlateau(any optimizer, str mode='min', float factor=0.1, int patience=10, "
            + "float threshold=0.0001, str threshold_mode='rel', int cooldown=0, any min_lr=0, float eps=1e-08)",
        "Lowers the rate when a measure stops getting better.",
        check: { c in
            if try c.double(2) >= 1 { throw ArrayError.value("Factor should be < 1.0.") }
            let (mode, thresholdMode) = (try c.string(1), try c.string(5))
            guard mode == "min" || mode == "max" else { throw ArrayError.value("mode \(mode) is unknown!") }
            guard thresholdMode == "rel" || thresholdMode == "abs" else {
                throw ArrayError.value("threshold mode \(thresholdMode) is unknown!")
            }
        }, make: { entry, optimizer, options, _ in try PlateauScheduler(entry, optimizer, options) })

    package let warmRestarts: SchedulerEntry = SchedulerEntry(
        "CosineAnnealingWarmRestarts(any optimizer, int T_0, int T_mult=1, float eta_min=0.0, int last_epoch=-1)",
        "The rate falls along a cosine, again and again.",
        check: { c in
            guard case .number(.int(let period)) = c[1], period > 0 else {
                throw ArrayError.value("Expected positive integer T_0, but got \(PythonText.str(c[1]))")
            }
            guard case .number(.int(let times)) = c[2], times >= 1 else {
                throw ArrayError.value("Expected integer T_mult >= 1, but got \(PythonText.str(c[2]))")
            }
        }, make: { entry, optimizer, options, _ in try WarmRestartScheduler(entry, optimizer, options) })

    package let oneCycle: SchedulerEntry = SchedulerEntry(
        "OneCycleLR(any optimizer, any max_lr, int? total_steps=None, int? epochs=None, int? steps_per_epoch=None, "
            + "float pct_start=0.3, str anneal_strategy='cos', bool cycle_momentum=True, any base_momentum=0.85, "
            + "any max_momentum=0.95, float div_factor=25.0, float final_div_factor=10000.0, "
            + "bool three_phase=False, int last_epoch=-1)",
        "The rate rises to a peak and falls far below where it began.",
        make: { entry, optimizer, options, _ in try OneCycleScheduler(entry, optimizer, options) })

    package let cyclic: SchedulerEntry = SchedulerEntry(
        "CyclicLR(any optimizer, any base_lr, any max_lr, int step_size_up=2000, int? step_size_down=None, "
            + "str mode='triangular', float gamma=1.0, any scale_fn=None, str scale_mode='cycle', "
            + "bool cycle_momentum=True, any base_momentum=0.8, any max_momentum=0.9, int last_epoch=-1)",
        "The rate goes up and down between two bounds.",
        make: { entry, optimizer, options, functions in
            try CyclicScheduler(cyclic: entry, optimizer, options, functions: functions)
        })
}

extension Optimizer {
    /// One number for each group: the same for all, or as many as there are.
    ///
    /// Throws ValueError for another count.
    func perGroup(_ operand: Operand, _ name: String) throws -> [Double] {
        let items: [Operand]
        switch operand {
        case .items(let list): items = list
        case .ints(let ints): items = ints.map { .int($0) }
        default: return try groups.map { _ in try Call([operand]).double(0) }
        }
        guard items.count == groups.count else {
            throw ArrayError.value(
                name == "min_lr"
                    ? "expected \(groups.count) min_lrs, got \(items.count)"
                    : "\(name) must have the same length as optimizer.param_groups. \(name) has \(items.count) "
                        + "values, param_groups has \(groups.count).")
        }
        return try items.map { try Call([$0]).double(0) }
    }

    /// Sets the momentum of a group, or the first of its betas.
    func setMomentum(_ value: Double, _ group: ParamGroup) {
        if let betas = group["betas"] {
            group["betas"] = .items([.double(value), OptimizerEntry.item(betas, 1)])
        } else {
            group["momentum"] = .double(value)
        }
    }

    /// Throws ValueError for an optimizer without momentum.
    func checkMomentum() throws {
        guard defaults.contains(where: { $0.name == "momentum" || $0.name == "betas" }) else {
            throw ArrayError.value("optimizer must support momentum or beta1 with `cycle_momentum` option enabled")
        }
    }
}

/// `ReduceLROnPlateau`: stepped with a measure.
package final class PlateauScheduler: Scheduler {
    /// The best measure so far.
    package private(set) var best: Double
    /// Epochs since then.
    package private(set) var badEpochs = 0
    /// Epochs during which nothing is counted.
    package private(set) var cooldownCounter = 0
    /// The least rate of each group.
    package private(set) var leastRates: [Double]

    init(_ entry: SchedulerEntry, _ optimizer: Optimizer, _ options: [Operand]) throws {
        best = try Call(options).string(1) == "min" ? .infinity : -.infinity
        leastRates = try optimizer.perGroup(options[7], "min_lr")
        try super.init(entry, optimizer, options)
    }

    override func start() throws {
        lastEpoch = 0
        noteRates()
    }

    /// `step(metrics)`.
    package func step(metric: Double) throws {
        lastEpoch += 1
        if try isBetter(metric) {
            best = metric
            badEpochs = 0
        } else {
            badEpochs += 1
        }
        if cooldownCounter > 0 {
            cooldownCounter -= 1
            badEpochs = 0
        }
        if Double(badEpochs) > (try double(3)) {
            try reduce()
            cooldownCounter = try Call(options).int(6)
            badEpochs = 0
        }
        noteRates()
    }

    package override func step(epoch: Int? = nil) throws {
        throw ArrayError.type("ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'")
    }

    private func isBetter(_ value: Double) throws -> Bool {
        let threshold = try double(4)
        let relative = try Call(options).string(5) == "rel"
        if try Call(options).string(1) == "min" {
            return value < (relative ? best * (1 - threshold) : best - threshold)
        }
        return value > (relative ? best * (threshold + 1) : best + threshold)
    }

    private func reduce() throws {
        if leastRates.count != optimizer.groups.count { leastRates = try optimizer.perGroup(options[7], "min_lr") }
        let (factor, eps) = (try double(2), try double(8))
        for (group, least) in zip(optimizer.groups, leastRates) {
            let old = try group.learningRate
            let new = max(old * factor, least)
            if old - new > eps { try group.setLearningRate(new) }
        }
    }
}

/// `CosineAnnealingWarmRestarts`.
package final class WarmRestartScheduler: Scheduler {
    /// The epoch within the period, which may be a fraction.
    package private(set) var current: Double
    /// The length of this period.
    package private(set) var period: Int

    init(_ entry: SchedulerEntry, _ optimizer: Optimizer, _ options: [Operand]) throws {
        period = try Call(options).int(1)
        current = 0
        try super.init(entry, optimizer, options)
        current = Double(lastEpoch)
    }

    override func rates() throws -> [Double?] {
        let least = try double(3)
        let swing = 1 + cos(.pi * current / Double(period))
        return baseRates.map { least + ($0 - least) * swing / 2 }
    }

    package override func step(epoch: Int? = nil) throws {
        try step(at: epoch.map { Double($0) } ?? (lastEpoch < 0 ? 0 : nil))
    }

    /// `step(epoch)` with an epoch that may be a fraction.
    ///
    /// Throws ValueError for a negative epoch.
    package func step(at epoch: Double?) throws {
        let (first, times) = (try Call(options).int(1), try Call(options).int(2))
        if let epoch {
            guard epoch >= 0 else {
                throw ArrayError.value("Expected non-negative epoch, but got \(PythonText.repr(epoch))")
            }
            if epoch < Double(first) {
                period = first
                current = epoch
            } else if times == 1 {
                current = fmod(epoch, Double(first))
            } else {
                let n = (log(epoch / Double(first) * Double(times - 1) + 1) / log(Double(times))).rounded(.towardZero)
                current = epoch - Double(first) * (pow(Double(times), n) - 1) / Double(times - 1)
                period = Int(exactly: Double(first) * pow(Double(times), n)) ?? Int.max
            }
            lastEpoch = Int(exactly: epoch.rounded(.down)) ?? Int.max
        } else {
            current += 1
            lastEpoch += 1
            if current >= Double(period) {
                current = fmod(current, Double(period))
                let (next, overflow) = period.multipliedReportingOverflow(by: times)
                period = overflow ? Int.max : next
            }
        }
        try set(try rates())
    }
}
