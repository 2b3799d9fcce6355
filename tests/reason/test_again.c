/* Looking again some days later: nothing that is told then lowers a level, a worse ache or a new sign raises it, and
 * where something is new the safety questions are open again. Every shipped case with every triple of answers. */
#include <string.h>
#include "../check.h"
#include "report/report.h"
#include "tables.h"
#include "validate/people.h"

enum { MOST = 5 };

static const lumbar_date then_day = {2026, 11, 20};

/* What a person can say to the three questions. */
typedef struct reply {
    const char *ache, *new_sign, *did;
} reply;

static const char *const aches[] = {"gone", "less", "same", "worse", "not-sure"};
static const char *const news[] = {"nothing", "sign", "other", "not-sure"};
static const char *const dids[] = {"yes", "partly", "no", "not-sure"};

static lumbar_answers *copy_of(lumbar_arena *arena, const lumbar_answers *answers)
{
    lumbar_answers *copy = lumbar_answers_new(arena, answers->knowledge);
    memcpy(copy->values, answers->values, answers->knowledge->question_count * sizeof *copy->values);
    lumbar_answers_set_day(copy, then_day);
    return copy;
}

static const lumbar_answer *again(lumbar_arena *arena, lumbar_answers *answers, const reply *told, int days)
{
    lumbar_answers *now = lumbar_answers_new(arena, answers->knowledge);
    lumbar_error error;
    const lumbar_date today = lumbar_date_after(then_day, days);
    if (told->ache) test_set(now, "again-ache", told->ache);
    if (told->new_sign) test_set(now, "again-new", told->new_sign);
    if (told->did) test_set(now, "again-did", told->did);
    if (!lumbar_answers_again(answers, now, today, &error)) fail_msg("%s", error.text);
    const lumbar_answer *a = lumbar_why(arena, answers, &(lumbar_why_settings){.today = today}, &error);
    assert_non_null(a);
    return a;
}

static void judge(const lumbar_answer *before, const lumbar_answer *after, const reply *told, const char *who)
{
    bool opened = !strcmp(told->new_sign, "other") || !strcmp(told->new_sign, "not-sure");
    lumbar_level least = opened ? LUMBAR_SELF_CARE : before->triage.level; /* the lists are asked anew */
    if (!strcmp(told->new_sign, "sign")) least = LUMBAR_EMERGENCY;
    else if (!strcmp(told->ache, "worse") && !opened && least < LUMBAR_SAME_DAY) least++;
    if (after->triage.level < least)
        fail_msg("%s: %s, %s, %s: level %d, not %d", who, told->ache, told->new_sign, told->did, after->triage.level,
                 least);
    if (opened) assert_true(after->provisional || after->triage.level >= LUMBAR_SAME_DAY);
    if (!strcmp(told->ache, "worse")) assert_true(after->triage.level >= LUMBAR_CLINICIAN);
    if (after->triage.level == LUMBAR_EMERGENCY) return;
    if (!opened && !before->provisional) assert_non_null(after->again);
    if (after->again && strchr(after->plan.see, '{')) fail_msg("%s: a hole is open: %s", who, after->plan.see);
    if (after->triage.level > before->triage.level) assert_non_null(strstr(after->triage.text, after->again->text));
    size_t words = lumbar_count_words(after->plan.see) + (after->again ? lumbar_count_words(after->again->text) : 0);
    assert_true(words <= 60); /* a short text */
}

static void test_every_case(void **state)
{
    (void)state;
    lumbar_arena *tables = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(tables);
    for (size_t c = 0; c < k->case_count; c += 3) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error;
        lumbar_answers *full = lumbar_person_of_case(arena, k, c, &error);
        assert_non_null(full);
        const lumbar_answer *before = test_why(arena, full);
        for (size_t i = 0; i < LUMBAR_COUNT(aches) * LUMBAR_COUNT(news); i++) {
            const reply told = {aches[i % MOST], news[i / MOST], dids[(i + c) % LUMBAR_COUNT(dids)]};
            judge(before, again(arena, copy_of(arena, full), &told, 7), &told, k->cases[c].row->id);
        }
        lumbar_arena_free(arena);
    }
    lumbar_arena_free(tables);
}

/* A grown-up whom nothing keeps from starting alone. */
static lumbar_answers *well(lumbar_arena *arena, const lumbar_knowledge *k)
{
    lumbar_answers *answers = lumbar_answers_new(arena, k);
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (!q->asked || q->screen) continue;
        test_set(answers, q->id,
                 q->kind == LUMBAR_SEVERAL         ? "none"
                 : q->kind == LUMBAR_YES_NO_UNSURE ? "no"
                                                   : "not-sure");
    }
    lumbar_values_clear(k, answers->values);
    test_set(answers, "age-years", "34");
    test_set(answers, "sex", "male");
    test_set(answers, "pain-severity", "3");
    lumbar_answers_set_day(answers, then_day);
    return answers;
}

static void test_next_look_or_see(void **state)
{
    (void)state;
    static const struct {
        reply told;
        int days;
        lumbar_level level;
        const char *id;
    } all[] = {
        {{"less", "nothing", "yes"}, 7, LUMBAR_SELF_CARE, "next-step"},
        {{"gone", "nothing", "yes"}, 7, LUMBAR_SELF_CARE, "next-step"},
        {{"less", "nothing", "no"}, 7, LUMBAR_SELF_CARE, "less-by-itself"},
        {{"same", "nothing", "yes"}, 7, LUMBAR_SELF_CARE, "same-though-done"},
        {{"same", "nothing", "partly"}, 13, LUMBAR_SELF_CARE, "same-not-done"},
        {{"same", "nothing", "yes"}, 14, LUMBAR_CLINICIAN, "same-for-long"},
        {{"worse", "nothing", "yes"}, 2, LUMBAR_CLINICIAN, "worse"},
        {{"less", "sign", "yes"}, 7, LUMBAR_EMERGENCY, "urgent"},
    };
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    for (size_t i = 0; i < LUMBAR_COUNT(all); i++) {
        const lumbar_answer *a = again(arena, well(arena, k), &all[i].told, all[i].days);
        assert_int_equal(a->triage.level, all[i].level);
        assert_non_null(a->again);
        assert_string_equal(a->again->id, all[i].id);
    }
    lumbar_arena_free(arena);
}

/* Looking a second time forgets what was told the first time, and counts from the same day. */
static void test_a_second_time(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = well(arena, k);
    assert_false(lumbar_answers_looked_again(answers));
    again(arena, answers, &(reply){"worse", "nothing", "no"}, 3);
    assert_true(lumbar_answers_looked_again(answers));
    assert_string_equal(lumbar_answers_get(answers, "again-days"), "3");
    const lumbar_answer *a = again(arena, answers, &(reply){"less", NULL, NULL}, 9);
    assert_int_equal(a->triage.level, LUMBAR_SELF_CARE);
    assert_string_equal(lumbar_answers_get(answers, "again-days"), "9");
    assert_null(lumbar_answers_get(answers, "again-did"));
    lumbar_date day = lumbar_answers_day(answers);
    assert_true(day.year == 2026 && day.month == 11 && day.day == 20);
    lumbar_arena_free(arena);
}

/* What is refused changes nothing. */
static void test_refused(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = test_builtin(arena);
    lumbar_answers *answers = well(arena, k), *now = lumbar_answers_new(arena, k);
    lumbar_error error;
    test_set(now, "again-new", "other");
    test_set(now, "pregnant", "yes");
    assert_false(lumbar_answers_again(answers, now, lumbar_date_after(then_day, 7), &error));
    assert_string_equal(lumbar_answers_get(answers, "saddle-numbness"), "no");
    assert_null(lumbar_answers_get(answers, "again-new"));
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_case),
    cmocka_unit_test(test_next_look_or_see),
    cmocka_unit_test(test_a_second_time),
    cmocka_unit_test(test_refused),
};
CHECK_MAIN(tests)
