import Arrays
import Autograd
import Interpreter
import Torch

/// What programs give to be drawn, as plain numbers.
enum PictureNumbers {
    /// Numbers in rows; `isFlat` where there was only one dimension.
    struct Grid {
        var rows: [[Double]]
        var isFlat: Bool

        var flat: [Double] { rows.count == 1 ? rows[0] : rows.flatMap { $0 } }
    }

    /// More numbers than any picture could use.
    private static let most = 50_000_000

    /// Numbers from a tensor, a number, or anything that can be gone through. Raises TypeError for what is none.
    static func grid(_ value: Value, _ machine: Machine, for use: String) throws -> Grid {
        if let tensor = value.asTensor { return try grid(tensor, machine) }
        if let number = try numberOrNil(value, machine) { return Grid(rows: [[number]], isFlat: true) }
        guard value.asStr == nil, value.asDict == nil else { throw refusal(value, machine, use) }
        var flat: [Double] = []
        var rows: [[Double]] = []
        try forEach(value, machine, use) { item in
            if let number = try numberOrNil(item, machine) {
                flat.append(number)
            } else {
                // A row, or a tensor of any shape in a list: one row each.
                rows.append(try inner(item, machine, use))
            }
            guard flat.count <= most else { throw machine.error(.memoryError, "too many numbers for a picture") }
        }
        guard flat.isEmpty || rows.isEmpty else {
            throw machine.error(.valueError, "\(use) needs numbers, or rows of numbers, not both")
        }
        return rows.isEmpty ? Grid(rows: [flat], isFlat: true) : Grid(rows: rows, isFlat: false)
    }

    private static func inner(_ value: Value, _ machine: Machine, _ use: String) throws -> [Double] {
        if let tensor = value.asTensor { return try doubles(tensor, machine) }
        guard value.asStr == nil, value.asDict == nil else { throw refusal(value, machine, use) }
        var row: [Double] = []
        try forEach(value, machine, use) { item in
            guard let number = try numberOrNil(item, machine) else { throw refusal(item, machine, use) }
            row.append(number)
        }
        return row
    }

    private static func forEach(_ value: Value, _ machine: Machine, _ use: String, _ body: (Value) throws -> Void)
        throws
    {
        guard (value.isObject && value.asTensor == nil) else { throw refusal(value, machine, use) }
        var count = 0
        try machine.forEach(value) { item in
            count += 1
            if count % 4096 == 0 { try machine.checkInterrupt() }
            try body(item)
            return true
        }
    }

    private static func refusal(_ value: Value, _ machine: Machine, _ use: String) -> PythonError {
        machine.error(.typeError, "\(use) needs numbers, not a \(machine.typeName(value))")
    }

    /// A number, a tensor of one element without dimensions; nil for anything else.
    static func numberOrNil(_ value: Value, _ machine: Machine) throws -> Double? {
        if let tensor = value.asTensor { return tensor.rank == 0 ? tensor.array.element(at: 0).double : nil }
        if value.isNone { return .nan }
        if value.asStr != nil || value.asList != nil || value.asTuple != nil { return nil }
        return try machine.floatOrNil(value)
    }

    private static func doubles(_ tensor: Tensor, _ machine: Machine) throws -> [Double] {
        guard tensor.count <= most else { throw machine.error(.memoryError, "too many numbers for a picture") }
        return tensor.array.doubles()
    }

    /// The last dimension makes the rows' length; all before it are gone through in order.
    static func grid(_ tensor: Tensor, _ machine: Machine) throws -> Grid {
        let all = try doubles(tensor, machine)
        guard tensor.rank > 1 else { return Grid(rows: [all], isFlat: true) }
        let columns = tensor.shape[tensor.rank - 1]
        guard columns > 0 else { return Grid(rows: [], isFlat: false) }
        let rows = stride(from: 0, to: all.count, by: columns).map { Array(all[$0..<min($0 + columns, all.count)]) }
        return Grid(rows: rows, isFlat: false)
    }
}
