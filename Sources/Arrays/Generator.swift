import CKernels

/// A stream of random numbers, bit for bit that of PyTorch's CPU generator from the same seed.
///
/// Not synchronised: it belongs to one machine, and a machine to one thread at a time.
package final class Generator {
    private let twister: UnsafeMutablePointer<ck_twister>
    /// The seed it was last given: `torch.initial_seed()`.
    package private(set) var initialSeed: UInt64

    /// A generator with PyTorch's fixed default seed, unless another is given.
    package init(seed: UInt64 = 67_280_421_310_721) {
        twister = .allocate(capacity: 1)
        twister.initialize(to: ck_twister())
        initialSeed = seed
        ck_twister_seed(twister, UInt32(truncatingIfNeeded: seed))
    }

    deinit { twister.deallocate() }

    /// `torch.manual_seed`: starts the stream that belongs to the seed (its low 32 bits count).
    package func seed(_ value: UInt64) {
        initialSeed = value
        ck_twister_seed(twister, UInt32(truncatingIfNeeded: value))
    }

    /// `torch.seed`: starts a stream nobody can foresee, and tells its seed.
    package func seedUnpredictably() -> UInt64 {
        let value = UInt64.random(in: 0...UInt64(Int64.max))
        seed(value)
        return value
    }

    /// 32 random bits.
    package func next32() -> UInt32 { ck_twister_next(twister) }
    /// 64 random bits.
    package func next64() -> UInt64 { ck_twister_next64(twister) }

    /// Everything that decides what comes next, as `torch.get_rng_state()` lays it out: 5056 bytes.
    package var state: [UInt8] {
        get {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Generator.stateSize)
            func put(_ value: some FixedWidthInteger) {
                withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
            }
            put(initialSeed)
            put(twister.pointee.left)
            put(Int32(1))
            put(UInt64(twister.pointee.next))
            for i in 0..<624 { put(UInt64(ck_twister_word(twister, Int32(i)))) }
            put(UInt64(0))
            put((twister.pointee.has_normal ? twister.pointee.normal : 0).bitPattern)
            put(UInt64(0))
            put(UInt64(twister.pointee.has_normal ? 1 : 0))
            put(UInt64(0))
            return bytes
        }
    }

    private static let stateSize = 5056

    /// `torch.set_rng_state`: goes on from where `state` was taken.
    ///
    /// Throws RuntimeError for a state of another size.
    package func restore(_ state: [UInt8]) throws {
        guard state.count == Generator.stateSize else {
            throw ArrayError.runtime(
                "Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be \(state.count)")
        }
        func word(_ at: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(state[at + $1]) << UInt64(8 * $1) } }
        initialSeed = word(0)
        twister.pointee.left = Int32(truncatingIfNeeded: word(8))
        twister.pointee.next = UInt32(truncatingIfNeeded: word(16))
        for i in 0..<624 { ck_twister_set_word(twister, Int32(i), UInt32(truncatingIfNeeded: word(24 + 8 * i))) }
        twister.pointee.normal = Double(bitPattern: word(5024))
        twister.pointee.has_normal = word(5040) & 0xFFFF_FFFF != 0
    }
}

extension Generator {
    /// Fills an array, in the order of its memory, with what `draw` writes into a contiguous one of the given type, and
    /// counts a change of its storage.
    private func fill(_ target: NDArray, _ type: DType, _ draw: (NDArray) throws -> Void) throws {
        try target.checkWritable()
        if target.isContiguous, target.dtype == type {
            try draw(target)
        } else {
            let order = target.layout.descendingOrder()
            let ordered = target.with(try target.layout.permuted(Dims(order)))
            let fresh = try NDArray(empty: ordered.shape, type)
            try draw(fresh)
            try Loops.run(ck_cast_loop(ordered.dtype.code, fresh.dtype.code), ordered, fresh)
        }
        target.storage.version &+= 1
    }

    /// Draws `count` numbers from place to place, so many at once that a Ctrl-C need not wait for a tenth of a second.
    private func inParts(_ count: Int, _ draw: (_ start: Int, _ count: Int64) -> Void) throws {
        // A multiple of sixteen, the numbers that `normal` makes together.
        let most = 1 << 23
        if count <= most { return draw(0, Int64(count)) }
        for start in stride(from: 0, to: count, by: most) {
            try Interruption.check()
            draw(start, Int64(min(most, count - start)))
        }
    }

    private func direct<T>(_ out: NDArray, as: T.Type) -> UnsafeMutablePointer<T> {
        out.data.assumingMemoryBound(to: T.self)
    }

    /// `Tensor.uniform_`: numbers in [from, to).
    package func uniform(_ target: NDArray, from: Double = 0, to: Double = 1) throws {
        guard target.dtype.isFloatingPoint else {
            throw ArrayError.notImplemented(
                "\"check_uniform_bounds\" not implemented for '\(target.dtype.scalarTypeName)'")
        }
        for (value, name) in [(from, "from"), (to, "to")] where !value.isFinite {
            throw ArrayError.runtime("\(name) is out of bounds for \(target.dtype.cppName)")
        }
        guard from <= to else {
            throw ArrayError.runtime(
                "uniform_ expects to return a [from, to) range, but found from=\(cpp(from)) > to=\(cpp(to))")
        }
        let type: DType = target.dtype == .float64 ? .float64 : .float32
        try fill(target, type) { out in
            try inParts(out.count) { start, n in
                if type == .float64 {
                    ck_uniform_f64(twister, direct(out, as: Double.self) + start, n, from, to)
                } else {
                    ck_uniform_f32(twister, direct(out, as: Float.self) + start, n, Float(from), Float(to))
                }
            }
        }
    }

    /// `Tensor.normal_`: contiguous arrays of sixteen elements or more take PyTorch's block algorithm.
    package func normal(_ target: NDArray, mean: Double = 0, std: Double = 1) throws {
        guard std >= 0 else { throw ArrayError.runtime("normal expects std >= 0.0, but found std \(cpp(std))") }
        guard target.dtype.isFloatingPoint else {
            throw ArrayError.notImplemented(
                "\"normal_kernel_cpu\" not implemented for '\(target.dtype.scalarTypeName)'")
        }
        let inBlocks = target.isContiguous && target.count >= 16
        let type: DType = inBlocks && target.dtype != .float64 ? .float32 : .float64
        try fill(target, type) { out in
            // A last part of less than sixteen begins in the part before it, as the blocks of the whole would.
            try inParts(out.count) { start, n in
                if !inBlocks {
                    ck_normal_each(twister, direct(out, as: Double.self) + start, n, mean, std)
                } else if type == .float64 {
                    ck_normal_f64(twister, direct(out, as: Double.self) + start, n, mean, std)
                } else {
                    ck_normal_f32(twister, direct(out, as: Float.self) + start, n, Float(mean), Float(std))
                }
            }
        }
    }

    /// `Tensor.exponential_`.
    package func exponential(_ target: NDArray, lambda: Double = 1) throws {
        guard target.dtype.isFloatingPoint else {
            throw ArrayError.runtime(
                "Exponential distribution is a continuous probability distribution. dtype must be a floating point "
                    + "but you specified \(target.dtype.scalarTypeName)")
        }
        guard lambda > 0 else {
            throw ArrayError.runtime("exponential_ expects lambda > 0.0, but found lambda=\(cpp(lambda))")
        }
        try fill(target, .float64) { out in
            try inParts(out.count) { ck_exponential(twister, direct(out, as: Double.self) + $0, $1, lambda) }
        }
    }

    /// `Tensor.bernoulli_(p)`: ones with probability p; the mask of dropout is `bernoulli_(1 - p)`.
    package func bernoulli(_ target: NDArray, p: Double) throws {
        guard p >= 0, p <= 1 else {
            throw ArrayError.runtime("bernoulli_ expects p to be in [0, 1], but got p=\(cpp(p))")
        }
        try fill(target, .bool) { out in
            let draws = try NDArray(empty: out.shape, .float64)
            try inParts(draws.count) { ck_uniform_f64(twister, direct(draws, as: Double.self) + $0, $1, 0, 1) }
            try Loops.run(
                ck_binary_loop(BinaryOp.lt.rawValue, DType.float64.code), out, draws, try .scalar(.float(p), .float64))
        }
    }

    /// `torch.bernoulli(p)`: an array of p's type, each element one with its own probability.
    package func bernoulli(_ p: NDArray) throws -> NDArray {
        guard p.dtype.isFloatingPoint else {
            throw ArrayError.notImplemented(
                "\"bernoulli_tensor_cpu_p_\" not implemented for '\(p.dtype.scalarTypeName)'")
        }
        let valid = try NDArray.binary(.and, NDArray.binary(.ge, p, .int(0)), NDArray.binary(.le, p, .int(1)))
        guard try valid.test(any: false).truth() else {
            throw ArrayError.runtime(
                "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  "
                    + "If so, please report an enhancement request to PyTorch.)")
        }
        let draws = try NDArray(empty: p.shape, p.dtype == .float64 ? .float64 : .float32)
        try uniform(draws)
        return try NDArray.binary(.lt, draws, p.cast(draws.dtype)).cast(p.dtype)
    }

    /// `torch.randint` and `Tensor.random_(from, to)`: integers in [from, to).
    package func integers(_ target: NDArray, from: Int, to: Int) throws {
        guard from < to else {
            throw ArrayError.runtime("random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
        }
        if let range = target.dtype.integerRange {
            for (value, name) in [(from, "from"), (to - 1, "to - 1")] where !range.contains(value) {
                throw ArrayError.runtime("\(name) is out of bounds for \(target.dtype.compilerName)")
            }
        }
        let range = UInt64(bitPattern: Int64(to &- from))
        try fill(target, .int64) { out in
            try inParts(out.count) { ck_integers(twister, direct(out, as: Int64.self) + $0, $1, range, Int64(from)) }
        }
    }

    /// `Tensor.random_()`: integers over the whole range the type holds exactly.
    package func integers(_ target: NDArray) throws {
        switch target.dtype {
        case .int64:
            try fill(target, .int64) { out in
                try inParts(out.count) { ck_integers(twister, direct(out, as: Int64.self) + $0, $1, 1 << 63, 0) }
            }
        case .bool: try integers(target, from: 0, to: 2)
        case .float16: try integers(target, from: 0, to: (1 << 11) + 1)
        case .bfloat16: try integers(target, from: 0, to: (1 << 8) + 1)
        case .float32: try integers(target, from: 0, to: (1 << 24) + 1)
        case .float64: try integers(target, from: 0, to: (1 << 53) + 1)
        default:
            // 32 bits are drawn whatever the range.
            let top = target.dtype.integerRange?.upperBound ?? Int(Int32.max)
            try fill(target, .int64) { out in
                try inParts(out.count) { start, n in
                    for i in start..<start + Int(n) {
                        direct(out, as: Int64.self)[i] = Int64(Int(next32()) % (top + 1))
                    }
                }
            }
        }
    }

    /// `torch.randperm(n)`, int64.
    package func permutation(_ n: Int) throws -> NDArray {
        let out = try NDArray(empty: [n], .int64)
        ck_permutation(twister, direct(out, as: Int64.self), Int64(n))
        try Interruption.check()
        return out
    }

    /// A number as C++ streams print it.
    private func cpp(_ value: Double) -> String {
        if let whole = Int(exactly: value), whole.magnitude < 1_000_000 { return String(whole) }
        return "\(value)"
    }
}

extension DType {
    /// The integers the type holds, for integer types of less than 64 bits.
    package var integerRange: ClosedRange<Int>? {
        switch self {
        case .bool: 0...1
        case .uint8: 0...255
        case .int8: -128...127
        case .int16: Int(Int16.min)...Int(Int16.max)
        case .int32: Int(Int32.min)...Int(Int32.max)
        default: nil
        }
    }
}
