#include "Elements.h"
#include "Tiers.h"

/// The inverse of erf: a rational first guess, then Newton steps against the library's erf.
double ck_erfinv(double x) {
    if (x != x || x < -1 || x > 1) return NAN;
    if (x == 1) return INFINITY;
    if (x == -1) return -INFINITY;
    if (x == 0) return x;
    double w = log1p(-x * x);
    double t = 2 / (M_PI * 0.147) + w / 2;
    double y = copysign(sqrt(sqrt(t * t - w / 0.147) - t), x);
    for (int i = 0; i < 4; i++) {
        // Near one, erfc keeps the digits that erf loses.
        double error = fabs(y) < 1 ? erf(y) - x : (x < 0 ? -1 : 1) * ((1 - fabs(x)) - erfc(fabs(y)));
        y -= error / (2 / sqrt(M_PI) * exp(-y * y));
    }
    return y;
}

/// The derivative of log gamma: reflection below zero, recurrence up to 10, then the asymptotic series.
double ck_digamma(double x) {
    if (x == 0) return copysign(INFINITY, -x);
    double result = 0;
    if (x < 0) {
        if (x == trunc(x)) return NAN;
        double part, fraction = modf(x, &part);
        return ck_digamma(1 - x) - M_PI / tan(M_PI * fraction);
    }
    for (; x < 10; x += 1) result -= 1 / x;
    if (x == 10) return result + 2.25175258906672110764;
    double y = 0;
    if (x < 1e17) {
        double z = 1 / (x * x);
        static const double series[] = {8.33333333333333333333e-2, -2.10927960927960927961e-2,
                                        7.57575757575757575758e-3, -4.16666666666666666667e-3,
                                        3.96825396825396825397e-3, -8.33333333333333333333e-3,
                                        8.33333333333333333333e-2};
        for (int i = 0; i < 7; i++) y = y * z + series[i];
        y *= z;
    }
    return result + log(x) - 0.5 / x - y;
}

/// log |gamma| without writing the library's global sign.
double ck_lgamma(double x) {
#if defined(__GLIBC__)
    extern double lgamma_r(double, int *);
    int sign;
    return lgamma_r(x, &sign);
#else
    return lgamma(x);
#endif
}

bool ck_any_zero(const void *data, int64_t n, int64_t stride, int dtype) {
    const char *p = data;
    for (int64_t i = 0; i < n; i++, p += stride) {
        bool zero = false;
        switch (dtype) {
        case CK_BOOL: case CK_UINT8: case CK_INT8: zero = *(const int8_t *)p == 0; break;
        case CK_INT16: zero = *(const int16_t *)p == 0; break;
        case CK_INT32: zero = *(const int32_t *)p == 0; break;
        case CK_INT64: zero = *(const int64_t *)p == 0; break;
        default: break;
        }
        if (zero) return true;
    }
    return false;
}

#define WHERE(NAME, T)                                                                                       \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        if (s[0] == sizeof(T) && s[1] == 1 && s[2] == sizeof(T) && s[3] == sizeof(T)) {                      \
            T *o = (T *)p[0];                                                                                \
            const ck_bool *c = (const ck_bool *)p[1];                                                        \
            const T *a = (const T *)p[2], *b = (const T *)p[3];                                              \
            for (int64_t i = 0; i < n; i++) o[i] = c[i] ? a[i] : b[i];                                       \
            return;                                                                                          \
        }                                                                                                    \
        for (int64_t i = 0; i < n; i++)                                                                      \
            *(T *)(p[0] + i * s[0]) = *(const ck_bool *)(p[1] + i * s[1]) ? *(const T *)(p[2] + i * s[2])    \
                                                                          : *(const T *)(p[3] + i * s[3]);   \
    }
WHERE(where1, uint8_t)
WHERE(where2, uint16_t)
WHERE(where4, uint32_t)
WHERE(where8, uint64_t)

ck_loop ck_where_loop(int size) { return size == 1 ? where1 : size == 2 ? where2 : size == 4 ? where4 : where8; }

#define MASKED(NAME, T)                                                                                      \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        T v = *(const T *)arg;                                                                               \
        for (int64_t i = 0; i < n; i++)                                                                      \
            if (*(const ck_bool *)(p[1] + i * s[1])) *(T *)(p[0] + i * s[0]) = v;                            \
    }
MASKED(masked1, uint8_t)
MASKED(masked2, uint16_t)
MASKED(masked4, uint32_t)
MASKED(masked8, uint64_t)

ck_loop ck_masked_fill_loop(int size) { return size == 1 ? masked1 : size == 2 ? masked2 : size == 4 ? masked4 : masked8; }
