import Testing

@testable import Terminal

@Suite("Pasted text")
struct PasteTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let pasted: String
        let clean: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "a program stays as it is", pasted: "a = 1\nif a:\n\tb = 2\n\n", clean: "a = 1\nif a:\n\tb = 2\n\n"),
        Case(name: "prompts go", pasted: ">>> a = 1\n>>> b = 2\n", clean: "a = 1\nb = 2\n"),
        Case(name: "outputs go", pasted: ">>> a\n1\n>>> b\ntensor([1.,\n        2.])\n", clean: "a\nb\n"),
        Case(
            name: "continuation prompts go and indentation stays",
            pasted: ">>> for i in x:\n...     print(i)\n... \n0\n1\n>>> y", clean: "for i in x:\n    print(i)\n\ny"),
        Case(
            name: "an indented transcript", pasted: "    >>> a = 1\n    >>> a\n    1\n", clean: "a = 1\na\n"),
        Case(
            name: "IPython's prompts", pasted: "In [3]: a = 1\n\nIn [4]: a\nOut[4]: 1\n\nIn [12]: b\n",
            clean: "a = 1\na\nb\n"),
        Case(
            name: "IPython's continuation", pasted: "In [1]: if a:\n   ...:     b\n   ...: \n   ...: c",
            clean: "if a:\n    b\n\nc"),
        Case(name: "the first prompt was not selected", pasted: "a = 1\n>>> a\n1\n", clean: "a = 1\na\n"),
        Case(
            name: "a docstring with an example stays", pasted: "def f():\n    \"\"\"\n    >>> f()\n    1\n    \"\"\"\n",
            clean: "def f():\n    \"\"\"\n    >>> f()\n    1\n    \"\"\"\n"),
        Case(
            name: "a string that begins with an example stays", pasted: "\"\"\"\n>>> f()\n\"\"\"",
            clean: "\"\"\"\n>>> f()\n\"\"\""),
        Case(name: "an ellipsis in an output is no continuation", pasted: ">>> t\n1\n... 2\n>>> u", clean: "t\nu"),
        Case(name: "a waiting prompt at the end", pasted: ">>> a\n1\n>>> ", clean: "a"),
        Case(name: "a shift is no prompt", pasted: "x = a >>> b\n", clean: "x = a >>> b\n"),
        Case(name: "nothing", pasted: "", clean: ""),
        Case(name: "blank lines before a transcript", pasted: "\n\n>>> a\n", clean: "a\n"),
    ]

    @Test("A transcript becomes the program that was typed", arguments: cases)
    func cleaning(_ example: Case) {
        #expect(Paste.clean(example.pasted) == example.clean)
    }

    @Test(
        "Every kind of line ending becomes a newline, and other control characters go",
        arguments: [
            ("a\rb", "a\nb"), ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\n\rb", "a\nb"), ("a\r\rb", "a\n\nb"),
            ("a\r\n\r\nb", "a\n\nb"), ("\ta\u{1b}[31m\u{0}\u{7f}", "\ta[31m"), ("größe 日本", "größe 日本"),
        ])
    func normalizing(_ pasted: String, _ normal: String) {
        #expect(Paste.normalized(pasted) == normal)
    }
}
