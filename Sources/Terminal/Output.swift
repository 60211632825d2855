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
    package var isMidLine: Bool { !tail.isEmpty }

    /// Sees every byte that is written.
    package var tee: ((UnsafeRawBufferPointer) -> Void)?

    private var buffer: [UInt8] = []
    /// What has been written since the last newline, or the end of it.
    private var tail: [UInt8] = []
    private static let tailLimit = 1024
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
        guard !bytes.isEmpty, !isClosed else { return }
        buffer.append(contentsOf: bytes)
        let newline = bytes.lastIndex(of: UInt8(ascii: "\n"))
        if let newline {
            tail.removeAll(keepingCapacity: true)
            tail.append(contentsOf: bytes[(newline + 1)...].suffix(Output.tailLimit))
        } else {
            tail.append(contentsOf: bytes.suffix(Output.tailLimit))
            if tail.count > Output.tailLimit { tail.removeFirst(tail.count - Output.tailLimit) }
        }
        if buffer.count >= limit || isLineBuffered && newline != nil { flush() }
    }

    /// Writes what is buffered.
    package func flush() {
        guard !buffer.isEmpty else { return }
        buffer.withUnsafeBytes {
            tee?($0)
            send($0)
        }
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4 * limit)
    }

    /// Tells where the cursor is after somebody else has written to the same terminal.
    package func noteLineStart() { tail = [] }

    /// The text on the last, unfinished line; nil if it holds codes that move the cursor.
    var unfinishedLine: String? {
        let line = tail.suffix(while: { $0 != UInt8(ascii: "\r") })
        guard tail.count < Output.tailLimit, line.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }

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

extension Array {
    /// The longest tail whose elements all satisfy the condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        self[((lastIndex { !condition($0) } ?? -1) + 1)...]
    }
}
