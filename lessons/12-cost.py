# %% [markdown]
# # Cost: parameters, memory, time
# A layer costs numbers to store, and multiplications to compute. Both can be
# worked out before anything is built. You count them, halve them, and measure
# what a call takes.

# %% Start
import time
import timeit
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% Parameters
# in * out weights and out biases. `shapes net(x)` lists this for each layer.
net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
[p.numel() for p in net.parameters()]
#> [100352, 128, 1280, 10]
sum(p.numel() for p in net.parameters())
#> 101770
#: draw net

# %% Exercise: count before you build tags=["exercise"] id="count"
# Write `count(sizes)`: how many parameters has an MLP with these sizes?
# count([784, 128, 10]) is the number above.
#: hint For each pair of neighbours m, n there are m * n weights and n biases.
#: hint zip(sizes, sizes[1:]) gives the pairs.
#: if count([784, 128, 10]) == 101632 -> That is the weights alone. Each output has a bias, too.
### BEGIN SOLUTION
def count(sizes):
    return sum(m * n + n for m, n in zip(sizes, sizes[1:]))

### END SOLUTION
assert count([784, 128, 10]) == 101770, "count([784, 128, 10]) should be 101770"
assert count([2, 1]) == 3 and count([8, 5, 5, 1]) == 81, "it should work for any number of layers"

# %% Depth and width
# Between two hidden layers of h neurons lie h * h weights. So width costs by
# its square, and depth only in proportion.
total = lambda sizes: sum(m * n + n for m, n in zip(sizes, sizes[1:]))
total([784] + 3 * [128] + [10]), total([784] + 5 * [512] + [10])
#> (134794, 1457674)
widths = list(range(16, 513, 16))
parameters = [total([784, w, w, w, 10]) for w in widths]
#: plot widths, parameters

# %% Memory
#: predict How many bytes does one float32 number take?
#: - 4  *
#: - 8
#: - 32
weight = net[0].weight
weight.dtype, weight.element_size()
#> (torch.float32, 4)
weight.numel() * weight.element_size()
#> 401408

# %% Exercise: a large layer tags=["exercise"] id="memory"
# A weight has the shape (4096, 8192). How many megabytes does it take, in
# float32? Put the number in `mb`. (A megabyte is 1,000,000 bytes.)
#: hint Rows times columns times bytes.
#: hint That is 33,554,432 numbers of 4 bytes each.
#: if abs(mb - 128) < 0.01 -> That is in units of 1024 * 1024. Divide by a million.
#: if abs(mb - 33.554432) < 0.01 -> Those are millions of numbers. Each takes 4 bytes.
### BEGIN SOLUTION
mb = 4096 * 8192 * 4 / 1e6
### END SOLUTION
assert abs(mb - 134.217728) < 0.5, "mb should be the bytes of 4096 * 8192 float32 numbers, in millions"

# %% 134 megabytes, one layer
# empty() reserves memory and fills in nothing.
large = torch.empty(4096, 8192)
large.numel() * large.element_size() / 1e6
#> 134.217728
half = torch.empty(4096, 8192, dtype=torch.float16)
half.numel() * half.element_size() / 1e6
#> 67.108864

# %% What half precision loses
# float16 keeps about 3 digits, and ends at 65504. bfloat16 keeps 2, and reaches
# as far as float32.
tensor(3.14159265).half().item()
#> 3.140625
tensor(70000.0).half(), tensor(70000.0).bfloat16()
#> (tensor(inf, dtype=torch.float16), tensor(70144., dtype=torch.bfloat16))
tensor(1.0, dtype=torch.float16) + 0.0004
#> tensor(1., dtype=torch.float16)

# %% A layer in half precision
#: predict By how much does the answer change, with weights between -0.1 and 0.1?
#: - in the fourth digit or so  *
#: - not at all
#: - it doubles
layer = nn.Linear(100, 10)
x = torch.randn(5, 100)
exact = layer(x)
rounded = nn.Linear(100, 10)
rounded.weight.data = layer.weight.half().float().detach()
rounded.bias.data = layer.bias.half().float().detach()
error = (rounded(x) - exact).abs().max().item()
error < 0.001, error > 0
#> (True, True)

# %% Exercise: a quarter of the memory tags=["exercise"] id="quantise"
# Quantisation keeps whole numbers from -127 to 127, a byte each, and one scale.
# Make `q`, an int8 tensor, so that q * scale is as near to w as can be.
w = torch.linspace(-0.8, 1.0, 10)
scale = (w.abs().max() / 127).item()
#: hint Divide by the scale, round to the nearest whole number, turn into int8.
#: hint Tensors have round() and to(torch.int8); round first: to() just cuts off.
#: if q.dtype != torch.int8 -> The values may be right; their dtype should be torch.int8.
#: if (q * scale - w).abs().max() > 0.51 * scale -> Some numbers are off by more than half a step: round first.
### BEGIN SOLUTION
q = (w / scale).round().to(torch.int8)
### END SOLUTION
assert q.dtype == torch.int8 and q.shape == w.shape, "q should be an int8 tensor of the shape of w"
assert (q * scale - w).abs().max() <= 0.51 * scale, "q * scale should differ from w by half a step at most"

# %% What it did
steps = (w / scale).round().to(torch.int8)
steps
#> tensor([-102,  -76,  -51,  -25,    0,   25,   51,   76,  102,  127],
#>        dtype=torch.int8)
steps.element_size(), w.element_size()
#> (1, 4)
(steps * scale - w).abs().max().item() < scale / 2
#> True

# %% With four bits
# Half a byte leaves 15 steps: the staircase is what the network then computes
# with. At 255 steps it is too fine to see.
exact = torch.linspace(-1, 1, 121)
four_bits = (exact * 7).round() / 7
four_bits.unique().numel()
#> 15
#: plot exact, four_bits

# %% Training costs more
# Each weight has a gradient, and Adam keeps two averages for it besides: four
# numbers instead of one. Using a trained network needs only the weights.
model = nn.Linear(1000, 1000)
bytes_of = lambda ts: sum(t.numel() * t.element_size() for t in ts)
bytes_of(model.parameters())
#> 4004000
optimizer = torch.optim.Adam(model.parameters())
model(torch.randn(2, 1000)).sum().backward()
optimizer.step()
state = [v for s in optimizer.state.values() for v in s.values() if v.numel() > 1]
bytes_of(state), bytes_of(p.grad for p in model.parameters())
#> (8008000, 4004000)

# %% Exercise: a narrow waist tags=["exercise"] id="waist"
# Linear(1000, 1000) has a million weights. Make `thin`, a Sequential of two
# linear layers, also from 1000 to 1000, with fewer than 50,000 parameters.
#: hint The first layer leads to a few features, the second back to 1000.
#: hint With r features in between there are about 2000 * r weights, and r + 1000 biases.
#: if thin(torch.zeros(1, 1000)).shape == (1, 1000) and len(thin) == 1 -> One layer cannot be that small. Use two.
### BEGIN SOLUTION
thin = nn.Sequential(nn.Linear(1000, 20), nn.Linear(20, 1000))
### END SOLUTION
assert thin(torch.zeros(1, 1000)).shape == (1, 1000), "thin should lead from 1000 features to 1000"
assert sum(p.numel() for p in thin.parameters()) < 50000, "thin should have fewer than 50,000 parameters"

# %% Work
#: predict A batch of 64 goes through Linear(784, 128). How many multiplications?
#: - 64 * 784 * 128, over six million  *
#: - 784 * 128, about a hundred thousand
#: - 64 * 128, about eight thousand
# Backward costs about twice as much again: one product for the gradient of the
# weight, one for that of the input.
64 * 784 * 128
#> 6422528

# %% Time
# timeit calls a function often and adds the times up. At this prompt `timeit
# net(x)` does it and says it in one line; in notebooks it is %timeit.
#: about
def microseconds(f, number=200):
    f()
    return min(timeit.repeat(f, number=number, repeat=5)) / number * 1e6

layer = nn.Linear(5, 3)
x = torch.randn(8, 5)
print(f"built in: {microseconds(lambda: layer(x)):.1f} µs")

# %% Your own layer against the built-in one
class Custom(nn.Module):
    def __init__(self, dim_in, dim_out):
        super().__init__()
        self.weights = nn.Parameter(torch.rand(dim_in, dim_out))
        self.bias = nn.Parameter(torch.rand(dim_out))
    def forward(self, X):
        return X @ self.weights + self.bias

custom = Custom(5, 3)
custom.weights.data = layer.weight.detach().T.clone()
custom.bias.data = layer.bias.detach().clone()
torch.allclose(custom(x), layer(x))
#> True

# %% Measure them
# In a small layer nearly all the time is the way to the product, not the
# product: a microsecond more or less says little about larger ones. PyTorch's
# layer does product and bias in one operation. Measure at the sizes you use.
#: about
for size in (8, 64, 512):
    built_in, own = nn.Linear(size, size), Custom(size, size)
    x = torch.randn(64, size)
    a = microseconds(lambda: built_in(x), 10)
    b = microseconds(lambda: own(x), 10)
    print(f"{size}: built in {a:.1f} µs, custom {b:.1f} µs")

# %% One call or a thousand
# A batch shares the way. So never loop over examples.
#: about
rows = torch.randn(1000, 5)
together = microseconds(lambda: layer(rows), 20)
singly = microseconds(lambda: [layer(row) for row in rows], 1)
print(f"together {together:.0f} µs, one by one {singly:.0f} µs")

# %% Exercise: without the loop tags=["exercise"] id="loop"
# This is slow. Compute the same as one tensor, `fast`, of the shape (1000,),
# without a loop: the sum of each row's outputs.
slow = [layer(row).sum() for row in rows]
#: hint Call layer with all rows at once.
#: hint Then sum along the last axis, dim=1.
#: if fast.dim() == 0 -> That is the sum of everything. Sum along dim=1 only.
#: if fast.shape == (3,) -> That is one sum for each output; it should be one for each row.
### BEGIN SOLUTION
fast = layer(rows).sum(dim=1)
### END SOLUTION
assert fast.shape == (1000,), "fast should have the shape (1000,)"
assert torch.allclose(fast, torch.stack(slow), atol=1e-5), "fast should hold the same sums as slow"

# %% Without gradients
# Where nothing is learnt, no_grad spares the graph: less memory, less time.
with torch.no_grad():
    answer = layer(rows)

answer.requires_grad
#> False

# %% [markdown]
# Before you build: count. Width is dearer than depth, training than use, many
# small calls than one large. And measure before you make anything faster.
