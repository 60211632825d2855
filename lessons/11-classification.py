# %% [markdown]
# # Classification: which one is it?
# A classifier answers with one score for each class. Softmax turns the scores
# into probabilities, cross-entropy says how wrong they are. You build both by
# hand, and then train a network on two moons that no line can part.

# %% Start
import math
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% Scores
# The outputs of the last layer are called logits. They may be any numbers; the
# class with the largest one is the answer.
logits = tensor([[2.0, 0.5, -1.0], [0.1, 0.2, 3.0]])
logits.argmax(dim=1)
#> tensor([0, 2])

# %% Softmax
#: predict Each row of softmax(logits) adds up to ...
#: - 1  *
#: - 3, one for each class
#: - whatever the logits add up to
probabilities = torch.softmax(logits, dim=1)
probabilities
#> tensor([[0.7856, 0.1753, 0.0391],
#>         [0.0493, 0.0545, 0.8962]])
probabilities.sum(dim=1)
#> tensor([1., 1.])
#: heat probabilities

# %% Exercise: softmax by hand tags=["exercise"] id="softmax"
# e to the power of each score, divided by the sum of these in its row. Write a
# function `my_softmax(z)` for a table z of any number of rows.
#: hint torch.exp(z) or z.exp() for the powers.
#: hint The sum along dim=1, with keepdim=True, so that it stays a column.
#: if torch.allclose(my_softmax(logits).sum(), tensor(1.0)) -> All together add up to 1: divide each row by its own sum.
#: on-error "must match the size" -> The sums are a list; keepdim=True makes them a column that fits.
### BEGIN SOLUTION
def my_softmax(z):
    powers = z.exp()
    return powers / powers.sum(dim=1, keepdim=True)

### END SOLUTION
assert torch.allclose(my_softmax(logits), torch.softmax(logits, dim=1)), "my_softmax should agree with torch.softmax"
assert my_softmax(torch.zeros(5, 4)).shape == (5, 4), "it should work for a table of any size"

# %% Only differences count
# Adding the same number to all scores of a row changes nothing.
torch.softmax(logits + 100, dim=1)
#> tensor([[0.7856, 0.1753, 0.0391],
#>         [0.0493, 0.0545, 0.8962]])

# %% Cross-entropy
# The loss of one example is minus the logarithm of the probability that the
# right class got: 0 if it is 1, and the larger the smaller it is.
p = torch.linspace(0.02, 1, 50)
surprise = -torch.log(p)
#: plot p, surprise

# %% By hand and by PyTorch
# Targets are class numbers, whole numbers. cross_entropy takes the logits: it
# applies softmax itself.
targets = tensor([0, 2])
-probabilities[[0, 1], targets].log()
#> tensor([0.2413, 0.1096])
-probabilities[[0, 1], targets].log().mean()
#> tensor(0.1755)
F.cross_entropy(logits, targets)
#> tensor(0.1755)

# %% Exercise: the loss of a guess tags=["exercise"] id="guess"
# A network that knows nothing gives ten classes the same score. Which loss does
# cross-entropy give it? Put it in `clueless`.
#: hint Each class gets the probability 1/10.
#: hint The loss is minus the logarithm of that; math.log is the natural logarithm.
#: if clueless < 0 -> A loss is not negative: mind the minus.
#: if abs(clueless - 1) < 1e-6 -> That is the logarithm to base 10. Take the natural one.
### BEGIN SOLUTION
clueless = -math.log(1 / 10)
### END SOLUTION
assert abs(float(clueless) - math.log(10)) < 1e-4, "clueless should be minus the logarithm of 1/10"

# %% A usual slip
#: predict Softmax first, then cross_entropy: what happens?
#: - it runs, but the loss cannot get near 0  *
#: - an error
#: - nothing, it is the same
# Applied twice, softmax flattens everything: even a perfect answer costs 0.55.
perfect = tensor([[100.0, 0.0, 0.0]])
F.cross_entropy(perfect, tensor([0]))
#> tensor(0.)
F.cross_entropy(torch.softmax(perfect, dim=1), tensor([0]))
#> tensor(0.5514)

# %% Two moons
# Half circles, one turned over and pushed into the other, with some noise.
def moons(n, seed):
    generator = torch.manual_seed(seed)
    a = math.pi * torch.rand(n)
    upper = torch.stack([a.cos(), a.sin()], dim=1)
    lower = torch.stack([1 - a.cos(), 0.5 - a.sin()], dim=1)
    points = torch.cat([upper, lower]) + 0.1 * torch.randn(2 * n, 2)
    return points, torch.cat([torch.zeros(n), torch.ones(n)]).long()

X, y = moons(60, seed=0)
X.shape, y.shape, y.bincount()
#> (torch.Size([120, 2]), torch.Size([120]), tensor([60, 60]))

# %% How many are right?
def accuracy(net, X, y):
    with torch.no_grad():
        return (net(X).argmax(dim=1) == y).float().mean().item()

# %% Train
def train(net, epochs):
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
    losses = []
    for epoch in range(epochs):
        loss = F.cross_entropy(net(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% One linear layer
# Two outputs, one for each class. Its boundary is a line: that is not enough.
generator = torch.manual_seed(0)
line = nn.Linear(2, 2)
losses = train(line, 100)
round(accuracy(line, X, y), 3)
#> 0.892
#: boundary line, X, y

# %% An MLP
generator = torch.manual_seed(0)
mlp = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2))
losses = train(mlp, 150)
round(accuracy(mlp, X, y), 3)
#> 1.0
#: plot losses
#: boundary mlp, X, y

# %% Points it has not seen
X_new, y_new = moons(100, seed=1)
round(accuracy(mlp, X_new, y_new), 3)
#> 1.0

# %% Exercise: a network with relu tags=["exercise"] id="relu-net"
# Make and train `net`: with ReLU, and right for at least 95 of 100 new points.
#: hint Like mlp, with nn.ReLU() for nn.Tanh(), then train(net, ...).
#: hint Accuracy too low? More neurons, or more epochs; or make net anew.
#: if not any(isinstance(m, nn.ReLU) for m in net.modules()) -> There is no nn.ReLU in net.
#: if accuracy(net, X, y) < 0.8 -> net has not learnt much yet: call train(net, 150).
#: on-error "Target" -> The last layer needs two outputs, one for each class.
### BEGIN SOLUTION
generator = torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 2))
losses = train(net, 200)
### END SOLUTION
assert any(isinstance(m, nn.ReLU) for m in net.modules()), "net should have an nn.ReLU"
assert accuracy(net, X_new, y_new) >= 0.95, "net should be right for 95 of 100 new points"

# %% How sure is it?
# Far from the boundary nearly 1, on it one half. Look at a point in between.
torch.softmax(mlp(tensor([[0.0, 1.0], [1.0, -0.5], [0.5, 0.25]])), dim=1).detach()
#> tensor([[0.9985, 0.0015],
#>         [0.0013, 0.9987],
#>         [0.8043, 0.1957]])

# %% Two classes with one output
# The other way: one score, a sigmoid, and binary cross-entropy. The version
# "with logits" applies the sigmoid itself, and stays exact for large scores.
z = tensor([2.0, -1.0])
t = tensor([1.0, 0.0])
F.binary_cross_entropy(torch.sigmoid(z), t)
#> tensor(0.2201)
F.binary_cross_entropy_with_logits(z, t)
#> tensor(0.2201)

# %% Exercise: binary cross-entropy by hand tags=["exercise"] id="bce"
# Where the target is 1 the loss is -log(p), where it is 0 it is -log(1 - p).
# Compute `bce`, the mean over both examples, from p and t.
p = torch.sigmoid(z)
#: hint One formula for both: t times the first, plus 1 - t times the second.
#: hint log is a method of tensors; mean() comes last.
#: if bce < 0 -> Both parts have a minus.
#: if bce.dim() > 0 -> Take the mean: a loss is one number.
### BEGIN SOLUTION
bce = -(t * p.log() + (1 - t) * (1 - p).log()).mean()
### END SOLUTION
assert torch.allclose(bce, F.binary_cross_entropy(p, t)), "bce should agree with F.binary_cross_entropy"

# %% XOR, as a classifier
# Three neurons with a sigmoid, then one: what one layer cannot do. Not every
# start gets there: with seed 0 it stays stuck half-way. Try it.
generator = torch.manual_seed(1)
corners = tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
xor = tensor([[0.], [1.], [1.], [0.]])
B = nn.Sequential(nn.Linear(2, 3), nn.Sigmoid(), nn.Linear(3, 1), nn.Sigmoid())
optimizer = torch.optim.Adam(B.parameters(), lr=0.1)
for epoch in range(400):
    loss = F.binary_cross_entropy(B(corners), xor)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

B(corners).detach().round()
#> tensor([[0.],
#>         [1.],
#>         [1.],
#>         [0.]])
#: draw B
#: boundary B, corners, xor

# %% Exercise: three classes tags=["exercise"] id="blobs"
# Three clouds of points. Make and train `three`, a classifier for them that is
# right for at least 9 of 10.
centres = tensor([[0.0, 2.0], [-2.0, -1.0], [2.0, -1.0]])
generator = torch.manual_seed(0)
y3 = torch.arange(3).repeat_interleave(30)
X3 = centres[y3] + 0.7 * torch.randn(90, 2)
#: hint Three classes, three outputs. Here even one linear layer will do.
#: hint train() learns X and y. Write the loop for X3 and y3.
#: if three(X3).shape[1] != 3 -> Each example should get three scores.
#: if accuracy(three, X3, y3) < 0.9 -> Not right often enough yet: train on.
### BEGIN SOLUTION
three = nn.Linear(2, 3)
optimizer = torch.optim.Adam(three.parameters(), lr=0.1)
for epoch in range(100):
    loss = F.cross_entropy(three(X3), y3)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

### END SOLUTION
assert three(X3).shape == (90, 3), "three should give three scores for each example"
assert accuracy(three, X3, y3) >= 0.9, "three should be right for at least 9 of 10"

# %% Which are taken for which?
# One row for each true class, one column for each answer.
#: boundary three, X3, y3
confusion = torch.zeros(3, 3, dtype=torch.long)
for true, guess in zip(y3, three(X3).argmax(dim=1)):
    confusion[true, guess] += 1

confusion.sum()
#> tensor(90)
#: heat confusion

# %% [markdown]
# Logits into cross_entropy, class numbers as targets, argmax for the answer,
# softmax only to look at probabilities: that is a classifier. For ten kinds of
# pictures only the sizes change: Linear(784, 128), ReLU, Linear(128, 10).
