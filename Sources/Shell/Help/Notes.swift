/// What help says of names beside their declarations: a sentence where they have none, and an example. Keys are as
/// written behind `torch.`, element types and the parts of `nn` and `optim` in full.
extension Examples {
    struct Note {
        let about: String
        let example: String
    }

    /// The note on a name as it was written, or as it is called.
    static func note(_ names: [String]) -> Note? {
        for name in names {
            for key in name.hasPrefix("torch.") ? [name, String(name.dropFirst(6))] : [name] {
                if let note = notes[key] ?? trainingNotes[key] { return note }
            }
        }
        return nil
    }

    private static let notes: [String: Note] = [
        "BoolTensor": Note(about: "", example: "torch.BoolTensor([True, False])"),
        "BFloat16Tensor": Note(about: "", example: "torch.BFloat16Tensor([1, 2])"),
        "CharTensor": Note(about: "", example: "torch.CharTensor([1, 2])"),
        "HalfTensor": Note(about: "", example: "torch.HalfTensor([1, 2])"),
        "ShortTensor": Note(about: "", example: "torch.ShortTensor([1, 2])"),
        "ByteTensor": Note(about: "", example: "torch.ByteTensor([1, 2])"),
        "DoubleTensor": Note(about: "", example: "torch.DoubleTensor([1, 2])"),
        "FloatTensor": Note(about: "", example: "torch.FloatTensor([1, 2])"),
        "IntTensor": Note(about: "", example: "torch.IntTensor([1, 2])"),
        "LongTensor": Note(about: "", example: "torch.LongTensor([1, 2])"),
        "Generator": Note(
            about: "A source of random numbers of its own, for functions that take generator=.",
            example: "torch.rand(2, generator=torch.Generator().manual_seed(0))"),
        "Size": Note(about: "The shape of a tensor: a tuple with numel().", example: "torch.Size([2, 3]).numel()"),
        "Tensor": Note(
            about: "The class of tensors. torch.tensor makes one from numbers, with their type; this always of float.",
            example: "torch.Tensor([1, 2])"),
        "as_tensor": Note(about: "", example: "torch.as_tensor([1., 2.])"),
        "asarray": Note(about: "", example: "torch.asarray([1., 2.])"),
        "bernoulli": Note(about: "", example: "torch.bernoulli(torch.tensor([0.1, 0.5, 0.9]))"),
        "broadcast_tensors": Note(
            about: "",
            example: "[t.shape for t in torch.broadcast_tensors(torch.ones(3, 1), torch.ones(2))]"),
        "device": Note(about: "Where a tensor is. Here there is the CPU.", example: "torch.device('cpu')"),
        "dtype": Note(about: "The type of a tensor's elements.", example: "isinstance(torch.float32, torch.dtype)"),
        "empty": Note(about: "", example: "torch.empty(2, 3).shape"),
        "empty_like": Note(about: "", example: "torch.empty_like(torch.ones(2, 3)).shape"),
        "enable_grad": Note(
            about: "Turns gradients on inside a with block, or as a decorator.",
            example: "torch.enable_grad()(torch.is_grad_enabled)()"),
        "inference_mode": Note(
            about: "Like no_grad, and what is computed never takes part in gradients later.",
            example: "torch.inference_mode()(torch.is_grad_enabled)()"),
        "no_grad": Note(
            about: "Turns gradients off inside a with block, or as a decorator: nothing is written into the graph.",
            example: "torch.no_grad()(torch.square)(torch.tensor(3., requires_grad=True))"),
        "set_grad_enabled": Note(
            about: "Turns gradients on or off, at once or inside a with block.",
            example: "torch.set_grad_enabled(False)"),
        "fill_": Note(about: "", example: "torch.fill_(torch.zeros(3), 7.)"),
        "zero_": Note(about: "", example: "torch.zero_(torch.ones(3))"),
        "floor_divide": Note(about: "", example: "torch.floor_divide(torch.tensor([7., -7.]), 2)"),
        "get_default_dtype": Note(about: "", example: "torch.get_default_dtype()"),
        "get_num_threads": Note(about: "", example: "torch.get_num_threads() > 0"),
        "get_rng_state": Note(about: "", example: "torch.get_rng_state().shape"),
        "set_rng_state": Note(about: "", example: "torch.set_rng_state(torch.get_rng_state())"),
        "initial_seed": Note(about: "", example: "torch.initial_seed()"),
        "seed": Note(about: "", example: "isinstance(torch.seed(), int)"),
        "is_floating_point": Note(about: "", example: "torch.is_floating_point(torch.tensor([1, 2]))"),
        "is_grad_enabled": Note(about: "", example: "torch.is_grad_enabled()"),
        "is_inference_mode_enabled": Note(about: "", example: "torch.is_inference_mode_enabled()"),
        "is_tensor": Note(about: "", example: "torch.is_tensor([1, 2])"),
        "multinomial": Note(about: "", example: "torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 2)"),
        "normal": Note(about: "", example: "torch.normal(0., 1., (2, 3))"),
        "numel": Note(about: "", example: "torch.numel(torch.ones(2, 3))"),
        "promote_types": Note(about: "", example: "torch.promote_types(torch.int64, torch.float32)"),
        "result_type": Note(about: "", example: "torch.result_type(torch.tensor([1, 2]), 1.5)"),
        "rand_like": Note(about: "", example: "torch.rand_like(torch.zeros(2, 3))"),
        "randn_like": Note(about: "", example: "torch.randn_like(torch.zeros(2, 3))"),
        "randint_like": Note(about: "", example: "torch.randint_like(torch.zeros(2, 3), 10)"),
        "set_default_dtype": Note(about: "", example: "torch.set_default_dtype(torch.float64)"),
        "set_num_threads": Note(about: "", example: "torch.set_num_threads(torch.get_num_threads())"),
        "set_printoptions": Note(about: "", example: "torch.set_printoptions(precision=8)"),
        "use_deterministic_algorithms": Note(about: "", example: "torch.use_deterministic_algorithms(False)"),
        "e": Note(about: "The base of the natural logarithm.", example: "torch.e"),
        "pi": Note(about: "Half the circumference of the unit circle.", example: "torch.pi"),
        "inf": Note(about: "Infinity.", example: "-torch.inf < 0"),
        "nan": Note(about: "Not a number: what 0 / 0 gives.", example: "torch.nan == torch.nan"),
        "nn.Module": Note(
            about:
                "What networks are made from: make the parts in __init__ behind super().__init__(), use them in forward.",
            example: "len(list(nn.Linear(2, 3).parameters()))"),
        "nn.Parameter": Note(
            about: "A tensor that belongs to a module's parameters and requires gradients.",
            example: "nn.Parameter(torch.ones(2))"),
        "optim.Optimizer": Note(
            about: "What optimizers are made from: they change parameters by their gradients in step().",
            example: "isinstance(optim.SGD([torch.ones(2, requires_grad=True)], lr=0.1), optim.Optimizer)"),
        "Tensor.H": Note(
            about: "The conjugate transpose of a matrix; of real numbers, the transpose.",
            example: "torch.tensor([[1., 2.], [3., 4.]]).H"),
        "Tensor.T": Note(
            about: "The matrix with rows and columns exchanged.",
            example: "torch.tensor([[1, 2, 3], [4, 5, 6]]).T"),
        "Tensor.mT": Note(
            about: "Every matrix of a batch with rows and columns exchanged.",
            example: "torch.ones(5, 2, 3).mT.shape"),
        "Tensor.backward": Note(about: "", example: "torch.tensor(2., requires_grad=True).square().backward()"),
        "Tensor.bernoulli": Note(about: "", example: "torch.tensor([0.1, 0.5, 0.9]).bernoulli()"),
        "Tensor.bernoulli_": Note(about: "", example: "torch.zeros(4).bernoulli_(0.5)"),
        "Tensor.bfloat16": Note(about: "", example: "torch.tensor([1.001]).bfloat16()"),
        "Tensor.bool": Note(about: "", example: "torch.tensor([0., 2.]).bool()"),
        "Tensor.byte": Note(about: "", example: "torch.tensor([1.7]).byte()"),
        "Tensor.char": Note(about: "", example: "torch.tensor([1.7]).char()"),
        "Tensor.double": Note(about: "", example: "torch.tensor([1.5]).double()"),
        "Tensor.float": Note(about: "", example: "torch.tensor([1, 2]).float()"),
        "Tensor.half": Note(about: "", example: "torch.tensor([1.5]).half()"),
        "Tensor.int": Note(about: "", example: "torch.tensor([1.7]).int()"),
        "Tensor.long": Note(about: "", example: "torch.tensor([1.7]).long()"),
        "Tensor.short": Note(about: "", example: "torch.tensor([1.7]).short()"),
        "Tensor.copy_": Note(about: "", example: "torch.zeros(2).copy_(torch.tensor([1., 2.]))"),
        "Tensor.cpu": Note(about: "", example: "torch.ones(2).cpu()"),
        "Tensor.data": Note(
            about: "The same numbers outside of the graph.",
            example: "torch.ones(2, requires_grad=True).data"),
        "Tensor.data_ptr": Note(about: "", example: "torch.ones(2).data_ptr() != 0"),
        "Tensor.detach": Note(about: "", example: "torch.ones(2, requires_grad=True).detach()"),
        "Tensor.detach_": Note(about: "", example: "(torch.ones(2, requires_grad=True) * 2).detach_()"),
        "Tensor.device": Note(about: "Where the tensor is.", example: "torch.ones(2).device"),
        "Tensor.dim": Note(about: "", example: "torch.ones(2, 3).dim()"),
        "Tensor.ndimension": Note(about: "", example: "torch.ones(2, 3).ndimension()"),
        "Tensor.ndim": Note(about: "The number of dimensions.", example: "torch.ones(2, 3).ndim"),
        "Tensor.dtype": Note(about: "The type of the elements.", example: "torch.tensor([1, 2]).dtype"),
        "Tensor.element_size": Note(about: "", example: "torch.ones(2).element_size()"),
        "Tensor.itemsize": Note(about: "The bytes of one element.", example: "torch.ones(2).itemsize"),
        "Tensor.nbytes": Note(about: "The bytes of all elements.", example: "torch.ones(2, 3).nbytes"),
        "Tensor.exponential_": Note(about: "", example: "torch.zeros(3).exponential_()"),
        "Tensor.fill_": Note(about: "", example: "torch.zeros(3).fill_(7.)"),
        "Tensor.fill_diagonal_": Note(about: "", example: "torch.zeros(2, 2).fill_diagonal_(1.)"),
        "Tensor.floor_divide": Note(about: "", example: "torch.tensor([7., -7.]).floor_divide(2)"),
        "Tensor.floor_divide_": Note(about: "", example: "torch.tensor([7., -7.]).floor_divide_(2)"),
        "Tensor.get_device": Note(about: "", example: "torch.ones(2).get_device()"),
        "Tensor.grad": Note(
            about: "What backward has added up for this leaf; None before.",
            example: "torch.ones(2, requires_grad=True).grad"),
        "Tensor.grad_fn": Note(
            about: "The graph's node that made this tensor; None for a leaf.",
            example: "(torch.ones(2, requires_grad=True) * 2).grad_fn.name()"),
        "Tensor.is_contiguous": Note(about: "", example: "torch.ones(2, 3).T.is_contiguous()"),
        "Tensor.is_cuda": Note(
            about: "Whether the tensor is on a graphics card: never here.",
            example: "torch.ones(2).is_cuda"),
        "Tensor.is_floating_point": Note(about: "", example: "torch.tensor([1, 2]).is_floating_point()"),
        "Tensor.is_leaf": Note(
            about: "Whether no operation of a graph has made this tensor: backward keeps gradients for leaves.",
            example: "(torch.ones(2, requires_grad=True) * 2).is_leaf"),
        "Tensor.item": Note(about: "", example: "torch.tensor(2.5).item()"),
        "Tensor.layout": Note(about: "How the numbers lie in memory.", example: "torch.ones(2).layout"),
        "Tensor.multinomial": Note(about: "", example: "torch.tensor([0.1, 0.2, 0.7]).multinomial(2)"),
        "Tensor.nelement": Note(about: "", example: "torch.ones(2, 3).nelement()"),
        "Tensor.numel": Note(about: "", example: "torch.ones(2, 3).numel()"),
        "Tensor.new_empty": Note(about: "", example: "torch.ones(2).new_empty((3, 2)).shape"),
        "Tensor.new_full": Note(about: "", example: "torch.ones(2).new_full((3,), 7.)"),
        "Tensor.new_ones": Note(about: "", example: "torch.zeros(2).new_ones((3,))"),
        "Tensor.new_zeros": Note(about: "", example: "torch.ones(2).new_zeros((3,))"),
        "Tensor.new_tensor": Note(about: "", example: "torch.ones(2).new_tensor([3, 4])"),
        "Tensor.normal_": Note(about: "", example: "torch.zeros(3).normal_()"),
        "Tensor.uniform_": Note(about: "", example: "torch.zeros(3).uniform_()"),
        "Tensor.random_": Note(about: "", example: "torch.zeros(3).random_(10)"),
        "Tensor.output_nr": Note(
            about: "Which result of its graph node the tensor is.",
            example: "torch.ones(2).output_nr"),
        "Tensor.register_hook": Note(
            about: "",
            example: "torch.ones(2, requires_grad=True).register_hook(print) is not None"),
        "Tensor.requires_grad": Note(
            about: "Whether gradients are computed for this tensor.",
            example: "torch.ones(2).requires_grad"),
        "Tensor.requires_grad_": Note(about: "", example: "torch.ones(2).requires_grad_()"),
        "Tensor.retain_grad": Note(about: "", example: "(torch.ones(2, requires_grad=True) * 2).retain_grad()"),
        "Tensor.retains_grad": Note(
            about: "Whether the tensor keeps its gradient although it is no leaf.",
            example: "torch.ones(2).retains_grad"),
        "Tensor.shape": Note(about: "The sizes of the dimensions.", example: "torch.ones(2, 3).shape"),
        "Tensor.size": Note(about: "", example: "torch.ones(2, 3).size()"),
        "Tensor.squeeze_": Note(about: "", example: "torch.ones(1, 3).squeeze_(0)"),
        "Tensor.unsqueeze_": Note(about: "", example: "torch.ones(3).unsqueeze_(0)"),
        "Tensor.t_": Note(about: "", example: "torch.tensor([[1, 2], [3, 4]]).t_()"),
        "Tensor.transpose_": Note(about: "", example: "torch.tensor([[1, 2], [3, 4]]).transpose_(0, 1)"),
        "Tensor.storage_offset": Note(about: "", example: "torch.arange(5)[2:].storage_offset()"),
        "Tensor.stride": Note(about: "", example: "torch.ones(2, 3).stride()"),
        "Tensor.to": Note(about: "", example: "torch.tensor([1, 2]).to(torch.float32)"),
        "Tensor.tolist": Note(about: "", example: "torch.tensor([[1, 2], [3, 4]]).tolist()"),
        "Tensor.type": Note(about: "", example: "torch.ones(2).type()"),
        "Tensor.type_as": Note(about: "", example: "torch.tensor([1, 2]).type_as(torch.ones(1))"),
        "Tensor.zero_": Note(about: "", example: "torch.ones(3).zero_()"),
        "nn.init.calculate_gain": Note(about: "", example: "nn.init.calculate_gain('relu')"),
        "nn.init.constant_": Note(about: "", example: "nn.init.constant_(torch.empty(2, 2), 0.5)"),
        "nn.init.dirac_": Note(about: "", example: "nn.init.dirac_(torch.empty(1, 1, 3))"),
        "nn.init.eye_": Note(about: "", example: "nn.init.eye_(torch.empty(2, 3))"),
        "nn.init.kaiming_normal_": Note(
            about: "",
            example: "nn.init.kaiming_normal_(torch.empty(2, 3), nonlinearity='relu')"),
        "nn.init.kaiming_uniform_": Note(about: "", example: "nn.init.kaiming_uniform_(torch.empty(2, 3), a=5 ** 0.5)"),
        "nn.init.normal_": Note(about: "", example: "nn.init.normal_(torch.empty(2, 3), mean=0.0, std=0.1)"),
        "nn.init.ones_": Note(about: "", example: "nn.init.ones_(torch.empty(2))"),
        "nn.init.orthogonal_": Note(about: "", example: "nn.init.orthogonal_(torch.empty(2, 2))"),
        "nn.init.sparse_": Note(about: "", example: "nn.init.sparse_(torch.empty(3, 2), sparsity=0.5)"),
        "nn.init.trunc_normal_": Note(about: "", example: "nn.init.trunc_normal_(torch.empty(2, 3), std=0.1)"),
        "nn.init.uniform_": Note(about: "", example: "nn.init.uniform_(torch.empty(2, 3), -0.1, 0.1)"),
        "nn.init.xavier_normal_": Note(about: "", example: "nn.init.xavier_normal_(torch.empty(2, 3))"),
        "nn.init.xavier_uniform_": Note(about: "", example: "nn.init.xavier_uniform_(torch.empty(2, 3), gain=1.0)"),
        "nn.init.zeros_": Note(about: "", example: "nn.init.zeros_(torch.empty(2))"),
        "torch.bool": Note(about: "True or False.", example: "torch.tensor([1, 0]).to(torch.bool)"),
        "torch.uint8": Note(about: "Whole numbers from 0 to 255.", example: "torch.tensor([1, 0]).to(torch.uint8)"),
        "torch.int8": Note(about: "Whole numbers from -128 to 127.", example: "torch.tensor([1, 0]).to(torch.int8)"),
        "torch.int16": Note(about: "Whole numbers of 16 bits.", example: "torch.tensor([1, 0]).to(torch.int16)"),
        "torch.short": Note(about: "Whole numbers of 16 bits.", example: "torch.tensor([1, 0]).to(torch.short)"),
        "torch.int32": Note(about: "Whole numbers of 32 bits.", example: "torch.tensor([1, 0]).to(torch.int32)"),
        "torch.int": Note(about: "Whole numbers of 32 bits.", example: "torch.tensor([1, 0]).to(torch.int)"),
        "torch.int64": Note(
            about: "Whole numbers of 64 bits, as tensor([1, 2]) has them.",
            example: "torch.tensor([1, 0]).to(torch.int64)"),
        "torch.long": Note(
            about: "Whole numbers of 64 bits, as tensor([1, 2]) has them.",
            example: "torch.tensor([1, 0]).to(torch.long)"),
        "torch.float16": Note(
            about: "Fractions of 16 bits: 3 digits.",
            example: "torch.tensor([1, 0]).to(torch.float16)"),
        "torch.half": Note(about: "Fractions of 16 bits: 3 digits.", example: "torch.tensor([1, 0]).to(torch.half)"),
        "torch.bfloat16": Note(
            about: "Fractions of 16 bits: 2 digits and the range of float32.",
            example: "torch.tensor([1, 0]).to(torch.bfloat16)"),
        "torch.float32": Note(
            about: "Fractions of 32 bits: 7 digits, as tensor([1.]) has them.",
            example: "torch.tensor([1, 0]).to(torch.float32)"),
        "torch.float": Note(
            about: "Fractions of 32 bits: 7 digits, as tensor([1.]) has them.",
            example: "torch.tensor([1, 0]).to(torch.float)"),
        "torch.float64": Note(
            about: "Fractions of 64 bits: 16 digits.",
            example: "torch.tensor([1, 0]).to(torch.float64)"),
        "torch.double": Note(
            about: "Fractions of 64 bits: 16 digits.",
            example: "torch.tensor([1, 0]).to(torch.double)"),
    ]
}
