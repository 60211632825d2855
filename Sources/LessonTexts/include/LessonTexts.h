#ifndef LESSON_TEXTS_H
#define LESSON_TEXTS_H

#include <stddef.h>

/// A lesson that the program carries in itself: its name, as its file is called, and its text.
struct lesson_text {
    const char *name;
    const unsigned char *text;
    size_t length;
};

/// The first of all, in order; the one behind the last has no name.
const struct lesson_text *first_lesson_text(void);

#endif
