#--- numbers that no size, class or dimension can have
import torch, torch.nn.functional as F
from torch.utils.data import TensorDataset

def shown(text):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)

top, bottom = torch.tensor([2**63 - 1]), torch.tensor([-2**63])
for text in ["F.one_hot(top)", "F.one_hot(bottom)", "torch.bincount(top)", "torch.bincount(bottom)",
             "torch.tensor(5).size(0)", "torch.tensor(5).size(-1)", "torch.tensor(5).stride(-1)", "torch.tensor(5).size(1)",
             "torch.tensor(5).unbind(0)", "torch.tensor(5).unbind(-1)", "len(torch.tensor(5))", "torch.ones(2).size(-2)",
             "TensorDataset(torch.tensor(5))", "TensorDataset(torch.ones(3), torch.tensor(5))",
             "torch.tensor([0, 2]).bincount(minlength=4)", "F.one_hot(torch.tensor([[0], [2]]))"]:
    shown(text)

#--- views of more elements than there is memory
import torch

def shown(text):
    try:
        print(text, eval(text))
    except RuntimeError as error:
        print(text, str(error)[:100])

x = torch.ones(1).expand(2**62)
y = torch.ones(1).expand(2**60)
z = torch.tensor([[1], [2]]).expand(2, 2**62 // 2)
for text in ["x", "y", "z", "torch.ones(1, 1).expand(2**30, 2**31)", "x.neg()", "x.abs()", "x + 1", "x * x", "x > 0",
             "y.exp()", "y.clone()", "x[:2]", "x[5]", "x.numel()"]:
    shown(text)

#--- draws of classes by their weights
import torch
torch.manual_seed(3)
print(torch.multinomial(torch.tensor([0.1, 0.0, 2.0, 0.5]), 12, replacement=True))
print(torch.multinomial(torch.tensor([[1.0, 1, 1], [0, 0, 1], [5, 1, 0]]), 6, replacement=True))
print(torch.multinomial(torch.ones(7, dtype=torch.float64), 5, replacement=True))
print(torch.multinomial(torch.tensor([0.0, 3.0]), 4, replacement=True))
