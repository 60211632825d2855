"""Encodings by name, and what turns text into bytes and back under them."""

import builtins

__all__ = ['lookup', 'CodecInfo', 'encode', 'decode', 'getencoder', 'getdecoder', 'open', 'iterencode', 'iterdecode',
           'BOM', 'BOM_BE', 'BOM_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_BE', 'BOM_UTF16_LE', 'BOM_UTF32',
           'BOM_UTF32_BE', 'BOM_UTF32_LE']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM_UTF16 = BOM = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM_UTF32 = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'

_known = {
    'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'cp65001': 'utf-8', 'utf8sig': 'utf-8-sig', 'ascii': 'ascii',
    'usascii': 'ascii', '646': 'ascii', 'us': 'ascii', 'latin1': 'iso8859-1', 'latin': 'iso8859-1',
    'l1': 'iso8859-1', 'iso88591': 'iso8859-1', '88591': 'iso8859-1', 'cp819': 'iso8859-1', 'iso8859': 'iso8859-1',
    'utf16': 'utf-16', 'u16': 'utf-16', 'utf16le': 'utf-16-le', 'utf16be': 'utf-16-be', 'utf32': 'utf-32',
    'u32': 'utf-32', 'unicodeescape': 'unicode-escape', 'cp1252': 'cp1252', 'windows1252': 'cp1252', '1252': 'cp1252',
    'iso885915': 'iso8859-15', 'latin9': 'iso8859-15', 'l9': 'iso8859-15', 'utf32le': 'utf-32-le', 'utf32be': 'utf-32-be',
}


class CodecInfo(tuple):
    """An encoder and a decoder, with the name of their encoding."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None):
        self = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        return self

    def __repr__(self):
        return f'<{self.__class__.__module__}.{self.__class__.__qualname__} object for encoding {self.name} at {id(self):#x}>'


def _rot13(text):
    result = ''
    for letter in text:
        if 'a' <= letter <= 'z':
            letter = chr((ord(letter) - 84) % 26 + 97)
        elif 'A' <= letter <= 'Z':
            letter = chr((ord(letter) - 52) % 26 + 65)
        result += letter
    return result


def _hex(data):
    return bytes(data).hex().encode()


def _unhex(data):
    return bytes.fromhex(bytes(data).decode('ascii'))


_transforms = {'hex': (_hex, _unhex), 'hexcodec': (_hex, _unhex), 'rot13': (_rot13, _rot13)}


def _key(encoding):
    return ''.join(letter for letter in encoding.lower() if letter.isalnum())


def lookup(encoding):
    """The codec of an encoding."""
    key = _key(encoding)
    if key in _transforms:
        there, back = _transforms[key]
        return CodecInfo(lambda data, errors='strict': (there(data), len(data)),
                         lambda data, errors='strict': (back(data), len(data)), name=key.removesuffix('codec'))
    if key not in _known:
        raise LookupError(f'unknown encoding: {encoding}')
    name = _known[key]

    def encode(text, errors='strict'):
        return text.encode(name, errors), len(text)

    def decode(data, errors='strict'):
        return bytes(data).decode(name, errors), len(data)

    return CodecInfo(encode, decode, name=name)


def encode(obj, encoding='utf-8', errors='strict'):
    """What an encoding makes of an object, mostly the bytes of a text."""
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding='utf-8', errors='strict'):
    """What an encoding makes the object from, mostly the text of bytes."""
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def iterencode(iterator, encoding, errors='strict'):
    for text in iterator:
        data = encode(text, encoding, errors)
        if data:
            yield data


def iterdecode(iterator, encoding, errors='strict'):
    text = decode(b''.join(iterator), encoding, errors)
    if text:
        yield text


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """A file of text under an encoding; lines end as they do in the file."""
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    return builtins.open(filename, mode.replace('b', ''), buffering, encoding, errors, newline='')
