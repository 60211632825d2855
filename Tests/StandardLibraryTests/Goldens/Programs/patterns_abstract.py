#--- abstract classes of containers
import collections, collections.abc
def what(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "neither"
class Seq(collections.abc.Sequence):
    def __getitem__(self, index):
        return index
    def __len__(self):
        return 42
class Late:
    pass
class Later(Late):
    pass
collections.abc.Mapping.register(Late)
class D(dict, collections.abc.Sequence):
    pass
for value in (Seq(), Late(), Later(), D(), collections.UserDict(), collections.UserList(), collections.deque(),
              collections.OrderedDict(), "text", b"bytes", bytearray(), memoryview(b"x"), range(2), {1}, iter([])):
    print(type(value).__name__, what(value))
match Seq():
    case [x, *_, y]:
        print(x, y)
#--- keys are asked for with get
class M(collections.abc.Mapping if False else dict):
    pass
import collections
d = collections.defaultdict(int, a=1)
match d:
    case {"b": _}:
        print("made")
    case {"a": 1, **rest}:
        print(rest, dict(d))
chain = collections.ChainMap({"a": 1}, {"b": 2})
match chain:
    case {"a": x, "b": y, **rest}:
        print(x, y, rest)
#--- a bytearray in a class pattern
match bytearray(b"x"):
    case bytearray(value):
        print(value)
#--- f-strings are no patterns
match 1:
    case f"":
        pass
