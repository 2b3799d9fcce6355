/* Looks at a recording that do not change the truth; what does not stand under them is not told. */
#include <string.h>
#include "look.h"
#include "seen/again.h"

static const figure_camera PLAIN = {.scale = 300, .noise = 1.5};

static void looks_come_in_pairs_and_are_the_same_each_time(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_pose *film = figure_film(arena, figure_crunch, 0, 6, PLAIN);
    size_t count = lumbar_again_count(film);
    assert_true(count >= 4 && count % 2 == 0);
    for (size_t k = 0; k < count; k += 2) {
        const lumbar_pose *plain = lumbar_again(arena, film, k), *mirrored = lumbar_again(arena, film, k + 1);
        const lumbar_pose *same = lumbar_again(arena, film, k);
        assert_true(plain->frame_count > film->frame_count / 3 && plain->frame_count <= film->frame_count);
        assert_int_equal(plain->frame_count, mirrored->frame_count);
        for (size_t i = 0; i < plain->frame_count; i++) {
            const lumbar_point *a = plain->frames[i].points, *b = mirrored->frames[i].points;
            assert_memory_equal(a, same->frames[i].points, sizeof plain->frames[i].points);
            assert_true(plain->frames[i].time_s == mirrored->frames[i].time_s);
            double here = (a[LUMBAR_LEFT_HIP].x + a[LUMBAR_RIGHT_HIP].x) / 2, there = b[LUMBAR_LEFT_HIP].x;
            assert_true(fabs(here + there - film->width) < 0.5 * 300); /* but for the noise of a part of a trunk */
        }
    }
    lumbar_arena_free(arena);
}

static void where_there_is_nothing_to_spare_or_too_much_nothing_is_looked_at_again(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *film = figure_film(arena, figure_crunch, 0, 6, PLAIN);
    film->frame_count = 10;
    assert_int_equal(lumbar_again_count(film), 0);
    film->frame_count = 300000; /* counted only */
    assert_int_equal(lumbar_again_count(film), 0);
    film->frame_count = 100;
    film->timed = false;
    assert_int_equal(lumbar_again_count(film), 0);
    lumbar_arena_free(arena);
}

/* Zeros of a table, and values that it wrote on, are no places: they stay as they are in each look. */
static void what_was_not_seen_is_not_seen_in_any_look(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_pose *film = figure_film(arena, figure_crunch, 0, 6, PLAIN);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)film->frames;
    for (size_t i = 0; i < film->frame_count; i++) frames[i].points[LUMBAR_LEFT_WRIST] = (lumbar_point){0, 0, 1};
    for (size_t i = 21; i < 60; i++) memcpy(frames[i].points, frames[20].points, sizeof frames[i].points);
    for (size_t k = 0; k < lumbar_again_count(film); k++) {
        const lumbar_pose *again = lumbar_again(arena, film, k);
        int held = 0;
        for (size_t i = 1; i < again->frame_count; i++) {
            int wrist = k % 2 ? LUMBAR_RIGHT_WRIST : LUMBAR_LEFT_WRIST; /* a mirror exchanges the sides */
            if (fabs(again->frames[i].points[wrist].x) + fabs(again->frames[i].points[wrist].y) > 0)
                wrist = LUMBAR_LEFT_WRIST + LUMBAR_RIGHT_WRIST - wrist; /* and the network legs, but no arms */
            assert_true(again->frames[i].points[wrist].x == 0 && again->frames[i].points[wrist].y == 0);
            held += !memcmp(again->frames[i].points, again->frames[i - 1].points, sizeof again->frames[i].points);
        }
        assert_true(held > 10);
    }
    lumbar_arena_free(arena);
}

/* The very points of a film in a mirror: sides exchanged, depth as it was. */
static lumbar_pose *in_a_mirror(lumbar_arena *arena, const lumbar_pose *film)
{
    lumbar_pose *mirrored = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, film->frame_count);
    *mirrored = *film;
    for (size_t i = 0; i < film->frame_count; i++) {
        const lumbar_frame *f = &film->frames[i];
        lumbar_outline_point *outline = LUMBAR_NEW_ARRAY(arena, lumbar_outline_point, f->outline_count + 1);
        frames[i] = *f;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            static const int face[] = {0, 4, 5, 6, 1, 2, 3};
            int q = p < 7 ? face[p] : p % 2 ? p + 1 : p - 1;
            frames[i].points[q] = f->points[p];
            frames[i].points[q].x = (float)film->width - f->points[p].x;
            memcpy(frames[i].world[q], f->world[p], sizeof f->world[p]);
            frames[i].world[q][0] = -f->world[p][0];
        }
        for (size_t k = 0; k < f->outline_count; k++) {
            outline[k] = f->outline[f->outline_count - 1 - k];
            outline[k].x = (float)film->width - outline[k].x;
        }
        frames[i].outline = outline;
    }
    mirrored->frames = frames;
    return mirrored;
}

/* Whatever comes after the network has no favourite side: names, repetitions, findings, and how sure they are. */
static void what_is_seen_in_a_mirror_is_the_same(void **state)
{
    (void)state;
    static const struct {
        figure_motion *motion;
        double fault;
    } cases[] = {{figure_crunch, 20}, {figure_sit_up, 1},   {figure_mixed, 20},  {figure_lowering, 30},
                 {figure_twist, 0},   {figure_bicycle, 0},  {figure_climber, 0}, {figure_plank, -25},
                 {figure_hanging, 0}, {figure_flutter, 0},  {figure_rollout, 0}, {figure_side_plank, 0},
                 {figure_fading, 0},  {figure_dead_bug, 0}, {figure_get_up, 0}};
    for (size_t k = 0; k < 2 * LUMBAR_COUNT(cases); k++) {
        lumbar_arena *arena = lumbar_arena_new();
        figure_camera camera = {.scale = 400, .noise = 3, .outline = k % 2 == 0, .yaw = k % 2 ? 33 : 0};
        const lumbar_pose *film = figure_film(arena, cases[k / 2].motion, cases[k / 2].fault, 14, camera);
        const lumbar_recording *a = see_pose(arena, film, NULL), *b = see_pose(arena, in_a_mirror(arena, film), NULL);
        assert_int_equal(a->set_count, b->set_count);
        for (size_t i = 0; i < a->set_count; i++) {
            assert_string_equal(a->sets[i].exercise->id, b->sets[i].exercise->id);
            assert_int_equal(a->sets[i].rep_count, b->sets[i].rep_count);
            assert_true(fabs(a->sets[i].confidence - b->sets[i].confidence) < 0.02);
        }
        assert_int_equal(a->finding_count, b->finding_count);
        for (size_t i = 0; i < a->finding_count; i++) {
            assert_string_equal(a->findings[i].id, b->findings[i].id);
            assert_int_equal(a->findings[i].state, b->findings[i].state);
            assert_true(fabs(a->findings[i].confidence - b->findings[i].confidence) < 0.02);
        }
        lumbar_arena_free(arena);
    }
}

/* Both axes of a twist seen from the feet are the network's guess: that nothing is wrong hangs on its noise. */
static void what_noise_turns_over_is_unknown(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    figure_camera feet = PLAIN;
    feet.yaw = 50;
    const lumbar_recording *r = see(arena, figure_twist, 0, 14, feet);
    assert_state(r, "left-right-difference", LUMBAR_UNKNOWN);
    assert_non_null(strstr(find(r, "left-right-difference")->why_not, "a second look"));
    lumbar_arena_free(arena);
}

/* The nearer to its limit, the less sure. */
static void what_stands_in_fewer_looks_is_told_less_surely(void **state)
{
    (void)state;
    double before = 1;
    for (int bend = 0; bend >= -10; bend -= 5) {
        lumbar_arena *arena = lumbar_arena_new();
        const lumbar_finding *f = find(see(arena, figure_plank, bend, 8, PLAIN), "plank-sag");
        assert_int_equal(f->state, LUMBAR_ABSENT);
        assert_true(f->confidence <= before);
        before = f->confidence;
        lumbar_arena_free(arena);
    }
    assert_true(before < 0.85); /* as the figure is, one look alone is sure of it: 0.87 */
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(looks_come_in_pairs_and_are_the_same_each_time),
    cmocka_unit_test(where_there_is_nothing_to_spare_or_too_much_nothing_is_looked_at_again),
    cmocka_unit_test(what_was_not_seen_is_not_seen_in_any_look),
    cmocka_unit_test(what_is_seen_in_a_mirror_is_the_same),
    cmocka_unit_test(what_noise_turns_over_is_unknown),
    cmocka_unit_test(what_stands_in_fewer_looks_is_told_less_surely),
};

CHECK_MAIN(tests)
