import Interpreter
import Pictures
import Terminal

/// How a session's pictures look. Whoever has a terminal says how wide it is and whether it shows colours.
package final class PictureOptions {
    package var columns: () -> Int = { 80 }
    package var rows: () -> Int = { 24 }
    package var isColored: () -> Bool = { false }
    /// Whether rows already shown can be drawn over.
    package var redraws: () -> Bool = { false }
    /// The rows of a picture that nothing has been written behind.
    private(set) var rowsAbove = 0
    /// Whether these rows are a live plot, which gives way to what is printed.
    var isLive = false
    /// Whether the program has written a line that it has not ended.
    private(set) var isMidLine = false

    /// What takes a live plot off the screen before something else is shown in its place; nil if none is there.
    func erasure(before event: SessionEvent) -> SessionEvent? {
        guard isLive else { return nil }
        switch event {
        case .redrawing, .flush: return nil
        case .output(let text), .errorOutput(let text): if text.isEmpty { return nil }
        case .picture, .failure, .advice, .elapsed, .lesson: break
        }
        isLive = false
        return rowsAbove > 0 ? .redrawing([], over: rowsAbove) : nil
    }

    func note(_ event: SessionEvent) {
        switch event {
        case .redrawing(let lines, _): rowsAbove = lines.count
        case .flush: break
        case .output(let text), .errorOutput(let text):
            rowsAbove = 0
            if let last = text.utf8.last { isMidLine = last != UInt8(ascii: "\n") }
        case .picture, .failure, .advice, .elapsed, .lesson:
            rowsAbove = 0
            isMidLine = false
        }
    }
}

extension Session {
    /// Shows a picture where the output goes.
    func show(_ picture: any Picture) { emitPicture(.picture(picture.lines(pictureFormat))) }

    /// Shows a picture over the last one that was shown so; nothing where that cannot be.
    func redraw(_ picture: any Picture) {
        guard pictures.redraws() else { return }
        emitPicture(.redrawing(picture.lines(pictureFormat), over: pictures.rowsAbove))
    }

    /// `set pictures` and what is known of the terminal.
    var pictureFormat: PictureFormat {
        PictureFormat(
            style: PictureStyle(rawValue: settings[\.pictures]) ?? .unicode, columns: pictures.columns(),
            isColored: pictures.isColored())
    }

    /// Writes a picture to an SVG file, where programs may write. Raises ValueError for other kinds of files.
    func save(_ picture: any Picture, to path: String) throws {
        try checkPicturePath(path)
        guard let open = machine.builtins.get(machine.intern("open")) else { return }
        let file = try machine.call(
            open, [machine.string(path), machine.string("w")], keywords: [("encoding", machine.string("utf-8"))])
        machine.keep(file)
        _ = try machine.callMethod(machine.intern("write"), of: file, [machine.string(picture.svg())])
        _ = try machine.callMethod(machine.intern("close"), of: file)
    }

    /// Raises ValueError for a name that promises something other than SVG.
    func checkPicturePath(_ path: String) throws {
        let name = path.split(separator: "/").last ?? ""
        let ending = name.split(separator: ".").count > 1 ? name.split(separator: ".").last?.lowercased() ?? "" : ""
        guard ending == "svg" else {
            throw machine.error(
                .valueError, "Format '\(ending)' is not supported (supported formats: svg): name the file … .svg")
        }
    }
}

extension PictureLine {
    /// The row with its escape codes.
    package func rendered(_ support: ColorSupport) -> String {
        runs.map { run in
            run.style.paint(run.text, support)
        }.joined()
    }
}

extension Run {
    /// What the ink looks like at a terminal.
    fileprivate var style: Style {
        var style: Style
        switch ink {
        case .plain: style = .plain
        case .heading: style = Palette.heading
        case .axis, .faint: style = Palette.hint
        default: style = Style(ink.components.map { Color(red: $0.red, green: $0.green, blue: $0.blue) })
        }
        style.background = background?.components.map { Color(red: $0.red, green: $0.green, blue: $0.blue) }
        return style
    }
}
