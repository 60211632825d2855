/// How a value was computed: operations from the result down to the leaves, each drawn once.
package struct GraphDrawing: Picture {
    /// An operation or a leaf.
    package struct Node: Sendable {
        package enum Kind: Sendable { case operation, leaf }

        package var kind: Kind
        /// `MulBackward0`, `net.weight`.
        package var name: String
        /// Shape, value, gradient.
        package var details: [String]
        /// The nodes that it was computed from.
        package var inputs: [Int]

        package init(_ kind: Kind, _ name: String, details: [String] = [], inputs: [Int] = []) {
            self.kind = kind
            self.name = Text.clean(name)
            self.details = details.map(Text.clean)
            self.inputs = inputs
        }
    }

    package var title: String
    /// The result first.
    package var nodes: [Node]

    package init(_ nodes: [Node], title: String = "") {
        self.nodes = nodes
        self.title = Text.clean(title)
    }

    private static let mostNodes = 150
    private static let step = 3

    private struct Row {
        var node: Int
        var depth: Int
        /// The row of the node that this one belongs to; nil where it stands right below.
        var parent: Int?
        var isRepeated: Bool
        /// Whether it continues the row above it straight down.
        var continues: Bool
    }

    /// The rows from the top down. Loops, not recursion: graphs may be a hundred thousand operations deep.
    private func rows() -> (rows: [Row], left: Int) {
        var rows: [Row] = []
        var places: [Int: Int] = [:]
        guard !nodes.isEmpty else { return ([], 0) }
        var pending: [Row] = [Row(node: 0, depth: 0, parent: nil, isRepeated: false, continues: false)]
        while var row = pending.popLast() {
            if rows.count >= GraphDrawing.mostNodes { return (rows, max(0, nodes.count - places.count)) }
            row.isRepeated = places[row.node] != nil
            let place = rows.count
            rows.append(row)
            if row.isRepeated { continue }
            places[row.node] = place
            let inputs = nodes[row.node].inputs.filter { nodes.indices.contains($0) }
            if inputs.count == 1 {
                pending.append(
                    Row(node: inputs[0], depth: row.depth, parent: nil, isRepeated: false, continues: true))
            } else {
                for input in inputs.reversed() {
                    pending.append(
                        Row(node: input, depth: row.depth + 1, parent: place, isRepeated: false, continues: false))
                }
            }
        }
        return (rows, 0)
    }

    /// Numbers for the nodes that are referred to a second time.
    private func references(_ rows: [Row]) -> [Int: Int] {
        var numbers: [Int: Int] = [:]
        for row in rows where row.isRepeated && numbers[row.node] == nil { numbers[row.node] = numbers.count + 1 }
        return numbers
    }

    package func scene(_ format: PictureFormat) -> Scene {
        let (rows, left) = rows()
        let numbers = references(rows)
        let top = title.isEmpty ? 0 : 1
        var scene = Scene(width: format.columns, height: top + rows.count + (left > 0 ? 1 : 0))
        if !title.isEmpty { scene.text(Text.fitted(title, format.columns), 0, 0, .heading) }
        let deepest = max(0, (format.columns - 24) / GraphDrawing.step)
        for (index, row) in rows.enumerated() {
            let x = min(row.depth, deepest) * GraphDrawing.step
            let y = top + index
            if let parent = row.parent, row.depth <= deepest {
                scene.rule(x - GraphDrawing.step, top + parent, x - GraphDrawing.step, y)
                scene.rule(x - GraphDrawing.step, y, x - 1, y)
            }
            let node = nodes[row.node]
            scene.text(node.kind == .leaf ? "■" : "●", x, y, node.kind == .leaf ? .leaf : .node)
            var name = Text.fitted(node.name, max(8, format.columns - x - 2))
            if let number = numbers[row.node] { name += row.isRepeated ? " ↑ see [\(number)]" : " [\(number)]" }
            scene.text(name, x + 2, y, node.kind == .leaf ? .leaf : .plain)
            let used = x + 2 + Text.width(name)
            if !row.isRepeated, !node.details.isEmpty {
                let text = node.details.joined(separator: "  ")
                scene.text(Text.fitted(text, format.columns - used - 2), used + 2, y, .faint)
            }
        }
        if left > 0 { scene.text("… \(Text.counted(left, "node")) more", 0, top + rows.count, .faint) }
        return scene
    }

    package var words: [String] {
        let (rows, left) = rows()
        var lines = [title.isEmpty ? "Graph." : "Graph of \(title)."]
        for row in rows where !row.isRepeated {
            let node = nodes[row.node]
            var line = node.name
            if !node.details.isEmpty { line += ", " + node.details.joined(separator: ", ") }
            let inputs = node.inputs.filter { nodes.indices.contains($0) }.map { nodes[$0].name }
            if !inputs.isEmpty { line += "; computed from \(inputs.joined(separator: " and "))" }
            lines.append(line + ".")
        }
        if left > 0 { lines.append("And \(Text.counted(left, "node")) more.") }
        return lines
    }
}
