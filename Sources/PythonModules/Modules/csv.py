"""Reads and writes tables with comma-separated values."""

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
    "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "unregister_dialect",
    "DictReader", "DictWriter", "unix_dialect", "Sniffer", "__version__",
]

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_limit = 131072
_dialects = {}


class Error(Exception):
    """A table that is malformed."""


Error.__module__ = "_csv"
_options = (
    ("delimiter", ","), ("quotechar", '"'), ("escapechar", None), ("doublequote", True), ("skipinitialspace", False),
    ("lineterminator", "\r\n"), ("quoting", QUOTE_MINIMAL), ("strict", False),
)


class _Settings:
    """A dialect that was looked through. It does not change."""

    __slots__ = tuple([name for name, _ in _options])

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        named, found = set(given), {}
        for name, default in _options:
            found[name] = given.pop(name) if name in given else getattr(dialect, name, default)
        if given:
            raise TypeError(f"'{next(iter(given))}' is an invalid keyword argument for this function")
        for name in ("delimiter", "escapechar", "quotechar"):
            value = found[name]
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                kind = "string" if name == "delimiter" else "string or None"
                raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if found["lineterminator"] is not None and not isinstance(found["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string')
        if type(found["quoting"]) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= found["quoting"] <= 3:
            raise TypeError('bad "quoting" value')
        if found["quotechar"] is None and "quotechar" in named and "quoting" not in named:
            found["quoting"] = QUOTE_NONE
        if found["quoting"] != QUOTE_NONE and found["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if found["lineterminator"] is None:
            raise TypeError("lineterminator must be set")
        for name in ("doublequote", "strict", "skipinitialspace"):
            found[name] = bool(found[name])
        for name, value in found.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        if name not in self.__slots__:
            raise AttributeError(f"'_csv.Dialect' object has no attribute '{name}'")
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __delattr__(self, name):
        self.__setattr__(name, None)

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_Settings.__name__ = _Settings.__qualname__ = "Dialect"
_Settings.__module__ = "_csv"


class Dialect:
    """How a table is written, to be derived from."""

    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ is not Dialect:
            self._valid = True
        try:
            _Settings(self, {})
        except TypeError as error:
            raise Error(str(error))


class excel(Dialect):
    """What Excel writes."""

    delimiter, quotechar, lineterminator, quoting = ",", '"', "\r\n", QUOTE_MINIMAL
    doublequote, skipinitialspace = True, False


class excel_tab(excel):
    """What Excel writes, with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Everything in quotes, lines as on Unix."""

    delimiter, quotechar, lineterminator, quoting = ",", '"', "\n", QUOTE_ALL
    doublequote, skipinitialspace = True, False


def register_dialect(name, dialect=None, **fmtparams):
    """Gives a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Settings(excel if dialect is None else dialect, fmtparams)


def unregister_dialect(name):
    """Forgets a dialect."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names of the dialects."""
    return list(_dialects)


def field_size_limit(*limit):
    """How long a field may be; sets another limit."""
    global _limit
    if len(limit) > 1:
        raise TypeError(f"field_size_limit() takes at most 1 argument ({len(limit)} given)")
    before = _limit
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _limit = limit[0]
    return before


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


class _Reader:
    def __init__(self, lines, dialect, options):
        self._lines, self.dialect, self.line_num = iter(lines), _Settings(dialect, options), 0

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(
                f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
        self.line_num += 1
        return line

    def __next__(self):
        dialect, line = self.dialect, self._line()
        special = (dialect.quoting != QUOTE_NONE and dialect.quotechar in line) or (
            dialect.escapechar is not None and dialect.escapechar in line)
        if not special and not dialect.skipinitialspace and dialect.quoting != QUOTE_NONNUMERIC:
            # The common case: nothing but delimiters.
            bare = line[:-2] if line.endswith("\r\n") else line[:-1] if line[-1:] in ("\n", "\r") else line
            if "\n" in bare or "\r" in bare:
                raise Error(
                    "new-line character seen in unquoted field - do you need to open the file in universal-newline"
                    " mode?")
            if not bare:
                return []
            fields = bare.split(dialect.delimiter)
            if len(bare) > _limit and max(map(len, fields)) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            return fields
        return self._parse(line)

    def _parse(self, line):
        """A row that has more in it than delimiters; it may go over several lines."""
        dialect = self.dialect
        delimiter, escape, quoting = dialect.delimiter, dialect.escapechar, dialect.quoting
        quote = dialect.quotechar if quoting != QUOTE_NONE else None
        fields, text, state, is_number = [], "", "start", False
        if line in ("", "\n", "\r", "\r\n"):
            return fields
        while True:
            at, size = 0, len(line)
            while at < size:
                if len(text) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
                if state == "quoted":
                    stop = line.find(quote, at)
                    escaped = -1 if escape is None else line.find(escape, at)
                    if escaped >= 0 and (stop < 0 or escaped < stop):
                        text, state, at = text + line[at:escaped], "quoted escape", escaped + 1
                    elif stop < 0:
                        text, at = text + line[at:], size
                    else:
                        state = "quote" if dialect.doublequote else "field"
                        text, at = text + line[at:stop], stop + 1
                    continue
                sign = line[at]
                at += 1
                is_end = sign == "\n" or sign == "\r"
                if state == "escape":
                    text, state = text + sign, "escaped end" if is_end else "field"
                elif state == "quoted escape":
                    text, state = text + sign, "quoted"
                elif state == "end":
                    if not is_end:
                        raise Error(
                            "new-line character seen in unquoted field - do you need to open the file in"
                            " universal-newline mode?")
                elif state == "quote" and sign == quote:
                    text, state = text + sign, "quoted"
                elif is_end or sign == delimiter:
                    fields.append(self._field(text, is_number))
                    text, state, is_number = "", "end" if is_end else "start", False
                elif state == "quote":
                    if dialect.strict:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                    text, state = text + sign, "field"
                elif sign == escape:
                    state = "escape"
                elif state == "start":
                    if sign == quote:
                        state = "quoted"
                    elif sign != " " or not dialect.skipinitialspace:
                        text, state, is_number = sign, "field", quoting == QUOTE_NONNUMERIC
                else:
                    text, state = text + sign, "field"
            # The end of the line.
            if state == "escape" or state == "quoted escape":
                text, state = text + "\n", "field" if state == "escape" else "quoted"
                if state == "field" and escape is not None:
                    state = "open field"
            if state in ("start", "field", "quote"):
                fields.append(self._field(text, is_number))
                return fields
            if state == "end":
                return fields
            try:
                line = self._line()
            except StopIteration:
                if dialect.strict:
                    raise Error("unexpected end of data") from None
                fields.append(self._field(text, is_number))
                return fields
            if state == "open field":
                state = "field"

    def _field(self, text, is_number):
        if len(text) > _limit:
            raise Error(f"field larger than field limit ({_limit})")
        return float(text) if is_number else text


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Reader.__module__ = "_csv"


def reader(iterable, dialect="excel", **fmtparams):
    """The rows of a table as lists of texts."""
    return _Reader(iterable, dialect, fmtparams)


class _Writer:
    def __init__(self, file, dialect, options):
        if not callable(getattr(file, "write", None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write, self.dialect = file.write, _Settings(dialect, options)
        d = self.dialect
        self._special = [sign for sign in (d.delimiter, d.quotechar, d.escapechar, *d.lineterminator) if sign]

    def writerow(self, row, /):
        """Writes a row."""
        dialect = self.dialect
        try:
            values = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields, quoting = [], dialect.quoting
        for value in values:
            is_number = isinstance(value, (int, float))
            text = "" if value is None else value if isinstance(value, str) else str(value)
            quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not is_number
            for sign in self._special:
                if sign in text:
                    text, quoted = self._escaped(text, quoted)
                    break
            if not text and not quoted and dialect.delimiter == " " and dialect.skipinitialspace:
                if quoting == QUOTE_NONE:
                    raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
                quoted = True
            fields.append(dialect.quotechar + text + dialect.quotechar if quoted else text)
        if len(fields) == 1 and not fields[0]:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(fields) + dialect.lineterminator)

    def _escaped(self, text, quoted):
        dialect, out = self.dialect, []
        for sign in text:
            if sign in self._special:
                escapes = False
                if dialect.quoting == QUOTE_NONE:
                    escapes = True
                elif sign == dialect.quotechar:
                    if dialect.doublequote:
                        out.append(sign)
                        quoted = True
                    else:
                        escapes = True
                elif sign == dialect.escapechar:
                    escapes = True
                else:
                    quoted = True
                if escapes:
                    if dialect.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(dialect.escapechar)
            out.append(sign)
        return "".join(out), quoted

    def writerows(self, rows, /):
        """Writes rows."""
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = "_csv"


def writer(fileobj, dialect="excel", **fmtparams):
    """Writes rows to a file."""
    return _Writer(fileobj, dialect, fmtparams)


class DictReader:
    """The rows of a table as dicts, by the names in its first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self.restkey, self.restval, self.dialect = restkey, restval, dialect
        self._fieldnames = list(fieldnames) if hasattr(fieldnames, "__next__") else fieldnames
        self.reader, self.line_num = reader(f, dialect, *args, **kwds), 0

    def __iter__(self):
        return self

    def _names(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    def _rename(self, value):
        self._fieldnames = value

    fieldnames = property(_names, _rename, None, "The names of the columns.")

    def __next__(self):
        names, row = self._names(), []
        while not row:
            row = next(self.reader)
        self.line_num, missing = self.reader.line_num, len(names) - len(row)
        made = {**dict(zip(names, row)), **dict.fromkeys(names[len(row):], self.restval)}
        if missing < 0:
            made[self.restkey] = row[missing:]
        return made


class DictWriter:
    """Writes dicts as the rows of a table."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Writes the names of the columns."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, values):
        if self.extrasaction == "raise":
            wrong = values.keys() - self.fieldnames
            if wrong:
                raise ValueError(
                    f"dict contains fields not in fieldnames: {', '.join([repr(name) for name in wrong])}")
        return [values.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        """Writes a row."""
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        """Writes rows."""
        return self.writer.writerows([self._row(row) for row in rowdicts])


class Sniffer:
    """Guesses the dialect of a table, and whether its first row names the columns."""

    def __init__(self):
        # Taken first where the counts do not decide.
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """A dialect that fits a part of a table."""
        quotechar, doublequote, delimiter, space = self._guess_quote_and_delimiter(sample, delimiters)
        if not delimiter:
            delimiter, space = self._guess_delimiter(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote, dialect.delimiter = doublequote, delimiter
        # The reader needs a quote, if only in name.
        dialect.quotechar, dialect.skipinitialspace = quotechar or '"', space
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """From quoted fields: between two delimiters, at the start, at the end, alone."""
        import re

        quoted, mark = r"(?P<quote>[\"']).*?(?P=quote)", r"(?P<delim>[^\w\n\"'])"
        space, matches = r"(?P<space> ?)", []
        for pattern in (
            mark + space + quoted + "(?P=delim)", r"(?:^|\n)" + quoted + mark + space,
            mark + space + quoted + r"(?:$|\n)", r"(?:^|\n)" + quoted + r"(?:$|\n)",
        ):
            pattern = re.compile(pattern, re.DOTALL | re.MULTILINE)
            matches = list(pattern.finditer(data))
            if matches:
                break
        if not matches:
            return "", False, None, 0
        quotes, marks, spaces = {}, {}, 0
        for match in matches:
            parts = match.groupdict()
            if parts["quote"]:
                quotes[parts["quote"]] = quotes.get(parts["quote"], 0) + 1
            found = parts.get("delim")
            if found and (delimiters is None or found in delimiters):
                marks[found] = marks.get(found, 0) + 1
            if parts.get("space"):
                spaces += 1
        quote = max(quotes, key=quotes.get)
        if marks:
            delimiter = max(marks, key=marks.get)
            skips = marks[delimiter] == spaces
            if delimiter == "\n":
                # A table of one column.
                delimiter = ""
        else:
            delimiter, skips = "", 0
        within = re.escape(delimiter)
        doubled = re.compile(
            rf"((?:{within})|^)\W*{quote}[^{within}\n]*{quote}[^{within}\n]*{quote}\W*((?:{within})|$)",
            re.MULTILINE)
        return quote, bool(doubled.search(data)), delimiter, skips

    def _guess_delimiter(self, data, delimiters):
        """The sign that comes equally often in nearly all lines."""
        lines = [line for line in data.split("\n") if line]
        signs = [chr(code) for code in range(127)]
        counts, modes, wanted = {}, {}, {}
        portion, start, end = min(10, len(lines)), 0, min(10, len(lines))
        rounds = 0
        while start < len(lines):
            rounds += 1
            for line in lines[start:end]:
                for sign in signs:
                    table = counts.setdefault(sign, {})
                    times = line.count(sign)
                    table[times] = table.get(times, 0) + 1
            for sign, table in counts.items():
                items = list(table.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda item: item[1])
                    items.remove(best)
                    modes[sign] = best[0], best[1] - sum([times for _, times in items])
                else:
                    modes[sign] = items[0]
            total, consistency = min(portion * rounds, len(lines)), 1.0
            while not wanted and consistency >= 0.9:
                for sign, (times, hits) in modes.items():
                    if times > 0 and hits > 0 and hits / total >= consistency and (
                            delimiters is None or sign in delimiters):
                        wanted[sign] = times, hits
                consistency -= 0.01
            if len(wanted) == 1:
                delimiter = next(iter(wanted))
                return delimiter, self._skips(lines[0], delimiter)
            start, end = end, end + portion
        if not wanted:
            return "", 0
        for sign in self.preferred:
            if sign in wanted:
                return sign, self._skips(lines[0], sign)
        delimiter = max([(found, sign) for sign, found in wanted.items()])[1]
        return delimiter, self._skips(lines[0], delimiter)

    @staticmethod
    def _skips(line, delimiter):
        return line.count(delimiter) == line.count(f"{delimiter} ")

    def has_header(self, sample):
        """Whether the first row differs in kind from those below it."""
        from io import StringIO

        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = complex
                try:
                    complex(row[column])
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
