#include "CKernelsThread.h"

_Thread_local void *ck_thread_pointer = 0;
