#--- abstract methods
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @abstractmethod
    def name(self): ...
    @property
    @abstractmethod
    def sides(self): ...
    def describe(self):
        return f"{self.name()} {self.area()} {self.sides}"
for C in (Shape, type("Half", (Shape,), {"area": lambda self: 1}), type("Most", (Shape,), {"area": lambda self: 1, "name": lambda self: "m"})):
    try:
        C()
    except TypeError as e:
        print(e)
class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2
    def name(self): return "square"
    sides = property(lambda self: 4)
print(Square(3).describe(), sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
print(isinstance(Square(1), Shape), issubclass(Square, Shape), isinstance(1, Shape), type(Shape) is ABCMeta, Shape)
#--- registered subclasses
from abc import ABC
class Number(ABC): pass
class Small: pass
print(isinstance(Small(), Number), Number.register(Small) is Small, isinstance(Small(), Number), issubclass(Small, Number))
class Tiny(Small): pass
print(issubclass(Tiny, Number))
@Number.register
class Also: pass
print(issubclass(Also, Number), Number.register(int), isinstance(True, Number))
class Wide(ABC): pass
class Narrow(Wide): pass
Narrow.register(str)
print(isinstance("", Wide), isinstance("", Narrow))
for bad in (lambda: Number.register(3), lambda: Narrow.register(Wide)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
#--- subclasses by their methods
from abc import ABC, abstractmethod
class Quacks(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Quacks:
            return any("quack" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented
class Duck:
    def quack(self): pass
class Dog: pass
print(isinstance(Duck(), Quacks), isinstance(Dog(), Quacks), issubclass(Duck, Quacks))
#--- abstract class methods, static methods and super
from abc import ABC, abstractmethod
class Base(ABC):
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def rule(): ...
    @abstractmethod
    def run(self):
        return "base"
class Impl(Base):
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def rule(): return 42
    def run(self): return super().run() + "+impl"
try:
    Base()
except TypeError as e:
    print(e)
x = Impl.make()
print(x.run(), x.rule(), type(x).__name__)
class Meta(metaclass=type(Base)):
    @abstractmethod
    def f(self): pass
try:
    Meta()
except TypeError as e:
    print(e)
