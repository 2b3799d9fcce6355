#!/usr/bin/env python3
"""The journal from outside: what a line notes, what history shows, who sees what, what disks that fail leave. TAP."""
import json, os, re, stat, subprocess, sys
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap
from tap import refused

TOOL = os.path.abspath(sys.argv[1])
EXAMPLE = tap.source("examples", "answers.json")

class Home:
    """A home folder of its own."""
    def __enter__(self):
        self.folder = tap.folder()
        self.path = self.folder.name
        self.env = {**os.environ, "XDG_DATA_HOME": self.path, "TZ": "UTC"}
        return self
    def __exit__(self, *why): self.folder.cleanup()
    def run(self, *arguments, **more): return tap.run(TOOL, *arguments, env=self.env, cwd=self.path, **more)
    def good(self, *arguments):
        result = self.run(*arguments)
        assert result.status == 0 and result.out, (arguments, result.status, result.err)
        return result.out
    def days(self, *arguments): return json.loads(self.good("history", "--json", *arguments))
    def put(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as file: file.write(text)
        return name

def flat(text): return " ".join(text.split())

def a_line_is_noted_and_said_back():
    with Home() as home:
        refused(home.run("history"), 3, "there is no journal", "lumbar log")
        assert "(1): leg raise 3 x 12, effort 8 of 10." in flat(home.good("log", "leg", "raise", "3x12", "rpe", "8"))
        assert "ache 4 of 10, on the left, in the morning" in flat(home.good("log", "ache 4 left, this morning"))
        path = os.path.join(home.path, "lumbar", "journal.db")
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600 and stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
        days = home.days()
        assert [w["number"] for w in days["workouts"]] == [1] and days["soreness"][0]["strength"] == 4
        assert days["following"]["workouts"] == 1 and isinstance(days["following"]["follows"], list)
        assert [s["reps"] for s in days["workouts"][0]["sets"]] == [12, 12, 12]

def a_mistake_is_repaired():
    with Home() as home:
        refused(home.run("log", "leg rasie 3x12"), 2, "Did you mean leg raise?")
        refused(home.run("log", "leg raise"), 2, "lacks its sets")
        refused(home.run("log"), 2, "nothing to note")
        refused(home.run("log", "--undo", "x"), 2)
        home.good("log", "plank 40s")
        home.good("log", "--edit", "1", "plank 3x45s")
        assert [s["seconds"] for s in home.days()["workouts"][0]["sets"]] == [45, 45, 45]
        home.good("log", "--remove", "1")
        assert not home.days()["workouts"]
        for _ in range(2): home.good("log", "--undo")
        assert [s["seconds"] for s in home.days()["workouts"][0]["sets"]] == [40]
        refused(home.run("log", "--edit", "7", "plank 40s"), 2, "no entry 7")

def nobody_sees_anothers():
    with Home() as home:
        home.good("log", "ache 3 note of Anna", "--client", "Anna K.")
        home.good("log", "ache 5 note of Bert", "--client", "Bert")
        home.good("log", "ache 7 note my own")
        assert "of Anna" in home.good("history", "--client", "Anna K.")
        for who in (["--client", "Bert"], []): assert "Anna" not in home.good("history", *who)
        for name in ("../x", "a/b", ".x", "", "-x"): assert home.run("history", "--client=" + name).status == 2, name
        refused(home.run("history", "--client", "Bert", "--journal", "x.db"), 2)

def an_import_adds_nothing_twice():
    with Home() as home:
        text = ("Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
                "2026-01-15 17:45:32,Core,1h,Sit Up,1,10,8,,,,,8\n2026-01-17 09:12:00,Core,45m,Plank,1,0,0,0,60,,,\n")
        home.put("s.csv", text)
        refused(home.run("journal", "import", "s.csv"), 2, "--unit")
        assert "2 new" in home.good("journal", "import", "s.csv", "--unit", "kg")
        assert "0 new" in home.good("journal", "import", "s.csv", "--unit", "kg")
        home.put("s.csv", text + "2026-01-17 09:12:00,Core,45m,Plank,2,0,0,0,50,,,\n")
        out = flat(home.good("journal", "import", "s.csv", "--unit", "kg"))
        assert "0 new, 1 with more than before, 1 known" in out, out
        home.good("log", "--remove", "1")
        assert "1 left as you" in flat(home.good("journal", "import", "s.csv", "--unit", "kg"))
        home.good("journal", "export", "all.json")
        assert "1 known" in flat(home.good("journal", "import", "all.json"))
        assert "1 new" in home.good("journal", "import", "all.json", "--client", "other")
        assert "1 known" in flat(home.good("journal", "import", "all.json", "--client", "other"))
        refused(home.run("journal", "import", EXAMPLE), 3, "no export")
        refused(home.run("journal", "import", "s.csv", "--unit", "stone"), 2)

def when_it_began_reaches_the_answer():
    with Home() as home:
        def course(line):
            home.good("log", "leg raise 3x12 rest 60, " + line)
            home.good("why", "--no-interview", "--answers", EXAMPLE, "--journal", "lumbar/journal.db", "--report", "r.html")
            text = open(os.path.join(home.path, "r.html"), encoding="utf-8").read()
            home.good("log", "--undo")
            return text
        tired, fresh = "The ache began when fatigue was near its highest", "The ache began before anything was tired"
        for line in ("ache 4 after the 2nd set", "ache 4 when tired", "ache 4 in the last set"):
            assert tired in course(line) and fresh not in course(line), line
        for line in ("ache 4 while fresh", "ache 4 right away", "ache 4 0:02 into it"):
            assert fresh in course(line) and tired not in course(line), line
        assert "chart-ache" in course("ache 4 after the 2nd set")
        assert tired not in course("ache 4") and fresh not in course("ache 4")
        refused(home.run("log", "ache 4 left at 3:20"), 2, "3:20 into it")
        home.good("log", "plank 2x40s light rest 60s, ache 4 left after 2nd set; ache 2 at 18:20")
        home.good("journal", "export", "e.json"), home.good("journal", "export", "e.csv")
        rows = open(os.path.join(home.path, "e.csv"), encoding="utf-8").read().splitlines()
        assert rows[0].endswith("light_rest,began,began_s,began_set,began_exercise"), rows[0]
        assert rows[1].endswith(",yes,,,,") and rows[3].endswith(",,after-set,,2,"), rows
        assert "3 new" in home.good("journal", "import", "e.json", "--journal", "o.db")
        home.good("journal", "export", "o.json", "--journal", "o.db")
        read = lambda name: open(os.path.join(home.path, name), encoding="utf-8").read()
        assert read("e.json") == read("o.json")

def copies_checks_and_forgetting():
    with Home() as home:
        home.good("log", "3 days ago ache 3 note secret")
        home.good("log", "ache 4, leg raise 12")
        home.good("journal", "backup", "b.db")
        assert "All 3 entries" in home.good("journal", "check", "--journal", "b.db")
        home.good("journal", "export", "e.csv")
        rows = open(os.path.join(home.path, "e.csv"), encoding="utf-8").read().splitlines()
        assert len(rows) == 4 and len({row.count(",") for row in rows}) == 1, rows
        refused(home.run("journal", "export", "e.txt"), 2)
        refused(home.run("journal", "forget"), 2, "--yes")
        path = os.path.join(home.path, "lumbar", "journal.db")
        bytes_of = open(path, "rb").read()
        at = bytes_of.index(b'"strength":4')
        with open(path, "r+b") as file: file.seek(at), file.write(b'"strength":9')
        refused(home.run("journal", "check"), 3, "damaged")
        assert "damaged" in home.good("history")
        home.good("journal", "forget", "--yes")
        assert not os.path.exists(path)

def the_answer_counts_it_and_is_kept():
    with Home() as home:
        alone = home.good("why", "--no-interview", "--answers", EXAMPLE, "--json")
        for week in range(6):
            home.good("log", f"{2 + 7 * week} days ago leg raise 3x12")
            home.good("log", f"{1 + 7 * week} days ago ache 4")
        assert home.good("why", "--no-interview", "--answers", EXAMPLE, "--json") == alone, "nobody named the journal"
        path = os.path.join(home.path, "lumbar", "journal.db")
        with_it = json.loads(home.good("why", "--no-interview", "--answers", EXAMPLE, "--json", "--journal", path))
        order = ["self-care", "clinician", "same-day", "emergency"]
        level = json.loads(alone)["triage"]["level"]
        assert order.index(with_it["triage"]["level"]) >= max(order.index(level), 1), with_it["triage"]["level"]
        home.good("log", "yesterday plank 4x80s rest 10")
        heard = json.loads(home.good("why", "--no-interview", "--answers", EXAMPLE, "--json", "--journal", path))
        assert "sets-too-close" in [f["id"] for f in heard["findings"] if f["from"] == "history" and f["state"] == "present"]
        home.good("log", "--undo")
        text = flat(home.good("why", "--no-interview", "--answers", EXAMPLE, "--journal", path, "--keep"))
        assert "6 workouts, 6 aches" in text and "kept in your journal as number 13" in text, text[-300:]
        assert "answer kept" in home.good("history")
        refused(home.run("why", "--no-interview", "--no-journal", "--journal", path), 2)

def pages_and_widths():
    with Home() as home:
        home.good("log", "yesterday leg raise 3x12, ache 4 note <b>&")
        out = home.good("history", "--html", "h.html")
        assert all(len(line) <= 80 for line in out.splitlines()), out
        page = open(os.path.join(home.path, "h.html"), encoding="utf-8").read()
        assert "&lt;b&gt;&amp;" in page and "<b>&" not in page

def a_plan_goes_by_what_was_kept_and_logged():
    with Home() as home:
        refused(home.run("plan"), 2, "nothing to plan by", "--keep")
        told = json.load(open(EXAMPLE, encoding="utf-8"))
        told["answers"]["pain-severity"] = 2
        home.put("me.json", json.dumps(told))
        for day in (3, 1): home.good("log", f"{day} days ago plank 3x40s, ache 0 after")
        home.good("why", "--answers", "me.json", "--no-interview", "--keep")
        plan = json.loads(home.good("plan", "--json"))
        planks = next(one for one in plan["exercises"] if one["exercise"] == "plank")
        assert plan["given"] and plan["weeks"] == 4 and len(plan["days"]) == 12 and planks["own"], plan
        assert planks["weeks"][0]["seconds"] >= 40 and planks["weeks"][3]["seconds"] > planks["weeks"][0]["seconds"]
        assert json.loads(home.good("plan", "--json", "--weeks", "2"))["weeks"] == 2
        out = home.good("plan", "--calendar", "plan.ics")
        assert "plank" in out and all(len(line) <= 80 for line in out.splitlines()), out
        ics = open(os.path.join(home.path, "plan.ics"), "rb").read()
        assert ics.count(b"BEGIN:VEVENT") == 13 and len(set(re.findall(rb"UID:[^\r]*", ics))) == 13
        assert all(len(line) <= 75 for line in ics.split(b"\r\n")) and b"\n" not in ics.replace(b"\r\n", b"")
        home.good("journal", "export", "again.ics")
        assert open(os.path.join(home.path, "again.ics"), "rb").read() == ics
        home.good("why", "--answers", "me.json", "--no-interview", "--journal", os.path.join(home.path, "lumbar", "journal.db"), "--report", "r.html")
        assert "The plan of the next weeks" in open(os.path.join(home.path, "r.html"), encoding="utf-8").read()
        home.good("log", "ache 8")
        gone = json.loads(home.good("plan", "--json"))
        assert not gone["given"] and gone["withdrawn"] and "8 of 10" in gone["why"] and not gone["exercises"], gone
        refused(home.run("journal", "export", "none.ics"), 3, "withdrawn")
        assert not os.path.exists(os.path.join(home.path, "none.ics"))
        refused(home.run("plan", "--client", "Bert"), 3, "no journal")
        home.good("plan", "--answers", "me.json", "--no-journal")

def two_looks_are_compared():
    with Home() as home:
        refused(home.run("compare", "1"), 2, "takes two")
        refused(home.run("compare", "1", "2"), 3, "there is no journal")
        home.good("log", "crunch 2x10, ache 2")
        for _ in range(2): home.good("why", "--answers", EXAMPLE, "--no-interview", "--keep")
        refused(home.run("compare", "1", "3"), 2, "entry 1 is no answer")
        refused(home.run("compare", "2020-01-01", "3"), 2, "no answer was kept on 2020-01-01")
        assert "nothing in these two" in flat(home.good("compare", "3", "4"))
        home.put("a.json", home.good("why", "--answers", EXAMPLE, "--no-interview", "--json"))
        both = json.loads(home.good("compare", "3", "a.json", "--json"))
        refused(home.run("compare", "3", "a.json", "--report", "a.json"), 2, "a.json")
        home.good("compare", "3", "a.json", "--report", "both.html")
        page = open(os.path.join(home.path, "both.html"), encoding="utf-8").read()
        assert page.startswith("<!doctype html>") and "nothing in these two" in page and "<script" not in page, page
        assert both["schema"] == "lumbar.comparison/1" and both["before"]["day"] and both["after"]["day"] is None and both["rows"] == [], both

def failing_disks_lose_nothing():
    """Every call that writes fails once, and from once on: the command says so or has done it; what stood there stands."""
    with Home() as home:
        home.good("log", "ache 1 note first")
        tried = 0
        for call, why in (("pwrite64", "ENOSPC"), ("pwrite64", "EROFS"), ("fdatasync", "EIO"), ("fsync", "EIO"), ("ftruncate", "ENOSPC"), ("openat", "EROFS")):
            for when in [*range(1, 14), "1+", "3+", "6+"]:
                before = len(home.days()["soreness"])
                done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-P", os.path.join(home.path, "lumbar", "journal.db"), "-P",
                                       os.path.join(home.path, "lumbar", "journal.db-wal"), "-e", f"inject={call}:error={why}:when={when}", TOOL, "log",
                                       "ache 2"], env=home.env, cwd=home.path, capture_output=True, text=True, timeout=60)
                if "strace:" in done.stderr: raise tap.Skip("programs may not be traced here")
                days = home.days()
                assert days["soreness"][0]["note"] == "first" and not days["damaged"], (call, why, when)
                if done.returncode == 0: assert len(days["soreness"]) == before + 1, (call, why, when)
                else:
                    assert done.returncode in (3, 5) and done.stdout == "" and done.stderr.startswith("lumbar: "), (call, why, when, done.returncode, done.stderr)
                    assert len(days["soreness"]) - before in (0, 1), (call, why, when)
                tried += done.returncode != 0
        assert tried > 10, tried
        assert "sound" in home.good("journal", "check")

tap.main([a_line_is_noted_and_said_back, a_mistake_is_repaired, when_it_began_reaches_the_answer, nobody_sees_anothers, an_import_adds_nothing_twice, copies_checks_and_forgetting,
          the_answer_counts_it_and_is_kept, a_plan_goes_by_what_was_kept_and_logged, two_looks_are_compared, pages_and_widths, failing_disks_lose_nothing])
