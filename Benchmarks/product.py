#!/usr/bin/env python3
"""The whole product under load, side by side with peers that serve the same answers from the same database.

Peers take turns, round by round, and figures are medians of the rounds: what else the machine does hurts all alike. Before
anything is measured the answers are compared: a peer that answers something else is no peer. Prints a line of JSON for each
figure, and a table to the standard error.

    product.py --products FOLDER [--nio PROGRAM] [--fastapi PYTHON]
"""

import argparse
import json
import os
import statistics
import sys
import urllib.error

import peers
import wrk
from installation import Installation, get

HITS = 200  # So few courses that a cache for seconds has them all.
METRICS = {"rps": "req/s", "p50": "ms", "p99": "ms"}


def figure(name, value, unit):
    digits = 3 if unit in ("ratio", "ms") else 1
    print(json.dumps({"bench": name, "value": round(value, digits), "unit": unit}), flush=True)


def say(text):
    print(text, file=sys.stderr, flush=True)


def same_answers(path, *bases, token=None):
    """Fails unless all answer the same, but for what only we have: cursors."""
    answers = [json.loads(get(base + path, token)) for base in bases]
    for answer in answers:
        answer.get("pagination", {}).pop("next_cursor", None)
    if any(answer != answers[0] for answer in answers):
        raise SystemExit("\n".join([f"the answers to {path} differ:", *map(json.dumps, answers)]))


def has_dashboard(base, token):
    try:
        get(f"{base}/api/v1/me/dashboard", token)
        return True
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return False


class Contest:
    """A load, and those who take it in turns: their names and bases, and what goes before their paths."""

    def __init__(self, name, load, entrants):
        self.name = name
        self.load = load
        self.entrants = entrants

    def measure(self, seconds, rounds, connections):
        """The medians by entrant."""
        samples = {name: [] for name, _, _ in self.entrants}
        for number in range(rounds + 1):
            for name, base, prefix in self.entrants:
                load = wrk.Load(self.load.script, **self.load.environment, PREFIX=prefix)
                # The first round warms up.
                length = seconds if number else max(1, seconds // 2)
                sample = wrk.run(load, base, length, connections, f"{self.name} by {name}")
                if number:
                    samples[name].append(sample)
        return {name: {metric: statistics.median(sample[metric] for sample in taken) for metric in METRICS}
                for name, taken in samples.items()}


def contests(installation, uncached, arguments):
    """All loads that can be made here."""
    work, servers = installation.work, installation.servers
    ids = installation.course_ids()
    write_lines(f"{work}/ids", ids)
    write_lines(f"{work}/hits", ids[:HITS])
    tokens = installation.tokens(100)
    write_lines(f"{work}/tokens", tokens)
    os.mkdir(f"{work}/static")
    course = f"{work}/static/course.json"
    with open(course, "wb") as file:
        file.write(get(f"{installation.base}/api/v1/courses/{ids[0]}"))

    by_id, page, dashboard = ([("ours", uncached, "")] for _ in range(3))
    hit = [("ours", installation.base, "")]
    if arguments.fastapi:
        fastapi = peers.fastapi(arguments.fastapi, installation, work, f"/api/v1/courses/{ids[0]}")
        servers.append(fastapi)
        for path in (f"/api/v1/courses/{identifier}" for identifier in ids[:20]):
            # The cache is asked twice: it has the first answer then.
            same_answers(path, uncached, installation.base, fastapi.base, *[f"{fastapi.base}/cached"] * 2)
        for sort in ("newest", "popular", "rating", "title"):
            for page_number in (1, 2):
                same_answers(f"/api/v1/courses?limit=20&sort={sort}&page={page_number}", uncached, fastapi.base)
        by_id.append(("fastapi", fastapi.base, ""))
        page.append(("fastapi", fastapi.base, ""))
        hit.append(("fastapi", fastapi.base, "/cached"))
    if arguments.nio:
        servers.append(peers.bare_nio(arguments.nio, course, work))
        hit.append(("bare_nio", servers[-1].base, ""))
    if nginx := peers.nginx(course, work):
        servers.append(nginx)
        hit.append(("nginx", nginx.base, ""))

    yield Contest("uncached", wrk.Load("course", IDS=f"{work}/ids"), by_id)
    yield Contest("page", wrk.Load("catalogue-page"), page)
    yield Contest("hit", wrk.Load("course", IDS=f"{work}/hits"), hit)
    if has_dashboard(uncached, tokens[0]):
        if arguments.fastapi:
            for token in tokens[:10]:
                same_answers(
                    "/api/v1/me/dashboard", uncached, fastapi.base, f"{fastapi.base}/dataloader", token=token)
            dashboard.append(("fastapi", fastapi.base, ""))
            dashboard.append(("fastapi_dataloader", fastapi.base, "/dataloader"))
        yield Contest("dashboard", wrk.Load("dashboard", TOKENS=f"{work}/tokens"), dashboard)
    else:
        say("==> skipped: dashboard, which this gateway doesn't serve")


def write_lines(path, lines):
    with open(path, "w", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))


def report(contest, results):
    say(f"\n{contest.name:<24}{'req/s':>12}{'p50 ms':>10}{'p99 ms':>10}")
    for name, values in results.items():
        say(f"{name:<24}{values['rps']:>12,.0f}{values['p50']:>10.2f}{values['p99']:>10.2f}")
        for metric, unit in METRICS.items():
            figure(f"{contest.name}_{metric}_{name}", values[metric], unit)
    ours = results["ours"]["rps"]
    for name, values in results.items():
        if name != "ours":
            figure(f"{contest.name}_vs_{name}", ours / values["rps"], "ratio")


def report_statements(installation, contest, base, arguments):
    before = installation.statements()
    sample = wrk.run(contest.load, base, arguments.seconds, arguments.connections, "uncached")
    per_thousand = (installation.statements() - before) * 1000 / sample["requests"]
    figure("sql_per_1000_uncached", per_thousand, "statements")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", required=True)
    parser.add_argument("--nio")
    parser.add_argument("--fastapi")
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS_EACH", 5)))
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", 3)))
    parser.add_argument("--connections", type=int, default=int(os.environ.get("CONNECTIONS", 64)))
    arguments = parser.parse_args()

    failures = []
    with Installation(arguments.products) as installation:
        uncached = installation.uncached_gateway()
        for contest in contests(installation, uncached, arguments):
            try:
                report(contest, contest.measure(arguments.seconds, arguments.rounds, arguments.connections))
                if contest.name == "uncached":
                    report_statements(installation, contest, uncached, arguments)
            except wrk.LoadFailure as failure:
                failures.append(str(failure))
    if failures:
        raise SystemExit("\n".join(failures))


if __name__ == "__main__":
    main()
