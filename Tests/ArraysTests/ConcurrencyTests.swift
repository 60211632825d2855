import Testing

@testable import Arrays

@Suite("Large work")
struct ConcurrencyTests {
    @Test("many threads may ask for the worker, the allocator and the kernels at once")
    func manyThreads() async throws {
        try await withThrowingTaskGroup(of: Double.self) { group in
            for i in 0..<16 {
                group.addTask {
                    var total = 0.0
                    for _ in 0..<4 {
                        let x = try NDArray.full([200_000], .float(Double(i)), .float32)
                        let y = try NDArray.binary(.add, x, .int(1)).reshape([400, 500])
                        let z = try NDArray.binary(.mul, y, y.sum([0]))
                        total += z.element(at: 199_999).double / 400
                    }
                    return total / 4
                }
            }
            var results: [Double] = []
            for try await result in group { results.append(result) }
            let expected: [Double] = (1...16).map { (i: Int) -> Double in Double(i * i) }
            #expect(results.sorted() == expected)
        }
    }

    @Test("a large transpose, sum, softmax and product agree with small ones of the same numbers")
    func largeAgreesWithSmall() throws {
        let x = try Goldens.wave([700, 300])
        let t = try x.with(x.layout.t()).copy()
        #expect((0..<700).allSatisfy { t.element([7, $0]) == x.element([$0, 7]) })
        let columns = try x.sum([0])
        let column = try x.with(x.layout.narrowed(1, start: 0, length: 1)).copy().sum()
        #expect(abs(columns.element(at: 0).double - (try column.item().double)) < 1e-3)
        let soft = try x.softmax(1, log: false)
        let row = try x.with(x.layout.selecting(500, along: 0)).softmax(0, log: false)
        #expect((0..<300).allSatisfy { soft.element([500, $0]) == row.element([$0]) })
        let product = try NDArray.mm(x, t)
        let exact = zip(0..<300, 0..<300).reduce(0.0) {
            $0 + x.element([5, $1.0]).double * t.element([$1.0, 9]).double
        }
        #expect(abs(product.element([5, 9]).double - exact) < 1e-3)
    }

    @Test("large products through the library agree with the plain loop", arguments: [DType.float32, .float64])
    func library(dtype: DType) throws {
        let n = dtype == .float32 ? 520 : 80
        let x = try Goldens.wave([n, n], dtype)
        let product = try NDArray.mm(x, x.with(x.layout.t()))
        for i in [0, 1, n / 2, n - 1] {
            let exact = (0..<n).reduce(0.0) { $0 + x.element([i, $1]).double * x.element([n - 1, $1]).double }
            #expect(abs(product.element([i, n - 1]).double - exact) < (dtype == .float32 ? 2e-3 : 1e-10))
        }
    }
}
