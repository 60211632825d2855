"""Writes NAME.out beside each Tests/*/Goldens/Programs/NAME.py: what CPython 3.11 prints for each program of the file.

Run with CPython 3.11: python3 Tests/GoldenPrograms/regenerate.py [NAME ...]
Those of TorchTests need one that has torch==2.13.0+cpu (Tests/Conformance/golden.py says how); without it they stay.

A file holds many programs; each begins with a line "#--- what it shows". Each runs in a process of its own, and an
exception that nothing catches ends its output with the line "Type: message".
"""

import importlib.util
import pathlib
import subprocess
import sys

DRIVER = """
import sys
program = sys.stdin.read()
namespace = {"__name__": "__main__", "__builtins__": __builtins__, "__doc__": None}
import __main__
for name in list(vars(__main__)):
    if not name.startswith("__") and name not in ("sys", "program", "namespace"):
        delattr(__main__, name)
def run(sys=sys, program=program):
    del __main__.sys, __main__.program, __main__.namespace, __main__.run
    code = compile(program, "<program>", "exec")
    del __main__.__main__
    exec(code, vars(sys.modules["__main__"]))
try:
    run()
except BaseException as error:
    print(f"{type(error).__name__}: {error}")
"""


def programs(text):
    parts = []
    for line in text.splitlines(keepends=True):
        if line.startswith("#--- "):
            parts.append([line[5:].rstrip("\n"), ""])
        elif parts:
            parts[-1][1] += line
    return parts


def main():
    tests = pathlib.Path(__file__).parent.parent
    for path in sorted(tests.glob("*/Goldens/Programs/*.py")):
        if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
            continue
        if path.stem == "tqdm" and not importlib.util.find_spec("tqdm"):
            continue
        if "TorchTests" in path.parts and not importlib.util.find_spec("torch"):
            continue
        out = ""
        for title, program in programs(path.read_text()):
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-c", DRIVER], input=program, capture_output=True, text=True,
                env={"PYTHONHASHSEED": "0"})
            if done.stderr:
                print(path.name, title, done.stderr, file=sys.stderr)
            out += f"#--- {title}\n{done.stdout}"
        path.with_suffix(".out").write_text(out)


main()
