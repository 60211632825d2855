/// Plots side by side and below each other.
package struct Figure: Picture {
    /// A plot and the cells of the grid that it takes.
    package struct Panel: Sendable {
        package var plot: Plot
        package var row: Int
        package var column: Int

        package init(_ plot: Plot, row: Int = 0, column: Int = 0) {
            self.plot = plot
            self.row = row
            self.column = column
        }
    }

    package var title: String
    package var panels: [Panel]

    package init(_ panels: [Panel], title: String = "") {
        self.panels = panels
        self.title = title
    }

    package func scene(_ format: PictureFormat) -> Scene {
        let columns = Set(panels.map(\.column)).sorted()
        let rows = Set(panels.map(\.row)).sorted()
        var scene = Scene(width: min(format.columns, 160), height: 0)
        var height = 0
        if !title.isEmpty {
            let text = Text.fitted(Text.clean(title), scene.width)
            scene.text(text, max(0, (scene.width - Text.width(text)) / 2), 0, .heading)
            height = 1
        }
        // Where panels side by side would be too narrow, they stand below each other.
        let width = columns.isEmpty ? scene.width : (scene.width - 2 * (columns.count - 1)) / columns.count
        let isStacked = width < 18
        for row in rows {
            var bottom = height
            for panel in panels where panel.row == row {
                var inner = format
                if columns.count > 1, !isStacked {
                    inner.columns = width
                    inner.rows = format.rows ?? 14
                }
                let part = panel.plot.scene(inner)
                let place = isStacked ? 0 : (columns.firstIndex(of: panel.column) ?? 0) * (width + 2)
                scene.add(part, column: place, row: height)
                bottom = max(bottom, height + part.height)
                if isStacked { height = bottom }
            }
            height = bottom
        }
        scene.height = max(scene.height, height)
        return scene
    }

    package var words: [String] {
        let head = title.isEmpty ? [] : ["Figure: \(Text.clean(title))."]
        if panels.count == 1 { return head + panels[0].plot.words }
        return head + ["\(panels.count) plots."] + panels.flatMap(\.plot.words)
    }
}
