#ifndef GRADUS_CKERNELS_INDEXING_H
#define GRADUS_CKERNELS_INDEXING_H

#include <stdbool.h>
#include <stdint.h>

/// Elements of a strided array picked by the sum of three offsets (in elements): one each from `before`, `picks` and
/// `after`, the last varying fastest. `after` NULL means 0, 1, 2, …
typedef struct {
    const int64_t *before, *picks, *after;
    int64_t before_count, pick_count, after_count;
} ck_picks;

/// Copies the picked elements of `base` to `out`, contiguous. This and the next two give up when they are interrupted.
void ck_pick_get(void *out, const void *base, const ck_picks *picks, int itemsize);
/// Copies contiguous `values` to the picked elements of `base`, in order (the last of equals stays).
void ck_pick_put(void *base, const void *values, const ck_picks *picks, int itemsize);
/// Adds contiguous `values` to the picked elements of `base`; bool is "or". Not for half precisions.
void ck_pick_add(void *base, const void *values, const ck_picks *picks, int dtype);

/// Sorts `n` elements (strides in bytes), stably, NaN as the largest: values and their former positions. Not for half
/// precisions. False when memory for the work is lacking. Gives up when it is interrupted, with nothing written.
bool ck_sort(
    const void *in, int64_t n, int64_t stride, int dtype, bool descending, void *values, int64_t values_stride,
    int64_t *index, int64_t index_stride);

#endif
