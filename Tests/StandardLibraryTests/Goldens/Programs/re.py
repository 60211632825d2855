#--- match, search and fullmatch
import re

print(re.match(r"(\w+) (\w+)", "Isaac Newton, physicist"), re.match("b", "ab"), re.search("b", "ab"), re.fullmatch("a+", "aaab"), re.fullmatch("a|ab", "ab"))
m = re.match(r"(?P<first>\w+) (?P<last>\w+)?( x)?", "Isaac Newton, physicist")
print(m.group(), m.group(0), m.group(1), m.group("last"), m.group(1, 2), m.groups(), m.groups("no"), m.groupdict(), m[1], m["last"])
print(m.start(), m.end(), m.span(), m.span(2), m.span(3), m.start("first"), m.lastindex, m.lastgroup, m.regs, m.pos, m.endpos, m.string)
print(m.re, m.re.pattern, m.re.flags, m.re.groups, dict(m.re.groupindex), m.expand(r"\2 \g<first> \g<0>"), bool(m), repr(m))
for action in (lambda: m.group(9), lambda: m.group("x"), lambda: m[-1], lambda: m.start(7), lambda: m.group(1.5)):
    try:
        action()
    except Exception as e:
        print(type(e).__name__, e)
p = re.compile("a(b)?")
print(p.match("ab"), p.match("xab", 1), p.match("xab", 1, 2), p.search("xxab", 3), p.fullmatch("aab", 1, 2), p.match("a").group(1), p.match("a").span(1))
print(re.compile("^a").match("xa", 1), re.compile("(?<=x)a").match("xa", 1), re.compile("a$").search("ab", 0, 1), re.search("$", "a\n").span())
#--- findall, finditer and empty matches
import re

print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall("(a)|b", "ab"), re.findall("", "abc"), re.findall("a*", "baac"))
print([m.span() for m in re.finditer(r"\b|:+", "a::bc")], [m.span() for m in re.finditer("x*", "axbc")], re.findall(r"(?m)^.*$", "a\nb\n"))
print([(m.group(), m.start()) for m in re.finditer("é.", "éaxébé")], re.findall("(?i)straße|É", "STRAßE é"))
print(re.findall("(?s).", "a\n"), re.findall(".", "a\n"), re.findall(r"a(?=b)", "abac"), re.findall("(a)(b)?", "aab"))
#--- sub, subn and split
import re

print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", 2), re.subn("a", "b", "banana"), re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<x>a)", r"[\g<x>\g<1>\g<0>]", "aba"), re.sub("a", r"\n\t\\", "a"), re.sub("(a)|b", r"<\1>", "ab"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 22 x"), re.sub("a", lambda m: "", "aba"), re.sub(r"\b|:+", "-", "a::bc"), re.sub("(?:)", "x", "é☃"))
print(re.split(",", "a,b,,c"), re.split("(,)", "a,b"), re.split(r"\s*", " a b"), re.split(",", "a,b,c", 1), re.split("x", "abc"), re.split("(a)|b", "cad"), re.split(r"\b", "Words, words"))
print(re.sub("é", "e", "café"), re.split("é", "aébéc"), re.sub(r"\w", "☃", "aé"), re.sub("a", "\\\\0\\060\\x".replace("\\x", ""), "a"))
print(re.escape("a.b*c[d]e-f g_h&~#é\n"), re.escape(b"a.b"), re.purge())
#--- wrong templates
import re

for template in (r"\2", r"\g<x>", r"\g<", r"\g", r"\g<>", r"\q", "\\", r"\g<1x>", r"\g<-1>", r"\g<99>", r"\400", r"\99"):
    try:
        print(re.sub("(a)", template, "a"))
    except (re.error, IndexError) as e:
        print(type(e).__name__, e)
#--- wrong patterns
import re

for pattern in ["(", ")", "a)", "(a", "[", "[a", "[]", "[^", "a**", "*", "a|*", "+a", "?", "a{2,1}", "x{2}{3}", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?P<>a)", "(?P<a",
                "(?P=x)", "(?P=", "(?Px)", "(?P", "(?", "(?x", "(?z)", "(?i", "(?-", "(?-i", "(?-i)", "(?i-i:a)", "a(?i)b", "(?<a)", "(?<", "(?#", r"\1", r"(a)\2", r"(\1)",
                "\\", r"\q", r"[\q]", r"[b-a]", r"[\w-a]", r"[a-\w]", r"\x1", r"\u12", r"\U0012", r"\777", r"[\8]", "(?(1)a", "(?(1)a|b|c)", "(?(2)a)", "(?(x)a)",
                "(?()a)", "(?(0)a)", "(?<=a*)", "(?<!a|bc)", "(?<=(a)\\1)", "(?a-u:b)", "(?L)", "(?au:b)", "^*", r"\b+", "$?", "(?:a", "(?=a", "a\n(", "(?>a", "a++*", "(?P<a.b>x)",
                "(?(a", "(?i:", "x{1,2}*", "[a-", "(?-x", "(?s-", "(?-u:a)", "(?P!", "(?<x>a)", "(?'x'a)"]:
    try:
        print(pattern, re.compile(pattern))
    except re.error as e:
        print(repr(pattern), e, e.msg, e.pos, e.lineno, e.colno)
for args in ((5,), ("a", re.U | re.A), ("a", re.L), (b"a", re.U), (b"a", re.L | re.A), ("a{99999999999}",), (None,), (["a"],)):
    try:
        print(re.compile(*args))
    except Exception as e:
        print(type(e).__name__, e)
#--- syntax that is CPython's own
import re


def show(pattern, text, flags=0):
    print(repr(pattern), [(m.group(), m.groups(), m.span()) for m in re.finditer(pattern, text, flags)])


show(r"a{,2}b", "aaab")
show(r"a{x}", "a{x}")
show(r"a{}", "a{}")
show(r"a{1", "a{1")
show(r"(?P<q>['\"]).*?(?P=q)", "'a' \"b\"")
show(r"(a)?(?(1)b|c)", "ab c")
show(r"a++b|a", "aab")
show(r"(?>a+)b", "aab")
show(r"\Aa\Z", "a\n")
show(r"a\Z", "a\na")
show(r"\101\x41\u0041\0", "AAA\0")
show(r"[\101-\103\]]+", "ABC]")
show(r"[]a]+", "a]")
show(r"[^]a]+", "ba]")
show(r"[a\-z]+", "a-z")
show(r"[-a]+|[a-]", "a-b-")
show(r"[\d\s]+", "1 2\x1c3")
show(r"[^\W\d]+", "ab1_é")
show(r"[\W]+", "a+é-")
show(r"\w+|\W", "naïve café ½ ٣ _")
show(r"\d+", "12 ٣٤")
show(r"\s+", "a \u2003\x1f\u00a0b")
show(r"\bé\b", "é aé é")
show(r"\Bb", "ab b")
show(r"(?a)\w+", "aéb")
show(r"(?i)ÉCOLE", "école École")
show(r"(?i:a)b", "Ab AB")
show(r"(?-i:a)b", "ab aB AB", re.I)
show(r"(?x) a  b # comment" "\n c", "abc")
show(r"a b#c", "ab", re.X)
show(r"(?s:.)a.", "\na\n xab")
show(r"^b|a$", "a\nb\na", re.M)
show(r"(?#note)a", "a")
show(r"(a|ab)(c|bcd)(d*)", "abcd")
show(r"(?<=ab)c|(?<!b)c", "abc c")
show(r"(a+)+$", "aaaa")
show(r"((a)|(b))*", "abba")
show(r"(.)\1", "aabbcd")
show(r"𝒳|☃", "a☃𝒳b")
show(r"[α-ω]+", "abγδ")
show(r"x*?", "xx")
show(r"(?:ab){2,3}?", "abababab")
show(r"\.\*\[", ".*[")
show(r"(\()?[^()]+(?(1)\))", "(a) b (c")
show(r"[\n\t\\]+", "\n\t\\")
show(r"(?m)^", "a\nb\n")
show(r"(?m)$", "a\nb\n")
show(r"\B", "")
show(r"\b", "")
#--- bytes
import re

print(re.findall(rb"\w+", b"ab \xe9 c"), re.sub(b"a", rb"<\g<0>>", b"bab"), re.match(rb"(?P<x>.)", b"\xff").groupdict(), re.split(b",", b"a,b"))
print(re.compile(b"[\x80-\xff]+").search(b"a\x80\xffb"), re.findall(rb"(?i)A\xe9", b"a\xe9 A\xc9"), re.sub(b"a", lambda m: b"z", b"aba"))
for args in ((r"a", b"a"), (rb"a", "a"), ("a", 5), (b"a", None)):
    try:
        re.search(*args)
    except TypeError as e:
        print(e)
for args in (("a", b"b", "a"), (b"a", "b", b"a"), ("a", lambda m: 5, "a"), ("a", 5, "a")):
    try:
        print(re.sub(*args))
    except TypeError as e:
        print(e)
#--- patterns as values
import re

p = re.compile("(?P<a>x)(y)", re.I | re.M)
print(p, p.flags, p.groups, p.groupindex["a"], p == re.compile("(?P<a>x)(y)", re.I | re.M), p == re.compile("x"), hash(p) == hash(re.compile("(?P<a>x)(y)", re.I | re.M)))
print(re.compile("a", re.S | re.X | re.A), re.compile(b"a", re.I), re.compile("a", re.U), re.compile("(?im)a"), type(p), type(p.match("xy")), re.Pattern, re.Match)
print(re.I, repr(re.I | re.M), re.I.value, (re.I | re.X).value, re.RegexFlag(0), int(re.S), re.IGNORECASE is re.I, re.I | 0 == 2, f"{re.M}")
print(re.compile(p) is p, isinstance(p, re.Pattern), p.search("axyb"), re.match(p, "XY").group(), re.error.__name__, re.error.__mro__[1].__name__)
try:
    re.compile(p, re.I)
except ValueError as e:
    print(e)


#--- a tokenizer, as in the manual
import re

spec = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r".")]
regex = "|".join("(?P<%s>%s)" % pair for pair in spec)
for m in re.finditer(regex, "total := total + price * 1.5;\n x"):
    print(m.lastgroup, repr(m.group()), m.lastindex, m.span())
#--- text as tutorials clean it
import re

text = "Hello, World! It's 2024-01-15; mail me@example.com or you@test.org. <b>bold</b> <i>x</i>"
print(re.findall(r"[\w.]+@[\w.]+\w", text), re.sub(r"<[^>]+>", "", text), re.sub(r"[^a-z\s]", "", text.lower()).split())
print(re.search(r"(\d{4})-(\d{2})-(\d{2})", text).groups(), re.findall(r"\b[A-Z]\w*", text), re.split(r"[;,.!?]\s*", text))
print(re.sub(r"([.!?])", r" \1", "Hi. You!"), re.sub(r"[^a-zA-Z!?]+", r" ", "a1b?c"), re.sub(r"\s+", " ", " a \n\t b ").strip(), re.findall(r"\w+|[^\w\s]", "it's 5.5!"))
#--- ASCII and Unicode side by side, names and octal digits in sets
import re

print(re.findall(r"(?a:\w+)|\w", "abéx"), re.findall(r"(?a)\D+|\S+|\b", "é 1"), re.findall("é", "É", re.I | re.A))
print(re.findall(r"\w(?a:\W)\w", "ààà"), re.findall(r"\N{LESS-THAN SIGN}|[\N{SNOWMAN}]", "<☃"), re.findall("(?i)k", "K\u212a"), re.findall("[\ud800-\uffff]", "a\ufffd"))
for pattern in (r"[\567]", r"\N{NO SUCH NAME}", r"[\8]", r"\N"):
    try:
        re.compile(pattern)
    except re.error as e:
        print(e, e.pos)
#--- Repeats beyond what engines count
import re
print(re.match(r".{70000}", "x" * 80000).span(), re.match(".{65536}", "x" * 100000).span(), re.match(".{,65536}", "x" * 100000).span(), re.match(".{65536,}?", "x" * 100000).span(), re.match("x{65535,70000}", "x" * 69000).span())
print(re.match("x{70000}", "x" * 69999), re.match("(?:ab){70000}" if False else "[ab]{70000,}+", "ab" * 40000).span(), re.match("a{65536,70000}?b", "a" * 69000 + "b").span(), re.fullmatch("a{131070}", "a" * 131070).span(), re.match("a{131071}", "a" * 131070))
