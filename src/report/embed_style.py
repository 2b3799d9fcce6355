#!/usr/bin/env python3
"""Writes a style sheet as C: its bytes and the hash by which a Content-Security-Policy admits it.
embed_style.py STYLE.css OUT.c"""
import base64, hashlib, sys

data = open(sys.argv[1], "rb").read()
digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
rows = [", ".join(str(b) if b < 128 else str(b - 256) for b in data[i:i + 24]) for i in range(0, len(data), 24)]
with open(sys.argv[2], "w", encoding="ascii") as out:
    out.write('/* Made by embed_style.py from page/style.css. */\n#include "report/style.h"\n\n')
    out.write("const char lumbar_style[] = {\n    " + ",\n    ".join(rows) + "};\n")
    out.write("const size_t lumbar_style_size = sizeof lumbar_style;\n")
    out.write(f'const char lumbar_style_hash[] = "sha256-{digest}";\n')
