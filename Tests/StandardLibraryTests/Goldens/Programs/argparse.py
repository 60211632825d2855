#--- a training script
import argparse
parser = argparse.ArgumentParser(prog="train.py", description="PyTorch MNIST Example")
parser.add_argument("--batch-size", type=int, default=64, metavar="N", help="input batch size for training (default: 64)")
parser.add_argument("--test-batch-size", type=int, default=1000, metavar="N", help="input batch size for testing (default: 1000)")
parser.add_argument("--epochs", type=int, default=14, metavar="N", help="number of epochs to train (default: 14)")
parser.add_argument("--lr", type=float, default=1.0, metavar="LR", help="learning rate (default: 1.0)")
parser.add_argument("--gamma", type=float, default=0.7, metavar="M", help="Learning rate step gamma (default: 0.7)")
parser.add_argument("--no-cuda", action="store_true", default=False, help="disables CUDA training")
parser.add_argument("--dry-run", action="store_true", default=False, help="quickly check a single pass")
parser.add_argument("--seed", type=int, default=1, metavar="S", help="random seed (default: 1)")
parser.add_argument("--log-interval", type=int, default=10, metavar="N", help="how many batches to wait before logging training status")
parser.add_argument("--save-model", action="store_true", default=False, help="For Saving the current Model")
print(parser.parse_args([]))
args = parser.parse_args(["--lr", "0.1", "--epochs=3", "--no-cuda", "--seed", "-5", "--batch", "7"])
print(args, args.lr, args.batch_size, vars(args)["seed"])
parser.print_help()
print(parser.format_usage())
print(parser)
#--- positional arguments and nargs
import argparse
p = argparse.ArgumentParser(prog="p")
p.add_argument("src", help="where from")
p.add_argument("dst", nargs="?", default="out")
p.add_argument("more", nargs="*", type=int)
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("--many", nargs="+", type=float)
p.add_argument("--opt", nargs="?", const="C", default="D")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("-q", action="store_false", dest="loud")
p.add_argument("--tag", action="append")
p.add_argument("--ext", action="extend", nargs="+")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--ac", action="append_const", const="x", dest="tag")
for line in ("a", "a b", "a b 1 2 3", "a --pair x y b 1", "a --many 1 2.5", "a --opt", "a --opt E", "a -vvq", "a --tag t --tag u --ac", "a --ext 1 2 --ext 3", "a --const", "-v a -v b", "a -- -b", "--many 1 2 -- a b", "a --opt=", "a b 1 -v 2"):
    try:
        print(line, "->", p.parse_args(line.split()))
    except SystemExit as e:
        print(line, "exit", e.code)
p.print_help()
#--- mistakes end the program with status 2
import argparse, contextlib, sys
p = argparse.ArgumentParser(prog="p")
p.add_argument("n", type=int)
p.add_argument("--mode", choices=["fast", "slow"])
p.add_argument("--size", type=int, choices=range(3))
p.add_argument("-x", "--xx", type=float, required=True)
p.add_argument("--two", nargs=2)
p.add_argument("--plus", nargs="+")
p.add_argument("--flag", action="store_true")
p.add_argument("--flat", action="store_true")
for line in ("", "1", "a -x 1", "1 -x b", "1 -x", "1 -x 1 --mode no", "1 -x 1 --size 9", "1 -x 1 --two a", "1 -x 1 --plus", "1 -x 1 --nope", "1 2 -x 1", "1 -x 1 --fla", "1 -x 1 --flag=3", "1 -x 1 -z", "-1 -x -2.5", "1 --xx=2"):
    with contextlib.redirect_stderr(sys.stdout):
        try:
            print(line, "->", p.parse_args(line.split()))
        except SystemExit as e:
            print("status", e.code)
print(p.parse_known_args(["1", "-x", "2", "--huh", "3", "rest"]))
#--- help and version
import argparse, contextlib, sys
p = argparse.ArgumentParser(prog="p", usage="%(prog)s [stuff]", description="A long description that has to be wrapped because it is longer than any line that fits into the width of a terminal.", epilog="The end of %(prog)s.")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--a-very-long-option-name-indeed", help="its help comes on a line of its own, and it is also long enough to be wrapped twice over", default=3)
p.add_argument("-s", help="%(default)s %(type)s %(dest)s %(prog)s 100%%", type=int, default=5)
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--nohelp")
for line in ("-h", "--version", "--help"):
    try:
        p.parse_args([line])
    except SystemExit as e:
        print("status", e.code)
q = argparse.ArgumentParser(prog="q", formatter_class=argparse.ArgumentDefaultsHelpFormatter, add_help=False)
q.add_argument("--lr", type=float, default=0.1, help="rate")
q.add_argument("pos", nargs="?", default="z", help="place")
q.add_argument("--n", help="none")
q.print_help()
r = argparse.ArgumentParser(prog="r", formatter_class=argparse.RawTextHelpFormatter, description="  kept\n   as is")
r.add_argument("--x", help="line one\n  line two")
r.print_help()
m = argparse.ArgumentParser(prog="m", formatter_class=argparse.MetavarTypeHelpFormatter)
m.add_argument("--i", type=int)
m.add_argument("f", type=float)
m.print_help()
w = argparse.ArgumentParser(prog="a-program-with-quite-a-long-name", formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=40, width=60))
for i in range(6):
    w.add_argument(f"--option-{i}", metavar="VALUE", help="some help")
w.add_argument("first", nargs="+")
w.add_argument("second", nargs="*")
w.print_help()
#--- groups
import argparse, contextlib, sys
p = argparse.ArgumentParser(prog="p")
g = p.add_argument_group("data", "about the data")
g.add_argument("--root", default=".")
g.add_argument("file")
x = p.add_mutually_exclusive_group()
x.add_argument("--cpu", action="store_true")
x.add_argument("--gpu", type=int)
r = p.add_mutually_exclusive_group(required=True)
r.add_argument("--train", action="store_true")
r.add_argument("--test", action="store_true", help="tests")
p.print_help()
for line in ("f --train", "f --cpu --gpu 1 --test", "f", "f --train --test"):
    with contextlib.redirect_stderr(sys.stdout):
        try:
            print(p.parse_args(line.split()))
        except SystemExit as e:
            print("status", e.code)
#--- subcommands
import argparse, contextlib, sys
p = argparse.ArgumentParser(prog="git")
p.add_argument("--verbose", action="store_true")
sub = p.add_subparsers(dest="command", help="what to do", required=True)
a = sub.add_parser("add", help="adds files", aliases=["a"])
a.add_argument("files", nargs="+")
a.set_defaults(func=len)
c = sub.add_parser("commit", help="commits", description="Makes a commit.")
c.add_argument("-m", "--message", required=True)
for line in ("add x y", "--verbose commit -m hi", "a z", "", "push", "commit", "commit -m a b", "-h", "commit -h", "add"):
    with contextlib.redirect_stderr(sys.stdout):
        try:
            print(line, "->", p.parse_args(line.split()))
        except SystemExit as e:
            print("status", e.code)
t = argparse.ArgumentParser(prog="t")
s = t.add_subparsers(title="commands", description="choose one", metavar="CMD")
s.add_parser("one")
t.print_help()
#--- types, actions and defaults of one's own
import argparse
def positive(text):
    n = int(text)
    if n <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return n
class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values.upper() + option_string)
p = argparse.ArgumentParser(prog="p", exit_on_error=False, argument_default=argparse.SUPPRESS)
p.add_argument("--n", type=positive)
p.add_argument("--u", action=Upper)
p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="a flag")
p.add_argument("--b", type=lambda s: s.lower() == "true")
p.add_argument("--d", type=int, default="7")
print(p.parse_args([]), p.parse_args(["--u", "abc", "--no-flag", "--b", "True"]))
for bad in (["--n", "-3"], ["--n", "x"], ["--d", "q"]):
    try:
        p.parse_args(bad)
    except argparse.ArgumentError as e:
        print(e)
p.set_defaults(extra=5)
print(p.parse_args([]), p.get_default("extra"))
p.print_help()
ns = argparse.Namespace(x=1, y="a")
print(ns, ns == argparse.Namespace(x=1, y="a"), "x" in ns, vars(ns))
p.parse_args(["--n", "3"], namespace=ns)
print(ns)
print(p.add_argument("--z", type=int, help="zed"))
base = argparse.ArgumentParser(add_help=False)
base.add_argument("--shared", default=1)
print(argparse.ArgumentParser(prog="c", parents=[base]).parse_args(["--shared", "2"]))
for bad in (lambda: p.add_argument("--n"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("-k", action="nope"), lambda: p.add_argument("--l", nargs=0), lambda: p.add_argument("--t", type=3), lambda: p.add_argument("--m", nargs=2, metavar=("A",)), lambda: p.add_argument("-y", "z")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
#--- Options of groups within groups, and in between others
import argparse
p = argparse.ArgumentParser(prog="PROG")
p.add_argument("--foo"); p.add_argument("cmd"); p.add_argument("rest", nargs="*", type=int)
print(p.parse_intermixed_args("doit 1 --foo bar 2 3".split()), p.parse_known_intermixed_args("doit 1 --x --foo bar 2 3".split()))
p = argparse.ArgumentParser(prog="PROG")
p.add_argument("--foo"); p.add_argument("rest", nargs=argparse.REMAINDER)
try: p.parse_intermixed_args(["1"])
except TypeError as e: print(e)
p = argparse.ArgumentParser(prog="PROG", description="main\u202fdescription")
p.add_argument("--non-breaking", action="store_true", help="help message containing non-breaking spaces shall not wrap\u00A0at non-breaking spaces")
print(p.format_help())
