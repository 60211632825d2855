import Arrays
import Autograd
import Interpreter

/// PyTorch's classes in one machine.
package final class TorchTypes {
    package let tensor, parameter, size, dtype, device, node, generator, layer, optimizer: ClassObject
    let noGrad, enableGrad, setGradEnabled, inferenceMode: ClassObject
    /// `torch.return_types.max` and its like, by name.
    var returnTypes: [String: ClassObject] = [:]

    init(_ machine: Machine) {
        tensor = machine.makeType("Tensor", module: "torch", allowsAttributes: true)
        parameter = machine.makeType("Parameter", base: tensor, module: "torch.nn.parameter", allowsAttributes: true)
        size = machine.makeType("Size", base: machine.types.tuple, module: "torch")
        dtype = machine.makeType("dtype", module: "torch")
        device = machine.makeType("device", module: "torch")
        node = machine.makeType("Node", module: "torch.autograd.graph")
        generator = machine.makeType("Generator", module: "torch._C")
        layer = machine.makeType("Module", module: "torch.nn.modules.module", allowsAttributes: true)
        optimizer = machine.makeType("Optimizer", module: "torch.optim.optimizer", allowsAttributes: true)
        noGrad = machine.makeType("no_grad", module: "torch.autograd.grad_mode")
        enableGrad = machine.makeType("enable_grad", module: "torch.autograd.grad_mode")
        setGradEnabled = machine.makeType("set_grad_enabled", module: "torch.autograd.grad_mode")
        inferenceMode = machine.makeType("inference_mode", module: "torch.autograd.grad_mode")
    }

    /// Gives the classes their methods and attributes.
    func declare(_ torch: TorchRuntime) {
        torch.declareTensor()
        torch.declareTensorConversions()
        torch.declareOperations()
        torch.declareSize()
        torch.declareDType()
        torch.declareNode()
        torch.declareGradModes()
        torch.declareGenerator()
        torch.declareTensorConstructor()
        torch.declareParameter()
        torch.declareModule()
        torch.declareOptimizer()
        torch.declareOptimizerState()
    }
}
