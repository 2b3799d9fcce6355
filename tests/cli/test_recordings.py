#!/usr/bin/env python3
"""Recordings from outside: files that are none, a body-point file to its JSON, standard input, Ctrl-C. TAP."""
import json, math, os, signal, stat, subprocess, sys, time
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import schema, tap
from tap import refused, run

TOOL = sys.argv[1]
def why(*arguments, **more): return run(TOOL, "why", "--no-interview", "--json", *arguments, **more)
RULES = json.load(open(tap.source("docs", "answer.schema.json"), encoding="utf-8"))
EXAMPLE = tap.source("examples", "answers.json")
WIDTH, HEIGHT, SCALE = 1280, 720, 400.0  # px, px for a metre

def person(trunk):
    """33 points of a body on its back seen from the side, knees bent, the trunk raised by `trunk` rad: px."""
    hip, floor = (600.0, 560.0), 560.0
    at = lambda origin, length, angle: (origin[0] + SCALE * length * math.cos(angle), origin[1] - SCALE * length * math.sin(angle))
    shoulder = at(hip, 0.50, math.pi - trunk)
    head = at(shoulder, 0.22, math.pi - trunk)
    knee = at(hip, 0.42, math.radians(55))
    ankle = at(knee, 0.42, math.radians(-58))
    toe = (ankle[0] + 0.18 * SCALE, floor)
    hand = at(shoulder, 0.12, math.pi - trunk + 0.4)
    elbow = at(shoulder, 0.25, math.pi - trunk + 1.2)
    face, arm, leg = [head] * 11, {11: shoulder, 13: elbow, 15: hand, 17: hand, 19: hand, 21: hand}, \
        {23: hip, 25: knee, 27: ankle, 29: (ankle[0] - 8, floor), 31: toe}
    points = dict(enumerate(face))
    for near in (arm, leg):
        for index, place in near.items(): points[index] = points[index + 1] = place
    return [value for index in range(33) for value in (round(points[index][0] * 16) / 16, round(points[index][1] * 16) / 16, 0.99)]

def pose_file(path, seconds, trunk_at, gaps=()):
    """A lumbar.pose/1 file, 20 frames a second; no person where trunk_at gives None."""
    count = int(seconds * 20)
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"schema": "lumbar.pose/1", "path": "invented.mp4", "kind": "video", "width": WIDTH, "height": HEIGHT,
                               "duration_s": seconds, "frame_rate": 20, "timed": True, "model": "full", "dropped_times": 0,
                               "frame_count": count, "gaps": list(gaps)}) + "\n")
        for i in range(count):
            trunk = trunk_at(i / 20)
            frame = {"time_s": i / 20, "segment": 0, "person": trunk is not None, "second_person": False,
                     "presence": 0.99 if trunk is not None else 0}
            if trunk is not None: frame["points"] = person(trunk)
            file.write(json.dumps(frame) + "\n")

def situps(t):
    """Lies for two seconds, five sit-ups of four seconds, lies again."""
    if t < 2 or t >= 22: return 0.05
    return 0.05 + 0.5 * (1 - math.cos((t - 2) * math.pi / 2)) * math.radians(75)

def what_is_no_recording():
    with tap.folder() as where:
        made = lambda name, content: (open(os.path.join(where, name), "wb").write(content), os.path.join(where, name))[1]
        refused(why(os.path.join(where, "none.mp4")), 3, "none.mp4")
        refused(why(where), 3, where, "folder")
        refused(why(made("empty.mp4", b"")), 3, "empty.mp4")
        refused(why(made("text.mp4", b"this is text\n" * 50)), 3, "text.mp4")
        playlist = b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + os.fsencode(made("secret.txt", b"secret")) + b"\n#EXT-X-ENDLIST\n"
        refused(why(made("list.m3u8", playlist)), 3, "list.m3u8")
        refused(why(made("list.mp4", playlist)), 3, "list.mp4")
        refused(why(made("concat.mp4", b"ffconcat version 1.0\nfile secret.txt\n")), 3, "concat.mp4")
        refused(why(made("noise.mp4", bytes((i * 7919 >> 3) & 255 for i in range(50000)))), 3, "noise.mp4")
        refused(why("-", stdin=b"not a video"), 3, "standard input")
        refused(run(TOOL, "pose", made("empty2.mp4", b""), "-o", os.path.join(where, "out.json")), 3, "empty2.mp4")
        assert not os.path.exists(os.path.join(where, "out.json"))
        refused(why(made("no.json", b'{"schema": "lumbar.pose/1", "frame_count": ')), 3, "no.json")

def a_recording_without_a_person_is_answered():
    with tap.folder() as where:
        path = os.path.join(where, "nobody.json")
        pose_file(path, 5, lambda t: None)
        answer = schema.load(why(path).out)
        assert not schema.problems(answer, RULES), schema.problems(answer, RULES)[:5]
        recording = answer["recordings"][0]
        assert recording["sets"] == [] and recording["not_seen"] and recording["seen_share"] == 0
        text = run(TOOL, "why", "--no-interview", path).out
        assert "no exercise was seen in it" in text
        text = run(TOOL, "why", "--no-interview", "--more", path).out
        assert "no person" in text and "Seen in it (" not in text

def situps_are_seen():
    with tap.folder() as where:
        path = os.path.join(where, "me.json")
        pose_file(path, 24, situps)
        told = os.path.join(where, "told.json")
        json.dump({"schema": "lumbar.answers/1", "answers": {"exercises": ["sit-up"]}}, open(told, "w", encoding="utf-8"))
        result = why("--answers", told, path)
        answer = schema.load(result.out)
        assert not schema.problems(answer, RULES), schema.problems(answer, RULES)[:5]
        sets = answer["recordings"][0]["sets"]
        assert [s["exercise"] for s in sets] == ["sit-up"] and sets[0]["repetitions"] == 5, [(s["exercise"], s["repetitions"]) for s in sets]
        for i, rep in enumerate(sets[0]["reps"]):
            assert abs(rep["top_s"] - (4 + 4 * i)) < 0.3 and rep["start_s"] < rep["top_s"] < rep["end_s"], (i, rep)
        assert sets[0]["intended"] == "sit-up"  # the one exercise that the answers name
        assert why("--answers", told, path).out == result.out
        json.dump({"schema": "lumbar.answers/1", "answers": {"exercises": ["leg-raise"]}}, open(told, "w", encoding="utf-8"))
        sets = json.loads(why("--answers", told, path).out)["recordings"][0]["sets"]
        assert sets[0]["exercise"] == "sit-up" and sets[0]["intended"] is None  # the recording is of another exercise
        assert json.loads(why(path).out)["recordings"][0]["sets"][0]["intended"] is None
        assert json.loads(why(path, "--exercise", "crunch").out)["recordings"][0]["sets"][0]["intended"] == "crunch"

def a_recording_never_reassures():
    with tap.folder() as where:
        path = os.path.join(where, "me.json")
        pose_file(path, 24, situps)
        for extra in (["--answers", EXAMPLE], []):
            alone, seen = json.loads(why(*extra).out), json.loads(why(*extra, path).out)
            assert alone["triage"] == seen["triage"]
            share = lambda answer, cause: next(c["probability"] for c in answer["causes"] if c["id"] == cause)
            for cause in ("strain", "disc", "other"): assert share(seen, cause) >= share(alone, cause) - 0.0011, cause

def points_survive_a_copy():
    with tap.folder() as where:
        path, copy = os.path.join(where, "me.json"), os.path.join(where, "copy.json")
        pose_file(path, 24, situps)
        assert run(TOOL, "pose", path, "-o", copy).status == 0
        assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600
        assert run(TOOL, "pose", path).out == open(copy, encoding="utf-8").read()
        one, two = json.loads(why(path).out), json.loads(why(copy).out)
        for answer in (one, two): answer["recordings"][0].pop("path")
        assert one == two
        piped = json.loads(why("-", stdin=open(copy, "rb").read()).out)
        piped["recordings"][0].pop("path")
        assert piped == one

def several_recordings_are_told_apart():
    with tap.folder() as where:
        first, second = os.path.join(where, "a.json"), os.path.join(where, "b.json")
        pose_file(first, 5, lambda t: None)
        pose_file(second, 24, situps)
        answer = schema.load(why(first, second).out)
        assert [len(r["sets"]) for r in answer["recordings"]] == [0, 1]
        assert {p["recording"] for f in answer["findings"] for p in f["where"]} <= {0, 1}
        refused(why(first, os.path.join(where, "gone.mp4")), 3, "gone.mp4")

def the_report_tells_of_the_recording():
    with tap.folder() as where:
        path, report = os.path.join(where, "<me> & 'you'.json"), os.path.join(where, "r.html")
        pose_file(path, 24, situps)
        result = run(TOOL, "why", "--no-interview", "--report", report, path)
        assert result.status == 0 and "sit-up, 5 repetitions" in result.out, result.err
        page = open(report, encoding="utf-8").read()
        assert "<me>" not in page and "sit-up" in page.lower()
        assert "<img" not in page  # body points of a video that is somewhere else: no picture, and no error
        refused(run(TOOL, "why", "--no-interview", "--overlay", os.path.join(where, "o.mp4"), path, path), 2, "--overlay")
        refused(run(TOOL, "why", "--no-interview", "--report", "/dev/full", path), 5, "/dev/full")
        assert sorted(os.listdir(where)) == sorted([os.path.basename(path), "r.html"])

def control_c_ends_the_work():
    with tap.folder() as where:
        environment = {**os.environ, "TMPDIR": where}
        process = subprocess.Popen([TOOL, "why", "--no-interview", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=environment)
        process.stdin.write(b"\0" * 4096)
        process.stdin.flush()
        time.sleep(0.5)  # whether it comes early or late, the end is the same
        process.send_signal(signal.SIGINT)
        try: process.wait(30)
        finally: process.kill()
        out, err = process.stdout.read(), process.stderr.read()
        process.stdin.close()
        assert process.returncode == 130, (process.returncode, err)
        assert out == b"" and os.listdir(where) == []

def motion_is_in_metres():
    with tap.folder() as where:
        path, out = os.path.join(where, "me.json"), os.path.join(where, "out.csv")
        pose_file(path, 24, situps)
        table = run(TOOL, "motion", path)
        assert table.status == 0 and table.err == "", table.err
        rows = [dict(zip(table.out.split("\n", 1)[0].split(","), line.split(","))) for line in table.out.splitlines()[1:]]
        assert 1150 < len(rows) <= 1201 and rows[50]["time_s"] == "1" and {"trunk_deg", "nose_z_m"} <= set(rows[0])
        lying, sitting = rows[100], max(rows, key=lambda row: float(row["trunk_deg"] or "nan"))
        assert float(sitting["left_shoulder_z_m"]) > float(lying["left_shoulder_z_m"]) + 0.3, (lying, sitting)
        assert float(lying["left_shoulder_x_m"]) < -0.3  # on the back the head is behind the hips
        assert run(TOOL, "motion", path, "-o", out).out == "" and open(out, encoding="utf-8").read() == table.out
        tall = json.loads(run(TOOL, "motion", path, "--json", "--height", "192.5").out)
        plain = json.loads(run(TOOL, "motion", path, "--json").out)
        assert plain["bodies"][0]["height_guessed"] and not tall["bodies"][0]["height_guessed"]
        z = lambda motion: motion["bodies"][0]["points"]["nose"]["z_m"]
        rise = lambda motion: max(height for height in z(motion) if height is not None) - z(motion)[300]
        assert abs(rise(tall) / rise(plain) - 1.1) < 0.02, (rise(tall), rise(plain))
        assert [s["exercise"] for s in plain["sets"]] == ["sit-up"] and len(plain["sets"][0]["reps"]) == 5
        assert run(TOOL, "motion", path, "--trc").out.startswith("PathFileType\t4\t(X/Y/Z)")
        refused(run(TOOL, "motion", path, "--trc", "--json"), 2, "--trc")
        refused(run(TOOL, "motion"), 2, "one recording")
        refused(run(TOOL, "motion", path, "-o", path), 2, "--output")
        pose_file(path, 5, lambda t: None)  # nobody is there
        assert run(TOOL, "motion", path).out.count("\n") == 1 and json.loads(run(TOOL, "motion", path, "--json").out)["bodies"] == []

tap.main([what_is_no_recording, a_recording_without_a_person_is_answered, situps_are_seen, a_recording_never_reassures,
          points_survive_a_copy, several_recordings_are_told_apart, the_report_tells_of_the_recording, motion_is_in_metres, control_c_ends_the_work])
