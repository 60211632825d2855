# %% [markdown]
# # One neuron: torch.nn.Linear
# A linear layer multiplies its inputs by weights and adds a bias: y = x @ weight.T + bias.
# This lesson builds one, runs it, and checks its answer by hand.

# %% Two inputs, one output: one neuron
import torch
generator = torch.manual_seed(0)
net = torch.nn.Linear(2, 1)
net

# The weight has one row for each output and one column for each input; the bias one number for each output.
# Both start at random; the seed above makes everybody see the same numbers.
net.weight
net.bias

# %% Forward: what the neuron answers
x = torch.tensor([[1.0, 1.0]])
net(x)

# %% The same by hand
# Multiply by the transposed weight, add the bias: the answer is the layer's.
x @ net.weight.T + net.bias
torch.allclose(net(x), x @ net.weight.T + net.bias)

# %% Another input
x = torch.tensor([[0.1, 0.5]])
net(x)

# %% Three neurons: three rows of weights
net = torch.nn.Linear(2, 3)
net
net.weight.shape, net.bias.shape
net(x)

# %% A batch: one row in, one row out
batch = torch.tensor([[1.0, 1.0], [0.1, 0.5]])
net(batch).shape

# %% Gradients: none before backward
net = torch.nn.Linear(2, 1)
print(net.weight.grad)

# %% Backward
# The output is squeezed by a sigmoid; the loss is how much is missing to the target.
x = torch.tensor([[1.0, 1.0]])
target = torch.tensor([[1.0]])
output = torch.sigmoid(net(x))
loss = target - output
loss
loss.backward()
net.weight.grad
net.bias.grad

# %% Step: change every weight a little against its gradient
before = net.weight.detach().clone()
optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
optimizer.step()
net.weight
torch.allclose(net.weight, before - 0.05 * net.weight.grad)
assert loss > target - torch.sigmoid(net(x)), "the step should have made the loss smaller"
