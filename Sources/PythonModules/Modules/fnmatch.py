"""Names of files against patterns with * ? [seq] and [!seq]."""

from _fnmatch import fnmatchcase, filter

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatch(name, pat):
    """Whether the name fits the pattern."""
    from os import fspath
    return fnmatchcase(fspath(name), fspath(pat))


def translate(pat):
    """The pattern as a regular expression."""
    import re
    parts = []
    at = 0
    while at < len(pat):
        char = pat[at]
        at += 1
        if char == '*':
            if not parts or parts[-1] is not None:
                parts.append(None)
            continue
        if char == '?':
            parts.append('.')
            continue
        if char != '[':
            parts.append(re.escape(char))
            continue
        end = at
        if pat[end:end + 1] == '!':
            end += 1
        if pat[end:end + 1] == ']':
            end += 1
        end = pat.find(']', end)
        if end < 0:
            parts.append('\\[')
            continue
        inside = pat[at:end].replace('\\', '\\\\')
        at = end + 1
        for special in '&~|':
            inside = inside.replace(special, '\\' + special)
        if inside[0] == '!':
            inside = '^' + inside[1:]
        elif inside[0] in '^[':
            inside = '\\' + inside
        parts.append('[' + inside + ']')
    # A star between fixed parts is matched once and for all, so that time does not explode.
    pieces = []
    current = []
    for part in parts:
        if part is None:
            pieces.append(''.join(current))
            current = []
        else:
            current.append(part)
    tail = ''.join(current)
    if not pieces:
        return f'(?s:{tail})\\Z'
    text = pieces[0]
    for piece in pieces[1:]:
        text += f'(?>.*?{piece})'
    return f'(?s:{text}.*{tail})\\Z'
