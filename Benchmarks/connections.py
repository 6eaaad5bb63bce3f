#!/usr/bin/env python3
"""What many connections cost the gateway: its resident memory, in MB of 2^20 bytes, and the latencies of few requests.

- idle: each connection has had one answer, of a few that are cached already, and stays open;
- browse: requests of `lyceum bench load --mix browse` come over as many connections, 1,800 a second.

A gateway each, with its caches. Prints a line of JSON for each figure.

    connections.py --products FOLDER
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
from urllib.parse import urlsplit

from installation import Installation, get
from product import figure, say

RATE = 1800
SPARE = 2000  # Descriptors and connections beside those that are measured.
COURSES = 100


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True)
    parser.add_argument("--connections", type=int, default=int(os.environ.get("CONNECTIONS", 10_000)))
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS_EACH", 20)))
    arguments = parser.parse_args()
    if not allow_descriptors(arguments.connections + SPARE):
        return
    limits = {"LYCEUM_HTTP_MAX_CONNECTIONS": str(arguments.connections + SPARE)}
    with Installation(arguments.products) as installation:
        quiet = installation.gateway(**limits)
        paths = [f"/api/v1/courses/{course}" for course in installation.course_ids()[:COURSES]]
        for path in paths:
            get(quiet + path)
        asyncio.run(measure_idle(installation, quiet, paths, arguments.connections))
        busy = installation.gateway(**limits)
        measure_browsing(installation, busy, arguments)


def allow_descriptors(count):
    """Raises the limit for this process and those that it starts; tells whether it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count:
        say(f"connections: left out, as {count} descriptors are needed, and the hard limit is {hard}")
        return False
    if soft != resource.RLIM_INFINITY and soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))
    return True


def resident(installation, field="VmRSS"):
    """Of the gateway that was started last."""
    with open(f"/proc/{installation.gateways[-1].pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(field)) / 1024


async def measure_idle(installation, base, paths, count):
    before = resident(installation)
    address = urlsplit(base)
    gate = asyncio.Semaphore(200)

    async def connect(number):
        async with gate:
            reader, writer = await asyncio.open_connection(address.hostname, address.port)
            writer.write(f"GET {paths[number % len(paths)]} HTTP/1.1\r\nhost: x\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(head.decode(errors="replace"))
            return reader, writer

    connections = await asyncio.gather(*(connect(number) for number in range(count)))
    memory = resident(installation)
    if any(reader.at_eof() for reader, _ in connections):
        raise SystemExit("the gateway has closed connections")
    say(f"{count} idle connections: {memory:.0f} MB, {(memory - before) * 1024 / count:.1f} kB each")
    figure("connections_idle_resident", memory, "MB")
    figure("connections_idle_each", (memory - before) * 1024 / count, "kB")
    for _, writer in connections:
        writer.close()


def measure_browsing(installation, base, arguments):
    command = [f"{arguments.products}/lyceum", "bench", "load", "--mix", "browse", "--rate", str(RATE), "--duration",
               f"{arguments.seconds}s", "--connections", str(arguments.connections), "--url", base, "--name",
               "connections_browse", "--fail-on-errors"]
    figures = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    peak = resident(installation, "VmHWM")
    for line in map(json.loads, figures.splitlines()):
        if line["bench"].endswith(("_p95", "_p99")):
            figure(line["bench"], line["value"], line["unit"])
    say(f"{arguments.connections} connections that browse: {peak:.0f} MB at most")
    figure("connections_browse_resident", peak, "MB")


if __name__ == "__main__":
    main()
