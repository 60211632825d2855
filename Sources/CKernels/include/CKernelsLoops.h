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

/// Runs `body(context, begin, end)` over [0, n), split between this thread and the worker when there are at
/// least two grains of work and the worker is free.
void ck_parallel(int64_t n, int64_t grain, void (*body)(void *context, int64_t begin, int64_t end), void *context);

/// The loop that converts elements of `from` to `to` as C++ `static_cast` does on x86 (used by PyTorch).
ck_loop ck_cast_loop(int to, int from);

#endif
