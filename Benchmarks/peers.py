"""What the product is measured beside: FastAPI, nginx, a bare handler on SwiftNIO, and a proxy that stalls."""

import os
import shutil
import subprocess
import sys

from installation import free_port, wait_for


class Peer:
    """A server that is no part of an installation."""

    def __init__(self, name, command, work, port=None, **settings):
        self.log = f"{work}/{name}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command, env=os.environ | settings, stdout=log if port else subprocess.PIPE, stderr=log)
        self.port = port or int(self.process.stdout.readline())
        self.base = f"http://127.0.0.1:{self.port}"

    def wait_for(self, path):
        try:
            wait_for(f"{self.base}{path}", self.process, self.log)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait()


def fastapi(python, installation, work, path):
    """Uvicorn with a worker for each core. Each has as many connections to PostgreSQL as our service has in all."""
    port = free_port()
    command = [python, "-m", "uvicorn", "app:app", "--app-dir", "peers/fastapi", "--host", "127.0.0.1", "--port",
               str(port), "--workers", str(os.cpu_count()), "--loop", "uvloop", "--http", "httptools",
               "--no-access-log", "--log-level", "warning"]
    leaderboard = installation.process_environment("leaderboard")
    settings = {
        "POOL": "4",
        "COURSE_DATABASE_URL": installation.process_environment("course")["LYCEUM_COURSE_DATABASE_URL"],
        "LEADERBOARD_DATABASE_URL": leaderboard["LYCEUM_LEADERBOARD_DATABASE_URL"],
        "REDIS_URL": leaderboard["LYCEUM_REDIS_URL"],
        "KEYS": installation.process_environment("gateway")["LYCEUM_JWKS_FILE"],
    }
    return Peer("fastapi", command, work, port, **settings).wait_for(path)


def nginx(course, work):
    """Nginx with the file; none where nginx isn't installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        print("==> skipped: nginx, which is not installed (apt-get install nginx-light)", file=sys.stderr)
        return None
    port = free_port()
    with open("peers/nginx/nginx.conf.template", encoding="utf-8") as template:
        configuration = template.read()
    for name, value in {"work": work, "port": str(port), "root": os.path.dirname(course)}.items():
        configuration = configuration.replace(f"@{name}@", value)
    path = f"{work}/nginx.conf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(configuration)
    return Peer("nginx", [program, "-p", work, "-c", path], work, port).wait_for("/")


def bare_nio(program, course, work):
    return Peer("bare_nio", [program, course], work).wait_for("/")


class StallingProxy(Peer):
    """Stands before a service, and holds a share of its replies back."""

    def __init__(self, name, program, work, port, share, seconds):
        super().__init__(name, [program, str(port), str(share), str(round(seconds * 1000))], work)
        self.address = f"127.0.0.1:{self.port}"

    def stalled(self):
        """How many replies were held back."""
        with open(self.log, encoding="utf-8") as log:
            return sum(line == "held back\n" for line in log)
