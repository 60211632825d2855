#ifndef GRADUS_CKERNELS_MEMORY_H
#define GRADUS_CKERNELS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A block of at least `size` bytes, aligned to 64, from the caching allocator; NULL when the machine cannot
/// hold it. Thread-safe.
void *ck_allocate(size_t size);

/// Gives back a block that `ck_allocate(size)` returned. Thread-safe.
void ck_release(void *block, size_t size);

/// Bytes in blocks now in use (blocks kept for reuse do not count).
size_t ck_bytes_in_use(void);

/// The largest number of bytes that may be in use at once: physical memory, or the control group's limit.
size_t ck_memory_limit(void);

/// Writes a number with `precision` decimals, exactly rounded, and returns its length (which may exceed `size`).
int ck_format_fixed(char *buffer, size_t size, double value, int precision);
/// Likewise with an exponent.
int ck_format_scientific(char *buffer, size_t size, double value, int precision);

#endif
