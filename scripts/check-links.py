#!/usr/bin/env python3
"""Fails when a document links to a file, or to a heading of one, that does not exist."""

import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)


def prose(document):
    """The text without fenced code, in which brackets mean something else."""
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def anchors(document):
    """The fragments that the headings get, by GitHub's rule."""
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(prose(document)))
    return {heading.replace(" ", "-") for heading in kept}


def problem(document, link):
    """What is wrong with one link, or None."""
    if re.match(r"[a-z]+:", link):
        return None
    path, _, fragment = link.partition("#")
    target = document.parent / path if path else document
    if not target.exists():
        return "no such file"
    if fragment and target.suffix == ".md" and fragment not in anchors(target):
        return "no such heading"
    return None


def main():
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    documents = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\n")
    failures = 0
    for document in map(pathlib.Path, filter(None, documents)):
        for link in LINK.findall(prose(document)):
            if reason := problem(document, link):
                print(f"{document}: {link}: {reason}")
                failures += 1
    sys.exit(1 if failures else 0)


main()
