#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A buffered writer that gets every byte out: it resumes after signals, waits for a full pipe, and remembers that the
/// reader has gone instead of failing.
package final class Output {
    package let descriptor: Int32
    /// Whether a newline flushes, as on a terminal, so that a long loop's output is seen while it runs.
    package let isLineBuffered: Bool
    /// The reader has gone (EPIPE) or the descriptor is dead: everything further is dropped.
    package private(set) var isClosed = false
    /// Whether the last byte written was not a newline.
    package private(set) var isMidLine = false

    private var buffer: [UInt8] = []
    private let limit: Int

    /// Writes to `descriptor`, which stays the caller's to close; line buffered when it is a terminal.
    package init(_ descriptor: Int32, lineBuffered: Bool? = nil, limit: Int = 1 << 16) {
        self.descriptor = descriptor
        self.limit = limit
        isLineBuffered = lineBuffered ?? Terminals.isTerminal(descriptor)
    }

    deinit { flush() }

    /// Adds text to the buffer.
    package func write(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    /// Adds bytes to the buffer; flushes when it is full or, on a terminal, when a line has ended.
    package func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let last = bytes.last, !isClosed else { return }
        buffer.append(contentsOf: bytes)
        isMidLine = last != UInt8(ascii: "\n")
        if buffer.count >= limit || isLineBuffered && bytes.contains(UInt8(ascii: "\n")) { flush() }
    }

    /// Writes what is buffered.
    package func flush() {
        guard !buffer.isEmpty else { return }
        buffer.withUnsafeBytes { send($0) }
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4 * limit)
    }

    /// Tells where the cursor is after somebody else has written to the same terminal.
    package func noteLineStart() { isMidLine = false }

    private func send(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty, !isClosed {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Glibc)
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
            #else
                let count = Darwin.write(descriptor, part.baseAddress, part.count)
            #endif
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, 1000)
            } else if errno != EINTR {
                isClosed = true
            }
        }
    }
}
