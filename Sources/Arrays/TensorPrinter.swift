import CKernels

/// What `torch.set_printoptions` sets.
package struct PrintOptions: Equatable, Sendable {
    /// Digits after the point.
    package var precision = 4
    /// More elements than this are summarised.
    package var threshold = 1000
    /// Elements shown at either end of a summarised dimension.
    package var edgeItems = 3
    /// Columns before a line is broken.
    package var lineWidth = 80
    /// Scientific notation always, never, or (nil) where the numbers call for it.
    package var sciMode: Bool?

    package init() {}
}

/// Prints arrays as PyTorch does: one look over all shown elements decides width and notation for all of them.
package struct TensorPrinter: Sendable {
    package var options: PrintOptions
    package var defaultFloat: DType

    package init(options: PrintOptions = PrintOptions(), defaultFloat: DType = .float32) {
        self.options = options
        self.defaultFloat = defaultFloat
    }

    /// The whole representation: `tensor([1., 2.], dtype=…, grad_fn=<…>)`. Suffixes beyond size and dtype are given
    /// by the caller and wrap onto a line of their own where they do not fit.
    package func string(_ array: NDArray, suffixes extra: [String] = [], prefix: String = "tensor(") -> String {
        let indent = prefix.utf8.count
        var suffixes: [String] = []
        if array.count == 0 {
            if array.rank != 1 { suffixes.append("size=" + tuple(array.shape)) }
            if array.dtype != defaultFloat { suffixes.append("dtype=\(array.dtype)") }
        } else {
            if options.edgeItems == 0 { suffixes.append("size=" + tuple(array.shape)) }
            if array.dtype != defaultFloat, array.dtype != .int64, array.dtype != .bool {
                suffixes.append("dtype=\(array.dtype)")
            }
        }
        return add(suffixes + extra, to: prefix + content(array, indent: indent), indent: indent)
    }

    /// The brackets and numbers alone, continued at `indent` columns; a part of them when it is interrupted.
    package func content(_ array: NDArray, indent: Int) -> String {
        if array.count == 0 { return "[]" }
        let summarize = array.count > options.threshold
        var format = ElementFormat(array.dtype, options)
        format.examine(array, edge: summarize ? options.edgeItems : nil)
        var writer = Writer(array: array, format: format, options: options, summarize: summarize)
        writer.write(dim: 0, offset: array.layout.offset, indent: indent)
        return writer.text
    }

    /// A shape as Python prints a tuple.
    private func tuple(_ shape: Dims) -> String {
        shape.count == 1
            ? "(\(shape[0]),)"
            : "(" + shape.map(String.init).joined(separator: ", ") + ")"
    }

    private func add(_ suffixes: [String], to text: String, indent: Int) -> String {
        var result = text
        // One more than the last line holds, as the original counts.
        var length = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 2
        for suffix in suffixes {
            let size = suffix.utf8.count
            if length + size + 2 > options.lineWidth {
                result += ",\n" + String(repeating: " ", count: indent) + suffix
                length = indent + size
            } else {
                result += ", " + suffix
                length += size + 2
            }
        }
        return result + ")"
    }
}

/// How every element of one array is written.
private struct ElementFormat {
    let isFloating: Bool
    let isBool: Bool
    let precision: Int
    let forcedSci: Bool?
    var whole = true
    var scientific = false
    var width = 1

    init(_ dtype: DType, _ options: PrintOptions) {
        isFloating = dtype.isFloatingPoint
        isBool = dtype == .bool
        precision = min(max(options.precision, 0), 1000)
        forcedSci = options.sciMode
    }

    /// Looks at all elements (or, with `edge`, those that a summary shows) and settles notation and width.
    mutating func examine(_ array: NDArray, edge: Int?) {
        guard isFloating else {
            forEachShown(array, edge) { width = Swift.max(width, text($0).utf8.count) }
            return
        }
        var largest = 0.0
        var smallest = Double.infinity
        forEachShown(array, edge) { scalar in
            let value = scalar.double
            guard value.isFinite, value != 0 else { return }
            largest = Swift.max(largest, abs(value))
            smallest = Swift.min(smallest, abs(value))
            if value != value.rounded(.up) { whole = false }
        }
        if largest > 0 {
            scientific = forcedSci ?? (largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4)
            // The width is that of the finite numbers other than zero, in the notation they themselves call for.
            forEachShown(array, edge) { scalar in
                let value = scalar.double
                guard value.isFinite, value != 0 else { return }
                width = Swift.max(width, plain(value).utf8.count + (whole && !scientific ? 1 : 0))
            }
        }
    }

    private func plain(_ value: Double) -> String {
        scientific
            ? number(value, precision, scientific: true) : number(value, whole ? 0 : precision, scientific: false)
    }

    /// An element without padding.
    func text(_ scalar: Scalar) -> String {
        switch scalar {
        case .bool(let value): return value ? "True" : "False"
        case .int(let value): return String(value)
        case .float(let value):
            if value.isNaN { return "nan" }
            if value.isInfinite { return value < 0 ? "-inf" : "inf" }
            return whole && !scientific ? plain(value) + "." : plain(value)
        }
    }

    /// C's exactly rounded formatting.
    private func number(_ value: Double, _ precision: Int, scientific: Bool) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1408) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            if scientific {
                _ = ck_format_scientific(base, buffer.count, value, Int32(precision))
            } else {
                _ = ck_format_fixed(base, buffer.count, value, Int32(precision))
            }
            return String(cString: base)
        }
    }

    private func forEachShown(_ array: NDArray, _ edge: Int?, _ body: (Scalar) -> Void) {
        guard let edge else {
            var isOver = false
            var count = 0
            array.layout.forEachOffset { offset in
                count &+= 1
                if count & 0xFFFF == 0, Interruption.isAsked { isOver = true }
                if !isOver { body(array.load(offset)) }
            }
            return
        }
        func visit(_ dim: Int, _ offset: Int) {
            guard dim < array.rank else {
                body(array.load(offset))
                return
            }
            // Without edge items only a vector's own elements count.
            if edge == 0, array.rank > 1 { return }
            // Not a loop over everything: a view may have any number of elements.
            let size = array.shape[dim]
            let gap = size > 2 * edge
            for i in 0..<(gap ? edge : size) { visit(dim + 1, offset &+ i &* array.layout.strides[dim]) }
            if gap { for i in size - edge..<size { visit(dim + 1, offset &+ i &* array.layout.strides[dim]) } }
        }
        if edge <= 0, array.rank > 0 { return }
        visit(0, array.layout.offset)
    }
}

/// Writes nested brackets.
private struct Writer {
    let array: NDArray
    let format: ElementFormat
    let options: PrintOptions
    let summarize: Bool
    var text = ""

    init(array: NDArray, format: ElementFormat, options: PrintOptions, summarize: Bool) {
        self.array = array
        self.format = format
        self.options = options
        self.summarize = summarize
    }

    mutating func write(dim: Int, offset: Int, indent: Int) {
        if array.rank == 0 {
            text += padded(offset)
            return
        }
        if dim == array.rank - 1 {
            writeVector(dim, offset, indent)
            return
        }
        let size = array.shape[dim]
        let edge = options.edgeItems
        let gap = summarize && size > 2 * edge
        let separator =
            "," + String(repeating: "\n", count: array.rank - dim - 1) + String(repeating: " ", count: indent + 1)
        text += "["
        var first = true
        var i = 0
        while i < size {
            if !first { text += separator }
            first = false
            if gap, i == max(edge, 0) {
                text += "..."
                i = size - max(edge, 0)
                continue
            }
            write(dim: dim + 1, offset: offset &+ i &* array.layout.strides[dim], indent: indent + 1)
            i += 1
            if Interruption.isAsked { break }
        }
        if gap, edge <= 0, size == 0 { text += "..." }
        text += "]"
    }

    private func padded(_ offset: Int) -> String {
        let value = format.text(array.load(offset))
        return String(repeating: " ", count: max(0, format.width - value.utf8.count)) + value
    }

    private mutating func writeVector(_ dim: Int, _ offset: Int, _ indent: Int) {
        let size = array.shape[dim]
        let stride = array.layout.strides[dim]
        let edge = options.edgeItems
        let perLine = max(1, (options.lineWidth - indent) / (format.width + 2))
        let gap = summarize && size > 2 * edge
        let newline = ",\n" + String(repeating: " ", count: indent + 1)
        text += "["
        var written = 0
        var i = 0
        while i < size {
            if written > 0 { text += written % perLine == 0 ? newline : ", " }
            written += 1
            if gap, i == max(edge, 0) {
                text += edge <= 0 ? "..." : " ..."
                i = size - max(edge, 0)
                continue
            }
            text += padded(offset &+ i &* stride)
            i += 1
            if i & 0xFFFF == 0, Interruption.isAsked { break }
        }
        text += "]"
    }
}
