/// Examples of what stands around training: batches, rates, clipping.
extension Examples {
    static let trainingNotes: [String: Note] = [
        "default_generator": Note(
            about: "The source of all random numbers that have no generator of their own.",
            example: "torch.manual_seed(3) is torch.default_generator"),
        "Tensor.register_post_accumulate_grad_hook": example(
            "torch.ones(2, requires_grad=True).register_post_accumulate_grad_hook(print) is not None"),
        // Data.
        "BatchSampler": example("list(torch.utils.data.BatchSampler(range(5), batch_size=2, drop_last=False))"),
        "ChainDataset": example("issubclass(torch.utils.data.ChainDataset, torch.utils.data.IterableDataset)"),
        "ConcatDataset": example("torch.utils.data.ConcatDataset([range(3), range(10, 12)])[4]"),
        "DataLoader": example("[x for x in torch.utils.data.DataLoader(range(5), batch_size=2, shuffle=True)]"),
        "Dataset": example("torch.utils.data.Dataset.__add__([1, 2], [3])[2]"),
        "IterableDataset": example("torch.utils.data.IterableDataset.__mro__[1]"),
        "RandomSampler": example("list(torch.utils.data.RandomSampler(range(5)))"),
        "Sampler": example("issubclass(torch.utils.data.RandomSampler, torch.utils.data.Sampler)"),
        "SequentialSampler": example("list(torch.utils.data.SequentialSampler('abc'))"),
        "StackDataset": example("torch.utils.data.StackDataset(range(3), 'abc')[1]"),
        "Subset": example("list(torch.utils.data.Subset('abcd', [3, 1]))"),
        "SubsetRandomSampler": example("list(torch.utils.data.SubsetRandomSampler([2, 3, 5, 7]))"),
        "TensorDataset": example("torch.utils.data.TensorDataset(torch.ones(3, 2), torch.arange(3))[1]"),
        "WeightedRandomSampler": example("list(torch.utils.data.WeightedRandomSampler([1, 1, 8], 6))"),
        "default_collate": example("torch.utils.data.default_collate([(torch.ones(2), 0), (torch.zeros(2), 1)])"),
        "default_convert": example("torch.utils.data.default_convert((1, 'a'))"),
        "get_worker_info": example("torch.utils.data.get_worker_info() is None"),
        "random_split": example("[list(p) for p in torch.utils.data.random_split(range(5), [3, 2])]"),
        // Learning rates.
        "LRScheduler": example("issubclass(optim.lr_scheduler.StepLR, optim.lr_scheduler.LRScheduler)"),
        "ChainedScheduler": example(
            "(lambda s, o: s.ChainedScheduler([s.ExponentialLR(o, 0.5), s.ConstantLR(o, 0.5)]).get_last_lr())"
                + "(optim.lr_scheduler, \(sgd))"),
        "ConstantLR": rate("ConstantLR", "factor=0.5, total_iters=3"),
        "CosineAnnealingLR": rate("CosineAnnealingLR", "T_max=10"),
        "CosineAnnealingWarmRestarts": rate("CosineAnnealingWarmRestarts", "T_0=10"),
        "CyclicLR": rate("CyclicLR", "base_lr=0.01, max_lr=0.1, cycle_momentum=False"),
        "ExponentialLR": rate("ExponentialLR", "gamma=0.9"),
        "LambdaLR": rate("LambdaLR", "lambda epoch: 1 / (epoch + 1)"),
        "LinearLR": rate("LinearLR", "start_factor=0.5, total_iters=4"),
        "MultiStepLR": rate("MultiStepLR", "milestones=[30, 80]"),
        "MultiplicativeLR": rate("MultiplicativeLR", "lambda epoch: 0.95"),
        "OneCycleLR": rate("OneCycleLR", "max_lr=0.1, total_steps=100, cycle_momentum=False"),
        "PolynomialLR": rate("PolynomialLR", "total_iters=10, power=2.0"),
        "ReduceLROnPlateau": rate("ReduceLROnPlateau", "patience=3"),
        "SequentialLR": example(
            "(lambda s, o: s.SequentialLR(o, [s.ConstantLR(o, 0.1), s.ExponentialLR(o, 0.9)], [2])"
                + ".get_last_lr())(optim.lr_scheduler, \(sgd))"),
        "StepLR": rate("StepLR", "step_size=30"),
        // Gradients and parameters together.
        "clip_grad_norm_": example("nn.utils.clip_grad_norm_(nn.Linear(2, 1).parameters(), max_norm=1.0)"),
        "clip_grad_value_": example("nn.utils.clip_grad_value_(nn.Linear(2, 1).parameters(), 0.5)"),
        "get_total_norm": example("nn.utils.get_total_norm([torch.tensor([3.]), torch.tensor([4.])])"),
        "parameters_to_vector": example("nn.utils.parameters_to_vector(nn.Linear(2, 1).parameters()).shape"),
        "vector_to_parameters": example("nn.utils.vector_to_parameters(torch.ones(3), nn.Linear(2, 1).parameters())"),
    ]

    private static let sgd = "optim.SGD(nn.Linear(2, 1).parameters(), lr=0.1)"

    private static func example(_ text: String) -> Note { Note(about: "", example: text) }

    private static func rate(_ name: String, _ options: String) -> Note {
        example("optim.lr_scheduler.\(name)(\(sgd), \(options)).get_last_lr()")
    }
}
