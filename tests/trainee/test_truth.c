/* The rendered body without rendering: what is asked of the joints is so, it stands on the floor, its faults
 * are real. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "reason/reason.h"
#include "trainee/field.h"
#include "trainee/record.h"

static double angle_at(lumbar_trainee_vec a, lumbar_trainee_vec b, lumbar_trainee_vec c)
{
    return DEGREES(acos(dot(unit(sub(a, b)), unit(sub(c, b)))));
}

static lumbar_scenario scenario(const char *id)
{
    lumbar_scenario s;
    lumbar_error error = {0};
    if (!lumbar_scenario_make(id, &s, &error)) fail_msg("%s", error.text);
    return s;
}

static void joints_do_what_is_asked(void **state)
{
    lumbar_trainee_body body =
        lumbar_trainee_body_make((lumbar_build){.height = 1.70, .female = true, .girth = 1, .belly = 1});
    for (int hip = -10; hip <= 120; hip += 26) {
        lumbar_stance st = {.pitch = RADIANS(-60),
                            .lumbar = RADIANS(30),
                            .hip = {RADIANS(hip), RADIANS(20)},
                            .knee = {RADIANS(70), RADIANS(5)}};
        for (int side = 0; side < 2; side++) {
            st.hand[side] = (lumbar_reach){.bone = LUMBAR_BONE_CHEST,
                                           .point = {.2, side ? -.2 : .2, -.2},
                                           .pole_bone = LUMBAR_BONE_CHEST,
                                           .pole = {-1, 0, 0}};
        }
        lumbar_skeleton s = lumbar_skeleton_pose(&body, &st);
        lumbar_trainee_vec hip_at = s.bone[LUMBAR_BONE_THIGH].at, knee = s.bone[LUMBAR_BONE_SHANK].at,
                           ankle = s.bone[LUMBAR_BONE_FOOT].at;
        assert_true(fabs(180 - angle_at(hip_at, knee, ankle) - 70) < .01);
        lumbar_trainee_vec down = times(s.bone[LUMBAR_BONE_PELVIS].turn.z, -1);
        double flexion = DEGREES(acos(dot(unit(sub(knee, hip_at)), down)));
        assert_true(fabs(flexion - abs(hip)) < .01);
        assert_true((dot(sub(knee, hip_at), s.bone[LUMBAR_BONE_PELVIS].turn.x) > 0) ==
                    (hip > 0)); /* flexion is to the front */
    }
}

static void lumbar_flexion_is_shared_by_levels(void **state)
{
    lumbar_trainee_body body = lumbar_trainee_body_make((lumbar_build){.height = 1.75, .girth = 1, .belly = 1});
    lumbar_stance straight = {0}, bent = {.lumbar = RADIANS(40)};
    lumbar_skeleton a = lumbar_skeleton_pose(&body, &straight), b = lumbar_skeleton_pose(&body, &bent);
    double all = 0;
    for (int i = 0; i < 5; i++) {
        all += lumbar_level_share[i];
        double turned =
            DEGREES(acos(fmin(1, dot(a.bone[LUMBAR_BONE_SPINE + i].turn.z, b.bone[LUMBAR_BONE_SPINE + i].turn.z))));
        assert_true(fabs(turned - 40 * all) < .05);
    }
    assert_true(fabs(all - 1) < 1e-9);
    /* Thorax and head ride on the lumbar spine as one. */
    double head = DEGREES(acos(fmin(1, dot(a.bone[LUMBAR_BONE_HEAD].turn.z, b.bone[LUMBAR_BONE_HEAD].turn.z))));
    assert_true(fabs(head - 40) < .05);
}

static void a_body_is_as_tall_as_asked(void **state)
{
    for (int female = 0; female < 2; female++) {
        for (double height = 1.55; height < 1.95; height += .13) {
            lumbar_trainee_body body =
                lumbar_trainee_body_make((lumbar_build){.height = height, .female = female, .girth = 1.1, .belly = 1});
            lumbar_stance standing = {.pelvis = {0, 0, 0}};
            lumbar_skeleton s = lumbar_skeleton_pose(&body, &standing);
            double low = lumbar_lowest(&body, &s, LUMBAR_BONE_FOOT, LUMBAR_BONE_FOOT + 1);
            /* The crown: the head's lowest point with the body turned over. */
            lumbar_stance turned = {.pitch = RADIANS(180)};
            lumbar_skeleton t = lumbar_skeleton_pose(&body, &turned);
            double crown = -lumbar_lowest(&body, &t, LUMBAR_BONE_HEAD, LUMBAR_BONE_HEAD);
            assert_true(fabs(crown - low - height) < .03);
        }
    }
}

static void limbs_keep_their_length(void **state)
{
    char id[64];
    for (size_t i = 0; lumbar_scenario_listed(i, id); i++) {
        lumbar_scenario sc = scenario(id);
        for (double t = 0; t < sc.duration_s; t += .9) {
            lumbar_truth truth;
            lumbar_scenario_at(&sc, t, &truth);
            const lumbar_trainee_vec *p = truth.points;
            for (int side = 0; side < 2; side++) {
                assert_true(fabs(distance(p[LUMBAR_LEFT_HIP + side], p[LUMBAR_LEFT_KNEE + side]) - sc.body.thigh) <
                            1e-6);
                assert_true(fabs(distance(p[LUMBAR_LEFT_KNEE + side], p[LUMBAR_LEFT_ANKLE + side]) - sc.body.shank) <
                            2e-3);
                assert_true(fabs(distance(p[LUMBAR_LEFT_ELBOW + side], p[LUMBAR_LEFT_WRIST + side]) - sc.body.forearm) <
                            2e-3);
            }
        }
    }
}

/* On the skin itself: points under the floor are outside it. 2 cm: the mat gives, and the renderer shows
 * nothing below it. */
static void nothing_sinks_into_the_floor(void **state)
{
    char id[64];
    for (size_t i = 0; lumbar_scenario_listed(i, id); i++) {
        lumbar_scenario sc = scenario(id);
        bool hangs = sc.exercise == LUMBAR_DO_HANGING_LEG_RAISE;
        for (double t = .05; t < sc.duration_s; t += sc.duration_s / 6) {
            lumbar_truth truth;
            lumbar_skeleton s = lumbar_scenario_at(&sc, t, &truth);
            lumbar_skin *skin = lumbar_skin_make(&sc.body, &s);
            assert_non_null(skin);
            float deepest = 1;
            for (float x = -1.6f; x < 1.6f; x += .08f) {
                for (float y = -.8f; y < .8f; y += .02f) {
                    four_points p = four_points_of(x, y, -.02f);
                    p.x += (four){0, .02f, .04f, .06f};
                    four d = lumbar_skin_distance(skin, &p, NULL);
                    for (int k = 0; k < 4; k++) deepest = fminf(deepest, d[k]);
                }
            }
            if (deepest < 0) fail_msg("%s sinks in at %.2f s", id, t);
            double low = lumbar_lowest(&sc.body, &s, 0, LUMBAR_BONE_COUNT - 1);
            if (!hangs && low > .01) fail_msg("%s floats at %.2f s", id, t);
            lumbar_skin_free(skin);
        }
    }
}

static void the_camera_sees_all_of_it(void **state)
{
    char id[64];
    for (size_t i = 0; lumbar_scenario_listed(i, id); i++) {
        lumbar_scenario sc = scenario(id);
        lumbar_camera camera = lumbar_scenario_camera(&sc, 864, 486);
        for (double t = 0; t < sc.duration_s; t += .4) {
            lumbar_truth truth;
            lumbar_scenario_at(&sc, t, &truth);
            for (int k = 0; k < LUMBAR_POINT_COUNT; k++) {
                double x, y;
                assert_true(lumbar_camera_see(&camera, truth.points[k], &x, &y));
                if (x < 4 || y < 4 || x > 860 || y > 482) fail_msg("%s: point %d at %.0f, %.0f", id, k, x, y);
            }
        }
    }
}

static void repetitions_follow_their_times(void **state)
{
    lumbar_scenario sc = scenario("sit-up.side.clean.1");
    assert_true(sc.repeat_count >= 4);
    for (int i = 0; i < sc.repeat_count; i++) {
        const lumbar_repeat *r = &sc.repeat[i];
        assert_true(r->start_s < r->top_s && r->top_s <= r->release_s && r->release_s < r->end_s &&
                    r->end_s < sc.duration_s);
        if (i) assert_true(r->start_s >= sc.repeat[i - 1].end_s);
        lumbar_truth low, top;
        lumbar_scenario_at(&sc, r->start_s, &low);
        lumbar_scenario_at(&sc, .5 * (r->top_s + r->release_s), &top);
        assert_true(top.phase.repeat == i && fabs(top.phase.reach - r->amplitude) < 1e-9 && low.phase.reach < 1e-9);
        assert_true(DEGREES(top.chest - low.chest) > 55); /* sat up */
    }
}

typedef double measure(const lumbar_truth *truth);
static double lumbar_of(const lumbar_truth *t) { return DEGREES(t->lumbar); }
static double neck_of(const lumbar_truth *t) { return DEGREES(t->neck); }
static double hip_of(const lumbar_truth *t) { return DEGREES(t->hip[0]); }
static double chest_of(const lumbar_truth *t) { return DEGREES(t->chest); }
static double ankle_of(const lumbar_truth *t) { return 100 * t->points[LUMBAR_LEFT_ANKLE].z; } /* cm */

typedef struct extent {
    double least, most;
} extent;

/* Of one scenario with its fault in every repetition, or in none. */
static extent extent_of(const char *id, measure *of, bool fault)
{
    lumbar_scenario sc = scenario(id);
    sc.onset = 0;
    for (int i = 0; i < sc.repeat_count; i++) sc.repeat[i].fault = fault;
    extent e = {1e9, -1e9};
    for (double t = sc.repeat[0].start_s; t < sc.repeat[sc.repeat_count - 1].end_s; t += .05) {
        lumbar_truth truth;
        lumbar_scenario_at(&sc, t, &truth);
        e.least = fmin(e.least, of(&truth)), e.most = fmax(e.most, of(&truth));
    }
    return e;
}

static void faults_are_real(void **state)
{
    extent clean = extent_of("leg-raise.side.arch.1", lumbar_of, false),
           faulty = extent_of("leg-raise.side.arch.1", lumbar_of, true);
    assert_true(faulty.least < clean.least - 12 && clean.least > -8);
    clean = extent_of("sit-up.side.hips-lead.2", lumbar_of, false),
    faulty = extent_of("sit-up.side.hips-lead.2", lumbar_of, true);
    assert_true(faulty.most - faulty.least < .6 * (clean.most - clean.least)); /* the spine stays stiffer */
    clean = extent_of("plank.side.sag.1", hip_of, false), faulty = extent_of("plank.side.sag.1", hip_of, true);
    assert_true(faulty.least < clean.least - 8);
    clean = extent_of("plank.side.pike.2", hip_of, false), faulty = extent_of("plank.side.pike.2", hip_of, true);
    assert_true(faulty.most > clean.most + 15);
    clean = extent_of("crunch.side.feet-lift.2", ankle_of, false),
    faulty = extent_of("crunch.side.feet-lift.2", ankle_of, true);
    assert_true(clean.most - clean.least < .5 && faulty.most - faulty.least > 8);
    clean = extent_of("crunch.side.too-large.1", chest_of, false),
    faulty = extent_of("crunch.side.too-large.1", chest_of, true);
    assert_true(faulty.most > clean.most + 25);
    clean = extent_of("crunch.side.head-pulled.1", neck_of, false),
    faulty = extent_of("crunch.side.head-pulled.1", neck_of, true);
    assert_true(faulty.most > clean.most + 12);
}

static void tempo_faults_are_in_the_times(void **state)
{
    lumbar_scenario clean = scenario("crunch.side.clean.1"), quick = scenario("crunch.side.momentum.1"),
                    fading = scenario("crunch.side.fading.1");
    const lumbar_repeat *last = &quick.repeat[quick.repeat_count - 1], *first = &clean.repeat[0];
    assert_true(last->end_s - last->start_s < .65 * (first->end_s - first->start_s));
    const lumbar_repeat *fresh = &fading.repeat[0], *tired = &fading.repeat[fading.repeat_count - 1];
    assert_true(tired->amplitude < .85 * fresh->amplitude &&
                tired->top_s - tired->start_s > 1.2 * (fresh->top_s - fresh->start_s));
}

static void an_id_gives_one_scenario(void **state)
{
    lumbar_error error;
    lumbar_text text[3] = {{0}};
    const char *const ids[3] = {"leg-raise.side.arch.1", "leg-raise.side.arch.1", "leg-raise.side.arch.3"};
    for (int i = 0; i < 3; i++) {
        lumbar_recorder *r = lumbar_recorder_open(ids[i], 64, 64, 2, &error);
        assert_non_null(r);
        lumbar_recorder_truth(r, &text[i]);
        lumbar_recorder_close(r);
    }
    assert_string_equal(text[0].data, text[1].data);
    assert_string_not_equal(text[0].data, text[2].data);
    for (int i = 0; i < 3; i++) lumbar_text_free(&text[i]);
}

static void a_third_is_held_out(void **state)
{
    char id[64];
    int all = 0, held = 0;
    for (int i = 1; i < 400; i++, all++) {
        snprintf(id, sizeof id, "sit-up.side.clean.%d", i);
        held += scenario(id).held_out;
    }
    assert_true(held > .27 * all && held < .40 * all);
}

static void wrong_ids_are_refused(void **state)
{
    static const char *const wrong[] = {"",
                                        "sit-up",
                                        "sit-up.side.clean",
                                        "sit-up.side.clean.x",
                                        "situp.side.clean.1",
                                        "sit-up.top.clean.1",
                                        "sit-up.side.sag.1",
                                        "sit-up.side.clean.1.2",
                                        "sit-up.side.clean.1 "};
    for (size_t i = 0; i < LUMBAR_COUNT(wrong); i++) {
        lumbar_scenario sc;
        lumbar_error error = {0};
        assert_false(lumbar_scenario_make(wrong[i], &sc, &error));
        assert_int_equal(error.code, LUMBAR_USAGE);
        assert_true(strlen(error.text) > 10);
    }
}

/* What the trainee does are rows of the table, held where the row has a pattern in which nothing moves. */
static void exercises_are_rows_of_the_table(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_knowledge *k = lumbar_knowledge_builtin(arena, NULL);
    for (int e = 0; e < LUMBAR_DO_COUNT; e++) {
        const char *id = lumbar_exercise_name((lumbar_trainee_exercise)e);
        const lumbar_exercise *row = lumbar_exercise_find(k, id);
        if (!row || !row->seen) fail_msg("%s is no exercise that can be seen", id);
        for (size_t i = 0; i < k->pattern_count; i++)
            if (k->patterns[i].exercise == row)
                assert_int_equal(k->patterns[i].drive == LUMBAR_DRIVE_NONE,
                                 lumbar_exercise_holds((lumbar_trainee_exercise)e));
    }
    lumbar_arena_free(arena);
}

/* Lying, talking, resting, and the ways between: nothing sinks into the floor or jumps. */
static void what_is_done_around_an_exercise_stays_on_the_floor(void **state)
{
    char id[64];
    const double step_s = .1;
    for (size_t i = 0; lumbar_trainee_film_listed(i, id); i += 3) {
        lumbar_trainee_film film;
        lumbar_error error = {0};
        if (!lumbar_trainee_film_make(id, &film, &error)) fail_msg("%s", error.text);
        const lumbar_scenario *sc = &film.take[0];
        lumbar_truth truth, before;
        for (double t = 0; sc->span_count && t < lumbar_scenario_length(sc); t += step_s, before = truth) {
            lumbar_skeleton s = lumbar_scenario_at(sc, t, &truth);
            double low = lumbar_lowest(&sc->body, &s, LUMBAR_BONE_PELVIS, LUMBAR_BONE_COUNT - 1);
            if (low < -.06 || low > .02)
                fail_msg("%s: the lowest point is %.3f m over the floor at %.1f s", id, low, t);
            for (int k = 0; t > 0 && k < LUMBAR_POINT_COUNT; k++)
                if (distance(truth.points[k], before.points[k]) > 3 * step_s)
                    fail_msg("%s: point %d is thrown at %.1f s", id, k, t);
        }
    }
}

static void a_film_of_a_kind_says_what_is_done_in_it(void **state)
{
    lumbar_trainee_film film;
    lumbar_done done[LUMBAR_DONE_MOST];
    assert_true(lumbar_trainee_film_make("prone-between.1.mirrored", &film, NULL));
    assert_true(film.mirrored && film.hard);
    assert_int_equal(lumbar_trainee_film_done(&film, done), 2);
    assert_true(done[0].count == 0 && done[1].start_s - done[0].end_s > 6);
    assert_true(lumbar_trainee_film_make("only-talk.2", &film, NULL));
    assert_int_equal(lumbar_trainee_film_done(&film, done), 0);
    assert_true(lumbar_trainee_film_make("slowed.1", &film, NULL));
    assert_int_equal(lumbar_trainee_film_done(&film, done), 1);
    assert_true(fabs(done[0].end_s - 2 * film.take[0].repeat[film.take[0].repeat_count - 1].end_s) < 1e-9);
    static const char *const none[] = {"prone-first", "prone-first.0", "prone-first.1.mirror", "prone.1", "far.1x"};
    for (size_t i = 0; i < LUMBAR_COUNT(none); i++) {
        lumbar_error error = {0};
        assert_false(lumbar_trainee_film_make(none[i], &film, &error));
        assert_int_equal(error.code, LUMBAR_USAGE);
    }
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(exercises_are_rows_of_the_table),
                                          cmocka_unit_test(joints_do_what_is_asked),
                                          cmocka_unit_test(lumbar_flexion_is_shared_by_levels),
                                          cmocka_unit_test(a_body_is_as_tall_as_asked),
                                          cmocka_unit_test(limbs_keep_their_length),
                                          cmocka_unit_test(nothing_sinks_into_the_floor),
                                          cmocka_unit_test(the_camera_sees_all_of_it),
                                          cmocka_unit_test(repetitions_follow_their_times),
                                          cmocka_unit_test(faults_are_real),
                                          cmocka_unit_test(tempo_faults_are_in_the_times),
                                          cmocka_unit_test(an_id_gives_one_scenario),
                                          cmocka_unit_test(a_third_is_held_out),
                                          cmocka_unit_test(wrong_ids_are_refused),
                                          cmocka_unit_test(what_is_done_around_an_exercise_stays_on_the_floor),
                                          cmocka_unit_test(a_film_of_a_kind_says_what_is_done_in_it)};

CHECK_MAIN(tests)
