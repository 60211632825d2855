"""Months and weeks."""

import datetime as _datetime

__all__ = [
    "IllegalMonthError", "IllegalWeekdayError", "isleap", "leapdays", "weekday", "monthrange", "monthcalendar",
    "month", "prmonth", "timegm", "month_name", "month_abbr", "day_name", "day_abbr", "setfirstweekday",
    "firstweekday", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "Calendar",
    "TextCalendar",
]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
January, February = 1, 2
month_name, month_abbr = list(_datetime._LONG_MONTHS), list(_datetime._MONTHS)
day_name, day_abbr = list(_datetime._LONG_DAYS), list(_datetime._DAYS)


class IllegalMonthError(ValueError):
    """A month that no year has."""

    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


class IllegalWeekdayError(ValueError):
    """A day that no week has."""

    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f"bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)"


def isleap(year):
    """Whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """How many leap years lie from one year up to another."""
    return sum([isleap(year) for year in range(y1, y2)])


def weekday(year, month, day):
    """The day of the week, Monday being 0."""
    return _datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """The weekday that a month begins with, and how many days it has."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _datetime._month_days(year, month)


class Calendar:
    """Weeks that begin on a day of choice."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        """The day that weeks begin with."""
        return self.firstweekday

    def setfirstweekday(self, firstweekday):
        """Sets the day that weeks begin with."""
        self.firstweekday = firstweekday

    def iterweekdays(self):
        """The days of a week."""
        for day in range(self.firstweekday, self.firstweekday + 7):
            yield day % 7

    def itermonthdays(self, year, month):
        """The days of a month, with zeros to fill its weeks."""
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from [0] * before
        yield from range(1, count + 1)
        yield from [0] * ((self.firstweekday - first - count) % 7)

    def itermonthdates(self, year, month):
        """The days of a month's weeks, as dates."""
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        start = _datetime.date(year, month, 1)
        for n in range(-before, count + (self.firstweekday - first - count) % 7):
            yield start + _datetime.timedelta(n)

    def monthdayscalendar(self, year, month):
        """The weeks of a month."""
        days = list(self.itermonthdays(year, month))
        return [days[i:i + 7] for i in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        """The weeks of a month, as dates."""
        days = list(self.itermonthdates(year, month))
        return [days[i:i + 7] for i in range(0, len(days), 7)]


class TextCalendar(Calendar):
    """Months as text."""

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month as text."""
        w, l = max(2, w), max(1, l)
        names = day_name if w >= 9 else day_abbr
        lines = [f"{month_name[themonth]} {theyear}".center(7 * (w + 1) - 1).rstrip()]
        lines.append(" ".join([names[day][:w].center(w) for day in self.iterweekdays()]).rstrip())
        for week in self.monthdayscalendar(theyear, themonth):
            lines.append(" ".join([("%2i" % day if day else "").center(w) for day in week]).rstrip())
        return ("\n" * l).join(lines) + "\n" * l

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Prints a month."""
        print(self.formatmonth(theyear, themonth, w, l), end="")


_text = TextCalendar()
month, prmonth, monthcalendar = _text.formatmonth, _text.prmonth, _text.monthdayscalendar
firstweekday = _text.getfirstweekday


def setfirstweekday(firstweekday):
    """Sets the day that weeks begin with."""
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    _text.firstweekday = firstweekday


def timegm(tuple):
    """Seconds since 1970 of a time in UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = _datetime._ordinal(year, month, 1) - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second
