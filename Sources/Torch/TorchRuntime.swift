import Arrays
import Autograd
import Interpreter
import NN

/// PyTorch as one machine sees it: its classes, options and random generator. Made on the first use of a name of
/// PyTorch's, so that a session without tensors pays nothing for them.
package final class TorchRuntime {
    package unowned(unsafe) let machine: Machine
    package let types: TorchTypes
    /// `torch.set_printoptions`.
    package var printOptions = PrintOptions()
    /// What the commands `backward` and `step` refer to.
    package let recent = RecentWork()
    /// Stands around every call of a layer's object while somebody looks on: `observingLayers`.
    var layerObserver: ((Module, [Value], () throws -> Value) throws -> Value)?
    /// Told of what trains networks; nil unless somebody gives advice.
    package weak var observer: (any TrainingObserver)?
    let catalog = Catalog.shared
    /// What Ctrl-C sets, as long operations of tensors know it.
    private let interrupt: UnsafeMutablePointer<Int32>
    /// The functions made so far, by face and name.
    var functions: [String: NativeFunction] = [:]
    /// The objects of element types: `torch.float32` is one object.
    var dtypeObjects: [DType: DTypeObject] = [:]
    /// `torch.default_generator`.
    private(set) lazy var defaultGenerator = Value(defaultGeneratorObject)
    private lazy var defaultGeneratorObject = GeneratorObjectFace(types.generator, Engine.current.generator)
    /// `torch.device('cpu')`.
    var cpuObject: DeviceObject?
    /// The classes of layers and optimizers, by name.
    var layerTypes: [String: ClassObject] = [:]
    var optimizerTypes: [String: ClassObject] = [:]
    /// The classes of graph nodes, by name.
    var nodeTypes: [String: ClassObject] = [:]

    /// Tells a machine where to find PyTorch: `import torch` and, for a prompt, its names without an import.
    /// - Parameter bareNames: whether `Linear`, `tensor` … are known without an import.
    /// - Returns: gives the runtime, made if need be.
    @discardableResult
    package static func install(in machine: Machine, bareNames: Bool) -> TorchAccess {
        let access = TorchAccess(machine)
        machine.importers.append { _, name in
            guard name == "torch" || name.hasPrefix("torch.") else { return nil }
            return try access.runtime.module(name)
        }
        machine.errorConverters.append { error in
            (error as? ArrayError ?? (error as? LayerFailure)?.error).map { ($0.kind.rawValue, $0.message) }
        }
        if bareNames {
            machine.fallbackName = { _, name in try access.runtime.bareName(name) }
        }
        return access
    }

    init(_ machine: Machine) {
        self.machine = machine
        interrupt = machine.interrupt
        types = TorchTypes(machine)
        types.declare(self)
        Interruption.watch(interrupt)
        Engine.current.onWarning = { [weak machine] text in
            machine?.sendWarning(text)
        }
    }

    deinit { Interruption.forget(interrupt) }

    // MARK: Wrapping

    /// The object of a tensor: the one it has, or a new one.
    @inline(__always) package func wrap(_ tensor: Tensor) -> Value {
        if let known = tensor.wrapper {
            return Value(Unmanaged<TensorObject>.fromOpaque(known).takeUnretainedValue())
        }
        return Value(TensorObject(tensor.isParameter ? types.parameter : types.tensor, tensor, self))
    }

    package func wrap(_ tensor: Tensor?) -> Value { tensor.map { wrap($0) } ?? .none }

    /// A number of the arrays' as the language has it.
    package func value(_ scalar: Scalar) -> Value {
        switch scalar {
        case .bool(let bool): Value(bool)
        case .int(let int): machine.int(int)
        case .float(let double): Value(double)
        }
    }

    /// `torch.Size` of a shape.
    package func size(_ shape: Dims) -> Value {
        Value(TupleObject(types.size, ContiguousArray(shape.map { machine.int($0) })))
    }

    // MARK: Printing

    /// Numbers of elements and columns from here on mean "all"; twice as many do not overflow.
    static let mostPrinted = 1 << 60

    func repr(_ tensor: Tensor, isParameter: Bool) throws -> String {
        var printer = TensorPrinter(options: printOptions)
        printer.defaultFloat = Engine.current.defaultDType
        let text = printer.string(tensor.array, suffixes: suffixes(tensor))
        try machine.checkInterrupt()
        return isParameter ? "Parameter containing:\n" + text : text
    }

    private func suffixes(_ tensor: Tensor) -> [String] {
        if let node = tensor.gradFn { return ["grad_fn=<\(node.name)>"] }
        return tensor.requiresGrad ? ["requires_grad=True"] : []
    }
}

/// Makes the runtime when it is first asked for.
package final class TorchAccess {
    private unowned(unsafe) let machine: Machine
    private var made: TorchRuntime?
    private var waiting: [(TorchRuntime) -> Void] = []

    init(_ machine: Machine) { self.machine = machine }

    /// nil as long as nothing of PyTorch's was used.
    package var existing: TorchRuntime? { made }

    package var runtime: TorchRuntime {
        if let made { return made }
        let runtime = TorchRuntime(machine)
        made = runtime
        for body in waiting { body(runtime) }
        waiting = []
        return runtime
    }

    /// Calls `body` with the runtime once there is one.
    package func whenMade(_ body: @escaping (TorchRuntime) -> Void) {
        if let made { body(made) } else { waiting.append(body) }
    }
}

/// What the last statements did with tensors: the commands of a prompt refer to it.
package final class RecentWork {
    /// The optimizer made last. Kept by the machine's roots as long as it is here.
    package var optimizer: Object?
    /// The parameters that the last backward pass reached.
    package var reached: [Tensor] = []
}
