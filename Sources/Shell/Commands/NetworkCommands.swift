import Arrays
import Autograd
import Interpreter
import NN
import Torch

/// Commands that look into networks.
struct NetworkCommands: CommandFamily {
    let title = "Looking"

    let shapes = Command(
        "shapes", usage: "NET(X)", "Shows what goes into each layer and comes out, and how many parameters it has."
    ) { call in
        guard !call.arguments.isEmpty else { throw call.misuse() }
        try call.session.showShapes(call.arguments)
    }
}

extension Session {
    fileprivate func showShapes(_ expression: String) throws {
        let watcher = LayerWatcher(torch.runtime)
        do {
            let state = Engine.current.generator.state
            defer { try? Engine.current.generator.restore(state) }
            machine.keep(try watcher.watch(in: variables.map(\.value)) { try evaluate(expression) })
        }
        guard !watcher.visits.isEmpty else {
            throw machine.error(.valueError, "no layer was called: shapes NET(X) follows X through the network NET")
        }
        var rows = [["layer", "input", "output", "parameters"]]
        for visit in watcher.visits {
            let name = String(repeating: "  ", count: visit.depth) + visit.name
            rows.append([name, visit.input, visit.output ?? "-", visit.parameters == 0 ? "-" : "\(visit.parameters)"])
        }
        for line in Table.lines(rows) { say(line) }
        for line in watcher.totals() { say(line) }
    }
}

/// Notes the calls of layers while something is computed.
private final class LayerWatcher: ModuleFace {
    struct Visit {
        let name: String
        let depth: Int
        let input: String
        var output: String?
        /// Of the layer itself, not of its parts.
        let parameters: Int
    }

    private let runtime: TorchRuntime
    private(set) var visits: [Visit] = []
    /// The outermost modules that were called.
    private var roots: [Module] = []
    private var names: [ObjectIdentifier: String] = [:]
    private var counted: Set<ObjectIdentifier> = []
    private var depth = 0

    init(_ runtime: TorchRuntime) { self.runtime = runtime }

    /// Runs `body` and notes which layers it calls. `values` are where networks may be found.
    func watch<R>(in values: [Value], _ body: () throws -> R) throws -> R {
        // Layers inside containers are called past their objects.
        var watched: [Module] = []
        for value in values {
            guard let module = value.asLayer?.module else { continue }
            for part in try module.modules() where part.face == nil {
                part.face = self
                watched.append(part)
            }
        }
        defer { for module in watched { module.face = nil } }
        let note = { [unowned self] (module: Module, inputs: [Value], body: () throws -> Value) in
            try visit(module, inputs.compactMap { $0.asTensor.map { .tensor($0) } }, body) { value in
                value.asTensor.map { Self.text($0.shape) } ?? runtime.machine.typeName(value)
            }
        }
        return try runtime.observingLayers(among: values, note, body)
    }

    private func visit<R>(
        _ module: Module, _ inputs: [Operand], _ body: () throws -> R, describe: (R) -> String
    ) throws -> R {
        if depth == 0 {
            roots.append(module)
            for (name, part) in try module.namedModules() { names[ObjectIdentifier(part)] = name }
        }
        let own = counted.insert(ObjectIdentifier(module)).inserted
        let parameters = own ? module.parameters.values.reduce(0) { $0 + $1.count } : 0
        let path = names[ObjectIdentifier(module)] ?? ""
        let place = visits.count
        visits.append(
            Visit(
                name: path.isEmpty ? module.typeName : "\(path) (\(module.typeName))", depth: depth,
                input: inputs.map { Self.text($0) }.joined(separator: ", "), parameters: parameters))
        depth += 1
        defer { depth -= 1 }
        let result = try body()
        visits[place].output = describe(result)
        return result
    }

    static func text(_ shape: Dims) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map { String($0) }.joined(separator: ", ")))"
    }

    private static func text(_ operand: Operand) -> String {
        if case .tensor(let tensor) = operand { return text(tensor.shape) }
        return "-"
    }

    /// Parameters and bytes of the networks that were called.
    func totals() -> [String] {
        var all: [ObjectIdentifier: Tensor] = [:]
        for root in roots {
            for tensor in (try? root.allParameters()) ?? [] { all[ObjectIdentifier(tensor)] = tensor }
        }
        let count = all.values.reduce(0) { $0 + $1.count }
        let trained = all.values.filter(\.requiresGrad).reduce(0) { $0 + $1.count }
        let bytes = all.values.reduce(0) { $0 + $1.count * $1.dtype.itemSize }
        let frozen = count == trained ? "all trained" : "\(trained) trained, \(count - trained) not"
        return ["total: \(count) parameters (\(frozen)), \(Bytes.text(bytes))"]
    }

    // MARK: Layers called by containers

    func typeName(of module: Module) -> String? { nil }
    func extraRepr(of module: Module) throws -> String? { nil }
    func repr(of module: Module) throws -> String? { nil }
    func call(_ module: Module, _ inputs: [Operand]) throws -> Operand {
        try visit(module, inputs) {
            try module.forward(inputs)
        } describe: {
            Self.text($0)
        }
    }
}

/// Sizes of memory in words.
enum Bytes {
    static func text(_ count: Int) -> String {
        var number = Double(count)
        for unit in ["bytes", "KB", "MB", "GB"] {
            if number < 1024 || unit == "GB" {
                guard unit != "bytes" else { return "\(count) bytes" }
                return "\((number * 10).rounded() / 10) \(unit)"
            }
            number /= 1024
        }
        return "\(count) bytes"
    }
}
