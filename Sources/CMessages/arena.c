#include "arena.h"

#include <stdlib.h>

enum { ALIGNMENT = 16, SMALLEST_CHUNK = 1024 };

typedef struct chunk {
    struct chunk *previous;
    size_t padding; /* Keeps the bytes behind it aligned. */
} chunk;

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

static void *allocate_for_protobuf_c(void *arena, size_t size) { return lyceum_arena_allocate(arena, size); }

static void free_nothing(void *arena, void *pointer) {
    (void)arena;
    (void)pointer;
}

lyceum_arena *lyceum_arena_create(size_t first_chunk, size_t limit) {
    size_t header = aligned(sizeof(lyceum_arena));
    size_t size = aligned(first_chunk);
    lyceum_arena *arena = malloc(header + size);
    if (arena == NULL) return NULL;
    arena->allocator = (ProtobufCAllocator){allocate_for_protobuf_c, free_nothing, arena};
    arena->next = (char *)arena + header;
    arena->end = arena->next + size;
    arena->chunks = NULL;
    arena->reserved = size;
    arena->limit = limit;
    arena->exhausted = 0;
    return arena;
}

void lyceum_arena_destroy(lyceum_arena *arena) {
    chunk *current = arena->chunks;
    while (current != NULL) {
        chunk *previous = current->previous;
        free(current);
        current = previous;
    }
    free(arena);
}

/* Every chunk doubles what is reserved, so that the number of mallocs is logarithmic. */
static int grow(lyceum_arena *arena, size_t size) {
    size_t wanted = arena->reserved < SMALLEST_CHUNK ? SMALLEST_CHUNK : arena->reserved;
    if (wanted < size) wanted = size;
    size_t left = arena->limit > arena->reserved ? arena->limit - arena->reserved : 0;
    if (wanted > left) wanted = size;
    if (wanted > left) {
        arena->exhausted = 1;
        return 0;
    }
    chunk *fresh = malloc(sizeof(chunk) + wanted);
    if (fresh == NULL) return 0;
    fresh->previous = arena->chunks;
    arena->chunks = fresh;
    arena->next = (char *)(fresh + 1);
    arena->end = arena->next + wanted;
    arena->reserved += wanted;
    return 1;
}

void *lyceum_arena_allocate(lyceum_arena *arena, size_t size) {
    if (size > arena->limit) {
        arena->exhausted = 1;
        return NULL;
    }
    size_t needed = aligned(size);
    if (needed > (size_t)(arena->end - arena->next) && !grow(arena, needed)) return NULL;
    void *result = arena->next;
    arena->next += needed;
    return result;
}
