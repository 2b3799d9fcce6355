#!/usr/bin/env python3
"""Writes the sentences that errors are told by as a C header: embed_errors.py OUTPUT.h KNOWLEDGE/phrases.txt. They are the
rows whose id begins with `error-`: `error-size` is LUMBAR_ERROR_SIZE. Leaves the file alone when nothing changed."""
import os, re, sys

output, table = sys.argv[1:3]
rows, row, field = {}, None, None
for line in open(table, encoding="utf-8"):
    found = re.match(r"(\w+): *(.*)$", line)
    if found: field = found[1]
    if found and field == "id": row = found[2].strip()
    elif field == "text" and row and row.startswith("error-") and line.strip() and line[0] != "#":
        rows[row] = " ".join(filter(None, [rows.get(row), (found[2] if found else line).strip()]))
quoted = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
entries = [f'X({row.upper().replace("-", "_")}, "{row}", {quoted(text)})' for row, text in rows.items()]
text = """/* Written by src/base/embed_errors.py from knowledge/phrases.txt: what errors say. */
#ifndef LUMBAR_BASE_ERRORS_H
#define LUMBAR_BASE_ERRORS_H

#define LUMBAR_ERRORS(X) \\
    %s

typedef enum lumbar_error_id {
#define X(name, row, text) LUMBAR_##name,
    LUMBAR_ERRORS(X)
#undef X
} lumbar_error_id;

#endif
""" % " \\\n    ".join(entries)
os.makedirs(os.path.dirname(output), exist_ok=True)
if not os.path.exists(output) or open(output, encoding="utf-8").read() != text:
    with open(output, "w", encoding="utf-8") as file: file.write(text)
