import Autograd
import Interpreter
import NN
import StandardLibrary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Names that there are not: of variables, attributes, modules and files.
extension Mistakes {
    static let names: [Mistake] = [
        Mistake(.unboundLocalError, "cannot access local variable '*' where it is not associated with a value", .scope)
        {
            failure, parts in
            let isGlobal = failure.machine.globals.get(failure.machine.intern(parts[0])) != nil
            return [
                "\(parts[0]) is assigned somewhere in this function, so all of the function means that local one",
                isGlobal
                    ? "pass it in and return it, or say  global \(parts[0])"
                    : "give it a value before every way that reads it",
            ]
        },
        Mistake(.nameError, "name '*' is not defined") { failure, parts in
            command(failure, parts[0]).map { [$0] } ?? []
        },
        Mistake(.nameError, "name '*' is not defined", .scope) { failure, parts in unknownName(failure, parts[0]) },
        Mistake(.attributeError, "module 'torch*' has no attribute '*'") { failure, parts in
            let spelled = Catalog.shared.spellings[parts[1]] ?? Layers.spellings[parts[1]]
            return spelled.map { ["PyTorch calls it \($0)"] } ?? elsewhere(parts[1])
        },
        Mistake(.attributeError, "'Tensor' object has no attribute '*'") { failure, parts in
            if let spelled = Catalog.shared.spellings[parts[0]] { return ["PyTorch calls it \(spelled)"] }
            let familiar = [
                "length": "numel() or len(x)", "append": "torch.cat([x, y])", "astype": "to(torch.float32) or float()",
                "array": "tolist()", "len": "len(x)", "concat": "torch.cat([x, y])",
            ]
            return familiar[parts[0]].map { ["tensors have \($0) for that"] } ?? []
        },
        Mistake(.attributeError, "'list' object has no attribute '*'") { failure, parts in
            let familiar = [
                "push": "append", "add": "append", "length": "len(x)", "size": "len(x)",
                "shape": "torch.tensor(x).shape",
                "map": "[f(v) for v in x]", "mean": "torch.tensor(x).mean()", "sum": "sum(x)", "contains": "v in x",
                "backward": "torch.stack(x).sum().backward()", "parameters": "nn.ModuleList(x).parameters()",
            ]
            return familiar[parts[0]].map { ["lists do that with \($0)"] } ?? []
        },
        Mistake(.attributeError, "'dict' object has no attribute '*'") { failure, parts in
            let named = failure.expression.split(separator: ".").first.map(String.init) ?? "d"
            return ["a dict keeps values under keys, not attributes", "\(named)['\(parts[0])']"]
        },
        Mistake(.attributeError, "'str' object has no attribute '*'") { _, parts in
            let familiar = [
                "append": "s += t", "push": "s += t", "length": "len(s)", "reverse": "s[::-1]", "contains": "t in s",
            ]
            return familiar[parts[0]].map { ["text does that with \($0)"] } ?? []
        },
        Mistake(.attributeError, "'*' object has no attribute '*'", .modules) { failure, parts in
            layerPart(failure, parts)
        },
        Mistake(.moduleNotFoundError, "No module named '*'*") { failure, parts in
            let own = failure.exception.hints
            let near = Failure.nearest(to: parts[0], in: StandardLibrary.names + ["torch", "torch.nn", "torch.optim"])
            return near.map { ["did you mean  import \($0) ?"] + own } ?? own
        },
        Mistake(.importError, "cannot import name '*' from '*' (*)") { failure, parts in
            guard let module = try? failure.machine.importModule(parts[1]) else { return [] }
            let near = Failure.nearest(to: parts[0], in: failure.attributeNames(of: Value(module)))
            return near.map { ["\(parts[1]) has \($0)"] } ?? []
        },
        Mistake(.fileNotFoundError, "[Errno 2] No such file or directory: '*'") { _, parts in nearFile(parts[0]) },
    ]

    // MARK: What they say

    private static func unknownName(_ failure: Failure, _ name: String) -> [String] {
        if failure.machine.suggestion(for: failure.exception) != nil { return [] }
        let imports = [
            "np": "numpy is not part of Gradus; tensors do what arrays do",
            "numpy": "numpy is not part of Gradus; tensors do what arrays do",
            "plt": "import matplotlib.pyplot as plt", "pd": "pandas is not part of Gradus",
        ]
        if let line = imports[name] { return [line] }
        let familiar = ["null": "None", "nil": "None", "true": "True", "false": "False", "undefined": "None"]
        if let word = familiar[name] { return ["Python writes \(word)"] }
        if name == "self" {
            return ["self is there inside of methods only, as their first parameter", "def forward(self, x):"]
        }
        if StandardLibrary.names.contains(name) {
            return ["\(name) is a module that was not imported", "import \(name)"]
        }
        if failure.texts.contains(where: { $0.contains("def ") && $0.contains(name) }) {
            return [
                "\(name) may be known inside of a function only",
                "return it from there, or define it here: \(name) = …",
            ]
        }
        return [
            "nothing of that name was defined before this line",
            "define it first: \(name) = …; text needs quotes: '\(name)'",
        ]
    }

    /// A line that is one name which nearly is a command's word.
    private static func command(_ failure: Failure, _ name: String) -> String? {
        let line = failure.line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line == name, failure.exception.traceback.count == 1 else { return nil }
        return nearCommand(name).map { "did you mean the command \($0)?" }
    }

    /// The command whose word is nearest.
    static func nearCommand(_ word: String) -> String? {
        guard word.count > 2 else { return nil }
        return Failure.nearest(to: word, in: Commands.all.flatMap(\.names))
    }

    /// A name that PyTorch has at another place.
    private static func elsewhere(_ name: String) -> [String] {
        if Layers.named(name) != nil { return ["it is in torch.nn: nn.\(name)"] }
        if Optimizers.named(name) != nil { return ["it is in torch.optim: optim.\(name)"] }
        let catalog = Catalog.shared
        if !catalog.overloads(of: name, .function).isEmpty { return ["it is in torch: torch.\(name)"] }
        if !catalog.overloads(of: name, .functional).isEmpty { return ["it is in torch.nn.functional: F.\(name)"] }
        if !catalog.overloads(of: name, .method).isEmpty { return ["it is a method of tensors: x.\(name)(…)"] }
        return []
    }

    private static func layerPart(_ failure: Failure, _ parts: [String]) -> [String] {
        guard let object = failure.exception.ownAttribute(failure.machine.intern("obj")), let layer = object.asLayer
        else {
            return []
        }
        guard let module = layer.module else {
            return ["\(parts[0]).__init__ never called nn.Module's", "begin it with  super().__init__()"]
        }
        let own = module.children.names + module.parameters.names
        if let near = Failure.nearest(to: parts[1], in: own) { return ["did you mean \(near)?"] }
        if own.isEmpty { return ["it has no layers or parameters of its own"] }
        if module.entry?.name == "Sequential" { return ["its layers have numbers: net[0], net[1], …"] }
        return ["it has \(own.prefix(8).joined(separator: ", "))"]
    }

    /// What lies in the folder that was looked in.
    private static func nearFile(_ path: String) -> [String] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let names = entries(of: folder) else { return ["there is no folder \(folder)"] }
        if let near = Failure.nearest(to: name, in: names) {
            return ["there is '\(slash == nil ? near : folder + near)'"]
        }
        let visible = names.filter { !$0.hasPrefix(".") }.sorted()
        if visible.isEmpty { return ["the folder \(folder == "." ? "you are in" : folder) is empty"] }
        let listed = visible.prefix(5).joined(separator: ", ") + (visible.count > 5 ? ", …" : "")
        return ["in \(folder == "." ? "the folder you are in" : folder): \(listed)"]
    }

    private static func entries(of folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < 500, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
