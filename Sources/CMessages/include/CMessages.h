#ifndef LYCEUM_CMESSAGES_H
#define LYCEUM_CMESSAGES_H

#include "arena.h"
#include "google/rpc/error_details.pb-c.h"
#include "google/rpc/status.pb-c.h"
#include "grpc/health/v1/health.pb-c.h"
#include "lyceum/cache/v1/cache.pb-c.h"
#include "lyceum/course/v1/course.pb-c.h"
#include "lyceum/leaderboard/v1/leaderboard.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

#endif
