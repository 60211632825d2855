"""Messages with levels, sent where a program wants them."""

import sys
import time

__all__ = [
    "BASIC_FORMAT", "CRITICAL", "DEBUG", "ERROR", "FATAL", "FileHandler", "Filter", "Formatter", "Handler", "INFO",
    "LogRecord", "Logger", "LoggerAdapter", "NOTSET", "NullHandler", "StreamHandler", "WARN", "WARNING",
    "addLevelName", "basicConfig", "captureWarnings", "critical", "debug", "disable", "error", "exception", "fatal",
    "getLevelName", "getLogger", "info", "log", "shutdown", "warn", "warning", "getLoggerClass", "lastResort",
]
CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {name: level for level, name in _names.items()}
_levels.update(FATAL=50, WARN=30)
_start = time.time()


def getLevelName(level):
    """The name of a level, or the level of a name."""
    found = _names.get(level)
    if found is None:
        found = _levels.get(level)
    return f"Level {level}" if found is None else found


def getLevelNamesMapping():
    """The level of each name."""
    return dict(_levels)


def addLevelName(level, levelName):
    """Gives a level a name."""
    _names[level], _levels[levelName] = levelName, level


def _level(level):
    if isinstance(level, int):
        return level
    if str(level) == level:
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    raise TypeError(f"Level not an integer or a valid string: {level!r}")


class LogRecord:
    """A message on its way."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time()
        self.name, self.msg = name, msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname, self.filename = pathname, pathname.rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created, self.msecs = now, int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start) * 1000
        self.thread, self.threadName, self.process, self.processName = 0, "MainThread", 0, "MainProcess"

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        """The text with its arguments filled in."""
        text = str(self.msg)
        return text % self.args if self.args else text


class Formatter:
    """Makes text of a record."""

    default_time_format, default_msec_format = "%Y-%m-%d %H:%M:%S", "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in "%{$":
            raise ValueError("Style must be one of: %,{,$")
        plain = {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self._fmt, self._style_sign, self.datefmt = fmt or plain, style, datefmt
        self._defaults = defaults or {}
        if validate and style == "%" and "%(" not in self._fmt:
            raise ValueError(f"Invalid format '{self._fmt}' for '%' style")

    def usesTime(self):
        """Whether the format asks for the time."""
        return {"%": "%(asctime)", "{": "{asctime", "$": "asctime"}[self._style_sign] in self._fmt

    def formatTime(self, record, datefmt=None):
        """The time of a record."""
        moment = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return self.default_msec_format % (time.strftime(self.default_time_format, moment), record.msecs)

    def formatException(self, ei):
        """The text of an exception."""
        import traceback

        text = "".join(traceback.format_exception(*ei))
        return text[:-1] if text[-1:] == "\n" else text

    def formatMessage(self, record):
        """The line of a record."""
        values = {**self._defaults, **record.__dict__}
        if self._style_sign == "%":
            return self._fmt % values
        if self._style_sign == "{":
            return self._fmt.format(**values)
        from string import Template

        return Template(self._fmt).substitute(**values)

    def format(self, record):
        """All the text of a record."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                text += more if text[-1:] == "\n" else "\n" + more
        return text


_default_formatter = Formatter()


class Filter:
    """Lets the records of a logger and those below it pass."""

    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        """Whether a record may pass."""
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class _Filtered:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        """Adds a filter."""
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        """Takes a filter away."""
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """Whether all filters let a record pass."""
        return all([one.filter(record) if hasattr(one, "filter") else one(record) for one in self.filters])


class Handler(_Filtered):
    """Sends records somewhere."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self._name, self.level, self.formatter = None, _level(level), None

    name = property(lambda self: self._name, lambda self, value: setattr(self, "_name", value))

    def setLevel(self, level):
        """Sets the lowest level that is sent."""
        self.level = _level(level)

    def setFormatter(self, fmt):
        """Sets what makes text of records."""
        self.formatter = fmt

    def format(self, record):
        """The text of a record."""
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        """Sends a record: for subclasses."""
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        """Sends a record if the filters let it pass."""
        passes = self.filter(record)
        if passes:
            self.emit(record)
        return passes

    def flush(self):
        """Gets out what was sent."""

    def close(self):
        """Ends sending."""

    def handleError(self, record):
        """Says that a record could not be sent."""
        if raiseExceptions and sys.stderr:
            import traceback

            sys.stderr.write("--- Logging error ---\n")
            traceback.print_exc()
            sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")

    def __repr__(self):
        return f"<{self.__class__.__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    """Writes records to a stream."""

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        """Gets out what was written."""
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()

    def emit(self, record):
        """Writes a record."""
        try:
            text = self.format(record)
            self.stream.write(text + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Writes to another stream from now on."""
        before = self.stream
        if stream is before:
            return None
        self.stream = stream
        return before

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{self.__class__.__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"


class FileHandler(StreamHandler):
    """Writes records to a file."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        import os

        self.baseFilename, self.mode, self.encoding = os.path.abspath(os.fspath(filename)), mode, encoding
        super().__init__(open(self.baseFilename, mode, encoding=encoding, errors=errors))

    def close(self):
        """Closes the file."""
        self.stream.close()

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.baseFilename} ({getLevelName(self.level)})>"


class NullHandler(Handler):
    """Sends records nowhere."""

    def handle(self, record):
        """Does nothing."""

    def emit(self, record):
        """Does nothing."""


class _LastResort(StreamHandler):
    stream = property(lambda self: sys.stderr, lambda self, value: None)

    def __repr__(self):
        return f"<_StderrHandler ({getLevelName(self.level)})>"


lastResort = _LastResort()
lastResort.setLevel(WARNING)


class Logger(_Filtered):
    """Takes messages under a name."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent, self.propagate = name, _level(level), None, True
        self.handlers, self.disabled = [], False

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"

    def setLevel(self, level):
        """Sets the lowest level that is taken."""
        self.level = _level(level)

    def getEffectiveLevel(self):
        """The lowest level that is taken here or above."""
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        """Whether messages of a level are taken."""
        return not self.disabled and _disabled < level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        """The logger below this one."""
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def addHandler(self, hdlr):
        """Sends messages to another handler too."""
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        """Sends no more messages to a handler."""
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        """Whether messages go anywhere."""
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def debug(self, msg, *args, **kwargs):
        """A message for those who look for mistakes."""
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        """A message that all is well."""
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        """A message that something may be wrong."""
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        """The old name of warning."""
        import warnings

        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        """A message that something went wrong."""
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """A message with the exception that is being handled."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        """A message that nothing goes on."""
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        """A message of any level."""
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        """A record, with further attributes."""
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        from _callers import handled, place

        depth = 0
        found = place(depth)
        # The first caller that is not of this module.
        while found is not None and found[3].get("__name__") == "logging":
            depth += 1
            found = place(depth)
        if stacklevel > 1:
            found = place(depth + stacklevel - 1) or found
        file, line, function = found[:3] if found else ("(unknown file)", 0, "(unknown function)")
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                raised = handled()
                exc_info = (None, None, None) if raised is None else (type(raised), raised, raised.__traceback__)
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, exc_info or None, function, extra))

    def handle(self, record):
        """Sends a record to the handlers here and above."""
        if self.disabled or not self.filter(record):
            return
        logger, found = self, 0
        while logger:
            for handler in logger.handlers:
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    callHandlers = handle


class RootLogger(Logger):
    """The logger above all others."""

    def __init__(self, level):
        super().__init__("root", level)


class LoggerAdapter:
    """A logger whose messages get something added."""

    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        """The message and options with what is added."""
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        """A message of any level."""
        if self.logger.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def __getattr__(self, name):
        level = _levels.get(name.upper()) if name.islower() else None
        if level is None:
            return getattr(self.logger, name)
        return lambda msg, *args, **kwargs: self.log(level, msg, *args, **kwargs)


root = RootLogger(WARNING)
Logger.root = root
_loggers = {}
_disabled = 0
_logger_class = Logger


def getLoggerClass():
    """The class of new loggers."""
    return _logger_class


def setLoggerClass(klass):
    """Sets the class of new loggers."""
    global _logger_class
    _logger_class = klass


def getLogger(name=None):
    """The logger of a name; the one above all others without a name."""
    if not name or name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    if name not in _loggers:
        made = _loggers[name] = _logger_class(name)
        made.parent = root
        above = name
        while "." in above:
            above = above.rpartition(".")[0]
            if above in _loggers:
                made.parent = _loggers[above]
                break
        for other, logger in _loggers.items():
            if other.startswith(name + ".") and len(logger.parent.name if logger.parent is not root else "") < len(name):
                logger.parent = made
    return _loggers[name]


def basicConfig(*, force=False, encoding=None, errors="backslashreplace", filename=None, filemode="a", stream=None,
                handlers=None, format=None, datefmt=None, style="%", level=None):
    """Sets up the logger above all others, if nobody did before."""
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None:
        if stream is not None and filename is not None:
            raise ValueError("'stream' and 'filename' should not be specified together")
        handlers = [FileHandler(filename, filemode, encoding=encoding, errors=errors) if filename
                    else StreamHandler(stream)]
    elif stream is not None or filename is not None:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in "%{$":
        raise ValueError("Style must be one of: %,{,$")
    plain = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}[style]
    formatter = Formatter(format or plain, datefmt, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def _of_root(name):
    method = getattr(Logger, name)

    def function(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        method(root, msg, *args, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = method.__doc__
    return function


debug, info, warning, warn, error, exception, critical = [
    _of_root(_name) for _name in ("debug", "info", "warning", "warn", "error", "exception", "critical")]
fatal = critical


def log(level, msg, *args, **kwargs):
    """A message of any level."""
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Takes no more messages up to a level."""
    global _disabled
    _disabled = _level(level)


def shutdown():
    """Gets out what was sent."""
    for handler in root.handlers:
        handler.flush()


def captureWarnings(capture):
    """Sends warnings to the logger "py.warnings"."""
    import warnings

    if capture:
        def show(message, category, filename, lineno, file=None, line=None):
            getLogger("py.warnings").warning(
                "%s", warnings.formatwarning(message, category, filename, lineno, line))

        warnings.showwarning = show
    else:
        warnings.showwarning = warnings._own_showwarning
