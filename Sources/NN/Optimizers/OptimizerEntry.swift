import Arrays
import Autograd

/// What an optimizer does to one parameter, given its gradient.
typealias Update = (_ param: Tensor, _ grad: Tensor, _ optimizer: Optimizer) throws -> Void

/// The declaration of an optimizer: everything anybody needs to know about a name of `torch.optim`.
package final class OptimizerEntry: @unchecked Sendable {
    /// What the constructor takes, `params` first.
    package let signature: Signature
    /// One sentence for help.
    package let summary: String
    /// What people try instead.
    package let spellings: [String]
    /// The options of a group, in the order of PyTorch's `defaults`; parameters of the constructor or fixed ones.
    package let options: [String]
    /// Options that are no parameters, with their values.
    private let fixed: [String: Operand]
    /// What is asked of the options, in PyTorch's order.
    private let checks: [Check]
    /// Makes the update of a group's parameters from its options.
    let prepare: @Sendable (ParamGroup) throws -> Update
    /// What is kept for a parameter from the start.
    let begin: (@Sendable (Tensor, ParamGroup, Optimizer) throws -> Void)?

    /// A condition on the options of the constructor.
    enum Check: Sendable {
        /// `Invalid WORD: VALUE` unless it is at least 0 (SGD lets a nan pass).
        case nonNegative(String, String, nanPasses: Bool = false)
        /// Two numbers in [0, 1).
        case betas
        case custom(@Sendable (_ option: (String) -> Operand) throws -> Void)
    }

    @inline(never)
    init(
        _ signature: String, _ summary: String, options: [String], fixed: [String: Operand] = [:],
        spellings: [String] = [], checks: [Check],
        begin: (@Sendable (Tensor, ParamGroup, Optimizer) throws -> Void)? = nil,
        prepare: @escaping @Sendable (ParamGroup) throws -> Update
    ) {
        self.signature = Signature(signature)
        self.summary = summary
        self.options = options
        self.fixed = fixed
        self.spellings = spellings
        self.checks = checks
        self.begin = begin
        self.prepare = prepare
    }

    /// The name of its class.
    package var name: String { signature.name }

    /// The optimizer of a group list.
    ///
    /// - Parameter operands: the constructor's arguments in the order of the parameters; that of `params` is ignored,
    ///   trailing ones may be left out.
    /// Throws ValueError for options out of range and parameters that cannot be optimized.
    package func build(_ groups: [Optimizer.GroupSpec], _ operands: [Operand] = []) throws -> Optimizer {
        func option(_ name: String) -> Operand {
            if let value = fixed[name] { return value }
            guard let i = signature.parameters.firstIndex(where: { $0.name == name }) else { return .none }
            if i < operands.count, !operands[i].isNone || signature.parameters[i].allowsNone { return operands[i] }
            return signature.parameters[i].defaultOperand
        }
        for check in checks { try OptimizerEntry.run(check, option) }
        return try Optimizer(self, defaults: options.map { ($0, option($0)) }, groups)
    }

    private static func run(_ check: Check, _ option: (String) -> Operand) throws {
        switch check {
        case .nonNegative(let name, let label, let nanPasses):
            let value = option(name)
            if name == "lr", case .tensor(let tensor) = value, tensor.count != 1 {
                throw ArrayError.value("Tensor lr must be 1-element")
            }
            let number = try Call([value]).double(0)
            if number >= 0 || (nanPasses && number.isNaN) { return }
            throw ArrayError.value("Invalid \(label): \(PythonText.str(value))")
        case .betas:
            let betas = option("betas")
            guard let (first, second) = ParamGroup.pair(betas) else {
                throw ArrayError.type("betas must be a tuple of two numbers")
            }
            for (i, beta) in [first, second].enumerated() where !(beta >= 0 && beta < 1) {
                throw ArrayError.value("Invalid beta parameter at index \(i): \(PythonText.str(item(betas, i)))")
            }
        case .custom(let body): try body(option)
        }
    }

    static func item(_ operand: Operand, _ i: Int) -> Operand {
        switch operand {
        case .ints(let ints) where i < ints.count: .int(ints[i])
        case .items(let items) where i < items.count: items[i]
        default: .none
        }
    }
}

/// All optimizers, each made when first used.
package enum Optimizers {
    package static let descent: DescentOptimizers = DescentOptimizers()
    package static let moments: MomentOptimizers = MomentOptimizers()
    package static let adaptive: AdaptiveOptimizers = AdaptiveOptimizers()

    /// Every optimizer in the order of declaration, found by reflection when first asked for.
    package static let all: [OptimizerEntry] = ([descent, moments, adaptive] as [Any]).flatMap { family in
        Mirror(reflecting: family).children.compactMap { $0.value as? OptimizerEntry }
    }

    private static let byName: [String: OptimizerEntry] = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The optimizer of a name; nil where there is none.
    package static func named(_ name: String) -> OptimizerEntry? { byName[name] }
}
