import CEdit

extension LineEditor {
    /// A bracketed paste: all of it enters the text as it is, and nothing runs until Enter.
    func paste() -> Int32 {
        guard let text = readPaste() else { return CC_EOF }
        guard case .entry = purpose else {
            insert(String(text.prefix { $0 != "\n" }))
            return CC_REFRESH
        }
        insert(Paste.clean(text))
        return CC_REFRESH
    }

    /// Reads to the end of the paste; nil if the read was interrupted. A terminal that never sends the end is given
    /// up after a second of silence.
    func readPaste() -> String? {
        guard let handle else { return nil }
        let end = Array("\u{1b}[201~".utf8)
        var bytes: [UInt8] = []
        while true {
            let byte = ce_next_byte(handle, 1000)
            if byte == CE_TIMED_OUT { break }
            guard byte >= 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: byte))
            if bytes.last == end.last, bytes.suffix(end.count).elementsEqual(end) {
                bytes.removeLast(end.count)
                break
            }
        }
        return Paste.normalized(String(decoding: bytes, as: UTF8.self))
    }
}
