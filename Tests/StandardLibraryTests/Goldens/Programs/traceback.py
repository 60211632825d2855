#--- the last lines of a report
import traceback
try:
    {}['k']
except KeyError as error:
    print(traceback.format_exception_only(error))
    print(traceback.format_exception_only(type(error), error))
#--- nothing to report
import traceback
print(traceback.format_exception_only(None))
#--- the places of a traceback
import traceback
def f():
    1 / 0
try:
    f()
except ZeroDivisionError as error:
    print([(place.lineno, place.name) for place in traceback.extract_tb(error.__traceback__)][-2:])
#--- formatted places
import traceback
print(traceback.format_list([('a.py', 3, 'f', 'x = 1'), ('b.py', 4, 'g', '')]))
