#!/usr/bin/env python3
"""Tools below, stages above: no circle of calls or includes between files, and no internal name that means two
things; the orders that docs/architecture.md draws are those that stand. Calls are read from the object files: who defines what another one needs. TAP."""
import collections, glob, os, re, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap

LIBRARY, TOOL = sys.argv[1:]
KINDS = r"(?:struct|union|enum)"

def circles(edges):
    """Groups of two or more that each lead to one another: Tarjan's strong components."""
    number, lowest, waiting, found = {}, {}, [], []
    def visit(node):
        number[node] = lowest[node] = len(number)
        waiting.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in number: visit(other)
            if other in waiting: lowest[node] = min(lowest[node], lowest[other])
        if lowest[node] < number[node]: return
        at = waiting.index(node)
        if len(waiting) - at > 1: found.append(sorted(waiting[at:]))
        del waiting[at:]
    for node in sorted(edges):
        if node not in number: visit(node)
    return found

def objects():
    """Each object file's symbols: {name: [(kind, symbol)]}."""
    if not shutil.which("nm"): raise tap.Skip("nm is not installed")
    seen = collections.defaultdict(list)
    for file in [LIBRARY, *glob.glob(os.path.join(TOOL + ".p", "*.o"))]:
        listing = subprocess.run(["nm", "-A", file], capture_output=True, text=True, check=True).stdout
        for line in listing.splitlines():
            found = re.match(r".*[:/](\S+)\.c\.o:[0-9a-f ]*([A-Za-z]) (\S+)$", line)
            if found: seen[found[1].removeprefix("src_")].append((found[2], found[3]))
    return seen

def calls():
    """{file: {file: symbols}} for what one defines and another needs."""
    seen, home = objects(), {}
    for file, symbols in seen.items():
        for kind, symbol in symbols:
            if kind != "U" and kind.isupper(): home[symbol] = file
    edges = collections.defaultdict(lambda: collections.defaultdict(set))
    for file, symbols in seen.items():
        for kind, symbol in symbols:
            if kind == "U" and home.get(symbol, file) != file: edges[file][home[symbol]].add(symbol)
    return edges

def sources():
    root = tap.source("src")
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if not name.endswith((".c", ".h")): continue
            text = open(os.path.join(folder, name), encoding="utf-8").read()
            yield os.path.relpath(os.path.join(folder, name), root), re.sub(r"/\*.*?\*/", "", text, flags=re.S)

def definitions(text, header):
    """Names that a file gives to a type or, in a header, to a function, an object or a constant."""
    for found in re.finditer(rf"^(?:typedef )?{KINDS} (lumbar_\w+)\s*\{{", text, re.M): yield found[1]
    for found in re.finditer(r"^\} (lumbar_\w+);|^typedef [^{};]*?(\w+)(?:\([^;]*\)|\[[^;]*\])?;", text, re.M):
        forward = re.match(rf"typedef {KINDS} (\w+) \1;", found[0])
        if not forward: yield found[1] or found[2]
    if not header: return
    for found in re.finditer(r"^[a-z][\w *]*?\b(lumbar_\w+)\(", text, re.M): yield found[1]
    for found in re.finditer(r"^extern [^;(]*?\b(lumbar_\w+)(?:\[[^;]*)?;", text, re.M): yield found[1]
    for found in re.finditer(r"^#define (LUMBAR_\w+)|^\s+(LUMBAR_\w+)(?: = [^,]*)?,?\s*$", text, re.M): yield found[1] or found[2]

# ---- the tests

def a_circle_is_found():
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [["a", "b", "c"]]
    assert circles({"a": ["b", "c"], "b": ["c"]}) == []

def no_circle_of_calls():
    edges = calls()
    assert len(edges) > 100, "the objects were not read"
    told = []
    for circle in circles(edges):
        told += [f"{a} needs {b} for {', '.join(sorted(edges[a][b]))}" for a in circle for b in edges[a] if b in circle]
    assert not told, "\n".join(told)

def no_circle_of_includes():
    edges = {path: re.findall(r'^\s*#\s*include\s*"([^"]+)"', text, re.M) for path, text in sources()}
    assert not circles(edges), circles(edges)

def no_name_means_two_things():
    homes = collections.defaultdict(set)
    for path, text in sources():
        for name in definitions(text, path.endswith(".h")): homes[name].add(path)
    for name in definitions(open(tap.source("include", "lumbar.h"), encoding="utf-8").read(), True): homes[name].add("lumbar.h")
    assert len(homes) > 500, len(homes)
    twice = {name: sorted(paths) for name, paths in homes.items() if len(paths) > 1}
    assert not twice, twice

def told_orders():
    """{room: [names of one height, from below to above]} as docs/architecture.md draws each room."""
    page = open(tap.source("docs", "architecture.md"), encoding="utf-8").read()
    table = re.search(r"^\| room \| order \|\n\|.*\n((?:\|.*\n)+)", page, re.M)[1]
    for row in table.splitlines():
        room, order = (part.strip() for part in row.strip("|").split("|"))
        order = re.sub(r"[;,] beside these [^→;]*", "", order)
        yield room.strip("`"), [re.findall(r"`(\w+)`", step) for step in re.split(r"→|; on top", order)]
    engine = re.search(r"Reading upwards: (.*?);", page, re.S)[1]
    yield "pose", [re.findall(r"`(\w+)(?:\.[ch])?`", step) for step in engine.split("→")]

def the_drawn_orders_are_true():
    edges, includes, told = calls(), dict(sources()), []
    for room, order in told_orders():
        height = {name: at for at, step in enumerate(order) for name in step}
        assert len(height) > 1, f"{room}: no order was read"
        told += [f"{room}/{name} is drawn and is not there" for name in height
                 if f"{room}/{name}.c" not in includes and f"{room}/{name}.h" not in includes]
        for file, needs in edges.items():
            name = file.removeprefix(room + "_")
            for other, symbols in needs.items():
                above = other.removeprefix(room + "_")
                if name == file or above == other or not {name, above} <= height.keys(): continue
                if height[above] > height[name]: told.append(f"{room}: {name} needs {above} for {', '.join(sorted(symbols))}")
    assert not told, "\n".join(told)

tap.main([a_circle_is_found, no_circle_of_calls, no_circle_of_includes, the_drawn_orders_are_true, no_name_means_two_things])
