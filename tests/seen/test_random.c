/* Whatever a file of points holds, it is refused in words or gives an answer that is whole: random tables and pose
 * files go all the way from the reader to text, JSON and HTML. LUMBAR_DRAWS asks for more of them, LUMBAR_FIRST_DRAW
 * for others. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "draw.h"
#include "base/json.h"
#include "recording/landmarks.h"
#include "report/html.h"
#include "report/report.h"

static const lumbar_knowledge *tables;
static const char *stage; /* "table 17", for messages */

static uint64_t asked(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value ? strtoull(value, NULL, 10) : otherwise;
}

#define CHECK(condition)                                         \
    do {                                                         \
        if (!(condition)) fail_msg("%s: %s", stage, #condition); \
    } while (0)

static bool is_share(double value) { return value >= 0 && value <= 1; }
static bool is_number_or_missing(double value) { return isnan(value) || fabs(value) < 1e12; }

/* A number that is none, written out as a word of its own. */
static void check_words(const lumbar_text *text, const char *form)
{
    static const char *const words[] = {"nan", "NaN", "inf", "Infinity", "(null)"};
    CHECK(!text->failed && text->data);
    for (size_t k = 0; k < LUMBAR_COUNT(words); k++)
        for (const char *at = text->data; (at = strstr(at, words[k])); at++) {
            unsigned char before = at > text->data ? (unsigned char)at[-1] : ' ',
                          after = (unsigned char)at[strlen(words[k])];
            if (!isalpha(before) && !isalpha(after)) fail_msg("%s: %s says \"%.60s\"", stage, form, at);
        }
}

/* ---- what was seen ------------------------------------------------------------------------------------- */

static void check_sets(const lumbar_recording *r)
{
    double held = 0, before = 0, end = r->duration_s + 0.021; /* one step of the grid */
    for (size_t i = 0; i < r->set_count; i++) {
        const lumbar_set *set = &r->sets[i];
        CHECK(set->start_s >= before && set->start_s <= set->end_s && set->end_s <= end);
        CHECK(is_share(set->confidence) && set->exercise);
        CHECK(isnan(set->hold_s) ? set->rep_count > 0
                                 : set->rep_count == 0 && set->hold_s <= set->end_s - set->start_s + 1e-9);
        before = set->start_s;
        if (!isnan(set->hold_s)) held += set->hold_s;
        for (size_t k = 0; k < set->rep_count; k++) {
            const lumbar_repetition *rep = &set->reps[k];
            CHECK(rep->start_s >= set->start_s && rep->start_s <= rep->top_s && rep->top_s <= rep->end_s);
            CHECK(rep->end_s <= set->end_s && (!k || rep->start_s >= rep[-1].start_s));
            for (size_t m = 0; m < rep->measure_count; m++)
                CHECK(rep->measures[m].id && is_number_or_missing(rep->measures[m].value));
        }
    }
    CHECK(held <= end);
}

static void check_findings(const lumbar_recording *r)
{
    for (size_t i = 0; i < r->finding_count; i++) {
        const lumbar_finding *f = &r->findings[i];
        CHECK(is_share(f->strength) && is_share(f->confidence) && f->text && *f->text);
        CHECK(is_number_or_missing(f->value) && (f->state == LUMBAR_UNKNOWN) == (f->why_not != NULL));
        for (size_t k = 0; k < i; k++) CHECK(strcmp(f->id, r->findings[k].id));
        for (size_t k = 0; k < f->where_count; k++) {
            const lumbar_place *at = &f->where[k];
            CHECK(at->set >= 0 && (size_t)at->set < r->set_count && at->time_s >= 0 &&
                  at->time_s <= r->duration_s + 0.021);
            CHECK(at->rep >= 0 && (at->rep == 0 || (size_t)at->rep < r->sets[at->set].rep_count));
        }
    }
}

static void check_recording(const lumbar_recording *r)
{
    CHECK(is_share(r->seen_share) && r->view && r->duration_s >= 0);
    check_sets(r);
    check_findings(r);
    for (size_t i = 0; i < r->not_seen_count; i++) {
        CHECK(r->not_seen[i].start_s <= r->not_seen[i].end_s && r->not_seen[i].why);
        CHECK(!i || r->not_seen[i].start_s >= r->not_seen[i - 1].start_s);
    }
    for (size_t c = 0; c < r->curve_count; c++) {
        CHECK(r->curves[c].count == r->curves[0].count);
        for (size_t g = 0; g < r->curves[c].count; g++) {
            CHECK(is_number_or_missing(r->curves[c].value[g]));
            CHECK(isnan(r->curves[c].value[g]) || (r->curves[c].band[g] > 0 && isfinite(r->curves[c].band[g])));
        }
    }
    for (size_t i = 0; i < r->moment_count; i++) CHECK(r->moments[i].caption && r->moments[i].time_s >= 0);
}

/* ---- all the way --------------------------------------------------------------------------------------- */

static void answer(lumbar_arena *arena, const lumbar_recording *recording)
{
    lumbar_error error = {0};
    lumbar_answers *answers = lumbar_answers_new(arena, tables);
    const lumbar_answer *why =
        lumbar_why(arena, answers, &(lumbar_why_settings){.recordings = recording, .recording_count = 1}, &error);
    if (!why) fail_msg("%s: %s", stage, error.text);
    double sum = 0;
    for (size_t i = 0; i < why->cause_count; i++) sum += why->causes[i].probability;
    CHECK(fabs(sum - 1) < 1e-9);
    lumbar_text json = {0}, text = {0}, html = {0};
    lumbar_answer_json(why, &json);
    check_words(&json, "JSON");
    lumbar_json *read = lumbar_json_parse(json.data, json.size, "answer", &error);
    if (!read) fail_msg("%s: %s", stage, error.text);
    lumbar_json_free(read);
    const lumbar_terminal terminal = {.knowledge = tables, .width = 72, .verbose = true};
    lumbar_answer_terminal(why, &terminal, &text);
    check_words(&text, "text");
    lumbar_report_html(why, &html, &(lumbar_html_settings){.knowledge = tables});
    check_words(&html, "HTML");
    lumbar_text_free(&json);
    lumbar_text_free(&text);
    lumbar_text_free(&html);
}

static void look(lumbar_arena *arena, const lumbar_pose *pose, uint64_t number)
{
    static const char *const meant[] = {NULL, NULL, NULL, "crunch", "sit-up", "plank"};
    draw_stream s = draw_from(number + 1);
    lumbar_error error = {0};
    double height = draw_below(&s, 2) ? NAN : 1.7;
    const char *intended = meant[draw_below(&s, LUMBAR_COUNT(meant))],
               *spoken = meant[draw_below(&s, LUMBAR_COUNT(meant))];
    const lumbar_exercise *told = spoken ? lumbar_exercise_find(tables, spoken) : NULL;
    const lumbar_see_settings settings = {.height_m = height,
                                          .intended = intended ? lumbar_exercise_find(tables, intended) : NULL,
                                          .told = &told,
                                          .told_count = told != NULL};
    const lumbar_recording *seen = lumbar_see(arena, pose, &settings, tables, &error);
    if (!seen) fail_msg("%s: %s", stage, error.text);
    check_recording(seen);
    answer(arena, seen);
}

typedef const lumbar_pose *reader(lumbar_arena *arena, FILE *file, const char *path,
                                  const lumbar_pose_settings *settings, lumbar_error *error);

static void draw_many(const char *kind, lumbar_text (*form)(const lumbar_pose *, uint64_t), reader *read)
{
    uint64_t first = asked("LUMBAR_FIRST_DRAW", 1), count = asked("LUMBAR_DRAWS", 200), accepted = 0;
    char name[64];
    stage = name;
    for (uint64_t number = first; number < first + count; number++) {
        lumbar_arena *arena = lumbar_arena_new();
        snprintf(name, sizeof name, "%s %llu", kind, (unsigned long long)number);
        lumbar_text text = form(draw_pose(arena, number), number);
        FILE *file = fmemopen(text.data, text.size, "rb");
        lumbar_error error = {0};
        CHECK(!text.failed && file);
        const lumbar_pose *pose = read(arena, file, "drawn", NULL, &error);
        CHECK(pose || (error.code == LUMBAR_INPUT && error.text[0]));
        if (pose) look(arena, pose, number);
        accepted += pose != NULL;
        fclose(file);
        lumbar_text_free(&text);
        lumbar_arena_free(arena);
    }
    if (accepted * 2 < count)
        fail_msg("only %llu of %llu were read", (unsigned long long)accepted, (unsigned long long)count);
}

static void random_tables(void **state)
{
    (void)state;
    draw_many("table", draw_table, lumbar_csv_read);
}

static void random_pose_files(void **state)
{
    (void)state;
    draw_many("pose file", draw_pose_file, lumbar_pose_file_read);
}

static int load(void **state)
{
    *state = lumbar_arena_new();
    tables = lumbar_knowledge_builtin(*state, NULL);
    return tables == NULL;
}

static int unload(void **state)
{
    lumbar_arena_free(*state);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(random_tables), cmocka_unit_test(random_pose_files)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, load, unload);
}
