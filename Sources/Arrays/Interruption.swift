import CKernels

/// Ctrl-C, for operations that take long: whoever runs programs on this thread says where its signal handler writes.
package enum Interruption {
    /// Work on this thread ends soon after `flag` becomes something else than 0.
    /// - Precondition: `flag` stays valid until `forget` or the next `watch`.
    package static func watch(_ flag: UnsafeMutablePointer<Int32>) { ck_watch_interrupt(flag) }

    /// Forgets `flag`, which is about to go.
    package static func forget(_ flag: UnsafeMutablePointer<Int32>) { ck_forget_interrupt(flag) }

    /// Whether the flag is set, for loops that cannot throw: their callers `check` afterwards.
    static var isAsked: Bool { ck_interrupted() != 0 }

    /// Throws KeyboardInterrupt, once for each time the flag was set.
    package static func check() throws {
        if ck_take_interrupt() != 0 { throw ArrayError(.keyboardInterrupt, "") }
    }
}
