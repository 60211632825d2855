"""Writes the golden programs and the walkthroughs as files of a folder: what the fuzzer begins with."""

import hashlib
import pathlib
import re
import sys

tests = pathlib.Path(__file__).parent.parent
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
texts = []
for path in tests.glob("*/Goldens/Programs/*.py"):
    texts += re.split(r"(?m)^#---.*\n", path.read_text())
for path in [*tests.glob("Conformance/seeds/*.py"), *tests.glob("Fuzz/finds/*")]:
    texts.append(path.read_text(errors="surrogateescape"))
for text in texts:
    data = text.encode("utf-8", "surrogateescape")
    if 0 < len(data) < 4096:
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)
