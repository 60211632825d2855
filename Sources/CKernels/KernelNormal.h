// Included once for each instruction level, after KernelMath.h: sixteen uniform numbers into sixteen normal ones by the
// Box–Muller transform, with the very polynomials (Cephes') and roundings of PyTorch's vector code, so that the
// streams are the same bit for bit.

INLINE float cephes_log(float x) {
    uint32_t b = bits_off(x < 1.17549435e-38f ? 1.17549435e-38f : x);
    float e = (float)((int32_t)(b >> 23) - 127) + 1.0f;
    float m = from_bitsf((b & 0x807FFFFFu) | 0x3F000000u);
    bool low = m < 0.707106781186547524f;
    float f = m - 1.0f;
    e = low ? e - 1.0f : e;
    f = low ? f + m : f;
    float z = f * f;
    float y = 7.0376836292E-2f;
    y = FMAF(y, f, -1.1514610310E-1f);
    y = FMAF(y, f, 1.1676998740E-1f);
    y = FMAF(y, f, -1.2420140846E-1f);
    y = FMAF(y, f, 1.4249322787E-1f);
    y = FMAF(y, f, -1.6668057665E-1f);
    y = FMAF(y, f, 2.0000714765E-1f);
    y = FMAF(y, f, -2.4999993993E-1f);
    y = FMAF(y, f, 3.3333331174E-1f);
    y = y * f;
    y = FMAF(y, z, e * -2.12194440e-4f);
    y = FMAF(-z, 0.5f, y);
    return FMAF(e, 0.693359375f, f + y);
}

INLINE void cephes_sincos(float x, float *sine, float *cosine) {
    uint32_t sign = bits_off(x) & 0x80000000u;
    x = __builtin_fabsf(x);
    int32_t j = ((int32_t)(x * 1.27323954473516f) + 1) & ~1;
    float k = (float)j;
    x = FMAF(k, -0.78515625f, x);
    x = FMAF(k, -2.4187564849853515625e-4f, x);
    x = FMAF(k, -3.77489497744594108e-8f, x);
    uint32_t sign_sin = sign ^ ((uint32_t)(j & 4) << 29);
    uint32_t sign_cos = (uint32_t)(~(j - 2) & 4) << 29;
    float z = x * x;
    float c = 2.443315711809948E-005f;
    c = FMAF(c, z, -1.388731625493765E-003f);
    c = FMAF(c, z, 4.166664568298827E-002f);
    c = c * z;
    c = FMAF(c, z, -(z * 0.5f));
    c = c + 1.0f;
    float s = -1.9515295891E-4f;
    s = FMAF(s, z, 8.3321608736E-3f);
    s = FMAF(s, z, -1.6666654611E-1f);
    s = s * z;
    s = FMAF(s, x, x);
    bool swap = (j & 2) != 0;
    *sine = from_bitsf(bits_off(swap ? c : s) ^ sign_sin);
    *cosine = from_bitsf(bits_off(swap ? s : c) ^ sign_cos);
}

void TIER(ck_normal_blocks)(float *data, int64_t blocks, float mean, float std) {
    for (int64_t b = 0; b < blocks; b++, data += 16) {
        _Pragma("clang loop vectorize(assume_safety)") for (int j = 0; j < 8; j++) {
            float u1 = 1.0f - data[j], u2 = data[j + 8];
            float radius = __builtin_sqrtf(-2.0f * cephes_log(u1));
            float s, c;
            cephes_sincos(6.28318530717958647692f * u2, &s, &c);
            data[j] = FMAF(radius * c, std, mean);
            data[j + 8] = FMAF(radius * s, std, mean);
        }
    }
}
