import Testing

@testable import Lessons

@Suite("Comparing outputs")
struct OutputPatternTests {
    @Test(
        "Numbers agree at the precision written, white space is folded, ... is anything",
        arguments: [
            ("tensor([1.5])", "tensor([1.5])", true),
            ("0.364", "0.36434608", true), ("0.364", "0.3647", false), ("0.3644", "0.3643", false),
            ("0.36434608697891235", "0.36434608697891234", true),
            ("1.", "1.0", true), ("1.", "1.3", false), ("3", "3", true), ("3", "4", false), ("3", "3.2", false),
            ("1.2e-05", "1.23e-05", true), ("1.2e-05", "1.3e-05", false), ("-0.5", "0.5", false),
            ("Linear2", "Linear3", false), ("x1 y", "x1  y", true), ("a\n  b", "a b", true), ("a b", "ab", false),
            ("...", "", true), ("a ... z", "a b c z", true), ("a ... z", "a b c", false), ("a ...", "a", true),
            ("<object at ...>", "<object at 0x7f>", true), ("1 ... 2 ... 3", "1 2 2 5 3", true),
            ("", "", true), ("", "x", false), ("x", "", false), ("nan", "nan", true), ("inf", "nan", false),
            ("größe 1.0", "größe 1.04", true), ("[1, 2]", "[1, 2, 3]", false), (".5", "0.5", true),
        ])
    func agree(_ expected: String, _ actual: String, _ agrees: Bool) {
        #expect(OutputPattern(expected).matches(actual) == agrees)
    }
}

@Suite("Progress and accepted outputs")
struct LessonFileTests {
    @Test("What is written is read again; going back takes back what came after")
    func progress() {
        var text = Progress.header("a")
        text += Progress.arrival(0, "One") + Progress.entry("x = 1") + "done\n"
        text += Progress.arrival(1, "Two") + Progress.entry("for i in x:\n    i\n\ny") + "done\n"
        text += Progress.arrival(2, "Three") + Progress.entry("z")
        let whole = Progress(text)
        #expect(whole.place == 2)
        #expect(whole.key == "Three")
        #expect(whole.entries == [0: ["x = 1"], 1: ["for i in x:\n    i\n\ny"], 2: ["z"]])
        #expect(whole.done == [0, 1])
        let back = Progress(text + Progress.arrival(1, "Two"))
        #expect(back.place == 1)
        #expect(back.entries == [0: ["x = 1"]])
        #expect(Progress(text + "finished\n").isFinished)
        let again = Progress(text + "finished\n" + Progress.arrival(0, "One"))
        #expect(!again.isFinished)
        #expect(again.wasFinished)
        #expect(Progress("at -3 x\nat\n| lost\n> lost\nat 99999999999999999999 x\n\u{0}\n").place == nil)
    }

    @Test("Accepting rewrites only the lines behind #>")
    func accept() {
        let text = "# %% A\nx\n#> 1\n#> 2\n\ny\n#> 3\n"
        let new = Acceptance.rewrite(
            text,
            [
                .init(expected: [.init(line: 3, text: "1"), .init(line: 4, text: "2")], actual: ["one"]),
                .init(expected: [.init(line: 7, text: "3")], actual: ["three", "", "four"]),
            ])
        #expect(new == "# %% A\nx\n#> one\n\ny\n#> three\n#>\n#> four\n")
    }
}
