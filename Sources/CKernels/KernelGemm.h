// Included once for each instruction level, after KernelMath.h and KernelReduce.h: matrix products without a library.
//
// The order in which products are added, and whether they are fused, follows what the reference does for each shape
// and orientation, so that small products agree with it to the bit:
//  - four rows and twelve columns or more: each element is one chain of fused operations over k, in blocks of 192;
//  - smaller, with k contiguous in both operands (`x @ w.T`): sums in four (or eight) lanes, not fused, begun where
//    the row of a is aligned; a vector times a matrix has lane patterns of its own;
//  - otherwise: one plain sum over k, not fused.

typedef float v4f __attribute__((vector_size(16), aligned(4), may_alias));

#if defined(CK_HAS_FMA)
#define VFMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define VFMA(a, b, c) ((a) * (b) + (c))
#endif

enum { PANEL = 16, DEEPEST = 192 };

/// ROWS rows of c by one panel of 16 columns: `depth` steps of k from `a` (strides rsa, csa) and the packed panel `b`.
/// `width` of the columns exist.
#define PANEL_KERNEL(ROWS)                                                                                   \
    static void panel_##ROWS(                                                                                \
        float *c, int64_t ldc, int64_t width, const float *a, int64_t rsa, int64_t csa, const float *b,      \
        int64_t depth, bool first) {                                                                         \
        v8f acc[ROWS][2];                                                                                    \
        memset(acc, 0, sizeof acc);                                                                          \
        for (int64_t p = 0; p < depth; p++, a += csa, b += PANEL) {                                          \
            v8f b0 = *(const v8f *)b, b1 = *(const v8f *)(b + 8);                                            \
            _Pragma("unroll") for (int r = 0; r < ROWS; r++) {                                               \
                float s = a[r * rsa];                                                                        \
                v8f x = {s, s, s, s, s, s, s, s};                                                            \
                acc[r][0] = VFMA(x, b0, acc[r][0]);                                                          \
                acc[r][1] = VFMA(x, b1, acc[r][1]);                                                          \
            }                                                                                                \
        }                                                                                                    \
        for (int r = 0; r < ROWS; r++) {                                                                     \
            float *row = c + r * ldc;                                                                        \
            if (width == PANEL) {                                                                            \
                *(v8f *)row = first ? acc[r][0] : *(v8f *)row + acc[r][0];                                   \
                *(v8f *)(row + 8) = first ? acc[r][1] : *(v8f *)(row + 8) + acc[r][1];                       \
            } else {                                                                                         \
                for (int64_t j = 0; j < width; j++)                                                          \
                    row[j] = first ? acc[r][j / 8][j % 8] : row[j] + acc[r][j / 8][j % 8];                   \
            }                                                                                                \
        }                                                                                                    \
    }
PANEL_KERNEL(1)
PANEL_KERNEL(2)
PANEL_KERNEL(3)
PANEL_KERNEL(4)
PANEL_KERNEL(5)
PANEL_KERNEL(6)

/// Columns [0, width) of b, `depth` steps of k, as panels of 16 columns one after another, the last filled with zeros.
static void pack_columns(float *out, const float *b, int64_t rsb, int64_t csb, int64_t depth, int64_t width) {
    for (int64_t j = 0; j < width; j += PANEL, out += depth * PANEL) {
        int64_t columns = width - j < PANEL ? width - j : PANEL;
        if (columns < PANEL) memset(out, 0, (size_t)(depth * PANEL) * sizeof(float));
        const float *from = b + j * csb;
        if (csb == 1) {
            for (int64_t p = 0; p < depth; p++) memcpy(out + p * PANEL, from + p * rsb, (size_t)columns * sizeof(float));
        } else {
            for (int64_t q = 0; q < columns; q++)
                for (int64_t p = 0; p < depth; p++) out[p * PANEL + q] = from[p * rsb + q * csb];
        }
    }
}

enum { TALL = 6, ROW_BLOCK = 96, COLUMN_BLOCK = 2048 };

/// Rows of a as slices of six, `depth` steps of k each, so that the kernel reads them in one run.
static void pack_rows(float *out, const float *a, int64_t rsa, int64_t csa, int64_t rows, int64_t depth) {
    for (int64_t i = 0; i < rows; i += TALL, out += depth * TALL) {
        int64_t count = rows - i < TALL ? rows - i : TALL;
        for (int64_t r = 0; r < count; r++) {
            const float *from = a + (i + r) * rsa;
            for (int64_t p = 0; p < depth; p++) out[p * TALL + r] = from[p * csa];
        }
    }
}

static void run_panel(
    int64_t rows, float *c, int64_t ldc, int64_t width, const float *a, int64_t rsa, int64_t csa, const float *b,
    int64_t depth, bool first) {
    switch (rows) {
    case 1: panel_1(c, ldc, width, a, rsa, csa, b, depth, first); break;
    case 2: panel_2(c, ldc, width, a, rsa, csa, b, depth, first); break;
    case 3: panel_3(c, ldc, width, a, rsa, csa, b, depth, first); break;
    case 4: panel_4(c, ldc, width, a, rsa, csa, b, depth, first); break;
    case 5: panel_5(c, ldc, width, a, rsa, csa, b, depth, first); break;
    default: panel_6(c, ldc, width, a, rsa, csa, b, depth, first); break;
    }
}

/// Rows [from, to) as chains of fused operations.
static void chain_rows(const ck_gemm_args *g, int64_t from, int64_t to) {
    float small[DEEPEST * PANEL];
    int64_t block = ck_block_depth(g->k), columns = g->n < COLUMN_BLOCK ? g->n : COLUMN_BLOCK;
    size_t b_bytes = (size_t)((columns + PANEL - 1) / PANEL * PANEL * block) * sizeof(float);
    size_t a_bytes = (size_t)(ROW_BLOCK * block) * sizeof(float);
    bool packs_rows = g->n >= 64;
    float *packed = b_bytes <= sizeof small && !packs_rows ? small : ck_allocate(b_bytes + a_bytes);
    if (!packed) {
        // Without memory to work in, one panel at a time will do.
        packed = small;
        columns = PANEL;
        packs_rows = false;
    }
    float *slices = packed + b_bytes / sizeof(float);
    for (int64_t j0 = 0; j0 < g->n; j0 += columns) {
        int64_t width = g->n - j0 < columns ? g->n - j0 : columns;
        for (int64_t p0 = 0; p0 < g->k; p0 += block) {
            int64_t depth = g->k - p0 < block ? g->k - p0 : block;
            pack_columns(packed, (const float *)g->b + p0 * g->rsb + j0 * g->csb, g->rsb, g->csb, depth, width);
            for (int64_t i0 = from; i0 < to; i0 += ROW_BLOCK) {
                int64_t rows = to - i0 < ROW_BLOCK ? to - i0 : ROW_BLOCK;
                const float *a = (const float *)g->a + i0 * g->rsa + p0 * g->csa;
                if (packs_rows) pack_rows(slices, a, g->rsa, g->csa, rows, depth);
                for (int64_t j = 0; j < width; j += PANEL) {
                    int64_t wide = width - j < PANEL ? width - j : PANEL;
                    for (int64_t i = 0; i < rows; i += TALL) {
                        int64_t high = rows - i < TALL ? rows - i : TALL;
                        run_panel(
                            high, (float *)g->c + (i0 + i) * g->ldc + j0 + j, g->ldc, wide,
                            packs_rows ? slices + i * depth : a + i * g->rsa, packs_rows ? 1 : g->rsa,
                            packs_rows ? TALL : g->csa, packed + j * depth, depth, p0 == 0);
                    }
                }
            }
        }
    }
    if (packed != small) ck_release(packed, b_bytes + a_bytes);
}

INLINE float fold4(v4f v) { return (v[0] + v[2]) + (v[1] + v[3]); }

/// A dot product: `head` steps into the first lane, then whole vectors of `lanes` (4, 8, or -4 for vectors of 4 taken
/// in pairs), then what is left, one by one.
static float lane_dot(const float *x, const float *y, int64_t k, int64_t head, int lanes) {
    if (head > k) head = k;
    v4f low = {0}, high = {0};
    for (int64_t p = 0; p < head; p++) low[0] += x[p] * y[p];
    int64_t p = head;
    if (lanes == 4) {
        for (; p + 4 <= k; p += 4) low += *(const v4f *)(x + p) * *(const v4f *)(y + p);
    } else if (lanes == 8) {
        for (; p + 8 <= k; p += 8) {
            low += *(const v4f *)(x + p) * *(const v4f *)(y + p);
            high += *(const v4f *)(x + p + 4) * *(const v4f *)(y + p + 4);
        }
        low += high;
    } else {
        for (; p + 8 <= k; p += 8) {
            low += *(const v4f *)(x + p) * *(const v4f *)(y + p);
            low += *(const v4f *)(x + p + 4) * *(const v4f *)(y + p + 4);
        }
    }
    float sum = fold4(low);
    for (; p < k; p++) sum += x[p] * y[p];
    return sum;
}

/// Four `lane_dot`s of one row with four columns, in four lanes.
static void lane_dot4(float *out, const float *x, const float *y, int64_t stride, int64_t k, int64_t head) {
    if (head > k) head = k;
    v4f s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    const float *y1 = y + stride, *y2 = y1 + stride, *y3 = y2 + stride;
    for (int64_t p = 0; p < head; p++) {
        s0[0] += x[p] * y[p];
        s1[0] += x[p] * y1[p];
        s2[0] += x[p] * y2[p];
        s3[0] += x[p] * y3[p];
    }
    int64_t p = head;
    for (; p + 4 <= k; p += 4) {
        v4f v = *(const v4f *)(x + p);
        s0 += v * *(const v4f *)(y + p);
        s1 += v * *(const v4f *)(y1 + p);
        s2 += v * *(const v4f *)(y2 + p);
        s3 += v * *(const v4f *)(y3 + p);
    }
    float t0 = fold4(s0), t1 = fold4(s1), t2 = fold4(s2), t3 = fold4(s3);
    for (; p < k; p++) {
        t0 += x[p] * y[p];
        t1 += x[p] * y1[p];
        t2 += x[p] * y2[p];
        t3 += x[p] * y3[p];
    }
    out[0] = t0, out[1] = t1, out[2] = t2, out[3] = t3;
}

/// Rows [from, to) as dot products in lanes; k is contiguous in both operands.
static void lane_rows(const ck_gemm_args *g, int64_t from, int64_t to) {
    for (int64_t i = from; i < to; i++) {
        const float *x = (const float *)g->a + i * g->rsa, *y = g->b;
        float *out = (float *)g->c + i * g->ldc;
        int64_t head = (4 - (int64_t)((uintptr_t)x / sizeof(float) % 4)) % 4, j = 0;
        for (; j + 4 <= g->n; j += 4) lane_dot4(out + j, x, y + j * g->csb, g->csb, g->k, head);
        for (; j < g->n; j++) out[j] = lane_dot(x, y + j * g->csb, g->k, head, 8);
    }
}

/// A vector against `rows` rows, as BLAS's matrix–vector product adds them: blocks of four rows, then the rest.
static void vector_rows(
    float *out, int64_t step, const float *rows, int64_t stride, int64_t count, const float *x, int64_t k) {
    int64_t head = k > 0 ? (k - 1) % 4 + 1 : 0, j = 0;
    for (; j + 4 <= count; j += 4) {
        float four[4];
        lane_dot4(four, x, rows + j * stride, stride, k, head);
        for (int q = 0; q < 4; q++) out[(j + q) * step] = four[q];
    }
    for (int rest = 0; j < count; j++, rest++)
        out[j * step] = lane_dot(x, rows + j * stride, k, 4, rest == 1 ? -4 : 8);
}

/// Dot form: one plain sum for each element.
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

static void plain_f32(const ck_gemm_args *g, int64_t from, int64_t to) {
    bool lanes = (g->csa == 1 || g->k == 1) && (g->rsb == 1 || g->k == 1);
    if (lanes && g->csb != 1 && g->m > 1 && g->n > 1) lane_rows(g, from, to);
    else if (g->csb == 1 && g->n > 1) rows_f32(g, from, to);
    else dot_f32(g, from, to);
}

static void gemm_f32(const ck_gemm_args *g, int64_t from, int64_t to) {
    bool dots = g->csa == 1 && g->rsb == 1 && !(g->m == 1 && g->n == 1 && g->csb == 1);
    if (g->n == 1 && dots) {
        // Callers split rows at multiples of four, which the loop takes together.
        vector_rows(
            (float *)g->c + from * g->ldc, g->ldc, (const float *)g->a + from * g->rsa, g->rsa, to - from, g->b, g->k);
    } else if (g->m == 1 && dots && g->csb != 1) {
        vector_rows(g->c, 1, g->b, g->csb, g->n, g->a, g->k);
    } else if (g->m >= 4 && g->n >= 12) {
        int64_t whole = g->k > 16 || g->n > 16 ? g->m - g->m % 4 : g->m;
        if (whole > to) whole = to;
        if (from < whole) chain_rows(g, from, whole);
        if (whole < to) plain_f32(g, from > whole ? from : whole, to);
    } else {
        plain_f32(g, from, to);
    }
}

void TIER(ck_gemm_plain)(const ck_gemm_args *g, int dtype, int64_t from, int64_t to) {
    bool rows = g->csb == 1 && g->n > 1;
    if (dtype == CK_FLOAT32) gemm_f32(g, from, to);
    else if (dtype == CK_FLOAT64) (rows ? rows_f64 : dot_f64)(g, from, to);
    else (rows ? rows_i64 : dot_i64)(g, from, to);
}
