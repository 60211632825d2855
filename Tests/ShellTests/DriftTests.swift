import Foundation
import Testing

@testable import Shell

/// What is declared once and told in several places says the same everywhere.
@Suite("Declarations and texts")
struct DriftTests {
    private static let readme =
        (try? String(contentsOf: Gradus.root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

    /// The first words of what stands between backquotes.
    private static func words(_ text: some StringProtocol) -> [String] {
        text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.compactMap {
            $0.element.split(separator: " ").first.map(String.init)
        }
    }

    @Test("The README names every command, and in its table of commands nothing else")
    func commands() throws {
        let words = Set(DriftTests.words(DriftTests.readme))
        for command in Commands.listed where command.name != "exit" {
            #expect(words.contains(command.name), "README.md does not mention \(command.name)")
        }
        let start = try #require(DriftTests.readme.range(of: "understands commands"))
        let table = DriftTests.readme[start.upperBound...].drop { $0 != "|" }.components(separatedBy: "\n\n")[0]
        let rows = table.split(separator: "\n").dropFirst(2)
        #expect(rows.count > 5)
        for row in rows {
            for word in DriftTests.words(row.split(separator: "|")[0]) {
                #expect(Commands.named(word)?.isHidden == false, "README.md has a command \(word)")
            }
        }
    }

    @Test("The README and help name every setting")
    func settings() throws {
        let line = try #require(DriftTests.readme.split(separator: "\n").first { $0.contains("`set [NAME VALUE]`") })
        let help = session("help set")
        for setting in SettingsTable.all {
            #expect(line.contains(setting.name), "README.md does not mention the setting \(setting.name)")
            #expect(help.contains("set \(setting.name)"))
            #expect(Commands.named(setting.name) != nil || session("help \(setting.name)") == help)
        }
    }

    @Test("A lesson that why points to is there, under its title", arguments: Topic.allCases)
    func lessons(_ topic: Topic) throws {
        guard let lesson = topic.lesson else { return }
        let folder = Gradus.root.appendingPathComponent("lessons")
        let number = (lesson.number < 10 ? "0" : "") + "\(lesson.number)-"
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix(number) })
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        #expect(text.contains("# # \(lesson.title)\n"))
    }
}
