# %% [markdown]
# # Many neurons: shapes
# One layer can hold many neurons side by side. All see the same inputs; each
# has a row of weights and a bias of its own, and gives an output of its own.
# So almost everything about a linear layer can be read off three shapes: the
# weight's, the bias's and the batch's.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import Linear
generator = torch.manual_seed(0)

# %% Two inputs, two outputs
net = Linear(2, 2)
net.weight
#> Parameter containing:
#> tensor([[-0.0053,  0.3793],
#>         [-0.5820, -0.5204]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([-0.2723,  0.1896], requires_grad=True)
#: draw net
#: heat net.weight

# %% Two inputs, three outputs
#: predict What is the shape of the weight of Linear(2, 3)?
#: - (3, 2)  *
#: - (2, 3)
#: - (6,)
net = Linear(2, 3)
net.weight.shape, net.bias.shape
#> (torch.Size([3, 2]), torch.Size([3]))
net.weight
#> Parameter containing:
#> tensor([[-0.0140,  0.5607],
#>         [-0.0628,  0.1871],
#>         [-0.2137, -0.1390]], requires_grad=True)
#: draw net

# %% [markdown]
# The weight of `Linear(in_features, out_features)` has the shape
#
#     (out_features, in_features)
#
# one row for each neuron: the other way round than the arguments. Some texts
# print (in_features, out_features); PyTorch does not do that. It is the reason
# for the .T in y = x @ A.T + b.

# %% Three inputs, two outputs
net = Linear(3, 2)
net.weight.shape, net.bias.shape
#> (torch.Size([2, 3]), torch.Size([2]))
#: draw net

# %% Exercise: read the arguments off the weight tags=["exercise"] id="arguments"
# A layer turns 8 features into 5. Make it, and call it `layer`; and store the
# shape that you expect its weight to have, as a tuple of two numbers, in
# `expected`. Write it down before you look.
#: hint in_features comes first in Linear(...), and last in the weight's shape.
#: hint Five neurons make five rows; each has a number for each of the 8 inputs.
#: if expected == (8, 5) -> The weight has one row for each output, so the outputs come first.
#: if (layer.in_features, layer.out_features) == (5, 8) -> That layer takes 5 features and gives 8.
### BEGIN SOLUTION
layer = Linear(8, 5)
expected = (5, 8)
### END SOLUTION
assert (layer.in_features, layer.out_features) == (8, 5), "layer should take 8 features and give 5"
assert tuple(expected) == tuple(layer.weight.shape), "expected should be the shape of layer.weight"

# %% A batch
# Rows are examples. A layer treats each alone: ten rows in, ten rows out.
generator = torch.manual_seed(0)
net = Linear(4, 2)
batch = torch.randn(10, 4)
net(batch).shape
#> torch.Size([10, 2])

# %% A row at a time, or all at once
# The same answers either way; at once is only faster.
first = net(batch[0:1])
first
#> tensor([[-0.2573,  0.2189]], grad_fn=<AddmmBackward0>)
torch.allclose(first, net(batch)[0:1])
#> True

# %% Follow the shapes
#: predict Linear(784, 10) gets a batch of 32 pictures of 28 x 28 = 784 pixels. What comes out?
#: - (32, 10)  *
#: - (10, 32)
#: - (784, 10)
# `shapes layer(pictures)` at the prompt shows this as a table.
layer = Linear(784, 10)
pictures = torch.randn(32, 784)
layer(pictures).shape
#> torch.Size([32, 10])

# %% More axes in front
# Only the last axis has to be the features. All others are carried along.
layer = Linear(4, 2)
layer(torch.randn(4)).shape
#> torch.Size([2])
layer(torch.randn(5, 6, 4)).shape
#> torch.Size([5, 6, 2])

# %% Exercise: the right layer tags=["exercise"] id="fit"
# Make `fit`, a layer from which this data comes out with the shape (6, 20, 3).
data = torch.randn(6, 20, 12)
#: hint Only the last axis changes.
#: hint in_features is what the last axis has now, out_features what it shall have.
#: on-error "mat1 and mat2" -> The message gives the shapes: the last axis of data is 12.
#: if fit(data).shape[:-1] == (6, 20) and fit.out_features != 3 -> The data fits; the number of outputs is not 3.
### BEGIN SOLUTION
fit = Linear(12, 3)
### END SOLUTION
assert fit(data).shape == (6, 20, 3), "fit(data) should have the shape (6, 20, 3)"

# %% [markdown]
# A product of two matrices needs equal inner sizes, and keeps the outer ones:
#
#     (3, 2) @ (2, 4)  -> (3, 4)
#     (5, 10) @ (10, 7) -> (5, 7)
#
# A (10, 4) input does not fit a (2, 4) weight: 4 is not 2. With the weight
# transposed it does: (10, 4) @ (4, 2) -> (10, 2).

# %% Inner sizes, outer sizes
(torch.ones(3, 2) @ torch.ones(2, 4)).shape
#> torch.Size([3, 4])
(torch.ones(5, 10) @ torch.ones(10, 7)).shape
#> torch.Size([5, 7])
(batch @ net.weight.t()).shape
#> torch.Size([10, 2])

# %% The column form
# Written as A x + b, one example is a column. One column per example comes out.
generator = torch.manual_seed(0)
net = Linear(2, 2)
x = tensor([[1.0, 1.0]])
net(x)
#> tensor([[ 0.1017, -0.9128]], grad_fn=<AddmmBackward0>)
torch.mm(net.weight, x.t()) + net.bias.view(2, 1)
#> tensor([[ 0.1017],
#>         [-0.9128]], grad_fn=<AddBackward0>)

# %% [markdown]
# `view(2, 1)` shows the same two numbers as a column. Why is that needed? The
# product is a column (2, 1); the bias is a list (2,). Adding different shapes
# stretches both to one that fits: PyTorch calls it broadcasting.

# %% Without view
#: predict A column (2, 1) plus a list (2,): what comes out?
#: - a table (2, 2)  *
#: - a column (2, 1)
#: - an error
# No error, and wrong: every product was added to every bias. The answers that
# were wanted stand on the diagonal. With one neuron it goes unnoticed.
wrong = torch.mm(net.weight, x.t()) + net.bias
wrong
#> tensor([[ 0.1017,  0.5636],
#>         [-1.3747, -0.9128]], grad_fn=<AddBackward0>)
wrong.diagonal()
#> tensor([ 0.1017, -0.9128], grad_fn=<DiagonalBackward0>)

# %% Exercise: three neurons, as columns tags=["exercise"] id="columns"
# Compute `o` as a column, from trio.weight, u and trio.bias, so that it agrees
# with trio(u).
trio = Linear(2, 3)
u = tensor([[0.1, 0.5]])
#: hint The weight comes first: weight times column, then the bias as a column.
#: hint u.t() is the column; the bias of three neurons needs view(3, 1).
#: if o.shape == (3, 3) -> (3, 3): the bias was stretched along the wrong axis. Make it a column with view.
#: if o.shape == (1, 3) -> Right numbers, perhaps, but as a row. Put the weight in front of u.t().
### BEGIN SOLUTION
o = torch.mm(trio.weight, u.t()) + trio.bias.view(3, 1)
### END SOLUTION
assert o.shape == (3, 1), "o should be a column: three rows, one number each"
assert torch.allclose(o, trio(u).t()), "o should hold what trio(u) gives"

# %% Rows need no view
# In x @ A.T + b the neurons lie along the last axis, where the bias lies, too:
# it is added to each row. That is why examples are rows here.
u @ trio.weight.T + trio.bias
#> tensor([[-0.3966, -0.3810, -0.3824]], grad_fn=<AddBackward0>)
trio(u)
#> tensor([[-0.3966, -0.3810, -0.3824]], grad_fn=<AddmmBackward0>)

# %% Count the parameters
#: predict How many numbers does Linear(784, 10) learn?
#: - 7850  *
#: - 7840
#: - 794
layer = Linear(784, 10)
layer.weight.numel(), layer.bias.numel()
#> (7840, 10)
sum(p.numel() for p in layer.parameters())
#> 7850

# %% Exercise: as many as a thousand tags=["exercise"] id="count"
# Make `kilo`, a layer with exactly 1000 parameters, biases included, that has
# 9 inputs.
#: hint Each neuron has one weight for each input, and one bias: how many is that?
#: hint With 9 inputs a neuron has 10 parameters.
#: if kilo.weight.numel() == 999 -> You counted only weights.
#: if kilo.in_features == 10 -> 10 inputs and a bias make 11 parameters a neuron.
### BEGIN SOLUTION
kilo = Linear(9, 100)
### END SOLUTION
assert kilo.in_features == 9, "kilo should have 9 inputs"
assert sum(p.numel() for p in kilo.parameters()) == 1000, "kilo should have 1000 parameters"

# %% What a layer with many outputs is for
# It looks at the same features in several ways at once: each row of the weight
# is one way of looking, and the outputs are the new features.
looks = Linear(2, 3)
looks.weight.data = tensor([[1.0, 1.0], [1.0, -1.0], [0.5, 0.5]])
looks.bias.data = torch.zeros(3)
looks(tensor([[3.0, 5.0], [2.0, 2.0]]))
#> tensor([[ 8., -2.,  4.],
#>         [ 4.,  0.,  2.]], grad_fn=<AddmmBackward0>)
#: heat looks.weight

# %% [markdown]
# Sum, difference and mean of two numbers, for two examples. With one output it
# predicts one number; with several, several at once, or a new description of
# its input for a next layer. So layers are chained: the out_features of one are
# the in_features of the next. What if they disagree: lesson 3.
