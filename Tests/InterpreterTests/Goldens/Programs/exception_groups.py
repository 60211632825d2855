#--- What groups are made of
eg = ExceptionGroup("m",[ValueError(1),TypeError(2)])
a,b=eg.split(ValueError)
print(a.__suppress_context__, b.__suppress_context__, a.__context__)
for args in [(),("a",),(1,[ValueError()]),("a",1),("a",[]),("a",[1]),("a",{ValueError()}),("a",[KeyboardInterrupt()]),("a",[ValueError],),("a",(ValueError(),),3)]:
    for c in (ExceptionGroup, BaseExceptionGroup):
        try: print(repr(c(*args)))
        except Exception as e: print(type(e).__name__, e)
try: ExceptionGroup("a",[ValueError()],x=1)
except Exception as e: print(type(e).__name__, e)
try: eg.message=3
except Exception as e: print(type(e).__name__, e)
try: eg.exceptions=3
except Exception as e: print(type(e).__name__, e)
try: eg.split(3)
except Exception as e: print(type(e).__name__, e)
try: eg.subgroup((ValueError,3))
except Exception as e: print(type(e).__name__, e)
try: eg.subgroup(len)
except Exception as e: print(type(e).__name__, e)
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__, ExceptionGroup[int])
class E(ExceptionGroup):
    pass
try: E("a",[KeyboardInterrupt()])
except Exception as e: print(type(e).__name__, e)
print(repr(E("x",[OSError(1)]).split(OSError)), E('x',[OSError(1),ValueError(2)]).split(ValueError))
#--- What except* refuses
eg = ExceptionGroup('m', [ValueError(1), TypeError(2)])
try:
    try: raise eg
    except* 3: pass
except Exception as e: print(type(e).__name__, e, e.__context__)
try:
    try: raise eg
    except* ExceptionGroup: pass
except Exception as e: print(type(e).__name__, e, e.__context__)
#--- derive that gives no group
class F(ExceptionGroup):
    def derive(self, x): return 3
try: F("m",[ValueError(), TypeError()]).split(ValueError)
except Exception as e: print(type(e).__name__, e, repr(e.__context__))
#--- Syntax of except*
for s in ['try: pass\nexcept*: pass', 'try: pass\nexcept* E: pass\nexcept F: pass', 'try: pass\nexcept E: pass\nexcept* F: pass',
          'def f():\n try: pass\n except* E:\n  return 1', 'for x in y:\n try: pass\n except* E:\n  break',
          'try: pass\nexcept* E:\n  break', 'for x in y:\n try: pass\n except* E:\n  for z in y: continue',
          'try: pass\nexcept*E, F: pass', 'try: pass\nexcept* E:\npass',
          'try: pass\nexcept* E: pass\nelse: pass\nfinally: pass', 'try: pass\nexcept* E\n  pass',
          'def f():\n try: pass\n except* E: pass\n else: return 1', 'def f():\n try: return 3\n except* E: pass']:
    try:
        compile(s, 'f', 'exec')
        print('ok')
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
#--- How except* takes a group apart
def f():
    try:
        raise ExceptionGroup("eg",[ValueError(1),TypeError(2),OSError(3),ExceptionGroup("in",[ValueError(4),KeyError(5)])])
    except* ValueError as e:
        raise KeyError(3)
    except* TypeError:
        raise
    except* OSError as o:
        raise o
try: f()
except BaseException as e: print(repr(e)); x = e
#--- Parts of groups and classes of one's own
eg = ExceptionGroup("m",[ValueError(1), KeyError(2), ExceptionGroup("n",[ValueError(3)])])
eg.add_note("hello")
print(eg.subgroup(lambda e: isinstance(e, ValueError)), eg.subgroup(KeyError).__notes__, eg.subgroup(OSError))
print(eg.split(lambda e: isinstance(e, ExceptionGroup)))
class My(ExceptionGroup):
    def __new__(cls, m, excs, code): 
        self = super().__new__(cls, m, excs); self.code = code; return self
    def derive(self, excs): return My(self.message, excs, self.code)
m = My("my",[ValueError(1), TypeError(2)], 42)
a, b = m.split(TypeError)
print(repr(a), a.code, repr(b), str(b), m.args, eg.args)
print(isinstance(eg, Exception), issubclass(BaseExceptionGroup, Exception), ExceptionGroup.__doc__ is None)
try:
    try: raise BaseExceptionGroup("b",[KeyboardInterrupt(), ValueError(1)])
    except* ValueError: pass
except BaseException as e: print(repr(e))
