import Testing

@testable import Lessons

/// A lesson with one of everything.
private let sample = """
    # %% [markdown]
    # # A title
    #
    # Some prose.

    # %% Start
    import torch  # all of it

    # %% Look
    #: note Ask the class.
    # A remark
    # of two lines.
    net = Linear(2, 1)
    net
    #> Linear(in_features=2,
    #> bias=True)
    #: draw net

    # %% Guess tags=["extra", "more"]
    #: predict What is it?
    #: - one
    #: - two  *
    # Told afterwards.
    1 + 1
    #> 2

    # %% Exercise: do it tags=["exercise"] id="do"
    given = 1
    #: hint First.
    #: hint Second.
    #: if x == "a -> b" -> Not that one.
    #: on-error "mat1 -> mat2" -> Look again.
    ### BEGIN SOLUTION
    x = given + 1

    ### END SOLUTION
    assert x == 2, "x should be 2"
    assert x != 3

    # %% [markdown]
    # The end.
    """

private func parse(_ text: String, path: String = "a/07-sample.py") throws -> Lesson {
    try LessonParser.parse(text, path: path) { ["draw", "plot"].contains($0) }
}

@Suite("Lessons in files")
struct LessonParserTests {
    @Test("Steps have titles, kinds, tags, ids and lines")
    func steps() throws {
        let lesson = try parse(sample)
        #expect(lesson.title == "A title")
        #expect(lesson.name == "07-sample")
        #expect(lesson.steps.map(\.title) == ["", "Start", "Look", "Guess", "Exercise: do it", ""])
        #expect(lesson.steps.map(\.isProse) == [true, false, false, false, false, true])
        #expect(lesson.steps.map(\.isExercise) == [false, false, false, false, true, false])
        #expect(lesson.steps.map(\.line) == [1, 6, 9, 19, 27, 40])
        #expect(lesson.steps[3].tags == ["extra", "more"])
        #expect(lesson.steps[4].id == "do")
        #expect(lesson.steps[0].prose == ["# A title", "", "Some prose."])
    }

    @Test("Prose belongs to the stop behind it, or ends the lesson")
    func stops() throws {
        let lesson = try parse(sample)
        #expect(lesson.stops.map(\.step.title) == ["Start", "Look", "Guess", "Exercise: do it"])
        #expect(lesson.stops.map(\.introduction.count) == [1, 0, 0, 0])
        #expect(lesson.ending.map(\.prose) == [["The end."]])
    }

    @Test("A step of code has remarks, code, expected output and pictures in order")
    func code() throws {
        let step = try parse(sample).steps[2]
        guard case .remark(let remark) = step.items.first, let chunk = step.chunks.first else {
            Issue.record("no remark or no code")
            return
        }
        #expect(remark == Step.Remark(line: 11, text: "A remark\nof two lines."))
        #expect(chunk.code == "net = Linear(2, 1)\nnet")
        #expect(chunk.line == 13)
        #expect(chunk.expected?.map(\.text) == ["Linear(in_features=2,", "bias=True)"])
        #expect(chunk.pictures == [Step.Remark(line: 17, text: "draw net")])
        #expect(step.notes.map(\.text) == ["Ask the class."])
    }

    @Test("An exercise has a given part, a solution and a check, and what is said about mistakes")
    func exercise() throws {
        let step = try parse(sample).steps[4]
        #expect(step.chunks(.given).map(\.code) == ["given = 1"])
        #expect(step.solution == "x = given + 1")
        #expect(step.chunks(.check).map(\.code) == ["assert x == 2, \"x should be 2\"\nassert x != 3"])
        #expect(step.hints.map(\.text) == ["First.", "Second."])
        #expect(step.replies == [Step.Reply(line: 31, condition: "x == \"a -> b\"", message: "Not that one.")])
        #expect(step.errorReplies.map(\.condition) == ["mat1 -> mat2"])
    }

    @Test("A question has its choices and the right one")
    func question() throws {
        let question = try parse(sample).steps[3].question
        #expect(question == Step.Question(line: 20, text: "What is it?", choices: ["one", "two"], answer: 1))
    }

    @Test("Marks inside of strings and brackets are none")
    func strings() throws {
        let lesson = try parse("# %% One\nx = '''\n# %% no step\n#> no output\n'''\ny = [\n#: nothing\n1]\ny\n#> [1]\n")
        #expect(lesson.steps.count == 1)
        #expect(lesson.steps[0].chunks.count == 1)
        #expect(lesson.steps[0].chunks[0].expected?.count == 1)
    }

    @Test("fails and about belong to the code above them, else to the step below")
    func marks() throws {
        let lesson = try parse("# %% One\nx\n#: fails\ny\n#: about\n#> 1\n# %% Two\n#: about\na\n#> 1\nb\n#> 2\n")
        #expect(lesson.steps[0].chunks.map(\.fails) == [true, false])
        #expect(lesson.steps[0].chunks.map(\.isAbout) == [false, true])
        #expect(lesson.steps[1].chunks.map(\.isAbout) == [true, true])
    }

    @Test("Windows line ends, a byte order mark and Jupytext's metadata are read over")
    func variants() throws {
        let lesson = try parse("\u{feff}# ---\r\n# jupyter: x\r\n# ---\r\n\r\n# %% One\r\nx\r\n#> 1\r\n#%%\r\ny\r\n")
        #expect(lesson.steps.map(\.title) == ["One", ""])
        #expect(lesson.steps[0].chunks[0].code == "x")
        #expect(lesson.steps[0].chunks[0].expected == [Step.Remark(line: 7, text: "1")])
    }

    @Test(
        "What is malformed is told in one message with file and line",
        arguments: [
            ("", "l.py: the file is empty"),
            (" \n\n", "l.py: the file is empty"),
            ("# %% [markdown]\n# words\n", "l.py: there is no code in it: a lesson has steps that begin with '# %%'"),
            ("# just a comment\n", "l.py: there is no code in it: a lesson has steps that begin with '# %%'"),
            ("# %% A\n#> 1\n", "l.py:2: '#>' without code above it"),
            ("# %% A\nx\n#: drwa net\n", "l.py:3: '#: drwa' is no instruction"),
            ("# %% A\nx\n#:\n", "l.py:3: '#:' without an instruction"),
            ("# %% A\nx\n#: hint\n", "l.py:3: it should be: #: hint TEXT"),
            ("# %% A\nx\n#: if x == 1\n", "l.py:3: it should be: #: if EXPRESSION -> MESSAGE"),
            ("# %% A\nx\n#: if -> m\n", "l.py:3: it should be: #: if EXPRESSION -> MESSAGE"),
            (
                "# %% A\nx\n#: on-error mat1 -> m\n",
                "l.py:3: it should be: #: on-error \"PART OF THE MESSAGE\" -> MESSAGE"
            ),
            ("# %% A\nx\n#: - one\n", "l.py:3: a choice without '#: predict' above it"),
            ("# %% A\n#: predict Q\n#: - a *\n#: - b *\nx\n", "l.py:4: a second right choice in one question"),
            ("# %% A\n#: predict Q\n#: predict R\nx\n", "l.py:3: a second question in one step"),
            ("# %% A\n#: predict Q\n#: -\nx\n", "l.py:3: an empty choice"),
            ("# %% A\n### BEGIN SOLUTION\nx\n", "l.py:2: BEGIN SOLUTION without END SOLUTION"),
            ("# %% A\n### BEGIN SOLUTION\nx\n# %% B\ny\n", "l.py:2: BEGIN SOLUTION without END SOLUTION"),
            ("# %% A\nx\n### END SOLUTION\n", "l.py:3: END SOLUTION without BEGIN SOLUTION"),
            ("# %% A\n### BEGIN SOLUTION\n### END SOLUTION\n", "l.py:3: the solution is empty"),
            ("# %% A\n### BEGIN SOLUTION\n### BEGIN SOLUTION\n", "l.py:3: BEGIN SOLUTION inside of a solution"),
            ("# %% [markdown]\nx = 1\n", "l.py:2: code in a step of prose: prose lines begin with '#'"),
            ("# %% A tags=[\"x\nx\n", "l.py:1: it should be: tags=[\"one\", \"another\"]"),
            ("# %% A id=\"x\nx\n", "l.py:1: id=\" without its second quote"),
            ("# %% A\nx\n#: fails loudly\n", "l.py:3: '#: fails' takes nothing behind it"),
        ])
    func faults(_ text: String, _ message: String) {
        do {
            _ = try parse(text, path: "l.py")
            Issue.record("this was read: \(text)")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test("No text, however odd, does more than be refused")
    func odd() {
        let pieces = [
            "# %%", "#>", "#: ", "### BEGIN SOLUTION", "\"", "'''", "[", "#: if", " -> ", "#: -", "tags=[", "\\", "\n",
            "x",
            "<!-- :", "-->", "```", "é", "\r", "\t", "assert ", "id=\"",
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            let text = (0..<12).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            _ = try? parse(text, path: Bool.random() ? "l.py" : "l.md")
            _ = LessonParser.isLesson(text)
        }
    }

    @Test("A lesson in Markdown has the same steps")
    func markdown() throws {
        let text = """
            # A title

            Some prose.

            ## Look

            More of it.

            ```python
            net
            #> Linear
            ```
            <!-- : draw net -->
            <!-- : hint one
            hint two -->

            ```text
            no code
            ```

            ## Exercise tags=["exercise"]
            <!-- : hint before -->
            ```
            ### BEGIN SOLUTION
            x = 1
            ### END SOLUTION
            assert x == 1
            ```
            <!-- an ordinary comment -->
            The end.
            """
        let lesson = try parse(text, path: "a.md")
        #expect(lesson.title == "A title")
        #expect(lesson.stops.map(\.step.title) == ["Look", "Exercise"])
        #expect(lesson.stops[0].step.chunks[0].line == 10)
        #expect(lesson.stops[0].step.chunks[0].pictures.map(\.text) == ["draw net"])
        #expect(lesson.stops[0].step.hints.map(\.text) == ["one", "two"])
        #expect(lesson.stops[1].step.isExercise)
        #expect(lesson.stops[1].step.hints.map(\.text) == ["before"])
        #expect(lesson.stops[1].step.solution == "x = 1")
        #expect(lesson.ending.flatMap(\.prose).contains("The end."))
    }

    @Test(
        "Markdown that does not end is told with its line",
        arguments: [
            ("# A\n```\nx\n", "l.md:2: a fence that does not end"),
            ("```\nx\n```\n<!-- : hint\n", "l.md:4: a comment that does not end"),
            ("<!-- : hint a -->\nwords\n", "l.md:1: an instruction without code behind it"),
        ])
    func markdownFaults(_ text: String, _ message: String) {
        #expect(throws: LessonFault.self) { try parse(text, path: "l.md") }
        do { _ = try parse(text, path: "l.md") } catch { #expect("\(error)" == message) }
    }

    @Test(
        "Only what has steps is a lesson", arguments: [("x\n#> 1\n", false), ("# %% A\n", true), ("# %%time\n", false)])
    func told(_ text: String, _ isLesson: Bool) { #expect(LessonParser.isLesson(text) == isLesson) }
}
