#ifndef LYCEUM_ARENA_H
#define LYCEUM_ARENA_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* A bump allocator for protobuf-c. Freeing one allocation does nothing; destroying the arena frees them all.
   Not thread-safe: one thread fills it, afterwards any number may read. */
typedef struct lyceum_arena {
    ProtobufCAllocator allocator;
    char *next;
    char *end;
    void *chunks;    /* Chunks after the first, newest first. */
    size_t reserved; /* Bytes obtained from malloc. */
    size_t limit;
    int exhausted; /* An allocation was refused because of the limit. */
} lyceum_arena;

/* Returns NULL when malloc fails. first_chunk is the number of bytes that can be had without another malloc. */
lyceum_arena *lyceum_arena_create(size_t first_chunk, size_t limit);
void lyceum_arena_destroy(lyceum_arena *arena);
/* 16-byte aligned; NULL beyond the limit. */
void *lyceum_arena_allocate(lyceum_arena *arena, size_t size);

#endif
