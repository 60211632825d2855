// "Did you mean": the nearest known name to one that is not known, by CPython 3.11's measure.
extension Machine {
    /// What CPython proposes behind the message of a NameError or AttributeError.
    package func suggestion(for exception: ExceptionObject) -> String? {
        guard let name = exception.ownAttribute(intern("name"))?.asStr?.string else { return nil }
        if exception.type === types[.attributeError] {
            guard let object = exception.ownAttribute(intern("obj")) else { return nil }
            let names = try? scope { try directory(of: object) }
            return Spelling.nearest(to: name, in: names?.asList?.items.compactMap { $0.asStr?.string } ?? [])
        }
        guard exception.type === types[.nameError], let code = exception.traceback.first?.code.asCode else {
            return nil
        }
        let locals = code.localNames.map(\.string) + code.freeNames
        return Spelling.nearest(to: name, in: locals)
            ?? Spelling.nearest(to: name, in: globals.keys.compactMap { $0.asStr?.string })
            ?? Spelling.nearest(to: name, in: Spelling.builtins)
    }
}

/// How far words are from each other.
package enum Spelling {
    private static let moveCost = 2
    private static let caseCost = 1
    private static let longest = 40
    private static let mostCandidates = 750

    /// The candidate that is nearest to `word`, if it is near enough; the first of several.
    package static func nearest(to word: String, in candidates: [String]) -> String? {
        guard candidates.count < mostCandidates else { return nil }
        let wanted = Array(word.utf8)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let name = Array(candidate.utf8)
            var limit = (wanted.count + name.count + 3) * moveCost / 6
            if let best { limit = min(limit, best.distance - 1) }
            let found = distance(wanted, name, limit: limit)
            if found <= limit { best = (candidate, found) }
        }
        return best?.name
    }

    /// The cost of turning one word into the other; anything above `limit` if it is more than that.
    static func distance(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int {
        var left = first[...]
        var right = second[...]
        while let a = left.first, a == right.first {
            left.removeFirst()
            right.removeFirst()
        }
        while let a = left.last, a == right.last {
            left.removeLast()
            right.removeLast()
        }
        if left.isEmpty || right.isEmpty { return (left.count + right.count) * moveCost }
        if left.count > longest || right.count > longest { return limit + 1 }
        if right.count < left.count { swap(&left, &right) }
        if (right.count - left.count) * moveCost > limit { return limit + 1 }
        var row = (1...left.count).map { $0 * moveCost }
        var result = 0
        for (index, letter) in right.enumerated() {
            var diagonal = index * moveCost
            result = diagonal
            var least = Int.max
            for (column, other) in left.enumerated() {
                let substituted = diagonal + substitution(letter, other)
                diagonal = row[column]
                result = min(substituted, min(result, diagonal) + moveCost)
                row[column] = result
                least = min(least, result)
            }
            if least > limit { return limit + 1 }
        }
        return result
    }

    private static func substitution(_ a: UInt8, _ b: UInt8) -> Int {
        if a == b { return 0 }
        func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte }
        return lower(a) == lower(b) ? caseCost : moveCost
    }

    /// The names in CPython's `builtins`, in its order: the first of several that are equally near wins.
    static let builtins = [
        "__name__", "__doc__", "__package__", "__loader__", "__spec__", "__build_class__", "__import__", "abs",
        "all", "any", "ascii", "bin", "breakpoint", "callable", "chr", "compile", "delattr", "dir", "divmod", "eval",
        "exec", "format", "getattr", "globals", "hasattr", "hash", "hex", "id", "input", "isinstance", "issubclass",
        "iter", "aiter", "len", "locals", "max", "min", "next", "anext", "oct", "ord", "pow", "print", "repr",
        "round", "setattr", "sorted", "sum", "vars", "None", "Ellipsis", "NotImplemented", "False", "True", "bool",
        "memoryview", "bytearray", "bytes", "classmethod", "complex", "dict", "enumerate", "filter", "float",
        "frozenset", "property", "int", "list", "map", "object", "range", "reversed", "set", "slice", "staticmethod",
        "str", "super", "tuple", "type", "zip", "__debug__", "BaseException", "BaseExceptionGroup", "Exception",
        "GeneratorExit", "KeyboardInterrupt", "SystemExit", "ArithmeticError", "AssertionError", "AttributeError",
        "BufferError", "EOFError", "ImportError", "LookupError", "MemoryError", "NameError", "OSError",
        "ReferenceError", "RuntimeError", "StopAsyncIteration", "StopIteration", "SyntaxError", "SystemError",
        "TypeError", "ValueError", "Warning", "FloatingPointError", "OverflowError", "ZeroDivisionError",
        "BytesWarning", "DeprecationWarning", "EncodingWarning", "FutureWarning", "ImportWarning",
        "PendingDeprecationWarning", "ResourceWarning", "RuntimeWarning", "SyntaxWarning", "UnicodeWarning",
        "UserWarning", "BlockingIOError", "ChildProcessError", "ConnectionError", "FileExistsError",
        "FileNotFoundError", "InterruptedError", "IsADirectoryError", "NotADirectoryError", "PermissionError",
        "ProcessLookupError", "TimeoutError", "IndentationError", "IndexError", "KeyError", "ModuleNotFoundError",
        "NotImplementedError", "RecursionError", "UnboundLocalError", "UnicodeError", "BrokenPipeError",
        "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError", "TabError", "UnicodeDecodeError",
        "UnicodeEncodeError", "UnicodeTranslateError", "ExceptionGroup", "EnvironmentError", "IOError", "open",
        "quit", "exit", "copyright", "credits", "license", "help",
    ]
}
