#--- names of kinds
import types
def f():
    yield
print(isinstance(f, types.FunctionType), isinstance(f(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType))
print(isinstance(type.__dict__, types.MappingProxyType), isinstance(types, types.ModuleType), isinstance(None, types.NoneType))
print(isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias))
#--- a simple namespace
from types import SimpleNamespace
space = SimpleNamespace(a=1, b='x')
space.c = 2
print(space, space == SimpleNamespace(a=1, b='x', c=2))
del space.a
print(space)
space.me = space
print(space)
#--- a method made by hand
import types
class C:
    pass
c = C()
c.f = types.MethodType(lambda self, x: (self is c, x), c)
print(c.f(3))
types.MethodType(1, c)
#--- a module made by hand
import types
m = types.ModuleType('made', 'text')
m.x = 1
print(m.__name__, m.__doc__, m.x, m)
#--- a cell made by hand
import types
print(types.CellType(5).cell_contents)
#--- a proxy
from types import MappingProxyType
source = {'a': 1}
proxy = MappingProxyType(source)
source['b'] = 2
print(proxy, len(proxy), list(proxy), proxy['b'], 'a' in proxy, proxy | {'c': 3}, proxy == source, proxy.get('z', 0))
proxy['a'] = 2
#--- a proxy of what is no mapping
from types import MappingProxyType
MappingProxyType([1])
#--- new_class
import types
C = types.new_class('C', (int,), {}, lambda namespace: namespace.update(x=1))
print(C.x, C.__bases__, C.__name__)
