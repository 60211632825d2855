# %% [markdown]
# # Your own Module
# Every layer and every network is an nn.Module: an object that holds
# parameters and other modules, and says in `forward` what to do with an input.
# Here you write your own, from one layer to a small network.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% The smallest module
# super().__init__() comes first: it prepares the module to collect parameters.
class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(tensor(2.0))
    def forward(self, x):
        return x * self.factor

scale = Scale()
scale(tensor([1.0, 10.0]))
#> tensor([ 2., 20.], grad_fn=<MulBackward0>)

# %% It can learn already
# Whatever is a Parameter, and set on self, is found.
list(scale.parameters())
#> [Parameter containing:
#> tensor(2., requires_grad=True)]
scale(tensor([1.0, 10.0])).sum().backward()
scale.factor.grad
#> tensor(11.)

# %% [markdown]
# Call the module, `scale(x)`, not `scale.forward(x)`. Both compute the same,
# but the call also runs what has been hooked on: `shapes net(x)` follows a
# network that way.

# %% Exercise: a module of two numbers tags=["exercise"] id="line"
# Write a class `Line` with the parameters `slope`, at first 1.0, and `offset`,
# at first 0.0. It answers x * slope + offset.
#: hint Take Scale, give it another name, and a second parameter.
#: hint Both parameters are made in __init__, and used in forward as self.slope and self.offset.
#: on-error "before Module.__init__() call" -> super().__init__() must come before the parameters.
#: if len(list(Line().parameters())) < 2 -> Only what is an nn.Parameter is found. Wrap both numbers.
### BEGIN SOLUTION
class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.slope = nn.Parameter(tensor(1.0))
        self.offset = nn.Parameter(tensor(0.0))
    def forward(self, x):
        return x * self.slope + self.offset

### END SOLUTION
assert set(Line().state_dict()) == {"slope", "offset"}, "Line should have the parameters slope and offset"
assert torch.equal(Line()(tensor([3.0])), tensor([3.0])), "a new Line should answer 3 to 3"

# %% A linear layer of your own
# The weight has the shape (out_features, in_features), as in PyTorch's.
# A None instead of a bias is allowed, and not counted as a parameter.
class MyLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None
    def forward(self, x):
        output = x @ self.weight.T
        return output if self.bias is None else output + self.bias

# %% It works
my = MyLinear(10, 5)
my(torch.randn(2, 10)).shape
#> torch.Size([2, 5])
[name for name, p in my.named_parameters()]
#> ['weight', 'bias']
[name for name, p in MyLinear(10, 5, bias=False).named_parameters()]
#> ['weight']
#: heat my.weight

# %% Exercise: the same as PyTorch's tags=["exercise"] id="sync"
# Copy the numbers of `official` into `my`, so that both answer the same.
official = nn.Linear(10, 5)
x = torch.randn(4, 10)
#: hint Both weights have the shape (5, 10): nothing must be transposed.
#: hint my.weight.data can be set, or my.load_state_dict called, as the names agree.
#: if torch.equal(my.weight, official.weight) and not torch.equal(my.bias, official.bias) -> The bias is missing.
#: on-error "The size of tensor" -> The shapes do not fit. Did you transpose?
### BEGIN SOLUTION
my.weight.data = official.weight.detach().clone()
my.bias.data = official.bias.detach().clone()
### END SOLUTION
assert torch.allclose(my(x), official(x), atol=1e-6), "my(x) should be official(x)"

# %% The other orientation
# Some write the weight as (in, out), and X @ W without .T. It is the same
# layer with its weight stored sideways: to compare, one must be transposed.
class Sideways(nn.Module):
    def __init__(self, dim_in, dim_out):
        super().__init__()
        self.weights = nn.Parameter(torch.rand(dim_in, dim_out))
        self.bias = nn.Parameter(torch.rand(dim_out))
    def forward(self, X):
        return X @ self.weights + self.bias

# %% Copying sideways
#: predict The official weight is (5, 10), that of Sideways(10, 5) is ...
#: - (10, 5)  *
#: - (5, 10)
#: - (10,)
side = Sideways(10, 5)
side.weights.shape
#> torch.Size([10, 5])
copied = side.weights.data.copy_(official.weight.T)
copied = side.bias.data.copy_(official.bias)
torch.allclose(side(x), official(x), atol=1e-6)
#> True

# %% A network
# Modules set on self are found as well, with all that is in them.
class MyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(784, 128)
        self.linear2 = nn.Linear(128, 10)
    def forward(self, x):
        x = F.relu(self.linear1(x))
        return self.linear2(x)

# %% Look at it
model = MyNet()
model
#> MyNet(
#>   (linear1): Linear(in_features=784, out_features=128, bias=True)
#>   (linear2): Linear(in_features=128, out_features=10, bias=True)
#> )
model(torch.randn(64, 784)).shape
#> torch.Size([64, 10])
#: draw model

# %% All names
# Names are paths. Try `shapes model(torch.randn(64, 784))`, too.
for name, p in model.named_parameters():
    print(name, tuple(p.shape), p.numel())

#> linear1.weight (128, 784) 100352
#> linear1.bias (128,) 128
#> linear2.weight (10, 128) 1280
#> linear2.bias (10,) 10

# %% Count them
#: predict Where are most parameters of MyNet?
#: - in the first layer: 784 x 128 weights  *
#: - in the last layer
#: - about the same in both
sum(p.numel() for p in model.parameters())
#> 101770
model.linear1.weight.numel() / sum(p.numel() for p in model.parameters())
#> 0.9860666208116341

# %% Exercise: your network tags=["exercise"] id="net"
# Write a class `Net`: 2 features to 16, a tanh, 16 to 16, a tanh, 16 to 1.
# Call the layers `a`, `b` and `c`.
#: hint Three Linear layers in __init__, and in forward two torch.tanh.
#: hint forward can go on with one name: x becomes the tanh of what self.a makes of x, and so on.
#: on-error "mat1 and mat2" -> Each layer takes what the one before it gives.
#: if len(list(Net().parameters())) < 6 -> Three layers have six parameters. Set all of them on self.
### BEGIN SOLUTION
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 16)
        self.b = nn.Linear(16, 16)
        self.c = nn.Linear(16, 1)
    def forward(self, x):
        x = torch.tanh(self.a(x))
        x = torch.tanh(self.b(x))
        return self.c(x)

### END SOLUTION
assert [n for n, m in Net().named_children()] == ["a", "b", "c"], "Net should have the layers a, b and c"
assert Net()(torch.zeros(5, 2)).shape == (5, 1), "Net should turn (5, 2) into (5, 1)"
assert sum(p.numel() for p in Net().parameters()) == 337, "Net should have 337 parameters"
assert Net()(torch.full((1, 2), 1e6)).abs().item() < 20, "without a tanh, huge inputs give huge answers"

# %% A plain list hides its layers
#: predict A module keeps its layers in a plain Python list. How many parameters are found?
#: - none  *
#: - all
class Hidden(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 4) for i in range(3)]

len(list(Hidden().parameters()))
#> 0

# %% Exercise: a stack of layers tags=["exercise"] id="stack"
# Write `Stack(sizes)`: Stack([2, 8, 8, 1]) has layers 2 to 8, 8 to 8, 8 to 1,
# with a relu behind each but the last. Keep them in an nn.ModuleList.
# (ramp and bends are for the check: do the answers along a line bend?)
ramp = torch.linspace(-3, 3, 61).reshape(-1, 1)
bends = lambda ys: ys.diff(dim=0).diff(dim=0).abs().max().item() > 1e-4
#: hint zip(sizes, sizes[1:]) gives the pairs of sizes.
#: hint In forward: a relu behind every layer in self.layers[:-1], then self.layers[-1] alone.
#: if len(list(Stack([2, 8, 8, 1]).parameters())) == 0 -> A plain list is not searched: make it an nn.ModuleList.
#: if all((Stack([2, 8, 1])(torch.randn(50, 2)) >= 0).all() for i in range(20)) -> No answer is below 0: leave the last relu out.
### BEGIN SOLUTION
class Stack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        pairs = zip(sizes, sizes[1:])
        self.layers = nn.ModuleList([nn.Linear(m, n) for m, n in pairs])
    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)

### END SOLUTION
assert [p.numel() for p in Stack([2, 8, 1]).parameters()] == [16, 8, 8, 1], "Stack([2, 8, 1]) should have two layers"
assert Stack([2, 8, 8, 1])(torch.zeros(3, 2)).shape == (3, 1), "Stack([2, 8, 8, 1]) should turn (3, 2) into (3, 1)"
assert any((Stack([2, 8, 1])(torch.randn(50, 2)) < 0).any() for i in range(20)), "the last layer should have no relu"
assert bends(Stack([1, 16, 1])(ramp)), "a relu should stand between the layers: these answers are a straight line"

# %% Save and load
# state_dict holds all parameters by name. Loading it makes a twin.
twin = MyNet()
state = model.state_dict()
list(state)
#> ['linear1.weight', 'linear1.bias', 'linear2.weight', 'linear2.bias']
twin.load_state_dict(state)
#> <All keys matched successfully>
torch.equal(twin.linear1.weight, model.linear1.weight)
#> True

# %% [markdown]
# When is a class worth it? A Sequential will do while each layer feeds the
# next. Write a Module when the data takes another way, or when a layer does
# not exist yet. For a plain linear layer use nn.Linear: its start values are
# better than randn, which is the subject of lesson 9.
