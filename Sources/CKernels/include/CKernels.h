#ifndef GRADUS_CKERNELS_H
#define GRADUS_CKERNELS_H

// The C half of Arrays: memory, strided iteration, and loops over elements. Nothing here allocates a Swift
// object or reports an error by any way but its return value.

#include "CKernelsMemory.h"
#include "CKernelsThread.h"
#include "CKernelsLoops.h"
#include "CKernelsRandom.h"
#include "CKernelsIndexing.h"

#endif
