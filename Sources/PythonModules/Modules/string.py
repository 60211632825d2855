"""Sets of characters, templates, and formatting to build on."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace
_name_start = ascii_letters + "_"
_name_rest = _name_start + digits


def capwords(s, sep=None):
    """The words of a text, each with a capital first letter."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """A text with names to fill in: `$name` or `${name}`."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Each placeholder as start, end, kind and name."""
        cls = type(self)
        own = getattr(cls, "pattern", None)
        if own is not None or cls.idpattern is not Template.idpattern or cls.braceidpattern or cls.flags is not None:
            import re

            if own is None:
                delimiter = re.escape(cls.delimiter)
                own = (rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})|"
                       rf"{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))")
            flags = re.IGNORECASE if cls.flags is None else cls.flags
            pattern = re.compile(own, flags | re.VERBOSE) if isinstance(own, str) else own
            for match in pattern.finditer(self.template):
                groups = match.groupdict()
                if all([groups.get(kind) is None for kind in ("named", "braced", "escaped", "invalid")]):
                    raise ValueError("Unrecognized named group in pattern", pattern)
                name = groups.get("named") or groups.get("braced")
                kind = "named" if name is not None else "escaped" if groups.get("escaped") is not None else "invalid"
                yield match.start(), match.end(), kind, name
            return
        text, delimiter = self.template, cls.delimiter
        start = text.find(delimiter)
        while start >= 0:
            at = start + len(delimiter)
            end, kind, name = at, "invalid", None
            if text.startswith(delimiter, at):
                end, kind = at + len(delimiter), "escaped"
            else:
                braced = text[at:at + 1] == "{"
                first = last = at + braced
                if text[first:first + 1] and text[first] in _name_start:
                    while last < len(text) and text[last] in _name_rest:
                        last += 1
                    if not braced or text[last:last + 1] == "}":
                        end, kind, name = last + braced, "named", text[first:last]
            yield start, end, kind, name
            start = text.find(delimiter, end)

    def _filled(self, mapping, safe):
        out, last = [], 0
        for start, end, kind, name in self._parts():
            out.append(self.template[last:start])
            last = end
            if kind == "escaped":
                out.append(self.delimiter)
            elif kind == "named":
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    out.append(self.template[start:end])
            elif safe:
                out.append(self.template[start:end])
            else:
                # The place is that of the character behind the delimiter.
                lines = self.template[:start + len(self.delimiter)].splitlines(keepends=True)
                before = self.template[:start + len(self.delimiter)]
                if not lines:
                    column, line = 1, 1
                else:
                    line = len(lines)
                    column = len(before) - len("".join(lines[:-1])) - len(self.delimiter) + 1
                raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
        return "".join(out) + self.template[last:]

    def substitute(self, mapping={}, /, **kws):
        """The text with every name filled in."""
        return self._filled({**mapping, **kws} if kws else mapping, False)

    def safe_substitute(self, mapping={}, /, **kws):
        """The text with the names filled in that are known."""
        return self._filled({**mapping, **kws} if kws else mapping, True)

    def is_valid(self):
        """Whether no placeholder is malformed."""
        return all([kind != "invalid" for _, _, kind, _ in self._parts()])

    def get_identifiers(self):
        """The names, in the order of first use."""
        return list(dict.fromkeys([name for _, _, kind, name in self._parts() if kind == "named"]))


def _split_field(name):
    """The first part of a field name, and its attributes and keys."""
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first, rest = name[:end], []
    while end < len(name):
        if name[end] == ".":
            start = end = end + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            if start == end:
                raise ValueError("Empty attribute in format string")
            rest.append((True, name[start:end]))
        elif name[end] == "[":
            close = name.find("]", end)
            if close < 0:
                raise ValueError("Missing ']' in format string")
            key = name[end + 1:close]
            if not key:
                raise ValueError("Empty attribute in format string")
            rest.append((False, int(key) if key.isdigit() else key))
            end = close + 1
            if end < len(name) and name[end] not in ".[":
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return int(first) if first.isdigit() else first, rest


class Formatter:
    """What str.format does, in steps that a subclass can change."""

    def format(self, format_string, /, *args, **kwargs):
        """The text with its fields filled in."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """As format, with the arguments in a tuple and a dict."""
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used, depth, auto):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if field is None:
                continue
            if field == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto)
                auto += 1
            elif field.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            value, key = self.get_field(field, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(value, spec))
        return "".join(out), auto

    def get_value(self, key, args, kwargs):
        """The argument of a number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """For subclasses: is told which arguments were used."""

    def format_field(self, value, format_spec):
        """The text of a value."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """The value after `!r`, `!s` or `!a`."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """The pieces of a text: what comes before a field, its name, format and conversion."""
        text, at, literal = format_string, 0, ""
        while at < len(text):
            sign = text[at]
            if sign not in "{}":
                start = at
                while at < len(text) and text[at] not in "{}":
                    at += 1
                literal += text[start:at]
                continue
            if text[at + 1:at + 2] == sign:
                yield literal + sign, None, None, None
                literal, at = "", at + 2
                continue
            if sign == "}":
                raise ValueError("Single '}' encountered in format string")
            if at + 1 == len(text):
                raise ValueError("Single '{' encountered in format string")
            start, depth = at + 1, 1
            at = start
            while at < len(text) and depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field, conversion, spec, inner = text[start:at - 1], None, "", 0
            for index, sign in enumerate(field):
                if sign == "[":
                    inner += 1
                elif sign == "]":
                    inner -= 1
                elif sign in "!:" and inner <= 0:
                    if sign == "!":
                        conversion = field[index + 1:index + 2]
                        spec = field[index + 2:]
                        if not conversion:
                            raise ValueError("end of string while looking for conversion specifier")
                        if spec and spec[0] != ":":
                            raise ValueError("expected ':' after conversion specifier")
                        spec = spec[1:]
                    else:
                        spec = field[index + 1:]
                    field = field[:index]
                    break
            yield literal, field, spec, conversion
            literal = ""
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        """The value that a field names, and the argument it came from."""
        first, rest = _split_field(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            value = getattr(value, name) if is_attribute else value[name]
        return value, first
