"""Figures in the terminal, and as SVG files, by matplotlib's names."""

__version__ = "3.10.0"

rcParams = {"figure.figsize": [6.4, 4.8], "figure.dpi": 100.0, "font.size": 10.0}


def use(backend, *, force=True):
    """Takes any backend: figures are drawn in the terminal all the same."""


def get_backend():
    return "agg"


def rc(group, **kwargs):
    """Takes any settings; none of them changes a drawing made of characters."""
