/// A short list of integers (a shape, strides, an index path): up to four inline, more on the heap.
@frozen
package struct Dims: Sendable {
    @usableFromInline var d0 = 0
    @usableFromInline var d1 = 0
    @usableFromInline var d2 = 0
    @usableFromInline var d3 = 0
    @usableFromInline var rank = 0
    /// All of them, when there are more than four.
    @usableFromInline var overflow: [Int]?

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
            if let overflow { return overflow[i] }
            switch i {
            case 0: return d0
            case 1: return d1
            case 2: return d2
            default: return d3
            }
        }
        set {
            precondition(i >= 0 && i < rank, "dimension out of range")
            if overflow != nil {
                overflow?[i] = newValue
                return
            }
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
        case 4: overflow = [d0, d1, d2, d3, value]
        default: overflow?.append(value)
        }
        rank += 1
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
        var j = i
        while j + 1 < rank {
            self[j] = self[j + 1]
            j += 1
        }
        rank -= 1
        if let all = overflow {
            if rank > 4 {
                overflow = Array(all.dropLast())
            } else {
                (d0, d1, d2, d3) = (all[0], all[1], all[2], all[3])
                overflow = nil
            }
        }
        return old
    }

    /// The product of all values, wrapping on overflow.
    @inlinable
    package var product: Int {
        var result = 1
        for i in 0..<rank { result = result &* self[i] }
        return result
    }

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
        guard a.rank == b.rank else { return false }
        for i in 0..<a.rank where a[i] != b[i] { return false }
        return true
    }

    package func hash(into hasher: inout Hasher) {
        for value in self { hasher.combine(value) }
    }

    /// As error messages print a shape: `[2, 3]`.
    package var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
