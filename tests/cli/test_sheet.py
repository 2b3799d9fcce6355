"""The sheet for a doctor or physiotherapist: what stands on it, and that it prints on one side of paper whoever it is of.
TOOL"""
import html, json, os, re, shutil, subprocess, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tap

TOOL = sys.argv[1]
EXAMPLE = tap.source("examples", "answers.json")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOTE = ("Wörter, 'quoted' and <b>bold</b> & more; " * 60).encode()[:1990].decode(errors="ignore")

def run(*arguments):
    done = subprocess.run([TOOL, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout

def everything(value):
    """Each question answered; the safety questions with `value`, the others with as many words as they take."""
    def of(question):
        if question["kind"] == "number": return 30 if question["id"] == "age-years" else question["minimum"]
        if question["kind"] == "yes-no-unsure": return value
        options = [option["id"] for option in question["options"] if option["id"] not in ("none", "not-sure")]
        return options[0] if question["kind"] == "choice" else options
    questions = json.loads(run("interview", "--questions", "--json"))["questions"]
    told = {question["id"]: of(question) for question in questions}
    if value == "no": told.update({"back-history": "none", "inside-signs": "none"})  # what "no" on the lists rules out
    return told

def sheet(where, answers, note, *recordings):
    given, path = os.path.join(where, "a.json"), os.path.join(where, "sheet.html")
    whole = json.load(open(EXAMPLE))
    whole.update(answers=answers, note=note)
    json.dump(whole, open(given, "w"))
    assert path in run("why", "--no-interview", "--answers", given, "--summary", path, *recordings)
    return path, open(path, encoding="utf-8").read()

def part(page, title):
    """The words behind a bold title, up to the paragraph's end."""
    return re.search(f"<strong>{re.escape(title)}</strong> (.*?)</p>", page)[1]

def it_tells_what_was_asked_and_what_was_not():
    with tap.folder() as where:
        answers = dict(json.load(open(EXAMPLE))["answers"], **{"fever": "yes", "cancer-ever": "not-sure"})
        questions = {q["id"]: q for q in json.loads(run("interview", "--questions", "--json"))["questions"]}
        path, page = sheet(where, answers, "It hurts <here>.")
        flags = {id: q["brief"] for id, q in questions.items() if q.get("screen") and q["kind"] == "yes-no-unsure"}
        for id, words in flags.items():
            title = {"yes": "Yes:", "no": "No:", "not-sure": "Not sure:", None: "Not answered:"}[answers.get(id)]
            for other in ("Yes:", "No:", "Not sure:", "Not answered:"):
                listed = f"<strong>{other}</strong>" in page and html.escape(words, quote=True).replace("&#x27;", "&#39;") in re.split("; |[.]$", part(page, other))
                assert listed == (other == title), (id, other)
        assert page.index("<strong>Yes:") < page.index("<strong>No:") < page.index("<strong>Not answered:")
        assert "It hurts &lt;here&gt;." in page and "no diagnosis" in page and "<script" not in page

def it_is_one_side_of_paper():
    if not BROWSER: raise tap.Skip("no browser that prints")
    with tap.folder() as where:
        for answers in (everything("yes"), everything("no"), everything("not-sure"), {}):
            path, page = sheet(where, answers, NOTE)
            pdf = os.path.join(where, "sheet.pdf")
            subprocess.run([BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={where}/profile",
                            f"--print-to-pdf={pdf}", "file://" + path], capture_output=True, timeout=120)
            assert len(re.findall(rb"/Type\s*/Page\b", open(pdf, "rb").read())) == 1
            os.remove(pdf)

tap.main([it_tells_what_was_asked_and_what_was_not, it_is_one_side_of_paper])
