import Arrays

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tensors as they are at one moment: numbers, gradients, and the graphs behind them.
package final class TensorSnapshot {
    /// The memory of tensors with a copy of what was in it.
    private struct Content {
        let storage: Storage
        let version: Int
        let copy: Storage
    }

    private struct State {
        let tensor: Tensor
        let array: NDArray
        let flags: Tensor.Flags
        let outputIndex: Int32
        let viewVersion: Int32
        let node: Node?
        let base: Tensor?
        let gradient: Tensor?
    }

    private var states: [State] = []
    private var contents: [ObjectIdentifier: Content] = [:]
    private var nodes: [() -> Void] = []
    private var seen: Set<ObjectIdentifier> = []
    private let generator: [UInt8]
    private let restorations: Int
    private let gradEnabled: Bool
    private let defaultDType: DType
    /// Bytes that this snapshot holds and an earlier one does not.
    package private(set) var byteCount = 0

    /// Graphs and memory beyond this are not kept.
    private static let mostNodes = 300_000
    private static let mostBytes = 512 << 20
    private static let largeBytes = 1 << 20
    /// About what a tensor and a node take here.
    private static let stateBytes = 120
    private static let nodeBytes = 240

    /// Takes the snapshot of all that `roots` lead to; numbers that have not changed since `previous` are shared with
    /// it. nil where it would be too large.
    package init?(_ roots: [Tensor], sharing previous: TensorSnapshot?) {
        let engine = Engine.current
        generator = engine.generator.state
        restorations = engine.restorations
        gradEnabled = engine.gradEnabled
        defaultDType = engine.defaultDType
        var tensors = roots
        var pending: [Node] = []
        var nodeCount = 0
        var total = 0
        while true {
            if let tensor = tensors.popLast() {
                guard seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
                note(tensor)
                total += tensor.array.storage.byteCount
                guard total <= TensorSnapshot.mostBytes, keep(tensor.array.storage, previous) else { return nil }
                if let gradient = tensor.gradient { tensors.append(gradient) }
                if let base = tensor.base { tensors.append(base) }
                if let node = tensor.node { pending.append(node) }
            } else if let node = pending.popLast() {
                guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
                nodeCount += 1
                guard nodeCount <= TensorSnapshot.mostNodes else { return nil }
                if let leaf = node.variable { tensors.append(leaf) }
                if let memento = node.memento() { nodes.append(memento) }
                for index in 0..<node.inputCount { if let next = node.edge(index).node { pending.append(next) } }
            } else {
                break
            }
        }
        seen = []
        byteCount += states.count * TensorSnapshot.stateBytes + nodes.count * TensorSnapshot.nodeBytes
    }

    private func note(_ tensor: Tensor) {
        states.append(
            State(
                tensor: tensor, array: tensor.array, flags: tensor.flags, outputIndex: tensor.outputIndex,
                viewVersion: tensor.viewVersion, node: tensor.node, base: tensor.base, gradient: tensor.gradient))
    }

    /// Copies memory, unless that was done; false where there is no room.
    private func keep(_ storage: Storage, _ previous: TensorSnapshot?) -> Bool {
        let id = ObjectIdentifier(storage)
        if contents[id] != nil { return true }
        if let previous, let known = previous.contents[id], known.storage === storage,
            isUnchanged(known, mayTrust: previous.restorations == restorations)
        {
            contents[id] = Content(storage: storage, version: storage.version, copy: known.copy)
            return true
        }
        guard let copy = try? Storage.allocate(byteCount: storage.byteCount) else { return false }
        memcpy(copy.bytes, storage.bytes, storage.byteCount)
        byteCount += storage.byteCount
        contents[id] = Content(storage: storage, version: storage.version, copy: copy)
        return true
    }

    /// Whether memory holds what it did. Large memory is believed its version, if samples of it agree.
    private func isUnchanged(_ known: Content, mayTrust: Bool) -> Bool {
        let (now, then, count) = (known.storage.bytes, known.copy.bytes, known.storage.byteCount)
        guard mayTrust, known.version == known.storage.version, count > TensorSnapshot.largeBytes else {
            return memcmp(then, now, count) == 0
        }
        let part = 64
        return stride(from: 0, to: count - part, by: count / 256).allSatisfy { memcmp(then + $0, now + $0, part) == 0 }
    }

    /// Brings everything back, the random generator included.
    package func restore() {
        for content in contents.values {
            memcpy(content.storage.bytes, content.copy.bytes, content.storage.byteCount)
            content.storage.version = content.version
        }
        for memento in nodes { memento() }
        for state in states {
            let tensor = state.tensor
            tensor.array = state.array
            tensor.flags = state.flags
            tensor.outputIndex = state.outputIndex
            tensor.viewVersion = state.viewVersion
            tensor.node = state.node
            tensor.base = state.base
            tensor.gradient = state.gradient
            if state.flags.contains(.accumulates) { state.node?.asAccumulator?.leaf = tensor }
        }
        let engine = Engine.current
        engine.restorations &+= 1
        try? engine.generator.restore(generator)
        engine.gradEnabled = gradEnabled
        engine.defaultDType = defaultDType
    }
}
