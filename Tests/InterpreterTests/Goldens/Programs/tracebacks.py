#--- the frames of a traceback
def inner():
    raise ValueError('x')
def outer():
    inner()
try:
    outer()
except ValueError as error:
    place = error.__traceback__
    while place is not None:
        print(place.tb_lineno, place.tb_frame.f_code.co_name)
        place = place.tb_next
#--- no traceback before raising
print(ValueError().__traceback__)
#--- with_traceback takes only tracebacks
ValueError().with_traceback(1)
#--- the traceback can be set to None
try:
    1 / 0
except ZeroDivisionError as error:
    error.__traceback__ = None
    print(error.__traceback__)
#--- a traceback that is none
error = ValueError()
error.__traceback__ = 'text'
#--- a generator that was never begun shows where it is defined
def f():
    yield
try:
    f().throw(ValueError, 'early')
except ValueError as error:
    place = error.__traceback__
    lines = []
    while place:
        lines.append(place.tb_lineno)
        place = place.tb_next
    print(lines)
#--- throw takes a traceback third
def f():
    yield
g = f()
next(g)
g.throw(ValueError, 'text', 23)
#--- notes are text
ValueError().add_note(1)
#--- notes in order
error = ValueError('x')
error.add_note('one')
error.add_note('two')
print(error.__notes__)
#--- a cause suppresses the context
error = ValueError()
error.__cause__ = KeyError('k')
print(error.__suppress_context__, repr(error.__cause__))
#--- a cause that is none
error = ValueError()
error.__cause__ = 'text'
#--- a context that is none
error = ValueError()
error.__context__ = 'text'
#--- keywords of exceptions
print(ImportError('a', name='n', path='p').path, AttributeError('a', name='n', obj=3).obj, NameError('a', name='n').name)
#--- keywords that an exception does not take
ValueError(a=1)
#--- a keyword that ImportError does not take
ImportError('text', nam='x')
#--- the value of StopIteration can be set
error = StopIteration(1)
error.value = 2
print(error.value, error.args)
