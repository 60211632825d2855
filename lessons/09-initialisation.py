# %% [markdown]
# # Initialisation: where to start
# Training changes weights a little at a time, so it matters where they begin.
# All equal, and all neurons stay the same. Too large or too small, and the
# numbers explode or vanish on their way through the layers, and the gradients
# with them on their way back.

# %% Start
import math
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% What nn.Linear does
# Uniform numbers between -1/sqrt(in_features) and 1/sqrt(in_features), for the
# weight and the bias.
layer = nn.Linear(100, 50)
layer.weight.min(), layer.weight.max()
#> (tensor(-0.1000, grad_fn=<MinBackward1>), tensor(0.1000, grad_fn=<MaxBackward1>))
1 / math.sqrt(100)
#> 0.1
#: hist layer.weight

# %% Exercise: predict the range tags=["exercise"] id="bound"
# Which is the largest weight that nn.Linear(400, 10) may get at the start?
# Put it in `bound`, then make the layer, call it `wide`, and compare.
#: hint It is 1 divided by a square root.
#: hint in_features counts, 400; out_features does not.
#: if abs(bound - 1 / math.sqrt(10)) < 1e-6 -> That uses out_features. It is in_features that counts.
#: if bound == 1 / 400 -> The square root is missing.
### BEGIN SOLUTION
bound = 1 / math.sqrt(400)
wide = nn.Linear(400, 10)
### END SOLUTION
assert abs(bound - 0.05) < 1e-9, "bound should be 1/sqrt(in_features)"
assert 0.9 * bound < wide.weight.abs().max().item() <= bound, "no weight of wide should lie beyond bound"

# %% All weights equal
#: predict All weights start as 0.5. After training, the four hidden neurons are ...
#: - all the same  *
#: - all different
#: - all zero
# Equal neurons get equal gradients, so they never part. Random numbers break
# the tie.
generator = torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
for p in net.parameters():
    p.data = torch.full(p.shape, 0.5)

net(torch.randn(8, 2)).pow(2).mean().backward()
net[0].weight.grad
#> tensor([[0.0094, 0.3543],
#>         [0.0094, 0.3543],
#>         [0.0094, 0.3543],
#>         [0.0094, 0.3543]])
#: draw net

# %% The tools
# torch.nn.init fills a tensor in place. The underscore at the end says so.
w = torch.empty(3, 4)
nn.init.uniform_(w, -0.1, 0.1)
#> tensor([[-0.0460, -0.0699, -0.0937, -0.0584],
#>         [ 0.0860,  0.0446,  0.0485,  0.0053],
#>         [-0.0513,  0.0169, -0.0934, -0.0723]])
nn.init.zeros_(w)
#> tensor([[0., 0., 0., 0.],
#>         [0., 0., 0., 0.],
#>         [0., 0., 0., 0.]])

# %% Xavier and Kaiming
# Xavier (also called Glorot) looks at both sizes of the weight, and suits tanh
# and sigmoid. Kaiming (also called He) looks at the inputs, and makes up for
# the half that a relu cuts off.
w = torch.empty(50, 100)
bound = nn.init.xavier_uniform_(w).abs().max()
bound, math.sqrt(6 / (100 + 50))
#> (tensor(0.2000), 0.2)
spread = nn.init.kaiming_normal_(w, nonlinearity="relu").std()
spread, math.sqrt(2 / 100)
#> (tensor(0.1404), 0.1414213562373095)

# %% Exercise: initialise a layer tags=["exercise"] id="xavier"
# Give `layer` weights from xavier_uniform_, and a bias of zeros.
layer = nn.Linear(8, 5)
#: hint Both functions are in nn.init, and change what they are given.
#: hint nn.init.xavier_uniform_ takes layer.weight; for the bias there is nn.init.zeros_
#: if (layer.bias == 0).all() and layer.weight.abs().max() <= 0.36 -> The bias is right. The weight looks as it was.
#: if not (layer.bias == 0).all() and layer.weight.abs().max() > 0.36 -> The weight is right. The bias is not zero.
### BEGIN SOLUTION
weight = nn.init.xavier_uniform_(layer.weight)
bias = nn.init.zeros_(layer.bias)
### END SOLUTION
assert (layer.bias == 0).all(), "the bias should be zeros"
assert 1 / math.sqrt(8) < layer.weight.abs().max() <= math.sqrt(6 / 13), "the weight should come from xavier_uniform_"

# %% Ten layers deep
# A network of ten equal layers; `fill` says how each weight starts.
def deep(fill, activation=nn.Tanh):
    generator = torch.manual_seed(0)
    parts = []
    for i in range(10):
        layer = nn.Linear(100, 100)
        fill(layer.weight)
        nn.init.zeros_(layer.bias)
        parts += [layer, activation()]
    return nn.Sequential(*parts)

# %% How large are the answers of each layer?
# The spread, std, behind each activation, on the way from the input.
def spreads(net):
    x = torch.randn(200, 100)
    found = []
    for part in net:
        x = part(x)
        if not isinstance(part, nn.Linear):
            found.append(round(x.std().item(), 3))
    return found

# %% Too small
#: predict Weights with a spread of 0.01, ten layers. What is left at the end?
#: - nothing worth the name: the signal vanishes  *
#: - about the same as at the start
#: - huge numbers
small = deep(lambda w: nn.init.normal_(w, std=0.01))
spreads(small)
#> [0.099, 0.01, 0.001, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]

# %% Too large
# Every tanh is pushed to -1 or 1, where its slope is 0.
large = deep(lambda w: nn.init.normal_(w, std=1.0))
spreads(large)
#> [0.958, 0.957, 0.958, 0.958, 0.958, 0.958, 0.957, 0.957, 0.959, 0.958]

# %% Right
right = deep(nn.init.xavier_uniform_)
spreads(right)
#> [0.626, 0.487, 0.404, 0.354, 0.327, 0.302, 0.283, 0.275, 0.251, 0.229]

# %% All three
s, l, r = spreads(small), spreads(large), spreads(right)
#: plot s, l, r

# %% With a relu
# The numbers halve with every layer under Xavier; Kaiming makes up for it.
spreads(deep(nn.init.xavier_uniform_, nn.ReLU))
#> [0.579, 0.42, 0.303, 0.23, 0.151, 0.118, 0.069, 0.048, 0.04, 0.028]
spreads(deep(lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"), nn.ReLU))
#> [0.819, 0.84, 0.857, 0.921, 0.854, 0.941, 0.784, 0.774, 0.911, 0.882]

# %% Exercise: find the spread yourself tags=["exercise"] id="gain"
# Each output is a sum of 100 products. For relu layers, find a `std` with which
# the tenth layer's spread stays between 0.3 and 3. Try spreads(deep(...)).
#: hint Without a relu, a sum of 100 independent numbers is 10 times as wide as one: 1/10 keeps the size.
#: hint A relu loses half of the square, so the square of the spread must be twice as large: 2/100.
#: hint The spread is the square root of that.
#: if std < 0.12 -> Too small: by the tenth layer it is nearly gone.
#: if std > 0.17 -> Too large: it grows with each layer.
### BEGIN SOLUTION
std = math.sqrt(2 / 100)
### END SOLUTION
assert 0.3 < spreads(deep(lambda w: nn.init.normal_(w, std=std), nn.ReLU))[-1] < 3, "the tenth spread should be 0.3 to 3"

# %% Gradients on their way back
# The bias of a layer is told how much blame arrives there. The mean size of
# that gradient, from the first layer to the last:
def blame(net):
    generator = torch.manual_seed(1)
    loss = (net(torch.randn(200, 100)) - 1).pow(2).mean()
    net.zero_grad()
    loss.backward()
    return [layer.bias.grad.abs().mean().item() for layer in net[::2]]

# %% Vanishing
#: predict The blame starts at the last layer. In the small network, what reaches the first?
#: - about a billionth of it  *
#: - about a tenth of it
#: - all of it
[f"{g:.0e}" for g in blame(small)]
#> ['2e-11', '2e-10', '2e-09', '2e-08', '2e-07', '2e-06', '2e-05', '2e-04', '2e-03', '2e-02']
[f"{g:.0e}" for g in blame(right)]
#> ['3e-03', '5e-03', '6e-03', '8e-03', '8e-03', '9e-03', '9e-03', '1e-02', '1e-02', '2e-02']
tiny = [math.log10(g) for g in blame(small)]
fine = [math.log10(g) for g in blame(right)]
#: plot tiny, fine

# %% Exploding
# Large weights and relu: every layer multiplies the blame, and one step with
# such a gradient throws the weights far away.
wild = deep(lambda w: nn.init.normal_(w, std=1.0), nn.ReLU)
[f"{g:.0e}" for g in blame(wild)]
#> ['1e+14', '2e+13', '3e+12', '4e+11', '6e+10', '1e+10', '1e+09', '1e+08', '2e+07', '2e+06']

# %% Exercise: rescue a network tags=["exercise"] id="rescue"
# `small` cannot learn as it is. Give each of its Linear layers weights from
# xavier_uniform_, without making a new network.
#: hint Go through small with a for loop; half of its parts are nn.Linear.
#: hint isinstance(part, nn.Linear) asks; an init function changes part.weight in place.
#: if spreads(small)[-1] > 0.9 -> That is too large now: every tanh is at its end.
### BEGIN SOLUTION
for part in small:
    if isinstance(part, nn.Linear):
        filled = nn.init.xavier_uniform_(part.weight)

### END SOLUTION
assert len(small) == 20 and isinstance(small[1], nn.Tanh), "small should still be the network of ten layers"
assert 0.1 < spreads(small)[-1] < 0.9, "the last layer's spread should be between 0.1 and 0.9"

# %% Does it matter for learning?
# The same data, 30 steps, only the start differs.
def learn(net):
    generator = torch.manual_seed(2)
    x = torch.randn(64, 100)
    head = nn.Sequential(net, nn.Linear(100, 1))
    optimizer = torch.optim.Adam(head.parameters(), lr=0.0005)
    losses = []
    for i in range(30):
        loss = F.mse_loss(head(x), torch.sin(x[:, :1]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% It does
# From too small a start the loss stands still: nothing arrives to learn from.
good = learn(deep(nn.init.xavier_uniform_))
bad = learn(deep(lambda w: nn.init.normal_(w, std=0.01)))
f"good {good[-1]:.3f}, bad {bad[-1]:.3f}"
#> 'good 0.003, bad 0.466'
#: plot good, bad

# %% [markdown]
# Rules of thumb: biases start at zero; Xavier before tanh and sigmoid, Kaiming
# before relu. nn.Linear's own start is Kaiming's with a smaller factor, good
# for networks of a few layers. A bad start shows as a loss that stands still.
