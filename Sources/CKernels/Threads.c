#include "CKernels.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

// One worker beside the caller: it spins for a moment after a job, so that a chain of large operations forks
// and joins in well under a microsecond, then sleeps. A caller that finds it busy does its work alone.

typedef struct {
    void (*body)(void *, int64_t, int64_t);
    void *context;
    int64_t n, chunk;
} Job;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t sleep_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
static atomic_flag busy = ATOMIC_FLAG_INIT;
static Job job;
/// The start of the next chunk to be taken.
static _Atomic int64_t next_start;
/// Counts jobs; `open_job` is the number of the one that may be joined, or 0.
static _Atomic unsigned posted, open_job;
/// Whether the worker is at the open job.
static _Atomic int working, sleeping;
static bool available;

enum { SPINS = 20000 };

static inline void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// Takes chunks until none is left: caller and worker share the job by who is there, so that a worker that has lost
/// its core holds nobody up.
static void take_chunks(void) {
    for (;;) {
        int64_t begin = atomic_fetch_add(&next_start, job.chunk);
        if (begin >= job.n) return;
        int64_t end = job.n - begin < job.chunk ? job.n : begin + job.chunk;
        job.body(job.context, begin, end);
    }
}

static unsigned wait_for_job(unsigned seen) {
    for (int i = 0; i < SPINS; i++) {
        unsigned now = atomic_load(&posted);
        if (now != seen) return now;
        relax();
    }
    pthread_mutex_lock(&sleep_lock);
    atomic_store(&sleeping, 1);
    while (atomic_load(&posted) == seen) pthread_cond_wait(&wake, &sleep_lock);
    atomic_store(&sleeping, 0);
    pthread_mutex_unlock(&sleep_lock);
    return atomic_load(&posted);
}

static void *work(void *unused) {
    (void)unused;
    for (unsigned seen = 0;;) {
        seen = wait_for_job(seen);
        // Say that we are in before looking whether the job is still open: the caller closes it before it looks.
        atomic_store(&working, 1);
        if (atomic_load(&open_job) == seen) take_chunks();
        atomic_store(&working, 0);
    }
    return NULL;
}

static void start(void) {
    if (sysconf(_SC_NPROCESSORS_ONLN) < 2) return;
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    available = pthread_create(&thread, &attributes, work, NULL) == 0;
    pthread_attr_destroy(&attributes);
}

void ck_parallel(int64_t n, int64_t grain, void (*body)(void *, int64_t, int64_t), void *context) {
    ck_parallel_chunks(n, grain, 8, body, context);
}

void ck_parallel_chunks(
    int64_t n, int64_t grain, int64_t chunks, void (*body)(void *, int64_t, int64_t), void *context) {
    if (n < 2 * grain || n < 2) {
        body(context, 0, n);
        return;
    }
    pthread_once(&once, start);
    if (!available || atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {
        body(context, 0, n);
        return;
    }
    // Boundaries on multiples of 64 keep every vector whole.
    int64_t chunk = (n + chunks - 1) / chunks;
    if (n >= 64 * chunks) chunk = (chunk + 63) & ~(int64_t)63;
    job = (Job){body, context, n, chunk};
    atomic_store(&next_start, 0);
    unsigned ticket = atomic_load(&posted) + 1;
    if (ticket == 0) ticket = 1;
    atomic_store(&open_job, ticket);
    atomic_store(&posted, ticket);
    if (atomic_load(&sleeping)) {
        pthread_mutex_lock(&sleep_lock);
        pthread_cond_signal(&wake);
        pthread_mutex_unlock(&sleep_lock);
    }
    take_chunks();
    atomic_store(&open_job, 0);
    for (int spins = 0; atomic_load(&working); spins++) {
        if (spins < SPINS) relax();
        else sched_yield();
    }
    atomic_flag_clear_explicit(&busy, memory_order_release);
}
