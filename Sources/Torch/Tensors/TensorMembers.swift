import Arrays
import Autograd
import Interpreter

// Attributes and methods of `torch.Tensor` that are no operations of the catalog.
extension TorchRuntime {
    /// An attribute of tensors.
    private func attribute(
        _ name: String, set: ((Tensor, Value) throws -> Void)? = nil, get: @escaping (Tensor) throws -> Value
    ) {
        machine.attribute(
            types.tensor, name,
            set: set.map { set in
                { machine, object, value in
                    guard let tensor = object.asTensor else { return }
                    try set(tensor, value)
                }
            },
            get: { _, object in
                guard let tensor = object.asTensor else { return .none }
                return try get(tensor)
            })
    }

    /// A method of tensors; the arguments begin behind the tensor.
    func tensorMethod(
        _ name: String, _ signature: String, _ summary: String,
        _ body: @escaping (Tensor, Arguments) throws -> Value
    ) {
        let full = signature.isEmpty ? "self" : "self, \(signature)"
        machine.method(types.tensor, name, full, summary) { [unowned(unsafe) self] machine, arguments in
            guard let tensor = arguments[0].asTensor else {
                throw machine.error(
                    .typeError,
                    "descriptor '\(name)' for 'torch._C.TensorBase' objects doesn't apply to a '\(self.machine.typeName(arguments[0]))' object"
                )
            }
            return try body(tensor, arguments.dropFirst())
        }
    }

    func declareTensor() {
        unowned(unsafe) let machine = self.machine
        attribute("shape") { [unowned(unsafe) self] in self.size($0.shape) }
        attribute("ndim") { machine.int($0.rank) }
        attribute("dtype") { [unowned(unsafe) self] in self.object(of: $0.dtype) }
        attribute("device") { [unowned(unsafe) self] _ in self.cpu }
        attribute("layout") { _ in machine.string("torch.strided") }
        attribute("is_leaf") { Value($0.isLeaf) }
        attribute("is_cuda") { _ in .false }
        attribute("itemsize") { machine.int($0.dtype.itemSize) }
        attribute("nbytes") { machine.int($0.count * $0.dtype.itemSize) }
        attribute("_version") { machine.int(try $0.version) }
        attribute("retains_grad") { Value($0.retainsGrad) }
        attribute("output_nr") { machine.int($0.outputNumber) }
        attribute("_base") { [unowned(unsafe) self] in self.wrap($0.viewBase) }
        attribute(
            "requires_grad", set: { tensor, value in try tensor.setRequiresGrad(try machine.truth(value)) },
            get: { Value($0.requiresGrad) })
        attribute(
            "grad",
            set: { tensor, value in
                guard value.isNone || value.asTensor != nil else {
                    throw machine.error(
                        .typeError,
                        "assigned grad expected to be a Tensor or None but got grad of type \(machine.typeName(value))")
                }
                try tensor.setGrad(value.asTensor)
            }, get: { [unowned(unsafe) self] in self.wrap($0.grad) })
        attribute(
            "data",
            set: { tensor, value in
                guard let source = value.asTensor else {
                    throw machine.error(
                        .typeError, "Variable data has to be a tensor, but got \(machine.typeName(value))")
                }
                try tensor.setData(source)
            }, get: { [unowned(unsafe) self] in self.wrap($0.data) })
        attribute("grad_fn") { [unowned(unsafe) self] in self.object(of: $0.gradFn) }
        declareGradientMethods()
        declareShapeMethods()
    }

    private func declareGradientMethods() {
        unowned(unsafe) let machine = self.machine
        tensorMethod(
            "backward", "gradient=None, retain_graph=None, create_graph=False, inputs=None",
            "Adds the gradient of this tensor to the .grad of every leaf below it."
        ) { [unowned(unsafe) self] tensor, arguments in
            let inputs = arguments[3].isAbsentOrNone ? nil : try self.tensorList(arguments[3], "inputs")
            try self.backward(
                tensor, gradient: arguments[0].isUnbound ? nil : arguments[0].asTensor,
                retainGraph: arguments[1].isAbsentOrNone ? nil : try machine.truth(arguments[1]),
                createGraph: arguments[2].isUnbound ? false : try machine.truth(arguments[2]), inputs: inputs)
            return .none
        }
        tensorMethod("requires_grad_", "requires_grad=True", "Changes whether gradients are recorded, in place.") {
            [unowned(unsafe) self] tensor, arguments in
            try tensor.setRequiresGrad(arguments[0].isUnbound ? true : try machine.truth(arguments[0]))
            return self.wrap(tensor)
        }
        tensorMethod("detach", "", "The same numbers outside of the graph.") { [unowned(unsafe) self] tensor, _ in
            self.wrap(tensor.detach())
        }
        tensorMethod("detach_", "", "Takes the tensor out of the graph.") { [unowned(unsafe) self] tensor, _ in
            try tensor.detachInPlace()
            return self.wrap(tensor)
        }
        tensorMethod("retain_grad", "", "Keeps the gradient of a result too.") { tensor, _ in
            try tensor.retainGrad()
            return .none
        }
        declareTensorHooks()
    }

    /// Runs the backward pass and remembers which leaves it reached, for the commands of a prompt.
    package func backward(
        _ tensor: Tensor, gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false,
        inputs: [Tensor]? = nil
    ) throws {
        try goBack(from: [tensor]) {
            try tensor.backward(gradient, retainGraph: retainGraph, createGraph: createGraph, inputs: inputs)
        }
    }

    /// The dimension that an argument names. Throws IndexError where there is none, and for all of a 0-d tensor's.
    private func dimension(of tensor: Tensor, _ argument: Value) throws -> Int {
        let number = try machine.intArgument(argument)
        guard tensor.rank > 0 else {
            throw ArrayError.index("Dimension specified as \(number) but tensor has no dimensions")
        }
        return try tensor.array.layout.wrap(number)
    }

    private func declareShapeMethods() {
        unowned(unsafe) let machine = self.machine
        tensorMethod("size", "dim=None", "The shape, or the size of one dimension.") {
            [unowned(unsafe) self] tensor, arguments in
            if arguments[0].isAbsentOrNone { return self.size(tensor.shape) }
            return machine.int(tensor.shape[try self.dimension(of: tensor, arguments[0])])
        }
        tensorMethod("stride", "dim=None", "How far apart neighbours lie in memory.") {
            [unowned(unsafe) self] tensor, arguments in
            let strides = tensor.array.layout.strides
            if arguments[0].isAbsentOrNone {
                return machine.tuple(ContiguousArray(strides.map { machine.int($0) }))
            }
            return machine.int(strides[try self.dimension(of: tensor, arguments[0])])
        }
        for name in ["dim", "ndimension"] {
            tensorMethod(name, "", "The number of dimensions.") { tensor, _ in machine.int(tensor.rank) }
        }
        for name in ["numel", "nelement"] {
            tensorMethod(name, "", "The number of elements.") { tensor, _ in machine.int(tensor.count) }
        }
        tensorMethod("element_size", "", "Bytes per element.") { tensor, _ in machine.int(tensor.dtype.itemSize) }
        tensorMethod("storage_offset", "", "Where the first element lies in the storage.") { tensor, _ in
            machine.int(tensor.array.layout.offset)
        }
        tensorMethod("data_ptr", "", "The address of the first element.") { tensor, _ in
            machine.int(Int(bitPattern: tensor.array.data))
        }
        tensorMethod("is_contiguous", "", "Whether the numbers lie in order.") { tensor, _ in
            Value(tensor.array.isContiguous)
        }
        tensorMethod("is_floating_point", "", "Whether the elements are floats.") { tensor, _ in
            Value(tensor.dtype.isFloatingPoint)
        }
        tensorMethod("get_device", "", "-1: the CPU.") { _, _ in machine.int(-1) }
    }

    /// Tensors given one by one or in a list.
    func tensorList(_ value: Value, _ what: String) throws -> [Tensor] {
        if let tensor = value.asTensor { return [tensor] }
        return try machine.items(of: value).map {
            guard let tensor = $0.asTensor else {
                throw machine.error(.typeError, "\(what) must be Tensors, not \(machine.typeName($0))")
            }
            return tensor
        }
    }
}
