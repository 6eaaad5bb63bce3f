#include "allocation_counter.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)

/* Both sanitizers bring an allocator of their own, which counts (sanitizer/allocator_interface.h). */
extern size_t __sanitizer_get_current_allocated_bytes(void);

long lyceum_allocation_count(void) { return 0; }

long lyceum_allocated_bytes(void) { return (long)__sanitizer_get_current_allocated_bytes(); }

#else

static atomic_long count;
static atomic_long bytes;

long lyceum_allocation_count(void) { return atomic_load_explicit(&count, memory_order_relaxed); }

long lyceum_allocated_bytes(void) { return atomic_load_explicit(&bytes, memory_order_relaxed); }

/* The program's own functions come before those of the C library, for every library of the process (ld.so(8)). */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *pointer);

static void add(size_t size) { atomic_fetch_add_explicit(&bytes, (long)size, memory_order_relaxed); }

static void subtract(size_t size) { atomic_fetch_sub_explicit(&bytes, (long)size, memory_order_relaxed); }

/* Counts a call that has given this memory, if any. */
static void *counted(void *pointer) {
    atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
    add(malloc_usable_size(pointer));
    return pointer;
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }

void *calloc(size_t number, size_t size) { return counted(__libc_calloc(number, size)); }

void *memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    void *memory = counted(__libc_memalign(alignment, size));
    if (memory == NULL) return ENOMEM;
    *result = memory;
    return 0;
}

void *realloc(void *pointer, size_t size) {
    size_t before = malloc_usable_size(pointer);
    void *memory = counted(__libc_realloc(pointer, size));
    /* What could not grow is still there; what was asked to have no bytes is gone. */
    if (memory != NULL || size == 0) subtract(before);
    return memory;
}

void free(void *pointer) {
    subtract(malloc_usable_size(pointer));
    __libc_free(pointer);
}

#endif
