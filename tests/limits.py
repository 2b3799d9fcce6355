#!/usr/bin/env python3
"""Limits stand in the room that uses them: each row of knowledge/limits.txt is in one room's list and has its reason,
and each entry of a list is read in that room. TAP."""
import glob, os, re, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap

# list: its header, its room, and how code there reads an entry
LISTS = {
    "LUMBAR_LIMITS": ("src/reason/reason.h", ("reason", "seen"), r"\bLUMBAR_LIMIT_{}\b"),
    "LUMBAR_MOTION_LIMITS": ("src/motion/motion.h", ("motion",), r"(?:->|\.){}\b"),
    "LUMBAR_LOAD_LIMITS": ("src/load/load.h", ("load",), r"(?:->|\.){}\b"),
    "LUMBAR_PLAN_LIMITS": ("src/plan/plan.h", ("plan",), r"(?:->|\.){}\b"),
    "LUMBAR_COMPARE_LIMITS": ("src/compare/look.h", ("compare",), r"(?:->|\.){}\b"),
    "LUMBAR_EXPOSURE_LIMITS": ("src/exposure/exposure.h", ("exposure",), r"(?:->|\.){}\b"),
    "LUMBAR_SEEN_LIMITS": ("src/seen/seen.h", ("seen",), r"(?:->|\.){}\b"),
}

def read(*parts): return open(tap.source(*parts), encoding="utf-8").read()

def entries(name):
    header = read(LISTS[name][0])
    body = re.search(rf"#define {name}\(X\)(.*?)\n\n", header, re.S)[1]
    return re.findall(r'X\((\w+), "([\w-]+)"\)', body)

def code(rooms):
    files = [path for room in rooms for path in sorted(glob.glob(tap.source("src", room, "*.c")))]
    return re.sub(r"/\*.*?\*/", "", "\n".join(open(path, encoding="utf-8").read() for path in files), flags=re.S)

def rows():
    return [dict(re.findall(r"^(\w+): *(.*)$", block, re.M)) for block in read("knowledge", "limits.txt").split("\n\n")
            if re.search(r"^id:", block, re.M)]

def every_row_is_in_one_list():
    listed = [row for name in LISTS for _, row in entries(name)]
    assert len(listed) == len(set(listed)), sorted(row for row in listed if listed.count(row) > 1)
    assert set(listed) == {row["id"] for row in rows()}, set(listed) ^ {row["id"] for row in rows()}

def every_row_has_its_reason():
    bare = [row["id"] for row in rows() if not row.get("why") or not row.get("source")]
    assert not bare, bare

def every_entry_is_read_in_its_room():
    for name, (_, rooms, form) in LISTS.items():
        text = code(rooms)
        assert len(entries(name)) > 2, name
        unread = [field for field, _ in entries(name) if not re.search(form.format(field), text)]
        assert not unread, (name, unread)

tap.main([every_row_is_in_one_list, every_row_has_its_reason, every_entry_is_read_in_its_room])
