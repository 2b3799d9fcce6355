/* The hard kinds of films: what is told of them that is not there. */
#include <math.h>
#include <string.h>
#include "base/base.h"
#include "reason/reason.h"
#include "validate/alike.h"
#include "validate/kinds.h"
#include "validate/trainee_compare.h"

/* Own choices. Told surely, as in `validate seen`; a hold may be told so much longer than it is: going into it and out
 * of it takes BETWEEN_S of trainee/film.c on either side; a repetition may lie so far outside. */
static const double SURELY = .7, HELD_TOO_LONG_S = 3, AROUND_S = .5, MIRRORED_ALIKE = .95;

static bool is_of(const lumbar_set *set, const lumbar_done *done)
{
    return !strcmp(set->exercise->id, lumbar_exercise_name(done->exercise)) && set->start_s < done->end_s + AROUND_S &&
           set->end_s > done->start_s - AROUND_S;
}

static double both_s(const lumbar_set *set, const lumbar_done *done)
{
    return fmax(0, fmin(set->end_s, done->end_s) - fmax(set->start_s, done->start_s));
}

/* Repetitions of a set within a stretch. */
static int count_within(const lumbar_set *set, const lumbar_done *done)
{
    int count = 0;
    for (size_t r = 0; r < set->rep_count; r++)
        count += set->reps[r].top_s > done->start_s - AROUND_S && set->reps[r].top_s < done->end_s + AROUND_S;
    return count;
}

/* A set beside all that is done. */
static void judge_set(const lumbar_set *set, const lumbar_done *done, int count, lumbar_kind_told *told)
{
    bool right = false;
    int within = 0;
    double held = isnan(set->hold_s) ? 0 : set->hold_s;
    for (int i = 0; i < count; i++) {
        right = right || is_of(set, &done[i]);
        within += count_within(set, &done[i]);
        if (!done[i].count) held -= both_s(set, &done[i]);
    }
    told->repetitions_false += (int)set->rep_count - within;
    told->held_false_s += fmax(0, held);
    if (right || (told->wrong && told->wrong_sure >= set->confidence)) return;
    told->wrong = set->exercise->id;
    told->wrong_sure = set->confidence;
}

/* Left and right in turn may be counted singly or in pairs. */
static void judge_done(const lumbar_recording *seen, const lumbar_done *done, lumbar_kind_told *told)
{
    int counted = 0, most = done->count * (lumbar_exercise_alternates(done->exercise) ? 2 : 1);
    bool named = false;
    for (size_t s = 0; s < seen->set_count; s++) {
        named = named || is_of(&seen->sets[s], done);
        if (is_of(&seen->sets[s], done)) counted += count_within(&seen->sets[s], done);
    }
    told->named += named && counted >= done->count - 1 && counted <= most + 1;
    if (counted > most + 1) told->repetitions_false += counted - most;
}

void lumbar_kind_judge(lumbar_kind_told *told)
{
    lumbar_done done[LUMBAR_DONE_MOST];
    const lumbar_recording *seen = told->seen;
    told->done = lumbar_trainee_film_done(&told->film, done);
    for (size_t s = 0; s < seen->set_count; s++)
        if (seen->sets[s].exercise->judged) judge_set(&seen->sets[s], done, told->done, told);
    for (int i = 0; i < told->done; i++) judge_done(seen, &done[i], told);
    for (size_t i = 0; i < seen->finding_count; i++) {
        const lumbar_finding *f = &seen->findings[i];
        bool accused = false;
        for (int k = 0; k < told->film.take_count; k++)
            accused = accused || (f->state == LUMBAR_PRESENT && lumbar_trainee_accuses(&told->film.take[k], f->id));
        if (accused && told->fault_count < LUMBAR_KIND_FAULTS_MOST) told->faults[told->fault_count++] = f->id;
    }
}

static size_t repetitions_of(const lumbar_recording *seen)
{
    size_t count = 0;
    for (size_t s = 0; s < seen->set_count; s++)
        if (seen->sets[s].exercise->judged) count += seen->sets[s].rep_count;
    return count;
}

/* The mirror image of a film in the list, count: it is not there. */
static size_t mirror_of(const lumbar_kind_told *told, size_t count, size_t film)
{
    size_t length = strlen(told[film].film.id), i = 0;
    while (i < count && !(told[i].film.mirrored && !strncmp(told[i].film.id, told[film].film.id, length) &&
                          !strcmp(told[i].film.id + length, ".mirrored")))
        i++;
    return i;
}

bool lumbar_kinds_judge(lumbar_arena *arena, lumbar_kind_told *told, size_t count, const lumbar_knowledge *knowledge,
                        lumbar_error *error)
{
    const lumbar_pose_settings how = lumbar_pose_defaults();
    const lumbar_see_settings settings = {.height_m = NAN};
    for (size_t i = 0; i < count; i++) {
        const lumbar_pose *pose = lumbar_pose_read(arena, told[i].path, &how, error);
        told[i].seen = pose ? lumbar_see(arena, pose, &settings, knowledge, error) : NULL;
        if (!told[i].seen) return false;
        lumbar_kind_judge(&told[i]);
    }
    for (size_t i = 0; i < count; i++) {
        size_t mirror = mirror_of(told, count, i);
        if (mirror == count) continue;
        size_t a = repetitions_of(told[i].seen), b = repetitions_of(told[mirror].seen);
        told[i].mirror_differs =
            !lumbar_recordings_alike(told[i].seen, told[mirror].seen) || (a > b ? a - b : b - a) > 1;
    }
    return true;
}

/* ---- marks --------------------------------------------------------------------------------------------- */

typedef struct sums {
    int films, done, named, wrong, surely_wrong, accused, false_counts, mirrored, alike;
} sums;

static bool counts_falsely(const lumbar_kind_told *t)
{
    return t->repetitions_false > 0 || t->held_false_s > HELD_TOO_LONG_S;
}

static sums add_up(const lumbar_kind_told *told, size_t count, bool held_out)
{
    sums s = {0};
    for (size_t i = 0; i < count; i++) {
        const lumbar_kind_told *t = &told[i];
        if (t->film.held_out != held_out) continue;
        bool paired = mirror_of(told, count, i) < count;
        s.films++;
        s.done += t->done, s.named += t->named;
        s.wrong += t->wrong != NULL;
        s.surely_wrong += t->wrong && t->wrong_sure >= SURELY;
        s.accused += t->fault_count > 0;
        s.false_counts += counts_falsely(t);
        s.mirrored += paired, s.alike += paired && !t->mirror_differs;
    }
    return s;
}

static bool meets(const sums *s)
{
    return !s->surely_wrong && !s->accused && !s->false_counts && s->alike >= MIRRORED_ALIKE * s->mirrored - 1e-9;
}

bool lumbar_kinds_meet(const lumbar_kind_told *told, size_t count)
{
    sums development = add_up(told, count, false), held_out = add_up(told, count, true);
    return meets(&development) && meets(&held_out);
}

static void write_sums(lumbar_writer *w, const char *key, const sums *s)
{
    lumbar_write_open(w, key, '{');
    lumbar_write_integer(w, "films", s->films);
    lumbar_write_integer(w, "stretches", s->done);
    lumbar_write_integer(w, "stretches_right", s->named);
    lumbar_write_integer(w, "wrong_exercise", s->wrong);
    lumbar_write_integer(w, "surely_wrong_exercise", s->surely_wrong);
    lumbar_write_integer(w, "accused", s->accused);
    lumbar_write_integer(w, "false_hold_or_repetition", s->false_counts);
    lumbar_write_integer(w, "mirrored", s->mirrored);
    lumbar_write_integer(w, "mirrored_alike", s->alike);
    lumbar_write_bool(w, "pass", meets(s));
    lumbar_write_close(w);
}

void lumbar_kinds_write(lumbar_writer *writer, const lumbar_kind_told *told, size_t count, bool chosen)
{
    sums development = add_up(told, count, false), held_out = add_up(told, count, true);
    lumbar_write_open(writer, "kinds", '{');
    write_sums(writer, "development", &development);
    write_sums(writer, "held_out", &held_out);
    lumbar_write_open(writer, "films", '[');
    for (size_t i = 0; i < count; i++) {
        const lumbar_kind_told *t = &told[i];
        if (t->film.held_out && !chosen) continue;
        lumbar_write_open(writer, NULL, '{');
        lumbar_write_string(writer, "id", t->film.id);
        lumbar_write_integer(writer, "stretches", t->done);
        lumbar_write_integer(writer, "stretches_right", t->named);
        lumbar_write_string(writer, "wrong_exercise", t->wrong);
        lumbar_write_number(writer, "wrong_confidence", t->wrong ? t->wrong_sure : NAN, "1");
        lumbar_write_integer(writer, "repetitions_false", t->repetitions_false);
        lumbar_write_number(writer, "held_false", t->held_false_s, "s");
        lumbar_write_open(writer, "faults_false", '[');
        for (size_t k = 0; k < t->fault_count; k++) lumbar_write_string(writer, NULL, t->faults[k]);
        lumbar_write_close(writer);
        lumbar_write_bool(writer, "mirror_differs", t->mirror_differs);
        lumbar_write_close(writer);
    }
    lumbar_write_close(writer);
    lumbar_write_close(writer);
}

static void say_sums(lumbar_text *words, const char *name, const sums *s)
{
    if (!s->films) return;
    lumbar_text_addf(words,
                     "  %s, %d films: %d of %d stretches of an exercise told as they are, wrong exercise in %d (%d at "
                     "%.1f or more),\n    false accusation in %d, false hold or repetition in %d; %d of %d mirror "
                     "images alike\n",
                     name, s->films, s->named, s->done, s->wrong, s->surely_wrong, SURELY, s->accused, s->false_counts,
                     s->alike, s->mirrored);
}

void lumbar_kinds_say(lumbar_text *words, const lumbar_kind_told *told, size_t count, bool chosen)
{
    sums development = add_up(told, count, false), held_out = add_up(told, count, true);
    lumbar_text_add(words, "\nHard kinds of films, bodies without a fault:\n");
    say_sums(words, "development", &development);
    say_sums(words, "held out", &held_out);
    for (size_t i = 0; i < count; i++) {
        const lumbar_kind_told *t = &told[i];
        if (t->film.held_out && !chosen) continue;
        if (!t->wrong && !counts_falsely(t) && !t->fault_count && !t->mirror_differs && t->named == t->done) continue;
        lumbar_text_addf(words, "  %-34s", t->film.id);
        if (t->named < t->done) lumbar_text_addf(words, " %d of %d stretches told as they are;", t->named, t->done);
        if (t->wrong) lumbar_text_addf(words, " %s (%.2f);", t->wrong, t->wrong_sure);
        if (t->repetitions_false) lumbar_text_addf(words, " %d repetitions invented;", t->repetitions_false);
        if (t->held_false_s > HELD_TOO_LONG_S) lumbar_text_addf(words, " %.1f s of a hold invented;", t->held_false_s);
        for (size_t k = 0; k < t->fault_count; k++) lumbar_text_addf(words, " invented %s;", t->faults[k]);
        lumbar_text_add(words, t->mirror_differs ? " mirrored: another answer\n" : "\n");
    }
}
