/* The body in metres: the trainee's points, seen by a camera, against where they truly are; and bodies that were
 * measured in metres, looked at as a film is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "trainee_film.h"

static const lumbar_knowledge *builtin(lumbar_arena *arena)
{
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_builtin(arena, &error);
    if (!knowledge) fail_msg("%s", error.text);
    return knowledge;
}

static const lumbar_motion *motion_of(lumbar_arena *arena, const lumbar_pose *pose, double height_m)
{
    lumbar_error error = {0};
    const lumbar_see_settings settings = {.height_m = height_m};
    const lumbar_motion *m = lumbar_motion_of(arena, pose, &settings, builtin(arena), &error);
    if (!m) fail_msg("%s", error.text);
    return m;
}

static const lumbar_recording *seen_of(lumbar_arena *arena, const lumbar_pose *pose)
{
    lumbar_error error = {0};
    const lumbar_see_settings settings = {.height_m = NAN};
    const lumbar_recording *r = pose ? lumbar_see(arena, pose, &settings, builtin(arena), &error) : NULL;
    if (!r) fail_msg("%s", error.text);
    return r;
}

static const lumbar_pose *pose_of(lumbar_arena *arena, const lumbar_motion *motion)
{
    lumbar_error error = {0};
    const lumbar_pose *pose = lumbar_pose_of(arena, motion, &error);
    if (!pose) fail_msg("%s", error.text);
    return pose;
}

/* ---- against the truth --------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Errors along one axis over all points and moments. */
typedef struct errors {
    double *size; /* [count] m, the smallest first */
    size_t count, inside, measured;
} errors;

static double share(const errors *e, double of) { return e->size[(size_t)(of * (double)(e->count - 1))]; }

static void add_error(errors *e, const lumbar_body_point *point, int axis, double truth)
{
    double error = fabs(point->at[axis] - truth);
    e->size[e->count++] = error;
    e->inside += error <= point->band[axis];
    e->measured += point->measured[axis];
}

static lumbar_trainee_vec hips_at(const trainee_film *f, double time_s, lumbar_truth *truth)
{
    lumbar_scenario_at(&f->scenario, time_s, truth);
    return between(truth->points[LUMBAR_LEFT_HIP], truth->points[LUMBAR_RIGHT_HIP], .5);
}

/* Along each axis from the origin that the header tells. */
static void compare(lumbar_arena *arena, const trainee_film *f, const lumbar_motion *m, errors out[3])
{
    lumbar_truth truth;
    assert_int_equal(m->body_count, 1);
    const lumbar_body *b = &m->bodies[0];
    double *hips_x = LUMBAR_NEW_ARRAY(arena, double, b->count);
    for (size_t g = 0; g < b->count; g++) hips_x[g] = hips_at(f, b->start_s + (double)g * b->step_s, &truth).x;
    qsort(hips_x, b->count, sizeof *hips_x, by_size);
    for (int k = 0; k < 3; k++)
        out[k] = (errors){.size = LUMBAR_NEW_ARRAY(arena, double, b->count *LUMBAR_POINT_COUNT)};
    for (size_t g = 0; g < b->count; g++) {
        double y = hips_at(f, b->start_s + (double)g * b->step_s, &truth).y;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            const lumbar_body_point *point = &b->points[p][g];
            if (isnan(point->at[0])) continue;
            add_error(&out[0], point, 0, truth.points[p].x - hips_x[b->count / 2]);
            add_error(&out[1], point, 1, truth.points[p].y - y);
            add_error(&out[2], point, 2, truth.points[p].z);
        }
    }
    for (int k = 0; k < 3; k++) qsort(out[k].size, out[k].count, sizeof *out[k].size, by_size);
}

/* What is allowed, m: half of the errors, and 95 % of them. */
typedef struct bounds {
    double half[3], most[3], inside;
} bounds;

static void judge(const char *id, bool depth, bounds allowed)
{
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *f = trainee_film_of(arena, id, depth);
    errors e[3];
    compare(arena, f, motion_of(arena, &f->pose, f->scenario.body.build.height), e);
    for (int k = 0; k < 3; k++) {
        double half = share(&e[k], .5), most = share(&e[k], .95), inside = (double)e[k].inside / (double)e[k].count;
        if (half > allowed.half[k] || most > allowed.most[k] || inside < allowed.inside)
            fail_msg("%s: %c half of the errors under %.3f m, 95 %% under %.3f m; the band holds %.2f", id, "xyz"[k],
                     half, most, inside);
    }
    assert_true(e[0].measured == e[0].count && e[2].measured == e[2].count && e[1].measured == 0);
    lumbar_arena_free(arena);
}

static void points_are_where_they_are(void **state)
{
    (void)state;
    static const char *const side[] = {
        "crunch.side.clean.1", "crunch.side.clean.2",   "sit-up.side.clean.1",     "leg-raise.side.clean.1",
        "plank.side.clean.1",  "dead-bug.side.clean.1", "side-plank.side.clean.1", "mountain-climber.side.clean.1",
        "v-up.side.clean.1"};
    static const char *const oblique[] = {"crunch.oblique.clean.1", "leg-raise.oblique.clean.1",
                                          "plank.oblique.clean.1", "russian-twist.oblique.clean.1"};
    for (size_t i = 0; i < LUMBAR_COUNT(side); i++)
        judge(side[i], true, (bounds){{.04, .04, .05}, {.11, .17, .06}, .97});
    for (size_t i = 0; i < LUMBAR_COUNT(oblique); i++)
        judge(oblique[i], true, (bounds){{.12, .06, .04}, {.19, .14, .08}, .85});
}

/* Without depth the picture still tells two axes; how far left and right lie is a typical breadth. */
static void without_depth_two_axes_are_measured(void **state)
{
    (void)state;
    static const char *const ids[] = {"crunch.side.clean.1", "leg-raise.side.clean.1", "plank.side.clean.1",
                                      "mountain-climber.side.clean.1"};
    for (size_t i = 0; i < LUMBAR_COUNT(ids); i++) judge(ids[i], false, (bounds){{.05, .04, .03}, {.12, .2, .07}, .9});
}

/* Who does not tell a height is taken for 1.75 m: all lengths follow, the bands are wider, and it is said. */
static void a_height_that_is_not_told_is_guessed(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *f = trainee_film_of(arena, "plank.side.clean.1", true);
    const lumbar_body *told = motion_of(arena, &f->pose, 1.75)->bodies,
                      *tall = motion_of(arena, &f->pose, 1.925)->bodies,
                      *not_told = motion_of(arena, &f->pose, NAN)->bodies;
    assert_true(not_told->height_guessed && !told->height_guessed);
    assert_float_equal(not_told->height_m, 1.75, 1e-9);
    const lumbar_body_point *nose = &told->points[LUMBAR_NOSE][50];
    assert_float_equal(not_told->points[LUMBAR_NOSE][50].at[0], nose->at[0], 1e-6);
    assert_true(not_told->points[LUMBAR_NOSE][50].band[0] > nose->band[0]);
    assert_float_equal(tall->points[LUMBAR_NOSE][50].at[0], 1.1 * nose->at[0], 1e-3);
    lumbar_arena_free(arena);
}

/* Who sits lower in the picture at first, the legs outside it, and goes back from there: the floor is where the rest of
 * the time is spent. */
static void who_begins_nearer_stands_on_the_same_floor(void **state)
{
    (void)state;
    const double lower = 250, starts_s = 3, takes_s = 2; /* px */
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *f = trainee_film_of(arena, "leg-raise.side.clean.1", true);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, f->pose.frame_count);
    lumbar_pose nearer = f->pose;
    for (size_t i = 0; i < nearer.frame_count; i++) {
        frames[i] = f->pose.frames[i];
        double still = fmax(0, fmin(1, 1 - (frames[i].time_s - starts_s) / takes_s));
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            frames[i].points[p].y += (float)(still * lower);
            if (still > 0 && p >= LUMBAR_LEFT_KNEE) frames[i].points[p] = (lumbar_point){NAN, NAN, 0};
        }
    }
    nearer.frames = frames;
    const lumbar_body *a = motion_of(arena, &f->pose, 1.75)->bodies, *b = motion_of(arena, &nearer, 1.75)->bodies;
    assert_int_equal(a->count, b->count);
    for (size_t g = (size_t)((starts_s + takes_s + 1) / a->step_s); g < a->count; g += 10)
        assert_float_equal(a->points[LUMBAR_LEFT_HIP][g].at[2], b->points[LUMBAR_LEFT_HIP][g].at[2], 0.06);
    lumbar_arena_free(arena);
}

/* A picture and its mirror image show the same body with left and right exchanged. */
static void mirrored_left_is_right(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *f = trainee_film_of(arena, "sit-up.side.clean.1", true);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, f->pose.frame_count);
    lumbar_pose mirrored = f->pose;
    for (size_t i = 0; i < mirrored.frame_count; i++) {
        frames[i] = f->pose.frames[i];
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            int from = p < LUMBAR_LEFT_EAR ? p : p % 2 ? p + 1 : p - 1; /* the face is let be */
            const lumbar_frame *other = &f->pose.frames[i];
            frames[i].points[p] = other->points[from];
            frames[i].points[p].x = (float)mirrored.width - other->points[from].x;
            for (int k = 0; k < 3; k++) frames[i].world[p][k] = (k ? 1 : -1) * other->world[from][k];
        }
    }
    mirrored.frames = frames;
    const lumbar_body *a = motion_of(arena, &f->pose, 1.75)->bodies, *b = motion_of(arena, &mirrored, 1.75)->bodies;
    for (size_t g = 0; g < a->count; g += 10)
        for (int p = LUMBAR_LEFT_SHOULDER; p < LUMBAR_POINT_COUNT; p++) {
            const lumbar_body_point *one = &a->points[p][g], *two = &b->points[p % 2 ? p + 1 : p - 1][g];
            for (int k = 0; k < 3; k++) assert_float_equal(one->at[k], (k == 1 ? -1 : 1) * two->at[k], 0.01);
        }
    lumbar_arena_free(arena);
}

/* ---- measured bodies ----------------------------------------------------------------------------------- */

static size_t count_of(const lumbar_recording *r, const char *exercise)
{
    size_t count = 0;
    for (size_t i = 0; i < r->set_count; i++) {
        if (strcmp(r->sets[i].exercise->id, exercise) != 0) continue;
        count += r->sets[i].rep_count ? r->sets[i].rep_count : 1;
    }
    return count;
}

/* Markers go on as a film does: what was done is named and counted, and its fault is found. */
static void markers_are_looked_at_as_a_film_is(void **state)
{
    (void)state;
    static const struct {
        const char *id, *exercise, *fault;
    } done[] = {{"sit-up.side.clean.1", "sit-up", NULL},
                {"leg-raise.side.clean.1", "leg-raise", NULL},
                {"hanging-leg-raise.side.clean.1", "hanging-leg-raise", NULL},
                {"plank.side.sag.1", "plank", "plank-sag"},
                {"crunch.side.feet-lift.1", "crunch", "feet-lift"}};
    for (size_t i = 0; i < LUMBAR_COUNT(done); i++) {
        lumbar_arena *arena = lumbar_arena_new();
        const trainee_film *f = trainee_film_of(arena, done[i].id, true);
        const lumbar_recording *r = seen_of(arena, pose_of(arena, trainee_markers_of(arena, done[i].id)));
        size_t count = count_of(r, done[i].exercise);
        bool found = false;
        for (size_t k = 0; k < r->finding_count; k++)
            found |=
                r->findings[k].state == LUMBAR_PRESENT && done[i].fault && !strcmp(r->findings[k].id, done[i].fault);
        if (count != (size_t)f->scenario.repeat_count || found != (done[i].fault != NULL))
            fail_msg("%s: %zu of %d, fault %d", done[i].id, count, f->scenario.repeat_count, found);
        assert_string_equal(r->view, "side");
        lumbar_arena_free(arena);
    }
}

/* Markers may lie anyhow on the floor: the camera stands at the person's side. */
static void the_floors_axes_may_lie_anyhow(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_motion *straight = trainee_markers_of(arena, "leg-raise.side.clean.1");
    lumbar_body turned = straight->bodies[0];
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        lumbar_body_point *points = LUMBAR_NEW_ARRAY(arena, lumbar_body_point, turned.count);
        for (size_t g = 0; g < turned.count; g++) {
            points[g] = straight->bodies[0].points[p][g];
            float x = points[g].at[0], y = points[g].at[1];
            points[g].at[0] = 0.6F * x - 0.8F * y + 30;
            points[g].at[1] = 0.8F * x + 0.6F * y - 7;
        }
        turned.points[p] = points;
    }
    lumbar_motion motion = *straight;
    motion.bodies = &turned;
    const lumbar_recording *a = seen_of(arena, pose_of(arena, straight)), *b = seen_of(arena, pose_of(arena, &motion));
    assert_int_equal(a->set_count, b->set_count);
    assert_int_equal(count_of(a, "leg-raise"), count_of(b, "leg-raise"));
    lumbar_arena_free(arena);
}

/* From a film to metres and back to what a camera sees: the same sets. */
static void there_and_back_it_is_the_same(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *f = trainee_film_of(arena, "crunch.side.clean.1", true);
    const lumbar_motion *m = motion_of(arena, &f->pose, 1.75);
    const lumbar_recording *direct = seen_of(arena, &f->pose), *back = seen_of(arena, pose_of(arena, m));
    assert_int_equal(m->set_count, direct->set_count);
    assert_int_equal(back->set_count, direct->set_count);
    assert_int_equal(count_of(back, "crunch"), count_of(direct, "crunch"));
    assert_true(m->curve_count >= 4);
    lumbar_arena_free(arena);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_body bodies[2] = {{.start_s = 0, .step_s = 0.02, .count = 100}, {.start_s = 1, .step_s = 0.02, .count = 10}};
    assert_null(lumbar_pose_of(arena, &(lumbar_motion){.bodies = bodies, .body_count = 2}, &error));
    assert_int_equal(error.code, LUMBAR_USAGE); /* the second begins in the first */
    bodies[0].step_s = 0;
    assert_null(lumbar_pose_of(arena, &(lumbar_motion){.bodies = bodies, .body_count = 1}, &error));
    assert_int_equal(pose_of(arena, &(lumbar_motion){.body_count = 0})->frame_count, 0);
    bodies[0].step_s = 0.02; /* of no point at all: nobody is there */
    const lumbar_pose *empty = pose_of(arena, &(lumbar_motion){.bodies = bodies, .body_count = 1});
    assert_int_equal(empty->frame_count, 100);
    assert_false(empty->frames[7].person);
    assert_int_equal(seen_of(arena, empty)->set_count, 0);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(points_are_where_they_are),
                                          cmocka_unit_test(without_depth_two_axes_are_measured),
                                          cmocka_unit_test(a_height_that_is_not_told_is_guessed),
                                          cmocka_unit_test(who_begins_nearer_stands_on_the_same_floor),
                                          cmocka_unit_test(mirrored_left_is_right),
                                          cmocka_unit_test(markers_are_looked_at_as_a_film_is),
                                          cmocka_unit_test(the_floors_axes_may_lie_anyhow),
                                          cmocka_unit_test(there_and_back_it_is_the_same),
                                          cmocka_unit_test(what_makes_no_sense_is_refused)};
CHECK_MAIN(tests)
