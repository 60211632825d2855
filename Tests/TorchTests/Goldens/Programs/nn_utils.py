#--- gradients are clipped and parameters are laid out in one vector
import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_, clip_grad_value_, parameters_to_vector, vector_to_parameters, get_total_norm

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

def net():
    torch.manual_seed(0)
    n = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    (n(torch.randn(5, 3)) * 10).pow(2).mean().backward()
    return n

for options in (dict(max_norm=1.0), dict(max_norm=1, norm_type=1), dict(max_norm=2.0, norm_type=float("inf")),
                dict(max_norm=0.5, norm_type="inf"), dict(max_norm=1e9), dict(max_norm=1.0, foreach=False),
                dict(max_norm=torch.tensor(1.0))):
    n = net()
    print(options, clip_grad_norm_(n.parameters(), **options), [p.grad.norm() for p in n.parameters()])
n = net()
print(clip_grad_norm_(n[0].weight, 1.0), n[0].weight.grad, clip_grad_norm_([], 1.0))
print(clip_grad_value_(n.parameters(), 0.1), n[0].weight.grad, n[2].bias.grad)
print(get_total_norm([torch.ones(3), 2 * torch.ones(2)]), get_total_norm([torch.ones(3)], 1.0))
bad = nn.Parameter(torch.ones(2))
bad.grad = torch.tensor([1.0, float("nan")])
shown(lambda: clip_grad_norm_([bad], 1.0))
shown(lambda: clip_grad_norm_([bad], 1.0, error_if_nonfinite=True))
shown(lambda: clip_grad_norm_(nn.Linear(1, 1).parameters(), 1.0))
shown(lambda: clip_grad_norm_(n.parameters(), "x"))
v = parameters_to_vector(n.parameters())
print(v.shape, v.requires_grad, v[:5])
vector_to_parameters(torch.arange(21.), n.parameters())
print(n[0].weight, n[2].bias)
shown(lambda: vector_to_parameters([1], n.parameters()))
shown(lambda: vector_to_parameters(torch.ones(3), n.parameters()))
shown(lambda: parameters_to_vector([]))
