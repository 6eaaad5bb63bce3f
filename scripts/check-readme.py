#!/usr/bin/env python3
"""Runs every command of README.md's console blocks against a running installation with the demo data, and fails when
one prints anything else than the README says.

    scripts/check-readme.py http://127.0.0.1:8080
"""
import pathlib
import re
import subprocess
import sys


def examples(text):
    """The commands and what they print."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = command[:-1] + more.lstrip()
            yield command, output.strip()


def main():
    base = sys.argv[1]
    readme = pathlib.Path(__file__).parent.parent / "README.md"
    failures = count = 0
    for command, expected in examples(readme.read_text()):
        here = command.replace("http://127.0.0.1:8080", base)
        actual = subprocess.run(["bash", "-c", here], capture_output=True, text=True, timeout=30).stdout.strip()
        count += 1
        if actual != expected:
            failures += 1
            print(f"{command}\n  expected: {expected}\n  actual:   {actual}")
    print(f"README: {count - failures} of {count} commands print what it says")
    sys.exit(failures > 0 or count == 0)


main()
