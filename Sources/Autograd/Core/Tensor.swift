import Arrays

/// An array that remembers how it was made: `torch.Tensor`.
///
/// A tensor without a node is a leaf. One whose node is not an `AccumulateGrad` is the result of an operation that
/// was recorded. Tensors are reference objects, so that a language can bind its own object to each by `wrapper`.
package final class Tensor {
    /// The numbers: shape, strides, element type, storage.
    package internal(set) var array: NDArray
    /// What is true of this tensor; see `Flags`.
    var flags: Flags
    /// Which of its node's outputs this is.
    var outputIndex: Int32 = 0
    /// For a view: the storage's version when `node` was last right.
    var viewVersion: Int32 = 0
    /// The operation that made this tensor, or a leaf's own `AccumulateGrad`.
    var node: Node?
    /// For a differentiable view: the tensor, itself no view, whose storage it shows.
    var base: Tensor?
    /// `Tensor.grad` as stored.
    var gradient: Tensor?
    /// Where a language binding may keep the object it wraps this tensor in (not retained).
    package var wrapper: UnsafeMutableRawPointer?

    /// Facts about a tensor.
    struct Flags: OptionSet {
        let rawValue: UInt16
        /// `requires_grad` of a leaf, or made by a recorded operation.
        static let requiresGrad = Flags(rawValue: 1)
        /// Shares storage with `base`, differentiably.
        static let view = Flags(rawValue: 2)
        /// An `nn.Parameter`.
        static let parameter = Flags(rawValue: 4)
        /// `retain_grad()` was called.
        static let retainsGrad = Flags(rawValue: 8)
        /// Made in inference mode.
        static let inference = Flags(rawValue: 16)
        /// Made from a Python number, so it gives way when types are promoted.
        static let number = Flags(rawValue: 32)
        /// Made by `.data`: changes in place do not count as versions of the original.
        static let uncounted = Flags(rawValue: 64)
        /// A view made where gradients were off.
        static let noGradView = Flags(rawValue: 128)
        /// One of several views made at once (`split`, `unbind`).
        static let manyViews = Flags(rawValue: 256)
        /// A view made in inference mode.
        static let inferenceView = Flags(rawValue: 512)
        /// A leaf whose `node` is its accumulator.
        static let accumulates = Flags(rawValue: 1024)
    }

    /// A leaf that requires no gradient.
    @inline(__always)
    package init(_ array: consuming NDArray) {
        self.array = array
        self.flags = []
    }

    /// A leaf: `torch.tensor(…, requires_grad=…)`.
    ///
    /// Throws PyTorch's RuntimeError when gradients are asked of a type that is not floating point.
    package convenience init(_ array: NDArray, requiresGrad: Bool) throws {
        self.init(array)
        if requiresGrad { try setRequiresGrad(true) }
    }

    deinit {
        // A leaf's accumulator may outlive it in a graph.
        if flags.contains(.accumulates) { node?.asAccumulator?.leaf = nil }
    }
}

extension Tensor {
    /// The sizes of the dimensions.
    @inline(__always)
    package var shape: Dims { array.shape }
    /// The number of dimensions.
    @inline(__always)
    package var rank: Int { array.rank }
    /// The number of elements.
    @inline(__always)
    package var count: Int { array.count }
    /// The type of the elements.
    @inline(__always)
    package var dtype: DType { array.dtype }

    /// `Tensor.requires_grad`: a view asks its base as well, which may have become part of a graph since.
    @inline(__always)
    package var requiresGrad: Bool {
        if flags.contains(.requiresGrad) { return true }
        return flags.contains(.view) && baseRequiresGrad
    }

    @inline(never)
    private var baseRequiresGrad: Bool { base?.flags.contains(.requiresGrad) ?? false }

    /// `Tensor.is_leaf`: made by the user, or requiring no gradient.
    package var isLeaf: Bool { gradFn == nil }

    /// Whether this is an `nn.Parameter`.
    package var isParameter: Bool {
        get { flags.contains(.parameter) }
        set { if newValue { flags.insert(.parameter) } else { flags.remove(.parameter) } }
    }

    /// Whether this tensor stands for a Python number.
    @inline(__always)
    package var isNumber: Bool { flags.contains(.number) }

    /// `Tensor.is_inference()`.
    package var isInference: Bool { flags.contains(.inference) }

    /// `Tensor.retains_grad`.
    package var retainsGrad: Bool { flags.contains(.retainsGrad) && !isLeaf }

    /// `Tensor._is_view()`.
    package var isView: Bool { flags.contains(.view) }

    /// `Tensor._base`.
    package var viewBase: Tensor? { base }

    /// `Tensor.output_nr`.
    package var outputNumber: Int { Int(outputIndex) }

    /// Which position an `Edge` to this tensor's maker has.
    var edge: Edge {
        if flags.contains(.view) { refreshView() }
        if let node { return Edge(node: node, index: outputIndex) }
        return flags.contains(.requiresGrad) ? Edge(node: makeAccumulator(), index: 0) : Edge()
    }

    /// `Tensor.grad_fn`: the node that made this tensor; nil for a leaf.
    package var gradFn: Node? {
        if flags.contains(.view) { refreshView() }
        guard let node, node.asAccumulator == nil else { return nil }
        return node
    }

    /// The leaf's node in graphs, made once.
    @inline(never)
    func makeAccumulator() -> Node {
        let accumulator = AccumulateGrad(self)
        node = accumulator
        flags.insert(.accumulates)
        return accumulator
    }

    /// `Tensor._version`: how often the storage was changed in place.
    ///
    /// Throws RuntimeError for an inference tensor.
    package var version: Int {
        get throws {
            if isInference { throw ArrayError.runtime("Inference tensors do not track version counter.") }
            return currentVersion
        }
    }

    /// The version to compare with; what `.data` gave keeps out of the count.
    @inline(__always)
    var currentVersion: Int { flags.contains(.uncounted) ? 0 : array.storage.version }

    /// Counts one change in place.
    @inline(__always)
    func bumpVersion() {
        if !flags.contains(.uncounted) { array.storage.version &+= 1 }
    }
}

extension Tensor {
    /// `requires_grad_()` and setting `requires_grad`.
    ///
    /// Throws RuntimeError for types that are not floating point, results of operations that are switched off, and
    /// inference tensors outside of inference mode.
    package func setRequiresGrad(_ value: Bool) throws {
        if gradFn != nil {
            if value { return }
            throw ArrayError.runtime(
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable "
                    + "in a subgraph that doesn't require differentiation use var_no_grad = var.detach().")
        }
        if value {
            guard dtype.isFloatingPoint else {
                throw ArrayError.runtime("only Tensors of floating point dtype can require gradients")
            }
            if isInference, !Engine.current.inferenceMode {
                throw ArrayError.runtime(
                    "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.")
            }
            flags.insert(.requiresGrad)
        } else {
            flags.remove(.requiresGrad)
            dropAccumulator()
        }
    }

    /// `Tensor.grad`; nil until a backward pass reaches this tensor.
    package var grad: Tensor? { gradient }

    /// Sets `Tensor.grad`.
    ///
    /// Throws RuntimeError when shape or type differ from this tensor's.
    package func setGrad(_ value: Tensor?) throws {
        if let value {
            if value === self { throw ArrayError.runtime("can't assign Variable as its own grad") }
            guard value.dtype == dtype else {
                throw ArrayError.runtime(
                    "attempting to assign a gradient with dtype '\(value.dtype.cName)' to a tensor with grad_dtype "
                        + "'\(dtype.scalarTypeName)'. The gradient must match the tensor's grad_dtype (defaults to "
                        + "the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, "
                        + "or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor "
                        + "and its gradient may break downstream systems that assume they match.")
            }
            guard value.shape == shape else {
                throw ArrayError.runtime(
                    "attempting to assign a gradient of size '\(value.shape)' to a tensor of size '\(shape)'. "
                        + "Please ensure that the gradient and the tensor are the same size")
            }
        }
        gradient = value
    }

    /// `Tensor.retain_grad()`: also the gradient of a result is kept.
    ///
    /// Throws RuntimeError for a tensor that requires no gradient.
    package func retainGrad() throws {
        guard requiresGrad else {
            throw ArrayError.runtime("can't retain_grad on Tensor that has requires_grad=False")
        }
        guard let node = gradFn else { return }
        flags.insert(.retainsGrad)
        node.retain(self)
    }

    /// Shares the storage, outside of any graph: `Tensor.detach()`.
    package func detach() -> Tensor {
        let result = Tensor(array)
        result.flags = flags.intersection([.uncounted, .inference])
        return result
    }

    /// `Tensor.detach_()`: forgets how this tensor was made.
    ///
    /// Throws RuntimeError for a view.
    package func detachInPlace() throws {
        if flags.contains(.view), requiresGrad {
            throw ArrayError.runtime(
                "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) "
                    + "for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, "
                    + "and hence detach_() cannot be called on these gradients. To fix this error, please refer to "
                    + "the Optimizer.zero_grad() function in torch/optim/optimizer.py as a solution.")
        }
        flags.subtract([.requiresGrad, .retainsGrad])
        dropAccumulator()
        node = nil
        outputIndex = 0
    }

    /// `Tensor.data`: shares the storage; changes through it go unseen by the version check.
    package var data: Tensor {
        let result = Tensor(array)
        result.flags = flags.intersection([.inference]).union(.uncounted)
        return result
    }

    /// Setting `Tensor.data`: other numbers under the same identity.
    ///
    /// Throws RuntimeError when a graph that has already been built expects another type.
    package func setData(_ other: Tensor) throws {
        array = other.array
        node?.asAccumulator?.updateMetadata(from: array)
    }

    private func dropAccumulator() {
        guard let accumulator = node?.asAccumulator else { return }
        accumulator.leaf = nil
        node = nil
        flags.remove(.accumulates)
    }
}

extension DType {
    /// The name C++ code gives the type: `double`.
    var cName: String {
        switch self {
        case .float64: "double"
        case .float32: "float"
        default: scalarTypeName
        }
    }

    /// The legacy class name in messages: `torch.FloatTensor`.
    var tensorTypeName: String { "torch.\(scalarTypeName)Tensor" }
}
