// The kernels for any machine of the architecture.

#include "CKernels.h"
#include "Elements.h"
#include "Tiers.h"

#define TIER(name) name##_default
#if defined(__aarch64__) || defined(__FMA__)
#define CK_HAS_FMA 1
#endif
#include "KernelsTier.h"
