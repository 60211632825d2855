import torch
import torch.nn as nn

bn = nn.BatchNorm1d(2)
print(bn)
print(bn(torch.tensor([[1.0, 2.0], [3.0, 5.0]])))
print(bn.running_mean, bn.running_var)
xs, ys = torch.meshgrid(torch.arange(3), torch.arange(2), indexing="xy")
print(xs, ys)
a, b = torch.broadcast_tensors(torch.arange(3).view(1, 3), torch.arange(2).view(2, 1))
print(a, b)
net = nn.Linear(2, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
print(list(net.state_dict().keys()), optimizer.state_dict()["param_groups"][0]["lr"])
