import Interpreter
import Syntax
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program of a folder `Goldens/Programs` with what CPython prints for it; `regenerate.py` makes the outputs.
package struct GoldenProgram: Sendable, CustomTestStringConvertible {
    let file: String
    let title: String
    let text: String
    package let expected: String

    package var testDescription: String { "\(file): \(title)" }

    /// All programs of the folder `Goldens/Programs` beside a test file.
    package static func all(beside test: String) -> [GoldenProgram] {
        let folder = test.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Goldens/Programs"
        var programs: [GoldenProgram] = []
        for file in names(in: folder).filter({ $0.hasSuffix(".py") }).sorted() {
            let name = String(file.dropLast(3))
            let outputs = parts(read("\(folder)/\(name).out"))
            for (index, part) in parts(read("\(folder)/\(file)")).enumerated() {
                let output = index < outputs.count && outputs[index].title == part.title ? outputs[index].text : nil
                programs.append(
                    GoldenProgram(
                        file: name, title: part.title, text: part.text,
                        expected: output ?? "no output: run Tests/GoldenPrograms/regenerate.py"))
            }
        }
        return programs
    }

    /// Pieces that begin with a line `#--- title`.
    private static func parts(_ text: String) -> [(title: String, text: String)] {
        var parts: [(title: String, text: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("#--- ") {
                parts.append((String(line.dropFirst(5)), ""))
            } else if !parts.isEmpty {
                parts[parts.count - 1].text += line + "\n"
            }
        }
        // The line end before the next title, or at the end of the file, ends a line and begins none.
        return parts.enumerated().map { index, part in
            (part.title, index == parts.count - 1 ? String(part.text.dropLast()) : part.text)
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    private static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What the program prints here.
    /// - Parameter prepare: gives the machine what it needs beyond the language.
    package func run(prepare: (Machine) -> Void = { _ in }) -> String {
        let machine = Machine()
        prepare(machine)
        var output = ""
        machine.output = { output += $0 }
        let source = Source(name: "<program>", bytes: Array(text.utf8))
        do throws(Diagnostic) {
            let module = try Parser.parseFile(source)
            let code = try Compiler.compile(module.body, source: source, mode: .file, machine: machine)
            do {
                _ = try machine.run(code, globals: machine.globals)
            } catch {
                let exception = machine.exception(for: error)
                let text = (try? machine.str(Value(exception))) ?? "?"
                output += "\(exception.type.name): \(text)\n"
            }
        } catch {
            let exception = machine.syntaxError(error, in: source).exception
            output += "\(exception.type.name): \((try? machine.str(Value(exception))) ?? "?")\n"
        }
        machine.finish()
        return output
    }
}
