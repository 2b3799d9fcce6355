#!/usr/bin/env python3
"""Nobody's file is lost: outputs that are inputs, that cannot be written, that fail half way, that are stopped. TAP."""
import fcntl, json, os, random, resource, signal, socket, stat, subprocess, sys, time
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap
from tap import refused, run

TOOL = os.path.abspath(sys.argv[1])
EXAMPLE = tap.source("examples", "answers.json")
SCENARIO = "sit-up.side.hips-lead.1"
OLD = b"what stood here before"
def lumbar(*arguments, **more): return run(TOOL, *arguments, **more)
def quiet(*arguments, **more): return lumbar("why", "--no-interview", *arguments, **more)
def trainee(*arguments, **more): return lumbar("trainee", SCENARIO, "--size", "160", "--rate", "5", *arguments, **more)

class Place:
    """A folder to work in, what is in it, and whether that stays as it is."""
    def __enter__(self):
        self.folder = tap.folder()
        self.path = self.folder.__enter__()
        return self
    def __exit__(self, *why): return self.folder.__exit__(*why)
    def at(self, *names): return os.path.join(self.path, *names)
    def make(self, name, content=OLD):
        with open(self.at(name), "wb") as file: file.write(content)
        return self.at(name)
    def state(self):
        found = {}
        for folder, folders, names in os.walk(self.path):
            for name in names + folders:
                path = os.path.join(folder, name)
                about = os.lstat(path)
                content = os.readlink(path) if stat.S_ISLNK(about.st_mode) else open(path, "rb").read() if stat.S_ISREG(about.st_mode) else None
                found[os.path.relpath(path, self.path)] = (stat.S_IFMT(about.st_mode), content)
        return found

def table(place, name="points.csv"):
    """A recording of body points: one row a frame, a body that lies."""
    names = ("left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_ear", "right_ear", "nose")
    rows = ["time," + ",".join(f"{n}_x,{n}_y,{n}_v" for n in names)]
    for i in range(60):
        at = lambda k: f"{100 + 60 * (k // 2)},{400 + (i % 7)},0.9"
        rows.append(f"{i / 20}," + ",".join(at(k) for k in range(len(names))))
    return place.make(name, "\n".join(rows).encode())

# ---- an output that is an input ----

def names_of(place, path):
    """Other names of one file: relative, by hard link, by symbolic link, by a linked folder, through /proc."""
    hard, soft, folder = place.at("hard"), place.at("soft"), place.at("folder")
    os.link(path, hard), os.symlink(os.path.basename(path), soft), os.symlink(".", folder)
    return [path, hard, soft, os.path.join(folder, os.path.basename(path)), os.path.join(place.path, ".", os.path.basename(path)),
            f"/proc/self/root{path}"]

def an_output_is_never_the_recording():
    with Place() as place:
        path = table(place)
        names = names_of(place, path)
        before = place.state()
        for name in names:
            for option in ("--report", "--summary", "--overlay", "--save-answers"): refused(quiet(path, option, name), 2, option, name, path)
            refused(lumbar("pose", path, "-o", name), 2, "--output", name, path)
            refused(quiet(name, "--report", path), 2, name, path)
            refused(redirected(path, "why", "--no-interview", "-", "--report", name), 2, "standard input", name)
            refused(quiet(path, "--video", name, "--report", name), 2, name)
        os.chmod(path, 0o444)
        refused(quiet(path, "--report", path), 2, "the recording")
        assert place.state() == before

def redirected(path, *arguments):
    """The tool with a file as its standard input."""
    with open(path, "rb") as file:
        done = subprocess.run([TOOL, *arguments], stdin=file, capture_output=True, timeout=60)
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return tap.Result(done)

def an_output_is_never_the_answers_a_table_or_the_program():
    with Place() as place:
        answers = place.make("me.json", open(EXAMPLE, "rb").read())
        tables = place.at("tables")
        os.mkdir(tables)
        levels = place.make("tables/levels.txt", open(tap.source("knowledge", "levels.txt"), "rb").read())
        models = place.at("models")
        os.mkdir(models)
        net = place.make("models/pose_detection.tflite")
        before = place.state()
        for option in ("--report", "--summary", "--save-answers"):
            refused(quiet("--answers", answers, option, answers), 2, option, "the answers")
            refused(redirected(answers, "why", "--no-interview", "--answers", "-", option, answers), 2, "standard input")
            refused(quiet("--knowledge", tables, option, levels), 2, "levels.txt", "the table")
            refused(quiet("--models", models, option, net), 2, "pose network")
            refused(quiet(option, TOOL), 2, "the program")
        assert quiet("--knowledge", tables, "--report", place.at("tables", "answer.html")).status == 0
        os.remove(place.at("tables", "answer.html"))
        assert place.state() == before and os.path.getsize(TOOL) > 100000

def two_outputs_are_two_files():
    with Place() as place:
        place.make("old")
        os.symlink("old", place.at("soft")), os.link(place.at("old"), place.at("hard")), os.mkfifo(place.at("pipe"))
        os.symlink(".", place.at("folder"))
        before = place.state()
        for one, two in (("new", "new"), ("new", "./new"), ("new", "folder/new"), ("old", "soft"), ("hard", "soft"), ("old", "hard")):
            first, second = place.path + "/" + one, place.path + "/" + two
            refused(quiet("--report", first, "--save-answers", second), 2, first, second, "same file")
            refused(quiet("--report", first, "--summary", second), 2, first, second, "same file")
            refused(trainee("-o", first, "--truth", second), 2, first, second, "same file")
        assert place.state() == before

def what_is_printed_goes_into_no_other_file():
    with Place() as place:
        path = table(place)
        content = open(path, "rb").read()
        for arguments in (["why", "--no-interview", path], ["pose", path], ["validate", "plank", path]):
            with open(path, "ab") as out: done = subprocess.run([TOOL, *arguments], stdout=out, stderr=subprocess.PIPE, timeout=60)
            assert done.returncode in (2, 3) and open(path, "rb").read() == content, (arguments, done.stderr)
        report = place.make("r.html", b"")
        for descriptor in ("stdout", "stderr"):
            with open(report, "ab") as out:
                done = subprocess.run([TOOL, "why", "--no-interview", "--report", report], **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, descriptor: out}, timeout=60)
            assert done.returncode == 2, done
        os.remove(report)

# ---- paths that cannot be written ----

def what_cannot_be_written_is_said_at_once():
    """The recording is a pipe that nobody writes to: if any work began, these would hang."""
    with Place() as place:
        os.mkfifo(place.at("recording")), os.mkfifo(place.at("reader")), os.symlink("nothing", place.at("dangling"))
        os.symlink("loop", place.at("loop")), os.mkdir(place.at("dir")), place.make("file")
        os.chmod(place.make("kept"), 0o400)
        before = place.state()
        bad = {"dir": "folder", "dir/": "folder", "no/x": "No such file", "file/x": "Not a directory", "dangling": "link", "loop": "links",
               "n" * 256: "too long", "kept": "write-protected", "reader": "Nobody reads", "dir/..": "folder", "new/": "folder"}
        for name, word in bad.items():
            path = os.path.join(place.path, name)
            refused(quiet(place.at("recording"), "--report", place.at("r.html"), "--save-answers", path), 5, word)
            refused(lumbar("pose", place.at("recording"), "-o", path), 5, word)
            refused(trainee("-o", place.at("film.mp4"), "--truth", path), 5, word)
        for option in ("--report", "--summary", "--overlay", "--save-answers"):
            refused(quiet(place.at("recording"), option, ""), 2, option)
            refused(quiet(place.at("recording"), option, "-"), 2)
        assert place.state() == before

def a_folder_to_keep_things_in_is_looked_at_first():
    with Place() as place:
        place.make("file")
        refused(lumbar("validate", "pose", SCENARIO, "--cache", place.at("file")), 5, "no folder")
        refused(lumbar("validate", "pose", SCENARIO, "--cache", place.at("no", "cache")), 5, "No such file")
        refused(lumbar("validate", "pose", "nonsense", "--cache", place.at("cache")), 2, "nonsense")
        assert os.listdir(place.path) == ["file"]

def others(command, **more):
    """Runs a shell command in a mount namespace of its own."""
    done = subprocess.run(["unshare", "-m", "sh", "-c", command], capture_output=True, timeout=120, **more)
    if b"unshare" in done.stderr or b"mount:" in done.stderr: raise tap.Skip("no file system can be mounted here: " + done.stderr.decode()[:80])
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return tap.Result(done)

def a_read_only_folder_is_said_at_once():
    with Place() as place:
        os.mkdir(place.at("ro")), place.make("ro/old"), os.mkfifo(place.at("recording"))
        before = place.state()
        for name in ("new", "old"):
            for verb in (f"why --no-interview {place.at('recording')} --report", f"pose {place.at('recording')} -o", f"trainee {SCENARIO} -o"):
                result = others(f"mount --bind {place.path}/ro {place.path}/ro && mount -o remount,bind,ro {place.path}/ro && exec {TOOL} {verb} {place.path}/ro/{name}")
                refused(result, 5, "Read-only", name)
        assert place.state() == before

def without_permission():
    if os.geteuid(): nobody = {}
    else: nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    with Place() as place:
        os.chmod(place.path, 0o755), os.mkdir(place.at("closed")), place.make("closed/old"), os.mkfifo(place.at("recording"))
        os.chmod(place.at("recording"), 0o666), os.chmod(place.at("closed"), 0o555)
        try: subprocess.run([TOOL, "version"], capture_output=True, check=True, **nobody)
        except (PermissionError, subprocess.CalledProcessError): raise tap.Skip("another user may not run the tool here")
        before = place.state()
        for name in ("new", "old"):
            refused(quiet(place.at("recording"), "--report", place.at("closed", name), **nobody), 5, "Permission denied", name)
            refused(lumbar("pose", place.at("recording"), "-o", place.at("closed", name), **nobody), 5, "Permission denied", name)
        os.chmod(place.at("closed"), 0o755)
        assert place.state() == before

# ---- failures half way ----

def small(limit): return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

def a_limit_on_files_leaves_nothing():
    with Place() as place:
        place.make("report"), place.make("answers")
        before = place.state()
        for limit in (0, 1, 3000, 20000):
            new = quiet("--answers", EXAMPLE, "--save-answers", place.at("answers"), "--report", place.at("report"), preexec_fn=small(limit))
            refused(new, 5, "File too large", "limit")
            assert place.state() == before, limit
        refused(trainee("--truth", place.at("answers"), "-o", place.at("film.mp4"), preexec_fn=small(30000)), 5, "File too large")
        refused(lumbar("pose", table(place), "-o", place.at("report"), preexec_fn=small(1000)), 5, "File too large")
        os.remove(place.at("points.csv"))
        assert place.state() == before

def a_full_disk_leaves_nothing():
    with Place() as place:
        os.mkdir(place.at("disk"))
        for size in (4096, 16384, 65536):
            command = f"""cd {place.path} && mount -t tmpfs -o size={size} none disk && printf old >disk/answers && {{ {TOOL} why --no-interview --answers {EXAMPLE} \
                --save-answers disk/answers --report disk/report.html; echo "exit $?" >&2; ls -A disk >&2; cat disk/answers >&2; }}"""
            result = others(command)
            if size == 65536: assert "exit 5" in result.err or "exit 0" in result.err
            if "exit 0" in result.err: continue
            assert "No space left" in result.err and "full" in result.err, result.err
            assert result.out == "" and result.err.endswith("exit 5\nanswers\nold"), result.err
        result = others(f"""cd {place.path} && mount -t tmpfs -o size=65536 none disk && {{ {TOOL} trainee {SCENARIO} --size 640 -o disk/film.mp4 --truth disk/truth.json; echo "exit $?" >&2; ls -A disk >&2; }}""")
        assert "No space left" in result.err and result.err.endswith("exit 5\n"), result.err

def standard_output_is_an_output_too():
    with Place() as place:
        place.make("report")
        before = place.state()
        arguments = [TOOL, "why", "--no-interview", "--answers", EXAMPLE, "--report", place.at("report"), "--save-answers", place.at("answers")]
        with open("/dev/full", "wb") as full: done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 5 and b"No space left" in done.stderr and place.state() == before, done
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(arguments, stdout=writing, stderr=subprocess.PIPE, timeout=60)
        os.close(writing)
        assert done.returncode == 5 and b"Broken pipe" in done.stderr and place.state() == before, done

def a_reader_that_waits_can_be_left():
    with Place() as place:
        place.make("report")
        before = place.state()
        for arguments in (["why", "--no-interview", "--verbose", "--answers", EXAMPLE, "--json", "--report", place.at("report")],
                          ["trainee", SCENARIO, "--truth", "-", "--size", "160", "-o", place.at("report")]):
            reading, writing = os.pipe()
            fcntl.fcntl(writing, 1031, 4096)  # F_SETPIPE_SZ: a page, so that the tool has to wait
            process = subprocess.Popen([TOOL, *arguments], stdout=writing, stderr=subprocess.PIPE)
            os.close(writing)
            os.read(reading, 1)  # it prints
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            err = process.communicate(timeout=30)[1]
            os.close(reading)
            assert process.returncode == 130 and place.state() == before, (process.returncode, err)

# ---- names ----

def long_names_work():
    with Place() as place:
        here = os.getcwd()
        try:
            os.chdir(place.path)
            for i in range(20):  # deeper than a path can be
                os.mkdir("d" * 250), os.chdir("d" * 250)
            for name in ("n" * 255, "é" * 127, "a", ".hidden", " ", "\n", "a\nb.html", "-r.html", "*", "'\"$(x)", "\udcff"):
                result = quiet("--json", "--report=" + name)
                assert result.status == 0, (name, result.err)
                assert os.listdir(".") == [name] and open(name).read().startswith("<!doctype html"), os.listdir(".")
                os.remove(name)
        finally:
            os.chdir(here)

def a_name_is_a_name_and_no_address():
    with Place() as place:
        here = os.getcwd()
        try:
            os.chdir(place.path)
            for name in ("tcp:127.0.0.1:9", "udp:127.0.0.1:9", "http:x.mp4", "rtmp:x", "file:x.mp4", "12:30.mp4", "pipe:1", "crypto:x", "concat:a|b",
                         "tee:x", "data:x", "md5:", "async:x", "cache:x", "ftp:x", "srt:x", "a%03d.mp4", "x.m3u8", "x.gif", "x"):
                assert trainee("-o", name, "--truth", name + ".json").status == 0, name
                assert sorted(os.listdir(".")) == sorted([name, name + ".json"]), (name, os.listdir("."))
                assert open(name, "rb").read(12)[4:8] == b"ftyp" and stat.S_IMODE(os.stat(name).st_mode) == 0o600
                if name == "tcp:127.0.0.1:9":  # as inputs too
                    assert lumbar("pose", "--model", "lite", name, "-o", "points:1").status == 0
                    result = quiet("--model", "lite", name, "--overlay", "http:o.mp4", "--report", "r:1", "--save-answers", "s:1")
                    assert result.status == 0 and open("http:o.mp4", "rb").read(12)[4:8] == b"ftyp", result.err
                for made in os.listdir("."): os.remove(made)
        finally: os.chdir(here)

def links_are_followed():
    with Place() as place:
        place.make("target")
        os.mkdir(place.at("sub")), os.symlink("../target", place.at("sub", "link")), os.symlink("sub/link", place.at("link"))
        assert quiet("--report", place.at("link")).status == 0
        assert os.readlink(place.at("link")) == "sub/link" and open(place.at("target"), "rb").read().startswith(b"<!doctype html")
        assert sorted(os.listdir(place.path)) == ["link", "sub", "target"] and os.listdir(place.at("sub")) == ["link"]

# ---- what a pose file says of its video ----

def pose_files_name_no_file():
    with Place() as place:
        film, points, report = place.at("film.mp4"), place.at("points.json"), place.at("r.html")
        assert trainee("--rate", "10", "--size", "320", "-o", film).status == 0
        assert lumbar("pose", "--model", "lite", film, "-o", points).status == 0
        assert quiet("--model", "lite", film, "--report", report).status == 0
        direct = open(report).read()
        assert "<img" in direct
        lines = open(points).read().split("\n", 1)
        os.mkfifo(place.at("pipe"))
        for told in (film, "/etc/passwd", place.at("pipe"), "/dev/zero", "http://127.0.0.1:9/", TOOL):
            head = json.loads(lines[0])
            head["path"] = told
            open(points, "w").write(json.dumps(head, separators=(",", ":")) + "\n" + lines[1])
            result = quiet(points, "--more", "--report", report)
            assert result.status == 0 and "body points only" in " ".join(result.out.split()) and "--video" in result.out, result.err
            assert "<img" not in open(report).read() and "body points only" in open(report).read()
            refused(quiet(points, "--overlay", place.at("o.mp4")), 2, points, "--video")
            assert not os.path.exists(place.at("o.mp4"))
        assert quiet(points, "--video", film, "--report", report, "--overlay", place.at("o.mp4")).status == 0
        assert open(report).read().count("<img") == direct.count("<img") and os.path.getsize(place.at("o.mp4")) > 10000
        assert lumbar("trainee", SCENARIO, "--rate", "10", "--size", "160", "-o", place.at("other.mp4")).status == 0
        refused(quiet(points, "--video", place.at("other.mp4"), "--report", place.at("new.html")), 3, "other.mp4", "another size")
        refused(quiet(points, "--video", "/etc/passwd", "--report", place.at("new.html")), 3, "/etc/passwd")
        refused(quiet(film, "--video", film), 2, "--video")
        refused(quiet("--video", film), 2, "--video")
        refused(quiet("-", "--video", "-"), 2, "standard input")
        assert not os.path.exists(place.at("new.html"))

# ---- inputs that never end ----

def endless_inputs_are_refused_or_bounded():
    refused(lumbar("pose", "/dev/zero"), 3, "/dev/zero", "device")
    refused(quiet("/dev/urandom"), 3, "device")
    refused(quiet("/dev/null"), 3, "device")
    refused(redirected("/dev/zero", "pose", "-"), 3, "standard input", "device")
    refused(redirected("/dev/zero", "why", "--no-interview", "--answers", "-"), 3)
    with Place() as place:
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(place.at("door"))
            refused(quiet(place.at("door")), 3, "socket")
            refused(quiet("--report", place.at("door")), 5, "socket")

def hangup_ends():
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it would be ignored until the tool begins, and be lost

def every_wait_ends_when_told():
    with Place() as place:
        os.mkfifo(place.at("pipe")), os.mkdir(place.at("tables")), os.mkfifo(place.at("tables", "levels.txt"))
        pipe, before = place.at("pipe"), place.state()
        waits = (["why", "--no-interview", pipe], ["pose", pipe], ["pose", "-"], ["why", "--no-interview", "--answers", pipe],
                 ["why", "--no-interview", "--answers", "-"], ["why", "--no-interview", "--knowledge", place.at("tables")], ["validate", "plank", pipe])
        for arguments in waits:
            for pause, number in ((0.02, signal.SIGINT), (0.1, signal.SIGHUP), (1, signal.SIGTERM)):
                process = subprocess.Popen([TOOL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                           preexec_fn=hangup_ends)
                time.sleep(pause)
                process.send_signal(number)
                try: process.wait(20)
                finally: process.kill()
                out, err = process.stdout.read(), process.stderr.read()
                assert process.returncode in (130, -number) and out == b"", (arguments, process.returncode, err)
                assert process.returncode == 130 or pause < 1, (arguments, number)  # it may come before the tool has begun
        assert place.state() == before

# ---- stopped at any moment ----

def stopped_at_any_moment_nothing_changes():
    with Place() as place:
        film = place.at("film.mp4")
        assert trainee("-o", film).status == 0
        place.make("report"), place.make("overlay.mp4")
        before = place.state()
        chance = random.Random(7)
        runs = ([TOOL, "why", "--no-interview", "--model", "lite", film, "--report", place.at("report"), "--overlay", place.at("overlay.mp4"), "--save-answers", place.at("answers")],
                [TOOL, "trainee", SCENARIO, "--size", "160", "--rate", "5", "-o", place.at("report"), "--truth", place.at("truth")],
                [TOOL, "pose", "--model", "lite", film, "-o", place.at("report")])
        for arguments in runs:
            began = time.monotonic()
            assert subprocess.run(arguments, capture_output=True).returncode == 0
            whole, after = time.monotonic() - began, place.state()
            for name, (_, content) in before.items(): place.make(name, content)
            for name in set(after) - set(before): os.remove(place.at(name))
            for _ in range(5):
                process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0, whole * 1.05))
                process.send_signal(chance.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))
                status = process.wait(60)
                now = place.state()
                if status == 0: assert set(now) == set(after)
                else: assert now == before and (status == 130 or status < 0), (status, sorted(now))
                for name, (_, content) in before.items(): place.make(name, content)
                for name in set(now) - set(before): os.remove(place.at(name))

FILMS = [a_name_is_a_name_and_no_address, pose_files_name_no_file, stopped_at_any_moment_nothing_changes]  # these render and look
REST = [an_output_is_never_the_recording, an_output_is_never_the_answers_a_table_or_the_program, two_outputs_are_two_files,
        what_is_printed_goes_into_no_other_file, what_cannot_be_written_is_said_at_once, a_folder_to_keep_things_in_is_looked_at_first,
        a_read_only_folder_is_said_at_once, without_permission,
        a_limit_on_files_leaves_nothing, a_full_disk_leaves_nothing, standard_output_is_an_output_too, a_reader_that_waits_can_be_left,
        long_names_work, links_are_followed, endless_inputs_are_refused_or_bounded, every_wait_ends_when_told]
tap.main(FILMS if sys.argv[2:] == ["films"] else REST)
