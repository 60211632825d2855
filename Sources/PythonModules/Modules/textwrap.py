"""Paragraphs in lines of a width."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_space = "\t\n\x0b\x0c\r "
_word_marks = "!\"'&.,?"


def _is_word(sign):
    return sign.isalnum() or sign == "_"


class TextWrapper:
    """Breaks text into lines."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.tabsize, self.max_lines, self.placeholder = tabsize, max_lines, placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for sign in _space:
                text = text.replace(sign, " ")
        return text

    def _split(self, text):
        """Words, spaces, and parts of hyphenated words."""
        pieces, at = [], 0
        while at < len(text):
            start = at
            blank = text[at] in _space
            while at < len(text) and (text[at] in _space) == blank:
                at += 1
            piece = text[start:at]
            if blank or not self.break_on_hyphens or "-" not in piece:
                pieces.append(piece)
            else:
                pieces += self._hyphenated(piece)
        return pieces

    def _hyphenated(self, word):
        parts, start, at = [], 0, 0
        while at < len(word):
            if word[at] == "-":
                end = at
                while end < len(word) and word[end] == "-":
                    end += 1
                run = end - at
                if run >= 2 and at > start and end < len(word) and (
                        _is_word(word[at - 1]) or word[at - 1] in _word_marks) and _is_word(word[end]):
                    # A dash between two words stands by itself.
                    parts += [word[start:at], word[at:end]]
                    start = end
                elif run == 1 and end + 1 < len(word) and self._breaks(word, at):
                    parts.append(word[start:end])
                    start = end
                at = end
            else:
                at += 1
        parts.append(word[start:])
        return [part for part in parts if part]

    @staticmethod
    def _breaks(word, at):
        """Whether a word may be broken behind the hyphen: two letters before it, two letters or a pair after."""
        def letter(index):
            return 0 <= index < len(word) and _is_word(word[index]) and not word[index].isdigit()

        def letter_after(index):
            return index < len(word) and _is_word(word[index]) and not word[index].isdigit()

        before = letter(at - 1) and (letter(at - 2) or at > 1 and word[at - 2] == "-" and letter(at - 3))
        after = letter_after(at + 1) and (
            letter_after(at + 2) or word[at + 2:at + 3] == "-" and letter_after(at + 3))
        return before and after

    def _end_sentences(self, pieces):
        for index in range(len(pieces) - 1):
            text = pieces[index].rstrip("\"'")
            if text[-1:] in (".", "!", "?") and text[-2:-1].islower() and pieces[index + 1] == " ":
                pieces[index + 1] = "  "

    def _lines(self, pieces):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        pieces = pieces[::-1]
        while pieces:
            line, used = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not pieces[-1].strip():
                pieces.pop()
            while pieces and used + len(pieces[-1]) <= width:
                used += len(pieces[-1])
                line.append(pieces.pop())
            if pieces and len(pieces[-1]) > width:
                self._long_word(pieces, line, used, width)
                used = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                used -= len(line.pop())
            if not line:
                continue
            fits = self.max_lines is None or len(lines) + 1 < self.max_lines or (
                not pieces or self.drop_whitespace and len(pieces) == 1 and not pieces[0].strip()) and used <= width
            if fits:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and used + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                used -= len(line.pop())
            else:
                if lines:
                    last = lines[-1].rstrip()
                    if len(last) + len(self.placeholder) <= self.width:
                        lines[-1] = last + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _long_word(self, pieces, line, used, width):
        room = 1 if width < 1 else width - used
        if self.break_long_words:
            end, word = room, pieces[-1]
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any([sign != "-" for sign in word[:hyphen]]):
                    end = hyphen + 1
            line.append(word[:end])
            pieces[-1] = word[end:]
        elif not line:
            line.append(pieces.pop())

    def wrap(self, text):
        """The lines of a text."""
        pieces = [piece for piece in self._split(self._munge_whitespace(text)) if piece]
        if self.fix_sentence_endings:
            self._end_sentences(pieces)
        return self._lines(pieces)

    def fill(self, text):
        """The lines of a text, joined."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph, each no longer than the width."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """A paragraph with line ends put in."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """As many words as fit the width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the space that all its lines begin with."""
    margin = None
    lines = text.split("\n")
    for index, line in enumerate(lines):
        bare = line.lstrip(" \t")
        if not bare:
            lines[index] = ""
            continue
        space = line[:len(line) - len(bare)]
        if margin is None:
            margin = space
        else:
            common = 0
            while common < len(margin) and common < len(space) and margin[common] == space[common]:
                common += 1
            margin = margin[:common]
    return "\n".join([line[len(margin):] if margin and line else line for line in lines])


def indent(text, prefix, predicate=None):
    """The text with something before each line that is not blank."""
    return "".join([
        prefix + line if (predicate(line) if predicate else line.strip()) else line
        for line in text.splitlines(True)])
