#--- months and weeks
import calendar
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2021), calendar.monthrange(2024, 2), calendar.weekday(2024, 2, 29), list(calendar.month_name), list(calendar.day_abbr), calendar.monthcalendar(2024, 2), calendar.timegm((2024, 2, 29, 1, 2, 3)))
print(calendar.month(2024, 2))
calendar.setfirstweekday(6)
calendar.prmonth(2023, 10)
try:
    calendar.monthrange(2024, 13)
except ValueError as e:
    print(e)
#--- timing a statement
import timeit
ran = []
print(timeit.timeit("ran.append(1)", number=5, globals=globals()) >= 0, len(ran), timeit.timeit(lambda: ran.append(2), number=3) >= 0, len(ran), len(timeit.repeat("x + 1", "x = 1", repeat=2, number=10)))
n, t = timeit.Timer("pass", timer=iter(range(0, 1000)).__next__).autorange()
print(n, t)
try:
    timeit.timeit(3)
except ValueError as e:
    print(e)
#--- years and weeks
import calendar
print(calendar.calendar(2024, w=2, l=1, c=4, m=4))
text = calendar.TextCalendar(6)
print(text.formatweekheader(3), text.formatmonthname(2024, 2, 20), sep="|")
text.prmonth(2023, 12)
print(list(calendar.Calendar().itermonthdays2(2024, 2))[:5], list(calendar.Calendar().itermonthdays4(2024, 1))[-4:])
print(calendar.Calendar().yeardayscalendar(2024, 6)[1][5][0], calendar.weekheader(2), calendar.monthrange(0, 1))
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:120])
