#include "CKernelsThread.h"

_Thread_local void *ck_thread_pointer = 0;
_Thread_local volatile int *ck_interrupt_flag = 0;
