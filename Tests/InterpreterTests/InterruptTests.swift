import Foundation
import Interpreter
import Syntax
import Testing

@Suite("Interruptions") struct InterruptTests {
    /// Each would run for ever, or for hours.
    static let programs = [
        "while True: pass",
        "sum(iter(int, 1))",
        "list(filter(None, iter(int, 1)))",
        "any(v for v in range(10**12) if v < 0)",
        "[v for v in range(10**12) if v < 0]",
        "10**12 in iter(range(10**12))",
        "1.5 in range(10**12)",
        "max(range(10**12))",
        "first, *rest = iter(int, 1)",
        "while True: 3**200000",
        "pow(3, 2**20000, 2**20000 - 1)",
        "b''.join(iter(bytes, 1))",
        "for v in map(int, iter(int, 1)): pass",
        "x = [0] * 10**5\nx.sort(key=lambda v: sum(iter(int, 1)))",
    ]

    @Test("end what runs", .timeLimit(.minutes(5)), arguments: programs)
    func interrupted(_ program: String) throws {
        let machine = Machine()
        let source = Source(name: "<program>", text: program)
        let code = try Compiler.compile(
            Parser.parseFile(source).body, source: source, mode: .file, machine: machine)
        nonisolated(unsafe) let flag = machine.interrupt
        // A thread of its own: programs that never end keep every thread of the pool.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.2)
            flag.pointee = 1
        }
        let error = #expect(throws: PythonError.self) { try machine.run(code, globals: machine.globals) }
        #expect(error?.exception.type.name == "KeyboardInterrupt")
    }
}
