#--- datasets give samples by number and are put together
import torch
from torch.utils.data import ChainDataset, ConcatDataset, Dataset, IterableDataset, StackDataset, Subset, TensorDataset

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

class Squares(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError(i)
        return i, i * i

class Numbered(Dataset[int]):
    def __getitem__(self, i): return i
    def __len__(self): return 3

class Bare(Dataset): pass

class Count(IterableDataset):
    def __init__(self, start, end): self.start, self.end = start, end
    def __iter__(self): return iter(range(self.start, self.end))

class Sized(Count):
    def __len__(self): return self.end - self.start

x, y = torch.arange(8.).reshape(4, 2), torch.tensor([0, 1, 0, 1])
ds = TensorDataset(x, y)
print(len(ds), ds[0], ds[-1], ds[1:3])
print(ds.tensors[1] is y, ds[torch.tensor([0, 3])], ds[[1, 2]])
shown(lambda: ds[4])
shown(lambda: TensorDataset(x, y[:3]))
shown(lambda: TensorDataset().tensors)
shown(lambda: len(TensorDataset()))
shown(lambda: Bare()[0])
shown(lambda: len(Bare()))
both = Squares(3) + Squares(2) + Numbered()
print(type(both), len(both), both[0], both[3], both[-1], both.cumulative_sizes)
shown(lambda: both[8])
shown(lambda: both[-9])
shown(lambda: ConcatDataset([]))
shown(lambda: ConcatDataset([Squares(2), Count(0, 2)]))
print([both[i] for i in range(len(both))], ConcatDataset.cumsum([[1, 2], [3]]))
part = Subset(ds, [3, 1])
print(len(part), part[0], part[[0, 1]], part.__getitems__([1, 0]), part.indices, part.dataset is ds)
shown(lambda: part[2])
chain = Count(0, 3) + Sized(7, 9)
print(type(chain).__name__, list(chain))
shown(lambda: len(chain))
print(len(ChainDataset([Sized(0, 2), Sized(1, 5)])))
shown(lambda: list(ChainDataset([Squares(2)])))
print(StackDataset(Squares(3), Numbered())[1])
named = StackDataset(a=Squares(3), b=Subset(Numbered(), [2, 1, 0]))
print(len(named), named[0], named.__getitems__([2, 0]))
shown(lambda: StackDataset())
shown(lambda: StackDataset(Squares(3), b=Squares(3)))
shown(lambda: StackDataset(Squares(3), Squares(2)))
shown(lambda: IterableDataset())
print(Dataset, IterableDataset, Subset, Dataset[int])
for a, b in TensorDataset(x[:2], y[:2]): print(a, b)

class Loud(Subset):
    def __getitem__(self, i): return "!"
shown(lambda: Loud(ds, [0]))
#--- random_split deals samples out as PyTorch does
import torch, warnings
from torch.utils.data import random_split, TensorDataset

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

ds = TensorDataset(torch.arange(10.))
torch.manual_seed(42)
a, b = random_split(ds, [7, 3])
print(a.indices, b.indices, len(a), a[0], type(a))
print([p.indices for p in random_split(ds, [0.5, 0.3, 0.2])])
print([p.indices for p in random_split(range(11), [0.33, 0.33, 0.34], generator=torch.Generator().manual_seed(7))])
print([list(p) for p in random_split(range(4), [1, 3])])
print(torch.rand(1))
shown(lambda: random_split(ds, [7, 2]))
shown(lambda: random_split(ds, [1.5, -0.5]))
shown(lambda: random_split(ds, [0.5, 0.4]))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print([len(p) for p in random_split(range(2), [0.4, 0.3, 0.3])])
    print([(w.category.__name__, str(w.message)) for w in caught])
print(torch.default_generator.initial_seed(), torch.manual_seed(3) is torch.default_generator)
#--- samplers give the order that PyTorch gives from the same seed
import torch
from torch.utils.data import (
    BatchSampler, RandomSampler, Sampler, SequentialSampler, SubsetRandomSampler, WeightedRandomSampler)

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

data = list("abcdefghij")
torch.manual_seed(0)
print(list(SequentialSampler(data)), len(SequentialSampler(data)))
print(list(RandomSampler(data)), list(RandomSampler(data)))
print(list(RandomSampler(data, num_samples=4)), list(RandomSampler(data, num_samples=23)))
drawn = RandomSampler(data, replacement=True, num_samples=70)
print(len(drawn), list(drawn))
g = torch.Generator()
g.manual_seed(5)
print(list(RandomSampler(data, generator=g)), list(RandomSampler(data, True, 5, g)))
print(list(SubsetRandomSampler([2, 3, 5, 7, 11])), list(SubsetRandomSampler("abc", generator=g)))
weighted = WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 5)
print(list(weighted), weighted.weights, len(weighted))
print(list(WeightedRandomSampler([0.1, 0.9, 0.4, 0.7, 3.0, 0.6], 5, replacement=False, generator=g)))
print(list(WeightedRandomSampler(torch.tensor([1, 2]), 3)))
print(list(BatchSampler(SequentialSampler(range(10)), batch_size=3, drop_last=False)))
print(list(BatchSampler(SequentialSampler(range(10)), batch_size=3, drop_last=True)))
print(len(BatchSampler(range(10), 3, True)), len(BatchSampler(range(10), 3, False)), len(BatchSampler(range(9), 3, False)))
print(list(BatchSampler(RandomSampler(range(5)), 2, False)))
print(torch.randint(0, 100, (3,)))
shown(lambda: RandomSampler([]))
shown(lambda: RandomSampler(data, num_samples=0))
shown(lambda: RandomSampler(data, num_samples=2.5))
shown(lambda: RandomSampler(data, replacement=1))
shown(lambda: WeightedRandomSampler([1.], 0))
shown(lambda: WeightedRandomSampler([1.], True))
shown(lambda: WeightedRandomSampler([1.], 1, 1))
shown(lambda: WeightedRandomSampler([[1.]], 1))
shown(lambda: list(WeightedRandomSampler([1., 2.], 3, replacement=False)))
shown(lambda: list(WeightedRandomSampler([0., 0.], 3)))
shown(lambda: BatchSampler(data, 0, False))
shown(lambda: BatchSampler(data, 2, 1))
shown(lambda: list(Sampler()))
shown(lambda: len(Sampler()))
print(Sampler, RandomSampler, BatchSampler)
#--- batches are put together from tensors, numbers, text and containers
import torch
from collections import namedtuple, OrderedDict, defaultdict, UserDict
from torch.utils.data import default_collate, default_convert
from torch.utils.data._utils.collate import collate, default_collate_fn_map

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

Point = namedtuple("Point", "x y")
shown(lambda: default_collate([0, 1, 2, 3]))
shown(lambda: default_collate([0.5, 1.5]))
shown(lambda: default_collate([True, False]))
shown(lambda: default_collate([1, 2.5]))
shown(lambda: default_collate(["a", "b"]))
shown(lambda: default_collate([b"a", b"b"]))
shown(lambda: default_collate([torch.tensor([1., 2.]), torch.tensor([3., 4.])]))
shown(lambda: default_collate([(torch.zeros(2), 1), (torch.ones(2), 0)]))
shown(lambda: default_collate([[1, 2], [3, 4]]))
shown(lambda: default_collate([Point(0, 0.), Point(1, 2.)]))
shown(lambda: default_collate([{"A": 0, "B": "x"}, {"A": 100, "B": "y"}]))
shown(lambda: default_collate([OrderedDict(b=1, a=[2, 3]), OrderedDict(b=4, a=[5, 6])]))
shown(lambda: default_collate([defaultdict(int, a=1), defaultdict(int, a=2)]))
shown(lambda: default_collate([{"t": (1, {"u": torch.ones(1)})}] * 2))
shown(lambda: default_collate(((1, 2), (3, 4))))
shown(lambda: default_collate([range(2), range(2, 4)]))
shown(lambda: default_collate([None, None]))
shown(lambda: default_collate([1, "a"]))
shown(lambda: default_collate([{1}, {2}]))
shown(lambda: default_collate([[1, 2], [3]]))
shown(lambda: default_collate([torch.zeros(2), torch.zeros(3)]))
shown(lambda: default_collate([{"a": 1}, {"b": 1}]))
shown(lambda: default_collate([(1, object()), (2, object())])[0])
shown(lambda: default_collate([]))
shown(lambda: default_collate([[], []]))
shown(lambda: default_collate([1j, 2j]))
shown(lambda: default_convert((1, [2, "a"], {"k": (torch.ones(1),)}, Point(1, 2))))
shown(lambda: default_convert(5))

class Pair:
    def __init__(self, a): self.a = a
def pairs(batch, *, collate_fn_map=None): return ("pairs", [p.a for p in batch])
shown(lambda: collate([Pair(1), Pair(2)], collate_fn_map={Pair: pairs}))
shown(lambda: collate([(Pair(1), 1), (Pair(2), 2)], collate_fn_map={**default_collate_fn_map, Pair: pairs}))
shown(lambda: collate([1, 2]))
#--- loaders go through datasets in batches
import torch, warnings
from torch.utils.data import (
    DataLoader, Dataset, IterableDataset, RandomSampler, SequentialSampler, Subset, TensorDataset, get_worker_info)

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

x, y = torch.arange(14.).reshape(7, 2), torch.arange(7)
ds = TensorDataset(x, y)
torch.manual_seed(0)
for batch in DataLoader(ds): print(batch)
loader = DataLoader(ds, batch_size=3, shuffle=True)
print(len(loader), loader.batch_size, loader.drop_last, loader.dataset is ds, loader.num_workers, loader.pin_memory)
print(type(loader.sampler).__name__, type(loader.batch_sampler).__name__, loader.generator, loader.timeout)
for epoch in range(2):
    for i, (a, b) in enumerate(loader): print(epoch, i, a.tolist(), b)
print(torch.rand(2))
print(next(iter(loader)))
print(torch.rand(2))
features, labels = next(iter(DataLoader(ds, batch_size=4)))
print(features.size(), labels.size(), torch.rand(1))
g = torch.Generator().manual_seed(1)
print([b.tolist() for _, b in DataLoader(ds, 2, shuffle=True, generator=g)])
print([b.tolist() for _, b in DataLoader(ds, 2, shuffle=True, generator=g, drop_last=True)], torch.rand(1))
print([b.tolist() for _, b in DataLoader(ds, 2, sampler=RandomSampler(ds, generator=g))])
print([b.tolist() for _, b in DataLoader(ds, 2, sampler=[3, 1, 2])])
print([b.tolist() for _, b in DataLoader(ds, batch_sampler=[[0, 6], [5], [1, 2, 3]])])
print(len(DataLoader(ds, batch_sampler=[[0, 6], [5], [1, 2, 3]])))
print([s for s in DataLoader(ds, batch_size=None)][:2], len(DataLoader(ds, batch_size=None)))
print([s for s in DataLoader(range(5), 2, collate_fn=lambda batch: sum(batch))], torch.rand(1))
print([s for s in DataLoader(Subset(ds, [6, 0, 2]), 2)])
print(list(DataLoader(["a", "bb", "c"], batch_size=2)), list(DataLoader([1.5, 2.5], batch_size=2)))
print(list(DataLoader([{"x": i, "y": [i, str(i)]} for i in range(3)], batch_size=2)))
print(len(DataLoader(ds, 3, drop_last=True)), len(DataLoader(ds, 3)), len(iter(DataLoader(ds, 3))))
print(get_worker_info())
it = iter(DataLoader([1, 2], 1))
print(next(it), next(it))
shown(lambda: next(it))
print(iter(it) is it)

class Lots(Dataset):
    def __len__(self): return 5
    def __getitems__(self, places): return [10 * p for p in places]
    def __getitem__(self, place): return "unused"
print(list(DataLoader(Lots(), 2)))

class Endless(IterableDataset):
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n): yield i, float(i)
class Liar(Endless):
    def __len__(self): return 2
print(list(DataLoader(Endless(5), batch_size=2)), list(DataLoader(Endless(5), batch_size=2, drop_last=True)))
print(list(DataLoader(Endless(2), batch_size=None)), list(DataLoader(Endless(0), batch_size=2)))
shown(lambda: len(DataLoader(Endless(5))))
liar = DataLoader(Liar(4))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(len(liar), len(list(liar)), len(DataLoader(Liar(1), 2)), len(DataLoader(Liar(1), None)))
    print([str(w.message).split(">")[-1] for w in caught])
    list(DataLoader(ds, pin_memory=True))
    print([str(w.message) for w in caught[2:]])
shown(lambda: DataLoader(ds, batch_size=0))
shown(lambda: DataLoader(ds, batch_size=-1))
shown(lambda: DataLoader(ds, batch_size=2.0))
shown(lambda: DataLoader(ds, batch_size=True))
shown(lambda: DataLoader(ds, shuffle=True, sampler=[1]))
shown(lambda: DataLoader(ds, batch_size=2, batch_sampler=[[1]]))
shown(lambda: DataLoader(ds, batch_size=None, drop_last=True))
shown(lambda: DataLoader(ds, num_workers=-1))
shown(lambda: DataLoader(ds, timeout=-1))
shown(lambda: DataLoader(ds, prefetch_factor=2))
shown(lambda: DataLoader(ds, persistent_workers=True))
shown(lambda: DataLoader(ds, multiprocessing_context="fork"))
shown(lambda: DataLoader(Endless(2), shuffle=True))
shown(lambda: DataLoader(Endless(2), sampler=[1]))
shown(lambda: DataLoader(Endless(2), batch_sampler=[[1]]))
shown(lambda: DataLoader([], shuffle=True))
shown(lambda: list(DataLoader([])))
shown(lambda: list(DataLoader([None])))
shown(lambda: list(DataLoader(ds, sampler=[9])))
shown(lambda: iter(DataLoader(ds, timeout=1)))
shown(lambda: setattr(loader, "batch_size", 5))
shown(lambda: setattr(loader, "sampler", None))
shown(lambda: DataLoader(ds, size=3))
loader.note = 1
print(loader.note, DataLoader, loader.collate_fn.__name__, DataLoader(ds, None).collate_fn.__name__)
#--- workers take turns with random numbers of their own
import random, torch, warnings
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info

warnings.simplefilter("ignore")

class Noisy(Dataset):
    def __len__(self): return 6
    def __getitem__(self, i):
        info = get_worker_info()
        return i, info.id, info.num_workers, info.seed - torch.initial_seed(), random.random(), torch.rand(1)

class Shared(IterableDataset):
    def __init__(self, start, end): self.start, self.end = start, end
    def __iter__(self):
        info = get_worker_info()
        if info is None: return iter(range(self.start, self.end))
        each = -(-(self.end - self.start) // info.num_workers)
        first = self.start + info.id * each
        return iter(range(first, min(first + each, self.end)))

def share(worker):
    info = get_worker_info()
    info.dataset.start = info.dataset.start + 10 * worker

class Plain(IterableDataset):
    def __init__(self): self.start = 0
    def __iter__(self): return iter(range(self.start, self.start + 3))

torch.manual_seed(0)
for batch in DataLoader(Noisy(), 2, num_workers=2): print(batch)
for batch in DataLoader(Noisy(), 1, shuffle=True, num_workers=3): print(batch)
print(torch.rand(1), get_worker_info())
print([b.tolist() for b in DataLoader(Shared(3, 12), num_workers=2)])
print([b.tolist() for b in DataLoader(Shared(3, 12), batch_size=2, num_workers=3)])
print([b.tolist() for b in DataLoader(Plain(), num_workers=2, worker_init_fn=share)])
loader = DataLoader(Noisy(), 3, num_workers=2, persistent_workers=True)
for epoch in range(2):
    for batch in loader: print(batch[1].tolist(), batch[4])
print(loader.prefetch_factor, loader.persistent_workers, torch.rand(1))
#--- rows of tensors come as if one by one
import torch
from torch.utils.data import DataLoader, Subset, TensorDataset, default_collate
from torch.utils.data._utils.collate import default_collate_fn_map

def shown(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

x, y = torch.arange(12.).reshape(3, 4).t(), torch.tensor([True, False, True, True])
ds = TensorDataset(x, y, x[:, 0].reshape(4, 1, 1).double())
for batch in DataLoader(ds, 3): print(batch, batch[0].is_contiguous())
print(list(DataLoader(Subset(ds, [3, 0, 0]), 2)))
print(list(DataLoader(ds, 2, sampler=[-1, 0]))[0][0], list(DataLoader(ds, sampler=[torch.tensor(2)])))
shown(lambda: list(DataLoader(ds, sampler=[7])))
shown(lambda: list(DataLoader(ds, batch_sampler=[[]])))
shown(lambda: list(DataLoader(Subset(ds, [9]))))
w = torch.ones(2, 2, requires_grad=True)
print(list(DataLoader(TensorDataset(w), 2)))
batch = next(iter(DataLoader(ds, 4)))
batch[0].zero_()
print(x[1])
stack = default_collate_fn_map[torch.Tensor]
default_collate_fn_map[torch.Tensor] = lambda batch, *, collate_fn_map=None: len(batch)
print(list(DataLoader(ds, 3)))
default_collate_fn_map[torch.Tensor] = stack
