#!/usr/bin/env python3
"""Writes the phrases' names and holes as a C header: embed_phrases.py OUTPUT.h KNOWLEDGE/phrases.txt. A row is named by
its id, `cli-help` as LUMBAR_PHRASE_CLI_HELP, and its English text says which holes it has: a new phrase is a row and
nothing else. Leaves the file alone when nothing changed."""
import os, re, sys

output, table = sys.argv[1:3]
rows = {}
row = field = None
for line in open(table, encoding="utf-8"):
    found = re.match(r"(\w+): *(.*)$", line)
    if found: field = found[1]
    if found and field == "id": row = rows.setdefault(found[2].strip(), [])
    elif field == "text" and not line.startswith("#"): row += re.findall(r"\{([^}]*)\}", line)
entries = [f'X({row.upper().replace("-", "_")}, "{row}", "{" ".join(dict.fromkeys(holes))}")' for row, holes in rows.items()]
text = """/* Written by src/reason/embed_phrases.py from knowledge/phrases.txt: each row with its holes. */
#ifndef LUMBAR_REASON_PHRASES_H
#define LUMBAR_REASON_PHRASES_H

#define LUMBAR_PHRASES(X) \\
    %s

typedef enum lumbar_phrase_id {
#define X(name, row, holes) LUMBAR_PHRASE_##name,
    LUMBAR_PHRASES(X)
#undef X
    LUMBAR_PHRASE_COUNT
} lumbar_phrase_id;

#endif
""" % " \\\n    ".join(entries)
os.makedirs(os.path.dirname(output), exist_ok=True)
if not os.path.exists(output) or open(output, encoding="utf-8").read() != text:
    with open(output, "w", encoding="utf-8") as file: file.write(text)
