#!/usr/bin/env python3
"""Another language is texts laid over the tables. With one that marks each text no unmarked word is left in an answer, a
report, a sheet, the interview, the words on filming; an overlay that is more than texts is refused. TAP."""
import glob, html, json, os, re, subprocess, sys
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import pseudo, tap, terminal

TOOL, PRINT_FORMS = sys.argv[1:3]
FOLDER = tap.folder()
SPEAK = pseudo.write(TOOL, FOLDER.name)
# keys of the JSON whose values a person reads
READ = set("text say act tell_doctor would_change safety_net why name headline evidence change cure what why_not see cause "
           "wrong_if tomorrow next_workout in_seven_days help caption notes title short easier".split())

SILENT = re.compile(r"<(style|script|blockquote)\b.*?</\1>|<(\w+)[^>]*class=\"(?:sources|brand|ref)\".*?</\2>", re.S)
def page_words(page):
    """What a person sees or hears of a page: texts and described elements. Citations stand as they were published."""
    page = SILENT.sub(" ", page)
    described = re.findall(r"(?:aria-label|alt|title)=\"([^\"]*)\"", page)
    return [html.unescape(text) for text in described + re.split(r"<[^>]*>", page)]

def texts(value, key=None):
    """All texts for people in a JSON value; `sources` hold citations."""
    if isinstance(value, dict): return [text for name, inner in value.items() if name not in ("sources", "person") for text in texts(inner, name)]
    if isinstance(value, list): return [text for inner in value for text in texts(inner, key)]
    return [value] if isinstance(value, str) and key in READ else []

def run(*arguments):
    result = tap.run(TOOL, *arguments, *SPEAK)
    assert result.status == 0, (arguments, result.err)
    return result

def all_marked(where, text, *allowed):
    left = pseudo.unmarked(text, *allowed)
    assert not left, (where, left[:12], text[:300])

SOURCES = "|".join(re.findall(r"^id: (\S+)", open(tap.source("knowledge", "sources.txt"), encoding="utf-8").read(), re.M))
def terminal_words(text):
    """What is left of the ids of sources and of findings is no word, nor are the sources."""
    return re.sub(rf"\[[\w.,\s-]+\]|\[[\w-]+(?=:)|\b(?:{SOURCES})\b", "", text.split("\n" + pseudo.mark("SOURCES") + "\n")[0])

def form_words(form, text):
    if form == "json": return "\n".join(texts(json.loads(text)))
    if form == "calendar": return "\n".join(re.findall(r"^(?:SUMMARY|DESCRIPTION):(.*)", text.replace("\r\n ", ""), re.M))
    return "\n".join(page_words(text)) if form.endswith(".html") else terminal_words(text)

def no_unmarked_word_in_any_answer():
    """Of every case of the tables and every recording that is shipped, in every form."""
    recordings = glob.glob(tap.source("tests", "seen", "material", "*.pose.json"))
    recordings += glob.glob(os.path.join(os.environ.get("LUMBAR_SHARED", "/nowhere"), "recordings", "landmarks", "plank-*.csv"))
    printed = subprocess.run([PRINT_FORMS, FOLDER.name, pseudo.CODE, *recordings], capture_output=True, check=True).stdout
    looked, known, at = {}, set(), 0
    while at < len(printed):
        line_end = printed.index(b"\n", at)
        name, form, size = printed[at:line_end].decode().split(" ")
        at = line_end + 1 + int(size)
        text = printed[line_end + 1:at].decode()
        looked.setdefault(form, set()).add(name)
        if form.endswith(".html") and text.startswith("<!doctype"): assert f'<html lang="{pseudo.CODE}"' in text, (name, form)
        file = [name] + ([said for path in recordings for said in (os.path.basename(path), os.path.basename(path).split(".")[0])] if name == "recording" else [])
        for words in set(form_words(form, text).split("\n")) - known:
            known.add(words)
            all_marked((name, form), words, *file, "cm", "dB", "deg")
    cases = re.findall(r"^id: (\S+)", open(tap.source("knowledge", "cases.txt"), encoding="utf-8").read(), re.M)
    assert len(recordings) >= 4 and all(names == {*cases, "recording"} for names in looked.values()) and len(looked) == 9, \
        {form: len(names) for form, names in looked.items()}

def no_unmarked_word_in_files():
    """The tool's own way to them, once: an answer and its files."""
    path = tap.source("tests", "seen", "material", "plank-sags.pose.json")
    with tap.folder() as place:
        report, sheet = os.path.join(place, "report.html"), os.path.join(place, "sheet.html")
        result = run("why", "--no-interview", "--report", report, "--summary", sheet, path)
        all_marked("answer", terminal_words(result.out) + result.err, "plank-sags.pose.json", "plank-sags", report, sheet)
        for page in (report, sheet): all_marked(page, "\n".join(page_words(open(page, encoding="utf-8").read())), "plank-sags.pose.json", "plank-sags", "cm")

def no_unmarked_word_in_the_interview():
    def reply(text):
        if pseudo.mark("Numbers that apply") in text: return "?" if reply.asked < 2 else "1" if reply.asked == 2 else "0"
        if pseudo.mark("Enter if that is right") in text: return pseudo.mark("n")
        return pseudo.mark("u") if "Ėṅṫėŕ" not in text else ""
    def counted(text):
        answer = reply(text)
        reply.asked += 1
        return answer
    reply.asked = 0
    dialogue = terminal.Terminal(TOOL, "why", *SPEAK)
    seen = terminal.answer_all(dialogue, dialogue.prompt(), counted)
    assert dialogue.status == 0 and len(seen) > 8, dialogue.text[-400:]
    all_marked("interview", dialogue.text)

def no_unmarked_word_on_filming_and_figures():
    all_marked("film", run("film").out)
    with tap.folder() as place:
        all_marked("figures", run("figures", place).out, place)
        for path in glob.glob(os.path.join(place, "*.svg")):
            all_marked(path, "\n".join(page_words(open(path, encoding="utf-8").read())))

# What is typed as it stands in every language: commands, options and what they take.
SYNTAX = re.compile(r"^  (?:lumbar )?[a-z]+(?: VIDEO)?|^lumbar [a-z]+.*|--?[a-z-]+|\b[A-Z]{2,}(?:\.\w+)?", re.M)

def no_unmarked_word_in_help():
    verbs = re.findall(r"^  (\w+) +\S", run("help").out.split(pseudo.mark("All commands"))[1], re.M)
    assert len(verbs) > 12, verbs
    for told in (run("help"), *(run("help", verb) for verb in verbs)):
        all_marked(told.out[:40], SYNTAX.sub("", told.out))
    listed = run("interview", "--questions").out, run("knowledge").out.split("\n  ")[0] + run("knowledge").out.split("\n\n")[-1]
    all_marked("lists", re.sub(r'^\S+$|^\S+(?=  )|^    \S+:|^  \{.*|^   ".*|docs/knowledge.md|lumbar knowledge', "", "\n".join(listed), flags=re.M))
    all_marked("check", run("knowledge", "--check").out)
    assert run("why", "--help").out == run("help", "why").out and pseudo.mark("Options") in run("help", "why").out

def no_unmarked_word_in_errors():
    """Each with what it may quote: what was typed, what is near to it, a file's name, the system's own words."""
    with tap.folder() as place:
        text = os.path.join(place, "some.txt")
        with open(text, "w", encoding="utf-8") as file: file.write("no film\n")
        names = os.path.dirname(place), os.path.basename(place), "some.txt", "tmp"
        cases = [(2, "whi"), (2, "help", "a", "b"), (2, "version", "x"), (2, "film", "x"), (2, "figures"), (2, "why", "--hight", "3"), (2, "why", "--height", "3"),
                 (2, "why", "--height", "tall"), (2, "why", "--answers"), (2, "why", "--json=3"), (2, "why", "--country", "zz9"), (2, "why", "--exercise", "xyzzy"),
                 (2, "why", "--exercise", "crunsh"), (2, "why", "--no-interview", "-", "-"), (2, "pose"), (2, "motion"), (2, "interview", "a"),
                 (2, "knowledge", "nothing"), (2, "knowledge", "levls"), (2, "journal"), (2, "journal", "chek"), (2, "log", "--edit", "1"), (2, "log", "bench 3x"),
                 (3, "why", "none.mp4"), (3, "why", place), (3, "why", text), (3, "pose", text), (3, "why", "--answers", text), (3, "why", "--answers", "none.json"),
                 (5, "pose", tap.source("tests", "seen", "material", "plank-sags.pose.json"), "-o", os.path.join(place, "no", "where"))]
        known = r"why|knowledge|height|crunch|levels|check"
        for status, *arguments in cases:
            result = tap.run(TOOL, arguments[0], *SPEAK, *arguments[1:])
            assert result.status == status and not result.out, (arguments, result)
            said = result.err.removeprefix("lumbar: ").replace("No such file or directory", "").replace("Not a directory", "")
            if "xyzzy" in said or "nothing" in arguments: said = re.sub(r":[^:]*$", "", said) # a list of ids
            all_marked(arguments, re.sub(rf"\b(?:{known})\b|--[a-z-]+ [A-Z]+", "", said), *arguments, *names, *(word for one in arguments for word in re.split(r"\W+", one) if word))

def no_unmarked_word_in_the_journal():
    with tap.folder() as place:
        path = os.path.join(place, "my.journal")
        journal = lambda *words, status=0: tap.run(TOOL, *words, "--journal", path, *SPEAK)
        for words in (["history"], ["log", "leg raise 3x12 rpe 8, ache 4 left"], ["log", "slept 6.5h"], ["log", "ache 9"], ["log", "plank 3x40s rest 60, no warm-up"],
                      ["log", "gibberish"], ["log", "leg raise"], ["log", "ache 40"], ["log", "--edit", "1", "crunch 2x10"], ["log", "--undo"], ["log", "--remove", "99"],
                      ["history"], ["history", "--more"], ["plan", "--no-interview"], ["journal", "check"], ["journal", "backup", os.path.join(place, "b")],
                      ["journal", "export", os.path.join(place, "e.csv")], ["journal", "export", os.path.join(place, "e")], ["journal", "import", path],
                      ["journal", "forget"], ["journal", "forget", "--until", "today"], ["journal", "forget", "--yes"], ["why", "--no-interview", "--keep"]):
            result = journal(*words)
            assert (result.status == 0) == bool(result.out), (words, result)
            said = result.out.split("\n" + pseudo.mark("SOURCES") + "\n")[0] + result.err.removeprefix("lumbar: ")
            all_marked(words, said.replace(place, ""), "my.journal", "csv", *(word for one in words for word in re.split(r"\W+", one) if word))
        page = os.path.join(place, "h.html")
        for line in ("leg raise 3x12 rpe 8", "ache 5"): assert journal("log", line).status == 0
        assert journal("history", "--html", page).status == 0
        all_marked(page, "\n".join(page_words(open(page, encoding="utf-8").read())))

def no_unmarked_word_of_body_points():
    """What is said while a recording is read; the files themselves are for programs."""
    pose = tap.source("tests", "seen", "material", "plank-sags.pose.json")
    with tap.folder() as place:
        for verb in ("pose", "motion"):
            result = run(verb, pose, "-o", os.path.join(place, "out"))
            all_marked(verb, result.out + result.err, place, "out", "plank-sags.pose.json")

def what_is_missing_is_english_and_counted():
    with tap.folder() as place:
        os.mkdir(os.path.join(place, "language-de"))
        write = lambda name, text: open(os.path.join(place, "language-de", name + ".txt"), "w", encoding="utf-8").write(text)
        write("languages", "id: de\nname: Deutsch\ndirection: ltr\nplural:\n  one | n = 1\n")
        write("phrases", "id: film-title\ntext: So filmen Sie sich\n")
        result = tap.run(TOOL, "film", "--knowledge", place, "--language", "de")
        assert result.out.startswith("So filmen Sie sich\n") and "Stand the phone" in result.out, result.out
        missing, all_texts = map(int, re.search(r"(\d+) of (\d+) texts are not in the language Deutsch", result.err.replace("\n", " ")).groups())
        assert missing == all_texts - 1 > 1000, result.err
        # a default comes from the surroundings, only where there is such a language
        for told, begins in (("de_AT.UTF-8", "So filmen"), ("fr_FR.UTF-8", "How to film"), ("C", "How to film")):
            result = tap.run(TOOL, "film", "--knowledge", place, env=dict(os.environ, LC_ALL=told))
            assert result.out.startswith(begins), (told, result.out[:60])
        tap.refused(tap.run(TOOL, "film", "--knowledge", place, "--language", "fr"), 2, 'no language "fr"')

def an_overlay_is_texts_alone():
    wrong = {
        "a row that there is not": ("phrases", "id: nonsense\ntext: Unsinn", "no such row"),
        "a rule": ("red-flags", "id: {flag}\nlevel: self-care", "is no text that a language brings"),
        "a number": ("advice", "id: {advice}\nrank: 1", "is no text that a language brings"),
        "a text that the row has not": ("plan", "id: {plan}\nsource: own", "is no text that a language brings"),
        "a hole too few": ("phrases", "id: wrong-if\ntext: Wir irren uns.", "each of these holes and no other: what"),
        "a hole too few in a level": ("levels", "id: self-care\nsummary: Sie können selbst anfangen.", "each of these holes"),
        "an option that is missing": ("questions", "id: {choice}\noptions:\n  nothing | nichts", "each line of the tables"),
        "an unknown column": ("causes", "id: posture\nnome: Haltung", "unknown field"),
        "a damaged rule for numbers": ("languages", "id: de\nname: Deutsch\ndirection: ltr\nplural:\n  one | n is 1", "is no 'form | rule'"),
        "the name of another": ("languages", "id: fr\nname: Deutsch\ndirection: ltr", "one row, with the id de"),
    }
    first = lambda table: re.search(r"^id: (\S+)", open(tap.source("knowledge", table + ".txt"), encoding="utf-8").read(), re.M)[1]
    choice = re.search(r"^id: (\S+)\nkind: choice", open(tap.source("knowledge", "questions.txt"), encoding="utf-8").read(), re.M)[1]
    for name, (table, text, why) in wrong.items():
        with tap.folder() as place:
            os.mkdir(os.path.join(place, "language-de"))
            files = {"languages": "id: de\nname: Deutsch\ndirection: ltr\n"}
            files[table] = text.format(flag=first("red-flags"), advice=first("advice"), plan=first("plan"), choice=choice) + "\n" \
                if table != "phrases" and table != "languages" and table != "levels" else text + "\n"
            for file, lines in files.items():
                with open(os.path.join(place, "language-de", file + ".txt"), "w", encoding="utf-8") as out: out.write(lines)
            result = tap.run(TOOL, "film", "--knowledge", place, "--language", "de")
            assert why in result.err and result.status and not result.out, (name, result.status, result.err)

tap.main([no_unmarked_word_in_help, no_unmarked_word_in_errors, no_unmarked_word_in_the_journal, no_unmarked_word_of_body_points,
          no_unmarked_word_on_filming_and_figures, what_is_missing_is_english_and_counted, an_overlay_is_texts_alone, no_unmarked_word_in_the_interview,
          no_unmarked_word_in_files, no_unmarked_word_in_any_answer])
