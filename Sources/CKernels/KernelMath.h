// Included once for each instruction level, inside a `target` region: branch-free functions of one number that the
// compiler turns into vector code. The float ones compute in double, so that their results are correctly rounded
// in all but a few cases in a million, where PyTorch's own (MKL's "high accuracy") are in all but a few in a hundred.

#pragma clang fp contract(off)

#define INLINE static inline __attribute__((always_inline))

#if defined(CK_HAS_FMA)
#define FMAF(a, b, c) __builtin_fmaf(a, b, c)
#define FMA(a, b, c) __builtin_fma(a, b, c)
#else
#define FMAF(a, b, c) ((a) * (b) + (c))
#define FMA(a, b, c) ((a) * (b) + (c))
#endif

INLINE uint64_t bits_of(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}
INLINE double from_bits(uint64_t b) {
    double x;
    memcpy(&x, &b, sizeof x);
    return x;
}
INLINE uint32_t bits_off(float x) {
    uint32_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}
INLINE float from_bitsf(uint32_t b) {
    float x;
    memcpy(&x, &b, sizeof x);
    return x;
}

/// exp for arguments in [-700, 700], to about 1e-13.
INLINE double exp_core(double x) {
    const double magic = 0x1.8p52;
    double t = FMA(x, 0x1.71547652b82fep0, magic);
    double k = t - magic;
    double r = FMA(k, -0x1.62e42fefa39efp-1, x);
    r = FMA(k, -0x1.abc9e3b39803fp-56, r);
    double p = 2.7557319223985893e-06;
    p = FMA(p, r, 2.4801587301587302e-05);
    p = FMA(p, r, 1.9841269841269841e-04);
    p = FMA(p, r, 1.3888888888888889e-03);
    p = FMA(p, r, 8.3333333333333332e-03);
    p = FMA(p, r, 4.1666666666666664e-02);
    p = FMA(p, r, 1.6666666666666666e-01);
    p = FMA(p, r, 0.5);
    p = FMA(p, r, 1.0);
    p = FMA(p, r, 1.0);
    return p * from_bits((bits_of(t) + 1023) << 52);
}

/// log for normal positive doubles, to about 1e-12.
INLINE double log_core(double x) {
    uint64_t b = bits_of(x);
    uint64_t biased = b - 0x3fe6a09e00000000ull + (1024ull << 52);
    uint64_t e = biased >> 52;
    double k = from_bits(e | 0x4330000000000000ull) - (0x1p52 + 1024);
    double m = from_bits(b - ((e - 1024) << 52));
    double f = m - 1;
    // One Newton step makes a double reciprocal out of a float one, faster than dividing.
    double r = (double)(1.0f / (float)(2 + f));
    r = r * (2 - (2 + f) * r);
    double s = f * r;
    double z = s * s;
    double p = 1.0 / 13;
    p = FMA(p, z, 1.0 / 11);
    p = FMA(p, z, 1.0 / 9);
    p = FMA(p, z, 1.0 / 7);
    p = FMA(p, z, 1.0 / 5);
    p = FMA(p, z, 1.0 / 3);
    return FMA(k, 0x1.62e42fefa39efp-1, FMA(2 * s * z, p, 2 * s));
}

INLINE double clamped(double x, double low, double high) {
    x = x < low ? low : x;
    return x > high ? high : x;
}

INLINE float expf_(float x) { return (float)exp_core(clamped(x, -200, 200)); }

INLINE float exp2f_(float x) { return (float)exp_core(clamped((double)x * 0x1.62e42fefa39efp-1, -200, 200)); }

INLINE double log_any(double x) {
    double y = log_core(x > 0 && x < INFINITY ? x : 1.0);
    y = x > 0 ? y : (x == 0 ? -INFINITY : NAN);
    return x == INFINITY ? x : y;
}
#if defined(CK_HAS_FMA)
/// A float and what rounding took from it: the sum of both is the number.
typedef struct {
    float high, low;
} Pair;

INLINE Pair pair_sum(float x, float y) {
    float s = x + y, v = s - x;
    return (Pair){s, (x - (s - v)) + (y - v)};
}
INLINE Pair pair_quotient(Pair n, Pair d) {
    float t = 1.0f / d.high, s = n.high * t;
    float u = FMAF(t, n.high, -s), v = FMAF(-d.low, t, FMAF(-d.high, t, 1.0f));
    return (Pair){s, FMAF(s, v, FMAF(n.low, t, u))};
}
/// exponent * log 2 + 2 atanh(x), the steps that PyTorch's vector log and log1p share.
INLINE float log_of_parts(Pair x, float exponent) {
    float high = 0.69314718246459960938f * exponent;
    float low = FMAF(-1.904654323148236017e-09f, exponent, FMAF(0.69314718246459960938f, exponent, -high));
    float square = x.high * x.high;
    float t = FMAF(0.3027294874f, square, 0.3996108174f);
    t = FMAF(t, square, 0.6666694880f);
    float s = high + 2 * x.high;
    float rest = (((high - s) + 2 * x.high) + low) + 2 * x.low;
    float y = square * x.high * t;
    float total = s + y;
    return total + (((s - total) + y) + rest);
}

INLINE float logf_(float x) {
    bool tiny = x < 1.17549435e-38f;
    float d = tiny ? x * 0x1p64f : x;
    int32_t e = (int32_t)((bits_off(d * (1.0f / 0.75f)) >> 23) & 255) - 127;
    float m = from_bitsf(bits_off(d) - ((uint32_t)e << 23));
    float y = log_of_parts(pair_quotient(pair_sum(-1.0f, m), pair_sum(1.0f, m)), (float)(tiny ? e - 64 : e));
    y = x == INFINITY ? x : y;
    y = x < 0 || x != x ? NAN : y;
    return x == 0 ? -INFINITY : y;
}

INLINE float log1pf_(float x) {
    // Where one more is lost anyway, a smaller number of the same mantissa keeps the exponent in range.
    bool huge = x > 1e38f;
    float given = x, one = huge ? 0.0f : 1.0f;
    x = huge ? x * 0x1p-64f : x;
    float d = x + one;
    bool tiny = d < 1.17549435e-38f;
    d = tiny ? d * 0x1p64f : d;
    int32_t e = (int32_t)((bits_off(d * (1.0f / 0.75f)) >> 23) & 255) - 127;
    float t = from_bitsf((uint32_t)(127 - e) << 23);
    float m = FMAF(x, t, one * t - 1.0f), s = 2.0f + m;
    float exponent = (float)(tiny ? e - 64 : huge ? e + 64 : e);
    float y = log_of_parts(pair_quotient((Pair){m, 0}, (Pair){s, (2.0f - s) + m}), exponent);
    y = given == INFINITY ? given : y;
    y = x < -1 ? NAN : y;
    y = x == -1 ? -INFINITY : y;
    return x == 0 || x != x ? x : y;
}
#else
INLINE float logf_(float x) { return (float)log_any(x); }
INLINE float log1pf_(float x) {
    // 1 + x is exact in double for floats of ordinary size; below that the series has converged.
    double d = x;
    double y = log_any(1 + d);
    double small = d * (1 - d * (0.5 - d * (1.0 / 3)));
    return (float)(d < 1e-5 && d > -1e-5 ? small : y);
}
#endif

INLINE float log2f_(float x) { return (float)(log_any(x) * 0x1.71547652b82fep0); }
INLINE float log10f_(float x) { return (float)(log_any(x) * 0x1.bcb7b1526e50ep-2); }

INLINE float expm1f_(float x) {
    double d = clamped(x, -200, 200);
    double y = exp_core(d) - 1;
    double small = d * (1 + d * (0.5 + d * (1.0 / 6)));
    return (float)(d < 1e-4 && d > -1e-4 ? small : y);
}
INLINE float tanhf_(float x) {
    double d = clamped(x, -20, 20);
    double y = 1 - 2 / (exp_core(2 * d) + 1);
    double small = d - d * d * d * (1.0 / 3);
    return (float)(d < 1e-3 && d > -1e-3 ? small : y);
}

/// Sine of r and cosine of r for |r| <= pi/4, to about 1e-13.
INLINE double sin_poly(double r) {
    double z = r * r;
    double p = 1.6059043836821613e-10;
    p = FMA(p, z, -2.5052108385441720e-08);
    p = FMA(p, z, 2.7557319223985893e-06);
    p = FMA(p, z, -1.9841269841269841e-04);
    p = FMA(p, z, 8.3333333333333332e-03);
    p = FMA(p, z, -1.6666666666666666e-01);
    return FMA(r * z, p, r);
}
INLINE double cos_poly(double r) {
    double z = r * r;
    double p = 2.0876756987868099e-09;
    p = FMA(p, z, -2.7557319223985888e-07);
    p = FMA(p, z, 2.4801587301587302e-05);
    p = FMA(p, z, -1.3888888888888889e-03);
    p = FMA(p, z, 4.1666666666666664e-02);
    p = FMA(p, z, -0.5);
    return FMA(z, p, 1.0);
}

/// sin(x + quarter * pi/2) for |x| < 1e5.
INLINE double sin_quarter(double x, uint64_t quarter) {
    const double magic = 0x1.8p52;
    double t = FMA(x, 0x1.45f306dc9c883p-1, magic);
    double k = t - magic;
    double r = FMA(k, -0x1.921fb54442d18p0, x);
    r = FMA(k, -0x1.1a62633145c07p-54, r);
    uint64_t q = bits_of(t) + quarter;
    double y = (q & 1) ? cos_poly(r) : sin_poly(r);
    return from_bits(bits_of(y) ^ ((q & 2) << 62));
}
INLINE float sinf_(float x) { return (float)sin_quarter(x, 0); }
INLINE float cosf_(float x) { return (float)sin_quarter(x, 1); }

/// The float exp of PyTorch's AVX2 kernels for sigmoid, softmax and their like (an algorithm with an error of up to
/// one unit in the last place, so that its very steps must be taken to get the same bits).
INLINE float exp_fast(float x) {
    float c = x < -104.0f ? -104.0f : x;
    c = c > 100.0f ? 100.0f : c;
    float q = __builtin_rintf(c * 1.442695040888963407359924681001892137426645954152985934135449406931f);
    float s = FMAF(q, -0.693145751953125f, c);
    s = FMAF(q, -1.428606765330187045e-06f, s);
    float u = 0.000198527617612853646278381f;
    u = FMAF(u, s, 0.00139304355252534151077271f);
    u = FMAF(u, s, 0.00833336077630519866943359f);
    u = FMAF(u, s, 0.0416664853692054748535156f);
    u = FMAF(u, s, 0.166666671633720397949219f);
    u = FMAF(u, s, 0.5f);
    u = 1.0f + FMAF(s * s, u, s);
    int32_t k = (int32_t)q;
    int32_t half = k >> 1;
    u = u * from_bitsf((uint32_t)(half + 127) << 23) * from_bitsf((uint32_t)(k - half + 127) << 23);
    u = x < -104.0f ? 0.0f : u;
    return x > 100.0f ? INFINITY : u;
}

INLINE float sigmoid_vector(float x) { return 1.0f / (1.0f + exp_fast(-x)); }
INLINE float sigmoid_scalar(float x) { return 1.0f / (1.0f + expf_(-x)); }
INLINE double sigmoid_double(double x) { return 1.0 / (1.0 + exp(-x)); }

/// The faster and coarser exp that PyTorch's vector erf uses.
INLINE float exp_coarse(float x) {
    float c = x > 88.72283935546875f ? 88.72283935546875f : x;
    c = c < -87.33654022216796875f ? -87.33654022216796875f : c;
    float k = __builtin_floorf(FMAF(c, 1.44269502162933349609375f, 0.5f));
    float r = FMAF(-k, 0.693147182464599609375f, c);
    float p = FMAF(r, 0.00828929059207439423f, 0.0418978221714496613f);
    p = FMAF(p, r, 0.166676521301269531f);
    p = FMAF(p, r, 0.499991506338119507f);
    p = FMAF(p, r, 0.999999701976776123f);
    p = FMAF(p, r, 1.0f);
    float y = p * from_bitsf((uint32_t)((int32_t)(k - 1) + 127) << 23) * 2;
    return x < -87.33654022216796875f ? 0 : y;
}

/// erf as PyTorch's gelu approximates it (Abramowitz and Stegun 7.1.26).
INLINE float erf_coarse(float x) {
    float a = __builtin_fabsf(x);
    float t = 1.0f / FMAF(0.3275911f, a, 1.0f);
    float r = FMAF(1.061405429f, t, -1.453152027f);
    r = FMAF(r, t, 1.421413741f);
    r = FMAF(r, t, -0.284496736f);
    r = FMAF(r, t, 0.254829592f);
    float y = FMAF(-exp_coarse(-(x * x)) * t, r, 1.0f);
    return __builtin_copysignf(y, x);
}
INLINE float gelu_vector(float x) { return FMAF(x * 0.5f, erf_coarse(x * 0.70710678118654752440f), x * 0.5f); }
INLINE float gelu_scalar(float x) {
    float e = (float)erf((double)(x * 0.70710678118654752440f));
    return x * 0.5f * (1.0f + e);
}
INLINE double gelu_double(double x) { return x * 0.5 * (1.0 + erf(x * 0.70710678118654752440)); }

INLINE float silu_vector(float x) { return x / (1.0f + exp_fast(-x)); }
INLINE float silu_scalar(float x) { return x / (1.0f + expf_(-x)); }
