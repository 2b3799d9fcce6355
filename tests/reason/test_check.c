/* The checker: each thing planted in the small tables is found; the small and the built-in tables are
 * clean. */
#include <string.h>
#include "../check.h"
#include "tables.h"

static lumbar_problems report(lumbar_arena *arena, const lumbar_knowledge *k)
{
    lumbar_problems problems;
    assert_true(lumbar_knowledge_check(arena, k, &problems, NULL));
    return problems;
}

static void test_small_is_clean(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_problems problems = report(arena, test_small(arena));
    for (size_t i = 0; i < problems.count; i++) print_message("# %s\n", problems.list[i]);
    assert_int_equal(problems.count, 0);
    lumbar_arena_free(arena);
}

static void test_builtin_is_clean(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    if (!k) fail_msg("%s", error.text);
    lumbar_problems problems = report(arena, k);
    for (size_t i = 0; i < problems.count; i++) print_message("# %s\n", problems.list[i]);
    assert_int_equal(problems.count, 0);
    lumbar_arena_free(arena);
}

static const struct {
    const char *table, *from, *to, *says;
} planted[] = {
    {"weights", "source: own\nwhy: Timing.", "why: Timing.", "weights: row 'w-in-set' has no source"},
    {"weights", "source: own\nwhy: Timing.", "source: owm\nwhy: Timing.", "no row 'owm' in sources"},
    {"weights", "posture +3, intensity.burn +4", "posture.hips +4, intensity.burn +4",
     "row 'w-in-set': why is told of several groups"},
    {"weights", "why: Timing.", "why: See \"next day\".", "row 'w-in-set': why points to another row"},
    {"sources", "citation: Made up for the tests.", "", "has no citation"},
    {"weights", "other +4, intensity", "intensity", "no weight raises 'other.any'"},
    {"questions", "id: height-cm", "id: height-in", "'height-cm' is missing"},
    {"questions", "# The ache\n", "id: shoe\nkind: yes-no-unsure\ntext: New shoes?\n\n", "nothing uses 'shoe'"},
    {"findings", "id: deep\n", "id: far\nfrom: recording\nsource: own\n\nid: deep\n", "nothing uses 'far'"},
    {"findings", "id: deep\n", "id: far\nfrom: recording\nsource: own\n\nid: deep\n", "no judge sees 'far'"},
    {"article", "causes: posture", "causes: posters", "no row 'posters' in causes"},
    {"article", "questions: where\nfindings: hip\ncauses: posture\nadvice: a-hips\n", "",
     "nothing carries the sentence 's1'"},
    {"advice", "for: range, posture", "for: range\nwhen: pain < 1", "no case reaches 'a-warm'"},
    {"cases", "  pain = 8", "  pain = 6", "no case fires 'w-strong'"},
    {"cases", "  deep = 0.5\n", "", "no case fires 'w-deep'"},
    {"cases", "  where = hip\n  weak = yes\naccepted", "  where = hip\naccepted", "below its lowest safe one"},
    {"cases", "  onset = always", "  sex = male\n  pregnant = yes\n  onset = always", "do not fit together"},
    {"red-flags", "unsure_level: clinician\n", "", "row 'f-weak' has no unsure_level"},
    {"red-flags", "unsure_why: A table for tests.\n", "", "row 'f-weight': unsure_level is none without an unsure_why"},
    {"red-flags", "when: pregnant and leg", "when: pregnant and height-cm > 190", "'height-cm' is never asked"},
    {"causes", "wrong_if: The leg never hurts.\n", "", "'disc.root' nor its group says"},
    {"causes", "name: an irritated nerve",
     "name: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
     "seventeen "
     "eighteen nineteen twenty one two three four five six seven eight nine thirty one two three four five "
     "six seven eight "
     "nine forty one two three four five six seven eight nine fifty",
     "the summary for 'disc.root' could take"},
};

static void test_planted(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < LUMBAR_COUNT(planted); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const char *text =
            test_replace(arena, test_small_text(arena, planted[i].table), planted[i].from, planted[i].to);
        const lumbar_knowledge *k = test_small_with(arena, planted[i].table, text, &error);
        if (!k) fail_msg("%s", error.text);
        lumbar_problems problems = report(arena, k);
        bool found = false;
        for (size_t p = 0; p < problems.count; p++) found |= strstr(problems.list[p], planted[i].says) != NULL;
        if (!found) {
            wrong++;
            print_message("# not found: %s\n", planted[i].says);
            for (size_t p = 0; p < problems.count; p++) print_message("#     %s\n", problems.list[p]);
        }
        lumbar_arena_free(arena);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_small_is_clean), cmocka_unit_test(test_planted),
                                       cmocka_unit_test(test_builtin_is_clean)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
