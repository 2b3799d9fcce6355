/* Days and weeks of a journal summed up, and what a kept answer said. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "report/day_words.h"
#include "report/history.h"

static const lumbar_day_sum NOTHING = {.ache = NAN};

static double stronger(double a, double b) { return isnan(a) || b > a ? b : a; }

static lumbar_day_sum *day_at(const lumbar_weeks *weeks, lumbar_date day)
{
    int at = lumbar_date_between(weeks->weeks[0].monday, day);
    return at < 0 || (size_t)at >= 7 * weeks->count ? NULL : &weeks->weeks[at / 7].days[at % 7];
}

const lumbar_day_sum *lumbar_weeks_day(const lumbar_weeks *weeks, lumbar_date day) { return day_at(weeks, day); }

static void add_workout(lumbar_day_sum *day, const lumbar_journal_workout *workout)
{
    day->worked = true;
    for (size_t i = 0; i < workout->set_count; i++) {
        const lumbar_journal_set *set = &workout->sets[i];
        if (!set->exercise || set->warm_up) continue;
        day->sets++;
        if (isfinite(set->reps)) day->reps += set->reps;
        else if (isfinite(set->seconds)) day->held_s += set->seconds;
    }
}

static void add_days(lumbar_week_sum *week)
{
    for (int i = 0; i < 7; i++) {
        const lumbar_day_sum *day = &week->days[i];
        week->all.sets += day->sets;
        week->all.reps += day->reps;
        week->all.held_s += day->held_s;
        week->all.worked |= day->worked;
        week->all.ache = stronger(week->all.ache, day->ache);
        week->ache_days += day->ache > 0;
        week->told_days += !isnan(day->ache);
    }
}

bool lumbar_weeks_of(const lumbar_journal_days *days, lumbar_weeks *weeks)
{
    lumbar_date monday = lumbar_date_after(days->first, -lumbar_weekday(days->first));
    *weeks = (lumbar_weeks){.count = (size_t)lumbar_date_between(monday, days->last) / 7 + 1};
    if (!(weeks->weeks = calloc(weeks->count, sizeof *weeks->weeks))) return false;
    for (size_t w = 0; w < weeks->count; w++) {
        lumbar_week_sum *week = &weeks->weeks[w];
        week->monday = lumbar_date_after(monday, 7 * (int)w);
        week->all = NOTHING;
        for (int i = 0; i < 7; i++) week->days[i] = NOTHING;
    }
    for (size_t i = 0; i < days->workout_count; i++) {
        lumbar_day_sum *day = day_at(weeks, days->workouts[i].day);
        if (day) add_workout(day, &days->workouts[i]);
    }
    for (size_t i = 0; i < days->soreness_count; i++) {
        lumbar_day_sum *day = day_at(weeks, days->soreness[i].day);
        if (day) day->ache = stronger(day->ache, days->soreness[i].strength);
    }
    for (size_t w = 0; w < weeks->count; w++) add_days(&weeks->weeks[w]);
    return true;
}

void lumbar_weeks_free(lumbar_weeks *weeks)
{
    free(weeks->weeks);
    *weeks = (lumbar_weeks){0};
}

/* ---- answers that were kept ---------------------------------------------------------------------------- */

/* False: no memory. */
static bool keep(const lumbar_json *json, const char *key, char **text)
{
    const char *value = lumbar_json_string(lumbar_json_get(json, key));
    *text = value ? strdup(value) : NULL;
    return !value || *text;
}

bool lumbar_kept_answer_of(const lumbar_journal_answer *answer, lumbar_kept_answer *kept)
{
    *kept = (lumbar_kept_answer){.probability = NAN};
    lumbar_error error = {0};
    lumbar_json *json = lumbar_json_parse(answer->json, strlen(answer->json), "answer", &error);
    const lumbar_json *cause = lumbar_json_at(lumbar_json_get(json, "causes"), 0);
    bool good = keep(json, "headline", &kept->headline) &&
                keep(lumbar_json_get(json, "triage"), "level", &kept->level) && keep(cause, "id", &kept->cause);
    kept->probability = lumbar_json_number(lumbar_json_get(cause, "probability"));
    lumbar_json_free(json);
    return good && error.code != LUMBAR_MEMORY;
}

void lumbar_kept_answer_free(lumbar_kept_answer *kept)
{
    free(kept->headline);
    free(kept->level);
    free(kept->cause);
    *kept = (lumbar_kept_answer){.probability = NAN};
}
