"""Functions that are called around a module's work, and where its gradients pass."""

import warnings
from collections import OrderedDict

import torch
from torch._passing import pass_through

__all__ = ["RemovableHandle"]


class RemovableHandle:
    """Takes a hook away again: `remove()`, or the end of a `with`."""

    next_id = 0

    def __init__(self, hooks_dict, *, extra_dict=None):
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id += 1
        more = [] if extra_dict is None else extra_dict if isinstance(extra_dict, list) else [extra_dict]
        self._tables = [hooks_dict, *more]

    def remove(self):
        for table in self._tables:
            table.pop(self.id, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


class _TensorHandle(dict):
    """Stands for the table of a tensor's hooks: what is taken out of it is taken away."""

    def __init__(self, remove):
        self._remove = remove

    def pop(self, key, default=None):
        self._remove()


def _of_tensor(remove):
    return RemovableHandle(_TensorHandle(remove))


class Module:
    """What `torch.nn.Module` says of hooks."""

    def _add(self, table, hook, prepend, **flags):
        tables = []
        for name in (table, *[f"{table}_{flag}" for flag in flags]):
            if not hasattr(self, name):
                setattr(self, name, OrderedDict())
            tables.append(getattr(self, name))
        handle = RemovableHandle(tables[0], extra_dict=tables[1:])
        tables[0][handle.id] = hook
        for flagged, value in zip(tables[1:], flags.values()):
            if value:
                flagged[handle.id] = True
        if prepend:
            tables[0].move_to_end(handle.id, last=False)
        return handle

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        return Module._add(
            self, "_forward_hooks", hook, prepend, with_kwargs=with_kwargs, always_called=always_call)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        return Module._add(self, "_forward_pre_hooks", hook, prepend, with_kwargs=with_kwargs)

    def register_full_backward_hook(self, hook, prepend=False):
        return Module._add(self, "_backward_hooks", hook, prepend)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return Module._add(self, "_backward_pre_hooks", hook, prepend)


class _Passage:
    """Where the gradients of one call pass: into the module by its outputs, out of it by its inputs."""

    def __init__(self, module, hooks, pre_hooks):
        self.module, self.hooks, self.pre_hooks = module, hooks, pre_hooks
        self.gradients = None
        self.input_places = self.output_places = None

    @staticmethod
    def _mark(values, begin):
        """The values with their tensors behind a node of their own, and where those stand."""
        places = [i for i, value in enumerate(values) if isinstance(value, torch.Tensor)]
        passed = pass_through([values[i] for i in places])
        if passed is None:
            return values, None
        tensors, node = passed
        node.register_hook(begin)
        marked = list(values)
        for place, tensor in zip(places, tensors):
            marked[place] = tensor
        return tuple(marked) if type(values) is tuple else type(values)(*marked), places

    @staticmethod
    def _spread(places, gradients, count):
        spread = [None] * count
        for place, gradient in zip(places, gradients):
            spread[place] = gradient
        return tuple(spread)

    def enter(self, args):
        self.input_count = len(args)
        args, self.input_places = self._mark(args, self._leave_backward)
        return args

    def leave(self, result):
        values = result if isinstance(result, tuple) else (result,)
        self.output_count = len(values)
        marked, self.output_places = self._mark(values, self._enter_backward)
        return marked if isinstance(result, tuple) else marked[0]

    def _enter_backward(self, _, gradients):
        self.gradients = self._spread(self.output_places, gradients, self.output_count)
        for hook in self.pre_hooks:
            given = hook(self.module, self.gradients)
            if given is None:
                continue
            if len(given) != len(self.gradients):
                raise RuntimeError(
                    f"Backward pre hook returned an invalid number of grad_output, got {len(given)}, but expected "
                    f"{len(self.gradients)}")
            self.gradients = given
        passed = self.gradients
        if self.input_places is None:
            self._fire_without_inputs()
        return tuple([passed[place] for place in self.output_places])

    def _fire_without_inputs(self):
        warnings.warn(
            "Full backward hook is firing when gradients are computed with respect to module outputs since no inputs "
            "require gradients. See "
            "https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook"
            " for more details.", stacklevel=5)
        for hook in self.hooks:
            given = hook(self.module, (None,) * self.input_count, self.gradients)
            if given is not None and not (isinstance(given, tuple) and all([part is None for part in given])):
                raise RuntimeError(
                    "Backward hook for Modules where no input requires gradient should always return None or None for "
                    "all gradients.")
        self.gradients = None

    def _leave_backward(self, gradients, _):
        if self.gradients is None:
            return None
        gradients = self._spread(self.input_places, gradients, self.input_count)
        for hook in self.hooks:
            given = hook(self.module, gradients, self.gradients)
            if given is None:
                continue
            if len(given) != len(gradients):
                raise RuntimeError(
                    f"Backward hook returned an invalid number of grad_input, got {len(given)}, but expected "
                    f"{len(gradients)}")
            gradients = given
        self.gradients = None
        return tuple([gradients[place] for place in self.input_places])


def _before(module, args, kwargs):
    flagged = getattr(module, "_forward_pre_hooks_with_kwargs", ())
    for key, hook in list(getattr(module, "_forward_pre_hooks", {}).items()):
        if key not in flagged:
            given = hook(module, args)
            if given is not None:
                args = given if isinstance(given, tuple) else (given,)
            continue
        given = hook(module, args, kwargs)
        if given is None:
            continue
        if not isinstance(given, tuple) or len(given) != 2:
            raise RuntimeError(
                f"forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {given}.")
        args, kwargs = given
    return args, kwargs


def _call(module, /, *args, **kwargs):
    """Calls a module that has hooks."""
    result = None
    called = set()
    always = getattr(module, "_forward_hooks_always_called", ())
    flagged = getattr(module, "_forward_hooks_with_kwargs", ())
    hooks = getattr(module, "_forward_hooks", {})

    def fire(key, hook):
        nonlocal result
        given = hook(module, args, kwargs, result) if key in flagged else hook(module, args, result)
        if given is not None:
            result = given

    try:
        passage = None
        pre_hooks = list(getattr(module, "_backward_pre_hooks", {}).values())
        full_hooks = list(getattr(module, "_backward_hooks", {}).values())
        args, kwargs = _before(module, args, kwargs)
        if full_hooks or pre_hooks:
            passage = _Passage(module, full_hooks, pre_hooks)
            args = passage.enter(args)
        result = module.forward(*args, **kwargs)
        for key, hook in list(hooks.items()):
            called.add(key)
            fire(key, hook)
        if passage is not None:
            if not isinstance(result, (torch.Tensor, tuple)):
                warnings.warn(
                    "For backward hooks to be called, module output should be a Tensor or a tuple of Tensors but "
                    f"received {type(result)}", stacklevel=2)
            result = passage.leave(result)
        return result
    except Exception:
        for key, hook in list(hooks.items()):
            if key in always and key not in called:
                try:
                    fire(key, hook)
                except Exception as error:
                    warnings.warn(
                        "module forward hook with ``always_call=True`` raised an exception that was silenced as "
                        f"another error was raised in forward: {error}", stacklevel=2)
        raise
