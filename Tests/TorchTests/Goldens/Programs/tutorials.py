#--- quickstart: datasets, loaders, a network, training and testing
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

class Blobs(Dataset):
    """Three clouds of points, as pictures of 2x2 pixels."""
    def __init__(self, n, transform=None, target_transform=None):
        self.labels = torch.randint(0, 3, (n,))
        centres = torch.tensor([[0., 0., 1., 1.], [1., -1., 0., 0.], [-1., 1., 0., -1.]])
        self.images = (centres[self.labels] + 0.5 * torch.randn(n, 4)).reshape(n, 1, 2, 2)
        self.transform, self.target_transform = transform, target_transform
    def __len__(self):
        return len(self.labels)
    def __getitem__(self, idx):
        image, label = self.images[idx], self.labels[idx].item()
        if self.transform:
            image = self.transform(image)
        if self.target_transform:
            label = self.target_transform(label)
        return image, label

torch.manual_seed(0)
training_data = Blobs(200, transform=lambda x: x * 2)
test_data = Blobs(80, transform=lambda x: x * 2)
batch_size = 16
train_dataloader = DataLoader(training_data, batch_size=batch_size, shuffle=True)
test_dataloader = DataLoader(test_data, batch_size=batch_size)
for X, y in test_dataloader:
    print(f"Shape of X [N, C, H, W]: {X.shape}")
    print(f"Shape of y: {y.shape} {y.dtype}")
    break
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print(f"Using {device} device")

class NeuralNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.linear_relu_stack = nn.Sequential(
            nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 3))
    def forward(self, x):
        x = self.flatten(x)
        logits = self.linear_relu_stack(x)
        return logits

model = NeuralNetwork().to(device)
print(model)
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-1)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)

def train(dataloader, model, loss_fn, optimizer):
    size = len(dataloader.dataset)
    model.train()
    for batch, (X, y) in enumerate(dataloader):
        X, y = X.to(device), y.to(device)
        pred = model(X)
        loss = loss_fn(pred, y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if batch % 5 == 0:
            loss, current = loss.item(), (batch + 1) * len(X)
            print(f"loss: {loss:>7f}  [{current:>5d}/{size:>5d}]")

def test(dataloader, model, loss_fn):
    size = len(dataloader.dataset)
    num_batches = len(dataloader)
    model.eval()
    test_loss, correct = 0, 0
    with torch.no_grad():
        for X, y in dataloader:
            X, y = X.to(device), y.to(device)
            pred = model(X)
            test_loss += loss_fn(pred, y).item()
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
    test_loss /= num_batches
    correct /= size
    print(f"Test Error: \n Accuracy: {(100*correct):>0.1f}%, Avg loss: {test_loss:>8f} \n")

epochs = 5
for t in range(epochs):
    print(f"Epoch {t+1}\n-------------------------------")
    train(train_dataloader, model, loss_fn, optimizer)
    test(test_dataloader, model, loss_fn)
    scheduler.step()
    print(scheduler.get_last_lr())
print("Done!")
model.eval()
x, y = test_data[0][0], test_data[0][1]
with torch.no_grad():
    pred = model(x)
    print(f'Predicted: "{pred[0].argmax(0)}", Actual: "{y}"')
#--- learn the basics: a dataset of one's own, looked at through a loader
import torch
from torch.utils.data import DataLoader, Dataset, Subset, random_split

class Names(Dataset):
    def __init__(self, rows, transform=None, target_transform=None):
        self.rows, self.transform, self.target_transform = rows, transform, target_transform
    def __len__(self):
        return len(self.rows)
    def __getitem__(self, idx):
        name, label = self.rows[idx]
        vector = torch.tensor([float(ord(c)) for c in name[:4]])
        if self.transform: vector = self.transform(vector)
        if self.target_transform: label = self.target_transform(label)
        return {"name": name, "vector": vector, "label": label}

rows = [("anna", 0), ("bert", 1), ("carl", 1), ("dora", 0), ("emil", 1), ("fred", 1), ("gabi", 0)]
onehot = lambda y: torch.zeros(2, dtype=torch.float).scatter_(0, torch.tensor(y), value=1)
data = Names(rows, transform=lambda v: (v - 97) / 26, target_transform=onehot)
torch.manual_seed(3)
train, valid = random_split(data, [0.7, 0.3])
print(len(train), len(valid), [s["name"] for s in valid])
loader = DataLoader(train, batch_size=2, shuffle=True)
for i, batch in enumerate(loader):
    print(i, batch["name"], batch["label"])
    print(batch["vector"])
batch = next(iter(loader))
print(f"Feature batch shape: {batch['vector'].size()}")
print(f"Labels batch shape: {batch['label'].size()}")
print({k: type(v).__name__ for k, v in batch.items()})

def pad(batch):
    longest = max(len(s) for s in batch)
    return torch.stack([torch.tensor(list(s) + [0] * (longest - len(s))) for s in batch])
for part in DataLoader([(1, 2, 3), (4,), (5, 6), ()], batch_size=2, collate_fn=pad): print(part)
#--- the nn tutorial: refactored to Dataset, DataLoader, fit
import torch, torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(7)
x_train, x_valid = torch.rand(100, 6), torch.rand(40, 6)
weights = torch.randn(6, 3)
y_train, y_valid = (x_train @ weights).argmax(1), (x_valid @ weights).argmax(1)
bs, lr, epochs = 16, 0.5, 4

class Mnist_Logistic(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(6, 3)
    def forward(self, xb):
        return self.lin(xb)

def get_data(train_ds, valid_ds, bs):
    return DataLoader(train_ds, batch_size=bs, shuffle=True), DataLoader(valid_ds, batch_size=bs * 2)
def get_model():
    model = Mnist_Logistic()
    return model, optim.SGD(model.parameters(), lr=lr, momentum=0.9)
def loss_batch(model, loss_func, xb, yb, opt=None):
    loss = loss_func(model(xb), yb)
    if opt is not None:
        loss.backward()
        opt.step()
        opt.zero_grad()
    return loss.item(), len(xb)
def fit(epochs, model, loss_func, opt, train_dl, valid_dl):
    for epoch in range(epochs):
        model.train()
        for xb, yb in train_dl:
            loss_batch(model, loss_func, xb, yb, opt)
        model.eval()
        with torch.no_grad():
            losses, nums = zip(*[loss_batch(model, loss_func, xb, yb) for xb, yb in valid_dl])
        val_loss = sum([l * n for l, n in zip(losses, nums)]) / sum(nums)
        print(epoch, f"{val_loss:.6f}")

class WrappedDataLoader:
    def __init__(self, dl, func): self.dl, self.func = dl, func
    def __len__(self): return len(self.dl)
    def __iter__(self):
        for b in self.dl:
            yield (self.func(*b))

train_ds, valid_ds = TensorDataset(x_train, y_train), TensorDataset(x_valid, y_valid)
train_dl, valid_dl = get_data(train_ds, valid_ds, bs)
train_dl = WrappedDataLoader(train_dl, lambda x, y: (x.view(-1, 6) * 2 - 1, y))
valid_dl = WrappedDataLoader(valid_dl, lambda x, y: (x.view(-1, 6) * 2 - 1, y))
model, opt = get_model()
fit(epochs, model, F.cross_entropy, opt, train_dl, valid_dl)
print(len(train_dl), model.lin.bias)
#--- early stopping, weighted sampling, warm-up and clipping
import copy, torch
from torch import nn
from torch.optim.lr_scheduler import LinearLR, CosineAnnealingLR, SequentialLR, ReduceLROnPlateau
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler, random_split

torch.manual_seed(11)
x = torch.randn(120, 2)
y = (x[:, :1] * x[:, 1:] > 0.8).float()
data = TensorDataset(x, y)
train, valid = random_split(data, [100, 20], generator=torch.Generator().manual_seed(1))
labels = torch.tensor([data[i][1].item() for i in train.indices])
counts = torch.bincount(labels.long())
weights = (1.0 / counts)[labels.long()]
loader = DataLoader(train, batch_size=25, sampler=WeightedRandomSampler(weights, len(weights)))
model = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
warm = LinearLR(optimizer, start_factor=0.1, total_iters=4)
fall = CosineAnnealingLR(optimizer, T_max=16)
scheduler = SequentialLR(optimizer, [warm, fall], milestones=[4])
loss_fn = nn.BCEWithLogitsLoss()
best, best_state, patience = float("inf"), None, 0
for epoch in range(12):
    model.train()
    total = 0.0
    for xb, yb in loader:
        optimizer.zero_grad(set_to_none=True)
        loss = loss_fn(model(xb), yb)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.5)
        optimizer.step()
        total += loss.item() * len(xb)
    scheduler.step()
    model.eval()
    with torch.no_grad():
        value = sum(loss_fn(model(xb), yb).item() for xb, yb in DataLoader(valid, 10))
    print(epoch, round(total / 100, 6), round(value, 6), norm, scheduler.get_last_lr())
    if value < best:
        best, best_state, patience = value, copy.deepcopy(model.state_dict()), 0
    else:
        patience += 1
        if patience == 3: break
model.load_state_dict(best_state)
print(best, [p.norm() for p in model.parameters()])
