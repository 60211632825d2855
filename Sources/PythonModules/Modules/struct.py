"""Numbers as bytes, and back."""

from _struct import calcsize, error, iter_unpack, pack, unpack, unpack_from

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']


def pack_into(format, buffer, offset, *values):
    data = pack(format, *values)
    if offset < 0:
        if offset + len(data) > 0:
            raise error(f'no space to pack {len(data)} bytes at offset {offset}')
        if offset + len(buffer) < 0:
            raise error(f'offset {offset} out of range for {len(buffer)}-byte buffer')
        offset += len(buffer)
    if len(buffer) - offset < len(data):
        raise error(f'pack_into requires a buffer of at least {offset + len(data)} bytes for packing {len(data)} bytes '
                    f'at offset {offset} (actual buffer size is {len(buffer)})')
    buffer[offset:offset + len(data)] = data


class Struct:
    """A format that is used again and again."""

    def __init__(self, format):
        self.format = format if isinstance(format, str) else format.decode()
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'<_struct.Struct object at {id(self):#x}>'
