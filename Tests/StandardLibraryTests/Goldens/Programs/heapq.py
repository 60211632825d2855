#--- heaps
import heapq
heap = []
for x in [5, 1, 8, 3, 2, 9, 4]:
    heapq.heappush(heap, x)
print(heap, heapq.heappop(heap), heap, heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 7), heapq.heapreplace(heap, 1), heap)
data = list("heapsorted")
heapq.heapify(data)
print(data, [heapq.heappop(data) for _ in range(len(data))])
print(heapq.nlargest(3, [1, 8, 2, 23, 7]), heapq.nsmallest(2, "hello"), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), heapq.nsmallest(0, [1]), heapq.nlargest(1, []), heapq.nlargest(10, [1, 2]))
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge("ca", "b", reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
tasks = [(2, "b"), (1, "z"), (2, "a")]
heapq.heapify(tasks)
print([heapq.heappop(tasks) for _ in range(3)])
for call in (lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapreplace([], 1), lambda: heapq.heapify(3), lambda: heapq.heappush([1], "a"), lambda: heapq.heappush([])):
    try:
        call()
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
class Shrinking:
    def __lt__(self, other):
        items.clear()
        return True
items = [Shrinking() for _ in range(6)]
try:
    heapq.heapify(items)
except (RuntimeError, IndexError) as error:
    print(type(error).__name__, error)
#--- bisect
import bisect
a = [1, 2, 2, 3]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 5), bisect.bisect_left(a, 0), bisect.bisect(a, 2, 0, 2), bisect.bisect_left(a, 2, hi=1))
bisect.insort(a, 2.5)
bisect.insort_left(a, 0)
print(a, bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
words = ["a", "ccc"]
bisect.insort(words, "bb", key=len)
print(words, bisect.bisect((1, 3, 5), 3), bisect.bisect(range(0, 100, 10), 35))
for call in (lambda: bisect.bisect([1], "a"), lambda: bisect.bisect([1], 2, -1), lambda: bisect.bisect([1]), lambda: bisect.bisect(5, 1)):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
