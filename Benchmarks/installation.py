"""An installation of ours that benchmarks start and stop, with further gateways beside its own."""

import contextlib
import json
import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.request

LISTENERS = ["COURSE_LISTEN", "LEADERBOARD_LISTEN", "CACHE_LISTEN", "GATEWAY_ADMIN_LISTEN", "COURSE_ADMIN_LISTEN",
             "LEADERBOARD_ADMIN_LISTEN", "CACHE_ADMIN_LISTEN"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(url, token=None):
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def wait_for(url, process, log, seconds=120):
    """Returns when the address answers; fails with the log when the process ends before."""
    for _ in range(seconds * 10):
        with contextlib.suppress(OSError):
            get(url)
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    with open(log, encoding="utf-8", errors="replace") as lines:
        raise SystemExit(f"{url} does not answer:\n{lines.read()[-4000:]}")


class Installation:
    """The four processes with PostgreSQL, Redis and the demo data, as `lyceum up` runs them, in a folder that goes with
    them: `work`. What else is started there and must be stopped before is one of `servers`."""

    def __init__(self, products):
        self.products = products
        self.folder = tempfile.TemporaryDirectory(prefix="lyceum-bench-")
        self.work = self.folder.name
        os.chmod(self.work, 0o755)  # PostgreSQL's and nginx's users must reach what is theirs.
        self.log = f"{self.work}/up.log"
        self.gateways = []
        self.servers = []
        port = free_port()
        self.environment = dict(os.environ, LYCEUM_STATE_DIR=f"{self.work}/state", LYCEUM_HTTP_PORT=str(port))
        for name in LISTENERS:
            self.environment[f"LYCEUM_{name}"] = f"127.0.0.1:{free_port()}"
        self.base = f"http://127.0.0.1:{port}"
        with open(self.log, "wb") as log:
            self.up = subprocess.Popen(
                [f"{products}/lyceum", "up"], env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait_until_ready(self):
        for _ in range(6000):
            with open(self.log, encoding="utf-8", errors="replace") as log:
                lines = log.read()
            if "Lyceum is ready" in lines:
                return
            if self.up.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"lyceum up failed:\n{lines[-4000:]}")

    def process_environment(self, part):
        """What a process of the installation was started with."""
        with open(f"{self.work}/state/{part}.pid", encoding="ascii") as file:
            pid = int(file.read().split()[0])
        with open(f"/proc/{pid}/environ", encoding="utf-8") as file:
            return dict(pair.split("=", 1) for pair in file.read().split("\0") if pair)

    def gateway(self, **settings):
        """Starts a further gateway, and returns its base."""
        port = free_port()
        environment = self.process_environment("gateway") | settings | {
            "LYCEUM_HTTP_PORT": str(port), "LYCEUM_GATEWAY_ADMIN_LISTEN": f"127.0.0.1:{free_port()}"}
        log = f"{self.work}/gateway-{port}.log"
        with open(log, "wb") as output:
            process = subprocess.Popen(
                [f"{self.products}/lyceum-gateway"], env=environment, stdout=output, stderr=subprocess.STDOUT)
        self.gateways.append(process)
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/health/ready", process, log)
        return base

    def uncached_gateway(self, **settings):
        """A gateway whose every read reaches PostgreSQL."""
        return self.gateway(LYCEUM_CACHE="off", LYCEUM_NEAR_CACHE_MEMORY="0", **settings)

    def statements(self):
        """The SQL statements that the course service has sent so far."""
        metrics = get(f"http://{self.environment['LYCEUM_COURSE_ADMIN_LISTEN']}/metrics").decode()
        counts = re.findall(r"^lyceum_postgres_statements_total\S* (\S+)$", metrics, re.MULTILINE)
        return sum(map(float, counts))

    def course_ids(self):
        ids = []
        for page in range(1, 101):
            courses = json.loads(get(f"{self.base}/api/v1/courses?limit=100&sort=title&fields=id&page={page}"))
            ids += [course["id"] for course in courses["courses"]]
            if len(courses["courses"]) < 100:
                return ids
        return ids

    def tokens(self, count):
        """Tokens for users that are on the board."""
        board = json.loads(get(f"{self.base}/api/v1/leaderboard?limit={count}"))
        return [self.command("token", "--user", entry["user_id"]).strip() for entry in board["entries"]]

    def command(self, *arguments):
        return subprocess.run(
            [f"{self.products}/lyceum", *arguments], env=self.environment, check=True, text=True,
            stdout=subprocess.PIPE).stdout

    def stop(self):
        for server in reversed(self.servers):
            server.stop()
        for process in [*self.gateways, self.up]:
            process.terminate()
        for process in [*self.gateways, self.up]:
            process.wait()
        self.folder.cleanup()
