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
