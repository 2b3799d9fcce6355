/* The columns of every table, declared once. */
#include <string.h>
#include "reason/columns.h"
#include "reason/reason.h"

/* name, kind, need; what it is, and further fields */
#define COLUMN(name_, kind_, need_, ...)                                                                  \
    {                                                                                                     \
        .name = name_, .kind = LUMBAR_COLUMN_##kind_, .need = LUMBAR_##need_##_HAVE, .about = __VA_ARGS__ \
    }
/* The same of what a person reads: another language brings its own. */
#define READ(name_, kind_, need_, ...)                                                             \
    {                                                                                              \
        .name = name_, .kind = LUMBAR_COLUMN_##kind_, .need = LUMBAR_##need_##_HAVE, .read = true, \
        .about = __VA_ARGS__                                                                       \
    }
/* of a typed row */
#define AT(row, field) .stored = true, .offset = offsetof(row, field)
#define JUDGE(name, id, looks) id " "
#define LEVELS "self-care clinician same-day emergency"

const lumbar_column lumbar_common_columns[LUMBAR_COMMON_COLUMNS] = {
    COLUMN("id", TEXT, MUST, "the row's name, once in its table: letters, digits, `-` and `.`"),
    COLUMN("source", NAMES, MAY,
           "where it comes from, what the claim itself rests on first; a row that claims something needs it",
           .rows_of = "sources"),
    COLUMN("strength", WORD, MAY, "of the evidence in the source", .words = "strong moderate weak none"),
    COLUMN("basis", WORD, MAY, "whether the figure or rule itself is published or our own",
           .words = "published judgement"),
    COLUMN("reviewed_by", TEXT, MAY, "empty until a clinician signs"),
    COLUMN("reviewed_on", TEXT, MAY, "the day of the signature"),
};

static const lumbar_column FIGURES[] = {
    READ("name", TEXT, MUST, "what it shows, read out by screen readers", AT(lumbar_figure, name)),
    READ("text", TEXT, MUST, "the movement in words, for whoever does not see it", AT(lumbar_figure, text)),
    COLUMN("motion", TEXT, MAY, "a motion of the synthetic trainee (`lumbar trainee --list`), instead of postures"),
    COLUMN("hands", WORD, MAY, "of a motion: where they are", .words = "head chest beside", AT(lumbar_figure, hands)),
    COLUMN("start", NAMES, MAY, "the posture at the start ([form](#figures-of-exercises))"),
    COLUMN("end", NAMES, MAY, "the posture at the end: what differs from the start"),
    COLUMN("still", WORD, MAY, "what stays in its place between them", .words = "hips hands feet",
           AT(lumbar_figure, still)),
    COLUMN("aslant", YES_NO, MAY, "`yes`: seen more from the front, where the movement goes to the sides",
           AT(lumbar_figure, aslant)),
    COLUMN("thing", WORD, MAY, "what the body holds, hangs from or lies on",
           .words = "none bar wheel weight bench slope ball machine", AT(lumbar_figure, thing)),
};

static const lumbar_column EXERCISES[] = {
    READ("name", TEXT, MUST, "as it stands within a sentence", AT(lumbar_exercise, name)),
    READ("option", TEXT, MAY, "its wording in the lists to tick", AT(lumbar_exercise, option)),
    COLUMN("common", YES_NO, MAY, "`yes`: among those that a list shows first, the others behind the question's `more`",
           AT(lumbar_exercise, common)),
    READ("aliases", NAMES, MAY, "what else people type; case, blanks, hyphens and a last \"s\" do not matter"),
    READ("easier", TEXT, MAY, "what is easier in its place, as it stands within a sentence",
         AT(lumbar_exercise, easier)),
    COLUMN("says", NAMES, MAY, "what the easier one claims: of `claims`"),
    COLUMN("does", NAMES, MAY, "what doing the exercise itself claims: of `claims`; without it a plan gives no amount"),
    COLUMN("like", TEXT, MAY,
           "a row with an option: what the tables say of that one they say of this one too; without an `option` of its "
           "own it is told as that one, and what it does not say itself is as there"),
    COLUMN("seen", LINES, MAY, "how a recording shows it ([form](#exercises-in-a-recording))"),
    COLUMN("when_named", YES_NO, MAY, "`yes`: seen so only where the person named it", AT(lumbar_exercise, when_named)),
    COLUMN("why", TEXT, MAY, "what in `seen` tells it from the others"),
    COLUMN("line", WORD, MAY, "along which line of the body it is judged whether it is held straight",
           .words = "none side front stretched-leg knees", AT(lumbar_exercise, line)),
    COLUMN("fuller", TEXT, MAY, "the row that the same movement becomes when it goes on"),
    COLUMN("judged", YES_NO, MAY, "`no`: seen only so that it is taken for no exercise", AT(lumbar_exercise, judged)),
    COLUMN("figure", TEXT, MAY, "a row of `figures` that shows it; else as the one that it is `like`"),
};

static const lumbar_column DEMANDS[] = {
    COLUMN("exercise", TEXT, MUST, "a row of `exercises`; `any`: of one that has no rows here"),
    COLUMN("muscle", WORD, MUST, "the group of muscles", .words = "abdominals hip-flexors back-extensors"),
    COLUMN("share", NUMBER, MUST, "of its greatest force, on average over a repetition or a hold", .least = 0,
           .most = 1),
    COLUMN("hold_men", NUMBER, MAY, "s that men hold it, mean of a published norm", .least = 1, .most = 3600),
    COLUMN("hold_women", NUMBER, MAY, "the same of women", .least = 1, .most = 3600),
    COLUMN("why", TEXT, MAY, "why so much"),
};

static const lumbar_column QUESTIONS[] = {
    COLUMN("kind", WORD, MUST, "what an answer is", .words = "choice several number yes-no-unsure",
           AT(lumbar_question_row, shown.kind)),
    READ("text", TEXT, MUST, "the question as it is asked", AT(lumbar_question_row, shown.text)),
    READ("help", TEXT, MAY, "how to find the answer", AT(lumbar_question_row, shown.help)),
    READ("options", LINES, MAY,
         "of a choice or a several, which need them: `id | text`; behind a line `more | text` stand those that are not "
         "shown first"),
    COLUMN("options_from", WORD, MAY, "instead: the rows of that table that have an option", .words = "exercises"),
    READ("called", LINES, MAY,
         "what else people type for an option: `id | name, name`; with it those behind `more` are found by typing, as "
         "exercises are by their names and `aliases`"),
    READ("more", TEXT, MAY, "of options from a table: the line behind which those stand that are not `common`",
         AT(lumbar_question_row, shown.more)),
    COLUMN("easier", YES_NO, MAY, "`yes`: for each exercise that is answered the plan names an easier one",
           AT(lumbar_question_row, easier)),
    READ("unit", TEXT, MAY, "of a number", AT(lumbar_question_row, shown.unit)),
    COLUMN("min", NUMBER, MAY, "the least that a number may be; each number has it",
           AT(lumbar_question_row, shown.minimum)),
    COLUMN("max", NUMBER, MAY, "the most, as `min`", AT(lumbar_question_row, shown.maximum)),
    COLUMN("screen", WHOLE, MAY, "on that safety tick-list", .least = 1, .most = LUMBAR_SCREENS,
           AT(lumbar_question_row, shown.screen)),
    READ("short", TEXT, MAY, "the wording on the tick-list or in a summary; else `text`",
         AT(lumbar_question_row, shown.brief)),
    COLUMN("ask_if", CONDITION, MAY, "asked only where it holds", AT(lumbar_question_row, ask_if)),
    COLUMN("told_by", CONDITION, MAY,
           "other answers that tell \"yes\" to this one; whoever says no here would not give them",
           AT(lumbar_question_row, told_by)),
    COLUMN("again", WORD, MAY,
           "`asked`: when somebody looks again some days later, in the table's order, and never else; `days`: then the "
           "days since the first answers are counted into it",
           .words = "no asked days", AT(lumbar_question_row, again)),
    COLUMN("reopens", CONDITION, MAY, "where it holds of what is told then, the safety questions are asked anew",
           AT(lumbar_question_row, reopens)),
    COLUMN("ask", YES_NO, MAY, "`no`: never asked by itself, but may be answered",
           AT(lumbar_question_row, shown.asked)),
    COLUMN(
        "usual", TEXT, MAY,
        "the answer that most people give and their share, our guess: `none 0.8`; only the order of the interview uses "
        "it"),
};

static const lumbar_column FINDINGS[] = {
    COLUMN("from", NAMES, MUST, "whose word on it is heard: `answers`, `recording`, `history`"),
    COLUMN("rule", CONDITION, MAY, "over questions; a finding from answers needs it", AT(lumbar_finding_row, rule)),
    COLUMN("group", TEXT, MAY, "dependent findings share one; else it is alone", AT(lumbar_finding_row, group)),
    READ("name", TEXT, MAY, "in a list; else its id", AT(lumbar_finding_row, name)),
    READ("present", TEXT, MAY, "one sentence to the person; else `name`", AT(lumbar_finding_row, present)),
    READ("absent", TEXT, MAY, "the same where it is not so", AT(lumbar_finding_row, absent)),
    READ("change", TEXT, MAY, "of a recording: what to change in the movement, said where it is present"),
    COLUMN("says", NAMES, MAY, "what `change` claims: of `claims`"),
    READ("cue", TEXT, MAY, "of a movement: called out to who trains before the camera, a few words",
         AT(lumbar_finding_row, cue)),
    COLUMN("judge", WORD, MAY, "who looks for it in a recording, and so what else the row needs",
           .words = LUMBAR_JUDGES(JUDGE)),
    COLUMN("exercises", NAMES, MAY, "in which it is looked for", .rows_of = "exercises"),
    COLUMN("meant", NAMES, MAY, "asked only where one of these exercises was meant, or nobody told",
           .rows_of = "exercises"),
    COLUMN("measure", NAMES, MAY, "what is measured"),
    COLUMN("unit", NAMES, MAY, "of each measure"),
    COLUMN("least_share", NUMBER, MAY, "below this share of the repetitions a fault is a slip", .least = 0, .most = 1),
    READ("say", LINES, MAY, "the judge's sentences: `name | sentence`"),
};

static const lumbar_column EXPOSURES[] = {
    COLUMN("kind", WORD, MUST, "what is looked at in each workout",
           .words = "exercise large-movement much hard short-rest no-warm-up early little-sleep"),
    COLUMN("exercises", NAMES, MAY, "of kind `exercise` each by itself, of `large-movement` any of them",
           .rows_of = "exercises"),
    COLUMN("what", TEXT, MUST, "the workouts with it; `{exercise}` is the exercise's name"),
    COLUMN("otherwise", TEXT, MUST, "the workouts without it"),
    COLUMN("finding", TEXT, MUST, "the row of `findings` that it speaks for where the ache follows it"),
};

static const lumbar_column COUNTS[] = {
    COLUMN("kind", WORD, MUST, "what is counted", .words = "frequent strong spells most-days worse-weekly"),
    COLUMN("question", NAMES, MUST, "the safety question that it answers with yes", .rows_of = "questions"),
};

static const lumbar_column CAUSES[] = {
    COLUMN("group", TEXT, MAY, "of a leaf: its group, a row without one"),
    READ("name", TEXT, MUST, "reads on after \"Most consistent with\"", AT(lumbar_group_row, name)),
    READ("text", TEXT, MAY, "what it is and what it means; a group needs it", AT(lumbar_group_row, text)),
    READ("wrong_if", TEXT, MAY,
         "what would show within two weeks that it was something else; a leaf without one takes its group's",
         AT(lumbar_group_row, wrong_if)),
    READ("contested", TEXT, MAY, "where the article's word and the evidence part"),
    COLUMN("moved_by_recordings", YES_NO, MAY,
           "of a group: a recording may move it; not the groups of `strain-disc-cap`",
           AT(lumbar_group_row, moved_by[LUMBAR_FROM_RECORDING])),
    COLUMN("moved_by_history", YES_NO, MAY, "the same of what is known from earlier workouts",
           AT(lumbar_group_row, moved_by[LUMBAR_FROM_HISTORY])),
    COLUMN("mixed", YES_NO, MAY,
           "of a group: its leaves have nothing in common, so that its two first are named rather than it",
           AT(lumbar_group_row, mixed)),
};

static const lumbar_column PRIORS[] = {
    COLUMN("leaf", TEXT, MUST, "whose prior it is; each leaf has one"),
    COLUMN("prior_db", NUMBER, MUST, "decibans of its probability, 10 log10 p", .least = -60, .most = 60),
    COLUMN("why", TEXT, MAY, "why so much"),
};

static const lumbar_column WEIGHTS[] = {
    COLUMN("when", CONDITION, MUST, "`finding`, `not finding`, or two joined by `and`", AT(lumbar_weight_row, when)),
    COLUMN(
        "weights", NAMES, MUST,
        "`leaf +3, leaf -2`, at most 30; a group of causes stands for each of its leaves that the row does not name"),
    COLUMN("group", TEXT, MAY, "of a pair, which needs it; else the finding's"),
    READ("why", TEXT, MAY, "why so much", AT(lumbar_weight_row, why)),
    COLUMN(
        "why_for", NAMES, MAY,
        "leaves or groups of which `why` is told beside the finding; else those that the row raises most, or, where it "
        "raises none, lowers most; needed where these are of several groups"),
};

static const lumbar_column RED_FLAGS[] = {
    COLUMN("when", CONDITION, MUST, "the flag is up", AT(lumbar_flag_row, when)),
    COLUMN("level", WORD, MUST, "then the level is at least this", .words = LEVELS, AT(lumbar_flag_row, level)),
    COLUMN("unsure_level", WORD, SHOULD,
           "the level when the answer to a safety question that decides it is \"not sure\"; or `none`",
           .words = LEVELS " none", AT(lumbar_flag_row, unsure_level)),
    COLUMN("unsure_why", TEXT, MAY, "why \"not sure\" raises nothing: with `none`"),
    COLUMN("unsure_when", CONDITION, MAY, "gives the `unsure_level` too, for a \"not sure\" off the lists",
           AT(lumbar_flag_row, unsure_when)),
    COLUMN("closed_if", CONDITION, MAY,
           "answers after which nothing more is asked for this row: what it rests on was told apart already",
           AT(lumbar_flag_row, closed_if)),
    READ("sign", TEXT, MAY, "of an emergency: its name in the list of emergency signs"),
    READ("first_sign", TEXT, MAY, "the same, in short, in the list of the first view"),
    READ("act", TEXT, SHOULD, "what to do and by when"),
    COLUMN("ambulance", YES_NO, MAY, "`yes`: of several signs this one says what to do"),
    READ("text", TEXT, MUST, "what was told, and what it can mean"),
    READ("tell_doctor", TEXT, MAY, "what to say there"),
    READ("would_change", TEXT, MAY, "what would change this answer"),
};

static const lumbar_column LEVELS_OF_CARE[] = {
    READ("summary", TEXT, MUST, "the line of the first screen; `{when}` is the day to look again"),
    READ("text", TEXT, MUST, "what to do"),
    READ("would_change", TEXT, MUST, "what would change this answer"),
    READ("safety_net", TEXT, MUST, "when to get help at once; `{signs}` is the list of emergency signs"),
    COLUMN("recheck_days", WHOLE, MUST, "days until the person looks again; 0: no date", .least = 0, .most = 366),
};

static const lumbar_column ADVICE[] = {
    COLUMN("kind", WORD, MUST, "at most two of a kind are shown, but of `care`",
           .words = "stop-rule form swap warm-up dose relief recheck care"),
    COLUMN("for", NAMES, MUST, "leaves, groups of causes, or `any`"),
    COLUMN("when", CONDITION, MAY, "only where it holds", AT(lumbar_advice_row, when)),
    COLUMN("not_if", CONDITION, MAY, "never where it holds, nor where an open safety question could make it hold",
           AT(lumbar_advice_row, not_if)),
    COLUMN("level", WORD, MAY, "from which on it is said", .words = LEVELS, AT(lumbar_advice_row, level)),
    COLUMN("rank", NUMBER, MUST, "lower first", AT(lumbar_advice_row, rank)),
    READ("text", TEXT, MUST, "what to do"),
    READ("why", TEXT, MAY, "what it is for"),
    READ("evidence", TEXT, MAY, "how good the evidence is, in words; else `strength`"),
    READ("short", TEXT, MAY, "for the first screen, at most 14 words"),
    COLUMN("figure", TEXT, MAY, "a row of `figures` that shows what to do"),
    COLUMN("wrong_figure", TEXT, MAY, "the same of the wrong way, which stands beside it"),
    COLUMN("says", NAMES, MAY, "what it claims: of `claims`; a row that contradicts one before it is not shown"),
    COLUMN("sets", WHOLE, MAY, "at most so many sets, in a plan of weeks too", .least = 1, .most = 20,
           AT(lumbar_advice_row, sets)),
    COLUMN("reps", WHOLE, MAY, "the same of repetitions in a set", .least = 1, .most = 100,
           AT(lumbar_advice_row, reps)),
    COLUMN("seconds", WHOLE, MAY, "the same of seconds of a hold", .least = 1, .most = 600,
           AT(lumbar_advice_row, seconds)),
    COLUMN("spare", WHOLE, MAY, "so many repetitions fewer than the person could do", .least = 1, .most = 20,
           AT(lumbar_advice_row, spare)),
};

static const lumbar_column CLAIMS[] = {
    COLUMN("claims", NAMES, MUST, "two or more that rule each other out: no answer holds two of them"),
};

static const lumbar_column PLAN[] = {
    COLUMN("line", WORD, MUST, "of which line the row is; the first that fits is told",
           .words = "tomorrow next-workout in-seven-days", AT(lumbar_plan_row, line)),
    COLUMN("for", NAMES, MUST, "leaves, groups of causes, or `any`"),
    COLUMN("level", NAMES, MUST, "with which it is told", .rows_of = "levels"),
    COLUMN("when", CONDITION, MAY, "only where it holds", AT(lumbar_plan_row, when)),
    COLUMN("not_if", CONDITION, MAY, "never where it holds, nor where an open safety question could make it hold",
           AT(lumbar_plan_row, not_if)),
    COLUMN("training", WORD, MAY, "of the next workout: the one rule for training", .words = "none light go free"),
    READ("text", TEXT, MUST, "the line; `{change}` is the `short` of the first advice", AT(lumbar_plan_row, text)),
    COLUMN("says", NAMES, MAY, "what it claims: of `claims`"),
};

static const lumbar_column AGAIN[] = {
    COLUMN("level", NAMES, MUST, "to which all other answers come; the first row that fits is told",
           .rows_of = "levels"),
    COLUMN("when", CONDITION, MUST, "over the questions of looking again, and any other", AT(lumbar_again_row, when)),
    COLUMN("raises", WORD, MAY, "then the level is at least this; none is ever lowered", .words = LEVELS,
           AT(lumbar_again_row, raises)),
    READ("see", TEXT, MAY, "the first line, instead of the level's; `{when}` is the day to look again",
         AT(lumbar_again_row, see)),
    READ("text", TEXT, MUST, "what it comes to, beside then", AT(lumbar_again_row, text)),
    READ("act", TEXT, MAY, "of a row that raises: what to do and by when"),
    READ("tell_doctor", TEXT, MAY, "of a row that raises: what to say there"),
};

static const lumbar_column EMERGENCY_NUMBERS[] = {
    READ("country", TEXT, MUST, "its name; the row's id is its code, de, us"),
    COLUMN("number", TEXT, MUST, "for an ambulance, two to five digits"),
    READ("brief", TEXT, MAY, "named by this where no country was chosen"),
};

static const lumbar_column ARTICLE[] = {
    COLUMN("sentence", TEXT, SHOULD, "of the article that asks the question, word for word"),
    COLUMN("questions", NAMES, MAY, "that carry it", .rows_of = "questions"),
    COLUMN("findings", NAMES, MAY, "that carry it", .rows_of = "findings"),
    COLUMN("causes", NAMES, MAY, "that carry it", .rows_of = "causes"),
    COLUMN("advice", NAMES, MAY, "that carries it", .rows_of = "advice"),
    COLUMN("contested", TEXT, MAY, "what evidence says against it"),
};

static const lumbar_column SOURCES[] = {
    COLUMN("citation", TEXT, SHOULD, "what to look for in a library"),
    COLUMN("tag", TEXT, MAY,
           "how it was read: R the source's text, R1 and R2 second hand, B still to be verified, own the project's "
           "choice"),
};

static const lumbar_column LIMITS[] = {
    COLUMN("value", NUMBER, MUST, "what code reads by the row's id"),
    COLUMN("unit", TEXT, MAY, "of the value"),
    COLUMN("why", TEXT, MAY, "why so much"),
    COLUMN("between", NAMES, MAY, "of `strain-disc-cap`: two groups of causes"),
    COLUMN("except", NAMES, MAY, "of `strain-disc-cap`: groups of findings that it is not about"),
};

static const lumbar_column CONTRADICTIONS[] = {
    COLUMN("when", CONDITION, MUST, "both were answered", AT(lumbar_contradiction_row, when)),
    READ("text", TEXT, MUST, "what to do about it: an input error that names the questions"),
    COLUMN("follow_ups", NAMES, MAY,
           "questions asked only because of the other one: forgotten where a person then changes that one",
           .rows_of = "questions"),
};

static const lumbar_column ELSEWHERE[] = {
    COLUMN("when", CONDITION, MUST, "of the rows that hold the first speaks", AT(lumbar_elsewhere_row, when)),
    COLUMN("not_if", CONDITION, MAY, "not where it holds", AT(lumbar_elsewhere_row, not_if)),
    READ("cause", TEXT, MUST, "line of the first screen", AT(lumbar_elsewhere_row, cause)),
    READ("change", TEXT, MUST, "line of the first screen", AT(lumbar_elsewhere_row, change)),
    READ("wrong_if", TEXT, MUST, "line of the first screen", AT(lumbar_elsewhere_row, wrong_if)),
    COLUMN("level", TEXT, MUST, "row of `levels` instead of self-care"),
    READ("help", TEXT, MAY, "when to get help for that place", AT(lumbar_elsewhere_row, help)),
};

static const lumbar_column PHRASES[] = {
    READ("text", TEXT, MUST, "with named holes, `{count}`, each of which stands in it"),
    READ("text_zero", TEXT, MAY,
         "for what the language's `plural` calls so in the hole `count`, which it may leave out"),
    READ("text_one", TEXT, MAY, "the same"),
    READ("text_two", TEXT, MAY, "the same"),
    READ("text_few", TEXT, MAY, "the same"),
    READ("text_many", TEXT, MAY, "the same"),
};

static const lumbar_column LANGUAGES[] = {
    COLUMN("name", TEXT, MUST, "its name in itself; the row's id is its code, `en`, `pt-BR`",
           AT(lumbar_language, name)),
    COLUMN("direction", WORD, MUST, "in which it is written", .words = "ltr rtl", AT(lumbar_language, direction)),
    COLUMN("plural", LINES, MAY,
           "which numbers have a form of their own, as Unicode's CLDR writes it: `few | n % 10 = 2..4 and n % 100 != "
           "12..14`; forms: zero, one, two, few, many"),
};

static const lumbar_column REASONS[] = {
    READ("text", TEXT, MUST, "reads on after \"... could not be seen:\""),
    READ("cure", TEXT, MUST, "what makes it seen next time"),
};

static const lumbar_column LOG_WORDS[] = {
    COLUMN("words", NAMES, MUST, "what people type, or an export writes, for it"),
};

static const lumbar_column CASES[] = {
    COLUMN("kind", WORD, MUST, "a real person's public question, a published teaching case, or our own",
           .words = "person vignette coverage"),
    COLUMN("text", TEXT, MAY, "who it is"),
    COLUMN("answers", LINES, MAY, "`question = value`"),
    COLUMN("findings", LINES, MAY,
           "`id = strength`: of one recording, or of a journal, with full confidence; 0 is absent"),
    COLUMN("accepted", NAMES, MAY, "causes, leaves, `none`, `undecidable`"),
    COLUMN("lowest", WORD, MAY, "the least safe level", .words = LEVELS, AT(lumbar_case_row, lowest)),
    COLUMN("highest", WORD, MAY, "the highest level that is right", .words = LEVELS, AT(lumbar_case_row, highest)),
};

#define COLUMNS(list) list, LUMBAR_COUNT(list)

const lumbar_table_form lumbar_table_forms[LUMBAR_TABLE_COUNT] = {
    [LUMBAR_TABLE_FIGURES] = {"figures", "line drawings of exercises", false, COLUMNS(FIGURES)},
    [LUMBAR_TABLE_EXERCISES] = {"exercises", "what each is called", false, COLUMNS(EXERCISES)},
    [LUMBAR_TABLE_DEMANDS] = {"demands", "what share of its greatest force each exercise asks of a group of muscles",
                              true, COLUMNS(DEMANDS)},
    [LUMBAR_TABLE_QUESTIONS] = {"questions", "what can be asked", false, COLUMNS(QUESTIONS)},
    [LUMBAR_TABLE_FINDINGS] = {"findings", "what can be so, by the answers, a recording or earlier workouts", true,
                               COLUMNS(FINDINGS)},
    [LUMBAR_TABLE_EXPOSURES] = {"exposures", "what can differ between workouts, and what it speaks for", true,
                                COLUMNS(EXPOSURES)},
    [LUMBAR_TABLE_COUNTS] = {"counts",
                             "what is counted in the journal, and the safety question that it answers with yes", true,
                             COLUMNS(COUNTS)},
    [LUMBAR_TABLE_CAUSES] = {"causes", "groups of causes and their leaves; every group has a leaf", true,
                             COLUMNS(CAUSES)},
    [LUMBAR_TABLE_PRIORS] = {"priors", "how likely each leaf is before anything is told", true, COLUMNS(PRIORS)},
    [LUMBAR_TABLE_WEIGHTS] = {"weights", "what a finding says for or against leaves, in decibans", true,
                              COLUMNS(WEIGHTS)},
    [LUMBAR_TABLE_RED_FLAGS] = {"red-flags", "when the person should be seen, and how soon", true, COLUMNS(RED_FLAGS)},
    [LUMBAR_TABLE_LEVELS] = {"levels",
                             "the words of each level, of `unscreened` (instead of self-care while safety questions "
                             "are open) and of each that a row of `elsewhere` names",
                             true, COLUMNS(LEVELS_OF_CARE)},
    [LUMBAR_TABLE_CLAIMS] = {"claims", "what sentences claim that cannot stand in one answer", true, COLUMNS(CLAIMS)},
    [LUMBAR_TABLE_PLAN] = {"plan", "what to do tomorrow, in the next workout and on the day to look again", true,
                           COLUMNS(PLAN)},
    [LUMBAR_TABLE_AGAIN] = {"again", "what it comes to when somebody looks again some days later", true,
                            COLUMNS(AGAIN)},
    [LUMBAR_TABLE_EMERGENCY_NUMBERS] = {"emergency-numbers", "whom to call where", true, COLUMNS(EMERGENCY_NUMBERS)},
    [LUMBAR_TABLE_ADVICE] = {"advice", "what to do", true, COLUMNS(ADVICE)},
    [LUMBAR_TABLE_ARTICLE] = {"article", "the article's sentences and the rows that carry them", true,
                              COLUMNS(ARTICLE)},
    [LUMBAR_TABLE_SOURCES] = {"sources", "where claims come from", false, COLUMNS(SOURCES)},
    [LUMBAR_TABLE_LIMITS] = {"limits", "thresholds that code reads by id", true, COLUMNS(LIMITS)},
    [LUMBAR_TABLE_CONTRADICTIONS] = {"contradictions", "answers that cannot both be true", true,
                                     COLUMNS(CONTRADICTIONS)},
    [LUMBAR_TABLE_ELSEWHERE] = {"elsewhere", "what is said where there is nothing to explain about the lower back",
                                true, COLUMNS(ELSEWHERE)},
    [LUMBAR_TABLE_PHRASES] = {"phrases", "the program's own wording, which claims nothing", false, COLUMNS(PHRASES)},
    [LUMBAR_TABLE_LANGUAGES] = {"languages", "the language of the texts: one row", false, COLUMNS(LANGUAGES)},
    [LUMBAR_TABLE_REASONS] = {"reasons", "why something in a recording could not be seen", false, COLUMNS(REASONS)},
    [LUMBAR_TABLE_LOG_WORDS] = {"log-words", "the words of a line of the journal", false, COLUMNS(LOG_WORDS)},
    [LUMBAR_TABLE_CASES] = {"cases", "people whose cause is keyed: what the answers must come to", true,
                            COLUMNS(CASES)},
};

static bool is_name(const char *known, const char *name, size_t length)
{
    return strlen(known) == length && !memcmp(known, name, length);
}

lumbar_table_id lumbar_table_named(const char *name, size_t length)
{
    for (int i = 0; i < LUMBAR_TABLE_COUNT; i++)
        if (is_name(lumbar_table_forms[i].name, name, length)) return (lumbar_table_id)i;
    return LUMBAR_TABLE_COUNT;
}

const lumbar_column *lumbar_column_at(lumbar_table_id table, size_t index)
{
    const lumbar_table_form *form = &lumbar_table_forms[table];
    if (index < form->column_count) return &form->columns[index];
    index -= form->column_count;
    return index < LUMBAR_COMMON_COLUMNS ? &lumbar_common_columns[index] : NULL;
}

const lumbar_column *lumbar_column_named(lumbar_table_id table, const char *name, size_t length)
{
    const lumbar_column *column;
    for (size_t i = 0; (column = lumbar_column_at(table, i)); i++)
        if (is_name(column->name, name, length)) break;
    return column;
}

static void add_words(const char *words, lumbar_text *out)
{
    for (const char *at = words; *at;) {
        size_t length = strcspn(at, " ");
        if (at != words) lumbar_text_add(out, ", ");
        lumbar_text_add_bytes(out, at, length);
        at += length + strspn(at + length, " ");
    }
}

void lumbar_column_takes(const lumbar_column *column, lumbar_text *out)
{
    static const char *const kinds[] = {
        [LUMBAR_COLUMN_TEXT] = "text",
        [LUMBAR_COLUMN_LINES] = "a list, an item on each line",
        [LUMBAR_COLUMN_NAMES] = "a list between commas",
        [LUMBAR_COLUMN_NUMBER] = "a number",
        [LUMBAR_COLUMN_WHOLE] = "a whole number",
        [LUMBAR_COLUMN_WORD] = "one of: ",
        [LUMBAR_COLUMN_YES_NO] = "yes or no",
        [LUMBAR_COLUMN_CONDITION] = "a condition",
    };
    lumbar_text_add(out, kinds[column->kind]);
    if (column->kind == LUMBAR_COLUMN_WORD) add_words(column->words, out);
    if (column->rows_of) lumbar_text_addf(out, ", each a row of %s", column->rows_of);
    if (column->read) lumbar_text_add(out, ", in words that a person reads");
    if (column->most > column->least) lumbar_text_addf(out, " from %g to %g", column->least, column->most);
}
