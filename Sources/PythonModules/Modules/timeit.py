"""How long small pieces of code take."""

import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number, default_repeat = 1000000, 5


class Timer:
    """Measures a statement, or a function."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        scope = {}
        prepare, run = setup, stmt
        if isinstance(setup, str):
            compile(setup, "<timeit-src>", "exec")
            prepare = setup.replace("\n", "\n    ")
        elif callable(setup):
            scope["_setup"], prepare = setup, "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(stmt, "<timeit-src>", "exec")
            run = stmt.replace("\n", "\n        ")
        elif callable(stmt):
            scope["_stmt"], run = stmt, "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        names = "".join([f", {name}={name}" for name in scope])
        self.src = (f"def inner(_it, _timer{names}):\n    {prepare}\n    _t0 = _timer()\n    for _i in _it:\n"
                    f"        {run}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n")
        made = dict(scope)
        if globals is None:
            import sys

            globals = sys.modules[__name__].__dict__
        exec(self.src, {**globals, **made}, made)
        self.inner = made["inner"]

    def timeit(self, number=default_number):
        """Seconds for so many runs."""
        return self.inner(iter(range(number)), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        """Several measurements."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """How many runs take at least 0.2 seconds, and how long they took."""
        scale = 1
        while True:
            for step in 1, 2, 5:
                number = scale * step
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        """Prints what went wrong in the statement."""
        import traceback

        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds for so many runs of a statement."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number,
           globals=None):
    """Several measurements of a statement."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
