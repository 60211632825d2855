#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension LineEditor {
    /// Reads on a terminal that understands no escape codes: its own line editing, prompts as plain text.
    func readPlain() -> Entry {
        guard case .entry = purpose else {
            if case .answer(let prompt) = purpose { output.write(prompt.text) }
            return plainLine().map { .entry($0) } ?? (Interrupts.take() ? interruptedPlain() : .endOfInput)
        }
        if output.isMidLine { output.write("\n") }
        var text = ""
        while true {
            output.write(text.isEmpty ? delegate.prompt.text : delegate.continuationPrompt.text)
            guard let line = plainLine() else {
                if Interrupts.take() { return interruptedPlain() }
                output.write("\n")
                output.flush()
                return text.isEmpty ? .endOfInput : .entry(LineEditor.trimmed(text))
            }
            text += line + "\n"
            if LineText(text).isBlank { return .entry("") }
            if case .incomplete = delegate.isComplete(text) { continue }
            return .entry(LineEditor.trimmed(text))
        }
    }

    private func interruptedPlain() -> Entry {
        plainBytes = []
        output.write("\n")
        output.flush()
        return .interrupted
    }

    /// One line without its newline; nil at the end of input or when interrupted.
    private func plainLine() -> String? {
        output.flush()
        output.noteLineStart()
        while true {
            if let end = plainBytes.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: plainBytes[..<end], as: UTF8.self)
                plainBytes.removeFirst(end + 1)
                return line
            }
            if Interrupts.flag.pointee != 0 { return nil }
            var chunk = [UInt8](repeating: 0, count: 4096)
            #if canImport(Glibc)
                let count = Glibc.read(inputDescriptor, &chunk, chunk.count)
            #else
                let count = Darwin.read(inputDescriptor, &chunk, chunk.count)
            #endif
            if count > 0 {
                plainBytes += chunk[..<count]
            } else if count == 0 || errno != EINTR {
                let rest = plainBytes
                plainBytes = []
                return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
            }
        }
    }
}
