#include "Tiers.h"

// The square root of floats as the reference's library computes it on x86: two steps from the processor's estimate of
// 1/sqrt(x), none of them fused, which misses the nearest float by one unit now and then. Optimizers divide by it, so
// that training runs differ where it is computed better.

#if defined(__x86_64__)
#include <emmintrin.h>
#pragma clang fp contract(off)

/// Lanes that the estimate is no good for: denormals, zeros, negatives, infinities, NaN and the very largest.
static inline __m128i is_special(__m128 x) {
    __m128i shifted = _mm_add_epi32(_mm_castps_si128(x), _mm_set1_epi32(0x7f800000));
    return _mm_cmpgt_epi32(shifted, _mm_set1_epi32((int)0xfefff000));
}

static inline __m128 root4(__m128 x) {
    const __m128 half = _mm_set1_ps(0.5f);
    __m128 estimate = _mm_rsqrt_ps(x);
    __m128 root = _mm_mul_ps(estimate, x), inverse = _mm_mul_ps(estimate, half);
    __m128 error = _mm_sub_ps(half, _mm_mul_ps(root, inverse));
    root = _mm_add_ps(_mm_mul_ps(root, error), root);
    inverse = _mm_add_ps(_mm_mul_ps(inverse, error), inverse);
    __m128 rest = _mm_sub_ps(x, _mm_mul_ps(root, root));
    root = _mm_add_ps(_mm_mul_ps(rest, inverse), root);
    __m128 special = _mm_castsi128_ps(is_special(x));
    return _mm_or_ps(_mm_and_ps(special, _mm_sqrt_ps(x)), _mm_andnot_ps(special, root));
}

void ck_sqrt_f32(char *const *p, const int64_t *s, int64_t n, const void *arg) {
    (void)arg;
    int64_t i = 0;
    if (s[0] == sizeof(float) && s[1] == sizeof(float)) {
        float *out = (float *)p[0];
        const float *in = (const float *)p[1];
        for (; i + 4 <= n; i += 4) _mm_storeu_ps(out + i, root4(_mm_loadu_ps(in + i)));
    }
    for (; i < n; i++) {
        __m128 x = _mm_set_ss(*(const float *)(p[1] + i * s[1]));
        *(float *)(p[0] + i * s[0]) = _mm_cvtss_f32(root4(x));
    }
}
#else
void ck_sqrt_f32(char *const *p, const int64_t *s, int64_t n, const void *arg) {
    (void)arg;
    for (int64_t i = 0; i < n; i++)
        *(float *)(p[0] + i * s[0]) = __builtin_sqrtf(*(const float *)(p[1] + i * s[1]));
}
#endif
