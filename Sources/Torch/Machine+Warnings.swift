import Interpreter

// Warnings of tensors and layers, as programs get them.
extension Machine {
    /// Sends a UserWarning on behalf of the line of the program that is running, through the module `warnings`, whose
    /// filters say what comes of it. An operation under way cannot be stopped by it: what a filter turns into an error
    /// is shown like the rest.
    func sendWarning(_ text: String) {
        do {
            try scope {
                let module = try importModule("warnings")
                let warn = try getAttribute(Value(module), intern("warn"))
                _ = try call(warn, [string(text), Value(types[.userWarning])])
            }
        } catch {
            errorOutput("UserWarning: \(text)\n")
        }
    }
}
