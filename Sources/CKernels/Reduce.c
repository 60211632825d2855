#include "Elements.h"
#include "Tiers.h"

typedef struct {
    const ck_iter *it;
    ck_fold fold;
    ck_reduce_shape shape;
    int outer;
} Run;

/// Folds the outer dimensions' positions [begin, end); the two innermost dimensions are the fold's own.
static void run_outer(void *context, int64_t begin, int64_t end) {
    const Run *run = context;
    const ck_iter *it = run->it;
    for (int64_t at = begin; at < end; at++) {
        char *out = it->data[0], *in = it->data[1];
        int64_t rest = at;
        for (int d = run->outer - 1; d >= 0; d--) {
            int64_t index = rest % it->size[d];
            rest /= it->size[d];
            out += index * it->stride[d][0];
            in += index * it->stride[d][1];
        }
        run->fold(out, in, &run->shape);
    }
}

/// The halves of a single line, each into its own cell.
typedef struct {
    const Run *run;
    char *cells[2];
    int64_t half;
} Halves;

static void run_half(void *context, int64_t begin, int64_t end) {
    const Halves *h = context;
    for (int64_t k = begin; k < end; k++) {
        ck_reduce_shape shape = h->run->shape;
        const char *in = h->run->it->data[1] + k * h->half * shape.in0;
        shape.size0 = k == 0 ? h->half : shape.size0 - h->half;
        h->run->fold(h->cells[k], in, &shape);
    }
}

enum { GRAIN = 32768 };

/// PyTorch folds a large line in two halves on two threads, and so do we (on one core as well: the order of the
/// additions shows in the result).
static bool run_halves(Run *run, int dtype) {
    const ck_iter *it = run->it;
    bool floating = dtype == CK_FLOAT32 || dtype == CK_FLOAT64;
    if (it->rank != 1 || run->shape.size0 < GRAIN || !floating || it->stride[0][0] != 0) return false;
    double cell[2] = {0, 0};
    Halves halves = {run, {(char *)&cell[0], (char *)&cell[1]}, (run->shape.size0 + 1) / 2};
    ck_parallel(2, 1, run_half, &halves);
    if (dtype == CK_FLOAT32) {
        float *out = (float *)it->data[0];
        *out += *(float *)&cell[0] + *(float *)&cell[1];
    } else {
        *(double *)it->data[0] += cell[0] + cell[1];
    }
    return true;
}

bool ck_reduce(ck_iter *it, int reduction, int dtype) {
    ck_fold fold = ck_fold_loop(reduction, dtype);
    if (!fold) return false;
    for (int d = 0; d < it->rank; d++)
        if (it->size[d] == 0) return true;
    ck_iter_arrange(it, false);
    Run run = {it, fold, {1, 1, 0, 0, 0}, 0};
    int inner = it->rank - 1;
    if (inner >= 0 && it->stride[inner][0] != 0) {
        // Nothing is reduced: every element is folded into its own output.
        run.shape = (ck_reduce_shape){1, it->size[inner], 0, it->stride[inner][1], it->stride[inner][0]};
        run.outer = inner;
    } else if (inner >= 0) {
        run.shape = (ck_reduce_shape){it->size[inner], 1, it->stride[inner][1], 0, 0};
        if (inner >= 1) {
            run.shape.size1 = it->size[inner - 1];
            run.shape.in1 = it->stride[inner - 1][1];
            run.shape.out1 = it->stride[inner - 1][0];
        }
        run.outer = inner >= 1 ? inner - 1 : 0;
    }
    if (reduction == CK_SUM && run_halves(&run, dtype)) return true;
    int64_t positions = 1, moving = 1;
    for (int d = 0; d < run.outer; d++) {
        positions *= it->size[d];
        moving &= it->stride[d][0] != 0;
    }
    int64_t work = run.shape.size0 * run.shape.size1;
    // Outputs that no two positions share can be split between threads.
    if (moving) ck_parallel(positions, (1 << 16) / work + 1, run_outer, &run);
    else run_outer(&run, 0, positions);
    return true;
}

float ck_sum_f32(const float *in, int64_t n) {
    float out = 0;
    if (n >= GRAIN) {
        ck_iter it;
        ck_iter_start(&it, 2);
        ck_iter_operand(&it, 0, &out);
        ck_iter_operand(&it, 1, (void *)(uintptr_t)in);
        ck_iter_dim(&it, n, 0, sizeof(float), 0, 0, 0);
        ck_reduce(&it, CK_SUM, CK_FLOAT32);
    } else if (n > 0) {
        ck_reduce_shape shape = {n, 1, sizeof(float), 0, 0};
        ck_fold_loop(CK_SUM, CK_FLOAT32)((char *)&out, (const char *)in, &shape);
    }
    return out;
}

void ck_sum_matrix_f32(float *out, const float *in, int64_t rows, int64_t columns, int dim) {
    const int64_t step = sizeof(float), line = columns * step;
    ck_reduce_shape shape = {rows, columns, line, step, step};
    if (dim == 1) shape = (ck_reduce_shape){columns, rows, step, line, step};
    memset(out, 0, (size_t)(shape.size1 * step));
    if (shape.size0 > 0 && shape.size1 > 0)
        ck_fold_loop(CK_SUM, CK_FLOAT32)((char *)out, (const char *)in, &shape);
}

#define ARG_EXTREME(T, BETTER)                                                                               \
    {                                                                                                        \
        T best = *(const T *)in;                                                                             \
        for (int64_t i = 1; i < n && best == best; i++) {                                                    \
            T x = *(const T *)((const char *)in + i * stride);                                               \
            if (x BETTER best || x != x) best = x, at = i;                                                   \
        }                                                                                                    \
        break;                                                                                               \
    }
#define ARG_CASES(BETTER)                                   \
    switch (dtype) {                                        \
    case CK_BOOL: case CK_UINT8: ARG_EXTREME(uint8_t, BETTER)  \
    case CK_INT8: ARG_EXTREME(int8_t, BETTER)               \
    case CK_INT16: ARG_EXTREME(int16_t, BETTER)             \
    case CK_INT32: ARG_EXTREME(int32_t, BETTER)             \
    case CK_INT64: ARG_EXTREME(int64_t, BETTER)             \
    case CK_FLOAT32: ARG_EXTREME(float, BETTER)             \
    case CK_FLOAT64: ARG_EXTREME(double, BETTER)            \
    default: break;                                         \
    }

void ck_arg_extreme(const void *in, int64_t n, int64_t stride, int dtype, bool largest, int64_t *index) {
    int64_t at = 0;
    if (largest) {
        ARG_CASES(>)
    } else {
        ARG_CASES(<)
    }
    *index = at;
}

#define CUMULATE(T, A, OP)                                                                                   \
    {                                                                                                        \
        A total = product ? 1 : 0;                                                                           \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            total = total OP * (const T *)((const char *)in + i * in_stride);                                \
            *(T *)((char *)out + i * out_stride) = (T)total;                                                 \
        }                                                                                                    \
        break;                                                                                               \
    }

void ck_cumulate(void *out, int64_t out_stride, const void *in, int64_t in_stride, int64_t n, int dtype, bool product) {
    if (product) {
        switch (dtype) {
        case CK_INT64: CUMULATE(int64_t, uint64_t, *)
        case CK_FLOAT32: CUMULATE(float, double, *)
        case CK_FLOAT64: CUMULATE(double, double, *)
        default: break;
        }
    } else {
        switch (dtype) {
        case CK_INT64: CUMULATE(int64_t, uint64_t, +)
        case CK_FLOAT32: CUMULATE(float, double, +)
        case CK_FLOAT64: CUMULATE(double, double, +)
        default: break;
        }
    }
}

void ck_moments(const void *in, int64_t n, int64_t stride, int dtype, double *mean, double *squares) {
    const char *p = in;
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += dtype == CK_FLOAT32 ? (double)*(const float *)(p + i * stride) : *(const double *)(p + i * stride);
    double m = sum / (double)n, s = 0;
    for (int64_t i = 0; i < n; i++) {
        double x = dtype == CK_FLOAT32 ? (double)*(const float *)(p + i * stride) : *(const double *)(p + i * stride);
        s += (x - m) * (x - m);
    }
    *mean = m;
    *squares = s;
}
