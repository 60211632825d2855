import Autograd
import Interpreter
import NN

// From a value back to what declares it: for help, and for programs written out.
extension TorchRuntime {
    /// The operations that a function or method of PyTorch's stands for, and under which face; nil for anything else.
    package func operations(behind value: Value) -> (operations: [Operation], face: Faces)? {
        guard let native = value.asNative ?? value.asMethod?.function.asNative else { return nil }
        for face in [Faces.function, .inPlaceFunction, .functional, .special, .linalg] {
            if functions["\(face.rawValue).\(native.name)"] === native {
                return (catalog.overloads(of: native.name, face), face)
            }
        }
        guard types.tensor.namespace.get(machine.intern(native.name))?.asNative === native else { return nil }
        for face in [Faces.method, .inPlace] {
            let found = catalog.overloads(of: native.name, face)
            if !found.isEmpty { return (found, face) }
        }
        return nil
    }

    /// The declaration of a layer's class.
    package func layerEntry(behind type: ClassObject) -> LayerEntry? {
        layerTypes[type.name] === type ? Layers.named(type.name) : nil
    }

    /// The declaration of an optimizer's class.
    package func optimizerEntry(behind type: ClassObject) -> OptimizerEntry? {
        optimizerTypes[type.name] === type ? Optimizers.named(type.name) : nil
    }

    /// The module that a name known without an import belongs to.
    package func home(ofBareName name: String) -> String? {
        let key = machine.intern(name)
        return ["torch", "torch.nn", "torch.optim"].first { part in
            guard let module = try? module(part) else { return false }
            return ((try? module.namespace.get(key) ?? module.lazyAttribute?(machine, key)) ?? nil) != nil
        }
    }

    /// Where else a name is found: `Tensor.relu`, `F.relu`; and what people may have meant by it.
    package func places(of name: String) -> [String] {
        let faces: [(Faces, String)] = [
            (.function, "torch."), (.method, "Tensor."), (.inPlace, "Tensor."), (.functional, "F."),
            (.special, "torch.special."), (.linalg, "torch.linalg."),
        ]
        return faces.filter { !catalog.overloads(of: name, $0.0).isEmpty }.map { $0.1 + name }
    }

    /// The name that stands for what somebody calls `name`: `logistic` is `sigmoid`.
    package func meaning(of name: String) -> String? {
        if let operation = catalog.spellings[name] { return places(of: operation).first }
        if let layer = Layers.all.first(where: { $0.spellings.contains(name) }) { return "nn.\(layer.name)" }
        return Optimizers.all.first { $0.spellings.contains(name) }.map { "optim.\($0.name)" }
    }
}
