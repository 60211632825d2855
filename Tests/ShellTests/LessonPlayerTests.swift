import Foundation
import Lessons
import Testing

@testable import Shell

/// A short lesson with a step of each kind.
private let text = """
    # %% [markdown]
    # # A lesson
    # Welcome.

    # %% Start
    import torch
    generator = torch.manual_seed(0)

    # %% A net
    # Look at it.
    net = torch.nn.Linear(2, 1)
    net
    #> Linear(in_features=2, out_features=1, bias=True)

    # %% Twice
    #: predict What is twice two?
    #: - three
    #: - four  *
    # So it is.
    2 * 2
    #> 4

    # %% Exercise: train tags=["exercise"] id="train"
    # Take one step.
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    before = net.weight.detach().clone()
    net(torch.ones(1, 2)).sum().backward()
    #: hint It is a method.
    #: hint Call step.
    #: if undefined_name -> Never said.
    #: if net.weight.grad is None -> The gradient has gone.
    #: on-error "has no attribute" -> Look at dir(optimizer).
    ### BEGIN SOLUTION
    optimizer.step()
    ### END SOLUTION
    assert not torch.equal(before, net.weight), "the weight should have changed"
    assert torch.rand(1) < 2

    # %% Random
    torch.rand(1)
    #> tensor([0.0223])

    # %% [markdown]
    # Goodbye.
    """

/// A session with a lesson open, and what it said.
private final class Game {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
    let session: Session
    let host: LessonHost
    private let said = Said()

    private final class Said {
        var text = ""
    }

    init(_ lesson: String = text, in other: URL? = nil) throws {
        let folder = other ?? self.folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(lesson.utf8).write(to: folder.appendingPathComponent("01-a-lesson.py"))
        session = Session { [said] event in
            switch event {
            case .output(let text), .errorOutput(let text): said.text += text
            case .failure(let page): said.text += page.report
            case .lesson(let text): for line in LessonPage.lines(text) { said.text += line.text + "\n" }
            default: break
            }
        }
        session.keepsUndo = true
        host = LessonHost(
            session, library: LessonLibrary(folders: [folder.path]),
            store: ProgressStore(folder: folder.appendingPathComponent("progress").path))
        try host.open("1")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Enters lines one after the other; what the last brings.
    @discardableResult
    func enter(_ lines: String...) -> String {
        for line in lines {
            said.text = ""
            _ = host.take(line)
        }
        return said.text
    }

    func value(_ expression: String) -> String {
        (try? session.machine.scope { try session.machine.repr(try session.evaluate(expression)) }) ?? "?"
    }

    var progress: String {
        let file = folder.appendingPathComponent("progress/01-a-lesson.txt")
        return (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

@Suite("Playing lessons")
struct LessonPlayerTests {
    @Test("Enter on the empty line runs each step, and the prompt tells the place")
    func enter() throws {
        let game = try Game()
        #expect(game.host.label == "1/5 ")
        let second = game.enter("")
        #expect(second.contains(">>> generator = torch.manual_seed(0)\n"))
        #expect(second.contains("── 2/5 A net ─"))
        #expect(second.contains("Look at it.\n    net = torch.nn.Linear(2, 1)\n    net\n"))
        #expect(game.enter("").contains("Linear(in_features=2, out_features=1, bias=True)\n"))
        #expect(game.host.label == "3/5 ")
    }

    @Test("Typing the step's code, or code of one's own with the same goal, ends it; anything else does not")
    func typing() throws {
        let game = try Game()
        game.enter("", "1 + 1", "other = 3")
        #expect(game.host.label == "2/5 ")
        game.enter("net   =  torch.nn.Linear( 2 ,1)  # mine")
        #expect(game.host.label == "2/5 ")
        #expect(game.host.suggestion == "net")
        #expect(game.enter("net").contains("── 3/5 Twice"))
        let pasted = try Game()
        #expect(pasted.enter("", "net = torch.nn.Linear(2, 1)\nnet").contains("── 3/5 Twice"))
        let other = try Game()
        other.enter("", "net = torch.nn.Linear(2, 1, bias=True)")
        #expect(other.enter("print(net)").contains("── 3/5 Twice"))
    }

    @Test("A question is answered before the code shows it; a remark behind it comes after the answer")
    func question() throws {
        let game = try Game()
        let asked = game.enter("", "")
        #expect(asked.contains("What is twice two?\n  1  three\n  2  four\n"))
        #expect(!asked.contains("So it is."))
        #expect(game.enter("").contains("Type 1 to 2"))
        #expect(game.enter("3 + 4").contains("7"))
        #expect(game.host.label == "3/5 ")
        let answered = game.enter("1")
        #expect(answered.contains("So it is.\n>>> 2 * 2\n4\nYou said: three. It is: four.\n"))
        #expect(game.host.label == "4/5 exercise ")
        let right = try Game()
        #expect(right.enter("", "", "2").contains("4\nAs you said: four.\n"))
    }

    @Test("An exercise runs what is given, tells one thing at a time, and ends when its check holds")
    func exercise() throws {
        let game = try Game()
        let begun = game.enter("", "", "2")
        #expect(begun.contains(">>> optimizer = torch.optim.Adam(net.parameters(), lr=0.1)"))
        #expect(!begun.contains("optimizer.step()"))
        #expect(game.enter("check") == "↳ the weight should have changed\n")
        #expect(game.enter("") == "↳ the weight should have changed\n")
        #expect(game.enter("optimizer.stepp()").contains("AttributeError"))
        #expect(game.enter("check") == "↳ Look at dir(optimizer).\n")
        game.enter("grad = net.weight.grad", "net.weight.grad = None")
        #expect(game.enter("check") == "↳ The gradient has gone.\n")
        game.enter("net.weight.grad = grad")
        #expect(game.enter("hint") == "↳ hint 1 of 2: It is a method.\n")
        #expect(game.enter("hint") == "↳ hint 2 of 2: Call step.\n")
        #expect(game.enter("hint") == "↳ hint 2 of 2: Call step.\n")
        #expect(game.enter("next").contains("This exercise is open"))
        #expect(game.enter("optimizer.step()").contains("Done: Exercise: train\n"))
        #expect(game.host.label == "5/5 ")
    }

    @Test("Checks take no random numbers but the one that counts: outputs stay those of the file")
    func random() throws {
        let game = try Game()
        game.enter("", "", "2", "check", "check", "optimizer.step()")
        let piped = try Gradus.run(typing: text).output.split(separator: "\n").last.map(String.init) ?? ""
        #expect(game.enter("").contains("\n\(piped)\n"))
    }

    @Test("solution shows it, and Enter runs it; skip runs it unseen")
    func solution() throws {
        let game = try Game()
        game.enter("", "", "2")
        #expect(game.enter("solution").contains("    optimizer.step()\n"))
        #expect(game.host.label == "4/5 exercise ")
        #expect(game.enter("").contains(">>> optimizer.step()\nDone"))
        let other = try Game()
        #expect(other.enter("", "", "2", "skip").contains("── 5/5 Random"))
        #expect(other.value("torch.equal(before, net.weight)") == "False")
    }

    @Test("back and reset bring variables, weights, optimizers and random numbers back to the bit")
    func back() throws {
        let game = try Game()
        game.enter("", "", "2")
        let state =
            "[net.weight.tolist(), net.weight.grad.tolist(), optimizer.state_dict(), torch.get_rng_state().tolist()]"
        let before = game.value(state)
        game.enter("extra = 1", "torch.rand(5)", "net.bias.data.zero_()", "net.weight.grad.zero_()")
        #expect(game.enter("reset").contains("── 4/5 Exercise: train"))
        #expect(game.value(state) == before)
        #expect(game.value("extra") == "?")
        game.enter("optimizer.step()", "torch.rand(3)")
        #expect(game.enter("back").contains("── 4/5 Exercise: train"))
        #expect(game.value(state) == before)
        game.enter("back", "back")
        #expect(game.host.label == "2/5 ")
        #expect(game.value("net") == "?")
        game.enter("", "2")
        #expect(game.value(state) == before)
        #expect(game.enter("restart").contains("── 1/5 Start"))
        #expect(game.enter("back") == "This is the first step.\n")
    }

    @Test("Words work behind an unfinished block, which is kept; a whole block before them runs")
    func continuation() throws {
        let game = try Game()
        game.enter("", "", "2")
        #expect(game.enter("for i in range(3):\n    hint") == "↳ hint 1 of 2: It is a method.\n")
        #expect(game.host.takeUnfinished() == "for i in range(3):")
        #expect(game.host.takeUnfinished() == nil)
        #expect(game.enter("x = 5\nprint(x)\nhint") == "5\n↳ hint 2 of 2: Call step.\n")
        #expect(game.enter("hint = 3", "hint") == "3\n")
        #expect(game.enter("%hint") == "↳ hint 2 of 2: Call step.\n")
    }

    @Test("Progress is written line by line and resumed with all that was typed")
    func resume() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try Game(in: folder)
        first.enter("", "", "2", "mine = [1,\n2]", "torch.rand(3)")
        let state = "[mine, net.weight.tolist(), net.weight.grad.tolist(), torch.get_rng_state().tolist()]"
        let before = first.value(state)
        let file = folder.appendingPathComponent("progress/01-a-lesson.txt")
        let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(written.hasPrefix("Gradus: progress in the lesson 01-a-lesson."))
        #expect(written.contains("\nat 4 train\n"))
        #expect(written.contains("\n> mine = [1,\n| 2]\n"))
        // Nothing is closed or said: the next session finds what the first has written.
        let second = try Game(in: folder)
        #expect(second.host.label == "4/5 exercise ")
        #expect(second.value(state) == before)
        second.enter("back")
        #expect(second.host.label == "3/5 ")
        second.enter("2", "optimizer.step()")
        #expect(second.enter("").contains("That was the lesson"))
        #expect(second.host.label == "")
        let list = second.enter("menu").split(separator: "\n")
        #expect(list.contains { $0.contains("  A lesson  ") && $0.hasSuffix("  done") })
        let third = try Game(in: folder)
        #expect(third.host.label == "1/5 ")
        third.enter("", "")
        #expect(third.enter("menu").contains("done, and at step 3 of 5"))
        #expect(try Game(in: folder).host.label == "3/5 ")
    }

    @Test("Progress of another lesson of the same name is not followed")
    func otherLesson() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Game(in: folder).enter("")
        let other = try Game("# %% Elsewhere\n1\n# %% Here\n2\n", in: folder)
        #expect(other.host.label == "1/2 ")
    }

    @Test("A question without choices is for thinking, and one in an exercise is answered at once")
    func otherQuestions() throws {
        let game = try Game("# %% A\n#: predict How large?\n2 ** 10\n#> 1024\n")
        #expect(game.enter("menu").contains("Lessons"))
        #expect(game.host.label == "1/1 ")
        #expect(game.enter("").contains("1024\n"))
        let exercise = try Game(
            "# %% A\n#: predict Which?\n#: - a  *\n#: - b\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nassert x == 1\n"
        )
        #expect(exercise.enter("2") == "You said: b. It is: a.\n")
        #expect(exercise.enter("x = 1").contains("Done: "))
    }

    @Test("Another lesson may be opened from an open one; the first variables come back at the end")
    func nested() throws {
        let game = try Game()
        game.enter("quit", "own = 7")
        try game.host.open("1")
        game.enter("mine = 1")
        try game.host.open("2")
        #expect(game.value("mine") == "?")
        game.enter("quit")
        #expect(game.value("own") == "7")
    }

    @Test("Code that does not end can be stopped, and what leaves the program leaves it")
    func stopping() throws {
        let game = try Game("# %% A\nx = 1\n# %% B\n### BEGIN SOLUTION\ny = 1\n### END SOLUTION\nassert y == 1\n")
        game.enter("")
        #expect(game.host.take("exit(3)") == .exit(3))
        #expect(game.host.take("raise KeyboardInterrupt") == .interrupted)
        #expect(game.host.label == "2/2 exercise ")
        #expect(
            game.enter("class Bad:\n    def __eq__(self, other): raise SystemExit\n\ny = Bad()").contains("SystemExit")
                == false)
        #expect(game.enter("check") == "↳ SystemExit\n")
    }

    @Test("Leaving brings back what was there before the lesson")
    func leaving() throws {
        let game = try Game()
        game.enter("quit", "own = 7")
        #expect(!game.host.isPlaying)
        try game.host.open("a-lesson")
        #expect(game.value("own") == "?")
        game.enter("own = 8", "quit")
        #expect(game.value("own") == "7")
    }

    @Test(
        "A lesson that cannot be read is told in one message",
        arguments: [
            ("99", "99: there is no such lesson: there are lessons 1 to 13, and files"),
            ("nonesuch", "nonesuch: there is no such lesson: there are lessons 1 to 13, and files"),
            ("/nowhere/x.py", "/nowhere/x.py: no such file or directory"),
            ("/tmp/", "/tmp/: this is a directory, not a lesson"),
        ])
    func missing(_ word: String, _ message: String) throws {
        let library = LessonLibrary(folders: [])
        do {
            _ = try library.lesson(word)
            Issue.record("\(word) was found")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test(
        "Lessons are found by number, name and the start of a name",
        arguments: ["3", "03", "03-shape-errors", "shape-e"])
    func found(_ word: String) throws {
        #expect(LessonLibrary(folders: []).entry(word)?.name == "03-shape-errors")
    }

    @Test("Every shipped lesson can be played to its end with its solutions", arguments: LessonCheckTests.files)
    func shipped(_ name: String) throws {
        let path = Gradus.root.appendingPathComponent("lessons/\(name)").path
        var said = ""
        let session = Session { event in
            if case .failure(let page) = event { said += page.report }
            if case .lesson(.feedback(let text)) = event { said += text }
        }
        let host = LessonHost(session, store: ProgressStore(folder: nil))
        try host.open(path)
        var entries = 0
        while host.label != "", entries < 200 {
            let place = host.label
            if place.contains("exercise") { _ = host.take("solution") }
            _ = host.take("")
            if host.label == place { _ = host.take("1") }
            entries += 1
        }
        #expect(host.label == "")
        #expect(said == "")
    }
}
