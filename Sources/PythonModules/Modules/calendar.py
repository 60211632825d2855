"""Months and weeks."""

import datetime as _datetime

__all__ = [
    "IllegalMonthError", "IllegalWeekdayError", "isleap", "leapdays", "weekday", "monthrange", "monthcalendar",
    "month", "prmonth", "calendar", "prcal", "week", "weekheader", "timegm", "month_name", "month_abbr", "day_name", "day_abbr", "setfirstweekday",
    "firstweekday", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "Calendar",
    "TextCalendar", "HTMLCalendar",
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
    # The weeks repeat every 400 years, also before the first year and after the last.
    if not 1 <= year <= 9999:
        year = 2000 + year % 400
    return _datetime.date(year, month, day).weekday()


def monthrange(year, month):
    """The weekday that a month begins with, and how many days it has."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _datetime._month_days(year, month)


def _parts(items, count):
    """The items in lists of so many."""
    items = list(items)
    return [items[at:at + count] for at in range(0, len(items), count)]


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

    def itermonthdays2(self, year, month):
        """The same, each with its day of the week."""
        for place, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, place % 7

    def itermonthdays3(self, year, month):
        """The days of a month's weeks, each as year, month and day."""
        before = year - (month == 1), (month - 2) % 12 + 1
        after = year + (month == 12), month % 12 + 1
        first, count = monthrange(year, month)
        lead = (first - self.firstweekday) % 7
        last = monthrange(*before)[1]
        for day in range(last - lead + 1, last + 1):
            yield *before, day
        for day in range(1, count + 1):
            yield year, month, day
        for day in range(1, (self.firstweekday - first - count) % 7 + 1):
            yield *after, day

    def itermonthdays4(self, year, month):
        """The same, each with its day of the week."""
        for place, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
            yield y, m, d, (self.firstweekday + place) % 7

    def itermonthdates(self, year, month):
        """The days of a month's weeks, as dates."""
        for parts in self.itermonthdays3(year, month):
            yield _datetime.date(*parts)

    def monthdayscalendar(self, year, month):
        """The weeks of a month."""
        return _parts(self.itermonthdays(year, month), 7)

    def monthdays2calendar(self, year, month):
        """The weeks of a month, each day with its day of the week."""
        return _parts(self.itermonthdays2(year, month), 7)

    def monthdatescalendar(self, year, month):
        """The weeks of a month, as dates."""
        return _parts(self.itermonthdates(year, month), 7)

    def yeardayscalendar(self, year, width=3):
        """The months of a year in rows."""
        return _parts([self.monthdayscalendar(year, number) for number in range(1, 13)], width)

    def yeardays2calendar(self, year, width=3):
        """The months of a year in rows, each day with its day of the week."""
        return _parts([self.monthdays2calendar(year, number) for number in range(1, 13)], width)

    def yeardatescalendar(self, year, width=3):
        """The months of a year in rows, as dates."""
        return _parts([self.monthdatescalendar(year, number) for number in range(1, 13)], width)


class TextCalendar(Calendar):
    """Months as text."""

    def formatday(self, day, weekday, width):
        """A day as text."""
        return (f"{day:2}" if day else "").center(width)

    def formatweek(self, theweek, width):
        """A week as text."""
        return " ".join([self.formatday(day, place, width) for day, place in theweek])

    def prweek(self, theweek, width):
        """Prints a week."""
        print(self.formatweek(theweek, width), end="")

    def formatweekday(self, day, width):
        """The name of a day."""
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        """The names of the days."""
        return " ".join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        """The name of a month."""
        return (f"{month_name[themonth]} {theyear}" if withyear else month_name[themonth]).center(width)

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month as text."""
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
        return "".join([line.rstrip() + "\n" * l for line in lines])

    def prmonth(self, theyear, themonth, w=0, l=0):
        """Prints a month."""
        print(self.formatmonth(theyear, themonth, w, l), end="")

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year as text, so many months side by side."""
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        ends = "\n" * l

        def beside(texts):
            return (" " * c).join([text.center(width) for text in texts]).rstrip() + ends

        out = repr(theyear).center(width * m + c * (m - 1)).rstrip() + ends
        header = self.formatweekheader(w)
        for row, months in enumerate(self.yeardays2calendar(theyear, m)):
            numbers = range(m * row + 1, min(m * (row + 1) + 1, 13))
            out += ends + beside([self.formatmonthname(theyear, n, width, False) for n in numbers])
            out += beside([header for _ in numbers])
            for place in range(max([len(weeks) for weeks in months])):
                out += beside([self.formatweek(weeks[place], w) if place < len(weeks) else "" for weeks in months])
        return out

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        """Prints a year."""
        print(self.formatyear(theyear, w, l, c, m), end="")


class HTMLCalendar(Calendar):
    """Months as tables of a page."""

    cssclasses = cssclasses_weekday_head = [name.lower() for name in day_abbr]
    cssclass_noday, cssclass_month_head, cssclass_month = "noday", "month", "month"
    cssclass_year_head = cssclass_year = "year"

    def formatday(self, day, weekday):
        """A day as a cell."""
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        """A week as a row."""
        return f"<tr>{''.join([self.formatday(day, place) for day, place in theweek])}</tr>"

    def formatweekday(self, day):
        """The name of a day as a cell."""
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        """The names of the days as a row."""
        return f"<tr>{''.join([self.formatweekday(day) for day in self.iterweekdays()])}</tr>"

    def formatmonthname(self, theyear, themonth, withyear=True):
        """The name of a month as a row."""
        text = f"{month_name[themonth]} {theyear}" if withyear else month_name[themonth]
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{text}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        """A month as a table."""
        rows = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_month}">',
                self.formatmonthname(theyear, themonth, withyear), self.formatweekheader()]
        rows += [self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)]
        return "".join([row + "\n" for row in rows + ["</table>"]])

    def formatyear(self, theyear, width=3):
        """A year as a table of tables."""
        width = max(width, 1)
        out = (f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_year}">\n'
               f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>')
        for first in range(1, 13, width):
            cells = [f"<td>{self.formatmonth(theyear, number, False)}</td>"
                     for number in range(first, min(first + width, 13))]
            out += f"<tr>{''.join(cells)}</tr>"
        return out + "</table>"

    def formatyearpage(self, theyear, width=3, css="calendar.css", encoding=None):
        """A year as a whole page."""
        encoding = encoding or "utf-8"
        lines = [f'<?xml version="1.0" encoding="{encoding}"?>',
                 '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
                 '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">', "<html>", "<head>",
                 f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />']
        if css is not None:
            lines.append(f'<link rel="stylesheet" type="text/css" href="{css}" />')
        lines += [f"<title>Calendar for {theyear}</title>", "</head>", "<body>"]
        page = "\n".join(lines) + "\n" + self.formatyear(theyear, width) + "</body>\n</html>\n"
        return page.encode(encoding, "xmlcharrefreplace")


_text = TextCalendar()
month, prmonth, monthcalendar = _text.formatmonth, _text.prmonth, _text.monthdayscalendar
calendar, prcal = _text.formatyear, _text.pryear
week, weekheader, prweek = _text.formatweek, _text.formatweekheader, _text.prweek
firstweekday = _text.getfirstweekday


def setfirstweekday(firstweekday):
    """Sets the day that weeks begin with."""
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    _text.firstweekday = firstweekday


def formatstring(cols, colwidth=20, spacing=6):
    """Texts side by side."""
    return (" " * spacing).join([text.center(colwidth) for text in cols])


def format(cols, colwidth=20, spacing=6):
    """Prints texts side by side."""
    print(formatstring(cols, colwidth, spacing))


def timegm(tuple):
    """Seconds since 1970 of a time in UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = _datetime._ordinal(year, month, 1) - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second
