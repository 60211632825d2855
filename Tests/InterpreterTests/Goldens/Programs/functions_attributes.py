#--- names of functions are text
def f(): pass
f.__name__ = 1
#--- names of functions cannot go
def f(): pass
del f.__name__
#--- defaults can go
def f(a=1, *, b=2): return a, b
del f.__defaults__
print(f.__defaults__)
f.__kwdefaults__ = {'b': 3}
print(f(0))
f()
#--- defaults are a tuple
def f(a=1): pass
f.__defaults__ = [1]
#--- cells can be filled
def outer():
    value = 1
    def inner():
        return value
    return inner
g = outer()
g.__closure__[0].cell_contents = 5
print(g())
#--- frames of generators
def f():
    yield 1
g = f()
print(g.gi_suspended, g.gi_frame.f_lineno, g.gi_frame.f_code.co_name)
next(g)
print(g.gi_suspended, g.gi_frame.f_lineno)
print(list(g), g.gi_frame, g.gi_suspended)
#--- names of generators
def f():
    yield
g = f()
g.__name__ = 'other'
print(g.__name__, g.__qualname__)
g.__qualname__ = 1
#--- complex division by the larger part
print((1 + 1j) / (1 + 0j), (1e200 + 1e200j) / (1e200 + 1e200j), (3 + 4j) / 2j)
#--- complex division by zero
1j / 0j
