#--- nested data
from pprint import pprint, pformat, pp, PrettyPrinter, isreadable, isrecursive, saferepr
data = {"name": "experiment one", "values": list(range(30)), "nested": {"b": [1, 2], "a": ("x", "y" * 40, {"deep": [None, True]})}, "set": {3, 1, 2}, 5: "int key"}
pprint(data)
pprint(data, width=40)
pprint(data, indent=4, width=60, sort_dicts=False)
pprint(data, compact=True, width=50)
pprint(data, depth=2)
pp({"z": 1, "a": 2})
pprint([1, 2])
pprint("short")
pprint("a long string that has many words in it and therefore has to be broken over several lines of text\nsecond line")
pprint(["another long string that has many words in it and has to be broken over lines", frozenset(range(30)), (1,), ()], width=30)
pprint(list(range(100)), compact=True)
pprint([123456789], underscore_numbers=True)
print(pformat({i: i * i for i in range(3)}), isreadable(data), isrecursive(data))
from dataclasses import dataclass, field
@dataclass
class Config:
    name: str
    layers: list = field(default_factory=lambda: list(range(20)))
    nested: dict = field(default_factory=lambda: {"alpha": 1.5, "beta": "b" * 30})
pprint(Config("a configuration"))
pprint(Config("x", [], {}))
l = [1]
l.append(l)
print(isrecursive(l), isreadable(l), saferepr(l).startswith("[1, <Recursion on list with id="))
#--- containers of every kind over several lines
import collections, types
from pprint import pformat
words = {word: place for place, word in enumerate("the quick brown fox jumped over a lazy dog".split())}
for value in (collections.ChainMap(words), types.MappingProxyType(words), types.SimpleNamespace(**words),
              collections.UserDict(words), collections.UserList(list(words)), collections.defaultdict(int, words),
              collections.Counter(words), collections.OrderedDict(words), bytes(range(40)), bytearray(range(30)),
              collections.UserString("the quick brown fox jumped over a lazy dog"), collections.deque(words, maxlen=9)):
    print(pformat(value, width=40))
for value in ("", b"", collections.Counter(), collections.OrderedDict(), collections.defaultdict(int), set(),
              collections.deque(maxlen=7), ()):
    print(pformat(value, width=1))
#--- a dataclass with a text of its own
import dataclasses, pprint
@dataclasses.dataclass
class Own:
    a: int = 1
    def __repr__(self):
        return "a text that is longer than the page is wide"
@dataclasses.dataclass
class Plain:
    first: str = "some fairly long text"
    second: list = dataclasses.field(default_factory=lambda: list(range(12)))
pprint.pprint([Own(), Plain()], width=30)
