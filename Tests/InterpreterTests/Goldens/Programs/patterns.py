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
