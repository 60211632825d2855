import Arrays
import Autograd

extension Schedulers {
    /// `SequentialLR`: one scheduler after another.
    package static let sequential = SchedulerEntry(
        "SequentialLR(any optimizer, any schedulers, ints milestones, int last_epoch=-1)",
        "One scheduler after another, at milestones.")

    /// `ChainedScheduler`: several schedulers at once.
    package static let chained = SchedulerEntry(
        "ChainedScheduler(any schedulers, any optimizer=None)", "Several schedulers, each on top of the others.")
}

/// `SequentialLR`.
package final class SequentialScheduler: Scheduler {
    /// The schedulers in their order.
    package let schedulers: [Scheduler]
    /// The epochs at which the next one begins.
    package let milestones: [Int]

    /// Throws ValueError for schedulers of other optimizers, and counts that do not match.
    package init(_ optimizer: Optimizer, _ schedulers: [Scheduler], milestones: [Int], lastEpoch: Int = -1) throws {
        try SchedulerChain.check("SequentialLR", optimizer, schedulers, empty: "scheduler, but got no scheduler.")
        guard milestones.count == schedulers.count - 1 else {
            throw ArrayError.value(
                "Sequential Schedulers expects number of schedulers provided to be one more than the number of "
                    + "milestone points, but got number of schedulers \(schedulers.count) and the number of milestones "
                    + "to be equal to \(milestones.count)")
        }
        self.schedulers = schedulers
        self.milestones = milestones
        try super.init(Schedulers.sequential, optimizer, [.none, .none, .ints(milestones), .int(lastEpoch)])
        self.lastEpoch = lastEpoch + 1
        for group in optimizer.groups {
            if let first = group["initial_lr"] { group["lr"] = first }
        }
        // Every scheduler made a first step on its own: take them back, and let the first begin again.
        undo()
        let first = schedulers[milestones.filter { $0 <= 0 }.count]
        try first.initialStep()
        lastRates = first.lastRates
    }

    fileprivate func undo() {
        for scheduler in schedulers { SchedulerChain.undo(scheduler) }
    }

    package override func step(epoch: Int? = nil) throws {
        lastEpoch += 1
        let i = milestones.filter { $0 <= lastEpoch }.count
        if i > 0, milestones[i - 1] == lastEpoch {
            try schedulers[i].update(epoch: 0)
        } else {
            try schedulers[i].step()
        }
        lastRates = schedulers[i].lastRates
    }
}

/// `ChainedScheduler`.
package final class ChainedScheduler: Scheduler {
    /// The schedulers in their order.
    package let schedulers: [Scheduler]

    /// Throws ValueError for no schedulers and schedulers of other optimizers.
    package init(_ schedulers: [Scheduler], optimizer: Optimizer? = nil) throws {
        guard let first = schedulers.first else {
            throw ArrayError.value(
                "ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.")
        }
        let optimizer = optimizer ?? first.optimizer
        try SchedulerChain.check("ChainedScheduler", optimizer, schedulers, empty: "")
        self.schedulers = schedulers
        try super.init(Schedulers.chained, optimizer, [])
        noteRates()
    }

    package override func step(epoch: Int? = nil) throws {
        for scheduler in schedulers { try scheduler.step() }
        noteRates()
    }
}

private enum SchedulerChain {
    static func check(_ name: String, _ optimizer: Optimizer, _ schedulers: [Scheduler], empty: String) throws {
        if schedulers.isEmpty { throw ArrayError.value("\(name) expects at least one \(empty)") }
        for (i, scheduler) in schedulers.enumerated() {
            if scheduler is PlateauScheduler {
                throw ArrayError.value(
                    "\(name) does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to be "
                        + "specified when calling `step`, but got one at index \(i) in the given schedulers sequence.")
            }
            if scheduler.optimizer !== optimizer {
                throw ArrayError.value(
                    "\(name) expects all schedulers to belong to the same optimizer, but got scheduler "
                        + "\(scheduler.entry.name) at index \(i) has \(scheduler.optimizer.repr()), which is different "
                        + "from \(optimizer.entry?.name ?? "Optimizer").")
            }
        }
    }

    static func undo(_ scheduler: Scheduler) {
        switch scheduler {
        case let inner as SequentialScheduler: for part in inner.schedulers { undo(part) }
        case let inner as ChainedScheduler: for part in inner.schedulers { undo(part) }
        default: scheduler.lastEpoch -= 1
        }
    }
}
