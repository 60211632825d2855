import Interpreter
import NN

extension TorchRuntime {
    /// Runs `body` with `observer` around every call of a layer's object: it gets the layer, its inputs and the call.
    /// - Parameter values: where classes and networks of the program are to be found.
    package func observingLayers<R>(
        among values: [Value], _ observer: @escaping (Module, [Value], () throws -> Value) throws -> Value,
        _ body: () throws -> R
    ) throws -> R {
        // Calls go to `forward` at once, past the object. A name that no class has sends them through it.
        let forward = machine.intern("forward")
        let detour = machine.intern(" observed")
        var classes = Array(layerTypes.values) + [types.layer]
        for value in values {
            if let type = value.asClass, type.isSubclass(of: types.layer) { classes.append(type) }
            guard let module = value.asLayer?.module else { continue }
            classes += try module.modules().compactMap { wrap($0).asLayer?.type }
        }
        let before = layerObserver
        layerObserver = observer
        for type in classes where type.callName === forward { type.callName = detour }
        defer {
            layerObserver = before
            for type in classes + layerTypes.values where type.callName === detour { type.callName = forward }
        }
        return try body()
    }
}
