#!/usr/bin/env python3
"""Runs httplint over what every GET route of the contract answers, plain, in gzip and as 304, and fails for a bad note.

    LYCEUM_TOKEN=… scripts/contract/lint.py http://127.0.0.1:8080 path/to/httplint
"""
import json
import os
import re
import subprocess
import sys


def curl(*arguments):
    return subprocess.run(["curl", "--silent", "--max-time", "10", *arguments], capture_output=True, check=True).stdout


def main():
    base, httplint = sys.argv[1:]
    document = json.loads(curl(f"{base}/openapi.json"))
    bad = notes = count = 0
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue
        for parameter in methods["get"]["parameters"]:
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        options = []
        if [] not in [list(scheme) for scheme in methods["get"]["security"]]:
            options = ["--header", f"Authorization: Bearer {os.environ['LYCEUM_TOKEN']}"]
        plain = curl("--include", *options, base + path)
        variants = {"": plain, " in gzip": curl("--include", *options, "--header", "Accept-Encoding: gzip", base + path)}
        tag = re.search(rb"^etag: (.*?)\r$", plain.split(b"\r\n\r\n")[0], re.IGNORECASE | re.MULTILINE)
        if tag:
            header = f"If-None-Match: {tag[1].decode()}"
            variants[" as 304"] = curl("--include", *options, "--header", header, base + path)
        for variant, answer in variants.items():
            expected = b"304" if variant == " as 304" else b"200"
            if answer.split(b" ", 2)[1] != expected:
                bad += 1
                print(f"{path}{variant}: {answer.splitlines()[0].decode()} where {expected.decode()} was expected")
            told = subprocess.run([httplint], input=answer, capture_output=True, check=True).stdout.decode()
            count += 1
            notes += told.count("* [")
            for line in told.splitlines():
                if "[BAD]" in line:
                    bad += 1
                    print(f"{path}{variant}: {line.strip()}")
    print(f"httplint: {count} answers, {notes} notes, {bad} of them bad")
    sys.exit(bad > 0 or count == 0)


main()
