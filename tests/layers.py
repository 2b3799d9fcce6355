#!/usr/bin/env python3
"""Which room may include which, and which file alone may touch a third-party library. TAP."""
import os, re, sys

# room: the rooms it may include (and itself). Data flows one way.
ROOMS = {
    "base": set(),
    "reason": {"base"},
    "recording": {"base"},
    "pose": {"base", "recording"},
    "motion": {"base"},
    "seen": {"base", "motion", "reason"},
    "load": {"base", "reason"},
    "exposure": {"base", "reason", "load"},
    "plan": {"base", "reason", "exposure"},
    "compare": {"base", "reason"},
    "picture": {"base", "recording"},
    "trainee": {"base"},
    "figure": {"base", "reason", "trainee"},
    "journal": {"base", "reason"},
    "report": {"base", "reason", "figure"},
    "validate": {"base", "reason", "recording", "pose", "motion", "seen", "load", "exposure", "trainee", "report"},
    "page": {"base", "reason", "figure", "journal", "report", "recording", "pose", "seen", "picture"},
    "cli": {"base", "reason", "recording", "pose", "motion", "seen", "load", "exposure", "plan", "compare", "picture", "report", "trainee", "figure", "journal", "validate"},
}
# header prefix: the only files that may include it
WALLS = {
    "libav": {"recording/video.c", "recording/video_picture.c", "recording/quiet.c", "picture/encode.c"},
    "libsw": {"recording/video_picture.c", "picture/encode.c"},
    "xnnpack.h": {"pose/network_xnnpack.c"},
    "sqlite3": {"journal/handle.c", "journal/file.c", "journal/rows.c", "journal/care.c"},
}

root = os.path.join(sys.argv[1], "src")
results = []
for folder, _, names in sorted(os.walk(root)):
    for name in sorted(n for n in names if n.endswith((".c", ".h"))):
        path = os.path.relpath(os.path.join(folder, name), root)
        room = path.split("/")[0]
        wrong = []
        for line in open(os.path.join(root, path), encoding="utf-8"):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not found: continue
            target = found.group(1)
            first = target.split("/")[0]
            if first in ROOMS and "/" in target and first != room and first not in ROOMS[room]:
                wrong.append(f"{room} may not include {target}")
            for prefix, allowed in WALLS.items():
                if target.startswith(prefix) and path not in allowed: wrong.append(f"{target} belongs behind {sorted(allowed)}")
        results.append((path, wrong))
print(f"1..{len(results)}")
for number, (path, wrong) in enumerate(results, 1):
    print(f"{'not ok' if wrong else 'ok'} {number} - {path}" + "".join(f"\n# {w}" for w in wrong))
sys.exit(any(wrong for _, wrong in results))
