#!/usr/bin/env python3
"""An exercise stands once, in knowledge/exercises.txt: no list of them elsewhere. TAP."""
import glob, os, re, sys
sys.path.insert(0, os.path.dirname(__file__))
import tap

def read(*parts):
    with open(tap.source(*parts), encoding="utf-8") as file: return file.read()

IDS = set(re.findall(r"^id: (\S+)$", read("knowledge", "exercises.txt"), re.M))

def no_code_decides_by_an_exercise():
    """The trainee does exercises, and `validate` compares what is seen with what it did: they name them."""
    named = {}
    for path in glob.glob(tap.source("src", "*", "*.[ch]")):
        room = os.path.basename(os.path.dirname(path))
        code = re.sub(r"/\*.*?\*/", "", open(path, encoding="utf-8").read(), flags=re.S)
        found = IDS & set(re.findall(r'"([a-z-]+)"', code))
        if found and room not in ("trainee", "validate"): named[path] = sorted(found)
    assert not named, named

def no_form_lists_them():
    for path in (("docs", "answer.schema.json"), ("packaging", "completion.bash"), ("packaging", "completion.zsh"),
                 ("packaging", "lumbar.1"), ("page", "fields.mjs"), ("page", "views.mjs"), ("page", "core.mjs")):
        found = [name for name in IDS - {"other", "plank"} if re.search(rf'\b{name}["\s,)]', read(*path))]
        assert len(found) <= 2, (path, sorted(found)) # as an example, no list

def questions_take_their_options_from_it():
    for block in read("knowledge", "questions.txt").split("\n\n"):
        own = IDS & set(re.findall(r"^  (\S+) \|", block, re.M)) - {"other"}
        assert not own, (block[:60], sorted(own))

tap.main([no_code_decides_by_an_exercise, no_form_lists_them, questions_take_their_options_from_it])
