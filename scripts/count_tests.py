#!/usr/bin/env python3
"""Adds up what the tests of one or more build directories said. Usage: count_tests.py BUILD[:LEFT_OUT,...[:ONLY,...]] ...
where LEFT_OUT and ONLY are suites.

Counts the lines of each program's TAP, or the program itself where it prints none. A program that crashed, timed out,
printed fewer results than planned or left with an error, and one that never ran, counts as a failure. Under each failure
stands what its program said of it. The last line is "N passed, N failed"."""
import json, os, re, sys

passed = failed = skipped = 0
LINES, WIDTH = 24, 400 # of what a failed test said
faults = []

def blame(name, why, said=()):
    global failed
    failed += 1
    faults.append("\n".join([f"failed: {name}: {why}"] + [f"    {line[:WIDTH]}" for line in said if line.strip()][-LINES:]))

def read_results(build):
    """name -> (result, standard output, standard error) from meson's log, one JSON object a line."""
    results = {}
    try:
        for line in open(os.path.join(build, "meson-logs", "testlog.json"), encoding="utf-8"):
            entry = json.loads(line)
            results[entry["name"].split(" / ")[-1]] = (entry["result"], entry.get("stdout") or "", entry.get("stderr") or "")
    except (OSError, ValueError, KeyError) as problem:
        blame(build, f"no test results ({problem})")
    return results

def count_one(name, result, output, errors):
    global passed, skipped
    bad = 0
    lines = list(re.finditer(r"^(not ok|ok)\b(.*)$", output, re.M))
    ends = [line.start() for line in lines[1:]] + [len(output)]
    for line, end in zip(lines, ends):
        verdict, rest = line.groups()
        if re.search(r"#\s*SKIP", rest, re.I): skipped += 1
        elif verdict == "ok" or re.search(r"#\s*TODO", rest, re.I): passed += 1
        else:
            bad += 1
            blame(name, "not ok" + rest, output[line.end():end].strip().splitlines() or errors.splitlines())
    if result == "SKIP" and not lines: skipped += 1
    elif result in ("OK", "EXPECTEDFAIL"): passed += not lines
    elif result != "SKIP" and not bad: blame(name, f"ended with {result}", (output + errors).splitlines())

for argument in sys.argv[1:]:
    build, left_out, only = (argument.split(":") + ["", ""])[:3]
    left_out, only = (set(filter(None, suites.split(","))) for suites in (left_out, only))
    try: planned = json.load(open(os.path.join(build, "meson-info", "intro-tests.json"), encoding="utf-8"))
    except (OSError, ValueError) as problem:
        blame(build, f"was not built ({problem})")
        continue
    results = read_results(build)
    for test in planned:
        suites = {suite.split(":")[-1] for suite in test["suite"]}
        if left_out & suites or (only and not only & suites): continue
        name = f"{build}/{test['name']}"
        if test["name"] in results: count_one(name, *results[test["name"]])
        else: blame(name, "did not run")

for fault in faults: print(fault)
if not passed and not failed: failed = 1
if skipped: print(f"({skipped} skipped)")
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
