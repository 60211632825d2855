import Arrays

/// Tensors made of nothing.
package struct Creation: Sendable {
    package let zeros: Composed = Creation.maker(
        "zeros", ["ints size"], "A tensor of zeros.", ["(2, 3)", "2", "()", "(2, 3), dtype=torch.int64"]
    ) { c, dtype in try .zeros(try Creation.size(c, 0, "zeros"), dtype ?? Engine.current.defaultDType) }

    package let ones: Composed = Creation.maker(
        "ones", ["ints size"], "A tensor of ones.", ["(2, 3)", "2", "()", "(2,), dtype=torch.bool"]
    ) { c, dtype in try .ones(try Creation.size(c, 0, "ones"), dtype ?? Engine.current.defaultDType) }

    package let empty: Composed = Creation.maker(
        "empty", ["ints size"], "A tensor with room for numbers.", []
    ) { c, dtype in try .zeros(try Creation.size(c, 0, "empty"), dtype ?? Engine.current.defaultDType) }

    package let full: Composed = Creation.maker(
        "full", ["ints size", "Number fill_value"], "A tensor of one number.",
        ["(2, 3), 5", "(2,), 2.5", "(2,), True", "(2,), 3, dtype=torch.float64"]
    ) { c, dtype in
        let value = try c.scalar(1)
        let type = dtype ?? value.dtype(defaultFloat: Engine.current.defaultDType)
        return try .full(try Creation.size(c, 0, "full"), value, type)
    }

    package let eye: Composed = Creation.maker("eye", ["int n"], "The identity matrix.", ["3", "2, dtype=torch.int64"])
    {
        c, dtype in try .eye(try c.int(0), nil, dtype ?? Engine.current.defaultDType)
    }
    let eye_columns: Composed = Creation.maker("eye", ["int n", "int m"], "Ones on the diagonal.", ["2, 3"]) {
        c, dtype in try .eye(try c.int(0), try c.int(1), dtype ?? Engine.current.defaultDType)
    }

    package let arange: Composed = Creation.maker(
        "arange", ["Number end"], "The numbers from 0 up to an end.", ["5", "2.5"], spellings: ["range"]
    ) { c, dtype in try .arange(.int(0), try c.scalar(0), .int(1), dtype, defaultFloat: Engine.current.defaultDType) }

    let arange_start: Composed = Creation.maker(
        "arange", ["Number start", "Number end", "Number step=1"], "The numbers from a start up to an end.",
        ["1, 4", "1, 2.5, 0.5", "5, 0, -2", "0, 3, dtype=torch.float32"]
    ) { c, dtype in
        try .arange(
            try c.scalar(0), try c.scalar(1), try c.optionalScalar(2) ?? .int(1), dtype,
            defaultFloat: Engine.current.defaultDType)
    }

    package let linspace: Composed = Creation.maker(
        "linspace", ["Number start", "Number end", "int steps"], "Evenly spaced numbers, both ends included.",
        ["0, 1, 5", "-1, 1, 4, dtype=torch.float64", "3, 3, 1"]
    ) { c, dtype in
        try .linspace(
            try c.double(0), try c.double(1), steps: try c.int(2), dtype ?? Engine.current.defaultDType)
    }

    package let logspace: Composed = Creation.maker(
        "logspace", ["Number start", "Number end", "int steps", "float base=10.0"],
        "Powers with evenly spaced exponents.",
        ["0, 2, 3", "0, 3, 4, 2"]
    ) { c, dtype in
        let type = dtype ?? Engine.current.defaultDType
        let exponents = try NDArray.linspace(try c.double(0), try c.double(1), steps: try c.int(2), .float64)
        return try NDArray.binary(.pow, .float(try c.double(3, default: 10)), exponents).cast(type)
    }

    package let tril_indices: Composed = Creation.triangle("tril_indices", lower: true)
    package let triu_indices: Composed = Creation.triangle("triu_indices", lower: false)

    package let zeros_like: Composed = Creation.like("zeros_like", [], "Zeros of a tensor's shape and type.") { x, _ in
        x.fillUnchecked(.int(0))
    }
    package let ones_like: Composed = Creation.like("ones_like", [], "Ones of a tensor's shape and type.") { x, _ in
        x.fillUnchecked(.int(1))
    }
    package let empty_like: Composed = Creation.like("empty_like", [], "Room for as many numbers as a tensor has.") {
        x, _ in x.fillUnchecked(.int(0))
    }
    package let full_like: Composed = Creation.like(
        "full_like", ["Number fill_value"], "One number in a tensor's shape and type."
    ) { x, c in x.fillUnchecked(try c.scalar(1)) }

    package let new_zeros: Composed = Creation.new("new_zeros", [], "Zeros of the tensor's type.") { try $1.zeros($0) }
    package let new_ones: Composed = Creation.new("new_ones", [], "Ones of the tensor's type.") { try $1.ones($0) }
    package let new_empty: Composed = Creation.new("new_empty", [], "Room for numbers of the tensor's type.") {
        try $1.zeros($0)
    }
    package let new_full: Composed = Creation.new(
        "new_full", ["Number fill_value"], "One number, of the tensor's type."
    ) {
        try $1.full($0)
    }

    // MARK: Makers

    private static let tail =
        "Tensor? out=None, dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, "
        + "bool requires_grad=False"

    /// A function that makes a tensor; it is given the type asked for.
    static func maker(
        _ name: String, _ parameters: [String], _ summary: String, _ samples: [String], spellings: [String] = [],
        keywords: [String] = [], _ make: @escaping @Sendable (Call, DType?) throws -> NDArray
    ) -> Composed {
        let first = parameters.count + keywords.count
        let list = (parameters + ["*"] + keywords + [tail]).joined(separator: ", ")
        return Composed(
            "\(name)(\(list))", summary, .function, spellings: spellings, samples: samples, derivative: why
        ) { c in try finished(make(c, c.dtype(first + 1)), c.bool(first + 5)) }
    }

    /// A function that makes a tensor of another's shape.
    static func like(
        _ name: String, _ parameters: [String], _ summary: String,
        _ fill: @escaping @Sendable (NDArray, Call) throws -> Void
    ) -> Composed {
        let list =
            (["Tensor input"] + parameters + [
                "*", "memory_format? memory_format=None", "dtype? dtype=None", "layout? layout=None",
                "device? device=None", "bool pin_memory=False", "bool requires_grad=False",
            ]).joined(separator: ", ")
        let first = 1 + parameters.count
        let samples = parameters.isEmpty ? ["n(2, 3)", "n(2, 3), dtype=torch.int64"] : ["n(2, 3), 2.5"]
        return Composed(
            "\(name)(\(list))", summary, .function,
            samples: name.hasPrefix("rand") || name.hasPrefix("empty") ? [] : samples,
            derivative: why
        ) { c in
            let x = try c.array(0)
            let out = try x.emptyLike(try c.dtype(first + 1) ?? x.dtype)
            try fill(out, c)
            out.storage.version = 0
            return try finished(out, c.bool(first + 5))
        }
    }

    /// What `new_…` methods know: size and type.
    struct Request {
        let call: Call
        let dtype: DType

        func zeros(_ size: Dims) throws -> NDArray { try .zeros(size, dtype) }
        func ones(_ size: Dims) throws -> NDArray { try .ones(size, dtype) }
        func full(_ size: Dims) throws -> NDArray { try .full(size, try call.scalar(2), dtype) }
    }

    private static func new(
        _ name: String, _ parameters: [String], _ summary: String,
        _ make: @escaping @Sendable (Dims, Request) throws -> NDArray
    ) -> Composed {
        let list =
            (["Tensor input", "ints size"] + parameters + [
                "*", "dtype? dtype=None", "device? device=None", "bool requires_grad=False", "layout? layout=None",
                "bool pin_memory=False",
            ]).joined(separator: ", ")
        let first = 2 + parameters.count
        return Composed("\(name)(\(list))", summary, .method, derivative: why) { c in
            let dtype = try c.dtype(first) ?? c.array(0).dtype
            let out = try make(try size(c, 1, name), Request(call: c, dtype: dtype))
            return try finished(out, c.bool(first + 2))
        }
    }

    private static func triangle(_ name: String, lower: Bool) -> Composed {
        Composed(
            "\(name)(int row, int col, int offset=0)", "The positions of a triangle of a matrix.", .function,
            samples: ["2, 3", "3, 3, 1"], derivative: why
        ) { c in
            let ones = try NDArray.ones([try c.int(0), try c.int(1)], .bool)
            let positions = try ones.triangle(lower: lower, try c.int(2, default: 0)).nonzero()
            return .tensor(Tensor(try positions.with(try positions.layout.transposed(0, 1)).copy()))
        }
    }

    static let why: Derivative = .notDifferentiable("it depends on no tensor's numbers")

    static func finished(_ array: NDArray, _ requiresGrad: Bool) throws -> Operand {
        let tensor = Tensor(array)
        Ops.views.alias.finish(tensor, viewOf: nil)
        if requiresGrad {
            guard array.dtype.isFloatingPoint else {
                throw ArrayError.runtime("Only Tensors of floating point and complex dtype can require gradients")
            }
            try tensor.setRequiresGrad(true)
        }
        return .tensor(tensor)
    }

    /// A size argument without negative sizes.
    static func size(_ c: Call, _ i: Int, _ name: String) throws -> Dims {
        let size = try c.ints(i)
        if size.contains(where: { $0 < 0 }) {
            if name == "zeros" { throw ArrayError.runtime("zeros: Dimension size must be non-negative.") }
            _ = try NDArray(empty: size, .bool)
        }
        return size
    }
}

extension NDArray {
    /// A fresh array of this one's shape, and of its order of strides where those are dense.
    func emptyLike(_ dtype: DType) throws -> NDArray {
        if isContiguous || !layout.isDense { return try NDArray(empty: shape, dtype) }
        return NDArray(
            storage: try Storage.allocate(layout, dtype),
            layout: Layout(shape: shape, strides: layout.strides), dtype: dtype)
    }
}
