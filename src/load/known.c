/* Which workout is known best: what a recording shows, what was logged last, or what was answered. */
#include <math.h>
#include <string.h>
#include "load/load.h"

enum { SETS_MOST = 60 }; /* the question's own */

typedef struct known {
    lumbar_journal_set *sets;
    double *starts; /* of those that a recording shows */
    size_t count;
} known;

static bool make_room(lumbar_arena *arena, known *w, size_t count)
{
    w->sets = LUMBAR_NEW_ARRAY(arena, lumbar_journal_set, count + 1);
    w->starts = LUMBAR_NEW_ARRAY(arena, double, count + 1);
    return w->sets && w->starts;
}

static lumbar_journal_set set_of(const char *exercise, double reps, double seconds)
{
    return (lumbar_journal_set){.exercise = exercise,
                                .name = exercise ? exercise : "",
                                .reps = reps,
                                .seconds = seconds,
                                .weight_kg = NAN,
                                .rest_s = NAN,
                                .rpe = NAN};
}

/* The first recording in which somebody trains. */
static const lumbar_recording *seen_in(const lumbar_answer *answer)
{
    for (size_t i = 0; i < answer->recording_count; i++)
        for (size_t s = 0; s < answer->recordings[i].set_count; s++)
            if (answer->recordings[i].sets[s].exercise->judged) return &answer->recordings[i];
    return NULL;
}

static bool take_seen(lumbar_arena *arena, const lumbar_recording *recording, known *w)
{
    if (!make_room(arena, w, recording->set_count)) return false;
    for (size_t i = 0; i < recording->set_count; i++) {
        const lumbar_set *set = &recording->sets[i];
        if (!set->exercise->judged) continue;
        w->sets[w->count] = set_of(set->exercise->id, set->rep_count ? (double)set->rep_count : NAN,
                                   isnan(set->hold_s) ? set->end_s - set->start_s : set->hold_s);
        w->starts[w->count++] = set->start_s;
    }
    return true;
}

const lumbar_journal_workout *lumbar_workout_last(const lumbar_journal_days *days)
{
    for (size_t i = days ? days->workout_count : 0; i-- > 0;)
        if (days->workouts[i].set_count) return &days->workouts[i];
    return NULL;
}

static bool same_day(lumbar_date a, lumbar_date b) { return a.year == b.year && a.month == b.month && a.day == b.day; }

/* The workout of its day behind which it was told, else the day's first one. */
static bool told_of(const lumbar_journal_days *days, const lumbar_journal_soreness *soreness,
                    const lumbar_journal_workout *workout)
{
    const lumbar_journal_workout *first = NULL, *before = NULL;
    size_t at = (size_t)(workout - days->workouts);
    while (at > 0 && same_day(days->workouts[at - 1].day, workout->day)) at--;
    for (; at < days->workout_count && same_day(days->workouts[at].day, workout->day); at++) {
        const lumbar_journal_workout *one = &days->workouts[at];
        if (!first) first = one;
        if (one->number < soreness->number && (!before || one->number > before->number)) before = one;
    }
    return (before ? before : first) == workout;
}

lumbar_journal_began lumbar_began_of(const lumbar_journal_days *days, const lumbar_journal_workout *workout)
{
    for (size_t i = days->soreness_count; i-- > 0;) {
        const lumbar_journal_soreness *soreness = &days->soreness[i];
        if (soreness->began.kind && same_day(soreness->day, workout->day) && !strcmp(soreness->place, "lower-back") &&
            soreness->strength > 0 && told_of(days, soreness, workout))
            return soreness->began;
    }
    return (lumbar_journal_began){.kind = NULL};
}

const lumbar_course *lumbar_course_logged(lumbar_arena *arena, const lumbar_logged *logged,
                                          const lumbar_journal_workout *workout, lumbar_error *error)
{
    lumbar_journal_days earlier = *logged->days;
    earlier.workout_count = (size_t)(workout - logged->days->workouts);
    const lumbar_course_settings settings = {.sets = workout->sets,
                                             .set_count = workout->set_count,
                                             .earlier = &earlier,
                                             .sex = logged->person->sex,
                                             .mass_kg = logged->person->mass_kg,
                                             .ache_s = NAN,
                                             .began = lumbar_began_of(logged->days, workout),
                                             .from = LUMBAR_FROM_HISTORY};
    return lumbar_course_of(arena, &settings, logged->knowledge, error);
}

/* The first exercise that hurts, else the first that is done; NULL: none is named. */
static const char *named(lumbar_arena *arena, const lumbar_answers *answers)
{
    static const char *const questions[] = {"exercises-hurt", "exercises"};
    const lumbar_knowledge *k = lumbar_answers_knowledge(answers);
    for (size_t i = 0; i < LUMBAR_COUNT(questions); i++) {
        const char *at = lumbar_answers_get(answers, questions[i]), *item;
        for (size_t length; at && lumbar_item_next(&at, true, &item, &length);) {
            const char *id = lumbar_copy(arena, item, length);
            const lumbar_exercise *exercise = id ? lumbar_exercise_find(k, id) : NULL;
            if (exercise) return exercise->id;
        }
    }
    return NULL;
}

static bool take_told(lumbar_arena *arena, const lumbar_answers *answers, known *w)
{
    double sets = lumbar_answers_number(answers, "sets"), reps = lumbar_answers_number(answers, "repetitions");
    double held = lumbar_answers_number(answers, "hold-seconds");
    if (!make_room(arena, w, SETS_MOST)) return false;
    if (!(reps > 0) && !(held > 0)) return true;
    const char *exercise = named(arena, answers);
    w->count = sets >= 1 ? (size_t)fmin(sets, SETS_MOST) : 1;
    for (size_t i = 0; i < w->count; i++)
        w->sets[i] = held > 0 && !(reps > 0) ? set_of(exercise, NAN, held) : set_of(exercise, reps, NAN);
    return true;
}

const lumbar_course *lumbar_course_known(lumbar_arena *arena, const lumbar_course_told *told, lumbar_error *error)
{
    const lumbar_answers *answers = told->answers;
    const lumbar_knowledge *knowledge = lumbar_answers_knowledge(answers);
    const lumbar_person person = lumbar_person_of(answers);
    const lumbar_recording *recording = seen_in(told->answer);
    known w = {.count = 0};
    const lumbar_logged logged = {told->days, &person, knowledge};
    const lumbar_journal_workout *last = lumbar_workout_last(told->days);
    if (!recording && last) return lumbar_course_logged(arena, &logged, last, error);
    if (!(recording ? take_seen(arena, recording, &w) : take_told(arena, answers, &w)))
        return lumbar_fail_memory(error), NULL;
    const lumbar_course_settings settings = {.sets = w.sets,
                                             .set_count = w.count,
                                             .starts = recording ? w.starts : NULL,
                                             .earlier = told->days,
                                             .sex = person.sex,
                                             .mass_kg = person.mass_kg,
                                             .ache_s = recording ? told->ache_s : NAN,
                                             .from = recording ? LUMBAR_FROM_RECORDING : LUMBAR_FROM_ANSWERS,
                                             .recording = recording};
    return lumbar_course_of(arena, &settings, knowledge, error);
}
