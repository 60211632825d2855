# %% [markdown]
# # Parameters, and four ways to the same layer
# A layer is a rule plus numbers. The numbers are its parameters, and they can
# be read, replaced and shared. Here you set them yourself, leave the bias out,
# and compute one layer in four ways that agree.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% Without a bias
#: predict Linear(16, 8, bias=False) gets a (16, 16) batch. What comes out?
#: - (16, 8), as with a bias  *
#: - (16, 7), one number less
#: - an error, the bias is missing
layer = nn.Linear(16, 8, bias=False)
layer
#> Linear(in_features=16, out_features=8, bias=False)
layer(torch.randn(16, 16)).shape
#> torch.Size([16, 8])
print(layer.bias)
#> None

# %% Nothing in, nothing out
# Only the sum of products is left, so a row of zeros gives zeros, always.
layer(torch.zeros(1, 16))
#> tensor([[0., 0., 0., 0., 0., 0., 0., 0.]], grad_fn=<MmBackward0>)

# %% [markdown]
# A bias is left out where the next layer takes it away again: batch
# normalisation subtracts the mean of each feature, and any bias with it, and
# then adds a bias of its own.
#
# The bias shifts what goes into an activation function. It does not change
# what can come out: a sigmoid answers between 0 and 1 with or without it.

# %% Exercise: when a bias is wasted tags=["exercise"] id="centre"
# `out` comes from a layer with a bias. Subtract from each column its mean, as
# batch normalisation does first, and call it `centred`. You will see that it
# does not depend on the bias.
probe = nn.Linear(3, 2)
data = torch.randn(50, 3)
out = probe(data)
#: hint out.mean(0) is the mean along the examples: one number for each column.
#: hint A list of two numbers is subtracted from every row of out.
#: if torch.allclose(centred, out - out.mean(), atol=1e-6) -> That is one mean for all; take one for each column.
### BEGIN SOLUTION
centred = out - out.mean(0)
### END SOLUTION
assert centred.shape == (50, 2), "centred should have the shape of out"
assert centred.mean(0).abs().max() < 1e-5, "each column of centred should have the mean 0"

# %% The bias is gone
plain = data @ probe.weight.T
without = plain - plain.mean(0)
with_bias = probe(data) - probe(data).mean(0)
torch.allclose(with_bias, without, atol=1e-6)
#> True

# %% Setting a weight
# A weight that you chose replaces the random one. It has to be wrapped in
# nn.Parameter: that is how the layer knows that it shall be learnt.
weight = tensor([[1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 3.0, -1.0]])
layer = nn.Linear(in_features=4, out_features=2, bias=False)
layer.weight = nn.Parameter(weight)
layer.weight
#> Parameter containing:
#> tensor([[ 1.,  2.,  0.,  0.],
#>         [ 0.,  0.,  3., -1.]], requires_grad=True)
#: heat layer.weight
#: draw layer

# %% Another weight, another function
layer(tensor([[1.0, 1.0, 1.0, 1.0]]))
#> tensor([[3., 2.]], grad_fn=<MmBackward0>)
layer(tensor([[1.0, 0.0, 0.0, 5.0]]))
#> tensor([[ 1., -5.]], grad_fn=<MmBackward0>)

# %% Without nn.Parameter
try:
    layer.weight = weight
except TypeError as error:
    print(error)

#> cannot assign 'torch.FloatTensor' as parameter 'weight' (torch.nn.Parameter or None expected)

# %% Exercise: a layer that swaps tags=["exercise"] id="swap"
# Give `swap` a weight with which it answers with its two inputs exchanged:
# [[1, 2]] gives [[2, 1]].
swap = nn.Linear(2, 2, bias=False)
#: hint The first output is 0 times the first input and 1 times the second.
#: hint Each row of the weight makes one output. The first row is 0, 1.
#: on-error "cannot assign" -> Wrap the tensor in nn.Parameter.
#: if torch.equal(swap.weight, torch.eye(2)) -> That weight changes nothing: each output is its own input.
### BEGIN SOLUTION
swap.weight = nn.Parameter(tensor([[0.0, 1.0], [1.0, 0.0]]))
### END SOLUTION
assert torch.allclose(swap(tensor([[1.0, 2.0]])), tensor([[2.0, 1.0]])), "[[1, 2]] should give [[2, 1]]"
assert isinstance(swap.weight, nn.Parameter), "swap.weight should be a Parameter"

# %% Three ways to change numbers
# Replace the parameter, change its data, or copy into it without recording.
# The last two keep the parameter itself, which optimizers hold on to.
layer = nn.Linear(2, 1)
layer.weight.data = tensor([[1.0, 1.0]])
with torch.no_grad():
    kept = layer.weight.copy_(tensor([[2.0, 3.0]]))

kept is layer.weight
#> True
layer.weight
#> Parameter containing:
#> tensor([[2., 3.]], requires_grad=True)

# %% A replaced parameter leaves its optimizer behind
#: predict The optimizer was made before the weight was replaced. Does step() change the new weight?
#: - No: it still holds the old one  *
#: - Yes
optimizer = torch.optim.SGD(layer.parameters(), lr=1.0)
layer.weight = nn.Parameter(tensor([[5.0, 5.0]]))
layer(tensor([[1.0, 1.0]])).sum().backward()
optimizer.step()
layer.weight
#> Parameter containing:
#> tensor([[5., 5.]], requires_grad=True)

# %% Four ways: the layer, and by hand
generator = torch.manual_seed(0)
layer = nn.Linear(10, 5)
x = torch.randn(2, 10)
output = layer(x)
by_hand = torch.mm(x, layer.weight.t()) + layer.bias
torch.allclose(output, by_hand)
#> True

# %% Four ways: the function
# F.linear has no numbers of its own: it is given the weight and the bias.
functional = F.linear(x, layer.weight, layer.bias)
torch.allclose(output, functional)
#> True
torch.allclose(F.linear(x, layer.weight), output)
#> False

# %% Four ways: addmm
# bias + x @ A.T in one operation. This is what ran: grad_fn says so.
torch.allclose(torch.addmm(layer.bias, x, layer.weight.T), output)
#> True
output.grad_fn.name()
#> 'AddmmBackward0'
#: graph output

# %% Exercise: your own linear tags=["exercise"] id="linear"
# Write a function `linear(x, weight, bias=None)` that answers as F.linear does,
# without calling it. The bias may be missing.
#: hint Start with the product of x and the transposed weight.
#: hint Add the bias only if it is not None.
#: on-error "unsupported operand" -> Something None is added: ask first whether bias is None.
#: on-error "missing 1 required positional argument" -> Write bias=None in the def line, so that it may be left out.
### BEGIN SOLUTION
def linear(x, weight, bias=None):
    output = x @ weight.T
    return output if bias is None else output + bias

### END SOLUTION
assert torch.allclose(linear(x, layer.weight, layer.bias), layer(x)), "with a bias it should be the layer"
assert torch.allclose(linear(x, layer.weight), F.linear(x, layer.weight)), "without a bias it should be F.linear, too"

# %% Equal, or close?
# == compares number by number. Two ways that round alike pass, others fail by
# a last digit. Use allclose to ask whether two computations agree.
a = torch.ones(1000) * 0.1
a.sum() == 100
#> tensor(False)
a.sum().item()
#> 100.00000762939453
torch.allclose(a.sum(), tensor(100.0))
#> True

# %% Which one to use?
# The layer, nearly always: it owns its parameters, and optimizers find them.
# F.linear where the numbers come from elsewhere, such as a shared weight.
encode = nn.Linear(8, 3, bias=False)
code = encode(torch.randn(1, 8))
back = F.linear(code, encode.weight.T)
code.shape, back.shape
#> (torch.Size([1, 3]), torch.Size([1, 8]))

# %% Exercise: copy one layer into another tags=["exercise"] id="copy"
# Make `twin` answer as `layer` does. They must not share their parameters:
# training one shall not change the other.
twin = nn.Linear(10, 5)
#: hint copy_ below no_grad, for the weight and for the bias.
#: hint Or: state_dict() of one goes into load_state_dict(...) of the other.
#: if twin.weight is layer.weight -> Now both are one parameter. Copy the numbers instead.
#: if torch.equal(twin.weight, layer.weight) and not torch.equal(twin.bias, layer.bias) -> The bias is missing.
### BEGIN SOLUTION
with torch.no_grad():
    copied = twin.weight.copy_(layer.weight), twin.bias.copy_(layer.bias)

### END SOLUTION
assert torch.equal(twin(x), layer(x)), "twin(x) should be layer(x)"
assert twin.weight is not layer.weight and twin.bias is not layer.bias, "twin should have parameters of its own"
assert twin.weight.data_ptr() != layer.weight.data_ptr(), "twin's weight should have memory of its own"

# %% [markdown]
# A layer's answers are a function of its numbers: change the weight, and it is
# another function. That is all that training does. What one layer cannot be,
# whatever its numbers: lesson 7.
