// One instruction level's kernels: the including file defines TIER and, where the level has it, CK_HAS_FMA.

// Whether a loop becomes vector code depends on the build (sanitizers forgo it); its meaning does not.
#pragma clang diagnostic ignored "-Wpass-failed"

#include "KernelMath.h"
#include "KernelUnary.h"
#include "KernelBinary.h"
#include "KernelReduce.h"
#include "KernelGemm.h"
#include "KernelNormal.h"
