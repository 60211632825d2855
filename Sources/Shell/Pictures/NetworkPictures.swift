import Arrays
import Autograd
import NN
import Pictures

/// Networks as pictures: neurons where they are few, boxes where they are many.
enum NetworkPictures {
    static func picture(of module: Module, named name: String) throws -> any Picture {
        let title = name.isEmpty || name == module.typeName ? try heading(module) : "\(name): \(try heading(module))"
        if let layers = try neurons(module) { return NetworkDrawing(layers, title: title) }
        let parameters = try module.allParameters()
        var block = try self.block(module, title: title, depth: 0)
        if !module.children.values.isEmpty {
            let count = parameters.reduce(0) { $0 + $1.count }
            block.details.insert(Text.counted(count, "parameter"), at: 0)
        }
        return ModuleDrawing(block)
    }

    /// `Linear(2, 3)`, `ReLU`, `Net`.
    private static func heading(_ module: Module) throws -> String {
        guard let sizes = sizes(module) else { return module.typeName }
        return "\(module.typeName)(\(sizes.inputs), \(sizes.outputs))"
    }

    /// What a layer takes and gives; nil where that is not fixed.
    private static func sizes(_ module: Module) -> (inputs: Int, outputs: Int)? {
        guard module is LinearLayer, let weight = module.parameters["weight"], weight.rank == 2 else { return nil }
        return (weight.shape[1], weight.shape[0])
    }

    // MARK: Neurons

    /// The layers of a network that can be drawn neuron by neuron: a chain of small linear layers, and between them
    /// what works on each number alone.
    private static func neurons(_ module: Module) throws -> [NetworkDrawing.Layer]? {
        var layers: [NetworkDrawing.Layer] = []
        var width: Int?
        for (path, leaf) in try module.namedModules(removeDuplicate: false) where leaf.children.values.isEmpty {
            if let (inputs, outputs) = sizes(leaf) {
                guard inputs <= NetworkDrawing.mostNeurons, outputs <= NetworkDrawing.mostNeurons, inputs > 0,
                    outputs > 0,
                    width == nil || width == inputs, layers.count < NetworkDrawing.mostLayers,
                    let weight = leaf.parameters["weight"]
                else { return nil }
                width = outputs
                let numbers = weight.array.doubles()
                let rows = (0..<outputs).map { Array(numbers[($0 * inputs)..<(($0 + 1) * inputs)]) }
                let own = path.split(separator: ".").last.map(String.init) ?? leaf.typeName
                layers.append(
                    NetworkDrawing.Layer(
                        Int(own) == nil ? own : leaf.typeName, weights: rows,
                        bias: leaf.parameters["bias"]?.array.doubles()))
            } else if [.activation, .dropout].contains(leaf.entry?.family), leaf.parameters.values.isEmpty {
                if !layers.isEmpty { layers[layers.count - 1].name += " + " + leaf.typeName }
            } else if !["Identity", "Flatten"].contains(leaf.entry?.name), leaf.entry?.family != .loss {
                return nil
            }
        }
        return layers.isEmpty ? nil : layers
    }

    // MARK: Boxes

    private static func block(_ module: Module, title: String, depth: Int) throws -> ModuleDrawing.Block {
        guard depth < 200 else { return ModuleDrawing.Block(title) }
        var details: [String] = []
        let own = module.parameters.entries.compactMap { name, tensor in
            tensor.map { "\(name) \(Text.shape($0.shape.map { $0 }))" }
        }
        let count = module.parameters.values.reduce(0) { $0 + $1.count }
        if !own.isEmpty { details.append(own.joined(separator: "  ") + "  " + Text.counted(count, "parameter")) }
        let children = try module.children.entries.compactMap { name, child -> ModuleDrawing.Block? in
            guard let child else { return nil }
            return try block(child, title: try label(name, child), depth: depth + 1)
        }
        return ModuleDrawing.Block(title, details: details, children: children, isChain: isChain(module))
    }

    private static func label(_ name: String, _ module: Module) throws -> String {
        if let (inputs, outputs) = sizes(module) {
            return "\(name): \(module.typeName)  \(Text.grouped(inputs)) → \(Text.grouped(outputs))"
        }
        guard module.children.values.isEmpty else { return "\(name): \(module.typeName)" }
        let text = try module.repr().split(separator: "\n").first.map(String.init) ?? module.typeName
        return "\(name): \(text)"
    }

    /// Whether the parts run one after another: in a `Sequential`, and where each takes what the one before gives.
    private static func isChain(_ module: Module) -> Bool {
        if module is Sequential { return true }
        let ends = module.children.values.compactMap { part -> (Int, Int)? in
            let linear = ((try? part.modules()) ?? []).compactMap { sizes($0) }
            guard let first = linear.first, let last = linear.last else { return nil }
            return (first.inputs, last.outputs)
        }
        guard ends.count > 1 else { return false }
        return zip(ends, ends.dropFirst()).allSatisfy { $0.1 == $1.0 }
    }
}
