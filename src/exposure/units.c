/* Days with a workout as units: whether the ache rose after each, before the next. */
#include <math.h>
#include <string.h>
#include "exposure/exposure.h"

static bool of_lower_back(const lumbar_journal_soreness *s) { return !s->place || !strcmp(s->place, "lower-back"); }

double *lumbar_sore_days(lumbar_arena *arena, const lumbar_journal_days *days, size_t *count)
{
    int last = lumbar_date_between(days->first, days->last);
    *count = last >= 0 ? (size_t)last + 1 : 0;
    double *strongest = LUMBAR_NEW_ARRAY(arena, double, *count + 1);
    for (size_t i = 0; strongest && i < *count; i++) strongest[i] = NAN;
    for (size_t i = 0; strongest && i < days->soreness_count; i++) {
        int day = lumbar_date_between(days->first, days->soreness[i].day);
        if (day >= 0 && (size_t)day < *count && of_lower_back(&days->soreness[i]))
            strongest[day] = fmax(strongest[day], days->soreness[i].strength); /* fmax leaves NaN out */
    }
    return strongest;
}

static bool same_day(const lumbar_journal_soreness *a, const lumbar_journal_soreness *b)
{
    return !lumbar_date_between(a->day, b->day);
}

static bool same_part(const lumbar_journal_soreness *a, const lumbar_journal_soreness *b)
{
    return of_lower_back(b) && b->when && !strcmp(a->when, b->when);
}

/* The day that it is of. Told late: of two reports of the same part of a day, without a clock, the first is of the day
 * before where that part of it was not told. */
static int day_of(const lumbar_journal_days *days, size_t index)
{
    const lumbar_journal_soreness *s = &days->soreness[index];
    int day = lumbar_date_between(days->first, s->day);
    bool again = false, before = false;
    if (!s->when || s->minute >= 0) return day;
    for (size_t i = index + 1; i < days->soreness_count && same_day(s, &days->soreness[i]); i++)
        again |= same_part(s, &days->soreness[i]) && days->soreness[i].minute < 0;
    for (size_t i = index; i-- > 0 && lumbar_date_between(days->soreness[i].day, s->day) <= 1;)
        before |= same_part(s, &days->soreness[i]) && !same_day(s, &days->soreness[i]);
    return again && !before ? day - 1 : day;
}

/* Whether the same day's back was told of again, of the evening. */
static bool evening_follows(const lumbar_journal_days *days, size_t index)
{
    for (size_t i = index + 1; i < days->soreness_count && same_day(&days->soreness[index], &days->soreness[i]); i++)
        if (days->soreness[i].when && !strcmp(days->soreness[i].when, "evening")) return true;
    return false;
}

/* Whether it was told of the time before the day's workout. */
static bool before_workout(const lumbar_journal_days *days, size_t index, const lumbar_journal_workout *w)
{
    const lumbar_journal_soreness *s = &days->soreness[index];
    if (s->minute >= 0 && w->minute >= 0) return s->minute < w->minute;
    /* without a word of when: the first of a day whose workout was after noon, and whose evening was told too */
    if (!s->when && s->minute < 0) return w->minute >= 12 * 60 && evening_follows(days, index);
    return s->when &&
           !strcmp(s->when, "morning"); /* on waking; an ache of an early workout is told as during or after */
}

typedef struct ache {
    double before, after; /* strongest told; NaN: nothing */
} ache;

/* What was told in the window before a unit and in the one after it, up to the next unit. */
static ache ache_of(const lumbar_exposure_limits *l, const lumbar_journal_days *days, const lumbar_unit *unit,
                    const lumbar_unit *next)
{
    ache a = {NAN, NAN};
    int before = -1;
    for (size_t i = 0; i < days->soreness_count; i++) {
        const lumbar_journal_soreness *s = &days->soreness[i];
        int told = lumbar_date_between(days->first, s->day);
        if (told > unit->day + l->window + 1) break;
        if (told < unit->day - l->window || !of_lower_back(s)) continue;
        int day = day_of(days, i);
        if (day < unit->day || (day == unit->day && before_workout(days, i, unit->workouts))) {
            if (day < unit->day - l->window) continue;
            a.before = day == before ? fmax(a.before, s->strength) : s->strength; /* of the last such day */
            before = day;
            continue;
        }
        bool next_one = next && (day > next->day || (day == next->day && !before_workout(days, i, next->workouts)));
        if (day <= unit->day + l->window && !next_one) a.after = fmax(a.after, s->strength);
    }
    return a;
}

static lumbar_state rose(const lumbar_exposure_limits *l, ache a)
{
    if (isnan(a.after)) return LUMBAR_UNKNOWN;
    if (a.after < l->sore) return LUMBAR_ABSENT;
    return isnan(a.before) || a.before < l->sore || a.after >= a.before ? LUMBAR_PRESENT : LUMBAR_UNKNOWN;
}

lumbar_unit *lumbar_units_of(lumbar_arena *arena, const lumbar_exposure_limits *l, const lumbar_journal_days *days,
                             size_t *count)
{
    lumbar_unit *units = LUMBAR_NEW_ARRAY(arena, lumbar_unit, days->workout_count + 1);
    *count = 0;
    for (size_t i = 0; units && i < days->workout_count; i++) {
        const lumbar_journal_workout *w = &days->workouts[i];
        int day = lumbar_date_between(days->first, w->day);
        if (*count && units[*count - 1].day == day) units[*count - 1].count++;
        else units[(*count)++] = (lumbar_unit){.workouts = w, .count = 1, .day = day};
    }
    for (size_t i = 0; units && i < *count; i++) {
        ache a = ache_of(l, days, &units[i], i + 1 < *count ? &units[i + 1] : NULL);
        units[i].sore = rose(l, a);
        units[i].after = a.after;
    }
    return units;
}
