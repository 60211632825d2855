import Arrays
import Autograd

/// A function of `torch.nn.init`, declared once.
package struct InitEntry: Sendable {
    /// What it takes.
    package let signature: Signature
    /// One sentence for help.
    package let summary: String
    private let body: @Sendable (Call) throws -> Operand

    /// One that changes its first argument, a tensor, and returns it.
    @inline(never)
    fileprivate init(
        _ signature: String, _ summary: String, change: @escaping @Sendable (Tensor, Call) throws -> Void
    ) {
        self.init(signature, summary) { call in
            let tensor = try call.tensor(0)
            try change(tensor, call)
            return .tensor(tensor)
        }
    }

    @inline(never)
    fileprivate init(_ signature: String, _ summary: String, body: @escaping @Sendable (Call) throws -> Operand) {
        self.signature = Signature(signature)
        self.summary = summary
        self.body = body
    }

    /// Its name: `xavier_uniform_`.
    package var name: String { signature.name }

    /// Calls it with operands in the order of its parameters; trailing ones may be left out.
    package func call(_ operands: [Operand]) throws -> Operand {
        try body(Call(operands + signature.parameters.dropFirst(operands.count).map(\.defaultOperand)))
    }
}

extension InitEntry {
    /// Every function of `torch.nn.init`.
    package static let all: [InitEntry] = [
        InitEntry(
            "uniform_(Tensor tensor, float a=0.0, float b=1.0, Generator? generator=None)",
            "Numbers evenly spread over [a, b)."
        ) { t, c in try Initialization.uniform(t, try c.double(1), try c.double(2), try c.generator(3)) },
        InitEntry(
            "normal_(Tensor tensor, float mean=0.0, float std=1.0, Generator? generator=None)", "Normal numbers."
        ) { t, c in try Initialization.normal(t, try c.double(1), try c.double(2), try c.generator(3)) },
        InitEntry(
            "trunc_normal_(Tensor tensor, float mean=0.0, float std=1.0, float a=-2.0, float b=2.0, "
                + "Generator? generator=None)", "Normal numbers within [a, b]."
        ) { t, c in
            try Initialization.truncNormal(
                t, mean: try c.double(1), std: try c.double(2), a: try c.double(3), b: try c.double(4),
                try c.generator(5))
        },
        InitEntry("constant_(Tensor tensor, Number val)", "The same number everywhere.") { t, c in
            try Initialization.constant(t, try c.scalar(1))
        },
        InitEntry("ones_(Tensor tensor)", "Ones.") { t, _ in try Initialization.constant(t, .int(1)) },
        InitEntry("zeros_(Tensor tensor)", "Zeros.") { t, _ in try Initialization.constant(t, .int(0)) },
        InitEntry("eye_(Tensor tensor)", "The identity matrix.") { t, _ in try Initialization.eye(t) },
        InitEntry("dirac_(Tensor tensor, int groups=1)", "A convolution that passes its input on.") { t, c in
            try Initialization.dirac(t, groups: try c.int(1))
        },
        InitEntry(
            "xavier_uniform_(Tensor tensor, float gain=1.0, Generator? generator=None)",
            "Uniform numbers that keep the variance of activations (Glorot)."
        ) { t, c in try Initialization.xavierUniform(t, gain: try c.double(1), try c.generator(2)) },
        InitEntry(
            "xavier_normal_(Tensor tensor, float gain=1.0, Generator? generator=None)",
            "Normal numbers that keep the variance of activations (Glorot)."
        ) { t, c in try Initialization.xavierNormal(t, gain: try c.double(1), try c.generator(2)) },
        InitEntry(
            "kaiming_uniform_(Tensor tensor, float a=0, str mode='fan_in', str nonlinearity='leaky_relu', "
                + "Generator? generator=None)", "Uniform numbers that suit rectifiers (He)."
        ) { t, c in
            try Initialization.kaimingUniform(
                t, a: try c.double(1), mode: try c.string(2), nonlinearity: try c.string(3), try c.generator(4))
        },
        InitEntry(
            "kaiming_normal_(Tensor tensor, float a=0, str mode='fan_in', str nonlinearity='leaky_relu', "
                + "Generator? generator=None)", "Normal numbers that suit rectifiers (He)."
        ) { t, c in
            try Initialization.kaimingNormal(
                t, a: try c.double(1), mode: try c.string(2), nonlinearity: try c.string(3), try c.generator(4))
        },
        InitEntry(
            "orthogonal_(Tensor tensor, float gain=1, Generator? generator=None)",
            "A matrix whose rows or columns are orthogonal."
        ) { t, c in try Initialization.orthogonal(t, gain: try c.double(1), try c.generator(2)) },
        InitEntry(
            "sparse_(Tensor tensor, float sparsity, float std=0.01, Generator? generator=None)",
            "Normal numbers, a part of each column zero."
        ) { t, c in
            try Initialization.sparse(t, sparsity: try c.double(1), std: try c.double(2), try c.generator(3))
        },
        InitEntry(
            "calculate_gain(str nonlinearity, any param=None)", "The factor that suits a nonlinearity."
        ) { c in .number(try Initialization.gain(try c.string(0), c[1])) },
    ]

    private static let byName: [String: InitEntry] = Dictionary(
        all.map { ($0.name, $0) }
    ) { first, _ in first }

    /// The function of a name; nil where there is none.
    package static func named(_ name: String) -> InitEntry? { byName[name] }
}
