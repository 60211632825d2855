#include "CKernels.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

// One worker beside the caller: it spins for a moment after a job, so that a chain of large operations forks
// and joins in well under a microsecond, then sleeps. A caller that finds it busy does its work alone.

typedef struct {
    void (*body)(void *, int64_t, int64_t);
    void *context;
    int64_t begin, end;
} Job;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t sleep_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
static atomic_flag busy = ATOMIC_FLAG_INIT;
static Job job;
static _Atomic unsigned posted, finished;
static _Atomic int sleeping;
static bool available;

enum { SPINS = 20000 };

static inline void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void wait_for_job(unsigned seen) {
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(&posted, memory_order_acquire) != seen) return;
        relax();
    }
    pthread_mutex_lock(&sleep_lock);
    atomic_store(&sleeping, 1);
    while (atomic_load(&posted) == seen) pthread_cond_wait(&wake, &sleep_lock);
    atomic_store(&sleeping, 0);
    pthread_mutex_unlock(&sleep_lock);
}

static void *work(void *unused) {
    (void)unused;
    for (unsigned seen = 0;;) {
        wait_for_job(seen);
        seen++;
        job.body(job.context, job.begin, job.end);
        atomic_store_explicit(&finished, seen, memory_order_release);
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
    if (n < 2 * grain || n < 2) {
        body(context, 0, n);
        return;
    }
    pthread_once(&once, start);
    if (!available || atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {
        body(context, 0, n);
        return;
    }
    // A boundary on a multiple of 64 keeps every vector of the first half whole.
    int64_t half = n >= 256 ? (n / 2) & ~(int64_t)63 : n / 2;
    job = (Job){body, context, half, n};
    unsigned ticket = atomic_fetch_add(&posted, 1) + 1;
    if (atomic_load(&sleeping)) {
        pthread_mutex_lock(&sleep_lock);
        pthread_cond_signal(&wake);
        pthread_mutex_unlock(&sleep_lock);
    }
    body(context, 0, half);
    for (int spins = 0; atomic_load_explicit(&finished, memory_order_acquire) != ticket; spins++) {
        // After a while the worker has probably lost its core: let it have this one.
        if (spins < SPINS) relax();
        else usleep(20);
    }
    atomic_flag_clear_explicit(&busy, memory_order_release);
}
