#!/usr/bin/env python3
"""Writes the tables of knowledge/ as one C file: embed.py OUTPUT.c TABLE.txt..."""
import os
import sys

output, tables = sys.argv[1], sorted(sys.argv[2:], key=os.path.basename)
lines = ["/* Written by scripts/embed.py from knowledge/. */", '#include "reason/reason.h"', ""]
names = []
for path in tables:
    name = os.path.basename(path)[:-len(".txt")]
    data = open(path, "rb").read()
    symbol = "table_" + name.replace("-", "_")
    names.append((name, symbol))
    lines.append(f"static const unsigned char {symbol}[] = {{")
    lines += ["    " + ",".join(str(b) for b in data[at:at + 32]) + "," for at in range(0, len(data), 32)]
    lines += ["    0,", "};", ""]
lines.append("const lumbar_table_text lumbar_builtin_tables[] = {")
lines += [f'    {{"{name}", (const char *){symbol}, sizeof {symbol} - 1}},' for name, symbol in names]
lines += ["    {0, 0, 0},", "};", f"const size_t lumbar_builtin_table_count = {len(names)};", ""]
with open(output, "w", encoding="utf-8") as file:
    file.write("\n".join(lines))
