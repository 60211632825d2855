"""Dates and times read from text by a format: what time.strptime and datetime.strptime do."""

import re
import time

_weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
_months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
           'november', 'december']


def _names(letter, names):
    return '(?P<%s>%s)' % (letter, '|'.join(sorted(names, key=len, reverse=True)))


# A letter, then what stands for it in a pattern.
_directives = {line[0]: f'(?P<{line[0]}>{line[2:]})' for line in r'''
d 3[01]|[12]\d|0[1-9]|[1-9]| [1-9]
f [0-9]{1,6}
H 2[0-3]|[01]\d|\d
I 1[0-2]|0[1-9]|[1-9]| [1-9]
G \d\d\d\d
j 36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]
m 1[0-2]|0[1-9]|[1-9]
M [0-5]\d|\d
S 6[01]|[0-5]\d|\d
U 5[0-3]|[0-4]\d|\d
W 5[0-3]|[0-4]\d|\d
w [0-6]
u [1-7]
V 5[0-3]|0[1-9]|[1-4]\d|\d
y \d\d
Y \d\d\d\d
z [+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z)
Z utc|gmt|[a-z]{3,5}
'''.strip('\n').split('\n')} | {
    'A': _names('A', _weekdays),
    'a': _names('a', [name[:3] for name in _weekdays]),
    'B': _names('B', _months),
    'b': _names('b', [name[:3] for name in _months]),
    'h': _names('b', [name[:3] for name in _months]),
    'p': r'(?P<p>am|pm)',
    '%': '%',
}
_whole = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'D': '%m/%d/%y', 'T': '%H:%M:%S',
          'R': '%H:%M'}
_compiled = {}


def _pattern(format):
    if format in _compiled:
        return _compiled[format]
    text = ''
    at = 0
    while at < len(format):
        char = format[at]
        at += 1
        if char == '%':
            if at == len(format):
                raise ValueError("stray %% in format '%s'" % format)
            letter = format[at]
            at += 1
            if letter in ('c', 'x', 'X'):
                format = format[:at] + _whole[letter] + format[at:]
            elif letter in _directives:
                text += _directives[letter]
            else:
                raise ValueError("'%s' is a bad directive in format '%s'" % (letter, format))
        elif char.isspace():
            while at < len(format) and format[at].isspace():
                at += 1
            text += r'\s+'
        else:
            text += re.escape(char)
    try:
        _compiled[format] = made = re.compile(text, re.IGNORECASE)
    except re.error as problem:
        raise ValueError('%s in format %r' % (problem.msg, format)) from None
    return made


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year, month):
    lengths = (31, 28 + _is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return sum(lengths[:month - 1])


def _ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _days_before(year, month) + day


def _from_julian(year, julian):
    month = 12
    while month > 1 and _days_before(year, month) >= julian:
        month -= 1
    return month, julian - _days_before(year, month)


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """The parts of the date, the fraction of the second, and the offset of the zone with its fraction."""
    for index, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError('strptime() argument {} must be str, not {}'.format(index, type(arg)))
    found = _pattern(format).match(data_string)
    if not found:
        raise ValueError('time data %r does not match format %r' % (data_string, format))
    if len(data_string) != found.end():
        raise ValueError('unconverted data remains: %s' % data_string[found.end():])
    parts = found.groupdict()
    year = month = day = julian = weekday = week = iso_year = iso_week = zone = offset = None
    month_given = day_given = False
    hour = minute = second = fraction = offset_fraction = 0
    week_starts = 0
    dst = -1
    for key, text in parts.items():
        if key == 'y':
            year = int(text) + (2000 if int(text) <= 68 else 1900)
        elif key == 'Y':
            year = int(text)
        elif key == 'G':
            iso_year = int(text)
        elif key == 'm':
            month = int(text)
        elif key == 'B':
            month = _months.index(text.lower()) + 1
        elif key == 'b':
            month = [name[:3] for name in _months].index(text.lower()) + 1
        elif key == 'd':
            day = int(text)
        elif key == 'H':
            hour = int(text)
        elif key == 'I':
            hour = int(text) % 12
            if (parts.get('p') or '').lower() == 'pm':
                hour += 12
        elif key == 'M':
            minute = int(text)
        elif key == 'S':
            second = int(text)
        elif key == 'f':
            fraction = int(text + '0' * (6 - len(text)))
        elif key == 'A':
            weekday = _weekdays.index(text.lower())
        elif key == 'a':
            weekday = [name[:3] for name in _weekdays].index(text.lower())
        elif key == 'w':
            weekday = (int(text) + 6) % 7
        elif key == 'u':
            weekday = int(text) - 1
        elif key == 'j':
            julian = int(text)
        elif key in 'UW':
            week, week_starts = int(text), 6 if key == 'U' else 0
        elif key == 'V':
            iso_week = int(text)
        elif key == 'z':
            offset, offset_fraction = _offset(text)
        elif key == 'Z':
            lower = text.lower()
            names = [name.lower() for name in time.tzname]
            if lower in ('utc', 'gmt') or lower in names:
                zone = text
                dst = 1 if time.daylight and lower == names[1] and names[0] != names[1] else 0
            else:
                raise ValueError('time data %r does not match format %r' % (data_string, format))
    if iso_year is not None:
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use "
                             "'%Y' instead.")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")
    leap_day = False
    if year is None:
        year = 1900
        if month == 2 and day == 29:
            year, leap_day = 1904, True
    if julian is None and weekday is not None:
        if week is not None:
            first = (_ordinal(year, 1, 1) + 6) % 7
            day_of_week = weekday
            if week_starts == 6:
                first, day_of_week = (first + 1) % 7, (weekday + 1) % 7
            start = (7 - first) % 7
            julian = 1 + day_of_week - first if week == 0 else 1 + start + 7 * (week - 1) + day_of_week
        elif iso_year is not None:
            correction = (_ordinal(iso_year, 1, 4) + 6) % 7 + 4
            year, julian = iso_year, iso_week * 7 + weekday + 1 - correction
            if julian < 1:
                year -= 1
                julian += 365 + _is_leap(year)
            elif julian > 365 + _is_leap(year):
                julian -= 365 + _is_leap(year)
                year += 1
        if julian is not None and julian <= 0:
            year -= 1
            julian += 365 + _is_leap(year)
    if julian is None:
        month, day = month or 1, day or 1
        if day > (31, 28 + _is_leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
            raise ValueError('day is out of range for month')
        julian = _ordinal(year, month, day) - _ordinal(year, 1, 1) + 1
    elif month is None or day is None or week is not None or iso_year is not None:
        month, day = _from_julian(year, julian)
    if weekday is None:
        weekday = (_ordinal(year, month, day) + 6) % 7
    if leap_day:
        year = 1900
    return (year, month, day, hour, minute, second, weekday, julian, dst, zone, offset), fraction, offset_fraction


def _offset(text):
    """Seconds and microseconds of +HH:MM:SS.ffffff."""
    if text == 'Z':
        return 0, 0
    digits = text[1:].replace(':', '')
    if ':' in text and text.count(':') == 1 and len(text) > 6:
        raise ValueError('Inconsistent use of : in ' + text)
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    part = digits[7:]
    microseconds = int(part + '0' * (6 - len(part))) if part else 0
    return (-seconds, -microseconds) if text[0] == '-' else (seconds, microseconds)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    parts = _strptime(data_string, format)[0]
    return time._make(parts[:9], parts[9], parts[10])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    from datetime import timedelta, timezone
    parts, fraction, offset_fraction = _strptime(data_string, format)
    name, offset = parts[-2:]
    args = parts[:6] + (fraction,)
    if offset is not None:
        delta = timedelta(seconds=offset, microseconds=offset_fraction)
        args += (timezone(delta, name) if name else timezone(delta),)
    return cls(*args)
