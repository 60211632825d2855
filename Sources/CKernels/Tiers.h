#ifndef GRADUS_TIERS_H
#define GRADUS_TIERS_H

#include "CKernels.h"

// The tables of loops that each instruction level defines.

extern const ck_loop ck_unary_default[CK_UNARY_OPS][CK_DTYPES], ck_unary_v3[CK_UNARY_OPS][CK_DTYPES];
extern const ck_loop ck_binary_default[CK_BINARY_OPS][CK_DTYPES], ck_binary_v3[CK_BINARY_OPS][CK_DTYPES];
extern const ck_loop ck_ternary_default[CK_TERNARY_OPS][CK_DTYPES], ck_ternary_v3[CK_TERNARY_OPS][CK_DTYPES];

/// The innermost two dimensions of a reduction: `size0` elements `in0` apart are folded into one, `size1` times.
/// `out1` is 0 when the second dimension is reduced as well.
typedef struct {
    int64_t size0, size1, in0, in1, out1;
} ck_reduce_shape;
typedef void (*ck_fold)(char *out, const char *in, const ck_reduce_shape *shape);

extern const ck_fold ck_folds_default[CK_REDUCTIONS][CK_DTYPES], ck_folds_v3[CK_REDUCTIONS][CK_DTYPES];
ck_fold ck_fold_loop(int reduction, int dtype);
void ck_softmax_rows_default(void *, const void *, int64_t, int64_t, int, bool);
void ck_softmax_rows_v3(void *, const void *, int64_t, int64_t, int, bool);
void ck_softmax_backward_rows_default(void *, const void *, const void *, int64_t, int64_t, int, bool);
void ck_softmax_backward_rows_v3(void *, const void *, const void *, int64_t, int64_t, int, bool);

/// How many steps of k the reference adds up before it adds them to the result.
int64_t ck_block_depth(int64_t k);

/// Rows [from, to) of a product, without a library.
void ck_gemm_plain_default(const ck_gemm_args *args, int dtype, int64_t from, int64_t to);
void ck_gemm_plain_v3(const ck_gemm_args *args, int dtype, int64_t from, int64_t to);
void ck_gemm_plain(const ck_gemm_args *args, int dtype, int64_t from, int64_t to);

/// Sorts the dimensions so that the last is innermost, and merges neighbours that are one run.
void ck_iter_arrange(ck_iter *it, bool ordered);

/// `blocks` times sixteen uniform numbers into normal ones, in place.
void ck_normal_blocks_default(float *data, int64_t blocks, float mean, float std);
void ck_normal_blocks_v3(float *data, int64_t blocks, float mean, float std);
void ck_normal_blocks(float *data, int64_t blocks, float mean, float std);

/// The loop of square roots, the same on every level.
void ck_sqrt_f32(char *const *p, const int64_t *s, int64_t n, const void *arg);

/// Functions the C library lacks.
double ck_erfinv(double x);
double ck_digamma(double x);
double ck_lgamma(double x);

/// Whether this machine runs the x86-64-v3 kernels.
bool ck_is_v3(void);

#endif
