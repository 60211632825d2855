import Testing

@testable import Syntax

@Suite("At a prompt") struct InteractiveTests {
    private func verdict(_ text: String) -> String {
        switch Parser.interactive(Source(name: "<stdin>", text: text)) {
        case .complete(let body): "complete \(body.count)"
        case .incomplete(let unfinished): "\(unfinished.reason) \(unfinished.indent.count)"
        case .wrong(let diagnostic): diagnostic.message
        }
    }

    @Test(
        "complete lines run",
        arguments: [
            ("", 0), ("# c", 0), ("\n\n", 0), ("x", 1), ("a\nb", 2), ("a; b", 2), ("\"\"\"a\"\"\"", 1),
            ("if x:\n    a\n", 1), ("if x: a\n", 1), ("if x:\n    a\n    ", 1), ("if x:\n    a\nb = 1", 2),
            ("def f():\n\n    return 1\n", 1), ("x = (1,\n\n 2)", 1), ("x = \\\n 1", 1), ("@d\ndef f(): pass\n", 1),
        ])
    func complete(_ text: String, _ count: Int) {
        #expect(verdict(text) == "complete \(count)")
    }

    @Test(
        "unfinished lines want more, from a helpful column",
        arguments: [
            ("if x:", "block 4"), ("if x:  # c", "block 4"), ("if x:\n    a", "block 4"), ("if x: a", "block 0"),
            ("def f():\n    return 1", "block 0"), ("def f():\n    if x:\n        pass", "block 4"),
            ("for x in y:\n    for z in w:", "block 8"),
            ("class A:\n    def f(self):\n        a\n\n    def g(self):", "block 8"),
            ("@dec", "block 0"), ("try:\n    x", "block 4"), ("try:\n    x\nexcept:", "block 4"),
            ("else_ = [", "bracket 4"),
            ("match x:\n    case 1:", "block 8"), ("def f(a,\n      b):", "block 4"), ("x = (1,", "bracket 0"),
            ("foo(1,\n  2", "bracket 2"), ("x = [1,\n  2\n\n", "bracket 2"), ("d = {", "bracket 4"),
            ("from a import (", "bracket 4"), ("f(x for x in", "bracket 0"), ("'''abc", "string 0"),
            ("'''abc\n\n", "string 0"), ("f'''{", "string 0"), ("x = 1 + \\", "line 0"), ("x = 'a\\", "line 0"),
            ("if x:\n    '''doc", "string 0"), ("while True: print(1); x = (", "bracket 4"),
        ])
    func incomplete(_ text: String, _ expected: String) {
        #expect(verdict(text) == expected)
    }

    @Test(
        "a typo is wrong at once, whatever is open before it",
        arguments: [
            ("x =", "invalid syntax"), ("if x", "expected ':'"),
            ("x = (1 2", "invalid syntax. Perhaps you forgot a comma?"),
            ("print(a b", "invalid syntax. Perhaps you forgot a comma?"), ("x = )", "unmatched ')'"),
            ("x = (]", "closing parenthesis ']' does not match opening parenthesis '('"), ("  x", "unexpected indent"),
            ("'abc", "unterminated string literal (detected at line 1)"),
            ("if x:\na", "expected an indented block after 'if' statement on line 1"),
            ("def f():\n", "expected an indented block after function definition on line 1"),
            ("try:\n    x\n", "expected 'except' or 'finally' block"), ("@dec\n", "invalid syntax"),
            ("lambda:", "invalid syntax"),
            ("else:", "invalid syntax"), ("1 +", "invalid syntax"), ("match x", "expected ':'"),
            ("import", "invalid syntax"),
            ("async def f():", "'async' is left out of Gradus"),
            ("x = (1,\ny = 2", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
            ("[1, 2 $", "invalid syntax"), ("x = (1a", "invalid decimal literal"),
        ])
    func wrong(_ text: String, _ message: String) {
        #expect(verdict(text) == message)
    }
}
