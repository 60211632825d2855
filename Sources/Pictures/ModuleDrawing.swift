/// A network of any size as boxes: a box for each module, those it contains inside.
package struct ModuleDrawing: Picture {
    /// One module.
    package struct Block: Sendable {
        /// `fc1: Linear`.
        package var title: String
        /// Shapes, numbers of parameters, options.
        package var details: [String]
        package var children: [Block]
        /// Whether the children run one after another.
        package var isChain: Bool

        package init(_ title: String, details: [String] = [], children: [Block] = [], isChain: Bool = false) {
            self.title = Text.clean(title)
            self.details = details.map(Text.clean)
            self.children = children
            self.isChain = isChain
        }
    }

    package var block: Block

    package init(_ block: Block) { self.block = block }

    /// What is drawn at most; the rest is counted.
    private static let mostBlocks = 120
    private static let deepest = 8

    package func scene(_ format: PictureFormat) -> Scene {
        var left = ModuleDrawing.mostBlocks
        return draw(block, min(format.columns, 100), 0, &left, isFull: false)
    }

    /// How wide a block's own text is.
    private func contentWidth(_ block: Block, _ depth: Int) -> Int {
        var width = ([block.title] + block.details).map(Text.width).max() ?? 0
        if depth < ModuleDrawing.deepest {
            for child in block.children { width = max(width, contentWidth(child, depth + 1)) }
        }
        return width + 4
    }

    private func draw(_ block: Block, _ room: Int, _ depth: Int, _ left: inout Int, isFull: Bool) -> Scene {
        left -= 1
        let width = isFull ? room : min(room, max(24, contentWidth(block, depth)))
        var parts: [Scene] = []
        var hidden = 0
        if depth >= ModuleDrawing.deepest || width < 16 {
            hidden = block.children.count
        } else {
            for (index, child) in block.children.enumerated() {
                if left <= 0 {
                    hidden = block.children.count - index
                    break
                }
                parts.append(draw(child, width - 4, depth + 1, &left, isFull: true))
            }
        }
        let gap = block.isChain ? 1 : 0
        let inner = parts.reduce(0) { $0 + $1.height } + max(0, parts.count - 1) * gap + (hidden > 0 ? 1 : 0)
        var scene = Scene(width: width, height: 3 + block.details.count + inner)
        scene.box(0, 0, width: width, height: scene.height, depth % 2 == 0 ? .axis : .faint)
        scene.text(Text.fitted(block.title, width - 4), 2, 1, .heading)
        var row = 2
        for detail in block.details {
            scene.text(Text.fitted(detail, width - 4), 2, row, .faint)
            row += 1
        }
        for (index, part) in parts.enumerated() {
            if index > 0, gap > 0 {
                scene.text("▼", width / 2, row, .node)
                row += 1
            }
            scene.add(part, column: 2, row: row)
            row += part.height
        }
        if hidden > 0 { scene.text("… \(Text.counted(hidden, "module")) more", 2, row, .faint) }
        return scene
    }

    package var words: [String] {
        var lines: [String] = []
        var pending: [(block: Block, depth: Int)] = [(block, 0)]
        while let (block, depth) = pending.popLast() {
            if lines.count >= ModuleDrawing.mostBlocks { return lines + ["And more modules."] }
            var line = (depth > 0 ? "Level \(depth): " : "") + block.title
            if !block.details.isEmpty { line += ", " + block.details.joined(separator: ", ") }
            if !block.children.isEmpty {
                let order = block.isChain ? ", one after another" : ""
                line += "; contains \(Text.counted(block.children.count, "module"))\(order)"
            }
            lines.append(line + ".")
            pending += block.children.reversed().map { ($0, depth + 1) }
        }
        return lines
    }
}
