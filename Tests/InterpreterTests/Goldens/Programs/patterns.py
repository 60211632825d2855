#--- a wildcard star does not list a range
match range(1 << 40):
    case [first, second, *_, last]:
        print(first, second, last)
#--- a class pattern names an attribute twice
class C:
    __match_args__ = ('x',)
    x = 1
match C():
    case C(1, x=1):
        pass
#--- match_args that are no tuple
class C:
    __match_args__ = ['x']
match C():
    case C(1):
        pass
#--- match_args that are no text
class C:
    __match_args__ = (1,)
match C():
    case C(1):
        pass
#--- a key that comes twice
class Keys:
    a = 'k'
match {'k': 1, 'l': 2}:
    case {Keys.a: 1, 'k': 1}:
        pass
#--- a key that is written twice
match ...:
    case {"a": _, "a": _}:
        pass
#--- a negative zero is zero
match ...:
    case {-0: _, 0: _}:
        pass
#--- a name that is captured twice
match ...:
    case a, a:
        pass
#--- a name captured inside and outside
match ...:
    case [a] as a:
        pass
#--- a capture before other cases
match ...:
    case a:
        pass
    case b:
        pass
#--- a wildcard before other alternatives
match ...:
    case _ | 1:
        pass
#--- a guard keeps the cases behind it
match 3:
    case a if a > 5:
        print('large')
    case a:
        print(a)
#--- an attribute that is matched twice
match ...:
    case C(x=1, x=2):
        pass
#--- two stars
match ...:
    case *a, *b:
        pass
#--- a key that is computed
match ...:
    case {f"": 1}:
        pass
#--- an error in making a cause
class Cause(Exception):
    def __init__(self):
        raise RuntimeError('made')
raise IndexError from Cause
