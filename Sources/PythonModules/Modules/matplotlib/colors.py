"""Colours by name."""

_LETTERS = {
    "b": (0, 0, 255), "g": (0, 128, 0), "r": (255, 0, 0), "c": (0, 191, 191), "m": (191, 0, 191),
    "y": (191, 191, 0), "k": (64, 64, 64), "w": (255, 255, 255),
}

_NAMES = {
    "blue": (0, 0, 255), "green": (0, 128, 0), "red": (255, 0, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255),
    "yellow": (255, 255, 0), "black": (64, 64, 64), "white": (255, 255, 255), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "orange": (255, 165, 0), "purple": (128, 0, 128), "brown": (165, 42, 42),
    "pink": (255, 192, 203), "lime": (0, 255, 0), "navy": (0, 0, 128), "teal": (0, 128, 128),
    "olive": (128, 128, 0), "maroon": (128, 0, 0), "gold": (255, 215, 0), "salmon": (250, 128, 114),
    "coral": (255, 127, 80), "crimson": (220, 20, 60), "indigo": (75, 0, 130), "violet": (238, 130, 238),
    "turquoise": (64, 224, 208), "tomato": (255, 99, 71), "steelblue": (70, 130, 180), "skyblue": (135, 206, 235),
    "lightblue": (173, 216, 230), "darkblue": (0, 0, 139), "royalblue": (65, 105, 225), "darkred": (139, 0, 0),
    "darkgreen": (0, 100, 0), "lightgreen": (144, 238, 144), "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211), "darkgray": (169, 169, 169), "darkorange": (255, 140, 0),
    "dodgerblue": (30, 144, 255), "forestgreen": (34, 139, 34), "firebrick": (178, 34, 34),
    "slateblue": (106, 90, 205), "tan": (210, 180, 140), "khaki": (240, 230, 140), "orchid": (218, 112, 214),
    "lightcoral": (240, 128, 128), "cornflowerblue": (100, 149, 237), "seagreen": (46, 139, 87),
}

_CYCLE = ["blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan"]


class Colormap:
    """A name for a range of colours; what is drawn has one range for everything."""

    def __init__(self, name="", N=256):
        self.name = name
        self.N = N


class ListedColormap(Colormap):
    def __init__(self, colors, name="from_list", N=None):
        super().__init__(name, len(colors) if N is None else N)
        self.colors = colors


class LinearSegmentedColormap(Colormap):
    @staticmethod
    def from_list(name, colors, N=256, gamma=1.0):
        return LinearSegmentedColormap(name, N)


class Normalize:
    def __init__(self, vmin=None, vmax=None, clip=False):
        self.vmin = vmin
        self.vmax = vmax
        self.clip = clip


def _parse(value):
    """A colour as three numbers up to 255, a place in the usual order, or None for the next one."""
    if value is None or value == "none":
        return None
    if isinstance(value, str):
        text = value.lower()
        if text in _LETTERS:
            return _LETTERS[text]
        if text in _NAMES:
            return _NAMES[text]
        if len(text) > 1 and text[0] == "c" and text[1:].isdigit():
            return int(text[1:])
        if text[:4] == "tab:" and text[4:].replace("grey", "gray") in _CYCLE:
            return _CYCLE.index(text[4:].replace("grey", "gray"))
        if text[:1] == "#" and len(text) in (4, 7, 9):
            digits = text[1:] if len(text) > 4 else "".join(digit * 2 for digit in text[1:])
            try:
                return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
            except ValueError:
                pass
        try:
            grey = float(text)
            if 0 <= grey <= 1:
                return (round(grey * 255),) * 3
        except ValueError:
            pass
    elif isinstance(value, (tuple, list)) and len(value) in (3, 4):
        try:
            return tuple(round(float(part) * 255) for part in value[:3])
        except (TypeError, ValueError):
            pass
    raise ValueError(f"{value!r} is not a valid value for color")


def to_rgb(c):
    parts = _parse(c)
    return tuple(part / 255 for part in parts) if isinstance(parts, tuple) else (0.0, 0.0, 0.0)
