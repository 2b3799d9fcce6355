#!/usr/bin/env python3
"""CONTRIBUTING.md does what it says: each list of files is tried in a scratch copy of the tables. TAP."""
import json, os, re, shutil, sys
sys.path.insert(0, os.path.dirname(__file__))
import pseudo, tap

TOOL = sys.argv[1]
MATERIAL = tap.source("tests", "seen", "material")

def listed(title):
    """The files that a section lists."""
    text = open(tap.source("CONTRIBUTING.md"), encoding="utf-8").read()
    section = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.M | re.S)[1]
    return re.findall(r"^- `([^`]+)`:", section, re.M)

def rows_added(folder, title, rows):
    """Copies the tables and adds rows; the files are those that the section lists, and no other."""
    tables = [path for path in listed(title) if path.startswith("knowledge/")]
    assert {f"knowledge/{table}.txt" for table in rows} == set(tables), (sorted(rows), tables)
    for path in listed(title): assert os.path.exists(tap.source(path)), f"there is no {path}"
    shutil.copytree(tap.source("knowledge"), folder, dirs_exist_ok=True)
    for table, row in rows.items():
        with open(os.path.join(folder, table + ".txt"), "a", encoding="utf-8") as file: file.write("\n" + row.strip() + "\n")
    checked = tap.run(TOOL, "knowledge", "--check", "--knowledge", folder)
    assert checked.status == 0, checked.out + checked.err

def answer(folder, *more, **changed):
    """The example's answers, some of them changed."""
    with open(tap.source("examples", "answers.json"), encoding="utf-8") as file: answers = json.load(file)
    answers["answers"].update({name.replace("_", "-"): value for name, value in changed.items()})
    path = os.path.join(folder, "me.json")
    with open(path, "w", encoding="utf-8") as file: json.dump(answers, file)
    result = tap.run(TOOL, "why", "--no-interview", "--json", "--knowledge", folder, "--answers", path, *more)
    assert result.status == 0, result.err
    return json.loads(result.out)

def an_exercise():
    with tap.folder() as folder:
        rows_added(folder, "An exercise", {"exercises": """
id: dragon-walk
like: plank
name: dragon walk
aliases: dragon crawl"""})
        seen = answer(folder, "--exercise", "Dragon Crawls", os.path.join(MATERIAL, "plank-sags.pose.json"),
                      exercises=["dragon-walk"], exercises_hurt=["dragon-walk"])
        only = seen["recordings"][0]["sets"][0]
        assert only["exercise"] == only["intended"] == "dragon-walk", only
        state = {f["id"]: f["state"] for f in seen["findings"]}
        assert state["plank-sag"] == "present" and state["hurts-in-plank"] == "present", state

def a_cause():
    with tap.folder() as folder:
        rows_added(folder, "A cause", {
            "sources": "id: my-source\ncitation: Ours.",
            "causes": """
id: posture.braids
group: posture
name: long hair that is lain on
text: The head is held off its own hair.
wrong_if: With the hair up it hurts as much.
source: my-source""",
            "priors": "id: posture.braids\nleaf: posture.braids\nprior_db: -20\nsource: my-source",
            "weights": "id: my-weight\nwhen: hurts-in-crunch and hurts-in-plank\ngroup: my-weight\nweights: posture.braids +30\nsource: my-source",
            "advice": """
id: my-advice
kind: form
for: posture.braids
rank: 1
text: Put the hair up.
short: Put the hair up.
source: my-source""",
            "cases": """
id: my-case
kind: coverage
answers:
  ache-present = ache
  exercises-hurt = crunch, plank
accepted: posture
lowest: self-care
highest: clinician
source: my-source"""})
        told = answer(folder, exercises_hurt=["crunch", "plank"])
        assert told["causes"][0]["detail"][0]["id"] == "posture.braids", told["causes"][0]
        assert "my-advice" in [a["id"] for a in told["advice"]]

def a_question():
    with tap.folder() as folder:
        rows_added(folder, "A question", {
            "questions": "id: on-a-boat\ntext: Do you train on a boat?\nkind: yes-no-unsure",
            "findings": """
id: it-rocks
from: answers
rule: on-a-boat
name: a floor that rocks
present: You train on a floor that rocks.
source: own-judgement""",
            "weights": "id: it-rocks\nwhen: it-rocks\nweights: posture.technique +6\nsource: own-judgement",
            "cases": """
id: sailor
kind: coverage
answers:
  ache-present = ache
  on-a-boat = yes
lowest: self-care
highest: clinician
source: own-judgement"""})
        assert "on-a-boat" in tap.run(TOOL, "interview", "--questions", "--knowledge", folder).out
        told = answer(folder, on_a_boat="yes")
        assert "it-rocks" in json.dumps(told["causes"]), "nothing speaks for a cause by it"

def a_finding_of_a_recording():
    with tap.folder() as folder:
        rows_added(folder, "A finding of a recording", {
            "findings": """
id: my-sag
from: recording
group: seen-hips
name: my sag
present: In the recording the hips sag.
absent: In the recording the hips do not sag.
judge: sag
exercises: plank
measure: plank-bend
unit: deg
say:
  held | They sag for {seconds} of {total} seconds.
  none | They do not sag.
  unseen | Whether they sag could not be seen: {why}.
  asked | they sag
source: own-judgement""",
            "weights": "id: my-sag\nwhen: my-sag\nweights: intensity.fatigue +1\nsource: own-judgement",
            "cases": """
id: who-sags
kind: coverage
answers:
  ache-present = ache
findings:
  my-sag = 1
lowest: self-care
highest: clinician
source: own-judgement"""})
        told = answer(folder, os.path.join(MATERIAL, "plank-sags.pose.json"))
        mine = [f for f in told["findings"] if f["id"] == "my-sag"]
        assert mine and mine[0]["state"] == "present" and mine[0]["text"].startswith("They sag for"), mine

def a_language():
    """As the list says: what --words prints, translated; here with an accent on every letter."""
    with tap.folder() as folder:
        speak = pseudo.write(TOOL, folder)
        told = tap.run(TOOL, "why", "--no-interview", *speak)
        assert told.status == 0 and not told.err, told.err
        assert pseudo.mark("Tomorrow") in told.out and not pseudo.unmarked(told.out), told.out
        assert re.search(r"^id: \S+$", open(os.path.join(folder, "language-" + pseudo.CODE, "languages.txt"), encoding="utf-8").read(), re.M)

if __name__ == "__main__": tap.main([an_exercise, a_cause, a_question, a_finding_of_a_recording, a_language])
