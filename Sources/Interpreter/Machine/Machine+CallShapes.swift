/// What a call takes, for whoever helps to write one.
package struct CallShape {
    /// The name of what is called.
    package let name: String
    package let parameters: [Parameter]

    package struct Parameter {
        package let name: String
        package let kind: Signature.Parameter.Kind
        /// The default as written or printed; nil where the argument is required.
        package let defaultText: String?

        /// As in a signature.
        package var text: String {
            switch kind {
            case .varArguments: "*" + name
            case .varKeywords: "**" + name
            default: defaultText.map { "\(name)=\($0)" } ?? name
            }
        }
    }

    /// The parameters in Python's notation.
    package var text: String {
        var parts: [String] = []
        for (index, parameter) in parameters.enumerated() {
            let previous = index > 0 ? parameters[index - 1].kind : nil
            if previous == .positionalOnly, parameter.kind != .positionalOnly { parts.append("/") }
            if parameter.kind == .keywordOnly, previous != .keywordOnly, previous != .varArguments { parts.append("*") }
            parts.append(parameter.text)
        }
        if parameters.last?.kind == .positionalOnly { parts.append("/") }
        return parts.joined(separator: ", ")
    }

    /// The same call with its first `count` parameters given.
    package func dropping(_ count: Int) -> CallShape {
        CallShape(name: name, parameters: Array(parameters.dropFirst(count)))
    }
}

extension Machine {
    /// What a call of `value` takes, as far as it is declared; nil for what cannot be called.
    package func callShape(of value: Value) -> CallShape? {
        if let function = value.asFunction { return shape(of: function) }
        if let native = value.asNative { return shape(of: native) }
        if let method = value.asMethod {
            let shape = callShape(of: method.function)
            return method.function.asNative?.shownSignature == nil ? shape?.dropping(1) : shape
        }
        if let type = value.asClass { return shape(of: type) }
        guard value.isObject else { return nil }
        let type = type(of: value)
        guard let method = type.lookup(type.callName ?? names.call), method.asNative == nil else { return nil }
        return callShape(of: method)?.dropping(1)
    }

    private func shape(of type: ClassObject) -> CallShape? {
        for ancestor in type.ancestors {
            if let text = ancestor.callSignature { return shape(type.name, text) }
            guard let own = ancestor.namespace.get(names.initialize)?.asFunction else { continue }
            return CallShape(name: type.name, parameters: shape(of: own).dropping(1).parameters)
        }
        return nil
    }

    private func shape(of native: NativeFunction) -> CallShape? {
        if let text = native.shownSignature { return shape(native.name, text) }
        return native.signature.map { CallShape(name: native.name, parameters: parameters($0)) }
    }

    private func shape(_ name: String, _ text: String) -> CallShape {
        CallShape(name: name, parameters: parameters(Signature(text, self)))
    }

    private func parameters(_ signature: Signature) -> [CallShape.Parameter] {
        signature.parameters.map {
            CallShape.Parameter(name: $0.name.string, kind: $0.kind, defaultText: $0.defaultText)
        }
    }

    private func shape(of function: FunctionObject) -> CallShape {
        let code = function.code
        let firstDefault = code.argumentCount - function.defaults.count
        var parameters: [CallShape.Parameter] = []
        for (index, name) in code.localNames.prefix(code.parameterCount).enumerated() {
            let kind: Signature.Parameter.Kind
            var value: Value?
            if index < code.argumentCount {
                kind = index < code.positionalOnlyCount ? .positionalOnly : .normal
                if index >= firstDefault { value = function.defaults[index - firstDefault] }
            } else if index < code.argumentCount + code.keywordOnlyCount {
                kind = .keywordOnly
                value = function.keywordDefaults?.get(name)
            } else {
                let isFirst = index == code.argumentCount + code.keywordOnlyCount
                kind = code.hasVarArguments && isFirst ? .varArguments : .varKeywords
            }
            let text = value.map { (try? repr($0)) ?? "..." }
            parameters.append(CallShape.Parameter(name: name.string, kind: kind, defaultText: text))
        }
        // The tuple of the rest stands before the parameters that only have names.
        if let rest = parameters.firstIndex(where: { $0.kind == .varArguments }) {
            let moved = parameters.remove(at: rest)
            parameters.insert(moved, at: code.argumentCount)
        }
        return CallShape(name: function.name, parameters: parameters)
    }
}
