#--- a property without a setter
class C:
    @property
    def x(self):
        return 1
C().x = 2
#--- a property without a getter
class C:
    x = property()
C().x
#--- a property without a deleter
class C:
    x = property(lambda self: 1)
del C().x
#--- a property that no class body named
class C:
    pass
C.x = property()
C().x
#--- property by hand
class C:
    def __init__(self):
        self.value = 0
p = property(lambda self: self.value, lambda self, value: setattr(self, 'value', value), doc='text')
c = C()
p.__set__(c, 5)
print(p.__get__(c), p.__doc__, p.__get__(None, C) is p)
#--- a subclass of property keeps its documentation
class Documented(property):
    """of the class"""
class C:
    @Documented
    def x(self):
        """of the function"""
print(C.x.__doc__, type(C.x).__name__)
#--- setter and getter make copies
class C:
    @property
    def x(self):
        return self._x
    @x.setter
    def x(self, value):
        self._x = value * 2
c = C()
c.x = 4
print(c.x, C.x.fset is not None, C.x.fdel)
#--- staticmethod and classmethod as objects
def f(*args):
    "text"
    return args
s, c = staticmethod(f), classmethod(f)
class K:
    pass
print(s.__wrapped__ is f, c.__wrapped__ is f, s.__name__, c.__doc__)
print(s.__get__(K())(1), c.__get__(K())(1) == (K, 1), s(2))
#--- an error in __set_name__
class D:
    def __set_name__(self, owner, name):
        1 / 0
try:
    class C:
        field = D()
except RuntimeError as error:
    print(error)
    print(repr(error.__cause__))
#--- __set_name__ gets owner and name
class D:
    def __set_name__(self, owner, name):
        print(owner.__name__, name)
class C:
    field = D()
    other = D()
#--- a descriptor's __get__ may be any callable
class Getter:
    def __call__(self, *args):
        return len(args)
class D:
    __get__ = Getter()
class C:
    x = D()
print(C().x)
#--- super without an object is bound when it is read
class A:
    def f(self):
        return 'A'
class B(A):
    def f(self):
        return 'B' + self.__super.f()
B._B__super = super(B)
print(B().f())
#--- super in both forms names its class
class A:
    pass
class B(A):
    pass
b = B()
s = super(B, b)
print(s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__)
print(super(B).__self__)
#--- super of an object that is none of its class
super(int, 'text')
#--- the namespace of a class is read only
class C:
    x = 1
print(type(C.__dict__).__name__, C.__dict__['x'], 'x' in C.__dict__, C.__dict__.get('y', 0), len(C.__dict__) > 2)
C.__dict__['x'] = 2
#--- what a class's namespace holds of itself
class C:
    x = 1
print(list(C.__dict__), C.__doc__)
print(C.__dict__['__dict__'], C.__dict__['__weakref__'])
class S:
    __slots__ = 'a', 'b'
print(list(S.__dict__), S.a)
#--- dir of an instance
class C:
    def __init__(self):
        self.own = 1
print([name for name in dir(C()) if name not in dir(object())])
#--- documentation of a class can be set
class C:
    "one"
C.__doc__ = 'two'
print(C.__doc__, C().__doc__)
