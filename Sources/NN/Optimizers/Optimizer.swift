import Arrays
import Autograd

/// What an optimizer keeps for one parameter: `step`, `exp_avg`, ….
package final class ParamState {
    /// The parameter.
    package let param: Tensor
    /// Tensors by name in the order of their making.
    package var tensors = Slots<Tensor>()

    init(_ param: Tensor) { self.param = param }
}

/// `torch.optim.Optimizer`: changes parameters by their gradients.
package final class Optimizer {
    /// What declares it; nil for one that a language defines, whose `step` is its own.
    package let entry: OptimizerEntry?
    /// `optimizer.defaults`: what groups get that do not say otherwise.
    package let defaults: [(name: String, value: Operand)]
    /// `optimizer.param_groups`.
    package private(set) var groups: [ParamGroup] = []
    /// What is kept, in the order in which parameters first needed it.
    package private(set) var states: [ParamState] = []
    private var stateIndex: [ObjectIdentifier: Int] = [:]
    /// Where a language binding may keep the object it wraps this optimizer in (not retained).
    package var wrapper: UnsafeMutableRawPointer?

    /// A group as given: parameters, their names if they have any, options other than the defaults.
    package struct GroupSpec {
        package var params: [Tensor]
        package var names: [String]?
        package var options: [(name: String, value: Operand)]

        package init(_ params: [Tensor], names: [String]? = nil, options: [(name: String, value: Operand)] = []) {
            self.params = params
            self.names = names
            self.options = options
        }
    }

    /// An optimizer of these groups; `entry` is nil for one that a language defines.
    ///
    /// Throws ValueError for an empty list and what `add` throws.
    package init(
        _ entry: OptimizerEntry?, defaults: [(name: String, value: Operand)], _ groups: [GroupSpec]
    ) throws {
        self.entry = entry
        self.defaults = defaults
        if groups.isEmpty || (groups.count == 1 && groups[0].params.isEmpty && groups[0].options.isEmpty) {
            throw ArrayError.value("optimizer got an empty parameter list")
        }
        for group in groups { try add(group) }
        if let begin = entry?.begin {
            for group in self.groups { for param in group.params { try begin(param, group, self) } }
        }
    }

    /// `add_param_group`.
    ///
    /// Throws ValueError for results of operations and parameters that another group has.
    package func add(_ spec: GroupSpec) throws {
        for param in spec.params where !param.isLeaf && !param.retainsGrad {
            throw ArrayError.value("can't optimize a non-leaf Tensor")
        }
        let ids = Set(spec.params.map { ObjectIdentifier($0) })
        if ids.count != spec.params.count {
            Engine.current.onWarning?(
                "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; "
                    + "see github.com/pytorch/pytorch/issues/40967 for more information")
        }
        for group in groups where (group.paramNames == nil) != (spec.names == nil) {
            throw ArrayError.value(
                "all optimizer param groups should be with/without names. cannot add param group "
                    + "\(spec.names == nil ? "without names" : "with names") to the optimizer")
        }
        if groups.contains(where: { $0.params.contains { ids.contains(ObjectIdentifier($0)) } }) {
            throw ArrayError.value("some parameters appear in more than one parameter group")
        }
        groups.append(ParamGroup(spec.params, names: spec.names, options: spec.options, defaults: defaults))
    }

    /// `step()`: changes every parameter that has a gradient. A closure is the caller's to run before.
    ///
    /// Throws NotImplementedError for an optimizer without an entry.
    package func step() throws {
        guard let entry else { throw ArrayError.notImplemented("") }
        for group in groups {
            let update = try entry.prepare(group)
            for param in group.params {
                if let grad = param.grad { try update(param, grad, self) }
            }
        }
    }

    /// `zero_grad`: forgets the gradients, or makes them zeros.
    package func zeroGrad(setToNone: Bool = true) throws {
        for group in groups {
            for param in group.params { try param.clearGrad(setToNone: setToNone) }
        }
    }

    // MARK: State

    /// What is kept for a parameter, made on first use.
    @inline(__always)
    package func state(of param: Tensor) -> ParamState {
        if let i = stateIndex[ObjectIdentifier(param)] { return states[i] }
        return makeState(of: param)
    }

    @inline(never)
    private func makeState(of param: Tensor) -> ParamState {
        let state = ParamState(param)
        stateIndex[ObjectIdentifier(param)] = states.count
        states.append(state)
        return state
    }

    /// What is kept for a parameter, if anything.
    package func existingState(of param: Tensor) -> ParamState? {
        stateIndex[ObjectIdentifier(param)].map { states[$0] }
    }

    func replaceStates(_ states: [ParamState]) {
        self.states = states
        stateIndex = Dictionary(states.enumerated().map { (ObjectIdentifier($1.param), $0) }) { first, _ in first }
    }

    /// An optimizer with the same options and copies of its parameters and of what is kept for them.
    package func copy(_ tensor: (Tensor) throws -> Tensor) throws -> Optimizer {
        let specs = try groups.map { group in
            GroupSpec(try group.params.map(tensor), names: group.paramNames, options: group.options)
        }
        let copy = try Optimizer(entry, defaults: defaults, specs)
        copy.replaceStates(
            try states.map { state in
                let made = ParamState(try tensor(state.param))
                made.tensors.replace(with: try state.tensors.entries.map { ($0.name, try $0.value.map(tensor)) })
                return made
            })
        return copy
    }

    // MARK: Going back

    /// What brings groups, options and state back to what they are now; the tensors' numbers are not among them.
    package func memento() -> () -> Void {
        let groups = groups.map { (group: $0, params: $0.params, names: $0.paramNames, options: $0.options) }
        let states = states.map { (state: $0, tensors: $0.tensors) }
        return { [self] in
            self.groups = groups.map(\.group)
            for saved in groups {
                saved.group.params = saved.params
                saved.group.paramNames = saved.names
                saved.group.replaceOptions(saved.options)
            }
            replaceStates(states.map(\.state))
            for saved in states { saved.state.tensors = saved.tensors }
        }
    }

    // MARK: Text

    /// `repr(optimizer)`: every group's options by name.
    package func repr(name: String? = nil) -> String {
        var out = (name ?? entry?.name ?? "Optimizer") + " ("
        for (i, group) in groups.enumerated() {
            out += "\nParameter Group \(i)\n"
            var lines = group.options.map { (name: $0.name, text: PythonText.str($0.value)) }
            if let names = group.paramNames {
                lines.append(("param_names", "[" + names.map { "'\($0)'" }.joined(separator: ", ") + "]"))
            }
            for line in lines.sorted(by: { $0.name < $1.name }) { out += "    \(line.name): \(line.text)\n" }
        }
        return out + ")"
    }
}
