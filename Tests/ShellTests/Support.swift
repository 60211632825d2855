import Foundation
import PseudoTerminal

/// The program under test and the files of the project.
enum Gradus {
    /// The binary that `make test` names, else the one built beside the tests.
    static let path = ProcessInfo.processInfo.environment["GRADUS"] ?? PseudoTerminal.product("gradus") ?? "gradus"

    /// The project's folder.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A folder for what tests leave behind; it goes with the process.
    static let scratch: URL = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: Gradus.scratch) }
        return folder
    }()

    /// What a run of the program left behind.
    struct Run {
        let output: String
        let errors: String
        let status: Int32
    }

    /// Runs the program to its end with `input` on its standard input.
    static func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Run {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
        try input.write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder ?? scratch
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        let texts = try files.dropFirst().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Run(output: texts[0], errors: texts[1], status: process.terminationStatus)
    }

    static func run(_ arguments: [String] = [], typing text: String) throws -> Run {
        try run(arguments, input: Data(text.utf8))
    }

    /// The prompt in a terminal, ready for input, with a history of its own.
    static func prompt(columns: Int = 100, rows: Int = 40, _ arguments: [String] = []) throws -> PseudoTerminal {
        let state = scratch.appendingPathComponent(UUID().uuidString)
        return try prompt(state: state, columns: columns, rows: rows, arguments)
    }

    static func prompt(
        state: URL, columns: Int = 100, rows: Int = 40, _ arguments: [String] = []
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            path, arguments, environment: ["XDG_STATE_HOME": state.path, "HOME": state.path], columns: columns,
            rows: rows)
        guard terminal.expect(">>>", seconds: 20) else {
            throw PseudoTerminal.Failure(description: "no prompt: \(terminal.text)")
        }
        return terminal
    }
}

extension PseudoTerminal {
    /// Everything that was ever on the screen, row by row, rows that continue each other joined.
    var text: String {
        var text = ""
        for row in screen.scrolledOff + screen.rows {
            text += row.text
            if !row.wraps { text += "\n" }
        }
        return text
    }

    /// Types a line and waits for what it brings.
    func enter(_ line: String, _ expected: String) -> Bool {
        send(line + Key.enter)
        return expect(expected, seconds: 20)
    }
}
