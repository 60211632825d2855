import Arrays
import Autograd

extension Module {
    /// `repr(module)`: the name, what the layer says of itself, and the tree of its children.
    ///
    /// Throws RecursionError for modules that contain themselves.
    package final func repr() throws -> String { try Module.repr(of: self, 0) }

    static func repr(of module: Module?, _ depth: Int) throws -> String {
        guard let module else { return "None" }
        if depth > depthLimit { throw tooDeep }
        if let own = try module.face?.repr(of: module) { return own }
        return try module.treeRepr(depth)
    }

    final func defaultTree(_ depth: Int) throws -> String {
        let extra = try face?.extraRepr(of: self) ?? extraRepr()
        let extraLines =
            extra.isEmpty ? [] : extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let childLines = try childLines(depth)
        if extraLines.count == 1, childLines.isEmpty { return "\(typeName)(\(extraLines[0]))" }
        let lines = extraLines + childLines
        if lines.isEmpty { return typeName + "()" }
        return typeName + "(\n  " + lines.joined(separator: "\n  ") + "\n)"
    }

    /// Every line but the first moved in by two spaces.
    static func indented(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            out.unicodeScalars.append(character)
            if character == "\n" { out += "  " }
        }
        return out
    }
}
