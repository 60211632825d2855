extension Dump {
    private mutating func body(_ name: String, _ statements: [Stmt]) {
        list(name, statements) { $0.write($1) }
    }

    mutating func write(_ statement: Stmt) {
        let span = statement.span
        switch statement.kind {
        case .expr(let value):
            node("Expr", span) { $0.field("value") { $0.write(value) } }
        case .assign(let targets, let value):
            node("Assign", span) {
                $0.list("targets", targets) { $0.write($1, .store) }
                $0.field("value") { $0.write(value) }
            }
        case .augAssign(let target, let op, let value):
            node("AugAssign", span) {
                $0.field("target") { $0.write(target, .store) }
                $0.field("op", raw: Dump.name(of: op))
                $0.field("value") { $0.write(value) }
            }
        case .annAssign(let target, let annotation, let value, let simple):
            node("AnnAssign", span) {
                $0.field("target") { $0.write(target, .store) }
                $0.field("annotation") { $0.write(annotation) }
                $0.field("value", optional: value) { $0.write($1) }
                $0.field("simple", raw: simple ? "1" : "0")
            }
        case .delete(let targets):
            node("Delete", span) { $0.list("targets", targets) { $0.write($1, .del) } }
        case .pass: node("Pass", span) { _ in }
        case .break: node("Break", span) { _ in }
        case .continue: node("Continue", span) { _ in }
        case .return(let value):
            node("Return", span) { $0.field("value", optional: value) { $0.write($1) } }
        case .raise(let value, let cause):
            node("Raise", span) {
                $0.field("exc", optional: value) { $0.write($1) }
                $0.field("cause", optional: cause) { $0.write($1) }
            }
        case .assert(let test, let message):
            node("Assert", span) {
                $0.field("test") { $0.write(test) }
                $0.field("msg", optional: message) { $0.write($1) }
            }
        case .global(let names):
            node("Global", span) { $0.list("names", names) { $0.raw(Dump.repr($1)) } }
        case .nonlocal(let names):
            node("Nonlocal", span) { $0.list("names", names) { $0.raw(Dump.repr($1)) } }
        case .import(let aliases):
            node("Import", span) { $0.list("names", aliases) { $0.write($1) } }
        case .importFrom(let module, let aliases, let level):
            node("ImportFrom", span) {
                $0.field("module", optional: module) { $0.raw(Dump.repr($1)) }
                $0.list("names", aliases) { $0.write($1) }
                $0.field("level", raw: String(level))
            }
        default: writeCompound(statement)
        }
    }

    private mutating func writeCompound(_ statement: Stmt) {
        let span = statement.span
        switch statement.kind {
        case .if(let branches, let orelse):
            write(branches[...], orelse)
        case .while(let test, let body, let orelse):
            node("While", span) {
                $0.field("test") { $0.write(test) }
                $0.body("body", body)
                $0.body("orelse", orelse)
            }
        case .for(let target, let iterable, let body, let orelse):
            node("For", span) {
                $0.field("target") { $0.write(target, .store) }
                $0.field("iter") { $0.write(iterable) }
                $0.body("body", body)
                $0.body("orelse", orelse)
            }
        case .with(let items, let body):
            node("With", span) {
                $0.list("items", items) { $0.write($1) }
                $0.body("body", body)
            }
        case .try(let statement):
            node(statement.isStar ? "TryStar" : "Try", span) {
                $0.body("body", statement.body)
                $0.list("handlers", statement.handlers) { $0.write($1) }
                $0.body("orelse", statement.orelse)
                $0.body("finalbody", statement.finalbody)
            }
        case .functionDef(let definition):
            node("FunctionDef", span) {
                $0.field("name", raw: Dump.repr(definition.name))
                $0.field("args") { $0.write(definition.parameters) }
                $0.body("body", definition.body)
                $0.list("decorator_list", definition.decorators) { $0.write($1) }
                $0.field("returns", optional: definition.returns) { $0.write($1) }
            }
        case .classDef(let definition):
            node("ClassDef", span) {
                $0.field("name", raw: Dump.repr(definition.name))
                $0.list("bases", definition.bases) { $0.write($1) }
                $0.list("keywords", definition.keywords) { $0.write($1) }
                $0.body("body", definition.body)
                $0.list("decorator_list", definition.decorators) { $0.write($1) }
            }
        case .match(let subject, let cases):
            node("Match", span) {
                $0.field("subject") { $0.write(subject) }
                $0.list("cases", cases) { $0.write($1) }
            }
        default: break
        }
    }

    /// An `elif` is an `If` within the `orelse` of the one before.
    private mutating func write(_ branches: ArraySlice<Branch>, _ orelse: [Stmt]) {
        guard let branch = branches.first else { return }
        node("If", branch.span) {
            $0.field("test") { $0.write(branch.test) }
            $0.body("body", branch.body)
            guard branches.count > 1 else { return $0.body("orelse", orelse) }
            $0.field("orelse") {
                $0.raw("[")
                $0.write(branches.dropFirst(), orelse)
                $0.raw("]")
            }
        }
    }

    private mutating func write(_ alias: Alias) {
        node("alias", alias.span) {
            $0.field("name", raw: Dump.repr(alias.name))
            $0.field("asname", optional: alias.asName) { $0.raw(Dump.repr($1)) }
        }
    }

    private mutating func write(_ item: WithItem) {
        node("withitem", nil) {
            $0.field("context_expr") { $0.write(item.context) }
            $0.field("optional_vars", optional: item.target) { $0.write($1, .store) }
        }
    }

    private mutating func write(_ handler: ExceptHandler) {
        node("ExceptHandler", handler.span) {
            $0.field("type", optional: handler.type) { $0.write($1) }
            $0.field("name", optional: handler.name) { $0.raw(Dump.repr($1)) }
            $0.body("body", handler.body)
        }
    }

    private mutating func write(_ matchCase: MatchCase) {
        node("match_case", nil) {
            $0.field("pattern") { $0.write(matchCase.pattern) }
            $0.field("guard", optional: matchCase.guard) { $0.write($1) }
            $0.body("body", matchCase.body)
        }
    }

    private mutating func write(_ pattern: Pattern) {
        let span = pattern.span
        switch pattern.kind {
        case .value(let value):
            node("MatchValue", span) { $0.field("value") { $0.write(value) } }
        case .singleton(let value):
            node("MatchSingleton", span) { $0.field("value", raw: Dump.text(of: value)) }
        case .sequence(let patterns):
            node("MatchSequence", span) { $0.list("patterns", patterns) { $0.write($1) } }
        case .mapping(let keys, let patterns, let rest):
            node("MatchMapping", span) {
                $0.list("keys", keys) { $0.write($1) }
                $0.list("patterns", patterns) { $0.write($1) }
                $0.field("rest", optional: rest) { $0.raw(Dump.repr($1)) }
            }
        case .class(let value, let patterns, let names, let keywordPatterns):
            node("MatchClass", span) {
                $0.field("cls") { $0.write(value) }
                $0.list("patterns", patterns) { $0.write($1) }
                $0.list("kwd_attrs", names) { $0.raw(Dump.repr($1)) }
                $0.list("kwd_patterns", keywordPatterns) { $0.write($1) }
            }
        case .star(let name):
            node("MatchStar", span) { $0.field("name", optional: name) { $0.raw(Dump.repr($1)) } }
        case .as(let inner, let name):
            node("MatchAs", span) {
                $0.field("pattern", optional: inner) { $0.write($1) }
                $0.field("name", optional: name) { $0.raw(Dump.repr($1)) }
            }
        case .or(let patterns):
            node("MatchOr", span) { $0.list("patterns", patterns) { $0.write($1) } }
        }
    }
}
