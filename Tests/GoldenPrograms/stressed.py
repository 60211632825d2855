"""Runs every program of Tests/*/Goldens/Programs twice, the second time with a collection at every safe point.

    python3 Tests/GoldenPrograms/stressed.py .build/release/gradus [part of a file's name]

Both must print the same and end the same: `make test-stress` runs this, for which debug builds are too slow.

A collection marks all that is alive, so a program that keeps much alive (lists in lists in lists …) takes the square of
its time. One that is not done after a minute runs again with a collection at every fiftieth safe point, and is named.
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile


def programs(file):
    """Title and text of each program, which begins with a line "#--- title"."""
    for part in file.read_text(encoding="utf-8").split("#--- ")[1:]:
        yield part.split("\n", 1)


RARER = "50"


def run(binary, text, collect, seconds=600):
    """Exit status, output and errors; None for a program that does not end in time."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "program.py")
        program.write_text(text, encoding="utf-8")
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_STATE_HOME": folder}
        if collect:
            environment["GRADUS_COLLECT"] = collect
        try:
            done = subprocess.run([binary, program], stdin=subprocess.DEVNULL, capture_output=True, cwd=folder,
                                  env=environment, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None
        return (done.returncode, *(text.replace(folder.encode(), b"FOLDER") for text in (done.stdout, done.stderr)))


def main():
    binary = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    folder = pathlib.Path(__file__).resolve().parent.parent
    files = sorted(file for file in folder.glob("*/Goldens/Programs/*.py") if wanted in str(file))
    cases = [(file, title, text) for file in files for title, text in programs(file)]

    rarer = []

    def differs(case):
        plain, stressed = run(binary, case[2], ""), run(binary, case[2], "always", 60)
        if stressed is None:
            rarer.append(case[1])
            stressed = run(binary, case[2], RARER)
        return plain != stressed or plain is None or plain[0] not in (0, 1), plain, stressed

    finds = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (file, title, _), (isFind, *runs) in zip(cases, pool.map(differs, cases)):
            if isFind:
                finds += 1
                print(f"{file.relative_to(folder)}: {title}", *runs, sep="\n")
    for title in rarer:
        print(f"with a collection at every {RARER}th safe point only: {title}")
    print(f"{len(cases)} programs, {finds} that a collection at every safe point changes")
    sys.exit(finds > 0)


main()
