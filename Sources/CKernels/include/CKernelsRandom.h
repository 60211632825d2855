#ifndef GRADUS_CKERNELS_RANDOM_H
#define GRADUS_CKERNELS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/// The Mersenne Twister 19937, and the second half of the last pair of normal numbers.
typedef struct {
    uint32_t state[624];
    int32_t left;
    uint32_t next;
    bool has_normal;
    double normal;
} ck_twister;

void ck_twister_seed(ck_twister *t, uint32_t seed);
uint32_t ck_twister_next(ck_twister *t);
uint64_t ck_twister_next64(ck_twister *t);

/// One state word, 0 <= index < 624.
uint32_t ck_twister_word(const ck_twister *t, int index);
void ck_twister_set_word(ck_twister *t, int index, uint32_t value);

// Streams of PyTorch's CPU generator, into contiguous memory.

/// Numbers in [from, to): 24 random bits a float, 53 a double.
void ck_uniform_f32(ck_twister *t, float *out, int64_t n, float from, float to);
void ck_uniform_f64(ck_twister *t, double *out, int64_t n, double from, double to);
/// Normal numbers one by one, in double: for fewer than sixteen and for what is not contiguous.
void ck_normal_each(ck_twister *t, double *out, int64_t n, double mean, double std);
/// Normal numbers in blocks of sixteen, for n >= 16.
void ck_normal_f32(ck_twister *t, float *out, int64_t n, float mean, float std);
void ck_normal_f64(ck_twister *t, double *out, int64_t n, double mean, double std);
/// Exponential numbers, in double.
void ck_exponential(ck_twister *t, double *out, int64_t n, double lambda);
/// Integers base + (random modulo range): 32 random bits below a range of 2^28, else 64; range 0 means all of 2^64.
void ck_integers(ck_twister *t, int64_t *out, int64_t n, uint64_t range, int64_t base);
/// A permutation of 0..<n; a part of it when it is interrupted.
void ck_permutation(ck_twister *t, int64_t *out, int64_t n);

#endif
