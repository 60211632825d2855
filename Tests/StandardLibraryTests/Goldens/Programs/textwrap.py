#--- wrapping
import textwrap
text = "The quick brown fox jumped over the lazy dog. It's a well-known pangram -- isn't it? supercalifragilisticexpialidocious end-of-line"
for width in (10, 20, 40, 70):
    print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("a\tb\nc  d", 5), textwrap.wrap("", 5), textwrap.wrap("   lead", 20))
print(textwrap.wrap(text, 12, break_long_words=False, break_on_hyphens=False))
print(textwrap.wrap("Hello there. how are you? fine.", 40, fix_sentence_endings=True))
print(textwrap.wrap(text, 20, max_lines=2), textwrap.wrap(text, 20, max_lines=2, placeholder="..."))
print(textwrap.shorten("Hello  world, how are you", width=12), textwrap.shorten("Hello world", width=11), textwrap.shorten("Hello world", 10, placeholder="…"))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("hello world foo", 3)):
    try:
        bad()
    except ValueError as e:
        print(e)
#--- dedent and indent
import textwrap
t = """
    first
      second

    third
  \t
"""
print(repr(textwrap.dedent(t)), repr(textwrap.dedent("no\n  yes")), repr(textwrap.dedent("\ta\n\tb\n")))
print(repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda line: True)))
