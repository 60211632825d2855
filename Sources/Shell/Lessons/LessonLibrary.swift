import LessonTexts
import Lessons
import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where lessons come from: files, and those that the program carries in itself.
package struct LessonLibrary: Sendable {
    /// A lesson that can be played by its number or name.
    package struct Entry: Sendable, Equatable {
        /// `03-shape-errors`
        package let name: String
        /// The file, or nil for one in the program.
        package let path: String?

        /// The number that the name begins with.
        package var number: Int? { Int(name.prefix { $0.isASCII && $0.isNumber }) }
        /// The name without its number.
        package var words: String { String(name.drop { $0.isASCII && ($0.isNumber || $0 == "-") }) }
    }

    /// In order, each name once.
    package let entries: [Entry]

    /// The lessons of the program and those of a folder `lessons` beside it, or where `make install` puts it.
    package init(folders: [String] = LessonLibrary.folders) {
        var found: [String: Entry] = [:]
        for name in LessonLibrary.embedded.keys { found[name] = Entry(name: name, path: nil) }
        for folder in folders {
            for file in LessonLibrary.files(in: folder) {
                let name = Lesson.name(ofPath: file)
                if name.first?.isNumber == true, found[name]?.path == nil {
                    found[name] = Entry(name: name, path: folder + "/" + file)
                }
            }
        }
        entries = found.values.sorted { ($0.number ?? .max, $0.name) < ($1.number ?? .max, $1.name) }
    }

    /// The entry that a number or a name means.
    package func entry(_ word: String) -> Entry? {
        if let number = Int(word) { return entries.first { $0.number == number } }
        return entries.first { $0.name == word } ?? entries.first { $0.words == word }
            ?? entries.first { !word.isEmpty && $0.words.hasPrefix(word) }
    }

    /// The lesson that a number, a name or a path means.
    package func lesson(_ word: String) throws(LessonFault) -> Lesson {
        let isPath = word.contains("/") || word.hasSuffix(".py") || word.hasSuffix(".md")
        if !isPath, let entry = entry(word) { return try lesson(entry) }
        guard isPath || LessonLibrary.exists(word) else {
            let last = entries.last.flatMap(\.number).map { "lessons 1 to \($0)" } ?? "no lessons"
            throw LessonFault(path: word, "there is no such lesson: there are \(last), and files")
        }
        return try LessonLibrary.read(word)
    }

    /// An entry's lesson.
    package func lesson(_ entry: Entry) throws(LessonFault) -> Lesson {
        if let path = entry.path { return try LessonLibrary.read(path) }
        return try LessonLibrary.parse(LessonLibrary.embedded[entry.name] ?? "", path: "lessons/\(entry.name).py")
    }

    /// Reads a file. Throws for what is missing, a folder, binary, empty or malformed.
    package static func read(_ path: String) throws(LessonFault) -> Lesson {
        try parse(try text(path), path: path)
    }

    /// Reads a text that is called `path` in messages.
    package static func parse(_ text: String, path: String) throws(LessonFault) -> Lesson {
        try LessonParser.parse(text, path: path) { Commands.named($0).map { !$0.leaves && !$0.isHidden } ?? false }
    }

    // MARK: Files

    /// The text of a lesson's file.
    package static func text(_ path: String) throws(LessonFault) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LessonFault(path: path, String(cString: strerror(errno)).lowercased()) }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT != S_IFDIR else {
            throw LessonFault(path: path, "this is a directory, not a lesson")
        }
        guard state.st_size <= 16 << 20 else { throw LessonFault(path: path, "the file is too large for a lesson") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= 16 << 20 {
            let count = Descriptor.read(descriptor, &buffer)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return try text(of: bytes, path: path)
    }

    /// The text that bytes are. Throws where they are none.
    package static func text(of bytes: [UInt8], path: String) throws(LessonFault) -> String {
        if let place = bytes.firstIndex(of: 0) {
            throw LessonFault(path: path, line: line(bytes, place), "this is a binary file, not a lesson")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let whole = String(decoding: bytes, as: UTF8.self)
            let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
            let bad = lines.firstIndex { $0.unicodeScalars.contains("\u{fffd}") } ?? 0
            throw LessonFault(path: path, line: bad + 1, "the file is no UTF-8 text")
        }
        return text
    }

    /// Writes a file anew.
    /// - Returns: what went wrong, in words.
    package static func write(_ text: String, to path: String) -> String? {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return "it cannot be written: \(String(cString: strerror(errno)))" }
        let output = Output(descriptor)
        output.write(text)
        output.flush()
        close(descriptor)
        return output.isClosed ? "it could not be written whole" : nil
    }

    private static func line(_ bytes: [UInt8], _ place: Int) -> Int {
        bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// The files of a folder that could be lessons, in order; empty if there is no such folder.
    package static func files(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".py") || name.hasSuffix(".md"), !name.hasPrefix("."), name != "README.md" {
                names.append(name)
            }
        }
        return names.sorted()
    }

    package static func isFolder(_ path: String) -> Bool {
        var state = stat()
        return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    // MARK: Places

    /// Folders where lessons may lie: beside the program, installed with it, or above a build folder.
    package static var folders: [String] {
        guard let program = programPath, let slash = program.lastIndex(of: "/") else { return [] }
        var folder = String(program[..<slash])
        var found = [folder + "/lessons", folder + "/../share/gradus/lessons"]
        // `.build/release/gradus` in the source tree.
        for _ in 0..<3 {
            guard let slash = folder.lastIndex(of: "/") else { break }
            let name = folder[folder.index(after: slash)...]
            folder = String(folder[..<slash])
            if name.hasPrefix(".build") { found.append(folder + "/lessons") }
        }
        return found
    }

    private static var programPath: String? {
        #if canImport(Glibc)
            let source = "/proc/self/exe"
        #else
            let source = CommandLine.arguments.first ?? ""
        #endif
        guard let path = realpath(source, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// The texts in the program, by name.
    static let embedded: [String: String] = {
        var texts: [String: String] = [:]
        var place = first_lesson_text()
        while let entry = place?.pointee, let name = entry.name {
            let bytes = UnsafeBufferPointer(start: entry.text, count: entry.length)
            texts[String(cString: name)] = String(decoding: bytes, as: UTF8.self)
            place = place?.successor()
        }
        return texts
    }()
}

/// The C library's own `read`, out of the way of methods of that name.
private enum Descriptor {
    static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, &buffer, buffer.count)
        #else
            Darwin.read(descriptor, &buffer, buffer.count)
        #endif
    }
}
