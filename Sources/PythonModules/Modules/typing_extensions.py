"""What newer versions of `typing` have: here all of it is in `typing`."""

from typing import *
from typing import __all__


def override(method, /):
    """Marks a method that overrides one of a base."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def deprecated(message, /, **options):
    """Marks what should no longer be used."""
    return lambda thing: thing


runtime = runtime_checkable
__all__ = __all__ + ["override", "deprecated", "runtime"]
