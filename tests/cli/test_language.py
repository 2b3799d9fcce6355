#!/usr/bin/env python3
"""Another language is texts laid over the tables. With one that marks each text no unmarked word is left in an answer, a
report, a sheet, the interview, the words on filming; an overlay that is more than texts is refused. TAP."""
import glob, html.parser, json, os, re, subprocess, sys
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import pseudo, tap, terminal

TOOL = sys.argv[1]
FOLDER = tap.folder()
SPEAK = pseudo.write(TOOL, FOLDER.name)
# keys of the JSON whose values a person reads
READ = set("text say act tell_doctor would_change safety_net why name headline evidence change cure what why_not see cause "
           "wrong_if tomorrow next_workout in_seven_days help caption notes title short easier".split())

class Words(html.parser.HTMLParser):
    """What a person sees or hears of a page: texts and described elements. Citations stand as they were published."""
    def __init__(self, page):
        super().__init__()
        self.words, self.silent = [], []
        self.feed(page)
    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if self.silent or tag in ("style", "script", "blockquote") or found.get("class") in ("sources", "brand"): self.silent.append(tag)
        elif found.get("class") != "ref":
            self.words += [found[name] for name in ("aria-label", "alt", "title") if found.get(name)]
    def handle_startendtag(self, tag, attributes):
        if not self.silent: self.words += [dict(attributes).get("aria-label") or ""]
    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag: self.silent.pop()
    def handle_data(self, data):
        if not self.silent: self.words.append(data)

def texts(value, key=None):
    """All texts for people in a JSON value; `sources` hold citations."""
    if isinstance(value, dict): return [text for name, inner in value.items() if name not in ("sources", "person") for text in texts(inner, name)]
    if isinstance(value, list): return [text for inner in value for text in texts(inner, key)]
    return [value] if isinstance(value, str) and key in READ else []

NUMBERS = {re.search(r"^id: (\S+)", block, re.M)[1] for block in open(tap.source("knowledge", "questions.txt"), encoding="utf-8").read().split("\n\n")
           if re.search(r"^kind: number", block, re.M)}

def given_value(question, value):
    """As an answers file has it."""
    if question in NUMBERS and value != "not-sure": return float(value)
    return [item.strip() for item in value.split(",")] if "," in value else value

def cases():
    for block in open(tap.source("knowledge", "cases.txt"), encoding="utf-8").read().split("\n\n"):
        name = re.search(r"^id: (\S+)", block, re.M)
        given = re.search(r"^answers:\n((?:  .*(?:\n|$))+)", block, re.M)
        if not name: continue
        pairs = [line.split("=", 1) for line in (given[1].splitlines() if given else [])]
        yield name[1], {key.strip(): given_value(key.strip(), value.strip()) for key, value in pairs}

def run(*arguments):
    result = tap.run(TOOL, *arguments, *SPEAK)
    assert result.status == 0, (arguments, result.err)
    return result

def all_marked(where, text, *allowed):
    left = pseudo.unmarked(text, *allowed)
    assert not left, (where, left[:12], text[:300])

def look_at(name, place, *arguments):
    """The answer in all its forms; what is left of source names in brackets is no word."""
    report, sheet = os.path.join(place, "report.html"), os.path.join(place, "sheet.html")
    answer = json.loads(run("why", "--no-interview", "--json", "--report", report, "--summary", sheet, *arguments).out)
    all_marked((name, "json"), "\n".join(texts(answer)))
    file = os.path.basename(arguments[0]), os.path.basename(arguments[0]).split(".")[0] or "-", "cm"
    for path in (report, sheet):
        page = open(path, encoding="utf-8").read()
        assert f'<html lang="{pseudo.CODE}"' in page
        all_marked((name, path), "\n".join(Words(page).words), *file)
        os.remove(path)
    for form in ([], ["--more"]):
        told = run("why", "--no-interview", *form, *arguments).out.split("\n" + pseudo.mark("SOURCES") + "\n")
        short = told[-1] if len(told) == 1 else told[0]
        all_marked((name, form), re.sub(r"\[[\w.,\s-]+\]", "", short), *file)

def no_unmarked_word_in_the_answer_of_any_case():
    with tap.folder() as place:
        path = os.path.join(place, "1.json")
        people = list(cases())
        assert len(people) > 100
        for name, answers in people[::int(os.environ.get("LUMBAR_EVERY", "1"))]:
            with open(path, "w", encoding="utf-8") as file: json.dump({"schema": "lumbar.answers/1", "answers": answers}, file)
            look_at(name, place, "--answers", path)

def no_unmarked_word_about_recordings():
    paths = glob.glob(tap.source("tests", "seen", "material", "*.pose.json"))
    paths += glob.glob(os.path.join(os.environ.get("LUMBAR_SHARED", "/nowhere"), "recordings", "landmarks", "plank-*.csv"))
    assert len(paths) >= 4
    with tap.folder() as place:
        for path in paths: look_at(os.path.basename(path), place, path)

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
            all_marked(path, "\n".join(Words(open(path, encoding="utf-8").read()).words))

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

tap.main([no_unmarked_word_on_filming_and_figures, what_is_missing_is_english_and_counted, an_overlay_is_texts_alone, no_unmarked_word_in_the_interview,
          no_unmarked_word_about_recordings, no_unmarked_word_in_the_answer_of_any_case])
