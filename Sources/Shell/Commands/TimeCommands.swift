import Interpreter
import Syntax

/// How long things take.
struct TimeCommands: CommandFamily {
    let title = "Timing"

    let time = Command(
        "time", usage: "STATEMENT", "Runs a statement and says how long it took.", tellsTime: true,
        python: { $0.arguments.split(separator: "\n").map(String.init) }
    ) { call in
        guard !call.arguments.isEmpty else { throw call.misuse() }
        let clock = ContinuousClock()
        let start = clock.now
        try call.session.execute(call.arguments)
        call.say("took \(Durations.text(start.duration(to: clock.now)))")
    }

    let timeit = Command(
        "timeit", usage: "STATEMENT", "Runs a statement again and again and says how long one run takes.",
        changes: true, tellsTime: true
    ) { call in
        guard !call.arguments.isEmpty else { throw call.misuse() }
        try call.session.measure(call.arguments)
    }
}

/// Durations in words.
enum Durations {
    /// Three digits and a unit: `1.23 ms`.
    static func text(_ duration: Duration) -> String { text(seconds(duration)) }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    static func text(_ seconds: Double) -> String {
        let units: [(Double, String)] = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")]
        let (unit, name) = units.first { seconds >= $0.0 * 0.9995 } ?? (1e-9, "ns")
        let number = max(0, seconds / unit)
        return "\(digits(number)) \(name)"
    }

    /// About three digits: `1.23`, `12.3`, `123`.
    private static func digits(_ number: Double) -> String {
        let places = number < 10 ? 100.0 : number < 100 ? 10 : 1
        guard number < 1e15 else { return "\(number)" }
        let rounded = (number * places).rounded() / places
        if places == 1 { return String(Int(rounded)) }
        let whole = Int(rounded)
        let part = Int(((rounded - Double(whole)) * places).rounded())
        let text = String(part)
        return "\(whole)." + String(repeating: "0", count: (places == 100 ? 2 : 1) - text.count) + text
    }
}

extension Session {
    /// Runs statements as if they had been typed.
    func execute(_ text: String) throws {
        let source = Source(name: "<stdin>", text: text)
        switch Parser.interactive(Source(name: "<stdin>", text: text + "\n")) {
        case .complete(let body): try run(body, source, .interactive)
        case .incomplete, .wrong:
            let module = try parsed(source) { try Parser.parseFile(source) }
            try run(module.body, source, .interactive)
        }
    }

    /// Shows the best and the usual time of one run, by Python's own `timeit`.
    fileprivate func measure(_ statement: String) throws {
        let module = Value(try machine.importModule("timeit"))
        let make = try machine.getAttribute(module, machine.intern("Timer"))
        let timer = try machine.call(
            make, [], keywords: [("stmt", machine.string(statement)), ("globals", Value(machine.globals))])
        machine.keep(timer)
        let found = try machine.call(try machine.getAttribute(timer, machine.intern("autorange")))
        guard let number = found.asTuple?.items.first, let loops = try? machine.intArgument(number),
            let last = found.asTuple?.items.last, let first = try machine.floatOrNil(last)
        else { return }
        // A slow statement has been seen often enough.
        let repeats = first > 2 ? 1 : 6
        let times = try machine.call(
            try machine.getAttribute(timer, machine.intern("repeat")), [machine.int(repeats), number])
        let each = try ([first] + machine.items(of: times).map { try machine.float($0) }).map { $0 / Double(loops) }
        let mean = each.reduce(0, +) / Double(each.count)
        let spread = (each.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(each.count)).squareRoot()
        let runs = loops == 1 ? "" : ", \(loops) loops each"
        say(
            "\(Durations.text(mean)) ± \(Durations.text(spread)) per loop (mean ± std. dev. of \(each.count) runs\(runs)),"
                + " best \(Durations.text(each.min() ?? mean))")
    }
}
