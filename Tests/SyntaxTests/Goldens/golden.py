"""Records what CPython 3.11 makes of programs, right and wrong, for SyntaxTests.

Regenerate beside this file with: python3 golden.py   (needs CPython 3.11.7)
"""
import ast
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

HERE = pathlib.Path(__file__).parent
warnings.simplefilter("ignore")
assert sys.version_info[:2] == (3, 11), sys.version

# Small programs, one or more for each construct of the language; a line of dashes ends each.
RIGHT = (HERE / "programs.txt").read_text(encoding="utf8").split("----\n")[:-1]

# Mistakes written by hand; more are made from RIGHT by `mutate`.
WRONG = (HERE / "mistakes-by-hand.txt").read_text(encoding="utf8").split("----\n")[:-1]

PIECES = """( ) [ ] { } : , ; . = + - * ** / // @ -> := == < != if else for in is not and or lambda def class return yield
from import as with try except finally while pass None True x y 1 "s" f"{x}" print match case _ ... $ ? ! \\ ' 0x 1a é #
del raise assert global""".split() + ["\n", "    ", "\n    "]


def mutate(program, rng):
    """The program with one to three tokens dropped, doubled, moved or replaced."""
    words = []
    for line in program.splitlines(keepends=True):
        rest = line.lstrip(" ")
        words.append(line[: len(line) - len(rest)])
        word = ""
        for char in rest:
            if word and (char.isalnum() or char == "_") != (word[-1].isalnum() or word[-1] == "_"):
                words.append(word)
                word = ""
            word += char
        words.append(word)
    words = [word for word in words if word]
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        at = rng.randrange(len(words))
        action = rng.random()
        if action < 0.3:
            del words[at]
        elif action < 0.55:
            words.insert(at, rng.choice(PIECES) + " ")
        elif action < 0.8:
            words[at] = rng.choice(PIECES) + " "
        elif action < 0.9:
            words.insert(at, words[at])
        else:
            words.insert(at, rng.choice(words))
        if not words:
            return program
    return "".join(words)


def judge(program):
    """The tree, or what is wrong."""
    try:
        return "tree", ast.dump(ast.parse(program), include_attributes=True).replace(", kind='u'", "")
    except SyntaxError as error:
        text = (error.text or "").rstrip("\n").split("\n")[-1]
        fields = [type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, text]
        return "mistake", json.dumps(fields, ensure_ascii=False)


def is_left_out(program):
    """What Gradus refuses, and where CPython blames a right line (`match(x)`) for a mistake further down."""
    return any(word in program for word in ("async", "await", "except*", "except *", "match(x", "match *", "match -"))


def write(name, entries):
    """Two lines an entry: the program as JSON, then what was recorded."""
    lines = [json.dumps(program, ensure_ascii=False) + "\n" + recorded + "\n" for program, recorded in entries]
    (HERE / f"{name}.txt").write_text("".join(lines), encoding="utf8")


def uncaught(program):
    """What running the program as a file prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "program.py"
        path.write_text(program, encoding="utf8")
        run = subprocess.run([sys.executable, "-W", "ignore", path], capture_output=True, text=True)
        return run.stderr.replace(str(path), "program.py")


def positions(program):
    """Line, start and end column (in bytes) of what raised, and the excerpt that the traceback shows."""
    try:
        exec(compile(program, "program.py", "exec"), {})
    except Exception as error:
        trace = error.__traceback__.tb_next
        while trace.tb_next:
            trace = trace.tb_next
        found = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
        shown = uncaught(program).splitlines()
        last = max(i for i, line in enumerate(shown) if line.startswith('  File "program.py"'))
        excerpt = [line[4:] for line in shown[last + 1:] if line.startswith("    ")]
        return json.dumps([*found, *excerpt], ensure_ascii=False)
    raise AssertionError(program)


RAISING = (HERE / "raising.txt").read_text(encoding="utf8").split("----\n")[:-1]


def main():
    rng = random.Random(311)
    trees, mistakes, seen = {}, {}, {}
    for program in RIGHT + WRONG + [program[:-1] for program in WRONG]:
        kind, recorded = judge(program)
        (trees if kind == "tree" else mistakes)[program] = recorded
    for _ in range(12000):
        program = mutate(rng.choice(RIGHT), rng)
        if is_left_out(program) or len(program) > 160 or program in trees or program in mistakes:
            continue
        kind, recorded = judge(program)
        # A few of each kind of mistake are enough.
        key = json.loads(recorded)[1] if kind == "mistake" else "tree"
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= (60 if key == "tree" else 150 if key == "invalid syntax" else 12):
            (trees if kind == "tree" else mistakes)[program] = recorded
    write("trees", trees.items())
    write("mistakes", mistakes.items())
    chosen = [p for p in mistakes if "1a" not in p and "\0" not in p][::9]
    write("uncaught", [(program, json.dumps(uncaught(program), ensure_ascii=False)) for program in chosen])
    write("carets", [(program, positions(program)) for program in RAISING])


main()
