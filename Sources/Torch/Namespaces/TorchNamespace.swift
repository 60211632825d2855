import Arrays
import Autograd
import Interpreter

// The module `torch` and how its parts are found.
extension TorchRuntime {
    /// A module of PyTorch's by its full name; nil for one that is written in Python, where another importer has it.
    func module(_ name: String) throws -> ModuleObject? {
        if let known = machine.modules.get(machine.intern(name))?.asModule { return known }
        let make: ((ModuleObject) -> Void)? =
            switch name {
            case "torch": { self.fillTorch($0) }
            case "torch.nn": { self.fillNN($0) }
            case "torch.nn.functional": { self.fillFunctional($0) }
            case "torch.nn.init": { self.fillInit($0) }
            case "torch.nn.parameter": { self.fillParameter($0) }
            case "torch.nn.utils": { self.fillNNUtils($0) }
            case "torch.optim": { self.fillOptim($0) }
            case "torch._passing": { self.fillPassing($0) }
            case "torch.autograd": { self.fillAutograd($0) }
            case "torch.special": { self.fillFace($0, .special) }
            case "torch.linalg": { self.fillFace($0, .linalg) }
            case "torch.utils": { self.fillUtils($0) }
            case "torch.cuda": { self.fillCUDA($0) }
            case "torch.backends", "torch.backends.mps", "torch.backends.cuda": { self.fillCUDA($0) }
            default: nil
            }
        guard let make else {
            let inPython = ["torch.optim.lr_scheduler", "torch.utils.data", "torch.utils.hooks"]
            if inPython.contains(where: { name == $0 || name.hasPrefix($0 + ".") }) { return nil }
            throw machine.error(.notImplementedError, "\(name) is not part of Gradus")
        }
        let module = machine.makeModule(name)
        make(module)
        return module
    }

    /// Names that a module finds on first use.
    func lookUp(_ module: ModuleObject, names: @escaping () -> [String], _ find: @escaping (String) throws -> Value?) {
        module.lazyNames = names
        module.lazyAttribute = { [unowned(unsafe) module] _, name in
            guard let value = try find(name.string) else { return nil }
            // From now on it is an ordinary name of the module.
            module.namespace.set(name, value)
            return value
        }
    }

    func fillFace(_ module: ModuleObject, _ face: Faces) {
        lookUp(module, names: { [unowned(unsafe) self] in self.catalog.names(face) }) { [unowned(unsafe) self] name in
            self.function(name, face)
        }
    }

    /// Puts a function written here into a module.
    func define(
        _ module: ModuleObject, _ name: String, _ signature: String?, _ summary: String = "",
        _ body: @escaping NativeBody
    ) {
        module.namespace.set(machine.intern(name), machine.native(name, signature, summary: summary, body))
    }

    static let submodules: Set<String> = [
        "nn", "optim", "autograd", "utils", "cuda", "special", "linalg", "backends",
    ]

    private func fillTorch(_ module: ModuleObject) {
        for dtype in DType.allCases {
            module.namespace.set(machine.intern(dtype.name), object(of: dtype))
        }
        let aliases: [(String, DType)] = [
            ("float", .float32), ("double", .float64), ("half", .float16), ("int", .int32), ("long", .int64),
            ("short", .int16),
        ]
        for (name, dtype) in aliases { module.namespace.set(machine.intern(name), object(of: dtype)) }
        let classes = [
            types.tensor, types.size, types.dtype, types.device, types.generator, types.noGrad, types.enableGrad,
            types.setGradEnabled, types.inferenceMode,
        ]
        for type in classes { module.namespace.set(machine.intern(type.name), Value(type)) }
        module.namespace.set(machine.intern("__version__"), machine.string("2.13.0+cpu"))
        for (name, value) in [
            ("pi", Double.pi), ("e", 2.718281828459045), ("inf", Double.infinity), ("nan", Double.nan),
        ] {
            module.namespace.set(machine.intern(name), Value(value))
        }
        defineConstructors(module)
        defineSettings(module)
        defineChecks(module)
        lookUp(
            module,
            names: { [unowned(unsafe) self] in
                self.catalog.names(.function) + self.catalog.names(.inPlaceFunction) + Self.submodules.sorted()
            }
        ) { [unowned(unsafe) self] name in
            if let function = self.function(name, .function) ?? self.function(name, .inPlaceFunction) {
                return function
            }
            guard Self.submodules.contains(name) else { return try self.missing(name, in: "torch") }
            return try self.module("torch.\(name)").map { Value($0) }
        }
    }

    /// A name that PyTorch has and Gradus has not gets an error that says so.
    private func missing(_ name: String, in module: String) throws -> Value? {
        let known: Set<String> = [
            "fft", "jit", "onnx", "sparse", "distributed", "compile", "export", "fx", "hub", "profiler", "quantization",
            "multiprocessing", "distributions", "func", "vmap", "save", "load", "complex64", "complex128", "stft",
            "hann_window",
        ]
        if known.contains(name) { throw machine.error(.notImplementedError, "\(module).\(name) is not part of Gradus") }
        return nil
    }

    // MARK: Making tensors

    private func defineConstructors(_ module: ModuleObject) {
        let signature = "data, *, dtype=None, device=None, requires_grad=False, pin_memory=False"
        define(module, "tensor", nil, "A tensor with the numbers of nested lists.") {
            [unowned(unsafe) self] machine, arguments in
            guard arguments.total > 0 else {
                throw machine.error(.typeError, "tensor() missing 1 required positional arguments: \"data\"")
            }
            var data = arguments.count > 0 ? arguments[0] : .unbound
            guard arguments.count <= 1 else {
                throw machine.error(
                    .typeError, "tensor() takes 1 positional argument but \(arguments.count) were given")
            }
            var dtype: DType?
            var requiresGrad = false
            for (name, value) in arguments.named {
                switch name.string {
                case "data": data = value
                case "dtype": dtype = try self.dtypeArgument(value, "tensor")
                case "requires_grad": requiresGrad = try machine.truth(value)
                case "device": try self.checkDevice(value)
                case "pin_memory", "names": break
                default:
                    throw machine.error(.typeError, "tensor() got an unexpected keyword argument '\(name.string)'")
                }
            }
            let tensor = try self.tensor(from: data, dtype: dtype)
            if requiresGrad { try tensor.setRequiresGrad(true) }
            return self.wrap(tensor)
        }
        for name in ["as_tensor", "asarray"] {
            define(module, name, signature, "A tensor of nested lists, or the tensor itself.") {
                [unowned(unsafe) self] machine, arguments in
                let dtype = arguments[1].isAbsentOrNone ? nil : try self.dtypeArgument(arguments[1], name)
                if let tensor = arguments[0].asTensor { return self.wrap(try tensor.to(dtype ?? tensor.dtype)) }
                return self.wrap(try self.tensor(from: arguments[0], dtype: dtype))
            }
        }
        defineTypedConstructors(module)
    }

    func dtypeArgument(_ value: Value, _ function: String) throws -> DType? {
        if value.isNone { return nil }
        if let dtype = dtype(value) { return dtype }
        throw machine.error(
            .typeError, "\(function)(): argument 'dtype' must be torch.dtype, not \(machine.typeName(value))")
    }

    // MARK: Settings

    private func defineSettings(_ module: ModuleObject) {
        define(module, "manual_seed", "seed", "Sets the seed of all random numbers.") {
            [unowned(unsafe) self] machine, arguments in
            Engine.current.generator.seed(try self.seedArgument(arguments[0]))
            return self.defaultGenerator
        }
        module.namespace.set(machine.intern("default_generator"), defaultGenerator)
        define(module, "seed", "", "Sets the seed to a random number and gives it.") { machine, _ in
            machine.int(Int(clamping: Engine.current.generator.seedUnpredictably()))
        }
        define(module, "initial_seed", "", "The seed.") { machine, _ in
            machine.int(Int(clamping: Engine.current.generator.initialSeed))
        }
        define(module, "get_rng_state", "", "The state of the random generator.") { [unowned(unsafe) self] _, _ in
            let state = Engine.current.generator.state
            return self.wrap(Tensor(try NDArray.from(ints: state.map(Int.init), .uint8)))
        }
        define(module, "set_rng_state", "new_state", "Restores the state of the random generator.") {
            machine, arguments in
            guard let state = arguments[0].asTensor else {
                throw machine.error(
                    .typeError, "expected a torch.ByteTensor, but got \(machine.typeName(arguments[0]))")
            }
            try Engine.current.generator.restore(state.array.ints().map { UInt8(truncatingIfNeeded: $0) })
            return .none
        }
        define(
            module, "set_printoptions",
            "precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None",
            "How tensors are printed."
        ) { [unowned(unsafe) self] machine, arguments in try self.setPrintOptions(arguments) }
        define(module, "get_default_dtype", "", "The element type of new float tensors.") {
            [unowned(unsafe) self] _, _ in
            self.object(of: Engine.current.defaultDType)
        }
        define(module, "set_default_dtype", "d, /", "Sets the element type of new float tensors.") {
            [unowned(unsafe) self] machine, arguments in
            guard let dtype = self.dtype(arguments[0]), dtype.isFloatingPoint else {
                throw machine.error(.typeError, "only floating-point types are supported as the default type")
            }
            Engine.current.defaultDType = dtype
            return .none
        }
        define(module, "is_grad_enabled", "", "Whether operations are recorded.") { _, _ in
            Value(Engine.current.gradEnabled)
        }
        define(module, "set_num_threads", "n", "Accepted; Gradus chooses its threads itself.") { _, _ in .none }
        define(module, "get_num_threads", "", "How many threads are used.") { machine, _ in machine.int(2) }
        define(module, "use_deterministic_algorithms", "mode, *, warn_only=False", "Accepted: all are.") { _, _ in .none
        }
    }

    func seedArgument(_ value: Value) throws -> UInt64 {
        if value.isDouble, let whole = Int(exactly: value.double.rounded(.towardZero)) {
            return UInt64(bitPattern: Int64(whole))
        }
        if let text = value.asStr {
            throw machine.error(.valueError, "invalid literal for int() with base 10: \(try machine.repr(Value(text)))")
        }
        guard let seed = try machine.bigInt(value) else {
            throw machine.error(
                .typeError,
                "int() argument must be a string, a bytes-like object or a real number, not '\(machine.typeName(value))'"
            )
        }
        if let small = Int64(exactly: seed) { return UInt64(bitPattern: small) }
        if let large = UInt64(exactly: seed) { return large }
        throw machine.error(.runtimeError, "Overflow when unpacking long long")
    }

    private func setPrintOptions(_ arguments: Arguments) throws -> Value {
        if let profile = arguments[4].asStr?.string {
            printOptions = PrintOptions()
            switch profile {
            case "short":
                printOptions.precision = 2
                printOptions.edgeItems = 2
            case "full": printOptions.threshold = .max
            default: break
            }
        }
        func set(_ index: Int, _ path: WritableKeyPath<PrintOptions, Int>) throws {
            let value = arguments[index]
            guard !value.isAbsentOrNone else { return }
            if value.isDouble, value.double.isInfinite {
                printOptions[keyPath: path] = TorchRuntime.mostPrinted
            } else {
                let number = try machine.intArgument(value)
                printOptions[keyPath: path] = min(max(0, number), TorchRuntime.mostPrinted)
            }
        }
        try set(0, \.precision)
        try set(1, \.threshold)
        try set(2, \.edgeItems)
        try set(3, \.lineWidth)
        if !arguments[5].isUnbound {
            printOptions.sciMode = arguments[5].isNone ? nil : try machine.truth(arguments[5])
        }
        return .none
    }

    // MARK: Questions

    private func defineChecks(_ module: ModuleObject) {
        define(module, "is_tensor", "obj", "Whether a value is a tensor.") { _, arguments in
            Value(arguments[0].asTensor != nil)
        }
        define(module, "numel", "input", "The number of elements.") { machine, arguments in
            machine.int(arguments[0].asTensor?.count ?? 0)
        }
        define(module, "is_floating_point", "input", "Whether the elements are floats.") { _, arguments in
            Value(arguments[0].asTensor?.dtype.isFloatingPoint ?? false)
        }
        define(module, "result_type", "tensor1, tensor2", "The element type that an operation on both gives.") {
            [unowned(unsafe) self] machine, arguments in
            guard let a = try self.operandTensor(arguments[0]), let b = try self.operandTensor(arguments[1]) else {
                throw machine.error(.typeError, "result_type(): arguments must be Tensors or Numbers")
            }
            return self.object(of: try Ops.arithmetic.add(a, b).dtype)
        }
        define(module, "promote_types", "type1, type2", "The smallest element type that holds both.") {
            [unowned(unsafe) self] machine, arguments in
            guard let a = self.dtype(arguments[0]), let b = self.dtype(arguments[1]) else {
                throw machine.error(.typeError, "promote_types(): arguments must be torch.dtype")
            }
            return self.object(of: DType.promote(a, b))
        }
        define(module, "is_inference_mode_enabled", "", "Whether inference mode is on.") { _, _ in
            Value(Engine.current.inferenceMode)
        }
    }

    func fillCUDA(_ module: ModuleObject) {
        define(module, "is_available", "", "Whether there is a GPU: no.") { _, _ in .false }
        define(module, "device_count", "", "How many GPUs there are: none.") { machine, _ in machine.int(0) }
        define(module, "manual_seed", "seed", "Accepted: there is no GPU.") { _, _ in .none }
        define(module, "manual_seed_all", "seed", "Accepted: there is no GPU.") { _, _ in .none }
        define(module, "is_built", "", "Whether GPUs are supported: no.") { _, _ in .false }
        define(module, "empty_cache", "", "Accepted: there is no GPU.") { _, _ in .none }
        define(module, "synchronize", "device=None", "Accepted: there is no GPU.") { _, _ in .none }
        if module.name == "torch.backends" {
            for name in ["mps", "cuda"] {
                if let part = try? self.module("torch.backends.\(name)") {
                    module.namespace.set(machine.intern(name), Value(part))
                }
            }
        }
    }

    func fillAutograd(_ module: ModuleObject) {
        define(
            module, "grad",
            "outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, materialize_grads=False",
            "The gradients of outputs with respect to inputs."
        ) { [unowned(unsafe) self] machine, arguments in
            let outputs = try self.tensorList(arguments[0], "outputs")
            let inputs = try self.tensorList(arguments[1], "inputs")
            let seeds = arguments[2].isAbsentOrNone ? [] : try self.tensorList(arguments[2], "grad_outputs")
            let grads = try Engine.current.grad(
                outputs, inputs, grads: seeds,
                retainGraph: arguments[3].isAbsentOrNone ? nil : try machine.truth(arguments[3]),
                createGraph: arguments[4].isUnbound ? false : try machine.truth(arguments[4]),
                allowUnused: arguments[5].isAbsentOrNone ? false : try machine.truth(arguments[5]),
                materializeGrads: arguments[6].isUnbound ? false : try machine.truth(arguments[6]))
            return machine.tuple(ContiguousArray(grads.map { self.wrap($0) }))
        }
        define(
            module, "backward", "tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None",
            "Adds gradients to leaves."
        ) { [unowned(unsafe) self] machine, arguments in
            let tensors = try self.tensorList(arguments[0], "tensors")
            try self.goBack(from: tensors) {
                try Engine.current.backward(
                    tensors,
                    grads: arguments[1].isAbsentOrNone ? [] : try self.tensorList(arguments[1], "grad_tensors"),
                    retainGraph: arguments[2].isAbsentOrNone ? nil : try machine.truth(arguments[2]),
                    createGraph: arguments[3].isUnbound ? false : try machine.truth(arguments[3]),
                    inputs: arguments[4].isAbsentOrNone ? nil : try self.tensorList(arguments[4], "inputs"))
            }
            return .none
        }
        for type in [types.noGrad, types.enableGrad, types.setGradEnabled, types.inferenceMode] {
            module.namespace.set(machine.intern(type.name), Value(type))
        }
    }
}
