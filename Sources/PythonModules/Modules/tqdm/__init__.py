"""Progress bars for loops, drawn to stderr."""

import sys
from time import time

from _callers import terminal_size as _terminal_size

__version__ = "4.70.1"
__all__ = ["tqdm", "trange", "TqdmWarning", "TqdmKeyError", "TqdmTypeError", "__version__"]


class TqdmWarning(Warning):
    """A warning about how a bar is used."""

    def __init__(self, msg, fp_write=None, *a, **k):
        if fp_write is not None:
            fp_write(f"\n{self.__class__.__name__}: {str(msg).rstrip()}\n")
        else:
            super().__init__(msg, *a, **k)


class TqdmKeyError(KeyError):
    """An argument that no bar has."""


class TqdmTypeError(TypeError):
    """An argument of a wrong type."""


class TqdmDeprecationWarning(Exception):
    """Something that is no longer offered."""

    __init__ = TqdmWarning.__init__


def _width(text):
    """Columns on the screen, without colours."""
    if text.isascii() and "\x1b" not in text:
        return len(text)
    width = at = 0
    while at < len(text):
        if text[at:at + 2] == "\x1b[":
            at += 2
            while at < len(text) and not text[at].isalpha():
                at += 1
        else:
            code = ord(text[at])
            width += 2 if 0x1100 <= code <= 0x115F or 0x2E80 <= code <= 0xA4CF or 0xAC00 <= code <= 0xD7A3 or (
                0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE6F or 0xFF00 <= code <= 0xFF60 or (
                    0x1F300 <= code <= 0x1FAFF)) else 1
        at += 1
    return width


def _trim(text, width):
    if not width:
        return text
    if len(text) == _width(text):
        return text[:width]
    colored = "\x1b[" in text
    while _width(text) > width:
        text = text[:-1]
    return text + "\x1b[0m" if colored and "\x1b[" in text and not text.endswith("\x1b[0m") else text


def _shows_blocks(file):
    """Whether a file takes more than ASCII."""
    try:
        return bool("\u2588\u2589".encode(getattr(file, "encoding", None)))
    except (TypeError, UnicodeEncodeError, LookupError):
        return False


class _Probe:
    """Takes the place of a bar, to see how much room the rest needs."""

    used = False

    def __format__(self, spec):
        self.used = True
        return ""


_colours = ("BLACK", "RED", "GREEN", "YELLOW", "BLUE", "MAGENTA", "CYAN", "WHITE")


class Bar:
    """A bar of a width, as text."""

    ASCII = " 123456789#"
    UTF = " " + "".join(map(chr, range(0x258F, 0x2587, -1)))
    BLANK = "  "

    def __init__(self, frac, default_len=10, charset=UTF, colour=None):
        if not 0 <= frac <= 1:
            import warnings

            warnings.warn("clamping frac to range [0, 1]", TqdmWarning, stacklevel=2)
            frac = max(0, min(1, frac))
        self.frac, self.default_len, self.charset = frac, default_len, charset
        self.colour = self._code(colour) if colour else None

    @staticmethod
    def _code(colour):
        try:
            if colour.upper() in _colours:
                return f"\x1b[{30 + _colours.index(colour.upper())}m"
            if colour[0] == "#" and len(colour) == 7:
                return "\x1b[38;2;%d;%d;%dm" % tuple([int(colour[i:i + 2], 16) for i in (1, 3, 5)])
        except AttributeError:
            pass
        import warnings

        warnings.warn(
            f"Unknown colour ({colour}); valid choices: [hex (#00ff00), {', '.join(_colours)}]", TqdmWarning,
            stacklevel=2)
        return None

    def __format__(self, spec):
        charset, width = self.charset, self.default_len
        if spec:
            own = {"a": self.ASCII, "u": self.UTF, "b": self.BLANK}.get(spec[-1].lower())
            if own is not None:
                charset, spec = own, spec[:-1]
            if spec:
                width = int(spec)
                if width < 0:
                    width += self.default_len
        steps = len(charset) - 1
        full, part = divmod(int(self.frac * width * steps), steps)
        text = charset[-1] * full
        if full < width:
            text += charset[part] + charset[0] * (width - full - 1)
        return self.colour + text + "\x1b[0m" if self.colour else text


class EMA:
    """A mean in which later values count more."""

    def __init__(self, smoothing=0.3):
        self.alpha, self.last, self.calls = smoothing, 0, 0

    def __call__(self, x=None):
        beta = 1 - self.alpha
        if x is not None:
            self.last = self.alpha * x + beta * self.last
            self.calls += 1
        return self.last / (1 - beta ** self.calls) if self.calls else self.last


class _NoLock:
    def acquire(self, *args, **kwargs):
        return True

    def release(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


class tqdm:
    """An iterable that draws how far it is, or a bar to move by hand."""

    monitor_interval = 10
    monitor = None
    _instances = []
    _lock = _NoLock()

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1,
                 maxinterval=10.0, miniters=None, ascii=None, disable=False, unit="it", unit_scale=False,
                 dynamic_ncols=False, smoothing=0.3, bar_format=None, initial=0, position=None, postfix=None,
                 unit_divisor=1000, write_bytes=False, lock_args=None, nrows=None, colour=None, delay=0.0, gui=False,
                 **kwargs):
        file = sys.stderr if file is None else file
        if disable is None and hasattr(file, "isatty") and not file.isatty():
            disable = True
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except (TypeError, AttributeError):
                total = None
        if total == float("inf"):
            total = None
        self.iterable, self.n, self.total, self.leave = iterable, initial, total, leave
        self.disable = disable
        if disable:
            self.pos = 0
            return
        if kwargs:
            self.disable = True
            if "nested" in kwargs:
                raise TqdmDeprecationWarning(
                    "`nested` is deprecated and automated.\nUse `position` instead for manual control.\n",
                    fp_write=getattr(file, "write", sys.stderr.write))
            raise TqdmKeyError("Unknown argument(s): " + str(kwargs))
        if (ncols is None or nrows is None) and (file is sys.stderr or file is sys.stdout) or dynamic_ncols:
            columns, rows = _terminal_size(1 if file is sys.stdout else 2) or (None, None)
            ncols = columns if ncols is None or dynamic_ncols else ncols
            nrows = rows if nrows is None or dynamic_ncols else nrows
        self.dynamic_miniters = miniters is None
        self.miniters = 0 if miniters is None else miniters
        self.mininterval, self.maxinterval = mininterval or 0, maxinterval or 0
        self.desc, self.fp, self.ncols, self.nrows = desc or "", file, ncols, nrows
        self.ascii = not _shows_blocks(file) if ascii is None else ascii
        self.unit, self.unit_scale, self.unit_divisor = unit, unit_scale, unit_divisor
        self.initial, self.lock_args, self.delay, self.gui = initial, lock_args, delay, gui
        self.dynamic_ncols, self.smoothing = dynamic_ncols, smoothing or 0
        self._start_means()
        self.bar_format, self.colour, self.postfix = bar_format, colour, None
        self._time = time
        if postfix:
            try:
                self.set_postfix(refresh=False, **postfix)
            except TypeError:
                self.postfix = postfix
        self.last_print_n = initial
        taken = {abs(bar.pos) for bar in tqdm._instances}
        self.pos = min(set(range(len(taken) + 1)) - taken) if position is None else -position
        tqdm._instances.append(self)
        self.sp = self.status_printer(file)
        if delay <= 0:
            self.refresh()
        self.last_print_t = self.start_t = self._time()

    def _start_means(self):
        self._ema_dn, self._ema_dt, self._ema_miniters = (
            EMA(self.smoothing), EMA(self.smoothing), EMA(self.smoothing))

    @staticmethod
    def format_sizeof(num, suffix="", divisor=1000):
        """A number with a letter for thousands, millions and so on."""
        for unit in ("", "k", "M", "G", "T", "P", "E", "Z"):
            if abs(num) < 999.5:
                digits = "1.2f" if abs(num) < 9.995 else "2.1f" if abs(num) < 99.95 else "3.0f"
                return f"{num:{digits}}{unit}{suffix}"
            num /= divisor
        return f"{num:3.1f}Y{suffix}"

    @staticmethod
    def format_interval(t):
        """Seconds as a clock shows them."""
        minutes, seconds = divmod(abs(int(t)), 60)
        hours, minutes = divmod(minutes, 60)
        clock = f"{hours:d}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
        return "-" + clock if t < 0 else clock

    @staticmethod
    def format_num(n):
        """A number in three digits, if that is shorter."""
        short = f"{n:.3g}".replace("e+0", "e+").replace("e-0", "e-")
        n = str(n)
        return short if len(short) < len(n) else n

    @staticmethod
    def status_printer(file):
        """A function that draws a line over the one before."""
        flush = getattr(file, "flush", lambda: None)
        if file is sys.stderr or file is sys.stdout:
            sys.stderr.flush()
            sys.stdout.flush()
        last = [0]

        def print_status(text):
            width = _width(text)
            file.write("\r" + text + " " * max(last[0] - width, 0))
            flush()
            last[0] = width

        return print_status

    @staticmethod
    def format_meter(n, total, elapsed, ncols=None, prefix="", ascii=False, unit="it", unit_scale=False, rate=None,
                     bar_format=None, postfix=None, unit_divisor=1000, initial=0, colour=None, **extra_kwargs):
        """The line of a bar."""
        if total and (n >= total + 0.5 or total == float("inf")):
            total = None
        if unit_scale and unit_scale not in (True, 1):
            total = total * unit_scale if total else total
            n *= unit_scale
            rate = rate * unit_scale if rate else rate
            unit_scale = False
        size, interval = tqdm.format_sizeof, tqdm.format_interval
        clock = interval(elapsed)
        if rate is None and elapsed:
            rate = (n - initial) / elapsed
        inverse = 1 / rate if rate else None
        per_second = ((size(rate) if unit_scale else f"{rate:5.2f}") if rate else "?") + unit + "/s"
        seconds_per = ((size(inverse) if unit_scale else f"{inverse:5.2f}") if inverse else "?") + "s/" + unit
        rate_fmt = seconds_per if inverse and inverse > 1 else per_second
        if unit_scale:
            n_fmt = size(n, divisor=unit_divisor)
            total_fmt = size(total, divisor=unit_divisor) if total is not None else "?"
        else:
            n_fmt, total_fmt = str(n), str(total) if total is not None else "?"
        try:
            postfix = ", " + postfix if postfix else ""
        except TypeError:
            pass
        remaining = (total - n) / rate if rate and total else 0
        left = interval(remaining) if rate else "?"
        l_bar = (prefix if prefix[-2:] == ": " else prefix + ": ") if prefix else ""
        r_bar = f"| {n_fmt}/{total_fmt} [{clock}<{left}, {rate_fmt}{postfix}]"
        if not total and not bar_format:
            head = prefix + ": " if prefix else ""
            return _trim(f"{head}{n_fmt}{unit} [{clock}, {rate_fmt}{postfix}]", ncols)
        percentage = n / total * 100 if total else 0
        l_bar += f"{percentage:3.0f}%|" if total else "|"
        if total and ncols == 0:
            return l_bar[:-1] + r_bar[1:]
        if not bar_format:
            room = max(1, ncols - _width(l_bar + r_bar)) if ncols else 10
            bar = Bar(n / total, room, Bar.ASCII if ascii is True else ascii or Bar.UTF, colour)
            return _trim(f"{l_bar}{bar}{r_bar}", ncols)
        names = {
            "n": n, "n_fmt": n_fmt, "total": total, "total_fmt": total_fmt, "elapsed": clock, "elapsed_s": elapsed,
            "ncols": ncols, "desc": prefix or "", "unit": unit, "rate": inverse if inverse and inverse > 1 else rate,
            "rate_fmt": rate_fmt, "rate_noinv": rate, "rate_noinv_fmt": per_second, "rate_inv": inverse,
            "rate_inv_fmt": seconds_per, "postfix": postfix, "unit_divisor": unit_divisor, "colour": colour,
            "remaining": left, "remaining_s": remaining, "l_bar": l_bar, "r_bar": r_bar, "percentage": percentage,
            **extra_kwargs,
        }
        if "{eta" in bar_format:
            from datetime import datetime, timedelta, timezone

            names["eta"] = (datetime.now() + timedelta(seconds=remaining) if rate and total
                            else datetime.fromtimestamp(0, timezone.utc))
        if total and not prefix:
            bar_format = bar_format.replace("{desc}: ", "")
        probe = _Probe()
        without = bar_format.format(bar=probe, **names)
        if not probe.used:
            return _trim(without, ncols)
        room = max(1, ncols - _width(without)) if ncols else 10
        if total:
            bar = Bar(n / total, room, Bar.ASCII if ascii is True else ascii or Bar.UTF, colour)
        else:
            bar = Bar(0, room, Bar.BLANK, colour)
        return _trim(bar_format.format(bar=bar, **names), ncols)

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        """Prints a line above the bars."""
        file = sys.stdout if file is None else file
        streams = (sys.stdout, sys.stderr)
        cleared = [bar for bar in tqdm._instances if hasattr(bar, "start_t") and (
            bar.fp is file or bar.fp in streams and file in streams)]
        for bar in cleared:
            bar.clear()
        file.write(s)
        file.write(end)
        for bar in cleared:
            bar.refresh()

    @classmethod
    def set_lock(cls, lock):
        """Sets what bars wait for; there is nothing to wait for here."""
        cls._lock = lock

    @classmethod
    def get_lock(cls):
        """What bars wait for."""
        return cls._lock

    def __bool__(self):
        if self.total is not None:
            return self.total > 0
        if self.iterable is None:
            raise TypeError("bool() undefined when iterable == total == None")
        return bool(self.iterable)

    def __len__(self):
        if self.iterable is None:
            return self.total
        if hasattr(self.iterable, "shape"):
            return self.iterable.shape[0]
        return len(self.iterable) if hasattr(self.iterable, "__len__") else self.total

    def __reversed__(self):
        kept = self.iterable
        self.iterable = reversed(kept)
        return self.__iter__()

    def __contains__(self, item):
        contains = getattr(self.iterable, "__contains__", None)
        return contains(item) if contains is not None else item in self.__iter__()

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def __str__(self):
        return self.format_meter(**self.format_dict)

    __repr__ = __str__

    def __lt__(self, other):
        return abs(self.pos) < abs(other.pos)

    def __hash__(self):
        return id(self)

    def __iter__(self):
        iterable = self.iterable
        if self.disable:
            yield from iterable
            return
        mininterval = self.mininterval
        last_print_t, last_print_n = self.last_print_t, self.last_print_n
        first_t = self.start_t + self.delay
        n, now = self.n, self._time
        try:
            for item in iterable:
                yield item
                n += 1
                if n - last_print_n >= self.miniters:
                    current = now()
                    if current - last_print_t >= mininterval and current >= first_t:
                        self.update(n - last_print_n)
                        last_print_t, last_print_n = self.last_print_t, self.last_print_n
        finally:
            self.n = n
            self.close()

    def update(self, n=1):
        """Moves the bar on, and draws it if it is time."""
        if self.disable:
            return None
        if n < 0:
            self.last_print_n += n
        self.n += n
        if self.n - self.last_print_n < self.miniters:
            return None
        now = self._time()
        passed = now - self.last_print_t
        if passed < self.mininterval or now < self.start_t + self.delay:
            return None
        now = self._time()
        moved = self.n - self.last_print_n
        if self.smoothing and passed and moved:
            self._ema_dn(moved)
            self._ema_dt(passed)
        self.refresh()
        if self.dynamic_miniters:
            if self.maxinterval and passed >= self.maxinterval:
                self.miniters = moved * (self.mininterval or self.maxinterval) / passed
            elif self.smoothing:
                self.miniters = self._ema_miniters(
                    moved * (self.mininterval / passed if self.mininterval and passed else 1))
            else:
                self.miniters = max(self.miniters, moved)
        self.last_print_n, self.last_print_t = self.n, now
        return True

    def close(self):
        """Draws the bar for the last time, or takes it away."""
        if getattr(self, "disable", True):
            return
        self.disable = True
        position = abs(self.pos)
        if self in tqdm._instances:
            tqdm._instances.remove(self)
            last = (self.nrows or 20) - 1
            hidden = [bar for bar in tqdm._instances if bar.pos >= last]
            if hidden:
                first = min(hidden, key=lambda bar: bar.pos)
                first.clear()
                first.pos = position
        if not hasattr(self, "last_print_t") or self.last_print_t < self.start_t + self.delay:
            return
        self.fp.write("")
        if position == 0 if self.leave is None else self.leave:
            self._ema_dt = lambda: None
            self.display(pos=0)
            self.fp.write("\n")
        elif self.display(msg="", pos=position) and not position:
            self.fp.write("\r")

    def clear(self, nolock=False):
        """Takes the bar off the screen for now."""
        if self.disable:
            return
        position = abs(self.pos)
        if position < (self.nrows or 20):
            self.moveto(position)
            self.sp("")
            self.fp.write("\r")
            self.moveto(-position)

    def refresh(self, nolock=False, lock_args=None):
        """Draws the bar now."""
        if self.disable:
            return None
        self.display()
        return True

    def unpause(self):
        """Leaves out the time since the bar was last drawn."""
        if self.disable:
            return
        now = self._time()
        self.start_t += now - self.last_print_t
        self.last_print_t = now

    def reset(self, total=None):
        """Begins anew."""
        self.n = 0
        if total is not None:
            self.total = None if total == float("inf") else total
        if self.disable:
            return
        self.last_print_n = 0
        self.last_print_t = self.start_t = self._time()
        self._start_means()
        self.refresh()

    def set_description(self, desc=None, refresh=True):
        """Sets the text before the bar."""
        self.desc = desc + ": " if desc else ""
        if refresh:
            self.refresh()

    def set_description_str(self, desc=None, refresh=True):
        """Sets the text before the bar, without a colon."""
        self.desc = desc or ""
        if refresh:
            self.refresh()

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        """Sets names and values behind the bar."""
        shown = dict(ordered_dict or {})
        for name in sorted(kwargs):
            shown[name] = kwargs[name]
        parts = []
        for name, value in shown.items():
            if isinstance(value, (int, float, complex)):
                value = self.format_num(value)
            parts.append(f"{name}={str(value).strip()}")
        self.postfix = ", ".join(parts)
        if refresh:
            self.refresh()

    def set_postfix_str(self, s="", refresh=True):
        """Sets the text behind the bar."""
        self.postfix = str(s)
        if refresh:
            self.refresh()

    def moveto(self, n):
        """Goes lines down, or up."""
        self.fp.write("\n" * n + "\x1b[A" * -n)
        getattr(self.fp, "flush", lambda: None)()

    @property
    def format_dict(self):
        """What format_meter is given."""
        if self.disable and not hasattr(self, "unit"):
            return {"n": self.n, "total": self.total, "elapsed": 0, "unit": "it"}
        if self.dynamic_ncols:
            self.ncols, self.nrows = _terminal_size(1 if self.fp is sys.stdout else 2) or (self.ncols, self.nrows)
        passed = self._ema_dt()
        return {
            "n": self.n, "total": self.total,
            "elapsed": self._time() - self.start_t if hasattr(self, "start_t") else 0, "ncols": self.ncols,
            "nrows": self.nrows, "prefix": self.desc, "ascii": self.ascii, "unit": self.unit,
            "unit_scale": self.unit_scale, "rate": self._ema_dn() / passed if passed else None,
            "bar_format": self.bar_format, "postfix": self.postfix, "unit_divisor": self.unit_divisor,
            "initial": self.initial, "colour": self.colour,
        }

    def display(self, msg=None, pos=None):
        """Draws a text where the bar is."""
        pos = abs(self.pos) if pos is None else pos
        rows = self.nrows or 20
        if pos >= rows - 1:
            if pos >= rows:
                return False
            if msg or msg is None:
                msg = " ... (more hidden) ..."
        if pos:
            self.moveto(pos)
        self.sp(str(self) if msg is None else msg)
        if pos:
            self.moveto(-pos)
        return True


def trange(*args, **kwargs):
    """tqdm(range(*args), **kwargs)."""
    return tqdm(range(*args), **kwargs)


def tqdm_notebook(*args, **kwargs):
    """The same bar as elsewhere: there is no notebook here."""
    return tqdm(*args, **kwargs)


def tnrange(*args, **kwargs):
    """tqdm_notebook(range(*args), **kwargs)."""
    return tqdm(range(*args), **kwargs)
