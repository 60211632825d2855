import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The classes of file objects of one machine.
final class FileTypes {
    let base, rawBase, bufferedBase, textBase: ClassObject
    let raw, reader, writer, random, bytes, text, string: ClassObject
    let unsupported: ClassObject

    init(_ machine: Machine) throws {
        func abstract(_ name: String, _ base: ClassObject?) -> ClassObject {
            machine.makeType(name, base: base, module: "io", allowsAttributes: true) { _, type in FileObject(type) }
        }
        base = abstract("IOBase", nil)
        rawBase = abstract("RawIOBase", base)
        bufferedBase = abstract("BufferedIOBase", base)
        textBase = abstract("TextIOBase", base)
        func concrete(
            _ name: String, _ base: ClassObject, _ make: @escaping (ClassObject) -> FileObject
        ) -> ClassObject {
            machine.makeType(name, base: base, module: "_io", allowsAttributes: true) { _, type in make(type) }
        }
        raw = concrete("FileIO", rawBase) { BytesFile($0, nil, isRaw: true) }
        reader = concrete("BufferedReader", bufferedBase) { BytesFile($0, nil) }
        writer = concrete("BufferedWriter", bufferedBase) { BytesFile($0, nil) }
        random = concrete("BufferedRandom", bufferedBase) { BytesFile($0, nil) }
        bytes = concrete("BytesIO", bufferedBase) { BytesFile($0, MemoryStream()) }
        text = concrete("TextIOWrapper", textBase) { TextFile($0) }
        string = concrete("StringIO", textBase) { StringFile($0) }
        unsupported = try machine.makeClass(
            name: "UnsupportedOperation", bases: [machine.types[.osError], machine.types[.valueError]],
            namespace: machine.dict())
        unsupported.set(machine.intern("__module__"), machine.string("io"))
        machine.roots.append(Value(unsupported))
    }
}

// The module `io`, and `open`.
extension StandardLibrary {
    static func fillIO(_ io: ModuleBuilder) throws {
        unowned(unsafe) let machine = io.machine
        let types = try io.surroundings.fileTypes(machine)
        for (name, type) in [
            ("IOBase", types.base), ("RawIOBase", types.rawBase), ("BufferedIOBase", types.bufferedBase),
            ("TextIOBase", types.textBase), ("FileIO", types.raw), ("BufferedReader", types.reader),
            ("BufferedWriter", types.writer), ("BufferedRandom", types.random), ("BytesIO", types.bytes),
            ("TextIOWrapper", types.text), ("StringIO", types.string), ("UnsupportedOperation", types.unsupported),
            ("BlockingIOError", machine.types[.blockingIOError]),
        ] {
            io.set(name, Value(type))
        }
        for (name, number) in [
            ("SEEK_SET", 0), ("SEEK_CUR", 1), ("SEEK_END", 2), ("DEFAULT_BUFFER_SIZE", 8192),
        ] {
            io.set(name, machine.int(number))
        }
        if let open = machine.builtins.get(machine.intern("open")) { io.set("open", open) }
        io.define("text_encoding", "encoding, stacklevel=2, /", "The encoding, or the name of the usual one.") {
            machine, arguments in
            arguments[0].isNone ? machine.string("locale") : arguments[0]
        }
    }

    static func unsupportedOperation(_ machine: Machine, _ message: String) -> PythonError {
        do {
            let io = try machine.importModule("io")
            guard let type = io.namespace.get(machine.intern("UnsupportedOperation")),
                let made = try machine.call(type, [machine.string(message)]).asException
            else { return machine.error(.osError, message) }
            return PythonError(exception: made)
        } catch {
            return PythonError(exception: machine.exception(for: error))
        }
    }

    /// A size that may be left out, None or negative for "all".
    static func optionalSize(_ machine: Machine, _ value: Value) throws -> Int? {
        if value.isAbsentOrNone { return nil }
        guard try machine.index(of: value) != nil else {
            throw machine.error(.typeError, "argument should be integer or None, not '\(machine.typeName(value))'")
        }
        let size = try machine.intArgument(value, "Python int too large to convert to C ssize_t")
        return size < 0 ? nil : size
    }
}

extension Surroundings {
    /// The classes of file objects, made on first use.
    func fileTypes(_ machine: Machine) throws -> FileTypes {
        if let known = knownFileTypes as? FileTypes { return known }
        let made = try FileTypes(machine)
        knownFileTypes = made
        FileMethods(machine: machine, types: made, surroundings: self).install()
        return made
    }
}
