#!/usr/bin/env python3
"""Writes the tables of a folder as one C file: embed.py OUTPUT.c KNOWLEDGE. Leaves the file alone when nothing changed."""
import os
import sys

output, folder = sys.argv[1:3]
lines = ["/* Written by scripts/embed.py from knowledge/. */", '#include "reason/reason.h"', ""]
names = []
for name in sorted(n[:-len(".txt")] for n in os.listdir(folder) if n.endswith(".txt")):
    with open(os.path.join(folder, name + ".txt"), "rb") as file:
        data = file.read()
    symbol = "table_" + name.replace("-", "_")
    names.append((name, symbol))
    lines.append(f"static const unsigned char {symbol}[] = {{")
    lines += ["    " + ",".join(str(b) for b in data[at:at + 32]) + "," for at in range(0, len(data), 32)]
    lines += ["    0,", "};", ""]
lines.append("const lumbar_table_text lumbar_builtin_tables[] = {")
lines += [f'    {{"{name}", (const char *){symbol}, sizeof {symbol} - 1}},' for name, symbol in names]
lines += ["    {0, 0, 0},", "};", f"const size_t lumbar_builtin_table_count = {len(names)};", ""]
text = "\n".join(lines)
if not os.path.exists(output) or open(output, encoding="utf-8").read() != text:
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)
