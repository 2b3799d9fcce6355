/* Films of people against labels by eye: exercise, repetitions, faults, the mirrored film, and how far confidence can
 * be believed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "validate/alike.h"
#include "validate/labels.h"
#include "validate/scored.h"
#include "validate/seen.h"

#include "validate/head.h"

/* ---- one film ------------------------------------------------------------------------------------------ */

/* What was told of one film. */
typedef struct told {
    const lumbar_recording *seen; /* NULL: there is no such film */
    size_t repetitions;           /* of the exercises that are right */
    bool hit;                     /* one of them was named */
    const char *wrong;            /* an exercise that was named and is none of them, the surest one; NULL: none */
    double wrong_sure;
    size_t faults, false_faults; /* told as there; of these, not in the label */
} told;

static const lumbar_recording *look_at(lumbar_arena *arena, const lumbar_validation *v, const char *path,
                                       lumbar_error *error)
{
    lumbar_pose_settings how = lumbar_pose_defaults();
    if (v->engine) how.engine = v->engine;
    how.models_directory = v->models;
    how.threads = v->threads;
    how.progress = v->progress;
    how.user = v->user;
    const lumbar_pose *pose = lumbar_pose_read(arena, path, &how, error);
    const lumbar_see_settings see = {.height_m = NAN, .progress = v->progress, .user = v->user};
    return pose ? lumbar_see(arena, pose, &see, v->knowledge, error) : NULL;
}

/* The film of that name in the folder, whatever its ending; NULL where there is none or, with *failed, no memory. */
static const char *path_of(lumbar_arena *arena, const char *folder, const char *name, bool mirrored, bool *failed)
{
    static const char *const endings[] = {".pose.json", ".mp4", ".mov", ".mkv", ".webm", ".csv"};
    for (size_t i = 0; i < LUMBAR_COUNT(endings); i++) {
        const char *path = lumbar_format(arena, "%s/%s%s%s", folder, name, mirrored ? "-mirror" : "", endings[i]);
        *failed = *failed || !path;
        if (path && access(path, F_OK) == 0) return path;
    }
    return NULL;
}

/* A film's file, or that of its mirror image. */
typedef struct shown {
    const lumbar_label *label;
    bool mirrored;
} shown;

/* False and *error; a film that is not there is no error. */
static bool look(lumbar_arena *arena, const lumbar_validation *v, shown film, told *t, lumbar_error *error)
{
    bool failed = false;
    const lumbar_label *label = film.label;
    const char *path = path_of(arena, v->files[0], label->name, film.mirrored, &failed);
    *t = (told){0};
    if (failed) return lumbar_fail_memory(error);
    if (!path) return true;
    if (!(t->seen = look_at(arena, v, path, error))) return false;
    for (size_t s = 0; s < t->seen->set_count; s++) {
        const lumbar_set *set = &t->seen->sets[s];
        if (!set->exercise->judged) continue;
        if (lumbar_label_has(label->exercises, set->exercise->id)) {
            t->hit = true;
            t->repetitions += set->rep_count;
        } else if (!t->wrong || set->confidence > t->wrong_sure) {
            t->wrong = set->exercise->id;
            t->wrong_sure = set->confidence;
        }
    }
    for (size_t i = 0; i < t->seen->finding_count; i++) {
        const lumbar_finding *f = &t->seen->findings[i];
        t->faults += f->state == LUMBAR_PRESENT;
        t->false_faults += f->state == LUMBAR_PRESENT && !lumbar_label_has(label->faults, f->id);
    }
    return true;
}

static bool agree_mirrored(const told *film, const told *mirrored)
{
    size_t a = film->repetitions, b = mirrored->repetitions;
    return lumbar_recordings_alike(film->seen, mirrored->seen) && (a > b ? a - b : b - a) <= 1;
}

/* ---- all films ----------------------------------------------------------------------------------------- */

/* Claims by how sure they were told: each set's exercise, each fault. What is told as fine is not labelled. */
enum { BINS = 4 };
static const double BIN_FROM[BINS + 1] = {0, 0.5, 0.7, 0.9, 1.01};

typedef struct bin {
    size_t told, right;
    double sure; /* sum */
} bin;

typedef struct film {
    const lumbar_label *label;
    told told;
    bool repetitions_right, has_mirror, mirror_agrees;
} film;

typedef struct tally {
    film *films; /* [count] those that are there */
    size_t count, gone;
    size_t right, unnamed, wrong, surely_wrong; /* surely: by 0.7 or more */
    size_t counted, counted_right, faults, false_faults, accused_films, mirrored, mirrored_same;
    bin bins[BINS];
} tally;

static void claim(tally *t, double sure, bool right)
{
    int k = 0;
    while (k + 1 < BINS && sure >= BIN_FROM[k + 1] - 5e-3) k++; /* as they are shown, in hundredths */
    t->bins[k].told++;
    t->bins[k].right += right;
    t->bins[k].sure += sure;
}

static void claim_all(tally *t, const film *f)
{
    const lumbar_recording *r = f->told.seen;
    for (size_t s = 0; s < r->set_count; s++)
        if (r->sets[s].exercise->judged)
            claim(t, r->sets[s].confidence, lumbar_label_has(f->label->exercises, r->sets[s].exercise->id));
    for (size_t i = 0; i < r->finding_count; i++)
        if (r->findings[i].state == LUMBAR_PRESENT)
            claim(t, r->findings[i].confidence, lumbar_label_has(f->label->faults, r->findings[i].id));
}

static void count_film(tally *t, film *f)
{
    const lumbar_label *label = f->label;
    bool none = !strcmp(label->exercises, "-");
    t->wrong += f->told.wrong != NULL;
    t->surely_wrong += f->told.wrong && f->told.wrong_sure >= 0.7;
    t->right += !f->told.wrong && (f->told.hit || none);
    t->unnamed += !f->told.wrong && !f->told.hit && !none;
    long reps = (long)f->told.repetitions;
    f->repetitions_right = label->least < 0 || (reps >= label->least && reps <= label->most);
    t->counted += label->least >= 0;
    t->counted_right += label->least >= 0 && f->repetitions_right;
    t->faults += f->told.faults;
    t->false_faults += f->told.false_faults;
    t->accused_films += f->told.false_faults > 0;
    t->mirrored += f->has_mirror;
    t->mirrored_same += f->mirror_agrees;
    claim_all(t, f);
}

static bool look_at_all(lumbar_arena *arena, const lumbar_validation *v, tally *t, lumbar_error *error)
{
    size_t count;
    const lumbar_label *labels = lumbar_labels_read(arena, v->files[1], v->knowledge, &count, error);
    if (!labels) return false;
    if (!(t->films = LUMBAR_NEW_ARRAY(arena, film, count))) return lumbar_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        film *f = &t->films[t->count];
        told mirrored;
        f->label = &labels[i];
        if (!look(arena, v, (shown){&labels[i], false}, &f->told, error)) return false;
        if (!f->told.seen) {
            t->gone++;
            continue;
        }
        if (!look(arena, v, (shown){&labels[i], true}, &mirrored, error)) return false;
        f->has_mirror = mirrored.seen != NULL;
        f->mirror_agrees = f->has_mirror && agree_mirrored(&f->told, &mirrored);
        count_film(t, f);
        t->count++;
    }
    return t->count || lumbar_fail(error, LUMBAR_INPUT, 0,
                                   "%s: none of the %zu labelled films is there (NAME.pose.json, NAME.mp4, ...)",
                                   v->files[0], count);
}

/* ---- told ---------------------------------------------------------------------------------------------- */

typedef struct mark {
    const char *id, *what;
    size_t hits, of;
    double least; /* share */
} mark;

enum { MARKS = 7 };

/* The marks were set before any of the films was looked at (issue "True on real people"). */
static void marks_of(const tally *t, mark out[MARKS])
{
    const bin *surest = &t->bins[BINS - 1];
    const mark marks[MARKS] = {
        {"exercise", "exercise right, or none named", t->right + t->unnamed, t->count, 0.95},
        {"surely-wrong", "films without a wrong exercise told at 0.7 or more", t->count - t->surely_wrong, t->count, 1},
        {"repetitions", "repetitions as counted by eye", t->counted_right, t->counted, 0.9},
        {"faults", "faults told that are labelled", t->faults - t->false_faults, t->faults, 0.9},
        {"accused", "films in which no other fault was told", t->count - t->accused_films, t->count, 0.95},
        {"mirror", "mirrored films: same exercise, repetitions within one, same faults", t->mirrored_same, t->mirrored,
         0.95},
        {"surest", "right, of what was told at 0.9 or more", surest->right, surest->told, 0.9}};
    memcpy(out, marks, sizeof marks);
}

static bool met(const mark *m) { return !m->of || (double)m->hits >= m->least * (double)m->of - 1e-9; }

static void write_json(const lumbar_verdict *verdict, const tally *t, const mark *marks)
{
    lumbar_writer w = lumbar_validate_head(verdict, "seen");
    lumbar_write_integer(&w, "films", (long long)t->count);
    lumbar_write_integer(&w, "not_there", (long long)t->gone);
    lumbar_write_integer(&w, "exercise_right", (long long)t->right);
    lumbar_write_integer(&w, "exercise_not_named", (long long)t->unnamed);
    lumbar_write_open(&w, "marks", '[');
    for (int i = 0; i < MARKS; i++) {
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", marks[i].id);
        lumbar_write_string(&w, "what", marks[i].what);
        lumbar_write_share(&w, "ours", lumbar_share_of(marks[i].hits, marks[i].of));
        lumbar_write_number(&w, "mark", marks[i].least, NULL);
        lumbar_write_bool(&w, "pass", met(&marks[i]));
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_open(&w, "reliability", '[');
    for (int k = 0; k < BINS; k++) {
        const bin *b = &t->bins[k];
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_number(&w, "from", BIN_FROM[k], NULL);
        lumbar_write_number(&w, "mean", b->told ? b->sure / (double)b->told : NAN, NULL);
        lumbar_write_share(&w, "right", lumbar_share_of(b->right, b->told));
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_open(&w, "rows", '[');
    for (size_t i = 0; i < t->count; i++) {
        const film *f = &t->films[i];
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", f->label->name);
        lumbar_write_bool(&w, "exercise_hit", f->told.hit);
        lumbar_write_string(&w, "exercise_wrong", f->told.wrong);
        lumbar_write_integer(&w, "repetitions", (long long)f->told.repetitions);
        lumbar_write_bool(&w, "repetitions_right", f->repetitions_right);
        lumbar_write_integer(&w, "faults", (long long)f->told.faults);
        lumbar_write_integer(&w, "faults_false", (long long)f->told.false_faults);
        if (f->has_mirror) lumbar_write_bool(&w, "mirror_agrees", f->mirror_agrees);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void say_film(lumbar_text *out, const film *f)
{
    const told *t = &f->told;
    bool named = t->hit || !strcmp(f->label->exercises, "-");
    if (named && !t->wrong && f->repetitions_right && !t->false_faults && f->mirror_agrees == f->has_mirror) return;
    lumbar_text_addf(out, "  %-34s", f->label->name);
    if (t->wrong) lumbar_text_addf(out, " called %s (%.2f)", t->wrong, t->wrong_sure);
    else if (!named) lumbar_text_add(out, " not named");
    if (!f->repetitions_right)
        lumbar_text_addf(out, " %zu repetitions, not %ld to %ld", t->repetitions, f->label->least, f->label->most);
    for (size_t i = 0; i < t->seen->finding_count; i++)
        if (t->seen->findings[i].state == LUMBAR_PRESENT &&
            !lumbar_label_has(f->label->faults, t->seen->findings[i].id))
            lumbar_text_addf(out, " %s told", t->seen->findings[i].id);
    lumbar_text_add(out, f->has_mirror && !f->mirror_agrees ? " mirrored: another answer\n" : "\n");
}

static void say(const lumbar_verdict *verdict, const tally *t, const mark *marks)
{
    lumbar_text *out = verdict->words;
    lumbar_text_addf(out,
                     "Films of people, labelled by eye: %zu (%zu of the labels have none). Exercise right in %zu, "
                     "not named in %zu, wrong in %zu.\n",
                     t->count, t->gone, t->right, t->unnamed, t->wrong);
    for (int i = 0; i < MARKS; i++) {
        lumbar_share s = lumbar_share_of(marks[i].hits, marks[i].of);
        lumbar_text_addf(out, "%-68s %3zu of %3zu", marks[i].what, s.hits, s.of);
        if (s.of) lumbar_text_addf(out, " (%.2f to %.2f)", s.low, s.high);
        lumbar_text_addf(out, ", mark %.2f%s\n", marks[i].least, met(&marks[i]) ? "" : ": missed");
    }
    lumbar_text_add(out, "\nHow sure it was told, and how often it was right (exercises of sets, faults):\n");
    for (int k = 0; k < BINS; k++)
        lumbar_text_addf(out, "  %.1f to %.1f  right %3zu of %3zu\n", BIN_FROM[k], fmin(1, BIN_FROM[k + 1]),
                         t->bins[k].right, t->bins[k].told);
    lumbar_text_add(out, "\nOther than labelled:\n");
    for (size_t i = 0; i < t->count; i++) say_film(out, &t->films[i]);
    lumbar_text_addf(out, "%s. One reader's labels, some 40 films: the range beside a share is its 95 %% interval.\n",
                     verdict->pass ? "Pass" : "Fail");
}

bool lumbar_validate_seen(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                          lumbar_error *error)
{
    tally t = {0};
    mark marks[MARKS];
    if (validation->count != 2)
        return lumbar_fail(error, LUMBAR_USAGE, 0,
                           "validate seen needs a folder of films and a file of labels: lumbar validate seen FOLDER "
                           "LABELS");
    if (!look_at_all(arena, validation, &t, error)) return false;
    marks_of(&t, marks);
    verdict->pass = true;
    for (int i = 0; i < MARKS; i++) verdict->pass = verdict->pass && met(&marks[i]);
    if (verdict->json) write_json(verdict, &t, marks);
    if (verdict->words) say(verdict, &t, marks);
    return true;
}
