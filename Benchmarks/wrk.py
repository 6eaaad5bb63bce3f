"""Runs wrk, a closed loop: as many requests in flight as it has connections."""

import os
import re
import subprocess

UNITS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}


class LoadFailure(Exception):
    """Something else came than good answers."""


class Load:
    """What wrk sends: a script of ours, and what the script reads from its environment."""

    def __init__(self, script, **environment):
        self.script = script
        self.environment = environment


def start(load, base, seconds, connections, threads=os.cpu_count()):
    """With fewer threads than cores what is fast would wait for who asks it."""
    return subprocess.Popen(
        ["wrk", "--threads", str(min(threads, connections)), "--connections", str(connections), "--duration", f"{seconds}s", "--latency",
         "--timeout", "30s", "--script", f"wrk/{load.script}.lua", base],
        env=os.environ | load.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(process, what):
    """Requests, requests a second, and milliseconds at p50 and p99."""
    report, _ = process.communicate()
    errors = re.findall(r"^.*(?:Non-2xx|Socket errors).*$", report, re.MULTILINE)
    if process.returncode or errors:
        raise LoadFailure(f"{what}: {'; '.join(errors) or report}")

    def percentile(name):
        value, unit = re.search(rf"^\s+{name}%\s+([\d.]+)(\w+)\s*$", report, re.MULTILINE).groups()
        return float(value) * UNITS[unit]

    try:
        return {
            "requests": int(re.search(r"(\d+) requests in", report).group(1)),
            "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1)),
            "p50": percentile(50), "p99": percentile(99),
        }
    except AttributeError as error:  # Not one request was answered.
        raise LoadFailure(f"{what}: {report}") from error


def run(load, base, seconds, connections, what):
    return finish(start(load, base, seconds, connections), what)
