import Syntax

/// A compiled function body, class body, module or expression.
package final class CodeObject: Object {
    package let name: String
    package let qualifiedName: String
    package let source: Source
    /// Instructions and their inline caches.
    let words: UnsafeMutablePointer<Instruction>
    let wordCount: Int
    let constants: UnsafeMutablePointer<Value>
    let constantCount: Int
    /// Which piece of the source each word comes from.
    let spans: [Span]
    let handlers: [Handler]
    /// Parameters first, in the order of the signature: positional, keyword-only, `*args`, `**kwargs`.
    package let localNames: [StrObject]
    let registerCount: Int
    /// Registers of variables and cells; temporaries follow.
    let localCount: Int
    /// Positional parameters, positional-only included.
    package let argumentCount: Int
    let positionalOnlyCount: Int
    let keywordOnlyCount: Int
    let hasVarArguments: Bool
    let hasVarKeywords: Bool
    let isGenerator: Bool
    /// Names live in registers: neither a module's nor a class's body.
    let isFunction: Bool
    /// Names of captured variables, in the order of the closure.
    let freeNames: [String]
    let documentation: Value
    package let firstSpan: Span
    /// How `compile` read the text; nil for the code of functions.
    var program: Program?

    /// What `compile` was asked for.
    enum Program: String { case exec, eval, single }

    /// Where control goes when an instruction in `range` raises.
    struct Handler {
        let range: Range<Int>
        let target: Int
        /// The exception lands in this register.
        let register: UInt16
    }

    /// Everything that the compiler found out.
    struct Parts {
        var name = ""
        var qualifiedName = ""
        var words: [Instruction] = []
        var constants: [Value] = []
        var spans: [Span] = []
        var handlers: [Handler] = []
        var localNames: [StrObject] = []
        var registerCount = 0
        var argumentCount = 0
        var positionalOnlyCount = 0
        var keywordOnlyCount = 0
        var hasVarArguments = false
        var hasVarKeywords = false
        var isGenerator = false
        var isFunction = false
        var freeNames: [String] = []
        var documentation = Value.none
        var firstSpan = Span(at: 0)
    }

    init(_ type: ClassObject, source: Source, _ parts: Parts) {
        self.source = source
        name = parts.name
        qualifiedName = parts.qualifiedName
        wordCount = parts.words.count
        words = .allocate(capacity: max(1, parts.words.count))
        words.initialize(from: parts.words, count: parts.words.count)
        constantCount = parts.constants.count
        constants = .allocate(capacity: max(1, parts.constants.count))
        constants.initialize(from: parts.constants, count: parts.constants.count)
        spans = parts.spans
        handlers = parts.handlers
        localNames = parts.localNames
        registerCount = parts.registerCount
        localCount = parts.localNames.count
        argumentCount = parts.argumentCount
        positionalOnlyCount = parts.positionalOnlyCount
        keywordOnlyCount = parts.keywordOnlyCount
        hasVarArguments = parts.hasVarArguments
        hasVarKeywords = parts.hasVarKeywords
        isGenerator = parts.isGenerator
        isFunction = parts.isFunction
        freeNames = parts.freeNames
        documentation = parts.documentation
        firstSpan = parts.firstSpan
        super.init(type, kind: .code, heap: type.heap)
    }

    deinit {
        words.deallocate()
        constants.deallocate()
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        for index in 0..<constantCount { marker.visit(constants[index]) }
        for name in localNames { marker.visit(name) }
        marker.visit(documentation)
    }

    /// A call with the right number of positional arguments needs no binding.
    var isPlain: Bool { !hasVarArguments && !hasVarKeywords && keywordOnlyCount == 0 }
    /// All registers that parameters take.
    var parameterCount: Int {
        argumentCount + keywordOnlyCount + (hasVarArguments ? 1 : 0) + (hasVarKeywords ? 1 : 0)
    }
    package var firstLine: Int { source.line(at: firstSpan.start) }

    /// The handler for an exception raised by the word at `index`: the innermost is listed first.
    func handler(at index: Int) -> Handler? { handlers.first { $0.range.contains(index) } }

    override package func repr(_ machine: Machine) -> String {
        "<code object \(name) at \(hexAddress), file \"\(source.name)\", line \(firstLine)>"
    }
}
