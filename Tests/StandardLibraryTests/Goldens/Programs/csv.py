#--- reading
import csv, io
text = 'name,age,city\r\nAnn,30,"New York, NY"\r\n"Bob ""B""",,\r\n\r\n"multi\nline",1,x\n'
r = csv.reader(io.StringIO(text, newline=""))
print(next(r), r.line_num)
for row in r:
    print(row, r.line_num)
for line, options in (("a;b;'c;d'", dict(delimiter=";", quotechar="'")), ("a\tb", dict(delimiter="\t")), ("1,2.5,\"x\"", dict(quoting=csv.QUOTE_NONNUMERIC)), ("a, b, \"c, d\"", dict(skipinitialspace=True)), ("a, \"b\"", {}), ("a\\,b,c", dict(escapechar="\\")), ('a,"b,c', dict(quoting=csv.QUOTE_NONE)), ('"ab"c,d', {}), ('a"b,c', {}), ('"unfinished', {}), (",,", {}), ('""', {}), ('"a","b"', {}), ('"x\\"y",z', dict(escapechar="\\", doublequote=False))):
    print(list(csv.reader([line], **options)))
print(list(csv.reader("a b\tc".split("\t"), delimiter=" ")), list(csv.reader([])), list(csv.reader(["", "a"])), list(csv.reader(["a,b\n", "c,d"], dialect="excel")))
for lines, options in ((["a\nb"], {}), (['"ab"c'], dict(strict=True)), (['"ab'], dict(strict=True)), ([b"a"], {}), (["a,b"], dict(delimiter="ab")), (["x"], dict(dialect="no")), (["x"], dict(quoting=7)), (["a,x"], dict(quoting=csv.QUOTE_NONNUMERIC)), (["x"], dict(nope=1)), (["x"], dict(delimiter=3)), (["x"], dict(quotechar=None))):
    try:
        print(list(csv.reader(lines, **options)))
    except Exception as e:
        print(type(e).__name__, e)
#--- writing
import csv, io
def written(rows, **options):
    f = io.StringIO(newline="")
    w = csv.writer(f, **options)
    w.writerows(rows)
    return f.getvalue()
rows = [["a", 1, 2.5, None, True], ["x,y", 'q"q', "line\nend", "", " s"], [], [""], [1e100, 0.1, "é"]]
print(repr(written(rows)))
print(repr(written(rows, quoting=csv.QUOTE_ALL)), repr(written(rows, quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written(rows, delimiter="\t", lineterminator="\n")), repr(written([["a'b", "c d"]], quotechar="'", delimiter=" ")))
print(repr(written([["a,b", 'c"d']], quoting=csv.QUOTE_NONE, escapechar="\\")), repr(written([['a"b']], doublequote=False, escapechar="!")))
print(repr(written(["abc", (1, 2), range(3)])), repr(written([["x"]], dialect="unix")), repr(written([["x"]], dialect=csv.excel_tab)))
for rows, options in (([["a,b"]], dict(quoting=csv.QUOTE_NONE)), ([3], {}), ([[""]], dict(quoting=csv.QUOTE_NONE)), ([['"']], dict(doublequote=False))):
    try:
        print(written(rows, **options))
    except Exception as e:
        print(type(e).__name__, e)
f = io.StringIO()
print(csv.writer(f).writerow(["a", "b"]))
try:
    csv.writer(3)
except TypeError as e:
    print(e)
#--- rows as dicts
import csv, io
r = csv.DictReader(io.StringIO("a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n"), restval="?", restkey="rest")
print(r.fieldnames)
for row in r:
    print(row, r.line_num)
print(list(csv.DictReader(["1,2"], fieldnames=["x", "y"])), list(csv.DictReader(io.StringIO("a\tb\n1\t2"), delimiter="\t")), csv.DictReader([]).fieldnames)
f = io.StringIO()
w = csv.DictWriter(f, fieldnames=["a", "b"], restval="-", lineterminator="\n")
w.writeheader()
w.writerow({"a": 1})
w.writerows([{"b": 2, "a": 3}, {"a": "x,y", "b": None}])
print(f.getvalue())
try:
    w.writerow({"a": 1, "z": 2})
except ValueError as e:
    print(e)
csv.DictWriter(f, ["a"], extrasaction="ignore").writerow({"a": 5, "q": 6})
print(f.getvalue().splitlines()[-1])
#--- dialects
import csv
class Semi(csv.Dialect):
    delimiter = ";"
    quotechar = "'"
    quoting = csv.QUOTE_MINIMAL
    lineterminator = "\n"
csv.register_dialect("semi", Semi)
csv.register_dialect("pipe", delimiter="|")
print(csv.list_dialects(), list(csv.reader(["a;'b;c'"], "semi")), list(csv.reader(["a|b"], dialect="pipe")), csv.get_dialect("pipe").delimiter)
csv.unregister_dialect("pipe")
for bad in (lambda: csv.get_dialect("pipe"), lambda: csv.unregister_dialect("pipe"), lambda: csv.register_dialect(3)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(csv.field_size_limit(), csv.field_size_limit(10), csv.field_size_limit())
try:
    list(csv.reader(["a" * 11]))
except csv.Error as e:
    print(e)
