#!/usr/bin/env python3
"""The interview on a pseudo-terminal: lists, single questions, back, help, quit, overview, Ctrl-C. TAP."""
import functools, json, os, re, sys, time
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap
from terminal import Terminal as Dialogue, answer_all

TOOL = sys.argv[1]

Terminal = functools.partial(Dialogue, TOOL)

def usual(text):
    """Nobody has a red flag, nobody is sure."""
    if "Numbers that apply" in text: return "0"
    if "How old" in text: return "30"
    if "What sex" in text: return "f"
    if "Enter for your answer" in text: return ""
    return "u"

def whole_interview_gives_an_answer():
    terminal = Terminal("why")
    seen = answer_all(terminal, terminal.prompt(), usual)
    assert terminal.status == 0
    lists = [t for t in seen if "\nList " in t and "\nYour answers\n" not in t]
    assert [re.search(r"List (\d) of 5", t).group(1) for t in lists] == ["1", "2", "3", "4", "5"]
    assert "\nYour answers\n" in seen[-1]
    questions = [t for t in seen if "not sure" in t and "\nList " not in t]
    assert len(questions) <= 20, len(questions)
    assert "Next workout:" in terminal.text and "still open" not in terminal.text
    assert "\x1b" not in terminal.text  # a dumb terminal: no colour

def json_goes_to_the_file_and_talk_to_the_terminal():
    with tap.folder() as where:
        path = os.path.join(where, "out.json")
        terminal = Terminal("why", "--json", output=path)
        answer_all(terminal, terminal.prompt(), usual)
        assert terminal.status == 0
        answer = json.load(open(path))
        assert answer["triage"]["screened"] and "Next workout:" not in terminal.text

YOU = ["34", "male", "none"]  # age, sex, nothing of the first list

def begun(*arguments):
    """An interview at the second list: bladder, feeling, legs."""
    terminal = Terminal(*arguments)
    text = terminal.prompt()
    for reply in YOU: text = terminal.type(reply)
    assert "List 2 of 5" in text, text
    return terminal

def of_the_list(answers):
    """What was answered after age, sex and the first list."""
    first = {q["id"] for q in json.loads(tap.run(TOOL, "interview", "--questions", "--json").out)["questions"] if q["screen"] == 1}
    return {id: value for id, value in answers.items() if id not in first}

def saved(replies, you=YOU):
    """Runs interview with the replies, then quits; the answers as kept, without those about the person."""
    with tap.folder() as where:
        path = os.path.join(where, "a.json")
        terminal = Terminal("interview", "--save-answers", path)
        terminal.prompt()
        for reply in you + replies: terminal.type(reply)
        terminal.type("q")
        terminal.wait()
        assert terminal.status == 0, terminal.text[-400:]
        assert os.stat(path).st_mode & 0o777 == 0o600
        return of_the_list(json.load(open(path))["answers"]), terminal.text

def ticks_are_yes_unsure_and_no():
    answers, _ = saved(["8 9u", ""])  # Enter confirms: a numb patch, and perhaps pain into a leg
    assert list(answers.values()).count("yes") == 1 and list(answers.values()).count("not-sure") == 1
    assert answers["saddle-numbness"] == "no" and len(answers) >= 5

def every_prompt_offers_the_same():
    terminal = Terminal("why")
    seen = answer_all(terminal, terminal.prompt(), usual)
    prompts = [t.rsplit("\n", 1)[-1] for t in seen if "Your answers" not in t]
    assert all("u not sure, ? help" in p for p in prompts), prompts

def a_question_mark_explains():
    answers, text = saved(["?", "0", "0"])
    assert text.count("3u means not sure about 3") == 1, text
    assert set(answers.values()) == {"no"}

def unsure_asks_which():
    answers, text = saved(["u", "8", "0", ""])
    assert list(answers.values()).count("not-sure") == 1 and "yes" not in answers.values()
    assert "not sure about" in text

def unsure_twice_is_of_all():
    answers, _ = saved(["u", "u", ""])
    assert set(answers.values()) == {"not-sure"} and len(answers) >= 5

def what_is_ticked_is_said_back():
    answers, text = saved(["1", "n", "None"])
    assert "yes" not in answers.values() and "same" in text

def what_is_said_back_takes_yes_or_no_alone():
    answers, text = saved(["1", "2", "n", "None"])
    assert "yes" not in answers.values() and "press only Enter" in text

def urgent_signs_are_told_at_once():
    terminal = begun("why")
    terminal.type("1")
    text = terminal.type("")
    assert "Get help now" in text and "Say:" in text and "b if you ticked that by mistake" in text, text
    assert "List 2 of 5" in terminal.type("b")  # back from the warning
    terminal.type("1")
    assert "b if you ticked that by mistake" in terminal.type("")  # it warns again
    terminal.type("")  # and nothing more is asked
    terminal.finish()
    assert terminal.status == 0 and terminal.text.count("Get help now") == 3

def back_changes_an_earlier_answer():
    answers, _ = saved(["8", "", "b", "0"])
    assert "yes" not in answers.values() and answers["saddle-numbness"] == "no"

def back_at_the_first_question_stays():
    answers, text = saved(["b"], you=[])
    assert answers == {} and "first question" in text

def a_choice_is_taken_by_its_words():
    terminal = Terminal("why")
    terminal.prompt()
    assert "What sex" in terminal.type("34")
    text = terminal.type("n")  # "Neither of these, or both" alone begins so
    assert "List 1 of 5" in text and "Pregnant" in text, text
    assert "What sex" in terminal.type("b")
    text = terminal.type("m")  # male
    assert "List 1 of 5" in text and "Pregnant" not in text, text
    terminal.type("q")
    terminal.wait()

def messages_speak_the_questions_words():
    terminal = Terminal("why")
    terminal.prompt()
    text = terminal.type("300")
    assert "Age" in text and "age-years" not in text, text
    terminal.type("34")
    text = terminal.type("purple")
    assert '"purple" is no answer that I know here' in text, text
    terminal.type("q")
    terminal.wait()

def more_and_names_are_taken():
    terminal = begun("why")
    text = terminal.type("none")
    while "\nYour answers\n" not in text:
        if "What can you tell more about" in text: text = terminal.type("which exercise")
        elif "exercises bring on the ache" in text:
            assert "9. Another, or I do not know its name" in text and "Roman chair" not in text, text
            assert "More than 9 fit" in terminal.type("e")
            offered = terminal.type("raise")  # none begins so, several hold it
            assert 1 < len(re.findall(r"^ +\d+\. ", offered, re.M)) <= 9 and "Type the number" in offered, offered
            text = terminal.type("GHD sit-ups, planks")
        else: text = terminal.type(usual(text))
    assert "GHD, Roman chair" in text.replace("\n      ", " ") and "Front plank" in text, text
    terminal.type("q")
    terminal.wait()

def numbers_are_taken_as_people_say_them():
    for typed, years in (("over 70", 71), ("about 45", 45), ("in my 30s", 35), ("Under 18", 17), ("50 or more", 50), ("62 years old", 62)):
        terminal = Terminal("why")
        terminal.prompt()
        assert "What sex" in terminal.type(typed), typed
        assert f"{years} years" in terminal.type("b"), typed
        terminal.type("q")
        terminal.wait()
    terminal = Terminal("why")
    terminal.prompt()
    for typed in ("old", "over", "seventy one", "70 apples", "-5", "1e9"): assert "What sex" not in terminal.type(typed), typed
    terminal.type("q")
    terminal.wait()

def a_diagnosis_is_typed_by_any_of_its_names():
    terminal = Terminal("why")
    terminal.prompt()
    for typed in ("40", "male", "3", "", "0", "0", "0", "0"): text = terminal.type(typed)
    for step in range(20):
        if "What did a doctor" in text: break
        text = terminal.type("u")
    assert "Endometriosis" not in text and "9. Another, or I do not know its name" in text, text
    assert "no answer that I know here" in terminal.type("wobbly")
    offered = terminal.type("slipped")
    assert "Type the number" in offered and "bulging disc" in offered and "slipped bone" in offered, offered
    terminal.type("SI joint, Prolapsed disc")
    again = terminal.type("b")
    assert "A slipped or bulging disc" in again and "joint between spine and pelvis" in again.replace("\n      ", " ").replace("\n  ", " "), again
    terminal.type("q")
    terminal.wait()

def what_no_question_takes_is_kept_unread():
    with tap.folder() as where:
        path = os.path.join(where, "a.json")
        terminal = Terminal("why", "--more", "--save-answers", path)
        text = terminal.prompt()
        while "\nYour answers\n" not in text: text = terminal.type(usual(text))
        number = re.search(r"(\d+)\. Anything else, in your own words: nothing so far", text).group(1)
        assert "does not read it" in terminal.type(number).replace("\n", " ")
        assert "Anything else, in your own words: heel pain too" in terminal.type("heel pain too")
        terminal.type("")
        terminal.finish()
        assert terminal.status == 0
        assert json.load(open(path))["note"] == "heel pain too"
        again = json.loads(tap.run(TOOL, "why", "--no-interview", "--json", "--answers", path).out)
        assert again["note"] == "heel pain too"
        more = tap.run(TOOL, "why", "--no-interview", "--more", "--answers", path).out
        assert "NOT READ BY THIS PROGRAM" in more and "heel pain too" in more

def lines_wrap_anew_after_a_resize():
    import fcntl, struct, termios
    terminal = Terminal("why")
    before = terminal.prompt()
    fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 40, 0, 0))
    after = terminal.prompt()  # the question stands there anew
    assert "How old are you?" in after, after
    text = terminal.type("34") + terminal.type("?")
    assert max(len(line) for line in text.split("\n") if " > " not in line) <= 40, text
    assert max(map(len, before.split("\n"))) > 40
    terminal.type("q")
    terminal.wait()

def questions_have_the_terminals_width_wherever_the_answer_goes():
    import fcntl, struct, termios
    with tap.folder() as where:
        terminal = Terminal("why", output=os.path.join(where, "answer.txt"))
        terminal.prompt()
        fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 44, 0, 0))
        terminal.prompt()
        text = terminal.type("34") + terminal.type("?")
        assert max(len(line) for line in text.split("\n") if " > " not in line) <= 44, text
        terminal.type("q")
        terminal.wait()

def nonsense_is_asked_again():
    answers, text = saved(["maybe", "99", "-1", "1 0", "h", "0"])
    assert "Please type the numbers" in text and set(answers.values()) == {"no"}

def numbers_are_checked():
    terminal = Terminal("why")
    text = terminal.prompt()
    assert "How old" in text, text
    for bad in ("300", "old", "-5", "3 4"):
        text = terminal.type(bad)
        assert "How old" not in text and text.endswith(" > "), text
    text = terminal.type("?")
    assert "not sure" in text
    text = terminal.type("30 years")
    assert "How old" not in text
    terminal.type("q")
    terminal.wait()

def the_overview_can_change_any_answer():
    terminal = Terminal("why")
    text = terminal.prompt()
    while "\nYour answers\n" not in text: text = terminal.type(usual(text))
    number = re.search(r"(\d+)\. Age: 30", text).group(1)
    text = terminal.type(number)
    assert "Now: 30" in text, text
    text = terminal.type("41")
    while text.endswith(" > ") and "\nYour answers\n" not in text: text = terminal.type(usual(text))
    assert "Age: 41" in text, text
    terminal.type("")
    terminal.finish()
    assert terminal.status == 0

def what_the_overview_changes_is_warned_of():
    terminal = Terminal("why")
    text = terminal.prompt()
    while "\nYour answers\n" not in text: text = terminal.type(usual(text))
    terminal.type(re.search(r"(\d+)\. List 2:", text).group(1))
    terminal.type("1")
    text = terminal.type("")
    assert "Get help now" in text and "b if you ticked that by mistake" in text, text
    text = terminal.type("b")
    assert "\nYour answers\n" in text and "between the legs" in text, text
    terminal.type(re.search(r"(\d+)\. List 2:", text).group(1))
    text = terminal.type("0")
    while text.endswith(" > ") and "\nYour answers\n" not in text: text = terminal.type(usual(text))
    assert "Get help now" not in terminal.type("")
    terminal.finish()
    assert terminal.status == 0 and terminal.text.count("Get help now") == 1

def the_end_of_input_is_a_stop():
    terminal = Terminal("why")
    terminal.prompt()
    os.write(terminal.master, b"\x04")
    terminal.finish()
    assert terminal.status == 0 and "are still open" in terminal.text

def control_c_leaves_nothing():
    with tap.folder() as where:
        out, report = os.path.join(where, "out"), os.path.join(where, "r.html")
        terminal = Terminal("why", "--report", report, output=out)
        terminal.prompt()
        os.write(terminal.master, b"\x03")
        terminal.finish()
        assert terminal.status == 130, terminal.status
        assert os.listdir(where) == ["out"] and os.path.getsize(out) == 0

def answers_from_a_file_are_not_asked_again():
    with tap.folder() as where:
        path = os.path.join(where, "a.json")
        screens = {q["id"]: "no" for q in json.loads(tap.run(TOOL, "interview", "--questions", "--json").out)["questions"]
                   if q["screens"] and q["kind"] == "yes-no-unsure"}
        json.dump({"schema": "lumbar.answers/1", "answers": {**screens, "age-years": 30, "sex": "not-sure"}}, open(path, "w"))
        terminal = Terminal("why", "--answers", path)
        assert "List " not in terminal.prompt().split("short lists")[1]
        terminal.type("q")
        terminal.wait()

tap.main([whole_interview_gives_an_answer, json_goes_to_the_file_and_talk_to_the_terminal, ticks_are_yes_unsure_and_no,
          every_prompt_offers_the_same, a_question_mark_explains, unsure_asks_which, unsure_twice_is_of_all,
          what_is_ticked_is_said_back, what_is_said_back_takes_yes_or_no_alone, urgent_signs_are_told_at_once,
          back_changes_an_earlier_answer, back_at_the_first_question_stays, nonsense_is_asked_again, numbers_are_checked,
          the_overview_can_change_any_answer, what_the_overview_changes_is_warned_of, the_end_of_input_is_a_stop, control_c_leaves_nothing,
          answers_from_a_file_are_not_asked_again, a_choice_is_taken_by_its_words, messages_speak_the_questions_words,
          more_and_names_are_taken, numbers_are_taken_as_people_say_them, a_diagnosis_is_typed_by_any_of_its_names, what_no_question_takes_is_kept_unread, lines_wrap_anew_after_a_resize, questions_have_the_terminals_width_wherever_the_answer_goes])
