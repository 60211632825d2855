"""Reads and writes tables with comma-separated values."""

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
    "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "unregister_dialect",
    "DictReader", "DictWriter", "unix_dialect", "__version__",
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
    """A dialect that was looked through."""

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        named = set(given)
        for name, default in _options:
            setattr(self, name, given.pop(name) if name in given else getattr(dialect, name, default))
        if given:
            raise TypeError(f"'{next(iter(given))}' is an invalid keyword argument for this function")
        for name in ("delimiter", "quotechar", "escapechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                kind = "string" if name == "delimiter" else "string or None"
                raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
            if len(value) != 1 and not (name != "delimiter" and value == ""):
                raise TypeError(f'"{name}" must be a 1-character string')
            if value == "":
                setattr(self, name, None)
        if type(self.quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        if not isinstance(self.lineterminator, str):
            raise TypeError(
                f'"lineterminator" must be a string, not {type(self.lineterminator).__name__}'
                if self.lineterminator is not None else '"lineterminator" must be set')
        if self.quotechar is None and "quotechar" in named and "quoting" not in named:
            self.quoting = QUOTE_NONE
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self.doublequote, self.strict = bool(self.doublequote), bool(self.strict)
        self.skipinitialspace = bool(self.skipinitialspace)


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
        dialect = self.dialect
        delimiter, escape, quoting = dialect.delimiter, dialect.escapechar, dialect.quoting
        quote = dialect.quotechar if quoting != QUOTE_NONE else None
        fields, at = [], 0
        if line in ("\n", "\r\n", "\r", ""):
            return fields
        while True:
            # At the start of a field.
            text, quoted = "", False
            if dialect.skipinitialspace:
                while line[at:at + 1] == " ":
                    at += 1
            if quote is not None and line[at:at + 1] == quote:
                quoted = True
                text, line, at, ended = self._quoted(line, at + 1)
                if ended:
                    fields.append(text)
                    return fields
            # Up to the delimiter or the end of the line.
            while True:
                sign = line[at:at + 1]
                if sign == "" or sign in "\r\n":
                    rest = line[at:]
                    if rest.strip("\r\n"):
                        raise Error(
                            "new-line character seen in unquoted field - do you need to open the file in"
                            " universal-newline mode?")
                    fields.append(self._field(text, quoted))
                    return fields
                if sign == delimiter:
                    at += 1
                    break
                if sign == escape:
                    at += 1
                    if at >= len(line):
                        try:
                            line, at = self._line(), 0
                        except StopIteration:
                            fields.append(self._field(text + "\n", quoted))
                            return fields
                    text += line[at]
                    at += 1
                    continue
                text += sign
                at += 1
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            fields.append(self._field(text, quoted))

    def _field(self, text, quoted):
        if len(text) > _limit:
            raise Error(f"field larger than field limit ({_limit})")
        return float(text) if self.dialect.quoting == QUOTE_NONNUMERIC and not quoted else text

    def _quoted(self, line, at):
        """What stands in quotes, which may go over several lines; then the line and place that it ends at."""
        dialect, text = self.dialect, ""
        quote, escape = dialect.quotechar, dialect.escapechar
        while True:
            stop = line.find(quote, at)
            if escape is not None:
                escaped = line.find(escape, at)
                if escaped >= 0 and (stop < 0 or escaped < stop):
                    text += line[at:escaped] + line[escaped + 1:escaped + 2]
                    at = escaped + 2
                    if at <= len(line):
                        continue
                    stop, at = -1, len(line)
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            if stop < 0:
                text += line[at:]
                try:
                    line, at = self._line(), 0
                except StopIteration:
                    if dialect.strict:
                        raise Error("unexpected end of data") from None
                    return text, "", 0, True
                continue
            text += line[at:stop]
            at = stop + 1
            if dialect.doublequote and line[at:at + 1] == quote:
                text += quote
                at += 1
                continue
            following = line[at:at + 1]
            if dialect.strict and following not in ("", "\r", "\n", dialect.delimiter):
                raise Error(f"'{dialect.delimiter}' expected after '{quote}'")
            return text, line, at, False


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
