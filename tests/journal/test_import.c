/* Exports in the layouts that the programs write, against what they must come to; and files that are none. The layouts
 * are those of real exports: Strong for iOS, for Android, and since its version 6; Hevy in several languages; FitNotes
 * for Android and iOS; wger's workoutlog. */
#include <math.h>
#include <string.h>
#include "../check.h"
#include "journal/import.h"
#include "journal/inside.h"

typedef struct fixture {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    lumbar_import_settings settings;
    lumbar_error error;
} fixture;

/* A clock two hours before UTC. */
static bool local(int64_t instant, lumbar_date *day, int *minute)
{
    int64_t here = instant + 7200;
    *day = lumbar_date_after((lumbar_date){1970, 1, 1}, (int)(here / 86400));
    *minute = (int)(here % 86400 / 60);
    return true;
}

static int set_up(void **state)
{
    static fixture f;
    f = (fixture){.arena = lumbar_arena_new(), .settings = {.local = local}};
    f.knowledge = f.arena ? lumbar_knowledge_builtin(f.arena, NULL) : NULL;
    *state = &f;
    return f.knowledge ? 0 : -1;
}

static int tear_down(void **state)
{
    lumbar_arena_free(((fixture *)*state)->arena);
    return 0;
}

static const lumbar_import *read_two(fixture *f, const char *text, const char *more)
{
    const lumbar_import_file files[] = {{"export", text, strlen(text)}, {"names", more, more ? strlen(more) : 0}};
    const lumbar_import_files all = {files, more ? 2 : 1};
    f->error = (lumbar_error){0};
    return lumbar_import_read(f->arena, f->knowledge, &all, &f->settings, &f->error);
}

static const lumbar_import *read_one(fixture *f, const char *text)
{
    const lumbar_import *import = read_two(f, text, NULL);
    if (!import) fail_msg("%s", f->error.text);
    return import;
}

/* Each workout as a line: day, minute, payload with ' for ". */
static void comes_to(fixture *f, const lumbar_import *import, const char *program, const char *expected)
{
    lumbar_text out = {0};
    assert_string_equal(import->program, program);
    for (size_t i = 0; i < import->count; i++) {
        lumbar_date day = lumbar_entry_day(&import->entries[i]);
        int minute = lumbar_entry_minute(&import->entries[i]);
        lumbar_text_addf(&out, "%04d-%02d-%02d %02d:%02d ", day.year, day.month, day.day, minute < 0 ? -1 : minute / 60,
                         minute < 0 ? -1 : minute % 60);
        lumbar_entry_payload(&import->entries[i], &out);
        lumbar_text_add(&out, "\n");
    }
    for (size_t i = 0; i < out.size; i++)
        if (out.data[i] == '"') out.data[i] = '\'';
    if (strcmp(out.data ? out.data : "", expected) != 0)
        fail_msg("\n%s is not\n%s", out.data ? out.data : "", expected);
    lumbar_text_free(&out);
    (void)f;
}

static void refused(fixture *f, const char *text, const char *words)
{
    if (read_two(f, text, NULL)) fail_msg("taken in: %s", text);
    if (!strstr(f->error.text, words)) fail_msg("%s: %s", words, f->error.text);
}

#define IOS "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"

static void test_strong_ios(void **state)
{
    fixture *f = *state;
    static const char text[] =
        IOS "2025-01-15 17:45:32,\"Core, hard\",1h 30m,\"Sit Up\",W,0,10,,,,\"felt strong\",\n"
            "2025-01-15 17:45:32,\"Core, hard\",1h 30m,\"Sit Up\",1,10,8,,,,\"felt strong\",8\n"
            "2025-01-15 17:45:32,\"Core, hard\",1h 30m,\"Sit Up\",Rest Timer,0,0.0,0,180.0,,,\n"
            "2025-01-15 17:45:32,\"Core, hard\",1h 30m,\"Bench Press (Barbell)\",1,80.0,5.0,0,0.0,,,9\n"
            "2025-01-17 09:12:00,\"Core\",45m,\"Plank\",1,0,0,0,60,,,\n"
            "2025-01-17 09:12:00,\"Core\",45m,\"Running\",1,0,0.0,3.72,0,,,\n";
    refused(f, text, "--unit kg or --unit lb");
    f->settings.unit = "kg";
    const lumbar_import *import = read_one(f, text);
    comes_to(
        f, import, "strong",
        "2025-01-15 17:45 {'duration_s':5400,'note':'felt strong','sets':[{'exercise':'sit-up','name':'sit-up','reps':"
        "10,'warm_up':true},{'exercise':'sit-up','name':'sit-up','reps':8,'weight_kg':10,'rest_s':180,'rpe':8},{'name'"
        ":'Bench Press (Barbell)','reps':5,'weight_kg':80,'rpe':9}]}\n"
        "2025-01-17 09:12 {'duration_s':2700,'sets':[{'exercise':'plank','name':'plank','seconds':60}]}\n");
    assert_true(import->sets == 4 && import->others == 1 && import->skipped == 1);
}

static void test_strong_android(void **state)
{
    fixture *f = *state;
    const lumbar_import *import = read_one(
        f, "\xEF\xBB\xBF"
           "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;"
           "Notes;Workout Notes;Workout Duration\r\n"
           "2019-01-11 12:31:54;\"Abs\";\"Reverse Crunch (Bench)\";1;22,5;lbs;15;8,5;;;0;\"slow; light\";\"\";45m\r\n");
    comes_to(f, import, "strong",
             "2019-01-11 12:31 {'duration_s':2700,'note':'slow; "
             "light','sets':[{'exercise':'reverse-crunch','name':'reverse crunch','reps':15"
             ",'weight_kg':10.20582833,'rpe':8.5}]}\n");
}

static void test_strong_six(void **state)
{
    fixture *f = *state;
    const lumbar_import *import = read_one(f, "\"Workout #\";\"Date\";\"Workout Name\";\"Duration (sec)\";\"Exercise "
                                              "Name\";\"Set Order\";\"Weight (kg)\";\"Reps\";\"RPE\";"
                                              "\"Distance (meters)\";\"Seconds\";\"Notes\";\"Workout Notes\"\n"
                                              "\"1\";\"2026-01-30 19:37:30\";\"Abs\";\"2619\";\"Lying Leg "
                                              "Raise\";\"W\";\"\";\"10\";\"\";\"\";\"\";\"\";\"\"\n"
                                              "\"1\";\"2026-01-30 19:37:30\";\"Abs\";\"2619\";\"Lying Leg "
                                              "Raise\";\"1\";\"62,5\";\"10\";\"8\";\"\";\"\";\"\";\"\"\n"
                                              "\"1\";\"2026-01-30 19:37:30\";\"Abs\";\"2619\";\"Lying Leg "
                                              "Raise\";\"Rest Timer\";\"\";\"\";\"\";\"\";\"120.0\";\"\";\"\"\n"
                                              "\"1\";\"2026-01-30 19:37:30\";\"Abs\";\"2619\";\"Lying Leg "
                                              "Raise\";\"Note\";\"\";\"\";\"\";\"\";\"\";\"strap\n3rd\";\"\"\n"
                                              "\"1\";\"2026-01-30 19:37:30\";\"Abs\";\"2619\";\"Lying Leg "
                                              "Raise\";\"F\";\"82,5\";\"8\";\"\";\"\";\"\";\"\";\"\"\n");
    comes_to(
        f, import, "strong",
        "2026-01-30 19:37 {'duration_s':2619,'note':'strap\\n3rd','sets':[{'exercise':'leg-raise','name':'leg raise',"
        "'reps':10,'warm_up':true},{'exercise':'leg-raise','name':'leg raise','reps':10,'weight_kg':62.5,'rest_s':120,"
        "'rpe':8},{'exercise':'leg-raise','name':'leg raise','reps':8,'weight_kg':82.5}]}\n");
}

static void test_hevy(void **state)
{
    fixture *f = *state;
#define HEVY "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    static const struct {
        const char *start, *expected;
    } days[] = {{"12 Jun 2025, 15:23", "2025-06-12 15:23"},    {"27 de jul. de 2026, 19:00", "2026-07-27 19:00"},
                {"18 sept. 2026, 17:31", "2026-09-18 17:31"},  {"20 ene 2026, 07:30", "2026-01-20 07:30"},
                {"Jan 1, 2024, 10:00 AM", "2024-01-01 10:00"}, {"Aug 10, 2026, 7:00\xE2\x80\xAFPM", "2026-08-10 19:00"},
                {"2026-01-10 18:00:00", "2026-01-10 18:00"},   {"05.06.2026, 07:30", "2026-06-05 07:30"},
                {"2026-01-01T22:30:00Z", "2026-01-02 00:30"},  {"2026-01-01T22:30:00+05:00", "2026-01-01 22:30"},
                {"3. März 2026, 08:05", "2026-03-03 08:05"},   {"3 août 2026, 08:05", "2026-08-03 08:05"}};
    for (size_t i = 0; i < LUMBAR_COUNT(days); i++) {
        char text[600], expected[300];
        lumbar_print(text, sizeof text,
                     HEVY "weight_lbs,reps,distance_miles,duration_seconds,rpe\n"
                          "\"Abs\",\"%s\",\"\",\"\",\"Hanging Leg Raise\",,\"\",0,\"warmup\",10,12,,,7.5\n",
                     days[i].start);
        lumbar_print(
            expected, sizeof expected,
            "%s {'sets':[{'exercise':'hanging-leg-raise','name':'hanging leg raise','reps':12,'weight_kg':4.5359237,"
            "'rpe':7.5,'warm_up':true}]}\n",
            days[i].expected);
        comes_to(f, read_one(f, text), "hevy", expected);
    }
    comes_to(
        f,
        read_one(f, HEVY
                 "weight_kg,reps,distance_km,duration_seconds,rpe\n"
                 "\"Abs\",\"12 Jun 2025, 15:23\",\"12 Jun 2025, 16:00\",\"\",\"Plank\",,\"\",0,\"normal\",,,,90,\n"),
        "hevy", "2025-06-12 15:23 {'duration_s':2220,'sets':[{'exercise':'plank','name':'plank','seconds':90}]}\n");
}

static void test_fitnotes(void **state)
{
    fixture *f = *state;
    comes_to(
        f,
        read_one(f, "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
                    "2024-06-01,Plank,Abs,0,kgs,0,,,0:01:30,\n2024-06-01,Crunch,Abs,10,lbs,12,,,,ok\n"),
        "fitnotes",
        "2024-06-01 -1:-1 {'note':'ok','sets':[{'exercise':'plank','name':'plank','seconds':90},{'exercise':'crunch',"
        "'name':'crunch','reps':12,'weight_kg':4.5359237}]}\n");
    comes_to(f,
             read_one(f, "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
                         "23/12/2025,Sit-Up,Abs,5,,15,,,,,wr\n03/04/2025,Sit-Up,Abs,5,,15,,,,,wr\n"),
             "fitnotes",
             "2025-12-23 -1:-1 {'sets':[{'exercise':'sit-up','name':'sit-up','reps':15,'weight_kg':5}]}\n"
             "2025-04-03 -1:-1 {'sets':[{'exercise':'sit-up','name':'sit-up','reps':15,'weight_kg':5}]}\n");
#define OLD "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time\n"
    refused(f, OLD "03/04/2025,Sit-Up,Abs,5,15,,,\n", "--dates dmy or --dates mdy");
    /* more numbers than a day, a time and a zone have, the sign of a zone behind them */
    refused(f, OLD "2026-01-30 19:37:30 1 2 3 4 5+6,Sit-Up,Abs,5,15,,,\n", "2026-01-30 19:37:30");
    refused(f, OLD "2026-01-30 19:37:30 1 2+6,Sit-Up,Abs,5,15,,,\n", "2026-01-30 19:37:30");
    refused(f, OLD "23/04/2025,Sit-Up,Abs,5,15,,,\n04/23/2025,Sit-Up,Abs,5,15,,,\n", "days first in some rows");
    f->settings.dates = "mdy";
    comes_to(f, read_one(f, OLD "03/04/2025,Sit-Up,Abs,5,15,,,\n"), "fitnotes",
             "2025-03-04 -1:-1 {'sets':[{'exercise':'sit-up','name':'sit-up','reps':15,'weight_kg':5}]}\n");
}

static void test_wger(void **state)
{
    fixture *f = *state;
    const lumbar_import *import =
        read_two(f,
                 "{\"count\": 3, \"next\": null, \"previous\": null, \"results\": ["
                 "{\"id\": 2, \"date\": \"2023-10-15T18:15:00Z\", \"exercise\": 91, \"repetitions\": \"12.00\", "
                 "\"repetitions_unit\": 1, "
                 "\"weight\": \"22.00\", \"weight_unit\": 2, \"rir\": \"1.5\", \"rest\": 90},"
                 "{\"id\": 3, \"date\": \"2023-10-15T18:20:00Z\", \"exercise\": 458, \"repetitions\": 40, "
                 "\"repetitions_unit\": 3, "
                 "\"weight\": null, \"weight_unit\": 1, \"rir\": null},"
                 "{\"id\": 4, \"date\": \"2023-10-16\", \"exercise_base\": 7, \"reps\": 5, \"weight\": \"80.00\", "
                 "\"rir\": \"\"}]}",
                 "{\"results\": [{\"id\": 91, \"translations\": [{\"language\": 1, \"name\": \"Bauchpressen\"}, "
                 "{\"language\": 2, \"name\": \"Crunches\"}]}, {\"id\": 458, \"translations\": [{\"language\": 2, "
                 "\"name\": \"Plank\"}]}]}");
    if (!import) fail_msg("%s", f->error.text);
    comes_to(
        f, import, "wger",
        "2023-10-15 20:15 {'sets':[{'exercise':'crunch','name':'crunch','reps':12,'weight_kg':9.97903214,'rest_s':90,"
        "'rpe':8.5},{'exercise':'plank','name':'plank','seconds':40}]}\n"
        "2023-10-16 -1:-1 {'sets':[{'name':'exercise 7','reps':5,'weight_kg':80}]}\n");
}

static void test_own(void **state)
{
    fixture *f = *state;
    const lumbar_import *import = read_one(f, "{\"schema\": \"lumbar.history/1\", \"workouts\": [{\"day\": "
                                              "\"2026-11-20\", \"time\": \"18:30\", \"warmed\": true, "
                                              "\"sets\": [{\"exercise\": \"plank\", \"name\": \"plank\", \"seconds\": "
                                              "40, \"reps\": null}]}], \"soreness\": [{\"day\": "
                                              "\"2026-11-21\", \"strength\": 4, \"side\": \"left\", \"place\": "
                                              "\"lower-back\"}], \"sleep\": [], \"answers\": []}");
    comes_to(f, import, "lumbar",
             "2026-11-20 18:30 {'warmed':true,'sets':[{'exercise':'plank','name':'plank','seconds':40}]}\n"
             "2026-11-21 -1:-1 {'strength':4,'side':'left','place':'lower-back'}\n");
    refused(f,
            "{\"schema\": \"lumbar.history/1\", \"soreness\": [{\"day\": \"2026-11-21\", \"strength\": 40, \"place\": "
            "\"lower-back\"}]}",
            "number 1 of \"soreness\"");
    refused(f,
            "{\"schema\": \"lumbar.history/1\", \"soreness\": [{\"day\": \"2026-11-31\", \"strength\": 4, \"place\": "
            "\"lower-back\"}]}",
            "is no such entry");
}

static void test_hostile(void **state)
{
    fixture *f = *state;
    f->settings.unit = "kg";
    static const char *const none[] = {"",     "\n\n", "a,b\n1,2\n", "PK\003\004", "\"",
                                       "date", "{}",   "[]",         "[1, 2]",     "{\"results\": {}}"};
    for (size_t i = 0; i < LUMBAR_COUNT(none); i++) refused(f, none[i], "export");
    refused(f, IOS "2025-13-15 17:45:32,A,1h,Sit Up,1,10,8,,,,,\n", "line 2: \"2025-13-15 17:45:32\" is no day");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,Sit Up,1,ten,8,,,,,\n", "\"ten\" is no number");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,Sit Up,1,10,1e99,,,,,\n", "\"1e99\" is no number");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,Sit Up,1,10,0x8,,,,,\n", "\"0x8\" is no number");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,,1,10,8,,,,,\n", "\"\" is no exercise");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,Sit Up,1,10,99999,,,,,\n", "is no set that can be");
    refused(f, IOS "2025-01-15 17:45:32,A,1h,Sit Up,1,99999,9,,,,,\n", "is no weight that can be");
    refused(f, IOS "yesterday,A,1h,Sit Up,1,10,8,,,,,\n", "is no day");
    refused(f, IOS "2025-01-15 17:45:32,\"A \"\"B\"\"\",x,\"Sit Up\",1,10,8", "\"x\" is no number");
    comes_to(f, read_one(f, IOS "2025-01-15 17:45:32,\"A \"\"B\"\"\",,\"Sit Up\",1,,8"), "strong",
             "2025-01-15 17:45 {'sets':[{'exercise':'sit-up','name':'sit-up','reps':8}]}\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(test_strong_ios), TEST(test_strong_android), TEST(test_strong_six),
                                       TEST(test_hevy),       TEST(test_fitnotes),       TEST(test_wger),
                                       TEST(test_own),        TEST(test_hostile)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
