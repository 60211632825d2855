#--- dumps writes every kind of value
import json


print(json.dumps({"a": 1, "b": [1.5, True, False, None, "x"], "c": (1, 2), "d": {}, "e": []}))
print(json.dumps([1e100, 0.1, -0.0, 1e-7, 10**30, float("inf"), float("-inf"), float("nan"), 3.0]))
print(json.dumps({1: 2, 1.5: 3, True: 4, None: 5, "x": 6}), json.dumps("a"), json.dumps(5), json.dumps(None))
print(json.dumps("é☃𝒳\x00\x1f\x7f\"\\/\n\r\t\b\f"), json.dumps("é☃𝒳\x00\x1f\x7f\"\\/\n", ensure_ascii=False))
print(json.dumps({"b": 1, "a": 2, "c": {"z": 1, "y": 2}}, sort_keys=True), json.dumps(dict(b=1, a=2)))
print(json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps({"a": [1, 2], "b": {}}, indent=2))
print(json.dumps([[], {}, [[]], {"a": [1, {"b": 2}]}], indent="\t"), json.dumps([1, 2], indent=0), json.dumps([1], indent=2, separators=(", ", ": ")))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))


class N(int):
    def __repr__(self):
        return "N"


class S(str):
    pass


print(json.dumps([N(5), S("x"), {S("k"): N(1)}, True]))
#--- dumps refuses
import json


def attempt(*args, **kwargs):
    try:
        print(json.dumps(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(object)
attempt({1, 2})
attempt({(1,): 2})
attempt([1, 2j])
attempt(float("nan"), allow_nan=False)
attempt([float("inf")], allow_nan=False)
attempt(b"x")
attempt({"a": 1, 2: 3}, sort_keys=True)
loop = []
loop.append(loop)
attempt(loop)
d = {}
d["a"] = [d]
attempt(d)
attempt(5, nothing=1)
deep = []
for _ in range(100000):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError as e:
    print("RecursionError")
#--- default and encoders of one's own
import json


class P:
    def __init__(self, x):
        self.x = x


print(json.dumps([P(1), {"p": P([2, P(3)])}], default=lambda o: {"x": o.x}), json.dumps({1, 2}, default=list))


class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps([1j, 2], cls=E), E(indent=1).encode({"a": 1j}), E().encode("x"), "".join(json.JSONEncoder().iterencode([1])))
try:
    json.dumps(P(1), cls=E)
except TypeError as e:
    print(e)
try:
    json.dumps(P(1), default=lambda o: o)
except ValueError as e:
    print(e)
#--- loads reads every kind of value
import json

print(json.loads('{"a": [1, -2.5, 1e3, true, false, null, "x"], "b": {}, "c": []}'))
print(json.loads(" \n[1 , 2\t]\r\n "), json.loads("5"), json.loads('"x"'), json.loads(b'{"k": 1}'), json.loads("-0"), json.loads("-0.0"))
print(ascii(json.loads('"\\u00e9\\ud835\\udcb3\\n\\"\\\\\\/\\b\\f\\r\\t"')), ascii(json.loads('"\\ud800x"')), json.loads('"é☃"'))
print(json.loads("123456789012345678901234567890"), json.loads("[NaN, Infinity, -Infinity]"), json.loads("1E2"), json.loads("0.1"))
print(json.loads('{"a": 1, "a": 2}'), json.loads("999999999999999999"), json.loads("1e400"), json.loads("123456789.123456789"))
#--- loads refuses with a place
import json

texts = ["", " ", "{", "[", "[1", "[1,", "[1,]", "[1 2]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{1:2}", '{"a" 1}', '"abc',
         '"a\nb"', '"\\x"', '"\\u12g4"', '"\\u12', '"\\', "nul", "tru", "01", "-", "1.", "1e", ".5", "+1", "[1] x", "{}{}", "'a'", "{'a': 1}",
         '{"a": 1,\n "b": }', '[\n1,\n2,\nx]', "NaNx", '["é", x]', "\ufeff1", "[1,,2]", "]", "{,}", "--1", "Infinit"]
for text in texts:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), e, e.msg, e.pos, e.lineno, e.colno)
for bad in (5, None, [1]):
    try:
        json.loads(bad)
    except TypeError as e:
        print(e)
print(json.JSONDecodeError.__mro__[1].__name__, json.JSONDecodeError, json.decoder.JSONDecodeError is json.JSONDecodeError)
try:
    json.loads("[" * 100000)
except RecursionError:
    print("RecursionError")
print(json.loads('"a\nb"', strict=False))
#--- hooks of loads
import json

print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items(), key=str)))
print(json.loads('{"a": {"b": 1}, "c": 2}', object_pairs_hook=list))
print(json.loads("[1.5, 2, NaN]", parse_float=str, parse_int=lambda t: t + "!", parse_constant=lambda c: "<" + c + ">"))


class D(json.JSONDecoder):
    def decode(self, s):
        return ["decoded", super().decode(s)]


print(json.loads("[1]", cls=D), json.JSONDecoder().raw_decode('{"a": 1} rest'), json.JSONDecoder().raw_decode("xx 5", 3))
#--- dump and load work on files
import io
import json

f = io.StringIO()
json.dump({"a": [1, 2]}, f, indent=1)
print(f.getvalue())
f.seek(0)
print(json.load(f), json.load(io.BytesIO(b"[1]")))
data = [{"id": i, "name": f"n{i}", "v": i / 7} for i in range(300)]
print(json.loads(json.dumps(data)) == data, len(json.dumps(data)))
#--- bytes in other encodings
import json
for name in ("utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8-sig"):
    print(name, json.loads('"€"'.encode(name)), json.loads("1".encode(name)), json.loads('{"a": [1]}'.encode(name)))
