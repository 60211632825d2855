#include "Tiers.h"

#include <stdatomic.h>

#if defined(__x86_64__)
#include <cpuid.h>

static bool detect(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    const unsigned need = (1u << 12) | (1u << 22) | (1u << 23) | (1u << 27) | (1u << 28) | (1u << 29);  // FMA … F16C
    if ((c & need) != need) return false;
    unsigned low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    if ((low & 6) != 6) return false;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    const unsigned more = (1u << 3) | (1u << 5) | (1u << 8);  // BMI1, AVX2, BMI2
    if ((b & more) != more) return false;
    return __get_cpuid(0x80000001u, &a, &b, &c, &d) && (c & (1u << 5));  // LZCNT
}

bool ck_is_v3(void) {
    static _Atomic int known;
    int level = atomic_load_explicit(&known, memory_order_relaxed);
    if (level == 0) {
        level = detect() ? 2 : 1;
        atomic_store_explicit(&known, level, memory_order_relaxed);
    }
    return level == 2;
}
#define PICK(table) (ck_is_v3() ? table##_v3 : table##_default)
#else
bool ck_is_v3(void) { return false; }
#define PICK(table) (table##_default)
#endif

ck_loop ck_unary_loop(int op, int dtype) { return PICK(ck_unary)[op][dtype]; }
ck_loop ck_binary_loop(int op, int dtype) { return PICK(ck_binary)[op][dtype]; }
ck_loop ck_ternary_loop(int op, int dtype) { return PICK(ck_ternary)[op][dtype]; }

/// The operands of softmax or (with `result`) of its gradient.
typedef struct {
    char *out;
    const char *in, *result;
    int64_t n;
    int dtype;
    bool log;
} Softmax;

static void softmax_rows(void *context, int64_t begin, int64_t end) {
    const Softmax *s = context;
    int64_t at = begin * s->n * (s->dtype == CK_FLOAT64 ? 8 : 4);
    if (s->result)
        PICK(ck_softmax_backward_rows)(s->out + at, s->in + at, s->result + at, end - begin, s->n, s->dtype, s->log);
    else
        PICK(ck_softmax_rows)(s->out + at, s->in + at, end - begin, s->n, s->dtype, s->log);
}

void ck_softmax_rows(void *out, const void *in, int64_t rows, int64_t n, int dtype, bool log) {
    Softmax s = {out, in, NULL, n, dtype, log};
    ck_parallel(rows, (1 << 15) / (n + 1) + 1, softmax_rows, &s);
}
void ck_softmax_backward_rows(
    void *out, const void *grad, const void *result, int64_t rows, int64_t n, int dtype, bool log) {
    Softmax s = {out, grad, result, n, dtype, log};
    ck_parallel(rows, (1 << 15) / (n + 1) + 1, softmax_rows, &s);
}
ck_fold ck_fold_loop(int reduction, int dtype) { return PICK(ck_folds)[reduction][dtype]; }
void ck_gemm_plain(const ck_gemm_args *args, int dtype, int64_t from, int64_t to) {
    PICK(ck_gemm_plain)(args, dtype, from, to);
}
void ck_normal_blocks(float *data, int64_t blocks, float mean, float std) {
    PICK(ck_normal_blocks)(data, blocks, mean, std);
}
