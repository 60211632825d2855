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
    if tensor.numel() > 200:
        assert torch.equal(tensor, wave(tensor.shape, tensor.dtype))
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


if __name__ == "__main__":
    printing()
    random()
