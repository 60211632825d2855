import Arrays

extension Tensor {
    /// Notes that this fresh tensor shows the storage of `source`, so that changes of one reach the other's history.
    @inline(__always)
    func becomeView(of source: Tensor) {
        base = source.base ?? source
        viewVersion = Int32(truncatingIfNeeded: array.storage.version)
        flags.insert(.view)
        flags.formUnion(source.flags.intersection([.uncounted, .noGradView, .manyViews, .inference]))
        let state = Engine.state
        if !state.pointee.gradEnabled {
            flags.insert(state.pointee.inferenceMode ? .inferenceView : .noGradView)
        }
    }

    /// Makes `node` right again after the storage was changed in place through the base or another view: the view
    /// is then a strided piece of the base as it is now.
    @inline(__always)
    func refreshView() {
        if viewVersion != Int32(truncatingIfNeeded: array.storage.version) { remakeView() }
    }

    @inline(never)
    private func remakeView() {
        guard let base, base.flags.contains(.requiresGrad) else { return }
        viewVersion = Int32(truncatingIfNeeded: array.storage.version)
        if flags.contains(.noGradView) || flags.contains(.inferenceView) { return }
        node = Ops.strided.makeNode(for: self, of: base)
        outputIndex = 0
        flags.insert(.requiresGrad)
    }

    /// Makes `node` the maker of what this tensor holds after a change in place; for a view, the base's history
    /// goes on with `CopySlices`.
    func rebase(to node: Node) {
        if let base {
            let slices = CopySlices(base: base, view: array.layout, change: node)
            base.node = slices
            base.outputIndex = 0
            base.flags.insert(.requiresGrad)
            if base.flags.contains(.retainsGrad) { slices.retain(base) }
            viewVersion = -1
            remakeView()
        } else {
            self.node = node
            outputIndex = 0
            flags.insert(.requiresGrad)
        }
        if flags.contains(.retainsGrad) { self.node?.retain(self) }
    }
}
