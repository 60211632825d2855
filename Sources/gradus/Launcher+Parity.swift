import Lessons
import Shell
import Terminal

// `gradus parity`.
extension Launcher {
    /// Runs lessons here and under Python with PyTorch. Status 1 for a difference, 2 where there is no PyTorch.
    func compare(_ paths: [String], _ python: String) -> Int32 {
        Interrupts.install()
        let process = PythonProcess(interpreter: python)
        do {
            let (version, status) = try process.run(["-c", "import torch; print(torch.__version__)"], input: "")
            guard status == 0 else {
                return refuse("PyTorch is not installed for \(python); --python PATH names another interpreter")
            }
            let name = version.split(separator: "\n").last.map(String.init) ?? ""
            return compare(paths.flatMap { LessonCheck.files($0) }, process, "PyTorch \(name)")
        } catch PythonProcess.Fault.missing(let reason) {
            return refuse("\(reason); --python PATH names another interpreter")
        } catch {
            return 130
        }
    }

    private func compare(_ paths: [String], _ process: PythonProcess, _ name: String) -> Int32 {
        var differing = 0
        var outputs = 0
        for path in paths {
            do {
                let parity = LessonParity(try LessonLibrary.read(path))
                let (theirs, _) = try process.run(["-i", "-q"], input: parity.program)
                let session = Session { _ in }
                session.machine.interrupt = Interrupts.flag
                let ours = parity.outputs(SessionEvaluator(session))
                if Interrupts.flag.pointee != 0 { return 130 }
                outputs += parity.count
                if let difference = parity.difference(ours, theirs) {
                    differing += 1
                    output.write("\(path):\(difference.line): \(difference.message)\n")
                }
            } catch let fault as LessonFault {
                differing += 1
                output.write(fault.description + "\n")
            } catch {
                return 130
            }
            output.flush()
        }
        let what = "\(paths.count) lesson\(paths.count == 1 ? "" : "s"), \(outputs) pieces"
        output.write(differing == 0 ? "\(what): the same as \(name)\n" : "\(what): \(differing) differ from \(name)\n")
        return differing == 0 ? 0 : 1
    }
}
