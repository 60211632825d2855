import Testing

@testable import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("History")
struct HistoryTests {
    @Test(
        "An entry comes back from its line as it was",
        arguments: ["a", "if a:\n    b\n\nc", "\\n", "\\\\\n\\", "größe = \"日本\"", "\ttab", "a\\"])
    func roundTrip(_ entry: String) {
        let line = HistoryFile.encode(entry)
        #expect(!line.contains("\n"))
        #expect(HistoryFile.decode(line.utf8) == entry)
    }

    @Test("Bytes that are no text become text that can be shown")
    func damagedLine() {
        #expect(HistoryFile.decode([0x61, 0xff, 0x1b, 0x00, 0x62]) == "a\u{fffd}b")
        #expect(HistoryFile.decode(Array("a\\qb\\".utf8)) == "a\\qb\\")
    }

    @Test("Of equal entries the newest stays, and only so many")
    func folding() {
        #expect(HistoryFile.folded(["a", "b", "a", "c", "b"], limit: 10) == ["a", "c", "b"])
        #expect(HistoryFile.folded(["a", "b", "c", "d"], limit: 2) == ["c", "d"])
        #expect(HistoryFile.folded(["", "a"], limit: 2) == ["a"])
    }

    @Test("Two histories on one file keep each other's entries")
    func twoShells() throws {
        let folder = try TemporaryFolder()
        let first = History(path: folder.history)
        let second = History(path: folder.history)
        first.append("one")
        second.append("two\nlines")
        first.append("three")
        #expect(first.count == 2)
        let third = History(path: folder.history)
        #expect((0..<3).map { third[$0] } == ["three", "two\nlines", "one"])
        #expect(third[3] == nil)
        #expect(third[-1] == nil)
    }

    @Test("Blank entries and repetitions are not kept, and an entry typed again becomes the newest")
    func repetitions() throws {
        let folder = try TemporaryFolder()
        let history = History(path: folder.history)
        for entry in ["a", "a", "", "  \n", "b", "a"] { history.append(entry) }
        #expect(history.count == 2)
        #expect(history[0] == "a")
        #expect(folder.read("history") == Array("a\nb\na\n".utf8))
    }

    @Test("A file whose last line was cut short loses nothing else")
    func tornLine() throws {
        let folder = try TemporaryFolder()
        try folder.write("whole\ntorn", to: "history")
        History(path: folder.history).append("next")
        #expect(folder.read("history") == Array("whole\ntorn\nnext\n".utf8))
    }

    @Test("A file grown beyond its bound is rewritten, an entry appended meanwhile included")
    func compaction() throws {
        let folder = try TemporaryFolder()
        try folder.write((0..<30).map { "entry \($0)\n" }.joined(), to: "history")
        let history = History(path: folder.history, limit: 10)
        #expect(history.count == 10)
        #expect(history[0] == "entry 29")
        history.append("last")
        let bytes = try #require(folder.read("history"))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines.first == "entry 20")
        #expect(lines.last == "last")
    }

    @Test("Entries appended by many at once all arrive, while the file is being rewritten")
    func concurrentAppends() async throws {
        let folder = try TemporaryFolder()
        let path = folder.history
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let file = HistoryFile(path: path, limit: 10_000)
                    for number in 0..<50 {
                        file.append("writer \(writer) entry \(number)")
                        if number % 10 == writer { file.compact() }
                    }
                }
            }
        }
        #expect(Set(HistoryFile(path: path, limit: 10_000).load()).count == 200)
    }

    @Test("Folders are made; a path that cannot be a file leaves a history in memory")
    func unusablePaths() throws {
        let folder = try TemporaryFolder()
        let deep = History(path: folder.path + "/state/gradus/history")
        deep.append("a")
        #expect(History(path: folder.path + "/state/gradus/history")[0] == "a")
        unlink(folder.path + "/state/gradus/history")
        rmdir(folder.path + "/state/gradus")
        rmdir(folder.path + "/state")
        for path in [folder.path, "/proc/none/history", "/dev/null", ""] {
            let history = History(path: path)
            history.append("kept")
            #expect(history[0] == "kept")
        }
    }

    @Test("A binary file is no obstacle")
    func binaryFile() throws {
        let folder = try TemporaryFolder()
        let file = try #require(fopen(folder.history, "w"))
        for byte in 0..<2000 { fputc(Int32(byte % 256), file) }
        fclose(file)
        let history = History(path: folder.history)
        history.append("after")
        #expect(history[0] == "after")
        #expect(History(path: folder.history)[0] == "after")
    }

    @Test("The state folder of the user is found as XDG has it")
    func defaultPath() {
        func path(_ environment: [String: String]) -> String? { History.defaultPath { environment[$0] } }
        #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/gradus/history")
        #expect(path(["XDG_STATE_HOME": "relative", "HOME": "/h"]) == "/h/.local/state/gradus/history")
        #expect(path(["HOME": "/h"]) == "/h/.local/state/gradus/history")
        #expect(path([:]) == nil)
    }

    @Test("The latest entry that goes on from a text is the one to offer")
    func offering() {
        let history = History(path: nil)
        for entry in ["print(1)", "print(2)", "p"] { history.append(entry) }
        #expect(history.latest(startingWith: "pri") == "print(2)")
        #expect(history.latest(startingWith: "p") == "print(2)")
        #expect(history.latest(startingWith: "print(2)") == nil)
        #expect(history.latest(startingWith: "") == nil)
    }
}
