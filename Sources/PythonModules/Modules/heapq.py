"""Heaps: lists whose first item is the smallest."""

from _heapq import _heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, sorted."""
    order, pop, replace = (_heapify_max, _heappop_max, _heapreplace_max) if reverse else (heapify, heappop, heapreplace)
    heap = []
    for number, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            item = step()
        except StopIteration:
            continue
        # Of equal items the one of the earlier iterable comes first; the numbers all differ, so no more is compared.
        heap.append([item if key is None else key(item), -number if reverse else number, item, step])
    order(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            item = entry[2] = entry[3]()
        except StopIteration:
            pop(heap)
        else:
            entry[0] = item if key is None else key(item)
            replace(heap, entry)


def nsmallest(n, iterable, key=None):
    """The n smallest items, the smallest first."""
    if n == 1:
        nothing = object()
        least = min(iterable, default=nothing, key=key)
        return [] if least is nothing else [least]
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest items, the largest first."""
    if n == 1:
        nothing = object()
        most = max(iterable, default=nothing, key=key)
        return [] if most is nothing else [most]
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
