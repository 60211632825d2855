import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `torch.optim.lr_scheduler.LRScheduler`: changes the learning rates of an optimizer's groups as training goes on.
package class Scheduler {
    /// What declares it.
    package final let entry: SchedulerEntry
    /// The constructor's arguments, in the order of its parameters.
    package final var options: [Operand]
    package final let optimizer: Optimizer
    /// `base_lrs`: the rates at the start.
    package final var baseRates: [Double] = []
    /// `last_epoch`.
    package final var lastEpoch: Int
    /// `_step_count`.
    package final var stepCount = 0
    /// `get_last_lr()`.
    package final var lastRates: [Operand] = []
    /// What a language computes: the factor for an epoch, one function for each group.
    package final let functions: [(Int) throws -> Double]
    /// Whether the scheduler is making its first step, on its own.
    package final private(set) var isInitial = false
    /// Where a language binding may keep the object it wraps this scheduler in (not retained).
    package final var wrapper: UnsafeMutableRawPointer?

    init(
        _ entry: SchedulerEntry, _ optimizer: Optimizer, _ options: [Operand],
        functions: [(Int) throws -> Double] = []
    ) throws {
        self.entry = entry
        self.optimizer = optimizer
        self.options = options
        self.functions = functions
        lastEpoch = -1
        if let i = entry.signature.parameters.firstIndex(where: { $0.name == "last_epoch" }) {
            lastEpoch = try Call(options).int(i, default: -1)
        }
    }

    /// Notes the first rates and makes the first step; subclasses call it at the end of their own start.
    func start() throws {
        for (i, group) in optimizer.groups.enumerated() {
            if lastEpoch == -1 {
                if group["initial_lr"] == nil { group["initial_lr"] = group["lr"] }
            } else if group["initial_lr"] == nil {
                throw ArrayError(
                    .keyError,
                    "param 'initial_lr' is not specified in param_groups[\(i)] when resuming scheduler with last_epoch "
                        + ">= 0.\nThis typically happens when:\n1. You're trying to resume training from a checkpoint "
                        + "but haven't properly loaded the optimizer state\n2. You're using last_epoch >= 0 for a "
                        + "fresh training run (not recommended)")
            }
        }
        baseRates = try optimizer.groups.map { try Call([$0["initial_lr"] ?? .none]).double(0) }
        optimizer.watch()
        try initialStep()
    }

    final func initialStep() throws {
        stepCount = 0
        isInitial = true
        defer { isInitial = false }
        try step()
    }

    /// `step(epoch)`: to be called after the optimizer's steps of an epoch.
    ///
    /// Throws what Python's arithmetic raises for options such as a step size of zero.
    package func step(epoch: Int? = nil) throws {
        if stepCount == 1, !optimizer.hasStepped {
            Engine.current.onWarning?(
                "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you "
                    + "should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  "
                    + "Failure to do this will result in PyTorch skipping the first value of the learning rate "
                    + "schedule. See more details at "
                    + "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate")
        }
        stepCount += 1
        if epoch != nil {
            Engine.current.onWarning?(
                "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where possible. "
                    + "Please use `scheduler.step()` to step the scheduler. During the deprecation, if epoch is "
                    + "different from None, the closed form is used instead of the new chainable form, where "
                    + "available. Please open an issue if you are unable to replicate your use case: "
                    + "https://github.com/pytorch/pytorch/issues/new/choose.")
        }
        try update(epoch: epoch)
    }

    /// Sets the rates of the next epoch, or of a given one.
    final func update(epoch: Int?) throws {
        let values: [Double?]
        if let epoch {
            lastEpoch = epoch
            values = try entry.closedForm.map { try $0(self) } ?? rates()
        } else {
            lastEpoch += 1
            values = try rates()
        }
        try set(values)
    }

    /// Sets the groups' rates (nil leaves one as it is) and notes them.
    final func set(_ rates: [Double?]) throws {
        for (group, rate) in zip(optimizer.groups, rates) {
            if let rate { try group.setLearningRate(rate) }
        }
        noteRates()
    }

    final func noteRates() { lastRates = optimizer.groups.map { $0["lr"] ?? .none } }

    /// `get_lr()`: the rates of `lastEpoch` from those before; nil for one that stays.
    func rates() throws -> [Double?] { try entry.rates?(self) ?? [] }

    // MARK: For rules

    /// Option `i` as a number.
    final func double(_ i: Int) throws -> Double { try Call(options).double(i) }

    /// The value of a constructor's argument, which is an attribute as well; nil where there is none of the name.
    package final func attribute(_ name: String) -> Operand? {
        entry.signature.parameters.firstIndex { $0.name == name }.flatMap { $0 < options.count ? options[$0] : nil }
    }

    /// Every group's rate times a factor.
    final func scaled(_ factor: Double) throws -> [Double?] {
        try optimizer.groups.map { try $0.learningRate * factor }
    }

    /// Every group's rate through a function.
    final func changed(_ change: (Double) -> Double) throws -> [Double?] {
        try optimizer.groups.map { change(try $0.learningRate) }
    }

    /// Every group's rate left as it is.
    final var unchanged: [Double?] { optimizer.groups.map { _ in nil } }
}

/// Arithmetic that raises where Python's does.
enum PythonMath {
    /// `a / b`
    static func divide(_ a: Double, _ b: Double) throws -> Double {
        if b == 0 { throw ArrayError(.zeroDivisionError, "float division by zero") }
        return a / b
    }

    /// `a % b`
    static func modulo(_ a: Int, _ b: Int) throws -> Int {
        if b == 0 { throw ArrayError(.zeroDivisionError, "integer modulo by zero") }
        if b == -1 { return 0 }
        let r = a % b
        return r != 0 && (r < 0) != (b < 0) ? r + b : r
    }

    /// `a // b`
    static func floorDivide(_ a: Int, _ b: Int) throws -> Int {
        if b == 0 { throw ArrayError(.zeroDivisionError, "integer division or modulo by zero") }
        let (q, overflow) = a.dividedReportingOverflow(by: b)
        if overflow { return Int.max }
        return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q
    }
}
