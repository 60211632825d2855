import Arrays

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one session's differentiation remembers between calls: whether operations are recorded, the random
/// generator, and the default float type.
///
/// Each thread has one at a time: the one that `run` installed, or one of its own made on first use. So sessions
/// on different threads share nothing, and an operation finds its engine in a few nanoseconds.
package final class Engine {
    /// What operations look at every time, outside of the object so that looking costs no reference count.
    struct State {
        var gradEnabled = true
        var inferenceMode = false
        /// Whether somebody wants to be told what layers compute.
        var watchesLayers = false
        /// Numbers nodes in the order of their making: the backward walk runs the latest first.
        var sequence: UInt64 = 0
        var engine: Unmanaged<Engine>
    }

    private let state: UnsafeMutablePointer<State>

    /// `torch.is_grad_enabled()`.
    package var gradEnabled: Bool {
        get { state.pointee.gradEnabled }
        set { state.pointee.gradEnabled = newValue }
    }
    /// `torch.is_inference_mode_enabled()`.
    package var inferenceMode: Bool {
        get { state.pointee.inferenceMode }
        set { state.pointee.inferenceMode = newValue }
    }
    /// `torch.is_anomaly_enabled()`; only reported, errors always name their operation.
    package var anomalyMode = false
    /// `torch.get_default_dtype()`.
    package var defaultDType: DType = .float32
    /// Where random numbers come from unless a generator is given: `torch.default_generator`.
    package let generator = Generator()
    /// Called with the text of each warning that PyTorch would give.
    package var onWarning: ((String) -> Void)?

    /// Told of each layer's call: the layer, its input and its result. Nil, and free, unless somebody explains networks.
    package var layerWatch: ((_ layer: AnyObject, _ input: Tensor, _ result: Tensor) -> Void)? {
        didSet { state.pointee.watchesLayers = layerWatch != nil }
    }

    /// How often a snapshot was brought back: versions of before say nothing about those of after.
    var restorations = 0

    /// A finished walk, kept for its buffers.
    var spareWalk: Walk?
    /// Numbers the walks, so that a node knows which one marked it.
    var walkCount: UInt32 = 0
    /// How many walks are under way (a hook may start another).
    var walksRunning = 0

    /// An engine with everything at PyTorch's defaults.
    package init() {
        state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State(engine: Unmanaged.passUnretained(self)))
    }

    deinit { state.deallocate() }

    /// The number of the next node.
    static func nextSequence() -> UInt64 {
        let state = Engine.state
        state.pointee.sequence &+= 1
        return state.pointee.sequence
    }

    /// Tells who wants to know that a layer has turned `input` into `result`.
    @inline(__always)
    package static func noteLayer(_ layer: AnyObject, _ input: Tensor, _ result: Tensor) {
        if state.pointee.watchesLayers { current.layerWatch?(layer, input, result) }
    }

    /// Reports a warning, if anybody listens.
    func warn(_ text: String) { onWarning?(text) }
}

extension Engine {
    /// Releases the engine that a thread made for itself when the thread ends.
    private static let cleanup: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { pointer in
            #if canImport(Glibc)
                guard let pointer else { return }
            #endif
            Unmanaged<Engine>.fromOpaque(pointer).release()
        }
        return key
    }()

    /// The state of this thread's engine.
    @inline(__always)
    static var state: UnsafeMutablePointer<State> {
        if let pointer = ThreadValue.pointer { return pointer.assumingMemoryBound(to: State.self) }
        return makeForThread()
    }

    /// The engine of this thread.
    package static var current: Engine { state.pointee.engine.takeUnretainedValue() }

    @inline(never)
    private static func makeForThread() -> UnsafeMutablePointer<State> {
        let engine = Engine()
        pthread_setspecific(cleanup, Unmanaged.passRetained(engine).toOpaque())
        ThreadValue.pointer = UnsafeMutableRawPointer(engine.state)
        return engine.state
    }

    /// Makes this the engine of the calling thread while `body` runs. May be nested.
    package func run<T>(_ body: () throws -> T) rethrows -> T {
        let outer = ThreadValue.pointer
        ThreadValue.pointer = UnsafeMutableRawPointer(state)
        defer { ThreadValue.pointer = outer }
        return try withExtendedLifetime(self, body)
    }

    /// Runs `body` with recording on or off, as `torch.set_grad_enabled` in a `with` does.
    package func withGrad<T>(_ enabled: Bool, _ body: () throws -> T) rethrows -> T {
        let before = gradEnabled
        gradEnabled = enabled
        defer { gradEnabled = before }
        return try body()
    }
}
