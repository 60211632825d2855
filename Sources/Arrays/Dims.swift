import Synchronization

/// A short list of integers (a shape, strides, an index path): up to four inline, longer ones in a table that keeps
/// every such list for good. So a list is plain data: copying one touches no reference count.
@frozen
package struct Dims: Sendable {
    // Places beyond the rank, and all of them in a longer list, hold 0: equal lists have equal fields.
    @usableFromInline var d0 = 0
    @usableFromInline var d1 = 0
    @usableFromInline var d2 = 0
    @usableFromInline var d3 = 0
    @usableFromInline var rank = 0
    /// All of them, when there are more than four.
    @usableFromInline nonisolated(unsafe) var long: UnsafePointer<Int>?

    /// No dimensions.
    @inlinable
    package init() {}

    /// One dimension.
    @inlinable
    package init(_ a: Int) {
        d0 = a
        rank = 1
    }

    /// Two dimensions.
    @inlinable
    package init(_ a: Int, _ b: Int) {
        d0 = a
        d1 = b
        rank = 2
    }

    /// `count` times the same value.
    @inlinable
    package init(repeating value: Int, count: Int) {
        for _ in 0..<Swift.max(count, 0) { append(value) }
    }

    /// The elements of any sequence of integers.
    @inlinable
    package init(_ elements: some Sequence<Int>) {
        for element in elements { append(element) }
    }
}

extension Dims: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
    @inlinable
    package init(arrayLiteral elements: Int...) { self.init(elements) }

    @inlinable package var startIndex: Int { 0 }
    @inlinable package var endIndex: Int { rank }
    @inlinable package var count: Int { rank }
    @inlinable package func index(after i: Int) -> Int { i + 1 }
    @inlinable package func index(before i: Int) -> Int { i - 1 }

    /// The value at `i`; `i` must be within bounds.
    @inlinable
    package subscript(i: Int) -> Int {
        get {
            precondition(i >= 0 && i < rank, "dimension out of range")
            if let long { return long[i] }
            switch i {
            case 0: return d0
            case 1: return d1
            case 2: return d2
            default: return d3
            }
        }
        set {
            precondition(i >= 0 && i < rank, "dimension out of range")
            if long != nil { return changeLong { $0[i] = newValue } }
            switch i {
            case 0: d0 = newValue
            case 1: d1 = newValue
            case 2: d2 = newValue
            default: d3 = newValue
            }
        }
    }

    /// Adds a value at the end.
    @inlinable
    package mutating func append(_ value: Int) {
        switch rank {
        case 0: d0 = value
        case 1: d1 = value
        case 2: d2 = value
        case 3: d3 = value
        default: return changeLong { $0.append(value) }
        }
        rank += 1
    }

    /// Changes the list by way of an array, and keeps the result where it belongs.
    @usableFromInline
    mutating func changeLong(_ change: (inout [Int]) -> Void) {
        var all = Array(self)
        change(&all)
        rank = all.count
        long = rank > 4 ? LongDims.pointer(to: all) : nil
        func short(_ i: Int) -> Int { rank <= 4 && i < rank ? all[i] : 0 }
        (d0, d1, d2, d3) = (short(0), short(1), short(2), short(3))
    }

    /// Puts a value before position `i` (0…count).
    @inlinable
    package mutating func insert(_ value: Int, at i: Int) {
        append(value)
        var j = rank - 1
        while j > i {
            self[j] = self[j - 1]
            j -= 1
        }
        self[i] = value
    }

    /// Takes out the value at position `i`.
    @inlinable
    @discardableResult
    package mutating func remove(at i: Int) -> Int {
        let old = self[i]
        if long != nil {
            changeLong { $0.remove(at: i) }
            return old
        }
        var j = i
        while j + 1 < rank {
            self[j] = self[j + 1]
            j += 1
        }
        self[rank - 1] = 0
        rank -= 1
        return old
    }

    /// The product of all values, wrapping on overflow.
    @inlinable
    package var product: Int {
        var result = 1
        for i in 0..<rank { result = result &* self[i] }
        return result
    }

    /// Whether a size is negative or so large that a product might exceed 64 bits: cheap, and seldom true.
    @inlinable
    var mayOverflow: Bool { long != nil || UInt(bitPattern: d0 | d1 | d2 | d3) >= 1 << 14 }

    /// The product, or nil when it exceeds 64 bits.
    @inlinable
    package var checkedProduct: Int? {
        var result = 1
        var overflowed = false
        for i in 0..<rank {
            let size = self[i]
            if size == 0 { return 0 }
            let (product, over) = result.multipliedReportingOverflow(by: size)
            overflowed = overflowed || over
            result = product
        }
        return overflowed ? nil : result
    }
}

extension Dims: Hashable, CustomStringConvertible {
    @inlinable
    package static func == (a: Dims, b: Dims) -> Bool {
        a.rank == b.rank && a.d0 == b.d0 && a.d1 == b.d1 && a.d2 == b.d2 && a.d3 == b.d3 && a.long == b.long
    }

    package func hash(into hasher: inout Hasher) {
        for value in self { hasher.combine(value) }
    }

    /// As error messages print a shape: `[2, 3]`.
    package var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}

/// The lists too long to be inline, each kept once and for good: there are as many as a program has shapes of more
/// than four dimensions.
enum LongDims {
    private static let table = Mutex<[[Int]: Address]>([:])

    /// An address that never changes what it holds.
    private struct Address: @unchecked Sendable {
        let pointer: UnsafePointer<Int>
    }

    /// Where a list is kept.
    static func pointer(to list: [Int]) -> UnsafePointer<Int> {
        table.withLock { table in
            if let known = table[list] { return known }
            let memory = UnsafeMutablePointer<Int>.allocate(capacity: list.count)
            memory.initialize(from: list, count: list.count)
            let address = Address(pointer: UnsafePointer(memory))
            table[list] = address
            return address
        }.pointer
    }
}
