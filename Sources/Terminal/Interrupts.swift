import CEdit

/// Ctrl-C as a flag: the handler does nothing else, whoever computes looks at it now and then.
package enum Interrupts {
    /// Makes SIGINT raise the flag and SIGPIPE an error of `write`. The calling thread is the one whose waiting calls
    /// end with `EINTR`, wherever the signal lands. Call it once, early, on the main thread.
    package static func install() { ce_install_interrupts() }

    /// Not 0 once SIGINT has arrived. Its address is constant: hand it to the machine to poll.
    package static var flag: UnsafeMutablePointer<Int32> { ce_interrupt_flag() }

    /// Whether SIGINT has arrived since the last time somebody asked; forgets it.
    package static func take() -> Bool {
        guard flag.pointee != 0 else { return false }
        flag.pointee = 0
        return true
    }
}
