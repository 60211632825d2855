import Interpreter
import Pictures

/// A plot that follows its numbers while a program trains: `plot losses live`.
final class LivePlot {
    /// The expressions that are plotted.
    let texts: [String]
    /// Before this nobody looks again.
    private var next = ContinuousClock.now
    /// What the numbers were when they were last drawn, and last left standing.
    private var drawn = Numbers()
    private var left = Numbers()

    /// Enough of the numbers to notice that they have changed.
    private struct Numbers: Equatable {
        var counts: [Int] = []
        var ends: [UInt64] = []

        init() {}

        init(_ plot: Plot) {
            counts = plot.series.map(\.ys.count)
            ends = plot.series.map { ($0.ys.last ?? 0).bitPattern }
        }

        var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
    }

    init(_ texts: [String]) { self.texts = texts }

    /// Whether it is time to look: a tenth of a second later, or longer where looking is dear.
    var isDue: Bool { ContinuousClock.now >= next }

    /// Looks at the numbers and tells whether they are to be drawn.
    /// - Parameter isLast: whether the drawing will be left standing.
    func look(isLast: Bool, _ plot: () -> Plot?) -> Plot? {
        let start = ContinuousClock.now
        defer { next = .now + max(.milliseconds(100), (.now - start) * 10) }
        guard let plot = plot() else { return nil }
        let numbers = Numbers(plot)
        guard !numbers.isEmpty, numbers != (isLast ? left : drawn) else { return nil }
        drawn = numbers
        if isLast { left = numbers }
        return plot
    }
}

extension Session {
    /// Follows expressions from now on; nil ends that.
    func follow(_ texts: [String]?) { live = texts.map { LivePlot($0) } }

    /// While a program trains: draws the live plot anew, below what the program prints.
    func redrawLivePlot() {
        guard let live, live.isDue, pictures.redraws(), !pictures.isMidLine else { return }
        machine.scope {
            guard let plot = live.look(isLast: false, { currentPlot(live) }) else { return }
            let lines = plot.lines(pictureFormat)
            // What is higher than the window cannot be drawn over.
            guard lines.count + 1 < pictures.rows() else { return }
            pictures.isLive = true
            emitPicture(.redrawing(lines, over: pictures.rowsAbove))
        }
    }

    /// At the end of an entry: leaves the live plot as it now is, if it has changed.
    func finishLivePlot() {
        guard let live else { return }
        machine.scope {
            guard let plot = live.look(isLast: true, { currentPlot(live) }) else { return }
            emitPicture(.picture(plot.lines(pictureFormat)))
        }
    }

    /// nil while the names are not there, or stand for something else.
    private func currentPlot(_ live: LivePlot) -> Plot? {
        do {
            return try plot(live.texts, live.texts.map { try evaluate($0) })
        } catch {
            // Ctrl-C is for the program that trains.
            if machine.exception(for: error).type.isSubclass(of: machine.types[.keyboardInterrupt]) {
                machine.interrupt.pointee = 1
            }
            return nil
        }
    }
}
