#--- a missing module is named
import nothing_of_this_name
#--- a missing submodule of what is no package
import math.nothing
#--- a name that a module lacks
try:
    from math import nothing
except ImportError as error:
    print(str(error).split(' (')[0], error.name)
#--- a relative import in no package
from . import something
#--- a relative import outside of any package, with a name
from ..data import something
#--- modules are kept
import sys, math
print(sys.modules["math"] is math, "nothing" in sys.modules)
import keyword
print(sys.modules["keyword"] is keyword, keyword.__name__, repr(keyword.__package__))
