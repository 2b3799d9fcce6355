/* Body points -> one recording's sets, repetitions, findings: the whole of looking. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "seen/seen.h"

/* What was meant: as was told; else the exercise that the person speaks of, where the recording can be of it: it is
 * there, or a crunch where they said sit-up, or the other way round. Who speaks of leg raises and films crunches did
 * not mean leg raises. */
static const lumbar_exercise *meant(const lumbar_motion *motion, const lumbar_see_settings *settings)
{
    const lumbar_exercise *told = settings->told;
    if (settings->intended || !told) return settings->intended;
    for (size_t b = 0; b < motion->bout_count; b++) {
        const lumbar_exercise *seen = motion->bouts[b].exercise;
        if (lumbar_exercise_is(told, seen) || lumbar_goes_on_as(seen, told) || lumbar_goes_on_as(told, seen))
            return told;
    }
    return NULL;
}

/* Sets that look like what was meant are that. */
static void name_sets(lumbar_motion *motion, const lumbar_exercise *intended)
{
    for (size_t b = 0; intended && b < motion->bout_count; b++)
        if (lumbar_exercise_is(intended, motion->bouts[b].exercise)) motion->bouts[b].exercise = intended;
}

/* Room for what every judged row may give, and for whether each repetition has it. */
static bool make_room(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    for (size_t i = 0; i < seeing->knowledge->finding_count; i++)
        seeing->room += seeing->knowledge->findings[i].judged != NULL;
    seeing->findings = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_finding, seeing->room);
    seeing->rows = LUMBAR_NEW_ARRAY(seeing->arena, const lumbar_finding_row *, seeing->room);
    seeing->worst = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_seen_fault, seeing->room);
    seeing->faults = LUMBAR_NEW_ARRAY(seeing->arena, bool *, m->bout_count + 1);
    for (size_t b = 0; seeing->faults && b < m->bout_count; b++)
        if (!(seeing->faults[b] = LUMBAR_NEW_ARRAY(seeing->arena, bool, m->bouts[b].count * seeing->room)))
            return false;
    return seeing->findings && seeing->rows && seeing->worst && seeing->faults;
}

/* Nothing could be told at all: all that could have been asked is unknown, with the one cure. */
static void see_nothing(lumbar_seeing *seeing)
{
    const lumbar_motion *m = seeing->motion;
    if (m->bout_count || !m->stretch_count) return;
    lumbar_reason_id why = LUMBAR_REASON_NOTHING;
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        if ((double)s->count * s->step_s >= LUMBAR_BRIEF_S && s->shake > seeing->limits->motion.shake_most)
            why = lumbar_why_shaky(s);
    }
    lumbar_leave_open(seeing, why);
}

/* Of the recording, its last frame included: a file may say less. */
static double duration_of(const lumbar_pose *pose)
{
    double last = pose->frame_count && pose->timed ? pose->frames[pose->frame_count - 1].time_s : 0;
    return fmax(pose->duration_s, last);
}

static bool fill_views(lumbar_seeing *seeing, lumbar_recording *recording)
{
    static const char *const names[] = {"unknown", "side", "oblique", "front"};
    const lumbar_motion *m = seeing->motion;
    double time[4] = {0}, seen = 0;
    int best = 0;
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        size_t known = 0;
        for (size_t g = 0; g < s->count; g++) known += !isnan(s->signal[LUMBAR_TRUNK][g]);
        time[s->view] += (double)known * s->step_s;
        seen += (double)known * s->step_s;
    }
    for (int v = 1; v < 4; v++)
        if (time[v] > time[best]) best = v;
    recording->view = names[best];
    recording->seen_share = recording->duration_s > 0 ? fmin(1, seen / recording->duration_s) : 0;
    return true;
}

lumbar_recording *lumbar_see(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                             const struct lumbar_knowledge *knowledge, int index, lumbar_error *error)
{
    lumbar_seen_limits limits;
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    if (!lumbar_seen_limits_read(knowledge, &limits, error)) return NULL;
    lumbar_watch watch = {.progress = settings->progress, .user = settings->user};
    limits.motion.named = settings->intended ? settings->intended : settings->told;
    lumbar_motion *motion = recording ? lumbar_motion_watched(arena, pose, &limits.motion, &watch) : NULL;
    const lumbar_exercise *intended = motion ? meant(motion, settings) : NULL;
    if (motion) name_sets(motion, intended);
    lumbar_seeing seeing = {.arena = arena,
                            .motion = motion,
                            .limits = &limits,
                            .settings = settings,
                            .knowledge = knowledge,
                            .intended = intended,
                            .index = index,
                            .height_m = isnan(settings->height_m) ? knowledge->limits[LUMBAR_LIMIT_HEIGHT]
                                                                  : settings->height_m};
    bool good = motion && make_room(&seeing) && lumbar_read_facts(&seeing);
    if (good) {
        lumbar_judge_all(&seeing);
        see_nothing(&seeing);
        *recording = (lumbar_recording){.path = pose->path, .kind = pose->kind, .duration_s = duration_of(pose)};
        fill_views(&seeing, recording);
        recording->findings = seeing.findings;
        recording->finding_count = seeing.count;
        lumbar_show_sets(&seeing, recording);
        lumbar_show_curves(&seeing, recording);
        lumbar_show_moments(&seeing, recording);
        lumbar_show_gaps(&seeing, recording);
        lumbar_show_notes(&seeing, recording);
    }
    if (watch.stopped) return lumbar_fail(error, LUMBAR_INTERRUPTED, 0, "stopped"), NULL;
    if (!good || seeing.failed) lumbar_fail_memory(error);
    return lumbar_settle(arena, good && !seeing.failed, error) ? recording : NULL;
}
