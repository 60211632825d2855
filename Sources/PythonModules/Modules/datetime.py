"""Dates, times of day, and how long something takes."""

import math
import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_DAYS = "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
_LONG_DAYS = "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
_MONTHS = "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
_LONG_MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MAX_ORDINAL = 3652059


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]


def _ordinal(year, month, day):
    before = year - 1
    return (before * 365 + before // 4 - before // 100 + before // 400 + _BEFORE[month]
            + (month > 2 and _leap(year)) + day)


def _from_ordinal(n):
    n -= 1
    cycles, n = divmod(n, 146097)
    centuries, n = divmod(n, 36524)
    fours, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = n + 50 >> 5
    before = _BEFORE[month] + (month > 2 and _leap(year))
    if before > n:
        month -= 1
        before = _BEFORE[month] + (month > 2 and _leap(year))
    return year, month, n - before + 1


def _integer(value):
    if isinstance(value, int):
        return value
    try:
        return value.__index__()
    except AttributeError:
        if isinstance(value, float):
            raise TypeError("'float' object cannot be interpreted as an integer") from None
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _check_date(year, month, day):
    if day is None:
        name, place = ("month", 2) if month is None else ("day", 3)
        raise TypeError(f"function missing required argument '{name}' (pos {place})")
    year, month, day = _integer(year), _integer(month), _integer(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _integer(hour), _integer(minute), _integer(second), _integer(microsecond)
    for value, most, name in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"),
                              (microsecond, 999999, "microsecond")):
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _quotient(a, b):
    q, r = divmod(a, b)
    return q + (r * 2 > b if b > 0 else r * 2 < b) if r * 2 != b else q + q % 2


def _clock_text(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    forms = {
        "hours": "%02d" % hour, "minutes": "%02d:%02d" % (hour, minute),
        "seconds": "%02d:%02d:%02d" % (hour, minute, second),
        "milliseconds": "%02d:%02d:%02d.%03d" % (hour, minute, second, microsecond // 1000),
        "microseconds": "%02d:%02d:%02d.%06d" % (hour, minute, second, microsecond),
    }
    if timespec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[timespec]


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    total = abs(offset)
    minutes, seconds = divmod(total.days * 86400 + total.seconds, 60)
    text = "%s%02d%s%02d" % (sign, minutes // 60, colon, minutes % 60)
    if seconds or total.microseconds:
        text += "%s%02d" % (colon, seconds)
    if total.microseconds:
        text += ".%06d" % total.microseconds
    return text


def _format(value, form, when, clock, zone):
    """What strftime makes of a format; `when` is a date and `clock` hour, minute, second and microsecond."""
    out, at = [], 0
    hour, minute, second, microsecond = clock
    while at < len(form):
        sign = form[at]
        at += 1
        if sign != "%" or at == len(form):
            out.append(sign)
            continue
        code = form[at]
        at += 1
        day_of_year = when.toordinal() - _ordinal(when.year, 1, 1) + 1
        weekday = when.weekday()
        half = "AM" if hour < 12 else "PM"
        if code == "f":
            out.append("%06d" % microsecond)
        elif code == "z":
            offset = zone() if zone else None
            out.append(_offset_text(offset, ""))
        elif code == "Z":
            name = value.tzname() if hasattr(value, "tzname") else None
            out.append(name or "")
        elif code == "Y":
            out.append(str(when.year))
        elif code in "mdHMSIyjUWwugVGC":
            iso = when.isocalendar() if code in "gVG" else None
            out.append({
                "m": lambda: "%02d" % when.month, "d": lambda: "%02d" % when.day, "H": lambda: "%02d" % hour,
                "M": lambda: "%02d" % minute, "S": lambda: "%02d" % second, "I": lambda: "%02d" % (hour % 12 or 12),
                "y": lambda: "%02d" % (when.year % 100), "j": lambda: "%03d" % day_of_year,
                "U": lambda: "%02d" % ((day_of_year + 6 - (weekday + 1) % 7) // 7),
                "W": lambda: "%02d" % ((day_of_year + 6 - weekday) // 7), "w": lambda: str((weekday + 1) % 7),
                "u": lambda: str(weekday + 1), "g": lambda: "%02d" % (iso[0] % 100), "V": lambda: "%02d" % iso[1],
                "G": lambda: str(iso[0]), "C": lambda: "%02d" % (when.year // 100),
            }[code]())
        elif code == "a":
            out.append(_DAYS[weekday])
        elif code == "A":
            out.append(_LONG_DAYS[weekday])
        elif code == "b" or code == "h":
            out.append(_MONTHS[when.month])
        elif code == "B":
            out.append(_LONG_MONTHS[when.month])
        elif code == "p":
            out.append(half)
        elif code == "%":
            out.append("%")
        elif code in "nt":
            out.append("\n" if code == "n" else "\t")
        elif code == "e":
            out.append("%2d" % when.day)
        elif code == "s":
            out.append(str(int((datetime(when.year, when.month, when.day, hour, minute, second)).timestamp())))
        else:
            whole = {"c": "%a %b %e %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y",
                     "F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p"}.get(code)
            out.append("%" + code if whole is None else _format(value, whole, when, clock, zone))
    return "".join(out)


class timedelta:
    """How long something takes, to the microsecond."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for value, unit, name in (
                (microseconds, 1, "microseconds"), (milliseconds, 1000, "milliseconds"),
                (seconds, 1000000, "seconds"), (minutes, 60000000, "minutes"), (hours, 3600000000, "hours"),
                (days, 86400000000, "days"), (weeks, 604800000000, "weeks")):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                part, whole = math.modf(value)
                total += int(whole) * unit
                part, whole = math.modf(part * unit)
                total += int(whole)
                rest += part
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            # Halves go to the even one of the totals.
            whole = round(rest)
            if abs(whole - rest) == 0.5:
                whole = 2 * round((total + rest) * 0.5) - total
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        days, rest = divmod(total, 86400000000)
        if not -1 << 31 <= days < 1 << 31:
            raise OverflowError("Python int too large to convert to C int")
        if not -1000000000 < days < 1000000000:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days = days
        self._seconds, self._microseconds = divmod(rest, 1000000)
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        """The whole of it in seconds."""
        return self._total() / 10 ** 6

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (
            ("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if value]
        return f"{_place(type(self))}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = "%d:%02d:%02d" % (minutes // 60, minutes % 60, seconds)
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text + ".%06d" % self._microseconds if self._microseconds else text

    def __add__(self, other):
        return timedelta._of(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return other + -self if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_quotient(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._of(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._of(_quotient(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if not a:
                raise ZeroDivisionError("integer division or modulo by zero")
            return timedelta._of(_quotient(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._total(), other._total())
        return quotient, timedelta._of(rest)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _place(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)


class date:
    """A day of the calendar."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month=None, day=None):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def today(cls):
        """Today here."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t, /):
        """The local day of seconds since 1970."""
        moment = _time.localtime(t)
        return cls(moment[0], moment[1], moment[2])

    @classmethod
    def fromordinal(cls, n, /):
        """The day of a number, counted from the first day of the year 1."""
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _MAX_ORDINAL:
            raise ValueError(f"year is out of range")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The day that a text like 2024-02-29 names."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return cls(*_parse_date(date_string))
        except _Malformed:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The day of a year, week and weekday."""
        return cls(*_from_iso(year, week, day))

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f"{_place(type(self))}({self._year}, {self._month}, {self._day})"

    def isoformat(self):
        """The day as 2024-02-29."""
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        """The day as C writes it."""
        return "%s %s %2d 00:00:00 %04d" % (_DAYS[self.weekday()], _MONTHS[self._month], self._day, self._year)

    def strftime(self, format, /):
        """The day by a format."""
        return _format(self, format, self, (0, 0, 0, 0), None)

    def __format__(self, form):
        if not isinstance(form, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(form).__name__}")
        return self.strftime(form) if form else str(self)

    def timetuple(self):
        """The day as time.struct_time."""
        return _struct(self, 0, 0, 0, -1)

    def toordinal(self):
        """The number of the day, counted from the first day of the year 1."""
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """Another day, with some parts changed."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def weekday(self):
        """The day of the week, Monday being 0."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """The day of the week, Monday being 1."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """Year, week and weekday as ISO counts them."""
        year, today = self._year, self.toordinal()
        start = _iso_start(year)
        week, day = divmod(today - start, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - _iso_start(year), 7)
        elif week >= 52 and today >= _iso_start(year + 1):
            year, week = year + 1, 0
        return IsoCalendarDate(year, week + 1, day + 1)

    def _key(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, date) and not isinstance(other, datetime) else (
            NotImplemented)

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, date) and not isinstance(other, datetime) else (
            NotImplemented)

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, date) and not isinstance(other, datetime) else (
            NotImplemented)

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, date) and not isinstance(other, datetime) else (
            NotImplemented)

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, date) and not isinstance(other, datetime) else (
            NotImplemented)

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return self.__class__, self._key()


class IsoCalendarDate(tuple):
    """Year, week and weekday."""

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"{_place(type(self))}(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _iso_start(year):
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _from_iso(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    most = (_iso_start(year + 1) - _iso_start(year)) // 7 if year < MAXYEAR else 52
    if not 0 < week <= most:
        raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _from_ordinal(_iso_start(year) + (week - 1) * 7 + day - 1)


def _struct(day, hour, minute, second, dst):
    number = day.toordinal() - _ordinal(day.year, 1, 1) + 1
    return _time.struct_time((day.year, day.month, day.day, hour, minute, second, day.weekday(), number, dst))


class _Malformed(ValueError):
    pass


def _digits(text):
    if not text.isdecimal() or not text.isascii():
        raise _Malformed
    return int(text)


def _parse_date(text):
    """Year, month and day of 2024-02-29, 20240229, 2024-W09-4 or 2024W094."""
    if len(text) < 7:
        raise _Malformed
    year, dash = _digits(text[:4]), text[4] == "-"
    rest = text[4 + dash:]
    if rest[:1] == "W":
        week, rest = _digits(rest[1:3]), rest[3:]
        day = 1
        if rest:
            if (rest[0] == "-") != dash:
                raise _Malformed
            day = _digits(rest[dash:])
            if len(rest) != 1 + dash:
                raise _Malformed
        try:
            return _from_iso(year, week, day)
        except ValueError:
            raise _Malformed from None
    if dash:
        if len(rest) != 5 or rest[2] != "-":
            raise _Malformed
        return year, _digits(rest[:2]), _digits(rest[3:])
    if len(rest) != 4:
        raise _Malformed
    return year, _digits(rest[:2]), _digits(rest[2:])


def _date_length(text):
    """Where the date of a text ends: any sign may stand between it and the time."""
    if len(text) < 7:
        raise _Malformed
    if text[4] == "-":
        if text[5] != "W":
            return 10
        if text[8:9] != "-" or len(text) == 9:
            return 8
        return 8 if text[10:11].isdigit() else 10
    if text[4] != "W":
        return 8
    end = 7
    while end < len(text) and text[end].isdigit():
        end += 1
    return end if end < 9 else 8 if end % 2 else 7


def _parse_clock(text):
    """Hour, minute, second and microsecond of 12:30, 123000.5 and the like."""
    head, fraction = text, ""
    for mark in ".,":
        if mark in text:
            head, _, fraction = text.partition(mark)
            if not fraction:
                raise _Malformed
            break
    parts = head.split(":") if ":" in head else [head[i:i + 2] for i in range(0, len(head), 2)]
    if not 1 <= len(parts) <= 3 or any([len(part) != 2 for part in parts]) or fraction and len(parts) != 3:
        raise _Malformed
    numbers = [_digits(part) for part in parts] + [0] * (3 - len(parts))
    micro = _digits(fraction[:6].ljust(6, "0")) if fraction else 0
    if fraction:
        _digits(fraction)
    return numbers + [micro]


def _parse_time(text):
    """The parts of a clock and the zone behind it."""
    zone = None
    for at, sign in enumerate(text):
        if sign in "+-Z":
            tail, text = text[at:], text[:at]
            if tail == "Z":
                zone = timezone.utc
            elif sign == "Z":
                raise _Malformed
            else:
                hour, minute, second, micro = _parse_clock(tail[1:])
                offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
                zone = timezone(-offset if sign == "-" else offset) if offset else timezone.utc
            break
    return _parse_clock(text) + [zone]


def _checked(verb, offset):
    """What a zone answered, if it may answer that."""
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{verb}() must return None or timedelta, not {type(offset).__name__!r}")
    if not timedelta(-1) < offset < timedelta(1):
        raise ValueError(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


def _zone_name(zone, moment):
    name = zone.tzname(moment)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not {type(name).__name__!r}")
    return name


def _check_local(zone, moment):
    """Whether a zone may convert a moment."""
    if not isinstance(moment, datetime):
        raise TypeError("fromutc: argument must be a datetime")
    if moment._tzinfo is not zone:
        raise ValueError("fromutc: dt.tzinfo is not self")


class tzinfo:
    """What knows the offset of a zone, to be derived from."""

    __slots__ = ()

    def tzname(self, dt):
        """The name of the zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """How far local time is ahead."""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """How far summer time is ahead."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """Local time of a time in UTC."""
        _check_local(self, dt)
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        summer = dt.dst()
        if summer is None:
            raise ValueError("fromutc: non-None dst() result required")
        if offset - summer:
            dt += offset - summer
            summer = dt.dst()
            if summer is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + summer

    def __reduce__(self):
        arguments = self.__getinitargs__() if hasattr(self, "__getinitargs__") else ()
        state = getattr(self, "__dict__", None)
        return (self.__class__, arguments, state) if state else (self.__class__, arguments)


class timezone(tzinfo):
    """A zone with one offset."""

    __slots__ = ("_offset", "_name")
    _none = object()

    def __new__(cls, offset, name=_none):
        if not isinstance(offset, timedelta):
            raise TypeError(
                f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is cls._none:
            if not offset and hasattr(cls, "utc"):
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not"
                f" {offset!r}.")
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def utcoffset(self, dt):
        """The offset."""
        self._check(dt, "utcoffset")
        return self._offset

    def _check(self, dt, verb):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{verb}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def tzname(self, dt):
        """The name, or the offset."""
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        """None: the offset is always the same."""
        self._check(dt, "dst")
        return None

    def fromutc(self, dt):
        """Local time of a time in UTC."""
        _check_local(self, dt)
        return dt + self._offset

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __copy__(self):
        return self

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{_place(type(self))}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __deepcopy__(self, memo):
        return self


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class time:
    """A time of day."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = _check_time(
            hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, time_string, /):
        """The time that a text like 12:30:05 names."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_time(time_string[1:] if time_string[:1] == "T" else time_string)
        except _Malformed:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        """How far the zone is ahead."""
        return None if self._tzinfo is None else _checked("utcoffset", self._tzinfo.utcoffset(None))

    def tzname(self):
        """The name of the zone."""
        return None if self._tzinfo is None else _zone_name(self._tzinfo, None)

    def dst(self):
        """How far summer time is ahead."""
        return None if self._tzinfo is None else _checked("dst", self._tzinfo.dst(None))

    def isoformat(self, timespec="auto"):
        """The time as 12:30:05."""
        return _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(
            self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._second or self._microsecond:
            parts.append(str(self._second))
        if self._microsecond:
            parts.append(str(self._microsecond))
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_place(type(self))}({', '.join(parts)})"

    def strftime(self, format, /):
        """The time by a format."""
        clock = (self._hour, self._minute, self._second, self._microsecond)
        return _format(self, format, date(1900, 1, 1), clock, self.utcoffset)

    def __format__(self, form):
        if not isinstance(form, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(form).__name__}")
        return self.strftime(form) if form else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """Another time, with some parts changed."""
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _key(self, offset):
        micros = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        return offset is None, micros - (offset._total() if offset is not None else 0)

    def _keys(self, other):
        """What decides the order of two times: without their zone if they share it."""
        if self._tzinfo is other._tzinfo:
            return self._key(None), other._key(None)
        return self._key(self.utcoffset()), other._key(other.utcoffset())

    def _order(self, other):
        mine, theirs = self._keys(other)
        if mine[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return (mine[1] > theirs[1]) - (mine[1] < theirs[1])

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        mine, theirs = self._keys(other)
        return mine == theirs

    def __lt__(self, other):
        return self._order(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._order(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._order(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._order(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key((self.replace(fold=0) if self._fold else self).utcoffset()))

    def __reduce__(self):
        parts = (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)
        return _again, (self.__class__, parts, self._fold)


def _again(cls, parts, fold):
    """A copy of a time or a moment."""
    return cls(*parts, fold=fold)


time.min, time.max, time.resolution = time(0, 0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)


_date, _time_of_day = date, time


def _whole(timestamp):
    """The seconds of a timestamp."""
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    if timestamp in (math.inf, -math.inf):
        raise OverflowError("timestamp out of range for platform time_t")
    whole = math.floor(timestamp)
    if not -1 << 63 <= whole < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return whole


class datetime(date):
    """A day and a time of day."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hour, self._minute, self._second, self._microsecond = _check_time(
            hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour, minute, second, microsecond = time.hour, time.minute, time.second, time.microsecond
    tzinfo, fold = time.tzinfo, time.fold

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The moment of seconds since 1970, here or in a zone."""
        _check_zone(tz)
        whole = _whole(timestamp)
        micro = round((timestamp - whole) * 1e6) if isinstance(timestamp, float) else 0
        if micro >= 1000000:
            whole, micro = whole + 1, 0
        if tz is None:
            moment = _time.localtime(whole)
            return cls(*moment[:5], min(moment[5], 59), micro)
        return tz.fromutc(_utc(cls, whole, micro).replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, t, /):
        """The moment of seconds since 1970, in UTC and without a zone."""
        whole = _whole(t)
        return _utc(cls, whole, round((t - whole) * 1e6))

    @classmethod
    def now(cls, tz=None):
        """This moment, here or in a zone."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """This moment in UTC, without a zone."""
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A day and a time."""
        for place, value, kind in ((1, date, _date), (2, time, _time_of_day)):
            if not isinstance(value, kind):
                found = type(value)
                named = found.__name__ if found.__module__ == "builtins" else f"{found.__module__}.{found.__name__}"
                raise TypeError(f"combine() argument {place} must be datetime.{kind.__name__}, not {named}")
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo,
                   fold=time.fold)

    @classmethod
    def fromordinal(cls, n, /):
        """The beginning of the day of a number."""
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The moment that a text like 2024-02-29T12:30:05 names."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            length = _date_length(date_string)
            day, tail = _parse_date(date_string[:length]), date_string[length + 1:]
            if len(date_string) == length + 1:
                raise _Malformed
            return cls(*day, *(_parse_time(tail) if tail else ()))
        except _Malformed:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def strptime(cls, date_string, format, /):
        """The moment that a text names, by a format."""
        return _parsed(cls, date_string, format)

    def utcoffset(self):
        """How far the zone is ahead."""
        return None if self._tzinfo is None else _checked("utcoffset", self._tzinfo.utcoffset(self))

    def tzname(self):
        """The name of the zone."""
        return None if self._tzinfo is None else _zone_name(self._tzinfo, self)

    def dst(self):
        """How far summer time is ahead."""
        return None if self._tzinfo is None else _checked("dst", self._tzinfo.dst(self))

    def date(self):
        """The day."""
        return date(self._year, self._month, self._day)

    def time(self):
        """The time, without the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """The time with the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def timetuple(self):
        """The moment as time.struct_time."""
        summer = self.dst()
        return _struct(self, self._hour, self._minute, self._second, -1 if summer is None else int(bool(summer)))

    def utctimetuple(self):
        """The moment in UTC as time.struct_time."""
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return _struct(moment, moment._hour, moment._minute, moment._second, 0)

    def timestamp(self):
        """Seconds since 1970."""
        if self._tzinfo is not None:
            return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
        return _time.mktime(self.timetuple()) + self._microsecond / 1e6

    def astimezone(self, tz=None):
        """The same moment in another zone."""
        offset = self.utcoffset()
        if offset is None:
            local = _time.localtime(int(self.timestamp()))
            offset = timedelta(seconds=local.tm_gmtoff)
        if tz is None:
            local = _time.localtime(int((self.replace(tzinfo=timezone(offset))).timestamp()))
            tz = timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)
        else:
            _check_zone(tz)
        if tz is self._tzinfo:
            return self
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """Another moment, with some parts changed."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def isoformat(self, sep="T", timespec="auto"):
        """The moment as 2024-02-29T12:30:05."""
        return (date.isoformat(self) + sep
                + _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        parts = [str(part) for part in parts]
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_place(type(self))}({', '.join(parts)})"

    def ctime(self):
        """The moment as C writes it."""
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day, self._hour, self._minute, self._second,
            self._year)

    def strftime(self, format, /):
        """The moment by a format."""
        clock = (self._hour, self._minute, self._second, self._microsecond)
        return _format(self, format, self, clock, self.utcoffset)

    def _micros(self):
        return (self.toordinal() * 86400 + (self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + (
            self._microsecond)

    def _order(self, other, verb):
        if self._tzinfo is other._tzinfo:
            return self._micros() - other._micros()
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError(f"can't {verb} offset-naive and offset-aware datetimes")
        difference = self._micros() - other._micros()
        return difference - (mine - theirs)._total() if mine != theirs else difference

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return self._micros() == other._micros()
        # A moment that its zone has twice or never equals none of another zone.
        for one in (self, other):
            if one.utcoffset() != one.replace(fold=not one._fold).utcoffset():
                return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._order(other, "compare") == 0

    def __lt__(self, other):
        return self._compared(other, lambda order: order < 0)

    def __le__(self, other):
        return self._compared(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._compared(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._compared(other, lambda order: order >= 0)

    def _compared(self, other, holds):
        if isinstance(other, datetime):
            return holds(self._order(other, "compare"))
        if isinstance(other, date):
            raise TypeError(f"can't compare datetime.datetime to datetime.date")
        return NotImplemented

    def __hash__(self):
        offset = (self.replace(fold=0) if self._fold else self).utcoffset()
        return hash(self._micros() if offset is None else self._micros() - offset._total())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, micro = divmod(self._micros() + other._total(), 1000000)
        days, seconds = divmod(seconds, 86400)
        if not 0 < days <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return timedelta._of(self._order(other, "subtract")) if isinstance(other, datetime) else NotImplemented

    def __reduce__(self):
        parts = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond,
                 self._tzinfo)
        return _again, (self.__class__, parts, self._fold)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _utc(cls, seconds, micro):
    if micro >= 1000000:
        seconds, micro = seconds + 1, 0
    days, seconds = divmod(seconds, 86400)
    if not 0 < days + 719163 <= _MAX_ORDINAL:
        year = _from_ordinal(days + 719163)[0]
        if not -1 << 31 <= year - 1900 < 1 << 31:
            raise OSError(75, "Value too large for defined data type")
        raise ValueError(f"year {year} is out of range")
    return cls(*_from_ordinal(days + 719163), seconds // 3600, seconds // 60 % 60, seconds % 60, micro)


def _parsed(cls, text, form):
    """What strptime makes of a text."""
    for name, value in (("1", text), ("2", form)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {name} must be str, not {type(value).__name__}")
    found = {}
    end = _match(text, 0, form, found)
    if end is None:
        raise ValueError(f"time data {text!r} does not match format {form!r}")
    if end != len(text):
        raise ValueError(f"unconverted data remains: {text[end:]}")
    year = found.get("Y")
    if "y" in found:
        year = found["y"] + (2000 if found["y"] < 69 else 1900)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    month, day = found.get("m", 1), found.get("d", 1)
    if year is None:
        year = 1900
        if (month, day) == (2, 29):
            raise ValueError("day is out of range for month")
    if "j" in found and "m" not in found:
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + found["j"] - 1)
    elif "m" not in found and ("U" in found or "W" in found) and "a" in found:
        week, weekday = found.get("U", found.get("W")), found["a"]
        first = (_ordinal(year, 1, 1) + 6) % 7
        if "U" in found:
            first, weekday = (first + 1) % 7, (weekday + 1) % 7
        offset = (7 - first) % 7
        number = 1 + weekday - first if week == 0 else 1 + offset + 7 * (week - 1) + weekday
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + number - 1)
    elif "G" in found and "V" in found and "a" in found:
        year, month, day = _from_iso(found["G"], found["V"], found["a"] + 1)
    zone = None
    if "z" in found:
        zone = timezone(found["z"], found["Z"]) if "Z" in found else timezone(found["z"])
    elif found.get("Z") in ("UTC", "GMT"):
        zone = None
    return cls(year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0), zone)


_WIDTHS = {"d": (2, 1, 31), "m": (2, 1, 12), "H": (2, 0, 23), "I": (2, 1, 12), "M": (2, 0, 59), "S": (2, 0, 61),
           "y": (2, 0, 99), "j": (3, 1, 366), "U": (2, 0, 53), "W": (2, 0, 53), "V": (2, 1, 53), "w": (1, 0, 6),
           "u": (1, 1, 7)}


def _match(text, at, form, found):
    """The place in a text up to which a format fits; None if it does not."""
    i = 0
    while i < len(form):
        sign = form[i]
        if sign.isspace():
            while i < len(form) and form[i].isspace():
                i += 1
            if not text[at:at + 1].isspace():
                return None
            while text[at:at + 1].isspace():
                at += 1
            continue
        if sign != "%":
            if text[at:at + 1].lower() != sign.lower():
                return None
            i, at = i + 1, at + 1
            continue
        code = form[i + 1:i + 2]
        if not code:
            raise ValueError(f"stray % in format {form!r}")
        i += 2
        if code in _WIDTHS:
            widest, low, high = _WIDTHS[code]
            exact = code == "y"
            for width in range(widest, 0 if not exact else widest - 1, -1):
                part = text[at:at + width]
                if len(part) == width and part.isdecimal() and low <= int(part) <= high:
                    # A shorter number may be needed for what follows.
                    kept = dict(found)
                    if code in "wu":
                        found["a"] = (int(part) - 1) % 7
                    else:
                        found[code] = int(part)
                    end = _match(text, at + width, form[i:], found)
                    if end is not None:
                        return end
                    found.clear()
                    found.update(kept)
            return None
        if code in "YG":
            part = text[at:at + 4]
            if len(part) < 4 or not part.isdecimal():
                return None
            found[code] = int(part)
            at += 4
        elif code == "f":
            end = at
            while end < len(text) and end - at < 6 and text[end].isdecimal():
                end += 1
            if end == at:
                return None
            found["f"] = int(text[at:end].ljust(6, "0"))
            at = end
        elif code in "aAbBp":
            names = {"a": _DAYS, "A": _LONG_DAYS, "b": _MONTHS, "B": _LONG_MONTHS, "p": ("AM", "PM")}[code]
            for index, name in enumerate(names):
                if name and text[at:at + len(name)].lower() == name.lower():
                    found[{"A": "a", "b": "m", "B": "m"}.get(code, code)] = index
                    at += len(name)
                    break
            else:
                return None
        elif code == "z":
            if text[at:at + 1] == "Z":
                found["z"] = timedelta(0)
                at += 1
                continue
            end = at + 1
            while end < len(text) and (text[end].isdecimal() or text[end] in ":."):
                end += 1
            if text[at:at + 1] not in ("+", "-"):
                return None
            try:
                hour, minute, second, micro = _parse_clock(text[at + 1:end])
            except ValueError:
                return None
            offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
            found["z"] = -offset if text[at] == "-" else offset
            at = end
        elif code == "Z":
            for name in ("UTC", "GMT", *getattr(_time, "tzname", ())):
                if text[at:at + len(name)].lower() == name.lower():
                    found["Z"] = name
                    at += len(name)
                    break
            else:
                return None
        elif code == "%":
            if text[at:at + 1] != "%":
                return None
            at += 1
        elif code in "cxXDTRr":
            whole = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}.get(code)
            if whole is None:
                raise ValueError(f"'{code}' is a bad directive in format {form!r}")
            return _match(text, at, whole + form[i:], found)
        else:
            raise ValueError(f"'{code}' is a bad directive in format {form!r}")
    return at
