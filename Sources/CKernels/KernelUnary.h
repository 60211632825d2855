// Included once for each instruction level, after KernelMath.h: loops over one operand.

/// A loop whose body is `EXPR` of `x`; contiguous and strided.
#define UNARY(NAME, T, R, EXPR)                                                                              \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        if (s[0] == sizeof(R) && s[1] == sizeof(T)) {                                                        \
            R *o = (R *)p[0];                                                                                \
            const T *a = (const T *)p[1];                                                                    \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) {                 \
                T x = a[i];                                                                                  \
                o[i] = (R)(EXPR);                                                                            \
            }                                                                                                \
            return;                                                                                          \
        }                                                                                                    \
        char *o = p[0];                                                                                      \
        const char *a = p[1];                                                                                \
        int64_t so = s[0], sa = s[1];                                                                        \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            T x = *(const T *)(a + i * sa);                                                                  \
            *(R *)(o + i * so) = (R)(EXPR);                                                                  \
        }                                                                                                    \
    }

/// A loop over calls into the C library, which no compiler vectorises.
#define UNARY_PLAIN(NAME, T, EXPR)                                                                           \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            T x = *(const T *)(p[1] + i * s[1]);                                                             \
            *(T *)(p[0] + i * s[0]) = (T)(EXPR);                                                             \
        }                                                                                                    \
    }

/// A loop where PyTorch takes one path for WHOLE elements (often blocks of 16) and another for the rest and strides.
#define UNARY_BLOCKS(NAME, WHOLE, VECTOR, SCALAR)                                                            \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        (void)arg;                                                                                           \
        int64_t done = 0;                                                                                    \
        if (s[0] == sizeof(float) && s[1] == sizeof(float)) {                                                \
            float *o = (float *)p[0];                                                                        \
            const float *a = (const float *)p[1];                                                            \
            done = WHOLE;                                                                                    \
            _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < done; i++) {              \
                float x = a[i];                                                                              \
                o[i] = VECTOR;                                                                               \
            }                                                                                                \
        }                                                                                                    \
        for (int64_t i = done; i < n; i++) {                                                                 \
            float x = *(const float *)(p[1] + i * s[1]);                                                     \
            *(float *)(p[0] + i * s[0]) = SCALAR;                                                            \
        }                                                                                                    \
    }

/// sin and cos reduce their argument simply; numbers too large for that are done again by the library.
#define UNARY_TRIG(NAME, FAST, EXACT)                                                                        \
    static void NAME##_core(char *const *p, const int64_t *s, int64_t n, const void *arg);                   \
    static void NAME(char *const *p, const int64_t *s, int64_t n, const void *arg) {                         \
        bool large = false;                                                                                  \
        for (int64_t i = 0; i < n; i++)                                                                      \
            large |= !(__builtin_fabsf(*(const float *)(p[1] + i * s[1])) < 1e5f);                           \
        if (!large) {                                                                                        \
            NAME##_core(p, s, n, arg);                                                                       \
            return;                                                                                          \
        }                                                                                                    \
        for (int64_t i = 0; i < n; i++)                                                                      \
            *(float *)(p[0] + i * s[0]) = (float)EXACT((double)*(const float *)(p[1] + i * s[1]));           \
    }                                                                                                        \
    UNARY(NAME##_core, float, float, FAST(x))

#define UNARY_SIGNED(SUFFIX, T, U)                          \
    UNARY(neg_##SUFFIX, T, T, (T)(0 - (U)x))                \
    UNARY(abs_##SUFFIX, T, T, x < 0 ? (T)(0 - (U)x) : x)    \
    UNARY(sign_##SUFFIX, T, T, (x > 0) - (x < 0))

#define UNARY_INTEGER(SUFFIX, T, U)                         \
    UNARY(square_##SUFFIX, T, T, (T)((U)x * (U)x))          \
    UNARY(relu_##SUFFIX, T, T, x > 0 ? x : 0)               \
    UNARY(bitnot_##SUFFIX, T, T, (T)~x)                     \
    UNARY(lognot_##SUFFIX, T, ck_bool, x == 0)              \
    UNARY(signbit_##SUFFIX, T, ck_bool, x < (T)1 && x != 0) \
    UNARY(clamp_##SUFFIX, T, T, int_clamp((int64_t)x, ((const double *)arg)[0], ((const double *)arg)[1]))

INLINE int64_t int_clamp(int64_t x, double low, double high) {
    int64_t l = ck_double_to_int64(low), h = high >= 0x1p63 ? INT64_MAX : ck_double_to_int64(high);
    x = x < l ? l : x;
    return x > h ? h : x;
}

UNARY_SIGNED(i8, int8_t, uint8_t)
UNARY_SIGNED(i16, int16_t, uint32_t)
UNARY_SIGNED(i32, int32_t, uint32_t)
UNARY_SIGNED(i64, int64_t, uint64_t)
UNARY(neg_u8, uint8_t, uint8_t, (uint8_t)(0 - x))
UNARY(abs_u8, uint8_t, uint8_t, x)
UNARY(sign_u8, uint8_t, uint8_t, x > 0)
UNARY(bitnot_b, ck_bool, ck_bool, !x)
UNARY(lognot_b, ck_bool, ck_bool, !x)
UNARY_INTEGER(u8, uint8_t, uint32_t)
UNARY_INTEGER(i8, int8_t, uint8_t)
UNARY_INTEGER(i16, int16_t, uint32_t)
UNARY_INTEGER(i32, int32_t, uint32_t)
UNARY_INTEGER(i64, int64_t, uint64_t)

#define PARAM(T, k) ((T)((const double *)arg)[k])

UNARY(sqrt_f64, double, double, __builtin_sqrt(x))
static void sqrt_f32(char *const *p, const int64_t *s, int64_t n, const void *arg) { ck_sqrt_f32(p, s, n, arg); }

/// What both float types share; F is the suffix of the builtins ("f" or nothing).
#define UNARY_FLOATING(SUFFIX, T, F)                                                                         \
    UNARY(neg_##SUFFIX, T, T, -x)                                                                            \
    UNARY(abs_##SUFFIX, T, T, __builtin_fabs##F(x))                                                          \
    UNARY(sign_##SUFFIX, T, T, (T)((0 < x) - (x < 0)))                                                       \
    UNARY(square_##SUFFIX, T, T, x * x)                                                                      \
    UNARY(relu_##SUFFIX, T, T, x < 0 ? 0 : x)                                                                \
    UNARY(floor_##SUFFIX, T, T, __builtin_floor##F(x))                                                       \
    UNARY(ceil_##SUFFIX, T, T, __builtin_ceil##F(x))                                                         \
    UNARY(round_##SUFFIX, T, T, __builtin_rint##F(x))                                                        \
    UNARY(trunc_##SUFFIX, T, T, __builtin_trunc##F(x))                                                       \
    UNARY(frac_##SUFFIX, T, T, x - __builtin_trunc##F(x))                                                    \
    UNARY(lognot_##SUFFIX, T, ck_bool, x == 0)                                                               \
    UNARY(isnan_##SUFFIX, T, ck_bool, x != x)                                                                \
    UNARY(isinf_##SUFFIX, T, ck_bool, __builtin_fabs##F(x) == (T)INFINITY)                                   \
    UNARY(isfinite_##SUFFIX, T, ck_bool, __builtin_fabs##F(x) < (T)INFINITY)                                 \
    UNARY(signbit_##SUFFIX, T, ck_bool, __builtin_signbit(x) != 0)                                           \
    UNARY(rsqrt_##SUFFIX, T, T, 1 / __builtin_sqrt##F(x))                                                    \
    UNARY(reciprocal_##SUFFIX, T, T, 1 / x)                                                                  \
    UNARY(clampmin_##SUFFIX, T, T, x < PARAM(T, 0) ? PARAM(T, 0) : x)                                        \
    UNARY(clampmax_##SUFFIX, T, T, x > PARAM(T, 0) ? PARAM(T, 0) : x)                                        \
    UNARY(clamp_##SUFFIX, T, T, clamp1_##SUFFIX(x, PARAM(T, 0), PARAM(T, 1)))                                \
    UNARY(threshold_##SUFFIX, T, T, x <= PARAM(T, 0) ? PARAM(T, 1) : x)                                      \
    UNARY(leaky_##SUFFIX, T, T, x > 0 ? x : x * PARAM(T, 0))

INLINE float clamp1_f32(float x, float low, float high) {
    x = x < low ? low : x;
    return x > high ? high : x;
}
INLINE double clamp1_f64(double x, double low, double high) {
    x = x < low ? low : x;
    return x > high ? high : x;
}
UNARY_FLOATING(f32, float, f)
UNARY_FLOATING(f64, double, )

UNARY(exp_f32, float, float, expf_(x))
UNARY(exp2_f32, float, float, exp2f_(x))
UNARY(expm1_f32, float, float, expm1f_(x))
UNARY(log_f32, float, float, logf_(x))
UNARY(log2_f32, float, float, log2f_(x))
UNARY(log10_f32, float, float, log10f_(x))
UNARY(log1p_f32, float, float, log1pf_(x))
UNARY(tanh_f32, float, float, tanhf_(x))
UNARY_TRIG(sin_f32, sinf_, sin)
UNARY_TRIG(cos_f32, cosf_, cos)
UNARY_BLOCKS(sigmoid_f32, n & ~(int64_t)15, sigmoid_vector(x), sigmoid_scalar(x))
UNARY_BLOCKS(silu_f32, n & ~(int64_t)15, silu_vector(x), silu_scalar(x))
UNARY_BLOCKS(gelu_f32, n > 1 ? n : 0, gelu_vector(x), gelu_scalar(x))

INLINE float gelu_tanh1(float x) {
    float cube = x * x * x;
    float inner = 0.7978845608028654f * FMAF(0.044715f, cube, x);
    return FMAF(0.5f * x, tanhf_(inner), 0.5f * x);
}
UNARY(gelutanh_f32, float, float, gelu_tanh1(x))
INLINE double gelu_tanh2(double x) {
    return 0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
}
UNARY_PLAIN(gelutanh_f64, double, gelu_tanh2(x))
UNARY(logsigmoid_f32, float, float, (x < 0 ? x : 0.0f) - log1pf_(exp_fast(-__builtin_fabsf(x))))
UNARY_PLAIN(logsigmoid_f64, double, (x < 0 ? x : 0.0) - log1p(exp(-__builtin_fabs(x))))
UNARY(elu_f32, float, float, x < 0 ? expm1f_(x * PARAM(float, 2)) * (PARAM(float, 0) * PARAM(float, 1)) : x * PARAM(float, 1))
UNARY_PLAIN(elu_f64, double, x < 0 ? expm1(x * PARAM(double, 2)) * (PARAM(double, 0) * PARAM(double, 1)) : x * PARAM(double, 1))
UNARY(softplus_f32, float, float, x * PARAM(float, 0) > PARAM(float, 1) ? x : log1pf_(exp_fast(x * PARAM(float, 0))) / PARAM(float, 0))
UNARY_PLAIN(softplus_f64, double, x * PARAM(double, 0) > PARAM(double, 1) ? x : log1p(exp(x * PARAM(double, 0))) / PARAM(double, 0))

/// A function that only the C library has: in double for both types.
#define UNARY_LIBRARY(NAME, EXPR)                                \
    UNARY_PLAIN(NAME##_f64, double, EXPR)                        \
    INLINE float NAME##_single(double x) { return (float)(EXPR); } \
    UNARY_PLAIN(NAME##_f32, float, NAME##_single((double)x))

UNARY_LIBRARY(tan, tan(x))
UNARY_LIBRARY(asin, asin(x))
UNARY_LIBRARY(acos, acos(x))
UNARY_LIBRARY(atan, atan(x))
UNARY_LIBRARY(sinh, sinh(x))
UNARY_LIBRARY(cosh, cosh(x))
UNARY_LIBRARY(asinh, asinh(x))
UNARY_LIBRARY(acosh, acosh(x))
UNARY_LIBRARY(atanh, atanh(x))
UNARY_LIBRARY(erf, erf(x))
UNARY_LIBRARY(erfc, erfc(x))
UNARY_LIBRARY(erfinv, ck_erfinv(x))
UNARY_LIBRARY(lgamma, ck_lgamma(x))
UNARY_LIBRARY(digamma, ck_digamma(x))

UNARY_PLAIN(exp_f64, double, exp(x))
UNARY_PLAIN(exp2_f64, double, exp2(x))
UNARY_PLAIN(expm1_f64, double, expm1(x))
UNARY_PLAIN(log_f64, double, log(x))
UNARY_PLAIN(log2_f64, double, log2(x))
UNARY_PLAIN(log10_f64, double, log10(x))
UNARY_PLAIN(log1p_f64, double, log1p(x))
UNARY_PLAIN(tanh_f64, double, tanh(x))
UNARY_PLAIN(sin_f64, double, sin(x))
UNARY_PLAIN(cos_f64, double, cos(x))
UNARY_PLAIN(sigmoid_f64, double, sigmoid_double(x))
UNARY_PLAIN(silu_f64, double, x / (1.0 + exp(-x)))
UNARY_PLAIN(gelu_f64, double, gelu_double(x))

UNARY(pow2_f32, float, float, x * x)
UNARY(pow3_f32, float, float, x * x * x)
UNARY(powm2_f32, float, float, 1 / (x * x))
UNARY(pow2_f64, double, double, x * x)
UNARY(pow3_f64, double, double, x * x * x)
UNARY(powm2_f64, double, double, 1 / (x * x))

#define POW_CONSTANT(SUFFIX)                                                                        \
    static void powconst_##SUFFIX(char *const *p, const int64_t *s, int64_t n, const void *arg) {   \
        double e = *(const double *)arg;                                                            \
        if (e == 2) pow2_##SUFFIX(p, s, n, arg);                                                    \
        else if (e == 3) pow3_##SUFFIX(p, s, n, arg);                                               \
        else if (e == -2) powm2_##SUFFIX(p, s, n, arg);                                             \
        else if (e == 0.5) sqrt_##SUFFIX(p, s, n, arg);                                             \
        else if (e == -0.5) rsqrt_##SUFFIX(p, s, n, arg);                                           \
        else reciprocal_##SUFFIX(p, s, n, arg);                                                     \
    }
POW_CONSTANT(f32)
POW_CONSTANT(f64)

#define ROW5(NAME) [CK_UINT8] = NAME##_u8, [CK_INT8] = NAME##_i8, [CK_INT16] = NAME##_i16, [CK_INT32] = NAME##_i32, [CK_INT64] = NAME##_i64
#define ROW2(NAME) [CK_FLOAT32] = NAME##_f32, [CK_FLOAT64] = NAME##_f64
#define ROW7(NAME) ROW5(NAME), ROW2(NAME)

const ck_loop TIER(ck_unary)[CK_UNARY_OPS][CK_DTYPES] = {
    [CK_NEG] = {ROW7(neg)}, [CK_ABS] = {ROW7(abs)}, [CK_SIGN] = {ROW7(sign)}, [CK_SQUARE] = {ROW7(square)},
    [CK_RELU] = {ROW7(relu)}, [CK_BITWISE_NOT] = {[CK_BOOL] = bitnot_b, ROW5(bitnot)},
    [CK_FLOOR] = {ROW2(floor)}, [CK_CEIL] = {ROW2(ceil)}, [CK_ROUND] = {ROW2(round)}, [CK_TRUNC] = {ROW2(trunc)},
    [CK_LOGICAL_NOT] = {[CK_BOOL] = lognot_b, ROW7(lognot)}, [CK_ISNAN] = {ROW2(isnan)}, [CK_ISINF] = {ROW2(isinf)},
    [CK_ISFINITE] = {ROW2(isfinite)}, [CK_SIGNBIT] = {ROW7(signbit)},
    [CK_EXP] = {ROW2(exp)}, [CK_EXP2] = {ROW2(exp2)}, [CK_EXPM1] = {ROW2(expm1)}, [CK_LOG] = {ROW2(log)},
    [CK_LOG2] = {ROW2(log2)}, [CK_LOG10] = {ROW2(log10)}, [CK_LOG1P] = {ROW2(log1p)}, [CK_SQRT] = {ROW2(sqrt)},
    [CK_RSQRT] = {ROW2(rsqrt)}, [CK_RECIPROCAL] = {ROW2(reciprocal)}, [CK_TANH] = {ROW2(tanh)},
    [CK_SIGMOID] = {ROW2(sigmoid)}, [CK_SIN] = {ROW2(sin)}, [CK_COS] = {ROW2(cos)}, [CK_TAN] = {ROW2(tan)},
    [CK_ASIN] = {ROW2(asin)}, [CK_ACOS] = {ROW2(acos)}, [CK_ATAN] = {ROW2(atan)}, [CK_SINH] = {ROW2(sinh)},
    [CK_COSH] = {ROW2(cosh)}, [CK_ASINH] = {ROW2(asinh)}, [CK_ACOSH] = {ROW2(acosh)}, [CK_ATANH] = {ROW2(atanh)},
    [CK_ERF] = {ROW2(erf)}, [CK_ERFC] = {ROW2(erfc)}, [CK_ERFINV] = {ROW2(erfinv)}, [CK_LGAMMA] = {ROW2(lgamma)},
    [CK_DIGAMMA] = {ROW2(digamma)}, [CK_FRAC] = {ROW2(frac)}, [CK_GELU] = {ROW2(gelu)},
    [CK_GELU_TANH] = {ROW2(gelutanh)}, [CK_SILU] = {ROW2(silu)}, [CK_LOG_SIGMOID] = {ROW2(logsigmoid)},
    [CK_CLAMP] = {ROW7(clamp)}, [CK_CLAMP_MIN] = {ROW2(clampmin)}, [CK_CLAMP_MAX] = {ROW2(clampmax)},
    [CK_THRESHOLD] = {ROW2(threshold)}, [CK_LEAKY_RELU] = {ROW2(leaky)}, [CK_ELU] = {ROW2(elu)},
    [CK_SOFTPLUS] = {ROW2(softplus)}, [CK_POW_CONSTANT] = {ROW2(powconst)},
};
