#!/usr/bin/env python3
"""Each row of knowledge/phrases.txt is said by code, and the page names no row and no hole that there is not. TAP."""
import glob, os, re, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap

def read(path): return open(path, encoding="utf-8").read()
def sources(*patterns): return {path: read(path) for pattern in patterns for path in sorted(glob.glob(tap.source(*pattern)))}

def rows():
    blocks = [dict(re.findall(r"^(\w+): *(.*)$", block, re.M)) for block in read(tap.source("knowledge", "phrases.txt")).split("\n\n")]
    return {block["id"]: set(re.findall(r"\{(\w+)\}", block["text"])) for block in blocks if "id" in block}

def page(): return sources(("page", "*.mjs"), ("page", "*.html"))

def said_by_page():
    """Each row that the page names, with the holes that it fills; None where those stand in a variable."""
    for path, text in page().items():
        for row, holes in re.findall(r"\bwords\('([\w-]+)'(?:, (\{[^}]*\}|\w+))?\)", text):
            names = set(re.findall(r"[{,] *(\w+)(?= *[:,}])", holes)) if not holes or holes[0] == "{" else None
            yield path, row, names
        for row in re.findall(r'data-words="([\w-]+)"', text): yield path, row, set()

def every_row_is_said():
    """By its name, whole or as the list of a room pastes it together; or by its id in the page."""
    code = "\n".join(sources(("src", "*", "*.c"), ("src", "*", "*.h")).values())
    names = {name.removeprefix("LUMBAR_PHRASE_").removeprefix("LUMBAR_") for name in re.findall(r"\b[A-Z][A-Z_0-9]+\b", code)}
    ids = {row for _, row, _ in said_by_page()} | set(re.findall(r"'(page-[\w-]+)'", "\n".join(page().values())))
    unsaid = [row for row in rows() if row not in ids and row.upper().replace("-", "_") not in names]
    assert not unsaid, unsaid

def the_page_names_what_there_is():
    known = rows()
    wrong = [(os.path.basename(path), row) for path, row, _ in said_by_page() if row not in known]
    wrong += [(os.path.basename(path), row) for path, text in page().items() for row in re.findall(r"'(page-[\w-]+)'", text) if row not in known]
    assert not wrong, wrong
    assert sum(1 for _ in said_by_page()) > 5
    holes = [(os.path.basename(path), row, names, known[row]) for path, row, names in said_by_page() if names not in (None, known[row])]
    assert not holes, holes

def errors_fill_their_holes():
    """What an error gives its row, and the rows that stand in it: each hole of it, and at most eight."""
    known, code = rows(), "\n".join(sources(("src", "*", "*.c")).values())
    called = re.findall(r"lumbar_refuse(?:_system)?\(((?:[^;\"]|\"(?:[^\"\\]|\\.)*\")*?)(\"(?:[^\"\\]|\\.)*\"(?:\s*\"(?:[^\"\\]|\\.)*\")*)", code)
    for said, form in called:
        given = set(re.findall(r"(?:^|\\n)(\w+)[=:~]", "".join(re.findall(r"\"((?:[^\"\\]|\\.)*)\"", form))))
        wrong = [(row, known[row], given) for row in re.findall(r"LUMBAR_(ERROR_\w+)", said)
                 for row in [row.lower().replace("_", "-")] if not known[row] <= given]
        assert not wrong and len(given) <= 8, (wrong, given)
    assert len(called) > 150, len(called)
    plain = re.findall(r"lumbar_refuse_plain\([^;]*?LUMBAR_(ERROR_\w+)\)", code)
    assert len(plain) > 20 and not [row for row in plain if known[row.lower().replace("_", "-")]]

tap.main([every_row_is_said, errors_fill_their_holes, the_page_names_what_there_is])
