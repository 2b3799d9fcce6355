#!/usr/bin/env python3
"""Adds up the results that meson left (JUnit files given): one line, "N passed, N failed, N skipped". A program that
crashed, timed out or printed no result counts as a failure."""
import sys, xml.etree.ElementTree as tree

passed = failed = skipped = 0
names = []
for path in sys.argv[1:]:
    try: root = tree.parse(path).getroot()
    except (OSError, tree.ParseError) as problem:
        failed += 1
        names.append(f"{path}: {problem}")
        continue
    for suite in root.iter("testsuite"):
        cases = list(suite.iter("testcase"))
        bad = [c for c in cases if c.find("failure") is not None or c.find("error") is not None]
        quiet = [c for c in cases if c.find("skipped") is not None]
        failed += len(bad)
        skipped += len(quiet)
        passed += len(cases) - len(bad) - len(quiet)
        names += [f"{suite.get('name')}: {c.get('name')}" for c in bad]
        if not cases or (int(suite.get("errors") or 0) + int(suite.get("failures") or 0) > 0 and not bad):
            failed += 1
            names.append(f"{suite.get('name')}: ended without a result")
for name in names: print("failed:", name)
if passed == 0 and failed == 0: failed = 1
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(failed != 0)
