#!/usr/bin/env python3
"""The JSON of a hand-filled answer against docs/answer.schema.json, and what it must say. TAP."""
import json, os, subprocess, sys
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import schema

program = sys.argv[1]
rules = json.load(open(os.path.join(os.environ["LUMBAR_SOURCE"], "docs", "answer.schema.json"), encoding="utf-8"))
def printed(words): return subprocess.run([program, words], capture_output=True, check=True).stdout
answer = schema.load(printed("plain").decode())
results = []

results.append(("the schema holds", schema.problems(answer, rules)))
hostile = b'q"\\\xff\xc3\x1b\x01 \xed\xa0\x80 caf\xc3\xa9'
worst = schema.load(printed(os.fsdecode(hostile)).decode("utf-8"))
results.append(("any bytes stay JSON", schema.problems(worst, rules)))
results.append(("text survives", [] if "café" in worst["headline"] and '"\\' in worst["headline"] else [worst["headline"]]))
wrong = []
set_ = answer["recordings"][0]["sets"][0]
if set_["repetitions"] != 10 or len(set_["reps"]) != 10 or set_["reps"][3]["top_s"] != 10.5: wrong.append("repetitions")
if answer["findings"][1]["value"] is not None: wrong.append("missing is null")
if answer["findings"][0]["value"] != 41: wrong.append("value")
if answer["causes"][0]["detail"][0]["for"][0]["weight_db"] != 6.1: wrong.append("weight")
if answer["causes"][4]["probability"] != 0.026: wrong.append("rounding")
if answer["triage"]["level"] != "clinician" or answer["triage"]["if_clear"] != "self-care": wrong.append("triage")
results.append(("values arrive", wrong))
broken = json.loads(json.dumps(answer))
broken["causes"][0]["band"] = "certain"
del broken["summary"]["see"]
results.append(("the checker sees what is wrong", [] if len(schema.problems(broken, rules)) == 2 else ["it does not"]))

print(f"1..{len(results)}")
for number, (name, problems) in enumerate(results, 1):
    print(f"{'not ok' if problems else 'ok'} {number} - {name}" + "".join(f"\n# {p}" for p in problems[:10]))
sys.exit(any(problems for _, problems in results))
