import Arrays

/// Which tensors a rule needs, beside the gradient that arrives.
package struct Saves: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The first, second and third tensor argument.
    package static let a = Saves(rawValue: 1)
    package static let b = Saves(rawValue: 2)
    package static let c = Saves(rawValue: 4)
    /// The operation's own (first) result.
    package static let result = Saves(rawValue: 128)
}

/// How an operation's gradient is computed: a rule for each tensor argument, or one for all of them.
///
/// Rules are written in differentiable operations, so that gradients of gradients need no further rule. They never
/// undo broadcasting: the walk does.
package struct Gradient: Sendable {
    package typealias Rule = @Sendable (Pullback) throws -> Tensor?
    package typealias JointRule = @Sendable (Pullback) throws -> [Tensor?]

    /// The rule for one tensor argument.
    struct Partial: Sendable {
        let saves: Saves
        let rule: Rule
    }

    /// The rules of the first arguments; further tensor arguments get no gradient.
    let partials: [Partial]
    /// One rule for all arguments.
    let joint: (saves: Saves, rule: JointRule)?

    /// A rule for the first tensor argument.
    package init(saves: Saves = [], _ rule: @escaping Rule) {
        partials = [Partial(saves: saves, rule: rule)]
        joint = nil
    }

    /// A rule for each of the first two tensor arguments, kept apart so that one alone saves only what it needs.
    package init(a: Rule2, b: Rule2) {
        partials = [a.partial, b.partial]
        joint = nil
    }

    /// A rule for each of the first three tensor arguments.
    package init(a: Rule2, b: Rule2, c: Rule2) {
        partials = [a.partial, b.partial, c.partial]
        joint = nil
    }

    /// One rule that computes the gradients of all tensor arguments (lists flattened) at once.
    package init(all saves: Saves, _ rule: @escaping JointRule) {
        partials = []
        joint = (saves, rule)
    }

    /// A gradient of zeros: for steps and other functions that are flat almost everywhere.
    package static let zeros = Gradient { p in try p.grad.zerosLike() }

    /// A rule with what it saves.
    package struct Rule2: Sendable {
        let partial: Partial
    }

    /// The first argument's rule, and the second's.
    var first: Partial { partials[0] }
    var second: Partial { partials[1] }

    /// How many tensor arguments can have a gradient; nil for all.
    var count: Int? { joint == nil ? partials.count : nil }
}

/// `rule(saves: .b) { p in … }`: the gradient of one argument.
package func rule(saves: Saves = [], _ rule: @escaping Gradient.Rule) -> Gradient.Rule2 {
    Gradient.Rule2(partial: .init(saves: saves, rule: rule))
}

/// What a rule sees: the gradient of the result, what was saved, and what else the call was given.
package struct Pullback {
    let node: RuleNode
    let incoming: Incoming

    /// The gradient of the (only) result.
    package var grad: Tensor {
        get throws {
            if let first = incoming.first { return first }
            let info = node.output
            return Tensor(try NDArray.zeros(info.shape, info.dtype))
        }
    }

    /// The gradient of result `i`, nil if none came.
    package func grad(_ i: Int) -> Tensor? { incoming.grad(i) }

    /// The first tensor argument; it must be among what the rule `saves`.
    package var a: Tensor { get throws { try node.saved(0) } }
    /// The second tensor argument.
    package var b: Tensor { get throws { try node.saved(1) } }
    /// The third tensor argument.
    package var c: Tensor { get throws { try node.saved(2) } }
    /// Tensor argument `i`.
    package func input(_ i: Int) throws -> Tensor { try node.saved(i) }
    /// The operation's (first) result.
    package var result: Tensor { get throws { try node.savedResult() } }
    /// What the forward kept by `Call.keep`, in order.
    package func kept(_ i: Int) throws -> NDArray { try node.kept(i) }

    /// The shape that input `i`'s gradient will have.
    package func shape(_ i: Int) -> Dims { info(i).shape }
    /// The type that input `i`'s gradient will have.
    package func dtype(_ i: Int) -> DType { info(i).dtype }

    private func info(_ i: Int) -> OutputInfo {
        let edge = node.edge(i)
        return edge.node?.outputInfo(Int(edge.index)) ?? node.output
    }

    /// Whether input `i` needs a gradient.
    package func wants(_ i: Int) -> Bool { node.wants(i) }

    /// What the operation was called with; tensors are left out.
    package var call: Call { Call(node.operands) }
}
