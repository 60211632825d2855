/// What a prompt needs to know of the text typed so far.
package enum Interactive: Sendable {
    /// Statements to run; none for an empty line or a comment.
    case complete([Stmt])
    /// More lines are needed.
    case incomplete(Unfinished)
    case wrong(Diagnostic)
}

/// Why more lines are needed, and where the next one could start.
package struct Unfinished: Equatable, Sendable {
    package enum Reason: Sendable {
        /// A block that only an empty line ends.
        case block
        /// An open bracket.
        case bracket
        /// An open triple-quoted string.
        case string
        /// A backslash at the end of the line.
        case line
    }

    package let reason: Reason
    /// Spaces and tabs that the next line probably starts with.
    package let indent: String
}

extension Parser {
    /// Judges what has been typed at a prompt: lines joined by line ends, without the line end of the last.
    ///
    /// A block is ended by an empty last line, as in CPython; blank lines further up do no harm. A line that can no longer
    /// become right is wrong at once, whatever is open before it.
    package static func interactive(_ source: Source) -> Interactive {
        do {
            return try withText(of: source) { text throws(Diagnostic) in
                try judge(source, text)
            }
        } catch {
            return .wrong(error)
        }
    }

    private static func judge(
        _ source: Source, _ text: UnsafeBufferPointer<UInt8>
    ) throws(Diagnostic) -> Interactive {
        var parser = Parser(Lexer(source: source, text: text))
        var body: [Stmt] = []
        let lastLine = source.range(ofLine: source.lineStarts.count - source.lineOffset)
        let endsBlank = source.lineStarts.count > 1 && lastLine.allSatisfy { isBlank(text[$0]) }
        while parser.kind != .endMarker {
            parser.stream.forget(before: parser.index)
            parser.index = 0
            do throws(Halt) {
                try parser.parseStatement(into: &body)
            } catch {
                if case .wrong(let diagnostic) = error { throw diagnostic }
                var pass = ErrorPass(TokenStream(parser.stream.restart))
                let diagnostic = pass.explain(rule: "file", isWhole: false)
                guard let reason = pass.unfinished, reason != .block || !endsBlank else { throw diagnostic }
                return .incomplete(Unfinished(reason, source, text))
            }
        }
        if let last = body.last, last.isCompound, !endsBlank {
            return .incomplete(Unfinished(.block, source, text))
        }
        return .complete(body)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == Ascii.space || byte == Ascii.tab || byte == Ascii.formFeed || byte == Ascii.carriageReturn
    }
}

extension Stmt {
    /// Whether it has blocks, so that more of it could follow.
    package var isCompound: Bool {
        switch kind {
        case .if, .while, .for, .with, .try, .functionDef, .classDef, .match: true
        default: false
        }
    }
}

/// The last logical line of a text: what decides how the next one starts.
private struct LastLine {
    private(set) var start: UInt32 = 0
    private(set) var first: Token.Kind = .endMarker
    private(set) var last: Token.Kind = .endMarker

    init(_ source: Source, _ text: UnsafeBufferPointer<UInt8>) {
        var lexer = Lexer(source: source, text: text)
        var isNew = true
        while true {
            let token = lexer.next()
            switch token.kind {
            case .endMarker, .error: return
            case .newline: isNew = true
            case .indent, .dedent: break
            default:
                if isNew {
                    start = token.start
                    first = token.kind
                    isNew = false
                }
                last = token.kind
            }
        }
    }

    /// Whether nothing can follow its statement in its block.
    var leavesBlock: Bool {
        switch first {
        case .return, .pass, .break, .continue, .raise: true
        default: false
        }
    }
}

extension Unfinished {
    fileprivate init(_ reason: Reason, _ source: Source, _ text: UnsafeBufferPointer<UInt8>) {
        self.reason = reason
        let line = LastLine(source, text)
        switch reason {
        case .string: indent = ""
        case .block:
            let outer = source.indent(ofLine: source.line(at: line.start))
            indent = line.last == .colon ? outer + "    " : line.leavesBlock ? String(outer.dropLast(4)) : outer
        case .bracket, .line:
            var last = source.lineStarts.count - source.lineOffset
            while last > 1, source.range(ofLine: last).allSatisfy({ Parser.isBlank(text[$0]) }) { last -= 1 }
            let opens = line.last == .leftParenthesis || line.last == .leftBracket || line.last == .leftBrace
            indent = source.indent(ofLine: last) + (reason == .bracket && opens ? "    " : "")
        }
    }
}

extension Source {
    fileprivate func indent(ofLine line: Int) -> String {
        let spaces = range(ofLine: line).prefix { bytes[$0] == Ascii.space || bytes[$0] == Ascii.tab }
        return String(decoding: bytes[spaces], as: UTF8.self)
    }
}
