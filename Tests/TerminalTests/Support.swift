import PseudoTerminal
import Terminal
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

typealias Key = PseudoTerminal.Key

/// A folder of a test's own, gone with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/terminal-tests.XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        path = String(cString: try #require(made))
    }

    deinit {
        for name in ["history", ".editrc", "blocked"] { unlink(path + "/" + name) }
        rmdir(path)
    }

    var history: String { path + "/history" }

    func write(_ text: String, to name: String) throws {
        let file = try #require(fopen(path + "/" + name, "w"))
        fputs(text, file)
        fclose(file)
    }

    func read(_ name: String) -> [UInt8]? {
        guard let file = fopen(path + "/" + name, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
        return bytes
    }
}

/// The demo program at its first prompt.
func demo(
    _ folder: TemporaryFolder, environment: [String: String] = [:], columns: Int = 60, rows: Int = 16,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> PseudoTerminal {
    let program = try #require(PseudoTerminal.product("EditorDemo"), sourceLocation: sourceLocation)
    let variables = ["HOME": folder.path].merging(environment) { $1 }
    let terminal = try PseudoTerminal(
        program, [folder.history], environment: variables, columns: columns, rows: rows)
    #expect(terminal.expect(">>>"), sourceLocation: sourceLocation)
    return terminal
}

extension PseudoTerminal {
    /// Waits for the screen to show exactly these rows, and the cursor there if asked.
    func shows(
        _ lines: [String], cursor: (row: Int, column: Int)? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        wait { screen in screen.lines == lines && (cursor.map { screen.cursor == $0 } ?? true) }
        #expect(screen.lines == lines, sourceLocation: sourceLocation)
        if let cursor {
            #expect(screen.cursor.row == cursor.row, sourceLocation: sourceLocation)
            #expect(screen.cursor.column == cursor.column, sourceLocation: sourceLocation)
        }
        #expect(screen.unknown == [], sourceLocation: sourceLocation)
    }
}
