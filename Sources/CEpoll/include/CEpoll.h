#ifndef LYCEUM_CEPOLL_H
#define LYCEUM_CEPOLL_H
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif
