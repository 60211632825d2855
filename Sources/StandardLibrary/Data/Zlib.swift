import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's zlib, loaded when a program first needs it.
private struct ZlibLibrary: @unchecked Sendable {
    /// `z_stream` of zlib.h, whose layout has not changed since 1995.
    struct Stream {
        var nextIn: UnsafePointer<UInt8>?
        var availableIn: UInt32 = 0
        var totalIn: UInt = 0
        var nextOut: UnsafeMutablePointer<UInt8>?
        var availableOut: UInt32 = 0
        var totalOut: UInt = 0
        var message: UnsafePointer<CChar>?
        var state: UnsafeMutableRawPointer?
        var allocate: UnsafeMutableRawPointer?
        var release: UnsafeMutableRawPointer?
        var opaque: UnsafeMutableRawPointer?
        var dataType: Int32 = 0
        var adler: UInt = 0
        var reserved: UInt = 0
    }

    typealias StreamPointer = UnsafeMutableRawPointer
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    typealias InflateInit = @convention(c) (StreamPointer, Int32, UnsafePointer<CChar>?, Int32) -> Int32
    typealias DeflateInit =
        @convention(c) (StreamPointer, Int32, Int32, Int32, Int32, Int32, UnsafePointer<CChar>?, Int32) -> Int32
    typealias Step = @convention(c) (StreamPointer, Int32) -> Int32
    typealias End = @convention(c) (StreamPointer) -> Int32
    typealias Checksum = @convention(c) (UInt, UnsafePointer<UInt8>?, UInt32) -> UInt

    let version: Version
    let inflateInit: InflateInit
    let inflate: Step
    let inflateEnd: End
    let deflateInit: DeflateInit
    let deflate: Step
    let deflateEnd: End
    let crc32: Checksum
    let adler32: Checksum

    static let shared = ZlibLibrary()

    private init?() {
        #if os(macOS)
            let names = ["/usr/lib/libz.1.dylib", "libz.dylib"]
        #else
            let names = ["libz.so.1", "libz.so"]
        #endif
        guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first,
            let version = dlsym(handle, "zlibVersion"), let inflateInit = dlsym(handle, "inflateInit2_"),
            let inflate = dlsym(handle, "inflate"), let inflateEnd = dlsym(handle, "inflateEnd"),
            let deflateInit = dlsym(handle, "deflateInit2_"), let deflate = dlsym(handle, "deflate"),
            let deflateEnd = dlsym(handle, "deflateEnd"), let crc32 = dlsym(handle, "crc32"),
            let adler32 = dlsym(handle, "adler32")
        else { return nil }
        self.version = unsafeBitCast(version, to: Version.self)
        self.inflateInit = unsafeBitCast(inflateInit, to: InflateInit.self)
        self.inflate = unsafeBitCast(inflate, to: Step.self)
        self.inflateEnd = unsafeBitCast(inflateEnd, to: End.self)
        self.deflateInit = unsafeBitCast(deflateInit, to: DeflateInit.self)
        self.deflate = unsafeBitCast(deflate, to: Step.self)
        self.deflateEnd = unsafeBitCast(deflateEnd, to: End.self)
        self.crc32 = unsafeBitCast(crc32, to: Checksum.self)
        self.adler32 = unsafeBitCast(adler32, to: Checksum.self)
    }
}

/// A stream of bytes being packed or unpacked.
private final class ZlibStream {
    /// What went wrong, by zlib's number and words.
    struct Failure: Error {
        let code: Int32
        let message: String?
    }

    private let library: ZlibLibrary
    private let stream: UnsafeMutablePointer<ZlibLibrary.Stream>
    private let packs: Bool
    private(set) var isOver = false
    /// Bytes behind the end.
    private(set) var unused: [UInt8] = []

    init(_ library: ZlibLibrary, level: Int?, windowBits: Int32) throws {
        self.library = library
        packs = level != nil
        stream = .allocate(capacity: 1)
        stream.initialize(to: ZlibLibrary.Stream())
        let size = Int32(MemoryLayout<ZlibLibrary.Stream>.size)
        let code =
            if let level {
                library.deflateInit(stream, Int32(level), 8, windowBits, 8, 0, library.version(), size)
            } else {
                library.inflateInit(stream, windowBits, library.version(), size)
            }
        guard code == 0 else { throw Failure(code: code, message: "Bad compression level") }
    }

    deinit {
        _ = packs ? library.deflateEnd(stream) : library.inflateEnd(stream)
        stream.deallocate()
    }

    /// Packs or unpacks more, up to `most` bytes; `isLast` when nothing follows.
    func feed(_ bytes: [UInt8], isLast: Bool, most: Int = .max, _ machine: Machine) throws -> [UInt8] {
        var result: [UInt8] = []
        var code: Int32 = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        try bytes.withUnsafeBufferPointer { input in
            var taken = 0
            repeat {
                try machine.checkInterrupt()
                let part = min(input.count - taken, 1 << 30)
                stream.pointee.nextIn = input.baseAddress.map { $0 + taken }
                stream.pointee.availableIn = UInt32(part)
                let room = min(buffer.count, most - result.count)
                let isEnd = isLast && taken + part == input.count
                code = buffer.withUnsafeMutableBufferPointer { output in
                    stream.pointee.nextOut = output.baseAddress
                    stream.pointee.availableOut = UInt32(room)
                    return packs ? library.deflate(stream, isEnd ? 4 : 0) : library.inflate(stream, 2)
                }
                taken += part - Int(stream.pointee.availableIn)
                let made = room - Int(stream.pointee.availableOut)
                result += buffer[..<made]
                guard result.count <= TextLimits.maximumCount else { throw machine.error(.memoryError, "") }
                if code == 1 { break }
                guard code == 0 || code == -5 else {
                    throw Failure(code: code, message: stream.pointee.message.map { String(cString: $0) })
                }
                if made < room, taken == input.count { break }
            } while result.count < most
            isOver = code == 1
            if isOver || result.count >= most { unused = Array(input[taken...]) }
        }
        return result
    }
}

// The module `zlib`.
extension StandardLibrary {
    static func fillZlib(_ zlib: ModuleBuilder) throws {
        unowned(unsafe) let machine = zlib.machine
        guard let library = ZlibLibrary.shared else {
            throw machine.error(.importError, "zlib is not on this machine")
        }
        let error = try machine.makeClass(
            name: "error", bases: [machine.types[.exception]], namespace: machine.dict())
        error.set(machine.intern("__module__"), machine.string("zlib"))
        zlib.set("error", Value(error))
        func fail(_ failure: ZlibStream.Failure, _ what: String) throws -> PythonError {
            let words = failure.message.map { ": \($0)" } ?? ""
            let message =
                failure.message == "Bad compression level"
                ? "Bad compression level" : "Error \(failure.code) while \(what)\(words)"
            let made = try machine.call(Value(error), [machine.string(message)])
            return made.asException.map { PythonError(exception: $0) } ?? machine.error(.valueError, message)
        }
        for (name, number) in [
            ("MAX_WBITS", 15), ("DEFLATED", 8), ("DEF_MEM_LEVEL", 8), ("Z_DEFAULT_COMPRESSION", -1),
            ("Z_BEST_SPEED", 1), ("Z_BEST_COMPRESSION", 9), ("Z_NO_COMPRESSION", 0), ("Z_FINISH", 4),
            ("Z_SYNC_FLUSH", 2), ("Z_DEFAULT_STRATEGY", 0), ("DEF_BUF_SIZE", 16384),
        ] {
            zlib.set(name, machine.int(number))
        }
        let version = library.version().map { String(cString: $0) } ?? ""
        zlib.set("ZLIB_VERSION", machine.string(version))
        zlib.set("ZLIB_RUNTIME_VERSION", machine.string(version))
        for (name, checksum, start) in [("crc32", library.crc32, UInt(0)), ("adler32", library.adler32, 1)] {
            zlib.define(name, "data, value=\(start), /", "A checksum.") { machine, arguments in
                var sum = start
                if !arguments[1].isUnbound {
                    sum = UInt(truncatingIfNeeded: try machine.intArgument(arguments[1])) & 0xFFFF_FFFF
                }
                let bytes = try machine.bytesArgument(arguments[0])
                bytes.withUnsafeBufferPointer { bytes in
                    var place = 0
                    while place < bytes.count {
                        let part = min(bytes.count - place, 1 << 30)
                        sum = checksum(sum, bytes.baseAddress.map { $0 + place }, UInt32(part))
                        place += part
                    }
                }
                return machine.int(Int(sum))
            }
        }
        func number(_ value: Value, _ absent: Int) throws -> Int {
            value.isUnbound ? absent : try machine.intArgument(value)
        }
        zlib.define("compress", "data, /, level=-1, wbits=15", "The bytes, packed.") { machine, arguments in
            let bytes = try machine.bytesArgument(arguments[0])
            do {
                let stream = try ZlibStream(
                    library, level: Int(Int32(clamping: try number(arguments[1], -1))),
                    windowBits: Int32(clamping: try number(arguments[2], 15)))
                return machine.bytes(try stream.feed(bytes, isLast: true, machine))
            } catch let failure as ZlibStream.Failure {
                throw try fail(failure, "compressing data")
            }
        }
        zlib.define("decompress", "data, /, wbits=15, bufsize=16384", "The bytes, unpacked.") { machine, arguments in
            let bytes = try machine.bytesArgument(arguments[0])
            do {
                let stream = try ZlibStream(
                    library, level: nil, windowBits: Int32(clamping: try number(arguments[1], 15)))
                let result = try stream.feed(bytes, isLast: true, machine)
                guard stream.isOver else {
                    throw ZlibStream.Failure(code: -5, message: "incomplete or truncated stream")
                }
                return machine.bytes(result)
            } catch let failure as ZlibStream.Failure {
                throw try fail(failure, "decompressing data")
            }
        }
        // One piece of a file of several: what it holds, whether it ends, and what stands behind it.
        zlib.define("_member", "data, wbits, /", "What the first stream in bytes holds.") { machine, arguments in
            let bytes = try machine.bytesArgument(arguments[0])
            do {
                let stream = try ZlibStream(
                    library, level: nil, windowBits: Int32(clamping: try machine.intArgument(arguments[1])))
                let result = try stream.feed(bytes, isLast: true, machine)
                return machine.tuple([
                    machine.bytes(result), Value(stream.isOver), machine.bytes(stream.unused),
                ])
            } catch let failure as ZlibStream.Failure {
                throw try fail(failure, "decompressing data")
            }
        }
        ZlibObjects(machine: machine, library: library).install(zlib, fail)
    }
}

/// `zlib.compressobj()` and `zlib.decompressobj()`.
private final class ZlibObject: Object {
    let stream: ZlibStream
    init(_ type: ClassObject, _ stream: ZlibStream) {
        self.stream = stream
        super.init(type, kind: .instance, heap: type.heap)
    }
}

private struct ZlibObjects {
    unowned(unsafe) let machine: Machine
    let library: ZlibLibrary

    func install(_ zlib: ModuleBuilder, _ fail: @escaping (ZlibStream.Failure, String) throws -> PythonError) {
        let library = self.library
        for (name, function, packs) in [
            ("Compress", "compressobj", true), ("Decompress", "decompressobj", false),
        ] {
            let type = machine.makeType(name, module: "zlib")
            let what = packs ? "compressing data" : "decompressing data"
            func feed(_ object: Value, _ bytes: [UInt8], isLast: Bool, most: Int) throws -> Value {
                guard let object = object.object as? ZlibObject else { return .none }
                if object.stream.isOver { return machine.bytes([]) }
                do {
                    return machine.bytes(try object.stream.feed(bytes, isLast: isLast, most: most, machine))
                } catch let failure as ZlibStream.Failure {
                    throw try fail(failure, what)
                }
            }
            let verb = packs ? "compress" : "decompress"
            machine.method(type, verb, "self, data, max_length=0, /", "More bytes.") { machine, arguments in
                let most = arguments[2].isUnbound ? 0 : try machine.intArgument(arguments[2])
                guard most >= 0 else { throw machine.error(.valueError, "max_length must be non-negative") }
                let bytes = try machine.bytesArgument(arguments[1])
                return try feed(arguments[0], bytes, isLast: false, most: most == 0 ? .max : most)
            }
            machine.method(type, "flush", "self, mode=4, /", "What is left.") { _, arguments in
                try feed(arguments[0], [], isLast: true, most: .max)
            }
            if !packs {
                machine.attribute(type, "eof") { _, object in
                    Value((object.object as? ZlibObject)?.stream.isOver ?? false)
                }
                for (name, isTail) in [("unused_data", false), ("unconsumed_tail", true)] {
                    machine.attribute(type, name) { machine, object in
                        guard let stream = (object.object as? ZlibObject)?.stream else { return .none }
                        return machine.bytes(stream.isOver != isTail ? stream.unused : [])
                    }
                }
            }
            let signature = packs ? "level=-1, method=8, wbits=15, memLevel=8, strategy=0" : "wbits=15, zdict=b''"
            zlib.define(function, signature, "An object for bytes that come in parts.") { machine, arguments in
                func number(_ index: Int, _ absent: Int) throws -> Int32 {
                    arguments[index].isUnbound
                        ? Int32(absent) : Int32(clamping: try machine.intArgument(arguments[index]))
                }
                do {
                    let stream = try ZlibStream(
                        library, level: packs ? Int(number(0, -1)) : nil, windowBits: number(packs ? 2 : 0, 15))
                    return Value(ZlibObject(type, stream))
                } catch is ZlibStream.Failure {
                    throw machine.error(.valueError, "Invalid initialization option")
                }
            }
        }
    }
}
