/* Lines of words against what they must mean, and against what they must not be taken for. */
#include <string.h>
#include "../check.h"
#include "journal/inside.h"
#include "journal/line.h"

static const lumbar_date TODAY = {2026, 11, 27}; /* a Friday */

typedef struct fixture {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    f.arena = lumbar_arena_new();
    f.knowledge = f.arena ? lumbar_knowledge_builtin(f.arena, NULL) : NULL;
    *state = &f;
    return f.knowledge ? 0 : -1;
}

static int tear_down(void **state)
{
    lumbar_arena_free(((fixture *)*state)->arena);
    return 0;
}

/* What a line comes to, as text: the day and time where they are not today's, and what stands in the file. */
static const char *told(const fixture *f, const char *line)
{
    lumbar_error error = {0};
    const lumbar_log_line *read = lumbar_line_read(f->arena, f->knowledge, line, TODAY, &error);
    if (!read) fail_msg("%s: %s", line, error.text);
    lumbar_text out = {0};
    static const char *const faults[] = {"good",    "empty", "amount", "strength", "hours",
                                         "unknown", "range", "days",   "future"};
    if (read->fault)
        lumbar_text_addf(&out, "%s %zu-%zu %s%s%s", faults[read->fault], read->from, read->to, read->what,
                         read->nearest ? " -> " : "", read->nearest ? read->nearest : "");
    for (size_t i = 0; i < read->count; i++) {
        lumbar_date day = lumbar_entry_day(&read->entries[i]);
        int minute = lumbar_entry_minute(&read->entries[i]);
        if (i) lumbar_text_add(&out, " ");
        if (lumbar_date_between(TODAY, day)) lumbar_text_addf(&out, "%d ", lumbar_date_between(TODAY, day));
        if (minute >= 0) lumbar_text_addf(&out, "%02d:%02d ", minute / 60, minute % 60);
        lumbar_entry_payload(&read->entries[i], &out);
    }
    const char *copy = lumbar_copy(f->arena, out.data, out.size);
    lumbar_text_free(&out);
    return copy;
}

/* `expected` with ' for "; one set as S:exercise,reps. */
static void means(const fixture *f, const char *line, const char *expected)
{
    char plain[2000];
    strncpy(plain, told(f, line), sizeof plain - 1);
    plain[sizeof plain - 1] = 0;
    for (char *c = plain; *c; c++)
        if (*c == '"') *c = '\'';
    if (strcmp(plain, expected) != 0) fail_msg("%s\n  is taken for  %s\n  and not for  %s", line, plain, expected);
}

#define LEG(rest) "{'exercise':'leg-raise','name':'leg raise'," rest "}"
#define PLANK(rest) "{'exercise':'plank','name':'plank'," rest "}"
#define SIT(rest) "{'exercise':'sit-up','name':'sit-up'," rest "}"
#define THRICE(set) set "," set "," set

static void test_workouts(void **state)
{
    const fixture *f = *state;
    means(f, "leg raise 3x12 rpe 8", "{'sets':[" THRICE(LEG("'reps':12,'rpe':8")) "]}");
    means(f, "Leg Raises 3 x 12 @8", "{'sets':[" THRICE(LEG("'reps':12,'rpe':8")) "]}");
    means(f, "3x12 leg raise rpe 8", "{'sets':[" THRICE(LEG("'reps':12,'rpe':8")) "]}");
    means(f, "3 sets of 12 leg raises", "{'sets':[" THRICE(LEG("'reps':12")) "]}");
    means(f, "leg raise 12 reps, 3 sets", "{'sets':[" THRICE(LEG("'reps':12")) "]}");
    means(f, "plank 3x40s", "{'sets':[" THRICE(PLANK("'seconds':40")) "]}");
    means(f, "plank 3 x 1:30 rest 1 min", "{'sets':[" THRICE(PLANK("'seconds':90,'rest_s':60")) "]}");
    means(f, "plank 2 min", "{'sets':[" PLANK("'seconds':120") "]}");
    means(f, "situps 3 x 15 10kg rest 60", "{'sets':[" THRICE(SIT("'reps':15,'weight_kg':10,'rest_s':60")) "]}");
    means(f,
          "situps 3\xC3\x97"
          "15 12,5 kg 90s rest",
          "{'sets':[" THRICE(SIT("'reps':15,'weight_kg':12.5,'rest_s':90")) "]}");
    means(f, "sit up 10 lb 15", "{'sets':[" SIT("'reps':15,'weight_kg':4.5359237") "]}");
    means(f, "leg raise 12/10/8 2 in reserve",
          "{'sets':[" LEG("'reps':12,'rpe':8") "," LEG("'reps':10,'rpe':8") "," LEG("'reps':8,'rpe':8") "]}");
    means(f, "leg raise 1x12 rpe 8, 1x10 rpe 9",
          "{'sets':[" LEG("'reps':12,'rpe':8") "," LEG("'reps':10,'rpe':9") "]}");
    means(f, "leg raise 12, 10, rest 60",
          "{'sets':[" LEG("'reps':12,'rest_s':60") "," LEG("'reps':10,'rest_s':60") "]}");
    means(f, "leg raise 12 and plank 40s", "{'sets':[" LEG("'reps':12") "," PLANK("'seconds':40") "]}");
    means(f, "leg raise warm-up 1x10, 1x12", "{'sets':[" LEG("'reps':10,'warm_up':true") "," LEG("'reps':12") "]}");
    means(f, "warm-up 10 min, leg raise 12", "{'warmed':true,'warm_up_s':600,'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, warm-up 10 min, ache 4",
          "{'warmed':true,'warm_up_s':600,'sets':[" LEG("'reps':12") "]} {'strength':4,'place':'lower-back'}");
    means(f, "leg raise 12 warm-up 10 min", "{'warmed':true,'warm_up_s':600,'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, no warm-up", "{'warmed':false,'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 note: (easy!) <b>&", "{'note':'(easy!) <b>&','sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 note felt easy, then not", "{'note':'felt easy, then not','sets':[" LEG("'reps':12") "]}");
}

static void test_days(void **state)
{
    const fixture *f = *state;
    means(f, "yesterday leg raise 12", "-1 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, 3 days ago", "-3 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 friday", "{'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 last monday", "-4 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 on saturday", "-6 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, 2026-11-20", "-7 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, 20.11.", "-7 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, 28.11.", "-364 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 at 18:30", "18:30 {'sets':[" LEG("'reps':12") "]}");
    means(f, "7 am leg raise 12", "07:00 {'sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12, 12:15 am", "00:15 {'sets':[" LEG("'reps':12") "]}");
    means(f, "this morning: leg raise 12", "{'when':'morning','sets':[" LEG("'reps':12") "]}");
    means(f, "leg raise 12 tomorrow", "unknown 13-21 tomorrow");
    means(f, "leg raise 12, 2026-11-28", "future 14-24 2026-11-28");
    means(f, "leg raise 12, 2026-02-30", "future 14-24 2026-02-30");
    means(f, "leg raise 12 yesterday, today", "days 24-29 today");
}

static void test_soreness(void **state)
{
    const fixture *f = *state;
    means(f, "ache 4 left, this morning", "{'strength':4,'when':'morning','side':'left','place':'lower-back'}");
    means(f, "lower back pain 5/10", "{'strength':5,'place':'lower-back'}");
    means(f, "sore 3 out of 10 right hip", "{'strength':3,'side':'right','place':'hip'}");
    means(f, "left hip ache 3", "{'strength':3,'side':'left','place':'hip'}");
    means(f, "ache 2,5 after training", "unknown 7-8 5"); /* a comma is one of decimals before a unit alone */
    means(f, "ache 2.5 after training", "{'strength':2.5,'when':'after','place':'lower-back'}");
    means(f, "ache 4 after leg raises", "{'strength':4,'when':'after','place':'lower-back','note':'leg raises'}");
    means(f, "no ache", "{'strength':0,'place':'lower-back'}");
    means(f, "ache gone yesterday", "-1 {'strength':0,'place':'lower-back'}");
    means(f, "ache 6 last night", "-1 {'strength':6,'when':'night','place':'lower-back'}");
    means(f, "ache 4 at 7:30", "07:30 {'strength':4,'place':'lower-back'}");
    means(f, "leg raise 12, ache 4 left",
          "{'sets':[" LEG("'reps':12") "]} {'strength':4,'side':'left','place':'lower-back'}");
    means(f, "slept 6.5h, ache 4", "{'hours':6.5} {'strength':4,'place':'lower-back'}");
    means(f, "sleep 7 h 30 min", "{'hours':7.5}");
}

static void test_faults(void **state)
{
    const fixture *f = *state;
    means(f, "", "empty 0-0 ");
    means(f, "yesterday", "empty 0-0 ");
    means(f, "leg raise", "amount 9-9 leg raise");
    means(f, "leg raise, ache 4", "amount 9-9 leg raise");
    means(f, "ache", "strength 4-4 ");
    means(f, "ache left, slept 6", "strength 9-9 ");
    means(f, "slept", "hours 5-5 ");
    means(f, "leg rasie 3x12", "unknown 0-9 leg rasie -> leg raise");
    means(f, "plnak 40s", "unknown 0-5 plnak -> plank");
    means(f, "bench press 3x5", "unknown 0-11 bench press");
    means(f, "ache 11", "range 5-7 11");
    means(f, "leg raise 3x12 rpe 12", "range 19-21 12");
    means(f, "leg raise 900x12", "range 14-16 12");
    means(f, "leg raise 3x12.5", "range 12-16 12.5");
    means(f, "3x12", "unknown 0-1 3");
    means(f, "left", "unknown 0-4 left");
    means(f, "leg raise 3x12 hard", "unknown 15-19 hard");
    means(f, "leg raise 25:00 am", "range 10-15 25:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_workouts), cmocka_unit_test(test_days),
                                       cmocka_unit_test(test_soreness), cmocka_unit_test(test_faults)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
