#!/usr/bin/env bash
# Does what a new user does: make run in an empty state directory, a look with curl, Ctrl-C. Fails unless everything
# comes up, answers, has metrics that Prometheus finds nothing wrong with, stops in order and leaves no process behind;
# then starts once more against the clock.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/common.sh

# Ports of our own, so that an installation that runs here is not disturbed.
export LYCEUM_HTTP_PORT=18080 LYCEUM_DEMO=full
export LYCEUM_COURSE_LISTEN=127.0.0.1:17101 LYCEUM_COURSE_ADMIN_LISTEN=127.0.0.1:17201
export LYCEUM_LEADERBOARD_LISTEN=127.0.0.1:17102 LYCEUM_LEADERBOARD_ADMIN_LISTEN=127.0.0.1:17202
export LYCEUM_CACHE_LISTEN=127.0.0.1:17103 LYCEUM_CACHE_ADMIN_LISTEN=127.0.0.1:17203
export LYCEUM_GATEWAY_ADMIN_LISTEN=127.0.0.1:17200

work="$(mktemp --directory)"
chmod 755 "$work"
export LYCEUM_STATE_DIR=$work/state
log=$work/log
processes=(gateway course leaderboard cache postgres redis)
up=

# Ends what is left after a failure, by the ids that it noted itself, and shows what it said.
clean_up() {
    local code=$?
    if ((code != 0)); then tail --lines=100 "$log" 2>/dev/null || true; fi
    if [[ -n $up ]] && kill -0 "$up" 2>/dev/null; then
        kill -TERM "$up"
        wait "$up" || true
    fi
    rm -rf "$work"
    exit "$code"
}
trap clean_up EXIT

# Starts `lyceum up` by the command given, and waits for the line that says it is ready.
start() {
    local limit=$1 begin=$SECONDS
    shift
    : >"$log"
    "$@" >"$log" 2>&1 </dev/null &
    up=$!
    until grep --quiet '^Lyceum is ready: http://127.0.0.1:18080$' "$log"; do
        kill -0 "$up" 2>/dev/null || die "it ended before it was ready"
        ((SECONDS - begin < limit)) || die "not ready within $limit s"
        sleep 0.1
    done
    say "ready after $((SECONDS - begin)) s"
}

# Presses Ctrl-C and waits for an orderly end.
stop() {
    local pids=() name begin=$SECONDS
    for name in "${processes[@]}"; do pids+=("$(cat "$LYCEUM_STATE_DIR/$name.pid")"); done
    kill -INT "$up"
    wait "$up" || die "lyceum up ended with code $?"
    up=
    grep --quiet '^Lyceum has stopped\.$' "$log" || die "it did not say that it stopped"
    for pid in "${pids[@]}"; do
        [[ ! -e /proc/$pid ]] || die "process $pid is left: $(tr '\0' ' ' <"/proc/$pid/cmdline")"
    done
    [[ -z "$(find "$LYCEUM_STATE_DIR" -maxdepth 1 -name '*.pid')" ]] || die "pid files are left"
    say "stopped after $((SECONDS - begin)) s"
}

# Fails unless a path answers with the status.
expect() {
    local status
    status="$(curl --silent --max-time 10 --output "$work/body" --write-out '%{http_code}' \
        "http://127.0.0.1:$LYCEUM_HTTP_PORT$2")"
    [[ $status == "$1" ]] || die "$2 answered $status instead of $1: $(head --bytes=500 "$work/body")"
}

# Fails unless the metrics on an admin listener follow Prometheus' rules for names, types, units and descriptions.
check_metrics() {
    curl --silent --fail --max-time 10 --output "$work/metrics" "http://$1/metrics" || die "$1 shows no metrics"
    promtool check metrics <"$work/metrics" >"$work/complaints" 2>&1 ||
        die "promtool complains about the metrics of $1: $(cat "$work/complaints")"
    # A metric without a description is described by the words of its name.
    awk '/^# HELP/ { words = $3; gsub(/_/, " ", words); text = substr($0, length("# HELP  ") + length($3) + 1)
        if (text == words) print $3 " has no description" }' "$work/metrics" >>"$work/complaints"
    [[ ! -s $work/complaints ]] || die "the metrics of $1 are not as they should be: $(cat "$work/complaints")"
}

# A process in the background ignores Ctrl-C unless job control is on.
set -m
say "building"
make build
say "make run"
start 120 scripts/run.sh
expect 200 "/api/v1/courses?limit=1"
expect 404 /api/v1/courses/00000000-0000-4000-8000-000000000000
expect 200 "/api/v1/leaderboard?limit=1"
scripts/check-readme.py "http://127.0.0.1:$LYCEUM_HTTP_PORT"
for listener in "$LYCEUM_GATEWAY_ADMIN_LISTEN" "$LYCEUM_COURSE_ADMIN_LISTEN" "$LYCEUM_LEADERBOARD_ADMIN_LISTEN" \
    "$LYCEUM_CACHE_ADMIN_LISTEN"; do
    check_metrics "$listener"
done
say "the contract"
scripts/check-contract.sh "http://127.0.0.1:$LYCEUM_HTTP_PORT" .build-release/release/lyceum
stop

say "make run once more"
start 5 scripts/run.sh
stop
