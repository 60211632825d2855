"""Records what PyTorch 2.13 (CPU) prints, computes and draws, for ArraysTests.

Regenerate beside this file with: python3 golden.py   (needs torch==2.13.0)
"""
import pathlib
import torch

HERE = pathlib.Path(__file__).parent


def name(dtype):
    return str(dtype).removeprefix("torch.")


def wave(shape, dtype=torch.float32):
    """Numbers that a test can make again, for arrays too large to record."""
    n = torch.Size(shape).numel()
    phase = torch.arange(n) * 7919 % 10007
    return (phase.double() / 10007.0 * 4.0 - 2.0).to(dtype).reshape(shape)


def describe(tensor):
    """dtype, shape and exact values (or that they are a wave) on one line."""
    if tensor.numel() > 200 and torch.equal(tensor, wave(tensor.shape, tensor.dtype)):
        return f"{name(tensor.dtype)} {','.join(map(str, tensor.shape))} wave"
    shape = ",".join(str(n) for n in tensor.shape) or "-"
    values = tensor.detach().double().reshape(-1).tolist() if tensor.dtype != torch.int64 else tensor.reshape(-1).tolist()
    text = " ".join(str(v) if isinstance(v, int) else "nan" if v != v else float(v).hex() for v in values)
    return f"{name(tensor.dtype)} {shape} {text}".rstrip()


def printing():
    inf, nan = float("inf"), float("nan")
    f16, bf16, f64, i32, i64, u8 = (
        torch.float16, torch.bfloat16, torch.float64, torch.int32, torch.int64, torch.uint8)
    torch.manual_seed(0)
    cases = []

    def case(tensor, *suffixes, **options):
        cases.append((tensor, suffixes, options))

    for values in (
            [], [0.0], [1.0], [-1.0], [0.5], [-0.0], [1.0, 2.0, 3.0], [0.1, 0.2], [1e-5], [1e-4], [9.9e-5], [1000.0],
            [1.0, 1000.0], [1.0, 1001.0], [1e8], [1.0001e8], [123456789.0], [0.001, 1.0], [0.0009, 1.0], [1e10], [1e-10],
            [nan], [inf], [-inf], [nan, 1.0], [inf, 1.5], [-inf, nan, 0.25], [inf, 10000.0], [1e5, nan, 1e-5],
            [3.14159265, -2.71828], [99999.5], [99999.0], [0.99995], [0.00005, 0.5], [1e38, 1e-38], [1.5, 1e7, 0.0],
            [100.0, 0.1], [12345.678, 0.5], [0.0, 0.0], [2.5, 3.5, -4.5], [1e-45], [1024.0, -0.0, nan], [65504.0]):
        case(torch.tensor(values))
    for value in (0.0, 1.0, 3.25, -1e-7, 1e9, nan, inf, -0.0, 123456.0, 0.1):
        case(torch.tensor(value))
        case(torch.tensor(value, dtype=f64))
    for values in ([], [0], [1, 2, 3], [-1, 100, 7], [2**62, -1], [10**12]):
        case(torch.tensor(values, dtype=i64))
        case(torch.tensor([v % 100 for v in values], dtype=i32))
    case(torch.tensor(7))
    case(torch.tensor(True))
    case(torch.tensor([True, False, True]))
    case(torch.tensor([[True], [False]]))
    case(torch.tensor([1, 255], dtype=u8))
    case(torch.tensor([1.5, 2.25], dtype=f16))
    case(torch.tensor([1.5, 2.25], dtype=bf16))
    case(torch.tensor([0.1, 1000.0], dtype=f16))
    case(torch.randn(3, dtype=f64))
    for shape in ((2, 3), (1, 1), (3, 1), (1, 3), (2, 2, 2), (2, 1, 3, 2), (0,), (0, 3), (3, 0), (2, 0, 3), (20,), (25,),
                  (4, 20), (1000,), (1001,), (40, 40), (3, 400), (400, 3), (7, 7, 30), (2, 2, 300), (1, 1001), (1001, 1),
                  (6, 200), (8, 8, 8, 3), (2, 3, 4, 50), (128, 784)):
        case(wave(shape))
    for shape in ((30,), (2, 30), (0, 2)):
        case(torch.randint(-1000, 1000, shape))
        case(torch.rand(shape) > 0.5)
        case(torch.randn(shape).to(f64))
        case(torch.randn(shape).to(f16))
        case(torch.randn(shape) * 1e6)
    for shape in ((1200,), (50, 50)):
        for dtype in (i64, torch.bool, f64, f16):
            case(wave(shape, dtype))
    case(torch.arange(24.0).reshape(2, 3, 4))
    case(torch.randn(3, 4).t())
    case(torch.arange(5.0), "grad_fn=<AddBackward0>")
    case(torch.arange(5.0), "requires_grad=True")
    case(torch.randn(5, dtype=f64), "grad_fn=<AddBackward0>")
    case(torch.randn(8), "grad_fn=<ViewBackward0>")
    case(torch.randn(6), "grad_fn=<LogSoftmaxBackward0>")
    case(torch.randn(2, 5), "grad_fn=<AddmmBackward0>")
    case(torch.randn(3, 10), "grad_fn=<AddmmBackward0>")
    case(torch.zeros(0, 3), "requires_grad=True")
    case(torch.tensor(0.6931), "grad_fn=<BinaryCrossEntropyBackward0>")
    case(torch.randn(4), precision=2)
    case(torch.randn(4), precision=8)
    case(torch.randn(4), precision=0)
    case(torch.randn(40), linewidth=40)
    case(torch.randn(4), sci_mode=True)
    case(torch.tensor([1e-6, 1.0]), sci_mode=False)
    case(torch.tensor([1.0, 2.0]), sci_mode=True)
    case(torch.tensor([0.0, nan]), sci_mode=True)
    case(wave((20, 20)), threshold=10, edgeitems=2)
    case(wave((20, 20)), threshold=10, edgeitems=1)
    case(torch.randn(20), threshold=10, edgeitems=0)
    case(torch.randn(4, 5), threshold=10, edgeitems=0)
    case(torch.randn(9), "grad_fn=<MulBackward0>", linewidth=120)
    with open(HERE / "printing.txt", "w") as file:
        for tensor, suffixes, options in cases:
            keep = dict(precision=4, threshold=1000, edgeitems=3, linewidth=80, sci_mode=None)
            torch.set_printoptions(**(keep | options))
            text = str(tensor)
            if suffixes:
                body = text[:-1]
                from torch._tensor_str import _add_suffixes
                own = [f"dtype={tensor.dtype}"] if tensor.dtype == f64 else []
                if tensor.numel() == 0:
                    own, body = ["size=(0, 3)"], "tensor([]"
                else:
                    from torch._tensor_str import _tensor_str
                    body = "tensor(" + _tensor_str(tensor, 7)
                text = _add_suffixes(body, own + list(suffixes), 7, False)
            torch.set_printoptions(**keep)
            extra = " ".join(f"{k}={v}" for k, v in options.items())
            file.write(f"{describe(tensor)}\n{' '.join(suffixes)}|{extra}\n{text}\n\x1e\n")


def random():
    lines = []

    def record(key, tensor):
        lines.append(f"{key} {describe(tensor)}")

    sizes = (1, 2, 5, 15, 16, 17, 31, 32, 33, 100)
    for seed in (0, 1, 42, 2**40 + 7):
        for n in sizes:
            for key, draw in (
                    ("rand", lambda: torch.rand(n)), ("rand64", lambda: torch.rand(n, dtype=torch.float64)),
                    ("randn", lambda: torch.randn(n)), ("randn64", lambda: torch.randn(n, dtype=torch.float64)),
                    ("uniform", lambda: torch.empty(n).uniform_(-0.3, 0.7)),
                    ("normal", lambda: torch.empty(n).normal_(2.0, 3.0)),
                    ("exponential", lambda: torch.empty(n).exponential_(1.5)),
                    ("bernoulli", lambda: torch.empty(n).bernoulli_(0.3)),
                    ("randint", lambda: torch.randint(-3, 17, (n,))),
                    ("randint64", lambda: torch.randint(0, 2**40, (n,))),
                    ("random", lambda: torch.empty(n, dtype=torch.int64).random_()),
                    ("randperm", lambda: torch.randperm(n))):
                if n > 33 and key not in ("rand", "randn", "randperm"):
                    continue
                torch.manual_seed(seed)
                record(f"{key} {seed} {n}", draw())
        torch.manual_seed(seed)
        record(f"sequence {seed} 0", torch.cat([torch.randn(3), torch.rand(2), torch.randn(16), torch.randn(2)]))
        torch.manual_seed(seed)
        record(f"transposed {seed} 0", torch.empty(4, 6).t().normal_())
        torch.manual_seed(seed)
        record(f"strided {seed} 0", torch.zeros(4, 10)[:, ::2].uniform_())
        torch.manual_seed(seed)
        record(f"half {seed} 0", torch.rand(6, dtype=torch.float16))
        torch.manual_seed(seed)
        record(f"bernoullis {seed} 0", torch.bernoulli(torch.linspace(0, 1, 20)))
        weights = torch.tensor([0.1, 0.2, 0.3, 0.4])
        torch.manual_seed(seed)
        record(f"multinomial {seed} 3", torch.multinomial(weights, 3))
        torch.manual_seed(seed)
        record(f"multinomial {seed} 1", torch.multinomial(weights, 1))
        torch.manual_seed(seed)
        record(f"multinomialreplaced {seed} 12", torch.multinomial(weights, 12, replacement=True))
    (HERE / "random.txt").write_text("\n".join(lines) + "\n")


def operations():
    """`key exactness`, the operands and the result, a line each; a blank line ends a case."""
    F = torch.nn.functional
    blocks = []

    def record(key, result, *operands, near=False):
        results = result if isinstance(result, tuple) else (result,)
        lines = [f"{key} {'near' if near else 'exact'} {len(operands)}"]
        lines += [describe(o) for o in operands] + [describe(r) for r in results]
        blocks.append("\n".join(lines))

    torch.manual_seed(11)
    nan, inf = float("nan"), float("inf")
    special = torch.tensor([0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 1e-45, 1e-39, 3e38, -3e38, 0.5, 2.5, 3.5, 88.8, -104.0, 7.0])
    x = torch.randn(37) * 3
    d = torch.randn(7, dtype=torch.float64)
    i = torch.tensor([-7, -1, 0, 1, 2, 9, 2**40, -(2**63)])
    small = torch.tensor([0, 1, 5, 200, 255], dtype=torch.uint8)
    flags = torch.tensor([True, False, True])
    exact = "neg abs sign square relu floor ceil round trunc isnan isinf isfinite signbit logical_not sigmoid silu rsqrt reciprocal gelu"
    near = ("exp exp2 expm1 log log2 log10 log1p sqrt tanh sin cos tan asin acos atan sinh cosh asinh acosh atanh erf erfc "
            "erfinv lgamma digamma frac gelutanh logsigmoid")
    faces = dict(relu=F.relu, silu=F.silu, gelu=F.gelu, gelutanh=lambda t: F.gelu(t, approximate="tanh"),
                 logsigmoid=F.logsigmoid)
    for key in (exact + " " + near).split():
        f = faces.get(key) or getattr(torch, key)
        for operand in (special, x, d, x[:12].reshape(3, 4).t()):
            if key in ("digamma", "lgamma") and operand is special:
                continue
            if key == "gelu" and operand.dim() == 2:
                continue
            if key == "log1p" and operand is special:
                operand = special[(special == 0) | ~(special.abs() < 1e-37)]  # the rest is taken for zero
            loose = key in near.split() and (key != "log1p" or operand is not x) or operand.dtype == torch.float64
            record(f"unary.{key.replace('_', '')}", f(operand), operand, near=loose)
    for key in "neg abs sign square relu logical_not bitwise_not".split():
        f = faces.get(key) or getattr(torch, key)
        record(f"unary.{key.replace('_', '')}", f(i), i)
        record(f"unary.{key.replace('_', '')}", f(small), small)
    record("unary.logicalnot", torch.logical_not(flags), flags)
    record("unary.bitwisenot", ~flags, flags)
    record("unary.exp", torch.exp(small), small, near=True)
    record("unary.sqrt", torch.sqrt(i[3:6]), i[3:6], near=True)
    record("unary.sigmoid", torch.sigmoid(flags), flags)
    record("unary.exp", torch.exp(x.half()), x.half())
    record("unary.exp", torch.exp(x.bfloat16()), x.bfloat16())

    y = torch.randn(37)
    j = torch.tensor([3, -2, 5, -1, 4, -4, 7, -3])
    binary = dict(
        add=torch.add, sub=torch.sub, mul=torch.mul, div=torch.div, remainder=torch.remainder, fmod=torch.fmod,
        maximum=torch.maximum, minimum=torch.minimum, fmax=torch.fmax, fmin=torch.fmin,
        floordivide=torch.floor_divide, truncdivide=lambda a, b: torch.div(a, b, rounding_mode="trunc"),
        eq=torch.eq, ne=torch.ne, lt=torch.lt, le=torch.le, gt=torch.gt, ge=torch.ge,
        logicaland=torch.logical_and, logicalor=torch.logical_or, logicalxor=torch.logical_xor,
        atan2=torch.atan2, hypot=torch.hypot, copysign=torch.copysign, logaddexp=torch.logaddexp, pow=torch.pow)
    bits = {"and": torch.bitwise_and, "or": torch.bitwise_or, "xor": torch.bitwise_xor,
            "shiftleft": torch.bitwise_left_shift, "shiftright": torch.bitwise_right_shift}
    loose = ("atan2", "hypot", "logaddexp", "pow")
    s = special[:12]
    for key, f in binary.items():
        record(f"binary.{key}", f(x, y), x, y, near=key in loose)
        record(f"binary.{key}", f(s, s.flip(0)), s, s.flip(0), near=key in loose)
        record(f"binary.{key}", f(x[:6].reshape(2, 3), y[:3]), x[:6].reshape(2, 3), y[:3], near=key in loose)
        record(f"binary.{key}", f(x[:6].reshape(2, 3), y[:2].reshape(2, 1)), x[:6].reshape(2, 3), y[:2].reshape(2, 1), near=key in loose)
        record(f"binary.{key}", f(d, d.flip(0)), d, d.flip(0), near=key in loose)
        record(f"binary.{key}", f(x[:8], j), x[:8], j, near=key in loose)
        record(f"binary.{key}", f(y[:7].half(), x[:7].half()), y[:7].half(), x[:7].half(), near=key in loose)
        if key not in ("fmax", "fmin"):
            record(f"binary.{key}", f(torch.tensor(2.5, dtype=torch.float64), y), torch.tensor(2.5, dtype=torch.float64), y, near=key in loose)
        if key not in ("logaddexp", "hypot", "fmax", "fmin"):
            record(f"binary.{key}", f(i, j), i, j, near=key in loose)
            if key not in ("floordivide", "truncdivide", "remainder", "fmod"):
                record(f"binary.{key}", f(small, small.flip(0)), small, small.flip(0), near=key in loose)
        if key not in ("sub", "remainder", "fmod", "floordivide", "truncdivide", "logaddexp", "hypot", "pow", "fmax", "fmin"):
            record(f"binary.{key}", f(flags, flags.flip(0)), flags, flags.flip(0))
    for key, f in bits.items():
        record(f"binary.{key}", f(i, j.abs()), i, j.abs())
        record(f"binary.{key}", f(small, small.flip(0)), small, small.flip(0))
    g, h = torch.randn(37), torch.rand(37)
    aten = torch.ops.aten
    record("binary.thresholdbackward", aten.threshold_backward(g, x, 0), g, x)
    record("binary.sigmoidbackward", aten.sigmoid_backward(g, h), g, h)
    record("binary.tanhbackward", aten.tanh_backward(g, h), g, h)
    record("binary.gelubackward", aten.gelu_backward(g, x), g, x, near=True)
    record("binary.silubackward", aten.silu_backward(g, x), g, x, near=True)
    record("scaled.add", torch.add(x, y, alpha=0.3), x, y)
    record("scaled.sub", torch.sub(x, y, alpha=0.3), x, y)
    z = torch.randn(37)
    record("ternary.addcmul", torch.addcmul(x, y, z, value=0.3), x, y, z)
    record("ternary.addcdiv", torch.addcdiv(x, y, z, value=0.3), x, y, z)
    record("ternary.lerp", torch.lerp(x, y, h), x, y, h)
    record("where", torch.where(x > 0, y, z), x > 0, y, z)
    record("where", torch.where(flags, x[:3], torch.tensor(1, dtype=torch.float64)), flags, x[:3], torch.tensor(1, dtype=torch.float64))
    record("clamp", torch.clamp(x, -0.5, 0.75), x)
    record("clamp", torch.clamp(i, -0.5, 0.75), i)
    record("clampmin", torch.clamp(x, min=0.1), x)
    record("leakyrelu", F.leaky_relu(x, 0.01), x)
    record("elu", F.elu(x, 1.0), x, near=True)
    record("softplus", F.softplus(x), x, near=True)
    for e in (0, 1, 2, 3, 0.5, -0.5, -1, -2, 1.5, 4):
        record(f"pow.{e}", torch.pow(x.abs(), e), x.abs(), near=e in (0.5, 1.5, 4))
    record("pow.3", torch.pow(j, 3), j)

    for shape in ((), (1,), (7,), (8,), (33,), (1000,), (40000,), (100000,), (5, 7), (100, 30), (30, 100), (3, 5, 8), (4, 1, 9), (2, 70, 3)):
        t = wave(shape)
        record("sum", t.sum(), t)
        record("mean", t.mean(), t)
        record("std", t.std() if t.numel() > 1 else t.std(correction=0), t, near=True)
        record("norm", t.norm(), t, near=True)
        record("max", t.max(), t)
        record("argmax", t.argmax(), t)
        for dim in range(t.dim()):
            if t.numel() > 5000:
                continue
            record(f"sum.{dim}", t.sum(dim), t)
            record(f"mean.{dim}", t.mean(dim, keepdim=True), t)
            record(f"amax.{dim}", t.amax(dim), t)
            record(f"maxdim.{dim}", tuple(t.max(dim)), t)
            record(f"mindim.{dim}", tuple(t.min(dim)), t)
            record(f"prod.{dim}", t.prod(dim), t, near=True)
            record(f"var.{dim}", t.var(dim, correction=0), t, near=True)
            record(f"cumsum.{dim}", t.cumsum(dim), t, near=True) if t.numel() < 200 else None
            if t.numel() < 200:
                record(f"softmax.{dim}", t.softmax(dim), t, near=dim != t.dim() - 1)
                record(f"logsoftmax.{dim}", t.log_softmax(dim), t, near=True)
                record(f"logsumexp.{dim}", t.logsumexp(dim), t, near=True)
                record(f"sort.{dim}", tuple(t.sort(dim)), t)
    t = wave((6, 5)).t()
    tt = torch.tensor([[1.0, nan, 2.0], [nan, nan, -inf]])
    record("transposedsum.0", t.sum(0), t.t())
    record("transposedsum.1", t.sum(1), t.t())
    record("sum", t.double().sum(), t.double())
    record("sum", i.sum(), i)
    record("sum.0", small.sum(0), small)
    record("sum", flags.sum(), flags)
    record("sum", (t * 100).half().sum(), (t * 100).half(), near=True)
    record("maxdim.1", tuple(tt.max(1)), tt)
    record("amax.1", tt.amax(1), tt)
    record("sort.1", tuple(tt.sort(1)), tt)
    record("any", flags.any(), flags)
    record("all", flags.all(), flags)
    record("any.0", small.reshape(1, 5).any(0), small.reshape(1, 5))

    for values in ((0, 1, 0.1), (-3, 3, 0.01), (0.5, 100, 0.7), (1, 2, 0.001), (0, 100, 0.3)):
        record("arange", torch.arange(*values), torch.tensor(values, dtype=torch.float64))
        record("linspace", torch.linspace(values[0], values[1], 100), torch.tensor(values, dtype=torch.float64))
    for m, k, n in ((1, 2, 3), (3, 4, 5), (5, 16, 2), (1, 30, 10), (10, 1, 4), (20, 30, 40), (33, 65, 17), (2, 0, 3)):
        a, b = torch.randn(m, k), torch.randn(k, n)
        if max(a.numel(), b.numel()) > 200:
            a, b = wave((m, k)), wave((k, n))
        w, bias = b.t().contiguous(), torch.randn(n)
        if w.numel() > 200:
            w = wave((n, k))
        record("mm", a @ b, a, b, near=True)
        record("linear", F.linear(a, w, bias), a, w, bias, near=m == 33)
    for p, q in (((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((4, 2, 3), (3, 5)), ((4, 2, 3), (4, 3, 2)), ((1, 4, 2, 3), (2, 1, 3, 2)), ((3,), (2, 3, 4)), ((2, 2, 3), (3,))):
        a, b = torch.randn(p), torch.randn(q)
        record("matmul", a @ b, a, b, near=True)
    a, b = torch.arange(-6, 6).reshape(3, 4), torch.arange(12).reshape(4, 3)
    record("matmul", a @ b, a, b)
    (HERE / "operations.txt").write_text("\n\n".join(blocks) + "\n")


if __name__ == "__main__":
    operations()
    printing()
    random()
