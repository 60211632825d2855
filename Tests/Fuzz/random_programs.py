"""Random programs, run by CPython 3.11 and by Gradus: they must print the same.

    python3 Tests/Fuzz/random_programs.py GRADUS [--count N] [--seed S] [--keep FOLDER] [--show]

Every program ends, and prints no address and no order of a set of strings. Program number I of seed S is always the
same. A program that prints something else in Gradus is made as small as it gets and printed with both outputs, and
with --keep written to FOLDER. What was found and mended lives on in
Tests/InterpreterTests/Goldens/Programs/random.py.
"""

import argparse
import pathlib
import re
import sys

from expressions import Expressions
from running import Pair
from shrinking import shrink
from statements import Statements


def program(seed):
    """The text of the program with this seed."""
    return Statements(Expressions(seed)).program()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gradus")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--show", action="store_true", help="print the programs and run nothing")
    parser.add_argument("--batch", type=int, default=1, help="run so many programs in one process; goes with --quick")
    parser.add_argument("--quick", action="store_true", help="print the first line that differs and shrink nothing")
    options = parser.parse_args()
    pair = Pair(options.gradus)
    if options.batch > 1:
        return in_batches(pair, options)
    seen = {}
    different = 0
    for number in range(options.seed, options.seed + options.count):
        text = program(number)
        if options.show:
            print(f"#--- {number}\n{text}")
            continue
        expected, actual = pair.run(text)
        if expected is None or pair.same(expected, actual):
            continue
        different += 1
        if options.quick:
            print(f"#--- {number}\n" + first_difference(expected, actual), flush=True)
            continue
        small = shrink(text, pair)
        expected, actual = pair.run(small)
        key = signature(expected, actual)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 2:
            continue
        print(f"#--- {number}\n{small}\n# CPython:\n{expected}# Gradus:\n{actual}", flush=True)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{number}.py").write_text(small)
    if not options.show:
        print(f"{options.count} programs, {different} print something else")
    return 1 if different else 0


BATCH = """
import gc, sys
for number, text in {programs!r}:
    print('#---', number)
    try:
        exec(compile(text, 'program', 'exec'), {{'__name__': '__main__'}})
    except BaseException as error:
        print('!!', type(error).__name__, error)
    gc.collect()
"""


def in_batches(pair, options):
    different = lost = 0
    for start in range(options.seed, options.seed + options.count, options.batch):
        programs = [(number, program(number)) for number in range(start, start + options.batch)]
        expected, actual = pair.run(BATCH.format(programs=programs))
        if expected is None:
            lost += options.batch
            continue
        mine, theirs = expected.split("#--- "), actual.split("#--- ")
        for a, b in zip(mine, theirs + [""] * len(mine)):
            if not pair.same(a, b):
                different += 1
                print(f"#--- {a.partition(chr(10))[0]}\n" + first_difference(a, b), flush=True)
                if not b:
                    break
    print(f"{options.count - lost} programs, {different} print something else")
    return 1 if different else 0


def first_difference(expected, actual):
    for mine, theirs in zip(expected.splitlines() + ["<end>"], actual.splitlines() + ["<end>"]):
        if mine != theirs:
            return f"CPython: {mine}\nGradus:  {theirs}\n"
    return ""


def signature(expected, actual):
    """What makes two differences look alike: the first lines that differ, without their numbers and names."""
    for mine, theirs in zip((expected or "").splitlines() + ["<end>"], (actual or "").splitlines() + ["<end>"]):
        if mine != theirs:
            return re.sub(r"'[^']*'|[\d.]+", "#", f"{mine[:80]}|{theirs[:80]}")
    return "length"


if __name__ == "__main__":
    sys.exit(main())
