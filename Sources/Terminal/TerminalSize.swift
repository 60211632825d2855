#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A terminal's window in character cells.
package struct TerminalSize: Equatable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The window of the terminal behind `descriptor`; else `COLUMNS` and `LINES`; else 80 × 24.
    package static func current(_ descriptor: Int32 = STDOUT_FILENO) -> TerminalSize {
        var window = winsize()
        let known = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
        return TerminalSize(
            columns: size(known ? Int(window.ws_col) : 0, "COLUMNS", 80),
            rows: size(known ? Int(window.ws_row) : 0, "LINES", 24))
    }

    private static func size(_ measured: Int, _ variable: String, _ usual: Int) -> Int {
        if measured > 0 { return measured }
        if let said = Terminals.environment(variable).flatMap({ Int($0) }), said > 0, said < 10_000 { return said }
        return usual
    }
}
