# Building and taking apart text.
import time

start = time.perf_counter()


words = []
for i in range(200_000):
    words.append(f"word{i % 1000}:{i * 0.5:.2f}")
text = " ".join(words)
parts = text.split(" ")
out = ""
for i in range(100_000):
    out += str(i % 10)
upper = text.upper().replace("WORD", "w").count("w1")
lines = "\n".join("%d,%s,%.3f" % (i, "x" * (i % 5), i / 3) for i in range(100_000))
fields = sum(len(line.split(",")) for line in lines.splitlines())
print(len(text), len(parts), len(out), upper, fields, hash(out) == hash(out))
print(time.perf_counter() - start)
