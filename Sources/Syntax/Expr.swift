/// An expression. Its span leaves out enclosing parentheses, as in CPython (a parenthesised tuple's keeps them).
///
/// A tree is never higher than ``Limits/treeHeight``, so walking it by recursion is safe.
package final class Expr: Sendable {
    package let kind: Kind
    package let span: Span
    /// Longest way down to a leaf; what the height limit is checked on.
    package let height: UInt32

    package init(_ kind: Kind, _ span: Span, height: UInt32 = 0) {
        self.kind = kind
        self.span = span
        self.height = height
    }

    package enum Kind: Sendable {
        case name(String)
        case constant(Constant)
        case binOp(Expr, BinaryOperator, Expr)
        case unaryOp(UnaryOperator, Expr)
        /// Two or more operands: `a and b and c` is one node.
        case boolOp(BooleanOperator, [Expr])
        /// `left ops[0] comparators[0] ops[1] comparators[1] …`.
        case compare(Expr, [CompareOperator], [Expr])
        /// Function, positional arguments (`starred` for `*a`) and keywords (nil name for `**k`), as CPython evaluates
        /// them: all of the former first.
        case call(Expr, [Expr], [Keyword])
        /// The name is the last bytes of the span.
        case attribute(Expr, String)
        /// The index: `slice`, or a `tuple` that may hold slices and starred expressions, or anything else.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        case subscript_(Expr, Expr)
        case slice(lower: Expr?, upper: Expr?, step: Expr?)
        /// `*value` in a call, a display, an index or an assignment target.
        case starred(Expr)
        case list([Expr])
        case tuple([Expr])
        case set([Expr])
        /// Keys (nil for `**value`) beside values.
        case dict([Expr?], [Expr])
        case listComp(Expr, [Comprehension])
        case setComp(Expr, [Comprehension])
        case dictComp(key: Expr, value: Expr, [Comprehension])
        case generatorExp(Expr, [Comprehension])
        case lambda(Parameters, Expr)
        case ifExp(test: Expr, body: Expr, orelse: Expr)
        /// `target := value`; the target is a plain name.
        case namedExpr(Expr, Expr)
        /// An f-string: string constants and `formattedValue`s. `f"{x=}"` comes as the constant `x=` and a value with
        /// conversion `r`.
        case joinedStr([Expr])
        /// `{value!conversion:spec}`; the spec is a `joinedStr`.
        case formattedValue(Expr, Conversion, spec: Expr?)
        case yield(Expr?)
        case yieldFrom(Expr)
    }

    /// `!s`, `!r`, `!a` in an f-string.
    package enum Conversion: UInt8, Sendable {
        case none = 0
        case str = 0x73
        case repr = 0x72
        case ascii = 0x61
    }
}
