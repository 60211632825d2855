import Interpreter
import Torch
import Syntax
#if canImport(Glibc)
import Glibc
#endif
let path = CommandLine.arguments[1]
let f = fopen(path, "r")!
var bytes: [UInt8] = []
var buf = [UInt8](repeating: 0, count: 1<<16)
while true { let n = fread(&buf, 1, buf.count, f); if n <= 0 { break }; bytes += buf[0..<n] }
let machine = Machine()
let torchAccess = TorchRuntime.install(in: machine, bareNames: true)
machine.output = { print($0, terminator: "") }
let source = Source(name: path, bytes: bytes)
do {
  let module = try Parser.parseFile(source)
  let code = try Compiler.compile(module.body, source: source, mode: .file, machine: machine)
  _ = try machine.run(code, globals: machine.globals)
} catch let e as PythonError {
  print("EXC", e.exception.type.name, (try? machine.str(Value(e.exception))) ?? "?")
  for t in e.exception.traceback.reversed() { let c = t.code.asCode!; print("  line", c.source.line(at: t.span.start), c.name) }
} catch { print("ERR", error) }
