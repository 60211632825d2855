#include "Elements.h"
#include "Tiers.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

enum { ROW_MAJOR = 101, NO_TRANS = 111, TRANS = 112 };

typedef void (*Sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void (*Dgemm)(
    int, int, int, int, int, int, double, const double *, int, const double *, int, double, double *, int);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static Sgemm sgemm;
static Dgemm dgemm;

static void load(void) {
    static const char *const names[] = {
#if defined(__APPLE__)
        "/System/Library/Frameworks/Accelerate.framework/Accelerate",
#endif
        "libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libblas.so.3"};
    // Its threads spin while they wait, which two cores shared with the caller cannot afford.
    setenv("OPENBLAS_THREAD_TIMEOUT", "4", 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (!library) continue;
        *(void **)&sgemm = dlsym(library, "cblas_sgemm");
        *(void **)&dgemm = dlsym(library, "cblas_dgemm");
        if (sgemm && dgemm) return;
        sgemm = NULL;
        dgemm = NULL;
        dlclose(library);
    }
}

/// How BLAS sees an operand of `rows` × `columns`: not at all, as it is, or transposed.
static int orientation(int64_t rows, int64_t columns, int64_t rs, int64_t cs, int *leading) {
    if ((cs == 1 || columns == 1) && (rs >= columns || rows == 1) && rs <= INT32_MAX) {
        *leading = (int)(rs >= columns ? rs : columns);
        return NO_TRANS;
    }
    if ((rs == 1 || rows == 1) && (cs >= rows || columns == 1) && cs <= INT32_MAX) {
        *leading = (int)(cs >= rows ? cs : rows);
        return TRANS;
    }
    return 0;
}

static bool by_library(const ck_gemm_args *g, int dtype) {
    if (g->m > INT32_MAX || g->n > INT32_MAX || g->k > INT32_MAX || g->ldc > INT32_MAX) return false;
    pthread_once(&once, load);
    if (!sgemm) return false;
    int lda, ldb;
    int ta = orientation(g->m, g->k, g->rsa, g->csa, &lda), tb = orientation(g->k, g->n, g->rsb, g->csb, &ldb);
    if (!ta || !tb) return false;
    int m = (int)g->m, n = (int)g->n, k = (int)g->k, ldc = (int)g->ldc;
    if (dtype == CK_FLOAT32) sgemm(ROW_MAJOR, ta, tb, m, n, k, 1, g->a, lda, g->b, ldb, 0, g->c, ldc);
    else dgemm(ROW_MAJOR, ta, tb, m, n, k, 1, g->a, lda, g->b, ldb, 0, g->c, ldc);
    return true;
}

typedef struct {
    const ck_gemm_args *args;
    int dtype;
} Split;

static void run_rows(void *context, int64_t begin, int64_t end) {
    const Split *split = context;
    ck_gemm_plain(split->args, split->dtype, begin, end);
}

void ck_gemm(const ck_gemm_args *g, int dtype) {
    int64_t work = g->m * g->n * (g->k > 0 ? g->k : 1);
    if (work <= 8192) {
        ck_gemm_plain(g, dtype, 0, g->m);
        return;
    }
    if (dtype != CK_INT64 && by_library(g, dtype)) return;
    Split split = {g, dtype};
    ck_parallel(g->m, (1 << 18) / (g->n * g->k + 1) + 1, run_rows, &split);
}

#define ADD_BIAS(T)                                                                             \
    for (int64_t i = 0; i < m; i++) {                                                           \
        T *restrict row = (T *)c + i * n;                                                       \
        for (int64_t j = 0; j < n; j++)                                                         \
            row[j] += *(const T *)((const char *)bias + j * stride);                            \
    }

void ck_add_bias(void *c, const void *bias, int64_t m, int64_t n, int64_t stride, int dtype) {
    if (dtype == CK_FLOAT32) {
        ADD_BIAS(float)
    } else {
        ADD_BIAS(double)
    }
}
