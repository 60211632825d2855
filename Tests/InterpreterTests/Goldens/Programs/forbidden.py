#--- __debug__ is not assigned
__debug__ = 1
#--- __debug__ is not deleted
del __debug__
#--- __debug__ is no parameter
def f(__debug__): pass
#--- __debug__ is no keyword
f(__debug__=1)
#--- a starred target alone
*a = 1, 2
#--- a name both global and nonlocal
def f():
    global x
    nonlocal x
#--- a named expression in an iterable
[x for x in (y := [1])]
#--- a named expression in an inner iterable
[a for a in [1] for b in (c := [1])]
#--- a named expression's target as an iteration variable
[i for i in [1] if (j := 1) for j in [2]]
#--- a power in place
x = None
x **= 2
