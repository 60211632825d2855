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
    int m = (int)g->m, n = (int)g->n, ldc = (int)g->ldc;
    if (dtype == CK_FLOAT64) {
        dgemm(ROW_MAJOR, ta, tb, m, n, (int)g->k, 1, g->a, lda, g->b, ldb, 0, g->c, ldc);
        return true;
    }
    // In the reference's blocks of k, so that all but the edges of the result agree to the bit.
    int64_t block = ck_block_depth(g->k);
    for (int64_t p = 0; p < g->k; p += block) {
        int depth = (int)(g->k - p < block ? g->k - p : block);
        const float *a = (const float *)g->a + p * g->csa, *b = (const float *)g->b + p * g->rsb;
        sgemm(ROW_MAJOR, ta, tb, m, n, depth, 1, a, lda, b, ldb, p == 0 ? 0 : 1, g->c, ldc);
    }
    return true;
}

typedef struct {
    const ck_gemm_args *args;
    int dtype;
} Split;

/// Rows go to threads in groups of four, which some of the loops treat as one.
static void run_groups(void *context, int64_t begin, int64_t end) {
    const Split *split = context;
    int64_t last = end * 4 < split->args->m ? end * 4 : split->args->m;
    ck_gemm_plain(split->args, split->dtype, begin * 4, last);
}

int64_t ck_block_depth(int64_t k) {
    enum { DEEPEST = 192 };
    return k > 2 * DEEPEST ? DEEPEST : k > DEEPEST ? k / 2 : k;
}

void ck_gemm(const ck_gemm_args *g, int dtype) {
    int64_t work = g->m * g->n * (g->k > 0 ? g->k : 1);
    if (work <= 1 << 15) {
        ck_gemm_plain(g, dtype, 0, g->m);
        return;
    }
    // Our own loop for floats keeps up with the library on two cores until about here.
    bool large = dtype == CK_FLOAT32 ? work > (int64_t)1 << 27 && g->m >= 4 && g->n >= 12 : dtype == CK_FLOAT64;
    if (large && by_library(g, dtype)) return;
    Split split = {g, dtype};
    ck_parallel_chunks((g->m + 3) / 4, (1 << 18) / (4 * g->n * g->k + 1) + 1, 2, run_groups, &split);
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

void ck_linear_f32(const ck_gemm_args *g, const float *bias, int64_t stride) {
    ck_gemm(g, CK_FLOAT32);
    if (!bias) return;
    for (int64_t i = 0; i < g->m; i++) {
        float *restrict row = (float *)g->c + i * g->ldc;
        for (int64_t j = 0; j < g->n; j++) row[j] += bias[j * stride];
    }
}
