#include "Elements.h"
#include "Tiers.h"
#include "include/CKernelsThread.h"

#include <stdlib.h>

#define EACH_PICK(BODY)                                                              \
    for (int64_t b = 0; b < k->before_count; b++) {                                  \
        for (int64_t p = 0; p < k->pick_count; p++) {                                \
            if ((p & 0xFFFFF) == 0xFFFFF && ck_interrupted()) return;                \
            int64_t start = (k->before ? k->before[b] : 0) + k->picks[p];            \
            for (int64_t a = 0; a < k->after_count; a++) {                           \
                int64_t at = start + (k->after ? k->after[a] : a);                   \
                BODY                                                                 \
            }                                                                        \
        }                                                                            \
    }

#define GET(T)                                                                       \
    {                                                                                \
        T *o = out;                                                                  \
        const T *x = base;                                                           \
        EACH_PICK(*o++ = x[at];)                                                     \
        break;                                                                       \
    }

void ck_pick_get(void *out, const void *base, const ck_picks *k, int itemsize) {
    if (!k->after && k->after_count > 8) {
        char *o = out;
        size_t run = (size_t)(k->after_count * itemsize);
        for (int64_t b = 0; b < k->before_count; b++)
            for (int64_t p = 0; p < k->pick_count; p++, o += run)
                memcpy(o, (const char *)base + ((k->before ? k->before[b] : 0) + k->picks[p]) * itemsize, run);
        return;
    }
    switch (itemsize) {
    case 1: GET(uint8_t)
    case 2: GET(uint16_t)
    case 4: GET(uint32_t)
    default: GET(uint64_t)
    }
}

#define PUT(T)                                                                       \
    {                                                                                \
        T *x = base;                                                                 \
        const T *v = values;                                                         \
        EACH_PICK(x[at] = *v++;)                                                     \
        break;                                                                       \
    }

void ck_pick_put(void *base, const void *values, const ck_picks *k, int itemsize) {
    switch (itemsize) {
    case 1: PUT(uint8_t)
    case 2: PUT(uint16_t)
    case 4: PUT(uint32_t)
    default: PUT(uint64_t)
    }
}

#define ADD(T, U)                                                                    \
    {                                                                                \
        T *x = base;                                                                 \
        const T *v = values;                                                         \
        EACH_PICK(x[at] = (T)((U)x[at] + (U)*v++);)                                  \
        break;                                                                       \
    }

void ck_pick_add(void *base, const void *values, const ck_picks *k, int dtype) {
    switch (dtype) {
    case CK_BOOL: {
        ck_bool *x = base;
        const ck_bool *v = values;
        EACH_PICK(x[at] |= *v++;)
        break;
    }
    case CK_UINT8: ADD(uint8_t, uint32_t)
    case CK_INT8: ADD(int8_t, uint32_t)
    case CK_INT16: ADD(int16_t, uint32_t)
    case CK_INT32: ADD(int32_t, uint32_t)
    case CK_INT64: ADD(int64_t, uint64_t)
    case CK_FLOAT32: ADD(float, float)
    case CK_FLOAT64: ADD(double, double)
    default: break;
    }
}

/// So many elements are merged before Ctrl-C is asked for again.
enum { ONCE = 1 << 20 };

/// Bottom-up merge sort of (value, position) pairs.
#define SORT(NAME, T)                                                                                        \
    typedef struct {                                                                                         \
        T value;                                                                                             \
        int64_t at;                                                                                          \
    } NAME##_pair;                                                                                           \
    static inline bool NAME##_before(T a, T b, bool descending) {                                            \
        if (descending) return a > b || (a != a && b == b);                                                  \
        return a < b || (b != b && a == a);                                                                  \
    }                                                                                                        \
    static bool NAME(                                                                                        \
        const char *in, int64_t n, int64_t stride, bool descending, char *values, int64_t vs, char *index,   \
        int64_t is) {                                                                                        \
        NAME##_pair *work = malloc((size_t)n * 2 * sizeof *work);                                            \
        if (!work) return false;                                                                             \
        NAME##_pair *from = work, *to = work + n;                                                            \
        for (int64_t i = 0; i < n; i++) from[i] = (NAME##_pair){*(const T *)(in + i * stride), i};           \
        int64_t due = ONCE;                                                                                  \
        for (int64_t width = 1; width < n; width *= 2) {                                                     \
            for (int64_t low = 0; low < n; low += 2 * width) {                                               \
                int64_t middle = low + width < n ? low + width : n;                                          \
                int64_t high = low + 2 * width < n ? low + 2 * width : n;                                    \
                int64_t i = low, j = middle;                                                                 \
                for (int64_t k = low; k < high;) {                                                           \
                    int64_t stop = high - k > ONCE ? k + ONCE : high;                                        \
                    due -= stop - k;                                                                         \
                    for (; k < stop; k++) {                                                                  \
                        bool right = i >= middle || (j < high && NAME##_before(from[j].value, from[i].value, descending)); \
                        to[k] = right ? from[j++] : from[i++];                                               \
                    }                                                                                        \
                    if (due > 0) continue;                                                                   \
                    due = ONCE;                                                                              \
                    if (ck_interrupted()) {                                                                  \
                        free(work);                                                                          \
                        return true;                                                                         \
                    }                                                                                        \
                }                                                                                            \
            }                                                                                                \
            NAME##_pair *swap = from;                                                                        \
            from = to;                                                                                       \
            to = swap;                                                                                       \
        }                                                                                                    \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            *(T *)(values + i * vs) = from[i].value;                                                         \
            *(int64_t *)(index + i * is) = from[i].at;                                                       \
        }                                                                                                    \
        free(work);                                                                                          \
        return true;                                                                                         \
    }

SORT(sort_u8, uint8_t)
SORT(sort_i8, int8_t)
SORT(sort_i16, int16_t)
SORT(sort_i32, int32_t)
SORT(sort_i64, int64_t)
SORT(sort_f32, float)
SORT(sort_f64, double)

bool ck_sort(
    const void *in, int64_t n, int64_t stride, int dtype, bool descending, void *values, int64_t vs, int64_t *index,
    int64_t is) {
    char *at = (char *)index;
    switch (dtype) {
    case CK_BOOL: case CK_UINT8: return sort_u8(in, n, stride, descending, values, vs, at, is);
    case CK_INT8: return sort_i8(in, n, stride, descending, values, vs, at, is);
    case CK_INT16: return sort_i16(in, n, stride, descending, values, vs, at, is);
    case CK_INT32: return sort_i32(in, n, stride, descending, values, vs, at, is);
    case CK_INT64: return sort_i64(in, n, stride, descending, values, vs, at, is);
    case CK_FLOAT32: return sort_f32(in, n, stride, descending, values, vs, at, is);
    case CK_FLOAT64: return sort_f64(in, n, stride, descending, values, vs, at, is);
    default: return false;
    }
}
