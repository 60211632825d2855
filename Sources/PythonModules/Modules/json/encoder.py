"""The writing half of json, under its own name."""

from json import JSONEncoder
from _json import quote as _quote


def encode_basestring(s):
    return _quote(s, False)


def encode_basestring_ascii(s):
    return _quote(s, True)
