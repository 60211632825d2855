import Autograd
import Interpreter
import NN
import Torch

/// What `help` says of one object: how it is called, what it does, shapes, formula, an example that has been run.
struct HelpPage {
    private let session: Session
    private let name: String
    private let value: Value
    private var machine: Machine { session.machine }
    private var runtime: TorchRuntime { session.torch.runtime }

    init(_ session: Session, _ name: String, _ value: Value) {
        self.session = session
        self.name = name
        self.value = value
    }

    func lines() throws -> [String] {
        if let (operations, face) = runtime.operations(behind: value) { return operationPage(operations, face) }
        if let type = value.asClass {
            if let entry = runtime.layerEntry(behind: type) { return layerPage(entry) }
            if let entry = runtime.optimizerEntry(behind: type) { return optimizerPage(entry) }
            return callablePage(type.name)
        }
        if let module = value.asModule { return try modulePage(module) }
        if machine.callShape(of: value) != nil, value.asLayer == nil { return callablePage(callableName) }
        if value.asNative != nil || value.asMethod != nil { return callablePage(callableName) }
        return try objectPage()
    }

    // MARK: The parts of PyTorch

    private func operationPage(_ operations: [Operation], _ face: Faces) -> [String] {
        guard let operation = operations.first else { return [] }
        let owner = HelpPage.prefixes.first { $0.0 == face }?.1 ?? "Tensor."
        let isMethod = face == .method || face == .inPlace
        let called = value.asNative?.name ?? value.asMethod?.function.asNative?.name ?? operation.name
        var lines: [String] = []
        for overload in operations {
            let signature = face == .functional ? overload.functionalSignature : overload.signature
            let line = "\(owner)\(called)(\(signature.python(dropping: isMethod ? 1 : 0)))"
            if !lines.contains(line) { lines.append(line) }
        }
        lines += HelpPage.indented(paragraph(operation, face, called))
        lines += Formulas.lines(of: operation.name)
        let example = example(of: operations, face, called)
        if !example.isEmpty { return lines + example }
        return lines + (Examples.note([owner + called]).flatMap { run($0.example) } ?? [])
    }

    private static let prefixes: [(Faces, String)] = [
        (.function, "torch."), (.inPlaceFunction, "torch."), (.functional, "F."), (.special, "torch.special."),
        (.linalg, "torch.linalg."),
    ]

    private func paragraph(_ operation: Operation, _ face: Faces, _ called: String) -> String {
        var text = operation.summary
        if face == .inPlace || face == .inPlaceFunction { text += " The tensor itself takes the result." }
        switch operation.derivative {
        case .constant: text += " Its gradient is zero."
        case .notDifferentiable(let reason): text += " It has no gradient: \(reason)."
        case .gradient, .composed: break
        }
        let places = ([operation.name] + operation.also.map { String($0.split(separator: ".").last ?? "") })
            .flatMap { runtime.places(of: $0) + runtime.places(of: $0 + "_") }
        let here = (HelpPage.prefixes.first { $0.0 == face }?.1 ?? "Tensor.") + called
        var others: [String] = []
        for place in places where place != here && !others.contains(place) { others.append(place) }
        if !others.isEmpty { text += " Also \(others.prefix(6).joined(separator: ", "))." }
        return text
    }

    private func example(of operations: [Operation], _ face: Faces, _ called: String) -> [String] {
        for operation in operations {
            for sample in operation.samples {
                guard let call = Examples.call(called, sample, face) else { continue }
                if let lines = run(call) { return lines }
            }
        }
        return Examples.known[called].flatMap { run($0) } ?? []
    }

    private func layerPage(_ entry: LayerEntry) -> [String] {
        var lines = ["nn.\(entry.name)(\(entry.signature.python()))"]
        lines += HelpPage.indented(entry.summary + " Called with (\(entry.forwardSignature.python())).")
        lines += Formulas.lines(of: "nn.\(entry.name)")
        return lines + (run(entry.example) ?? ["    >>> \(entry.example)"])
    }

    private func optimizerPage(_ entry: OptimizerEntry) -> [String] {
        var lines = ["optim.\(entry.name)(\(entry.signature.python()))"]
        lines += HelpPage.indented(
            entry.summary
                + " After loss.backward(), step() changes the parameters and zero_grad() forgets the gradients.")
        lines += Formulas.lines(of: "optim.\(entry.name)")
        let rate = entry.signature.parameters.contains { $0.name == "lr" } ? ", lr=0.1" : ""
        return lines + (run("optim.\(entry.name)(nn.Linear(2, 1).parameters()\(rate))") ?? [])
    }

    // MARK: Anything else

    private var callableName: String {
        if let native = value.asNative { return native.displayName }
        return value.asFunction?.name ?? value.asMethod?.function.asNative?.name ?? name
    }

    private func callablePage(_ called: String) -> [String] {
        let shape = machine.callShape(of: value)
        let title = name.hasSuffix(called) && !name.contains("(") ? name : called
        var lines = ["\(title)(\(shape?.text ?? (value.asClass == nil ? "..." : "")))"]
        let isOwn = (value.asFunction != nil || value.asClass?.isUserDefined == true) && !isOfTorch
        let note = isOwn ? nil : Examples.note([name, called, "nn.\(called)", "optim.\(called)", "nn.init.\(called)"])
        lines += HelpPage.indented(documentation ?? note?.about ?? "It has no description.")
        if !isOwn { lines += formulas(called) }
        if let type = value.asClass, type.isUserDefined { lines += methods(of: type) }
        return lines + ((note?.example ?? Examples.known[called]).flatMap { run($0) } ?? [])
    }

    /// Of a name with a dot: Python has a `max` too.
    private func formulas(_ called: String) -> [String] {
        let last = [name, called].first { $0.contains(".") }?.split(separator: ".").last.map(String.init)
        let keys = [name.contains(".") ? name : "", "nn.init.\(called)", last ?? ""]
        return keys.map { Formulas.lines(of: $0) }.first { !$0.isEmpty } ?? []
    }

    /// Whether it is one of those parts of PyTorch that are written in Python.
    private var isOfTorch: Bool {
        let module = (try? machine.attribute(value, machine.intern("__module__")))??.asStr?.string
        return module?.hasPrefix("torch.") == true
    }

    private var documentation: String? {
        let native = value.asNative ?? value.asMethod?.function.asNative
        if let summary = native?.summary, !summary.isEmpty { return summary }
        let text = (try? machine.attribute(value, machine.intern("__doc__")))??.asStr?.string ?? ""
        return text.isEmpty ? nil : text
    }

    private func methods(of type: ClassObject) -> [String] {
        type.namespace.items.compactMap { key, value in
            guard let name = key.asStr?.string, let function = value.asFunction,
                !name.hasPrefix("_") || name == "__init__"
            else { return nil }
            let shape = machine.callShape(of: value)?.dropping(1).text ?? ""
            let text = function.documentation.asStr?.string.split(separator: "\n").first.map { "  \($0)" } ?? ""
            return "    .\(name)(\(shape))\(text)"
        }
    }

    private func modulePage(_ module: ModuleObject) throws -> [String] {
        let listed = module.namespace.get(machine.intern("__all__"))
        let names = try machine.items(of: try listed ?? machine.directory(of: value)).compactMap { $0.asStr?.string }
        let more = listed == nil ? module.lazyNames() : []
        let shown = (Set(names).union(more)).filter { !$0.hasPrefix("_") }.sorted()
        let text = module.namespace.get(machine.intern("__doc__"))?.asStr?.string.split(separator: "\n").first
        return ["module \(module.name)"] + HelpPage.indented(text.map(String.init) ?? "")
            + HelpPage.indented(shown.joined(separator: ", "))
    }

    private func objectPage() throws -> [String] {
        let type = machine.type(of: value)
        if name.contains("."), let note = Examples.note([name]) {
            let last = name.split(separator: ".").last.map(String.init) ?? ""
            return [name] + HelpPage.indented(note.about) + Formulas.lines(of: last) + (run(note.example) ?? [])
        }
        var lines = ["\(name): \(machine.typeName(value))"]
        if let tensor = value.asTensor {
            let shape = tensor.shape.map { String($0) }.joined(separator: ", ")
            let gradient = tensor.requiresGrad ? ", requires gradients" : ""
            lines.append("    shape (\(shape)), \(tensor.dtype.name), \(tensor.count) elements\(gradient)")
        } else {
            let text = try machine.repr(value).split(separator: "\n", omittingEmptySubsequences: false)
            lines += text.prefix(12).map { "    \($0)" } + (text.count > 12 ? ["    …"] : [])
        }
        let isDescribed = value.asLayer != nil || value.asOptimizer != nil
        guard isDescribed, !type.isUserDefined else { return lines }
        return lines + (try HelpPage(session, type.name, Value(type)).lines())
    }

    // MARK: Examples

    /// An example with what it gives, so that nothing of the session changes; nil if it raises.
    private func run(_ expression: String) -> [String]? {
        let engine = Engine.current
        let generator = engine.generator
        let before = (generator.state, engine.gradEnabled, engine.defaultDType, runtime.printOptions)
        defer {
            try? generator.restore(before.0)
            (engine.gradEnabled, engine.defaultDType, runtime.printOptions) = (before.1, before.2, before.3)
        }
        generator.seed(0)
        let shown: String? = try? machine.scope {
            let value = try session.evaluateApart(expression)
            machine.keep(value)
            return value.isNone ? "" : try machine.repr(value)
        }
        guard let shown else { return nil }
        let lines = shown.split(separator: "\n").map { "    \($0)" }
        return ["    >>> \(expression)"] + (lines.count > 12 ? lines.prefix(11) + ["    ..."] : lines)
    }

    /// Text at a margin, broken at 78 columns.
    static func indented(_ text: String) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n") {
            var line = "   "
            for word in paragraph.split(separator: " ") {
                if line.count + word.count > 77, line.count > 3 {
                    lines.append(line)
                    line = "   "
                }
                line += " " + word
            }
            if line.count > 3 { lines.append(line) }
        }
        return lines
    }
}

extension Autograd.Signature {
    /// The parameters in Python's notation, without the first few.
    func python(dropping count: Int = 0) -> String {
        var parts: [String] = []
        for parameter in parameters.dropFirst(count) {
            if parameter.isKeywordOnly, !parts.contains("*") { parts.append("*") }
            let name = parameter.name == "args" ? "*args" : parameter.name
            parts.append(parameter.defaultText.map { parameter.name == "args" ? name : "\(name)=\($0)" } ?? name)
        }
        if parts.first == "*", parts.count > 1, parts[1].hasPrefix("*") { parts.removeFirst() }
        return parts.joined(separator: ", ")
    }
}
