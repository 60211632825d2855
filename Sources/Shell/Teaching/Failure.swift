import Arrays
import Autograd
import Interpreter
import NN
import Syntax
import Torch

/// An exception with what is known about how it came about: what hints are made of. It runs no code of the program.
struct Failure {
    let exception: ExceptionObject
    let machine: Machine
    let trail: LayerTrail
    /// What was typed or run before, the latest last.
    let texts: [String]
    /// nn.Module, once it is there.
    let layerClass: ClassObject?
    /// `str(exception)`.
    let message: String
    /// The source of the piece that failed, and of its whole line.
    let expression: String
    let line: String
    /// Names in the piece that failed, with what they stand for.
    let operands: [(text: String, value: Value)]

    init(
        _ exception: ExceptionObject, _ machine: Machine, _ trail: LayerTrail, texts: [String], layerClass: ClassObject?
    ) {
        self.layerClass = layerClass
        self.exception = exception
        self.machine = machine
        self.trail = trail
        self.texts = texts
        if let diagnostic = exception.syntax?.diagnostic {
            message = diagnostic.message
            line = diagnostic.place?.text ?? ""
            expression = line
            operands = []
            return
        }
        message = (try? machine.scope { try machine.str(Value(exception)) }) ?? ""
        guard let entry = exception.traceback.first, let code = entry.code.asCode else {
            (line, expression, operands) = ("", "", [])
            return
        }
        line = code.source.text(ofLine: code.source.line(at: entry.span.start))
        expression = code.source.text(of: entry.span)
        operands = Failure.operands(in: expression, exception.scene, machine)
    }

    // MARK: Names

    /// The dotted names in a piece of source that are not called, with their values.
    private static func operands(
        in text: String, _ scene: ExceptionObject.Scene?, _ machine: Machine
    ) -> [(text: String, value: Value)] {
        guard let scene else { return [] }
        let bytes = Array(text.utf8)
        let pieces = Classifier.classify(bytes).filter { $0.kind != .comment }
        func word(_ index: Int) -> String {
            index < pieces.count && index >= 0 ? String(decoding: bytes[pieces[index].range], as: UTF8.self) : ""
        }
        var found: [(text: String, value: Value)] = []
        var index = 0
        while index < pieces.count {
            guard pieces[index].kind == .name || pieces[index].kind == .builtin, word(index - 1) != ".",
                word(index + 1) != "=" || word(index + 2) == "="
            else {
                index += 1
                continue
            }
            var path = [word(index)]
            index += 1
            while word(index) == ".", index + 1 < pieces.count, word(index + 2) != "(" {
                path.append(word(index + 1))
                index += 2
            }
            guard word(index) != "(" else { continue }
            // Where the last part is not found it may be what failed: what it was looked up in counts.
            for length in [path.count, path.count - 1] where length > 0 {
                guard let value = resolve(Array(path.prefix(length)), scene, machine) else { continue }
                found.append((path.prefix(length).joined(separator: "."), value))
                break
            }
        }
        return found
    }

    /// What a dotted name stands for, without asking properties or `__getattr__`.
    private static func resolve(_ path: [String], _ scene: ExceptionObject.Scene, _ machine: Machine) -> Value? {
        guard let first = path.first, var value = scene.value(first, machine) else { return nil }
        for name in path.dropFirst() {
            guard value.isObject else { return nil }
            if let tensor = value.asTensorObject, ["T", "mT", "data", "grad"].contains(name) {
                guard let found = try? machine.attribute(Value(tensor), machine.intern(name)) else { return nil }
                machine.keep(found)
                value = found
            } else {
                guard let found = value.object.ownAttribute(machine.intern(name)) else { return nil }
                value = found
            }
        }
        return value
    }

    /// What a name of the function that failed, or of its module, stands for.
    func value(_ name: String) -> Value? { exception.scene?.value(name, machine) }

    /// The tensors that are named in the piece that failed, each once.
    var tensors: [(text: String, tensor: Tensor)] {
        var seen: Set<String> = []
        return operands.compactMap { text, value in
            guard let tensor = value.asTensor, seen.insert(text).inserted else { return nil }
            return (text, tensor)
        }
    }

    /// The two tensors of an operation of two, where both are named.
    var pair: (a: (text: String, tensor: Tensor), b: (text: String, tensor: Tensor))? {
        let all = tensors
        if all.count == 1, operands.filter({ $0.value.asTensor != nil }).count == 2 { return (all[0], all[0]) }
        return all.count == 2 ? (all[0], all[1]) : nil
    }

    /// The first tensor named, `pattern` saying which shape it must have.
    func tensor(where fits: (Tensor) -> Bool = { _ in true }) -> (text: String, tensor: Tensor)? {
        tensors.first { fits($0.tensor) }
    }

    // MARK: Layers

    var culprit: LayerCulprit? { exception.culprit as? LayerCulprit }

    /// What the program calls the layer that failed: `net.fc2`.
    var layerName: String? { culprit.map { name(of: $0.module) } }

    /// What the program calls a layer; what it prints where no name leads to it.
    func name(of module: NN.Module) -> String {
        var roots: [(String, Value)] = machine.globals.items.compactMap { key, value in
            key.asStr.map { ($0.string, value) }
        }
        if let scene = exception.scene {
            for (name, value) in zip(scene.names, scene.values) { roots.append((name.string, value)) }
        }
        for (name, value) in roots where !name.hasPrefix("_") {
            guard let root = value.asLayer?.module, let all = try? root.namedModules(),
                let path = all.first(where: { $0.module === module })?.name
            else { continue }
            return name + Failure.subscripted(path)
        }
        return module.typeName
    }

    /// `.fc.2.weight` as a program writes it: `.fc[2].weight`.
    static func subscripted(_ path: String) -> String {
        path.split(separator: ".").map { $0.allSatisfy(\.isNumber) ? "[\($0)]" : ".\($0)" }.joined()
    }

    /// Where a layer's input came from: ` from net.fc1`, ` from relu`; nothing where nobody knows.
    func origin(_ tensor: Tensor) -> String {
        if let module = trail.maker(of: tensor) { return " from \(name(of: module))" }
        guard let node = tensor.gradFn else { return "" }
        let step = node.name.firstRange(of: "Backward").map { String(node.name[..<$0.lowerBound]) } ?? ""
        return step.isEmpty || step == "Addmm" ? "" : " from \(step.lowercased())"
    }

    /// Whether a class is nn.Module or made from it.
    func isLayerClass(_ type: ClassObject) -> Bool { layerClass.map { type.isSubclass(of: $0) } ?? false }

    /// The attribute of a network in which layers stand in a plain list, where the network does not see them.
    func plainListOfLayers(in layer: LayerObject) -> String? {
        attributeNames(of: Value(layer)).first { name in
            let items = layer.ownAttribute(machine.intern(name))?.asList?.items
            return items?.contains { $0.asLayer != nil } ?? false
        }
    }

    /// The names of all attributes of a value, as `dir` gives them.
    func attributeNames(of value: Value) -> [String] {
        let names = try? machine.scope { try machine.directory(of: value) }
        return names?.asList?.items.compactMap { $0.asStr?.string } ?? []
    }

    // MARK: Words

    /// `(2, 3)`, as Python writes a tuple.
    static func shape(_ tensor: Tensor) -> String { shape(Array(tensor.shape)) }

    static func shape(_ sizes: [Int]) -> String {
        sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.map(String.init).joined(separator: ", ") + ")"
    }

    /// The numbers in a text such as `2, 3` or `2x3`.
    static func numbers(_ text: String) -> [Int] {
        text.split { !$0.isNumber && $0 != "-" }.compactMap { Int($0) }
    }

    /// Named tensors with their shapes, below each other's columns: `a (2, 3), b (2, 4)`.
    static func list(_ tensors: [(text: String, tensor: Tensor)]) -> String {
        tensors.map { "\($0.text) is \(shape($0.tensor))" }.joined(separator: ", ")
    }

    /// `an int`, `a list`.
    static func article(_ noun: some StringProtocol) -> String {
        noun.first.map { "aeiouAEIO".contains($0) } ?? false ? "an \(noun)" : "a \(noun)"
    }

    /// The candidate that is nearest to a word: as CPython measures, or with two letters exchanged.
    static func nearest(to word: String, in candidates: [String]) -> String? {
        if let near = Spelling.nearest(to: word, in: candidates) { return near }
        let letters = word.lowercased().sorted()
        return candidates.first { $0 != word && $0.lowercased().sorted() == letters && word.count > 2 }
    }

    /// `1 element`, `3 elements`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
