# %% [markdown]
# # Bonus: autograd from scratch
# backward is no magic. Here you write it: a class `Value` for single numbers
# that remember how they were made, about sixty lines in all. Then it learns,
# and PyTorch checks every number.
#
# The class grows piece by piece: functions are written, and attached to it.

# %% Start
import math
import torch
from torch import nn, tensor
from torch.nn import functional as F
generator = torch.manual_seed(0)

# %% A number that remembers
# data is the number, grad its gradient. parents are the values it was made
# from, and push hands its gradient on to them: at first there is nobody.
class Value:
    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.push = lambda: None
    def __repr__(self):
        return f"Value({self.data:.4f}, grad={self.grad:.4f})"

Value(3)
#> Value(3.0000, grad=0.0000)

# %% Addition
# push is made anew for each sum, and remembers self, other and out. The slope
# of a sum is 1 for both parts, so each gets the whole gradient.
def add(self, other):
    out = Value(self.data + other.data, (self, other))
    def push():
        self.grad += out.grad
        other.grad += out.grad
    out.push = push
    return out

Value.__add__ = add

# %% Try it
a, b = Value(2), Value(3)
c = a + b
c
#> Value(5.0000, grad=0.0000)
c.grad = 1.0
c.push()
a, b
#> (Value(2.0000, grad=1.0000), Value(3.0000, grad=1.0000))

# %% Exercise: multiplication tags=["exercise"] id="mul"
# Write `mul` in the same way, and attach it as `Value.__mul__`. If c = a * b,
# then a small step in a changes c by b times as much.
# (slopes is for the check.)
def slopes(x, y):
    x, y = Value(x), Value(y)
    z = x * y
    z.grad = 1.0
    z.push()
    return z.data, x.grad, y.grad

#: hint Start from add: another data, and another push.
#: hint self.grad grows by other.data times out.grad. And other.grad?
#: on-error "unsupported operand" -> Value cannot multiply yet: attach mul as Value.__mul__.
#: if (Value(2) * Value(3)).data != 6 -> 2 * 3 should be 6.
#: if len((Value(2) * Value(3)).parents) != 2 -> The product should remember both of its parents.
### BEGIN SOLUTION
def mul(self, other):
    out = Value(self.data * other.data, (self, other))
    def push():
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad
    out.push = push
    return out

Value.__mul__ = mul
### END SOLUTION
assert slopes(2, 3) == (6, 3, 2), "for 2 * 3 the gradients should be 3 and 2"
assert slopes(-4, 4) == (-16, 4, -4), "for -4 * 4 the gradients should be 4 and -4"

# %% Why +=
#: predict c = a + a. What is the gradient of a?
#: - 2  *
#: - 1
#: - 0
# A value that is used twice is blamed twice. This is why PyTorch's gradients
# add up, and why zero_grad is needed.
a = Value(5)
c = a + a
c.grad = 1.0
c.push()
a
#> Value(5.0000, grad=2.0000)

# %% In which order?
# A value may push only after everything made from it has pushed. So list the
# values parents first, and walk the list from its end.
a, b = Value(2), Value(3)
c = a * b
d = c + a
d.parents[0] is c, d.parents[1] is a
#> (True, True)
[p.data for p in c.parents]
#> [2.0, 3.0]

# %% Exercise: the order tags=["exercise"] id="order"
# Write `order(value)`: a list of all values that `value` was made from, each
# once, each behind its own parents. The last one is value itself.
#: hint Visit the parents first, then append the value.
#: hint A function visit(v) inside order may call itself; a set remembers whom it has seen.
#: hint visit(v): if v is not in seen, add it, visit each of v.parents, then append v to the list.
#: if len(order(d)) > 4 -> Somebody is listed twice: a is a parent of c and of d.
#: if order(d)[0] is d -> The value itself should come last.
### BEGIN SOLUTION
def order(value):
    seen, found = set(), []
    def visit(v):
        if v not in seen:
            seen.add(v)
            for parent in v.parents:
                visit(parent)
            found.append(v)
    visit(value)
    return found

### END SOLUTION
assert len(order(d)) == 4, "d was made from a, b and c: with itself that is four values"
assert order(d)[-1] is d and order(d)[-2] is c, "c should come last but one, d last"
assert all(order(d).index(p) < i for i, v in enumerate(order(d)) for p in v.parents), "parents should come first"

# %% Backward
# The slope of a value with respect to itself is 1. From there, push by push.
def backward(self):
    self.grad = 1.0
    for value in reversed(order(self)):
        value.push()

Value.backward = backward
d.backward()
a, b, c
#> (Value(2.0000, grad=4.0000), Value(3.0000, grad=2.0000), Value(6.0000, grad=1.0000))

# %% Does PyTorch agree?
x, y = tensor(2.0, requires_grad=True), tensor(3.0, requires_grad=True)
z = x * y + x
z.backward()
x.grad, y.grad
#> (tensor(4.), tensor(2.))
#: graph z

# %% Exercise: the sigmoid tags=["exercise"] id="sigmoid"
# Write `sigmoid(self)`, attach it as `Value.sigmoid`. Its answer s is
# 1 / (1 + e to the -x), its slope s * (1 - s).
# (slope_of_sigmoid is for the check.)
def slope_of_sigmoid(x):
    x = Value(x)
    x.sigmoid().backward()
    return x.grad

#: hint It has one parent: (self,) with a comma.
#: hint Compute the number s with math.exp; push uses s, and out.grad.
#: if abs(Value(0).sigmoid().data - 0.5) > 1e-9 -> sigmoid of 0 should be 0.5.
#: if Value(0).sigmoid().parents == () -> The answer should remember its parent.
### BEGIN SOLUTION
def sigmoid(self):
    s = 1 / (1 + math.exp(-self.data))
    out = Value(s, (self,))
    def push():
        self.grad += s * (1 - s) * out.grad
    out.push = push
    return out

Value.sigmoid = sigmoid
### END SOLUTION
assert abs(Value(2).sigmoid().data - 0.8807970779778823) < 1e-9, "sigmoid of 2 should be 0.8808"
assert abs(slope_of_sigmoid(0) - 0.25) < 1e-9, "the slope at 0 should be a quarter"
assert abs(slope_of_sigmoid(2) - 0.1049935854) < 1e-9, "the slope at 2 should be s * (1 - s), about 0.105"

# %% Minus and square
# The rest can be made of what is there: no new slopes to get wrong.
Value.__neg__ = lambda self: self * Value(-1)
Value.__sub__ = lambda self, other: self + -other
Value.square = lambda self: self * self
Value(5) - Value(3), Value(3).square()
#> (Value(2.0000, grad=0.0000), Value(9.0000, grad=0.0000))

# %% The neuron of lesson 4
# Two weights, a bias, a sigmoid, and the loss target - o.
w1, w2, b = Value(0.4633), Value(-0.4838), Value(0.2706)
x1, x2, target = Value(1), Value(1), Value(1)
o = (w1 * x1 + w2 * x2 + b).sigmoid()
loss = target - o
loss.backward()
loss, w1, w2, b
#> (Value(0.4378, grad=1.0000), Value(0.4633, grad=-0.2461), Value(-0.4838, grad=-0.2461), Value(0.2706, grad=-0.2461))

# %% And PyTorch's
net = nn.Linear(2, 1)
net.weight.data = tensor([[0.4633, -0.4838]])
net.bias.data = tensor([0.2706])
real = tensor([[1.0]]) - torch.sigmoid(net(tensor([[1.0, 1.0]])))
real.backward()
real
#> tensor([[0.4378]], grad_fn=<SubBackward0>)
net.weight.grad, net.bias.grad
#> (tensor([[-0.2461, -0.2461]]), tensor([-0.2461]))
#: graph real

# %% Exercise: step and zero tags=["exercise"] id="step"
# Write `step(values, lr)`: it moves the data of each value against its
# gradient, as SGD does, and then sets the gradient to 0.
# (after_step is for the check.)
def after_step(data, grad, lr):
    value = Value(data)
    value.grad = grad
    step([value], lr)
    return value.data, value.grad

#: hint A loop over values; each has data and grad.
#: hint data becomes smaller by lr times grad; grad becomes 0.0 only after that.
#: on-error "missing 1 required positional argument" -> step takes two: the values, and lr.
### BEGIN SOLUTION
def step(values, lr):
    for value in values:
        value.data -= lr * value.grad
        value.grad = 0.0

### END SOLUTION
assert after_step(1.0, 2.0, 0.5) == (0.0, 0.0), "1 with the gradient 2 and lr 0.5 should become 0, its gradient 0"
assert after_step(1.0, -2.0, 0.25) == (1.5, 0.0), "against a negative gradient the data should grow"

# %% A neuron, a layer, a network
# A list of weights and a bias; several neurons; two layers of them.
def neuron(weights, xs):
    total = weights[-1]
    for w, x in zip(weights, xs):
        total = total + w * x
    return total.sigmoid()

def network(weights, xs):
    hidden = [neuron(row, xs) for row in weights[:-1]]
    return neuron(weights[-1], hidden)

# %% XOR, 2 to 3 to 1
# PyTorch's network gives the start, so that both begin alike.
generator = torch.manual_seed(1)
B = nn.Sequential(nn.Linear(2, 3), nn.Sigmoid(), nn.Linear(3, 1), nn.Sigmoid())
rows = torch.cat([B[0].weight, B[0].bias.reshape(3, 1)], dim=1).tolist()
rows.append(torch.cat([B[2].weight[0], B[2].bias]).tolist())
weights = [[Value(w) for w in row] for row in rows]
examples = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
network(weights, [Value(0), Value(1)])
#> Value(0.5764, grad=0.0000)
B(tensor([[0.0, 1.0]]))
#> tensor([[0.5764]], grad_fn=<SigmoidBackward0>)

# %% One epoch, by yours
def epoch(weights, lr):
    loss = Value(0)
    for inputs, target in examples:
        o = network(weights, [Value(x) for x in inputs])
        loss = loss + (o - Value(target)).square() * Value(0.25)
    loss.backward()
    step([w for row in weights for w in row], lr)
    return loss.data

# %% One epoch, by PyTorch
X = tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
T = tensor([[0.], [1.], [1.], [0.]])
optimizer = torch.optim.SGD(B.parameters(), lr=5.0)

def real_epoch():
    loss = F.mse_loss(B(X), T)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()

# %% Side by side
mine, real = [], []
for i in range(20):
    mine.append(epoch(weights, 5.0))
    real.append(real_epoch())

[round(loss, 4) for loss in mine[:5]]
#> [0.2552, 0.2501, 0.25, 0.25, 0.25]
[round(loss, 4) for loss in real[:5]]
#> [0.2552, 0.2501, 0.25, 0.25, 0.25]
max(abs(m - r) for m, r in zip(mine, real)) < 1e-5
#> True

# %% Until it can do it
# (PyTorch could do this, too; but here every step is yours.)
for i in range(400):
    mine.append(epoch(weights, 5.0))

[round(network(weights, [Value(x) for x in inputs]).data) for inputs, target in examples]
#> [0, 1, 1, 0]
#: plot mine

# %% Exercise: relu tags=["exercise"] id="relu"
# One more operation: `Value.relu`. Positive numbers pass, with the slope 1;
# others become 0, with the slope 0.
# (slope_of_relu is for the check.)
def slope_of_relu(x):
    x = Value(x)
    (x.relu() * Value(7)).backward()
    return x.grad

#: hint Like sigmoid: one parent, another number, another slope.
#: hint max(0.0, self.data) is the number; the slope is 1 if self.data is above 0, else 0.
#: if Value(-2).relu().data != 0 -> relu of -2 should be 0.
#: if Value(3).relu().data != 3 -> relu of 3 should be 3.
### BEGIN SOLUTION
def relu(self):
    out = Value(max(0.0, self.data), (self,))
    def push():
        self.grad += (self.data > 0) * out.grad
    out.push = push
    return out

Value.relu = relu
### END SOLUTION
assert Value(3).relu().data == 3 and Value(-2).relu().data == 0, "relu of 3 should be 3, relu of -2 should be 0"
assert slope_of_relu(3) == 7 and slope_of_relu(-2) == 0, "the slope should be 1 above 0 and 0 below"

# %% [markdown]
# That is all of it: numbers that remember their parents, a rule for each
# operation, an order, and one walk back. PyTorch does it with whole tensors at
# once, which is why it is fast; the idea is the one that you just wrote.
