#!/usr/bin/env python3
"""Writes a C file with a short hash of all sources in some folders, and a list of them for ninja: what was made with other
sources is not taken for the same. Usage: stamp.py OUT.c OUT.d FOLDER..."""
import hashlib, os, sys

out, depends, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
digest = hashlib.sha256()
paths = [os.path.join(folder, name) for folder in folders for name in sorted(os.listdir(folder))
         if name.endswith((".c", ".h", ".build"))]
for path in paths:
    with open(path, "rb") as source:
        digest.update(source.read())
with open(out, "w", encoding="utf-8") as target:
    target.write('/* A hash of the sources that a kept pose depends on. Generated. */\n#include "validate/trainee_run.h"\n\n'
                 f'const char lumbar_trainee_stamp[] = "{digest.hexdigest()[:12]}";\n')
with open(depends, "w", encoding="utf-8") as target:
    target.write(f"{out}: {' '.join(paths)}\n")
