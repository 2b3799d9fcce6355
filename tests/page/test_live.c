/* Training before the camera: frames come one by one, and about once a second it is said what stands. The figure whose
 * angles are known trains; what stands at the end is what the tool sees in the whole film. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../seen/look.h"
#include "page/inner.h"
#include "page/live.h"
#include "page/session.h"

/* What was said in a session. */
typedef struct session {
    long long count;  /* at the end */
    size_t cue_count; /* called out */
    char cues[64][64];
    double cue_s[64];
    char exercise[64];
} session;

static void take(const lumbar_frame *frame)
{
    size_t outline = frame->outline_count * sizeof *frame->outline;
    const lumbar_live_frame head = {*frame, 120};
    char *input = lumbar_page_input(sizeof head + outline);
    memcpy(input, &head, sizeof head);
    if (outline) memcpy(input + sizeof head, frame->outline, outline);
    assert_true(lumbar_live_take(sizeof head + outline));
}

/* The value of "key" in what was said, up to the next comma, quote or line. */
static void value_of(const char *said, const char *key, char value[64])
{
    char wanted[40];
    snprintf(wanted, sizeof wanted, "\"%s\": ", key);
    const char *at = strstr(said, wanted);
    assert_non_null(at);
    at += strlen(wanted) + (at[strlen(wanted)] == '"');
    snprintf(value, 64, "%.*s", (int)strcspn(at, "\",\n}"), at);
}

static void look(session *s, double now_s)
{
    char value[64];
    if (!lumbar_live_look()) fail_msg("%s", lumbar_page_output());
    const char *said = lumbar_page_output();
    value_of(said, "count", value);
    s->count = atoll(value);
    value_of(said, "exercise", s->exercise);
    if (strstr(said, "\"cue\": null")) return;
    assert_true(s->cue_count < LUMBAR_COUNT(s->cues));
    value_of(strstr(said, "\"cue\""), "id", value);
    snprintf(s->cues[s->cue_count], sizeof s->cues[0], "%s", value);
    s->cue_s[s->cue_count++] = now_s;
}

/* Looks every so many seconds. */
static session train(const lumbar_pose *pose, double every_s)
{
    session s = {0};
    double looked = 0;
    assert_true(lumbar_page_start());
    assert_true(lumbar_live_open(pose->width, pose->height));
    for (size_t i = 0; i < pose->frame_count; i++) {
        take(&pose->frames[i]);
        if (pose->frames[i].time_s - looked < every_s) continue;
        looked = pose->frames[i].time_s;
        look(&s, looked);
    }
    look(&s, pose->frames[pose->frame_count - 1].time_s);
    return s;
}

static size_t told(const lumbar_recording *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->set_count; i++) count += r->sets[i].rep_count;
    return count;
}

static const figure_camera quiet = {.scale = 400, .rate = 12, .noise = 0.5, .outline = true};

static void what_is_counted_at_the_end_is_what_the_tool_counts(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 18, quiet);
    session s = train(pose, 3);
    assert_true(s.count >= 5);
    assert_int_equal(s.count, told(see_pose(arena, pose, NULL)));
    assert_string_equal(s.exercise, "crunch");
    lumbar_arena_free(arena);
}

/* In a long set the first repetitions leave the window that is looked at, and stay counted. */
static void a_long_set_is_counted_to_its_end(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 100, quiet);
    session s = train(pose, 8);
    assert_true(s.count >= 30);
    assert_int_equal(s.count, told(see_pose(arena, pose, NULL)));
    lumbar_arena_free(arena);
}

static void who_does_it_well_hears_nothing(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    static figure_motion *const motions[] = {figure_crunch, figure_lowering, figure_plank};
    for (size_t i = 0; i < LUMBAR_COUNT(motions); i++) {
        session s = train(figure_film(arena, motions[i], 0, 16, quiet), 2);
        if (s.cue_count) fail_msg("motion %zu: %s at %g s", i, s.cues[0], s.cue_s[0]);
    }
    lumbar_arena_free(arena);
}

/* The fault is called out by its name and no other, not at once and not without a pause. */
static void a_fault_that_goes_on_is_called_out_with_pauses(void **state)
{
    (void)state;
    static const struct {
        figure_motion *motion;
        double fault;
        const char *cue;
    } rows[] = {{figure_crunch, 30, "feet-lift"}, {figure_lowering, 40, "back-leaves-floor"}};
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        session s = train(figure_film(arena, rows[i].motion, rows[i].fault, 24, quiet), 2);
        if (s.cue_count < 2) fail_msg("%s: called out %zu times", rows[i].cue, s.cue_count);
        assert_true(s.cue_s[0] > 3);
        for (size_t k = 0; k < s.cue_count; k++) {
            assert_string_equal(s.cues[k], rows[i].cue);
            if (k) assert_true(s.cue_s[k] - s.cue_s[k - 1] >= 8);
        }
        lumbar_arena_free(arena);
    }
}

/* What was mended is not called out any more. */
static double fault_until_s;
static figure_pose mended(double time_s, double fault)
{
    return figure_crunch(time_s, time_s < fault_until_s ? fault : 0);
}

static void what_was_mended_is_left_alone(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    fault_until_s = 14;
    session s = train(figure_film(arena, mended, 30, 40, quiet), 2);
    assert_true(s.cue_count > 0);
    for (size_t k = 0; k < s.cue_count; k++)
        if (s.cue_s[k] > fault_until_s + 12) fail_msg("%s at %g s", s.cues[k], s.cue_s[k]);
    lumbar_arena_free(arena);
}

/* A name that the report would doubt is doubted while one trains too: a body seen half from the feet. */
static void a_name_that_is_not_sure_is_said_to_be(void **state)
{
    (void)state;
    static const struct {
        float yaw;
        const char *name;
    } rows[] = {{0, "crunch"}, {50, "crunch (not sure)"}};
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        const figure_camera camera = {.scale = 400, .rate = 12, .noise = 0.5, .yaw = rows[i].yaw};
        assert_string_equal(train(figure_film(arena, figure_crunch, 0, 14, camera), 20).exercise, rows[i].name);
        lumbar_arena_free(arena);
    }
}

static void who_cannot_be_seen_is_told_why(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_frame nobody = {0};
    assert_true(lumbar_page_start());
    assert_true(lumbar_live_open(640, 360));
    for (int i = 0; i < 40; i++) {
        lumbar_frame frame = nobody;
        frame.time_s = i / 20.0;
        take(&frame);
    }
    assert_true(lumbar_live_first());
    assert_non_null(strstr(lumbar_page_output(), "nobody"));
    assert_true(lumbar_live_look());
    assert_non_null(strstr(lumbar_page_output(), "\"exercise\": null"));
    const lumbar_pose *turned = figure_film(arena, figure_crunch, 0, 3, (figure_camera){.scale = 400, .yaw = 80});
    train(turned, 1);
    assert_true(lumbar_live_first());
    assert_non_null(strstr(lumbar_page_output(), "front"));
    lumbar_arena_free(arena);
}

/* Bytes that are no frame are refused, and the session goes on. */
static void what_is_no_frame_is_refused(void **state)
{
    (void)state;
    assert_true(lumbar_page_start());
    assert_true(lumbar_live_open(640, 360));
    assert_false(lumbar_live_look()); /* nothing came yet */
    lumbar_page_input(10);
    assert_false(lumbar_live_take(10));
    lumbar_live_frame head = {.frame = {.outline_count = 7}};
    memcpy(lumbar_page_input(sizeof head), &head, sizeof head);
    assert_false(lumbar_live_take(sizeof head));
    head.frame.outline_count = 0;
    memcpy(lumbar_page_input(sizeof head), &head, sizeof head);
    assert_true(lumbar_live_take(sizeof head));
    assert_true(lumbar_live_look());
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_counted_at_the_end_is_what_the_tool_counts),
    cmocka_unit_test(a_long_set_is_counted_to_its_end),
    cmocka_unit_test(who_does_it_well_hears_nothing),
    cmocka_unit_test(a_fault_that_goes_on_is_called_out_with_pauses),
    cmocka_unit_test(what_was_mended_is_left_alone),
    cmocka_unit_test(a_name_that_is_not_sure_is_said_to_be),
    cmocka_unit_test(who_cannot_be_seen_is_told_why),
    cmocka_unit_test(what_is_no_frame_is_refused),
};

CHECK_MAIN(tests)
