/* What is said about known movements: true faults found with count and time, clean ones not accused, and
 * nothing claimed that cannot be seen. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "look.h"
#include "reason/reason.h"
#include "recording/landmarks.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 0.5};

static void clean_movement_is_not_accused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        figure_motion *motion;
    } clean[] = {{"crunch", figure_crunch},
                 {"sit-up", figure_sit_up},
                 {"leg raise", figure_leg_raise},
                 {"v-up", figure_v_up},
                 {"reverse crunch", figure_reverse_crunch},
                 {"plank", figure_plank},
                 {"bicycle", figure_bicycle},
                 {"dead bug", figure_dead_bug},
                 {"flutter kick", figure_flutter},
                 {"hanging", figure_hanging},
                 {"roll-out", figure_rollout},
                 {"climber", figure_climber},
                 {"twist", figure_twist},
                 {"good morning", figure_good_morning},
                 {"standing", figure_standing},
                 {"getting up", figure_get_up}};
    for (size_t k = 0; k < LUMBAR_COUNT(clean); k++)
        for (double yaw = -40; yaw <= 40; yaw += 40) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = {.scale = 300, .noise = 1.5, .yaw = yaw};
            assert_nobody_accused(see(arena, clean[k].motion, 0, 18, camera), clean[k].name);
            lumbar_arena_free(arena);
        }
}

static void lifted_feet_are_counted_and_timed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, figure_crunch, 20, 15, PLAIN);
    const lumbar_finding *f = find(r, "feet-lift");
    assert_int_equal(f->state, LUMBAR_PRESENT);
    assert_string_equal(f->text, "In 5 of 5 repetitions your feet came off the floor.");
    assert_int_equal(f->where_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(f->where[i].rep, (int)i);
        assert_true(fabs(f->where[i].time_s - (1.5 + 3 * (double)i)) < 0.2);
        assert_string_equal(r->sets[0].reps[i].findings[0], "feet-lift");
    }
    assert_true(f->value > 5 && f->low < f->value && f->high > f->value);
    assert_int_equal(r->moment_count, 1); /* no repetition is clean: there is no better one to show */
    assert_string_equal(r->moments[0].kind, "worst");
    assert_state(see(arena, figure_crunch, 0, 15, PLAIN), "feet-lift", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

static void range_needs_to_know_what_was_meant(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *mixed = see(arena, figure_mixed, 0, 17, PLAIN);
    assert_state(mixed, "range-too-large", LUMBAR_PRESENT);
    assert_string_equal(find(mixed, "range-too-large")->text,
                        "In 2 of 5 repetitions you went on from the crunch all the way up to sitting.");
    assert_int_equal(mixed->moment_count, 2);
    assert_string_equal(mixed->moments[1].kind, "best");
    assert_true(mixed->moments[1].time_s < 9 && mixed->moments[0].time_s > 9);
    assert_state(see(arena, figure_sit_up, 0, 16, PLAIN), "range-too-large", LUMBAR_UNKNOWN);
    const lumbar_pose *sit_ups = figure_film(arena, figure_sit_up, 0, 16, PLAIN);
    assert_state(see_pose(arena, sit_ups, "crunch"), "range-too-large", LUMBAR_PRESENT);
    assert_not_asked(see_pose(arena, sit_ups, "sit-up"), "range-too-large");
    assert_string_equal(see_pose(arena, sit_ups, "crunch")->sets[0].intended->id, "crunch");
    assert_state(see(arena, figure_crunch, 0, 15, PLAIN), "range-too-large", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

static void planks_sag_or_pike(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++)
        for (double bend = -30; bend <= 50; bend += 10) {
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = PLAIN;
            camera.mirrored = mirrored;
            const lumbar_recording *r = see(arena, figure_plank, bend - 10, 8, camera);
            assert_string_equal(r->sets[0].exercise->id, "plank");
            assert_true(r->sets[0].hold_s > 7 && r->sets[0].rep_count == 0);
            assert_state(r, "plank-sag", bend < -4 ? LUMBAR_PRESENT : LUMBAR_ABSENT);
            assert_state(r, "hips-piked", bend == 30 ? LUMBAR_UNKNOWN : bend > 28 ? LUMBAR_PRESENT : LUMBAR_ABSENT);
            assert_true(fabs(find(r, "plank-sag")->value - bend) < 2);
            lumbar_arena_free(arena);
        }
}

static void hips_that_lead_and_backs_that_arch_are_read_from_the_outline(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = {.scale = 400, .outline = true, .mirrored = mirrored, .noise = 0.5};
        assert_state(see(arena, figure_sit_up, 0.9, 16, camera), "hip-flexors-lead", LUMBAR_PRESENT);
        assert_state(see(arena, figure_sit_up, 0, 16, camera), "hip-flexors-lead", LUMBAR_ABSENT);
        assert_state(see(arena, figure_lowering, 25, 16, camera), "back-leaves-floor", LUMBAR_PRESENT);
        assert_state(see(arena, figure_lowering, 0, 16, camera), "back-leaves-floor", LUMBAR_ABSENT);
        assert_state(see(arena, figure_crunch, 0, 15, camera), "near-end-range", LUMBAR_ABSENT);
        const lumbar_recording *arms_beside = see(arena, figure_leg_raise, 0, 16, camera);
        assert_state(arms_beside, "back-leaves-floor", LUMBAR_UNKNOWN);
        assert_non_null(strstr(find(arms_beside, "back-leaves-floor")->text, "an arm lies over the back"));
        assert_non_null(strstr(find(arms_beside, "back-leaves-floor")->cure, "hands on the chest"));
        camera.outline = false;
        assert_state(see(arena, figure_sit_up, 0.9, 16, camera), "hip-flexors-lead", LUMBAR_UNKNOWN);
        lumbar_arena_free(arena);
    }
}

static void of_a_small_body_a_hollow_back_is_found_and_nothing_finer(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = {.scale = 300, .outline = true, .noise = 0.5}; /* a trunk of some 156 pixels */
    assert_state(see(arena, figure_lowering, 25, 16, camera), "back-leaves-floor", LUMBAR_PRESENT);
    assert_state(see(arena, figure_lowering, 0, 16, camera), "back-leaves-floor", LUMBAR_UNKNOWN);
    const lumbar_recording *curling = see(arena, figure_sit_up, 0.9, 16, camera);
    assert_state(curling, "hip-flexors-lead", LUMBAR_UNKNOWN);
    assert_non_null(strstr(find(curling, "hip-flexors-lead")->text, "too small in the picture"));
    lumbar_pose *blurred = figure_film(arena, figure_lowering, 25, 16, camera); /* with fewer pixels than it claims */
    blurred->grain = 2.33;
    assert_state(see_pose(arena, blurred, NULL), "back-leaves-floor", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void fading_is_seen_over_a_set(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_state(see(arena, figure_fading, 0.6, 36, PLAIN), "form-fades", LUMBAR_PRESENT);
    assert_state(see(arena, figure_fading, 0, 36, PLAIN), "form-fades", LUMBAR_ABSENT);
    assert_state(see(arena, figure_crunch, 0, 9, PLAIN), "form-fades", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void one_sided_twists_are_seen_from_the_feet(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.yaw = 50;
    /* that nothing is wrong is less than the network's own noise lets stand */
    assert_state(see(arena, figure_twist, 0, 14, camera), "left-right-difference", LUMBAR_UNKNOWN);
    const lumbar_recording *r = see(arena, figure_twist, 0.25, 14, camera);
    assert_state(r, "left-right-difference", LUMBAR_PRESENT);
    assert_non_null(strstr(find(r, "left-right-difference")->text, "further to the right"));
    camera.mirrored = true;
    assert_non_null(
        strstr(find(see(arena, figure_twist, 0.25, 14, camera), "left-right-difference")->text, "further to the left"));
    assert_state(see(arena, figure_twist, 0.25, 14, PLAIN), "left-right-difference", LUMBAR_UNKNOWN);
    lumbar_arena_free(arena);
}

static void warm_up_needs_a_long_recording(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    assert_not_asked(see(arena, figure_crunch, 0, 30, PLAIN), "no-warm-up-seen");
    assert_state(see(arena, figure_crunch, 0, 320, PLAIN), "no-warm-up-seen", LUMBAR_PRESENT);
    figure_camera camera = PLAIN;
    camera.delay = 100;
    assert_state(see(arena, figure_crunch, 0, 320, camera), "no-warm-up-seen", LUMBAR_ABSENT);
    lumbar_arena_free(arena);
}

/* ---- what cannot be seen ------------------------------------------------------------------------------- */

static void cut_off_feet_are_unknown(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *pose = figure_film(arena, figure_crunch, 20, 15, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            frames[i].points[p].x -= 0.8f * 900; /* the legs leave the picture */
    const lumbar_recording *r = see_pose(arena, pose, NULL);
    assert_state(r, "feet-lift", LUMBAR_UNKNOWN);
    assert_non_null(strstr(find(r, "feet-lift")->cure, "feet"));
    lumbar_arena_free(arena);
}

static void a_moving_camera_says_little(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera camera = PLAIN;
    camera.drift = 45; /* 0.3 trunk lengths a second */
    const lumbar_recording *r = see(arena, figure_sit_up, 0, 16, camera);
    for (size_t i = 0; i < r->finding_count; i++) assert_int_equal(r->findings[i].state, LUMBAR_UNKNOWN);
    assert_true(r->finding_count >= 4 && r->not_seen_count == 1 && r->set_count == 1 && r->sets[0].confidence < 0.5);
    assert_non_null(strstr(r->not_seen[0].why, "camera moves"));
    camera.drift = 120;
    r = see(arena, figure_sit_up, 0, 16, camera);
    assert_int_equal(r->set_count, 0);
    for (size_t i = 0; i < r->finding_count; i++) assert_non_null(r->findings[i].cure);
    lumbar_arena_free(arena);
}

static void stills_and_empty_recordings_are_results(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 4, PLAIN);
    pose->timed = false;
    const lumbar_recording *r = see_pose(arena, pose, NULL);
    assert_true(r->set_count == 0 && r->finding_count == 0 && r->note_count >= 1);
    assert_non_null(strstr(r->notes[0], "single pictures"));
    lumbar_pose empty = {
        .path = "x", .kind = "video", .width = 64, .height = 64, .duration_s = 3, .timed = true, .model = ""};
    r = see_pose(arena, &empty, NULL);
    assert_true(r->set_count == 0 && r->seen_share == 0 && r->not_seen_count == 1);
    assert_string_equal(r->not_seen[0].why, "no person in the picture");
    lumbar_arena_free(arena);
}

/* ---- symmetry ------------------------------------------------------------------------------------------ */

/* `later` NaN: a hold, in which no moment is the worst. `one_look`: what confidence may change by. */
static void assert_alike(const lumbar_recording *a, const lumbar_recording *b, double later, double one_look)
{
    assert_int_equal(a->finding_count, b->finding_count);
    for (size_t i = 0; i < a->finding_count; i++) {
        const lumbar_finding *f = &a->findings[i], *g = &b->findings[i];
        assert_string_equal(f->id, g->id);
        assert_int_equal(f->state, g->state);
        assert_true(fabs(f->strength - g->strength) < 0.02 && fabs(f->confidence - g->confidence) < one_look);
        assert_true((isnan(f->value) && isnan(g->value)) || fabs(f->value - g->value) < 0.05 * fabs(f->value) + 0.3);
        assert_int_equal(f->where_count, g->where_count);
        for (size_t k = 0; k < f->where_count; k++)
            assert_false(fabs(f->where[k].time_s + later - g->where[k].time_s) > 0.1);
    }
    assert_int_equal(a->set_count, b->set_count);
    for (size_t i = 0; i < a->set_count; i++) {
        assert_string_equal(a->sets[i].exercise->id, b->sets[i].exercise->id);
        assert_int_equal(a->sets[i].rep_count, b->sets[i].rep_count);
    }
}

static void mirror_size_and_time_shift_change_nothing(void **state)
{
    (void)state;
    static const struct {
        figure_motion *motion;
        double fault;
    } cases[] = {{figure_crunch, 20}, {figure_mixed, 20}, {figure_leg_raise, 0}, {figure_plank, 30}, {figure_v_up, 0}};
    for (size_t k = 0; k < LUMBAR_COUNT(cases); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = {.scale = 300};
        const lumbar_recording *plain = see(arena, cases[k].motion, cases[k].fault, 17, camera);
        double now = cases[k].motion == figure_plank ? NAN : 0;
        camera.mirrored = true;
        assert_alike(plain, see(arena, cases[k].motion, cases[k].fault, 17, camera), now, 0.02);
        camera.mirrored = false;
        camera.scale = 600;
        assert_alike(plain, see(arena, cases[k].motion, cases[k].fault, 17, camera), now, 0.13);
        camera.scale = 300;
        camera.delay = 2;
        assert_alike(plain, see(arena, cases[k].motion, cases[k].fault, 19, camera), now + 2, 0.13);
        lumbar_arena_free(arena);
    }
}

static void a_saved_pose_file_gives_the_same_answer(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    char name[] = "/tmp/lumbar-seen-XXXXXX";
    int descriptor = mkstemp(name);
    assert_true(descriptor >= 0);
    close(descriptor);
    const lumbar_pose *pose = figure_film(arena, figure_mixed, 20, 17, PLAIN);
    assert_true(lumbar_pose_write(pose, name, &error));
    FILE *file = fopen(name, "rb");
    const lumbar_pose *again = lumbar_pose_file_read(arena, file, name, NULL, &error);
    fclose(file);
    unlink(name);
    if (!again) fail_msg("%s", error.text);
    const lumbar_recording *a = see_pose(arena, pose, NULL), *b = see_pose(arena, again, NULL);
    assert_int_equal(a->finding_count, b->finding_count);
    for (size_t i = 0; i < a->finding_count; i++) {
        assert_string_equal(a->findings[i].text, b->findings[i].text);
        assert_true(a->findings[i].strength == b->findings[i].strength &&
                    a->findings[i].confidence == b->findings[i].confidence);
    }
    assert_int_equal(a->curve_count, b->curve_count);
    for (size_t c = 0; c < a->curve_count; c++)
        assert_memory_equal(a->curves[c].value, b->curves[c].value, a->curves[c].count * sizeof(float));
    lumbar_arena_free(arena);
}

static void curves_share_one_grid_and_carry_bands(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see(arena, figure_sit_up, 0, 16, PLAIN);
    assert_true(r->curve_count >= 4);
    for (size_t c = 0; c < r->curve_count; c++) {
        assert_true(r->curves[c].step_s == 0.02 && r->curves[c].count == r->curves[0].count);
        assert_true(r->curves[c].start_s == r->curves[0].start_s);
        for (size_t g = 0; g < r->curves[c].count; g++)
            assert_true(isnan(r->curves[c].value[g]) || r->curves[c].band[g] > 0);
    }
    assert_true(r->seen_share > 0.95 && !strcmp(r->view, "side"));
    lumbar_arena_free(arena);
}

typedef struct calls {
    int count, stop_at;
    double last_s;
} calls;

static bool count_call(void *user, double done_s, double total_s)
{
    calls *c = user;
    assert_true(done_s >= c->last_s && done_s <= total_s);
    c->last_s = done_s;
    return ++c->count != c->stop_at;
}

static void looking_tells_how_far_it_is_and_stops(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    const lumbar_pose *pose = figure_film(arena, figure_crunch, 0, 30, PLAIN);
    calls all = {0};
    lumbar_see_settings settings = {.height_m = 1.75, .progress = count_call, .user = &all};
    assert_non_null(lumbar_see(arena, pose, &settings, knowledge, &error));
    assert_true(all.count > 5 && all.last_s > 20);
    calls some = {.stop_at = 3};
    settings.user = &some;
    assert_null(lumbar_see(arena, pose, &settings, knowledge, &error));
    assert_int_equal(error.code, LUMBAR_INTERRUPTED);
    assert_int_equal(some.count, 3);
    lumbar_arena_free(arena);
}

/* ---- the tables ---------------------------------------------------------------------------------------- */

/* The built-in tables with `from` replaced by `to` in one of them. */
static const lumbar_knowledge *tables_with(lumbar_arena *arena, const char *table, const char *from, const char *to)
{
    lumbar_error error = {0};
    lumbar_table_text *texts = LUMBAR_NEW_ARRAY(arena, lumbar_table_text, lumbar_builtin_table_count);
    for (size_t i = 0; i < lumbar_builtin_table_count; i++) {
        texts[i] = lumbar_builtin_tables[i];
        if (strcmp(texts[i].name, table)) continue;
        const char *at = strstr(texts[i].text, from);
        assert_non_null(at);
        texts[i].text =
            lumbar_format(arena, "%.*s%s%s", (int)(at - texts[i].text), texts[i].text, to, at + strlen(from));
        texts[i].size = strlen(texts[i].text);
    }
    const lumbar_knowledge *k = lumbar_knowledge_parse(arena, texts, lumbar_builtin_table_count, &error);
    if (!k) fail_msg("%s", error.text);
    return k;
}

static const lumbar_recording *see_with(lumbar_arena *arena, const lumbar_knowledge *k, double fault)
{
    lumbar_error error = {0};
    lumbar_see_settings settings = {.height_m = 1.75};
    const lumbar_recording *r =
        lumbar_see(arena, figure_film(arena, figure_crunch, fault, 15, PLAIN), &settings, k, &error);
    if (!r) fail_msg("%s", error.text);
    return r;
}

/* Crunches in which the feet lift, then sit-ups. */
static figure_pose lifts_then_sits(double time_s, double fault)
{
    return time_s < 9 ? figure_crunch(time_s, fault) : figure_sit_up(time_s - 9, 0);
}

static void the_better_picture_is_of_what_is_judged(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *k = tables_with(arena, "findings", "exercises: crunch, sit-up\nmeasure: foot-lift",
                                            "exercises: crunch\nmeasure: foot-lift");
    lumbar_see_settings settings = {.height_m = 1.75, .intended = lumbar_exercise_find(k, "sit-up")};
    const lumbar_recording *r =
        lumbar_see(arena, figure_film(arena, lifts_then_sits, 20, 17, PLAIN), &settings, k, &error);
    assert_string_equal(r->moments[0].finding, "feet-lift");
    assert_int_equal(r->moment_count, 1); /* sit-ups, in which nobody looked at the feet, are no better crunches */
    lumbar_arena_free(arena);
}

static void what_a_row_says_is_what_is_said(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k =
        tables_with(arena, "findings", "some | In {present} of {judged} repetitions your feet came off the floor.",
                    "some | Of {judged} times your feet rose {present}.");
    assert_string_equal(find(see_with(arena, k, 20), "feet-lift")->text, "Of 5 times your feet rose 5.");
    k = tables_with(arena, "findings", "measure: foot-lift\nunit: cm", "measure: foot-height\nunit: hand");
    assert_string_equal(find(see_with(arena, k, 20), "feet-lift")->measure, "foot-height");
    assert_string_equal(find(see_with(arena, k, 20), "feet-lift")->unit, "hand");
    k = tables_with(arena, "findings", "source: parfrey2008\n\nid: hips-piked",
                    "source: own-judgement\n\nid: hips-piked");
    assert_string_equal(find(see_with(arena, k, 20), "feet-lift")->source, "own-judgement");
    k = tables_with(arena, "reasons", "cure: Give the video itself", "cure: Give us the film itself");
    assert_non_null(strstr(find(see_with(arena, k, 0), "near-end-range")->cure, "Give us the film itself"));
    k = tables_with(arena, "phrases", "text: {finding} Here at {time}.", "text: At {time}: {finding}");
    assert_string_equal(see_with(arena, k, 20)->moments[0].caption,
                        "At 0:04: In 5 of 5 repetitions your feet came off the floor.");
    lumbar_arena_free(arena);
}

/* A judge that two rows name tells both; the exercises are the row's own. */
static void a_row_of_ones_own_is_judged(void **state)
{
    (void)state;
    static const char row[] =
        "id: my-feet\nfrom: recording\nname: my feet\npresent: They rise.\njudge: feet\nexercises: %s\n"
        "measure: foot-lift\nunit: cm\nleast_share: 0.1\nsay:\n  one | Once.\n  some | {present}/{judged}\n"
        "  from | {first} of {count}\n  none | Never.\n  unseen | Unseen: {why}.\n  asked | they rise\n"
        "source: own-judgement\n\nid: feet-lift\n";
    lumbar_arena *arena = lumbar_arena_new();
    static char own[sizeof row + 20];
    snprintf(own, sizeof own, row, "plank, crunch");
    const lumbar_recording *r = see_with(arena, tables_with(arena, "findings", "id: feet-lift\n", own), 20);
    assert_string_equal(find(r, "my-feet")->text, "5/5");
    assert_state(r, "feet-lift", LUMBAR_PRESENT);
    assert_int_equal(r->sets[0].reps[0].finding_count, 2);
    snprintf(own, sizeof own, row, "plank");
    assert_not_asked(see_with(arena, tables_with(arena, "findings", "id: feet-lift\n", own), 20), "my-feet");
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_better_picture_is_of_what_is_judged),
    cmocka_unit_test(what_a_row_says_is_what_is_said),
    cmocka_unit_test(a_row_of_ones_own_is_judged),
    cmocka_unit_test(clean_movement_is_not_accused),
    cmocka_unit_test(lifted_feet_are_counted_and_timed),
    cmocka_unit_test(range_needs_to_know_what_was_meant),
    cmocka_unit_test(planks_sag_or_pike),
    cmocka_unit_test(hips_that_lead_and_backs_that_arch_are_read_from_the_outline),
    cmocka_unit_test(of_a_small_body_a_hollow_back_is_found_and_nothing_finer),
    cmocka_unit_test(fading_is_seen_over_a_set),
    cmocka_unit_test(one_sided_twists_are_seen_from_the_feet),
    cmocka_unit_test(warm_up_needs_a_long_recording),
    cmocka_unit_test(cut_off_feet_are_unknown),
    cmocka_unit_test(a_moving_camera_says_little),
    cmocka_unit_test(stills_and_empty_recordings_are_results),
    cmocka_unit_test(mirror_size_and_time_shift_change_nothing),
    cmocka_unit_test(a_saved_pose_file_gives_the_same_answer),
    cmocka_unit_test(looking_tells_how_far_it_is_and_stops),
    cmocka_unit_test(curves_share_one_grid_and_carry_bands),
};

CHECK_MAIN(tests)
