#include "CKernels.h"
#include "Elements.h"

// Every pair of element types goes through one of three carriers that hold the source exactly: int64, float or
// double. Same-type copies move bytes.

#define LOAD_INT(T, p) ((int64_t) * (const T *)(p))
#define LOAD_HALF(p) ((float)*(const ck_half *)(p))
#define LOAD_BFLOAT(p) ck_from_bfloat(*(const ck_bfloat *)(p))

#define STORE_I_BOOL(p, v) (*(ck_bool *)(p) = (v) != 0)
#define STORE_I_U8(p, v) (*(uint8_t *)(p) = (uint8_t)(v))
#define STORE_I_I8(p, v) (*(int8_t *)(p) = (int8_t)(v))
#define STORE_I_I16(p, v) (*(int16_t *)(p) = (int16_t)(v))
#define STORE_I_I32(p, v) (*(int32_t *)(p) = (int32_t)(v))
#define STORE_I_I64(p, v) (*(int64_t *)(p) = (int64_t)(v))
#define STORE_I_F16(p, v) (*(ck_half *)(p) = (ck_half)(float)(v))
#define STORE_I_BF16(p, v) (*(ck_bfloat *)(p) = ck_to_bfloat((float)(v)))
#define STORE_I_F32(p, v) (*(float *)(p) = (float)(v))
#define STORE_I_F64(p, v) (*(double *)(p) = (double)(v))

#define STORE_F_BOOL(p, v) (*(ck_bool *)(p) = (v) != 0)
#define STORE_F_U8(p, v) (*(uint8_t *)(p) = (uint8_t)ck_double_to_int32((double)(v)))
#define STORE_F_I8(p, v) (*(int8_t *)(p) = (int8_t)ck_double_to_int32((double)(v)))
#define STORE_F_I16(p, v) (*(int16_t *)(p) = (int16_t)ck_double_to_int32((double)(v)))
#define STORE_F_I32(p, v) (*(int32_t *)(p) = ck_double_to_int32((double)(v)))
#define STORE_F_I64(p, v) (*(int64_t *)(p) = ck_double_to_int64((double)(v)))
#define STORE_F_F16(p, v) (*(ck_half *)(p) = (ck_half)(float)(v))
#define STORE_F_BF16(p, v) (*(ck_bfloat *)(p) = ck_to_bfloat((float)(v)))
#define STORE_F_F32(p, v) (*(float *)(p) = (float)(v))
#define STORE_F_F64(p, v) (*(double *)(p) = (double)(v))

#define CAST(NAME, LOADED, LOAD, STORE, IN, OUT)                                                             \
    static void NAME(char *const *ptrs, const int64_t *strides, int64_t n, const void *arg) {                \
        (void)arg;                                                                                           \
        char *out = ptrs[0];                                                                                 \
        const char *in = ptrs[1];                                                                            \
        int64_t so = strides[0], si = strides[1];                                                            \
        if (so == OUT && si == IN) {                                                                         \
            for (int64_t i = 0; i < n; i++) {                                                                \
                LOADED v = LOAD(in + i * IN);                                                                \
                STORE(out + i * OUT, v);                                                                     \
            }                                                                                                \
            return;                                                                                          \
        }                                                                                                    \
        for (int64_t i = 0; i < n; i++) {                                                                    \
            LOADED v = LOAD(in + i * si);                                                                    \
            STORE(out + i * so, v);                                                                          \
        }                                                                                                    \
    }

#define L_BOOL(p) LOAD_INT(ck_bool, p)
#define L_U8(p) LOAD_INT(uint8_t, p)
#define L_I8(p) LOAD_INT(int8_t, p)
#define L_I16(p) LOAD_INT(int16_t, p)
#define L_I32(p) LOAD_INT(int32_t, p)
#define L_I64(p) LOAD_INT(int64_t, p)
#define L_F16(p) LOAD_HALF(p)
#define L_BF16(p) LOAD_BFLOAT(p)
#define L_F32(p) (*(const float *)(p))
#define L_F64(p) (*(const double *)(p))

#define CAST_ROW(FROM, LOADED, KIND, IN)                       \
    CAST(cast_BOOL_##FROM, LOADED, L_##FROM, STORE_##KIND##_BOOL, IN, 1) \
    CAST(cast_U8_##FROM, LOADED, L_##FROM, STORE_##KIND##_U8, IN, 1)     \
    CAST(cast_I8_##FROM, LOADED, L_##FROM, STORE_##KIND##_I8, IN, 1)     \
    CAST(cast_I16_##FROM, LOADED, L_##FROM, STORE_##KIND##_I16, IN, 2)   \
    CAST(cast_I32_##FROM, LOADED, L_##FROM, STORE_##KIND##_I32, IN, 4)   \
    CAST(cast_I64_##FROM, LOADED, L_##FROM, STORE_##KIND##_I64, IN, 8)   \
    CAST(cast_F16_##FROM, LOADED, L_##FROM, STORE_##KIND##_F16, IN, 2)   \
    CAST(cast_BF16_##FROM, LOADED, L_##FROM, STORE_##KIND##_BF16, IN, 2) \
    CAST(cast_F32_##FROM, LOADED, L_##FROM, STORE_##KIND##_F32, IN, 4)   \
    CAST(cast_F64_##FROM, LOADED, L_##FROM, STORE_##KIND##_F64, IN, 8)

CAST_ROW(BOOL, int64_t, I, 1)
CAST_ROW(U8, int64_t, I, 1)
CAST_ROW(I8, int64_t, I, 1)
CAST_ROW(I16, int64_t, I, 2)
CAST_ROW(I32, int64_t, I, 4)
CAST_ROW(I64, int64_t, I, 8)
CAST_ROW(F16, float, F, 2)
CAST_ROW(BF16, float, F, 2)
CAST_ROW(F32, float, F, 4)
CAST_ROW(F64, double, F, 8)

/// A copy without conversion. A source that does not move (a broadcast scalar) fills.
#define COPY(NAME, T)                                                                                        \
    static void NAME(char *const *ptrs, const int64_t *strides, int64_t n, const void *arg) {                \
        (void)arg;                                                                                           \
        char *out = ptrs[0];                                                                                 \
        const char *in = ptrs[1];                                                                            \
        int64_t so = strides[0], si = strides[1];                                                            \
        if (so == sizeof(T) && si == sizeof(T)) {                                                            \
            memmove(out, in, (size_t)n * sizeof(T));                                                         \
        } else if (so == sizeof(T) && si == 0) {                                                             \
            T v = *(const T *)in;                                                                            \
            for (int64_t i = 0; i < n; i++) ((T *)out)[i] = v;                                               \
        } else {                                                                                             \
            for (int64_t i = 0; i < n; i++) *(T *)(out + i * so) = *(const T *)(in + i * si);                \
        }                                                                                                    \
    }

COPY(copy1, uint8_t)
COPY(copy2, uint16_t)
COPY(copy4, uint32_t)
COPY(copy8, uint64_t)

#define ROW_OF(TO)                                                                                           \
    {                                                                                                        \
        cast_##TO##_BOOL, cast_##TO##_U8, cast_##TO##_I8, cast_##TO##_I16, cast_##TO##_I32, cast_##TO##_I64, \
            cast_##TO##_F16, cast_##TO##_BF16, cast_##TO##_F32, cast_##TO##_F64                              \
    }

static const ck_loop casts[CK_DTYPES][CK_DTYPES] = {
    ROW_OF(BOOL), ROW_OF(U8),  ROW_OF(I8),   ROW_OF(I16), ROW_OF(I32),
    ROW_OF(I64),  ROW_OF(F16), ROW_OF(BF16), ROW_OF(F32), ROW_OF(F64)};

static const ck_loop copies[CK_DTYPES] = {copy1, copy1, copy1, copy2, copy4, copy8, copy2, copy2, copy4, copy8};

ck_loop ck_cast_loop(int to, int from) { return to == from ? copies[to] : casts[to][from]; }
