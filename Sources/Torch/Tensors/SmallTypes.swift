import Arrays
import Autograd
import Interpreter

/// `torch.float32` and its like.
package final class DTypeObject: Object {
    package let dtype: DType

    init(_ type: ClassObject, _ dtype: DType) {
        self.dtype = dtype
        super.init(type, kind: .dtype, heap: type.heap)
    }
    override package func repr(_ machine: Machine) -> String { dtype.description }
}

/// A node of the autograd graph: what `grad_fn` shows.
package final class NodeObject: Object {
    package let node: Node

    init(_ type: ClassObject, _ node: Node) {
        self.node = node
        super.init(type, kind: .node, heap: type.heap)
    }
    override package func repr(_ machine: Machine) -> String { "<\(node.typeName) object at \(hexAddress)>" }
    override package func hash(_ machine: Machine) -> Int { ObjectIdentifier(node).hashValue }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne, let other = other.cast(.node, to: NodeObject.self) else { return nil }
        return Value((node === other.node) == (op == .eq))
    }
}

/// `torch.Generator`.
package final class GeneratorObjectFace: Object {
    package let generator: Generator

    init(_ type: ClassObject, _ generator: Generator) {
        self.generator = generator
        super.init(type, kind: .generatorObject, heap: type.heap)
    }
    override package func repr(_ machine: Machine) -> String { "<torch._C.Generator object at \(hexAddress)>" }
}

/// `torch.device('cpu')`, the only one.
package final class DeviceObject: Object {
    override package func repr(_ machine: Machine) -> String { "device(type='cpu')" }
    override package func str(_ machine: Machine) -> String { "cpu" }
    override package func hash(_ machine: Machine) -> Int { 1 }
    override package func compare(_ machine: Machine, _ op: CompareOp, _ other: Value) -> Value? {
        guard op == .eq || op == .ne, other.isObject, other.object is DeviceObject else { return nil }
        return Value(op == .eq)
    }
}

extension TorchRuntime {
    // MARK: torch.Size

    func declareSize() {
        let size = types.size
        size.keepsTypeWhenSliced = true
        size.reprOverride = { machine, object in
            let items = try (object as? TupleObject)?.items.map { try machine.repr($0) } ?? []
            return "torch.Size([\(items.joined(separator: ", "))])"
        }
        machine.method(size, "numel", "self, /", "The number of elements of a tensor of this size.") {
            machine, arguments in
            machine.int(arguments[0].asTuple?.items.reduce(1) { $0 &* ($1.isSmallInt ? $1.smallInt : 1) } ?? 0)
        }
        machine.staticMethod(size, "__new__", nil, "A size from integers.") {
            [unowned(unsafe) self] machine, arguments in
            let items = arguments.count > 1 ? try machine.items(of: arguments[1]) : []
            return Value(TupleObject(self.types.size, items))
        }
    }

    // MARK: Element types and devices

    /// The element type of a value: a dtype object, or Python's `float`, `int`, `bool`.
    func dtype(_ value: Value) -> DType? {
        if let object = value.cast(.dtype, to: DTypeObject.self) { return object.dtype }
        guard let type = value.asClass else { return nil }
        if type === machine.types.float { return .float64 }
        if type === machine.types.int { return .int64 }
        return type === machine.types.bool ? .bool : nil
    }

    package func object(of dtype: DType) -> Value {
        if let known = dtypeObjects[dtype] { return Value(known) }
        let made = DTypeObject(types.dtype, dtype)
        dtypeObjects[dtype] = made
        return Value(made)
    }

    func declareDType() {
        machine.attribute(types.dtype, "is_floating_point") { _, value in
            Value(value.cast(.dtype, to: DTypeObject.self)?.dtype.isFloatingPoint ?? false)
        }
        machine.attribute(types.dtype, "is_complex") { _, _ in .false }
        machine.attribute(types.dtype, "itemsize") { machine, value in
            machine.int(value.cast(.dtype, to: DTypeObject.self)?.dtype.itemSize ?? 0)
        }
        machine.staticMethod(types.device, "__new__", "cls, type='cpu', index=None") {
            [unowned(unsafe) self] _, arguments in
            if !arguments[1].isAbsentOrNone { try self.checkDevice(arguments[1]) }
            return self.cpu
        }
        machine.attribute(types.device, "type") { machine, _ in machine.string("cpu") }
        machine.attribute(types.device, "index") { _, _ in .none }
    }

    var cpu: Value {
        let device = cpuObject ?? DeviceObject(types.device)
        cpuObject = device
        return Value(device)
    }

    /// Raises what PyTorch raises for a device that is not there.
    func checkDevice(_ value: Value) throws {
        if value.isNone || value.isObject && value.object is DeviceObject { return }
        guard let name = value.asStr?.string else { return }
        switch name.prefix(while: { $0 != ":" }) {
        case "cpu": return
        case "cuda": throw machine.error(.assertionError, "Torch not compiled with CUDA enabled")
        case "mps": throw machine.error(.runtimeError, "PyTorch is not linked with support for mps devices")
        default:
            throw machine.error(
                .runtimeError,
                "Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at start of device string: \(name)"
            )
        }
    }

    // MARK: Nodes

    func object(of node: Node?) -> Value {
        guard let node else { return .none }
        let name = node.typeName
        let type: ClassObject
        if let known = nodeTypes[name] {
            type = known
        } else {
            type = machine.makeType(name, base: types.node)
            nodeTypes[name] = type
        }
        return Value(NodeObject(type, node))
    }

    func declareNode() {
        machine.method(types.node, "name", "self, /", "The name of the operation.") { machine, arguments in
            machine.string(arguments[0].cast(.node, to: NodeObject.self)?.node.name ?? "")
        }
        machine.attribute(types.node, "next_functions") { [unowned(unsafe) self] machine, value in
            let functions = value.cast(.node, to: NodeObject.self)?.node.nextFunctions ?? []
            return machine.tuple(
                ContiguousArray(
                    functions.map { machine.tuple([self.object(of: $0.node), machine.int($0.index)]) }))
        }
        machine.attribute(types.node, "variable") { [unowned(unsafe) self] machine, value in
            guard let tensor = value.cast(.node, to: NodeObject.self)?.node.variable else {
                throw machine.attributeError(value, machine.intern("variable"))
            }
            return self.wrap(tensor)
        }
    }

    // MARK: Named results

    /// `torch.return_types.max(values=…, indices=…)`.
    func named(_ items: ContiguousArray<Value>, _ names: [String], _ function: String) -> Value {
        if let type = types.returnTypes[function] { return Value(TupleObject(type, items)) }
        let type = machine.makeType(function, base: machine.types.tuple, module: "torch.return_types")
        types.returnTypes[function] = type
        for (index, name) in names.enumerated() {
            machine.attribute(type, name) { _, value in
                guard let items = value.asTuple?.items, index < items.count else { return .none }
                return items[index]
            }
        }
        type.reprOverride = { machine, object in
            let items = (object as? TupleObject)?.items ?? []
            let parts = try zip(names, items).map { "\($0)=\(try machine.repr($1))" }
            return "torch.return_types.\(function)(\n\(parts.joined(separator: ",\n")))"
        }
        return Value(TupleObject(type, items))
    }

    // MARK: Generators

    func declareGenerator() {
        machine.staticMethod(types.generator, "__new__", "cls, device='cpu'") { [unowned(unsafe) self] _, arguments in
            if !arguments[1].isAbsentOrNone { try self.checkDevice(arguments[1]) }
            return Value(GeneratorObjectFace(self.types.generator, Generator()))
        }
        generatorMethod("manual_seed", "seed", "Sets the seed.") { [unowned(unsafe) self] face, _, arguments in
            face.generator.seed(try self.seedArgument(arguments[0]))
            return Value(face)
        }
        generatorMethod("seed", "", "Sets the seed to a random number and gives it.") { face, machine, _ in
            machine.int(Int(clamping: face.generator.seedUnpredictably()))
        }
        generatorMethod("initial_seed", "", "The seed it was given.") { face, machine, _ in
            machine.int(Int(clamping: face.generator.initialSeed))
        }
        generatorMethod("get_state", "", "The state, as torch.get_rng_state gives it.") {
            [unowned(unsafe) self] face, _, _ in
            self.wrap(Tensor(try NDArray.from(ints: face.generator.state.map(Int.init), .uint8)))
        }
        generatorMethod("set_state", "new_state", "Restores a state.") { face, machine, arguments in
            guard let state = arguments[0].asTensor else {
                throw machine.error(
                    .typeError, "expected a torch.ByteTensor, but got \(machine.typeName(arguments[0]))")
            }
            try face.generator.restore(state.array.ints().map { UInt8(truncatingIfNeeded: $0) })
            return Value(face)
        }
        machine.attribute(types.generator, "device") { [unowned(unsafe) self] _, _ in self.cpu }
    }

    private func generatorMethod(
        _ name: String, _ signature: String, _ summary: String,
        _ body: @escaping (GeneratorObjectFace, Machine, Arguments) throws -> Value
    ) {
        machine.method(types.generator, name, signature.isEmpty ? "self" : "self, \(signature)", summary) {
            machine, arguments in
            guard let face = arguments[0].cast(.generatorObject, to: GeneratorObjectFace.self) else { return .none }
            return try body(face, machine, arguments.dropFirst())
        }
    }
}
