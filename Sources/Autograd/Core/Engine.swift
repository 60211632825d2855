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
    /// `torch.is_grad_enabled()`.
    package var gradEnabled = true
    /// `torch.is_inference_mode_enabled()`.
    package var inferenceMode = false
    /// `torch.is_anomaly_enabled()`; only reported, errors always name their operation.
    package var anomalyMode = false
    /// `torch.get_default_dtype()`.
    package var defaultDType: DType = .float32
    /// Called with the text of each warning that PyTorch would give.
    package var onWarning: ((String) -> Void)?

    /// Numbers nodes in the order of their making: the backward walk runs the latest first.
    var sequence: UInt64 = 0
    /// A finished walk, kept for its buffers.
    var spareWalk: Walk?
    /// Numbers the walks, so that a node knows which one marked it.
    var walkCount: UInt32 = 0
    /// How many walks are under way (a hook may start another).
    var walksRunning = 0

    /// An engine with everything at PyTorch's defaults.
    package init() {}

    /// Whether an operation on tensors that require gradients leaves a node.
    @inline(__always)
    var isRecording: Bool { gradEnabled }

    /// The number of the next node.
    @inline(__always)
    func nextSequence() -> UInt64 {
        sequence &+= 1
        return sequence
    }

    /// Reports a warning, if anybody listens.
    func warn(_ text: String) { onWarning?(text) }
}

extension Engine {
    /// The thread's slot; its destructor releases the engine that the thread made for itself.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { pointer in
            #if canImport(Glibc)
                guard let pointer else { return }
            #endif
            Unmanaged<Engine>.fromOpaque(pointer).release()
        }
        return key
    }()

    /// The engine of this thread.
    @inline(__always)
    package static var current: Engine {
        if let pointer = pthread_getspecific(key) {
            return Unmanaged<Engine>.fromOpaque(pointer).takeUnretainedValue()
        }
        return makeForThread()
    }

    @inline(never)
    private static func makeForThread() -> Engine {
        let engine = Engine()
        pthread_setspecific(key, Unmanaged.passRetained(engine).toOpaque())
        return engine
    }

    /// Makes this the engine of the calling thread while `body` runs. May be nested.
    package func run<T>(_ body: () throws -> T) rethrows -> T {
        let outer = pthread_getspecific(Engine.key)
        pthread_setspecific(Engine.key, Unmanaged.passRetained(self).toOpaque())
        defer {
            pthread_setspecific(Engine.key, outer)
            Unmanaged.passUnretained(self).release()
        }
        return try body()
    }

    /// Runs `body` with recording on or off, as `torch.set_grad_enabled` in a `with` does.
    package func withGrad<T>(_ enabled: Bool, _ body: () throws -> T) rethrows -> T {
        let before = gradEnabled
        gradEnabled = enabled
        defer { gradEnabled = before }
        return try body()
    }
}
