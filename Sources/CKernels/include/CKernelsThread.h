#ifndef GRADUS_CKERNELS_THREAD_H
#define GRADUS_CKERNELS_THREAD_H

/// One pointer for each thread, NULL at first: what the layer above keeps there is its own affair.
extern _Thread_local void *ck_thread_pointer;

static inline void *ck_thread_value(void) { return ck_thread_pointer; }
static inline void ck_set_thread_value(void *value) { ck_thread_pointer = value; }

#endif
