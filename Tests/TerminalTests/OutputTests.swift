import Testing

@testable import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Output")
struct OutputTests {
    static func withPipe(_ body: (_ reader: Int32, _ writer: Int32) throws -> Void) rethrows {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        try body(ends[0], ends[1])
        close(ends[0])
        close(ends[1])
    }

    static func available(_ descriptor: Int32) -> String {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
    }

    @Test("Bytes wait in the buffer until they are flushed")
    func buffering() {
        OutputTests.withPipe { reader, writer in
            let output = Output(writer)
            output.write("a\n")
            #expect(OutputTests.available(reader) == "")
            output.flush()
            #expect(OutputTests.available(reader) == "a\n")
        }
    }

    @Test("A line buffered output sends whole lines at once")
    func lineBuffering() {
        OutputTests.withPipe { reader, writer in
            let output = Output(writer, lineBuffered: true)
            output.write("a")
            #expect(OutputTests.available(reader) == "")
            #expect(output.isMidLine)
            output.write("b\n")
            #expect(OutputTests.available(reader) == "ab\n")
            #expect(!output.isMidLine)
        }
    }

    @Test("A full pipe that does not block is waited for")
    func fullPipe() async {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        let (reader, writer) = (ends[0], ends[1])
        _ = fcntl(writer, F_SETFL, O_NONBLOCK)
        let size = 1 << 20
        let received = Task.detached {
            var total = 0
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = read(reader, &buffer, buffer.count), count > 0 { total += count }
            return total
        }
        let output = Output(writer)
        output.write(String(repeating: "x", count: size))
        output.flush()
        close(writer)
        #expect(await received.value == size)
        #expect(!output.isClosed)
        close(reader)
    }

    @Test("A reader that has gone closes the output and nothing else happens")
    func goneReader() {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        Interrupts.install()
        let output = Output(ends[1])
        output.write("a\n")
        output.flush()
        #expect(output.isClosed)
        output.write("b\n")
        output.flush()
        close(ends[1])
    }
}
