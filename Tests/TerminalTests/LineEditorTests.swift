import PseudoTerminal
import Testing

@Suite("The line editor in a terminal")
struct LineEditorTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A line is entered, echoed once, and the next prompt follows")
    func line() throws {
        let terminal = try demo(folder)
        terminal.send("1 + 1" + Key.enter)
        terminal.shows([">>> 1 + 1", "= \"1 + 1\"", ">>>"], cursor: (2, 4))
        #expect(terminal.screen.pastesInBrackets)
    }

    @Test("A block goes on with indentation and a continuation prompt; an empty line ends it; it is one entry")
    func block() throws {
        let terminal = try demo(folder)
        terminal.send("for x in y:" + Key.enter)
        terminal.shows([">>> for x in y:", "..."], cursor: (1, 8))
        terminal.send("f(x)" + Key.enter)
        terminal.shows([">>> for x in y:", "...     f(x)", "..."], cursor: (2, 8))
        terminal.send(Key.enter)
        terminal.shows([">>> for x in y:", "...     f(x)", "...", "= \"for x in y:\\n    f(x)\"", ">>>"])
        terminal.send(Key.up)
        terminal.shows(
            [
                ">>> for x in y:", "...     f(x)", "...", "= \"for x in y:\\n    f(x)\"", ">>> for x in y:",
                "...     f(x)",
            ], cursor: (5, 12))
    }

    @Test("A typing error never opens a continuation line")
    func wrong() throws {
        let terminal = try demo(folder)
        terminal.send("for !!:" + Key.enter)
        terminal.shows([">>> for !!:", "= \"for !!:\"", ">>>"])
    }

    @Test("Up and Down move in a block first; Enter in its middle breaks a line")
    func blockEditing() throws {
        let terminal = try demo(folder)
        terminal.send("f(1," + Key.enter)
        terminal.shows([">>> f(1,", "..."], cursor: (1, 8))
        terminal.send("2" + Key.up)
        terminal.shows([">>> f(1,", "...     2"], cursor: (0, 8))
        terminal.send("3," + Key.enter)
        terminal.shows([">>> f(1,3,", "...", "...     2"], cursor: (1, 8))
        terminal.send("4," + Key.down)
        terminal.shows([">>> f(1,3,", "...     4,", "...     2"], cursor: (2, 9))
        terminal.send(")" + Key.enter)
        #expect(terminal.expect("= \"f(1,3,\\n    4,\\n    2)\""))
    }

    @Test("Backspace and Shift-Tab take back a step of indentation, Tab adds one")
    func indentation() throws {
        let terminal = try demo(folder)
        terminal.send("if a:" + Key.enter)
        terminal.shows([">>> if a:", "..."], cursor: (1, 8))
        terminal.send(Key.tab)
        terminal.shows([">>> if a:", "..."], cursor: (1, 12))
        terminal.send(Key.backspace + Key.backspace)
        terminal.shows([">>> if a:", "..."], cursor: (1, 4))
        terminal.send("      b\u{1b}[Z")
        terminal.shows([">>> if a:", "...     b"], cursor: (1, 9))
        terminal.send(Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
    }

    @Test("Keys move and delete as everywhere")
    func keys() throws {
        let terminal = try demo(folder)
        terminal.send("hello brave world" + Key.home + "X" + Key.end + "Y")
        terminal.shows([">>> Xhello brave worldY"], cursor: (0, 23))
        terminal.send(Key.wordLeft + Key.wordLeft + "\u{1b}b" + Key.right + Key.delete)
        terminal.shows([">>> Xello brave worldY"], cursor: (0, 5))
        terminal.send(Key.wordRight + "\u{1b}d")
        terminal.shows([">>> Xello worldY"], cursor: (0, 9))
        terminal.send(Key.control("k"))
        terminal.shows([">>> Xello"], cursor: (0, 9))
        terminal.send(Key.control("y"))
        terminal.shows([">>> Xello worldY"])
        terminal.send(Key.control("w"))
        terminal.shows([">>> Xello"], cursor: (0, 10))
        terminal.send(Key.control("u"))
        terminal.shows([">>>"], cursor: (0, 4))
        terminal.send(Key.control("y") + Key.control("a") + Key.control("d"))
        terminal.shows([">>> ello"], cursor: (0, 4))
        terminal.send("\u{1b}[15~\u{1b}[99;9X" + "z")
        terminal.shows([">>> zello"])
    }

    @Test("Undo takes back words, kills and pastes")
    func undo() throws {
        let terminal = try demo(folder)
        for letter in "abc def" {
            terminal.send(String(letter))
            terminal.wait { $0.cursor.column > 4 && $0.text.hasSuffix(String(letter).replacing(" ", with: "c")) }
            terminal.settle(milliseconds: 20)
        }
        terminal.send(Key.control("u"))
        terminal.shows([">>>"])
        terminal.send("\u{1f}")
        terminal.shows([">>> abc def"])
        terminal.send("\u{1f}")
        terminal.shows([">>> abc"])
    }

    @Test("Long lines wrap, wide characters whole, and are edited in place")
    func longLines() throws {
        let terminal = try demo(folder, columns: 20)
        terminal.send("abcdefghijklmnopqrstuvwxyz")
        terminal.shows([">>> abcdefghijklmnop", "qrstuvwxyz"], cursor: (1, 10))
        terminal.send(Key.home + "日")
        terminal.shows([">>> 日abcdefghijklmn", "opqrstuvwxyz"], cursor: (0, 6))
        terminal.send(Key.end + "123456日é")
        terminal.shows([">>> 日abcdefghijklmn", "opqrstuvwxyz123456日", "é"], cursor: (2, 1))
        terminal.send(Key.backspace + Key.backspace)
        terminal.shows([">>> 日abcdefghijklmn", "opqrstuvwxyz123456"], cursor: (1, 18))
        terminal.send(Key.enter)
        #expect(terminal.expect("= \"日abcdefghijklm"))
    }

    @Test("Random editing leaves the screen as a fresh painting would", arguments: [24, 60])
    func randomEditing(columns: Int) throws {
        let terminal = try demo(folder, columns: columns, rows: 40)
        let keys =
            ["a", "b", " ", "日", "é", "(", Key.left, Key.right, Key.home, Key.end, Key.backspace, Key.delete]
            + [Key.wordLeft, Key.wordRight, Key.control("k"), Key.control("y"), Key.control("w"), "\u{1f}", "word "]
            + ["for:\u{1b}\r", Key.up, Key.down, Key.control("t"), Key.control("u")]
        var random = Steps(state: UInt64(columns))
        terminal.send(Key.control("l"))
        for round in 0..<25 {
            // Of a text that is higher than the window, a fresh painting may show another part.
            if terminal.screen.lines.count > 25 {
                terminal.send(Key.control("c"))
                terminal.settle(milliseconds: 60)
                terminal.send(Key.control("l"))
                terminal.settle(milliseconds: 60)
            }
            let sent = (0..<12).compactMap { _ in keys.randomElement(using: &random) }
            for key in sent {
                terminal.send(key)
                if round % 2 == 0 { terminal.settle(milliseconds: 2) }
            }
            // Long enough for a program that waits its turn on a busy machine.
            terminal.settle(milliseconds: 500)
            let (lines, cursor) = (terminal.screen.lines, terminal.screen.cursor)
            terminal.send(Key.control("l"))
            terminal.wait(seconds: 5) { $0.lines == lines && $0.cursor == cursor }
            terminal.settle(milliseconds: 30)
            #expect(terminal.screen.lines == lines, "after \(sent)")
            #expect(terminal.screen.cursor == cursor, "after \(sent)")
        }
    }

    @Test("The window's size is followed")
    func resizing() throws {
        let terminal = try demo(folder, columns: 40)
        terminal.send("before" + Key.enter + "aaaa bbbb cccc dddd eeee ffff gggg hhhh")
        terminal.shows([">>> before", "= \"before\"", ">>> aaaa bbbb cccc dddd eeee ffff gggg h", "hhh"])
        terminal.resize(columns: 30, rows: 12)
        terminal.send("!")
        terminal.shows([">>> before", "= \"before\"", ">>> aaaa bbbb cccc dddd eeee f", "fff gggg hhhh!"])
        terminal.resize(columns: 60, rows: 12)
        terminal.send("?")
        terminal.shows([">>> before", "= \"before\"", ">>> aaaa bbbb cccc dddd eeee ffff gggg hhhh!?"])
    }

    @Test("A block taller than the window scrolls with the cursor and is whole when entered")
    func tallBlock() throws {
        let terminal = try demo(folder, columns: 40, rows: 8)
        let lines = ["f("] + (0..<20).map { "\($0)," } + [")"]
        terminal.send(Key.paste(lines.joined(separator: "\n")))
        terminal.wait { $0.lines.last == "... )" }
        #expect(terminal.screen.lines == (13..<20).map { "... \($0)," } + ["... )"])
        for _ in 0..<30 { terminal.send(Key.up) }
        terminal.wait { $0.lines.first == ">>> f(" }
        #expect(terminal.screen.lines.first == ">>> f(")
        #expect(terminal.screen.lines.count == 8)
        for _ in 0..<30 { terminal.send(Key.down) }
        terminal.send(Key.end + Key.enter)
        #expect(terminal.expect("\\n)\""))
        let block = ([">>> f("] + lines.dropFirst().map { "... " + $0 }).joined(separator: "\n")
        #expect(terminal.screen.wholeText.contains(block + "\n= "))
    }

    @Test("Tab completes as far as the candidates agree; the second lists them with details until a key is typed")
    func completion() throws {
        let terminal = try demo(folder)
        terminal.send("x = we" + Key.tab)
        terminal.shows([">>> x = wei"], cursor: (0, 11))
        terminal.send(Key.tab)
        terminal.shows([">>> x = wei", "weight  Parameter (3, 2)", "weird   str"], cursor: (0, 11))
        terminal.send("g" + Key.tab)
        terminal.shows([">>> x = weight"], cursor: (0, 14))
        terminal.send(" + g" + Key.tab + Key.enter)
        terminal.shows([">>> x = weight + größe", "= \"x = weight + größe\"", ">>>"])
    }

    @Test("Hints show what history or the language offers; Right and End accept them")
    func hints() throws {
        try folder.write("print(net.weight)\n", to: "history")
        let terminal = try demo(folder)
        terminal.send("pri")
        terminal.shows([">>> print(net.weight)"], cursor: (0, 7))
        #expect(terminal.screen.style(of: "nt(net") == "38;5;244")
        terminal.send(Key.wordRight)
        terminal.shows([">>> print(net.weight)"], cursor: (0, 9))
        terminal.send(Key.right)
        terminal.shows([">>> print(net.weight)"], cursor: (0, 21))
        terminal.send(Key.control("u") + "Linear(")
        terminal.shows([">>> Linear(in_features, out_features"], cursor: (0, 11))
        terminal.send(Key.right + "2)" + Key.enter)
        terminal.shows([">>> Linear(2)", "= \"Linear(2)\"", ">>>"])
    }

    @Test("What is typed is coloured")
    func colours() throws {
        let terminal = try demo(folder)
        terminal.send("for x")
        terminal.shows([">>> for x"])
        #expect(terminal.screen.style(of: "for") == "1;38;5;133")
        #expect(terminal.screen.style(of: "x") == "")
        #expect(terminal.screen.style(of: ">>>") == "1;38;5;64")
    }

    @Test("NO_COLOR takes every colour away and nothing else")
    func noColour() throws {
        try folder.write("print(1)\n", to: "history")
        let terminal = try demo(folder, environment: ["NO_COLOR": "1"])
        terminal.send("for pri" + Key.tab)
        terminal.shows([">>> for print"])
        terminal.send(Key.enter)
        #expect(terminal.expect("= "))
        #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("m>>>"))
        #expect(String(decoding: terminal.bytes, as: UTF8.self).firstRange(of: "\u{1b}[0m") == nil)
    }

    @Test("A dumb terminal gets no escape codes at all", arguments: ["dumb", ""])
    func dumb(term: String) throws {
        let terminal = try demo(folder, environment: ["TERM": term])
        terminal.send("for x in y:\r")
        #expect(terminal.expect("..."))
        terminal.send("    f(x)\r\r1+1\r")
        #expect(terminal.expect("= \"1+1\""))
        #expect(terminal.screen.text.contains("= \"for x in y:\\n    f(x)\""))
        terminal.send("abc" + Key.control("c"))
        #expect(terminal.expect("KeyboardInterrupt"))
        terminal.send(Key.control("d"))
        #expect(terminal.exitStatus() == 0)
        #expect(!terminal.bytes.contains(0x1b))
    }

    @Test("A pasted block arrives whole, tabs and blank lines included, and runs on Enter")
    func paste() throws {
        let terminal = try demo(folder)
        terminal.send(Key.paste("for x in y:\n\tf(x)\n\n\tg(x)\n"))
        terminal.shows([">>> for x in y:", "...     f(x)", "...", "...     g(x)", "..."], cursor: (4, 4))
        terminal.send(Key.enter)
        #expect(terminal.expect("= \"for x in y:\\n\\tf(x)\\n\\n\\tg(x)\""))
    }

    @Test("A pasted transcript is the program that was typed")
    func pasteTranscript() throws {
        let terminal = try demo(folder)
        terminal.send(Key.paste(">>> a = 1\n>>> a\n1\n") + Key.enter)
        #expect(terminal.expect("= \"a = 1\\na\""))
    }

    @Test("A large paste arrives whole")
    func largePaste() throws {
        let terminal = try demo(folder)
        let lines = ["f("] + (0..<2000).map { "    \($0)," } + [")"]
        terminal.send(Key.paste(lines.joined(separator: "\n")))
        #expect(terminal.expect("... )", seconds: 30))
        terminal.send(Key.enter)
        #expect(terminal.wait(seconds: 30) { $0.text.contains("1999,\\n)\"") })
    }

    @Test("Lines typed ahead, without brackets, keep their own indentation")
    func burst() throws {
        let terminal = try demo(folder)
        terminal.send("for x in y:\r    f(x)\r    g(x)\r\r1\r")
        #expect(terminal.expect("= \"1\""))
        #expect(terminal.screen.text.contains("= \"for x in y:\\n    f(x)\\n    g(x)\""))
    }

    @Test("Up with something typed finds entries that begin so, each once; Down comes back")
    func prefixSearch() throws {
        try folder.write("print(1)\nx = 2\nprint(1)\nprint(3)\nif a:\\n    b\n", to: "history")
        let terminal = try demo(folder)
        terminal.send("pr" + Key.up)
        terminal.shows([">>> print(3)"], cursor: (0, 12))
        terminal.send(Key.up)
        terminal.shows([">>> print(1)"])
        terminal.send(Key.up)
        terminal.send(Key.down)
        terminal.shows([">>> print(3)"])
        terminal.send(Key.down)
        terminal.wait { $0.cursor == (0, 6) }
        #expect(terminal.screen.cursor == (0, 6))
        terminal.send(Key.control("u") + Key.up)
        terminal.shows([">>> if a:", "...     b"])
        terminal.send(Key.up + Key.up + Key.enter)
        terminal.shows([">>> print(3)", "= \"print(3)\"", ">>>"])
    }

    @Test("Ctrl-R searches; Enter runs what was found, other keys edit it, Ctrl-G gives it up")
    func incrementalSearch() throws {
        try folder.write("alpha = 1\nbeta = 2\nalpha + beta\n", to: "history")
        let terminal = try demo(folder)
        terminal.send("typed" + Key.control("r") + "alp")
        terminal.shows(["(reverse-i-search)`alp': alpha + beta"])
        terminal.send(Key.control("r"))
        terminal.shows(["(reverse-i-search)`alp': alpha = 1"])
        terminal.send("q")
        terminal.shows(["(failed reverse-i-search)`alpq': alpha = 1"])
        terminal.send(Key.control("g"))
        terminal.shows([">>> typed"], cursor: (0, 9))
        terminal.send(Key.control("r") + "beta" + Key.control("r") + Key.end + "3")
        terminal.shows([">>> beta = 23"])
        terminal.send(Key.control("r") + "a = 1" + Key.enter)
        terminal.shows([">>> alpha = 1", "= \"alpha = 1\"", ">>>"])
    }

    @Test("The user's bindings rule over ours, Enter excepted")
    func editrc() throws {
        try folder.write(
            "bind ^T gradus-line-start\nbind \"\\e[3~\" ed-delete-prev-char\nbind ^M ed-insert\n", to: ".editrc")
        let terminal = try demo(folder)
        terminal.send("abc\u{14}X" + Key.end + Key.delete)
        terminal.shows([">>> Xab"])
        terminal.send(Key.enter)
        #expect(terminal.expect("= \"Xab\""))
    }

    @Test("The vi keys work for those who ask for them")
    func viKeys() throws {
        try folder.write("bind -v\n", to: ".editrc")
        try folder.write("older\nnewer\n", to: "history")
        let terminal = try demo(folder)
        terminal.send("hello world\u{1b}")
        terminal.settle(milliseconds: 80)
        terminal.send("bx0iX\u{1b}")
        terminal.shows([">>> Xhello orld"])
        terminal.settle(milliseconds: 80)
        terminal.send("dd")
        terminal.shows([">>>"])
        terminal.send("kk")
        terminal.shows([">>> older"])
        terminal.send(Key.home + "iZ" + Key.end + "!" + Key.enter)
        #expect(terminal.expect("= \"Zolder!\""))
    }

    @Test("A prompt after output without a newline begins on a line of its own")
    func midLine() throws {
        let terminal = try demo(folder)
        terminal.send("partial" + Key.enter)
        terminal.shows([">>> partial", "no newline", ">>>"])
    }

    @Test("A program asks for a line with its own prompt; the answer is no history")
    func answers() throws {
        let terminal = try demo(folder)
        terminal.send("ask" + Key.enter)
        #expect(terminal.expect("name?"))
        terminal.send("for me:" + Key.enter)
        #expect(terminal.expect("entry(\"for me:\")"))
        #expect(terminal.wait { $0.lines.last == ">>>" })
        terminal.send(Key.up)
        #expect(terminal.wait { $0.lines.last == ">>> ask" })
    }

    @Test("A question stands behind what the program wrote on the line, and is edited there")
    func questionMidLine() throws {
        let terminal = try demo(folder)
        terminal.send("half" + Key.enter)
        #expect(terminal.expect("so far name?"))
        terminal.send("me" + Key.home + "X" + Key.control("u"))
        terminal.shows([">>> half", "so far name? me"], cursor: (1, 13))
        terminal.send(Key.enter)
        #expect(terminal.expect("entry(\"me\")"))
    }

    @Test("Whatever bytes arrive, the editor goes on")
    func randomBytes() throws {
        let terminal = try demo(folder)
        let ends: Set<UInt8> = [0x03, 0x04, 0x1a, 0x1c]
        for _ in 0..<40 {
            let bytes = (0..<100).map { _ in UInt8.random(in: 0...255) }.filter { !ends.contains($0) }
            terminal.send(bytes: bytes)
            terminal.settle(milliseconds: 1)
        }
        terminal.send("\u{1b}[201~")
        terminal.settle(milliseconds: 300)
        terminal.send(Key.control("c"))
        #expect(terminal.wait { $0.lines.last == ">>>" })
        terminal.send("print" + Key.enter)
        #expect(terminal.expect("= \"print\""))
    }
}

/// The same random numbers every time (SplitMix64, Steele, Lea and Flood 2014).
private struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
