#--- a metaclass that keeps the class cell
class Meta(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop('__classcell__')
        return super().__new__(cls, name, bases, namespace)
class C(metaclass=Meta):
    def f(self):
        return __class__
#--- the class cell is filled before __init_subclass__
class Base:
    def __init_subclass__(cls):
        print(cls.own().__name__)
class C(Base):
    @classmethod
    def own(cls):
        return __class__
#--- a class cell that is none
type('C', (), {'__classcell__': 1})
#--- classes made by type belong to the module
print(type('C', (), {}).__module__, type('C', (), {}))
#--- a qualified name that is no text
type('C', (), {'__qualname__': 1})
#--- isinstance believes __class__
class C:
    pass
class Proxy:
    @property
    def __class__(self):
        return C
print(isinstance(Proxy(), C), isinstance(Proxy(), Proxy), isinstance(Proxy(), int))
#--- the class of a list stays
class C:
    pass
[].__class__ = C
#--- the class of an instance can change
class A:
    def f(self):
        return 'A'
class B:
    def f(self):
        return 'B'
a = A()
a.__class__ = B
print(a.f(), type(a).__name__)
#--- layouts that differ
class A:
    pass
class B(list):
    pass
a = A()
a.__class__ = B
#--- inequality asks the left __eq__, then the right __ne__
class Left:
    def __eq__(self, other):
        print('Left.__eq__')
        return NotImplemented
class Right:
    def __eq__(self, other):
        print('Right.__eq__')
        return NotImplemented
    def __ne__(self, other):
        print('Right.__ne__')
        return NotImplemented
print(Left() != Right())
