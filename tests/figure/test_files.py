#!/usr/bin/env python3
"""lumbar figures: files that any reader of XML reads, a user's own row drawn, refusals before work. TAP."""
import os, re, sys, tempfile
import xml.etree.ElementTree as xml
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap
from tap import refused

TOOL = sys.argv[1]
SVG = "{http://www.w3.org/2000/svg}"
def figures(*arguments, **more): return tap.run(TOOL, "figures", *arguments, **more)

def each_row_is_a_file_of_xml():
    rows = re.findall(r"^id: (\S+)$", open(tap.source("knowledge", "figures.txt"), encoding="utf-8").read(), re.M)
    with tempfile.TemporaryDirectory() as place:
        result = figures(place)
        assert result.status == 0, result.err
        assert sorted(os.listdir(place)) == sorted(f"{row}.svg" for row in rows)
        drawn = {}
        for name in os.listdir(place):
            text = open(os.path.join(place, name), encoding="utf-8").read()
            root = xml.fromstring(text)
            assert root.tag == SVG + "svg" and root.get("role") == "img", name
            assert root.find(SVG + "title").text and root.find(SVG + "desc").text, name
            assert "prefers-reduced-motion" in root.find(SVG + "style").text, name
            groups = root.findall(SVG + "g")
            assert [g.get("visibility") for g in groups] == ["hidden"] * (len(groups) - 1) + [None], name
            width, height = map(int, root.get("viewBox").split()[2:])
            for path in root.iter(SVG + "path"):
                for x, y in re.findall(r"M(-?\d+) (-?\d+)", path.get("d")):
                    assert 0 <= int(x) <= width and 0 <= int(y) <= height, (name, x, y)
            drawn.setdefault("".join(p.get("d") for p in root.iter(SVG + "path")), []).append(name)
        assert len(drawn) == len(rows), [names for names in drawn.values() if len(names) > 1]

ROW = """
id: bow
name: Bow & <stand>
text: Standing up and bowing.
start: trunk 90, arm -90, forearm -90, thigh -90, shank -90, foot 0
end: trunk 20, arm -60
still: feet
"""

def with_row(place, row):
    table = open(tap.source("knowledge", "figures.txt"), encoding="utf-8").read() + row
    with open(os.path.join(place, "figures.txt"), "w", encoding="utf-8") as file: file.write(table)

def an_own_row_needs_no_code():
    with tempfile.TemporaryDirectory() as tables, tempfile.TemporaryDirectory() as place:
        with_row(tables, ROW)
        result = figures(place, "--knowledge", tables)
        assert result.status == 0, result.err
        root = xml.parse(os.path.join(place, "bow.svg")).getroot()
        assert root.find(SVG + "title").text == "Bow & <stand>"

def a_row_that_says_nothing_is_refused():
    for was, instead, words in (("trunk 20", "tail 20", ("row 'bow'", "'tail 20' is not a part")),
                                ("trunk 20", "trunk", ("'trunk' is not a part",)),
                                ("trunk 20", "trunk 20 30", ("'trunk 20 30' is not a part",)),
                                ("arm -60", "arm up", ("'arm up' is not a part",)),
                                ("arm -60", "arm 4000", ("'arm 4000' is not a part",)),
                                ("shank -90, foot 0", "shank -90", ("start has no foot",)),
                                ("end: trunk 20, arm -60\n", "", ("needs both",)),
                                ("still: feet", "motion: sit-up", ("either a motion or",)),
                                ("start: trunk 90, arm -90, forearm -90, thigh -90, shank -90, foot 0\nend: trunk 20, arm -60\n",
                                 "motion: moonwalk\n", ("no motion 'moonwalk'",)),
                                ("still: feet", "still: ears", ("still is 'ears'",))):
        with tempfile.TemporaryDirectory() as tables, tempfile.TemporaryDirectory() as place:
            assert was in ROW
            with_row(tables, ROW.replace(was, instead))
            refused(figures(place, "--knowledge", tables), 3, *words)
            assert os.listdir(place) == []
            assert tap.run(TOOL, "knowledge", "--check", "--knowledge", tables).status != 0, instead

def what_cannot_be_written_is_refused_before_work():
    with tempfile.TemporaryDirectory() as place:
        refused(figures(), 2, "one folder")
        refused(figures(place, place), 2, "one folder")
        refused(figures(os.path.join(place, "none")), 5, "none")
        os.mkdir(os.path.join(place, "sit-up.svg"))
        refused(figures(place), 5, "sit-up.svg")
        assert os.listdir(place) == ["sit-up.svg"] # none of the others appeared
    with tempfile.TemporaryDirectory() as place:
        file = os.path.join(place, "file")
        open(file, "w").close()
        refused(figures(file), 5, "file")

def a_reader_that_is_gone_leaves_nothing():
    with tempfile.TemporaryDirectory() as place, open("/dev/full", "w") as full:
        import subprocess
        done = subprocess.run([TOOL, "figures", place], stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 5, done
        assert os.listdir(place) == []

def a_report_shows_the_advised_exercise():
    with tempfile.TemporaryDirectory() as place:
        report = os.path.join(place, "answer.html")
        answers = tap.source("examples", "answers.json")
        result = tap.run(TOOL, "why", "--no-interview", "--answers", answers, "--report", report)
        assert result.status == 0, result.err
        page = open(report, encoding="utf-8").read()
        drawings = re.findall(r'<svg class="figure".*?</svg>', page)
        assert drawings, "no figure"
        for drawing in drawings: assert xml.fromstring(drawing).find("desc").text and "style" not in drawing

tap.main([a_report_shows_the_advised_exercise, each_row_is_a_file_of_xml, an_own_row_needs_no_code, a_row_that_says_nothing_is_refused,
          what_cannot_be_written_is_refused_before_work, a_reader_that_is_gone_leaves_nothing])
