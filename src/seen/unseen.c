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

/* ---- stretches and notes ------------------------------------------------------------------------------- */

/* Why it is not seen how a body moves in a stretch in which it was found; NULL where it is seen. */
static const char *why_blind(const lumbar_seeing *seeing, const lumbar_stretch *s)
{
    const char *const *phrases = seeing->knowledge->phrases;
    if (isnan(s->trunk_length)) return phrases[LUMBAR_PHRASE_GAP_NO_SIZE];
    if (seeing->motion->misshapen) return phrases[LUMBAR_PHRASE_GAP_SHAPE];
    if ((double)s->count * s->step_s < LUMBAR_BRIEF_S) return phrases[LUMBAR_PHRASE_GAP_BRIEF];
    if (!s->legs_seen) return phrases[LUMBAR_PHRASE_GAP_LEGS];
    if (s->shake > seeing->limits->motion.shake_some)
        return phrases[s->camera_moves ? LUMBAR_PHRASE_GAP_SHAKE : LUMBAR_PHRASE_GAP_LOST];
    return s->view == LUMBAR_VIEW_FRONT ? phrases[LUMBAR_PHRASE_GAP_FRONT] : NULL;
}

/* Neighbours with one reason are told as one; `gaps` are sorted. Own choice: what lies less than a second apart. */
static size_t join(lumbar_gap *gaps, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        lumbar_gap *last = kept ? &gaps[kept - 1] : NULL;
        if (last && gaps[i].start_s - last->end_s < 1 && !strcmp(last->why, gaps[i].why))
            last->end_s = fmax(last->end_s, gaps[i].end_s);
        else gaps[kept++] = gaps[i];
    }
    return kept;
}

void lumbar_show_gaps(lumbar_seeing *seeing, lumbar_recording *recording)
{
    const lumbar_movement *m = seeing->motion;
    const lumbar_pose *pose = m->pose;
    lumbar_gap *gaps =
        LUMBAR_NEW_ARRAY(seeing->arena, lumbar_gap, pose->gap_count + m->left_out_count + m->stretch_count + 1);
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
        gaps[n++] = (lumbar_gap){0, pose->duration_s, seeing->knowledge->phrases[LUMBAR_PHRASE_GAP_NOBODY]};
    qsort(gaps, n, sizeof *gaps, by_start);
    recording->not_seen = gaps;
    recording->not_seen_count = join(gaps, n);
}

typedef struct notes {
    lumbar_seeing *seeing;
    const char **items; /* [count], room for each phrase once */
    size_t count;
} notes;

static void note_filled(notes *n, lumbar_phrase_id phrase, const char *hole, const char *value)
{
    const char *text =
        lumbar_phrase_filled(n->seeing->arena, n->seeing->knowledge, phrase, LUMBAR_HOLES({hole, value}));
    if (!text) n->seeing->failed = true;
    else n->items[n->count++] = text;
}

static void note(notes *n, lumbar_phrase_id phrase) { note_filled(n, phrase, "", ""); }

static void note_count(notes *n, lumbar_phrase_id phrase, size_t count)
{
    note_filled(n, phrase, "count", lumbar_digits(count).text);
}

static void note_filming(notes *n)
{
    const lumbar_movement *m = n->seeing->motion;
    bool feet_cut = false;
    int quarters = 0;
    double tilt = 0;
    for (size_t i = 0; i < m->stretch_count; i++) {
        const lumbar_stretch *s = &m->stretches[i];
        quarters = s->quarters;
        if (fabs(s->tilt) > fabs(tilt)) tilt = s->tilt;
    }
    for (size_t b = 0; b < m->bout_count; b++) feet_cut = feet_cut || !m->bouts[b].stretch->feet_inside;
    if (quarters) note(n, quarters == 2 ? LUMBAR_PHRASE_NOTE_TURNED : LUMBAR_PHRASE_NOTE_LYING);
    if (fabs(tilt) > 3 * M_PI / 180)
        note_filled(n, LUMBAR_PHRASE_NOTE_TILTED, "degrees",
                    lumbar_format(n->seeing->arena, "%.0f", fabs(tilt) * 180 / M_PI));
    if (feet_cut) note(n, LUMBAR_PHRASE_NOTE_FEET);
}

static void note_file(notes *n)
{
    const lumbar_pose *pose = n->seeing->motion->pose;
    size_t second = 0, seen = 0;
    for (size_t i = 0; i < pose->frame_count; i++) {
        second += pose->frames[i].second_person;
        seen += pose->frames[i].person;
    }
    if (!pose->timed && pose->frame_count) note_count(n, LUMBAR_PHRASE_NOTE_PICTURES, pose->frame_count);
    else if (pose->frame_count && !n->seeing->motion->stretch_count && !n->seeing->motion->left_out_count && seen)
        note(n, seen < 5 ? LUMBAR_PHRASE_NOTE_FEW_PICTURES : LUMBAR_PHRASE_NOTE_BRIEF_PICTURES);
    if (second) note(n, LUMBAR_PHRASE_NOTE_SECOND_PERSON);
    if (pose->dropped_times) note_count(n, LUMBAR_PHRASE_NOTE_DROPPED, pose->dropped_times);
    if (pose->retimed) note(n, LUMBAR_PHRASE_NOTE_RETIMED);
    if (pose->width == 1 && pose->height == 1 && pose->timed) note(n, LUMBAR_PHRASE_NOTE_SHAPE);
    if (!strcmp(pose->kind, "landmarks") && pose->timed && isnan(pose->frame_rate)) note(n, LUMBAR_PHRASE_NOTE_TIMES);
}

void lumbar_show_notes(lumbar_seeing *seeing, lumbar_recording *recording)
{
    notes n = {.seeing = seeing, .items = LUMBAR_NEW_ARRAY(seeing->arena, const char *, LUMBAR_PHRASE_COUNT)};
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
        note_filled(&n, LUMBAR_PHRASE_NOTE_HEIGHT, "metres", lumbar_format(seeing->arena, "%.2f", seeing->height_m));
    recording->notes = n.items;
    recording->note_count = n.count;
}
