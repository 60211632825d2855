"""Calls every built-in function, method and module function of Gradus with hostile values.

    python3 Tests/Fuzz/hostile.py GRADUS [--only TEXT] [--count N] [--seed S] [--jobs J]

A find is a process that dies of a signal (a trap), takes no Ctrl-C within five seconds, or takes more than 3 GB. The
call that did it is found by running once more with a log. What raises, prints or takes a Ctrl-C is as it should be.
"""

import argparse
import concurrent.futures
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).parent
NATIVE = """builtins math random time collections itertools functools operator re json csv os sys io gc heapq bisect struct zlib
binascii _collections _copy _digests _fnmatch _functools _heapq _io _json _posix _random _re _struct _traces
torch torch.nn torch.nn.functional torch.optim torch.optim.lr_scheduler torch.nn.utils torch.nn.init torch.utils.data torch.linalg
torch.autograd matplotlib.pyplot""".split()
OTHERS = """datetime copy string os.path pathlib glob dataclasses typing enum abc warnings contextlib argparse gzip statistics fractions
base64 hashlib textwrap pprint types inspect traceback calendar shutil tempfile logging keyword numbers platform codecs tqdm fnmatch
timeit unittest""".split()
LISTING = """
import types
MODULES = {modules!r}
for name in MODULES:
    try:
        module = __import__(name, fromlist=['x'])
    except ImportError:
        continue
    for attribute in sorted(dir(module)):
        try:
            value = getattr(module, attribute)
        except Exception:
            continue
        if isinstance(value, type):
            print(name, '', attribute)
            if getattr(value, '__module__', name) not in (name, 'builtins', 'torch', '_' + name, '_io', '_collections', '_random', '_functools'): continue
            for member in sorted(dir(value)):
                try:
                    if callable(getattr(value, member)): print(name, attribute, member)
                except BaseException: pass
        elif callable(value):
            print(name, '', attribute)
for value in [type(iter([])), type(x for x in ()), type(lambda: 0), type(len), type([].append), type({{}}.keys()), type({{}}.items()), type({{}}.values()), type(iter('')), type(iter(range(3))),
              type(iter({{}})), type(iter(set())), type(__import__('re').compile('')), type(__import__('re').match('', '')), type(None), type(...), type(int | str), type(list[int]), types.SimpleNamespace]:
    for member in sorted(dir(value)):
        print('TYPES', value.__name__, member)
"""
SKIPPED = {"input", "breakpoint", "exit", "quit", "_exit", "abort", "help", "interact", "clear"}


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def targets(gradus, modules=NATIVE):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(LISTING.format(modules=modules))
        file.flush()
        done = subprocess.run([gradus, file.name], capture_output=True, text=True, timeout=120)
    if done.returncode:
        sys.exit(done.stderr)
    seen = set()
    for line in done.stdout.splitlines():
        module, owner, name = line.split(" ")
        if name in SKIPPED and module != "builtins" or name in ("input", "breakpoint", "exit", "quit", "help"): continue
        if owner and line not in seen and (owner, name) not in seen:
            # What is inherited from object or BaseException is called once for a few classes only.
            if name in OBJECT and owner not in ("int", "str", "list", "dict", "type", "Tensor", "deque", "function"): continue
            seen.add((owner, name))
            yield module, owner, name
        elif not owner and line not in seen:
            seen.add(line)
            yield module, owner, name


OBJECT = set(dir(object)) | {"add_note", "with_traceback", "__setstate__", "mro", "__subclasses__", "__prepare__", "__instancecheck__", "__subclasscheck__"}
TYPES = """
import re
KINDS = [type(iter([])), type(x for x in ()), type(lambda: 0), type(len), type([].append), type({}.keys()), type({}.items()), type({}.values()), type(iter('')), type(iter(range(3))),
         type(iter({})), type(iter(set())), type(re.compile('')), type(re.match('', '')), type(None), type(...), type(int | str), type(list[int])]
import types
KINDS.append(types.SimpleNamespace)
MAKERS += [lambda: iter('ab'), lambda: iter(range(3)), lambda: iter({1: 2}), lambda: iter({1}), lambda: re.compile('(a)|b'), lambda: re.match('(a)|b', 'a'), lambda: int | str, lambda: list[int], lambda: {1: 2}.values(), lambda: types.SimpleNamespace(a=1)]
OWNER = [kind for kind in KINDS if kind.__name__ == %r][0]
"""


def program(target, options, log, start=0):
    module, owner, name = target
    if module == "TYPES":
        text = TYPES % owner + f"FUNCTION = getattr(OWNER, {name!r})\n"
    else:
        text = f"MODULE = __import__({module!r}, fromlist=['x'])\n"
        text += f"OWNER = getattr(MODULE, {owner!r})\nFUNCTION = getattr(OWNER, {name!r})\n" if owner \
            else f"OWNER = None\nFUNCTION = getattr(MODULE, {name!r})\n"
    uses = module.startswith("torch") or "matplotlib" in module
    return (HERE / "hostile_values.py").read_text() + text + (
        f"USE_TORCH = {uses}\nTARGET = {'.'.join(target)!r}\nSEED = {options.seed}\nCOUNT = {options.count}\n"
        f"LOG = {log}\nSTART = {start}\nprobe(OWNER, FUNCTION)\nsys.stderr.write('done\\n')\n")


def memory(pid):
    try:
        for line in open(f"/proc/{pid}/status"):
            if line.startswith("VmRSS"): return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def seconds(pid):
    """The processor time that a process took."""
    try:
        fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0


def run(target, options, log=False):
    """What went wrong with the calls of this target, or None, and what was written."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "probe.py"
        path.write_text(program(target, options, log))
        process = subprocess.Popen(
            [options.gradus, str(path)], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, preexec_fn=limit)
        lines = []

        def read():
            for line in process.stderr:
                lines.append(line.decode("utf-8", "replace").rstrip())

        reader = threading.Thread(target=read)
        reader.start()
        began = last = time.time()
        finding, slow, seen, asked = None, 0, 0, 0
        busy = seconds(process.pid)
        while process.poll() is None:
            time.sleep(0.02)
            if memory(process.pid) > 3 << 30:
                finding = "memory"
                break
            now = time.time()
            if now - began > options.seconds * 4 or seconds(process.pid) > options.seconds: break
            if len(lines) != seen:
                # It goes on.
                seen, busy, last, asked = len(lines), seconds(process.pid), now, 0
            elif seen and (seconds(process.pid) - busy > 2 or now - last > 20):
                if asked >= options.patience:
                    finding = "hang"
                    break
                asked, slow = asked + 1, slow + 1
                busy, last = seconds(process.pid), now
                process.send_signal(signal.SIGINT)
        ended = process.poll()
        if ended is None: process.kill()
        process.wait()
        reader.join()
        if finding is None and ended is not None and (ended < 0 or ended >= 128): finding = f"signal {ended}"
        if finding is None and ended is not None and lines[-1:] != ["done"]: finding = "ended: " + "|".join(lines[-3:])[:300]
        if finding is None and slow > 2: finding = f"(slow: {slow})"
        return finding, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gradus")
    parser.add_argument("--only", default="")
    parser.add_argument("--others", action="store_true", help="the modules that are written in Python, instead")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=40)
    parser.add_argument("--patience", type=int, default=2)
    options = parser.parse_args()
    options.gradus = os.path.abspath(options.gradus)
    found = [target for target in targets(options.gradus, OTHERS if options.others else NATIVE) if options.only in ".".join(target)]
    print(f"{len(found)} functions", flush=True)

    def one(target):
        finding, lines = run(target, options)
        if finding and not finding.startswith("("):
            again, lines = run(target, options, log=True)
            interesting = [line for line in lines if not line.startswith(("slow", "at "))]
            return target, f"{finding} / {again}: " + " || ".join(interesting[-2:])[:500]
        return target, finding

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for target, finding in pool.map(one, found):
            if finding: print(".".join(target), finding, flush=True)


if __name__ == "__main__":
    main()
