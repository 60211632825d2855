import Arrays
import Autograd
import Interpreter

/// `torch.Tensor(…)`, `torch.FloatTensor(…)` and their like, which take numbers or sizes: the way of old tutorials.
extension TorchRuntime {
    func declareTensorConstructor() {
        machine.staticMethod(types.tensor, "__new__", "cls, *args, data=None, device=None") {
            [unowned(unsafe) self] _, arguments in
            try self.oldTensor(arguments[1], arguments[2], Engine.current.defaultDType, isExact: false)
        }
        types.tensor.callSignature = "data"
        machine.method(types.tensor, "__init__", nil) { _, _ in .none }
    }

    func defineTypedConstructors(_ module: ModuleObject) {
        let typed: [(String, DType)] = [
            ("FloatTensor", .float32), ("DoubleTensor", .float64), ("LongTensor", .int64), ("IntTensor", .int32),
            ("ShortTensor", .int16), ("CharTensor", .int8), ("ByteTensor", .uint8), ("BoolTensor", .bool),
            ("HalfTensor", .float16), ("BFloat16Tensor", .bfloat16),
        ]
        for (name, dtype) in typed {
            define(module, name, "*args, data=None, device=None", "A tensor of \(dtype) from numbers or sizes.") {
                [unowned(unsafe) self] _, arguments in
                try self.oldTensor(arguments[0], arguments[1], dtype, isExact: true)
            }
        }
    }

    /// - Parameter isExact: whether a tensor of another type is refused.
    private func oldTensor(_ positional: Value, _ data: Value, _ dtype: DType, isExact: Bool) throws -> Value {
        let given = Array(positional.asTuple?.items ?? []) + (data.isAbsentOrNone ? [] : [data])
        guard let first = given.first else { return wrap(Tensor(try NDArray.zeros([0], dtype))) }
        if isWholeNumber(first) {
            let shape = Dims(try sizes(given))
            // What is in it is undefined: enormous ones take no memory before they are written to.
            let isEnormous = shape.reduce(1.0) { $0 * Double($1) } > 0x1p26
            return wrap(Tensor(try isEnormous ? NDArray(empty: shape, dtype) : NDArray.zeros(shape, dtype)))
        }
        guard given.count == 1 else {
            throw machine.error(.typeError, "new() received an invalid combination of arguments")
        }
        if let tensor = first.asTensor {
            guard tensor.dtype == dtype || !isExact else {
                throw machine.error(.typeError, "expected \(options(dtype)) (got \(options(tensor.dtype)))")
            }
            return wrap(tensor.detach())
        }
        if let size = first.asTuple, machine.type(of: first).isSubclass(of: types.size) {
            return wrap(Tensor(try NDArray.zeros(Dims(try sizes(Array(size.items))), dtype)))
        }
        if first.asStr != nil { throw machine.error(.typeError, "new(): invalid data type 'str'") }
        let length = try machine.attribute(first, machine.intern("__len__"))
        guard length != nil else {
            throw machine.error(.typeError, "new(): data must be a sequence (got \(machine.typeName(first)))")
        }
        return wrap(try tensor(from: first, dtype: dtype))
    }

    private func isWholeNumber(_ value: Value) -> Bool { machine.type(of: value) === machine.types.int }

    private func sizes(_ values: [Value]) throws -> [Int] {
        let sizes = try values.enumerated().map { place, value in
            guard isWholeNumber(value) else {
                throw machine.error(
                    .typeError,
                    "new(): argument 'size' failed to unpack the object at pos \(place + 1) with error "
                        + "\"type must be tuple of ints,but got \(machine.typeName(value))\"")
            }
            return try machine.intArgument(value)
        }
        if let negative = sizes.first(where: { $0 < 0 }) {
            let shape = sizes.map(String.init).joined(separator: ", ")
            throw machine.error(
                .runtimeError, "Trying to create tensor with negative dimension \(negative): [\(shape)]")
        }
        return sizes
    }

    /// What PyTorch's message says of a tensor's type.
    private func options(_ dtype: DType) -> String {
        let names: [DType: String] = [
            .bool: "bool", .uint8: "unsigned char", .int8: "signed char", .int16: "short int", .int32: "int",
            .int64: "long int", .float16: "c10::Half", .bfloat16: "c10::BFloat16", .float32: "float",
            .float64: "double",
        ]
        return "TensorOptions(dtype=\(names[dtype] ?? "\(dtype)"), device=cpu, layout=Strided, "
            + "requires_grad=false (default), pinned_memory=false (default), memory_format=(nullopt))"
    }
}
