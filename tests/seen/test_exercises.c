/* Rows of exercises in a recording: rows of one's own, rows that are like another, rows that are seen when named. */
#include "look.h"
#include "reason/reason.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 0.5};

/* ---- movements beside those of figure.h ---------------------------------------------------------------- */

/* As figure_hanging, but the knees bend by `fault` as they come up. */
static figure_pose hanging_knees(double time_s, double fault)
{
    figure_pose f = figure_hanging(time_s, 0);
    for (int k = 0; k < 2; k++) f.knee[k] = 8 + fault * figure_wave(time_s, 3);
    return f;
}

/* Lies a second, then holds shoulders and straight legs up. */
static figure_pose hollow(double time_s, double fault)
{
    double up = fmin(1, fmax(0, time_s - 1));
    (void)fault;
    return (figure_pose){.trunk = 18 * up,
                         .neck = 5 + 15 * up,
                         .thigh = {25 * up, 25 * up},
                         .knee = {5, 5},
                         .hip_z = 0.1,
                         .hands = HANDS_BY_HIPS};
}

/* The built-in tables with further rows of exercises, seen with the exercise `named`, or NULL. */
static const lumbar_recording *see_with(lumbar_arena *arena, const char *rows, const lumbar_pose *pose,
                                        const char *named)
{
    lumbar_error error = {0};
    lumbar_table_text texts[LUMBAR_TABLE_COUNT + 1];
    memcpy(texts, lumbar_builtin_tables, lumbar_builtin_table_count * sizeof *texts);
    for (size_t i = 0; i < lumbar_builtin_table_count; i++)
        if (!strcmp(texts[i].name, "exercises")) {
            const char *text = lumbar_format(arena, "%s\n%s", texts[i].text, rows);
            texts[lumbar_builtin_table_count] = (lumbar_table_text){"exercises", text, strlen(text)};
        }
    const lumbar_knowledge *k = lumbar_knowledge_parse(arena, texts, lumbar_builtin_table_count + 1, &error);
    const lumbar_exercise *exercise = k && named ? lumbar_exercise_named(k, named) : NULL;
    if (k && named) assert_non_null(exercise);
    lumbar_see_settings settings = {.height_m = 1.75, .intended = exercise};
    const lumbar_recording *r = k ? lumbar_see(arena, pose, &settings, k, &error) : NULL;
    if (!r) fail_msg("%s", error.text);
    return r;
}

static void assert_set(const lumbar_recording *r, const char *exercise)
{
    assert_int_equal(r->set_count, 1);
    assert_string_equal(r->sets[0].exercise->id, exercise);
}

/* Of one movement, two rows: what is told is the same but for the name. */
static void assert_same_findings(const lumbar_recording *a, const lumbar_recording *b)
{
    assert_int_equal(a->finding_count, b->finding_count);
    for (size_t i = 0; i < a->finding_count; i++) {
        assert_string_equal(a->findings[i].id, b->findings[i].id);
        assert_int_equal(a->findings[i].state, b->findings[i].state);
    }
}

/* ---- tests ------------------------------------------------------------------------------------------- */

static void knees_that_bend_make_a_knee_raise(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *legs = see_with(arena, "", figure_film(arena, hanging_knees, 0, 15, PLAIN), NULL),
                           *knees = see_with(arena, "", figure_film(arena, hanging_knees, 90, 15, PLAIN), NULL);
    assert_set(legs, "hanging-leg-raise");
    assert_set(knees, "hanging-knee-raise");
    assert_int_equal(knees->sets[0].rep_count, 5);
    assert_same_findings(legs, knees); /* what is asked of the one is asked of the other */
    lumbar_arena_free(arena);
}

static void a_row_like_another_is_seen_as_that_one(void **state)
{
    static const struct {
        const char *named, *id, *like;
        figure_motion *motion;
        double fault;
    } rows[] = {{"toes to bar", "toes-to-bar", "hanging-leg-raise", figure_hanging, 0},
                {"Ab Lounge", "ab-lounge", "crunch", figure_crunch, 20},
                {"stir the pot", "stir-the-pot", "plank", figure_plank, -30}};
    (void)state;
    for (size_t i = 0; i < LUMBAR_COUNT(rows); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_pose *pose = figure_film(arena, rows[i].motion, rows[i].fault, 12, PLAIN);
        const lumbar_recording *alone = see_with(arena, "", pose, NULL),
                               *named = see_with(arena, "", pose, rows[i].named),
                               *other = see_with(arena, "", pose, rows[i].like);
        assert_set(alone, rows[i].like); /* only the person can tell them apart */
        assert_set(named, rows[i].id);
        assert_same_findings(other, named);
        lumbar_arena_free(arena);
    }
}

static void a_hollow_hold_is_seen_when_named(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = figure_film(arena, hollow, 0, 12, PLAIN);
    const lumbar_recording *alone = see_with(arena, "", pose, NULL), *named = see_with(arena, "", pose, "Hollow hold");
    for (size_t i = 0; i < alone->set_count; i++) assert_string_not_equal(alone->sets[i].exercise->id, "hollow-hold");
    assert_set(named, "hollow-hold");
    if (!(named->sets[0].hold_s > 9)) fail_msg("held for %.1f s", named->sets[0].hold_s);
    assert_set(see_with(arena, "", figure_film(arena, figure_crunch, 0, 15, PLAIN), "hollow hold"), "crunch");
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, &error);
    const lumbar_exercise *told[] = {lumbar_exercise_find(k, "crunch"), lumbar_exercise_find(k, "hollow-hold")};
    lumbar_see_settings settings = {.height_m = 1.75, .told = told, .told_count = 2}; /* among others is enough */
    const lumbar_recording *among = lumbar_see(arena, pose, &settings, k, &error);
    if (!among) fail_msg("%s", error.text);
    assert_set(among, "hollow-hold");
    assert_null(among->sets[0].intended); /* who speaks of several may have meant another */
    lumbar_arena_free(arena);
}

/* A row of one's own with its geometry is recognised by nobody's telling. */
static void a_row_of_ones_own_is_recognised(void **state)
{
    static const char row[] = "id: good-morning\nname: good morning\noption: Good morning\nseen:\n  trunk, standing\n"
                              "  trunk-rest from 0 to 60 soft 10\n  trunk-top from 70 soft 10\n";
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *pose = figure_film(arena, figure_good_morning, 0, 15, PLAIN);
    assert_set(see_with(arena, "", pose, NULL), "other");
    const lumbar_recording *r = see_with(arena, row, pose, NULL);
    assert_set(r, "good-morning");
    assert_int_equal(r->sets[0].rep_count, 5);
    assert_set(see_with(arena, row, figure_film(arena, figure_sit_up, 0, 16, PLAIN), NULL), "sit-up");
    lumbar_arena_free(arena);
}

/* A row without a word of geometry, like another: seen, named and judged. */
static void a_row_of_ones_own_can_be_like_another(void **state)
{
    static const char row[] = "id: tall-plank\nname: tall plank\nlike: plank\naliases: push-up plank\n";
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_recording *r = see_with(arena, row, figure_film(arena, figure_plank, -30, 8, PLAIN), "Push-Up Planks");
    assert_set(r, "tall-plank");
    assert_state(r, "plank-sag", LUMBAR_PRESENT);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(knees_that_bend_make_a_knee_raise),     cmocka_unit_test(a_row_like_another_is_seen_as_that_one),
    cmocka_unit_test(a_hollow_hold_is_seen_when_named),      cmocka_unit_test(a_row_of_ones_own_is_recognised),
    cmocka_unit_test(a_row_of_ones_own_can_be_like_another),
};

CHECK_MAIN(tests)
