#!/usr/bin/env python3
"""What the tool asks of the system, under strace: for every verb and for names that look like addresses no socket, no other
program, and no file but those that were named. TAP."""
import errno, json, os, re, shutil, subprocess, sys
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap

TOOL = os.path.abspath(sys.argv[1])
EXAMPLE = tap.source("examples", "answers.json")
SCENARIO = "sit-up.side.hips-lead.1"
HOSTILE = ("tcp:127.0.0.1:9", "udp:127.0.0.1:9", "http:127.0.0.1", "https:x", "rtmp:127.0.0.1", "rtsp:x", "srt:x", "ftp:x", "tls:x", "unix:x", "file:x",
           "12:30.mp4", "pipe:1", "fd:1", "concat:a|b", "concatf:a", "crypto:a", "subfile:,,start,0,end,0,,:a", "tee:a", "data:a", "cache:a", "async:a",
           "md5:", "gopher:x", "sftp:x", "ipfs:x", "hls:x", "mmsh:x", "ffrtmphttp:x", "x%03d.mp4", "|id", ";id", "$(id)", "`id`", "a b", "..mp4")
NETWORK = "socket|connect|bind|listen|accept4?|sendto|sendmsg|sendmmsg|socketpair|recvfrom"
SYSTEM = ("/lib", "/usr/", "/etc/ld.so", "/etc/localtime", "/proc/", "/sys/", "/dev/null", os.path.dirname(TOOL), os.environ["LUMBAR_SOURCE"])

def traced(folder, *arguments, stdin=b""):
    """Runs the tool in `folder`; returns its exit status and what it asked the system for: [(call, arguments, result)]."""
    log = folder + ".log"
    done = subprocess.run(["strace", "-f", "-qq", "-s", "4096", "-e", "trace=%network,%process,%file", "-o", log, TOOL, *arguments], cwd=folder, input=stdin,
                          capture_output=True, timeout=300, env={**os.environ, "TMPDIR": folder})
    if b"ptrace" in done.stderr.lower() and b"strace:" in done.stderr: raise tap.Skip("programs may not be traced here")
    calls = [re.match(r"\d+ +(\w+)\((.*?)(?:\) += (.*)|<unfinished \.\.\.>)$", line) for line in open(log, errors="replace")]
    os.remove(log)
    return done, [(c[1], c[2], c[3] or "?") for c in calls if c]

def strings(text): return [s.encode().decode("unicode_escape").encode("latin-1").decode(errors="replace") for s in re.findall(r'"((?:[^"\\]|\\.)*)"', text)]

BASE = set()  # what the C library and the libraries that we link read at the start of any program with them

def judge(calls, outputs, inputs, folders=()):
    """Fails on anything that was not named."""
    assert sum(name.startswith("execve") for name, _, _ in calls) == 1, [c for c in calls if c[0].startswith("execve")]
    hidden = lambda path: re.fullmatch(r"\.lumbar-[a-z0-9]{7}", path) is not None
    for name, text, result in calls:
        paths = strings(text)
        assert not re.fullmatch(NETWORK, name), (name, text)
        if name in ("open", "openat", "openat2", "creat"):
            if re.search(r"O_PATH|O_DIRECTORY", text) and "O_TMPFILE" not in text: continue
            if re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", text) or name == "creat":
                assert "O_TMPFILE" in text or "/dev/null" in paths, (name, text)  # a file without a name
            else: assert paths[0] in inputs or paths[0] in BASE or paths[0].startswith(SYSTEM), (name, text, result)
        elif name in ("linkat", "renameat2", "renameat", "rename", "unlinkat", "unlink", "link"):
            assert all(hidden(p) or p in outputs or p.startswith("/proc/self/fd/") for p in paths), (name, text)
        elif name in ("mkdir", "mkdirat"): assert paths[0] in folders, (name, text)
        else: assert not re.fullmatch("symlink(at)?|mknod(at)?|truncate|chmod|fchmodat|chown|lchown|fchownat|rmdir|mount|memfd_create", name), (name, text)

class Traced:
    """One run in a fresh folder with a small film, its body points, and answers."""
    film = points = None
    def __init__(self):
        self.folder = tap.folder()
        self.root = self.folder.name
        self.path = os.path.join(self.root, "work")
        os.mkdir(self.path)
    def __enter__(self): return self
    def __exit__(self, *why): self.folder.cleanup()
    def put(self, name, content):
        with open(os.path.join(self.path, name), "wb") as file: file.write(content)
        return name
    def run(self, *arguments, outputs=(), inputs=(), status=0, folders=(), stdin=b""):
        before = set(os.listdir(self.path))
        done, calls = traced(self.path, *arguments, stdin=stdin)
        assert done.returncode == status, (arguments, done.returncode, done.stderr)
        judge(calls, set(outputs), set(inputs), folders)
        expected = before | (set(outputs) | set(folders) if status == 0 else set())
        assert set(os.listdir(self.path)) == expected, (arguments, os.listdir(self.path))

def samples():
    """A film of the trainee and its body points, made once."""
    if Traced.film is None:
        with tap.folder() as where:
            film, points = os.path.join(where, "f.mp4"), os.path.join(where, "p.json")
            assert tap.run(TOOL, "trainee", SCENARIO, "--size", "160", "--rate", "2", "-o", film).status == 0
            assert tap.run(TOOL, "pose", "--model", "lite", film, "-o", points).status == 0
            Traced.film, Traced.points = open(film, "rb").read(), open(points, "rb").read()
    return Traced.film, Traced.points

def verbs_that_only_print():
    for arguments in (["version"], ["help"], ["help", "why"], ["film"], ["knowledge"], ["knowledge", "causes"], ["knowledge", "--check"], ["interview", "--questions"],
                      ["interview", "--questions", "--json"], ["why", "--no-interview", "--json"], ["trainee", "--list"], ["validate", "article"], ["validate", "cases"]):
        with Traced() as t: t.run(*arguments)

def names_of_outputs():
    """Every name in one place of an output, the places in turn; each name again over what stands there."""
    film, points = samples()
    def why(t, name, other): t.run("why", "--no-interview", "--answers", "me.json", "--report", name, "--save-answers", other, "p.json", outputs=[name, other], inputs=["me.json", "p.json"])
    def pose(t, name, other): t.run("pose", "p.json", "-o", name, outputs=[name], inputs=["p.json"])
    def overlay(t, name, other): t.run("why", "--no-interview", "p.json", "--video", "f.mp4", "--overlay", name, outputs=[name], inputs=["p.json", "f.mp4"])
    def trainee(t, name, other): t.run("trainee", SCENARIO, "--size", "160", "--rate", "1", "-o", name, "--truth", other, outputs=[name, other])
    places = (overlay, why, trainee, pose)
    for i, name in enumerate(HOSTILE):
        with Traced() as t:
            t.put("f.mp4", film), t.put("p.json", points), t.put("me.json", open(EXAMPLE, "rb").read())
            places[i % 4](t, name, name + ".other")
            if i < 4: places[i % 4](t, name, name + ".other")

def names_of_inputs():
    """Every name in one place of an input where nothing is, and as a recording that is there."""
    film, points = samples()
    places = (["why", "--no-interview"], ["pose"], ["why", "--no-interview", "--answers"], ["validate", "plank"], ["why", "--no-interview", "--knowledge"],
              ["why", "--no-interview", "p.json", "--video"], ["why", "--no-interview", "f.mp4", "--models"])
    for i, name in enumerate(HOSTILE):
        with Traced() as t:
            t.put("f.mp4", film), t.put("p.json", points)
            place, networks = places[i % len(places)], [f"{name}/{n}" for n in ("pose_detection.tflite", "pose_landmark_full.tflite")]
            t.run(*place, name, status=4 if place[-1] == "--models" else 3, inputs=[name, "f.mp4", "p.json", *networks])
            t.put(name, points if i % 4 else film)
            t.run("why", "--no-interview", "--model", "lite", name, "--report", "r.html", outputs=["r.html"], inputs=[name])

def what_is_taken_along():
    """The sheet, the calendar and the figures: each of the hostile names once, and again over what stands there."""
    for i, name in enumerate(HOSTILE):
        with Traced() as t:
            t.put("me.json", open(EXAMPLE, "rb").read())
            option, other = ("--summary", "--calendar") if i % 2 else ("--calendar", "--summary")
            for _ in range(1 + (i < 4)):
                t.run("why", "--no-interview", "--answers", "me.json", option, name, other, name + ".other", outputs=[name, name + ".other"], inputs=["me.json"])
    ids = re.findall(r"^id: (.*)$", open(tap.source("knowledge", "figures.txt")).read(), re.M)
    with Traced() as t:
        os.mkdir(os.path.join(t.path, "http:127.0.0.1"))
        done, calls = traced(t.path, "figures", "http:127.0.0.1")
        judge(calls, {f"{id}.svg" for id in ids}, set())
        assert done.returncode == 0 and sorted(os.listdir(os.path.join(t.path, "http:127.0.0.1"))) == sorted(f"{id}.svg" for id in ids)

def what_a_file_names_is_not_opened():
    film, points = samples()
    head, rest = points.split(b"\n", 1)
    for told in ("/etc/passwd", "f.mp4", "http://127.0.0.1:9/x", "/dev/zero"):
        with Traced() as t:
            t.put("f.mp4", film), t.put("secret", b"secret")
            t.put("p.json", json.dumps({**json.loads(head), "path": told}, separators=(",", ":")).encode() + b"\n" + rest)
            t.run("why", "--no-interview", "p.json", "--report", "r.html", outputs=["r.html"], inputs=["p.json"])
            t.run("why", "--no-interview", "p.json", "--overlay", "o.mp4", status=2, inputs=["p.json"])
            t.put("list.m3u8", f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{told}\n#EXT-X-ENDLIST\n".encode())
            t.run("why", "--no-interview", "list.m3u8", status=3, inputs=["list.m3u8"])
            t.put("concat.mp4", f"ffconcat version 1.0\nfile {told}\n".encode())
            t.run("pose", "concat.mp4", "-o", "p2.json", status=3, inputs=["concat.mp4"])

def standard_input_leaves_no_file():
    film, points = samples()
    with Traced() as t:
        t.run("pose", "--model", "lite", "-", stdin=film, inputs=[])
        t.run("why", "--no-interview", "-", "--report", "r.html", stdin=points, outputs=["r.html"])
        t.run("why", "--no-interview", "--answers", "-", stdin=open(EXAMPLE, "rb").read())

def when_the_system_fails_all_is_taken_back():
    """Each call that gives files their names fails in turn: an output that was there and two that were not."""
    for call, why in (("linkat", "EIO"), ("renameat2", "EIO"), ("renameat2", "ENOSPC"), ("fsync", "ENOSPC"), ("fsync", "EIO"), ("fchmod", "EPERM")):
        for over in (True, False):
            for when in (1, 2):
                with Traced() as t:
                    if over: t.put("new.html", b"old")
                    done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:error={why}:when={when}", TOOL, "why", "--no-interview",
                                           "--report", "new.html", "--save-answers", "new.json"], cwd=t.path, capture_output=True, timeout=120)
                    assert done.returncode == 5 and done.stdout == b"" and os.strerror(getattr(errno, why)).encode() in done.stderr, (call, why, when, done)
                    assert os.listdir(t.path) == (["new.html"] if over else []), (call, when, os.listdir(t.path))
                    assert not over or open(os.path.join(t.path, "new.html")).read() == "old", (call, when)

def the_test_sees_what_it_looks_for():
    for bad in (("socket", "AF_INET, SOCK_STREAM, 0", "3"), ("execve", '"/bin/sh", []', "0"), ("openat", 'AT_FDCWD, "x", O_WRONLY|O_CREAT, 0666', "3"),
                ("openat", 'AT_FDCWD, "/etc/passwd", O_RDONLY', "3"), ("unlink", '"x"', "0"), ("symlink", '"a", "b"', "0")):
        try: judge([("execve", '"lumbar"', "0"), bad], {"y"}, set())
        except AssertionError: continue
        raise AssertionError(f"not seen: {bad}")

if shutil.which("strace") is None or subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode:
    print("1..0 # SKIP strace is not installed, or programs may not be traced here")
    sys.exit(0)
with tap.folder() as where: BASE.update(path for name, text, _ in traced(where, "version")[1] if name.startswith("open") for path in strings(text))
tap.main([the_test_sees_what_it_looks_for, verbs_that_only_print, names_of_outputs, names_of_inputs, what_is_taken_along, what_a_file_names_is_not_opened, standard_input_leaves_no_file,
          when_the_system_fails_all_is_taken_back])
