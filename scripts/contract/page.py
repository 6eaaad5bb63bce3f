#!/usr/bin/env python3
"""Opens /docs in Chromium and sends each call by its button, with what its fields hold at first. Fails unless the page has
all calls of the contract, each is answered as the contract says, reads with 200, and the browser has no complaint of its own.

    LYCEUM_TOKEN=… scripts/contract/page.py http://127.0.0.1:8080
"""
import contextlib
import json
import os
import re
import subprocess
import sys
import urllib.request

SEND_ALL = """
    const [token, done] = arguments;
    const answers = {};
    (async () => {
        while (!document.querySelector('form')) await new Promise(next => setTimeout(next, 20));
        document.getElementById('token').value = token;
        for (const form of document.querySelectorAll('form')) {
            const output = form.querySelector('pre');
            form.requestSubmit();
            // While it waits there is one line.
            while (!output.textContent.includes('\\n')) await new Promise(next => setTimeout(next, 20));
            answers[form.closest('details').id] = output.textContent;
        }
    })().then(() => done(answers), error => done({ error: String(error) }));
"""


def post(address, **body):
    request = urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


@contextlib.contextmanager
def browser():
    """A session of Chromium without a window, driven by W3C WebDriver: its address."""
    # The sandbox can't be had by root, nor in most containers; what is opened is our own.
    options = {"args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"]}
    capabilities = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "WARNING"}}}
    with subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            lines = (re.search(r"successfully on port (\d+)", line) for line in driver.stdout)
            started = next(filter(None, lines), None) or sys.exit("chromedriver does not start")
            base = f"http://127.0.0.1:{started[1]}/session"
            session = f"{base}/{post(base, capabilities=capabilities)['sessionId']}"
            try:
                yield session
            finally:
                urllib.request.urlopen(urllib.request.Request(session, method="DELETE"), timeout=60).close()
        finally:
            driver.terminate()


def main():
    base = sys.argv[1]
    with urllib.request.urlopen(f"{base}/openapi.json", timeout=10) as answer:
        paths = json.load(answer)["paths"]
    with browser() as session:
        post(f"{session}/url", url=f"{base}/docs")
        answers = post(f"{session}/execute/async", script=SEND_ALL, args=[os.environ["LYCEUM_TOKEN"]])
        complaints = post(f"{session}/se/log", type="browser")
    faults = []
    for path, methods in paths.items():
        for method, operation in methods.items():
            shown = answers.pop(operation["operationId"], "it is not on the page")
            status = re.match(r"[A-Z]+ \S+\n(\d{3}) ", shown)
            allowed = ["200"] if method == "get" else list(operation["responses"])
            if not status or status[1] not in allowed:
                faults.append(f"{method.upper()} {path}: {shown[:300]}")
    faults += [f"{name}: {text}" for name, text in answers.items()]
    # The browser complains of each answer that is a refusal, too: they were judged above.
    faults += [entry["message"] for entry in complaints if entry["source"] != "network"]
    print("\n".join(faults) or "/docs: each call was sent from the page, and answered as the contract says")
    sys.exit(bool(faults))


main()
