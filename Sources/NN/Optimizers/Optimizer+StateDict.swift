import Arrays
import Autograd

/// `optimizer.state_dict()`: parameters by number instead of by identity.
package struct OptimizerStateData {
    /// What is kept, by the number of the parameter.
    package var state: [(param: Int, tensors: [(name: String, tensor: Tensor?)])]
    /// The groups' options and the numbers of their parameters.
    package var groups: [(options: [(name: String, value: Operand)], names: [String]?, params: [Int])]

    package init(
        state: [(param: Int, tensors: [(name: String, tensor: Tensor?)])],
        groups: [(options: [(name: String, value: Operand)], names: [String]?, params: [Int])]
    ) {
        self.state = state
        self.groups = groups
    }
}

extension Optimizer {
    /// `state_dict()`. The tensors are the optimizer's own.
    package var stateData: OptimizerStateData {
        var numbers: [ObjectIdentifier: Int] = [:]
        var packed: [(options: [(name: String, value: Operand)], names: [String]?, params: [Int])] = []
        for group in groups {
            var params: [Int] = []
            for param in group.params {
                let id = ObjectIdentifier(param)
                let number = numbers[id] ?? numbers.count
                numbers[id] = number
                params.append(number)
            }
            packed.append((group.options, group.paramNames, params))
        }
        let state = states.compactMap { state in
            numbers[ObjectIdentifier(state.param)].map {
                (param: $0, tensors: state.tensors.entries.map { (name: $0.name, tensor: $0.value) })
            }
        }
        return OptimizerStateData(state: state, groups: packed)
    }

    /// `load_state_dict`: other options and other state for the parameters there are.
    ///
    /// Throws ValueError where groups do not match.
    package func load(_ data: OptimizerStateData) throws {
        guard data.groups.count == groups.count else {
            throw ArrayError.value("loaded state dict has a different number of parameter groups")
        }
        guard zip(data.groups, groups).allSatisfy({ $0.params.count == $1.params.count }) else {
            throw ArrayError.value(
                "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
        }
        var params: [Int: Tensor] = [:]
        for (saved, group) in zip(data.groups, groups) {
            for (number, param) in zip(saved.params, group.params) { params[number] = param }
        }
        var states: [ParamState] = []
        for (number, tensors) in data.state {
            guard let param = params[number] else { continue }
            let state = ParamState(param)
            for (name, tensor) in tensors {
                // Counters keep their type, everything else takes the parameter's.
                let converts = name != "step" && param.dtype.isFloatingPoint
                state.tensors.set(name, try tensor.map { converts ? try $0.to(param.dtype) : $0 })
            }
            states.append(state)
        }
        replaceStates(states)
        for (saved, group) in zip(data.groups, groups) {
            group.replaceOptions(saved.options)
            if let names = saved.names { group.paramNames = names }
        }
    }
}
