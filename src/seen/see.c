/* Body points -> one recording's sets, repetitions, findings: the whole of looking. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "motion/metric.h"
#include "seen/again.h"
#include "seen/stand.h"

/* What was meant: as was told; else the one exercise that the person speaks of, where the recording can be of it: it is
 * there, or a crunch where they said sit-up, or the other way round. Who speaks of leg raises and films crunches did
 * not mean leg raises. */
static const lumbar_exercise *meant(const lumbar_movement *motion, const lumbar_see_settings *settings)
{
    if (settings->intended || settings->told_count != 1) return settings->intended;
    const lumbar_exercise *told = settings->told[0];
    for (size_t b = 0; told->seen && b < motion->bout_count; b++) {
        const lumbar_exercise *seen = motion->bouts[b].exercise;
        if (lumbar_exercise_is(told, seen) || lumbar_goes_on_as(seen, told) || lumbar_goes_on_as(told, seen))
            return told;
    }
    return NULL;
}

/* Sets that look like what was meant are that. */
static void name_sets(lumbar_movement *motion, const lumbar_exercise *intended)
{
    for (size_t b = 0; intended && b < motion->bout_count; b++)
        if (lumbar_exercise_is(intended, motion->bouts[b].exercise)) motion->bouts[b].exercise = intended;
}

/* Room for what every judged row may give, and for whether each repetition has it. */
static bool make_room(lumbar_seeing *seeing)
{
    const lumbar_movement *m = seeing->motion;
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
    const lumbar_movement *m = seeing->motion;
    if (m->bout_count || !m->stretch_count) return;
    lumbar_reason_id why = m->misshapen ? LUMBAR_REASON_SHAPE : LUMBAR_REASON_NOTHING;
    for (size_t i = 0; !m->misshapen && i < m->stretch_count; i++) {
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
    const lumbar_movement *m = seeing->motion;
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

/* Body points -> movement, sets called as they were meant; NULL when out of memory or stopped. */
static lumbar_movement *see_motion(const lumbar_seeing *seeing, const lumbar_pose *pose, lumbar_watch *watch)
{
    lumbar_movement *motion = lumbar_movement_watched(seeing->arena, pose, &seeing->limits->motion, watch);
    if (motion) name_sets(motion, meant(motion, seeing->settings));
    return motion;
}

/* What is there to be judged, and the room for it. */
static bool judge(lumbar_seeing *seeing)
{
    seeing->intended = meant(seeing->motion, seeing->settings);
    if (!make_room(seeing) || !lumbar_read_facts(seeing)) return false;
    lumbar_judge_all(seeing);
    see_nothing(seeing);
    return !seeing->failed;
}

/* One watch over several looks of the same length. */
typedef struct part {
    const lumbar_see_settings *settings;
    size_t done, all;
} part;

static bool show_part(void *user, double done_s, double total_s)
{
    const part *p = user;
    if (!p->settings->progress) return true;
    return p->settings->progress(p->settings->user, ((double)p->done * total_s + done_s) / (double)p->all, total_s);
}

/* The same recording, disturbed; each look takes its memory with it. */
static bool look_again(const lumbar_seeing *whole, const lumbar_pose *pose, lumbar_watch *watch, part *done,
                       lumbar_glances *glances)
{
    size_t count = lumbar_again_count(pose);
    done->all = count + 1;
    glances->list = LUMBAR_NEW_ARRAY(whole->arena, lumbar_glance, count);
    for (; glances->list && done->done < count; done->done++) {
        lumbar_seeing look = *whole;
        lumbar_arena *scratch = look.arena = lumbar_arena_new();
        const lumbar_pose *again = scratch ? lumbar_again(scratch, pose, done->done) : NULL;
        look.motion = again ? see_motion(&look, again, watch) : NULL;
        bool good =
            look.motion && judge(&look) && lumbar_take_glance(whole->arena, &look, &glances->list[glances->count++]);
        if (!good && !watch->stopped) lumbar_arena_spend(whole->arena);
        lumbar_scratch_free(whole->arena, scratch);
        if (!good) return false;
    }
    return glances->list != NULL;
}

static void show(lumbar_seeing *seeing, const lumbar_pose *pose, lumbar_recording *recording)
{
    *recording = (lumbar_recording){.path = pose->path, .kind = pose->kind, .duration_s = duration_of(pose)};
    fill_views(seeing, recording);
    recording->findings = seeing->findings;
    recording->finding_count = seeing->count;
    lumbar_show_sets(seeing, recording);
    lumbar_show_curves(seeing, recording);
    lumbar_show_moments(seeing, recording);
    lumbar_show_gaps(seeing, recording);
    lumbar_show_notes(seeing, recording);
}

/* What every look at a recording is asked with. */
static bool begin(lumbar_seeing *seeing, lumbar_seen_limits *limits, lumbar_error *error)
{
    const lumbar_see_settings *settings = seeing->settings;
    if (!lumbar_seen_limits_read(seeing->knowledge, limits, error)) return false;
    limits->motion.named = settings->intended ? &settings->intended : settings->told;
    limits->motion.named_count = settings->intended ? 1 : settings->told_count;
    seeing->limits = limits;
    seeing->index = settings->index;
    seeing->height_m = isnan(settings->height_m) ? seeing->knowledge->limits[LUMBAR_LIMIT_HEIGHT] : settings->height_m;
    return true;
}

/* The end of a stage that `watch` may have stopped. */
static bool end(const lumbar_seeing *seeing, const lumbar_watch *watch, bool good, lumbar_error *error)
{
    if (watch->stopped) return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED);
    if (!good || seeing->failed) lumbar_fail_memory(error);
    return lumbar_settle(seeing->arena, good && !seeing->failed, error);
}

lumbar_recording *lumbar_see(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                             const struct lumbar_knowledge *knowledge, lumbar_error *error)
{
    lumbar_seeing seeing = {.arena = arena, .settings = settings, .knowledge = knowledge};
    lumbar_seen_limits limits;
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    part done = {.settings = settings};
    lumbar_watch watch = {.progress = show_part, .user = &done};
    lumbar_glances glances = {0};
    lumbar_movement *motion = NULL;
    if (!begin(&seeing, &limits, error)) return NULL;
    if (recording && look_again(&seeing, pose, &watch, &done, &glances)) motion = see_motion(&seeing, pose, &watch);
    seeing.motion = motion;
    bool good = motion && lumbar_stand_sets(&seeing, &glances, motion) && judge(&seeing);
    if (good) {
        lumbar_stand_findings(&seeing, &glances);
        show(&seeing, pose, recording);
    }
    return end(&seeing, &watch, good, error) ? recording : NULL;
}

/* ---- motion by itself ---------------------------------------------------------------------------------- */

static bool show_bodies(const lumbar_seeing *seeing, lumbar_motion *motion)
{
    const lumbar_movement *m = seeing->motion;
    lumbar_body *bodies = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_body, m->stretch_count);
    for (size_t i = 0; bodies && i < m->stretch_count; i++) {
        if (isnan(m->stretches[i].trunk_length)) continue; /* a body without a size */
        lumbar_body *body = &bodies[motion->body_count++];
        body->height_m = seeing->height_m;
        body->height_guessed = isnan(seeing->settings->height_m);
        if (!lumbar_motion_metric(seeing->arena, &m->stretches[i], &seeing->limits->motion, body)) return false;
    }
    motion->bodies = bodies;
    return bodies != NULL;
}

const lumbar_motion *lumbar_motion_of(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                                      const struct lumbar_knowledge *knowledge, lumbar_error *error)
{
    lumbar_seeing seeing = {.arena = arena, .settings = settings, .knowledge = knowledge};
    lumbar_seen_limits limits;
    lumbar_recording shown = {.duration_s = duration_of(pose)};
    lumbar_motion *motion = LUMBAR_NEW(arena, lumbar_motion);
    lumbar_watch watch = {.progress = settings->progress, .user = settings->user};
    if (!begin(&seeing, &limits, error)) return NULL;
    seeing.motion = motion ? see_motion(&seeing, pose, &watch) : NULL;
    bool good = seeing.motion && show_bodies(&seeing, motion);
    if (good) {
        lumbar_show_sets(&seeing, &shown);
        lumbar_show_curves(&seeing, &shown);
        lumbar_show_gaps(&seeing, &shown);
        motion->path = pose->path;
        motion->duration_s = shown.duration_s;
        motion->sets = shown.sets;
        motion->set_count = shown.set_count;
        motion->curves = shown.curves;
        motion->curve_count = shown.curve_count;
        motion->not_seen = shown.not_seen;
        motion->not_seen_count = shown.not_seen_count;
    }
    return end(&seeing, &watch, good, error) ? motion : NULL;
}
