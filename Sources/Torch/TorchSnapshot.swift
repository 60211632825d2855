import Arrays
import Autograd
import Interpreter
import NN

/// PyTorch's side of a session at one moment: tensors, graphs, networks, optimizers, options.
package final class TorchSnapshot {
    private let mementos: [() -> Void]
    private let tensors: TensorSnapshot

    /// Takes the snapshot of what is among `objects`; nil where that would be too large.
    /// - Parameter more: tensors that must be kept although no object leads to them.
    package init?(
        of access: TorchAccess, objects: some Sequence<Object>, more: [Tensor], sharing earlier: TorchSnapshot?
    ) {
        var roots = more + (access.existing?.recent.reached ?? [])
        var modules: [Module] = []
        // Without a runtime none of them is PyTorch's.
        var mementos: [() -> Void] = []
        if access.existing != nil { TorchSnapshot.note(objects, &roots, &modules, &mementos) }
        var seen: Set<ObjectIdentifier> = []
        while let module = modules.popLast() {
            guard seen.insert(ObjectIdentifier(module)).inserted else { continue }
            mementos.append(TorchSnapshot.memento(of: module))
            roots += module.parameters.values + module.buffers.values
            modules += module.children.values
        }
        mementos.append(TorchSnapshot.memento(of: access))
        guard let tensors = TensorSnapshot(roots, sharing: earlier?.tensors) else { return nil }
        (self.tensors, self.mementos) = (tensors, mementos)
    }

    private static func note(
        _ objects: some Sequence<Object>, _ roots: inout [Tensor], _ modules: inout [Module],
        _ mementos: inout [() -> Void]
    ) {
        for object in objects {
            switch object.kind {
            case .tensor: if let tensor = Value(object).asTensor { roots.append(tensor) }
            case .layer: if let module = Value(object).asLayer?.module { modules.append(module) }
            case .optimizer:
                guard let optimizer = Value(object).asOptimizer?.optimizer else { continue }
                mementos.append(optimizer.memento())
                for state in optimizer.states { roots += state.tensors.values }
                for group in optimizer.groups { roots += group.params }
            case .generatorObject:
                guard let face = Value(object).cast(.generatorObject, to: GeneratorObjectFace.self) else { continue }
                let state = face.generator.state
                mementos.append { try? face.generator.restore(state) }
            default: break
            }
        }
    }

    /// What the runtime, or the one to be made, keeps beside its objects.
    private static func memento(of access: TorchAccess) -> () -> Void {
        let runtime = access.existing
        let options = runtime?.printOptions ?? PrintOptions()
        let (optimizer, reached) = (runtime?.recent.optimizer, runtime?.recent.reached ?? [])
        return { [unowned access] in
            guard let runtime = access.existing else { return }
            runtime.printOptions = options
            runtime.recent.optimizer = optimizer
            runtime.recent.reached = reached
        }
    }

    private static func memento(of module: Module) -> () -> Void {
        let (parameters, buffers, children) = (module.parameters, module.buffers, module.children)
        let (options, training, apart) = (module.options, module.training, module.nonPersistent)
        return {
            (module.parameters, module.buffers, module.children) = (parameters, buffers, children)
            (module.options, module.training, module.nonPersistent) = (options, training, apart)
        }
    }

    /// Bytes that this snapshot holds and the one before does not.
    package var byteCount: Int { tensors.byteCount }

    /// Brings everything back.
    package func restore() {
        for memento in mementos { memento() }
        tensors.restore()
    }
}
