import Interpreter

/// Commands about networks and gradients.
struct TensorCommands: Sendable {}
