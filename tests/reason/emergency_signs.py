#!/usr/bin/env python3
"""One list of emergency signs: README, the help, the manual, intended use and the page's start give the list of
knowledge/red-flags.txt word for word, and no other. TAP.
Usage: emergency_signs.py TOOL SOURCE"""
import os, re, subprocess, sys

TEXTS = ["README.md", "docs/intended-use.md", "packaging/lumbar.1"]
LEAD = "get emergency help now for any of these: "

def words(text): return re.sub(r"\s+", " ", text)

def rows(path):
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(("#", " ")))
        if "id" in fields: yield fields

def main():
    tool, source = sys.argv[1], sys.argv[2]
    flags = list(rows(os.path.join(source, "knowledge", "red-flags.txt")))
    signs = [(flag["sign"], flag["level"]) for flag in flags if "sign" in flag]
    told = ", ".join(sign for sign, _ in signs[:-1]) + " or " + signs[-1][0]
    results = [("each sign is one of an emergency", [s for s, level in signs if level != "emergency"]),
               ("there are signs, none twice", [] if len({s for s, _ in signs}) == len(signs) > 8 else [told])]
    texts = {name: open(os.path.join(source, name), encoding="utf-8").read() for name in TEXTS}
    texts["lumbar help"] = subprocess.run([tool, "help"], check=True, capture_output=True, text=True).stdout
    for name, text in texts.items():
        at = words(text).find(LEAD)
        given = words(text)[at + len(LEAD):][:len(told) + 1] if at >= 0 else "(no list)"
        results.append((f"{name} gives that list and no other", [] if given == told + "." else [given]))
        late = [late for late in ("help today", "within 48 hours", "mostly harmless") if late in text]
        results.append((f"{name} has no later word for them", late))
    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}" + "".join(f"\n# {item}" for item in wrong))
    return any(wrong for _, wrong in results)

sys.exit(main())
