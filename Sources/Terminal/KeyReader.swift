#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads single keys from a terminal that neither echoes nor waits for Enter. Ctrl-C stays a signal.
package final class KeyReader {
    /// What was pressed.
    package enum Key: Equatable, Sendable {
        case character(Character)
        case enter, tab, backspace, escape
        case left, right, up, down, pageUp, pageDown
        /// A letter with Ctrl held.
        case control(Character)
    }

    /// How a wait ended.
    package enum Event: Equatable, Sendable {
        case key(Key)
        case timeout
        /// A signal has come.
        case signal
        /// The terminal has gone.
        case end
    }

    private let descriptor: Int32
    private var found = termios()
    private var isRaw = false
    private var pending: [UInt8] = []

    /// nil where the descriptor is no terminal.
    package init?(_ descriptor: Int32 = STDIN_FILENO) {
        self.descriptor = descriptor
        guard tcgetattr(descriptor, &found) == 0 else { return nil }
    }

    deinit { release() }

    /// Takes the terminal.
    package func take() {
        var mode = found
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        mode.c_iflag &= ~tcflag_t(ICRNL | IXON)
        tcsetattr(descriptor, TCSADRAIN, &mode)
        isRaw = true
    }

    /// Leaves the terminal as it was found.
    package func release() {
        guard isRaw else { return }
        tcsetattr(descriptor, TCSADRAIN, &found)
        isRaw = false
    }

    /// Forgets what has been typed ahead.
    package func forget() {
        pending = []
        tcflush(descriptor, TCIFLUSH)
    }

    /// The next key, waiting at most so long; for ever without a limit.
    package func next(seconds: Double? = nil) -> Event {
        if pending.isEmpty {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let limit = seconds.map { Int32(max(0, min($0 * 1000, 1e8))) } ?? -1
            let count = poll(&ready, 1, limit)
            if count < 0 { return .signal }
            if count == 0 { return .timeout }
            guard fill() else { return .end }
        }
        return .key(takeKey())
    }

    private func fill() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 256)
        #if canImport(Glibc)
            let count = Glibc.read(descriptor, &buffer, buffer.count)
        #else
            let count = Darwin.read(descriptor, &buffer, buffer.count)
        #endif
        guard count > 0 else { return count < 0 && errno == EINTR }
        pending += buffer[..<count]
        return true
    }

    private func takeKey() -> Key {
        guard let first = pending.first else { return .escape }
        if first == 0x1b { return takeSequence() }
        if first >= 0xc0 {
            let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
            let text = String(decoding: pending.prefix(length), as: UTF8.self)
            pending.removeFirst(min(length, pending.count))
            return .character(text.first ?? "?")
        }
        pending.removeFirst()
        switch first {
        case 0x0d, 0x0a: return .enter
        case 0x09: return .tab
        case 0x7f, 0x08: return .backspace
        case 0..<0x20: return .control(Character(UnicodeScalar(first + 0x60)))
        default: return .character(Character(UnicodeScalar(first)))
        }
    }

    private func takeSequence() -> Key {
        if pending.count == 1 {
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&ready, 1, 25) > 0 { _ = fill() }
        }
        pending.removeFirst()
        guard let mark = pending.first, mark == UInt8(ascii: "[") || mark == UInt8(ascii: "O") else { return .escape }
        pending.removeFirst()
        let parameters = pending.prefix { !(0x40...0x7e).contains($0) }
        let final = pending.dropFirst(parameters.count).first
        pending.removeFirst(min(pending.count, parameters.count + 1))
        switch final {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case UInt8(ascii: "C"): return .right
        case UInt8(ascii: "D"): return .left
        case UInt8(ascii: "~"): return parameters.first == UInt8(ascii: "5") ? .pageUp : .pageDown
        default: return .escape
        }
    }
}
