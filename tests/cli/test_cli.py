#!/usr/bin/env python3
"""The tool from outside: every kind of bad input, exit codes, standard output empty on error, files whole and private."""
import json, os, re, stat, sys, threading
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import schema, tap
from tap import refused, run

TOOL = sys.argv[1]
def lumbar(*arguments, **more): return run(TOOL, *arguments, **more)
QUESTIONS = json.loads(lumbar("interview", "--questions", "--json").out)["questions"]
RULES = json.load(open(tap.source("docs", "answer.schema.json"), encoding="utf-8"))
EXAMPLE = tap.source("examples", "answers.json")

def answers(content):
    """Runs why with an answers file of these bytes, text or answers."""
    if isinstance(content, dict): content = json.dumps({"schema": "lumbar.answers/1", "answers": content})
    if isinstance(content, str): content = content.encode()
    with tap.folder() as where:
        path = os.path.join(where, "me.json")
        open(path, "wb").write(content)
        return lumbar("why", "--no-interview", "--json", "--answers", path)

def named(kind, safety=None):
    return next(q for q in QUESTIONS if q["kind"] == kind and (safety is None or q["screens"] == safety))

# ---- usage ----

def alone_it_helps():
    result = lumbar()
    assert result.status == 0 and "lumbar why" in result.out and "get emergency help now" in result.out.replace("\n", " ")
    assert lumbar("--help").out == result.out == lumbar("help").out

def unknown_words_get_the_nearest():
    refused(lumbar("wyh"), 2, "lumbar why")
    refused(lumbar("knowlege"), 2, "lumbar knowledge")
    refused(lumbar("situps.mp4"), 2, "lumbar why situps.mp4")
    refused(lumbar("xyzzy"), 2, "lumbar help")
    refused(lumbar("why", "--jsn"), 2, "--json")
    refused(lumbar("why", "--answer=x"), 2, "--answers")
    refused(lumbar("why", "-z"), 2, "-z")
    refused(lumbar("help", "nothing"), 2, "nothing")
    refused(lumbar("knowledge", "wieghts"), 2, "weights")
    refused(lumbar("validate", "nothing"), 2, "plank", "triage")
    refused(lumbar("why", "--no-interview", "--exercise", "sittup"), 2, "sit-up")
    refused(lumbar("why", "--no-interview", "--exercise", "other"), 2, "I know", "toes-to-bar")
    assert lumbar("why", "--no-interview", "--exercise", "Toes to bar").status == 0

def options_without_sense():
    refused(lumbar("why", "--answers"), 2, "--answers needs a value")
    refused(lumbar("why", "--height", "tall"), 2, "100", "230", "tall")
    refused(lumbar("why", "--height", "1.75"), 2, "100")
    refused(lumbar("why", "--height", "nan"), 2, "nan")
    refused(lumbar("why", "--threads", "0"), 2, "--threads")
    refused(lumbar("why", "--threads", "1.5"), 2, "whole number")
    refused(lumbar("why", "--json=yes"), 2, "takes no value")
    refused(lumbar("why", "--answers", "-", "-"), 2, "standard input")
    refused(lumbar("version", "x"), 2)
    refused(lumbar("film", "x"), 2)
    refused(lumbar("interview", "x"), 2)

def without_a_terminal_it_explains_itself():
    refused(lumbar("why"), 2, "--answers", "nothing to go by")
    refused(lumbar("why", "--json"), 2, "--answers")
    refused(lumbar("interview"), 2, "--questions")

def help_knows_each_option():
    manual = open(tap.source("packaging", "lumbar.1"), encoding="utf-8").read()
    bash = open(tap.source("packaging", "completion.bash"), encoding="utf-8").read()
    zsh = open(tap.source("packaging", "completion.zsh"), encoding="utf-8").read()
    for verb in re.findall(r"^  (\w+)  +\w", lumbar("help").out.split("All commands")[1], re.M):
        text = lumbar("help", verb).out
        assert text == lumbar(verb, "--help").out and text.startswith(f"lumbar {verb}"), verb
        assert f".It Cm {verb}" in manual and verb in bash and verb in zsh, verb
        for option in re.findall(r"--([a-z-]+)", text.split("Options")[1] if "Options" in text else ""):
            assert f"Fl -{option}" in manual or f", -{option}" in manual, f"manual lacks --{option}"
            assert f"--{option}" in bash and f"--{option}" in zsh, f"completion lacks --{option}"

# ---- answers ----

def from_nothing_it_asks():
    answer = schema.load(lumbar("why", "--no-interview", "--json").out)
    assert not schema.problems(answer, RULES), schema.problems(answer, RULES)[:5]
    assert answer["outcome"] == "not-enough" and answer["provisional"] and not answer["triage"]["screened"]
    assert answer["triage"]["open"] and answer["next_question"]

def the_example_is_answered():
    result = lumbar("why", "--no-interview", "--json", "--answers", EXAMPLE)
    answer = schema.load(result.out)
    assert result.status == 0 and not schema.problems(answer, RULES), schema.problems(answer, RULES)[:5]
    assert answer["outcome"] == "ranked" and answer["triage"]["screened"] and not answer["provisional"]
    assert abs(sum(c["probability"] for c in answer["causes"]) - 1) < 0.004
    falling = [c["probability"] for c in answer["causes"]]
    assert falling == sorted(falling, reverse=True)
    known = {s["id"] for s in answer["sources"]}
    assert all(a["source"] in known for a in answer["advice"])
    assert lumbar("why", "--no-interview", "--json", "--answers", EXAMPLE).out == result.out

def standard_input_is_a_file_too():
    direct = lumbar("why", "--no-interview", "--json", "--answers", EXAMPLE).out
    assert lumbar("why", "--no-interview", "--json", "--answers", "-", stdin=open(EXAMPLE, "rb").read()).out == direct

def the_first_screen_is_short_and_plain():
    for name in (EXAMPLE, None):
        given = ["--answers", name] if name else []
        summary = json.loads(lumbar("why", "--no-interview", "--json", *given).out)["summary"]
        words = " ".join(filter(None, summary.values()))
        assert len(words.split()) <= 60, words
        assert not re.search(r"%|°|\bdeg\b|\bnewton|\bdiagnosis\b", words), words

def the_terminal_answer_is_one_screen_and_more_on_request():
    text = lumbar("why", "--no-interview", "--answers", EXAMPLE).out
    more = lumbar("why", "--no-interview", "--answers", EXAMPLE, "--more").out
    lines = ("You can start by yourself", "Most consistent with", "Tomorrow:", "Next workout:", "In 7 days:", "Call for help at once")
    short = text[:text.index("No clinician has reviewed")]
    assert [short.index(line) for line in lines] == sorted(short.index(line) for line in lines)
    assert len(short.split()) <= 150, len(short.split())
    assert len(text.splitlines()) <= 24 and "--more" in text and "--more" not in more
    assert more.index("SHOULD YOU SEE SOMEONE?") < more.index("WHAT COULD BE BEHIND IT") < more.index("Tomorrow:")
    assert short in more  # the short answer comes last, where the screen is
    assert "\x1b" not in text
    assert max(map(len, (text + more).splitlines())) <= 80
    open_first = lumbar("why", "--no-interview").out
    assert "answer the open questions first" in open_first and "are still open" in open_first
    assert "SAFETY QUESTIONS ARE STILL OPEN" in lumbar("why", "--no-interview", "--more").out

def an_emergency_is_one_screen():
    with tap.folder() as where:
        path = os.path.join(where, "a.json")
        with open(path, "w") as file: json.dump({"schema": "lumbar.answers/1", "answers": {"saddle-numbness": "yes"}}, file)
        text = lumbar("why", "--no-interview", "--answers", path).out
        assert text.index("Get help now") < text.index("112") < text.index("Say:") < text.index("What you told:")
        assert "Tomorrow" not in text and "consistent" not in text and len(text.splitlines()) <= 24
        assert "Call 000" in lumbar("why", "--no-interview", "--answers", path, "--country", "au").out
        wrong = lumbar("why", "--no-interview", "--answers", path, "--country", "xx")
        assert wrong.status == 2 and "emergency-numbers" in wrong.err

def every_red_flag_question_raises_the_level_or_waits_for_a_partner():
    emergencies = {"saddle-numbness", "leg-weakness-worse"}
    for question in emergencies:
        answer = json.loads(answers({question: "yes"}).out)
        assert answer["triage"]["level"] == "emergency", question
        assert any(b["question"] == question for b in answer["triage"]["because"])

# ---- bad answers files ----

def bad_values_name_the_question():
    number, several, yes, choice = named("number"), named("several"), named("yes-no-unsure", True), named("choice", False)
    for question, value in ((number, 1e6), (number, -1), (number, 1e300), (number, "old"), (number, "34"), (number, [3]),
                            (number, True), (number, {}), (several, 3), (several, []), (several, ["no such option"]),
                            (several, [several["options"][0]["id"], "none"]), (several, [1]), (several, ["a,b"]),
                            (yes, "maybe"), (yes, 1), (yes, ["yes"]), (choice, "no such option"), (choice, 2),
                            (choice, False), (choice, "")):
        refused(answers({question["id"]: value}), 3, question["id"], "me.json")
    refused(answers({"age-years": 300}), 3, "age-years", "110")
    refused(answers({"pain-severity": 11}), 3, "pain-severity", "10")

def unknown_questions_get_the_nearest():
    refused(answers({"age-year": 34}), 3, "age-year", 'did you mean "age-years"')
    refused(answers({"zzzzzz": "yes"}), 3, "zzzzzz", "--questions")
    refused(answers({"x" * 5000: "yes"}), 3)

def looking_again_says_what_comes_next():
    now = {"again-ache": "less", "again-new": "nothing", "again-did": "yes"}
    whole = json.load(open(EXAMPLE))
    with tap.folder() as where:
        def why(day=None, **told):
            for name, content in (("then.json", {**whole, **({"day": day} if day else {})}), ("now.json", {"schema": "lumbar.answers/1", "answers": {**now, **told}})):
                with open(os.path.join(where, name), "w") as file: json.dump(content, file)
            done = lumbar("why", "--no-interview", "--json", "--again", os.path.join(where, "then.json"), "--answers", os.path.join(where, "now.json"),
                          "--save-answers", os.path.join(where, "kept.json"))
            assert done.status == 0, done.err
            return json.loads(done.out), json.load(open(os.path.join(where, "kept.json")))
        said, kept = why(day="2026-11-20")
        assert said["again"]["id"] == "next-step" and said["again"]["before"] == said["triage"]["level"] == "self-care"
        assert kept["day"] == "2026-11-20" and kept["answers"]["again-ache"] == "less" and kept["answers"]["again-days"] >= 0
        assert why(**{"again-ache": "worse"})[0]["triage"]["level"] == "clinician"
        assert why(**{"again-new": "sign"})[0]["triage"]["level"] == "emergency"
        said, kept = why(**{"again-new": "other"})
        assert said["provisional"] and "saddle-numbness" in said["triage"]["open"] and kept["answers"]["age-years"] == whole["answers"]["age-years"]
        assert lumbar("why", "--no-interview", "--again", os.path.join(where, "not-there.json")).status == 3
        assert lumbar("why", "--no-interview", "--again", os.path.join(where, "then.json"), "--save-answers", os.path.join(where, "then.json")).status == 2

def what_is_no_answers_file():
    refused(answers(""), 3, "me.json", "empty")
    refused(answers("{"), 3, "line 1")
    refused(answers("[]"), 3, "lumbar.answers/1")
    refused(answers('{"answers": {}}'), 3, "schema")
    refused(answers('{"schema": "lumbar.answers/2", "answers": {}}'), 3, "lumbar.answers/2")
    refused(answers('{"schema": "lumbar.answers/1"}'), 3, '"answers"')
    refused(answers('{"schema": "lumbar.answers/1", "answers": {}, "fever": "yes"}'), 3, "fever")
    refused(answers('{"schema": "lumbar.answers/1", "answers": {"fever": "no", "fever": "yes"}}'), 3, "fever", "twice")
    refused(answers(b'{"schema": "lumbar.answers/1", "answers": {"fever": "\xff"}}'), 3, "UTF-8")
    refused(answers('{"schema": "lumbar.answers/1", "answers": {"age-years": NaN}}'), 3, "not JSON")
    refused(answers('{"schema": "lumbar.answers/1", "answers": {"fever": "n\\u0000o"}}'), 3)
    refused(answers('{"schema": "lumbar.answers/1", "answers": ' + '{"a":' * 100000 + "1" + "}" * 100000 + "}"), 3, "deep")
    refused(answers("[" * 900000), 3, "deep")

def large_files_are_not_read():
    with tap.folder() as where:
        path = os.path.join(where, "large.json")
        with open(path, "wb") as file: file.truncate(100_000_000)
        refused(lumbar("why", "--answers", path), 3, "large.json", "more than 1.0 MB")
    refused(lumbar("why", "--answers", "/dev/zero"), 3, "/dev/zero", "1.0 MB")

def files_that_are_not_there():
    refused(lumbar("why", "--answers", "/no/such/file.json"), 3, "/no/such/file.json", "No such file")
    refused(lumbar("why", "--answers", "/"), 3, "folder")
    refused(lumbar("why", "--no-interview", "/no/such/video.mp4"), 3, "/no/such/video.mp4")
    refused(lumbar("pose", "/no/such/video.mp4"), 3, "/no/such/video.mp4")

def not_sure_is_always_an_answer():
    result = answers({q["id"]: "not-sure" for q in QUESTIONS})
    answer = schema.load(result.out)
    assert answer["triage"]["level"] != "self-care" and not schema.problems(answer, RULES)

def null_is_not_answered():
    assert answers({"fever": None}).out == answers({}).out

def order_does_not_matter():
    given = json.load(open(EXAMPLE, encoding="utf-8"))["answers"]
    assert answers(given).out == answers(dict(reversed(given.items()))).out

# ---- knowledge ----

def tables_are_printed_and_checked():
    listed = lumbar("knowledge").out
    for table in ("article", "causes", "weights", "questions", "red-flags", "sources"):
        assert table in listed and lumbar("knowledge", table).out.startswith(table), table
    weights = " ".join(lumbar("knowledge", "weights").out.split())
    assert "weights (needed): a list between commas" in weights and "as in every table: id, source" in weights, weights[:600]
    assert lumbar("knowledge", "causes", "posture").out.strip().startswith("posture")
    refused(lumbar("knowledge", "causes", "nobody"), 2, "nobody")
    with tap.folder() as where:
        rows = open(tap.source("knowledge", "priors.txt"), encoding="utf-8").read()
        open(os.path.join(where, "priors.txt"), "w", encoding="utf-8").write(re.sub(r"^source: .*\n", "", rows, count=1, flags=re.M))
        refused(lumbar("knowledge", "--check", "--knowledge", where), 3, "priors", "source")

def a_table_is_printed_as_its_file_stands():
    with tap.folder() as where:
        tables = re.findall(r"^  ([a-z-]+) +\d+ rows", lumbar("knowledge").out, re.M)
        assert len(tables) >= 17, tables
        for table in tables:
            with open(os.path.join(where, table + ".txt"), "w", encoding="utf-8") as file:
                file.write(lumbar("knowledge", "--file", table).out)
        for table in tables:
            assert lumbar("knowledge", table, "--knowledge", where).out == lumbar("knowledge", table).out, table
        assert lumbar("knowledge", "--check", "--knowledge", where).status == 0
    refused(lumbar("knowledge", "--file"), 2, "table")

def strict_tells_a_missed_mark_by_its_status():
    with tap.folder() as where:
        with open(os.path.join(where, "article.txt"), "w") as table:
            table.write("id: loose\nsentence: Nothing carries this.\nsource: article2022\nstrength: none\nbasis: judgement\n")
        missed = lumbar("validate", "article", "--strict", "--knowledge", where)
        assert missed.status == 1 and "Nothing carries this." in missed.out and missed.err == "", missed.err
        assert lumbar("validate", "article", "--knowledge", where).status == 0
    assert lumbar("validate", "article", "--strict").status == 0

def damaged_tables_name_the_row():
    with tap.folder() as where:
        path = os.path.join(where, "priors.txt")
        good = open(tap.source("knowledge", "priors.txt"), encoding="utf-8").read()
        for damage, word in ((good.replace("prior_db: ", "prior_db: many ", 1), "priors"), ("id: x\nnonsense\n", "priors"),
                             (good + "\nid: ghost\nleaf: no.such-leaf\nprior_db: 1\nsource: own-judgement\n", "ghost")):
            open(path, "w", encoding="utf-8").write(damage)
            refused(lumbar("why", "--no-interview", "--knowledge", where), 3, word)
        open(path, "wb").write(b"id: \xff\xfe\n")
        refused(lumbar("why", "--no-interview", "--knowledge", where), 3, "priors")
    refused(lumbar("why", "--no-interview", "--knowledge", "/no/such/folder"), 3, "/no/such/folder")

def a_changed_table_changes_the_answer():
    with tap.folder() as where:
        good = open(tap.source("knowledge", "levels.txt"), encoding="utf-8").read()
        open(os.path.join(where, "levels.txt"), "w", encoding="utf-8").write(
            re.sub(r"(id: self-care.*?\nsummary: )[^\n]*", r"\1Words of a clinician.", good, flags=re.S))
        answer = json.loads(lumbar("why", "--no-interview", "--json", "--knowledge", where, "--answers", EXAMPLE).out)
        assert "Words of a clinician." in answer["summary"]["see"], answer["summary"]

# ---- outputs ----

def files_are_whole_and_private():
    with tap.folder() as where:
        report, saved = os.path.join(where, "r.html"), os.path.join(where, "a.json")
        result = lumbar("why", "--no-interview", "--answers", EXAMPLE, "--report", report, "--save-answers", saved)
        assert result.status == 0 and report in result.out and saved in result.out, result.err
        assert sorted(os.listdir(where)) == ["a.json", "r.html"]
        for path in (report, saved): assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        page = open(report, encoding="utf-8").read()
        assert page.lower().startswith("<!doctype html") and page.rstrip().endswith("</html>")
        assert json.load(open(saved))["answers"] == json.load(open(EXAMPLE))["answers"]
        again = lumbar("why", "--no-interview", "--json", "--answers", saved).out
        assert again == lumbar("why", "--no-interview", "--json", "--answers", EXAMPLE).out

def the_report_draws_how_tired_the_muscles_got():
    """Where a workout is known; and where in a recording the ache began."""
    crunch = tap.source("tests", "seen", "material", "crunch-feet-lift.pose.json")
    def report(*arguments):
        with tap.folder() as where:
            path = os.path.join(where, "r.html")
            result = lumbar("why", "--no-interview", "--more", *arguments, "--report", path)
            assert result.status == 0, result.err
            return open(path, encoding="utf-8").read(), " ".join(result.out.split())
    page, printed = report("--answers", EXAMPLE)
    assert "How tired your muscles got" in page and "Fatigue of the" in page and "is contested" in page
    assert re.search(r"at most [1-9]\d* % of the [a-z ]+ was tired", printed), printed
    assert 'class="chart-ache"' not in page
    page, printed = report(crunch, "--ache-at", "0:05")
    assert "From what the recording shows" in page and page.count('class="chart-ache"') == 2
    page, printed = report() # nobody told anything
    assert "How tired" not in page and "was tired" not in printed
    refused(lumbar("why", "--no-interview", "--answers", EXAMPLE, "--ache-at", "0:05"), 2, "--ache-at", "one recording")
    assert "How tired" not in report(crunch)[0] # some seconds of a film, and no ache told
    for told in ("1:77", "-3", "soon", "1:2:3", ":"): refused(lumbar("why", crunch, "--no-interview", "--ache-at", told), 2, "--ache-at", told)

def outputs_that_cannot_be_written():
    with tap.folder() as where:
        for path in ("/dev/full", where, os.path.join(where, "no", "r.html")):
            refused(lumbar("why", "--no-interview", "--answers", EXAMPLE, "--report", path), 5, path)
            refused(lumbar("why", "--no-interview", "--answers", EXAMPLE, "--save-answers", path), 5, path)
        assert os.listdir(where) == []
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)

def a_full_standard_output_is_told():
    import subprocess
    with open("/dev/full", "wb") as full:
        done = subprocess.run([TOOL, "why", "--no-interview", "--json"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 5 and b"standard output" in done.stderr, (done.returncode, done.stderr)

def questions_are_complete():
    assert len({q["id"] for q in QUESTIONS}) == len(QUESTIONS)
    listed = lumbar("interview", "--questions").out
    screens = {q["screen"] for q in QUESTIONS if q["screens"]}
    assert screens == {1, 2, 3, 4, 5}
    for question in QUESTIONS:
        options = [o["id"] for o in question["options"]]
        assert options[-1] == "not-sure" and len(set(options)) == len(options), question["id"]
        assert (question["kind"] == "number") == (question["minimum"] is not None)
        assert f"\n{question['id']}" in listed
    for place in (0, -2): # the first and the last real option of each question
        for question in QUESTIONS:
            if question["kind"] == "number": given = question["minimum"]
            else: given = question["options"][place]["id"]
            if question["kind"] == "several" and given != "none": given = [given]
            assert answers({question["id"]: given}).status == 0, (question["id"], given)

tap.main([alone_it_helps, unknown_words_get_the_nearest, options_without_sense, without_a_terminal_it_explains_itself,
          help_knows_each_option, from_nothing_it_asks, the_example_is_answered, standard_input_is_a_file_too,
          the_first_screen_is_short_and_plain, the_terminal_answer_is_one_screen_and_more_on_request, an_emergency_is_one_screen,
          every_red_flag_question_raises_the_level_or_waits_for_a_partner, bad_values_name_the_question,
          unknown_questions_get_the_nearest, looking_again_says_what_comes_next, what_is_no_answers_file, large_files_are_not_read, files_that_are_not_there,
          not_sure_is_always_an_answer, null_is_not_answered, order_does_not_matter, tables_are_printed_and_checked, a_table_is_printed_as_its_file_stands,
          strict_tells_a_missed_mark_by_its_status, damaged_tables_name_the_row, a_changed_table_changes_the_answer, files_are_whole_and_private, the_report_draws_how_tired_the_muscles_got,
          outputs_that_cannot_be_written, a_full_standard_output_is_told, questions_are_complete])
