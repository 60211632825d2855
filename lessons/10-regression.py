# %% [markdown]
# # Regression: learning numbers from data
# Now a network learns from examples. The data is made here, so that the truth
# is known: first a straight line with noise, then a curve. You watch the loss,
# keep some examples aside, and see a network learn too much by heart.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% Data from a known rule
# 64 examples with three features. The rule: 2, -1 and 0.5, and a bias of 0.3.
X = torch.randn(64, 3)
truth = tensor([[2.0], [-1.0], [0.5]])
y = X @ truth + 0.3 + 0.1 * torch.randn(64, 1)
X.shape, y.shape
#> (torch.Size([64, 3]), torch.Size([64, 1]))

# %% One layer is linear regression
model = nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
F.mse_loss(model(X), y)
#> tensor(7.6570, grad_fn=<MseLossBackward0>)

# %% Train
losses = []
for epoch in range(100):
    loss = F.mse_loss(model(X), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

f"first {losses[0]:.3f}, last {losses[-1]:.4f}"
#> 'first 7.657, last 0.0071'
#: plot losses

# %% The rule was found
#: predict The noise has a spread of 0.1. How small can the mean squared error get?
#: - about 0.01  *
#: - 0
#: - about 0.1
# 0.1 squared: what is random cannot be learnt. With few examples it comes out
# a little smaller, since their own noise is fitted, too.
model.weight
#> Parameter containing:
#> tensor([[ 1.9879, -1.0090,  0.4949]], requires_grad=True)
model.bias
#> Parameter containing:
#> tensor([0.3061], requires_grad=True)
losses[-1]
#> 0.007052999921143055

# %% Exercise: a loss by hand tags=["exercise"] id="mse"
# Compute `mse`, the mean squared error of these answers, without F.mse_loss.
answers = model(X).detach()
#: hint Take the difference, square it, take the mean.
#: hint Squares are written d ** 2, or d.pow(2); the mean is a method.
#: if mse.dim() > 0 -> A loss is one number: take the mean of all of them.
#: if torch.allclose(mse, (answers - y).abs().mean()) -> That is the mean absolute error. Square the differences.
#: if torch.allclose(mse, ((answers - y) ** 2).sum()) -> That is the sum. The mean does not grow with the data.
### BEGIN SOLUTION
mse = ((answers - y) ** 2).mean()
### END SOLUTION
assert torch.allclose(mse, F.mse_loss(answers, y)), "mse should be the mean of the squared differences"

# %% Exercise: several answers at once tags=["exercise"] id="multi"
# Houses: from 3 features two numbers shall be predicted, price and rent. Make
# `houses`, one linear layer for both, and train it to a loss below 0.05.
prices = X @ torch.randn(3, 2) + tensor([1.0, -2.0])
#: hint Two outputs: Linear with out_features 2.
#: hint The loop stays; the optimizer must get the parameters of houses, and the target is prices.
#: hint If the loss is not small enough yet, run the loop again, or raise lr to 0.1.
#: if houses(X).shape != (64, 2) -> houses should give two numbers for each example.
#: if F.mse_loss(houses(X), prices) >= 0.05 -> The loss is still too large: train longer, or with a larger lr.
### BEGIN SOLUTION
houses = nn.Linear(3, 2)
optimizer = torch.optim.SGD(houses.parameters(), lr=0.1)
for epoch in range(100):
    loss = F.mse_loss(houses(X), prices)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

### END SOLUTION
assert isinstance(houses, nn.Linear) and houses(X).shape == (64, 2), "houses should turn 3 features into 2 numbers"
assert F.mse_loss(houses(X), prices) < 0.05, "the loss of houses should be below 0.05"

# %% A curve
# A sine with noise. A straight line can only cut through it.
generator = torch.manual_seed(0)
x = torch.linspace(-3, 3, 40).reshape(-1, 1)
t = torch.sin(2 * x) + 0.2 * torch.randn(40, 1)
#: plot x.flatten(), t.flatten()

# %% Training and validation
# Every second example is kept aside: the network never learns from it, so it
# shows what the network makes of examples it has not seen.
x_train, t_train = x[::2], t[::2]
x_val, t_val = x[1::2], t[1::2]
x_train.shape, x_val.shape
#> (torch.Size([20, 1]), torch.Size([20, 1]))

# %% A function that trains
# Validation needs no gradients, so it stands below no_grad.
def train(net, epochs, lr=0.01):
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    train_losses, val_losses = [], []
    for epoch in range(epochs):
        loss = F.mse_loss(net(x_train), t_train)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        train_losses.append(loss.item())
        with torch.no_grad():
            val_losses.append(F.mse_loss(net(x_val), t_val).item())
    return train_losses, val_losses

# %% Too simple: a line
generator = torch.manual_seed(0)
line = nn.Linear(1, 1)
line_train, line_val = train(line, 150)
f"train {line_train[-1]:.2f}, validation {line_val[-1]:.2f}"
#> 'train 0.48, validation 0.48'

# %% About right: an MLP
generator = torch.manual_seed(0)
mlp = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))
mlp_train, mlp_val = train(mlp, 300)
f"train {mlp_train[-1]:.2f}, validation {mlp_val[-1]:.2f}"
#> 'train 0.01, validation 0.10'
#: plot mlp_train, mlp_val

# %% See what it learnt
xs = torch.linspace(-3, 3, 101)
learnt = mlp(xs.reshape(-1, 1)).detach().flatten()
sine = torch.sin(2 * xs)
#: plot xs, learnt, sine

# %% Exercise: beat the line with few neurons tags=["exercise"] id="small"
# Make `tiny`, a network with at most 40 parameters, and train it with
# train(tiny, ...), until its validation loss is below 0.15.
#: hint One hidden layer of n neurons has 2 * n weights and biases, then n + 1: 3 * n + 1 in all.
#: hint A Sequential of a Linear from 1 to 8 or more, a Tanh, and a Linear to 1.
#: hint A larger lr helps here: train(tiny, 500, lr=0.03). A new start may, too.
#: if sum(p.numel() for p in tiny.parameters()) > 40 -> Too many parameters: at most 40.
#: if F.mse_loss(tiny(x_val), t_val) >= 0.15 -> Not yet good enough on x_val: go on training, or start anew.
### BEGIN SOLUTION
generator = torch.manual_seed(0)
tiny = nn.Sequential(nn.Linear(1, 12), nn.Tanh(), nn.Linear(12, 1))
history = train(tiny, 500, lr=0.03)
### END SOLUTION
assert sum(p.numel() for p in tiny.parameters()) <= 40, "tiny should have at most 40 parameters"
assert F.mse_loss(tiny(x_val), t_val) < 0.15, "the validation loss of tiny should be below 0.15"

# %% By heart
#: predict A network of 100 neurons sees 5 noisy points for long. What happens?
#: - training error near 0, validation error large  *
#: - both near 0
#: - both large
generator = torch.manual_seed(0)
few_x, few_t = x_train[::4], t_train[::4]
big = nn.Sequential(nn.Linear(1, 100), nn.Tanh(), nn.Linear(100, 1))
optimizer = torch.optim.Adam(big.parameters(), lr=0.02)
for epoch in range(300):
    loss = F.mse_loss(big(few_x), few_t)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

f"train {F.mse_loss(big(few_x), few_t).item():.3f}, validation {F.mse_loss(big(x_val), t_val).item():.2f}"
#> 'train 0.000, validation 0.24'

# %% It looks like this
# Through the points it has seen, and anywhere in between: overfitting.
by_heart = big(xs.reshape(-1, 1)).detach().flatten()
#: plot xs, by_heart, sine

# %% Exercise: the best moment tags=["exercise"] id="early"
# When the validation loss has been lowest, one should have stopped. From
# `curve`, compute `best`, the number of that epoch, counted from 0.
curve = [0.9, 0.5, 0.31, 0.28, 0.27, 0.26, 0.29, 0.33, 0.4]
#: hint min(curve) is the lowest value. Where in the list is it?
#: hint Lists have a method index; tensors have argmin.
#: if best == 0.26 -> That is the loss. Which epoch is it?
#: if best == 6 -> Counted from 0, not from 1.
### BEGIN SOLUTION
best = curve.index(min(curve))
### END SOLUTION
assert int(best) == 5, "best should be the place of the smallest loss in curve"

# %% Batches
# Large data goes through in batches, in a new order each time. One pass over
# all examples is an epoch. (PyTorch's DataLoader does this cutting for you.)
generator = torch.manual_seed(0)
order = torch.randperm(64)
batches = order.split(16)
[len(b) for b in batches]
#> [16, 16, 16, 16]
batches[0]
#> tensor([44, 46, 17,  3, 47, 21, 35,  6, 33,  2, 63, 19, 28, 22, 42, 11])

# %% Train with batches
#: predict 64 examples in batches of 16: how many steps are 10 epochs?
#: - 40  *
#: - 10
#: - 640
model = nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
losses = []
for epoch in range(10):
    for rows in torch.randperm(64).split(16):
        loss = F.mse_loss(model(X[rows]), y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())

len(losses)
#> 40
model.weight
#> Parameter containing:
#> tensor([[ 1.8991, -0.8864,  0.4209]], requires_grad=True)
#: plot losses

# %% [markdown]
# What to look at: the training loss says whether it learns, the validation
# loss whether that is of any use. Both high: the network is too simple, or not
# trained enough. Training low, validation high: too little data for so many
# parameters. Next, answers that are not numbers but classes: lesson 11.
