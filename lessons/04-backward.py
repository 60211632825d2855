# %% [markdown]
# # Backward: who is to blame?
# A network learns by asking of every weight: if you were a little larger, how
# much would the loss change? That number is the weight's gradient. `backward`
# computes it for all weights at once, going back from the loss along the way
# by which it was computed.

# %% Start
import math
import torch
from torch import nn, tensor
generator = torch.manual_seed(0)

# %% The smallest case
# y = w * w at w = 3. The slope of w * w is 2 * w, so 6 is to be expected.
w = tensor(3.0, requires_grad=True)
y = w * w
y
#> tensor(9., grad_fn=<MulBackward0>)
y.backward()
w.grad
#> tensor(6.)

# %% Slope means: a small step
# Make w a thousandth larger, and y grows by about six thousandths.
3.001 * 3.001 - 3.0 * 3.0
#> 0.006000999999999479

# %% Exercise: predict a slope tags=["exercise"] id="slope"
# y = 5 * w + w * w, at w = 2. Work out the slope on paper, put it in `slope`
# as a number, then make `w2`, a tensor that requires a gradient, and let
# PyTorch compute it.
#: hint The slope of 5 * w is 5, wherever w is; the slope of w * w is 2 * w.
#: hint w2 is made as w was, with another number; compute a y2 from it, and call backward on that.
#: if slope == 14 -> 14 is y itself at w = 2. The slope says how fast y changes.
#: if slope == 9 and w2.grad is None -> The slope is right. w2 has no gradient yet: backward was not called.
### BEGIN SOLUTION
slope = 5 + 2 * 2
w2 = tensor(2.0, requires_grad=True)
y2 = 5 * w2 + w2 * w2
y2.backward()
### END SOLUTION
assert slope == 9, "slope should be the slope of 5 * w + w * w at w = 2"
assert w2.grad is not None and w2.grad.item() == slope, "w2.grad should be that slope, computed by backward"

# %% [markdown]
# Now a neuron. Its weight and bias are set to fixed numbers, so that you can
# follow every step with pencil and paper.

# %% A neuron
net = nn.Linear(2, 1)
net.weight.data = tensor([[0.4633, -0.4838]])
net.bias.data = tensor([0.2706])
net.weight
#> Parameter containing:
#> tensor([[ 0.4633, -0.4838]], requires_grad=True)
#: draw net

# %% No gradient before backward
#: predict What is net.weight.grad now?
#: - None  *
#: - a tensor of zeros
#: - a tensor of random numbers
print(net.weight.grad)
#> None
print(net.bias.grad)
#> None

# %% Forward
# The neuron's answer goes through a sigmoid, which squeezes any number into
# the range from 0 to 1. The target is what the answer should have been.
x = tensor([[1.0, 1.0]])
target = tensor([[1.0]])
z = net(x)
o = torch.sigmoid(z)
z
#> tensor([[0.2501]], grad_fn=<AddmmBackward0>)
o
#> tensor([[0.5622]], grad_fn=<SigmoidBackward0>)

# %% A loss
# The loss says how wrong the answer is. Here simply: what is missing.
loss = target - o
loss
#> tensor([[0.4378]], grad_fn=<SubBackward0>)
#: graph loss

# %% [markdown]
# The picture is read from the loss down to the weights. Each circle is one
# operation, kept in a `grad_fn`; the squares are parameters. PyTorch built it
# while it computed, and backward walks it.
#
# A plain difference is good for one example only: it falls below zero when the
# answer is too high, so "smaller" would not mean "better". Real losses square
# it or take logarithms. You will use those from lesson 5 on.

# %% Who remembers how it was made?
# The input is data and remembers nothing. The weights do, and so does all that
# is computed from them.
x.requires_grad, net.weight.requires_grad, loss.requires_grad
#> (False, True, True)
loss.grad_fn.name()
#> 'SubBackward0'
print(x.grad_fn)
#> None

# %% Backward
loss.backward()
net.weight.grad
#> tensor([[-0.2461, -0.2461]])
net.bias.grad
#> tensor([-0.2461])
#: graph loss

# %% [markdown]
# All three are negative: make a weight larger, and the loss gets smaller.
# Remember the signs; a text that loses them teaches the network to get worse.

# %% The weights have not moved
#: predict Did backward change the weights?
#: - No, it only computes gradients  *
#: - Yes, by the gradient
net.weight
#> Parameter containing:
#> tensor([[ 0.4633, -0.4838]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([0.2706], requires_grad=True)

# %% Exercise: the derivative of the sigmoid tags=["exercise"] id="sigmoid"
# Where the sigmoid answers o, its slope is o * (1 - o). Compute that slope
# here, from `o`, as a tensor or a number, and call it `ds`.
#: hint o is the sigmoid's answer already; do not apply sigmoid again.
#: hint Multiply o by what it lacks to 1.
#: if torch.as_tensor(ds).item() < 0 -> The slope of a sigmoid is never negative: it always rises.
### BEGIN SOLUTION
ds = o * (1 - o)
### END SOLUTION
assert abs(torch.as_tensor(ds).item() - 0.2461) < 1e-3, "ds should be o * (1 - o), about a quarter"

# %% [markdown]
# The chain rule: along the way from a weight to the loss, multiply the slopes.
#
#     weight --(times x)--> z --(sigmoid)--> o --(target - o)--> loss
#
# z changes by x for each unit of a weight (by 1 for the bias), o by
# o * (1 - o) for each unit of z, and the loss by -1 for each unit of o.

# %% Exercise: the chain rule by hand tags=["exercise"] id="chain"
# Compute the gradients by hand, with the right signs: `grad_w`, of the shape
# (1, 2), and `grad_b`, one number. Use x and o.
#: hint Three slopes for a weight: -1, o * (1 - o), and x.
#: hint For the bias the last of them is 1.
#: if torch.allclose(grad_w, -net.weight.grad) -> The sign is lost: target - o has the slope -1.
#: if grad_w.shape != (1, 2) -> The gradient has the shape of the weight, (1, 2): x has it, too.
### BEGIN SOLUTION
grad_w = -1 * o * (1 - o) * x
grad_b = -1 * o * (1 - o)
### END SOLUTION
assert grad_w.shape == net.weight.shape, "grad_w should have the shape of the weight"
assert torch.allclose(grad_w, net.weight.grad), "grad_w should be what backward found"
assert abs(torch.as_tensor(grad_b).item() - net.bias.grad.item()) < 1e-6, "grad_b should be the gradient of the bias"

# %% Inputs share the blame
#: predict The input is [[3, 0]]. What is the gradient of the second weight?
#: - 0: its input was 0, so it changed nothing  *
#: - the same as the first weight's
#: - None
net.zero_grad()
loss = target - torch.sigmoid(net(tensor([[3.0, 0.0]])))
loss.backward()
net.weight.grad
#> tensor([[-0.4026,  0.0000]])
net.bias.grad
#> tensor([-0.1342])

# %% Only once
# backward lets go of the graph as it walks. A second walk needs a new forward,
# or retain_graph=True the first time.
try:
    loss.backward()
except RuntimeError as error:
    print(str(error)[:52])

#> Trying to backward through the graph a second time (

# %% Only from one number
# A slope belongs to one number. Of many numbers, take the mean or the sum.
outputs = net(torch.randn(4, 2))
try:
    outputs.backward()
except RuntimeError as error:
    print(error)

#> grad can be implicitly created only for scalar outputs

# %% Exercise: one number tags=["exercise"] id="mean"
# Give net gradients for the mean of its answers to these four examples.
net.zero_grad()
batch = tensor([[1.0, 0.0], [0.0, 1.0], [2.0, 2.0], [1.0, -1.0]])
#: hint Call net, take the mean, call backward.
#: hint A tensor has a method mean(); what it gives has backward().
#: if torch.allclose(net.weight.grad, batch.sum(0)) -> That is the sum's gradient; take the mean.
### BEGIN SOLUTION
average = net(batch).mean()
average.backward()
### END SOLUTION
assert net.weight.grad is not None, "net.weight has no gradient: call backward on the mean of the answers"
assert torch.allclose(net.weight.grad, batch.mean(0)), "the gradient should be the mean of the four inputs"

# %% Without a memory
# Where nothing is to be learnt, no_grad saves the graph; detach() leaves it.
with torch.no_grad():
    answer = net(x)

answer.requires_grad, net(x).detach().requires_grad
#> (False, False)

# %% Where a sigmoid learns slowly
# Far from 0 its slope is nearly 0, and so are all gradients that pass it.
zs = torch.linspace(-6, 6, 61)
s = torch.sigmoid(zs)
slopes = s * (1 - s)
slopes.max(), slopes[0]
#> (tensor(0.2500), tensor(0.0025))
#: plot zs, s, slopes

# %% [markdown]
# backward says how to change each weight. Changing them is another step: it is
# the subject of lesson 5. In lesson 13 you write a backward of your own.
