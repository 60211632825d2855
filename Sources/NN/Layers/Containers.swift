import Arrays
import Autograd

/// Modules that hold others. Their entries build empty ones; a language adds what they hold.
package struct ContainerLayers: Sendable {
    package let sequential: LayerEntry = LayerEntry(
        "Sequential(*, any args=None)", .container, "Calls modules one after another.", hidden: ["args"],
        spellings: ["Sequence"], example: "Sequential(Linear(2, 3), ReLU())(torch.ones(1, 2)).shape"
    ) { entry, call in Sequential(entry, call) }

    package let moduleList: LayerEntry = LayerEntry(
        "ModuleList(any modules=None)", .container, "A list of modules.", hidden: ["modules"],
        example: "ModuleList([Linear(2, 3), ReLU()])"
    ) { entry, call in ModuleList(entry, call) }

    package let moduleDict: LayerEntry = LayerEntry(
        "ModuleDict(any modules=None)", .container, "Modules under names.", hidden: ["modules"],
        example: "ModuleDict({'first': Linear(2, 3)})"
    ) { entry, call in Module(entry, call) }

    package let parameterList: LayerEntry = LayerEntry(
        "ParameterList(any values=None)", .container, "A list of parameters.",
        repr: .computed { ContainerLayers.parameterLines($0, typeName: \.dtype.description) }, hidden: ["values"],
        example: "ParameterList([torch.ones(2)])"
    ) { entry, call in ParameterList(entry, call) }

    package let parameterDict: LayerEntry = LayerEntry(
        "ParameterDict(any parameters=None)", .container, "Parameters under names.",
        repr: .computed { ContainerLayers.parameterLines($0, typeName: \.array.typeName) }, hidden: ["parameters"],
        example: "ParameterDict({'scale': torch.ones(2)})"
    ) { entry, call in Module(entry, call) }

    private static func parameterLines(_ module: Module, typeName: (Tensor) -> String) -> String {
        module.parameters.entries.map { name, tensor in
            guard let tensor else { return "  (\(name)): None" }
            let size = tensor.shape.map(String.init).joined(separator: "x")
            return "  (\(name)): Parameter containing: [\(typeName(tensor)) of size \(size)]"
        }.joined(separator: "\n")
    }
}

/// An error together with the layer that it came from.
package struct LayerFailure: Error, @unchecked Sendable {
    package let error: ArrayError
    package let module: Module
    /// What the layer was given.
    package let input: Tensor
}

/// `torch.nn.Sequential`: calls its modules one after another.
package final class Sequential: Module {
    package override func forward(_ input: Tensor) throws -> Tensor {
        var x = input
        // Nested ones are entered without recursion.
        var outer: [(entries: [(name: String, value: Module?)], next: Int)] = []
        var entries = children.entries
        var i = 0
        while true {
            if i == entries.count {
                guard let (up, next) = outer.popLast() else { return x }
                (entries, i) = (up, next)
                continue
            }
            let module = entries[i].value
            i += 1
            if let inner = module as? Sequential, inner.face == nil {
                if outer.count >= Module.depthLimit { throw Module.tooDeep }
                outer.append((entries, i))
                (entries, i) = (inner.children.entries, 0)
            } else if let module {
                x = try Sequential.run(module, x)
            } else {
                throw ArrayError.type("'NoneType' object is not callable")
            }
        }
    }

    /// One part's result. Errors of layers of ours tell which layer it was; the language's own calls tell that themselves.
    @inline(__always)
    private static func run(_ module: Module, _ input: Tensor) throws -> Tensor {
        if module.face != nil { return try module(input) }
        do {
            let result = try module.forward(input)
            Engine.noteLayer(module, input, result)
            return result
        } catch let error as ArrayError {
            throw LayerFailure(error: error, module: module, input: input)
        }
    }

    /// Whether every module in it is Gradus's own, so that tensors go through without the language.
    package var isPlain: Bool { children.entries.allSatisfy { $0.value?.face == nil } }
}

/// `torch.nn.ModuleList`: prints equal neighbours once.
package final class ModuleList: Module {
    override func treeRepr(_ depth: Int) throws -> String {
        var blocks: [(first: Int, last: Int, text: String)] = []
        for (i, entry) in children.entries.enumerated() {
            let text = try Module.repr(of: entry.value, depth + 1)
            if let last = blocks.last, last.text == text {
                blocks[blocks.count - 1].last = i
            } else {
                blocks.append((i, i, text))
            }
        }
        if blocks.isEmpty { return typeName + "()" }
        let lines = blocks.map { first, last, text in
            Module.indented(
                first == last ? "(\(first)): \(text)" : "(\(first)-\(last)): \(last - first + 1) x \(text)")
        }
        return typeName + "(\n  " + lines.joined(separator: "\n  ") + "\n)"
    }
}

/// `torch.nn.ParameterList`: parameters under the names 0, 1, 2, ….
package final class ParameterList: Module {}

/// What lists of modules have in common: `Sequential` and `ModuleList`.
extension Module {
    /// `len(list)`.
    package final var childCount: Int { children.count }

    /// The position of index `i`, counted from the end when negative.
    ///
    /// Throws IndexError outside of the list.
    private func position(_ i: Int) throws -> Int {
        let n = children.count
        guard i >= -n, i < n else { throw ArrayError.index("index \(i) is out of range") }
        return i < 0 ? i + n : i
    }

    /// `list[i]`.
    package final func child(at i: Int) throws -> Module? { children.entries[try position(i)].value }

    /// `list[i] = module`.
    package final func setChild(at i: Int, _ module: Module) throws {
        children.set(children.entries[try position(i)].name, module)
    }

    /// `list.append(module)`: under the next number.
    package final func appendChild(_ module: Module) { children.set(String(children.count), module) }

    /// `list.insert(i, module)`; later ones get the next numbers.
    ///
    /// Throws IndexError outside of the list.
    package final func insertChild(_ module: Module, at i: Int) throws {
        let n = children.count
        guard i >= -n, i <= n else { throw ArrayError.index("Index out of range: \(i)") }
        var modules = children.entries.map(\.value)
        modules.insert(module, at: i < 0 ? i + n : i)
        setChildren(modules)
    }

    /// `del list[i]` for several positions at once; the others are numbered anew.
    package final func removeChildren(at positions: Set<Int>) {
        setChildren(children.entries.enumerated().filter { !positions.contains($0.offset) }.map(\.element.value))
    }

    /// `del list[i]` and `list.pop(i)`.
    @discardableResult
    package final func removeChild(at i: Int) throws -> Module? {
        let k = try position(i)
        let module = children.entries[k].value
        removeChildren(at: [k])
        return module
    }

    /// Makes these the modules, numbered from 0.
    package final func setChildren(_ modules: [Module?]) {
        children.replace(with: modules.enumerated().map { (String($0.offset), $0.element) })
    }
}
