import Testing

@testable import Syntax

@Suite("Limits") struct LimitTests {
    private func outcome(_ text: String) -> String {
        do {
            let module = try Parser.parseFile(Source(name: "<s>", text: text))
            return "\(module.body.count)"
        } catch {
            return error.place == nil ? "\(error.kind.rawValue): \(error.message)" : error.message
        }
    }

    private func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    private let tooDeep = "RecursionError: maximum recursion depth exceeded during compilation"

    @Test("brackets nest 200 deep") func brackets() {
        #expect(outcome(times("(", 200) + "x" + times(")", 200)) == "1")
        #expect(outcome(times("[", 200) + times("]", 200)) == "1")
        #expect(outcome(times("(", 201) + "x" + times(")", 201)) == "too many nested parentheses")
        #expect(outcome(times("[", 5_000)) == "too many nested parentheses")
        #expect(outcome(times("{", 200)) == "'{' was never closed")
        #expect(outcome(times("f(", 150) + "a b" + times(")", 150)) == "invalid syntax. Perhaps you forgot a comma?")
        #expect(outcome(times("{x:", 150) + "a b" + times("}", 150)) == "invalid syntax. Perhaps you forgot a comma?")
    }

    @Test("blocks nest 99 deep") func blocks() {
        func nested(_ depth: Int) -> String {
            (0..<depth).map { times(" ", $0) + "if x:\n" }.joined() + times(" ", depth) + "pass\n"
        }
        #expect(outcome(nested(99)) == "1")
        #expect(outcome(nested(100)) == "too many levels of indentation")
        #expect(outcome(nested(3_000)) == "too many levels of indentation")
    }

    @Test(
        "long chains are read by loops, and too high a tree is refused as CPython refuses it",
        arguments: [
            ("1", "+1"), ("x", ".a"), ("x", "()"), ("x", "[0]"), ("-", "-"), ("not ", "not "), ("~", "~"),
            ("x**", "x**"),
            ("lambda:", "lambda:"), ("x if x else ", "x if x else "),
        ])
    func chains(_ first: String, _ more: String) {
        let last = first == "1" || first == "x" ? "" : "x"
        #expect(outcome(first + times(more, 1_500) + last) == "1")
        #expect(outcome(first + times(more, 100_000) + last) == tooDeep)
    }

    @Test("flat things have no limit") func flat() {
        #expect(outcome(times("x or ", 10_000) + "x") == "1")
        #expect(outcome(times("x < ", 10_000) + "x") == "1")
        #expect(outcome("x = " + times("a = ", 5_000) + "b") == "1")
        #expect(outcome("[" + times("1,", 20_000) + "]") == "1")
        #expect(outcome("if x:\n pass\n" + times("elif x:\n pass\n", 5_000)) == "1")
        #expect(outcome(times("'a' ", 5_000)) == "1")
        #expect(outcome(times("x\n", 10_000)) == "10000")
    }

    @Test("decimal literals have 4300 digits at most, others any number") func digits() {
        #expect(outcome(times("1", 4_300)) == "1")
        #expect(
            outcome("x = " + times("1", 4_301)).hasPrefix(
                "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits;"))
        #expect(outcome("0x" + times("f", 10_000)) == "1")
        #expect(outcome("1." + times("1", 10_000)) == "1")
    }

    @Test("big literals keep their digits") func bigLiterals() throws {
        let module = try Parser.parseFile(
            Source(name: "<s>", text: "0xFFFF_FFFF_FFFF_FFFF\n9223372036854775807\n9223372036854775808"))
        #expect(
            Dump.text(of: module)
                == "Module(body=[Expr(value=Constant(value=int('FFFFFFFFFFFFFFFF', 16))), Expr(value=Constant(value=9223372036854775807)), Expr(value=Constant(value=9223372036854775808))], type_ignores=[])"
        )
        guard case .expr(let last) = module.body[2].kind, case .constant(.bigInt(let digits, let radix)) = last.kind
        else {
            Issue.record("not a big integer")
            return
        }
        #expect(digits == "9223372036854775808" && radix == 10)
    }
}
