import Interpreter

// Modules of Python that Gradus leaves out on purpose, and why: what a program is told instead of "No module named".
extension StandardLibrary {
    private static let noPrograms = "programs start no other programs and share no work between threads here"
    private static let noNetwork = "programs have no network here"
    private static let noNative = "programs call no native code here"
    private static let noPickles =
        "a pickle can run any code when it is read: torch.save, torch.load and json are there"

    private static let refused: [String: String] = {
        var reasons: [String: String] = [:]
        for (names, reason) in [
            (
                [
                    "subprocess", "multiprocessing", "threading", "_thread", "signal", "asyncio", "concurrent", "sched",
                    "pty", "queue", "resource",
                ], noPrograms
            ),
            (
                [
                    "socket", "ssl", "urllib", "http", "requests", "ftplib", "smtplib", "socketserver", "xmlrpc",
                    "select", "selectors", "webbrowser", "urllib3", "aiohttp",
                ], noNetwork
            ),
            (["ctypes", "cffi", "mmap", "fcntl"], noNative),
            (["decimal"], "float is there, and fractions.Fraction for exact arithmetic"),
            (["pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle"], noPickles),
        ] {
            for name in names { reasons[name] = reason }
        }
        return reasons
    }()

    /// The error for a module that is left out; nil for any other name.
    static func refusal(_ name: String, _ machine: Machine) -> PythonError? {
        let top = name.split(separator: ".").first.map(String.init) ?? name
        guard let reason = refused[top] else { return nil }
        let message = "No module named '\(name)': '\(top)' is not part of Gradus (\(reason))"
        let raised = machine.error(.moduleNotFoundError, message)
        raised.exception.setOwnAttribute(machine.intern("name"), machine.string(name))
        return raised
    }
}
