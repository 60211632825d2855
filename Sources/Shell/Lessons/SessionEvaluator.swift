import Interpreter
import Lessons
import Syntax

/// A session that runs the code of lessons.
package final class SessionEvaluator: Evaluator {
    private unowned let session: Session
    /// The snapshot taken last, whose copies the next one shares.
    private var latest: Snapshot?

    /// The session must outlive it.
    package init(_ session: Session) { self.session = session }

    // MARK: Running

    package func run(_ code: String, _ manner: Manner, willRun: (String) -> Void) -> [Ran] {
        if manner == .tried { return trying { runApart(code) } }
        var stream = StatementStream(name: "<stdin>")
        stream.append(Array((code + "\n").utf8))
        stream.finish()
        var results: [Ran] = []
        while let piece = stream.next() {
            if manner == .shown { willRun(SessionEvaluator.asTyped(piece)) }
            let ran = watch(piece.text, offset: piece.line, isHidden: manner == .hidden) { session.submit(piece) }
            results.append(ran)
            if ran.end != nil { break }
        }
        return results
    }

    /// Runs an entry as it was typed.
    package func enter(_ text: String) -> (ran: Ran, outcome: Outcome) {
        var outcome = Outcome.completed
        let ran = watch(text, offset: 0, isHidden: false) {
            outcome = session.submit(text)
            return outcome
        }
        return (ran, outcome)
    }

    private static func asTyped(_ piece: StatementStream.Piece) -> String {
        let text = Transcript.echo(piece)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func watch(_ text: String, offset: Int, isHidden: Bool, _ body: () -> Outcome) -> Ran {
        var output = ""
        let before = session.tap.takes
        session.tap.takes = { event in
            if case .output(let more) = event, output.utf8.count < 1_000_000 { output += more }
            return isHidden
        }
        defer { session.tap.takes = before }
        switch body() {
        case .completed: return Ran(text: text, offset: offset, output: output, failure: nil)
        case .failed: return Ran(text: text, offset: offset, output: output, failure: RunFailure(session.lastFailure))
        case .interrupted: return Ran(text: text, offset: offset, output: output, failure: nil, end: .interrupted)
        case .exit(let status):
            return Ran(text: text, offset: offset, output: output, failure: nil, end: .left(status ?? 0))
        }
    }

    // MARK: Trials

    package func isTrue(_ expression: String) -> Bool {
        trying {
            (try? session.machine.scope { try session.machine.truth(try session.evaluate(expression)) }) ?? false
        }
    }

    /// One program that stops where it raises.
    private func runApart(_ code: String) -> [Ran] {
        let machine = session.machine
        do {
            try machine.scope {
                let source = Source(name: "<check>", text: code)
                let module = try session.parsed(source) { try Parser.parseFile(source) }
                let compiled = try session.parsed(source) {
                    try Compiler.compile(module.body, source: source, mode: .file, machine: machine)
                }
                _ = try machine.run(compiled, globals: machine.globals)
            }
            return [Ran(text: code, offset: 0, output: "", failure: nil)]
        } catch {
            let exception = machine.exception(for: error)
            let isInterrupt = exception.type.isSubclass(of: machine.types[.keyboardInterrupt])
            let failure = RunFailure(machine.conclusion(of: exception))
            return [Ran(text: code, offset: 0, output: "", failure: failure, end: isInterrupt ? .interrupted : nil)]
        }
    }

    /// Runs `body` unseen; afterwards everything is as if it had not run.
    private func trying<T>(_ body: () -> T) -> T {
        let before = session.tap.takes
        session.tap.takes = { _ in true }
        let snapshot = session.snapshot(sharing: latest)
        defer {
            if let snapshot { session.restore(snapshot) }
            session.tap.takes = before
        }
        return body()
    }

    package func show(_ command: String) -> Bool {
        guard let call = session.command(in: "%" + command) else { return false }
        return session.run(call) == .completed
    }

    package func clear() { session.forgetVariables() }

    // MARK: Snapshots

    private final class Kept {
        let snapshot: Snapshot
        init(_ snapshot: Snapshot) { self.snapshot = snapshot }
    }

    package func snapshot() -> AnyObject? {
        guard let snapshot = session.snapshot(sharing: latest) else { return nil }
        latest = snapshot
        return Kept(snapshot)
    }

    package func restore(_ snapshot: AnyObject) {
        guard let kept = snapshot as? Kept else { return }
        session.restore(kept.snapshot)
        latest = kept.snapshot
    }

    // MARK: Statements

    package func statements(_ code: String) -> [Statement] {
        let source = Source(name: "<lesson>", text: code + "\n")
        guard let module = try? Parser.parseFile(source), !module.body.isEmpty else {
            return [Statement(text: code, normal: SessionEvaluator.normal(code), names: [])]
        }
        return module.body.map { statement in
            let text = SessionEvaluator.text(statement.span, source)
            return Statement(
                text: text, normal: SessionEvaluator.normal(text), names: SessionEvaluator.names(statement, source))
        }
    }

    private static func text(_ span: Span, _ source: Source) -> String {
        let bytes = source.bytes
        let start = min(Int(span.start), bytes.count)
        return String(decoding: bytes[start..<max(start, min(Int(span.end), bytes.count))], as: UTF8.self)
    }

    private static func normal(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return Classifier.classify(bytes).filter { $0.kind != .comment }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined(separator: " ")
    }

    /// What a statement is there to define; empty for one that does something else.
    private static func names(_ statement: Stmt, _ source: Source) -> Set<String> {
        switch statement.kind {
        case .assign(let targets, _): Set(targets.flatMap { names(in: $0, source) })
        case .annAssign(let target, _, _, _): Set(names(in: target, source))
        case .functionDef(let function): [function.name]
        case .classDef(let type): [type.name]
        default: []
        }
    }

    private static func names(in target: Expr, _ source: Source) -> [String] {
        switch target.kind {
        case .tuple(let parts), .list(let parts): parts.flatMap { names(in: $0, source) }
        default: [normal(text(target.span, source))]
        }
    }
}
