import Interpreter
extension TorchRuntime {
    func fillNN(_ module: ModuleObject) {}
    func fillFunctional(_ module: ModuleObject) { fillFace(module, .functional) }
    func fillInit(_ module: ModuleObject) {}
    func fillParameter(_ module: ModuleObject) {}
    func fillUtils(_ module: ModuleObject) {}
    func fillOptim(_ module: ModuleObject) {}
    func fillSchedulers(_ module: ModuleObject) {}
    func fillData(_ module: ModuleObject) {}
    func bareName(_ name: StrObject) throws -> Value? {
        guard let torch = try module("torch") else { return nil }
        if name.string == "torch" { return Value(torch) }
        return try machine.attribute(Value(torch), name)
    }
}
