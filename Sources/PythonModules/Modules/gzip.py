"""Files packed by gzip, read and written."""

import io
import os
import time
import zlib

__all__ = ['BadGzipFile', 'GzipFile', 'open', 'compress', 'decompress']

_open = open


class BadGzipFile(OSError):
    """Raised for bytes that are no gzip file."""


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    if 't' in mode:
        if 'b' in mode:
            raise ValueError('Invalid mode: %r' % (mode,))
    else:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError("Argument '%s' not supported in binary mode" % name)
    raw_mode = mode.replace('t', '')
    if isinstance(filename, (str, bytes, os.PathLike)):
        file = GzipFile(filename, raw_mode, compresslevel)
    elif hasattr(filename, 'read') or hasattr(filename, 'write'):
        file = GzipFile(None, raw_mode, compresslevel, filename)
    else:
        raise TypeError('filename must be a str or bytes object, or a file')
    if 't' in mode:
        return io.TextIOWrapper(file, encoding, errors, newline)
    return file


class GzipFile(io.BufferedIOBase):
    """A file that is unpacked while it is read, or packed while it is written."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ('t' in mode or 'U' in mode):
            raise ValueError('Invalid mode: {!r}'.format(mode))
        if mode and 'b' not in mode:
            mode += 'b'
        if fileobj is None:
            fileobj = self._own = _open(filename, mode or 'rb')
        else:
            self._own = None
        if filename is None:
            filename = getattr(fileobj, 'name', '')
            if not isinstance(filename, (str, bytes)):
                filename = ''
        self.name = os.fspath(filename)
        if mode is None:
            mode = getattr(fileobj, 'mode', 'rb')
        self.fileobj = fileobj
        self._at = 0
        self._data = None
        if mode.startswith('r'):
            self.mode = 1
        elif mode.startswith(('w', 'a', 'x')):
            self.mode = 2
            self._level = compresslevel
            self._parts = []
            self._mtime = mtime
        else:
            raise ValueError('Invalid mode: {!r}'.format(mode))

    def __repr__(self):
        return '<gzip ' + repr(self.fileobj)[1:-1] + ' ' + hex(id(self)) + '>'

    def _need(self, mode, what):
        if self.fileobj is None:
            raise ValueError('I/O operation on closed file.' if mode == 1 else 'write() on closed GzipFile object')
        if self.mode != mode:
            raise OSError(9, what + '() on ' + ('write' if self.mode == 2 else 'read') + '-only GzipFile object')

    def _all(self):
        if self._data is None:
            self._data = _unpack(self.fileobj.read(), True)
        return self._data

    def readable(self):
        return self.mode == 1

    def writable(self):
        return self.mode == 2

    def seekable(self):
        return True

    @property
    def closed(self):
        return self.fileobj is None

    def read(self, size=-1):
        self._need(1, 'read')
        data = self._all()
        end = len(data) if size is None or size < 0 else min(len(data), self._at + size)
        part = data[self._at:end]
        self._at += len(part)
        return part

    def read1(self, size=-1):
        return self.read(size)

    def peek(self, n=0):
        self._need(1, 'peek')
        return self._all()[self._at:self._at + max(n, 8192)]

    def readline(self, size=-1):
        self._need(1, 'readline')
        data = self._all()
        end = data.find(b'\n', self._at) + 1 or len(data)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = data[self._at:end]
        self._at = end
        return part

    def tell(self):
        return self._at

    def seek(self, offset, whence=0):
        if whence == 1:
            offset += self._at
        elif whence == 2:
            if self.mode == 2:
                raise ValueError('Seek from end not supported')
            offset += len(self._all())
        if self.mode == 2:
            if offset < self._at:
                raise OSError('Negative seek in write mode')
            self.write(bytes(offset - self._at))
        else:
            self._at = max(0, min(offset, len(self._all())))
        return self._at

    def rewind(self):
        self.seek(0)

    def write(self, data):
        self._need(2, 'write')
        data = bytes(data)
        self._parts.append(data)
        self._at += len(data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        file, own = self.fileobj, self._own
        self.fileobj = self._own = None
        if file is None:
            return
        try:
            if self.mode == 2:
                file.write(compress(b''.join(self._parts), self._level, mtime=self._mtime))
        finally:
            if own is not None:
                own.close()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def compress(data, compresslevel=9, *, mtime=None):
    moment = int(time.time() if mtime is None else mtime)
    extra = {9: b'\x02', 1: b'\x04'}.get(compresslevel, b'\x00')
    header = b'\x1f\x8b\x08\x00' + moment.to_bytes(4, 'little') + extra + b'\xff'
    tail = zlib.crc32(data).to_bytes(4, 'little') + (len(data) & 0xffffffff).to_bytes(4, 'little')
    return header + zlib.compress(data, compresslevel, -15) + tail


def decompress(data):
    return _unpack(data, False)


def _unpack(data, tells):
    parts = []
    while data:
        if data[:2] != b'\x1f\x8b':
            # Zeros may follow the last file.
            if parts and not data.strip(b'\0'):
                break
            raise BadGzipFile('Not a gzipped file (%r)' % data[:2])
        if len(data) < 10:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        if data[2] != 8:
            raise BadGzipFile('Unknown compression method')
        part, is_over, data = _member(data, tells)
        if not is_over:
            raise EOFError('Compressed file ended before the end-of-stream marker was reached')
        parts.append(part)
    return b''.join(parts)


def _member(data, tells):
    """What the first file in the bytes holds, whether it is whole, and what stands behind it."""
    at = 10
    flags = data[3]
    if flags & 4:
        at += 2 + int.from_bytes(data[at:at + 2], 'little')
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b'\0', at)
            at = end + 1 if end >= 0 else len(data)
    if flags & 2:
        at += 2
    part, is_over, rest = zlib._member(data[at:], -15)
    if not is_over or len(rest) < 8:
        return part, False, b''
    if zlib.crc32(part) != int.from_bytes(rest[:4], 'little'):
        sums = (hex(int.from_bytes(rest[:4], 'little')), hex(zlib.crc32(part)))
        raise BadGzipFile('CRC check failed' + (' %s != %s' % sums if tells else ''))
    if len(part) & 0xffffffff != int.from_bytes(rest[4:8], 'little'):
        raise BadGzipFile('Incorrect length of data produced')
    return part, True, rest[8:]
