#--- every scheduler gives PyTorch's rates
import math, torch, warnings
from torch.optim import lr_scheduler as s

warnings.simplefilter("ignore")

def optimizer(**more):
    return torch.optim.SGD(
        [{"params": [torch.nn.Parameter(torch.ones(2))]}, {"params": [torch.nn.Parameter(torch.ones(1))], "lr": 0.5}],
        lr=0.1, momentum=0.9, **more)

def run(name, make, steps=12, opt=None):
    opt = opt or optimizer()
    scheduler = make(opt)
    print(name, scheduler.get_last_lr())
    for _ in range(steps):
        opt.step()
        scheduler.step()
        print("  ", scheduler.last_epoch if hasattr(scheduler, "last_epoch") else "-", scheduler.get_last_lr(),
              [g["lr"] for g in opt.param_groups], [g["momentum"] for g in opt.param_groups])
    print("  ", opt)

run("StepLR", lambda o: s.StepLR(o, 3))
run("StepLR", lambda o: s.StepLR(o, step_size=2, gamma=0.7))
run("MultiStepLR", lambda o: s.MultiStepLR(o, [2, 5, 5, 9], gamma=0.5))
run("ConstantLR", lambda o: s.ConstantLR(o))
run("ConstantLR", lambda o: s.ConstantLR(o, factor=0.25, total_iters=3))
run("LinearLR", lambda o: s.LinearLR(o))
run("LinearLR", lambda o: s.LinearLR(o, start_factor=0.1, end_factor=0.6, total_iters=7))
run("ExponentialLR", lambda o: s.ExponentialLR(o, gamma=0.9))
run("PolynomialLR", lambda o: s.PolynomialLR(o, total_iters=8, power=2.0))
run("PolynomialLR", lambda o: s.PolynomialLR(o))
run("CosineAnnealingLR", lambda o: s.CosineAnnealingLR(o, T_max=5, eta_min=0.001), 24)
run("CosineAnnealingWarmRestarts", lambda o: s.CosineAnnealingWarmRestarts(o, T_0=3), 10)
run("CosineAnnealingWarmRestarts", lambda o: s.CosineAnnealingWarmRestarts(o, T_0=2, T_mult=2, eta_min=0.01), 20)
run("LambdaLR", lambda o: s.LambdaLR(o, lambda e: 0.95 ** e), 5)
run("LambdaLR", lambda o: s.LambdaLR(o, lr_lambda=[lambda e: 1 / (e + 1), lambda e: 0.5 ** (e // 2)]), 5)
run("MultiplicativeLR", lambda o: s.MultiplicativeLR(o, lambda e: 0.95), 5)
run("OneCycleLR", lambda o: s.OneCycleLR(o, max_lr=0.1, total_steps=20), 19)
run("OneCycleLR", lambda o: s.OneCycleLR(o, [0.1, 0.2], epochs=3, steps_per_epoch=4, three_phase=True,
                                         anneal_strategy="linear", pct_start=0.4), 11)
run("OneCycleLR", lambda o: s.OneCycleLR(o, 0.1, total_steps=6, cycle_momentum=False), 5)
run("CyclicLR", lambda o: s.CyclicLR(o, base_lr=0.01, max_lr=0.1, step_size_up=3), 14)
run("CyclicLR", lambda o: s.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], step_size_up=3, step_size_down=2, mode="triangular2"), 14)
run("CyclicLR", lambda o: s.CyclicLR(o, 0.01, 0.1, 2, mode="exp_range", gamma=0.9), 9)
run("CyclicLR", lambda o: s.CyclicLR(o, 0.01, 0.1, 2, scale_fn=lambda x: 1 / x, cycle_momentum=False), 9)
run("SequentialLR", lambda o: s.SequentialLR(
    o, [s.ConstantLR(o, 0.1, total_iters=2), s.ExponentialLR(o, 0.9), s.StepLR(o, 2)], milestones=[3, 7]))
run("SequentialLR", lambda o: s.SequentialLR(
    o, [s.LinearLR(o, 0.1, total_iters=4), s.CosineAnnealingLR(o, T_max=6)], [4]))
run("ChainedScheduler", lambda o: s.ChainedScheduler([s.ConstantLR(o, 0.1, total_iters=4), s.ExponentialLR(o, 0.9)]), 6)
adam = torch.optim.Adam([torch.nn.Parameter(torch.ones(2))], lr=0.01)
one = s.OneCycleLR(adam, 0.1, total_steps=5)
for _ in range(4):
    adam.step()
    one.step()
    print(adam.param_groups[0]["lr"], adam.param_groups[0]["betas"])
#--- the plateau scheduler waits for a measure
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau

def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1)

losses = [1.0, 0.9, 0.9, 0.89999, 0.91, 0.92, 0.5, 0.51, 0.52, 0.53, 0.54, 0.55, 0.56, float("nan"), 0.6, 0.1, 0.2]
for options in (
    dict(patience=2), dict(mode="max", factor=0.5, patience=1), dict(patience=0, cooldown=2, min_lr=1e-3),
    dict(patience=1, threshold=0.05, threshold_mode="abs"), dict(mode="max", patience=2, threshold_mode="abs"),
    dict(patience=0, eps=0.02),
):
    opt = optimizer()
    scheduler = ReduceLROnPlateau(opt, **options)
    rates = []
    for loss in losses:
        opt.step()
        scheduler.step(torch.tensor(loss) if loss == 0.5 else loss)
        rates.append(scheduler.get_last_lr()[0])
    print(options, rates)
    print(scheduler.state_dict())
    other = ReduceLROnPlateau(optimizer())
    other.load_state_dict(scheduler.state_dict())
    print(other.best, other.mode_worse, other.in_cooldown, other.patience)
#--- states are kept and taken up again
import torch, warnings
from torch.optim.lr_scheduler import *

def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1, momentum=0.9)

class Decay:
    def __init__(self, rate): self.rate = rate
    def __call__(self, epoch): return self.rate ** epoch

makers = {
    "StepLR": lambda o: StepLR(o, 2), "MultiStepLR": lambda o: MultiStepLR(o, [1, 3]),
    "ConstantLR": lambda o: ConstantLR(o), "LinearLR": lambda o: LinearLR(o),
    "ExponentialLR": lambda o: ExponentialLR(o, 0.5), "PolynomialLR": lambda o: PolynomialLR(o),
    "CosineAnnealingLR": lambda o: CosineAnnealingLR(o, 5),
    "CosineAnnealingWarmRestarts": lambda o: CosineAnnealingWarmRestarts(o, 3),
    "LambdaLR": lambda o: LambdaLR(o, lambda e: 0.5 ** e), "Decay": lambda o: LambdaLR(o, [Decay(0.5)]),
    "MultiplicativeLR": lambda o: MultiplicativeLR(o, lambda e: 0.5), "OneCycleLR": lambda o: OneCycleLR(o, 1.0, 10),
    "CyclicLR": lambda o: CyclicLR(o, 0.1, 1.0, 3), "exp": lambda o: CyclicLR(o, 0.1, 1.0, 3, mode="exp_range"),
    "SequentialLR": lambda o: SequentialLR(o, [ConstantLR(o), StepLR(o, 2)], [2]),
    "ChainedScheduler": lambda o: ChainedScheduler([ConstantLR(o), StepLR(o, 2)]),
    "ReduceLROnPlateau": lambda o: ReduceLROnPlateau(o),
}
for name, make in makers.items():
    opt = optimizer()
    scheduler = make(opt)
    for _ in range(3):
        opt.step()
        scheduler.step(1.0) if name == "ReduceLROnPlateau" else scheduler.step()
    state = scheduler.state_dict()
    print(name, state)
    again_opt = optimizer()
    again = make(again_opt)
    again_opt.load_state_dict(opt.state_dict())
    again.load_state_dict(state)
    for s, o in ((scheduler, opt), (again, again_opt)):
        o.step()
        s.step(1.0) if name == "ReduceLROnPlateau" else s.step()
    print("  ", scheduler.get_last_lr(), again.get_last_lr(), again_opt.param_groups[0]["lr"])
print(opt.state_dict())
resumed = StepLR(again_opt, 2) if "initial_lr" in again_opt.param_groups[0] else None
opt = optimizer()
opt.param_groups[0]["initial_lr"] = 0.4
late = CosineAnnealingLR(opt, 10, last_epoch=4)
print(late.get_last_lr(), late.last_epoch, late.base_lrs)
#--- mistakes and the order of steps get PyTorch's words
import torch, warnings
from torch.optim.lr_scheduler import *
from torch.optim.lr_scheduler import LRScheduler, _LRScheduler

def shown(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(f())
        except Exception as error:
            print(type(error).__name__, error)
        for w in caught: print("  ", w.category.__name__, w.message)

def optimizer(**more):
    return torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1, **more)

def early():
    o = optimizer(); s = StepLR(o, 1)
    s.step(); s.step()
    return s.get_last_lr()
shown(early)
def right():
    o = optimizer(); s = StepLR(o, 1)
    o.step(); s.step(); s.step()
    return s.get_last_lr()
shown(right)
def overridden():
    o = optimizer(); s = StepLR(o, 1)
    o.step = lambda: None
    s.step()
    return s.get_last_lr()
shown(overridden)
def closed(make, *epochs):
    o = optimizer(momentum=0.9); s = make(o)
    o.step()
    rates = []
    for e in epochs:
        s.step(e)
        rates.append(s.get_last_lr()[0])
    return rates
shown(lambda: closed(lambda o: StepLR(o, 2), 5, 1))
shown(lambda: closed(lambda o: MultiStepLR(o, [2, 3]), 2, 7))
shown(lambda: closed(lambda o: ConstantLR(o), 1, 5))
shown(lambda: closed(lambda o: LinearLR(o), 2, 9))
shown(lambda: closed(lambda o: ExponentialLR(o, 0.5), 3))
shown(lambda: closed(lambda o: PolynomialLR(o, 4), 3))
shown(lambda: closed(lambda o: CosineAnnealingLR(o, 4), 3))
shown(lambda: closed(lambda o: LambdaLR(o, lambda e: e), 3))
shown(lambda: closed(lambda o: CosineAnnealingWarmRestarts(o, 4), 3, 5.5, 9))
shown(lambda: closed(lambda o: CosineAnnealingWarmRestarts(o, 4, 2), 3, 5.5, 9, 30.25))
shown(lambda: closed(lambda o: CosineAnnealingWarmRestarts(o, 4, 2), -1))
shown(lambda: StepLR(optimizer(), 1).get_lr())
shown(lambda: StepLR(torch.nn.Linear(1, 1), 1))
shown(lambda: StepLR(optimizer()))
shown(lambda: StepLR(optimizer(), 1, verbose=True))
shown(lambda: ReduceLROnPlateau(optimizer(), verbose=True))
shown(lambda: StepLR(optimizer(), 1, last_epoch=3))
shown(lambda: StepLR(optimizer(), 0).step())
shown(lambda: ConstantLR(optimizer(), factor=1.5))
shown(lambda: LinearLR(optimizer(), start_factor=0))
shown(lambda: LinearLR(optimizer(), end_factor=-1))
shown(lambda: LambdaLR(optimizer(), [lambda e: 1] * 2))
shown(lambda: MultiplicativeLR(optimizer(), 0.5))
shown(lambda: OneCycleLR(optimizer(), 0.1))
shown(lambda: OneCycleLR(optimizer(), 0.1, total_steps=-1))
shown(lambda: OneCycleLR(optimizer(), 0.1, epochs=1.5, steps_per_epoch=1))
shown(lambda: OneCycleLR(optimizer(momentum=0.9), 0.1, 5, pct_start=2))
shown(lambda: OneCycleLR(optimizer(momentum=0.9), 0.1, 5, anneal_strategy="line"))
shown(lambda: OneCycleLR(optimizer(momentum=0.9), [0.1, 0.2], 5))
shown(lambda: OneCycleLR(torch.optim.Adagrad([torch.nn.Parameter(torch.ones(1))]), 0.1, 5))
def past():
    o = optimizer(momentum=0.9); s = OneCycleLR(o, 0.1, 3); o.step()
    for _ in range(5): s.step()
shown(past)
shown(lambda: CyclicLR(optimizer(), 0.1, 1.0, mode="square"))
shown(lambda: CyclicLR(torch.optim.Adagrad([torch.nn.Parameter(torch.ones(1))]), 0.1, 1.0))
shown(lambda: CosineAnnealingWarmRestarts(optimizer(), 0))
shown(lambda: CosineAnnealingWarmRestarts(optimizer(), 1, T_mult=0))
shown(lambda: CosineAnnealingWarmRestarts(optimizer(), 1, eta_min="0"))
shown(lambda: ReduceLROnPlateau(optimizer(), factor=1.0))
shown(lambda: ReduceLROnPlateau(optimizer(), mode="mean"))
shown(lambda: ReduceLROnPlateau(optimizer(), threshold_mode="x"))
shown(lambda: ReduceLROnPlateau(optimizer(), min_lr=[0.1, 0.2]))
shown(lambda: ReduceLROnPlateau(optimizer()).step())
o, p = optimizer(), optimizer(momentum=0.5)
shown(lambda: SequentialLR(o, [], []))
shown(lambda: SequentialLR(o, [StepLR(o, 1)], [1]))
shown(lambda: SequentialLR(o, [StepLR(o, 1), StepLR(p, 1)], [1]))
shown(lambda: SequentialLR(o, [ReduceLROnPlateau(o)], []))
shown(lambda: SequentialLR(o, [1], []))
shown(lambda: ChainedScheduler([]))
shown(lambda: ChainedScheduler([StepLR(o, 1), StepLR(p, 1)]))
shown(lambda: ChainedScheduler([ReduceLROnPlateau(o)]))
shown(lambda: LRScheduler(o))
print(StepLR, issubclass(StepLR, _LRScheduler), isinstance(StepLR(o, 1), LRScheduler))

class Halving(LRScheduler):
    def __init__(self, optimizer, last_epoch=-1): super().__init__(optimizer, last_epoch)
    def get_lr(self): return [base / 2 ** self.last_epoch for base in self.base_lrs]
o = optimizer()
h = Halving(o)
for _ in range(3):
    o.step(); h.step()
    print(h.get_last_lr(), o.param_groups[0]["lr"], o.param_groups[0]["initial_lr"])
print(o)
rate = torch.tensor(0.1)
o = torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=rate)
s = ExponentialLR(o, 0.5)
o.step(); s.step()
print(rate, s.get_last_lr(), o.param_groups[0]["lr"] is rate, s.base_lrs)
#--- rates change what training does
import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, ReduceLROnPlateau, StepLR

torch.manual_seed(1)
x = torch.randn(32, 3)
y = x @ torch.tensor([[1.], [-2.], [0.5]]) + 0.1 * torch.randn(32, 1)
for make in (lambda o: StepLR(o, 5, 0.3), lambda o: CosineAnnealingLR(o, 20), ReduceLROnPlateau):
    torch.manual_seed(2)
    net = nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1))
    for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.RMSprop):
        optimizer = kind(net.parameters(), lr=0.05)
        scheduler = make(optimizer)
        for epoch in range(20):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(x), y)
            loss.backward()
            optimizer.step()
            scheduler.step(loss) if make is ReduceLROnPlateau else scheduler.step()
        print(type(scheduler).__name__, kind.__name__, loss.item(), scheduler.get_last_lr())
