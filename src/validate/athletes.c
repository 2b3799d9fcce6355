/* Synthetic athletes. How they train, ache and log is our own choice, of what people do and forget; it stands here. */
#include <math.h>
#include <string.h>
#include "validate/athletes.h"
#include "validate/chance.h"

/* Six exercises, of which a workout has each every other time. */
static const struct {
    const char *id;
    bool held;
} EXERCISES[] = {{"leg-raise", false}, {"crunch", false},        {"plank", true},
                 {"sit-up", false},    {"russian-twist", false}, {"dead-bug", false}};

enum { LEG_RAISE, SIT_UP = 3 };

static const double trains = 0.7;           /* of days */
static const double by_chance = 0.05;       /* of workouts after which it aches without the cause */
static const double often = 0.35;           /* the same of those who ache often after nothing in particular */
static const double spell_begins = 0.11;    /* of days without an ache, of those who ache in spells of their own ... */
static const double spell_ends = 0.2;       /* ... and of days with one */
static const double warms_up = 0.6;         /* of workouts */
static const double early = 0.25;           /* of workouts that begin at seven */
static const double next_day = 0.5;         /* of aches that come the morning after, not in the evening */
static const double reports = 0.9;          /* of days on which how the back was is logged, an ache or none */
static const double late = 0.04;            /* of reports that stand under the next day */
static const double forgets_workout = 0.05; /* of workouts that are not logged */
static const double tells_sleep = 0.3;      /* of nights */
static const double untimed = 0.05;         /* of reports without the time of day */

static const double fades = 3; /* of its strength that an evening's ache loses in the night */

enum { DAYS = 7 * LUMBAR_ATHLETE_WEEKS, SETS_MOST = 4 * LUMBAR_COUNT(EXERCISES) };

typedef struct life {
    lumbar_arena *arena;
    const lumbar_athlete *athlete;
    uint64_t chance, began_chance;
    lumbar_journal_workout workouts[DAYS];
    lumbar_journal_soreness soreness[2 * DAYS];
    lumbar_journal_sleep sleep[DAYS];
    size_t workout_count, soreness_count, sleep_count;
    double evening[DAYS + 1], morning[DAYS + 1]; /* how strong the ache is */
    int last_workout;
    bool in_spell;
    bool week[LUMBAR_COUNT(EXERCISES)]; /* the exercises of this week, of who trains by the week */
} life;

static const lumbar_date FIRST = {2026, 9, 1};

/* What of a workout may bring the ache on. */
typedef struct load {
    bool legs, sit_ups, hard, short_rest;
} load;

/* Sets of one workout; *load: leg raises and sit-ups are among them, and whether it is hard for who tells hard from
 * easy. */
static bool do_sets(life *l, lumbar_journal_workout *w, load *of)
{
    lumbar_journal_set *sets = LUMBAR_NEW_ARRAY(l->arena, lumbar_journal_set, SETS_MOST);
    if (!sets) return false;
    bool by_week = l->athlete->cause == LUMBAR_ATHLETE_SPELLS;
    bool by_days = l->athlete->cause == LUMBAR_ATHLETE_HARD;
    of->legs = of->sit_ups = false;
    of->hard = by_days && lumbar_chance(&l->chance) < 0.5;
    while (!w->set_count)
        for (size_t e = 0; e < LUMBAR_COUNT(EXERCISES); e++) {
            if (by_week ? !l->week[e] : lumbar_chance(&l->chance) < 0.5) continue;
            of->legs |= e == LEG_RAISE;
            of->sit_ups |= e == SIT_UP;
            double rpe = 6 + (double)lumbar_chance_below(&l->chance, by_days ? 2 : 4) + 2 * of->hard;
            for (size_t s = 2 + lumbar_chance_below(&l->chance, 3); s-- > 0;)
                sets[w->set_count++] = (lumbar_journal_set){
                    .exercise = EXERCISES[e].id,
                    .name = EXERCISES[e].id,
                    .reps = EXERCISES[e].held ? NAN : 8 + (double)lumbar_chance_below(&l->chance, 8),
                    .seconds = EXERCISES[e].held ? 30 + (double)lumbar_chance_below(&l->chance, 31) : NAN,
                    .weight_kg = NAN,
                    .rest_s = 60,
                    .rpe = rpe};
        }
    w->sets = sets;
    return true;
}

static bool aches_after(life *l, const load *of)
{
    lumbar_athlete_cause cause = l->athlete->cause;
    bool by_legs = of->legs && (cause == LUMBAR_ATHLETE_LEG_RAISES || cause == LUMBAR_ATHLETE_BOTH);
    bool by_other = (of->sit_ups && cause == LUMBAR_ATHLETE_SIT_UPS) || of->hard;
    bool by_rest = of->short_rest && (cause == LUMBAR_ATHLETE_SHORT_REST || cause == LUMBAR_ATHLETE_BOTH);
    if (cause == LUMBAR_ATHLETE_SPELLS) return false; /* of itself */
    double well = 1 - (cause == LUMBAR_ATHLETE_ANYTHING ? often : by_chance);
    if (by_legs) well *= 1 - l->athlete->follows;
    if (by_other) well *= 1 - l->athlete->follows;
    if (by_rest) well *= 1 - l->athlete->follows;
    return lumbar_chance(&l->chance) >= well;
}

static bool train(life *l, int day)
{
    lumbar_journal_workout w = {.number = day + 1,
                                .day = lumbar_date_after(FIRST, day),
                                .minute = lumbar_chance(&l->chance) < early ? 7 * 60 : 18 * 60,
                                .duration_s = NAN,
                                .warmed = lumbar_chance(&l->chance) < warms_up ? LUMBAR_PRESENT : LUMBAR_ABSENT,
                                .warm_up_s = NAN,
                                .source = "told"};
    load of;
    if (!do_sets(l, &w, &of)) return false;
    of.short_rest = l->last_workout >= 0 && day - l->last_workout < 2;
    if (aches_after(l, &of)) {
        double strength = 3 + (double)lumbar_chance_below(&l->chance, 4);
        if (of.legs && of.short_rest && l->athlete->cause == LUMBAR_ATHLETE_BOTH) strength = fmin(strength + 3, 10);
        if (lumbar_chance(&l->chance) < next_day) l->morning[day + 1] = strength;
        else l->evening[day] = strength, l->morning[day + 1] = fmax(strength - fades, 0);
    }
    l->last_workout = day;
    if (lumbar_chance(&l->chance) >= forgets_workout) l->workouts[l->workout_count++] = w;
    return true;
}

/* A week's exercises, at least one; a spell begins, goes on or ends. */
static void live_by_the_week(life *l, int day)
{
    bool any = day % 7 != 0;
    while (!any)
        for (size_t e = 0; e < LUMBAR_COUNT(EXERCISES); e++) any |= l->week[e] = lumbar_chance(&l->chance) < 0.5;
    l->in_spell = lumbar_chance(&l->chance) < (l->in_spell ? 1 - spell_ends : spell_begins);
    if (!l->in_spell) return;
    l->evening[day] = 3 + (double)lumbar_chance_below(&l->chance, 4);
    l->morning[day + 1] = fmax(l->evening[day] - fades, 0);
}

/* When in the workout of the day an ache began, as it is told. */
static lumbar_journal_began began(life *l, int day, double strength)
{
    const lumbar_athlete *a = l->athlete;
    double tells = lumbar_chance(&l->began_chance), right = lumbar_chance(&l->began_chance);
    bool other = lumbar_chance_below(&l->began_chance, 2) != 0;
    if (!(strength > 0) || l->last_workout != day || tells >= a->tells_began)
        return (lumbar_journal_began){.kind = NULL};
    bool fresh = a->began ? !strcmp(a->began, "fresh") == (right >= a->wrongly) : other;
    return (lumbar_journal_began){.kind = fresh ? "fresh" : "tired"};
}

/* Two looks at the back a day at most: the morning's only where it aches. */
static void report(life *l, int day)
{
    double strengths[2] = {l->morning[day], l->evening[day]};
    for (int i = 0; i < 2; i++) {
        bool skipped = lumbar_chance(&l->chance) >= reports, shifted = lumbar_chance(&l->chance) < late;
        bool bare = lumbar_chance(&l->chance) < untimed;
        if (skipped || (i == 0 && strengths[0] <= 0)) continue;
        int told = day + shifted;
        if (told >= DAYS) continue;
        l->soreness[l->soreness_count++] =
            (lumbar_journal_soreness){.number = 1000 + (int64_t)l->soreness_count,
                                      .day = lumbar_date_after(FIRST, told),
                                      .minute = -1,
                                      .when = bare ? NULL
                                              : i  ? "evening"
                                                   : "morning",
                                      .strength = strengths[i],
                                      .place = "lower-back",
                                      .began = i ? began(l, day, strengths[i]) : (lumbar_journal_began){.kind = NULL},
                                      .source = "told"};
    }
}

lumbar_journal_days *lumbar_athlete_log(lumbar_arena *arena, const lumbar_athlete *athlete)
{
    life *l = LUMBAR_NEW(arena, life);
    lumbar_journal_days *days = LUMBAR_NEW(arena, lumbar_journal_days);
    if (!l || !days) return NULL;
    l->arena = arena;
    l->athlete = athlete;
    l->chance = athlete->seed * 0x2545f4914f6cdd1du + (uint64_t)athlete->cause;
    l->began_chance = ~l->chance;
    l->last_workout = -1;
    for (int day = 0; day < DAYS; day++) {
        double hours = 5 + 3.5 * lumbar_chance(&l->chance);
        if (lumbar_chance(&l->chance) < tells_sleep)
            l->sleep[l->sleep_count++] =
                (lumbar_journal_sleep){.number = day + 1, .day = lumbar_date_after(FIRST, day), .hours = hours};
        if (athlete->cause == LUMBAR_ATHLETE_SPELLS) live_by_the_week(l, day);
        if (lumbar_chance(&l->chance) < trains && !train(l, day)) return NULL;
        report(l, day);
    }
    *days = (lumbar_journal_days){.first = FIRST,
                                  .last = lumbar_date_after(FIRST, DAYS - 1),
                                  .workouts = l->workouts,
                                  .workout_count = l->workout_count,
                                  .soreness = l->soreness,
                                  .soreness_count = l->soreness_count,
                                  .sleep = l->sleep,
                                  .sleep_count = l->sleep_count};
    return days;
}

lumbar_journal_days lumbar_athlete_until(const lumbar_journal_days *days, int week)
{
    lumbar_journal_days part = *days;
    part.last = lumbar_date_after(days->first, 7 * week - 1);
    part.workout_count = part.soreness_count = part.sleep_count = 0;
    while (part.workout_count < days->workout_count &&
           lumbar_date_between(days->workouts[part.workout_count].day, part.last) >= 0)
        part.workout_count++;
    while (part.soreness_count < days->soreness_count &&
           lumbar_date_between(days->soreness[part.soreness_count].day, part.last) >= 0)
        part.soreness_count++;
    while (part.sleep_count < days->sleep_count &&
           lumbar_date_between(days->sleep[part.sleep_count].day, part.last) >= 0)
        part.sleep_count++;
    return part;
}
