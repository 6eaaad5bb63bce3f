#include "CEpoll.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

int cepoll_create(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

int cepoll_watch(int epoll, int descriptor, uint32_t interest, uint64_t token) {
    struct epoll_event event = {.events = 0, .data.u64 = token};
    if (interest & CEPOLL_READABLE) event.events |= EPOLLIN | EPOLLRDHUP;
    if (interest & CEPOLL_WRITABLE) event.events |= EPOLLOUT;
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) == 0) return 0;
    // A descriptor that was closed and opened again under the same number has left the set by itself.
    if (errno != ENOENT) return -1;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int cepoll_unwatch(int epoll, int descriptor) {
    return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

int cepoll_wait(int epoll, struct cepoll_ready *ready, int capacity, int timeout_milliseconds) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, capacity < 64 ? capacity : 64, timeout_milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -1;
    for (int index = 0; index < count; index++) {
        uint32_t mask = events[index].events;
        ready[index].token = events[index].data.u64;
        ready[index].interest = 0;
        if (mask & ~(uint32_t)EPOLLOUT) ready[index].interest |= CEPOLL_READABLE;
        if (mask & EPOLLOUT) ready[index].interest |= CEPOLL_WRITABLE;
    }
    return count;
}

int cepoll_event_create(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

int cepoll_event_signal(int event) {
    uint64_t one = 1;
    return write(event, &one, sizeof one) == sizeof one ? 0 : -1;
}

int cepoll_event_reset(int event) {
    uint64_t count;
    return read(event, &count, sizeof count) == sizeof count ? 0 : -1;
}
