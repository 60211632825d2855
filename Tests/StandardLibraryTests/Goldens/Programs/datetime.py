#--- timedelta
from datetime import timedelta as td
for d in (td(), td(1), td(days=1, hours=5, minutes=30), td(seconds=-1), td(weeks=2, milliseconds=5), td(microseconds=1), td(hours=25), td(days=-3, seconds=5), td(0.5), td(seconds=1.5e-7), td(minutes=90)):
    print(d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds(), bool(d))
a, b = td(hours=5), td(minutes=40)
print(a + b, a - b, a * 2, 3 * b, a / b, a // b, a % b, divmod(a, b), a / 2, a // 7, -a, abs(-a), a * 1.5, a / 0.7, a > b, a == td(minutes=300), sum([a, b], td()), max(a, b), hash(a) == hash(td(minutes=300)))
print(td.min, td.max, td.resolution, sorted([a, b, -a]))
for bad in (lambda: td("x"), lambda: td(days=10 ** 10), lambda: a / td(), lambda: td.max + a, lambda: a // 0):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- date
from datetime import date, timedelta
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.isoformat(), d.ctime(), d.strftime("%d/%m/%y %A %B %j %U %W %a %b %%"), f"{d:%Y}", f"{d}")
print(d + timedelta(1), d - timedelta(days=60), d - date(2023, 12, 25), d.replace(year=2023, day=1), date.fromordinal(738000), date.fromisoformat("2021-03-04"), date.fromisoformat("20210304"), date.fromisoformat("2021-W05-3"), date.fromisocalendar(2020, 53, 7))
print(d < date(2024, 3, 1), d == date(2024, 2, 29), {d: 1}[date(2024, 2, 29)], sorted([date(2, 2, 2), date.min, d]), date.max, d.timetuple()[:8], d != 3, d == "x")
print([date(y, 1, 1).isocalendar()[1] for y in range(2015, 2026)])
for bad in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: date(2020, 13, 1), lambda: date("x", 1, 1), lambda: date.fromisoformat("nope"), lambda: date.fromisoformat("2020-1-1"), lambda: date.max + timedelta(1), lambda: date(1.5, 1, 1), lambda: date.fromordinal(0), lambda: date.fromisoformat("2020-13-01"), lambda: d.year.x):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- time
from datetime import time, timezone, timedelta
t = time(13, 5, 9, 1200)
print(t, repr(t), repr(time(1)), time(12, 30), t.isoformat("minutes"), t.isoformat("milliseconds"), t.replace(hour=1), t.strftime("%H %I %p %M %S %f"), time.fromisoformat("04:23:01.000384"), time.fromisoformat("0423"), time.fromisoformat("04:23:01+04:00"), time.min, time.max)
print(t < time(14), t == time(13, 5, 9, 1200), hash(t) == hash(time(13, 5, 9, 1200)), time(1, tzinfo=timezone.utc), repr(time(1, tzinfo=timezone.utc)))
for bad in (lambda: time(24), lambda: time(1, 60), lambda: time(0, 0, 0, 10 ** 6), lambda: time.fromisoformat("x"), lambda: time(1) < time(1, tzinfo=timezone.utc)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- datetime
from datetime import datetime, timedelta, date, time, timezone
d = datetime(2024, 2, 29, 23, 59, 58, 123456)
print(d, repr(d), repr(datetime(2020, 1, 1)), d.date(), d.time(), d.isoformat(), d.isoformat(" ", "seconds"), d.ctime(), d.strftime("%Y-%m-%d %H:%M:%S.%f %c %x %X %y %-d" .replace(" %-d", "")), f"{d:%b %d}")
print(d + timedelta(seconds=2), d - timedelta(days=366), d - datetime(2024, 1, 1), d.replace(microsecond=0, year=2000), datetime.combine(date(2020, 1, 2), time(3, 4)), d.weekday(), d.timetuple()[:6], d.toordinal())
for s in ("2011-11-04", "2011-11-04T00:05:23", "2011-11-04 00:05:23.283", "20111104T000523", "2011-W01-2T00:05:23.283", "2011-11-04T00:05:23+04:00", "2011-11-04T00:05:23Z", "2011-11-04T00:05"):
    print(repr(datetime.fromisoformat(s)))
for text, form in (("21/11/06 16:30", "%d/%m/%y %H:%M"), ("2024-02-29", "%Y-%m-%d"), ("Nov 5 2020 3:07:09 PM", "%b %d %Y %I:%M:%S %p"), ("2020-01-02T03:04:05.678+0530", "%Y-%m-%dT%H:%M:%S.%f%z"), ("Monday, January 06, 2020", "%A, %B %d, %Y"), ("100 2021", "%j %Y"), ("1:2:3", "%H:%M:%S"), ("20240102", "%Y%m%d"), ("12", "%y")):
    print(repr(datetime.strptime(text, form)))
print(d > datetime(2020, 1, 1), d == datetime(2024, 2, 29, 23, 59, 58, 123456), max(d, datetime.min), datetime.max, isinstance(d, date), {d: 1}[d], d == date(2024, 2, 29))
for bad in (lambda: datetime(2024, 2, 30), lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2020 z", "%Y"), lambda: datetime.fromisoformat("x"), lambda: d < date(2020, 1, 1), lambda: datetime.max + timedelta(1), lambda: datetime.strptime("20", "%Q"), lambda: datetime(2020, 1), lambda: d < datetime(2020, 1, 1, tzinfo=timezone.utc), lambda: d - datetime(2020, 1, 1, tzinfo=timezone.utc), lambda: d.isoformat(timespec="x"), lambda: datetime(2020, 1, 1, tzinfo=3)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- zones
from datetime import datetime, timedelta, timezone, tzinfo, UTC
e = timezone(timedelta(hours=-5), "EST")
i = timezone(timedelta(hours=5, minutes=30))
d = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
print(d, repr(d), d.astimezone(e), repr(d.astimezone(i)), d.tzname(), e, repr(e), i, repr(i), timezone.utc, repr(timezone.utc), UTC is timezone.utc, d.utcoffset(), d.timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, i), datetime.utcfromtimestamp(1e9))
print(d == d.astimezone(e), d - d.astimezone(i), d < datetime(2024, 1, 1, 12, tzinfo=e), hash(d) == hash(d.astimezone(i)), d.strftime("%z %Z"), d.astimezone(e).strftime("%z %Z"), d.isoformat(), d.replace(tzinfo=None), datetime(2020, 1, 1) == d)
class Fixed(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=2)
    def dst(self, dt): return timedelta(0)
    def tzname(self, dt): return "FIX"
f = datetime(2024, 1, 1, tzinfo=Fixed())
print(f, f.tzname(), f.astimezone(timezone.utc), d.astimezone(Fixed()))
for bad in (lambda: timezone(5), lambda: timezone(timedelta(days=1)), lambda: d.astimezone(3)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
#--- now
from datetime import datetime, date, timedelta, timezone
a = datetime.now()
b = datetime.now()
print(a <= b, b - a < timedelta(seconds=5), date.today() - a.date() <= timedelta(1), abs(datetime.now(timezone.utc).timestamp() - a.timestamp()) < 5, datetime.today().year >= 2024)
#--- Zones that answer wrongly, and zones of their own mind
from datetime import datetime, date, time, timedelta, timezone, tzinfo
import copy
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Bad(tzinfo):
    def __init__(self, a, b=None, c=None): self.a, self.b, self.c = a, b, c
    def utcoffset(self, dt): return self.a
    def dst(self, dt): return self.b
    def tzname(self, dt): return self.c
for kind in (datetime(2020, 5, 6, 7, 8, 9), time(7, 8, 9)):
    for zone in (Bad("x", 7, 0), Bad(timedelta(1), timedelta(1), b"x"), Bad(timedelta(-1), timedelta(-2)), Bad(timedelta(0, 61), timedelta(0, 0, -81), "ok"), Bad(None)):
        t = kind.replace(tzinfo=zone)
        for f in (t.utcoffset, t.dst, t.tzname, t.isoformat, lambda: str(t), lambda: hash(t) is None, lambda: t == t, lambda: t == t.replace(tzinfo=Bad(timedelta(0))), lambda: t < t.replace(hour=9)): show(f)
    show(lambda: t.replace(tzinfo=Bad(3)).strftime("%H %z %Z"))
class Plain(tzinfo): pass
t = datetime(2020, 1, 1, tzinfo=Plain())
for f in (t.utcoffset, t.dst, t.tzname): show(f)
class Minutes(tzinfo):
    def utcoffset(self, t): return timedelta(minutes=t.minute if t.minute < 10 else 59)
zone = Minutes()
a, b, c = (datetime(8, 9, 10, minute=n, tzinfo=zone) for n in (3, 9, 11))
print(a < b, a == b, b < c, c - a, a - a, [x.utcoffset() for x in (a, b, c)])
a, b = (x.replace(tzinfo=Minutes()) for x in (a, b))
print(a == b, a < b, a - b, hash(a) == hash(b))
class Varies(tzinfo):
    n = 0
    def utcoffset(self, t):
        self.n += 1
        return timedelta(minutes=self.n)
v = Varies()
x, y = time(1, 2, 3, tzinfo=v), time(1, 2, 3, tzinfo=v)
print(x == y, x <= y, x < y, x == y.replace(tzinfo=Varies()))
utc, est = timezone.utc, timezone(-timedelta(hours=5), "EST")
now = datetime(2020, 1, 1)
for f in (lambda: utc.fromutc(now), lambda: utc.fromutc("x"), lambda: utc.dst(""), lambda: utc.utcoffset(5), lambda: est.tzname(5), lambda: est.dst(None), lambda: tzinfo.fromutc(est, 3), lambda: Bad(None).fromutc(now.replace(tzinfo=Bad(None))),
          lambda: (lambda z: z.fromutc(now.replace(tzinfo=z)))(Bad(None)), lambda: (lambda z: z.fromutc(now.replace(tzinfo=z)))(Bad(timedelta(0))), lambda: (lambda z: z.fromutc(now.replace(tzinfo=z)))(Bad(timedelta(0, 60), timedelta(0, 60)))): show(f)
class Odd(Bad):
    n = 0
    def dst(self, dt):
        self.n += 1
        return timedelta(0) if self.n < 2 else None
z = Odd(timedelta(hours=1))
show(lambda: z.fromutc(now.replace(tzinfo=z)))
print(copy.copy(est) == est, copy.copy(est).tzname(None), copy.copy(utc) is utc, copy.deepcopy(est).tzname(None))
for f in (lambda: datetime.combine(time(1), date(2020, 1, 1)), lambda: datetime.combine(date(2020, 1, 1), time(1), 5), lambda: datetime.combine("date", time(1)), lambda: datetime.combine(date(2020, 1, 1), "time"),
          lambda: datetime.combine(date(2020, 1, 1), time(1, tzinfo=est)), lambda: datetime.combine(time=time(2), date=date(2020, 2, 3), tzinfo=utc), lambda: datetime.utcfromtimestamp(1e200), lambda: datetime.utcfromtimestamp(-1e200), lambda: datetime.fromtimestamp(1e200, utc),
          lambda: datetime.fromtimestamp(1e17, utc), lambda: datetime.utcfromtimestamp(1e15), lambda: datetime.fromtimestamp(1609459200000, utc), lambda: datetime.utcfromtimestamp(-1e12), lambda: datetime.fromtimestamp(1609459200000), lambda: datetime.fromtimestamp(float("nan")), lambda: datetime.utcfromtimestamp(float("inf")), lambda: date.fromtimestamp(1e200)): show(f)
print(time(1, 2, tzinfo=Bad(timedelta(0), None, "%z %%")).strftime("%H:%M %%Z='%Z' %%z='%z'"))
d = datetime(2020, 1, 1, 1, fold=1)
print(repr(copy.copy(d)), repr(copy.deepcopy(d)), d == d.replace(fold=0), hash(d) == hash(d.replace(fold=0)), repr(copy.copy(time(1, fold=1))))
#--- Texts of moments with any separator
from datetime import datetime, date, time
for text in ("2022W52520", "2022W527520", "2026W01516", "2026W013516", "2025W01503", "2025W014503", "2025-W01003+00", "2025-01-02003:04:05,6+00:00:00.00", "2020-01-01T", "2020-01-01", "20200101", "2020W01", "2020-W01", "2020-W01-1", "2020-W01-1T10", "2020-W01-10T10", "20200101T10", "20200101 1030",
             "2020-01-01x10:30:05.5", "2020-W0", "2020-1-1", "20201", "", "2020-01-01T10:30Z", "2020-01-01T10:30:05.123456789", "2020-01-01T24:00", "2020-W53-1", "2021-W53-1", "2020-01-01\u230110:30", "2020-01-01--10", "2020-W01-1-10:30", "2020W01T10", "2020W011T10", "2020-01-01T10:30+05:30:15.5"):
    try: print(text, repr(datetime.fromisoformat(text)))
    except ValueError as e: print(text, e)
