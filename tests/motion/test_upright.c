/* A picture that stands on its head gives the same exercise as upright, and one that does not is never turned. */
#include <string.h>
#include "../check.h"
#include "figure.h"
#include "motion/motion.h"
#include "seen/seen.h"

static lumbar_movement *motion_of(lumbar_arena *arena, figure_motion *motion, double seconds, figure_camera camera)
{
    lumbar_motion_limits limits;
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    if (!knowledge || !lumbar_motion_limits_read(knowledge, &limits, &error)) fail_msg("%s", error.text);
    lumbar_movement *m = lumbar_movement_of(arena, figure_film(arena, motion, 0, seconds, camera), &limits);
    assert_non_null(m);
    return m;
}

static const struct {
    const char *name;
    figure_motion *motion;
    double seconds;
    bool told; /* on its head it is no other movement the right way up, as a bicycle crunch is a climber, and a plank
                  one who lies on the back with arms and legs up */
} CASES[] = {{"crunch", figure_crunch, 15, true},
             {"sit-up", figure_sit_up, 16, true},
             {"leg raise", figure_leg_raise, 16, true},
             {"reverse crunch", figure_reverse_crunch, 15, true},
             {"v-up", figure_v_up, 15, true},
             {"plank", figure_plank, 8, false},
             {"side plank", figure_side_plank, 8, false},
             {"russian twist", figure_twist, 12, true},
             {"bicycle", figure_bicycle, 12, false},
             {"dead bug", figure_dead_bug, 16, false},
             {"flutter kick", figure_flutter, 12, false},
             {"mountain climber", figure_climber, 11.2, false},
             {"hanging leg raise", figure_hanging, 15, true},
             {"roll-out", figure_rollout, 16, false},
             {"good morning", figure_good_morning, 15, false},
             {"standing", figure_standing, 15, false},
             {"getting up", figure_get_up, 10, false}};

static bool all(const lumbar_movement *m, bool upside_down)
{
    bool same = true;
    for (size_t i = 0; i < m->stretch_count; i++) same = same && (m->stretches[i].quarters == 2) == upside_down;
    return same;
}

static void a_picture_on_its_head_gives_the_same_exercise(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t k = 0; k < LUMBAR_COUNT(CASES); k++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            if (!CASES[k].told) continue;
            lumbar_arena *arena = lumbar_arena_new();
            figure_camera camera = {.scale = 300, .mirrored = mirrored};
            const lumbar_movement *a = motion_of(arena, CASES[k].motion, CASES[k].seconds, camera);
            camera.roll = 180;
            const lumbar_movement *b = motion_of(arena, CASES[k].motion, CASES[k].seconds, camera);
            bool same = a->bout_count == b->bout_count && all(b, true);
            for (size_t i = 0; same && i < a->bout_count; i++)
                same = !strcmp(a->bouts[i].exercise->id, b->bouts[i].exercise->id) &&
                       a->bouts[i].count == b->bouts[i].count;
            if (!same) {
                wrong++;
                print_message("# %s: %s x%zu, on its head %s x%zu\n", CASES[k].name, a->bouts[0].exercise->id,
                              a->bouts[0].count, b->bout_count ? b->bouts[0].exercise->id : "nothing",
                              b->bout_count ? b->bouts[0].count : 0);
            }
            lumbar_arena_free(arena);
        }
    assert_int_equal(wrong, 0);
}

static void an_upright_picture_is_never_turned(void **state)
{
    (void)state;
    for (size_t k = 0; k < LUMBAR_COUNT(CASES); k++)
        for (double yaw = 0; yaw < 50; yaw += 24) {
            lumbar_arena *arena = lumbar_arena_new();
            const lumbar_movement *m =
                motion_of(arena, CASES[k].motion, CASES[k].seconds, (figure_camera){.scale = 300, .yaw = yaw});
            if (!all(m, false)) fail_msg("%s at %.0f degrees was turned", CASES[k].name, yaw);
            lumbar_arena_free(arena);
        }
}

/* Only where the feet rest on the same floor: who lies with the legs up looks as one who stands. */
static void a_picture_on_its_side_gives_the_same_exercise(void **state)
{
    (void)state;
    static figure_motion *const motions[] = {figure_crunch, figure_sit_up};
    for (size_t k = 0; k < LUMBAR_COUNT(motions); k++)
        for (int mirrored = 0; mirrored < 2; mirrored++)
            for (int quarters = 1; quarters < 4; quarters += 2) {
                lumbar_arena *arena = lumbar_arena_new();
                figure_camera camera = {.scale = 300, .mirrored = mirrored};
                const lumbar_movement *a = motion_of(arena, motions[k], 16, camera);
                camera.roll = -90 * quarters;
                const lumbar_movement *b = motion_of(arena, motions[k], 16, camera);
                assert_int_equal(b->stretches[0].quarters, quarters);
                assert_int_equal(a->bout_count, b->bout_count);
                assert_string_equal(a->bouts[0].exercise->id, b->bouts[0].exercise->id);
                assert_int_equal(a->bouts[0].count, b->bouts[0].count);
                lumbar_arena_free(arena);
            }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_picture_on_its_side_gives_the_same_exercise),
    cmocka_unit_test(a_picture_on_its_head_gives_the_same_exercise),
    cmocka_unit_test(an_upright_picture_is_never_turned),
};

CHECK_MAIN(tests)
