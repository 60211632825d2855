#include "Tiers.h"

#include <string.h>

void ck_iter_start(ck_iter *it, int operands) {
    it->operands = operands;
    it->rank = 0;
}

void ck_iter_operand(ck_iter *it, int index, void *data) { it->data[index] = data; }

void ck_iter_dim(ck_iter *it, int64_t size, int64_t s0, int64_t s1, int64_t s2, int64_t s3, int64_t s4) {
    if (size == 1) return;
    int64_t s[CK_MAX_OPERANDS] = {s0, s1, s2, s3, s4};
    int d = it->rank++;
    it->size[d] = size;
    memcpy(it->stride[d], s, sizeof s);
}

/// Whether dimension `a` should lie outside dimension `b`: the first operand with different strides decides; where
/// the output of a reduction does not move, a dimension is inside all others.
static bool outside(const ck_iter *it, int a, int b) {
    bool fixed_a = it->stride[a][0] == 0, fixed_b = it->stride[b][0] == 0;
    if (fixed_a != fixed_b) return fixed_b;
    for (int k = 0; k < it->operands; k++) {
        int64_t x = it->stride[a][k], y = it->stride[b][k];
        if (x < 0) x = -x;
        if (y < 0) y = -y;
        if (x == 0 || y == 0) continue;
        if (x != y) return x > y;
    }
    return true;
}

static void swap(ck_iter *it, int a, int b) {
    int64_t size = it->size[a], stride[CK_MAX_OPERANDS];
    memcpy(stride, it->stride[a], sizeof stride);
    it->size[a] = it->size[b];
    memcpy(it->stride[a], it->stride[b], sizeof stride);
    it->size[b] = size;
    memcpy(it->stride[b], stride, sizeof stride);
}

static void sort(ck_iter *it) {
    for (int i = 1; i < it->rank; i++)
        for (int j = i; j > 0 && !outside(it, j - 1, j); j--) swap(it, j - 1, j);
}

/// Joins neighbours that are one run of memory in every operand.
static void merge(ck_iter *it) {
    int kept = 0;
    for (int d = 1; d < it->rank; d++) {
        bool joins = true;
        for (int k = 0; k < it->operands; k++)
            joins &= it->stride[kept][k] == it->stride[d][k] * it->size[d];
        if (joins) {
            it->size[kept] *= it->size[d];
        } else {
            kept++;
            it->size[kept] = it->size[d];
        }
        memcpy(it->stride[kept], it->stride[d], sizeof it->stride[d]);
    }
    it->rank = kept + 1;
}

typedef struct {
    const ck_iter *it;
    ck_loop loop;
    const void *arg;
    int inner;
} Run;

/// Rows [begin, end) of the flattened outer dimensions.
static void run_rows(void *context, int64_t begin, int64_t end) {
    const Run *run = context;
    const ck_iter *it = run->it;
    int inner = run->inner;
    int64_t at[CK_MAX_RANK];
    char *ptrs[CK_MAX_OPERANDS];
    memcpy(ptrs, it->data, sizeof ptrs);
    int64_t rest = begin;
    for (int d = inner - 1; d >= 0; d--) {
        at[d] = rest % it->size[d];
        rest /= it->size[d];
        for (int k = 0; k < it->operands; k++) ptrs[k] += at[d] * it->stride[d][k];
    }
    for (int64_t row = begin;; ) {
        run->loop(ptrs, it->stride[inner], it->size[inner], run->arg);
        if (++row >= end) return;
        for (int d = inner - 1; d >= 0; d--) {
            for (int k = 0; k < it->operands; k++) ptrs[k] += it->stride[d][k];
            if (++at[d] < it->size[d]) break;
            for (int k = 0; k < it->operands; k++) ptrs[k] -= it->size[d] * it->stride[d][k];
            at[d] = 0;
        }
    }
}

/// Elements [begin, end) of a single run.
static void run_span(void *context, int64_t begin, int64_t end) {
    const Run *run = context;
    const ck_iter *it = run->it;
    char *ptrs[CK_MAX_OPERANDS];
    for (int k = 0; k < it->operands; k++) ptrs[k] = it->data[k] + begin * it->stride[0][k];
    run->loop(ptrs, it->stride[0], end - begin, run->arg);
}

enum { TILE = 32 };

/// Whether the operands of a matrix disagree about which way memory runs, so that whole rows would read a cache line
/// for every element.
static bool wants_tiles(const ck_iter *it) {
    if (it->rank != 2 || it->size[0] < TILE || it->size[1] < TILE) return false;
    for (int k = 0; k < it->operands; k++) {
        int64_t outer = it->stride[0][k], inner = it->stride[1][k];
        if (outer < 0) outer = -outer;
        if (inner < 0) inner = -inner;
        if (outer != 0 && inner >= 64 && outer < inner) return true;
    }
    return false;
}

/// Bands [begin, end) of rows, each in tiles.
static void run_bands(void *context, int64_t begin, int64_t end) {
    const Run *run = context;
    const ck_iter *it = run->it;
    int64_t last = end * TILE < it->size[0] ? end * TILE : it->size[0];
    for (int64_t top = begin * TILE; top < last; top += TILE) {
        int64_t bottom = top + TILE < last ? top + TILE : last;
        for (int64_t left = 0; left < it->size[1]; left += TILE) {
            int64_t width = it->size[1] - left < TILE ? it->size[1] - left : TILE;
            for (int64_t row = top; row < bottom; row++) {
                char *ptrs[CK_MAX_OPERANDS];
                for (int k = 0; k < it->operands; k++)
                    ptrs[k] = it->data[k] + row * it->stride[0][k] + left * it->stride[1][k];
                run->loop(ptrs, it->stride[1], width, run->arg);
            }
        }
    }
}

void ck_iter_arrange(ck_iter *it, bool ordered) {
    if (it->rank == 0) return;
    if (!ordered) sort(it);
    merge(it);
}

void ck_iter_run(ck_iter *it, ck_loop loop, const void *arg, bool threads, bool ordered) {
    for (int d = 0; d < it->rank; d++)
        if (it->size[d] == 0) return;
    if (it->rank == 0) {
        static const int64_t none[CK_MAX_OPERANDS] = {0};
        loop(it->data, none, 1, arg);
        return;
    }
    ck_iter_arrange(it, ordered);
    Run run = {it, loop, arg, it->rank - 1};
    if (it->rank == 1) {
        if (threads)
            ck_parallel(it->size[0], 1 << 16, run_span, &run);
        else
            run_span(&run, 0, it->size[0]);
        return;
    }
    if (!ordered && wants_tiles(it)) {
        int64_t bands = (it->size[0] + TILE - 1) / TILE;
        if (threads) ck_parallel(bands, (1 << 16) / (TILE * it->size[1]) + 1, run_bands, &run);
        else run_bands(&run, 0, bands);
        return;
    }
    int64_t rows = 1;
    for (int d = 0; d < it->rank - 1; d++) rows *= it->size[d];
    int64_t grain = (1 << 16) / it->size[it->rank - 1] + 1;
    if (threads)
        ck_parallel(rows, grain, run_rows, &run);
    else
        run_rows(&run, 0, rows);
}
