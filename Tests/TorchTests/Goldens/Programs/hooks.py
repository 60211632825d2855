#--- hooks of modules see and change what goes in and out
import torch
from torch import nn

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
x = torch.tensor([[1., -2.], [0.5, 3.]])
activations = {}
def keep(name):
    def hook(module, args, output): activations[name] = output.detach()
    return hook
handles = [module.register_forward_hook(keep(name)) for name, module in net.named_children()]
print(net(x))
for name, value in activations.items(): print(name, value)
for handle in handles: handle.remove()
activations.clear()
net(x)
print(activations, type(handles[0]).__name__)
with net[0].register_forward_pre_hook(lambda module, args: (args[0] * 2,)):
    print(net(x))
print(net(x))
doubled = net[2].register_forward_hook(lambda module, args, output: output * 100)
first = net[2].register_forward_hook(lambda module, args, output: output + 1, prepend=True)
print(net(x))
doubled.remove(); first.remove()
single = net[1].register_forward_pre_hook(lambda module, args: -args[0])
print(net(x), net)
single.remove()
single.remove()
print(net(x))

class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(2, 2, bias=False)
    def forward(self, x, *, scale=1.0):
        return self.lin(x) * scale, scale
m = Scaled()
def before(module, args, kwargs):
    print("before", type(module).__name__, len(args), kwargs)
    return args, {**kwargs, "scale": 3.0}
def after(module, args, kwargs, output):
    print("after", kwargs, output[1])
a = m.register_forward_pre_hook(before, with_kwargs=True)
b = m.register_forward_hook(after, with_kwargs=True)
print(m(x, scale=2.0))
a.remove()
print(m(x, scale=2.0)[1], m(x)[1])
b.remove()
bad = m.register_forward_pre_hook(lambda module, args, kwargs: 5, with_kwargs=True)
shown(lambda: m(x))
bad.remove()
always = m.register_forward_hook(lambda module, args, output: print("always", output), always_call=True)
shown(lambda: m(torch.ones(1, 5)))
always.remove()
boom = m.register_forward_hook(lambda module, args, output: 1 / 0)
shown(lambda: m(x))
boom.remove()
shown(lambda: m.register_forward_hook())
shown(lambda: m.register_forward_hook(1, 2))
shapes = []
for name, module in net.named_modules():
    module.register_forward_hook(lambda mod, i, o, name=name: shapes.append((name, type(mod).__name__, tuple(i[0].shape), tuple(o.shape))))
net(x)
print(shapes)
with torch.no_grad(): net(x[:1])
print(len(shapes), net.state_dict().keys())
#--- backward hooks see and change the gradients
import torch, warnings
from torch import nn

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

torch.manual_seed(1)
net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
x = torch.tensor([[1., -2.], [0.5, 3.]])
seen = []
handles = [m.register_full_backward_hook(lambda mod, gin, gout: seen.append((type(mod).__name__, gin, gout))) for m in net]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    out = net(x)
    print(out, type(out.grad_fn).__name__)
    out.sum().backward()
    print([str(w.message)[:60] for w in caught])
for entry in seen: print(entry)
print([p.grad for p in net.parameters()])
for h in handles: h.remove()
net.zero_grad()
out = net(x)
print(type(out.grad_fn).__name__)
half = net[1].register_full_backward_hook(lambda mod, gin, gout: (gin[0] * 0.5,))
ten = net[2].register_full_backward_pre_hook(lambda mod, gout: (gout[0] * 10,))
y = x.clone().requires_grad_()
net(y).sum().backward()
print(y.grad, [p.grad for p in net.parameters()])
half.remove(); ten.remove()
wrong = net[1].register_full_backward_hook(lambda mod, gin, gout: (gin[0], gin[0]))
shown(lambda: net(y).sum().backward())
wrong.remove()
net[0].register_full_backward_hook(lambda mod, gin, gout: print(gin))
net(x.clone().requires_grad_()).sum().backward()

class Two(nn.Module):
    def forward(self, a, b): return a * b, a + b
two = Two()
two.register_full_backward_hook(lambda mod, gin, gout: print("two", gin, gout))
a, b = torch.tensor([2.], requires_grad=True), torch.tensor([3.], requires_grad=True)
p, q = two(a, b)
(p + 2 * q).backward()
print(a.grad, b.grad, p.grad_fn.name(), p)
p, q = two(a, torch.tensor([3.]))
p.backward()
with torch.no_grad(): print(two(a, b))
#--- tensors and nodes have hooks too
import torch

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

w = torch.tensor([1., 2.], requires_grad=True)
h = w.register_hook(lambda g: g * 2)
(w * 3).sum().backward()
print(w.grad, type(h).__name__)
h.remove()
w.grad = None
(w * 3).sum().backward()
print(w.grad)
with w.register_hook(lambda g: print("got", g)):
    (w * w).sum().backward()
late = w.register_post_accumulate_grad_hook(lambda p: print("now", p.grad))
(w * w).sum().backward()
late.remove()
y = w * 2
handle = y.grad_fn.register_hook(lambda gin, gout: print("node", gin, gout))
y.sum().backward()
shown(lambda: torch.ones(1).register_hook(print))
shown(lambda: (w * 2).register_post_accumulate_grad_hook(print))
#--- modules and optimizers are copied
import copy, torch
from torch import nn

torch.manual_seed(2)
net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
twin = copy.copy(net)
deep = copy.deepcopy(net)
print(twin, twin[0] is net[0], twin[0].weight is net[0].weight, deep[0].weight is net[0].weight)
with torch.no_grad(): net[0].weight.fill_(1.)
print(twin[0].weight, deep[0].weight)
one = copy.copy(net[0])
print(one is net[0], one.weight is net[0].weight, one(torch.ones(1, 2)))
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc, self.note = nn.Linear(1, 1), ["a"]
    def forward(self, x): return self.fc(x)
n = Net()
c, d = copy.copy(n), copy.deepcopy(n)
print(c.note is n.note, d.note is n.note, c.fc is n.fc, c(torch.ones(1, 1)) == n(torch.ones(1, 1)))
n.fc.register_forward_hook(lambda m, a, o: print("hooked", o.shape))
copy.deepcopy(n)(torch.ones(1, 1))
w = nn.Parameter(torch.tensor([1., 2.]))
for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.Adagrad):
    opt = kind([w], lr=0.1, **({"momentum": 0.9} if kind is torch.optim.SGD else {}))
    (w ** 2).sum().backward()
    opt.step()
    other = copy.deepcopy(opt)
    print(other)
    theirs = other.param_groups[0]["params"][0]
    print(theirs, theirs is w, theirs.grad, other.state_dict())
    theirs.grad = torch.ones(2)
    other.step()
    print(theirs, w)
both = copy.deepcopy({"net": n.fc, "opt": torch.optim.SGD(n.fc.parameters(), lr=0.5)})
print(both["opt"].param_groups[0]["params"][0] is both["net"].weight)
#--- generators keep and give back their state
import torch

g = torch.Generator().manual_seed(5)
state = g.get_state()
a = torch.rand(2, generator=g)
g.set_state(state)
print(a == torch.rand(2, generator=g), g.device, g.initial_seed(), state.shape, state.dtype)
print(torch.default_generator is torch.default_generator, torch.Generator().initial_seed())
