/* Damaged tables: each is refused with its table and line, and nothing crashes. */
#include <string.h>
#include "../check.h"
#include "tables.h"

enum { NO_LINE = 9999 };

typedef struct damage {
    const char *table, *from, *to; /* a small table with `from` replaced by `to` */
    long line;                     /* of the error, counted from where `from` stands */
    const char *says;
} damage;

static const damage damages[] = {
    {"questions", "kind: several", "kind: many", 0, "kind is 'many'"},
    {"questions", "kind: several\n", "kind: several\nusual: fever\n", 1, "usual is an answer and the share"},
    {"questions", "kind: several\n", "kind: several\nusual: cold 0.5\n", 1, "usual is an answer and the share"},
    {"questions", "kind: several\n", "kind: several\nusual: none 1.5\n", 1, "usual is an answer and the share"},
    {"questions", "screen: 1", "screen: 9", 0, "not a whole number from 1 to 5"},
    {"questions", "screen: 1", "screen: one", 0, "not a whole number from 1 to 5"},
    {"questions", "id: weak", "id: numb", 0, "second row with the id 'numb'"},
    {"questions", "id: weak", "id: we ak", 0, "an id is letters"},
    {"questions", "id: weak", "id: not", 0, "no word of conditions"},
    {"questions", "text: Numb between the legs?", "txet: Numb?", 0, "unknown field 'txet'"},
    {"questions", "text: Numb between the legs?", "text: a\ntext: b", 1, "given twice"},
    {"questions", "text: Numb between the legs?", "text Numb", 0, "expected 'field: value'"},
    {"questions", "text: Numb between the legs?", "text: Numb \xff", 0, "not valid UTF-8"},
    {"questions", "text: Numb between the legs?", "text: Numb \xc0\xaf", 0, "not valid UTF-8"},
    {"questions", "text: Numb between the legs?", "text: Numb \xed\xa0\x80", 0, "not valid UTF-8"},
    {"questions", "text: Numb between the legs?", "text: Numb\a", 0, "control character"},
    {"questions", "  fever | Fever", "  fever Fever", -1, "an option is 'id | text'"},
    {"questions", "  fever | Fever", "  weight | Fever", -1, "stands twice"},
    {"questions", "max: 110", "max: 5", 0, "max is not above min"},
    {"questions", "max: 110\n", "", -4, "max is missing"},
    {"questions", "not sex = male", "not sex = robot", 0, "'robot' is no option of question 'sex'"},
    {"questions", "not sex = male", "not sex = male and", 0, "missing"},
    {"questions", "# Safety\n", "  continued\n", 0, "continued line without a field"},
    {"findings", "rule: onset = during", "rule: onset during", 0, "needs '= option'"},
    {"findings", "rule: onset = during", "rule: tension", 0, "no question and no finding"},
    {"findings", "rule: onset = during", "rule: leg", 0, "no question and no finding"},
    {"findings", "rule: pain >= 7", "rule: pain = 7", 0, "needs >=, <=, > or <"},
    {"findings", "rule: pain >= 7", "rule: pain >= seven", 0, "a number is missing"},
    {"findings", "rule: pain >= 7", "rule: ((pain >= 7)", 0, "')' is missing"},
    {"findings", "rule: pain >= 7", "rule: pain >= 7 pain >= 8", 0, "joined by and, or"},
    {"findings", "rule: pain >= 7\n", "", -2, "needs a rule"},
    {"findings", "from: answers\n", "from: stars\n", 0, "not 'stars'"},
    {"findings", "id: strong", "id: pain", 0, "a question has the same id"},
    {"findings", "judge: warm-up", "judge: warmup", 0, "judge is 'warmup', not one of: hips-lead"},
    {"findings", "judge: warm-up\n", "", 0, "without a judge nothing reads 'say'"},
    {"findings", "judge: warm-up\n", "judge:\n", 1, "without a judge nothing reads 'say'"},
    {"findings", "judge: warm-up", "judge: feet", NO_LINE, "takes 1 of measure, not 0"},
    {"findings", "judge: warm-up", "judge: warm-up\nmeasure: rise", 1, "takes 0 of measure, not 1"},
    {"findings", "judge: warm-up", "judge: warm-up\nexercises: crunch", 1, "takes every exercise"},
    {"findings", "judge: warm-up", "judge: feet\nmeasure: lift\nunit: cm\nleast_share: 0", NO_LINE,
     "exercises are missing"},
    {"findings", "judge: warm-up", "judge: warm-up\nmeant: crunch", 1, "meant is not read"},
    {"findings", "judge: warm-up", "judge: warm-up\nleast_share: 0", 1, "least_share is not read"},
    {"findings", "judge: warm-up", "judge: feet\nmeasure: lift\nunit: cm\nexercises: crunch\nleast_share: 2", 4,
     "0 to 1"},
    {"findings", "rule: onset = during\n",
     "rule: onset = during\njudge: warm-up\nsay:\n  begins | {time}\n  begins-late | {time}\n", 1,
     "a judge needs 'from: recording'"},
    {"findings", "  begins | It begins at {time}.", "  begins | It begins.", -1,
     "each of these holes and no other: time"},
    {"findings", "  begins | It begins at {time}.", "  begins | {time} {count}", -1,
     "each of these holes and no other: time"},
    {"findings", "  begins | It begins at {time}.", "  begin | It begins at {time}.", -1, "has no sentence 'begin'"},
    {"findings", "  begins | It begins at {time}.", "  one | It begins.", -1, "has no sentence 'one'"},
    {"findings", "  begins | It begins at {time}.", "  begins-late | {time}", -1, "or has it already"},
    {"findings", "  begins | It begins at {time}.", "  begins", -1, "a sentence is 'name | text'"},
    {"findings", "  begins | It begins at {time}.\n", "", -1, "say lacks the sentence 'begins'"},
    {"phrases", "id: note-dropped", "id: note-dripped", NO_LINE, "no row 'note-dropped'"},
    {"phrases", "text: {count} pictures", "text: Some pictures", 0, "each of these holes and no other: count"},
    {"phrases", "text_one: {count} picture", "text_one: One of {counts} picture", 0,
     "each of these holes and no other: count"},
    {"phrases", "text: Hip bending", "text: Hip {bending}", 0, "each of these holes and no other: none"},
    {"reasons", "id: too-small", "id: too-little", NO_LINE, "no row 'too-small'"},
    {"reasons", "cure: Put the camera down so that it stands still.\n", "", NO_LINE, "cure is missing"},
    {"causes",
     "id: other\nname: something else\ntext: None of these.\nwrong_if: It goes with better form.\nsource: "
     "own\n",
     "", NO_LINE, "unknown group 'other'"},
    {"causes", "group: disc", "group: discus", 0, "unknown group 'discus'"},
    {"causes", "group: disc\n", "", NO_LINE, "a group without a leaf"},
    {"causes", "moved_by_recordings: yes", "moved_by_recordings: perhaps", 0, "'perhaps', not yes or no"},
    {"causes", "moved_by_history: yes", "moved_by_history: perhaps", 0, "'perhaps', not yes or no"},
    {"causes", "wrong_if: The leg never hurts.\n", "moved_by_history: yes\n", NO_LINE,
     "nothing else may move this group"},
    {"causes", "wrong_if: The leg never hurts.\n", "moved_by_recordings: yes\n", NO_LINE,
     "nothing else may move this group"},
    {"priors", "leaf: other.any", "leaf: other.none", NO_LINE, "no row of priors"},
    {"priors", "leaf: other.any", "leaf: disc.root", 0, "a second prior"},
    {"priors", "prior_db: -2", "prior_db: -200", 0, "not a number from -60 to 60"},
    {"weights", "other +4", "others +4", 0, "unknown leaf 'others'"},
    {"weights", "other +4", "other +four", 0, "in decibans"},
    {"weights", "other +4", "other +4, other +4", 0, "stands twice"},
    {"weights", "when: ache-always", "when: onset = always", 0, "'finding', 'not finding'"},
    {"weights", "when: ache-always", "when: ache-always or leg", 0, "joined by 'and'"},
    {"weights", "group: cold-pair\n", "", -1, "a pair needs a group"},
    {"weights", "posture.hips -2", "posture.hips -7", NO_LINE, "'recording-cap' allows 6.0"},
    {"weights", "posture.hips +3, range.far -1", "posture.hips +7, range.far -1", NO_LINE,
     "findings of recordings together could move 'posture.hips' by +"},
    {"weights", "disc +7, strain +1", "disc +8, strain -1", NO_LINE, "'strain-disc-cap' allows 8.0"},
    {"weights", "disc -1.5, strain -0.5", "disc -1.5, strain +6.6", NO_LINE,
     "odds of 'strain.muscle' over 'disc.root'"},
    {"red-flags", "level: emergency", "level: emergency\nstrength: great", 1,
     "strength is 'great', not one of: strong"},
    {"red-flags", "level: emergency", "level: urgent", 0, "level is 'urgent'"},
    {"red-flags", "when: numb", "when: nub", 0, "'nub' is no question"},
    {"red-flags", "unsure_level: none\n", "unsure_level: none\nunsure_when: numb\n", 1,
     "unsure_when needs an unsure_level"},
    {"red-flags", "when: numb\n", "", -1, "when is missing"},
    {"levels", "id: unscreened", "id: later", 0, "not a level"},
    {"levels", "recheck_days: 7", "recheck_days: soon", 0, "not a whole number from 0 to 366"},
    {"levels", "recheck_days: 7", "recheck_days: 7.5", 0, "0 to 366"},
    {"levels", "id: clinician", "id: unscreened2", 0, "not a level"},
    {"advice", "kind: dose", "kind: pill", 0, "kind is 'pill', not one of: stop-rule"},
    {"advice", "for: intensity\n", "for: lactate\n", 0, "unknown cause 'lactate'"},
    {"advice", "rank: 12\n", "", -3, "rank is missing"},
    {"advice", "not_if: signs = fever or pregnant", "not_if: signs = fever or pregnancy", 0,
     "no question and no finding"},
    {"limits", "id: band-likely", "id: band-certain", NO_LINE, "no row 'band-likely'"},
    {"limits", "between: strain, disc", "between: strain", 0, "names two groups"},
    {"limits", "except: strong", "except: strange", 0, "no weight is in a group 'strange'"},
    {"elsewhere", "when: ache = no", "when: ache = perhaps", 0, "no option of question 'ache'"},
    {"elsewhere", "level: self-care", "level: calm", 0, "not a row of levels"},
    {"elsewhere", "change: Go on.\n", "change: Go on.\nnot_if: ache = perhaps\n", 1, "no option of question 'ache'"},
    {"elsewhere", "cause: Nothing hurts.\n", "", -2, "cause is missing"},
    {"phrases", "id: most-consistent-also", "id: and", 0, "no word of conditions"},
    {"phrases", "id: most-consistent-also", "id: also", NO_LINE, "no row 'most-consistent-also'"},
    {"phrases", "with: {cause}, and also {also}.", "with: {cause}.", 0, "each of these holes and no other: cause also"},
    {"contradictions", "pregnant and", "pregnat and", 0, "'pregnat' is no question"},
    {"cases", "onset = next-day", "onset next-day", -1, "'question = value'"},
    {"cases", "onset = next-day", "onset = never", -1, "'never' is not one of its options"},
    {"cases", "onset = next-day", "offset = never", -1, "unknown question 'offset'"},
    {"cases", "accepted: intensity", "accepted: laziness", 0, "'laziness' is no cause"},
    {"cases", "  arch = 1", "  leg = 1", -1, "no finding of a recording"},
    {"cases", "  arch = 1", "  arch = 2", -1, "'id = strength'"},
    {"cases", "lowest: same-day", "lowest: emergency", 0, "lowest is above highest"},
    {"levels", "safety_net: ", "safety_net: {sign} ", 0, "{signs} is the only hole"},
};

static void test_damages(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(damages); i++) {
        const damage *d = &damages[i];
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const char *text = test_replace(arena, test_small_text(arena, d->table), d->from, d->to);
        bool taken = test_small_with(arena, d->table, text, &error) != NULL;
        const char *whole = test_small_text(arena, d->table), *place = strstr(whole, d->from);
        long line = 1 + d->line;
        for (const char *at = whole; at < place; at++) line += *at == '\n';
        if (taken || error.code != LUMBAR_INPUT || !strstr(error.text, d->says) || !strstr(error.text, ".txt") ||
            (d->line != NO_LINE && error.position != line)) {
            print_message("# %s with '%s' (line %ld): %s\n", d->table, d->to, line, taken ? "taken" : error.text);
            wrong++;
        }
        lumbar_arena_free(arena);
    }
    assert_int_equal(wrong, 0);
}

static void test_unknown_table(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(test_small_with(arena, "recipes", "id: a\n", &error));
    assert_non_null(strstr(error.text, "recipes"));
    lumbar_arena_free(arena);
}

/* The table says how many groups of causes there are: none is refused, a seventh is ranked with the others. */
static void test_groups(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(test_small_with(arena, "causes", "# nothing\n", &error));
    assert_non_null(strstr(error.text, "no group of causes"));
    const char *text =
        test_replace(arena, test_small_text(arena, "causes"), "id: range.cold\ngroup: range",
                     "id: chill\nname: a chill\ntext: Cold.\nwrong_if: Warmth does not help.\nsource: own\n\n"
                     "id: range.cold\ngroup: chill");
    const lumbar_knowledge *k = test_small_with(arena, "causes", text, &error);
    if (!k) fail_msg("%s", error.text);
    const lumbar_answer *answer = lumbar_why(arena, lumbar_answers_new(arena, k), NULL, &error);
    assert_non_null(answer);
    assert_int_equal(answer->cause_count, 7);
    double sum = 0;
    bool chill = false;
    for (size_t i = 0; i < answer->cause_count; i++) {
        sum += answer->causes[i].probability;
        chill |= !strcmp(answer->causes[i].id, "chill") && answer->causes[i].leaf_count == 1;
    }
    assert_true(chill && sum > 1 - 1e-12 && sum < 1 + 1e-12);
    lumbar_arena_free(arena);
}

static void test_sizes(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    char *large = lumbar_alloc(arena, (2 << 20) + 1, 1);
    memset(large, '#', 2 << 20);
    assert_null(test_small_with(arena, "sources", large, &error));
    assert_non_null(strstr(error.text, "larger than"));
    char *rows = lumbar_alloc(arena, 200000, 1), *at = rows;
    for (int i = 0; i < 4200; i++) at += sprintf(at, "id: s%d\ncitation: x\n\n", i);
    assert_null(test_small_with(arena, "sources", rows, &error));
    assert_non_null(strstr(error.text, "more than 4096 rows"));
    char deep[600] = "id: x\nfrom: answers\nrule: ";
    for (int i = 0; i < 200; i++) strcat(deep, "((");
    strcat(deep, "pain > 3\n");
    assert_null(test_small_with(arena, "findings", deep, &error));
    assert_non_null(strstr(error.text, "nested too deep"));
    lumbar_arena_free(arena);
}

/* Every table cut off after every 7th byte, and with every 11th byte changed: refused or taken, never a
 * crash. */
static void test_cut_and_changed(void **state)
{
    (void)state;
    static const char *const names[] = {"questions", "findings", "causes", "weights", "advice", "cases", "limits"};
    for (size_t t = 0; t < LUMBAR_COUNT(names); t++) {
        lumbar_arena *outer = lumbar_arena_new();
        const char *text = test_small_text(outer, names[t]);
        size_t size = strlen(text), taken = 0;
        for (size_t at = 0; at < size; at += 97) {
            lumbar_arena *arena = lumbar_arena_new();
            char *cut = lumbar_copy(arena, text, at), *changed = lumbar_copy(arena, text, size);
            lumbar_error error = {0};
            changed[at] = (char)(changed[at] ^ 0x15);
            if (!test_small_with(arena, names[t], cut, &error)) assert_true(error.text[0] != 0);
            error.text[0] = 0;
            if (test_small_with(arena, names[t], changed, &error)) taken++;
            else assert_true(error.text[0] != 0);
            lumbar_arena_free(arena);
        }
        assert_true(taken < size);
        lumbar_arena_free(outer);
    }
}

static void test_access(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_small(arena);
    const lumbar_table *weights = lumbar_table_find(k, "weights");
    assert_non_null(weights);
    assert_int_equal(weights->row_count, 16);
    const lumbar_row *row = lumbar_row_find(weights, "w-leg");
    assert_non_null(row);
    assert_string_equal(lumbar_row_get(row, "when"), "leg");
    assert_null(lumbar_row_get(row, "group"));
    assert_string_equal(row->fields[0].name, "id");
    assert_int_equal(row->line, row->fields[0].line);
    assert_null(lumbar_row_find(weights, "w-arm"));
    assert_null(lumbar_table_find(k, "recipes"));
    assert_null(lumbar_table_at(k, lumbar_table_count(k)));
    const lumbar_question *q = lumbar_question_find(k, "signs");
    assert_int_equal(q->option_count, 2);
    assert_string_equal(q->options[1].text, "Weight loss");
    assert_string_equal(q->brief, q->text);
    assert_false(lumbar_question_find(k, "height-cm")->asked);
    lumbar_arena_free(arena);
}

/* A folder without a table takes the built-in one; one that is no folder is an error. */
static void test_folders(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    assert_null(lumbar_knowledge_load(arena, "/nonexistent/folder", &error));
    assert_non_null(strstr(error.text, "/nonexistent/folder"));
    lumbar_arena_free(arena);
}

static void test_windows_lines(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = test_small_with(
        arena, "sources", "\xef\xbb\xbfid: own\r\ncitation: a\r\n  b\r\n\r\nid: two\r\ncitation: c\r\n", &error);
    assert_non_null(k);
    const lumbar_table *sources = lumbar_table_find(k, "sources");
    assert_int_equal(sources->row_count, 2);
    assert_string_equal(lumbar_row_get(&sources->rows[0], "citation"), "a\nb");
    lumbar_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damages),       cmocka_unit_test(test_unknown_table),   cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_access),        cmocka_unit_test(test_cut_and_changed), cmocka_unit_test(test_folders),
        cmocka_unit_test(test_windows_lines), cmocka_unit_test(test_groups),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
