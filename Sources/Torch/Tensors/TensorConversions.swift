import Arrays
import Autograd
import Interpreter

// From tensors to Python values, other element types and back.
extension TorchRuntime {
    func declareTensorConversions() {
        unowned(unsafe) let machine = self.machine
        tensorMethod("item", "", "The only element as a Python number.") { [unowned(unsafe) self] tensor, _ in
            self.value(try tensor.array.item())
        }
        tensorMethod("tolist", "", "The elements in nested lists.") { [unowned(unsafe) self] tensor, _ in
            try self.nestedList(tensor.array)
        }
        let casts: [(String, DType)] = [
            ("float", .float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16), ("int", .int32),
            ("long", .int64), ("short", .int16), ("char", .int8), ("byte", .uint8), ("bool", .bool),
        ]
        for (name, dtype) in casts {
            tensorMethod(name, "", "The tensor as \(dtype).") { [unowned(unsafe) self] tensor, _ in
                self.wrap(try tensor.to(dtype))
            }
        }
        tensorMethod("cpu", "", "The tensor itself: everything is on the CPU.") { [unowned(unsafe) self] tensor, _ in
            self.wrap(tensor)
        }
        tensorMethod("cuda", "device=None", "Refused: there is no GPU here.") { _, _ in
            throw machine.error(.assertionError, "Torch not compiled with CUDA enabled")
        }
        tensorMethod("type", "dtype=None", "The name of the tensor's type, or the tensor as another.") {
            [unowned(unsafe) self] tensor, arguments in
            if arguments[0].isAbsentOrNone { return machine.string(tensor.array.typeName) }
            return self.wrap(try tensor.to(try self.typeArgument(arguments[0])))
        }
        machine.method(types.tensor, "to", nil, "The tensor as another element type or on a device.") {
            [unowned(unsafe) self] _, arguments in try self.convert(arguments)
        }
        tensorMethod("type_as", "other", "The tensor as the element type of another.") {
            [unowned(unsafe) self] tensor, arguments in
            guard let other = arguments[0].asTensor else {
                throw machine.error(
                    .typeError,
                    "type_as(): argument 'other' (position 1) must be Tensor, not \(machine.typeName(arguments[0]))")
            }
            return self.wrap(try tensor.to(other.dtype))
        }
        tensorMethod("numpy", "", "Refused: NumPy arrays are not part of Gradus.") { _, _ in
            throw machine.error(
                .notImplementedError, "numpy arrays are not part of Gradus; tolist() gives Python lists")
        }
        declareNumbers()
    }

    private func declareNumbers() {
        unowned(unsafe) let machine = self.machine
        tensorMethod("__float__", "", "The only element as a float.") { tensor, _ in
            Value(try tensor.array.item().double)
        }
        tensorMethod("__int__", "", "The only element as an int.") { tensor, _ in
            switch try tensor.array.item() {
            case .float(let value):
                if value.isNaN { throw machine.error(.valueError, "cannot convert float NaN to integer") }
                if value.isInfinite { throw machine.error(.overflowError, "cannot convert float infinity to integer") }
                return machine.int(try BigIntMath.integer(value))
            case let other: return machine.int(other.int)
            }
        }
        tensorMethod("__bool__", "", "Whether the only element is not zero.") { tensor, _ in
            Value(try tensor.array.truth())
        }
        tensorMethod("__index__", "", "The only element as an index.") { [unowned(unsafe) self] tensor, _ in
            try self.wrap(tensor).asTensorObject?.index(machine) ?? .none
        }
        tensorMethod("__len__", "", "The size of the first dimension.") { [unowned(unsafe) self] tensor, _ in
            machine.int(try self.wrap(tensor).asTensorObject?.length(machine) ?? 0)
        }
        tensorMethod("__getitem__", "key, /", "x[key]") { [unowned(unsafe) self] tensor, arguments in
            self.wrap(try self.getItem(tensor, arguments[0]))
        }
        tensorMethod("__setitem__", "key, value, /", "x[key] = value") { [unowned(unsafe) self] tensor, arguments in
            try self.setItem(tensor, arguments[0], arguments[1])
            return .none
        }
        tensorMethod("__iter__", "", "The slices along the first dimension.") { [unowned(unsafe) self] tensor, _ in
            try self.wrap(tensor).asTensorObject?.iterator(machine) ?? .none
        }
        tensorMethod("__abs__", "", "abs(x)") { [unowned(unsafe) self] tensor, _ in
            self.wrap(try Ops.pointwise.abs(tensor))
        }
        for op in BinaryOp.allCases where op != .divmod {
            for (name, reflected) in [(op.dunder, false), (op.reflectedDunder, true)] {
                tensorMethod(name, "other, /", "") { [unowned(unsafe) self] tensor, arguments in
                    guard let object = self.wrap(tensor).asTensorObject else { return .notImplemented }
                    return try self.binary(op, object, arguments[0], reflected: reflected) ?? .notImplemented
                }
            }
        }
        for op in CompareOp.allCases {
            tensorMethod(op.dunder, "other, /", "") { [unowned(unsafe) self] tensor, arguments in
                try self.wrap(tensor).asTensorObject?.compare(machine, op, arguments[0]) ?? .notImplemented
            }
        }
        tensorMethod("__neg__", "", "-x") { [unowned(unsafe) self] tensor, _ in
            self.wrap(try Ops.arithmetic.neg(tensor))
        }
        tensorMethod("__hash__", "", "") { [unowned(unsafe) self] tensor, _ in
            machine.int(try self.wrap(tensor).asTensorObject?.hash(machine) ?? 0)
        }
    }

    private func nestedList(_ array: NDArray) throws -> Value {
        guard array.rank > 0 else { return value(try array.item()) }
        let scalars = try array.read { $0 }
        var position = 0
        func build(_ dimension: Int) throws -> Value {
            if dimension == array.rank {
                position += 1
                return value(scalars[position - 1])
            }
            try machine.checkInterrupt()
            var items: ContiguousArray<Value> = []
            for index in 0..<array.shape[dimension] {
                if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
                items.append(try build(dimension + 1))
            }
            return machine.list(items)
        }
        return try build(0)
    }

    /// `x.to(dtype)`, `x.to(device)`, `x.to(other)` and the keyword forms.
    private func convert(_ arguments: Arguments) throws -> Value {
        guard arguments.count > 0, let tensor = arguments[0].asTensor else { return .none }
        var target: DType?
        var copies = false
        for value in arguments.positional.dropFirst()
            + arguments.named.filter({
                ["dtype", "device", "other"].contains($0.name.string)
            }).map(\.value)
        {
            if let dtype = dtype(value) {
                target = dtype
            } else if let other = value.asTensor {
                target = other.dtype
            } else if value.asStr != nil || value.kind == .instance {
                try checkDevice(value)
            }
        }
        for (name, value) in arguments.named where name.string == "copy" { copies = try machine.truth(value) }
        let result = try tensor.to(target ?? tensor.dtype)
        return wrap(copies && result === tensor ? try Ops.shape.clone(result) : result)
    }

    /// An element type given as `torch.float64`, `'torch.DoubleTensor'` or a class of numbers.
    private func typeArgument(_ value: Value) throws -> DType {
        if let dtype = dtype(value) { return dtype }
        if let name = value.asStr?.string,
            let known = Arrays.DType.allCases.first(where: { "torch.\($0.scalarTypeName)Tensor" == name })
        {
            return known
        }
        throw machine.error(.valueError, "invalid type: '\(try machine.str(value))'")
    }
}
