import Interpreter

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// PCRE2, the engine of `re`, loaded when a program first needs it.
struct Pcre: @unchecked Sendable {
    typealias Pointer = UnsafeMutableRawPointer

    typealias Compile =
        @convention(c) (
            UnsafePointer<UInt8>?, Int, UInt32, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int>, Pointer?
        ) -> Pointer?
    typealias Release = @convention(c) (Pointer?) -> Void
    typealias CompileToNative = @convention(c) (Pointer, UInt32) -> Int32
    typealias MakeData = @convention(c) (Pointer, Pointer?) -> Pointer?
    typealias Match =
        @convention(c) (Pointer, UnsafePointer<UInt8>?, Int, Int, UInt32, Pointer, Pointer?) -> Int32
    typealias Spans = @convention(c) (Pointer) -> UnsafeMutablePointer<Int>?
    typealias MakeContext = @convention(c) (Pointer?) -> Pointer?
    typealias SetLimit = @convention(c) (Pointer, UInt32) -> Int32
    typealias Callout = @convention(c) (Pointer?, Pointer?) -> Int32
    typealias SetCallout = @convention(c) (Pointer, Callout, Pointer?) -> Int32
    typealias MakeStack = @convention(c) (Int, Int, Pointer?) -> Pointer?
    typealias AssignStack = @convention(c) (Pointer, Pointer?, Pointer?) -> Void
    typealias ErrorText = @convention(c) (Int32, UnsafeMutablePointer<UInt8>, Int) -> Int32

    let compile: Compile
    let releaseCode: Release
    let compileToNative: CompileToNative
    let makeData: MakeData
    let releaseData: Release
    let match: Match
    let spans: Spans
    let makeContext: MakeContext
    let releaseContext: Release
    let setMatchLimit: SetLimit
    let setHeapLimit: SetLimit
    let setCallout: SetCallout
    let makeStack: MakeStack
    let releaseStack: Release
    let assignStack: AssignStack
    let errorText: ErrorText

    // Numbers of pcre2.h.
    static let anchored: UInt32 = 0x8000_0000
    static let noUTFCheck: UInt32 = 0x4000_0000
    static let altCircumflex: UInt32 = 0x0020_0000
    static let caseless: UInt32 = 0x0000_0008
    static let dotAll: UInt32 = 0x0000_0020
    static let utf: UInt32 = 0x0008_0000
    static let notEmptyAtStart: UInt32 = 0x0000_0008
    static let noNative: UInt32 = 0x0000_2000
    static let noMatch: Int32 = -1
    static let calledOut: Int32 = -37
    static let overMatchLimit: Int32 = -47
    static let outOfNativeStack: Int32 = -46

    /// nil where the library is not on this machine.
    static let library = Pcre()

    private init?() {
        #if os(macOS)
            let names = [
                "/opt/homebrew/lib/libpcre2-8.dylib", "/usr/local/lib/libpcre2-8.dylib", "libpcre2-8.dylib",
                "/usr/lib/libpcre2-8.dylib",
            ]
        #else
            let names = ["libpcre2-8.so.0", "libpcre2-8.so"]
        #endif
        guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else { return nil }
        func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, "pcre2_\(name)_8") }
        guard let compile = symbol("compile"), let releaseCode = symbol("code_free"),
            let compileToNative = symbol("jit_compile"), let makeData = symbol("match_data_create_from_pattern"),
            let releaseData = symbol("match_data_free"), let match = symbol("match"),
            let spans = symbol("get_ovector_pointer"), let makeContext = symbol("match_context_create"),
            let releaseContext = symbol("match_context_free"), let setMatchLimit = symbol("set_match_limit"),
            let setHeapLimit = symbol("set_heap_limit"), let setCallout = symbol("set_callout"),
            let makeStack = symbol("jit_stack_create"), let releaseStack = symbol("jit_stack_free"),
            let assignStack = symbol("jit_stack_assign"), let errorText = symbol("get_error_message")
        else { return nil }
        self.compile = unsafeBitCast(compile, to: Compile.self)
        self.releaseCode = unsafeBitCast(releaseCode, to: Release.self)
        self.compileToNative = unsafeBitCast(compileToNative, to: CompileToNative.self)
        self.makeData = unsafeBitCast(makeData, to: MakeData.self)
        self.releaseData = unsafeBitCast(releaseData, to: Release.self)
        self.match = unsafeBitCast(match, to: Match.self)
        self.spans = unsafeBitCast(spans, to: Spans.self)
        self.makeContext = unsafeBitCast(makeContext, to: MakeContext.self)
        self.releaseContext = unsafeBitCast(releaseContext, to: Release.self)
        self.setMatchLimit = unsafeBitCast(setMatchLimit, to: SetLimit.self)
        self.setHeapLimit = unsafeBitCast(setHeapLimit, to: SetLimit.self)
        self.setCallout = unsafeBitCast(setCallout, to: SetCallout.self)
        self.makeStack = unsafeBitCast(makeStack, to: MakeStack.self)
        self.releaseStack = unsafeBitCast(releaseStack, to: Release.self)
        self.assignStack = unsafeBitCast(assignStack, to: AssignStack.self)
        self.errorText = unsafeBitCast(errorText, to: ErrorText.self)
    }

    func message(_ code: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        _ = errorText(code, &bytes, bytes.count)
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// What matching needs beside a program: limits, a stack, and a way to be interrupted. One for each machine.
final class RegexEngine {
    let pcre: Pcre
    private let context: Pcre.Pointer
    private let stack: Pcre.Pointer?
    private static let usualLimit: UInt32 = 10_000_000

    init?(_ pcre: Pcre, _ machine: Machine) {
        guard let context = pcre.makeContext(nil) else { return nil }
        self.pcre = pcre
        self.context = context
        stack = pcre.makeStack(32 << 10, 64 << 20, nil)
        pcre.assignStack(context, nil, stack)
        _ = pcre.setHeapLimit(context, 512 << 10)
        setInterrupt(machine.interrupt)
    }

    deinit {
        pcre.releaseContext(context)
        pcre.releaseStack(stack)
    }

    /// Rounds of loops that may take for ever look at the flag that a signal sets.
    private func setInterrupt(_ flag: UnsafeMutablePointer<Int32>) {
        _ = pcre.setCallout(
            context, { _, flag in flag?.load(as: Int32.self) == 0 ? 0 : Pcre.calledOut }, UnsafeMutableRawPointer(flag))
    }

    /// Matches once. Raises KeyboardInterrupt, MemoryError, and RuntimeError for what takes too long.
    func match(
        _ program: RegexProgram, _ subject: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
        _ options: UInt32, _ machine: Machine
    ) throws -> Bool {
        setInterrupt(machine.interrupt)
        var limit = Self.usualLimit
        var options = options | Pcre.noUTFCheck
        while true {
            _ = pcre.setMatchLimit(context, limit)
            let result = pcre.match(program.code, subject.baseAddress, end, start, options, program.data, context)
            if result > 0 { return true }
            if result == Pcre.noMatch { return false }
            try machine.checkInterrupt()
            if result == Pcre.outOfNativeStack, options & Pcre.noNative == 0 {
                options |= Pcre.noNative
            } else if result == Pcre.overMatchLimit, limit < .max {
                // Begun again with more patience, an interruption is never far away.
                limit = limit > .max / 4 ? .max : limit * 4
            } else if result == Pcre.overMatchLimit {
                throw machine.error(.runtimeError, "the pattern would take too long to match this text")
            } else {
                throw machine.error(.memoryError, "")
            }
        }
    }
}

/// A pattern compiled for one kind of text and one way of matching.
final class RegexProgram {
    let code: Pcre.Pointer
    let data: Pcre.Pointer
    private let pcre: Pcre

    /// Throws the library's own words where it cannot take the pattern.
    init(_ pcre: Pcre, _ text: String, _ options: UInt32) throws {
        var failure: Int32 = 0
        var place = 0
        let bytes = Array(("(*LF)" + text).utf8)
        guard let code = pcre.compile(bytes, bytes.count, options, &failure, &place, nil) else {
            throw RegexMistake(message: pcre.message(failure), position: nil)
        }
        guard let data = pcre.makeData(code, nil) else {
            pcre.releaseCode(code)
            throw RegexMistake(message: "out of memory", position: nil)
        }
        _ = pcre.compileToNative(code, 1)
        self.pcre = pcre
        self.code = code
        self.data = data
    }

    deinit {
        pcre.releaseData(data)
        pcre.releaseCode(code)
    }

    /// Beginnings and ends of the last match; -1 for a group that took no part.
    func spans(_ count: Int) -> [Int] {
        guard let spans = pcre.spans(data) else { return [] }
        return (0..<2 * count).map { spans[$0] }
    }
}
