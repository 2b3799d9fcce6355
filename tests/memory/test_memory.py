#!/usr/bin/env python3
"""Lets allocations fail, one or all from one on, through whole verbs: each run answers to the byte as without, or says that
memory ran out, with its own exit status, nothing on standard output and no file. TAP.

TOOL STRICT LIBRARY PAGE PART: PART "words" (words, tables, pose files, reports, the interview), "journal", "most" (other verbs), "strict" (an
allocation for each request to an arena) or "film" (pose network, video, overlay); with LUMBAR_WALK_FULL=1 every allocation, else
those of the longer walks in even steps."""
import math, os, re, subprocess, sys, tempfile
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap

TOOL, STRICT, LIBRARY, PAGE = (os.path.abspath(path) for path in sys.argv[1:5])
PART = sys.argv[5]
FULL = os.environ.get("LUMBAR_WALK_FULL") == "1"
NO_MEMORY = 6
SAID = "lumbar: out of memory. Close other programs, or give a shorter recording, and try again."
SAID_ON_THE_PAGE = "There is not enough memory for this page."
# Crashes of other people's code, by the file that the innermost frame of the crash stands in.
THEIR_CRASHES = re.compile(r"lib(x264|x265|avcodec|avformat|avutil|swscale|XNNPACK|pthreadpool)[-.]")

THEIR_WORDS = re.compile(r"x264 \[error\]: [^|]*\|") # what a library says for itself, whatever it is asked

class Run:
    def __init__(self, line):
        number, status, count, size, out, files, hashed, said = line.rstrip("\n").split("\t", 7)
        self.number, self.status, self.count, self.size = int(number), int(status), int(count), int(size)
        self.out, self.files, self.hashed, self.said = out, int(files), hashed, said.strip("|").replace(" |", "|")

    def same(self, other, leaves):
        files = leaves or (self.files, self.hashed) == (other.files, other.hashed)
        return files and (self.status, self.out, self.said) == (other.status, other.out, other.said)

    def no_memory(self, dialog, leaves):
        told = self.said.endswith(SAID) if dialog else THEIR_WORDS.sub("", self.said) in (SAID, SAID_ON_THE_PAGE)
        return self.status == NO_MEMORY and not self.size and (leaves or not self.files) and told

    def __str__(self): return f"allocation {self.number}: status {self.status}, {self.size} bytes out, {self.files} files, {self.said[-600:]}"

def runs(tool, arguments, mode, first, step, last, typed):
    """The runs of one walk, in a working folder of their own."""
    with tempfile.TemporaryDirectory(prefix="lumbar-test-") as where:
        read, write = os.pipe()
        environment = dict(os.environ, LD_PRELOAD=LIBRARY, LUMBAR_WALK=f"{first},{step},{last},{mode}", LUMBAR_WALK_REPORT=str(write),
                           TZ="Pacific/Kiritimati", TERM="dumb", LC_ALL="C")
        if typed: environment["LUMBAR_WALK_TYPED"] = typed
        process = subprocess.Popen([tool, *arguments], cwd=where, env=environment, pass_fds=[write], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read, errors="replace", newline="\n") as report: lines = report.readlines()
        assert process.wait() == 0, process.returncode
        return [Run(line) for line in lines]

def walk(*arguments, tool=TOOL, first=1, step=1, typed=None, modes=("one", "all"), status=0, leaves=False):
    """Every step-th allocation of a verb fails, from the first-th on. `leaves`: its
    journal may stay, and SQLite's log of it, as after any end."""
    usual, again = runs(tool, arguments, "none", 1, 1, 2, typed)
    assert usual.same(again, leaves) and usual.status == status, (str(usual), str(again))
    for mode in modes:
        all_runs = runs(tool, arguments, mode, first, 1 if FULL else step, 10**9, typed)
        assert all_runs[-1].count < all_runs[-1].number, f"ended early: {all_runs[-1]}"
        failing = [run for run in all_runs if run.count >= run.number]
        wrong = [run for run in all_runs if not run.same(usual, leaves) and not run.no_memory(typed, leaves)]
        theirs = [run for run in wrong if run.status < 0 and crashed_in(run)]
        for run in theirs: print(f"# {crashed_in(run)} crashes where allocation {run.number} fails")
        wrong = [run for run in wrong if run not in theirs]
        assert not wrong, f"{mode}: {len(wrong)} of {len(failing)} failing allocations: " + "".join("\n" + str(run) for run in wrong[:8])
        assert any(run.no_memory(typed, leaves) for run in failing), f"{mode}: no failing allocation was noticed"
        print(f"# {' '.join(os.path.basename(a) for a in arguments)}: {mode}: {len(failing)} failing allocations", flush=True)

def crashed_in(run):
    """The foreign library whose own code crashed, None where it was ours."""
    frames = re.findall(r"([^|(]+)\([^|]*\) ?\[0x[0-9a-f]+\]", run.said)
    frames = [os.path.basename(f) for f in frames if os.path.basename(LIBRARY) not in f]
    while frames and frames[0].startswith("libc."): frames.pop(0)
    return frames[0] if frames and THEIR_CRASHES.search(frames[0]) else None

# ---- inputs, made here ------------------------------------------------------------------------------------------------

FOLDER = tempfile.TemporaryDirectory(prefix="lumbar-test-")
def made(name, content):
    path = os.path.join(FOLDER.name, name)
    with open(path, "w", encoding="utf-8") as file: file.write(content)
    return path

def sit_ups(rows, rate=20):
    """A table of a body on its back that sits up every two seconds, filmed from its side."""
    points = ["nose", "left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"]
    lines = ["time," + ",".join(f"{p}_{part}" for p in points for part in ("x", "y", "v"))]
    for i in range(rows):
        angle = math.radians(5 + 35 * (1 - math.cos(math.pi * i / rate)))
        def up(length): return 0.5 - length * math.cos(angle), 0.7 - length * math.sin(angle)
        places = [up(0.27), up(0.2), up(0.2), (0.5, 0.7), (0.5, 0.7), (0.6, 0.55), (0.6, 0.55), (0.68, 0.7), (0.68, 0.7)]
        lines.append(f"{i / rate:.2f}," + ",".join(f"{x:.4f},{y:.4f},0.9" for x, y in places))
    return made("sit-ups.csv", "\n".join(lines) + "\n")

ANSWERS = tap.source("examples", "answers.json")
POSE = tap.source("tests", "seen", "material", "crunch-feet-lift.pose.json")
TABLE = sit_ups(200)
BAD = made("bad.json", '{"schema": "lumbar.answers/1", "answers": {"age-years": "old"}}\n')
TYPED = made("typed", "0\nn\n30\n2\n\n0\nb\n?\nu\n0\n0\n" * 12 + "\x04" * 3)  # the end of the input ends it too
QUIET = ("--no-interview", "--answers", ANSWERS)

def stills():
    """Labelled planks, a row each: in line, hips high, hips low."""
    points = ["shoulder", "hip", "ankle"]
    lines = ["label," + ",".join(f"{side}_{p}_{part}" for side in ("left", "right") for p in points for part in ("x", "y", "z", "v"))]
    for i in range(12):
        kind, hip = (("C", 0.5), ("H", 0.3), ("L", 0.62))[i % 3]
        side = f"0.2,0.45,0,0.9,0.5,{hip + i / 500:.3f},0,0.9,0.8,0.55,0,0.9"
        lines.append(f"{kind},{side},{side}")
    return made("planks.csv", "\n".join(lines) + "\n")

# ---- words, tables, pose files, reports -------------------------------------------------------------------------------

def why_from_words():
    walk("why", *QUIET)
    walk("why", *QUIET, "--json")
    walk("why", *QUIET, "--verbose", "--report", "r.html", "--summary", "s.html", "--save-answers", "a.json")

# A recording is looked at nine times, with the same requests each time: every STEP-th is another one in each of them.
STEP = 13

def why_on_a_table():
    walk("why", TABLE, *QUIET, "--json", step=STEP)
    walk("why", TABLE, "--no-interview", "--report", "r.html", step=STEP)

def why_on_a_pose_file():
    walk("why", POSE, *QUIET, "--report", "r.html", step=STEP)
    walk("why", POSE, TABLE, "--no-interview", "--json", step=STEP)

def pose_of_a_table():
    walk("pose", TABLE, step=3)
    walk("pose", POSE, "-o", "p.json", step=3)

def motion_of_a_table():
    walk("motion", TABLE, step=3)
    walk("motion", POSE, "--json", "-o", "m.json", step=3)
    walk("motion", POSE, "--trc", step=7)

def interview():
    walk("interview", "--questions", step=3)
    walk("interview", typed=TYPED, step=11)
    walk("validate", "plank", stills())

def every_interview():
    walk("interview", "--questions", "--json")
    walk("interview", typed=TYPED, step=3)
    walk("interview", "--save-answers", "a.json", typed=TYPED, step=3)

def why_in_a_terminal():
    walk("why", typed=TYPED, step=7)

def knowledge():
    walk("knowledge")
    walk("knowledge", "weights")
    walk("knowledge", "--check", step=101)
    walk("knowledge", "--knowledge", tap.source("knowledge"), "levels")

def validate():
    for name in ("triage", "cases", "article"): walk("validate", name, step=101)

def page(): walk(tool=PAGE)

def figures(): walk("figures", ".", step=13)

# ---- the journal --------------------------------------------------------------------------------------------------------

TOLD = ("leg", "raise", "3x12", "rpe", "8,", "ache", "4", "left")
STRONG = made("strong.csv", "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n" +
              "".join(f'2026-11-{day:02} 18:00:00,"Evening",40m,"Sit Up",{i},0,{12 - i},0,0,"","",8\n' for day in (20, 23) for i in (1, 2, 3)))

def journal():
    """One that is there, closed cleanly."""
    path = os.path.join(FOLDER.name, "journal.db")
    if not os.path.exists(path):
        for words in (TOLD, ("yesterday", "situps", "15/12/10"), ("slept", "6.5h")):
            done = tap.run(TOOL, "log", "--journal", path, *words)
            assert done.status == 0, done.err
    return path

def journal_noted():
    walk("log", "--journal", "j.db", *TOLD, leaves=True, step=STEP)
    walk("journal", "import", STRONG, "--unit", "kg", "--journal", "j.db", leaves=True, step=STEP)

def journal_read():
    walk("history", "--journal", journal(), step=3 * STEP)
    walk("history", "--journal", journal(), "--json", "--html", "h.html", step=3 * STEP)
    walk("journal", "export", "j.json", "--journal", journal(), step=3 * STEP)
    walk("journal", "export", "j.csv", "--journal", journal(), step=3 * STEP)
    walk("journal", "check", "--journal", journal(), step=3 * STEP)
    walk("why", "--no-interview", "--answers", ANSWERS, "--journal", journal(), step=3 * STEP)

def two_looks():
    done = tap.run(TOOL, "why", POSE, "--no-interview", "--no-journal", "--json")
    assert done.status == 0, done.err
    look = made("look.json", done.out)
    walk("compare", look, look, "--report", "c.html", step=7)

def refusals():
    walk("why", "--no-interview", "--answers", BAD, status=3)
    walk("why", "--no-interview", "--exercise", "xyzzy", step=3, status=2)
    walk("why", "--no-interview", os.path.join(FOLDER.name, "none.mp4"), status=3)
    walk("validate", "nothing", step=3, status=2)
    walk("help", "why", step=3)

# ---- an allocation for each request to an arena -------------------------------------------------------------------------

def strict(*arguments, **more):
    """What a verb does after it has read the tables."""
    tables = runs(STRICT, ["knowledge"], "none", 1, 1, 1, None)[0].count
    walk(*arguments, tool=STRICT, first=tables - 100, **more)

def strict_tables(): walk("knowledge", tool=STRICT, step=211, modes=["one"]) # as all verbs read them
def strict_words(): strict("why", *QUIET, "--json")
def strict_table(): strict("why", TABLE, "--no-interview", "--report", "r.html", step=7 * STEP)
def strict_pose_file(): strict("why", POSE, *QUIET, step=9 * STEP)
def strict_plank(): strict("validate", "plank", stills())
def strict_interview(): strict("interview", typed=TYPED, step=211)
def strict_check(): strict("knowledge", "--check", step=7919, modes=["one"])

# ---- networks and films -------------------------------------------------------------------------------------------------

def film():
    """A second of a rendered person."""
    path = os.path.join(FOLDER.name, "film.mp4")
    if not os.path.exists(path):
        done = tap.run(TOOL, "trainee", "crunch.side.clean.2", "--size", "160", "--rate", "3", "-o", path)
        assert done.status == 0, done.err
    return path

def pose_of_a_film():
    walk("pose", film(), "--model", "lite", "--threads", "1", "-o", "p.json", step=101, modes=["one"])
    walk("pose", film(), "--model", "lite", "--threads", "2", "-o", "p.json", step=197)
def why_on_a_film():
    walk("why", film(), "--model", "lite", "--no-interview", "--report", "r.html", "--overlay", "o.mp4", step=211, modes=["one"])
def trainee(): walk("trainee", "crunch.side.clean.2", "--size", "160", "--rate", "1", "-o", "t.mp4", "--truth", "t.json", step=37, modes=["one"])

PARTS = {"words": [why_from_words, why_on_a_table, why_on_a_pose_file, pose_of_a_table, motion_of_a_table, interview, figures, page, refusals],
         "journal": [journal_noted, journal_read, two_looks],
         "most": [every_interview, why_in_a_terminal, knowledge, validate],
         "strict": [strict_tables, strict_words, strict_table, strict_pose_file, strict_interview, strict_plank, strict_check],
         "film": [pose_of_a_film, why_on_a_film, trainee]}
tap.main(PARTS[PART])
