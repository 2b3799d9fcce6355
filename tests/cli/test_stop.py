#!/usr/bin/env python3
"""Ctrl-C in every wait and every kind of work: status 130, one line on standard error, nothing on standard output or left. TAP."""
import json, os, random, signal, subprocess, sys, time
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap

TOOL = os.path.abspath(sys.argv[1])
EXAMPLE = tap.source("examples", "answers.json")
CORNERS = [f"{side}_{part}_{axis}" for part in ("shoulder", "hip", "knee", "ankle") for side in ("left", "right") for axis in "xy"]

def catches(process):
    """Whether the process has set up what it does on SIGINT."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        caught = next(line for line in status if line.startswith("SigCgt")).split()[1]
    return int(caught, 16) >> (signal.SIGINT - 1) & 1

def everything(where): return [os.path.relpath(os.path.join(folder, name), where) for folder, folders, names in os.walk(where) for name in folders + names]

def stopped(where, *arguments, after=0.0, number=signal.SIGINT, stdin=None):
    """Starts the tool, sends the signal after a while; False where it was done before."""
    before = set(everything(where))
    temporary = os.path.join(where, "tmp")
    os.makedirs(temporary, exist_ok=True)
    process = subprocess.Popen([TOOL, *arguments], stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               cwd=where, env=dict(os.environ, TMPDIR=temporary))
    try:
        while process.poll() is None and not catches(process): time.sleep(0.002)
        time.sleep(after)
        if process.poll() is None: process.send_signal(number)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    err = err.decode()
    if process.returncode == 0: return False
    assert process.returncode == 130, (arguments, after, process.returncode, err)
    assert out == b"", (arguments, out[:200])
    assert err.count("lumbar: stopped") == 1, (arguments, err)
    assert set(everything(where)) - before <= {"tmp"} and not os.listdir(temporary), (arguments, os.listdir(where))
    return True

def waits_that_nothing_ends():
    with tap.folder() as where:
        pipe = os.path.join(where, "pipe")
        os.mkfifo(pipe)
        tables = os.path.join(where, "tables")
        os.mkdir(tables)
        os.mkfifo(os.path.join(tables, "questions.txt"))
        waits = [("why", "--no-interview", pipe), ("pose", pipe), ("why", "--no-interview", "--answers", pipe),
                 ("validate", "plank", pipe), ("why", "--no-interview", "--knowledge", tables)]
        for arguments in waits:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                assert stopped(where, *arguments, number=number, after=random.choice([0, 0.02, 0.2])), arguments
        held = os.open(pipe, os.O_RDWR)  # opens, but never gives a byte
        for arguments in waits[:4]:
            for after in (0, 0.05, 0.3): assert stopped(where, *arguments, after=after), arguments
        for arguments in [("why", "--no-interview", "-"), ("why", "--no-interview", "--answers", "-")]:
            for after in (0, 0.05, 0.3): assert stopped(where, *arguments, after=after, stdin=held), arguments
        os.close(held)

def table(path, rows):
    with open(path, "w", encoding="ascii") as file:
        file.write("time," + ",".join(CORNERS) + "\n")
        for i in range(rows):
            bend = 40 * (i // 60 % 2)
            file.write(f"{i * 0.0125:.4f}," + ",".join(str(100 + 30 * k + bend * (k % 3)) for k in range(len(CORNERS))) + "\n")

def work_at_any_moment():
    random.seed(7)
    with tap.folder() as where:
        long_table = os.path.join(where, "long.csv")
        table(long_table, 60000)
        points = os.path.join(where, "long.pose.json")
        made = tap.run(TOOL, "pose", long_table, "-o", points, timeout=120)
        assert made.status == 0, made.err
        report = ("--report", os.path.join(where, "report.html"))
        os.mkdir(os.path.join(where, "figures"))
        kinds = [("why", "--no-interview", long_table, *report), ("why", "--no-interview", "--json", points), ("pose", points),
                 ("pose", long_table, "-o", os.path.join(where, "out.json")), ("validate",),
                 ("figures", "figures"), ("why", "--no-interview", long_table, "--summary", os.path.join(where, "sheet.html"), "--calendar", os.path.join(where, "day.ics")),
                 ("trainee", "sit-up.side.hips-lead.1", "--size", "320", "-o", os.path.join(where, "film.mp4"))]
        for arguments in kinds:
            count = 0
            for _ in range(6): count += stopped(where, *arguments, after=random.uniform(0, 0.4))
            outputs = ("report.html", "out.json", "film.mp4", "sheet.html", "day.ics")
            for name in outputs:
                if os.path.exists(os.path.join(where, name)): os.remove(os.path.join(where, name))
            for name in os.listdir(os.path.join(where, "figures")): os.remove(os.path.join(where, "figures", name))
            assert count or arguments[0] in ("validate", "figures"), arguments  # these may be done before

tap.main([waits_that_nothing_ends, work_at_any_moment])
