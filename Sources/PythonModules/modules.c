// The texts of Modules/*.py, put into the binary as they are. To add a module: its file, its text, its row in the table.
#include "PythonModules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char keyword_text[] = {
#embed "Modules/keyword.py"
};

#define MODULE(name, text) { name, text, sizeof text, 0 }
#define PACKAGE(name, text) { name, text, sizeof text, 1 }

static const struct python_module modules[] = {
    MODULE("keyword", keyword_text),
    { 0, 0, 0, 0 },
};

const struct python_module *first_python_module(void) { return modules; }
