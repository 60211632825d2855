#ifndef GRADUS_CKERNELS_LOOPS_H
#define GRADUS_CKERNELS_LOOPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Element types, numbered as `DType.rawValue`.
enum {
    CK_BOOL, CK_UINT8, CK_INT8, CK_INT16, CK_INT32, CK_INT64, CK_FLOAT16, CK_BFLOAT16, CK_FLOAT32, CK_FLOAT64,
    CK_DTYPES
};

/// The most dimensions a tensor may have, and the most operands a loop may take.
enum { CK_MAX_RANK = 64, CK_MAX_OPERANDS = 5 };

/// One inner loop over `n` elements: `ptrs[0]` is written, the others are read; `strides` are in bytes.
/// `arg` is whatever the loop documents.
typedef void (*ck_loop)(char *const *ptrs, const int64_t *strides, int64_t n, const void *arg);

/// A nest of loops over operands that share one shape. Fill it with `ck_iter_start`, one `ck_iter_dim` for each
/// dimension from the outermost in, then `ck_iter_run`.
typedef struct {
    int operands, rank;
    char *data[CK_MAX_OPERANDS];
    int64_t size[CK_MAX_RANK];
    int64_t stride[CK_MAX_RANK][CK_MAX_OPERANDS];
} ck_iter;

void ck_iter_start(ck_iter *it, int operands);
void ck_iter_operand(ck_iter *it, int index, void *data);
/// Adds a dimension; strides in bytes, unused ones are ignored.
void ck_iter_dim(ck_iter *it, int64_t size, int64_t s0, int64_t s1, int64_t s2, int64_t s3, int64_t s4);
/// Sorts and merges the dimensions, then runs `loop` along the innermost. With `threads` it may split the work;
/// give false when elements must be visited in order. `ordered` also keeps the dimensions in their order.
void ck_iter_run(ck_iter *it, ck_loop loop, const void *arg, bool threads, bool ordered);

/// Runs `body(context, begin, end)` over chunks of [0, n), shared between this thread and the worker when there are at
/// least two grains of work and the worker is free.
void ck_parallel(int64_t n, int64_t grain, void (*body)(void *context, int64_t begin, int64_t end), void *context);
/// The same in a given number of chunks, for work that each chunk must prepare anew.
void ck_parallel_chunks(
    int64_t n, int64_t grain, int64_t chunks, void (*body)(void *context, int64_t begin, int64_t end), void *context);

/// Operations on one operand. Their loops take no `arg` unless noted.
enum {
    CK_NEG, CK_ABS, CK_SIGN, CK_SQUARE, CK_RELU, CK_BITWISE_NOT, CK_FLOOR, CK_CEIL, CK_ROUND, CK_TRUNC,
    CK_LOGICAL_NOT, CK_ISNAN, CK_ISINF, CK_ISFINITE, CK_SIGNBIT,
    CK_EXP, CK_EXP2, CK_EXPM1, CK_LOG, CK_LOG2, CK_LOG10, CK_LOG1P, CK_SQRT, CK_RSQRT, CK_RECIPROCAL,
    CK_TANH, CK_SIGMOID, CK_SIN, CK_COS, CK_TAN, CK_ASIN, CK_ACOS, CK_ATAN, CK_SINH, CK_COSH, CK_ASINH, CK_ACOSH,
    CK_ATANH, CK_ERF, CK_ERFC, CK_ERFINV, CK_LGAMMA, CK_DIGAMMA, CK_FRAC, CK_GELU, CK_GELU_TANH, CK_SILU,
    CK_LOG_SIGMOID,
    // With parameters: `arg` is an array of doubles.
    CK_CLAMP,         // low, high
    CK_CLAMP_MIN,     // low
    CK_CLAMP_MAX,     // high
    CK_THRESHOLD,     // threshold, value
    CK_LEAKY_RELU,    // slope
    CK_ELU,           // alpha, scale, input scale
    CK_SOFTPLUS,      // beta, threshold
    CK_POW_CONSTANT,  // exponent: 2, 3, -2, 0.5, -0.5, -1 exactly as PyTorch simplifies them
    CK_UNARY_OPS
};

/// Operations on two operands of one type. Comparisons and logic write bool.
enum {
    CK_ADD,  // `arg`: NULL, or a double that the second operand is multiplied by (fused for floats)
    CK_SUB,  // likewise
    CK_MUL, CK_DIV, CK_FLOOR_DIVIDE, CK_TRUNC_DIVIDE, CK_REMAINDER, CK_FMOD, CK_POW, CK_MAXIMUM, CK_MINIMUM, CK_FMAX,
    CK_FMIN, CK_ATAN2, CK_HYPOT, CK_COPYSIGN, CK_LOGADDEXP, CK_AND, CK_OR, CK_XOR, CK_SHIFT_LEFT, CK_SHIFT_RIGHT,
    CK_EQ, CK_NE, CK_LT, CK_LE, CK_GT, CK_GE, CK_LOGICAL_AND, CK_LOGICAL_OR, CK_LOGICAL_XOR,
    // Gradients: the first operand is the gradient of the result, the second what the note says.
    CK_THRESHOLD_BACKWARD,  // input or result; `arg`: threshold
    CK_SIGMOID_BACKWARD,    // result
    CK_TANH_BACKWARD,       // result
    CK_GELU_BACKWARD,       // input
    CK_SILU_BACKWARD,       // input
    CK_BINARY_OPS
};

/// Operations on three operands of one type; `arg` is a double or NULL.
enum {
    CK_ADDCMUL,  // a + value * b * c
    CK_ADDCDIV,  // a + value * b / c
    CK_LERP,     // a + c * (b - a)
    CK_TERNARY_OPS
};

/// The loop for an operation and element type, or NULL when there is none.
ck_loop ck_unary_loop(int op, int dtype);
ck_loop ck_binary_loop(int op, int dtype);
ck_loop ck_ternary_loop(int op, int dtype);
/// out = condition (bool, first operand) ? second : third, for elements of 1, 2, 4 or 8 bytes.
ck_loop ck_where_loop(int itemsize);
/// out = mask (bool, first operand) ? *arg : out, for elements of 1, 2, 4 or 8 bytes; `arg` holds one element.
ck_loop ck_masked_fill_loop(int itemsize);

/// Reductions that fold numbers into an output of the same type (bool for any and all).
enum {
    CK_SUM,   // int64, float32 (in PyTorch's cascade order), float64; start from 0
    CK_PROD,  // int64, float32, float64; start from 1
    CK_AMAX, CK_AMIN,  // every type; start from the first element along the reduced dimensions; NaN wins
    CK_ANY, CK_ALL,    // bool; start from 0 and 1
    CK_SUM_SQUARES,    // float64; start from 0
    CK_SUM_ABS,        // float64; start from 0
    CK_REDUCTIONS
};

/// Folds operand 1 of `it` into operand 0, whose strides are 0 in the reduced dimensions and which already holds the
/// start values. Returns false when there is no such reduction for the type.
bool ck_reduce(ck_iter *it, int reduction, int dtype);

/// For `lines` lines of `n` elements (strides in bytes; line `j` begins `j * line_stride` after `in`), writes the
/// index of the largest (or smallest) element of each to `index[j]`; the first NaN, else the first of equals, wins.
void ck_arg_extreme(const void *in, int64_t n, int64_t stride, int dtype, bool largest, int64_t *index);

/// Running sums (or products) along a line, strides in bytes; int64, float32 and float64; accumulated in double.
void ck_cumulate(void *out, int64_t out_stride, const void *in, int64_t in_stride, int64_t n, int dtype, bool product);

/// softmax or log_softmax of `rows` contiguous rows of `n` (float32 or float64), in PyTorch's order of operations.
void ck_softmax_rows(void *out, const void *in, int64_t rows, int64_t n, int dtype, bool log);
/// The gradient of the above from the gradient and the value of the result.
void ck_softmax_backward_rows(
    void *out, const void *grad, const void *result, int64_t rows, int64_t n, int dtype, bool log);

/// Mean and sum of squared deviations of `n` elements (stride in bytes; float32 or float64), computed in double.
void ck_moments(const void *in, int64_t n, int64_t stride, int dtype, double *mean, double *squares);

/// A matrix product c = a · b: a is m × k, b is k × n, with row and column strides in elements; c is m × n with rows
/// `ldc` apart and contiguous columns.
typedef struct {
    int64_t m, n, k;
    const void *a;
    int64_t rsa, csa;
    const void *b;
    int64_t rsb, csb;
    void *c;
    int64_t ldc;
} ck_gemm_args;

/// Multiplies float32, float64 or int64 matrices: small ones here, larger ones by the system's BLAS, which is loaded on
/// first need (a slower loop does the work where there is none).
void ck_gemm(const ck_gemm_args *args, int dtype);

/// A small product plus a bias in one call: c = a · b + bias (NULL for none; `bias_stride` in elements), float32.
void ck_linear_f32(const ck_gemm_args *args, const float *bias, int64_t bias_stride);

/// The sum of `n` contiguous float32 numbers, in PyTorch's order.
float ck_sum_f32(const float *in, int64_t n);

/// Sums each column (`dim` 0) or row (1) of a contiguous float32 matrix into `out`, in PyTorch's order.
void ck_sum_matrix_f32(float *out, const float *in, int64_t rows, int64_t columns, int dim);

/// c[i, j] += bias[j], float32 or float64, for a contiguous m × n matrix.
void ck_add_bias(void *c, const void *bias, int64_t m, int64_t n, int64_t bias_stride, int dtype);

/// Whether any of the `n` elements at `stride` bytes is zero, for integer types.
bool ck_any_zero(const void *data, int64_t n, int64_t stride, int dtype);

/// The loop that converts elements of `from` to `to` as C++ `static_cast` does on x86 (used by PyTorch).
ck_loop ck_cast_loop(int to, int from);

#endif
