import Syntax

// Reading, binding and deleting names.
extension FunctionCompiler {
    func place(of name: String) -> Scope.Place { scope.symbols[name]?.place ?? .global }

    /// Puts the value of `name` into `target`.
    func load(_ name: String, into target: Register) {
        let name = scope.mangle(name)
        switch place(of: name) {
        case .local:
            guard let register = registers[name] else { return }
            check(register, name)
            if register != target { code.emit(.move, a: target, b: register) }
        case .cell, .free:
            guard let register = registers[name] else { return }
            let op: Opcode = scope.usesNamespace ? .loadClassCell : .loadCell
            code.emit(op, a: target, b: register, c: code.name(name))
        case .global: code.emit(.loadGlobal, a: target, b: code.name(name), extra: 1)
        case .namespace: code.emit(.loadName, a: target, b: code.name(name))
        }
    }

    /// The register of a local that has a value for sure, checked if need be; nil for other names.
    func localRegister(_ name: String) -> Register? {
        let name = scope.mangle(name)
        guard place(of: name) == .local, let register = registers[name] else { return nil }
        check(register, name)
        return register
    }

    private func check(_ register: Register, _ name: String) {
        guard !assigned.contains(register) else { return }
        code.emit(.checkBound, a: register, wide: Int(code.name(name)))
        markAssigned(register, name)
    }

    private func markAssigned(_ register: Register, _ name: String) {
        if scope.symbols[name]?.isDeleted != true { assigned.insert(register) }
    }

    /// Where the value of an assignment to `name` may be computed at once; nil where it needs a store.
    func directTarget(_ name: String) -> Register? {
        let name = scope.mangle(name)
        return place(of: name) == .local ? registers[name] : nil
    }

    /// Tells that `name` was given a value through `directTarget`.
    func didAssign(_ name: String) {
        let name = scope.mangle(name)
        if let register = registers[name], place(of: name) == .local { markAssigned(register, name) }
    }

    func store(_ name: String, from source: Register) {
        let name = scope.mangle(name)
        switch place(of: name) {
        case .local:
            guard let register = registers[name] else { return }
            if register != source { code.emit(.move, a: register, b: source) }
            markAssigned(register, name)
        case .cell, .free:
            // A class body binds in its namespace even what its methods capture from further out.
            if scope.kind == .classBody, scope.symbols[name]?.isNonlocal != true {
                code.emit(.storeName, a: source, b: code.name(name))
            } else if let register = registers[name] {
                code.emit(.storeCell, a: source, b: register)
            }
        case .global: code.emit(.storeGlobal, a: source, b: code.name(name), extra: 1)
        case .namespace: code.emit(.storeName, a: source, b: code.name(name))
        }
    }

    func delete(_ name: String) {
        let name = scope.mangle(name)
        switch place(of: name) {
        case .local:
            guard let register = registers[name] else { return }
            code.emit(.deleteLocal, a: register, wide: Int(code.name(name)))
            assigned.remove(register)
        case .cell, .free:
            if let register = registers[name] { code.emit(.deleteCell, a: register, b: code.name(name)) }
        case .global: code.emit(.deleteGlobal, b: code.name(name))
        case .namespace: code.emit(.deleteName, b: code.name(name))
        }
    }

    /// Takes the value away without complaint: the end of `except … as name`.
    func clear(_ name: String) {
        let mangled = scope.mangle(name)
        switch place(of: mangled) {
        case .local:
            if let register = registers[mangled] {
                code.emit(.clear, a: register)
                assigned.remove(register)
            }
        default:
            let mark = code.top
            let none = code.temporary()
            code.load(.none, into: none)
            store(name, from: none)
            code.release(to: mark)
            delete(name)
        }
    }
}

// Assignment targets.
extension FunctionCompiler {
    func assign(_ target: Expr, from source: Register) throws(CompileError) {
        let outer = code.span
        defer { code.span = outer }
        switch target.kind {
        case .name(let name):
            code.span = target.span
            store(name, from: source)
        case .attribute(let value, let name):
            let mark = code.top
            let object = try operand(value)
            code.span = target.span
            code.emit(.setAttr, a: object, b: source, c: code.name(scope.mangle(name)), extra: 1)
            code.release(to: mark)
        case .subscript_(let value, let index):
            let mark = code.top
            let object = try operand(value)
            let key = try operand(index)
            code.span = target.span
            code.emit(.setItem, a: object, b: key, c: source)
            code.release(to: mark)
        case .tuple(let items), .list(let items): try unpack(items, from: source, at: target.span)
        case .starred(let value): try assign(value, from: source)
        default: throw CompileError("cannot assign to expression", target.span)
        }
    }

    private func unpack(_ items: [Expr], from source: Register, at span: Span) throws(CompileError) {
        if let first = adjacentVariables(items) {
            code.span = span
            return code.emit(.unpack, a: first, b: source, c: code.register(items.count))
        }
        let mark = code.top
        let first = code.temporaries(items.count)
        code.span = span
        let stars = items.indices.filter { if case .starred = items[$0].kind { true } else { false } }
        if let star = stars.first {
            if stars.count > 1 {
                throw CompileError("multiple starred expressions in assignment", span)
            }
            guard star < 256 else {
                throw CompileError("too many expressions in star-unpacking assignment", span)
            }
            code.emit(
                .unpackStar, x: UInt8(star), a: first, b: source, c: code.register(items.count - star - 1))
        } else {
            code.emit(.unpack, a: first, b: source, c: code.register(items.count))
        }
        for (index, item) in items.enumerated() { try assign(item, from: code.register(Int(first) + index)) }
        code.release(to: mark)
    }

    /// The first of the registers of variables that stand next to each other: unpacking can set them at once.
    private func adjacentVariables(_ items: [Expr]) -> Register? {
        var registers: [Register] = []
        for case .name(let name) in items.map(\.kind) {
            guard let register = directTarget(name), register == registers.last.map({ $0 + 1 }) ?? register else {
                return nil
            }
            registers.append(register)
        }
        guard let first = registers.first, registers.count == items.count else { return nil }
        for case .name(let name) in items.map(\.kind) { didAssign(name) }
        return first
    }

    func compileDelete(_ target: Expr) throws(CompileError) {
        let mark = code.top
        switch target.kind {
        case .name(let name):
            code.span = target.span
            delete(name)
        case .attribute(let value, let name):
            let object = try operand(value)
            code.span = target.span
            code.emit(.deleteAttr, a: object, b: code.name(scope.mangle(name)))
        case .subscript_(let value, let index):
            let object = try operand(value)
            let key = try operand(index)
            code.span = target.span
            code.emit(.deleteItem, a: object, b: key)
        case .tuple(let items), .list(let items): for item in items { try compileDelete(item) }
        default: throw CompileError("cannot delete expression", target.span)
        }
        code.release(to: mark)
    }
}
