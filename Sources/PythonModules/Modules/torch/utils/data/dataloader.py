"""Batches of a dataset, pass after pass."""

import os
import sys
import warnings
from collections import deque
from itertools import repeat
from typing import Generic, TypeVar

import torch
from torch.utils.data._utils.collate import default_collate, default_convert, stacks_tensors
from torch.utils.data.dataset import IterableDataset, Subset, TensorDataset
from torch.utils.data.sampler import BatchSampler, RandomSampler, Sampler, SequentialSampler

__all__ = ["DataLoader", "get_worker_info", "default_collate", "default_convert"]

_T_co = TypeVar("_T_co", covariant=True)


class _DatasetKind:
    Map = 0
    Iterable = 1


class _InfiniteConstantSampler(Sampler):
    """The order of a dataset that has its own."""

    def __iter__(self):
        return repeat(None)


def _draw_seed(generator):
    return torch.empty((), dtype=torch.int64).random_(generator=generator).item()


class DataLoader(Generic[_T_co]):
    """Goes through a dataset in batches, in order or shuffled; each `for` is one pass."""

    __initialized = False
    _fixed = ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset", "persistent_workers")

    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None,
        pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None,
        generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device="", in_order=True,
    ):
        if num_workers < 0:
            raise ValueError(
                "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.")
        if timeout < 0:
            raise ValueError("timeout option should be non-negative")
        if num_workers == 0 and prefetch_factor is not None:
            raise ValueError(
                "prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable "
                "multiprocessing, otherwise set prefetch_factor to None.")
        if num_workers > 0 and prefetch_factor is None:
            prefetch_factor = 2
        elif prefetch_factor is not None and prefetch_factor < 0:
            raise ValueError("prefetch_factor option should be non-negative")
        if persistent_workers and num_workers == 0:
            raise ValueError("persistent_workers option needs num_workers > 0")

        self.dataset = dataset
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.pin_memory = pin_memory
        self.pin_memory_device = pin_memory_device
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.in_order = in_order

        if isinstance(dataset, IterableDataset):
            self._dataset_kind = _DatasetKind.Iterable
            for option, value, allowed in (
                ("shuffle", shuffle, (False, None)), ("sampler", sampler, (None,)),
                ("batch_sampler", batch_sampler, (None,)),
            ):
                if value not in allowed:
                    raise ValueError(
                        f"DataLoader with IterableDataset: expected unspecified {option} option, but got "
                        f"{option}={value}")
        else:
            shuffle = bool(shuffle)
            self._dataset_kind = _DatasetKind.Map
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last:
                raise ValueError(
                    "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
            batch_size, drop_last = None, False
        elif batch_size is None and drop_last:
            raise ValueError("batch_size=None option disables auto-batching and is mutually exclusive with drop_last")

        if sampler is None:
            if self._dataset_kind == _DatasetKind.Iterable:
                sampler = _InfiniteConstantSampler()
            elif shuffle:
                sampler = RandomSampler(dataset, generator=generator)
            else:
                sampler = SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)

        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.generator = generator
        if collate_fn is None:
            collate_fn = default_collate if self._auto_collation else default_convert
        self.collate_fn = collate_fn
        self.persistent_workers = persistent_workers
        self.__initialized = True
        self._IterableDataset_len_called = None
        self._iterator = None
        self.check_worker_number_rationality()

    @property
    def multiprocessing_context(self):
        return self.__multiprocessing_context

    @multiprocessing_context.setter
    def multiprocessing_context(self, context):
        methods = ["fork", "spawn", "forkserver"]
        if context is not None:
            if self.num_workers == 0:
                raise ValueError(
                    "multiprocessing_context can only be used with multi-process loading (num_workers > 0), but got "
                    f"num_workers={self.num_workers}")
            if not isinstance(context, str):
                raise TypeError(
                    "multiprocessing_context option should be a valid context object or a string specifying the "
                    f"start method, but got multiprocessing_context={context}")
            if context not in methods:
                raise ValueError(
                    f"multiprocessing_context option should specify a valid start method in {methods!r}, but got "
                    f"multiprocessing_context={context!r}")
        self.__multiprocessing_context = context

    def __setattr__(self, attr, val):
        if self.__initialized and attr in self._fixed:
            raise ValueError(f"{attr} attribute should not be set after {self.__class__.__name__} is initialized")
        super().__setattr__(attr, val)

    def _get_iterator(self):
        if self.num_workers == 0:
            return _SingleProcessDataLoaderIter(self)
        self.check_worker_number_rationality()
        return _MultiProcessingDataLoaderIter(self)

    def __iter__(self):
        if not self.persistent_workers or self.num_workers == 0:
            return self._get_iterator()
        if self._iterator is None:
            self._iterator = self._get_iterator()
        else:
            self._iterator._reset(self)
        return self._iterator

    @property
    def _auto_collation(self):
        return self.batch_sampler is not None

    @property
    def _index_sampler(self):
        return self.batch_sampler if self._auto_collation else self.sampler

    def __len__(self):
        if self._dataset_kind != _DatasetKind.Iterable:
            return len(self._index_sampler)
        length = self._IterableDataset_len_called = len(self.dataset)
        if self.batch_size is None:
            return length
        whole, rest = divmod(length, self.batch_size)
        return whole if self.drop_last or not rest else whole + 1

    def check_worker_number_rationality(self):
        """Warns of more workers than there are processors."""
        if not self.num_workers:
            return
        counts_set = hasattr(os, "sched_getaffinity")
        most = len(os.sched_getaffinity(0)) if counts_set else os.cpu_count()
        if most is not None and self.num_workers <= most:
            return
        if most is None:
            suggestion = "DataLoader is not able to compute a suggested max number of worker in current system."
        else:
            suggestion = (
                f"Our suggested max number of worker in current system is {most}"
                f"{'' if counts_set else ' (`cpuset` is not taken into account)'}, which is smaller than what this "
                "DataLoader is going to create.")
        warnings.warn(
            f"This DataLoader will create {self.num_workers} worker processes in total. {suggestion} Please be aware "
            "that excessive worker creation might get DataLoader running slow or even freeze, lower the worker number "
            "to avoid potential slowness/freeze if necessary.", stacklevel=2)


def _gather(dataset, indices):
    """The batch of a TensorDataset, or a Subset of one, all rows at once; None where that would not be the same."""
    if type(dataset) is Subset:
        dataset, indices = dataset.dataset, [dataset.indices[index] for index in indices]
    if type(dataset) is not TensorDataset or not stacks_tensors():
        return None
    count = len(dataset)
    if not indices or not all([type(index) is int and 0 <= index < count for index in indices]):
        return None
    if any([tensor.requires_grad for tensor in dataset.tensors]):
        return None
    rows = torch.tensor(indices)
    return [tensor[rows] for tensor in dataset.tensors]


def _map_fetcher(dataset, batches, collate_fn):
    """A function that gives the batch of some places in a dataset."""
    if not batches:
        return lambda index: collate_fn(dataset[index])
    base = dataset.dataset if type(dataset) is Subset else dataset
    if collate_fn is default_collate and type(base) is TensorDataset:
        def fetch(indices):
            batch = _gather(dataset, indices)
            if batch is None:
                batch = collate_fn([dataset[index] for index in indices])
            return batch

        return fetch
    if hasattr(dataset, "__getitems__") and dataset.__getitems__:
        return lambda indices: collate_fn(dataset.__getitems__(indices))
    return lambda indices: collate_fn([dataset[index] for index in indices])


def _iterable_fetcher(dataset, batches, collate_fn, drop_last):
    """A function that gives the next batch of a dataset that goes its own way; raises StopIteration behind the last."""
    samples = iter(dataset)
    ended = False

    def fetch(places):
        nonlocal ended
        if ended:
            raise StopIteration
        if not batches:
            return collate_fn(next(samples))
        batch = []
        for _ in places:
            try:
                batch.append(next(samples))
            except StopIteration:
                ended = True
                break
        if not batch or drop_last and len(batch) < len(places):
            raise StopIteration
        return collate_fn(batch)

    return fetch


class _BaseDataLoaderIter:
    """One pass over a loader."""

    def __init__(self, loader):
        self._loader = loader
        self._dataset = loader.dataset
        self._dataset_kind = loader._dataset_kind
        self._IterableDataset_len_called = loader._IterableDataset_len_called
        self._index_sampler = loader._index_sampler
        self._num_workers = loader.num_workers
        if loader.pin_memory and loader.pin_memory_device:
            warnings.warn(
                "pin_memory_device is deprecated, the current accelerator will be used as the device,"
                f"ignore pin_memory_device='{loader.pin_memory_device}'.", stacklevel=2)
        if loader.pin_memory:
            warnings.warn(
                "'pin_memory' argument is set as true but no accelerator is found, then device pinned memory won't "
                "be used.", stacklevel=2)
        self._timeout = loader.timeout
        self._sampler_iter = iter(self._index_sampler)
        # Drawn whether or not anybody uses it, so that the numbers that follow are PyTorch's.
        self._base_seed = _draw_seed(loader.generator)
        self._num_yielded = 0

    def _fetcher(self, dataset):
        loader = self._loader
        if self._dataset_kind == _DatasetKind.Map:
            return _map_fetcher(dataset, loader._auto_collation, loader.collate_fn)
        return _iterable_fetcher(dataset, loader._auto_collation, loader.collate_fn, loader.drop_last)

    def __iter__(self):
        return self

    def _reset(self, loader, first_iter=False):
        self._sampler_iter = iter(self._index_sampler)
        self._num_yielded = 0
        self._IterableDataset_len_called = loader._IterableDataset_len_called

    def __next__(self):
        data = self._next_data()
        self._num_yielded += 1
        announced = self._IterableDataset_len_called
        if announced is not None and self._num_yielded > announced and self._dataset_kind == _DatasetKind.Iterable:
            message = (
                f"Length of IterableDataset {self._dataset} was reported to be {announced}(when accessing "
                f"len(dataloader)), but {self._num_yielded} samples have been fetched. ")
            if self._num_workers > 0:
                message += (
                    "For multiprocessing data-loading, this could be caused by not properly configuring the "
                    "IterableDataset replica at each worker. Please see "
                    "https://pytorch.org/docs/stable/data.html#torch.utils.data.IterableDataset for examples.")
            warnings.warn(message, stacklevel=2)
        return data

    def __len__(self):
        return len(self._index_sampler)

    def __getstate__(self):
        raise NotImplementedError("{} cannot be pickled", self.__class__.__name__)


class _SingleProcessDataLoaderIter(_BaseDataLoaderIter):
    def __init__(self, loader):
        super().__init__(loader)
        if self._timeout != 0:
            raise AssertionError("_SingleProcessDataLoaderIter requires timeout == 0")
        self._fetch = self._fetcher(self._dataset)

    def _next_data(self):
        return self._fetch(next(self._sampler_iter))


def get_worker_info():
    """Which worker is at work, of how many; None outside of workers."""
    worker = sys.modules.get("torch.utils.data._utils.worker")
    return worker and worker._worker_info


class _MultiProcessingDataLoaderIter(_BaseDataLoaderIter):
    """Workers take turns, as PyTorch's processes do, but in this process: there are no others."""

    def __init__(self, loader):
        super().__init__(loader)
        if loader.prefetch_factor <= 0:
            raise AssertionError("prefetch_factor must be greater than 0 for MultiProcessingDataLoaderIter")
        from torch.utils.data._utils.worker import Worker

        self._workers = [Worker(self, number) for number in range(self._num_workers)]
        self._reset(loader, first_iter=True)

    def _reset(self, loader, first_iter=False):
        super()._reset(loader, first_iter)
        if not first_iter:
            for worker in self._workers:
                worker.resume()
        self._turn = 0
        self._tasks = deque()
        for _ in range(loader.prefetch_factor * self._num_workers):
            self._put_task()

    def _put_task(self):
        """Gives the places of one more batch to the worker whose turn it is."""
        for place in self._sampler_iter:
            for _ in self._workers:
                worker = self._workers[self._turn]
                self._turn = (self._turn + 1) % self._num_workers
                if worker.is_active:
                    self._tasks.append((worker, place))
                    return
            return

    def _next_data(self):
        while self._tasks:
            worker, place = self._tasks.popleft()
            if not worker.is_active:
                continue
            try:
                data = worker.fetch(place)
            except StopIteration:
                if self._dataset_kind == _DatasetKind.Map:
                    raise
                worker.is_active = False
                self._put_task()
                continue
            self._put_task()
            return data
        raise StopIteration
