import Interpreter
import Syntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that would run for ever, or for far too long, and is interrupted a fifth of a second after it began.
package enum Interruption {
    /// How the program ended, and what the same machine says to `6 * 7` afterwards.
    package static func end(of program: String, in machine: Machine) -> (error: String, afterwards: String) {
        let code = compile(program, machine)
        let alarm = Alarm(machine.interrupt)
        let error = run(code, machine)
        alarm.wait()
        return (error, answer(of: machine))
    }

    /// The same for a program that ends by itself.
    package static func naturalEnd(of program: String, in machine: Machine) -> (error: String, afterwards: String) {
        (run(compile(program, machine), machine), answer(of: machine))
    }

    private static func answer(of machine: Machine) -> String {
        var printed = ""
        machine.interrupt.pointee = 0
        machine.output = { printed += $0 }
        return run(compile("print(6 * 7)", machine), machine) + ": " + printed
    }

    private static func compile(_ program: String, _ machine: Machine) -> CodeObject? {
        let source = Source(name: "<program>", text: program)
        guard let body = try? Parser.parseFile(source).body else { return nil }
        return try? Compiler.compile(body, source: source, mode: .file, machine: machine)
    }

    private static func run(_ code: CodeObject?, _ machine: Machine) -> String {
        guard let code else { return "not compiled" }
        do {
            _ = try machine.run(code, globals: machine.globals)
            return "fine"
        } catch {
            return machine.exception(for: error).type.name
        }
    }

    /// Sets a flag after a fifth of a second, on a thread of its own: programs that never end keep all of the pool's.
    private struct Alarm {
        private var thread: pthread_t?

        init(_ flag: UnsafeMutablePointer<Int32>) {
            #if canImport(Glibc)
                var thread = pthread_t()
                let started = pthread_create(&thread, nil, { Alarm.ring($0) }, flag)
            #else
                var thread: pthread_t?
                let started = pthread_create(&thread, nil, { Alarm.ring($0) }, flag)
            #endif
            self.thread = started == 0 ? thread : nil
        }

        private static func ring(_ flag: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            usleep(200_000)
            flag?.assumingMemoryBound(to: Int32.self).pointee = 1
            return nil
        }

        /// The flag goes with its machine, so nobody may set it later.
        func wait() { if let thread { pthread_join(thread, nil) } }
    }
}
