/* What the tests of findings share: looking at a figure, and asking for one finding. */
#ifndef LUMBAR_TESTS_LOOK_H
#define LUMBAR_TESTS_LOOK_H

#include <math.h>
#include <string.h>
#include "../check.h"
#include "../motion/figure.h"

static inline const lumbar_recording *see_pose(lumbar_arena *arena, const lumbar_pose *pose, const char *intended)
{
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    lumbar_see_settings settings = {
        .height_m = 1.75, .intended = knowledge && intended ? lumbar_exercise_find(knowledge, intended) : NULL};
    const lumbar_recording *r = knowledge ? lumbar_see(arena, pose, &settings, knowledge, &error) : NULL;
    if (!r) fail_msg("%s", error.text);
    return r;
}

static inline const lumbar_recording *see(lumbar_arena *arena, figure_motion *motion, double fault, double seconds,
                                          figure_camera camera)
{
    return see_pose(arena, figure_film(arena, motion, fault, seconds, camera), NULL);
}

static inline const lumbar_finding *find(const lumbar_recording *r, const char *id)
{
    for (size_t i = 0; i < r->finding_count; i++)
        if (!strcmp(r->findings[i].id, id)) return &r->findings[i];
    fail_msg("no finding %s", id);
    return NULL;
}

static inline void assert_state(const lumbar_recording *r, const char *id, lumbar_state state)
{
    const lumbar_finding *f = find(r, id);
    if (f->state != state) fail_msg("%s: state %d, not %d: %s", id, f->state, state, f->text);
    if (state == LUMBAR_UNKNOWN) assert_true(f->cure && f->what && f->why_not && f->confidence == 0 && isnan(f->value));
    if (state == LUMBAR_PRESENT) assert_true(f->strength > 0 && f->confidence > 0);
}

/* What is no question for what was done is not told, neither as fine nor as unknown. */
static inline void assert_not_asked(const lumbar_recording *r, const char *id)
{
    for (size_t i = 0; i < r->finding_count; i++) assert_string_not_equal(r->findings[i].id, id);
}

static inline void assert_nobody_accused(const lumbar_recording *r, const char *name)
{
    for (size_t i = 0; i < r->finding_count; i++)
        if (r->findings[i].state == LUMBAR_PRESENT) fail_msg("%s: %s", name, r->findings[i].text);
    for (size_t s = 0; s < r->set_count; s++)
        for (size_t k = 0; k < r->sets[s].rep_count; k++) assert_int_equal(r->sets[s].reps[k].finding_count, 0);
    for (size_t i = 0; i < r->moment_count; i++) assert_string_equal(r->moments[i].kind, "seen");
}

#endif
