import Autograd
import Interpreter
import Torch

/// A session as it is between two entries: variables and every object that they reach, tensors with their numbers,
/// gradients and graphs, networks, optimizers, all random generators, PyTorch's options, and what `_`, `backward` and
/// `step` refer to. `Session.restore` brings it back to the bit, any number of times, also after a later snapshot was
/// restored. What was printed or written to files is not part of it, nor are the settings of `set`, save precision.
package struct Snapshot {
    fileprivate let objects: ObjectSnapshot
    fileprivate let torch: TorchSnapshot
    fileprivate let last: Object?
    fileprivate let graph: Tensor?
    /// How often files had been changed.
    fileprivate let fileChanges: Int
    /// How many entries the session had before it: the number, from 0, of the first that `restore` takes back.
    package let entryCount: Int
    /// Bytes that it holds and the earlier one, which it shares with, does not.
    package var byteCount: Int { objects.byteCount + torch.byteCount }
}

extension Session {
    /// Takes a snapshot. Only between entries, or before one runs. Below a millisecond for the sessions of lessons; a
    /// walk over all that the variables reach, and a copy of the tensors that have changed since `earlier`.
    /// - Parameter earlier: a snapshot whose copies are shared where nothing has changed.
    /// - Returns: nil where it would be too large: beyond millions of objects, or half a gigabyte of tensors.
    package func snapshot(sharing earlier: Snapshot? = nil) -> Snapshot? {
        guard let objects = ObjectSnapshot(of: machine),
            let tensors = TorchSnapshot(
                of: torch, objects: objects.objects, more: [recall.graph].compactMap { $0 }, sharing: earlier?.torch)
        else { return nil }
        return Snapshot(
            objects: objects, torch: tensors, last: recall.last, graph: recall.graph,
            fileChanges: fileChanges, entryCount: log.newNumber ?? log.count)
    }

    private var fileChanges: Int { surroundings.files.changes - ownFileChanges }

    /// Brings a session back to what it was, and takes the entries since out of what `save` writes. Only between
    /// entries, or by a command.
    /// - Returns: what could not be brought back, in words, each once.
    @discardableResult
    package func restore(_ snapshot: Snapshot) -> [String] {
        let lasting = snapshot.objects.lasting
        let hasWritten = fileChanges != snapshot.fileChanges
        snapshot.objects.restore()
        snapshot.torch.restore()
        recall.restore(last: snapshot.last, graph: snapshot.graph)
        log.undo(from: snapshot.entryCount)
        undoHistory.forget(from: snapshot.entryCount)
        return lasting + (hasWritten ? ["what was written to files"] : [])
    }
}
