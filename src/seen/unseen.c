/* What was not seen and why, and the notes that go with a recording. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "seen/seen.h"

static int by_start(const void *a, const void *b)
{
    const lumbar_gap *p = a, *q = b;
    if (p->start_s != q->start_s) return p->start_s < q->start_s ? -1 : 1;
    return strcmp(p->why, q->why);
}

/* ---- what could not be told --------------------------------------------------------------------------- */

/* One cure for each reason, so that each is told once, whatever it hides. */
static const struct {
    const char *why, *cure;
} CURES[] = {
    {LUMBAR_WHY_SHAKE, "Put the camera down so that it stands still."},
    {LUMBAR_WHY_VIEW, "Put the camera square to your side, at the height of the mat."},
    {LUMBAR_WHY_SMALL, "Move the camera closer, head and feet still in the picture."},
    {LUMBAR_WHY_FEET, "Film so that your whole body is in the picture, feet included."},
    {LUMBAR_WHY_ARM, "Keep your hands on the chest or behind the head: arms beside the body hide the back."},
    {LUMBAR_WHY_EDGE, "Wear a plain, close-fitting top in a colour that stands out from what is behind you, in good light."},
    {LUMBAR_WHY_OUTLINE, "Give the video itself, or a file that lumbar pose wrote."},
    {LUMBAR_WHY_INTENDED, "Tell which exercise you meant (--exercise)."},
    {LUMBAR_WHY_FEW, "Film at least five repetitions in one go."},
    {LUMBAR_WHY_SIDES, "Film at least three repetitions from the feet, camera still."},
    {LUMBAR_WHY_CLOSE, "Film again, closer and square to your side: it can then be read more exactly."},
    {LUMBAR_WHY_REST, "Lie still for two seconds before the first repetition, in the position you start from."},
    {LUMBAR_WHY_UNEVEN, "Film one set of at least eight repetitions, all done the same way."},
    {LUMBAR_WHY_NOTHING, "Film at least three repetitions from the side, camera still at mat height, your whole body in the "
                         "picture."},
    {LUMBAR_WHY_LOST, "Film from the side, camera still at mat height, your whole body in the picture, in good light."},
};

lumbar_finding *lumbar_add_unseen(lumbar_seeing *seeing, const char *id, const char *what, const char *why_not)
{
    const char *cure = NULL;
    for (size_t i = 0; i < LUMBAR_COUNT(CURES); i++)
        if (!strcmp(CURES[i].why, why_not)) cure = CURES[i].cure;
    lumbar_finding *f = lumbar_add_finding(seeing, id, LUMBAR_UNKNOWN, 0, 0,
                                           lumbar_format(seeing->arena, "Whether %s could not be seen: %s.", what, why_not));
    if (!f) return NULL;
    f->what = what;
    f->why_not = why_not;
    f->cure = cure;
    return f;
}

/* ---- stretches and notes ------------------------------------------------------------------------------- */

/* Stretches in which a body was found, but not how it moves. */
static const char *why_blind(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    if (isnan(s->trunk_length)) return "shoulders and hips are missing here, or lie in one place: a body without a size";
    if ((double)s->count * s->step_s < 1) /* our own choice: no repetition is shorter, and a view needs some time to be told */
        return "the body is seen too briefly here to tell what it does";
    if (s->shake > seeing->limits->shake_some)
        return "the camera moves, so what the body does cannot be judged";
    if (s->view == LUMBAR_VIEW_FRONT)
        return "seen from the front, the head or the feet: the back's bending cannot be told";
    return NULL;
}

/* Neighbours with one reason are told as one; `gaps` are sorted. Own choice: what lies less than a second apart. */
static size_t join(lumbar_gap *gaps, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        lumbar_gap *last = kept ? &gaps[kept - 1] : NULL;
        if (last && gaps[i].start_s - last->end_s < 1 && !strcmp(last->why, gaps[i].why))
            last->end_s = fmax(last->end_s, gaps[i].end_s);
        else
            gaps[kept++] = gaps[i];
    }
    return kept;
}

void lumbar_show_gaps(lumbar_seeing *seeing, lumbar_recording *recording)
{
    const lumbar_motion *m = seeing->motion;
    const lumbar_pose *pose = m->pose;
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(seeing->arena, lumbar_gap, pose->gap_count + m->left_out_count + m->stretch_count + 1);
    size_t n = 0;
    if (!gaps) {
        seeing->failed = true;
        return;
    }
    for (size_t i = 0; i < pose->gap_count; i++) gaps[n++] = pose->gaps[i];
    for (size_t i = 0; i < m->left_out_count; i++) gaps[n++] = m->left_out[i];
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        const char *why = why_blind(seeing, s);
        double start = s->start_s, end = lumbar_time_of(s, s->count - 1);
        if (why) gaps[n++] = (lumbar_gap){start, end, why};
    }
    if (!pose->frame_count || (!m->stretch_count && !pose->gap_count && pose->timed))
        gaps[n++] = (lumbar_gap){0, pose->duration_s, "no person in the picture"};
    qsort(gaps, n, sizeof *gaps, by_start);
    recording->not_seen = gaps;
    recording->not_seen_count = join(gaps, n);
}

enum { NOTES_MOST = 12 };

typedef struct notes {
    lumbar_seeing *seeing;
    const char **items; /* [count] */
    size_t count;
} notes;

static void note(notes *n, const char *text)
{
    if (!text)
        n->seeing->failed = true;
    else if (n->count < NOTES_MOST)
        n->items[n->count++] = text;
}

static void note_filming(notes *n)
{
    const lumbar_motion *m = n->seeing->motion;
    bool feet_cut = false;
    int quarters = 0;
    double tilt = 0;
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        quarters = s->quarters;
        if (fabs(s->tilt) > fabs(tilt)) tilt = s->tilt;
    }
    for (size_t b = 0; b < m->bout_count; b++) feet_cut = feet_cut || !m->bouts[b].stretch->feet_seen;
    if (quarters)
        note(n, quarters == 2 ? "The picture stands on its head; it was turned for looking."
                              : "The picture lies on its side; it was turned for looking.");
    if (fabs(tilt) > 3 * M_PI / 180)
        note(n, lumbar_format(n->seeing->arena,
                              "The camera was tilted by about %.0f degrees; this was taken out.",
                              fabs(tilt) * 180 / M_PI));
    if (feet_cut) note(n, "Your feet were not in the picture all the time.");
}

static void note_file(notes *n)
{
    const lumbar_pose *pose = n->seeing->motion->pose;
    size_t second = 0, seen = 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        second += pose->frames[i].second_person;
        seen += pose->frames[i].person;
    }
    if (!pose->timed && pose->frame_count)
        note(n, pose->frame_count == 1
                    ? "This is a single picture, and a movement cannot be seen in it: film yourself instead."
                    : "These are single pictures without times: a position can be seen in them, a movement cannot.");
    else if (pose->frame_count && !n->seeing->motion->stretch_count && !n->seeing->motion->left_out_count && seen)
        note(n, seen < 5 ? "There are too few pictures to see a movement."
                         : "You are seen too briefly in one go, or the times of the pictures lie too close together, to see a "
                           "movement.");
    if (second) note(n, "A second person was in the picture; one person was followed.");
    if (pose->dropped_times)
        note(n, lumbar_format(n->seeing->arena, "%u %s left out because the times repeat or run backwards.",
                              (unsigned)pose->dropped_times,
                              pose->dropped_times == 1 ? "picture was" : "pictures were"));
    if (pose->width == 1 && pose->height == 1 && pose->timed)
        note(n, "The file does not tell the picture's shape; 16 to 9 was taken. Another shape changes the "
                "angles.");
    if (!strcmp(pose->kind, "landmarks") && pose->timed && isnan(pose->frame_rate))
        note(n, "The file numbers its pictures but gives no times; 30 a second was taken.");
}

void lumbar_show_notes(lumbar_seeing *seeing, lumbar_recording *recording)
{
    notes n = {.seeing = seeing, .items = LUMBAR_NEW_ARRAY(seeing->arena, const char *, NOTES_MOST)};
    if (!n.items) {
        seeing->failed = true;
        return;
    }
    note_file(&n);
    note_filming(&n);
    bool lengths = false;
    for (size_t i = 0; i < seeing->count; i++) {
        const lumbar_finding *f = &seeing->findings[i];
        lengths = lengths || (f->state == LUMBAR_PRESENT && f->unit && !strcmp(f->unit, "cm"));
    }
    if (isnan(seeing->settings->height_m) && lengths)
        note(&n, lumbar_format(seeing->arena, "Your height was not told; %.2f m was taken for lengths in cm.",
                               seeing->height_m));
    recording->notes = n.items;
    recording->note_count = n.count;
}
