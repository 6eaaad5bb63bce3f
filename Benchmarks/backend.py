#!/usr/bin/env python3
"""Two promises of the loader, held in front of a running course service with PostgreSQL behind it.

10,000 courses, picked by Zipf's law with the exponent 0.99 under load.

- One look-up in flight takes about as long through the loader as by a call of its own (LoaderPath).
- Calls that stall, one reply in a thousand by 20 ms, hardly move the p99 of uncached requests for single courses: two
  gateways reach the service through a proxy, which holds such replies back for one of them. They take turns, and figures
  are medians of the rounds.

Prints a line of JSON for each figure.

    backend.py --products FOLDER --loader-path PROGRAM --stalling-proxy PROGRAM
"""

import argparse
import os
import statistics
import subprocess

import wrk
from batching import fill_up
from installation import Installation
from peers import StallingProxy
from product import figure, say

STALLED_SHARE = 0.001
STALL_SECONDS = 0.020


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True)
    parser.add_argument("--loader-path", required=True)
    parser.add_argument("--stalling-proxy", required=True)
    parser.add_argument("--lookups", type=int, default=int(os.environ.get("LOOKUPS", 5000)))
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS_EACH", 15)))
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", 3)))
    arguments = parser.parse_args()
    with Installation(arguments.products) as installation:
        ids = fill_up(installation)
        service = installation.environment["LYCEUM_COURSE_LISTEN"]
        with open(ids, encoding="ascii") as file:
            subprocess.run([arguments.loader_path, service.rsplit(":", 1)[1], str(arguments.lookups)],
                           stdin=file, check=True)
        measure_stalls(installation, service, ids, arguments)


def measure_stalls(installation, service, ids, arguments):
    port = service.rsplit(":", 1)[1]
    proxies = []
    for name, share in (("calm", 0), ("stalling", STALLED_SHARE)):
        proxies.append(StallingProxy(name, arguments.stalling_proxy, installation.work, port, share, STALL_SECONDS))
        installation.servers.append(proxies[-1])
    bases = [installation.uncached_gateway(LYCEUM_COURSE_ADDRESSES=proxy.address) for proxy in proxies]
    for connections in (64, 512):
        samples = [[], []]
        for number in range(arguments.rounds + 1):
            for base, taken in zip(bases, samples):
                load = wrk.Load("course", IDS=ids, SKEW="0.99", SEED=str(number))
                # The first round warms up.
                sample = wrk.run(load, base, arguments.seconds if number else 1, connections, "stalls")
                if number:
                    taken.append(sample["p99"])
        calm_p99, stalling_p99 = map(statistics.median, samples)
        say(f"{connections} connections: p99 {calm_p99:.1f} ms, with stalls {stalling_p99:.1f} ms")
        figure(f"stalls_{connections}_connections_p99_without", calm_p99, "ms")
        figure(f"stalls_{connections}_connections_p99_moved", stalling_p99 - calm_p99, "ms")
    stalled = proxies[1].stalled()
    say(f"{stalled} replies were held back")
    if not stalled:
        raise SystemExit("nothing has stalled: measure longer")


if __name__ == "__main__":
    main()
