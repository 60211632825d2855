import Autograd
import Interpreter
import NN

// Parts of PyTorch whose names are known, so that the error can say that Gradus has not got them.
extension TorchRuntime {
    func fillUtils(_ module: ModuleObject) {
        refuse(
            module,
            ["clip_grad_norm_", "clip_grad_value_", "parameters_to_vector", "vector_to_parameters", "rnn", "prune"])
    }

    func fillSchedulers(_ module: ModuleObject) {
        refuse(
            module,
            [
                "StepLR", "MultiStepLR", "ExponentialLR", "CosineAnnealingLR", "LinearLR", "ConstantLR", "LambdaLR",
                "MultiplicativeLR", "ReduceLROnPlateau", "OneCycleLR", "CyclicLR", "PolynomialLR", "SequentialLR",
                "ChainedScheduler", "CosineAnnealingWarmRestarts", "LRScheduler",
            ])
    }

    func fillData(_ module: ModuleObject) {
        refuse(
            module,
            [
                "DataLoader", "Dataset", "IterableDataset", "TensorDataset", "ConcatDataset", "Subset", "random_split",
                "Sampler", "RandomSampler", "SequentialSampler", "BatchSampler", "WeightedRandomSampler",
            ])
    }

    /// Answers the names with NotImplementedError.
    private func refuse(_ module: ModuleObject, _ names: Set<String>) {
        let path = module.name
        lookUp(module, names: { [] }) { [unowned(unsafe) self] name in
            guard names.contains(name) else { return nil }
            throw self.machine.error(.notImplementedError, "\(path).\(name) is not part of Gradus")
        }
    }
}
