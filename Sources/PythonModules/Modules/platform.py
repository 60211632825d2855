"""The machine that a program runs on."""

import os
import sys

__all__ = ['system', 'machine', 'node', 'release', 'version', 'platform', 'processor', 'uname', 'architecture',
           'python_version', 'python_version_tuple', 'python_implementation', 'python_compiler', 'python_build']


def system():
    return os.uname().sysname


def machine():
    return os.uname().machine


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def processor():
    return ''


def platform(aliased=False, terse=False):
    name = os.uname()
    return f'{name.sysname}-{name.release}-{name.machine}'


def architecture(executable=None, bits='', linkage=''):
    return ('64bit', '')


class uname_result(tuple):
    """What the machine calls itself."""

    system = property(lambda self: self[0])
    node = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])
    processor = property(lambda self: '')

    def __repr__(self):
        names = ('system', 'node', 'release', 'version', 'machine')
        return 'uname_result(%s)' % ', '.join(f'{name}={value!r}' for name, value in zip(names, self))


def uname():
    return uname_result(os.uname())


def python_version():
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_implementation():
    return 'Gradus'


def python_compiler():
    return 'Swift'


def python_build():
    return ('', '')
