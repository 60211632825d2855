"""Reads the words of a command line into names and values."""

import sys

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
    "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
    "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."
_UNRECOGNIZED = "_unrecognized_args"


class _Printable:
    def __repr__(self):
        parts, odd = [], {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            parts.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def _get_kwargs(self):
        return list(self.__dict__.items())


class Namespace(_Printable):
    """What was read: a value for each name."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


def _name(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    return "{" + ",".join(action.choices) + "}" if action.choices else None


class ArgumentError(Exception):
    """A mistake with one argument."""

    def __init__(self, argument, message):
        self.argument_name, self.message = _name(argument), message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """What a type function raises to give its own message."""


def _words(text):
    """What stands between spaces, but for those that keep words together."""
    for space in "\t\n\r\v\f":
        text = text.replace(space, " ")
    return [word for word in text.split(" ") if word]


class HelpFormatter:
    """Lays out the help of a parser."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _columns() - 2
        self._prog, self._width, self._indent_increment = prog, width, indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._current_indent = 0
        self._items = []
        self._widest = 0

    # What is to be shown comes first; its layout depends on all of it.

    def add_usage(self, usage, actions, groups, prefix=None):
        """The line that shows how to call the program."""
        if usage is not SUPPRESS:
            self._items.append(lambda: self._format_usage(usage, actions, groups, prefix))

    def add_text(self, text):
        """A paragraph."""
        if text is not SUPPRESS and text is not None:
            self._items.append(lambda: self._format_text(text))

    def add_section(self, heading, description, actions):
        """A heading and its arguments."""
        shown = [action for action in actions if action.help is not SUPPRESS]
        for action in shown:
            for one, indent in self._nested(action, self._indent_increment):
                self._widest = max(self._widest, len(self._format_action_invocation(one)) + indent)
        self._items.append(lambda: self._format_section(heading, description, shown))

    def format_help(self):
        """All of it as text."""
        text = "".join([part for part in [item() for item in self._items] if part])
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n" if text else text

    def _nested(self, action, indent):
        found = [(action, indent)]
        for inner in getattr(action, "_choices_actions", ()):
            found.append((inner, indent + self._indent_increment))
        return found

    def _format_section(self, heading, description, actions):
        self._current_indent += self._indent_increment
        body = self._format_text(description) if description not in (None, SUPPRESS) else ""
        body += "".join([self._format_action(action) for action in actions])
        self._current_indent -= self._indent_increment
        if not body:
            return ""
        if heading is not SUPPRESS and heading is not None:
            body = f"{' ' * self._current_indent}{heading}:\n{body}"
        return f"\n{body}\n"

    # Usage

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            text = usage % {"prog": self._prog}
        elif not actions:
            text = str(self._prog)
        else:
            prog = str(self._prog)
            optionals = [action for action in actions if action.option_strings]
            positionals = [action for action in actions if not action.option_strings]
            rest = self._usage_parts(optionals + positionals, groups)
            text = " ".join([part for part in (prog, rest) if part])
            width = self._width - self._current_indent
            if len(prefix) + len(text) > width:
                text = self._wrapped_usage(
                    prog, prefix, _pieces(self._usage_parts(optionals, groups)),
                    _pieces(self._usage_parts(positionals, groups)), width)
        return f"{prefix}{text}\n\n"

    def _wrapped_usage(self, prog, prefix, optionals, positionals, width):
        def lines(parts, indent, first=None):
            out, line = [], []
            used = (len(indent) if first is None else len(first)) - 1
            for part in parts:
                if used + 1 + len(part) > width and line:
                    out.append(indent + " ".join(line))
                    line, used = [], len(indent) - 1
                line.append(part)
                used += len(part) + 1
            if line:
                out.append(indent + " ".join(line))
            if first is not None:
                out[0] = out[0][len(indent):]
            return out

        if len(prefix) + len(prog) <= 0.75 * width:
            indent = " " * (len(prefix) + len(prog) + 1)
            if optionals:
                out = lines([prog] + optionals, indent, prefix) + lines(positionals, indent)
            elif positionals:
                out = lines([prog] + positionals, indent, prefix)
            else:
                out = [prog]
        else:
            indent = " " * len(prefix)
            out = lines(optionals + positionals, indent)
            if len(out) > 1:
                out = lines(optionals, indent) + lines(positionals, indent)
            out = [prog] + out
        return "\n".join(out)

    def _usage_parts(self, actions, groups):
        """The arguments in a row, with brackets around what may be left out."""
        together = {}
        for group in groups:
            members = group._group_actions
            if not members:
                raise ValueError(f"empty group {group}")
            if members[0] in actions:
                start = actions.index(members[0])
                if actions[start:start + len(members)] == members:
                    together[start] = group
        parts, index = [], 0
        while index < len(actions):
            group = together.get(index)
            if group is None:
                if actions[index].help is not SUPPRESS:
                    parts.append(self._usage_of(actions[index], False))
                index += 1
                continue
            shown = [self._usage_of(action, True) for action in group._group_actions if action.help is not SUPPRESS]
            index += len(group._group_actions)
            if shown:
                text = " | ".join(shown)
                parts.append(f"[{text}]" if not group.required else f"({text})" if len(shown) > 1 else text)
        return " ".join(parts)

    def _usage_of(self, action, grouped):
        if not action.option_strings:
            text = self._format_args(action, self._get_default_metavar_for_positional(action))
            return text[1:-1] if grouped and text[:1] == "[" and text[-1:] == "]" else text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = f"{action.option_strings[0]} " + self._format_args(
                action, self._get_default_metavar_for_optional(action))
        return text if action.required or grouped else f"[{text}]"

    # Arguments

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        position = min(self._widest + 2, self._max_help_position)
        width = position - self._current_indent - 2
        head = self._format_action_invocation(action)
        start = " " * self._current_indent
        first = position
        if not action.help:
            text = f"{start}{head}\n"
        elif len(head) <= width:
            text, first = f"{start}{head:<{width}}  ", 0
        else:
            text = f"{start}{head}\n"
        if action.help and action.help.strip():
            help_text = self._expand_help(action)
            if help_text:
                lines = self._split_lines(help_text, max(self._width - position, 11))
                text += " " * first + lines[0] + "\n"
                for line in lines[1:]:
                    text += " " * position + line + "\n"
        elif not text.endswith("\n"):
            text += "\n"
        inner = getattr(action, "_choices_actions", ())
        self._current_indent += self._indent_increment
        for one in inner:
            text += self._format_action(one)
        self._current_indent -= self._indent_increment
        return text

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return self._metavars(action, self._get_default_metavar_for_positional(action), 1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([f"{option} {args}" for option in action.option_strings])

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            found = action.metavar
        elif action.choices is not None:
            found = "{" + ",".join([str(choice) for choice in action.choices]) + "}"
        else:
            found = default
        return found if isinstance(found, tuple) else (found,) * count

    def _format_args(self, action, default_metavar):
        nargs = action.nargs

        def names(count):
            return self._metavars(action, default_metavar, count)

        if nargs is None:
            return "%s" % names(1)
        if nargs == OPTIONAL:
            return "[%s]" % names(1)
        if nargs == ZERO_OR_MORE:
            found = names(1)
            return "[%s [%s ...]]" % found if len(found) == 2 else "[%s ...]" % found
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % names(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % names(1)
        if nargs == SUPPRESS:
            return ""
        try:
            formats = ["%s"] * nargs
        except TypeError:
            raise ValueError("invalid nargs value") from None
        if not isinstance(nargs, int):
            raise ValueError("invalid nargs value")
        return " ".join(formats) % names(nargs)

    def _expand_help(self, action):
        names = {name: value for name, value in dict(vars(action), prog=self._prog).items() if value is not SUPPRESS}
        for name, value in names.items():
            if hasattr(value, "__name__"):
                names[name] = value.__name__
        if names.get("choices") is not None:
            names["choices"] = ", ".join([str(choice) for choice in names["choices"]])
        return self._get_help_string(action) % names

    def _split_lines(self, text, width):
        import textwrap

        return textwrap.wrap(" ".join(_words(text)), width)

    def _fill_text(self, text, width, indent):
        import textwrap

        return textwrap.fill(" ".join(_words(text)), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


def _columns():
    import os
    from _callers import terminal_size

    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    return columns if columns > 0 else (terminal_size(1) or (80, 24))[0]


def _pieces(usage):
    """What a usage line may be broken between: words, and brackets with all they hold."""
    pieces, at = [], 0
    while at < len(usage):
        if usage[at] == " ":
            at += 1
            continue
        end = at
        closing = {"(": ")", "[": "]"}.get(usage[at])
        if closing:
            end = usage.find(closing, at)
            while end >= 0:
                while usage[end:end + 1] == closing:
                    end += 1
                if usage[end:end + 1] in ("", " "):
                    break
                end = usage.find(closing, end)
        if end <= at:
            end = usage.find(" ", at)
            end = len(usage) if end < 0 else end
        pieces.append(usage[at:end])
        at = end
    return pieces


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all text as it is."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default to the help of each argument."""

    def _get_help_string(self, action):
        text = "" if action.help is None else action.help
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names values by their types."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


class Action(_Printable):
    """What to do with an argument."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            "option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar")]

    def format_usage(self):
        """How a usage line shows it."""
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class BooleanOptionalAction(Action):
    """--flag and --no-flag."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        super().__init__(both, dest, nargs=0, default=default, type=type, choices=choices, required=required,
                         help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        """How a usage line shows it."""
        return " | ".join(self.option_strings)


class _StoreAction(Action):
    _verb = "store"

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        if nargs == 0:
            if self._verb == "store":
                raise ValueError(
                    "nargs for store actions must be != 0; if you have nothing to store, actions such as store true"
                    " or store const may be more appropriate")
            raise ValueError(
                f"nargs for {self._verb} actions must be != 0; if arg strings are not supplying the value to append,"
                " the append const action may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f"nargs must be {OPTIONAL!r} to supply const")
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=0, const=const, default=default, required=required, help=help,
                         metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, const=True, default=default, required=required, help=help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, const=False, default=default, required=required, help=help)


def _list_of(namespace, dest):
    known = getattr(namespace, dest, None)
    return [] if known is None else list(known)


class _AppendAction(_StoreAction):
    _verb = "append"

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _list_of(namespace, self.dest) + [values])


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _list_of(namespace, self.dest) + [self.const])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _list_of(namespace, self.dest) + list(values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, default=default, nargs=0, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, default=default, nargs=0, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        formatter = parser._get_formatter()
        formatter.add_text(version)
        parser._print_message(formatter.format_help(), sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _ChoicesPseudoAction(Action):
        def __init__(self, name, aliases, help):
            metavar = f"{name} ({', '.join(aliases)})" if aliases else name
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, nargs=PARSER, choices=self._name_parser_map, required=required,
                         help=help, metavar=metavar)

    def add_parser(self, name, **kwargs):
        """A parser for the words after a name."""
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog_prefix} {name}"
        aliases = kwargs.pop("aliases", ())
        if name in self._name_parser_map:
            raise ArgumentError(self, f"conflicting subparser: {name}")
        for alias in aliases:
            if alias in self._name_parser_map:
                raise ArgumentError(self, f"conflicting subparser alias: {alias}")
        if "help" in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for one in (name, *aliases):
            self._name_parser_map[one] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, words = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            raise ArgumentError(
                self, f"unknown parser {name!r} (choices: {', '.join(self._name_parser_map)})")
        inner, rest = self._name_parser_map[name].parse_known_args(words, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault(_UNRECOGNIZED, []).extend(rest)


class FileType:
    """A type that opens files."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return sys.stdin.buffer if "b" in self._mode else sys.stdin
            if any([sign in self._mode for sign in "wax"]):
                return sys.stdout.buffer if "b" in self._mode else sys.stdout
            raise ValueError(f'argument "-" with mode {self._mode!r}')
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")

    def __repr__(self):
        given = [repr(part) for part in (self._mode, self._bufsize) if part != -1]
        given += [f"{name}={value!r}" for name, value in (("encoding", self._encoding), ("errors", self._errors))
                  if value is not None]
        return f"FileType({', '.join(given)})"


_actions = {
    None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction,
    "count": _CountAction, "help": _HelpAction, "version": _VersionAction, "parsers": _SubParsersAction,
    "extend": _ExtendAction,
}


def _is_negative_number(text):
    digits = text[1:]
    if text[:1] != "-" or not digits:
        return False
    whole, dot, rest = digits.partition(".")
    return digits.isdecimal() if not dot else rest.isdecimal() and (not whole or whole.isdecimal())


class _Container:
    """Where arguments are added: a parser, or a group in one."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars = description, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self._registries = {"action": _actions, "type": {}}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._has_negative_number_optionals = []
        if conflict_handler not in ("error", "resolve"):
            raise ValueError(f"invalid conflict_resolution value: {conflict_handler!r}")

    def register(self, registry_name, value, object):
        """Gives an action or a type a name."""
        known = dict(self._registries.get(registry_name, {}))
        known[value] = object
        self._registries[registry_name] = known

    def set_defaults(self, **kwargs):
        """Sets values for names that no argument gives."""
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)
        self._defaults |= kwargs

    def get_default(self, dest):
        """The default of a name."""
        given = (action.default for action in self._actions if action.dest == dest)
        return next((default for default in given if default is not None), self._defaults.get(dest))

    def add_argument(self, *args, **kwargs):
        """Adds an argument: a name for a positional one, or strings like "-x" and "--name"."""
        if not args or len(args) == 1 and args[0][0] not in self.prefix_chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = self._get_positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._get_optional_kwargs(*args, **kwargs)
        if "default" not in kwargs:
            if kwargs["dest"] in self._defaults:
                kwargs["default"] = self._defaults[kwargs["dest"]]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        kind = kwargs.pop("action", None)
        kind = self._registries["action"].get(kind, kind) if isinstance(kind, (str, type(None))) else kind
        if not callable(kind):
            raise ValueError(f'unknown action "{kind}"')
        action = kind(**kwargs)
        function = self._type_of(action)
        if not callable(function):
            raise ValueError(f"{function!r} is not callable")
        if function is FileType:
            raise ValueError(f"{function!r} is a FileType class object, instance of it must be passed")
        if hasattr(self, "_get_formatter"):
            try:
                self._get_formatter()._format_args(action, None)
            except TypeError:
                raise ValueError("length of metavar tuple does not match nargs")
        return self._add_action(action)

    def _type_of(self, action):
        known = self._registries["type"]
        if action.type is None:
            return known.get(None, str)
        return known.get(action.type, action.type) if isinstance(action.type, str) else action.type

    def _get_positional_kwargs(self, dest, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs not in (OPTIONAL, ZERO_OR_MORE) or nargs == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _get_optional_kwargs(self, *args, **kwargs):
        long = []
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError(
                    f"invalid option string {option!r}: must start with a character {self.prefix_chars!r}")
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        dest = kwargs.pop("dest", None)
        if dest is None:
            first = (long or args)[0]
            dest = first.lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {first!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=list(args))

    def add_argument_group(self, *args, **kwargs):
        """Arguments under a heading of their own."""
        self._action_groups.append(_ArgumentGroup(self, *args, **kwargs))
        return self._action_groups[-1]

    def add_mutually_exclusive_group(self, **kwargs):
        """Arguments of which only one may be given."""
        self._mutually_exclusive_groups.append(_MutuallyExclusiveGroup(self, **kwargs))
        return self._mutually_exclusive_groups[-1]

    def _add_action(self, action):
        clashing = [(option, self._option_string_actions[option]) for option in action.option_strings
                    if option in self._option_string_actions]
        if clashing:
            if self.conflict_handler == "error":
                plural = "" if len(clashing) == 1 else "s"
                names = ", ".join([option for option, _ in clashing])
                raise ArgumentError(action, f"conflicting option string{plural}: {names}")
            for option, other in clashing:
                other.option_strings.remove(option)
                del self._option_string_actions[option]
                if not other.option_strings:
                    other.container._remove_action(other)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
            if _is_negative_number(option) and not self._has_negative_number_optionals:
                self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _adopt(self, parent):
        """Takes over the arguments of another parser."""
        titles = {group.title: group for group in self._action_groups}
        homes = {}
        for group in parent._action_groups:
            if group.title not in titles:
                titles[group.title] = self.add_argument_group(
                    title=group.title, description=group.description, conflict_handler=group.conflict_handler)
            for action in group._group_actions:
                homes[id(action)] = titles[group.title]
        for group in parent._mutually_exclusive_groups:
            mine = self.add_mutually_exclusive_group(required=group.required)
            for action in group._group_actions:
                homes[id(action)] = mine
        for action in parent._actions:
            homes.get(id(action), self)._add_action(action)


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(
            description, kwargs.get("prefix_chars", container.prefix_chars),
            kwargs.get("argument_default", container.argument_default),
            kwargs.get("conflict_handler", container.conflict_handler))
        self.title, self._group_actions, self._container = title, [], container
        self._registries = container._registries
        self._actions, self._option_string_actions = container._actions, container._option_string_actions
        self._defaults = container._defaults
        self._has_negative_number_optionals = container._has_negative_number_optionals
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


def _bounds(nargs):
    """How few and how many words an argument takes."""
    many = sys.maxsize
    if nargs is None:
        return 1, 1
    return {OPTIONAL: (0, 1), ZERO_OR_MORE: (0, many), ONE_OR_MORE: (1, many), PARSER: (1, many),
            REMAINDER: (0, many), SUPPRESS: (0, 0)}.get(nargs) or (nargs, nargs)


class ArgumentParser(_Printable, _Container):
    """Knows the arguments of a program and reads them."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        _Container.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = sys.argv[0].rpartition("/")[2] if prog is None else prog
        self.usage, self.epilog, self.formatter_class = usage, epilog, formatter_class
        self.fromfile_prefix_chars, self.add_help = fromfile_prefix_chars, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            sign = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(sign + "h", sign * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)
            self._defaults.update(getattr(parent, "_defaults", {}))

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in (
            "prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")]

    def add_subparsers(self, **kwargs):
        """A place for parsers that are chosen by a word."""
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(
                kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            positionals = [action for action in self._actions if not action.option_strings]
            formatter.add_usage(self.usage, positionals, self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        kind = kwargs.pop("action", "parsers")
        kind = self._registries["action"].get(kind, kind) if isinstance(kind, str) else kind
        action = kind(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    # Reading

    def parse_args(self, args=None, namespace=None):
        """The arguments as a Namespace. What is not known ends the program with a message."""
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    def parse_intermixed_args(self, args=None, namespace=None):
        """Reads words in which options and positional arguments stand in any order."""
        namespace, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """As parse_intermixed_args, with the words that nothing takes."""
        positionals = [action for action in self._actions if not action.option_strings]
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f"parse_intermixed_args: positional arg with nargs={action.nargs}")
            if any([action in group._group_actions for group in self._mutually_exclusive_groups]):
                raise TypeError("parse_intermixed_args: positional in mutuallyExclusiveGroup")
        usage, optionals = self.usage, [action for action in self._actions if action.option_strings]
        required = [(one, one.required) for one in (*optionals, *self._mutually_exclusive_groups)]
        kept = [(action, action.nargs, action.default) for action in positionals]
        try:
            if self.usage is None:
                self.usage = self.format_usage()[7:]
            try:
                for action in positionals:
                    action.nargs = action.default = SUPPRESS
                namespace, rest = self.parse_known_args(args, namespace)
                for action in positionals:
                    if getattr(namespace, action.dest, None) == []:
                        delattr(namespace, action.dest)
            finally:
                for action, action.nargs, action.default in kept:
                    pass
            for one, _ in required:
                one.required = False
            return self.parse_known_args(rest, namespace)
        finally:
            self.usage = usage
            for one, one.required in required:
                pass

    def parse_known_args(self, args=None, namespace=None):
        """The arguments as a Namespace, and the words that are not known."""
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, rest = _Reading(self, args, namespace).read()
            except ArgumentError as error:
                self.error(str(error))
        else:
            namespace, rest = _Reading(self, args, namespace).read()
        if hasattr(namespace, _UNRECOGNIZED):
            rest.extend(getattr(namespace, _UNRECOGNIZED))
            delattr(namespace, _UNRECOGNIZED)
        return namespace, rest

    def convert_arg_line_to_args(self, arg_line):
        """The words of a line in a file of arguments."""
        return [arg_line]

    def _from_files(self, args):
        out = []
        for word in args:
            if not word or word[0] not in self.fromfile_prefix_chars:
                out.append(word)
                continue
            try:
                with open(word[1:]) as file:
                    words = [arg for line in file.read().splitlines() for arg in self.convert_arg_line_to_args(line)]
                out.extend(self._from_files(words))
            except OSError as error:
                raise ArgumentError(None, str(error))
        return out

    def _optional(self, word):
        """What a word means as an option: None if it is none, else action, option and what follows "="."""
        if not word or word[0] not in self.prefix_chars:
            return None
        options = self._option_string_actions
        if word in options:
            return options[word], word, None
        if len(word) == 1:
            return None
        if "=" in word:
            name, _, value = word.partition("=")
            if name in options:
                return options[name], name, value
        found = self._abbreviated(word)
        if len(found) > 1:
            matches = ", ".join([option for _, option, _ in found])
            raise ArgumentError(None, f"ambiguous option: {word} could match {matches}")
        if found:
            return found[0]
        if _is_negative_number(word) and not self._has_negative_number_optionals:
            return None
        return None if " " in word else (None, word, None)

    def _abbreviated(self, word):
        found, signs = [], self.prefix_chars
        if word[1] in signs:
            if self.allow_abbrev:
                name, equals, value = word.partition("=")
                for option, action in self._option_string_actions.items():
                    if option.startswith(name):
                        found.append((action, option, value if equals else None))
        else:
            for option, action in self._option_string_actions.items():
                if option == word[:2]:
                    found.append((action, option, word[2:]))
                elif option.startswith(word):
                    found.append((action, option, None))
        return found

    def _values(self, action, words):
        """What the words of an argument stand for."""
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER) and "--" in words:
            words = list(words)
            words.remove("--")
        if not words and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
                self._check(action, value)
        elif not words and nargs == ZERO_OR_MORE and not action.option_strings:
            value = words if action.default is None else action.default
        elif len(words) == 1 and nargs in (None, OPTIONAL):
            value = self._value(action, words[0])
            self._check(action, value)
        elif nargs == REMAINDER:
            value = [self._value(action, word) for word in words]
        elif nargs == PARSER:
            value = [self._value(action, word) for word in words]
            self._check(action, value[0])
        elif nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._value(action, word) for word in words]
            for one in value:
                self._check(action, one)
        return value

    def _value(self, action, word):
        function = self._type_of(action)
        try:
            return function(word)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {word!r}")

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {choices})")

    # Help

    def format_usage(self):
        """The line that shows how to call the program."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        """All there is to say of the arguments."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.add_section(group.title, group.description, group._group_actions)
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        """Prints the usage."""
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        """Prints the help."""
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        """Leaves the program."""
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Says what is wrong, and leaves the program."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Reading:
    """One command line on its way into a namespace."""

    def __init__(self, parser, words, namespace):
        if parser.fromfile_prefix_chars is not None:
            words = parser._from_files(words)
        self.parser, self.words, self.namespace = parser, words, namespace
        self.seen, self.seen_real, self.rest = [], [], []
        self.positionals = [action for action in parser._actions if not action.option_strings]
        self.rivals = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [other for other in group._group_actions if other is not action]
                self.rivals.setdefault(id(action), []).extend(others)
        # The kind of each word: an option, "--", or an argument; behind "--" all are arguments.
        self.options, self.kinds = {}, []
        for index, word in enumerate(words):
            if "-" in self.kinds:
                self.kinds.append("A")
            elif word == "--":
                self.kinds.append("-")
            else:
                option = parser._optional(word)
                if option is not None:
                    self.options[index] = option
                self.kinds.append("A" if option is None else "O")

    def read(self):
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            following = min([index for index in self.options if index >= at])
            if at != following:
                end = self.take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.rest.extend(self.words[at:following])
                at = following
            at = self.take_optional(at)
        at = self.take_positionals(at)
        self.rest.extend(self.words[at:])
        self.finish()
        return self.namespace, self.rest

    def perform(self, action, words, option=None):
        self.seen.append(action)
        values = self.parser._values(action, words)
        if values is not action.default:
            self.seen_real.append(action)
            for rival in self.rivals.get(id(action), ()):
                if rival in self.seen_real:
                    raise ArgumentError(action, f"not allowed with argument {_name(rival)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def available(self, at, nargs, for_option=False):
        """How many words from a place on an argument may take, and how many of them count."""
        end = counted = 0
        kinds = self.kinds[at:]
        for kind in kinds:
            if (kind == "O" or kind == "-" and for_option) and nargs not in (PARSER, REMAINDER):
                break
            end += 1
            counted += kind != "-" or nargs == REMAINDER
        if nargs == PARSER and kinds[:1] == ["O"]:
            return 0, 0
        return end, counted

    def span(self, at, count):
        """How many words hold so many arguments, with "--" among them."""
        end = at
        while end < len(self.words) and (count or self.kinds[end] == "-"):
            if self.kinds[end] != "-":
                count -= 1
            end += 1
        return end - at

    def fit(self, at, actions):
        """How many arguments each of some positional ones gets; None if they do not fit."""
        left = self.available(at, None)[1]
        counts = []
        for index, action in enumerate(actions):
            fewest, most = _bounds(action.nargs)
            if action.nargs in (PARSER, REMAINDER):
                taken = sum(counts)
                everything = self.available(at + self.span(at, taken) if taken else at, action.nargs)[0]
                here = everything if action.nargs == REMAINDER or left > 0 else 0
                if here < fewest:
                    return None
                counts.append(-here)
                left = 0
                continue
            reserved = sum([_bounds(other.nargs)[0] for other in actions[index + 1:]])
            take = min(most, left - reserved)
            if take < fewest:
                return None
            counts.append(take)
            left -= take
        return counts

    def take_positionals(self, at):
        for number in range(len(self.positionals), 0, -1):
            counts = self.fit(at, self.positionals[:number])
            if counts is not None:
                break
        else:
            return at
        for action, count in zip(self.positionals[:number], counts):
            size = -count if count < 0 else self.span(at, count)
            self.perform(action, self.words[at:at + size])
            at += size
        del self.positionals[:number]
        return at

    def take_optional(self, at):
        action, option, explicit = self.options[at]
        chosen = []
        while True:
            if action is None:
                self.rest.append(self.words[at])
                return at + 1
            fewest, most = _bounds(action.nargs)
            if explicit is not None:
                signs = self.parser.prefix_chars
                if most == 0 and option[1] not in signs and explicit != "":
                    # Several letters behind one sign.
                    chosen.append((action, [], option))
                    option = option[0] + explicit[0]
                    if option not in self.parser._option_string_actions:
                        raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                    action = self.parser._option_string_actions[option]
                    explicit = explicit[1:] or None
                    continue
                if fewest <= 1 <= most:
                    chosen.append((action, [explicit], option))
                    end = at + 1
                    break
                if most == 0:
                    raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                raise ArgumentError(action, self.expected(action.nargs))
            start = at + 1
            everything, counted = self.available(start, action.nargs, True)
            if counted < fewest:
                raise ArgumentError(action, self.expected(action.nargs))
            if action.nargs in (PARSER, REMAINDER):
                end = start + everything
            else:
                take = min(most, counted)
                end = start + (self.span(start, take) if take else 0)
            chosen.append((action, self.words[start:end], option))
            break
        for one, words, name in chosen:
            self.perform(one, words, name)
        return end

    @staticmethod
    def expected(nargs):
        known = {None: "expected one argument", OPTIONAL: "expected at most one argument",
                 ONE_OR_MORE: "expected at least one argument"}
        if nargs in known:
            return known[nargs]
        return f"expected {nargs} argument" + ("" if nargs == 1 else "s")

    def finish(self):
        parser, missing = self.parser, []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_name(action))
            elif isinstance(action.default, str) and hasattr(self.namespace, action.dest) and (
                    action.default is getattr(self.namespace, action.dest)):
                setattr(self.namespace, action.dest, parser._value(action, action.default))
        if missing:
            parser.error(f"the following arguments are required: {', '.join(missing)}")
        for group in parser._mutually_exclusive_groups:
            if group.required and not any([action in self.seen_real for action in group._group_actions]):
                names = [_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                parser.error(f"one of the arguments {' '.join(names)} is required")
