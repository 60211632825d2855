import Arrays

extension Engine {
    /// `torch.autograd.backward`: adds to the `grad` of every leaf below `tensors`, or of `inputs` only.
    ///
    /// Throws RuntimeError for tensors without a graph, implicit gradients of what is not a scalar, gradients of
    /// another shape, graphs that were freed, saved tensors that were changed.
    package func backward(
        _ tensors: [Tensor], grads: [Tensor?] = [], retainGraph: Bool? = nil, createGraph: Bool = false,
        inputs: [Tensor]? = nil
    ) throws {
        if let inputs, inputs.isEmpty { throw ArrayError.runtime("`inputs` argument to `backward()` cannot be empty.") }
        let roots = try makeRoots(tensors, grads, createGraph)
        var targets: [Edge]?
        if let inputs {
            targets = try inputs.map {
                guard $0.requiresGrad else {
                    throw ArrayError.runtime("One of the differentiated Tensors does not require grad")
                }
                return $0.edge
            }
        }
        if createGraph {
            warn(
                "Using backward() with create_graph=True will create a reference cycle between the parameter and its "
                    + "gradient which can cause a memory leak. We recommend using autograd.grad when creating the "
                    + "graph to avoid this. If you have to use this function, make sure to reset the .grad fields of "
                    + "your parameters to None after use to break the cycle and avoid the leak.")
        }
        _ = try walk(
            roots, Walk.Request(retainGraph: retainGraph ?? createGraph, createGraph: createGraph, targets: targets))
    }

    /// `torch.autograd.grad`: the gradients of `outputs` with respect to `inputs`, nil where there is none (only
    /// with `allowUnused`).
    ///
    /// Throws as `backward` does, and RuntimeError for inputs that are not part of the graph.
    package func grad(
        _ outputs: [Tensor], _ inputs: [Tensor], grads: [Tensor?] = [], retainGraph: Bool? = nil,
        createGraph: Bool = false, allowUnused: Bool = false, materializeGrads: Bool = false
    ) throws -> [Tensor?] {
        if inputs.isEmpty { throw ArrayError.runtime("`inputs` argument to `grad()` cannot be empty.") }
        let roots = try makeRoots(outputs, grads, createGraph)
        let targets: [Edge] = try inputs.map {
            guard $0.requiresGrad else {
                throw ArrayError.runtime("One of the differentiated Tensors does not require grad")
            }
            return $0.edge
        }
        let request = Walk.Request(
            retainGraph: retainGraph ?? createGraph, createGraph: createGraph, targets: targets, accumulates: false)
        var results = try walk(roots, request)
        for (i, result) in results.enumerated() where result == nil {
            if materializeGrads {
                results[i] = try inputs[i].zerosLike()
            } else if !allowUnused {
                throw ArrayError.runtime(
                    "The differentiated Tensor at index \(i) appears to not have been used in the graph. Set "
                        + "allow_unused=True if this is the desired behavior.")
            }
        }
        return results
    }

    private func walk(_ roots: [Walk.Root], _ request: Walk.Request) throws -> [Tensor?] {
        let walk = spareWalk ?? Walk(self)
        spareWalk = nil
        defer { spareWalk = walk }
        return try withGrad(request.createGraph) { try walk.run(roots, request) }
    }

    private func makeRoots(_ tensors: [Tensor], _ grads: [Tensor?], _ createGraph: Bool) throws -> [Walk.Root] {
        var roots: [Walk.Root] = []
        for (i, tensor) in tensors.enumerated() {
            let given = i < grads.count ? grads[i] : nil
            if let given { try Engine.check(given, for: tensor, i) }
            if given == nil, tensor.requiresGrad, tensor.count != 1 {
                throw ArrayError.runtime("grad can be implicitly created only for scalar outputs")
            }
        }
        for (i, tensor) in tensors.enumerated() {
            guard tensor.requiresGrad else {
                throw ArrayError.runtime(
                    "element \(i) of tensors does not require grad and does not have a grad_fn")
            }
            let given = i < grads.count ? grads[i] : nil
            let grad = try given ?? Tensor(NDArray.ones(tensor.shape, tensor.dtype))
            roots.append(
                Walk.Root(edge: tensor.edge, grad: grad.dtype == tensor.dtype ? grad : try grad.to(tensor.dtype)))
        }
        return roots
    }

    private static func check(_ grad: Tensor, for output: Tensor, _ i: Int) throws {
        guard grad.shape == output.shape else {
            throw ArrayError.runtime(
                "Mismatch in shape: grad_output[\(i)] has a shape of torch.Size(\(grad.shape)) and output[\(i)] has a "
                    + "shape of torch.Size(\(output.shape)).")
        }
    }
}

extension Tensor {
    /// `Tensor.backward()`.
    package func backward(
        _ gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false, inputs: [Tensor]? = nil
    ) throws {
        try Engine.current.backward(
            [self], grads: [gradient], retainGraph: retainGraph, createGraph: createGraph, inputs: inputs)
    }
}
