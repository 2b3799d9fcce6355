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
                                         "unknown", "range", "days",   "future",   "time"};
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
    means(f, "ache 4 at 7:30 am", "07:30 {'strength':4,'place':'lower-back'}");
    means(f, "leg raise 12, ache 4 left",
          "{'sets':[" LEG("'reps':12") "]} {'strength':4,'side':'left','place':'lower-back'}");
    means(f, "slept 6.5h, ache 4", "{'hours':6.5} {'strength':4,'place':'lower-back'}");
    means(f, "sleep 7 h 30 min", "{'hours':7.5}");
}

#define ACHE(rest) "{'strength':4," rest "}"
#define HERE "'place':'lower-back'"
#define LEGS "{'sets':[" LEG("'reps':12") "," LEG("'reps':12") "]}"

static void test_when_it_began(void **state)
{
    const fixture *f = *state;
    means(f, "leg raise 2x12, ache 4 left after 2nd set",
          LEGS " " ACHE("'side':'left'," HERE ",'began':'after-set','began_set':2"));
    means(f, "leg raise 2x12, ache 4 after second set", LEGS " " ACHE(HERE ",'began':'after-set','began_set':2"));
    means(f, "ache 4 after 2 sets", ACHE(HERE ",'began':'after-set','began_set':2"));
    means(f, "ache 4 after set 12", ACHE(HERE ",'began':'after-set','began_set':12"));
    means(f, "ache 4 from set 3 on", ACHE(HERE ",'began':'in-set','began_set':3"));
    means(f, "ache 4, from the 3rd set onwards", ACHE(HERE ",'began':'in-set','began_set':3"));
    means(f, "ache began in the first set, 4", ACHE(HERE ",'began':'in-set','began_set':1"));
    means(f, "ache 4 during the last set", ACHE(HERE ",'began':'in-set','began_set':-1"));
    means(f, "ache 4 after the 2nd set of planks",
          ACHE(HERE ",'began':'after-set','began_set':2,'began_exercise':'plank'"));
    means(f, "ache 4 after 2 sets of leg raises",
          ACHE(HERE ",'began':'after-set','began_set':2,'began_exercise':'leg-raise'"));
    means(f, "ache 4 in the 2nd plank set", ACHE(HERE ",'began':'in-set','began_set':2,'began_exercise':'plank'"));
    means(f, "ache 4 while fresh", ACHE(HERE ",'began':'fresh'"));
    means(f, "ache 4 while i was not yet tired", ACHE(HERE ",'began':'fresh'"));
    means(f, "ache when tired 4", ACHE(HERE ",'began':'tired'"));
    means(f, "ache 4 right away, right hip", ACHE("'side':'right','place':'hip','began':'at','began_s':0"));
    means(f, "ache 4 3:20 into it", ACHE(HERE ",'began':'at','began_s':200"));
    means(f, "ache 4, at 18:20 into the workout", ACHE(HERE ",'began':'at','began_s':1100"));
    means(f, "ache 4 3 min into it", ACHE(HERE ",'began':'at','began_s':180"));
    means(f, "ache 4 3:20 in", ACHE(HERE ",'began':'at','began_s':200"));
    means(f, "ache 4 after the workout", ACHE("'when':'after'," HERE));
    means(f, "ache 4 in the leg", ACHE("'place':'leg'"));
    means(f, "ache 4, 2 sets of 12 leg raise", "unknown 8-9 2"); /* of a topic that began, as ever */
    /* what is no such thing */
    means(f, "leg raise 2x12, ache 4 after 3 sets", "range 29-30 3");
    means(f, "leg raise 2x12, ache 4 after 2nd set of planks", "range 29-30 2");
    means(f, "leg raise 1x5 warm-up, 2x12, ache 4 in set 3", "range 43-44 3"); /* work sets are counted */
    means(f, "ache 4 after set 0", "unknown 13-16 set");
    means(f, "ache 4 from set 2.5 on", "unknown 12-15 set");
    means(f, "ache 4 no longer fresh", "unknown 10-16 longer");
    means(f, "leg raise 12 when tired", "unknown 18-23 tired");
}

static void test_times(void **state)
{
    const fixture *f = *state;
    /* two readings: neither is guessed */
    means(f, "ache 4 left at 3:20", "time 15-19 3:20 -> 3:20 into it");
    means(f, "leg raise 2x12, ache 4 3:20", "time 23-27 3:20 -> 3:20 into it");
    means(f, "leg raise 2x12, ache 4, at 12:20", "time 27-32 12:20 -> 12:20 into it");
    means(f, "ache 4 at 3", "time 10-11 3 -> 3 min into it");
    /* one reading */
    means(f, "ache 4 at 18:20", "18:20 " ACHE(HERE));
    means(f, "ache 4 at 13:00", "13:00 " ACHE(HERE));
    means(f, "ache 4 at 03:20", "03:20 " ACHE(HERE));
    means(f, "ache 4 at 3:20 am", "03:20 " ACHE(HERE));
    means(f, "ache 4 at 3 pm", "15:00 " ACHE(HERE));
    means(f, "ache 4 at 7 o'clock", "07:00 " ACHE(HERE));
    means(f, "ache 4 at 18:20h", "18:20 " ACHE(HERE));
    means(f, "ache 4 at 3:20 at night", "03:20 " ACHE("'when':'night'," HERE));
    means(f, "ache 4 at 11:20 at night", "23:20 " ACHE("'when':'night'," HERE));
    means(f, "ache 4 at 12:20 at night", "00:20 " ACHE("'when':'night'," HERE));
    means(f, "ache 4 at 7:30 in the evening", "19:30 " ACHE("'when':'evening'," HERE));
    means(f, "ache 4 at 7:30 in the morning", "07:30 " ACHE("'when':'morning'," HERE));
    means(f, "this morning ache 4 at 7:30", "07:30 " ACHE("'when':'morning'," HERE));
    means(f, "leg raise 2x12 at 7:30 in the evening", "19:30 " LEGS);
    /* an ache's time is no workout's */
    means(f, "leg raise 2x12 at 18:00, ache 4 at 18:20", "18:00 " LEGS " 18:20 " ACHE(HERE));
    means(f, "leg raise 2x12, ache 4 at 18:20", LEGS " 18:20 " ACHE(HERE));
    means(f, "leg raise 2x12, ache 4, at 18:20", "18:20 " LEGS " " ACHE(HERE)); /* behind a comma: of the line */
    means(f, "ache 4 left at 18:20, leg ache 2 at 19:00",
          "18:20 " ACHE("'side':'left'," HERE) " 19:00 {'strength':2,'place':'leg'}");
}

static void test_light_rests(void **state)
{
    const fixture *f = *state;
#define LIGHT "'reps':12,'rest_s':60,'light_rest':true"
    means(f, "leg raise 12 light rest 60s", "{'sets':[" LEG(LIGHT) "]}");
    means(f, "leg raise 12 rest 60 light", "{'sets':[" LEG(LIGHT) "]}");
    means(f, "leg raise 12 60s active rest", "{'sets':[" LEG(LIGHT) "]}");
    means(f, "leg raise 12 rest 1 min walking", "{'sets':[" LEG(LIGHT) "]}");
    means(f, "leg raise 12 light rest", "{'sets':[" LEG("'reps':12,'light_rest':true") "]}");
    means(f, "leg raise 12 rest 60 light, plank 40s rest 60",
          "{'sets':[" LEG(LIGHT) "," PLANK("'seconds':40,'rest_s':60") "]}");
    means(f, "leg raise 12 light", "unknown 13-18 light");
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
                                       cmocka_unit_test(test_soreness), cmocka_unit_test(test_when_it_began),
                                       cmocka_unit_test(test_times),    cmocka_unit_test(test_light_rests),
                                       cmocka_unit_test(test_faults)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
