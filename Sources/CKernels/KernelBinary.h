// Included once for each instruction level, after KernelMath.h: loops over two and three operands.

/// A loop whose body is `EXPR` of `x` and `y`: both moving, either fixed, or any strides.
#define BINARY(NAME, T, R, EXPR)                                                                             \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        if (s[0] == sizeof(R) && s[1] == sizeof(T) && s[2] == sizeof(T)) {                                   \
            R *o = (R *)p[0];                                                                                \
            const T *a = (const T *)p[1], *b = (const T *)p[2];                                              \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {                 \
                T x = a[i], y = b[i];                                                                        \
                o[i] = (R)(EXPR);                                                                            \
            }                                                                                                \
        } else if (s[0] == sizeof(R) && s[1] == sizeof(T) && s[2] == 0) {                                    \
            R *o = (R *)p[0];                                                                                \
            const T *a = (const T *)p[1], y = *(const T *)p[2];                                              \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {                 \
                T x = a[i];                                                                                  \
                o[i] = (R)(EXPR);                                                                            \
            }                                                                                                \
        } else if (s[0] == sizeof(R) && s[1] == 0 && s[2] == sizeof(T)) {                                    \
            R *o = (R *)p[0];                                                                                \
            const T x = *(const T *)p[1], *b = (const T *)p[2];                                              \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {                 \
                T y = b[i];                                                                                  \
                o[i] = (R)(EXPR);                                                                            \
            }                                                                                                \
        } else {                                                                                             \
            STRIDED2(T, R, EXPR)                                                                             \
        }                                                                                                    \
    }

#define STRIDED2(T, R, EXPR)                                                                                 \
    char *o = p[0];                                                                                          \
    const char *a = p[1], *b = p[2];                                                                         \
    int64_t so = s[0], sa = s[1], sb = s[2];                                                                 \
    for (int64_t i = 0; i < n; i++) {                                                                        \
        T x = *(const T *)(a + i * sa), y = *(const T *)(b + i * sb);                                        \
        *(R *)(o + i * so) = (R)(EXPR);                                                                      \
    }

/// A loop that is not worth vector code.
#define BINARY_PLAIN(NAME, T, R, EXPR)                                                                       \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        STRIDED2(T, R, EXPR)                                                                                 \
    }

/// Python's `//` and `%` for integers; a divisor of zero is refused before, and gives 0 here.
#define INTEGER_DIVISION(SUFFIX, T, U)                                          \
    INLINE T truncdiv1_##SUFFIX(T x, T y) {                                     \
        if (y == 0) return 0;                                                   \
        return y == (T)-1 ? (T)((U)0 - (U)x) : (T)(x / y);                      \
    }                                                                           \
    INLINE T fmod1_##SUFFIX(T x, T y) { return y == 0 || y == (T)-1 ? (T)0 : (T)(x % y); } \
    INLINE T mod1_##SUFFIX(T x, T y) {                                          \
        T r = fmod1_##SUFFIX(x, y);                                             \
        return r != 0 && ((r < 0) != (y < 0)) ? (T)(r + y) : r;                 \
    }                                                                           \
    INLINE T floordiv1_##SUFFIX(T x, T y) {                                     \
        T q = truncdiv1_##SUFFIX(x, y);                                         \
        return fmod1_##SUFFIX(x, y) != 0 && ((x < 0) != (y < 0)) ? (T)(q - 1) : q; \
    }                                                                           \
    INLINE T pow1_##SUFFIX(T x, T y) {                                          \
        if (y < 0) return x == 1 ? 1 : x == (T)-1 ? (y % 2 ? (T)-1 : 1) : 0;    \
        U result = 1, base = (U)x;                                              \
        for (; y > 0; y = (T)(y / 2)) {                                         \
            if (y & 1) result = (U)(result * base);                             \
            base = (U)(base * base);                                            \
        }                                                                       \
        return (T)result;                                                       \
    }

#define BINARY_COMPARE(MACRO, SUFFIX, T)                         \
    MACRO(eq_##SUFFIX, T, ck_bool, x == y)                       \
    MACRO(ne_##SUFFIX, T, ck_bool, x != y)                       \
    MACRO(lt_##SUFFIX, T, ck_bool, x < y)                        \
    MACRO(le_##SUFFIX, T, ck_bool, x <= y)                       \
    MACRO(gt_##SUFFIX, T, ck_bool, x > y)                        \
    MACRO(ge_##SUFFIX, T, ck_bool, x >= y)                       \
    BINARY_PLAIN(land_##SUFFIX, T, ck_bool, (x != 0) & (y != 0)) \
    BINARY_PLAIN(lor_##SUFFIX, T, ck_bool, (x != 0) | (y != 0))  \
    BINARY_PLAIN(lxor_##SUFFIX, T, ck_bool, (x != 0) ^ (y != 0))

#define BINARY_INTEGER(MACRO, SUFFIX, T, U)                                                               \
    INTEGER_DIVISION(SUFFIX, T, U)                                                                        \
    MACRO(plainadd_##SUFFIX, T, T, (U)x + (U)y)                                                           \
    MACRO(plainsub_##SUFFIX, T, T, (U)x - (U)y)                                                           \
    BINARY_PLAIN(scaledadd_##SUFFIX, T, T, (U)x + (U)y * (U)ck_double_to_int64(*(const double *)arg))     \
    BINARY_PLAIN(scaledsub_##SUFFIX, T, T, (U)x - (U)y * (U)ck_double_to_int64(*(const double *)arg))     \
    SCALED(SUFFIX)                                                                                        \
    MACRO(mul_##SUFFIX, T, T, (U)x * (U)y)                                                                \
    BINARY_PLAIN(floordiv_##SUFFIX, T, T, floordiv1_##SUFFIX(x, y))                                       \
    BINARY_PLAIN(truncdiv_##SUFFIX, T, T, truncdiv1_##SUFFIX(x, y))                                       \
    BINARY_PLAIN(mod_##SUFFIX, T, T, mod1_##SUFFIX(x, y))                                                 \
    BINARY_PLAIN(fmod_##SUFFIX, T, T, fmod1_##SUFFIX(x, y))                                               \
    BINARY_PLAIN(pow_##SUFFIX, T, T, pow1_##SUFFIX(x, y))                                                 \
    MACRO(max_##SUFFIX, T, T, x > y ? x : y)                                                              \
    MACRO(min_##SUFFIX, T, T, x < y ? x : y)                                                              \
    MACRO(and_##SUFFIX, T, T, x & y)                                                                      \
    MACRO(or_##SUFFIX, T, T, x | y)                                                                       \
    MACRO(xor_##SUFFIX, T, T, x ^ y)                                                                      \
    BINARY_PLAIN(shl_##SUFFIX, T, T, y < 0 || (uint64_t)y >= 8 * sizeof(T) ? (T)0 : (T)((U)x << y))       \
    BINARY_PLAIN(shr_##SUFFIX, T, T, x >> (y < 0 || (uint64_t)y >= 8 * sizeof(T) ? (T)(8 * sizeof(T) - 1) : y)) \
    BINARY_COMPARE(MACRO, SUFFIX, T)

/// add and sub look at `arg` once, not for every element.
#define SCALED(SUFFIX)                                                                              \
    static void add_##SUFFIX(char *const *p, const int64_t *s, int64_t n, const void *arg) {        \
        if (arg) scaledadd_##SUFFIX(p, s, n, arg);                                                  \
        else plainadd_##SUFFIX(p, s, n, arg);                                                       \
    }                                                                                               \
    static void sub_##SUFFIX(char *const *p, const int64_t *s, int64_t n, const void *arg) {        \
        if (arg) scaledsub_##SUFFIX(p, s, n, arg);                                                  \
        else plainsub_##SUFFIX(p, s, n, arg);                                                       \
    }

BINARY_INTEGER(BINARY_PLAIN, u8, uint8_t, uint32_t)
BINARY_INTEGER(BINARY_PLAIN, i8, int8_t, uint32_t)
BINARY_INTEGER(BINARY_PLAIN, i16, int16_t, uint32_t)
BINARY_INTEGER(BINARY_PLAIN, i32, int32_t, uint32_t)
BINARY_INTEGER(BINARY, i64, int64_t, uint64_t)

BINARY_PLAIN(or_b, ck_bool, ck_bool, (x | y) != 0)
BINARY_PLAIN(and_b, ck_bool, ck_bool, (x & y) != 0)
BINARY_PLAIN(xor_b, ck_bool, ck_bool, (x != 0) ^ (y != 0))
BINARY_COMPARE(BINARY_PLAIN, b, ck_bool)

INLINE double floordiv1(double x, double y) {
    if (y == 0) return x / y;
    double mod = fmod(x, y);
    double div = (x - mod) / y;
    if (mod != 0 && (y < 0) != (mod < 0)) div -= 1;
    if (div == 0) return __builtin_copysign(0.0, x / y);
    double whole = __builtin_floor(div);
    return div - whole > 0.5 ? whole + 1 : whole;
}
INLINE float floordiv1f(float x, float y) {
    if (y == 0) return x / y;
    float mod = fmodf(x, y);
    float div = (x - mod) / y;
    if (mod != 0 && (y < 0) != (mod < 0)) div -= 1;
    if (div == 0) return __builtin_copysignf(0.0f, x / y);
    float whole = __builtin_floorf(div);
    return div - whole > 0.5f ? whole + 1 : whole;
}
INLINE double mod1(double x, double y) {
    double r = fmod(x, y);
    return r != 0 && (y < 0) != (r < 0) ? r + y : r;
}
INLINE double logaddexp1(double x, double y) {
    if (__builtin_isinf(x) && x == y) return x;
    double m = x > y || x != x ? x : y;
    return m + log1p(exp(-__builtin_fabs(x - y)));
}
/// NaN wins, as in IEEE 754-2019 `maximum`.
#define MAXIMUM(x, y) ((x) > (y) || (x) != (x) ? (x) : (y))
#define MINIMUM(x, y) ((x) < (y) || (x) != (x) ? (x) : (y))

#define BINARY_FLOATING(SUFFIX, T, F, FMA_, FLOORDIV)                                                        \
    BINARY(plainadd_##SUFFIX, T, T, x + y)                                                                   \
    BINARY(plainsub_##SUFFIX, T, T, x - y)                                                                   \
    BINARY(scaledadd_##SUFFIX, T, T, FMA_(y, PARAM(T, 0), x))                                                \
    BINARY(scaledsub_##SUFFIX, T, T, FMA_(y, -PARAM(T, 0), x))                                               \
    SCALED(SUFFIX)                                                                                           \
    BINARY(mul_##SUFFIX, T, T, x *y)                                                                         \
    BINARY(div_##SUFFIX, T, T, x / y)                                                                        \
    BINARY_PLAIN(floordiv_##SUFFIX, T, T, FLOORDIV(x, y))                                                    \
    BINARY(truncdiv_##SUFFIX, T, T, __builtin_trunc##F(x / y))                                               \
    BINARY_PLAIN(mod_##SUFFIX, T, T, mod1((double)x, (double)y))                                             \
    BINARY_PLAIN(fmod_##SUFFIX, T, T, fmod##F(x, y))                                                         \
    BINARY_PLAIN(pow_##SUFFIX, T, T, pow((double)x, (double)y))                                              \
    BINARY(max_##SUFFIX, T, T, MAXIMUM(x, y))                                                                \
    BINARY(min_##SUFFIX, T, T, MINIMUM(x, y))                                                                \
    BINARY(fmax_##SUFFIX, T, T, x >= y || y != y ? x : y)                                                    \
    BINARY(fmin_##SUFFIX, T, T, x <= y || y != y ? x : y)                                                    \
    BINARY_PLAIN(atan2_##SUFFIX, T, T, atan2((double)x, (double)y))                                          \
    BINARY_PLAIN(hypot_##SUFFIX, T, T, hypot((double)x, (double)y))                                          \
    BINARY_PLAIN(copysign_##SUFFIX, T, T, __builtin_copysign##F(x, y))                                       \
    BINARY_PLAIN(logaddexp_##SUFFIX, T, T, logaddexp1((double)x, (double)y))                                 \
    BINARY(thresholdback_##SUFFIX, T, T, y <= PARAM(T, 0) ? 0 : x)                                           \
    BINARY(sigmoidback_##SUFFIX, T, T, x *(1 - y) * y)                                                       \
    BINARY(tanhback_##SUFFIX, T, T, x *FMA_(-y, y, (T)1))                                                    \
    BINARY_COMPARE(BINARY, SUFFIX, T)

BINARY_FLOATING(f32, float, f, FMAF, floordiv1f)
BINARY_FLOATING(f64, double, , FMA, floordiv1)

INLINE float gelu_back1(float g, float x) {
    float cdf = FMAF(0.5f, erf_coarse(x * 0.70710678118654752440f), 0.5f);
    float pdf = exp_fast(x * x * -0.5f) * 0.3989422804014327f;
    return g * FMAF(x, pdf, cdf);
}
INLINE double gelu_back2(double g, double x) {
    double cdf = 0.5 * (1.0 + erf(x * 0.70710678118654752440));
    return g * (cdf + x * exp(-0.5 * x * x) * 0.3989422804014327);
}
INLINE float silu_back1(float g, float x) {
    float s = 1.0f / (1.0f + exp_fast(-x));
    return g * s * FMAF(x, 1.0f - s, 1.0f);
}
INLINE double silu_back2(double g, double x) {
    double s = 1.0 / (1.0 + exp(-x));
    return g * s * (1.0 + x * (1.0 - s));
}
BINARY(geluback_f32, float, float, gelu_back1(x, y))
BINARY_PLAIN(geluback_f64, double, double, gelu_back2(x, y))
BINARY(siluback_f32, float, float, silu_back1(x, y))
BINARY_PLAIN(siluback_f64, double, double, silu_back2(x, y))

#define ROW6(NAME) [CK_BOOL] = NAME##_b, ROW5(NAME)
#define ROW8(NAME) [CK_BOOL] = NAME##_b, ROW7(NAME)

const ck_loop TIER(ck_binary)[CK_BINARY_OPS][CK_DTYPES] = {
    [CK_ADD] = {[CK_BOOL] = or_b, ROW7(add)}, [CK_SUB] = {ROW7(sub)}, [CK_MUL] = {[CK_BOOL] = and_b, ROW7(mul)},
    [CK_DIV] = {ROW2(div)}, [CK_FLOOR_DIVIDE] = {ROW7(floordiv)}, [CK_TRUNC_DIVIDE] = {ROW7(truncdiv)},
    [CK_REMAINDER] = {ROW7(mod)}, [CK_FMOD] = {ROW7(fmod)}, [CK_POW] = {ROW7(pow)},
    [CK_MAXIMUM] = {[CK_BOOL] = or_b, ROW7(max)}, [CK_MINIMUM] = {[CK_BOOL] = and_b, ROW7(min)},
    [CK_FMAX] = {ROW2(fmax)}, [CK_FMIN] = {ROW2(fmin)}, [CK_ATAN2] = {ROW2(atan2)}, [CK_HYPOT] = {ROW2(hypot)},
    [CK_COPYSIGN] = {ROW2(copysign)}, [CK_LOGADDEXP] = {ROW2(logaddexp)}, [CK_AND] = {ROW6(and)},
    [CK_OR] = {ROW6(or)}, [CK_XOR] = {ROW6(xor)}, [CK_SHIFT_LEFT] = {ROW5(shl)}, [CK_SHIFT_RIGHT] = {ROW5(shr)},
    [CK_EQ] = {ROW8(eq)}, [CK_NE] = {ROW8(ne)}, [CK_LT] = {ROW8(lt)}, [CK_LE] = {ROW8(le)}, [CK_GT] = {ROW8(gt)},
    [CK_GE] = {ROW8(ge)}, [CK_LOGICAL_AND] = {ROW8(land)}, [CK_LOGICAL_OR] = {ROW8(lor)},
    [CK_LOGICAL_XOR] = {ROW8(lxor)}, [CK_THRESHOLD_BACKWARD] = {ROW2(thresholdback)},
    [CK_SIGMOID_BACKWARD] = {ROW2(sigmoidback)}, [CK_TANH_BACKWARD] = {ROW2(tanhback)},
    [CK_GELU_BACKWARD] = {ROW2(geluback)}, [CK_SILU_BACKWARD] = {ROW2(siluback)},
};

#define TERNARY(NAME, T, EXPR)                                                                               \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        T v = arg ? (T) * (const double *)arg : (T)1;                                                        \
        (void)v;                                                                                             \
        if (s[0] == sizeof(T) && s[1] == sizeof(T) && s[2] == sizeof(T) && s[3] == sizeof(T)) {              \
            T *o = (T *)p[0];                                                                                \
            const T *a = (const T *)p[1], *b = (const T *)p[2], *c = (const T *)p[3];                        \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {                 \
                T x = a[i], y = b[i], z = c[i];                                                              \
                o[i] = (T)(EXPR);                                                                            \
            }                                                                                                \
            return;                                                                                          \
        }                                                                                                    \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            T x = *(const T *)(p[1] + i * s[1]), y = *(const T *)(p[2] + i * s[2]),                          \
              z = *(const T *)(p[3] + i * s[3]);                                                             \
            *(T *)(p[0] + i * s[0]) = (T)(EXPR);                                                             \
        }                                                                                                    \
    }

#define LERP(FMA_, FABS) (FABS(z) < (T_)0.5 ? FMA_(z, y - x, x) : FMA_(-(y - x), 1 - z, y))
#define T_ float
TERNARY(addcmul_f32, float, FMAF(v *y, z, x))
TERNARY(addcdiv_f32, float, x + v * y / z)
TERNARY(lerp_f32, float, LERP(FMAF, __builtin_fabsf))
#undef T_
#define T_ double
TERNARY(addcmul_f64, double, FMA(v *y, z, x))
TERNARY(addcdiv_f64, double, x + v * y / z)
TERNARY(lerp_f64, double, LERP(FMA, __builtin_fabs))
#undef T_
TERNARY(addcmul_u8, uint8_t, (uint8_t)(x + v * y * z))
TERNARY(addcmul_i8, int8_t, (int8_t)((uint32_t)x + (uint32_t)v * (uint32_t)y * (uint32_t)z))
TERNARY(addcmul_i16, int16_t, (int16_t)((uint32_t)x + (uint32_t)v * (uint32_t)y * (uint32_t)z))
TERNARY(addcmul_i32, int32_t, (int32_t)((uint32_t)x + (uint32_t)v * (uint32_t)y * (uint32_t)z))
TERNARY(addcmul_i64, int64_t, (int64_t)((uint64_t)x + (uint64_t)v * (uint64_t)y * (uint64_t)z))

const ck_loop TIER(ck_ternary)[CK_TERNARY_OPS][CK_DTYPES] = {
    [CK_ADDCMUL] = {ROW7(addcmul)}, [CK_ADDCDIV] = {ROW2(addcdiv)}, [CK_LERP] = {ROW2(lerp)}};
