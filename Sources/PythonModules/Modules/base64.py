"""Bytes as text of 16 or 64 letters, and back."""

import binascii

__all__ = ['b64encode', 'b64decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode',
           'urlsafe_b64decode', 'b16encode', 'b16decode', 'encodebytes', 'decodebytes']


def _input(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    return s


def _swap(data, old, new):
    return data.replace(old[:1], new[:1]).replace(old[1:], new[1:])


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    return encoded if altchars is None else _swap(encoded, b'+/', altchars)


def b64decode(s, altchars=None, validate=False):
    s = _input(s)
    if altchars is not None:
        s = _swap(s, _input(altchars), b'+/')
    if validate:
        letters = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='
        if any(byte not in letters for byte in s):
            raise binascii.Error('Only base64 data is allowed')
    return binascii.a2b_base64(s)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _input(s)
    if casefold:
        s = s.upper()
    if any(byte not in b'0123456789ABCDEF' for byte in s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def encodebytes(s):
    return b''.join(binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)
