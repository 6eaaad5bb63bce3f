#ifndef LYCEUM_ALLOCATION_COUNTER_H
#define LYCEUM_ALLOCATION_COUNTER_H

/* How often the process has called malloc, calloc, realloc or posix_memalign; 0 where a sanitizer stands in for them. */
long lyceum_allocation_count(void);

/* The bytes that are allocated now, over all arenas (mallinfo(3)). */
long lyceum_allocated_bytes(void);

#endif
