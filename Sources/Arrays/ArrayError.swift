/// A mistake a user can make with tensors, as data: the Python exception it becomes and PyTorch's words.
package struct ArrayError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The Python exceptions that tensor operations raise.
    package enum Kind: String, Sendable {
        case runtimeError = "RuntimeError"
        case indexError = "IndexError"
        case valueError = "ValueError"
        case typeError = "TypeError"
        case notImplementedError = "NotImplementedError"
        case overflowError = "OverflowError"
        case keyError = "KeyError"
        case attributeError = "AttributeError"
        case assertionError = "AssertionError"
        case recursionError = "RecursionError"
        case zeroDivisionError = "ZeroDivisionError"
        case keyboardInterrupt = "KeyboardInterrupt"
    }

    package let kind: Kind
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// `RuntimeError: message`.
    package var description: String { kind.rawValue + ": " + message }

    package static func runtime(_ message: String) -> ArrayError { ArrayError(.runtimeError, message) }
    package static func index(_ message: String) -> ArrayError { ArrayError(.indexError, message) }
    package static func value(_ message: String) -> ArrayError { ArrayError(.valueError, message) }
    package static func type(_ message: String) -> ArrayError { ArrayError(.typeError, message) }
    package static func notImplemented(_ message: String) -> ArrayError { ArrayError(.notImplementedError, message) }

    /// A dimension outside of `-rank..<rank`.
    package static func dimensionRange(_ dim: Int, rank: Int) -> ArrayError {
        let n = max(rank, 1)
        return .index("Dimension out of range (expected to be in range of [\(-n), \(n - 1)], but got \(dim))")
    }

    /// Two shapes that do not broadcast.
    package static func broadcast(_ a: Int, _ b: Int, dim: Int) -> ArrayError {
        .runtime(
            "The size of tensor a (\(a)) must match the size of tensor b (\(b)) at non-singleton dimension \(dim)")
    }
}
