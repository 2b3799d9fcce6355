#!/usr/bin/env python3
"""A second implementation of triage, straight from docs/knowledge.md, judges the program's levels and the
red flags; what advice must never reach whom is listed here anew, from the reasons and not from the table's
conditions. TAP.
Usage: triage_reference.py PRINT_LEVELS KNOWLEDGE"""
import os, re, subprocess, sys

LEVELS = ["self-care", "clinician", "same-day", "emergency"]

def read_table(directory, name):
    rows, row, field = [], None, None
    with open(os.path.join(directory, name + ".txt"), encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("#"): continue
            if not line.strip(): row = None
            elif line.startswith("  "): row[field] += "\n" + line.strip()
            else:
                field, value = line.split(":", 1)
                if row is None: rows.append(row := {})
                row[field] = value.strip()
    return rows

class Condition:
    """or < and < not < ( ); `question`, `question = a, b`, `question >= number`, `question unsure`."""
    def __init__(self, text):
        self.words, self.at = re.findall(r">=|<=|[()=<>,]|[A-Za-z0-9._-]+", text), 0
        self.tree = self.either()
        assert self.at == len(self.words), text
    def peek(self): return self.words[self.at] if self.at < len(self.words) else None
    def take(self):
        self.at += 1
        return self.words[self.at - 1]
    def either(self):
        tree = self.both()
        while self.peek() == "or": self.take(); tree = ("or", tree, self.both())
        return tree
    def both(self):
        tree = self.one()
        while self.peek() == "and": self.take(); tree = ("and", tree, self.one())
        return tree
    def one(self):
        if self.peek() == "not": self.take(); return ("not", self.one())
        if self.peek() == "(":
            self.take(); tree = self.either()
            assert self.take() == ")"
            return tree
        subject = self.take()
        if self.peek() == "unsure": self.take(); return ("unsure", subject)
        if self.peek() == "=":
            options = []
            while self.peek() in ("=", ","): self.take(); options.append(self.take())
            return ("option", subject, options)
        if self.peek() in (">=", "<=", ">", "<"): return ("number", subject, self.take(), float(self.take()))
        return ("option", subject, ["yes"])

def value(tree, answers, generous=(), wish=True):
    """True, False or None (unknown); `generous`: "not sure" to these questions counts as what makes the whole true."""
    kind = tree[0]
    if kind == "not":
        inner = value(tree[1], answers, generous, not wish)
        return None if inner is None else not inner
    if kind in ("and", "or"):
        pair = [value(tree[1], answers, generous, wish), value(tree[2], answers, generous, wish)]
        decides = kind == "or"
        return decides if decides in pair else None if None in pair else not decides
    answer = answers.get(tree[1])
    if answer is None: return None
    if kind == "unsure": return answer == "not-sure"
    if answer == "not-sure": return wish if tree[1] in generous else None
    if kind == "option": return bool(set(answer.replace(" ", "").split(",")) & set(tree[2]))
    number, limit = float(answer), tree[3]
    return {">=": number >= limit, "<=": number <= limit, ">": number > limit, "<": number < limit}[tree[2]]

# Rows that bend the back forward under load, arch it or hold it against arching, lie on the back, step up,
# warm, knead.
BENDS = {"form-curl-first", "form-range", "form-not-below-flat", "form-slow", "swap-curl-up",
         "buttock-loosen", "hip-front-rest", "pops-harmless", "joint-no-arching", "warm-up"}
ARCHES = {"form-back-down", "form-plank", "swap-dead-bug", "swap-plank", "swap-side-bridge"}
ON_THE_BACK = {"form-back-down", "form-tuck", "form-curl-first", "form-engage", "swap-dead-bug",
               "swap-curl-up", "floor-mat", "sacroiliac-both-sides", "buttock-loosen", "warm-up",
               "disc-known-core"}
STEPS_UP = {"dose-build-up", "dose-end-sets-early", "dose-days-off", "swap-dead-bug", "swap-curl-up",
            "swap-plank", "swap-side-bridge", "form-not-below-flat"}
WARMS, KNEADS = {"relief-heat"}, {"relief-massage"}
# An answer (or "not sure" about it) and the rows that it forbids.
NEVER = [
    (["thin-bones", "steroids-long"], BENDS | STEPS_UP | KNEADS),
    (["pregnant"], BENDS - {"form-slow", "form-range"} | ON_THE_BACK | STEPS_UP | KNEADS),
    (["bend-back-pain"], ARCHES | STEPS_UP),
    (["leg-numbness", "leg-pain-worse"], BENDS | STEPS_UP),
    (["leg-numbness", "fever", "urine-dark", "muscle-swelling"], WARMS | KNEADS),
    (["cancer-ever", "infection-risk", "immune-weak", "germs-in"], WARMS | KNEADS),
    (["underfed", "periods-gone", "ill-training"], STEPS_UP),
    (["training-restricted"], STEPS_UP | BENDS - {"pops-harmless", "joint-no-arching"} | ARCHES),
    (["training-restricted"], {"form-engage"}),
    (["belly-doming"], STEPS_UP | {"form-plank"}),
]

class Triage:
    def __init__(self, directory):
        self.questions = read_table(directory, "questions")
        self.flags = [(row, Condition(row["when"]).tree) for row in read_table(directory, "red-flags")]
        self.screens = [q for q in self.questions if q.get("screen")]
        self.lists = {q["id"] for q in self.screens}
        self.gates = {q["id"]: Condition(q["ask_if"]).tree for q in self.questions if "ask_if" in q}
        self.asked = {q["id"] for q in self.questions if q.get("screen") or (q.get("ask") != "no" and "again" not in q)}
        self.looked = {q["id"] for q in self.questions if "again" in q}
        self.again = [(row, Condition(row["when"]).tree) for row in read_table(directory, "again")]
    def unsure(self, row, tree, answers):
        """Whether "not sure" on the safety lists, or `unsure_when`, gives the row its unsure level."""
        if row["unsure_level"] == "none": return False
        more = Condition(row["unsure_when"]).tree if "unsure_when" in row else None
        return value(tree, answers, self.lists) is True or bool(more and value(more, answers, self.lists) is True)
    def can(self, tree, answers, wanted=True, unsure=()):
        """Whether answering on could make the tree come out as wanted, each part for itself."""
        kind = tree[0]
        if kind == "not": return self.can(tree[1], answers, not wanted, unsure)
        if kind in ("and", "or"):
            parts = [self.can(part, answers, wanted, unsure) for part in tree[1:]]
            return all(parts) if (kind == "and") == wanted else any(parts)
        question = tree[1]
        if question in answers: return value(tree, answers, unsure, wanted) is wanted
        gate = self.gates.get(question)
        return question in self.asked and (gate is None or self.can(gate, answers, True, set(answers)))
    def rises(self, answers):
        """Whether a red flag above today's level could still hold, or one without an unsure level hangs on a not sure."""
        today = LEVELS.index(self.level(answers)[0])
        for row, tree in self.flags:
            closed = "closed_if" in row and value(Condition(row["closed_if"]).tree, answers) is True
            if LEVELS.index(row["level"]) > today and not closed and self.can(tree, answers): return True
            if row["unsure_level"] == "none":
                if LEVELS.index(row["level"]) > today and value(tree, answers, self.lists) is True: return True
                continue
            trees = [tree] + ([Condition(row["unsure_when"]).tree] if "unsure_when" in row else [])
            if not closed and LEVELS.index(row["unsure_level"]) > today and any(self.can(t, answers, True, self.lists) for t in trees): return True
        return False
    def level(self, answers):
        best, by = 0, []
        for row, tree in self.flags:
            if value(tree, answers) is True: level = row["level"]
            elif self.unsure(row, tree, answers): level = row["unsure_level"]
            else: continue
            one = LEVELS.index(level)
            if one > best: best, by = one, []
            if one == best: by.append(row["id"])
        return LEVELS[best], by
    def clear(self, answers):
        no = {q["id"]: "no" for q in self.screens if q["kind"] == "yes-no-unsure"}
        return self.level({**no, **answers})
    def look_again(self, level, answers):
        """What looking again raises the level to; where there is no ache of the back the rows are as for self-care."""
        words = level if level != "self-care" or self.screened(answers) else "unscreened"
        for row, tree in self.again:
            if words in re.split(r",\s*", row["level"]) and value(tree, answers) is True: return row.get("raises", "self-care")
        return "self-care"
    def judged(self, answers):
        """Level, level if clear, whether it is screened: as the program tells them."""
        level, clear = self.level(answers)[0], self.clear(answers)[0]
        raised = self.look_again(level, answers)
        return [max(one, raised, key=LEVELS.index) for one in (level, clear)] + [str(int(self.screened(answers)))]
    def screened(self, answers):
        def asked(q): return q["id"] not in self.gates or self.can(self.gates[q["id"]], answers, True, set(answers))
        return all(q["id"] in answers for q in self.screens if asked(q)) and not self.rises(answers)

def main():
    triage, results = Triage(sys.argv[2]), []
    def check(name, wrong): results.append((name, wrong))

    lines = subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout.splitlines()
    kinds = {row["id"]: row["kind"] for row in read_table(sys.argv[2], "advice")}
    named = set().union(BENDS, ARCHES, ON_THE_BACK, STEPS_UP, WARMS, KNEADS)
    check("the rows named here exist", sorted(named - set(kinds)))
    wrong, unsafe, kept, seen = [], [], 0, {level: 0 for level in LEVELS}
    screened = [0, 0]
    for line in lines:
        head, advice, *pairs = line.split("\t")
        answers = dict(pair.split("=", 1) for pair in pairs)
        told = head.split()
        own = triage.judged(answers)
        seen[told[0]] += 1
        screened[int(told[2])] += 1
        if told != own: wrong.append(f"program {told}, reference {own}: {answers}")
        advice = set(advice.split())
        for signs, rows in NEVER:
            for sign in signs:
                if answers.get(sign) not in ("yes", "not-sure"): continue
                kept += 1
                if advice & rows: unsafe.append(f"{sign}: {sorted(advice & rows)}: {answers}")
        if LEVELS.index(told[0]) >= 2 and any(kinds[id] != "care" for id in advice):
            unsafe.append(f"{told[0]}: {sorted(advice)}")
        if sum(kinds[id] == "stop-rule" for id in advice) > 1: unsafe.append(f"two stop rules: {answers}")
    check(f"{len(lines)} random answers get the same level from both implementations", wrong[:5])
    check(f"no advice reaches someone whom it could harm ({kept} chances)",
          unsafe[:5] if kept > 1000 else ["too few"])
    check("some are screened and some are not", [n for n in screened if n < 300])
    check("the random answers reach every level", [level for level, count in seen.items() if count < 20])

    alone, cases = set(), 0
    for case in read_table(sys.argv[2], "cases"):
        answers = dict(re.split(r"\s*=\s*", item, maxsplit=1) for item in case["answers"].split("\n") if item)
        by, cases = triage.clear(answers)[1], cases + 1
        if len(by) == 1: alone.update(by)
    check(f"each red flag sets the level alone in one of {cases} cases",
          [row["id"] for row, _ in triage.flags if row["id"] not in alone and not any(q in row["when"] for q in triage.looked)])

    worse = []
    for q in triage.screens:
        if q["kind"] != "yes-no-unsure": continue
        for profile in ({}, {"age-years": "16"}, {"age-years": "34", "sex": "female", "pregnant": "yes"},
                        {"age-years": "60", "cancer-ever": "yes"}, {"age-years": "76", "thin-bones": "yes"}):
            if q["id"] in profile: continue
            levels = [LEVELS.index(triage.clear({**profile, q["id"]: answer})[0])
                      for answer in ("no", "not-sure", "yes")]
            if levels != sorted(levels): worse.append(f"{q['id']} {profile}: {levels}")
    check("for every sign and profile: no <= not sure <= yes", worse)

    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}" + "".join(f"\n# {item}" for item in wrong))
    return any(wrong for _, wrong in results)

sys.exit(main())
