import Interpreter
import Syntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Takes any bytes as a program: the reader of statements, the classifier and the parser must come to an end with a
// tree or a diagnostic, the compiler with code or a diagnostic. With GRADUS_FUZZ=run the code is run as well, for a
// tenth of a second. What must not happen is a trap, a hang, or memory without bounds: libFuzzer watches for those.

let runsPrograms = getenv("GRADUS_FUZZ").map { String(cString: $0) } == "run"

/// The flag of the machine that runs now, for the alarm.
nonisolated(unsafe) var flag: UnsafeMutablePointer<Int32>?
nonisolated(unsafe) var machine = Machine()
nonisolated(unsafe) var uses = 0

func setAlarm(_ microseconds: Int) {
    var value = itimerval()
    value.it_value.tv_usec = suseconds_t(microseconds)
    // Again and again: a program may catch KeyboardInterrupt.
    value.it_interval.tv_usec = suseconds_t(microseconds == 0 ? 0 : 10_000)
    setitimer(.init(0), &value, nil)
}

func readAll(_ bytes: [UInt8]) {
    let source = Source(name: "f", bytes: bytes)
    _ = try? Parser.parseExpression(source)
    if case .wrong(let diagnostic) = Parser.interactive(Source(name: "f", bytes: bytes, isFile: false)) {
        _ = diagnostic.rendered
    }
    var reader = StatementReader(source)
    var position = -1
    while let unit = reader.next() {
        let range =
            switch unit {
            case .statements(_, _, let range), .wrong(_, let range): range
            }
        precondition(range.upperBound > position || range.isEmpty, "reading goes forward")
        position = range.upperBound
    }
    var end = 0
    for piece in Classifier.classify(bytes) {
        precondition(piece.range.lowerBound >= end && piece.range.upperBound <= bytes.count)
        end = piece.range.upperBound
    }
}

func compileAndRun(_ bytes: [UInt8]) {
    uses += 1
    if uses % 2_000 == 0 || (runsPrograms && uses % 50 == 0) { machine = Machine() }
    let source = Source(name: "f", bytes: bytes)
    do throws(Diagnostic) {
        let module = try Parser.parseFile(source)
        for statement in module.body { _ = source.excerpt(of: statement.span) }
        let code = try Compiler.compile(module.body, source: source, mode: .file, machine: machine)
        guard runsPrograms else { return }
        let globals = machine.makeModule("__main__").namespace
        flag = machine.interrupt
        setAlarm(100_000)
        do {
            _ = try machine.run(code, globals: globals)
        } catch {
            _ = try? machine.str(Value(machine.exception(for: error)))
        }
        setAlarm(0)
        machine.interrupt.pointee = 0
    } catch {
        _ = error.rendered
    }
    if uses % 64 == 0 { machine.collectGarbage() }
}

/// The alarm's handler is set when this is first asked for.
let isReady: Bool = {
    signal(SIGALRM) { _ in flag?.pointee = 1 }
    return true
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func take(_ text: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    precondition(isReady)
    let bytes = Array(UnsafeBufferPointer(start: text, count: count))
    if !runsPrograms { readAll(bytes) }
    compileAndRun(bytes)
    return 0
}
