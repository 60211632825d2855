# %% [markdown]
# # Step: learning
# The gradient points to where the loss grows. So go the other way, a little:
#
#     weight = weight - lr * gradient
#
# lr is the learning rate. That is all of gradient descent: forward, backward,
# step, again and again.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% The neuron of lesson 4
net = nn.Linear(2, 1)
net.weight.data = tensor([[0.4633, -0.4838]])
net.bias.data = tensor([0.2706])
x, target = tensor([[1.0, 1.0]]), tensor([[1.0]])
loss = target - torch.sigmoid(net(x))
loss.backward()
net.weight.grad
#> tensor([[-0.2461, -0.2461]])

# %% A step by hand
# no_grad: the change itself is not to be learnt from.
# -= changes the parameter where it is, instead of making another tensor.
lr = 0.05
with torch.no_grad():
    net.weight -= lr * net.weight.grad
    net.bias -= lr * net.bias.grad

net.weight
#> Parameter containing:
#> tensor([[ 0.4756, -0.4715]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([0.2829], requires_grad=True)

# %% Did it help?
# The gradient was negative, so minus makes the weights larger, and the answer
# comes nearer to its target.
loss
#> tensor([[0.4378]], grad_fn=<SubBackward0>)
target - torch.sigmoid(net(x))
#> tensor([[0.4287]], grad_fn=<SubBackward0>)

# %% Exercise: your step tags=["exercise"] id="by-hand"
# `a` has a gradient. Change a by hand, in place, as a step with lr = 0.1 does.
a = tensor([2.0, -1.0], requires_grad=True)
cost = (a * a).sum()
cost.backward()
#: hint Write it as above: a with block, and one line with -=
#: hint What is subtracted is 0.1 times a.grad.
#: on-error "a leaf Variable that requires grad" -> The change must not be recorded: write it in a with block.
#: if torch.allclose(a, tensor([2.4, -1.2])) -> You went uphill: subtract, do not add.
#: if not (a.requires_grad and a.is_leaf) -> a is a new tensor now; change it in place, with -=
### BEGIN SOLUTION
with torch.no_grad():
    a -= 0.1 * a.grad

### END SOLUTION
assert torch.allclose(a, tensor([1.6, -0.8])), "a should be [1.6, -0.8]: a minus a tenth of its gradient"
assert a.requires_grad and a.is_leaf, "a should still be the same tensor, that requires a gradient"

# %% [markdown]
# An optimizer does that for all parameters of a network. `torch.optim.SGD` is
# this rule: stochastic gradient descent, "stochastic" since usually only some
# examples, picked at random, are looked at in each step.

# %% A step with torch.optim
# The same start, the same gradient, the same result. (`show net` shows all.)
net.weight.data = tensor([[0.4633, -0.4838]])
net.bias.data = tensor([0.2706])
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
optimizer.step()
net.weight
#> Parameter containing:
#> tensor([[ 0.4756, -0.4715]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([0.2829], requires_grad=True)

# %% Gradients add up
#: predict backward is called twice, with nothing between. The gradient is then ...
#: - twice as large  *
#: - the same
#: - gone
# backward adds to what .grad holds. So a loop forgets the old ones first.
p = tensor(3.0, requires_grad=True)
(p * p).backward()
p.grad
#> tensor(6.)
(p * p).backward()
p.grad
#> tensor(12.)

# %% zero_grad forgets
optimizer = torch.optim.SGD([p], lr=0.1)
optimizer.zero_grad()
print(p.grad)
#> None
(p * p).backward()
p.grad
#> tensor(6.)

# %% Exercise: three times, on purpose tags=["exercise"] id="accumulate"
# Adding up is useful where a batch does not fit into memory: several small
# ones give the gradient of a big one. Let `q` have a gradient of exactly 30,
# by calling backward on 5 * q, again and again.
q = tensor(1.0, requires_grad=True)
#: hint The slope of 5 * q is 5. How often must it be added?
#: hint A for loop can call backward on 5 * q as often as needed.
#: if q.grad is not None and q.grad.item() > 30 -> Too often. `reset`, or q.grad = None, begins again.
#: if q.grad is not None and q.grad.item() < 30 -> Not often enough yet: go on.
### BEGIN SOLUTION
for i in range(6):
    (5 * q).backward()

### END SOLUTION
assert q.grad is not None and q.grad.item() == 30, "q.grad should be 30"
assert q.item() == 1, "q itself should still be 1"

# %% A valley to walk in
# One weight, and a loss with its bottom at w = 2.
ws = torch.linspace(-2, 6, 81)
valley = (ws - 2) ** 2
#: plot ws, valley

# %% Ten steps
# Each step leaves 80 % of the distance to the bottom: 1 - 2 * lr.
w = tensor(-2.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
path = []
for i in range(10):
    loss = (w - 2) ** 2
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    path.append(w.item())

print([round(v, 3) for v in path])
#> [-1.2, -0.56, -0.048, 0.362, 0.689, 0.951, 1.161, 1.329, 1.463, 1.571]
#: plot path

# %% As a function of lr
def walk(lr, steps=10):
    w = tensor(-2.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    path = [w.item()]
    for i in range(steps):
        optimizer.zero_grad()
        ((w - 2) ** 2).backward()
        optimizer.step()
        path.append(w.item())
    return path

# %% Too small, good, too large
#: predict With lr = 0.9 each step multiplies the distance to the bottom by -0.8. So the path ...
#: - jumps from side to side, and still arrives  *
#: - never arrives
#: - arrives in one step
slow, good, jumpy = walk(0.01), walk(0.3), walk(0.9)
[round(path[-1], 3) for path in (slow, good, jumpy)]
#> [-1.268, 2.0, 1.571]
#: plot slow, good, jumpy

# %% Far too large
# Beyond lr = 1, each step here lands farther away than it began.
[round(v, 1) for v in walk(1.1, 6)]
#> [-2.0, 6.8, -3.8, 8.9, -6.3, 12.0, -9.9]

# %% Exercise: one step is enough tags=["exercise"] id="lr"
# In this valley one learning rate reaches the bottom in a single step. Find
# it, by thinking or by trying walk(..., 1), and call it `best`.
#: hint Each step multiplies the distance by 1 - 2 * lr.
#: hint For which lr is that 0?
#: if best > 0.5 -> Too far: that lands on the other side.
#: if 0 < best < 0.5 -> Not far enough: that stops before the bottom.
### BEGIN SOLUTION
best = 0.5
### END SOLUTION
assert abs(walk(best, 1)[-1] - 2) < 1e-6, "walk(best, 1) should end at 2"

# %% [markdown]
# Now a whole loop. The neuron shall learn OR: it answers 1 if at least one of
# its inputs is 1. The loss is the mean squared error, (o - target) ** 2,
# averaged over the four examples. Unlike a plain difference it is never
# negative, and 0 only when all answers are right.

# %% Data and network
generator = torch.manual_seed(0)
X = tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = tensor([[0.], [1.], [1.], [1.]])
net = nn.Linear(2, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=2.0)
F.mse_loss(torch.sigmoid(net(X)), T)
#> tensor(0.2873, grad_fn=<MseLossBackward0>)

# %% The loop
# Five lines, always the same: forward, loss, zero_grad, backward, step.
losses = []
for epoch in range(200):
    o = torch.sigmoid(net(X))
    loss = F.mse_loss(o, T)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())

print(f"first {losses[0]:.4f}, last {losses[-1]:.4f}")
#> first 0.2873, last 0.0080
#: plot losses

# %% What it learnt
# The line in the picture is where net answers 0, and the sigmoid a half.
torch.sigmoid(net(X)).detach().round()
#> tensor([[0.],
#>         [1.],
#>         [1.],
#>         [1.]])
net.weight
#> Parameter containing:
#> tensor([[4.2629, 4.2649]], requires_grad=True)
net.bias
#> Parameter containing:
#> tensor([-1.8560], requires_grad=True)
#: boundary net, X, T

# %% Exercise: teach it AND tags=["exercise"] id="and"
# AND answers 1 only if both inputs are 1. Train `gate`, with the loop above,
# until the rounded answers are right.
gate = nn.Linear(2, 1)
T_and = tensor([[0.], [0.], [0.], [1.]])
#: hint The loop can stay as it is, with gate for net and T_and for T.
#: hint The optimizer must be a new one: the old one moves the weights of net.
#: hint If the answers are not right yet, run the loop again: it goes on where it stopped.
#: if gate.weight.grad is None -> gate has no gradient: the loop does not call gate.
#: if torch.equal(torch.sigmoid(gate(X)).round(), T) -> gate has learnt OR. Use T_and as the target.
### BEGIN SOLUTION
optimizer = torch.optim.SGD(gate.parameters(), lr=2.0)
for epoch in range(500):
    loss = F.mse_loss(torch.sigmoid(gate(X)), T_and)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

### END SOLUTION
assert torch.equal(torch.sigmoid(gate(X)).round(), T_and), "rounded, gate should answer 0, 0, 0, 1"

# %% Other rules
# Momentum keeps some of the last step's direction; Adam gives each weight a
# step size of its own. Only the line that makes the optimizer changes.
torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
#> SGD (
#> Parameter Group 0
#>     dampening: 0
#>     differentiable: False
#>     foreach: None
#>     fused: None
#>     lr: 0.1
#>     maximize: False
#>     momentum: 0.9
#>     nesterov: False
#>     weight_decay: 0
#> )
type(torch.optim.Adam(net.parameters(), lr=0.01)).__name__
#> 'Adam'

# %% [markdown]
# The common slip is a loop without zero_grad: it runs, and learns badly, since
# every step is pushed by all old gradients, too. The other is to make the
# optimizer first and a new network afterwards: it moves weights nobody uses.
