#ifndef LYCEUM_ALLOCATION_COUNTER_H
#define LYCEUM_ALLOCATION_COUNTER_H

/* How often the process has asked for memory by malloc(3) or one of its kin, but for valloc(3) and pvalloc(3); 0 where
   a sanitizer stands in for them. */
long lyceum_allocation_count(void);

/* The bytes that the program holds now: what was allocated and not freed, without what the allocator's caches keep
   (mallinfo(3) counts those of each thread as in use, up to 200 KB that fill in the course of a million calls). */
long lyceum_allocated_bytes(void);

#endif
