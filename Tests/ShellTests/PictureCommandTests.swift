import Foundation
import PseudoTerminal
import Testing

@testable import Shell

@Suite("Pictures by command")
struct PictureCommandTests {
    private static let net = ["net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1), nn.Sigmoid());"]

    @Test(
        "What is asked for is drawn",
        arguments: [
            (["draw net"], ["net: Sequential", "Linear + ReLU", "x2 ●", "○ y1", "13 parameters", "h3 = relu("]),
            (["draw nn.Linear(2, 1)"], ["Linear(2, 1)", "3 parameters"]),
            (["draw nn.Sequential(nn.Linear(784, 10), nn.ReLU())"], ["┌─", "0: Linear  784 → 10", "▼", "1: ReLU()"]),
            (
                ["x = torch.ones(1, 2);", "loss = net(x).sum();", "loss.backward()", "graph loss"],
                ["● loss = SumBackward0  ()", "├─╴■ net.2.bias  (1,)", "grad [", "■ net.0.weight  (3, 2)"]
            ),
            (
                ["a = torch.ones(2, requires_grad=True);", "b = a * a;", "graph b + b"],
                ["■ a [1]", "■ a ↑ see [1]", "no grad yet"]
            ),
            (["losses = [3, 2, 1]", "accs = [0, 1, 2]", "plot losses, accs"], ["⠤⠤⠤ losses   ⠤⠄  accs"]),
            (["xs = torch.linspace(0, 1, 9)", "plot xs, xs ** 2"], ["xs ** 2", " xs"]),
            (["plot torch.ones(3, 2)"], ["torch.ones(3, 2)[:, 1]"]),
            (["plot []"], ["(nothing to draw)"]),
            (["plot float('nan'), [float('inf'), 1]"], ["┤"]),
            (["hist torch.arange(9.)"], ["count", "█"]),
            (["heat torch.eye(2) - 0.5"], ["torch.eye(2) - 0.5 (2, 2)", "-0.5", "██ 0.5"]),
            (["heat net[0]"], ["net[0].weight (3, 2)"]),
            (["boundary net"], ["x1", "x2"]),
            (["set pictures ascii", "plot [1, 2]"], ["***", "2.0-+"]),
            (["set pictures words", "plot [1, 2]"], ["begins at 1, ends at 2"]),
            (["plot = 3", "%plot [1, 2]", "plot"], ["⠤", "3\n"]),
        ] as [([String], [String])])
    func drawn(_ lines: [String], _ parts: [String]) {
        let text = session(PictureCommandTests.net + lines)
        #expect(!text.contains("Error"), "\(text)")
        for part in parts { #expect(text.contains(part), "\(part) in\n\(text)") }
    }

    @Test(
        "What cannot be drawn is refused in words",
        arguments: [
            ("draw 3", "TypeError: draw needs a network, not a int"),
            ("draw", "TypeError: the command draw is used as"),
            ("draw nosuch", "NameError: name 'nosuch' is not defined"),
            ("graph torch.ones(1)", "RuntimeError: torch.ones(1) has no graph"),
            ("plot 'abc'", "TypeError: plot needs numbers, not a str"),
            ("hist {}", "TypeError: hist needs numbers, not a dict"),
            ("plot [1, [2]]", "ValueError: plot needs numbers, or rows"),
            ("draw net \"net.png\"", "ValueError: Format 'png' is not supported"),
            ("draw net \"/nowhere/net.svg\"", "PermissionError"),
            ("boundary nn.Linear(3, 1)", "RuntimeError: mat1 and mat2"),
        ])
    func refused(_ line: String, _ message: String) {
        let text = session(PictureCommandTests.net + [line])
        #expect(text.contains(message), "\(text)")
    }

    @Test("A live plot is drawn again after every entry that changes it, until the next plot")
    func live() {
        func pictures(_ lines: String...) -> Int {
            session(["losses = []", "plot losses live"] + lines).split(separator: "\n").count { $0 == "losses" }
        }
        #expect(pictures() == 0)
        #expect(pictures("losses += [3, 2]") == 1)
        #expect(pictures("losses += [3, 2]", "x = 1", "losses.append(1); losses.append(0)", "losses[0]") == 2)
        #expect(pictures("losses += [3, 2]", "plot [1]", "losses.append(1)") == 1)
        #expect(pictures("del losses", "losses = [1]", "losses.append(2); 1 / 0") == 2)
        #expect(session("plot nosuch live").contains("NameError"))
    }

    @Test("A name of a file behind it writes an SVG file")
    func files() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString).svg").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(session(PictureCommandTests.net + ["draw net \"\(path)\""]) == "wrote \(path)\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("<svg "))
    }

    @Test("matplotlib.pyplot draws in the terminal")
    func pyplot() throws {
        let program = """
            import matplotlib.pyplot as plt
            xs = torch.linspace(0, 6, 30)
            plt.plot(xs, torch.sin(xs), 'r--', label='sine')
            plt.plot(xs, torch.cos(xs), label='cosine', linewidth=2)
            plt.title('Waves'); plt.xlabel('time'); plt.legend(); plt.grid(True); plt.show()
            fig, axs = plt.subplots(1, 2, figsize=(10, 4))
            axs[0].bar(['ant', 'bee'], [3, 1])
            counts, edges, _ = axs[1].hist([1, 2, 2, 3], bins=2)
            print(counts, edges)
            fig.suptitle('Both')
            plt.show()
            plt.imshow(torch.eye(4)); plt.show()
            fig, ax = plt.subplots(2, 2)
            print(len(ax.flatten()), ax[0, 1] is ax[0][1])
            plt.close('all')
            try:
                plt.plot([1]); plt.savefig('a.png')
            except ValueError as error:
                print(error)
            """
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(("import torch\n" + program).utf8).write(to: folder.appendingPathComponent("p.py"))
        let run = try Gradus.run(["p.py"], in: folder)
        #expect(run.errors == "")
        for part in [
            "Waves", "time", "⠤⠄  sine   ⠤⠤⠤ cosine", "Both", "ant", "[1.0, 3.0] [1.0, 2.0, 3.0]", "4 True",
            "Format 'png' is not supported",
        ] { #expect(run.output.contains(part), "\(part) in\n\(run.output)") }
        #expect(!run.output.contains("\u{1b}"))
    }
}
