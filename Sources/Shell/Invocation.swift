/// What a command line asks for.
package struct Invocation: Equatable, Sendable {
    /// Where the program comes from.
    package enum Program: Equatable, Sendable {
        /// Standard input: a prompt at a terminal, else a session without prompts.
        case input
        case file(String)
        /// The text after `-c`.
        case code(String)
        case version
        case help
        /// `gradus lesson`: the list, or a lesson by number, name or path.
        case lesson(String?, restarts: Bool)
        case check([String], LessonCheck.Options)
        case parity([String], python: String)
        case present(PresentationOptions)
    }

    package var program = Program.input
    /// `-i`: a prompt follows the program.
    package var staysOpen = false
    /// `-q`: no banner.
    package var isQuiet = false
    /// `--echo`: a session without prompts shows them, and what it reads.
    package var echoes = false
    /// `--allow-write`: folders where programs may write as well.
    package var writableFolders: [String] = []
    /// `sys.argv`.
    package var arguments = [""]

    /// What is wrong with a command line, in a sentence.
    package struct Mistake: Error, Equatable {
        package let message: String
    }

    package init() {}

    /// Reads a command line as `python3` would; `words` are those behind the program's name.
    package init(_ words: [String]) throws(Mistake) {
        var rest = words[...]
        while let word = rest.first, word.hasPrefix("-"), word != "-" {
            rest.removeFirst()
            if word == "--" { break }
            if word.hasPrefix("--") {
                try readLong(word, &rest)
            } else if try readShort(word.dropFirst(), &rest) {
                return
            }
        }
        guard let first = rest.first else { return }
        if Invocation.lessonWords.contains(first) {
            try readLessons(first, Array(rest.dropFirst()))
            return
        }
        program = first == "-" ? .input : .file(first)
        arguments = Array(rest)
    }

    private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(Mistake) {
        let allow = "--allow-write"
        if word == allow || word.hasPrefix(allow + "=") {
            let given = word == allow ? rest.popFirst() : String(word.dropFirst(allow.count + 1))
            guard let path = given, !path.isEmpty else {
                throw Mistake(message: "option '\(allow)' needs a path behind it")
            }
            writableFolders.append(path)
            return
        }
        switch word {
        case "--echo": echoes = true
        case "--quiet": isQuiet = true
        case "--version": program = .version
        case "--help": program = .help
        default: throw Mistake(message: "unknown option '\(word)' (gradus --help lists them)")
        }
    }

    /// Letters behind one dash. Returns true when the rest belongs to the program.
    private mutating func readShort(
        _ letters: Substring, _ rest: inout ArraySlice<String>
    ) throws(Mistake) -> Bool {
        var letters = letters
        while let letter = letters.popFirst() {
            switch letter {
            case "i": staysOpen = true
            case "q": isQuiet = true
            case "V": program = .version
            case "h": program = .help
            case "c":
                guard let code = letters.isEmpty ? rest.popFirst() : String(letters) else {
                    throw Mistake(message: "option '-c' needs a program behind it")
                }
                program = .code(code)
                arguments = ["-c"] + rest
                return true
            default: throw Mistake(message: "unknown option '-\(letter)' (gradus --help lists them)")
            }
        }
        return false
    }

    /// Whether the rest of the line does not matter.
    package var onlyTells: Bool { program == .version || program == .help }

    /// `gradus --version`.
    package static let version = "Gradus 0.1.0 (PyTorch 2.13 and Python 3.11 semantics)"

    /// `gradus --help`.
    package static let help = """
        usage: gradus [OPTION]... [FILE | -c CODE | -] [ARGUMENT]...
        Runs PyTorch programs, without Python or PyTorch.

          gradus              opens a prompt; with input from a pipe, plays it
          gradus FILE         runs a program
          gradus -c CODE      runs the program given as text
          gradus -            reads the program from standard input
          -i                  opens a prompt after the program
          -q, --quiet         no banner
          --allow-write PATH  lets programs write below PATH, beside the working
                              directory and the temporary folder; may be repeated
          --echo              shows prompts and input as well: a transcript
          gradus lesson [N | NAME | FILE] [--restart]
                              lists the lessons, or plays one
          gradus check PATH...
                              runs lessons and tells what is not as they say;
                              --accept rewrites their #> lines, --learner
                              demands that exercises fail without their solution
          gradus parity PATH...
                              runs lessons here and with PyTorch, and compares;
                              --python PATH names the interpreter
          gradus present FILE shows a lesson as a live demo: --auto SPEED,
                              --notes FILE, --record FILE.cast, --rehearse
          -V, --version       tells the version
          -h, --help          tells this
        """
}
