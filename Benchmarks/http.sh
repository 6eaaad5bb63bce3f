#!/usr/bin/env bash
# The whole product under load: four processes, PostgreSQL and Redis, with the load generator on the same machine.
# The cache is off, so that every request reaches PostgreSQL.
#
#   SECONDS_EACH=10 CONNECTIONS=64 ./http.sh
set -euo pipefail
cd "$(dirname "$0")"
. ./common.sh

seconds_each=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-64}
command -v wrk >/dev/null || { say "wrk is missing: apt-get install wrk"; exit 1; }

work="$(mktemp --directory)"
export LYCEUM_STATE_DIR="$work/state" LYCEUM_CACHE=off LYCEUM_HTTP_PORT=18080
export LYCEUM_COURSE_LISTEN=127.0.0.1:17101 LYCEUM_LEADERBOARD_LISTEN=127.0.0.1:17102
export LYCEUM_CACHE_LISTEN=127.0.0.1:17103
export LYCEUM_GATEWAY_ADMIN_LISTEN=127.0.0.1:17200 LYCEUM_COURSE_ADMIN_LISTEN=127.0.0.1:17201
export LYCEUM_LEADERBOARD_ADMIN_LISTEN=127.0.0.1:17202 LYCEUM_CACHE_ADMIN_LISTEN=127.0.0.1:17203
base=http://127.0.0.1:18080/api/v1

products="${PRODUCTS:-$(../scripts/build.sh)}"
"$products/lyceum" up >"$work/up.log" 2>&1 &
up=$!
stop() {
    kill -TERM "$up" 2>/dev/null || true
    wait "$up" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
for _ in $(seq 1200); do
    grep -q 'Lyceum is ready' "$work/up.log" && break
    kill -0 "$up" 2>/dev/null || { cat "$work/up.log" >&2; exit 1; }
    sleep 0.1
done

say "collecting the ids of the courses"
for page in $(seq 20); do
    curl --silent --fail "$base/courses?limit=100&page=$page&fields=id" | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
done >"$work/ids"
ids=$(wc -l <"$work/ids")
((ids > 0)) || { say "no courses"; exit 1; }

# SQL statements that the course service has sent so far.
statements() {
    curl --silent --fail http://127.0.0.1:17201/metrics |
        awk '/^lyceum_postgres_statements_total/ { sum += $NF } END { printf "%d\n", sum }'
}

# Loads a target, and sets `rate`, `requests`, `median`, `tail` and `errors`.
load() {
    local report="$work/wrk"
    IDS="$work/ids" wrk --threads 1 --connections "$connections" --duration "${seconds_each}s" --latency \
        --script "$1" "$base" >"$report"
    rate=$(awk '/Requests\/sec/ { print $2 }' "$report")
    requests=$(awk '/requests in/ { print $1 }' "$report")
    median=$(awk '$1 == "50%" { print $2 }' "$report")
    tail=$(awk '$1 == "99%" { print $2 }' "$report")
    errors=$(awk '/Non-2xx|Socket errors/' "$report")
    [[ -z $errors ]] || { say "the load saw errors: $errors"; exit 1; }
}

load wrk/uncached-course.lua # warm-up
before=$(statements)
load wrk/uncached-course.lua
per_thousand=$(awk -v s=$(($(statements) - before)) -v r="$requests" 'BEGIN { printf "%.1f", s * 1000 / r }')
printf '%-34s %10s req/s   p50 %s, p99 %s, %s SQL statements per 1,000 requests\n' \
    "course by id, cache off" "$rate" "$median" "$tail" "$per_thousand"
figure uncached_course_rps "$rate" req/s
figure sql_per_1000_uncached "$per_thousand" statements

load wrk/catalogue-page.lua
printf '%-34s %10s req/s   p50 %s, p99 %s\n' "catalogue page of 20, cache off" "$rate" "$median" "$tail"
figure catalogue_page_rps "$rate" req/s
