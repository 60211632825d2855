"""How soon the prompt of a program is seen in a pseudo-terminal, with 1,000 lines of history, and its peak memory."""
import os
import pty
import resource
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
state = tempfile.mkdtemp()
os.makedirs(os.path.join(state, "gradus"))
with open(os.path.join(state, "gradus", "history"), "w") as history:
    for line in range(1000):
        history.write(f"x{line} = torch.randn({line}, 3)\n")


def seconds():
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program, [program, "-q"], {"TERM": "xterm-256color", "HOME": state, "XDG_STATE_HOME": state})
    seen = b""
    while b">>> " not in seen:
        seen += os.read(terminal, 65536)
    elapsed = time.perf_counter() - start
    os.write(terminal, b"\x04")
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass
    os.waitpid(process, 0)
    os.close(terminal)
    return elapsed


times = sorted(seconds() for i in range(21))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"visible prompt: median {times[10] * 1000:.1f} ms, best {times[0] * 1000:.1f} ms (bar 8 ms)")
print(f"peak memory: {peak:.1f} MB (bar 20 MB)")
