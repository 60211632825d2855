import Syntax

/// A raised or raisable exception.
package final class ExceptionObject: Object {
    package var args: Value
    package var cause = Value.none
    package var context = Value.none
    package var suppressesContext = false
    /// The frames it has passed, the outermost last.
    package var traceback: [TracebackEntry] = []
    /// The traceback object of the first `shownFrames` frames, once a program has asked for it.
    var shownTraceback = Value.none
    var shownFrames = 0
    /// Where a SyntaxError lies.
    package var syntax: SyntaxDetail?
    /// What to change, for a person at a terminal; never part of the message.
    package var hints: [String] = []
    /// The exceptions of a group; nil for any other exception.
    package var group: Group?
    /// What `str` says where it does not follow from the arguments.
    package var message: String?
    /// What the program's names stood for where it was raised; nil unless the machine remembers that.
    package var scene: Scene?
    /// What Swift code was working on when it failed: told and read by who knows its type.
    package var culprit: AnyObject?

    /// The variables of the function that was running.
    package struct Scene {
        /// The code whose names these are.
        package let code: Value
        package let names: [StrObject]
        /// As many as names; unbound where a name had no value.
        package let values: [Value]
        /// The module's variables, as they are now.
        package let globals: DictObject

        /// What a name stands for.
        package func value(_ name: String, _ machine: Machine) -> Value? {
            if let index = names.firstIndex(where: { $0.string == name }), index < values.count {
                let value = values[index].asCell?.value ?? values[index]
                if !value.isUnbound { return value }
            }
            let key = machine.intern(name)
            return globals.get(key) ?? machine.builtins.get(key)
        }
    }

    /// Whether the program has set an attribute of a SyntaxError.
    var isChanged: Bool { ownAttributes.contains { $0.0.string.hasPrefix(".") } }

    package struct SyntaxDetail {
        package let source: Source
        package let diagnostic: Diagnostic
    }

    /// What makes an exception an ExceptionGroup.
    package struct Group {
        /// A str. Unretained: traced by the exception.
        package let message: Value
        package let members: ContiguousArray<Value>
    }

    init(_ type: ClassObject, args: Value) {
        self.args = args
        super.init(type, kind: .exception, heap: type.heap)
    }

    override package func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit([args, cause, context, shownTraceback])
        for entry in traceback { marker.visit(entry.code) }
        if let group {
            marker.visit(group.message)
            marker.visit(group.members)
        }
        guard let scene else { return }
        marker.visit(scene.code)
        marker.visit(scene.values)
        marker.visit(scene.globals)
    }
    override package func repr(_ machine: Machine) throws -> String {
        guard let items = args.asTuple?.items else { return "\(type.name)()" }
        if items.count == 1 { return "\(type.name)(\(try machine.repr(items[0])))" }
        return "\(type.name)\(try machine.repr(args))"
    }
    override package func str(_ machine: Machine) throws -> String {
        if type.isSubclass(of: machine.types[.unicodeError]), let text = try machine.unicodeText(self) { return text }
        if let message { return message }
        if let group {
            let count = group.members.count
            return "\(group.message.asStr?.string ?? "") (\(count) sub-exception\(count == 1 ? "" : "s"))"
        }
        if type.isSubclass(of: machine.types[.syntaxError]) { return try machine.syntaxText(self) }
        guard let items = args.asTuple?.items, !items.isEmpty else { return "" }
        if items.count == 1 {
            return type.isSubclass(of: machine.types.keyError) ? try machine.repr(items[0]) : try machine.str(items[0])
        }
        return try machine.repr(args)
    }
}

/// One frame that an exception passed.
package struct TracebackEntry {
    /// Unretained: traced by the exception.
    package let code: Value
    /// Which part of the source was being evaluated.
    package let span: Span
    /// Where the operator or the name lies in a binary operation or subscript, for carets.
    package let instruction: Int
}

/// A Python exception on its way through Swift code.
package struct PythonError: Error, @unchecked Sendable {
    package let exception: ExceptionObject

    package init(exception: ExceptionObject) { self.exception = exception }
}
