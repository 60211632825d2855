import Autograd
import Interpreter
import NN

extension TorchRuntime {
    func fillUtils(_ module: ModuleObject) {}
    func fillSchedulers(_ module: ModuleObject) {}
    func fillData(_ module: ModuleObject) {}
}
