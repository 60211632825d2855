import Foundation
import PseudoTerminal
import Testing

/// The code blocks of the texts that the project started from. What PyTorch prints for each stands beside it and is
/// made anew by `python golden.py seeds`, in Tests/Conformance, with an interpreter that has torch 2.13.
@Suite("The walkthrough and its companions")
struct ConformanceTests {
    private static let folder = Gradus.root.appendingPathComponent("Tests/Conformance/seeds")

    static let cases: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }()

    private static func text(_ name: String, _ ending: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("\(name).\(ending)"), encoding: .utf8)
    }

    @Test("There are programs to run")
    func casesExist() { #expect(ConformanceTests.cases.count >= 23) }

    @Test("A file prints what PyTorch prints", arguments: cases)
    func byFile(_ name: String) throws {
        let run = try Gradus.run(["\(name).py"], in: ConformanceTests.folder)
        #expect(run.output == (try ConformanceTests.text(name, "out")))
        #expect(run.errors == "")
        #expect(run.status == 0)
    }

    @Test("Pasted at the prompt it shows the same lines", arguments: cases)
    func pasted(_ name: String) throws {
        let program = try ConformanceTests.text(name, "py")
        let expected = try ConformanceTests.text(name, "out")
        let terminal = try Gradus.prompt(columns: 160, rows: 200)
        terminal.send(PseudoTerminal.Key.paste(program))
        terminal.settle()
        let before = terminal.text.count
        terminal.send(PseudoTerminal.Key.enter)
        terminal.send("print('the' + ' end')" + PseudoTerminal.Key.enter)
        #expect(terminal.expect("the end", seconds: 60))
        let shown = String(terminal.text.dropFirst(max(0, before - 200)))
        let lines = expected.split(separator: "\n").map { line in
            // The screen has no tabs, and no blanks at the end of a line.
            String(line.drop { $0 == "\t" }.reversed().drop { $0 == " " }.reversed())
        }
        var rest = shown[...]
        for line in lines where !line.isEmpty {
            guard let found = rest.firstRange(of: line) else {
                Issue.record("missing line: \(line)")
                return
            }
            rest = rest[found.upperBound...]
        }
    }
}
