"""Messages to the person at the keyboard, shown once for each place that sends them."""

import sys
from _callers import place as _place

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
    "catch_warnings",
]

# Each is (action, message pattern, category, module pattern, line).
filters = [
    ("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 1
_actions = ("default", "always", "ignore", "module", "once", "error")


class WarningMessage:
    """A warning that was sent."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def _source_line(filename, lineno):
    if filename[:1] == "<":
        return ""
    try:
        with open(filename) as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line.strip()
    except (OSError, ValueError):
        pass
    return ""


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = _source_line(filename, lineno) if line is None else line.strip()
    return text + f"  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, or to stderr."""
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            # Looked up by name, for programs put their own there.
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


_own_showwarning = showwarning


def _insert(item, append):
    global _version
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _version += 1


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Says what to do with warnings whose text and module match patterns."""
    assert action in _actions, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _insert((action, message and (message, True), category, module and (module, False), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Says what to do with warnings of a category."""
    assert action in _actions, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    """Forgets all filters."""
    global _version
    filters[:] = []
    _version += 1


def warn(message, category=None, stacklevel=1, source=None):
    """Sends a warning, on behalf of the caller that is `stacklevel` calls away."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    found = _place(max(stacklevel, 1))
    if found is None:
        filename, lineno, names = "sys", 1, sys.__dict__
    else:
        filename, lineno, _, names = found
    module = names.get("__name__", "<string>")
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, names, source)


def _matches(pattern, text):
    """Whether a text begins as the pattern says: None, a whole word, or an expression and whether case matters not."""
    if not pattern or isinstance(pattern, str):
        return not pattern or pattern == text
    expression, ignores_case = pattern
    start = expression[:-2] if expression.endswith(".*") else expression
    if not any([sign in "\\.^$*+?{}[]|()" for sign in start]):
        return text.lower().startswith(start.lower()) if ignores_case else text.startswith(start)
    import re

    return re.compile(expression, re.I if ignores_case else 0).match(text) is not None


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Sends a warning from a place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, pattern, kind, place, line in filters:
        if (_matches(pattern, text) and issubclass(category, kind) and _matches(place, module)
                and (line == 0 or lineno == line)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        short = (text, category)
        if onceregistry.get(short):
            return
        onceregistry[short] = 1
    elif action == "module":
        registry[key] = 1
        short = (text, category, 0)
        if registry.get(short):
            return
        registry[short] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {(action, pattern, kind, place, line)}")
    show = globals().get("showwarning")
    if _recorders and show is _own_showwarning:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno, source=source))
    else:
        show(message, category, filename, lineno)


_recorders = []


class catch_warnings:
    """Brings filters back at the end of a block; with record=True collects the warnings of the block in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global showwarning, _version
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = filters[:]
        self._show = showwarning
        _version += 1
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _recorders.append(log)
            showwarning = _own_showwarning
            return log
        return None

    def __exit__(self, *exc_info):
        global showwarning, _version
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._filters
        _version += 1
        showwarning = self._show
        if self._record:
            _recorders.pop()
