#!/usr/bin/env python3
"""What batching saves in the running product: SQL statements for each 1,000 uncached requests for single courses.

10,000 courses, picked by Zipf's law with the exponent 0.99, at 64 and 512 connections, through one gateway and through two
that share a course service. Prints a line of JSON for each figure.

    batching.py --products FOLDER
"""

import argparse
import os

import wrk
from installation import Installation
from product import figure, say, write_lines

COURSES = 10_000
COLUMNS = "key,title,description,category,level,price_cents,currency,creator_key,creator_name,published_at"


def fill_up(installation):
    """Imports what is missing to so many courses, and returns the path of a file of all their ids."""
    missing = COURSES - len(installation.course_ids())
    rows = [f"c{number},Course number {number},About subject {number % 100},category{number % 12},beginner,1000,EUR,"
            f"k{number % 100},Creator {number % 100},2026-01-{number % 28 + 1:02}" for number in range(missing)]
    courses = f"{installation.work}/courses.csv"
    write_lines(courses, [COLUMNS, *rows])
    installation.command("import", "courses", courses)
    ids = f"{installation.work}/ids"
    write_lines(ids, installation.course_ids())
    return ids


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True)
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS_EACH", 5)))
    arguments = parser.parse_args()
    with Installation(arguments.products) as installation:
        ids = fill_up(installation)
        gateways = [installation.uncached_gateway() for _ in range(2)]
        for connections in (64, 512):
            for count in (1, 2):
                measure(installation, gateways[:count], connections, ids, arguments.seconds)


def measure(installation, gateways, connections, ids, seconds):
    """Shares the connections out among the gateways."""
    loads = [wrk.Load("course", IDS=ids, SKEW="0.99", SEED=str(number)) for number in range(len(gateways))]

    def run(seconds):
        threads = max(1, os.cpu_count() // len(gateways))
        processes = [wrk.start(load, base, seconds, connections // len(gateways), threads)
                     for load, base in zip(loads, gateways)]
        return [wrk.finish(process, "batching") for process in processes]

    run(max(1, seconds // 2))  # The loaders adapt to their backend first.
    before = installation.statements()
    samples = run(seconds)
    requests = sum(sample["requests"] for sample in samples)
    per_thousand = (installation.statements() - before) * 1000 / requests
    say(f"{connections} connections, {len(gateways)} gateways: {requests / seconds:,.0f} req/s, p99 "
        f"{max(sample['p99'] for sample in samples):.1f} ms, {per_thousand:.1f} statements for 1,000 requests")
    name = f"zipf_{connections}_connections_{len(gateways)}_gateways"
    figure(f"{name}_sql_per_1000", per_thousand, "statements")
    figure(f"{name}_p99", max(sample["p99"] for sample in samples), "ms")


if __name__ == "__main__":
    main()
