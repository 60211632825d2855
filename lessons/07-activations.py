# %% [markdown]
# # Activations: why a network bends
# Two linear layers in a row are one linear layer, and so are a hundred. What
# makes depth worth it stands between them: a function that is not a straight
# line. It is called an activation, and has usually nothing to learn.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% Two layers ...
one = nn.Linear(4, 8)
two = nn.Linear(8, 3)
x = torch.randn(5, 4)
stacked = two(one(x))
stacked.shape
#> torch.Size([5, 3])

# %% ... are one
# two(one(x)) = (x A' + a) B' + b = x (B A)' + (a B' + b), where ' means .T:
# the weight of one layer is B A, and its bias a B' + b.
A, a = one.weight, one.bias
B, b = two.weight, two.bias
single = x @ (B @ A).T + (a @ B.T + b)
torch.allclose(stacked, single, atol=1e-6)
#> True

# %% Exercise: fold two layers into one tags=["exercise"] id="fold"
# Make `folded`, one nn.Linear with the right sizes, and set its weight and its
# bias, so that it answers as two(one(x)) does.
#: hint In and out: it takes what one takes, and gives what two gives.
#: hint The formulas stand in the step above; folded.weight.data and folded.bias.data may be set.
#: if folded.weight.shape != (3, 4) -> folded should take 4 features and give 3.
#: if torch.allclose(folded.bias, b) -> The first layer's bias counts, too: it passes through the second one's weight.
### BEGIN SOLUTION
folded = nn.Linear(4, 3)
folded.weight.data = (B @ A).detach()
folded.bias.data = (a @ B.T + b).detach()
### END SOLUTION
assert isinstance(folded, nn.Linear), "folded should be an nn.Linear"
assert torch.allclose(folded(x), two(one(x)), atol=1e-6), "folded(x) should be two(one(x))"

# %% Three activations
# ReLU cuts off what is below zero. Sigmoid squeezes into 0 to 1, tanh into
# -1 to 1. Each is applied to every number by itself.
z = torch.linspace(-4, 4, 81)
relu, sigmoid, tanh = F.relu(z), torch.sigmoid(z), torch.tanh(z)
#: plot z, sigmoid, tanh
#: plot z, relu

# %% Numbers
#: predict What does relu make of [-2., 0., 3.]?
#: - [0., 0., 3.]  *
#: - [2., 0., 3.]
#: - [-2., 0., 0.]
v = tensor([-2.0, 0.0, 3.0])
F.relu(v)
#> tensor([0., 0., 3.])
torch.sigmoid(v)
#> tensor([0.1192, 0.5000, 0.9526])
torch.tanh(v)
#> tensor([-0.9640,  0.0000,  0.9951])

# %% A layer and its activation
# The shape stays; what was negative is 0.
layer = nn.Linear(128, 64)
output = F.relu(layer(torch.randn(4, 128)))
output.shape
#> torch.Size([4, 64])
output.min()
#> tensor(0., grad_fn=<MinBackward1>)
#: hist output

# %% Exercise: relu by hand tags=["exercise"] id="relu"
# Compute `r`, the relu of z, without F.relu, torch.relu or nn.ReLU.
#: hint Which is larger, the number or 0?
#: hint clamp has a min; or multiply z by (z > 0).
#: if torch.equal(r, z.abs()) -> That is the absolute value: negative numbers should become 0.
### BEGIN SOLUTION
r = z.clamp(min=0)
### END SOLUTION
assert torch.equal(r, F.relu(z)), "r should be z where z is positive, and 0 elsewhere"

# %% A sigmoid neuron
# Not one Linear any more: Sequential chains a layer and an activation.
generator = torch.manual_seed(0)
neuron = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
neuron
#> Sequential(
#>   (0): Linear(in_features=2, out_features=1, bias=True)
#>   (1): Sigmoid()
#> )
neuron(tensor([[1.0, 1.0]]))
#> tensor([[0.4482]], grad_fn=<SigmoidBackward0>)
#: draw neuron

# %% Two layers of neurons
# Three neurons, then one, each with a sigmoid.
net = nn.Sequential(nn.Linear(2, 3), nn.Sigmoid(), nn.Linear(3, 1), nn.Sigmoid())
net
#> Sequential(
#>   (0): Linear(in_features=2, out_features=3, bias=True)
#>   (1): Sigmoid()
#>   (2): Linear(in_features=3, out_features=1, bias=True)
#>   (3): Sigmoid()
#> )
#: draw net

# %% Inside a Sequential
# It is a list: layers have numbers. Try `shapes net(x2)`.
x2 = tensor([[1.0, 1.0]])
hidden = net[1](net[0](x2))
hidden
#> tensor([[0.3531, 0.4905, 0.5888]], grad_fn=<SigmoidBackward0>)
torch.equal(net[3](net[2](hidden)), net(x2))
#> True

# %% Exercise: write a network down tags=["exercise"] id="sequential"
# Make `model`, a Sequential: 10 features go to 5, then through a ReLU, then
# to 2 outputs. No activation behind the last layer.
#: hint Three parts: a Linear, a ReLU, a Linear.
#: hint nn.ReLU() needs its brackets, and the second Linear starts from 5.
#: on-error "is not a Module subclass" -> Write nn.ReLU() with brackets: a layer, not its class.
#: on-error "mat1 and mat2" -> out_features of the first is in_features of the second.
#: if isinstance(model[-1], nn.ReLU) -> An activation at the end would cut the answers off at 0.
### BEGIN SOLUTION
model = nn.Sequential(nn.Linear(10, 5), nn.ReLU(), nn.Linear(5, 2))
### END SOLUTION
assert isinstance(model, nn.Sequential), "model should be an nn.Sequential"
assert [type(m) for m in model] == [nn.Linear, nn.ReLU, nn.Linear], "model should be a Linear, a ReLU and a Linear"
assert model(torch.randn(3, 10)).shape == (3, 2), "model should take 10 features and give 2"
assert model[0].out_features == 5, "the hidden layer should have 5 neurons"

# %% A task that no line can do
# XOR: the answer is 1 if exactly one input is 1.
X = tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = tensor([[0.], [1.], [1.], [0.]])

def train(net, steps):
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
    for i in range(steps):
        loss = F.mse_loss(net(X), T)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()

# %% Linear layers only
#: predict Two linear layers, with a sigmoid only at the end, learn XOR. What will they answer?
#: - about one half, for all four inputs  *
#: - 0, 1, 1, 0
#: - 1, for all four inputs
# Whatever the weights are, the boundary is one straight line, and no line has
# both ones on one side and both zeros on the other. So it gives up.
generator = torch.manual_seed(1)
flat = nn.Sequential(nn.Linear(2, 8), nn.Linear(8, 1), nn.Sigmoid())
round(train(flat, 300), 4)
#> 0.25
flat(X).detach()
#> tensor([[0.5000],
#>         [0.5000],
#>         [0.5000],
#>         [0.5000]])

# %% With a tanh between
generator = torch.manual_seed(1)
bent = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
round(train(bent, 300), 4)
#> 0.0001
bent(X).detach().round()
#> tensor([[0.],
#>         [1.],
#>         [1.],
#>         [0.]])
#: boundary bent, X, T

# %% Exercise: XOR without training tags=["exercise"] id="xor"
# Two ReLU neurons are enough. h1 = relu(x1 + x2) counts the ones, and
# h2 = relu(x1 + x2 - 1) is 1 only for two ones. Set the last layer's weight,
# so that xor answers 0, 1, 1, 0.
xor = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
xor[0].weight.data = tensor([[1.0, 1.0], [1.0, 1.0]])
xor[0].bias.data = tensor([0.0, -1.0])
xor[2].bias.data = tensor([0.0])
#: hint The answer is h1 times something plus h2 times something.
#: hint For one 1, h1 is 1 and h2 is 0; for two, h1 is 2 and h2 is 1. What turns 2 and 1 into 0?
#: hint xor[2].weight.data has the shape (1, 2). Its first number is 1.
#: if xor[2].weight.tolist() == [[1.0, -1.0]] -> For two ones that gives 2 - 1 = 1. It should give 0.
### BEGIN SOLUTION
xor[2].weight.data = tensor([[1.0, -2.0]])
### END SOLUTION
assert torch.allclose(xor(X), T), "xor(X) should be 0, 1, 1, 0"
assert xor[2].weight.shape == (1, 2), "the weight should keep its shape (1, 2)"

# %% [markdown]
# Each ReLU puts one fold into the plane, and the next layer adds the folds up.
# With enough of them any shape can be made. Networks of this kind, linear
# layers with activations between, are called multi-layer perceptrons, MLPs.
#
# Linear layers see no neighbours and no order. Pictures are mostly given to
# convolutions first, speech and text to recurrent or attention layers; linear
# layers then stand at the end, and make the answer.
