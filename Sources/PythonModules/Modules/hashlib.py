"""Fingerprints of bytes."""

import _digests

algorithms_guaranteed = {'md5', 'sha1', 'sha256'}
algorithms_available = {'md5', 'sha1', 'sha256'}


class _Hash:
    """Bytes that come in parts, and their fingerprint."""

    def __init__(self, name, data=b''):
        self.name = name
        self._data = bytes(data)

    digest_size = property(lambda self: {'md5': 16, 'sha1': 20, 'sha256': 32}[self.name])
    block_size = 64

    def update(self, data):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)

    def digest(self):
        return getattr(_digests, self.name)(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Hash(self.name, self._data)

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {hex(id(self))}>'


def new(name, data=b'', *, usedforsecurity=True):
    if name.lower() not in algorithms_available:
        raise ValueError('unsupported hash type ' + name)
    if isinstance(data, str):
        raise TypeError('Strings must be encoded before hashing')
    return _Hash(name.lower(), data)


def md5(string=b'', *, usedforsecurity=True):
    return new('md5', string)


def sha1(string=b'', *, usedforsecurity=True):
    return new('sha1', string)


def sha256(string=b'', *, usedforsecurity=True):
    return new('sha256', string)


def file_digest(fileobj, digest, /):
    made = digest() if callable(digest) else new(digest)
    while part := fileobj.read(1 << 18):
        made.update(part)
    return made
