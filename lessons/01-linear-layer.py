# %% [markdown]
# # One neuron
# A neuron takes some numbers in and gives one number out. It multiplies every
# input by a weight, adds the products up, and adds one more number, the bias.
# With two inputs: y = x1*w1 + x2*w2 + b.
#
# Here you build one, look inside it, run it, and check its answer by hand.
# Type along, change things, try your own: nothing can break.

# %% Start
# The seed fixes the random numbers to come, so that you see the ones printed
# here. It answers with a generator; giving that a name keeps it off the screen.
import torch
from torch import nn, tensor
from torch.nn import Linear
generator = torch.manual_seed(1)

# %% Two inputs, one output: one neuron
net = Linear(2, 1)
net
#> Linear(in_features=2, out_features=1, bias=True)
#: draw net

# %% [markdown]
# `Linear(2, 1)` says: two numbers go in (in_features), one comes out
# (out_features). PyTorch calls this a linear layer; elsewhere it is a "dense"
# or "fully connected" layer, since every input reaches every output.
#
# At this prompt `net` alone shows the layer, and `show net` its numbers too.

# %% What it holds: a weight and a bias
# One row of weights for the one output, one number in it for each input.
# Both start at random: an untrained layer knows nothing.
net.weight
#> Parameter containing:
#> tensor([[ 0.3643, -0.3121]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([-0.1371], requires_grad=True)
#: note Ask the class where the numbers come from before moving on: the seed.

# %% Numbers or parameters?
# "Parameter" means: a tensor that training may change. requires_grad=True says
# that PyTorch keeps track of how results depend on it.
isinstance(net.weight, nn.Parameter), net.weight.requires_grad
#> (True, True)
net.weight[0, 0].item(), net.bias.item()
#> (0.36434608697891235, -0.13708077371120453)

# %% An input
# One example with two features is a table of one row and two columns.
x = tensor([[1.0, 1.0]])
x
#> tensor([[1., 1.]])
x.shape
#> torch.Size([1, 2])

# %% Forward: what the neuron answers
#: predict With both inputs 1, what is the answer made of?
#: - the two weights and the bias, added up  *
#: - the two weights multiplied
#: - the larger of the two weights
# A layer is called like a function. grad_fn names the last operation, which is
# what PyTorch will need later to learn: AddmmBackward0, "add and multiply".
net(x)
#> tensor([[-0.0848]], grad_fn=<AddmmBackward0>)
net.weight.sum() + net.bias
#> tensor([-0.0848], grad_fn=<AddBackward0>)

# %% Exercise: another input tags=["exercise"] id="input"
# Make `x2`, an input of one row that holds 0.1 and 0.5, and give it to the
# neuron: `y2 = net(x2)`.
#: hint x2 is written like x above, with other numbers: a list in a list.
#: hint The outer brackets are the table, the inner ones its only row: tensor([[..., ...]])
#: if x2.dim() == 1 -> x2 has one pair of brackets: that is a list of features, not a row of a table. Use two.
#: if x2.shape == (2, 1) -> x2 has two rows of one number; it should be one row of two numbers.
#: on-error "mat1 and mat2" -> The layer wants rows of two numbers; look at x2.shape.
### BEGIN SOLUTION
x2 = tensor([[0.1, 0.5]])
y2 = net(x2)
### END SOLUTION
assert torch.equal(x2, tensor([[0.1, 0.5]])), "x2 should be one row with the numbers 0.1 and 0.5"
assert torch.equal(y2, net(x2)), "y2 should be what net answers to x2"

# %% Exercise: by hand, with numbers tags=["exercise"] id="numbers"
# Compute the same answer from single numbers, and call it `y`. These are the
# parts; the formula is y = x1*w1 + x2*w2 + b.
x1, x2 = 0.1, 0.5
w1, w2 = net.weight[0].tolist()
b = net.bias.item()
#: hint Multiply each input by its weight, add the two products, add the bias.
#: hint It begins y = x1 * w1 + and has three terms in all.
#: if abs(y - (x1 * w1 + x2 * w2)) < 1e-6 -> The weighted sum is right; the bias is missing.
#: if abs(y - (x1 * w2 + x2 * w1 + b)) < 1e-6 -> The weights are swapped: w1 belongs to x1.
### BEGIN SOLUTION
y = x1 * w1 + x2 * w2 + b
### END SOLUTION
assert abs(y - net(tensor([[0.1, 0.5]])).item()) < 1e-6, "y should be what the neuron answers to 0.1 and 0.5"

# %% [markdown]
# For many inputs nobody writes that sum out. As tables it is one product:
#
#     y = x @ A.T + b
#
# A is the weight, and `.T` turns its rows into columns: A has the shape
# (outputs, inputs), here (1, 2), so A.T is (2, 1) and fits behind x, (1, 2).
# Some texts write Wx + b for it, with x as a column: the same sum.

# %% By hand, with matrices
# mm multiplies two matrices, as @ does; t() transposes, as .T does.
net.weight.shape, net.weight.T.shape
#> (torch.Size([1, 2]), torch.Size([2, 1]))
x @ net.weight.T + net.bias
#> tensor([[-0.0848]], grad_fn=<AddBackward0>)
torch.mm(x, net.weight.t()) + net.bias
#> tensor([[-0.0848]], grad_fn=<AddBackward0>)

# %% The column form
# With x as a column the weight comes first, and the answer is a column.
torch.mm(net.weight, x.t()) + net.bias
#> tensor([[-0.0848]], grad_fn=<AddBackward0>)

# %% [markdown]
# Texts also say "the layer solves Ax = b". It does not solve anything, and b
# is not the output: the output is y, and b is the bias that is added to it.

# %% Exercise: by hand, with matrices tags=["exercise"] id="matrix"
# Now for this input of your own. Compute `o` from `x`, `net.weight` and
# `net.bias`, without calling net.
x = tensor([[2.0, -3.0]])
#: hint The formula is y = x @ A.T + b.
#: hint A is net.weight, b is net.bias. Do not forget .T
#: if torch.allclose(o, x @ net.weight.T) -> That is x @ A.T; the bias is still to be added.
#: on-error "mat1 and mat2" -> A (1, 2) does not fit behind x (1, 2): the inner sizes must agree. Transpose one.
### BEGIN SOLUTION
o = x @ net.weight.T + net.bias
### END SOLUTION
assert o.shape == (1, 1), "o should be a table of one row and one column"
assert torch.allclose(o, net(x)), "o should be what net(x) gives"

# %% Are they equal?
# Numbers in a computer are rounded, and two ways to one result may round
# differently. So compare with allclose, which forgives the last digits.
o = x @ net.weight.T + net.bias
torch.allclose(net(x), o)
#> True
0.1 + 0.2 == 0.3
#> False

# %% What a weight does
#: predict w2 is negative here. When x2 grows and x1 stays, the answer ...
#: - falls  *
#: - grows
#: - stays
# A weight says how much, and in which direction, the answer follows an input.
xs = torch.linspace(-2, 2, 5)
rows = torch.stack([torch.zeros(5), xs], dim=1)
rows
#> tensor([[ 0., -2.],
#>         [ 0., -1.],
#>         [ 0.,  0.],
#>         [ 0.,  1.],
#>         [ 0.,  2.]])
ys = net(rows).detach().flatten()
ys
#> tensor([ 0.4871,  0.1750, -0.1371, -0.4492, -0.7613])
#: plot xs, ys

# %% A straight line
# Equal steps in, equal steps out: every step of 1 in x2 adds w2.
ys[1:] - ys[:-1]
#> tensor([-0.3121, -0.3121, -0.3121, -0.3121])
net.weight[0, 1].item()
#> -0.3121015429496765

# %% Exercise: what the bias is for tags=["exercise"] id="bias"
# There is one input to which this neuron answers with exactly its bias. Find
# it, and call it `zero_point` (one row, two numbers).
#: hint The weighted sum must add nothing.
#: hint Which number, multiplied by any weight, gives nothing?
#: if zero_point.dim() == 1 -> Right numbers or not, it should be a row of a table: two pairs of brackets.
### BEGIN SOLUTION
zero_point = tensor([[0.0, 0.0]])
### END SOLUTION
assert zero_point.shape == (1, 2), "zero_point should be one row of two numbers"
assert torch.allclose(net(zero_point), net.bias), "net(zero_point) should be the bias, and nothing else"

# %% [markdown]
# Without a bias, every neuron would have to answer 0 to nothing: its line
# would go through the origin. The bias lifts or lowers that line.

# %% Exercise: a neuron of your own tags=["exercise"] id="average"
# A weight can be set by hand. Make `average`, a Linear(2, 1) that answers with
# the average of its two inputs: 3 and 5 give 4. Set `average.weight.data` and
# `average.bias.data` to tensors of the right shape.
#: hint The average is x1*0.5 + x2*0.5. What is b?
#: hint The weight is one row of two numbers, the bias a list of one: tensor([[..., ...]]) and tensor([...])
#: if average.weight.shape != (1, 2) -> The weight should keep its shape (1, 2): one row, two numbers.
#: if average.weight.tolist() == [[0.5, 0.5]] and average.bias.item() != 0 -> The weights are right; the bias is not 0.
### BEGIN SOLUTION
average = Linear(2, 1)
average.weight.data = tensor([[0.5, 0.5]])
average.bias.data = tensor([0.0])
### END SOLUTION
assert torch.allclose(average(tensor([[3.0, 5.0]])), tensor([[4.0]])), "3 and 5 should give 4"
assert torch.allclose(average(tensor([[8.0, 0.0]])), tensor([[4.0]])), "8 and 0 should give 4, too"

# %% [markdown]
# A linear layer with one output is what statistics calls linear regression.
# What makes it a network is that the numbers are not set by hand, but learnt:
# lessons 4 and 5. First, more neurons: lesson 2.
