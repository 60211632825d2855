"""Runs a program in CPython and in Gradus, within limits of time and memory."""

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


class Pair:
    def __init__(self, gradus, seconds=20):
        self.gradus = gradus
        self.seconds = seconds
        self.file = os.path.join(tempfile.mkdtemp(), "program.py")

    def run(self, text):
        """What each prints; CPython's output is None where it does not end, so that there is nothing to compare."""
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)
        expected = self.output([sys.executable, "-X", "utf8", "-W", "ignore"])
        if expected is None:
            return None, None
        return expected, self.output([self.gradus]) or "takes too long\n"

    @staticmethod
    def same(expected, actual):
        """Whether the outputs are the same but for the order of strings in sets."""
        if expected == actual:
            return True
        mine, theirs = expected.splitlines(), actual.splitlines()
        return len(mine) == len(theirs) and all(
            a == b or "{" in a and sorted(a) == sorted(b) for a, b in zip(mine, theirs))

    def differs(self, text):
        expected, actual = self.run(text)
        return expected is not None and not self.same(expected, actual)

    def output(self, command):
        try:
            done = subprocess.run(
                command + [self.file], capture_output=True, timeout=self.seconds, preexec_fn=limit,
                stdin=subprocess.DEVNULL, env={"PYTHONHASHSEED": "0", "PATH": os.environ["PATH"]})
        except subprocess.TimeoutExpired:
            return None
        text = done.stdout.decode("utf-8", "surrogateescape")
        errors = done.stderr.decode("utf-8", "surrogateescape").splitlines()
        if errors and done.returncode:
            # Otherwise they are warnings.
            text += errors[-1] + "\n"
        if done.returncode < 0:
            text += f"{signal.Signals(-done.returncode).name}\n"
        return ADDRESS.sub("0x…", text) or "\n"
