import Arrays
import Autograd
import NN
import Testing

@Suite("Modules")
struct ModuleTests {
    @Test(
        "A layer prints and starts as PyTorch's, and leaves the generator where PyTorch does",
        arguments: Goldens.blocks("modules"))
    func matchesPyTorch(_ block: Goldens.Block) throws {
        let seed = try #require(Int(block.title.prefix { $0 != " " }))
        try session(seed: seed) {
            let module = try Expression(String(block.title.drop { $0 != " " }.dropFirst())).module()
            #expect(try module.repr() == block.text)
            var lines = try module.stateDict().map { "\($0.name) \(Goldens.describe($0.tensor.array))" }
            let next = try NDArray(empty: [1], .float32)
            try Engine.current.generator.uniform(next)
            lines.append("next \(Goldens.hex(next.element(at: 0).double))")
            #expect(lines == block.data)
        }
    }

    @Test("What cannot be is refused in PyTorch's words", arguments: try Goldens.lines("errors").map(String.init))
    func refusals(_ line: String) throws {
        let parts = line.split(separator: "\t").map(String.init)
        let expression = try Expression(parts[0])
        let message = session { Goldens.message { try ModuleTests.attempt(expression) } }
        #expect(message == parts[1])
    }

    /// Builds what an expression says.
    private static func attempt(_ expression: Expression) throws {
        if Layers.named(expression.name) != nil {
            _ = try expression.module()
            return
        }
        let parameters = [try parameter(.ones([2]))]
        let entry = try #require(Optimizers.named(expression.name))
        _ = try entry.build([.init(parameters)], try expression.operands(entry.signature, skipping: 1))
    }

    @Test("Names are dotted paths, parents first, shared tensors and modules once")
    func traversal() throws {
        try session {
            let shared = try Expression("Linear(2, 2)").module()
            let net = Module()
            try net.registerChild("a", shared)
            try net.registerParameter("scale", try parameter(.ones([1])))
            try net.registerChild("rest", try Expression("Sequential(ReLU(), Linear(2, 1, bias=False))").module())
            try net.registerChild("b", shared)
            #expect(try net.namedParameters().map(\.name) == ["scale", "a.weight", "a.bias", "rest.1.weight"])
            #expect(
                try net.namedParameters(removeDuplicate: false).map(\.name) == [
                    "scale", "a.weight", "a.bias", "rest.1.weight", "b.weight", "b.bias",
                ])
            #expect(try net.namedModules().map(\.name) == ["", "a", "rest", "rest.0", "rest.1"])
            #expect(net.namedChildren().map(\.name) == ["a", "rest"])
            #expect(
                try net.stateDict().map(\.name) == [
                    "scale", "a.weight", "a.bias", "rest.1.weight", "b.weight", "b.bias",
                ])
            #expect(try net.submodule("rest.1").typeName == "Linear")
            #expect(
                Goldens.message { _ = try net.submodule("rest.5") }
                    == "AttributeError: Sequential has no attribute `5`")
        }
    }

    @Test("Parameters can be replaced, taken out and put back")
    func parts() throws {
        try session {
            let layer = try Expression("Linear(2, 1)").module()
            let x = Tensor(try .ones([1, 2]))
            try layer.registerParameter("weight", try parameter(.full([1, 2], .float(3), .float32)))
            try layer.registerParameter("bias", nil)
            #expect(try layer(x).array.item() == .float(6))
            #expect(layer.remove("weight"))
            #expect(
                Goldens.message { _ = try layer(x) }
                    == "AttributeError: 'Linear' object has no attribute 'weight'")
            try layer.registerParameter("weight", try parameter(.ones([1, 2])))
            #expect(try layer(x).array.item() == .float(2))
            #expect(
                Goldens.message { try layer.registerParameter("a.b", nil) }
                    == "KeyError: parameter name can't contain \".\"")
            #expect(
                Goldens.message { try layer.registerParameter("c", Tensor(try .ones([1])) + parameter(.ones([1]))) }
                    == "ValueError: Cannot assign non-leaf Tensor to parameter 'c'. Model parameters must be created "
                    + "explicitly. To express 'c' as a function of another Tensor, compute the value in the forward() "
                    + "method.")
        }
    }

    @Test("A state is loaded by name, and everything wrong with it is told at once")
    func states() throws {
        try session {
            let net = try Expression("Sequential(Linear(2, 3), Linear(3, 1))").module()
            let other = try Expression("Sequential(Linear(2, 3), Linear(3, 1))").module()
            let keys = try net.loadStateDict(try other.stateDict())
            #expect(keys.missing.isEmpty && keys.unexpected.isEmpty)
            #expect(try net.stateDict()[0].tensor.array.doubles() == other.stateDict()[0].tensor.array.doubles())
            let wrong: [(name: String, tensor: Tensor)] = [
                ("0.weight", Tensor(try .ones([3, 2]))), ("0.bias", Tensor(try .ones([4]))),
                ("9.bias", Tensor(try .ones([4]))),
            ]
            #expect(
                Goldens.message { try net.loadStateDict(wrong) }
                    == "RuntimeError: Error(s) in loading state_dict for Sequential:\\n\tMissing key(s) in state_dict: "
                    + "\"1.weight\", \"1.bias\". \\n\tUnexpected key(s) in state_dict: \"9.bias\". \\n\tsize mismatch "
                    + "for 0.bias: copying a param with shape torch.Size([4]) from checkpoint, the shape in current "
                    + "model is torch.Size([3]).")
            #expect(try net.stateDict()[0].tensor.array.doubles() == [1, 1, 1, 1, 1, 1])
        }
    }

    @Test("A deep copy has its own tensors, shared where the original shares")
    func copies() throws {
        try session {
            let net = try Expression("Sequential(Linear(2, 2), ReLU(), MSELoss())").module()
            try net.registerChild("again", net.children["0"])
            let copy = try net.deepCopy()
            #expect(try copy.repr() == net.repr())
            #expect(copy.children["again"] === copy.children["0"])
            #expect(copy.children["0"] !== net.children["0"])
            try Initialization.constant(try #require(copy.children["0"]?.parameters["weight"]), .int(0))
            #expect(try net.allParameters()[0].array.doubles() != [0, 0, 0, 0])
            #expect(try copy.allParameters()[0].requiresGrad)
        }
    }

    @Test("Modes, gradients and types change for the whole tree")
    func everything() throws {
        try session {
            let net = try Expression("Sequential(Linear(2, 2), Sequential(Linear(2, 1)))").module()
            try net.train(false)
            #expect(try net.modules().allSatisfy { !$0.training })
            try net.setRequiresGrad(false)
            #expect(try net.allParameters().allSatisfy { !$0.requiresGrad })
            try net.setRequiresGrad()
            let weight = try net.allParameters()[0]
            try net.convert(to: .float64)
            #expect(weight.dtype == .float64 && weight.requiresGrad)
            try net(Tensor(try .ones([1, 2], .float64))).backward()
            #expect(weight.grad != nil)
            try net.zeroGrad(setToNone: false)
            #expect(weight.grad?.array.doubles() == [0, 0, 0, 0])
            try net.zeroGrad()
            #expect(weight.grad == nil)
            #expect(
                Goldens.message { try net.convert(to: .int64) }
                    == "TypeError: nn.Module.to only accepts floating point or complex dtypes, but got desired "
                    + "dtype=torch.int64")
        }
    }

    @Test("Modules that contain themselves, or go very deep, end in RecursionError and in peace")
    func depth() throws {
        try session {
            let loop = try Expression("Sequential(ReLU())").module()
            try loop.registerChild("self", loop)
            #expect(Goldens.message { _ = try loop.repr() } == "RecursionError: maximum recursion depth exceeded")
            #expect(
                Goldens.message { _ = try loop(Tensor(try .ones([1]))) }
                    == "RecursionError: maximum recursion depth exceeded")
            #expect(try loop.modules().count == 2)
            _ = loop.remove("self")
            var deep = Module()
            for _ in 0..<100_000 {
                let outer = Module()
                try outer.registerChild("0", deep)
                deep = outer
            }
            #expect(Goldens.message { _ = try deep.repr() } == "RecursionError: maximum recursion depth exceeded")
        }
    }

    /// A language's class on top of a module.
    private final class Face: ModuleFace {
        func typeName(of module: Module) -> String? { "Net" }
        func extraRepr(of module: Module) -> String? { nil }
        func repr(of module: Module) throws -> String? { nil }
        func call(_ module: Module, _ inputs: [Operand]) throws -> Operand {
            let x = try Call(inputs).tensor(0)
            let fc = try #require(module.children["fc"])
            return .tensor(try fc(x) * 2)
        }
    }

    @Test("A language's own class prints in the tree and is called within a Sequential")
    func faces() throws {
        try session {
            let net = Module()
            net.face = Face()
            try net.registerChild("fc", try Expression("Linear(1, 1)").module())
            let list = try Layers.containers.sequential.build()
            list.appendChild(net)
            list.appendChild(try Expression("ReLU()").module())
            #expect(
                try list.repr()
                    == "Sequential(\n  (0): Net(\n    (fc): Linear(in_features=1, out_features=1, bias=True)\n  )\n"
                    + "  (1): ReLU()\n)")
            for tensor in try net.allParameters() { try Initialization.constant(tensor, .int(1)) }
            #expect(try list(Tensor(try .ones([1, 1]))).array.item() == .float(4))
        }
    }

    @Test("Lists of modules are edited like Python's and numbered anew")
    func lists() throws {
        try session {
            let list = try Expression("ModuleList([ReLU(), Tanh(), Sigmoid()])").module()
            list.appendChild(try Expression("Linear(1, 1)").module())
            try list.insertChild(try Expression("Identity()").module(), at: 1)
            #expect(
                list.children.entries.map { $0.value?.typeName } == ["ReLU", "Identity", "Tanh", "Sigmoid", "Linear"])
            try list.removeChild(at: -2)
            #expect(list.children.names == ["0", "1", "2", "3"])
            #expect(try list.child(at: -1)?.typeName == "Linear")
            #expect(Goldens.message { _ = try list.child(at: 4) } == "IndexError: index 4 is out of range")
            #expect(
                Goldens.message { try list.insertChild(Module(), at: 9) } == "IndexError: Index out of range: 9")
        }
    }
}
