import torch, copy
from torch import nn
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = torch.tensor([1., 2.], requires_grad=True)
(a * a).sum().backward()
b = copy.deepcopy(a)
print(b, b.grad, b is a, b.requires_grad, b.is_leaf)
show(lambda: copy.deepcopy(a * 2))
show(lambda: copy.copy(a * 2))
c = copy.copy(a)
print(c, c.grad, c is a)
with torch.no_grad(): a[0] = 5.
print(b, c)
d = copy.deepcopy([a, a]); print(d[0] is d[1], d)
p = nn.Parameter(torch.ones(2)); (p*p).sum().backward()
q = copy.deepcopy(p); print(q, q.grad, type(q))
m = nn.Sequential(nn.Linear(2, 2), nn.ReLU()); m(torch.ones(1, 2)).sum().backward()
n = copy.deepcopy(m); print(n, n[0].weight.grad, n[0].weight is m[0].weight, torch.equal(n[0].weight, m[0].weight))
s = copy.deepcopy(m.state_dict()); print(list(s)); m.load_state_dict(s)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)
        self.again = self.fc
        self.cfg = {"a": [1]}
        self.register_buffer("buf", torch.zeros(1))
        self.t = torch.ones(2)
        self.layers = nn.ModuleList([nn.Linear(1, 1)])
        self.scale = nn.Parameter(torch.ones(1))
    def forward(self, x): return self.fc(x) * self.scale
net = Net(); net.eval()
c = copy.deepcopy(net)
print(c, type(c).__name__, c.cfg is net.cfg, c.cfg, c.fc is c.again, c.fc is net.fc, c.training, c.buf is net.buf, c.t is net.t, c.layers, c.layers[0] is net.layers[0])
with torch.no_grad(): net.fc.weight.zero_(); net.buf += 1
print(net.fc.weight.abs().sum().item(), c.fc.weight.abs().sum().item() > 0, c.buf, c(torch.ones(1, 2)).shape)
print([k for k, _ in c.named_parameters()])
nets = copy.deepcopy([net, net.fc]); print(nets[0].fc is nets[1])
layers = nn.ModuleList([copy.deepcopy(nn.Linear(2, 2)) for _ in range(2)]); print(len(layers))
x = torch.arange(4.).reshape(2, 2).t(); y = copy.deepcopy(x); print(y, y.stride())
x.note = "hi"; print(copy.deepcopy(x).note)
print(copy.deepcopy(torch.float32), copy.deepcopy(torch.Size([1])), copy.copy(torch.device("cpu")))
