"""One plot of a figure."""

import _pictures
from matplotlib.colors import _parse

_MARKERS = {
    "o": 0, ".": 0, ",": 7, "x": 1, "X": 1, "^": 2, "v": 2, "<": 2, ">": 2, "s": 3, "D": 4, "d": 4, "p": 3, "h": 3,
    "H": 3, "+": 5, "P": 5, "*": 6, "|": 5, "_": 5, "1": 2, "2": 2, "3": 2, "4": 2, "8": 0,
}
_DASHES = {"-": "-", "--": "--", "-.": "-.", ":": ":", "solid": "-", "dashed": "--", "dashdot": "-.", "dotted": ":"}
_NO_LINE = ("", " ", "none", "None")


class AxesArray(list):
    """Axes as numpy would hold them: indexed by one number or two, flattened, gone through."""

    def __getitem__(self, index):
        if isinstance(index, tuple):
            found = self
            for part in index:
                found = list.__getitem__(found, part)
            return found
        return list.__getitem__(self, index)

    def flatten(self):
        out = []
        for item in self:
            if isinstance(item, AxesArray):
                out += item.flatten()
            else:
                out.append(item)
        return AxesArray(out)

    ravel = flatten

    @property
    def flat(self):
        return iter(self.flatten())

    @property
    def size(self):
        return len(self.flatten())

    @property
    def shape(self):
        return (len(self), len(self[0])) if len(self) and isinstance(self[0], AxesArray) else (len(self),)


class Artist:
    """Something drawn; what has no meaning among characters is taken and forgotten."""

    def __init__(self, axes, entry):
        self.axes = axes
        self._entry = entry

    def set_label(self, label):
        self._entry["label"] = str(label)

    def get_label(self):
        return self._entry.get("label") or ""

    def set_color(self, color):
        self._entry["color"] = _parse(color)

    def remove(self):
        for kind in ("series", "fields", "guides", "notes"):
            kept = [one for one in self.axes._parts[kind] if one is not self._entry]
            self.axes._parts[kind] = kept

    def set_alpha(self, alpha):
        pass

    set_linewidth = set_markersize = set_zorder = set_visible = set_clim = set_alpha


class Line2D(Artist):
    def set_data(self, x, y):
        self.set_xdata(x)
        self.set_ydata(y)

    def set_xdata(self, x):
        self._entry["xs"] = _pictures.numbers(x, "set_xdata")

    def set_ydata(self, y):
        self._entry["ys"] = _pictures.numbers(y, "set_ydata")

    def get_xdata(self):
        return self._entry["xs"]

    def get_ydata(self):
        return self._entry["ys"]

    def set_linestyle(self, style):
        self._entry["dash"] = _DASHES.get(style)


class PathCollection(Artist):
    def set_offsets(self, points):
        rows = _pictures.rows(points, "set_offsets")
        self._entry["xs"] = [row[0] for row in rows]
        self._entry["ys"] = [row[1] for row in rows]


class AxesImage(Artist):
    def set_data(self, image):
        self._entry["rows"] = _image(image)


class BarContainer(list):
    """The bars of one call."""


def _format(text):
    """Colour, marker and line style of a format such as 'ro--'."""
    color = marker = dash = None
    at = 0
    while at < len(text):
        if text[at : at + 2] in ("--", "-."):
            dash = text[at : at + 2]
            at += 2
            continue
        letter = text[at]
        if letter in "-:":
            dash = letter
        elif letter == "C" and text[at + 1 : at + 2].isdigit():
            color = text[at : at + 2]
            at += 1
        elif letter in "bgrcmykw":
            color = letter
        elif letter in _MARKERS:
            marker = letter
        else:
            raise ValueError(f"{text!r} is not a valid format string (unrecognized character {letter!r})")
        at += 1
    return color, marker, dash


def _columns(values):
    """The columns of a matrix, or the one list."""
    shape = getattr(values, "shape", None)
    if shape is not None and len(shape) == 2 and shape[1] > 1:
        rows = _pictures.rows(values, "plot")
        return [[row[at] for row in rows] for at in range(shape[1])]
    return [_pictures.numbers(values, "plot")]


def _image(image):
    shape = getattr(image, "shape", None)
    if shape is not None:
        if len(shape) == 3 and shape[2] in (3, 4):
            return _pictures.rows(image[:, :, :3].float().mean(-1), "imshow")
        if len(shape) == 3 and shape[2] == 1:
            return _pictures.rows(image[:, :, 0], "imshow")
        if len(shape) != 2:
            raise TypeError(f"Invalid shape {tuple(shape)} for image data")
    return _pictures.rows(image, "imshow")


class Axes:
    """Series, fields and text over two axes."""

    def __init__(self, figure, place):
        self.figure = figure
        self._place = place
        self.clear()

    def clear(self):
        """Forgets everything drawn."""
        self._parts = {"series": [], "fields": [], "guides": [], "notes": []}
        self._options = {}
        self._cycle = 0

    cla = clear

    def _describe(self):
        out = {"row": self._place[0], "column": self._place[1]}
        out.update(self._options)
        out.update(self._parts)
        return out

    def _next_color(self, color):
        if color is not None:
            return _parse(color)
        self._cycle += 1
        return self._cycle - 1

    def _add(self, kind, xs, ys, label=None, color=None, **more):
        if len(xs) != len(ys):
            raise ValueError(
                f"x and y must have same first dimension, but have shapes ({len(xs)},) and ({len(ys)},)"
            )
        shown = None if label is None or str(label).startswith("_") else str(label)
        entry = {"kind": kind, "xs": xs, "ys": ys, "label": shown, "color": self._next_color(color)}
        entry.update(more)
        self._parts["series"].append(entry)
        return entry

    def _places(self, values, axis):
        """Numbers; names of categories become their places."""
        if hasattr(values, "keys") or hasattr(values, "values") and not hasattr(values, "shape"):
            values = list(values)
        if isinstance(values, (list, tuple)) and any(isinstance(value, str) for value in values):
            known = self._options.setdefault(axis + "names", [])
            places = []
            for value in values:
                found = [one["at"] for one in known if one["text"] == str(value)]
                if not found:
                    known.append({"at": float(len(known)), "text": str(value)})
                    found = [float(len(known) - 1)]
                places.append(found[0])
            return places
        return _pictures.numbers(values, "plot")

    # Curves and points

    def plot(self, *args, **kwargs):
        """Curves: plot(y), plot(x, y), plot(x, y, 'r--'), and several of these one after another."""
        kwargs.pop("data", None)
        lines = []
        rest = list(args)
        while rest:
            first = rest.pop(0)
            second = rest.pop(0) if rest and not isinstance(rest[0], str) else None
            text = rest.pop(0) if rest and isinstance(rest[0], str) else ""
            columns = _columns(first if second is None else second)
            xs = None if second is None else self._places(first, "x")
            color, marker, dash = _format(text)
            color = kwargs.get("color", kwargs.get("c", color))
            marker = kwargs.get("marker", marker)
            style = kwargs.get("linestyle", kwargs.get("ls", dash))
            hidden = style in _NO_LINE if style is not None else marker is not None and bool(text)
            for ys in columns:
                where = [float(at) for at in range(len(ys))] if xs is None else xs
                entry = self._add(
                    "scatter" if hidden else "line", where, ys, kwargs.get("label"), color,
                    marker=_MARKERS.get(marker), dash=_DASHES.get(style),
                )
                lines.append(Line2D(self, entry))
        return lines

    def scatter(self, x, y, s=None, c=None, marker=None, cmap=None, *, label=None, color=None, **kwargs):
        """Points; numbers in `c` tell groups apart."""
        xs, ys = self._places(x, "x"), self._places(y, "y")
        if len(xs) != len(ys):
            raise ValueError("x and y must be the same size")
        sign = _MARKERS.get(marker, 0)
        single = c is None or isinstance(c, str) or (isinstance(c, tuple) and len(c) in (3, 4) and len(xs) != len(c))
        if single:
            return PathCollection(self, self._add("scatter", xs, ys, label, color if c is None else c, marker=sign))
        kinds = list(c) if isinstance(c, (list, tuple)) and c and isinstance(c[0], (str, tuple)) else None
        if kinds is None:
            kinds = _pictures.numbers(c, "scatter")
        if len(kinds) != len(xs):
            raise ValueError(
                f"'c' argument has {len(kinds)} elements, which is inconsistent with 'x' and 'y' with size {len(xs)}."
            )
        entry = None
        names = sorted(set(kinds), key=str if isinstance(kinds[0], (str, tuple)) else None)
        if len(names) > 8:
            return PathCollection(self, self._add("scatter", xs, ys, label, color, marker=sign))
        for number, name in enumerate(names):
            own = [at for at, kind in enumerate(kinds) if kind == name]
            entry = self._add(
                "scatter", [xs[at] for at in own], [ys[at] for at in own], label if number == 0 else None,
                name if isinstance(name, (str, tuple)) else f"C{number}",
                marker=sign if marker is not None else number % 6,
            )
        return PathCollection(self, entry if entry is not None else {})

    def step(self, x, y, *args, where="pre", **kwargs):
        """A curve in steps."""
        xs, ys = self._places(x, "x"), _pictures.numbers(y, "step")
        steps = []
        for at in range(len(xs)):
            if at:
                steps.append((xs[at - 1], ys[at]) if where == "pre" else (xs[at], ys[at - 1]))
            steps.append((xs[at], ys[at]))
        return self.plot([step[0] for step in steps], [step[1] for step in steps], *args, **kwargs)

    def errorbar(self, x, y, yerr=None, xerr=None, fmt="", **kwargs):
        """A curve; the errors are not drawn."""
        kwargs = {key: value for key, value in kwargs.items() if key in ("label", "color", "marker", "linestyle")}
        return self.plot(x, y, fmt, **kwargs)

    def stem(self, *args, **kwargs):
        """Points."""
        return self.plot(*args, marker="o", linestyle="", label=kwargs.get("label"))

    def semilogy(self, *args, **kwargs):
        self._options["logy"] = 1
        return self.plot(*args, **kwargs)

    def semilogx(self, *args, **kwargs):
        self._options["logx"] = 1
        return self.plot(*args, **kwargs)

    def loglog(self, *args, **kwargs):
        self._options["logx"] = self._options["logy"] = 1
        return self.plot(*args, **kwargs)

    def fill_between(self, x, y1, y2=0, *, label=None, color=None, **kwargs):
        """The borders of an area."""
        xs = self._places(x, "x")
        tone = f"C{max(self._cycle - 1, 0)}" if color is None else color
        entry = None
        for number, border in enumerate((y1, y2)):
            ys = [float(border)] * len(xs) if isinstance(border, (int, float)) else _pictures.numbers(border, "fill_between")
            entry = self._add("line", xs, ys, label if number == 0 else None, tone, dash=":")
        return Artist(self, entry)

    # Bars

    def bar(self, x, height, width=0.8, bottom=None, *, label=None, color=None, tick_label=None, **kwargs):
        """Standing bars."""
        return self._bars("bar", "x", x, height, width, bottom, label, color, tick_label)

    def barh(self, y, width, height=0.8, left=None, *, label=None, color=None, tick_label=None, **kwargs):
        """Lying bars."""
        return self._bars("barh", "y", y, width, height, left, label, color, tick_label)

    def _bars(self, kind, axis, places, lengths, width, start, label, color, names):
        places = [float(places)] if isinstance(places, (int, float)) else self._places(places, axis)
        if isinstance(lengths, (int, float)):
            lengths = [float(lengths)] * len(places)
        else:
            lengths = _pictures.numbers(list(lengths) if hasattr(lengths, "mapping") else lengths, kind)
        if isinstance(color, (list, tuple)) and color and isinstance(color[0], str):
            color = color[0]
        if len(places) != len(lengths):
            raise ValueError(
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape "
                f"({len(places)},) and arg 1 with shape ({len(lengths)},)."
            )
        more = {"width": float(width) if isinstance(width, (int, float)) else 0.8}
        if start is not None:
            starts = [float(start)] * len(places) if isinstance(start, (int, float)) else _pictures.numbers(start, kind)
            more["bases"] = starts
            lengths = [length + begin for length, begin in zip(lengths, starts)]
        xs, ys = (places, lengths) if kind == "bar" else (lengths, places)
        entry = self._add(kind, xs, ys, label, color, **more)
        if names is not None:
            self._options[axis + "names"] = [{"at": at, "text": str(name)} for at, name in zip(places, names)]
        return BarContainer(Artist(self, entry) for _ in places)

    def hist(self, x, bins=None, range=None, density=False, *, label=None, color=None, **kwargs):
        """How many values fall where; returns counts, borders and bars."""
        values = _pictures.numbers(x, "hist")
        if isinstance(bins, (str, type(None))):
            bins = 10
        usable = [value for value in values if value - value == 0]
        if isinstance(bins, int):
            if bins < 1:
                raise ValueError("`bins` must be positive, when an integer")
            low, high = range if range is not None else (min(usable, default=0.0), max(usable, default=1.0))
            if low == high:
                low, high = low - 0.5, high + 0.5
            edges = [low + (high - low) * at / bins for at in _count(bins + 1)]
            counts = _pictures.bins(usable, bins, low, high)
        else:
            edges = _pictures.numbers(bins, "hist")
            counts = [
                sum(1 for value in usable if left <= value < right or (value == right == edges[-1]))
                for left, right in zip(edges, edges[1:])
            ]
        heights = [float(count) for count in counts]
        if density:
            total = sum(heights) or 1.0
            heights = [height / total / (edges[at + 1] - edges[at]) for at, height in enumerate(heights)]
        middles = [(left + right) / 2 for left, right in zip(edges, edges[1:])]
        width = edges[1] - edges[0] if len(edges) > 1 else 1.0
        entry = self._add("bar", middles, heights, label, color, width=width)
        return heights, edges, BarContainer(Artist(self, entry) for _ in heights)

    # Fields

    def imshow(self, X, cmap=None, *, origin=None, extent=None, aspect=None, **kwargs):
        """A matrix as shades."""
        rows = _image(X)
        height, width = len(rows), max([len(row) for row in rows], default=0)
        lower = origin == "lower"
        left, right, bottom, top = extent if extent is not None else (
            (-0.5, width - 0.5, -0.5, height - 0.5) if lower else (-0.5, width - 0.5, height - 0.5, -0.5)
        )
        entry = {
            "rows": rows[::-1] if lower else rows, "left": left, "right": right, "bottom": bottom, "top": top,
        }
        self._parts["fields"].append(entry)
        if aspect != "auto":
            self._options["equal"] = 1
        self._limit("left", left, "right", right)
        self._limit("bottom", bottom, "top", top)
        return AxesImage(self, entry)

    matshow = imshow

    def pcolormesh(self, *args, **kwargs):
        """A matrix as shades over coordinates."""
        return self._field(args, 0, False, {})

    def contourf(self, *args, levels=None, **kwargs):
        """Areas between levels: contourf(Z), contourf(X, Y, Z), with a number of levels or their values."""
        return self._field(args, 8 if levels is None else levels, False, kwargs)

    def contour(self, *args, levels=None, **kwargs):
        """Curves of equal value."""
        return self._field(args, 6 if levels is None else levels, True, kwargs)

    def _field(self, args, levels, lines, kwargs):
        if len(args) in (2, 4):
            levels, args = args[-1], args[:-1]
        if len(args) not in (1, 3):
            raise TypeError(f"contour() takes from 1 to 4 positional arguments but {len(args)} were given")
        rows = _pictures.rows(args[-1], "contour")
        width = max([len(row) for row in rows], default=0)
        if len(args) == 3:
            xs, ys = _pictures.numbers(args[0], "contour"), _pictures.numbers(args[1], "contour")
        else:
            xs, ys = [0.0, width - 1.0], [0.0, len(rows) - 1.0]
        entry = {"left": min(xs), "right": max(xs), "bottom": min(ys), "top": max(ys), "lines": int(lines)}
        # Rows run upward where y grows with them.
        entry["rows"] = rows[::-1] if ys[-1] >= ys[0] else rows
        if isinstance(levels, int):
            entry["levels"] = levels
        else:
            values = _pictures.numbers(levels, "contour")
            entry["levels"] = max(len(values) - 1, 2)
            if lines:
                entry["values"] = values
        self._parts["fields"].append(entry)
        return AxesImage(self, entry)

    def clabel(self, *args, **kwargs):
        return []

    # Guides and text

    def _guide(self, at, up, label, color):
        entry = {"at": float(at), "up": up, "label": label, "color": _parse(color)}
        self._parts["guides"].append(entry)
        return Artist(self, entry)

    def axhline(self, y=0, xmin=0, xmax=1, *, label=None, color=None, c=None, **kwargs):
        """A line across."""
        return self._guide(y, 0, label, color or c)

    def axvline(self, x=0, ymin=0, ymax=1, *, label=None, color=None, c=None, **kwargs):
        """A line upward."""
        return self._guide(x, 1, label, color or c)

    def hlines(self, y, xmin, xmax, *args, label=None, **kwargs):
        for value in [y] if isinstance(y, (int, float)) else _pictures.numbers(y, "hlines"):
            self._add("line", [float(xmin), float(xmax)], [value, value], label, "gray")

    def vlines(self, x, ymin, ymax, *args, label=None, **kwargs):
        for value in [x] if isinstance(x, (int, float)) else _pictures.numbers(x, "vlines"):
            self._add("line", [value, value], [float(ymin), float(ymax)], label, "gray")

    def text(self, x, y, s, *args, **kwargs):
        """Text at a point."""
        entry = {"x": float(x), "y": float(y), "text": str(s)}
        self._parts["notes"].append(entry)
        return Artist(self, entry)

    def annotate(self, text, xy, xytext=None, **kwargs):
        """Text at a point, or beside it."""
        place = xy if xytext is None else xytext
        return self.text(place[0], place[1], text)

    # Names, limits, ticks

    def set_title(self, label, *args, **kwargs):
        self._options["title"] = str(label)

    def set_xlabel(self, xlabel, *args, **kwargs):
        self._options["xlabel"] = str(xlabel)

    def set_ylabel(self, ylabel, *args, **kwargs):
        self._options["ylabel"] = str(ylabel)

    def get_title(self):
        return self._options.get("title", "")

    def _limit(self, first, low, second, high):
        if low is not None and not isinstance(low, (int, float)) and hasattr(low, "__len__"):
            low, high = low
        for name, value in ((first, low), (second, high)):
            if value is not None:
                self._options[name] = float(value)

    def set_xlim(self, left=None, right=None, **kwargs):
        self._limit("left", kwargs.get("xmin", left), "right", kwargs.get("xmax", right))
        return self.get_xlim()

    def set_ylim(self, bottom=None, top=None, **kwargs):
        self._limit("bottom", kwargs.get("ymin", bottom), "top", kwargs.get("ymax", top))
        return self.get_ylim()

    def _range(self, low, high, key):
        values = [value for one in self._parts["series"] for value in one[key] if value - value == 0]
        return (self._options.get(low, min(values, default=0.0)), self._options.get(high, max(values, default=1.0)))

    def get_xlim(self):
        return self._range("left", "right", "xs")

    def get_ylim(self):
        return self._range("bottom", "top", "ys")

    def _xlim(self, *args, **kwargs):
        """Sets or tells what the x axis reaches over."""
        return self.set_xlim(*args, **kwargs) if args or kwargs else self.get_xlim()

    def _ylim(self, *args, **kwargs):
        """Sets or tells what the y axis reaches over."""
        return self.set_ylim(*args, **kwargs) if args or kwargs else self.get_ylim()

    def _ticks(self, axis, ticks, labels):
        if ticks is None:
            return
        places = _pictures.numbers(ticks, "ticks")
        names = labels if labels is not None else [f"{place:g}" for place in places]
        self._options[axis + "names"] = [{"at": at, "text": str(name)} for at, name in zip(places, names)]

    def set_xticks(self, ticks, labels=None, **kwargs):
        self._ticks("x", ticks, labels)

    def set_yticks(self, ticks, labels=None, **kwargs):
        self._ticks("y", ticks, labels)

    def _xticks(self, ticks=None, labels=None, **kwargs):
        """Sets where the x axis is marked, and with what."""
        self._ticks("x", ticks, labels)

    def _yticks(self, ticks=None, labels=None, **kwargs):
        """Sets where the y axis is marked, and with what."""
        self._ticks("y", ticks, labels)

    def _rename(self, axis, labels):
        known = self._options.get(axis + "names") or [{"at": float(at)} for at in range(len(labels))]
        self._options[axis + "names"] = [{"at": one["at"], "text": str(name)} for one, name in zip(known, labels)]

    def set_xticklabels(self, labels, **kwargs):
        self._rename("x", labels)

    def set_yticklabels(self, labels, **kwargs):
        self._rename("y", labels)

    def set_xscale(self, value, **kwargs):
        self._options["logx"] = int(value == "log")

    def set_yscale(self, value, **kwargs):
        self._options["logy"] = int(value == "log")

    def set(self, **kwargs):
        for name, value in kwargs.items():
            method = getattr(self, "set_" + name, None)
            if method is None:
                raise AttributeError(f"Axes.set() got an unexpected keyword argument {name!r}")
            method(value)

    def axis(self, arg=None, **kwargs):
        """Sets limits from four numbers, or 'equal', 'off', …"""
        if isinstance(arg, (list, tuple)):
            self._limit("left", arg[0], "right", arg[1])
            self._limit("bottom", arg[2], "top", arg[3])
        elif arg == "off" or arg is False:
            self._options["xnames"] = self._options["ynames"] = []
        return self.get_xlim() + self.get_ylim()

    def legend(self, *args, **kwargs):
        """Shows what the series are; names may be given in their order."""
        self._options["legend"] = 1
        names = kwargs.get("labels", args[-1] if args else None)
        if names is not None and all(isinstance(name, str) for name in names):
            for entry, name in zip(self._parts["series"], names):
                entry["label"] = name

    def grid(self, visible=True, *args, **kwargs):
        """A grid behind the curves."""
        self._options["grid"] = int(visible is not False)

    def invert_yaxis(self):
        low, high = self.get_ylim()
        self._limit("bottom", high, "top", low)

    def twinx(self):
        return self

    twiny = twinx

    def set_axis_off(self):
        self.axis("off")

    def get_figure(self):
        return self.figure

    def get_legend_handles_labels(self):
        shown = [entry for entry in self._parts["series"] if entry["label"]]
        return [Line2D(self, entry) for entry in shown], [entry["label"] for entry in shown]

    def set_aspect(self, *args, **kwargs):
        pass

    set_facecolor = tick_params = margins = relim = autoscale_view = autoscale = set_prop_cycle = set_aspect

    def __repr__(self):
        return "<Axes: >"


_count = range
Line2D.__module__ = "matplotlib.lines"
PathCollection.__module__ = "matplotlib.collections"
AxesImage.__module__ = "matplotlib.image"
Artist.__module__ = "matplotlib.artist"
BarContainer.__module__ = "matplotlib.container"
