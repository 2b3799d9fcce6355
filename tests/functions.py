#!/usr/bin/env python3
"""A function takes five parameters at most and has some sixty lines, a file some five hundred; what is more stands in the
list here with its reason. TAP."""
import os, re, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap

PARAMETERS, LINES, FILE_LINES = 5, 62, 560

# name: why it takes more
MORE = {
    "lumbar_options_read": "two of them are main's argc and argv",
    "lumbar_weights_read": "bytes, their number and their name are what every reader of bytes takes",
    "read_option": "an item of a list and its length are what the walk over a list gives",
    "depthwise_some": "a kernel: places and counts that stay in registers",
    "pack": "as depthwise_some",
    "blend": "as depthwise_some",
    "TILE": "as depthwise_some",
    "JOIN": "as depthwise_some",
    "phrase": "holes and their number, or one hole and its value, are what every filling takes",
    "lumbar_phrase_lines": "as phrase",
}

def bare(text):
    """The code without comments, directives, strings and characters, each line where it was."""
    def lines(found): return "\n" * found[0].count("\n")
    text = re.sub(r"/\*.*?\*/", lines, text, flags=re.S)
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\[\s\S])*", lines, text, flags=re.M)
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', "0", text)

def parameters(listed):
    """How many stand between the brackets: commas within inner brackets count nothing, and nor does what printf takes."""
    inner = r"\([^()]*\)|\[[^\[\]]*\]"
    while re.search(inner, listed): listed = re.sub(inner, "", listed)
    return 0 if listed.strip() in ("", "void") else listed.count(",") + 1 - listed.endswith("...")

def functions(text):
    """(name, parameters, lines) of each that begins at the left edge; of a declaration the lines are its own."""
    for found in re.finditer(r"^[A-Za-z_][\w *]*?\b(\w+)\(([^;{}]*?)\)(?:\s+LUMBAR_PRINTF\(\d, \d\))?(;|\s*\{)", text, re.M):
        end = found.end() if found[3] == ";" or text[found.end()] != "\n" else text.index("\n}", found.end()) + 2
        yield found[1], parameters(found[2]), text.count("\n", found.start(), end) + 1

def sources():
    for top in ("src", "include"):
        for folder, _, names in sorted(os.walk(tap.source(top))):
            for name in sorted(names):
                if not name.endswith((".c", ".h")): continue
                path = os.path.join(folder, name)
                yield os.path.relpath(path, tap.source()), bare(open(path, encoding="utf-8").read())

FOUND = [(path, *function) for path, text in sources() for function in functions(text)]

# ---- the tests

def the_counting_is_right():
    text = bare('/* f(a, b) { */\nstatic int f(int a, void (*g)(int, int),\n      int b[2])\n{\n    return ",(" [0];\n}\nvoid h(void);\n#define X(a, b, c) \\\n  {\n')
    assert list(functions(text)) == [("f", 3, 5), ("h", 0, 1)], list(functions(text))

def five_parameters_at_most():
    assert len(FOUND) > 2000, len(FOUND)
    more = {name: (count, path) for path, name, count, _ in FOUND if count > PARAMETERS}
    assert not set(more) - set(MORE), {name: more[name] for name in set(more) - set(MORE)}
    assert not set(MORE) - set(more), f"these take no more than five now and go from the list: {sorted(set(MORE) - set(more))}"

def some_sixty_lines():
    long = [(lines, path, name) for path, name, _, lines in FOUND if lines > LINES]
    assert not long, sorted(long, reverse=True)

def files_of_some_five_hundred_lines():
    long = [(text.count("\n"), path) for path, text in sources() if path != "include/lumbar.h" and text.count("\n") > FILE_LINES]
    assert not long, long

tap.main([the_counting_is_right, five_parameters_at_most, some_sixty_lines, files_of_some_five_hundred_lines])
