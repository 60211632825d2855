"""Samples, the order in which they are visited, and the batches that training gets."""

from torch.utils.data.dataloader import _DatasetKind, DataLoader, default_collate, default_convert, get_worker_info
from torch.utils.data.dataset import (
    ChainDataset, ConcatDataset, Dataset, IterableDataset, random_split, StackDataset, Subset, TensorDataset,
)
from torch.utils.data.sampler import (
    BatchSampler, RandomSampler, Sampler, SequentialSampler, SubsetRandomSampler, WeightedRandomSampler,
)

__all__ = [
    "BatchSampler", "ChainDataset", "ConcatDataset", "DataLoader", "Dataset", "IterableDataset", "RandomSampler",
    "Sampler", "SequentialSampler", "StackDataset", "Subset", "SubsetRandomSampler", "TensorDataset",
    "WeightedRandomSampler", "_DatasetKind", "default_collate", "default_convert", "get_worker_info", "random_split",
]

_absent = {
    "DFIterDataPipe", "DataChunk", "DistributedSampler", "IterDataPipe", "MapDataPipe", "argument_validation",
    "datapipes", "distributed", "functional_datapipe", "graph", "graph_settings",
}


def __getattr__(name):
    if name in _absent:
        raise NotImplementedError(f"torch.utils.data.{name} is not part of Gradus")
    raise AttributeError(f"module 'torch.utils.data' has no attribute '{name}'")
