import CKernels

/// Ctrl-C, for operations that take long: whoever runs programs on this thread says where its signal handler writes.
package enum Interruption {
    /// Work on this thread ends soon after `flag` becomes something else than 0.
    /// - Precondition: `flag` stays valid until `forget` or the next `watch`.
    package static func watch(_ flag: UnsafeMutablePointer<Int32>) { ck_watch_interrupt(flag) }

    /// Forgets `flag`, which is about to go.
    package static func forget(_ flag: UnsafeMutablePointer<Int32>) { ck_forget_interrupt(flag) }

    /// Throws KeyboardInterrupt, once for each time the flag was set.
    static func check() throws {
        if ck_take_interrupt() != 0 { throw ArrayError(.keyboardInterrupt, "") }
    }
}
