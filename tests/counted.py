#!/usr/bin/env python3
"""What scripts/count_tests.py makes of a test run: every fault counts and says what it said. TAP."""
import json, os, subprocess, sys
import tap

RUN = [ # name, result, standard output, standard error
    ("passes", "OK", "1..2\nok 1 - one\nok 2 - two # SKIP no camera\n", ""),
    ("plain", "OK", "", ""),
    ("fails", "FAIL", "1..3\nok 1 - one\nnot ok 2 - two\n# AssertionError: why two\nok 3 - three\n", "not this"),
    ("fails aloud", "FAIL", "1..1\nnot ok 1 - one\n", "line 7: 1 is not 2\n"),
    ("hangs", "TIMEOUT", "1..2\nok 1 - one\n", "waits for ever\n")]

def counted(run, planned):
    with tap.folder() as folder:
        for name in ("meson-info", "meson-logs"): os.mkdir(os.path.join(folder, name))
        with open(os.path.join(folder, "meson-info", "intro-tests.json"), "w", encoding="utf-8") as file:
            json.dump([{"name": name, "suite": ["lumbar"]} for name in planned], file)
        with open(os.path.join(folder, "meson-logs", "testlog.json"), "w", encoding="utf-8") as file:
            for name, result, out, errors in run:
                file.write(json.dumps({"name": f"lumbar / {name}", "result": result, "stdout": out, "stderr": errors}) + "\n")
        done = subprocess.run([sys.executable, tap.source("scripts", "count_tests.py"), folder], capture_output=True, text=True)
        return done.returncode, done.stdout.replace(folder, "build")

def all_is_well():
    status, said = counted(RUN[:2], ["passes", "plain"])
    assert (status, said) == (0, "(1 skipped)\n2 passed, 0 failed\n"), said

def each_fault_counts_and_says_why():
    status, said = counted(RUN, [name for name, *_ in RUN] + ["never ran"])
    assert status == 1 and said.endswith("\n5 passed, 4 failed\n"), said
    for words in ("fails: not ok 2 - two\n    # AssertionError: why two\n", "fails aloud: not ok 1 - one\n    line 7: 1 is not 2\n",
                  "hangs: ended with TIMEOUT\n    1..2\n    ok 1 - one\n    waits for ever\n", "never ran: did not run\n"):
        assert f"failed: build/{words}" in said, (words, said)
    assert "not this" not in said, said

def nothing_is_a_fault():
    status, said = counted([], [])
    assert status == 1 and said.endswith("0 passed, 1 failed\n"), said

tap.main([all_is_well, each_fault_counts_and_says_why, nothing_is_a_fault])
