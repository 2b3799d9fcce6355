#!/usr/bin/env python3
"""Writes the tables of a folder, and its languages, as one C file: embed.py OUTPUT.c KNOWLEDGE [LANGUAGES]. A language is
a folder language-CODE, in KNOWLEDGE or in LANGUAGES. Leaves the file alone when nothing changed."""
import os
import sys

output, folder = sys.argv[1:3]
lines = ["/* Written by scripts/embed.py from knowledge/. */", '#include "reason/reason.h"', ""]


def tables(path, prefix):
    """The tables of one folder as arrays of bytes; their names and symbols."""
    names = []
    for name in sorted(n[:-len(".txt")] for n in os.listdir(path) if n.endswith(".txt")):
        with open(os.path.join(path, name + ".txt"), "rb") as file:
            data = file.read()
        symbol = prefix + name.replace("-", "_")
        names.append((name, symbol))
        lines.append(f"static const unsigned char {symbol}[] = {{")
        lines.extend("    " + ",".join(str(b) for b in data[at:at + 32]) + "," for at in range(0, len(data), 32))
        lines.extend(["    0,", "};", ""])
    return names


def entries(names): return [f'    {{"{name}", (const char *){symbol}, sizeof {symbol} - 1}},' for name, symbol in names]


names = tables(folder, "table_")
lines += ["const lumbar_table_text lumbar_builtin_tables[] = {"] + entries(names) + ["    {0, 0, 0},", "};"]
lines += [f"const size_t lumbar_builtin_table_count = {len(names)};", ""]
overlays = []
for place in [folder] + sys.argv[3:]:
    for code in sorted(n[len("language-"):] for n in os.listdir(place) if n.startswith("language-")):
        symbol = "language_" + code.replace("-", "_")
        texts = tables(os.path.join(place, "language-" + code), symbol + "_")
        lines += [f"static const lumbar_table_text {symbol}[] = {{"] + entries(texts) + ["};", ""]
        overlays.append(f'    {{"{code}", {symbol}, {len(texts)}}},')
lines += ["const lumbar_overlay lumbar_builtin_overlays[] = {"] + overlays + ["    {0, 0, 0},", "};", ""]
text = "\n".join(lines)
if not os.path.exists(output) or open(output, encoding="utf-8").read() != text:
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)
