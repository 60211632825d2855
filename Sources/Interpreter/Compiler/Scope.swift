import Syntax

/// Where names of one function, class, module or comprehension live. Built over the whole program before any code.
final class Scope {
    enum Kind { case module, classBody, function, lambda, comprehension, generator }

    /// What a name is in its scope.
    enum Place: Equatable {
        /// A register.
        case local
        /// A local captured by an inner function: the register holds a cell.
        case cell
        /// Captured from an outer function: the register holds a cell too.
        case free
        case global
        /// Looked up in the class namespace (or in the dict that `exec` was given), then as a global.
        case namespace
    }

    struct Symbol {
        var isBound = false
        var isParameter = false
        var isGlobal = false
        var isNonlocal = false
        var nonlocalSpan = Span(at: 0)
        /// The first `global` or `nonlocal` statement that names it.
        var declarationSpan = Span(at: 0)
        var isUsed = false
        var isDeleted = false
        var isAnnotated = false
        var place = Place.global
    }

    let kind: Kind
    let name: String
    unowned let parent: Scope?
    /// The class whose names `__x` are mangled with.
    let mangling: String?
    private(set) var children: [Scope] = []
    private(set) var symbols: [String: Symbol] = [:]
    /// Names in the order they were first met.
    private(set) var order: [String] = []
    var isGenerator = false
    /// `a + (a := 1)` needs its left operand copied.
    var hasNamedExpressions = false
    /// `super` or `__class__` is used in a method, so the class body keeps a cell for it.
    var needsClassCell = false
    /// Code given to `exec` with its own dict of locals.
    var usesNamespace: Bool

    init(_ kind: Kind, name: String, parent: Scope?, mangling: String?, usesNamespace: Bool = false) {
        self.kind = kind
        self.name = name
        self.parent = parent
        self.mangling = mangling
        self.usesNamespace = usesNamespace || kind == .classBody
        parent?.children.append(self)
    }

    var isFunctionLike: Bool { kind != .module && kind != .classBody }

    /// `__x` inside class `C` is `_C__x`.
    func mangle(_ name: String) -> String {
        guard let mangling, name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains(".") else { return name }
        let bare = mangling.drop { $0 == "_" }
        return bare.isEmpty ? name : "_\(bare)\(name)"
    }

    func note(_ name: String, _ change: (inout Symbol) -> Void) {
        if symbols[name] == nil { order.append(name) }
        change(&symbols[name, default: Symbol()])
    }

    /// Gives every name its place, from the outside in.
    func resolve() throws(CompileError) {
        for name in order {
            guard var symbol = symbols[name] else { continue }
            if symbol.isNonlocal, parent?.capture(name) != true {
                throw CompileError("no binding for nonlocal '\(name)' found", symbol.nonlocalSpan)
            }
            symbol.place = place(of: name, symbol)
            symbols[name] = symbol
        }
        for child in children { try child.resolve() }
    }

    private func place(of name: String, _ symbol: Symbol) -> Place {
        if symbol.isGlobal { return .global }
        if symbol.isNonlocal { return .free }
        if symbol.isBound {
            guard isFunctionLike else { return usesNamespace ? .namespace : .global }
            return symbol.place == .cell ? .cell : .local
        }
        if parent?.capture(name) == true { return .free }
        return usesNamespace ? .namespace : .global
    }

    /// Whether this scope or an outer function owns `name`; marks the owner's as a cell and every scope between as a
    /// carrier of it.
    func capture(_ name: String) -> Bool {
        if kind == .module { return false }
        if kind == .classBody {
            if name == "__class__" {
                needsClassCell = true
                return true
            }
            return carry(name)
        }
        if var symbol = symbols[name] {
            if symbol.isGlobal { return false }
            if symbol.isBound && !symbol.isNonlocal {
                symbol.place = .cell
                symbols[name] = symbol
                return true
            }
        }
        return carry(name)
    }

    private func carry(_ name: String) -> Bool {
        guard parent?.capture(name) == true else { return false }
        if kind == .classBody {
            if symbols[name]?.isBound != true { note(name) { $0.place = .free } }
            carried.insert(name)
        } else {
            note(name) { $0.place = .free }
        }
        return true
    }

    /// Names that pass through a class body to its methods, whatever the class binds under the same name.
    private(set) var carried: Set<String> = []

    /// The captured names, in the order of the closure.
    var freeNames: [String] {
        order.filter { symbols[$0]?.place == .free || carried.contains($0) }
            + carried.filter { symbols[$0] == nil }.sorted()
    }
}
