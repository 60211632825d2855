#--- an expression compiled once, evaluated often
code = compile('x * x + 1', '<text>', 'eval')
print([eval(code, {'x': x}) for x in range(4)])
#--- statements compiled, run with globals and locals
code = compile('a = 1\nb = a + 1\n', '<text>', 'exec')
names = {}
exec(code, names)
print(names['a'], names['b'])
inner = {}
exec(code, {}, inner)
print(inner)
#--- single mode shows values
exec(compile('1 + 2; "text"; None\n', '<text>', 'single'))
#--- single mode takes one statement
compile('1\n2\n', '<text>', 'single')
#--- a mode that is none
compile('1', '<text>', 'run')
#--- what cannot be compiled
compile(3, '<text>', 'exec')
#--- null bytes
compile('1\0', '<text>', 'exec')
#--- a syntax error names its file and place
try:
    compile('x = = 1', 'file.txt', 'exec')
except SyntaxError as error:
    print(error.msg, error.filename, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
#--- code with free variables
def outer():
    value = 1
    def inner():
        return value
    return inner
exec(outer().__code__)
#--- attributes of code
def f(a, /, b, *c, d=1, **e):
    local = a
    return local
code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_flags & 12)
#--- eval of a file's code is None
print(eval(compile('x = 1', '<text>', 'exec'), {}))
