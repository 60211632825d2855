import Autograd
import Interpreter
import NN
import Torch

// Networks and their parts; the arguments of calls.
extension Mistakes {
    static let modules: [Mistake] = [
        Mistake(.attributeError, "cannot assign * before Module.__init__() call", .modules) { failure, _ in
            let name = failure.value("self").map { failure.machine.typeName($0) } ?? "the class"
            return ["\(name).__init__ assigns parts before nn.Module is ready", "begin it with  super().__init__()"]
        },
        Mistake(.attributeError, "'*' object has no attribute '_modules'", .modules) { _, parts in
            ["\(parts[0]).__init__ never called nn.Module's", "begin it with  super().__init__()"]
        },
        Mistake(.notImplementedError, "Module [*] is missing the required \"forward\" function", .modules) {
            failure, parts in
            if ["ModuleList", "ModuleDict", "ParameterList"].contains(parts[0]) {
                return [
                    "a \(parts[0]) only holds layers",
                    "call them in a loop: for layer in self.layers: x = layer(x); or use nn.Sequential",
                ]
            }
            let type = failure.machine.globals.get(failure.machine.intern(parts[0]))?.asClass
            let own = type.map { failure.attributeNames(of: Value($0)) } ?? []
            if let near = Failure.nearest(to: "forward", in: own) {
                return ["\(parts[0]) has \(near), but PyTorch calls forward", "rename it: def forward(self, x):"]
            }
            return [
                "\(parts[0]) does not say what to do with an input",
                "define in the class, indented:  def forward(self, x): …",
            ]
        },
        Mistake(.valueError, "optimizer got an empty parameter list", .modules) { failure, _ in
            if let (name, attribute) = hiddenLayers(failure) {
                return [
                    "\(name).\(attribute) is a plain list: a network does not see layers in it",
                    "self.\(attribute) = nn.ModuleList([…])",
                ]
            }
            return [
                "there is nothing to train: no parameters were found",
                "pass net.parameters() of a network whose layers are attributes of self",
            ]
        },
        Mistake(.typeError, "optimizer can only optimize Tensors, but one of the params is *", .modules) { _, _ in
            ["an optimizer takes parameters, not layers", "pass them: net.parameters()"]
        },
        Mistake(
            .typeError, "params argument given to the optimizer should be an iterable of Tensors or dicts*", .modules
        ) { _, _ in
            ["an optimizer takes a list, even of one tensor", "put it into brackets: optim.SGD([w], lr=0.1)"]
        },
        Mistake(.typeError, "'* object is not iterable", .modules) { failure, _ in
            guard failure.expression.contains("optim"), failure.operands.contains(where: { $0.value.asLayer != nil })
            else { return [] }
            return ["an optimizer takes parameters, not the network", "pass them: net.parameters()"]
        },
        Mistake(.typeError, "*.forward() *positional argument*", .modules) { failure, parts in
            let signature = signature(of: parts[0] + ".forward", failure).map { ": forward(\($0))" } ?? ""
            let missing = parts[1].contains("missing")
            let clash = missing ? "the call gives forward too little" : "the call gives forward too much"
            return [
                "\(clash)\(signature)",
                missing ? "pass what forward names behind self: net(x)" : "net(a, b) needs  def forward(self, a, b):",
            ]
        },
        Mistake(.typeError, "*.__init__() takes * positional argument* but *", .modules) { failure, parts in
            guard let type = failure.machine.globals.get(failure.machine.intern(parts[0]))?.asClass,
                failure.isLayerClass(type), failure.tensor() != nil
            else { return [] }
            return [
                "\(parts[0])(…) makes a network; the input goes to what it made",
                "net = \(parts[0])(), then net(\(failure.tensor()?.text ?? "x"))",
            ]
        },
        Mistake(.indexError, "index out of range in self", .shapes) { failure, _ in
            guard let culprit = failure.culprit, let name = failure.layerName,
                case .number(.int(let count))? = culprit.module.attribute("num_embeddings")
            else {
                return ["an index is not below the number of rows", "make the table as long as the largest index + 1"]
            }
            return [
                "\(name): \(count) rows, so indices go from 0 to \(count - 1)",
                "make num_embeddings the largest index + 1, or check the indices: x.max()",
            ]
        },
        Mistake(.runtimeError, "Error(s) in loading state_dict for *", .modules) { _, parts in
            if parts[0].contains("size mismatch") {
                return [
                    "the saved network has other sizes than this one", "build the network as it was when it was saved",
                ]
            }
            if parts[0].contains("module.") {
                return [
                    "the saved names begin with 'module.'",
                    "strip it: {k.removeprefix('module.'): v for k, v in state.items()}",
                ]
            }
            return [
                "the names saved are not the names of this network",
                "compare: state.keys() and net.state_dict().keys(); strict=False loads what fits",
            ]
        },
    ]

    static let calls: [Mistake] = [
        Mistake(.typeError, "*() got an unexpected keyword argument '*'", .arguments) { failure, parts in
            unknownKeyword(failure, function: parts[0], keyword: parts[1])
        },
        Mistake(
            .typeError, "*() received an invalid combination of arguments - got (*), but expected one of:*", .arguments
        ) {
            failure, parts in
            let names = keywords(of: parts[0], failure)
            for part in parts[1].split(separator: ",") {
                guard let equals = part.firstIndex(of: "=") else { continue }
                let keyword = part[..<equals].drop { $0 == " " }
                if !names.contains(String(keyword)) {
                    return unknownKeyword(failure, function: parts[0], keyword: String(keyword))
                }
            }
            return [
                "\(parts[0]) was given (\(parts[1]))",
                "compare with the lines above; help(torch.\(parts[0])) says more",
            ]
        },
        Mistake(.typeError, "*() takes 0 positional arguments but 1 was given", .arguments) { failure, parts in
            guard parts[0].contains(".") else { return expected(failure, parts[0]) }
            return [
                "a method is given its object first",
                "name it: def \(parts[0].split(separator: ".").last ?? "f")(self):",
            ]
        },
        Mistake(.typeError, "*() takes *positional argument* but * given", .arguments) { failure, parts in
            expected(failure, parts[0])
        },
        Mistake(.typeError, "*() missing * required *argument*: *", .arguments) { failure, parts in
            if parts[4] == "'self'" {
                return [
                    "\(parts[0]) was called on the class, not on an object",
                    "make one first: x = \(parts[0].split(separator: ".").first ?? "C")(…)",
                ]
            }
            return expected(failure, parts[0])
        },
        Mistake(.typeError, "*(): argument '*' (position *) must be tuple of ints, *", .arguments) { failure, parts in
            let kind = parts[3].split(separator: " ")
            let given = parts[3].hasPrefix("not ") ? parts[3].dropFirst(4) : kind.count > 5 ? kind[5] : "another type"
            return [
                "\(parts[0]): sizes are whole numbers, this is \(Failure.article(given))",
                given == "float"
                    ? "use // instead of /, or int(…)"
                    : given == "str" ? "convert it: int(…)" : "pass numbers: \(parts[0])(2, 3) or \(parts[0])((2, 3))",
            ]
        },
        Mistake(
            .typeError,
            "empty(): argument 'size' failed to unpack the object at pos * with error \"type must be tuple of ints,but got *\"",
            .arguments
        ) { _, parts in
            [
                "the number of features is a whole number, this is \(Failure.article(parts[1]))",
                parts[1] == "float" ? "use // instead of /, or int(…)" : "convert it: int(…)",
            ]
        },
        Mistake(.typeError, "new(): invalid data type 'str'", .elementTypes) { _, _ in
            ["tensors hold numbers", "numbers first: torch.tensor([float(s) for s in words])"]
        },
    ]

    // MARK: What they say

    /// A layer's attribute that is a plain list of layers.
    private static func hiddenLayers(_ failure: Failure) -> (String, String)? {
        for (key, value) in failure.machine.globals.items {
            guard let name = key.asStr?.string, let layer = value.asLayer else { continue }
            if let attribute = failure.plainListOfLayers(in: layer) { return (name, attribute) }
        }
        return nil
    }

    private static func expected(_ failure: Failure, _ function: String) -> [String] {
        guard let signature = signature(of: function, failure) else { return [] }
        return ["it is defined as \(function)(\(signature))"]
    }

    private static func unknownKeyword(_ failure: Failure, function: String, keyword: String) -> [String] {
        let names = keywords(of: function, failure)
        let familiar = ["learning_rate": "lr", "axis": "dim", "axes": "dim", "keepdims": "keepdim", "size": "shape"]
        let short = function.split(separator: ".").first.map(String.init) ?? function
        if let name = familiar[keyword], names.contains(name) { return ["\(short) calls it \(name): \(name)=…"] }
        if let near = Failure.nearest(to: keyword, in: names) { return ["did you mean \(near)=… ?"] }
        return names.isEmpty ? [] : ["\(short) takes \(names.prefix(12).joined(separator: ", "))"]
    }

    /// The names that a function may be given arguments by.
    private static func keywords(of function: String, _ failure: Failure) -> [String] {
        let parts = function.split(separator: ".").map(String.init)
        let first = parts.first ?? function
        if parts.last == "__init__" {
            if let entry = Layers.named(first) { return entry.signature.parameters.map(\.name) }
            if let entry = Optimizers.named(first) { return entry.signature.parameters.map(\.name) }
        }
        if let own = parameters(of: function, failure) { return own.filter { $0 != "self" } }
        var names: [String] = []
        for operation in Catalog.shared.operations(named: parts.last ?? function) {
            for parameter in operation.signature.parameters where !names.contains(parameter.name) {
                names.append(parameter.name)
            }
        }
        for name in ["dtype", "device", "requires_grad"] where !names.contains(name) { names.append(name) }
        return names
    }

    /// The parameters of a function or method that the program defines.
    private static func parameters(of path: String, _ failure: Failure) -> [String]? {
        let parts = path.split(separator: ".").map(String.init)
        guard let first = parts.first, var value = failure.value(first) else { return nil }
        for name in parts.dropFirst() {
            guard let found = value.asClass?.lookup(failure.machine.intern(name)) else { return nil }
            value = found
        }
        guard let function = value.asFunction else { return nil }
        return function.code.localNames.prefix(function.code.argumentCount).map(\.string)
    }

    /// The parameters of a function as they are written.
    private static func signature(of path: String, _ failure: Failure) -> String? {
        parameters(of: path, failure)?.joined(separator: ", ")
    }
}
