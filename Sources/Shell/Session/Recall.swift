import Interpreter

/// Values that the session remembers for its commands. The objects stay alive as long as they are remembered.
package final class Recall {
    /// The value shown last that was no None.
    package private(set) var last: Object?

    func note(_ value: Value) { last = value.isObject ? value.object : nil }
    func forget() { last = nil }
}
