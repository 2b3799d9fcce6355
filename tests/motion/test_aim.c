/* How the camera looks at the body: the trainee's own points, seen at an angle and from above, against where the camera
 * truly stands and how the body truly is. */
#include <math.h>
#include "../check.h"
#include "motion/motion.h"
#include "seen/seen.h"
#include "trainee_film.h"

static const lumbar_motion_limits *builtin(lumbar_arena *arena)
{
    lumbar_error error = {0};
    lumbar_motion_limits *limits = LUMBAR_NEW(arena, lumbar_motion_limits);
    const lumbar_knowledge *knowledge = lumbar_knowledge_builtin(arena, &error);
    if (!knowledge || !lumbar_motion_limits_read(knowledge, limits, &error)) fail_msg("%s", error.text);
    return limits;
}

static const lumbar_stretch *stretch_of(lumbar_arena *arena, const trainee_film *film)
{
    const lumbar_movement *motion = lumbar_movement_of(arena, &film->pose, builtin(arena));
    assert_non_null(motion);
    assert_int_equal(motion->stretch_count, 1);
    return &motion->stretches[0];
}

/* Mean error in degrees of trunk and near knee over the whole film. */
static void mean_errors(const trainee_film *film, const lumbar_stretch *s, bool front_up, double mean[2])
{
    mean[0] = mean[1] = 0;
    for (size_t g = 0; g < s->count; g++) {
        lumbar_truth t;
        lumbar_scenario_at(&film->scenario, s->start_s + (double)g * s->step_s, &t);
        double trunk = M_PI / 2 + (front_up ? t.chest : -t.chest), knee = t.knee[s->near_side];
        mean[0] += fabs(remainder(s->signal[LUMBAR_TRUNK][g] - trunk, 2 * M_PI)) / DEGREE / (double)s->count;
        mean[1] += fabs(remainder(s->signal[LUMBAR_KNEE][g] - knee, 2 * M_PI)) / DEGREE / (double)s->count;
    }
}

/* How far down the camera truly looks at the hips, a tangent: where they are in the picture counts, not where it
 * points. */
static double true_look(const trainee_film *film, const lumbar_camera *camera)
{
    lumbar_truth t;
    lumbar_scenario_at(&film->scenario, film->scenario.duration_s / 2, &t);
    lumbar_trainee_vec hips = between(t.points[LUMBAR_LEFT_HIP], t.points[LUMBAR_RIGHT_HIP], .5),
                       to = sub(hips, camera->at);
    return -to.z / hypot(to.x, to.y);
}

/* Turned by 17 to 30 degrees and from above the floor slopes in the picture by 4 degrees and more. */
static void seen_at_an_angle_the_body_is_as_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        bool front_up;
    } films[] = {{"leg-raise.oblique.clean.1", true},
                 {"crunch.oblique.clean.1", true},
                 {"plank.oblique.clean.1", false},
                 {"crunch.side.clean.1", true}};
    lumbar_arena *arena = lumbar_arena_new();
    double most = tan(builtin(arena)->tilt_band * DEGREE);
    for (size_t i = 0; i < LUMBAR_COUNT(films); i++) {
        const trainee_film *film = trainee_film_of(arena, films[i].id, true);
        const lumbar_stretch *s = stretch_of(arena, film);
        lumbar_camera camera = lumbar_scenario_camera(&film->scenario, film->pose.width, film->pose.height);
        double turn = -camera.forward.x / camera.right.x, look = true_look(film, &camera), mean[2];
        mean_errors(film, s, films[i].front_up, mean);
        print_message("%s: turn %.2f, truly %.2f; look %.2f, truly %.2f; trunk %.1f, knee %.1f degrees off\n",
                      films[i].id, s->turn, turn, s->look, look, mean[0], mean[1]);
        assert_true(fabs(s->turn - turn) < 0.1);
        assert_true(fabs(s->look - fmin(look, most)) < 0.1);
        assert_true(mean[0] < 1 && mean[1] < 1);
    }
    lumbar_arena_free(arena);
}

/* Without depth nothing tells it. */
static void without_depth_the_picture_stands(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_stretch *s = stretch_of(arena, trainee_film_of(arena, "leg-raise.oblique.clean.1", false));
    assert_true(s->turn == 0 && s->look == 0);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(seen_at_an_angle_the_body_is_as_it_is),
                                          cmocka_unit_test(without_depth_the_picture_stands)};
CHECK_MAIN(tests)
