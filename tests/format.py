#!/usr/bin/env python3
"""Every C file is laid out as .clang-format says (version 14: others lay out otherwise). TAP."""
import glob, os, re, shutil, subprocess, sys

root = sys.argv[1]
tool = shutil.which("clang-format-14") or shutil.which("clang-format")
version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
if not re.search(r"version 14\.", version):
    print("1..0 # SKIP clang-format 14 is not installed (Debian package clang-format-14)")
    sys.exit(0)
files = sorted(path for folder in ("src", "include", "tests", "fuzz", "bench")
               for path in glob.glob(os.path.join(root, folder, "**", "*.[ch]"), recursive=True))
wrong = subprocess.run([tool, "--dry-run", "-Werror", *files], cwd=root, capture_output=True, text=True)
print(f"1..1\n{'not ok' if wrong.returncode else 'ok'} 1 - {len(files)} files")
for line in [l for l in wrong.stderr.splitlines() if "error:" in l][:20]: print(f"# {line}")
sys.exit(wrong.returncode != 0)
