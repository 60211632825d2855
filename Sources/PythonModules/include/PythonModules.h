#ifndef PYTHON_MODULES_H
#define PYTHON_MODULES_H

#include <stddef.h>

/// A module of the standard library that is written in Python: its dotted name and its text.
struct python_module {
    const char *name;
    const unsigned char *text;
    size_t length;
    /// Whether other modules live below it, as `NAME/__init__.py` has it.
    int is_package;
};

/// The first of all; the one behind the last has no name.
const struct python_module *first_python_module(void);

#endif
