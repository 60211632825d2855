import Autograd
import Interpreter

// The catalog's operations as functions and methods of the language.
extension TorchRuntime {
    /// Gives `torch.Tensor` a method, and a property where there is one, for every operation.
    func declareOperations() {
        for face in [Faces.method, .inPlace] {
            for name in catalog.names(face) {
                let operations = catalog.overloads(of: name, face)
                let binder = Binder(self, name, operations, face)
                machine.method(types.tensor, name, nil, operations.first?.summary ?? "") { _, arguments in
                    try binder.call(arguments)
                }
            }
        }
        for name in catalog.names(.property) {
            guard let operation = catalog.overloads(of: name, .property).first else { continue }
            machine.attribute(types.tensor, name) { [unowned(unsafe) self] _, object in
                guard let tensor = object.asTensor else { return .none }
                return self.value(try operation.call([.tensor(tensor)]), names: operation.resultNames, of: name)
            }
        }
    }

    /// The function of a name under a face (`torch.relu`, `F.relu`), made on first use; nil where there is none.
    func function(_ name: String, _ face: Faces) -> Value? {
        let key = "\(face.rawValue).\(name)"
        if let known = functions[key] { return Value(known) }
        let operations = catalog.overloads(of: name, face)
        guard let first = operations.first else { return nil }
        let binder = Binder(self, name, operations, face)
        let made = machine.native(name, nil, summary: first.summary) { _, arguments in try binder.call(arguments) }
        made.asNative?.shownSignature = first.signature.python
        functions[key] = made.asNative
        return made
    }
}

extension Autograd.Signature {
    /// The parameters in Python's notation.
    var python: String {
        var parts: [String] = []
        for parameter in parameters {
            if parameter.isKeywordOnly, !parts.contains("*") { parts.append("*") }
            parts.append(parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name)
        }
        return parts.joined(separator: ", ")
    }
}
