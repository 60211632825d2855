#--- the line of a bar (the outputs of this file are made with tqdm installed)
from tqdm import tqdm
m = tqdm.format_meter
print(m(0, 10, 0))
print(m(3, 10, 1.5))
print(m(10, 10, 12.25, prefix="Epoch 1"))
print(m(5, None, 2, unit="batch"))
print(m(33, 100, 4000, ncols=60, postfix="loss=0.5"))
print(m(33, 100, 40, ascii=True), m(33, 100, 40, ascii=" .o"))
print(m(1500, 3000000, 2, unit="B", unit_scale=True, unit_divisor=1024))
print(m(5, 20, 10, unit_scale=10))
print(m(2, 10, 30), m(12, 10, 30))
print(m(3, 10, 1.5, bar_format="{desc}: {percentage:3.0f}%|{bar:20}| {n}/{total} {rate_fmt} {remaining}"))
print(m(3, 10, 1.5, prefix="a", bar_format="{l_bar}{bar:-4a}{r_bar}", ncols=50), m(3, 10, 1.5, bar_format="{n_fmt} of {total_fmt}"))
print(m(3, 10, 1.5, ncols=0), m(3, 10, 1.5, colour="green"), m(3, 10, 1.5, colour="#00ff00"), m(3, None, 1, bar_format="{bar}|{n}"))
print(m(7, 8, 1, prefix="x: "), m(7, 8, 1, ncols=20), m(1, 3, 3 * 3600 + 61))
for n in (0, 1.5, 12.345, 999.4, 999.6, 12345, 1e9, 1e27):
    print(tqdm.format_sizeof(n), tqdm.format_sizeof(n, "B", 1024), tqdm.format_num(n), tqdm.format_interval(n))
print([m(i, 16, 1)[4:16] for i in range(17)])
#--- bars over loops, with a clock of their own
import tqdm as module
from tqdm import tqdm, trange
clock = [0.0]
def now():
    clock[0] += 0.06
    return clock[0]
class File:
    def write(self, text): print(repr(text))
    def flush(self): pass
f = File()
tqdm.monitor_interval = 0
class Bar(tqdm):
    def __init__(self, *a, **k):
        super().__init__(*a, file=f, **k)
        self._time = now
        self.start_t = self.last_print_t = now()
for i in Bar(range(4)): pass
for i in Bar(range(3), desc="Test", leave=False): pass
with Bar(total=5) as b:
    b.update(2)
    b.set_postfix(loss=0.123456, acc="x", n=1000000)
    b.update(3)
    b.set_description("done")
b = Bar([1, 2], desc="outer")
inner = Bar([3], desc="inner")
inner.close()
b.close()
print(b.n, len(b), b.total, bool(b), b.desc)
for x in tqdm([1, 2], disable=True): print(x)
print([x for x in tqdm(iter("ab"), disable=True)])
try:
    tqdm([1], nope=3, file=f)
except KeyError as e:
    print(type(e).__name__, e)
