import Foundation
import Lessons
import Testing

@testable import Shell

/// A folder of its own for files that a test writes.
struct Scratch: ~Copyable {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file; answers its path.
    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }
}

/// An exercise that is as it should be.
private let exercise = """
    # %% Exercise tags=["exercise"]
    # Make x.
    #: hint Any small number will do.
    #: if x == 5 -> Not five.
    ### BEGIN SOLUTION
    x = 1234567
    ### END SOLUTION
    assert x > 100, "x should be larger"

    """

/// The report of a check, its summary last, and whether all was fine.
private func check(_ path: String, _ change: (inout LessonCheck.Options) -> Void = { _ in }) -> (
    lines: [String], isFine: Bool
) {
    var options = LessonCheck.Options()
    change(&options)
    var lines: [String] = []
    var check = LessonCheck(options) { lines.append($0) }
    let isFine = check.check([path])
    return (lines.map { $0.replacingOccurrences(of: path + ":", with: "") }, isFine)
}

@Suite("Checking lessons")
struct LessonCheckTests {
    static let files = LessonLibrary.files(in: Gradus.root.appendingPathComponent("lessons").path)

    @Test("Every shipped lesson is as it says, and its exercises ask for something", arguments: files)
    func shipped(_ name: String) {
        let (lines, isFine) = check(Gradus.root.appendingPathComponent("lessons/\(name)").path) { $0.isLearner = true }
        #expect(isFine, "\(lines.joined(separator: "\n"))")
    }

    @Test("Every shipped lesson is in the program, and listed in the folder's README")
    func embedded() throws {
        let folder = Gradus.root.appendingPathComponent("lessons")
        let list = String(decoding: try Data(contentsOf: folder.appendingPathComponent("README.md")), as: UTF8.self)
        #expect(LessonCheckTests.files.count >= 12)
        #expect(LessonLibrary.embedded.count == LessonCheckTests.files.count)
        for name in LessonCheckTests.files {
            let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
            #expect(LessonLibrary.embedded[Lesson.name(ofPath: name)] == text)
            #expect(list.contains("`\(name)`"))
        }
    }

    @Test(
        "What is not as the lesson says is told with its line",
        arguments: [
            ("# %% A\n1 + 1\n#> 3\n", "3: expected '3', got '2'"),
            ("# %% A\nprint(1)\n#> 1\n#> 2\n", "4: expected '2', but nothing more is shown"),
            ("# %% A\nprint(1)\n\nprint(2)\n#> 1\n", "5: more is shown than expected: '2'"),
            ("# %% A\nx = 1\n\n1 / 0\n", "4: ZeroDivisionError: division by zero"),
            ("# %% A\nassert 1 > 2, 'no'\n", "2: no"),
            ("# %% A\nassert 1 > 2\n", "2: the check fails"),
            ("# %% A\n1\n#: fails\n", "2: an error is expected here ('#: fails'), and none came"),
            ("# %% A\nx = (1\n", "2: SyntaxError: '(' was never closed"),
            ("# %% A\nx = 1\n#: draw x\n", "3: 'draw x' fails"),
            ("# %% A\n1\n#> 1\nexit(3)\n", "4: the lesson leaves here"),
            (
                "# %% A\nfor i in [1]:\n    i\n\n    i + 1\n",
                "4: a blank line inside of a block: a prompt would end it here"
            ),
            ("# %% A\nfor i in [1]:\n    i\nx = 1\n", "4: a block needs a blank line behind it, as at a prompt"),
            ("# %% A\nif True: x = 1\nx = 2\n", "3: a block needs a blank line behind it, as at a prompt"),
            ("# %% A\n#: predict Q\n#: - a\nx = 1\n", "2: a question with a single choice"),
            ("# %% A\n#: predict Q\n#: - a\n#: - b\nx = 1\n", "2: a question without a right choice (marked *)"),
            (exercise.replacing("#: hint Any small number will do.\n", with: ""), "1: an exercise without a hint"),
            (exercise.replacing("will do", with: "x = 1234567"), "3: the hint contains the solution"),
            (
                exercise.replacing("assert x > 100, \"x should be larger\"\n", with: ""),
                "1: an exercise without an assert"
            ),
            (exercise.replacing("x == 5", with: "x > 5"), "4: the solution itself triggers 'if x > 5'"),
        ])
    func findings(_ text: String, _ finding: String) throws {
        let scratch = try Scratch()
        let (lines, isFine) = check(try scratch.file("l.py", text))
        #expect(!isFine)
        #expect(lines.contains(finding), "\(lines)")
    }

    @Test(
        "What is as it should be is not",
        arguments: [
            "# %% A\n1 + 1\n#> 2\n", "# %% A\n0.1 + 0.2\n#> 0.3000\n", "# %% A\nobject()\n#> <object ... at ...>\n",
            "# %% A\n#: fails\n1 / 0\n", "# %% A\n1 / 0\n#: fails\n", "# %% A\nx = 1\n# words\nx\n#> 1\n",
            "# %% A\nimport time\ntime.time()\n#: about\n#> 12.5\n", "# %% A\nprint(1)\n\nprint(2)\n#> 1\n#> 2\n",
            "# %% A\nif 1:\n    2\nelse:\n    3\n\n#> 2\n", "# %% A\nwith_x = 1\nwith_x\n#> 1\n",
            "# %% A\ndef f(\n        a):\n    return '''\n\n'''\n\nx = f(1)\n", "# %% A\n# %% B\nprint()\n",
            exercise,
        ])
    func fine(_ text: String) throws {
        let scratch = try Scratch()
        let (lines, isFine) = check(try scratch.file("l.py", text)) { $0.isLearner = true }
        #expect(isFine, "\(lines)")
    }

    @Test("--learner finds an exercise that asks for nothing; its trial leaves no trace")
    func learner() throws {
        let scratch = try Scratch()
        let path = try scratch.file("l.py", exercise.replacing("x > 100", with: "True"))
        #expect(check(path).isFine)
        let (lines, isFine) = check(path) { $0.isLearner = true }
        #expect(!isFine)
        #expect(lines.first == "8: the exercise passes its check without its solution")
        let random = """
            # %% Start
            generator = torch.manual_seed(0)
            seen = []

            \(exercise.replacing("x > 100", with: "seen.append(1) or torch.rand(1) < 9 and x > 100"))
            # %% After
            torch.rand(1), seen
            #> (tensor([0.7682]), [1])
            """
        let traces = check(try scratch.file("r.py", random)) { $0.isLearner = true }
        #expect(traces.isFine, "\(traces.lines)")
    }

    @Test("--accept writes the real outputs behind #> and leaves the rest to the byte")
    func accept() throws {
        let scratch = try Scratch()
        let text = "# %% A  \n1 + 1\n#> 3\n\n# words\nfor i in range(2):\n    i\n\n#> 0\n#> 5\n#> 6\n'...'\n#> ...\n"
        let path = try scratch.file("l.py", text)
        let (lines, isFine) = check(path) { $0.accepts = true }
        #expect(isFine)
        #expect(lines == ["1 lesson, 0 exercises, 3 outputs, 2 rewritten: all is as they say"])
        #expect(
            try scratch.text("l.py")
                == "# %% A  \n1 + 1\n#> 2\n\n# words\nfor i in range(2):\n    i\n\n#> 0\n#> 1\n'...'\n#> ...\n")
        #expect(check(path).isFine)
    }

    @Test("Files that are no lessons are told, each in one message")
    func noLessons() throws {
        let scratch = try Scratch()
        let empty = try scratch.file("a.py", "")
        #expect(check(empty).lines[0] == " the file is empty")
        let binary = try scratch.file("b.py", "# %% A\n\u{0}")
        #expect(check(binary).lines[0] == "2: this is a binary file, not a lesson")
        let missing = scratch.folder.path + "/none.py"
        #expect(check(missing).lines[0] == " no such file or directory")
        let url = scratch.folder.appendingPathComponent("c.py")
        try Data([0x23, 0x20, 0x25, 0x25, 0x0a, 0xff, 0x0a]).write(to: url)
        #expect(check(url.path).lines[0] == "2: the file is no UTF-8 text")
        let folder = scratch.folder.appendingPathComponent("empty")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(check(folder.path).lines[0] == " this is a directory, not a lesson")
        #expect(!check(folder.path).isFine)
        let (lines, isFine) = check(scratch.folder.path)
        #expect(lines.count == 4)
        #expect(lines.last == "3 lessons, 0 exercises, 0 outputs: 3 findings in 3")
        #expect(!isFine)
    }
}

@Suite("Lessons through a pipe")
struct LessonPipeTests {
    @Test("A piped lesson shows what its statements show, and nothing else")
    func piped() throws {
        let text =
            "# %% [markdown]\n# Prose.\n\n# %% A\nx = 2\nx\n#> 2\n#: plot [1, 2]\n" + exercise + "\nx\n#> 1234567\n"
        let run = try Gradus.run(typing: text)
        #expect(run.output == "2\n1234567\n")
        #expect(run.errors == "")
        #expect(run.status == 0)
    }

    @Test("--echo tells the whole lesson")
    func echo() throws {
        let text =
            "# %% [markdown]\n# # Title\n# Prose.\n\n# %% A\n# Look.\nfor i in [7]:\n    i\n\n#> 7\n#: plot [1, 2, 3]\n"
        let run = try Gradus.run(["--echo"], typing: text)
        #expect(run.output.hasPrefix("Title\nProse.\n\n── A ─"))
        #expect(run.output.contains("\nLook.\n>>> for i in [7]:\n...     i\n... \n7\n"))
        #expect(run.output.split(separator: "\n").count > 12)
        #expect(run.status == 0)
    }

    @Test(
        "What goes wrong means status 1, with file and line",
        arguments: [
            ("# %% A\n1\n#> 2\n3\n", ":3: expected '2', got '1'\n", "1\n3\n"),
            ("# %% A\nassert False, 'no'\n3\n", ":2: no\n", "3\n"),
            ("# %% A\n\nmissing\n3\n", ":3: NameError: name 'missing' is not defined\n", "3\n"),
            ("# %% A\n#: hint\n3\n", ":2: it should be: #: hint TEXT\n", ""),
        ])
    func wrong(_ text: String, _ message: String, _ output: String) throws {
        let run = try Gradus.run([], input: Data(text.utf8))
        #expect(run.status == 1)
        #expect(run.output == output)
        // The input of a run is a file called `in`, in the folder where it runs.
        #expect(run.errors.hasSuffix("in" + message), "\(run.errors)")
    }

    @Test("A marked failure is none")
    func fails() throws {
        let run = try Gradus.run(typing: "# %% A\n1 / 0\n#: fails\n2\n#> 2\n")
        #expect(run.status == 0)
        #expect(run.output == "2\n")
    }

    @Test("Programs that are no lessons go on as they did, whatever their comments look like")
    func programs() throws {
        let run = try Gradus.run(typing: "#: x is a number\nx = 1\nx\n#> 5\n")
        #expect(run.status == 0)
        #expect(run.output == "1\n")
    }

    @Test("check tells file and line, a summary, and a status")
    func command() throws {
        let scratch = try Scratch()
        _ = try scratch.file("a.py", "# %% A\n1\n#> 1\n")
        _ = try scratch.file("b.py", "# %% A\n1\n#> 2\n")
        _ = try scratch.file("README.md", "# No lesson\n")
        let run = try Gradus.run(["check", "."], in: scratch.folder)
        #expect(run.output == "./b.py:3: expected '2', got '1'\n2 lessons, 0 exercises, 2 outputs: 1 finding in 1\n")
        #expect(run.status == 1)
        #expect(try Gradus.run(["check", "a.py"], in: scratch.folder).status == 0)
        #expect(try Gradus.run(["check"], in: scratch.folder).status == 2)
        #expect(try Gradus.run(["check", "a.py", "--what"], in: scratch.folder).status == 2)
    }
}
