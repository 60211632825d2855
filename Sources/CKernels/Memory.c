#include "CKernels.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// Freed blocks are kept in lists by size class, four classes to each power of two, so that a training loop
// gets the same warm pages again at every step: fresh pages cost several times the work done on them.

enum { CLASS_BITS = 2, CLASSES = 64 << CLASS_BITS };

typedef struct Free {
    struct Free *next;
} Free;

static Free *lists[CLASSES];
static size_t kept_bytes;
static atomic_flag lock = ATOMIC_FLAG_INIT;
static _Atomic size_t used_bytes;
static _Atomic size_t limit_bytes;

/// Blocks kept for reuse stay below this, so that one large tensor does not pin its memory for ever.
static const size_t KEEP_AT_MOST = (size_t)1 << 30;

static void enter(void) {
    while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
}

static void leave(void) { atomic_flag_clear_explicit(&lock, memory_order_release); }

/// The class of the smallest block that holds `size` bytes, and that block's size.
static int class_of(size_t size, size_t *rounded) {
    if (size < 256) size = 256;
    int top = 63 - __builtin_clzll((unsigned long long)size);
    int shift = top - CLASS_BITS;
    size_t step = (size_t)1 << shift;
    size_t up = (size + step - 1) & ~(step - 1);
    *rounded = up;
    top = 63 - __builtin_clzll((unsigned long long)up);
    return (top << CLASS_BITS) + (int)((up >> (top - CLASS_BITS)) & ((1 << CLASS_BITS) - 1));
}

static size_t read_limit(void) {
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    size_t limit = pages > 0 && page > 0 ? (size_t)pages * (size_t)page : (size_t)8 << 30;
    static const char *const files[] = {
        "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"};
    for (int i = 0; i < 2; i++) {
        FILE *file = fopen(files[i], "re");
        unsigned long long value = 0;
        if (!file) continue;
        if (fscanf(file, "%llu", &value) == 1 && value > 0 && value < limit) limit = (size_t)value;
        fclose(file);
    }
    return limit;
}

size_t ck_memory_limit(void) {
    size_t limit = atomic_load_explicit(&limit_bytes, memory_order_relaxed);
    if (limit) return limit;
    limit = read_limit();
    atomic_store_explicit(&limit_bytes, limit, memory_order_relaxed);
    return limit;
}

size_t ck_bytes_in_use(void) { return atomic_load_explicit(&used_bytes, memory_order_relaxed); }

/// Hands every kept block back to the system.
static void drop_kept(void) {
    Free *taken[CLASSES];
    enter();
    for (int i = 0; i < CLASSES; i++) {
        taken[i] = lists[i];
        lists[i] = NULL;
    }
    kept_bytes = 0;
    leave();
    for (int i = 0; i < CLASSES; i++) {
        while (taken[i]) {
            Free *next = taken[i]->next;
            free(taken[i]);
            taken[i] = next;
        }
    }
}

void *ck_allocate(size_t size) {
    // Only a large request can exceed the machine, and only then is its limit worth reading from files.
    if (size > (size_t)1 << 28) {
        size_t limit = ck_memory_limit(), used = ck_bytes_in_use();
        if (size > limit || used > limit - size) return NULL;
    }
    size_t rounded;
    int list = class_of(size, &rounded);
    enter();
    Free *block = lists[list];
    if (block) {
        lists[list] = block->next;
        kept_bytes -= rounded;
    }
    leave();
    if (!block) {
        void *fresh = NULL;
        if (posix_memalign(&fresh, 64, rounded) != 0) {
            drop_kept();
            if (posix_memalign(&fresh, 64, rounded) != 0) return NULL;
        }
        block = fresh;
    }
    atomic_fetch_add_explicit(&used_bytes, rounded, memory_order_relaxed);
    return block;
}

void ck_release(void *pointer, size_t size) {
    size_t rounded;
    int list = class_of(size, &rounded);
    atomic_fetch_sub_explicit(&used_bytes, rounded, memory_order_relaxed);
    Free *block = pointer;
    bool keep = false;
    enter();
    if (rounded <= KEEP_AT_MOST && kept_bytes <= KEEP_AT_MOST - rounded) {
        block->next = lists[list];
        lists[list] = block;
        kept_bytes += rounded;
        keep = true;
    }
    leave();
    if (!keep) free(block);
}
