import Arrays
import Testing

@testable import Autograd

/// A tensor of these numbers.
func tensor(_ values: [Double], _ shape: Dims? = nil, _ dtype: DType = .float32, grad: Bool = false) throws -> Tensor {
    let array = try NDArray(empty: shape ?? Dims(values.count), dtype)
    for (i, value) in values.enumerated() { array.setElement(at: i, to: .float(value)) }
    return try Tensor(array, requiresGrad: grad)
}

/// The message of the error that `body` throws.
func message(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch { return (error as? ArrayError)?.message }
}

extension Tensor {
    var values: [Double] { array.doubles() }
}

@Suite struct GraphTests {
    @Test func aProductGivesEachFactorTheOther() throws {
        let a = try tensor([2, 3], grad: true)
        let b = try tensor([5, 7], grad: true)
        let loss = try Ops.reductions.sum(a * b)
        #expect(loss.gradFn?.name == "SumBackward0")
        #expect(loss.gradFn?.nextFunctions.first?.node?.name == "MulBackward0")
        try loss.backward()
        #expect(a.grad?.values == [5, 7])
        #expect(b.grad?.values == [2, 3])
    }

    @Test func aSecondPassAddsToTheGradient() throws {
        let a = try tensor([2, 3], grad: true)
        for _ in 0..<2 { try Ops.reductions.sum(a * a).backward() }
        #expect(a.grad?.values == [8, 12])
    }

    @Test func broadcastingIsUndone() throws {
        let a = try tensor([2, 3], grad: true)
        let b = try tensor([5], grad: true)
        try Ops.reductions.sum(a * b).backward()
        #expect(a.grad?.values == [5, 5])
        #expect(b.grad?.values == [5])
        #expect(b.grad?.shape == [1])
    }

    @Test func aFreedGraphIsRefused() throws {
        let a = try tensor([2, 3], grad: true)
        let loss = try Ops.reductions.sum(a * a)
        try loss.backward(retainGraph: true)
        try loss.backward()
        #expect(
            message { try loss.backward() }?.hasPrefix("Trying to backward through the graph a second time") == true)
        let plain = try Ops.reductions.sum(a + 1)
        try plain.backward()
        try plain.backward()
        #expect(a.grad?.values == [10, 14])
    }

    @Test func aChangedInputIsNoticed() throws {
        let a = try tensor([2, 3], grad: true)
        let b = try tensor([1, 1])
        let loss = try Ops.reductions.sum(a * b)
        try Ops.mutation.fill_(b, .int(3))
        #expect(
            message { try loss.backward() }
                == "one of the variables needed for gradient computation has been modified by an inplace operation: "
                + "[torch.FloatTensor [2]] is at version 1; expected version 0 instead. Hint: enable anomaly detection "
                + "to find the operation that failed to compute its gradient, with "
                + "torch.autograd.set_detect_anomaly(True, check_nan=False).")
        let z = try Ops.pointwise.exp(a)
        _ = try Ops.arithmetic.add.callInPlace([.tensor(z), .int(1)])
        #expect(
            message { try Ops.reductions.sum(z).backward() }?.contains(
                "[torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0") == true)
    }

    @Test func changesThroughDataGoUnnoticed() throws {
        let a = try tensor([2, 3], grad: true)
        let b = try tensor([1, 1])
        let loss = try Ops.reductions.sum(a * b)
        try Ops.mutation.fill_(b.data, .int(3))
        try loss.backward()
        #expect(a.grad?.values == [3, 3])
    }

    @Test func secondDerivativesExist() throws {
        let x = try tensor([2], grad: true)
        let y = try x * x * x
        let first = try Engine.current.grad([Ops.reductions.sum(y)], [x], createGraph: true)
        let dx = try #require(first[0])
        #expect(dx.values == [12])
        let second = try Engine.current.grad([dx], [x], createGraph: true)
        #expect(second[0]?.values == [12])
        let third = try Engine.current.grad([try #require(second[0])], [x])
        #expect(third[0]?.values == [6])
    }

    @Test func aMillionNodesAreWalkedAndReleased() throws {
        let x = try tensor([1], [], grad: true)
        var y = x
        for _ in 0..<1_000_000 { y = try -y }
        try y.backward()
        #expect(x.grad?.values == [1])
    }

    @Test func longChainsOfSavedTensorsAreReleased() throws {
        let x = try tensor([1], [], grad: true)
        var y = x
        for _ in 0..<100_000 { y = try y * x }
        y = x
        #expect(x.values == [1])
    }

    @Test func changesInPlaceOfAViewReachItsBase() throws {
        let x = try tensor([1, 2, 3], grad: true)
        let w = try tensor([5], [], grad: true)
        let y = try x * 1
        let v = try Ops.views.select(.tensor(y), .int(0), .int(1))
        _ = try Ops.arithmetic.mul.callInPlace([.tensor(v), .tensor(w)])
        #expect(y.values == [1, 10, 3])
        #expect(y.gradFn?.name == "CopySlices")
        #expect(v.gradFn?.name == "AsStridedBackward0")
        #expect(y.gradFn?.nextFunctions.map { $0.node?.typeName } == ["MulBackward0", "AccumulateGrad"])
        try Ops.reductions.sum(y * y).backward()
        #expect(x.grad?.values == [2, 100, 6])
        #expect(w.grad?.values == [40])
    }

    @Test func leavesAreNotChangedInPlace() throws {
        let x = try tensor([1, 2, 3], grad: true)
        #expect(
            message { _ = try Ops.arithmetic.add.callInPlace([.tensor(x), .int(1)]) }
                == "a leaf Variable that requires grad is being used in an in-place operation.")
        let v = try Ops.views.select(.tensor(x), .int(0), .int(1))
        #expect(
            message { _ = try Ops.arithmetic.add.callInPlace([.tensor(v), .int(1)]) }
                == "a view of a leaf Variable that requires grad is being used in an in-place operation.")
        try Engine.current.withGrad(false) { _ = try Ops.arithmetic.add.callInPlace([.tensor(x), .int(1)]) }
        #expect(x.values == [2, 3, 4])
    }

    @Test func gradReportsWhatIsUnused() throws {
        let x = try tensor([1, 2], grad: true)
        let y = try tensor([1, 2], grad: true)
        let loss = try Ops.reductions.sum(x * 2)
        #expect(
            message { _ = try Engine.current.grad([loss], [y]) }
                == "The differentiated Tensor at index 0 appears to not have been used in the graph. Set "
                + "allow_unused=True if this is the desired behavior.")
        let again = try Ops.reductions.sum(x * 2)
        let grads = try Engine.current.grad([again], [y, x], allowUnused: true)
        #expect(grads[0] == nil)
        #expect(grads[1]?.values == [2, 2])
        #expect(x.grad == nil)
    }

    @Test func hooksSeeAndChangeGradients() throws {
        let x = try tensor([1, 2], grad: true)
        let y = try x * 3
        try y.retainGrad()
        var seen: [Double] = []
        let handle = try x.registerHook {
            seen = $0.values
            return try $0 * 10
        }
        try Ops.reductions.sum(y * y).backward(retainGraph: true)
        #expect(seen == [18, 36])
        #expect(x.grad?.values == [180, 360])
        #expect(y.grad?.values == [6, 12])
        handle.remove()
    }
}
