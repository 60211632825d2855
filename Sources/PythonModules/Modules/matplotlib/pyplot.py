"""matplotlib.pyplot as tutorials use it: show() draws in the terminal, savefig() writes SVG."""

import _pictures
from matplotlib import rcParams
from matplotlib.axes import Axes, AxesArray
from matplotlib.colors import Colormap as _Colormap

_figures = {}
_current = None


class Figure:
    """Axes in a grid."""

    def __init__(self, number, figsize=None):
        self.number = number
        self.axes = []
        self._title = ""
        self._now = None

    def add_subplot(self, *args, **kwargs):
        rows, columns, index = _place(args)
        first = index[0] if isinstance(index, tuple) else index
        if not 1 <= first <= rows * columns:
            raise ValueError(f"num must be an integer with 1 <= num <= {rows * columns}, not {first}")
        where = ((first - 1) // columns, (first - 1) % columns, rows, columns)
        for axes in self.axes:
            if axes._place == where:
                self._now = axes
                return axes
        axes = Axes(self, where)
        if "title" in kwargs:
            axes.set_title(kwargs["title"])
        self.axes.append(axes)
        self._now = axes
        return axes

    def add_axes(self, *args, **kwargs):
        return self.add_subplot()

    def subplots(self, nrows=1, ncols=1, *, squeeze=True, **kwargs):
        grid = [[self.add_subplot(nrows, ncols, row * ncols + column + 1) for column in range(ncols)] for row in range(nrows)]
        self._now = grid[0][0] if grid and grid[0] else None
        if not squeeze:
            return AxesArray(AxesArray(row) for row in grid)
        if nrows == 1 and ncols == 1:
            return grid[0][0]
        if nrows == 1:
            return AxesArray(grid[0])
        if ncols == 1:
            return AxesArray(row[0] for row in grid)
        return AxesArray(AxesArray(row) for row in grid)

    def gca(self):
        return self._now if self._now is not None else self.add_subplot()

    def suptitle(self, t, **kwargs):
        self._title = str(t)

    def clf(self):
        self.axes = []
        self._title = ""
        self._now = None

    clear = clf

    def _describe(self):
        return {"title": self._title, "panels": [axes._describe() for axes in self.axes]}

    def show(self, warn=True):
        _pictures.show(self._describe())

    def savefig(self, fname, *, format=None, **kwargs):
        if hasattr(fname, "write"):
            _pictures.check("." + (format or "png"))
            text = _pictures.svg(self._describe())
            try:
                fname.write(text)
            except TypeError:
                fname.write(text.encode())
            return
        path = fname.__fspath__() if hasattr(fname, "__fspath__") else fname
        last = path.split("/")[-1]
        if "." not in last:
            path += "." + (format or "png")
        _pictures.check("." + format if format else path)
        with open(path, "w", encoding="utf-8") as file:
            file.write(_pictures.svg(self._describe()))

    def colorbar(self, mappable=None, *args, **kwargs):
        return _Colorbar()

    def legend(self, *args, **kwargs):
        for axes in self.axes:
            axes.legend()

    def tight_layout(self, *args, **kwargs):
        pass

    def set_size_inches(self, *args, **kwargs):
        pass

    set_tight_layout = set_figwidth = set_figheight = subplots_adjust = autofmt_xdate = set_dpi = set_size_inches

    def __repr__(self):
        return f"<Figure size 640x480 with {len(self.axes)} Axes>"


class _Colorbar:
    def set_label(self, *args, **kwargs):
        pass

    set_ticks = set_ticklabels = set_label


def _place(args):
    if not args:
        return 1, 1, 1
    if len(args) == 1:
        if isinstance(args[0], int) and 111 <= args[0] <= 999:
            return args[0] // 100, args[0] // 10 % 10, args[0] % 10
        raise ValueError(f"Single argument to subplot must be a three-digit integer, not {args[0]!r}")
    if len(args) != 3:
        raise TypeError(f"add_subplot() takes 1 or 3 positional arguments but {len(args)} were given")
    return args


def figure(num=None, figsize=None, **kwargs):
    """Opens a figure, or goes back to the one of this number or name."""
    global _current
    if isinstance(num, Figure):
        num = num.number
    if num is None:
        num = max([number for number in _figures if isinstance(number, int)], default=0) + 1
    if num not in _figures:
        _figures[num] = Figure(num, figsize)
    _current = _figures[num]
    return _current


def gcf():
    """The figure that is drawn into."""
    return _current if _current is not None else figure()


def gca():
    """The axes that are drawn into."""
    return gcf().gca()


def sca(ax):
    global _current
    _current = ax.figure
    ax.figure._now = ax


def subplots(nrows=1, ncols=1, *, figsize=None, num=None, **kwargs):
    """A new figure with a grid of axes."""
    fig = figure(num, figsize)
    return fig, fig.subplots(nrows, ncols, squeeze=kwargs.get("squeeze", True))


def subplot(*args, **kwargs):
    """The axes at a place of a grid, made if need be."""
    return gcf().add_subplot(*args, **kwargs)


def axes(*args, **kwargs):
    return gcf().add_subplot()


def show(*args, **kwargs):
    """Draws every open figure in the terminal, and closes it."""
    for fig in list(_figures.values()):
        if fig.axes:
            fig.show()
    close("all")


def draw():
    pass


def pause(interval):
    """Draws the figure over its last drawing, where the terminal can."""
    if gcf().axes:
        _pictures.redraw(gcf()._describe())


def savefig(fname, **kwargs):
    """Writes the figure to an SVG file."""
    gcf().savefig(fname, **kwargs)


def close(fig=None):
    """Closes the figure, the one given, or 'all'."""
    global _current
    if fig == "all":
        _figures.clear()
    elif fig is None:
        if _current is not None:
            _figures.pop(_current.number, None)
    else:
        _figures.pop(fig.number if isinstance(fig, Figure) else fig, None)
    if _current is not None and _current.number not in _figures:
        _current = _figures[max(_figures, key=str)] if _figures else None


def clf():
    gcf().clf()


def cla():
    gca().clear()


def suptitle(t, **kwargs):
    gcf().suptitle(t, **kwargs)


def colorbar(mappable=None, *args, **kwargs):
    return _Colorbar()


def tight_layout(*args, **kwargs):
    pass


ion = ioff = subplots_adjust = rc = set_cmap = tight_layout


def isinteractive():
    return False


def get_fignums():
    return sorted(number for number in _figures if isinstance(number, int))


def fignum_exists(num):
    return num in _figures


def get_cmap(name=None, lut=None):
    return _Colormap(name or "viridis")


class _Maps:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return _Colormap(name)


cm = _Maps()


class _Style:
    available = ["default", "ggplot", "seaborn-v0_8"]

    def use(self, style):
        pass


style = _Style()


def _delegate(name, method):
    def call(*args, **kwargs):
        return getattr(gca(), method)(*args, **kwargs)

    call.__name__ = call.__qualname__ = name
    call.__doc__ = getattr(Axes, method).__doc__
    return call


for _name in (
    "plot scatter bar barh hist imshow contour contourf pcolormesh matshow legend grid axhline axvline hlines vlines text "
    "annotate fill_between fill errorbar step stem semilogx semilogy loglog axis margins tick_params clabel axvspan "
    "axhspan pie boxplot"
).split():
    if hasattr(Axes, _name):
        globals()[_name] = _delegate(_name, _name)
for _name in "title xlabel ylabel xlim ylim xscale yscale xticks yticks".split():
    globals()[_name] = _delegate(_name, "_" + _name if _name in ("xlim", "ylim", "xticks", "yticks") else "set_" + _name)
