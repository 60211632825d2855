import Arrays
import Autograd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The declaration of a learning-rate scheduler.
package final class SchedulerEntry: @unchecked Sendable {
    typealias Rule = @Sendable (Scheduler) throws -> [Double?]
    typealias Maker =
        @Sendable (SchedulerEntry, Optimizer, [Operand], [(Int) throws -> Double]) throws -> Scheduler

    /// What the constructor takes, the optimizer first.
    package let signature: Signature
    /// One sentence for help.
    package let summary: String
    /// The rates of an epoch from those of the epoch before.
    let rates: Rule?
    /// The rates of any epoch, for `step(epoch)`.
    let closedForm: Rule?
    private let check: @Sendable (Call) throws -> Void
    private let make: Maker?

    @inline(never)
    init(
        _ signature: String, _ summary: String, check: @escaping @Sendable (Call) throws -> Void = { _ in },
        closedForm: Rule? = nil, rates: Rule? = nil, make: Maker? = nil
    ) {
        self.signature = Signature(signature)
        self.summary = summary
        self.check = check
        self.closedForm = closedForm
        self.rates = rates
        self.make = make
    }

    /// The name of its class.
    package var name: String { signature.name }

    /// The scheduler of an optimizer.
    ///
    /// - Parameter operands: the constructor's arguments in the order of the parameters; that of the optimizer is
    ///   ignored, trailing ones may be left out.
    /// - Parameter functions: what a language computes, one function for each group.
    /// Throws ValueError for options out of range.
    package func build(
        _ optimizer: Optimizer, _ operands: [Operand] = [], functions: [(Int) throws -> Double] = []
    ) throws -> Scheduler {
        let options = signature.parameters.enumerated().map { i, parameter in
            i < operands.count && (!operands[i].isNone || parameter.allowsNone) ? operands[i] : parameter.defaultOperand
        }
        try check(Call(options))
        let scheduler =
            try make?(self, optimizer, options, functions)
            ?? Scheduler(self, optimizer, options, functions: functions)
        try scheduler.start()
        return scheduler
    }
}

/// All schedulers, each made when first used.
package enum Schedulers {
    package static let plain: PlainSchedulers = PlainSchedulers()
    package static let special: SpecialSchedulers = SpecialSchedulers()

    /// Every scheduler in the order of declaration, found by reflection when first asked for.
    package static let all: [SchedulerEntry] = ([plain, special] as [Any]).flatMap { family in
        Mirror(reflecting: family).children.compactMap { $0.value as? SchedulerEntry }
    }

    private static let byName: [String: SchedulerEntry] = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The scheduler of a name; nil where there is none.
    package static func named(_ name: String) -> SchedulerEntry? { byName[name] }
}
