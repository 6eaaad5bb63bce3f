#!/usr/bin/env python3
"""Writes the files of docs/NEW-SERVICE.md into a copy of the sources, and what its program prints to expected.txt.

    scripts/apply-guide.py docs/NEW-SERVICE.md COPY
"""
import pathlib
import re
import sys

guide = pathlib.Path(sys.argv[1]).read_text()
copy = pathlib.Path(sys.argv[2])
limit = 60

blocks = re.findall(r"^In `([^`]+)`[^\n]*:\n\n```\w+\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
for name, text in blocks:
    path = copy / name
    if path.exists():
        # Among the targets: before the first executable.
        package = path.read_text()
        mark = package.index("        .executableTarget(")
        path.write_text(package[:mark] + "        " + text + package[mark:])
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
lines = sum(len(text.splitlines()) for name, text in blocks if name.endswith(".swift"))
if len(blocks) != 3 or lines >= limit:
    sys.exit(f"the guide has {len(blocks)} files and {lines} lines of Swift; it promises 3, and fewer than {limit}")
(expected,) = re.findall(r"^```text\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
(copy / "expected.txt").write_text(expected)
