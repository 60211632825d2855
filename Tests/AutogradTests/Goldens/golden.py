"""Records what PyTorch makes of the catalog's samples.

Regenerate with PyTorch 2.13 (CPU):
    GRADUS_SAMPLES=/tmp/samples.txt swift test --filter SampleTests
    python Tests/AutogradTests/Goldens/golden.py /tmp/samples.txt > Tests/AutogradTests/Goldens/operations.jsonl
Each line of the input is an expression; each line of the output is its result, graph and gradients, or its error.
"""
import json
import sys
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
torch.set_num_threads(1)
made = []


def base(k, shape):
    count = 1
    for size in shape:
        count *= size
    values = [((i * 7919 + k * 104729 + 12345) % 1009) / 1009.0 for i in range(count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def leaf(tensor):
    tensor.requires_grad_()
    made.append(tensor)
    return tensor


def n(*shape):
    return leaf(base(len(made), shape) * 4 - 2)


def p(*shape):
    return leaf(base(len(made), shape) * 2 + 0.25)


def u(*shape):
    return leaf(base(len(made), shape) * 0.9 + 0.05)


def i(*shape):
    made.append(None)
    return ((base(len(made) - 1, shape) * 1009).round().long() % 9) - 4


def b(*shape):
    made.append(None)
    return base(len(made) - 1, shape) > 0.5


def c(*shape):
    made.append(None)
    return base(len(made) - 1, shape) + 0.5


def names(node, depth):
    if node is None:
        return "None"
    name = node.name().replace("torch::autograd::", "")
    if depth == 0 or not node.next_functions:
        return name
    return name + "(" + ", ".join(names(m, depth - 1) for m, _ in node.next_functions) + ")"


def numbers(tensor):
    return [repr(v) if isinstance(v, float) else v for v in tensor.detach().reshape(-1).tolist()]


def describe(value):
    if isinstance(value, torch.Tensor):
        result = {"dtype": str(value.dtype), "shape": list(value.shape), "values": numbers(value)}
        if value.requires_grad:
            result["graph"] = names(value.grad_fn, 3)
        return result
    if isinstance(value, (tuple, list)):
        return [describe(v) for v in value]
    return {"value": repr(value)}


def flatten(value):
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (tuple, list)):
        return [t for v in value for t in flatten(v)]
    return []


def weights(tensor):
    values = [((i * 31 + 7) % 11 - 5) / 4 for i in range(tensor.numel())]
    return torch.tensor(values, dtype=torch.float64).reshape(tensor.shape)


def record(line):
    made.clear()
    entry = {"expression": line}
    try:
        value = eval(line)
        entry["result"] = describe(value)
        outputs = [t for t in flatten(value) if t.requires_grad]
        if outputs:
            try:
                sum((t * weights(t)).sum() for t in outputs).backward()
                entry["grads"] = [None if t is None or t.grad is None else numbers(t.grad) for t in made]
            except RuntimeError as error:
                entry["backward"] = str(error)
    except Exception as error:
        entry["error"] = type(error).__name__ + ": " + str(error)
    return json.dumps(entry)


for line in open(sys.argv[1]):
    if line.strip():
        print(record(line.rstrip("\n")))
