#include "CKernels.h"

#include <stdio.h>

int ck_format_fixed(char *buffer, size_t size, double value, int precision) {
    return snprintf(buffer, size, "%.*f", precision, value);
}

int ck_format_scientific(char *buffer, size_t size, double value, int precision) {
    return snprintf(buffer, size, "%.*e", precision, value);
}
