#ifndef LYCEUM_CEPOLL_H
#define LYCEUM_CEPOLL_H

#include <stdint.h>

// epoll and eventfd are missing from Swift's Glibc module, and `struct epoll_event` is packed around a union,
// which the importer can't show. Every function returns -1 and sets errno on failure.

/// What a descriptor waits for, or is ready for.
enum cepoll_interest {
    CEPOLL_READABLE = 1,
    CEPOLL_WRITABLE = 2,
};

/// One descriptor that is ready. A hang-up or an error counts as readable, so that the reader meets it.
struct cepoll_ready {
    uint64_t token;
    uint32_t interest;
};

int cepoll_create(void);

/// Watches `descriptor`, level-triggered, or changes what it is watched for.
int cepoll_watch(int epoll, int descriptor, uint32_t interest, uint64_t token);

int cepoll_unwatch(int epoll, int descriptor);

/// Fills at most `capacity` (64 at most) entries; waits `timeout_milliseconds`, or without end if it is negative.
/// An interruption by a signal counts as nothing ready.
int cepoll_wait(int epoll, struct cepoll_ready *ready, int capacity, int timeout_milliseconds);

/// A non-blocking event counter: something that another thread can make readable.
int cepoll_event_create(void);

/// Makes the counter readable.
int cepoll_event_signal(int event);

/// Makes the counter unreadable again.
int cepoll_event_reset(int event);

#endif
