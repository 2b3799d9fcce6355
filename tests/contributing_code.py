#!/usr/bin/env python3
"""CONTRIBUTING.md does what it says of code: a column, a format and a stage are added to a scratch copy, which is built. TAP."""
import json, os, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap
from contributing import listed

SOURCES = ("include", "knowledge", "packaging", "scripts", "src", "tests", "fuzz", "bench", "docs", "page", "meson.build", "meson_options.txt",
           "LICENSE", "README.md")
COPY = tap.folder()

def path(*parts): return os.path.join(COPY.name, *parts)

def change(name, old, new):
    with open(path(name), encoding="utf-8") as file: text = file.read()
    assert old in text, f"{name} has no {old!r}"
    with open(path(name), "w", encoding="utf-8") as file: file.write(text.replace(old, new, 1))

def write(name, text):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "w", encoding="utf-8") as file: file.write(text)

def expect(title, touched, **names):
    wanted = listed(title)
    for word, real in names.items(): wanted = [name.replace(word, real) for name in wanted]
    assert sorted(wanted) == sorted(touched), (wanted, touched)

def call(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, cwd=COPY.name, **more)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout

def a_column():
    """A note in a row of advice."""
    expect("A column of a table", ["src/reason/columns.c", "src/reason/reason.h", "docs/knowledge.md"])
    change("src/reason/columns.c", '    COLUMN("rank",', '    COLUMN("note", TEXT, MAY, "for who keeps the table", AT(lumbar_advice_row, note)),\n    COLUMN("rank",')
    change("src/reason/reason.h", "    double rank;\n", "    double rank;\n    const char *note;\n")

def a_format():
    """One point a line, of one frame: "dots" and then x y of the nose."""
    expect("A format of body points", ["src/recording/dots.c", "src/recording/landmarks.h", "src/recording/meson.build"], NAME="dots")
    write("src/recording/dots.c", '''/* One frame of one point. */
#include <string.h>
#include "base/base.h"
#include "recording/landmarks.h"

bool lumbar_dots_probe(const unsigned char *head, size_t size) { return size > 4 && !memcmp(head, "dots", 4); }

const lumbar_pose *lumbar_dots_read(lumbar_arena *arena, FILE *file, const char *path,
                                    const lumbar_pose_settings *settings, lumbar_error *error)
{
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frame = LUMBAR_NEW(arena, lumbar_frame);
    if (!pose || !frame) return lumbar_fail_memory(error), NULL;
    lumbar_frame_clear(frame);
    *pose = (lumbar_pose){.path = path, .kind = "dots", .frames = frame, .frame_count = 1};
    return pose;
}
''')
    change("src/recording/landmarks.h", 'X("landmark table", csv)', 'X("dots", dots) X("landmark table", csv)')
    change("src/recording/meson.build", "'csv.c',", "'csv.c', 'dots.c',")

def a_stage():
    """How many repetitions there are in all recordings."""
    expect("A stage", ["include/lumbar.h", "src/counted/counted.c", "src/counted/meson.build", "meson.build", "tests/layers.py",
                       "docs/architecture.md"], NAME="counted", ROOM="counted")
    change("include/lumbar.h", "#ifdef __cplusplus\n}", '''/* ---- counted ---- */

typedef struct lumbar_counted {
    size_t repetitions;
} lumbar_counted;

/* Owned by the arena; NULL when out of memory. */
const lumbar_counted *lumbar_counted_of(lumbar_arena *arena, const lumbar_recording *recordings, size_t count);

#ifdef __cplusplus
}''')
    write("src/counted/counted.c", '''/* Recordings -> counted. */
#include "base/base.h"

const lumbar_counted *lumbar_counted_of(lumbar_arena *arena, const lumbar_recording *recordings, size_t count)
{
    lumbar_counted *counted = LUMBAR_NEW(arena, lumbar_counted);
    for (size_t i = 0; counted && i < count; i++)
        for (size_t s = 0; s < recordings[i].set_count; s++) counted->repetitions += recordings[i].sets[s].rep_count;
    return counted;
}
''')
    write("src/counted/meson.build", "lumbar_sources += files('counted.c')\n")
    change("meson.build", "'seen', ", "'seen', 'counted', ")
    change("tests/layers.py", '    "picture":', '    "counted": {"base"},\n    "picture":')
    change("docs/architecture.md", "| `src/picture` |", "| `src/counted` | recordings → counted | libc |\n| `src/picture` |")

def all_are_built():
    call("meson", "setup", "build", "-Doptimization=0", "-Ddebug=false")
    call("ninja", "-C", "build", "liblumbar.a", "lumbar", "tests/reason/print-columns")
    write("dots.txt", "dots 0.5 0.5\n")
    told = json.loads(call("build/lumbar", "why", "--no-interview", "--json", "dots.txt"))
    assert told["recordings"][0]["kind"] == "dots", told["recordings"]
    call("scripts/columns", "build/tests/reason/print-columns")
    with open(path("docs/knowledge.md"), encoding="utf-8") as file: assert "| `note` | text |  | for who keeps the table |" in file.read()
    assert "note: text; for who keeps the table" in call("build/lumbar", "knowledge", "advice")
    assert "lumbar_counted_of" in call("nm", "build/liblumbar.a")
    assert "\nnot ok" not in call(sys.executable, "tests/layers.py", COPY.name)

for name in SOURCES:
    whole = tap.source(name)
    if os.path.isdir(whole): shutil.copytree(whole, path(name), ignore=shutil.ignore_patterns("__pycache__"))
    else: shutil.copy(whole, path(name))
try: tap.main([a_column, a_format, a_stage, all_are_built])
finally: COPY.cleanup()
