import Testing

@testable import Arrays

/// The message of the error a closure throws.
func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was thrown"
    } catch {
        return "\(error)"
    }
}

@Suite("Layouts")
struct LayoutTests {
    let matrix = Layout(contiguous: [3, 4])

    @Test("dims keep their values beyond the inline four")
    func dimsGrow() {
        var dims = Dims(0..<7)
        #expect(Array(dims) == [0, 1, 2, 3, 4, 5, 6])
        dims.remove(at: 0)
        dims.remove(at: 5)
        dims.remove(at: 1)
        #expect(dims == [1, 3, 4, 5])
        dims.insert(9, at: 0)
        #expect(dims == [9, 1, 3, 4, 5])
        #expect(dims.description == "[9, 1, 3, 4, 5]")
    }

    @Test("a view of a transposed matrix needs a copy, of compatible strides none")
    func viewRule() throws {
        let transposed = try matrix.t()
        #expect(transposed.viewedIfPossible([12]) == nil)
        #expect(transposed.viewedIfPossible([2, 2, 3])?.strides == [2, 1, 4])
        let sliced = try Layout(contiguous: [4, 4]).slicing(1, start: 0, end: 4, step: 2)
        #expect(sliced.viewedIfPossible([8])?.strides == [2])
        #expect(try matrix.viewed([2, -1]).shape == [2, 6])
    }

    /// Each mistake and what PyTorch says of it for a tensor of shape (3, 4).
    static let mistakes: [(expected: String, body: @Sendable (Layout) throws -> Layout)] = [
        ("RuntimeError: shape '[5]' is invalid for input of size 12", { try $0.viewed([5]) }),
        ("RuntimeError: only one dimension can be inferred", { try $0.viewed([-1, -1]) }),
        ("RuntimeError: invalid shape dimension -2 at index 0 of shape [-2, -6]", { try $0.viewed([-2, -6]) }),
        ("RuntimeError: shape '[2, -1, 7]' is invalid for input of size 12", { try $0.viewed([2, -1, 7]) }),
        (
            "IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 5)",
            { try $0.transposed(0, 5) }
        ),
        ("RuntimeError: permute(): duplicate dims are not allowed.", { try $0.permuted([0, 0]) }),
        (
            "IndexError: select(): index 5 out of range for tensor of size [3, 4] at dimension 0",
            { try $0.selecting(5, along: 0) }
        ),
        (
            "RuntimeError: The expanded size of the tensor (2) must match the existing size (3) at non-singleton "
                + "dimension 0.  Target sizes: [2, 4].  Tensor sizes: [3, 4]", { try $0.expanded([2, 4]) }
        ),
        (
            "RuntimeError: start (2) + length (3) exceeds dimension size (3).",
            { try $0.narrowed(0, start: 2, length: 3) }
        ),
        ("ValueError: step must be greater than zero", { try $0.slicing(0, start: nil, end: nil, step: -1) }),
        (
            "RuntimeError: maximum size for tensor at dimension 0 is 3 but size is 5",
            { try $0.unfolded(0, size: 5, step: 1) }
        ),
    ]

    @Test("mistakes are reported in PyTorch's words", arguments: mistakes.indices)
    func reportsMistake(index: Int) {
        let mistake = Self.mistakes[index]
        #expect(message { _ = try mistake.body(matrix) } == mistake.expected)
    }

    @Test("absurd sizes are refused in PyTorch's words")
    func absurd() {
        #expect(
            message { _ = try NDArray(empty: [1 << 62], .float32) }
                == "RuntimeError: Storage size calculation overflowed with sizes=[4611686018427387904]")
        #expect(
            message { _ = try NDArray(empty: [1_000_000_000, 1_000_000_000], .float32) }
                == "RuntimeError: [enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate "
                + "memory: you tried to allocate 4000000000000000000 bytes. Error code 12 (Cannot allocate memory)")
    }
}
