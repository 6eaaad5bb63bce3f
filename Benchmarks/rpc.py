#!/usr/bin/env python3
"""RPC runtimes side by side: the same calls, a client and a server process each, on one machine.

Peers take turns, round by round, and the figures are medians of the rounds: what else the machine does hurts all alike.
Each turn is warmed up, and only then are time and CPU counted, of both processes. Prints a line of JSON for each figure,
and a table to the file that is named.

    rpc.py --table FILE NAME=COMMAND...

A command is started with `server`, prints its port and serves; and with `client PORT`, and then takes these lines:
`run LOAD CALLERS SECONDS`, answered by `done`, and `report`, answered by the calls and the p50 and p99 in nanoseconds.
"""

import argparse
import contextlib
import json
import os
import resource
import shlex
import socket
import statistics
import subprocess
import time

LOADS = [("echo", 1), ("echo", 64), ("batch", 1), ("batch", 64)]
METRICS = {"cpu": "µs", "p50": "µs", "p99": "µs", "cps": "calls/s"}


class Peer:
    """A client and a server process of one runtime."""

    def __init__(self, name, command):
        self.name = name
        words = shlex.split(command)
        environment = dict(os.environ)
        while "=" in words[0]:
            key, value = words.pop(0).split("=", 1)
            environment[key] = value
        self.server = subprocess.Popen(
            words + ["server"], stdout=subprocess.PIPE, text=True, env=environment)
        self.port = self.server.stdout.readline().strip()
        self.client = subprocess.Popen(
            words + ["client", self.port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def ask(self, line):
        self.client.stdin.write(line + "\n")
        self.client.stdin.flush()
        answer = self.client.stdout.readline().strip()
        if not answer:
            raise SystemExit(f"{self.name} ended while it was to {line}")
        return answer

    def measure(self, load, callers, seconds):
        self.ask(f"run {load} {callers} {seconds / 4}")
        start, used = time.monotonic(), self.processor_time()
        self.ask(f"run {load} {callers} {seconds}")
        elapsed, used = time.monotonic() - start, self.processor_time() - used
        calls, p50, p99 = map(int, self.ask("report").split())
        return {"cpu": used / calls * 1e6, "p50": p50 / 1e3, "p99": p99 / 1e3, "cps": calls / elapsed}

    def processor_time(self):
        # clock_getcpuclockid(3): the clock of a process is made from its id.
        return sum(time.clock_gettime((~process.pid << 3) | 2) for process in (self.server, self.client))

    def stop(self):
        for process in (self.client, self.server):
            process.kill()
            process.wait()


def measure_all(peers, seconds, rounds):
    """The medians by load, callers and peer."""
    results = {}
    for load, callers in LOADS:
        samples = {peer.name: [] for peer in peers}
        for _ in range(rounds):
            for peer in peers:
                samples[peer.name].append(peer.measure(load, callers, seconds))
        for name, taken in samples.items():
            results[load, callers, name] = {
                metric: statistics.median(sample[metric] for sample in taken) for metric in METRICS}
    return results


def ratios(results):
    """Ours divided by theirs; grpc-swift's is the better of its two configurations."""
    names = {name for _, _, name in results}

    def cpu(load, name):
        return results[load, 64, name]["cpu"]

    grpc_swift = [name for name in names if name.startswith("grpc_swift")]
    if grpc_swift:
        for load in ("echo", "batch"):
            yield f"rpc_{load}_cpu_vs_grpc_swift", cpu(load, "ours") / min(cpu(load, name) for name in grpc_swift)
    for name in sorted(names & {"ttrpc_go", "grpc_go"}):
        yield f"rpc_echo_cpu_vs_{name}", cpu("echo", "ours") / cpu("echo", name)
    if "bare_nio" in names:
        yield ("rpc_one_caller_vs_bare_nio",
               results["echo", 1, "ours"]["p50"] / results["echo", 1, "bare_nio"]["p50"])


def echo_request():
    """The frame of a call of ours, as PROTOCOL.md describes it, that offers the extensions."""
    def field(number, data):
        return bytes([number << 3 | 2, len(data)]) + data
    capabilities = field(1, b"lyceum-caps") + field(2, b"1")
    payload = (field(1, b"lyceum.benchmark.v1.Benchmark") + field(2, b"Echo")
               + field(3, b"\x08\x01") + field(5, capabilities))
    return len(payload).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"\x01\x00" + payload


def idle_connection_bytes(command, count=5_000):
    """What the server's resident memory grows by for each connection that has made a call and idles."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    count = min(count, most - 200)
    request = echo_request()

    def connect(port, connections):
        connection = connections.enter_context(socket.create_connection(("127.0.0.1", port)))
        connection.sendall(request)
        if not connection.recv(4096):
            raise SystemExit("the server closed an idle connection")

    def resident(process):
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024

    peer = Peer("ours", command)
    try:
        with contextlib.ExitStack() as connections:
            for _ in range(200):  # What the first connections cost once is not the price of one.
                connect(int(peer.port), connections)
            before = resident(peer.server)
            for _ in range(count):
                connect(int(peer.port), connections)
            return (resident(peer.server) - before) / count
    finally:
        peer.stop()


def figure(name, value, unit):
    digits = 4 if unit == "ratio" else 1
    print(json.dumps({"bench": name, "value": round(value, digits), "unit": unit}, ensure_ascii=False), flush=True)


def table(results, names):
    for load, callers in LOADS:
        yield f"| {load}, {callers} caller{'s' if callers > 1 else ''} | CPU µs a call | p50 µs | p99 µs | calls/s |"
        yield "|---|---|---|---|---|"
        for name in names:
            row = results[load, callers, name]
            yield f"| {name} | {row['cpu']:.1f} | {row['p50']:.1f} | {row['p99']:.1f} | {row['cps']:,.0f} |"
        yield ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table", required=True)
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("SECONDS_EACH", 2)))
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", 5)))
    parser.add_argument("peers", nargs="+", metavar="NAME=COMMAND")
    arguments = parser.parse_args()
    commands = dict(peer.split("=", 1) for peer in arguments.peers)

    peers = []
    try:
        for name, command in commands.items():
            peers.append(Peer(name, command))
        results = measure_all(peers, arguments.seconds, arguments.rounds)
    finally:
        for peer in peers:
            peer.stop()
    for (load, callers, name), values in results.items():
        for metric, value in values.items():
            figure(f"rpc_{load}_{callers}_{metric}_{name}", value, METRICS[metric])
    for name, value in ratios(results):
        figure(name, value, "ratio")
    figure("rpc_idle_connection_bytes", idle_connection_bytes(commands["ours"]), "bytes")
    with open(arguments.table, "w", encoding="utf-8") as file:
        file.write("\n".join(table(results, list(commands))))


if __name__ == "__main__":
    main()
