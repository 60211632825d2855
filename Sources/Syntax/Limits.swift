/// What the parser refuses, so that neither it nor a compiler that walks its trees by recursion can exhaust the stack.
package enum Limits {
    /// How high an expression tree may be: a long `1+1+…` is as high as it has terms.
    /// CPython stops at about 2,990 with the same RecursionError. A compiler that recurses wants ≤ 2 KB of stack a level,
    /// or loops down left spines (`binOp`, `attribute`, `call`, `subscript_`), the only way to be this high in practice.
    package static let treeHeight: UInt32 = 2_000
    /// Brackets open at once (CPython's `MAXLEVEL`).
    package static let openBrackets = 200
    /// Blocks inside each other (CPython's `MAXINDENT`).
    package static let indentation = 100
    /// Digits of a decimal integer literal (`sys.int_info.default_max_str_digits`).
    package static let integerDigits = 4_300
}
