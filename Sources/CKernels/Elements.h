#ifndef GRADUS_ELEMENTS_H
#define GRADUS_ELEMENTS_H

// Element types, their conversions, and lists of them for the macros that stamp out loops.

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t ck_bool;
typedef _Float16 ck_half;
typedef struct { uint16_t bits; } ck_bfloat;

static inline __attribute__((always_inline)) float ck_from_bfloat(ck_bfloat x) {
    uint32_t bits = (uint32_t)x.bits << 16;
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

/// Rounds to the nearest, ties to even; every NaN becomes 0x7FC0, as in c10::BFloat16.
static inline __attribute__((always_inline)) ck_bfloat ck_to_bfloat(float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    ck_bfloat r;
    if (f != f) r.bits = 0x7FC0;
    else r.bits = (uint16_t)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    return r;
}

/// cvttsd2si: what does not fit becomes the smallest integer.
static inline __attribute__((always_inline)) int64_t ck_double_to_int64(double x) {
    return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN;
}
static inline __attribute__((always_inline)) int32_t ck_double_to_int32(double x) {
    return x > -2147483649.0 && x < 2147483648.0 ? (int32_t)x : INT32_MIN;
}

#endif
