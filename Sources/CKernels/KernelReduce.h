// Included once for each instruction level, after KernelMath.h: reductions and softmax.
//
// Sums of floats follow PyTorch's cascade: four running rows of (vectors of) partial sums over four levels, so that
// rounding errors stay small and the printed digits agree.

typedef float v8f __attribute__((vector_size(32), aligned(4), may_alias));
typedef double v4d __attribute__((vector_size(32), aligned(8), may_alias));

static int64_t level_power(int64_t size) {
    int64_t log = 0;
    while (((int64_t)1 << log) < size) log++;
    return log / 4 > 4 ? log / 4 : 4;
}

/// Sums `size` items for each of 4 columns into `sums`: item (i, k) lies at `in + i * row + k * column`.
#define CASCADE4(NAME, V)                                                                                    \
    static void NAME(const char *in, int64_t row, int64_t column, int64_t size, V *sums) {                   \
        int64_t power = level_power(size), step = (int64_t)1 << power, mask = step - 1;                      \
        V acc[4][4];                                                                                         \
        memset(acc, 0, sizeof acc);                                                                          \
        int64_t i = 0;                                                                                       \
        while (i + step <= size) {                                                                           \
            V a0 = acc[0][0], a1 = acc[0][1], a2 = acc[0][2], a3 = acc[0][3];                                \
            for (int64_t j = 0; j < step; j++, i++) {                                                        \
                const char *at = in + i * row;                                                               \
                a0 += *(const V *)at;                                                                        \
                a1 += *(const V *)(at + column);                                                             \
                a2 += *(const V *)(at + 2 * column);                                                         \
                a3 += *(const V *)(at + 3 * column);                                                         \
            }                                                                                                \
            acc[0][0] = a0, acc[0][1] = a1, acc[0][2] = a2, acc[0][3] = a3;                                  \
            for (int j = 1; j < 4; j++) {                                                                    \
                for (int k = 0; k < 4; k++) {                                                                \
                    acc[j][k] += acc[j - 1][k];                                                              \
                    memset(&acc[j - 1][k], 0, sizeof(V));                                                    \
                }                                                                                            \
                if (i & (mask << (j * power))) break;                                                        \
            }                                                                                                \
        }                                                                                                    \
        for (; i < size; i++)                                                                                \
            for (int k = 0; k < 4; k++) acc[0][k] += *(const V *)(in + i * row + k * column);                \
        for (int j = 1; j < 4; j++)                                                                          \
            for (int k = 0; k < 4; k++) acc[0][k] += acc[j][k];                                              \
        for (int k = 0; k < 4; k++) sums[k] = acc[0][k];                                                     \
    }

/// Sums `size` items at `stride`, seen as rows of four.
#define ROW_SUM(NAME, CASCADE, V)                                                                            \
    static void NAME(const char *in, int64_t stride, int64_t size, V *sum) {                                 \
        V sums[4];                                                                                           \
        int64_t quads = size / 4;                                                                            \
        CASCADE(in, stride * 4, stride, quads, sums);                                                        \
        for (int64_t i = quads * 4; i < size; i++) sums[0] += *(const V *)(in + i * stride);                 \
        *sum = ((sums[0] + sums[1]) + sums[2]) + sums[3];                                                    \
    }

#define SUM_LOOPS(SUFFIX, T, V, LANES)                                                                       \
    CASCADE4(cascade_v_##SUFFIX, V)                                                                          \
    CASCADE4(cascade_s_##SUFFIX, T)                                                                          \
    ROW_SUM(rowsum_v_##SUFFIX, cascade_v_##SUFFIX, V)                                                        \
    ROW_SUM(rowsum_s_##SUFFIX, cascade_s_##SUFFIX, T)                                                        \
    static void fold_row_##SUFFIX(char *out, const char *in, const ck_reduce_shape *r) {                     \
        T sum;                                                                                               \
        rowsum_s_##SUFFIX(in, r->in0, r->size0, &sum);                                                       \
        *(T *)out += sum;                                                                                    \
    }                                                                                                        \
    static void inner_##SUFFIX(char *out, const char *in, const ck_reduce_shape *r) {                        \
        for (int64_t j = 0; j < r->size1; j++) {                                                             \
            const char *row = in + j * r->in1;                                                               \
            int64_t vectors = r->size0 / LANES;                                                              \
            V v;                                                                                             \
            T total = 0;                                                                                     \
            rowsum_v_##SUFFIX(row, sizeof(V), vectors, &v);                                                  \
            for (int64_t k = vectors * LANES; k < r->size0; k++) total += ((const T *)row)[k];               \
            for (int k = 0; k < LANES; k++) total += v[k];                                                   \
            *(T *)(out + j * r->out1) += total;                                                              \
        }                                                                                                    \
    }                                                                                                        \
    static void outer_##SUFFIX(char *out, const char *in, const ck_reduce_shape *r) {                        \
        int64_t j = 0;                                                                                       \
        for (; j + 4 * LANES <= r->size1; j += 4 * LANES) {                                                  \
            V sums[4];                                                                                       \
            cascade_v_##SUFFIX(in + j * sizeof(T), r->in0, sizeof(V), r->size0, sums);                       \
            for (int k = 0; k < 4 * LANES; k++) *(T *)(out + (j + k) * r->out1) += sums[k / LANES][k % LANES]; \
        }                                                                                                    \
        for (; j + LANES <= r->size1; j += LANES) {                                                          \
            V v;                                                                                             \
            rowsum_v_##SUFFIX(in + j * sizeof(T), r->in0, r->size0, &v);                                     \
            for (int k = 0; k < LANES; k++) *(T *)(out + (j + k) * r->out1) += v[k];                         \
        }                                                                                                    \
        for (; j < r->size1; j++) fold_row_##SUFFIX(out + j * r->out1, in + j * sizeof(T), r);               \
    }                                                                                                        \
    static void sum_##SUFFIX(char *out, const char *in, const ck_reduce_shape *r) {                          \
        if (r->in0 == sizeof(T) && r->size0 >= LANES) {                                                      \
            inner_##SUFFIX(out, in, r);                                                                      \
        } else if (r->in1 == sizeof(T) && r->size1 >= LANES && r->out1 != 0) {                               \
            outer_##SUFFIX(out, in, r);                                                                      \
        } else if (r->in0 < r->in1) {                                                                        \
            for (int64_t j = 0; j < r->size1; j++) fold_row_##SUFFIX(out + j * r->out1, in + j * r->in1, r); \
        } else {                                                                                             \
            int64_t j = 0;                                                                                   \
            for (; j + 3 < r->size1; j += 4) {                                                               \
                T sums[4];                                                                                   \
                cascade_s_##SUFFIX(in + j * r->in1, r->in0, r->in1, r->size0, sums);                         \
                for (int k = 0; k < 4; k++) *(T *)(out + (j + k) * r->out1) += sums[k];                      \
            }                                                                                                \
            for (; j < r->size1; j++) fold_row_##SUFFIX(out + j * r->out1, in + j * r->in1, r);              \
        }                                                                                                    \
    }

SUM_LOOPS(f32, float, v8f, 8)
SUM_LOOPS(f64, double, v4d, 4)

/// A reduction without an order to keep: along the contiguous side, whichever that is.
#define FOLD(NAME, T, EXPR)                                                                                  \
    static void NAME(char *out, const char *in, const ck_reduce_shape *r) {                                  \
        if (r->out1 != 0 && r->in1 == sizeof(T) && r->out1 == sizeof(T)) {                                   \
            T *restrict o = (T *)out;                                                                        \
            for (int64_t i = 0; i < r->size0; i++) {                                                         \
                const T *restrict row = (const T *)(in + i * r->in0);                                        \
                for (int64_t j = 0; j < r->size1; j++) {                                                     \
                    T x = o[j], y = row[j];                                                                  \
                    o[j] = (T)(EXPR);                                                                        \
                }                                                                                            \
            }                                                                                                \
            return;                                                                                          \
        }                                                                                                    \
        for (int64_t j = 0; j < r->size1; j++) {                                                             \
            T x = *(T *)(out + j * r->out1);                                                                 \
            const char *row = in + j * r->in1;                                                               \
            for (int64_t i = 0; i < r->size0; i++) {                                                         \
                T y = *(const T *)(row + i * r->in0);                                                        \
                x = (T)(EXPR);                                                                               \
            }                                                                                                \
            *(T *)(out + j * r->out1) = x;                                                                   \
        }                                                                                                    \
    }

FOLD(sum_i64, int64_t, (uint64_t)x + (uint64_t)y)
FOLD(prod_i64, int64_t, (uint64_t)x *(uint64_t)y)
FOLD(prod_f32, float, x *y)
FOLD(prod_f64, double, x *y)
FOLD(any_b, ck_bool, (x | y) != 0)
FOLD(all_b, ck_bool, (x & y) != 0)
FOLD(squares_f64, double, x + y * y)
FOLD(magnitudes_f64, double, x + __builtin_fabs(y))
FOLD(amax_u8, uint8_t, x > y ? x : y)
FOLD(amin_u8, uint8_t, x < y ? x : y)
FOLD(amax_i8, int8_t, x > y ? x : y)
FOLD(amin_i8, int8_t, x < y ? x : y)
FOLD(amax_i16, int16_t, x > y ? x : y)
FOLD(amin_i16, int16_t, x < y ? x : y)
FOLD(amax_i32, int32_t, x > y ? x : y)
FOLD(amin_i32, int32_t, x < y ? x : y)
FOLD(amax_i64, int64_t, x > y ? x : y)
FOLD(amin_i64, int64_t, x < y ? x : y)
FOLD(amax_f32, float, MAXIMUM(x, y))
FOLD(amin_f32, float, MINIMUM(x, y))
FOLD(amax_f64, double, MAXIMUM(x, y))
FOLD(amin_f64, double, MINIMUM(x, y))

const ck_fold TIER(ck_folds)[CK_REDUCTIONS][CK_DTYPES] = {
    [CK_SUM] = {[CK_INT64] = sum_i64, ROW2(sum)}, [CK_PROD] = {[CK_INT64] = prod_i64, ROW2(prod)},
    [CK_AMAX] = {[CK_BOOL] = any_b, ROW7(amax)}, [CK_AMIN] = {[CK_BOOL] = all_b, ROW7(amin)},
    [CK_ANY] = {[CK_BOOL] = any_b}, [CK_ALL] = {[CK_BOOL] = all_b},
    [CK_SUM_SQUARES] = {[CK_FLOAT64] = squares_f64}, [CK_SUM_ABS] = {[CK_FLOAT64] = magnitudes_f64}};

/// Adds up a vector's lanes as PyTorch's vector code does: halves, then quarters, then neighbours.
INLINE float lanes_sum(const v8f *lanes) {
    v8f v = *lanes;
    float a = v[0] + v[4], b = v[1] + v[5], c = v[2] + v[6], d = v[3] + v[7];
    return (a + c) + (b + d);
}

static float row_max(const float *x, int64_t n) {
    float m = x[0];
    for (int64_t i = 1; i < n; i++) m = MAXIMUM(x[i], m);
    return m;
}

/// The sum of `term(i)` over a row in the order of PyTorch's `vec::map_reduce_all`.
#define ROW_REDUCE(RESULT, N, TERM)                                                                          \
    float RESULT;                                                                                            \
    if (N < 8) {                                                                                             \
        int64_t i = 0;                                                                                       \
        RESULT = TERM;                                                                                       \
        for (i = 1; i < N; i++) RESULT += TERM;                                                              \
    } else {                                                                                                 \
        v8f lanes = {0};                                                                                     \
        int64_t i = 0;                                                                                       \
        for (; i + 8 <= N; i += 8) {                                                                         \
            v8f terms;                                                                                       \
            int64_t first = i;                                                                               \
            for (int k = 0; k < 8; k++, i++) terms[k] = TERM;                                                \
            i = first;                                                                                       \
            lanes = first == 0 ? terms : lanes + terms;                                                      \
        }                                                                                                    \
        for (int k = 0; i < N; i++, k++) lanes[k] += TERM;                                                   \
        RESULT = lanes_sum(&lanes);                                                                          \
    }

static void softmax_f32(float *out, const float *in, int64_t n) {
    float m = row_max(in, n);
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) out[i] = exp_fast(in[i] - m);
    ROW_REDUCE(sum, n, out[i])
    float scale = 1.0f / sum;
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) out[i] *= scale;
}
static void log_softmax_f32(float *out, const float *in, int64_t n) {
    float m = row_max(in, n);
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) out[i] = exp_fast(in[i] - m);
    ROW_REDUCE(sum, n, out[i])
    float log = logf_(sum);
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) out[i] = in[i] - m - log;
}
static void softmax_back_f32(float *out, const float *grad, const float *y, int64_t n) {
    ROW_REDUCE(sum, n, grad[i] * y[i])
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++) out[i] = (grad[i] - sum) * y[i];
}
static void log_softmax_back_f32(float *out, const float *grad, const float *y, int64_t n) {
    ROW_REDUCE(sum, n, grad[i])
    _Pragma("clang loop vectorize(assume_safety)") for (int64_t i = 0; i < n; i++)
        out[i] = FMAF(-exp_fast(y[i]), sum, grad[i]);
}

static void softmax_f64(double *out, const double *in, int64_t n, bool log_) {
    double m = in[0], sum = 0;
    for (int64_t i = 1; i < n; i++) m = MAXIMUM(in[i], m);
    for (int64_t i = 0; i < n; i++) sum += out[i] = exp(in[i] - m);
    double tail = log(sum);
    for (int64_t i = 0; i < n; i++) out[i] = log_ ? in[i] - m - tail : out[i] / sum;
}
static void softmax_back_f64(double *out, const double *grad, const double *y, int64_t n, bool log_) {
    double sum = 0;
    for (int64_t i = 0; i < n; i++) sum += log_ ? grad[i] : grad[i] * y[i];
    for (int64_t i = 0; i < n; i++) out[i] = log_ ? grad[i] - exp(y[i]) * sum : (grad[i] - sum) * y[i];
}

void TIER(ck_softmax_rows)(void *out, const void *in, int64_t rows, int64_t n, int dtype, bool log) {
    for (int64_t r = 0; r < rows && n > 0; r++) {
        if (dtype == CK_FLOAT64) softmax_f64((double *)out + r * n, (const double *)in + r * n, n, log);
        else if (log) log_softmax_f32((float *)out + r * n, (const float *)in + r * n, n);
        else softmax_f32((float *)out + r * n, (const float *)in + r * n, n);
    }
}
void TIER(ck_softmax_backward_rows)(
    void *out, const void *g, const void *y, int64_t rows, int64_t n, int dtype, bool log) {
    for (int64_t r = 0; r < rows && n > 0; r++) {
        int64_t at = r * n;
        if (dtype == CK_FLOAT64)
            softmax_back_f64((double *)out + at, (const double *)g + at, (const double *)y + at, n, log);
        else if (log) log_softmax_back_f32((float *)out + at, (const float *)g + at, (const float *)y + at, n);
        else softmax_back_f32((float *)out + at, (const float *)g + at, (const float *)y + at, n);
    }
}
