// Included once for each instruction level, after KernelMath.h: matrix products without a library.
//
// c (m × n, rows `ldc` apart) = a (m × k) · b (k × n), each operand with any strides, in elements. The sums run over
// k in order, as those of the reference do for small sizes.

/// Dot form: rows of a and columns of b are both runs of memory (b is a transposed weight).
#define GEMM_DOT(NAME, T)                                                                                    \
    static void NAME(const ck_gemm_args *g, int64_t from, int64_t to) {                                      \
        const T *a = g->a, *b = g->b;                                                                        \
        T *c = g->c;                                                                                         \
        for (int64_t i = from; i < to; i++) {                                                                \
            const T *row = a + i * g->rsa;                                                                   \
            int64_t j = 0;                                                                                   \
            for (; j + 4 <= g->n; j += 4) {                                                                  \
                const T *b0 = b + j * g->csb, *b1 = b0 + g->csb, *b2 = b1 + g->csb, *b3 = b2 + g->csb;       \
                T s0 = 0, s1 = 0, s2 = 0, s3 = 0;                                                            \
                for (int64_t p = 0; p < g->k; p++) {                                                         \
                    T x = row[p * g->csa];                                                                   \
                    s0 += x * b0[p * g->rsb];                                                                \
                    s1 += x * b1[p * g->rsb];                                                                \
                    s2 += x * b2[p * g->rsb];                                                                \
                    s3 += x * b3[p * g->rsb];                                                                \
                }                                                                                            \
                T *out = c + i * g->ldc + j;                                                                 \
                out[0] = s0, out[1] = s1, out[2] = s2, out[3] = s3;                                          \
            }                                                                                                \
            for (; j < g->n; j++) {                                                                          \
                const T *column = b + j * g->csb;                                                            \
                T s = 0;                                                                                     \
                for (int64_t p = 0; p < g->k; p++) s += row[p * g->csa] * column[p * g->rsb];                \
                c[i * g->ldc + j] = s;                                                                       \
            }                                                                                                \
        }                                                                                                    \
    }

/// Row form: b's rows are runs of memory, so that a row of c is built from scaled rows of b.
#define GEMM_ROWS(NAME, T)                                                                                   \
    static void NAME(const ck_gemm_args *g, int64_t from, int64_t to) {                                      \
        enum { BLOCK = 256, DEPTH = 128 };                                                                   \
        const T *a = g->a, *b = g->b;                                                                        \
        for (int64_t i = from; i < to; i++) memset((T *)g->c + i * g->ldc, 0, (size_t)g->n * sizeof(T));     \
        for (int64_t j0 = 0; j0 < g->n; j0 += BLOCK) {                                                       \
            int64_t width = g->n - j0 < BLOCK ? g->n - j0 : BLOCK;                                           \
            for (int64_t p0 = 0; p0 < g->k; p0 += DEPTH) {                                                   \
                int64_t end = g->k - p0 < DEPTH ? g->k : p0 + DEPTH;                                         \
                for (int64_t i = from; i < to; i++) {                                                        \
                    T *restrict out = (T *)g->c + i * g->ldc + j0;                                           \
                    for (int64_t p = p0; p < end; p++) {                                                     \
                        T x = a[i * g->rsa + p * g->csa];                                                    \
                        const T *restrict row = b + p * g->rsb + j0;                                         \
                        for (int64_t j = 0; j < width; j++) out[j] += x * row[j];                            \
                    }                                                                                        \
                }                                                                                            \
            }                                                                                                \
        }                                                                                                    \
    }

GEMM_DOT(dot_f32, float)
GEMM_DOT(dot_f64, double)
GEMM_DOT(dot_i64, uint64_t)
GEMM_ROWS(rows_f32, float)
GEMM_ROWS(rows_f64, double)
GEMM_ROWS(rows_i64, uint64_t)

void TIER(ck_gemm_plain)(const ck_gemm_args *g, int dtype, int64_t from, int64_t to) {
    bool rows = g->csb == 1 && g->n > 1;
    if (dtype == CK_FLOAT32) (rows ? rows_f32 : dot_f32)(g, from, to);
    else if (dtype == CK_FLOAT64) (rows ? rows_f64 : dot_f64)(g, from, to);
    else (rows ? rows_i64 : dot_i64)(g, from, to);
}
