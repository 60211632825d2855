#define _XOPEN_SOURCE 700
#include "CEdit.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

static void prepare(void) {
    static const char *const fallbacks[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    setlocale(LC_CTYPE, "");
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks && MB_CUR_MAX == 1; i++)
        setlocale(LC_CTYPE, fallbacks[i]);
}

void ce_prepare_locale(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare);
}

int ce_width(uint32_t character) {
    if (character < 0x7f) return character >= 0x20 ? 1 : -1;
    ce_prepare_locale();
    return wcwidth((wchar_t)character);
}
