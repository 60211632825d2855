// One instruction level's kernels: the including file defines TIER and, where the level has it, CK_HAS_FMA.

#include "KernelMath.h"
#include "KernelUnary.h"
#include "KernelBinary.h"
#include "KernelReduce.h"
#include "KernelGemm.h"
#include "KernelNormal.h"
