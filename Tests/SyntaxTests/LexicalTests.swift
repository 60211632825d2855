import Testing

@testable import Syntax

@Suite("Texts") struct LexicalTests {
    private func dump(_ bytes: [UInt8]) -> String {
        do {
            return Dump.text(of: try Parser.parseFile(Source(name: "f.py", bytes: bytes)))
        } catch {
            return error.rendered
        }
    }

    @Test(
        "line ends of every kind, a byte order mark and form feeds change nothing",
        arguments: ["\r\n", "\r", "\n\u{0C}", "\n\n"])
    func lineEnds(_ lineEnd: String) {
        let program = "if a:\n    b = '''x\ny'''\nc = (1,\n 2)\nd = 'e\\\nf'\n"
        let plain = dump(Array(program.utf8))
        let other =
            lineEnd == "\n\n"
            ? program + "\n"
            : program.replacing(
                lineEnd.hasPrefix("\n") ? "\nc" : "\n", with: lineEnd.hasPrefix("\n") ? "\n\u{0C}c" : lineEnd)
        #expect(dump(Array(other.utf8)) == plain)
        #expect(dump([0xEF, 0xBB, 0xBF] + Array(program.utf8)) == plain)
    }

    @Test("what is no text is refused in CPython's words") func encoding() {
        #expect(
            dump(Array("x = 1\ny = '".utf8) + [0xE9, 0x27])
                == "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file f.py on line 2, but no encoding declared; "
                + "see https://peps.python.org/pep-0263/ for details")
        #expect(
            dump(Array("x=1\u{0}".utf8))
                == "  File \"f.py\", line 1\n    x=1\nSyntaxError: source code cannot contain null bytes")
        let string = Source(name: "<s>", text: "x\u{0}")
        #expect(
            throws: Diagnostic(.syntaxError, "source code string cannot contain null bytes", file: "<s>", place: nil)
        ) {
            try Parser.parseFile(string)
        }
    }

    @Test("lone surrogates survive") func surrogates() throws {
        let expr = try Parser.parseExpression(Source(name: "<s>", text: "'a\\ud83d\\ude00é'"))
        guard case .constant(.surrogateString(let codePoints)) = expr.kind else {
            Issue.record("no surrogates")
            return
        }
        #expect(codePoints == [0x61, 0xD83D, 0xDE00, 0xE9])
    }

    @Test("eval reads one expression with spaces and line ends around it") func evalMode() throws {
        func dump(_ text: String) -> String {
            let source = Source(name: "<string>", text: text)
            do {
                return Dump.text(of: try Parser.parseExpression(source), in: source)
            } catch {
                return error.message
            }
        }
        #expect(dump("  \t1, 2\n\n") == "Tuple(elts=[Constant(value=1), Constant(value=2)], ctx=Load())")
        #expect(dump("x = 1") == "invalid syntax")
        #expect(dump("") == "invalid syntax")
        #expect(dump("f(") == "'(' was never closed")
        #expect(dump("a b") == "invalid syntax")
    }

    @Test("a compiler's errors point at nodes") func nodeErrors() throws {
        let source = Source(name: "<stdin>", text: "x = 1\nreturn é\n")
        let module = try Parser.parseFile(source)
        let diagnostic = Diagnostic(.syntaxError, "'return' outside function", at: module.body[1].span, in: source)
        #expect(
            diagnostic.rendered
                == "  File \"<stdin>\", line 2\n    return é\n    ^^^^^^^^^\nSyntaxError: 'return' outside function")
    }

    @Test(
        "any text can be coloured",
        arguments: [
            ("def f(x): # c", "def:keyword f:name (:operator x:name ):operator ::operator # c:comment"),
            (
                "print('a', x.print)",
                "print:builtin (:operator 'a':string ,:operator x:name .:operator print:name ):operator"
            ),
            ("1.5e-3+0x1F-2j", "1.5e-3:number +:operator 0x1F:number -:operator 2j:number"),
            ("rb'a\\'b' f\"{x}\"", "rb'a\\'b':string f\"{x}\":string"), ("'abc\nx", "'abc:string x:name"),
            ("'''a\nb", "'''a\nb:string"), ("None is é $", "None:keyword is:keyword é:name $:invalid"),
            ("x\\\ny", "x:name \\:operator y:name"),
        ])
    func classified(_ text: String, _ expected: String) {
        let bytes = Array(text.utf8)
        let pieces = Classifier.classify(bytes).map { "\(String(decoding: bytes[$0.range], as: UTF8.self)):\($0.kind)" }
        #expect(pieces.joined(separator: " ") == expected)
    }
}
