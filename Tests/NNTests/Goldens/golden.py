"""Records what PyTorch 2.13 (CPU) builds, prints and computes, for NNTests.

Regenerate beside this file with: python3 golden.py   (needs torch==2.13.0)
"""
import pathlib
import warnings

import torch
from torch import nn, optim

HERE = pathlib.Path(__file__).parent
warnings.simplefilter("ignore")


def describe(tensor):
    """dtype, shape and exact values on one line."""
    shape = ",".join(str(n) for n in tensor.shape) or "-"
    flat = tensor.detach().reshape(-1)
    if flat.numel() > 64:
        flat = torch.cat([flat[:24], flat[-24:]])
    values = flat.tolist()
    text = " ".join(str(v) if isinstance(v, int) else "nan" if v != v else float(v).hex() for v in values)
    return f"{str(tensor.dtype).removeprefix('torch.')} {shape} {text}".rstrip()


def write(name, lines):
    (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n")


def wave(*shape):
    """Numbers that a test can make again."""
    n = torch.Size(shape).numel()
    return ((torch.arange(n) * 7919 % 10007).double() / 10007.0 * 4.0 - 2.0).float().reshape(shape)


MODULES = """
Identity()
Linear(2, 3)
Linear(2, 3, bias=False)
Linear(784, 128)
Linear(3, 1, dtype=float64)
Bilinear(2, 3, 4)
Bilinear(3, 2, 1, bias=False)
PReLU()
PReLU(3, 0.1)
GLU(1)
Flatten()
Flatten(0, 2)
Unflatten(1, (2, 3))
ReLU()
ReLU(inplace=True)
LeakyReLU()
LeakyReLU(0.2, True)
ELU(0.5)
CELU()
SELU(True)
GELU()
GELU('tanh')
SiLU()
Mish(True)
Sigmoid()
Tanh()
LogSigmoid()
Softplus()
Softplus(2, 10)
Hardtanh()
Hardtanh(-2, 2, True)
ReLU6()
ReLU6(True)
Hardsigmoid()
Hardswish()
Hardshrink()
Softshrink(0.3)
Tanhshrink()
Softsign()
Threshold(0.1, 20)
Threshold(0.1, 20, True)
Softmax()
Softmax(dim=1)
LogSoftmax(dim=-1)
Softmin(1)
Softmax2d()
Sequential()
Sequential(Linear(2, 4), ReLU(), Linear(4, 1), Sigmoid())
Sequential(Sequential(Linear(1, 1)), Sequential(ReLU(), Sequential(Tanh())))
ModuleList()
ModuleList([Linear(2, 3), Linear(2, 3), ReLU(), Linear(2, 3), Sequential(ReLU(), ReLU()), Sequential(ReLU(), ReLU())])
ModuleList([Linear(2, 2), Linear(2, 2)])
Sequential(ModuleList([ReLU(), ReLU(), ReLU()]), Flatten())
MSELoss()
MSELoss(reduction='sum')
Dropout()
Dropout(0.2, True)
Dropout2d(p=0.1)
LayerNorm(3)
LayerNorm([2, 3], bias=False)
LayerNorm((2, 3), 1e-6, False)
GroupNorm(2, 4)
GroupNorm(1, 2, affine=False)
RMSNorm(3)
RMSNorm((2, 2), 1e-6, False)
BatchNorm1d(3)
BatchNorm1d(3, momentum=None, affine=False)
BatchNorm2d(2, track_running_stats=False)
BatchNorm3d(2, bias=False)
Embedding(3, 2)
Embedding(4, 3, padding_idx=-1)
Embedding(3, 2, max_norm=1.0, norm_type=1.0, scale_grad_by_freq=True)
CrossEntropyLoss()
BCEWithLogitsLoss()
HuberLoss(delta=2)
CosineSimilarity()
PairwiseDistance()
""".strip().splitlines()


def modules():
    lines = []
    for expression in MODULES:
        for seed in (0, 1, 42) if "inear" in expression or "Embedding" in expression else (0,):
            torch.manual_seed(seed)
            module = eval(expression, {**vars(nn), "float64": torch.float64})
            lines += [f"= {seed} {expression}"]
            lines += ["|" + line for line in repr(module).split("\n")]
            lines += [f"{name} {describe(value)}" for name, value in module.state_dict().items()]
            lines += [f"next {torch.rand(1).item().hex()}"]
    write("modules", lines)


ERRORS = """
Linear(-1, 2)
Linear(2, -1)
Linear(10**9, 10**9)
Linear(2, 3, dtype=int64)
Hardtanh(2, 1)
Hardtanh(min_val=1)
Unflatten(1, 5)
Bilinear(0, 3, 4)
Bilinear(-2, 3, 1)
Bilinear(2, 3, -1)
PReLU(-3)
Dropout(2)
Dropout(-0.1)
LayerNorm(-1)
BatchNorm1d(-1)
GroupNorm(3, 4)
Embedding(3, -2)
Embedding(10, 3, padding_idx=11)
Embedding(10, 3, padding_idx=-11)
SGD(lr=-1)
SGD(lr=-0.5)
SGD(momentum=-1)
SGD(weight_decay=-0.1)
SGD(nesterov=True)
SGD(nesterov=True, momentum=0.9, dampening=0.1)
Adam(lr=-1)
Adam(eps=-1)
Adam(betas=(1.0, 0.9))
Adam(betas=(0.9, -0.5))
Adam(betas=(0, 0.9))
Adam(weight_decay=-1)
AdamW(lr=-1)
Adamax(betas=(0.9, 1.5))
NAdam(momentum_decay=-1)
RAdam(lr=-3)
Adagrad(lr_decay=-1)
Adagrad(initial_accumulator_value=-1)
RMSprop(alpha=-1)
RMSprop(momentum=-1)
Adadelta(rho=1.5)
Adadelta(rho=-1)
Rprop(etas=(1.5, 1.2))
ASGD(weight_decay=-1)
""".strip().splitlines()


def attempt(expression):
    """Builds what an expression says."""
    name = expression.split("(")[0]
    if hasattr(nn, name):
        return eval(expression, {**vars(nn), "float64": torch.float64, "int64": torch.int64})
    parameter = nn.Parameter(torch.ones(2))
    return eval(expression.replace("(", "(params, ", 1), {**vars(optim), "params": [parameter]})


def errors():
    lines = []
    for expression in ERRORS:
        try:
            attempt(expression)
            raise SystemExit(f"{expression} raised nothing")
        except Exception as error:
            message = error.args[0] if isinstance(error, KeyError) else str(error)
            lines.append(f"{expression}\t{type(error).__name__}: {message}".replace("\n", "\\n"))
    write("errors", lines)


# A layer or loss, and the inputs it is called with: shapes of waves (times 1.5), or what they are made into.
FORWARDS = """
Linear(4, 3) | 2,4
Linear(4, 3, bias=False) | 4
Linear(4, 3) | 2,3,4
Bilinear(4, 2, 3) | 3,4 | 3,2
Bilinear(4, 2, 3, bias=False) | 2,3,4 | 2,3,2
PReLU() | 3,5
PReLU(5) | 3,5
PReLU(2, 0.1) | 3,2,4
GLU() | 3,6
GLU(0) | 4,5
Flatten() | 2,3,4
Unflatten(1, (2, -1)) | 3,4
ReLU() | 3,5
LeakyReLU(0.1) | 3,5
ELU(0.7) | 3,5
CELU(0.7) | 3,5
SELU() | 3,5
GELU() | 3,5
GELU('tanh') | 3,5
SiLU() | 3,5
Mish() | 3,5
Sigmoid() | 3,5
Tanh() | 3,5
LogSigmoid() | 3,5
Softplus(2, 3) | 3,5
Hardtanh(-0.5, 0.7) | 3,5
ReLU6() | 3,5
Hardsigmoid() | 3,5
Hardswish() | 3,5
Hardshrink(0.7) | 3,5
Softshrink(0.3) | 3,5
Tanhshrink() | 3,5
Softsign() | 3,5
Threshold(0.1, 20) | 3,5
Softmax(1) | 3,5
LogSoftmax(-1) | 3,5
Softmin(0) | 3,5
Softmax2d() | 2,2,3
LayerNorm(5) | 3,5
LayerNorm((3, 5), elementwise_affine=False) | 2,3,5
GroupNorm(2, 4) | 3,4
GroupNorm(2, 4) | 2,4,3
RMSNorm(5) | 3,5
BatchNorm1d(5) | 3,5
BatchNorm1d(2, momentum=None) | 3,2,4
BatchNorm1d(5, track_running_stats=False) | 4,5
BatchNorm2d(2, affine=False) | 2,2,2,3
Dropout(0.5) | 4,5
Dropout(0.0) | 4,5
Dropout(1.0) | 4,5
Dropout1d(0.5) | 2,3,2
Embedding(5, 3) | int 2,4
Embedding(5, 3, padding_idx=2) | int 2,4
Sequential(Linear(4, 3), ReLU(), Sequential(Linear(3, 2), Tanh()), LogSoftmax(1)) | 2,4
MSELoss() | 3,4 | 3,4
MSELoss(reduction='sum') | 3,4 | 3,4
MSELoss(reduction='none') | 3,4 | 3,4
MSELoss(size_average=False) | 3,4 | 3,4
L1Loss() | 3,4 | 3,4
SmoothL1Loss(beta=0.5) | 3,4 | 3,4
HuberLoss(delta=0.7) | 3,4 | 3,4
BCELoss() | unit 3,4 | unit 3,4
BCEWithLogitsLoss(reduction='sum') | 3,4 | unit 3,4
CrossEntropyLoss() | 3,4 | int 3
CrossEntropyLoss(label_smoothing=0.1, reduction='sum') | 3,4 | int 3
CrossEntropyLoss(ignore_index=1) | 3,4 | int 3
NLLLoss() | 3,4 | int 3
KLDivLoss(reduction='batchmean') | 3,4 | unit 3,4
KLDivLoss(reduction='sum', log_target=True) | 3,4 | 3,4
PoissonNLLLoss() | 3,4 | unit 3,4
GaussianNLLLoss(full=True) | 3,4 | 3,4 | unit 3,4
HingeEmbeddingLoss(margin=0.5) | 3,4 | sign 3,4
MarginRankingLoss(margin=0.3) | 6 | 6 | sign 6
SoftMarginLoss() | 3,4 | sign 3,4
CosineSimilarity(dim=1) | 3,4 | 3,4
PairwiseDistance(keepdim=True) | 3,4 | 3,4
""".strip().splitlines()


def make_input(text, i):
    """The input that a word and a shape stand for; the second and third input are the wave turned around."""
    *kind, shape = text.split(" ")
    x = wave(*map(int, shape.split(",")))
    if i:
        x = x.flip(0) * 0.5
    if kind == ["int"]:
        return (torch.arange(x.numel()) * 7 % 5 % (4 if i else 5)).reshape(x.shape)
    if kind == ["unit"]:
        return x * 0.2 + 0.5
    if kind == ["sign"]:
        return torch.where(x > 0, 1.0, -1.0)
    return x * 1.5


def forwards():
    lines = []
    for case in FORWARDS:
        expression, *inputs = case.split(" | ")
        torch.manual_seed(3)
        module = eval(expression, vars(nn))
        inputs = [make_input(text, i) for i, text in enumerate(inputs)]
        if inputs[0].is_floating_point():
            inputs[0].requires_grad_()
        out = module(*inputs)
        (out * wave(*out.shape).abs()).sum().backward() if out.requires_grad else None
        lines += [f"= {case}", "out " + describe(out), f"grad_fn {out.grad_fn and out.grad_fn.name()}"]
        if inputs[0].grad is not None:
            lines.append("input " + describe(inputs[0].grad))
        lines += [f"{name} {describe(p.grad)}" for name, p in module.named_parameters()]
        lines += [f"{name} {describe(b)}" for name, b in module.named_buffers()]
        if not isinstance(module, nn.modules.loss._Loss):
            module.eval()
            lines.append("eval " + describe(module(*inputs)))
    write("forwards", lines)


INITS = """
uniform_(3, 4)
uniform_(3, 4, a=-1.0, b=2.5)
normal_(2, 3)
normal_(5, 8, mean=1.0, std=0.1)
constant_(2, 2, val=0.3)
ones_(3)
zeros_(3)
eye_(3, 4)
eye_(4, 2)
dirac_(4, 3, 3)
dirac_(4, 3, 3, groups=2)
dirac_(2, 2, 3, 3)
xavier_uniform_(3, 5)
xavier_uniform_(3, 5, gain=2.0)
xavier_uniform_(4, 3, 2, 2)
xavier_normal_(3, 5)
xavier_normal_(6, 5, gain=0.5)
kaiming_uniform_(3, 5)
kaiming_uniform_(3, 5, nonlinearity='relu')
kaiming_uniform_(3, 5, a=0.2, mode='fan_out')
kaiming_uniform_(3, 5, mode='FAN_OUT', nonlinearity='tanh')
kaiming_normal_(3, 5, nonlinearity='selu')
kaiming_normal_(8, 5, mode='fan_out', nonlinearity='relu')
trunc_normal_(4, 6)
trunc_normal_(4, 6, std=0.02)
trunc_normal_(4, 6, a=-0.5, b=0.5)
trunc_normal_(4, 6, a=-0.1, b=0.1)
trunc_normal_(3, 3, mean=5.0, a=2.0, b=3.0)
orthogonal_(3, 3)
orthogonal_(2, 5)
orthogonal_(5, 3, gain=2)
sparse_(5, 4, sparsity=0.3)
eye_(3)
dirac_(3)
dirac_(3, 3, 3, groups=2)
xavier_uniform_(3)
xavier_normal_(0, 0)
kaiming_uniform_(3)
kaiming_uniform_(3, 5, mode='fan')
kaiming_uniform_(3, 5, nonlinearity='swish')
kaiming_uniform_(0, 5)
orthogonal_(3)
sparse_(3, sparsity=0.1)
""".strip().splitlines()


def inits():
    lines = []
    for expression in INITS:
        name, arguments = expression[:-1].split("(")
        parts = arguments.split(", ")
        shape = [int(p) for p in parts if "=" not in p]
        options = ", ".join(p for p in parts if "=" in p)
        for seed in (0, 7):
            torch.manual_seed(seed)
            tensor = torch.empty(shape)
            try:
                eval(f"{name}(tensor, {options})", {**vars(nn.init), "tensor": tensor})
                result = describe(tensor) + " next " + torch.rand(1).item().hex()
            except Exception as error:
                result = f"{type(error).__name__}: {error}"
            lines.append(f"{seed}\t{expression}\t{result}")
    write("inits", lines)


OPTIMIZERS = """
SGD(lr=0.1)
SGD(lr=1)
SGD(lr=0.1, momentum=0.9)
SGD(lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01)
SGD(lr=0.05, momentum=0.9, nesterov=True)
SGD(lr=0.01, weight_decay=0.1, maximize=True)
Adam()
Adam(lr=0.1)
Adam(lr=0.1, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1)
Adam(lr=0.1, amsgrad=True)
Adam(lr=0.01, maximize=True)
Adam(lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
AdamW(lr=0.1)
AdamW(lr=0.05, amsgrad=True, weight_decay=0.3)
Adagrad(lr=0.1)
Adagrad(lr=0.1, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.5)
RMSprop(lr=0.01)
RMSprop(lr=0.01, momentum=0.9)
RMSprop(lr=0.01, centered=True, weight_decay=0.1)
RMSprop(lr=0.01, momentum=0.5, centered=True, maximize=True)
Adadelta()
Adadelta(lr=0.5, rho=0.8, weight_decay=0.1)
Adamax()
Adamax(lr=0.1, weight_decay=0.1)
NAdam()
NAdam(lr=0.1, weight_decay=0.1, momentum_decay=0.01)
NAdam(lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
RAdam()
RAdam(lr=0.1, weight_decay=0.1)
RAdam(lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)
Rprop()
Rprop(lr=0.1, etas=(0.4, 1.1), step_sizes=(0.001, 0.5))
ASGD()
ASGD(lr=0.1, lambd=0.01, t0=10, weight_decay=0.1)
""".strip().splitlines()


def gradient(parameter, step):
    """A gradient made of operations that round in one way only."""
    return parameter.detach() * 0.5 - wave(*parameter.shape) * (1 if step % 3 else -1)


def optimizers():
    # Square roots start from the processor's estimate: a test on another kind of processor compares less strictly.
    lines = [describe(wave(40).abs().sqrt())]
    for expression in OPTIMIZERS:
        params = [nn.Parameter(wave(3)), nn.Parameter(wave(5, 7) * 2), nn.Parameter(wave(2))]
        optimizer = eval(expression.replace("(", "(params, ", 1), {**vars(optim), "params": params})
        lines += [f"= {expression}"] + ["|" + line for line in repr(optimizer).split("\n")]
        for step in range(1, 301):
            for parameter in params[:2]:
                parameter.grad = gradient(parameter, step)
            optimizer.step()
            if step in (1, 2, 3, 10, 100, 300):
                lines += [f"{step} {i} {describe(p)}" for i, p in enumerate(params)]
        for i, state in optimizer.state_dict()["state"].items():
            lines += [f"state {i} {name} {describe(value)}" for name, value in state.items()]
    write("optimizers", lines)


if __name__ == "__main__":
    modules()
    errors()
    forwards()
    inits()
    optimizers()
