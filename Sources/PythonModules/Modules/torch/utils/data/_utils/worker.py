"""Workers, which fetch samples: in PyTorch they are processes, here they take turns."""

import copy
import sys
from dataclasses import dataclass

import torch

_worker_info = None


@dataclass(frozen=True)
class WorkerInfo:
    """What `get_worker_info` tells a dataset about the worker that asks it for samples."""

    id: int
    num_workers: int
    seed: int
    dataset: object
    rng: object = None
    worker_method: str = "multiprocessing"


def _random_states():
    random = sys.modules.get("random")
    return torch.get_rng_state(), random.getstate() if random else None


def _restore(states):
    torch.set_rng_state(states[0])
    if states[1] is not None:
        sys.modules["random"].setstate(states[1])


class Worker:
    """One worker of a loader's pass, with random numbers and a dataset of its own."""

    def __init__(self, owner, number):
        self._owner = owner
        self._states = None
        self.is_active = True
        # What one worker does to the attributes of its dataset, the others do not see.
        try:
            dataset = copy.copy(owner._dataset)
        except TypeError:
            dataset = owner._dataset
        self._info = WorkerInfo(number, owner._num_workers, owner._base_seed + number, dataset)
        self._inside(self._begin)

    def _begin(self):
        torch.manual_seed(self._info.seed)
        if "random" in sys.modules:
            sys.modules["random"].seed(self._info.seed)
        if self._owner._loader.worker_init_fn is not None:
            self._owner._loader.worker_init_fn(self._info.id)
        self._begin_pass()

    def _begin_pass(self):
        self._fetch = self._owner._fetcher(self._info.dataset)

    def resume(self):
        """Begins the next pass."""
        self.is_active = True
        self._inside(self._begin_pass)

    def fetch(self, places):
        """The batch of some places."""
        return self._inside(self._fetch, places)

    def _inside(self, work, *arguments):
        """Calls a function as if in a process of the worker's."""
        global _worker_info
        outer, before = _worker_info, _random_states()
        _worker_info = self._info
        if self._states is not None:
            _restore(self._states)
        try:
            return work(*arguments)
        finally:
            self._states = _random_states()
            _restore(before)
            _worker_info = outer
