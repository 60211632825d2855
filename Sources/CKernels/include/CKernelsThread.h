#ifndef GRADUS_CKERNELS_THREAD_H
#define GRADUS_CKERNELS_THREAD_H

/// One pointer for each thread, NULL at first: what the layer above keeps there is its own affair.
extern _Thread_local void *ck_thread_pointer;

static inline void *ck_thread_value(void) { return ck_thread_pointer; }
static inline void ck_set_thread_value(void *value) { ck_thread_pointer = value; }

/// What a signal handler sets to a value other than 0 to end what a thread is at; NULL where nobody does.
extern _Thread_local volatile int *ck_interrupt_flag;

static inline void ck_watch_interrupt(int *flag) { ck_interrupt_flag = flag; }
/// Forgets a flag that is about to go, unless another is watched by now.
static inline void ck_forget_interrupt(int *flag) {
    if (ck_interrupt_flag == flag) ck_interrupt_flag = 0;
}
/// Whether the flag is set: long loops give up then, and their callers take it.
static inline int ck_interrupted(void) { return ck_interrupt_flag && *ck_interrupt_flag; }
/// Whether the flag is set; it is cleared, for the caller ends the work.
static inline int ck_take_interrupt(void) {
    if (!ck_interrupt_flag || !*ck_interrupt_flag) return 0;
    *ck_interrupt_flag = 0;
    return 1;
}

#endif
