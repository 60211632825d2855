import CEdit

/// An incremental search through the history.
struct Search {
    var pattern = ""
    var isForward = false
    /// The entry found, and where in it.
    var back: Int?
    var text = LineText()
    var failed = false

    var prompt: StyledText {
        let name = (failed ? "failed " : "") + (isForward ? "forward" : "reverse") + "-i-search"
        return StyledText("(\(name))`\(pattern)': ", Palette.hint)
    }

    /// Where `pattern` begins in `entry`; capitals matter only if the pattern has some.
    static func place(of pattern: String, in entry: String) -> Int? {
        let folds = pattern.lowercased() == pattern
        let wanted = Array(pattern.unicodeScalars)
        let scalars = Array((folds ? entry.lowercased() : entry).unicodeScalars)
        guard wanted.count <= scalars.count else { return nil }
        return (0...(scalars.count - wanted.count)).last { scalars[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}

extension LineEditor {
    /// Ctrl-R: a small loop of its own. Keys that mean nothing to it accept what was found and then act on it.
    func searchHistory(_ line: LineText) -> Int32 {
        guard let handle, case .entry = purpose else { return CC_REFRESH }
        search = Search(text: line)
        defer { search = nil }
        while true {
            var key: wchar_t = 0
            guard ce_next_key(handle, &key) == 1 else { return CC_EOF }
            let code = Int(key)
            switch code {
            case 0x12: again(forward: false)
            case 0x13: again(forward: true)
            case 0x08, 0x7f: shorten(line)
            case 0x07:
                show(line)
                return CC_REFRESH
            case CE_KEY_PASTE:
                guard let text = readPaste() else { return CC_EOF }
                lengthen(String(text.prefix { !$0.isNewline }))
            default:
                if code >= 0x20, !(0x7f..<0xa0).contains(code), let scalar = Unicode.Scalar(UInt32(code)) {
                    lengthen(String(Character(scalar)))
                } else {
                    take(key: code)
                    return CC_REFRESH
                }
            }
        }
    }

    /// Makes what was found the text, and lets the key that ended the search act on it.
    private func take(key: Int) {
        guard let search else { return }
        show(search.text)
        if let back = search.back {
            let entry = search.text.string
            walk = HistoryWalk(prefix: "", original: LineText(), met: [(back, entry)])
        }
        if key == 0x0d || key == 0x0a { move(to: search.text.count) }
        push([key])
    }

    private func lengthen(_ text: String) {
        guard let search else { return }
        self.search?.pattern += text
        find(from: search.back ?? 0, step: search.isForward ? -1 : 1)
    }

    private func shorten(_ line: LineText) {
        guard let search, !search.pattern.isEmpty else { return }
        self.search?.pattern.unicodeScalars.removeLast()
        if search.pattern.unicodeScalars.count == 1 {
            self.search = Search(text: line)
        } else {
            find(from: 0, step: 1)
        }
    }

    /// The next match of the same pattern; a pattern not yet typed repeats the last one.
    private func again(forward: Bool) {
        guard let search else { return }
        self.search?.isForward = forward
        if search.pattern.isEmpty { self.search?.pattern = lastPattern }
        find(from: (search.back ?? (forward ? 0 : -1)) + (forward ? -1 : 1), step: forward ? -1 : 1)
    }

    private func find(from start: Int, step: Int) {
        guard let search, !search.pattern.isEmpty else { return }
        lastPattern = search.pattern
        var back = start
        while let entry = history[back] {
            if entry != search.text.string || back == search.back || search.back == nil,
                let place = Search.place(of: search.pattern, in: entry)
            {
                self.search?.back = back
                self.search?.text = LineText(entry)
                self.search?.text.cursor = min(place, entry.unicodeScalars.count)
                self.search?.failed = false
                return
            }
            back += step
        }
        self.search?.failed = true
    }

    /// Lays out the search: its prompt, and the entry with the match underlined.
    func lay(_ search: Search, into builder: inout FrameBuilder) {
        builder.put(search.prompt)
        var styles = [Style](repeating: .plain, count: search.text.count)
        if search.back != nil {
            let end = search.text.cursor + search.pattern.unicodeScalars.count
            for index in (search.text.cursor..<end).clamped(to: 0..<styles.count) {
                styles[index] = Style(attributes: .underline)
            }
        }
        lay(search.text, styles: styles, continuation: delegate.continuationPrompt, into: &builder)
    }
}
