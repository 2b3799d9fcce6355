#!/usr/bin/env python3
"""What would make the library depend on the program around it: functions of the C library that ask the locale, state
that lives between calls. TAP."""
import os, re, shutil, subprocess, sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

LIBRARY = sys.argv[1]
# function: where it may stand all the same. The tool is its own program and sets no locale.
ASKING = {name: ("base/locale.c",) for name in
          "strtod strtof strtold atof vsnprintf vsprintf sprintf vfprintf strcoll strxfrm strftime localeconv setlocale "
          "newlocale uselocale wcwidth mbtowc mbstowcs mbrtowc wcstombs perror strerror strerror_r strtok localtime gmtime ctime asctime".split()}
ASKING |= {name: ("cli/",) for name in
           "isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper "
           "strcasecmp strncasecmp strcasestr".split()}
ASKING["vfprintf"] = ("cli/",)
FRACTION = re.compile(r"%[-+ #0-9.*]*[aefgAEFG]")
# Objects that may hold state. Everything else in liblumbar holds none.
STATE = {"recording_quiet.c.o"}  # borrows FFmpeg's log level and gives it back

def sources():
    root = tap.source("src")
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if not name.endswith((".c", ".h")): continue
            path = os.path.join(folder, name)
            text = open(path, encoding="utf-8").read()
            yield os.path.relpath(path, root), re.sub(r"/\*.*?\*/", lambda c: "\n" * c.group().count("\n"), text, flags=re.S)

def nothing_asks_the_locale():
    wrong = []
    for path, text in sources():
        for call in re.finditer(r"\b([a-z_]+)\(", text):
            line = text.count("\n", 0, call.start()) + 1
            allowed = ASKING.get(call[1])
            if allowed and not path.startswith(allowed): wrong.append(f"{path}:{line}: {call[1]}")
            if call[1] in ("snprintf", "fprintf", "printf", "dprintf", "sscanf", "fscanf"):
                if FRACTION.search(text[call.start():text.index(";", call.start())]):
                    wrong.append(f"{path}:{line}: a fraction through {call[1]}; lumbar_print")
    assert not wrong, "\n".join(wrong)

def nothing_lives_between_calls():
    if not shutil.which("objdump"): raise tap.Skip("objdump is not installed")
    listing = subprocess.run(["objdump", "-t", LIBRARY], capture_output=True, text=True, check=True).stdout
    if "__asan" in listing or "__tsan" in listing: raise tap.Skip("a sanitizer adds state of its own")
    wrong, member = [], ""
    for line in listing.splitlines():
        found = re.match(r"(\S+\.o):\s+file format", line)
        if found: member = found[1]
        symbol = re.match(r"[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$", line)
        if not symbol: continue
        section, name = symbol.groups()
        lives = re.match(r"\.(data|bss|tdata|tbss)|\*COM\*", section) and not section.startswith(".data.rel.ro")
        if lives and not section == name and not member.endswith(tuple(STATE)): wrong.append(f"{member}: {name} in {section}")
    assert member, "no object was listed"
    assert not wrong, "\n".join(wrong)

tap.main([nothing_asks_the_locale, nothing_lives_between_calls])
