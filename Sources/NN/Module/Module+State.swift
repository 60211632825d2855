import Arrays
import Autograd

/// What `load_state_dict` found: `_IncompatibleKeys`.
package struct IncompatibleKeys: Sendable {
    package var missing: [String] = []
    package var unexpected: [String] = []
}

extension Module {
    /// `state_dict`: for each module, parents first, its parameters and then its persistent buffers, under dotted
    /// names. The tensors are the module's own; a language shows them detached.
    package final func stateDict(prefix: String = "") throws -> [(name: String, tensor: Tensor)] {
        var out: [(name: String, tensor: Tensor)] = []
        try eachWithPrefix(prefix, 0) { module, prefix in
            for (name, tensor) in module.stateEntries { out.append((prefix + name, tensor)) }
        }
        return out
    }

    private var stateEntries: [(name: String, tensor: Tensor)] {
        var out: [(name: String, tensor: Tensor)] = []
        for (name, tensor) in parameters.entries { if let tensor { out.append((name, tensor)) } }
        for (name, tensor) in buffers.entries where !nonPersistent.contains(name) {
            if let tensor { out.append((name, tensor)) }
        }
        return out
    }

    /// Visits this module and all below, parents first, duplicates as often as they occur.
    private func eachWithPrefix(_ prefix: String, _ depth: Int, _ body: (Module, String) throws -> Void) throws {
        if depth > Module.depthLimit { throw Module.tooDeep }
        try body(self, prefix)
        for (name, child) in children.entries {
            try child?.eachWithPrefix(prefix + name + ".", depth + 1, body)
        }
    }

    /// `load_state_dict`: copies tensors into the parameters and buffers of the same names.
    ///
    /// - Parameter state: names and tensors in their order.
    /// - Parameter strict: whether missing and unexpected names are errors.
    /// Throws RuntimeError that lists everything wrong, after loading what fits.
    @discardableResult
    package final func loadStateDict(
        _ state: [(name: String, tensor: Tensor)], strict: Bool = true
    ) throws -> IncompatibleKeys {
        var byName: [String: Tensor] = [:]
        for (name, tensor) in state { byName[name] = tensor }
        var keys = IncompatibleKeys()
        var errors: [String] = []
        var known: Set<String> = []
        try eachWithPrefix("", 0) { module, prefix in
            module.willLoad(&byName, prefix: prefix)
            for (name, target) in module.stateEntries {
                known.insert(prefix + name)
                guard let source = byName[prefix + name] else {
                    keys.missing.append(prefix + name)
                    continue
                }
                if let error = try Module.copy(source, to: target, prefix + name) { errors.append(error) }
            }
        }
        keys.unexpected = state.map(\.name).filter { !known.contains($0) }
        if strict {
            if !keys.unexpected.isEmpty { errors.insert(Module.list("Unexpected", keys.unexpected), at: 0) }
            if !keys.missing.isEmpty { errors.insert(Module.list("Missing", keys.missing), at: 0) }
        }
        guard errors.isEmpty else {
            throw ArrayError.runtime(
                "Error(s) in loading state_dict for \(typeName):\n\t" + errors.joined(separator: "\n\t"))
        }
        return keys
    }

    private static func list(_ kind: String, _ names: [String]) -> String {
        "\(kind) key(s) in state_dict: " + names.map { "\"\($0)\"" }.joined(separator: ", ") + ". "
    }

    /// Copies one tensor; returns what is wrong with it.
    private static func copy(_ source: Tensor, to target: Tensor, _ name: String) throws -> String? {
        // Tensors of one element were saved as vectors once.
        let source =
            target.rank == 0 && source.shape == [1] ? Tensor(source.array.with(Layout(contiguous: []))) : source
        guard source.shape == target.shape else {
            return "size mismatch for \(name): copying a param with shape torch.Size(\(source.shape)) from checkpoint, "
                + "the shape in current model is torch.Size(\(target.shape))."
        }
        try Engine.current.withGrad(false) { _ = try Ops.mutation.copy_(target, source) }
        return nil
    }
}
