"""From a list of samples to one batch."""

import copy
import sys
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

import torch

__all__ = ["collate", "default_collate", "default_convert"]

default_collate_err_msg_format = (
    "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {}")


def _rebuilt(original, parts):
    """A container like `original` with other parts in it; None where its class refuses."""
    try:
        if isinstance(original, MutableMapping):
            made = copy.copy(original)
            made.update(parts)
            return made
        if isinstance(original, MutableSequence):
            made = copy.copy(original)
            for i, part in enumerate(parts):
                made[i] = part
            return made
        return type(original)(parts)
    except TypeError:
        return None


def _like(original, parts):
    made = _rebuilt(original, parts)
    return parts if made is None else made


def default_convert(data):
    """A sample by itself: NumPy's arrays become tensors, wherever they stand in it."""
    if isinstance(data, torch.Tensor):
        return data
    kind = type(data)
    if kind.__module__ == "numpy" and kind.__name__ not in ("str_", "string_"):
        if kind.__name__ == "ndarray" and data.dtype.kind in "SUO":
            return data
        return torch.as_tensor(data)
    if isinstance(data, Mapping):
        return _like(data, {key: default_convert(data[key]) for key in data})
    if isinstance(data, tuple):
        parts = [default_convert(part) for part in data]
        return kind(*parts) if hasattr(data, "_fields") else parts
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _like(data, [default_convert(part) for part in data])
    return data


def collate(batch, *, collate_fn_map=None):
    """One batch of many samples: leaves by the functions of a table, containers part by part."""
    first = batch[0]
    kind = type(first)
    if collate_fn_map is not None:
        function = collate_fn_map.get(kind)
        if function is None:
            for known, candidate in collate_fn_map.items():
                if isinstance(first, known):
                    function = candidate
                    break
        if function is not None:
            return function(batch, collate_fn_map=collate_fn_map)
    if isinstance(first, Mapping):
        return _like(
            first, {key: collate([sample[key] for sample in batch], collate_fn_map=collate_fn_map) for key in first})
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return kind(*[collate(column, collate_fn_map=collate_fn_map) for column in zip(*batch)])
    if isinstance(first, Sequence):
        size = len(first)
        for sample in batch:
            if len(sample) != size:
                raise RuntimeError("each element in list of batch should be of equal size")
        parts = [collate(column, collate_fn_map=collate_fn_map) for column in zip(*batch)]
        return parts if isinstance(first, tuple) else _like(first, parts)
    raise TypeError(default_collate_err_msg_format.format(kind))


def collate_tensor_fn(batch, *, collate_fn_map=None):
    return torch.stack(batch, 0)


def collate_numpy_array_fn(batch, *, collate_fn_map=None):
    if batch[0].dtype.kind in "SUO":
        raise TypeError(default_collate_err_msg_format.format(batch[0].dtype))
    return collate([torch.as_tensor(array) for array in batch], collate_fn_map=collate_fn_map)


def collate_numpy_scalar_fn(batch, *, collate_fn_map=None):
    return torch.as_tensor(batch)


def collate_float_fn(batch, *, collate_fn_map=None):
    return torch.tensor(batch, dtype=torch.float64)


def collate_int_fn(batch, *, collate_fn_map=None):
    return torch.tensor(batch)


def collate_str_fn(batch, *, collate_fn_map=None):
    return batch


default_collate_fn_map = {torch.Tensor: collate_tensor_fn}


def _know_numpy():
    """NumPy's classes come before Python's: its float64 is a float too."""
    numpy = sys.modules.get("numpy")
    if numpy is None or numpy.ndarray in default_collate_fn_map:
        return
    rest = {kind: default_collate_fn_map.pop(kind) for kind in list(default_collate_fn_map)[1:]}
    default_collate_fn_map[numpy.ndarray] = collate_numpy_array_fn
    default_collate_fn_map[(numpy.bool_, numpy.number, numpy.object_)] = collate_numpy_scalar_fn
    default_collate_fn_map.update(rest)


default_collate_fn_map[float] = collate_float_fn
default_collate_fn_map[int] = collate_int_fn
default_collate_fn_map[str] = collate_str_fn
default_collate_fn_map[bytes] = collate_str_fn


def stacks_tensors():
    """Whether `default_collate` still does with tensors what it did at first: programs may change its table."""
    return default_collate_fn_map.get(torch.Tensor) is collate_tensor_fn


def default_collate(batch):
    """One batch of many samples: tensors are stacked, numbers become tensors, containers go part by part."""
    _know_numpy()
    return collate(batch, collate_fn_map=default_collate_fn_map)
