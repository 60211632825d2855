import Testing

@testable import Arrays

/// Picking, placing, joining and sorting, on the matrix 0…11 of shape (3, 4), against what PyTorch answered.
@Suite("Indexing")
struct IndexingTests {
    let t: NDArray

    init() throws { t = try NDArray.arange(.float(0), .float(12)).reshape([3, 4]) }

    static func ints(_ values: [Int], _ shape: Dims? = nil) throws -> Index {
        .array(try .from(ints: values, shape: shape))
    }

    func get(_ items: [Index]) throws -> NDArray {
        let (view, arrays) = try t.indexed(items)
        return arrays.isEmpty ? view : try view.index(arrays)
    }

    @Test("basic items make views that share their storage")
    func basic() throws {
        let slice = try get([.slice(start: 1, end: nil, step: 1), .slice(start: nil, end: nil, step: 2)])
        #expect(slice.storage === t.storage)
        #expect(slice.doubles() == [4, 6, 8, 10])
        #expect(try get([.int(-1)]).doubles() == [8, 9, 10, 11])
        #expect(try get([.ellipsis, .int(0)]).doubles() == [0, 4, 8])
        #expect(try get([.newAxis, .int(1), .ellipsis, .newAxis]).shape == [1, 4, 1])
        #expect(try get([.slice(start: -100, end: 100, step: 5)]).shape == [1, 4])
        #expect(try get([.slice(start: 2, end: 1, step: 1)]).shape == [0, 4])
    }

    @Test("integer arrays broadcast against each other and stand where they stood, or first when apart")
    func integerArrays() throws {
        #expect(try get([Self.ints([0, 1]), Self.ints([1, 2])]).doubles() == [1, 6])
        let outer = try get([Self.ints([0, 1], [2, 1]), Self.ints([1, 2])])
        #expect(outer.shape == [2, 2])
        #expect(outer.doubles() == [1, 2, 5, 6])
        let all = Index.slice(start: nil, end: nil, step: 1)
        #expect(try get([all, .newAxis, Self.ints([0, 1])]).shape == [3, 1, 2])
        let cube = try t.reshape([3, 2, 2])
        let (apart, first) = try cube.indexed([Self.ints([0, 1, 2, 0, 1], [5]), all, Self.ints([0], [1])])
        #expect(try apart.index(first).shape == [5, 2])
        let (joined, second) = try cube.indexed([all, Self.ints([0, 1]), Self.ints([1, 0])])
        #expect(try joined.index(second).doubles() == [1, 2, 5, 6, 9, 10])
        #expect(try get([Self.ints([])]).shape == [0, 4])
        #expect(try get([.array(.scalar(.int(1)))]).doubles() == [4, 5, 6, 7])
    }

    @Test("masks pick by truth")
    func masks() throws {
        let large = try NDArray.binary(.gt, t, .int(5))
        #expect(try get([.array(large)]).doubles() == [6, 7, 8, 9, 10, 11])
        let rows = try NDArray.from([.bool(true), .bool(false), .bool(true)], .bool)
        #expect(try get([.array(rows)]).shape == [2, 4])
        #expect(try get([.bool(true)]).shape == [1, 3, 4])
        #expect(try get([.bool(false)]).shape == [0, 3, 4])
        #expect(try t.maskedSelect(NDArray.binary(.gt, t, .int(8))).doubles() == [9, 10, 11])
    }

    @Test("writing through an index broadcasts, accumulates, and counts a change")
    func writing() throws {
        let x = try t.copy()
        let picks: [NDArray?] = [try .from(ints: [0, 0]), try .from(ints: [1, 1])]
        try x.indexPut_(picks, .from([1, 2]), accumulate: true)
        #expect(x.doubles()[1] == 4)
        #expect(x.storage.version == 1)
        try x.indexPut_([nil, .from(ints: [3])], .scalar(.float(-1)))
        #expect(x.doubles()[3] == -1 && x.doubles()[7] == -1 && x.doubles()[11] == -1)
        #expect(
            message { try x.indexPut_(picks, .from([1, 2, 3])) }
                == "RuntimeError: shape mismatch: value tensor of shape [3] cannot be broadcast to indexing result of shape [2]"
        )
        // Values from the array itself are read before any is written.
        try x.indexPut_([.from(ints: [0, 1, 2])], x.flip([0]))
        #expect(x.doubles()[0..<4] == [8, 9, 10, -1])
    }

    @Test("gather and scatter follow positions along a dimension")
    func gathering() throws {
        let index = try NDArray.from(ints: [0, 1, 2, 0], shape: [2, 2])
        #expect(try t.gather(0, index).doubles() == [0, 5, 8, 1])
        let x = try t.copy()
        try x.scatter_(0, .from(ints: [0, 0], shape: [1, 2]), .from([1, 2], shape: [1, 2]), add: true)
        #expect(x.doubles()[0..<2] == [1, 3])
        try x.scatter_(1, .from(ints: [3], shape: [1, 1]), .float(9))
        #expect(x.doubles()[3] == 9)
        #expect(try t.indexSelect(0, .from(ints: [2, 0])).doubles() == [8, 9, 10, 11, 0, 1, 2, 3])
        try x.indexAdd_(0, .from(ints: [2, 2]), .ones([2, 4]))
        #expect(x.doubles()[8..<12] == [10, 11, 12, 13])
        #expect(try t.take(.from(ints: [0, 5, -1])).doubles() == [0, 5, 11])
        #expect(try t.nonzero().shape == [11, 2])
        #expect(try NDArray.scalar(.float(3)).nonzero().shape == [1, 0])
    }

    /// A mistake and PyTorch's words for it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let expected: String
        let body: @Sendable (IndexingTests) throws -> Void
        var testDescription: String { expected }

        init(_ expected: String, _ body: @escaping @Sendable (IndexingTests) throws -> Void) {
            self.expected = expected
            self.body = body
        }
    }

    static let mistakes: [Mistake] = [
        Mistake("IndexError: index 5 is out of bounds for dimension 0 with size 3") { test in
            _ = try test.get([.int(5)])
        },
        Mistake("IndexError: index 5 is out of bounds for dimension 1 with size 4") { test in
            _ = try test.get([.ellipsis, .int(5)])
        },
        Mistake("IndexError: too many indices for tensor of dimension 2") { test in
            _ = try test.get([.int(0), .int(0), .int(0)])
        },
        Mistake("IndexError: index -4 is out of bounds for dimension 0 with size 3") { test in
            _ = try test.get([IndexingTests.ints([0, -4])])
        },
        Mistake("IndexError: shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]") {
            test in _ = try test.get([IndexingTests.ints([0, 1]), IndexingTests.ints([0, 1, 2])])
        },
        Mistake(
            "IndexError: The shape of the mask [2] at index 0 does not match the shape of the indexed tensor [3, 4] at "
                + "index 0"
        ) { test in _ = try test.get([.array(.from([.bool(true), .bool(false)], .bool))]) },
        Mistake("IndexError: tensors used as indices must be long, int, byte or bool tensors") { test in
            _ = try test.get([.array(.from([1, 2]))])
        },
        Mistake("RuntimeError: index 5 is out of bounds for dimension 1 with size 4") { test in
            _ = try test.t.gather(1, .from(ints: [0, 5], shape: [1, 2]))
        },
        Mistake("RuntimeError: Index tensor must have the same number of dimensions as input tensor") { test in
            _ = try test.t.gather(0, .from(ints: [0]))
        },
        Mistake("IndexError: index out of range in self") { test in _ = try test.t.indexSelect(0, .from(ints: [0, 5]))
        },
        Mistake(
            "RuntimeError: Sizes of tensors must match except in dimension 0. Expected size 4 but got size 5 for tensor "
                + "number 1 in the list."
        ) { test in _ = try NDArray.cat([test.t, .zeros([3, 5])]) },
        Mistake("RuntimeError: Tensors must have same number of dimensions: got 2 and 1") { test in
            _ = try NDArray.cat([test.t, .zeros([3])])
        },
        Mistake(
            "RuntimeError: stack expects each tensor to be equal size, but got [3, 4] at entry 0 and [3] at entry 1"
        ) { test in _ = try NDArray.stack([test.t, .zeros([3])]) },
        Mistake("RuntimeError: selected index k out of range") { test in _ = try test.t.topK(5) },
        Mistake("RuntimeError: Class values must be smaller than num_classes.") { _ in
            _ = try NDArray.from(ints: [0, 2]).oneHot(2)
        },
        Mistake("RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x4 and 3x4)") { test in
            _ = try NDArray.matmul(test.t, test.t)
        },
        Mistake("RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x3 and 5x4)") { _ in
            _ = try NDArray.linear(.zeros([3]), .zeros([4, 5]), .zeros([4]))
        },
        Mistake("RuntimeError: result type Float can't be cast to the desired output type Long") { _ in
            try NDArray.from(ints: [1]).binary_(.add, .float(0.5))
        },
        Mistake(
            "RuntimeError: The size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 1"
        ) { test in _ = try NDArray.binary(.add, test.t, .zeros([3])) },
        Mistake("RuntimeError: ZeroDivisionError") { _ in
            _ = try NDArray.binary(.floorDivide, .from(ints: [1]), .from(ints: [0]))
        },
        Mistake("RuntimeError: Integers to negative integer powers are not allowed.") { _ in
            _ = try NDArray.binary(.pow, .from(ints: [2]), .int(-1))
        },
    ]

    @Test("mistakes are reported in PyTorch's words", arguments: mistakes)
    func reportsMistake(mistake: Mistake) {
        #expect(message { try mistake.body(self) } == mistake.expected)
    }

    @Test("arrays join, repeat, flip and roll")
    func joining() throws {
        #expect(try NDArray.cat([t, .ones([1, 4], .float64)]).dtype == .float64)
        #expect(try NDArray.cat([t, .zeros([0])]).shape == [3, 4])
        #expect(try NDArray.stack([t, t], -1).shape == [3, 4, 2])
        let x = try NDArray.from(ints: [1, 2, 3])
        #expect(try x.repeated([2, 2]).ints() == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
        #expect(try x.repeatInterleave(2).ints() == [1, 1, 2, 2, 3, 3])
        #expect(try x.repeatInterleave(.from(ints: [1, 0, 2])).ints() == [1, 3, 3])
        #expect(try x.flip([0]).ints() == [3, 2, 1])
        #expect(try x.roll([1], []).ints() == [3, 1, 2])
        #expect(try t.roll([1, 2], [0, 1]).doubles() == [10, 11, 8, 9, 2, 3, 0, 1, 6, 7, 4, 5])
        #expect(try t.triangle(lower: true).doubles() == [0, 0, 0, 0, 4, 5, 0, 0, 8, 9, 10, 0])
        #expect(try t.triangle(lower: false, 1).doubles() == [0, 1, 2, 3, 0, 0, 6, 7, 0, 0, 0, 11])
        #expect(try t.triangle(lower: false, .max).doubles() == [Double](repeating: 0, count: 12))
        #expect(try NDArray.from(ints: [0, 2]).oneHot().ints() == [1, 0, 0, 0, 0, 1])
        #expect(try x.diagonalMatrix().ints() == [1, 0, 0, 0, 2, 0, 0, 0, 3])
    }

    @Test("sorting is stable, NaN is the largest, and what builds on it agrees")
    func sorting() throws {
        let x = try NDArray.from([3, 1, .nan, 2])
        #expect(try x.sort().index.ints() == [1, 3, 0, 2])
        #expect(try x.sort(descending: true).index.ints() == [2, 0, 3, 1])
        #expect(try NDArray.from(ints: [1, 1, 0, 0, 1, 0]).sort().index.ints() == [2, 3, 5, 0, 1, 4])
        let (values, inverse, counts) = try NDArray.from(ints: [3, 1, 3, 2, 1]).unique()
        #expect(values.ints() == [1, 2, 3])
        #expect(inverse.ints() == [2, 0, 2, 1, 0])
        #expect(counts.ints() == [2, 1, 2])
        #expect(try t.topK(2).values.doubles() == [3, 2, 7, 6, 11, 10])
        #expect(try t.median(1).values.doubles() == [1, 5, 9])
        #expect(try t.median().item() == .float(5))
        let edges = try NDArray.from([1, 3, 5])
        #expect(try edges.searchSorted(.from([0, 3, 6])).ints() == [0, 1, 3])
        #expect(try edges.searchSorted(.from([0, 3, 6]), right: true).ints() == [0, 2, 3])
        #expect(try NDArray.from(ints: [0, 1, 1, 3]).binCount().ints() == [1, 2, 0, 1])
    }
}
