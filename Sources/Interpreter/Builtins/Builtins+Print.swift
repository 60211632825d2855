extension Machine {
    func installPrint() {
        define(
            "print", "*args, sep=' ', end='\\n', file=None, flush=False", "Prints values, separated and ended as told."
        ) { machine, arguments in
            let items = arguments[0].asTuple?.items ?? []
            var text = ""
            let separator = arguments[1].isAbsentOrNone ? " " : try machine.printOption(arguments[1], "sep")
            for (index, item) in items.enumerated() {
                if index > 0 { text += separator }
                text += try machine.str(item)
            }
            text += arguments[2].isAbsentOrNone ? "\n" : try machine.printOption(arguments[2], "end")
            if arguments[3].isAbsentOrNone {
                machine.output(text)
            } else {
                let write = try machine.getAttribute(arguments[3], machine.intern("write"))
                _ = try machine.call(write, [machine.string(text)])
            }
            return .none
        }
    }

    private func printOption(_ value: Value, _ name: String) throws -> String {
        guard let text = value.asStr else {
            throw error(.typeError, "\(name) must be None or a string, not \(typeName(value))")
        }
        return text.string
    }
}
