#--- the exception at hand
import sys
print(sys.exc_info(), sys.exception())
try:
    1 / 0
except ZeroDivisionError as error:
    print(sys.exc_info()[0], sys.exc_info()[1] is error, sys.exc_info()[2] == error.__traceback__, sys.exception() is error)
print(sys.exc_info())
#--- the limit of digits
import sys
print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(700)
try:
    str(10 ** 800)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))
sys.set_int_max_str_digits(10)
#--- numbers of floats and hashes
import sys
print(sys.float_info)
print(sys.hash_info.modulus, sys.hash_info.inf, sys.int_info.bits_per_digit)
#--- collecting by hand
import gc
gc.disable()
print(gc.isenabled(), gc.get_threshold())
gc.enable()
gc.collect()
print(gc.isenabled())
