#include "Elements.h"
#include "Tiers.h"
#include "include/CKernelsThread.h"

// The streams of PyTorch's CPU generator. Products and sums that its compiler fuses are fused here too; on machines
// without FMA `fma` is slow but the same.

enum { WORDS = 624, MIDDLE = 397 };

void ck_twister_seed(ck_twister *t, uint32_t seed) {
    t->state[0] = seed;
    for (uint32_t j = 1; j < WORDS; j++)
        t->state[j] = 1812433253u * (t->state[j - 1] ^ (t->state[j - 1] >> 30)) + j;
    t->left = 1;
    t->next = 0;
    t->has_normal = false;
    t->normal = 0;
}

static inline uint32_t twist(uint32_t this, uint32_t next, uint32_t ahead) {
    uint32_t y = (this & 0x80000000u) | (next & 0x7fffffffu);
    return ahead ^ (y >> 1) ^ (0x9908b0dfu & -(y & 1));
}

static void refill(ck_twister *t) {
    uint32_t *s = t->state;
    for (int k = 0; k < WORDS - MIDDLE; k++) s[k] = twist(s[k], s[k + 1], s[k + MIDDLE]);
    for (int k = WORDS - MIDDLE; k < WORDS - 1; k++) s[k] = twist(s[k], s[k + 1], s[k + MIDDLE - WORDS]);
    s[WORDS - 1] = twist(s[WORDS - 1], s[0], s[MIDDLE - 1]);
    t->left = WORDS;
    t->next = 0;
}

uint32_t ck_twister_next(ck_twister *t) {
    // A restored state may say anything; what it says must not lead outside of the words.
    if (--t->left <= 0 || t->next >= WORDS) refill(t);
    uint32_t y = t->state[t->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

uint64_t ck_twister_next64(ck_twister *t) {
    uint64_t high = ck_twister_next(t);
    return (high << 32) | ck_twister_next(t);
}

uint32_t ck_twister_word(const ck_twister *t, int index) { return t->state[index]; }
void ck_twister_set_word(ck_twister *t, int index, uint32_t value) { t->state[index] = value; }

static float unit_float(ck_twister *t) { return (float)(ck_twister_next(t) & 0xFFFFFFu) * 0x1p-24f; }
static double unit_double(ck_twister *t) {
    return (double)(ck_twister_next64(t) & 0x1FFFFFFFFFFFFFull) * 0x1p-53;
}

void ck_uniform_f32(ck_twister *t, float *out, int64_t n, float from, float to) {
    float span = to - from;
    if (from == 0 && span == 1) {
        for (int64_t i = 0; i < n; i++) out[i] = unit_float(t);
        return;
    }
    for (int64_t i = 0; i < n; i++) out[i] = fmaf(unit_float(t), span, from);
}

void ck_uniform_f64(ck_twister *t, double *out, int64_t n, double from, double to) {
    double span = to - from;
    for (int64_t i = 0; i < n; i++) out[i] = fma(unit_double(t), span, from);
}

void ck_normal_each(ck_twister *t, double *out, int64_t n, double mean, double std) {
    for (int64_t i = 0; i < n; i++) {
        if (t->has_normal) {
            t->has_normal = false;
            out[i] = fma(t->normal, std, mean);
            continue;
        }
        double u1 = unit_double(t), u2 = unit_double(t);
        double radius = sqrt(-2.0 * log1p(-u2)), theta = 2.0 * M_PI * u1;
        t->normal = radius * sin(theta);
        t->has_normal = true;
        out[i] = fma(radius * cos(theta), std, mean);
    }
}

/// Fills with uniform numbers, transforms whole blocks, and draws the last sixteen again when some are left over.
void ck_normal_f32(ck_twister *t, float *out, int64_t n, float mean, float std) {
    for (int64_t i = 0; i < n; i++) out[i] = unit_float(t);
    ck_normal_blocks(out, n / 16, mean, std);
    if (n % 16 == 0) return;
    float *last = out + n - 16;
    for (int i = 0; i < 16; i++) last[i] = unit_float(t);
    ck_normal_blocks(last, 1, mean, std);
}

static void normal_block(double *data, double mean, double std) {
    for (int j = 0; j < 8; j++) {
        double u1 = 1 - data[j], u2 = data[j + 8];
        double radius = sqrt(-2 * log(u1)), theta = 2.0 * M_PI * u2;
        data[j] = fma(radius * cos(theta), std, mean);
        data[j + 8] = fma(radius * sin(theta), std, mean);
    }
}

void ck_normal_f64(ck_twister *t, double *out, int64_t n, double mean, double std) {
    for (int64_t i = 0; i < n; i++) out[i] = unit_double(t);
    for (int64_t i = 0; i + 15 < n; i += 16) normal_block(out + i, mean, std);
    if (n % 16 == 0) return;
    double *last = out + n - 16;
    for (int i = 0; i < 16; i++) last[i] = unit_double(t);
    normal_block(last, mean, std);
}

void ck_exponential(ck_twister *t, double *out, int64_t n, double lambda) {
    for (int64_t i = 0; i < n; i++) out[i] = -1.0 / lambda * log1p(-unit_double(t));
}

void ck_integers(ck_twister *t, int64_t *out, int64_t n, uint64_t range, int64_t base) {
    for (int64_t i = 0; i < n; i++) {
        uint64_t value;
        if (range == 0) value = ck_twister_next64(t);
        else if (range >= 1u << 28) value = ck_twister_next64(t) % range;
        else value = ck_twister_next(t) % range;
        out[i] = (int64_t)(value + (uint64_t)base);
    }
}

void ck_permutation(ck_twister *t, int64_t *out, int64_t n) {
    for (int64_t i = 0; i < n; i++) out[i] = i;
    bool small = n < (int64_t)(UINT32_MAX / 20);
    for (int64_t i = 0; i < n - 1; i++) {
        if ((i & 0xFFFFF) == 0xFFFFF && ck_interrupted()) return;
        uint64_t random = small ? ck_twister_next(t) : ck_twister_next64(t);
        int64_t j = i + (int64_t)(random % (uint64_t)(n - i));
        int64_t held = out[i];
        out[i] = out[j];
        out[j] = held;
    }
}
