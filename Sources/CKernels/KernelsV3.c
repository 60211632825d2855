// The kernels again for x86-64-v3 (AVX2 and FMA): chosen at run time where the machine has them, so that the program
// itself needs no more than any x86-64.

#include "CKernels.h"
#include "Elements.h"
#include "Tiers.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define TIER(name) name##_v3
#define CK_HAS_FMA 1
#include "KernelsTier.h"
#pragma clang attribute pop
#endif
