/* What a workout asks of a person: fatigue and metabolites over time, by muscle group. Plain structs, no clock, no
 * files. */
#ifndef LUMBAR_LOAD_LOAD_H
#define LUMBAR_LOAD_LOAD_H

#include "reason/reason.h"

/* Groups of muscles: enum name, word in the table `demands`. */
#define LUMBAR_MUSCLES(X)         \
    X(ABDOMINALS, "abdominals")   \
    X(HIP_FLEXORS, "hip-flexors") \
    X(BACK_EXTENSORS, "back-extensors")

typedef enum lumbar_muscle {
#define X(name, word) LUMBAR_##name,
    LUMBAR_MUSCLES(X)
#undef X
        LUMBAR_MUSCLE_COUNT
} lumbar_muscle;

extern const char *const lumbar_muscle_words[LUMBAR_MUSCLE_COUNT];

/* One list of the limits that this room reads: field, row. Times in s and mmol/l in the body, as each row's unit says
 * in the table. */
#define LUMBAR_LOAD_LIMITS(X)          \
    X(tiring_rate, "fatigue-rate")     \
    X(recovery_rate, "recovery-rate")  \
    X(rest_factor, "rest-recovery")    \
    X(flow_falls, "perfusion-falls")   \
    X(flow_ends, "perfusion-ends")     \
    X(glycolysis, "glycolysis-rate")   \
    X(lactate_rest, "lactate-rest")    \
    X(lactate_burns, "lactate-burns")  \
    X(release_rate, "lactate-release") \
    X(half_life, "lactate-half-life")  \
    X(light_factor, "light-movement")  \
    X(muscle_mass, "working-muscle")   \
    X(lactate_space, "lactate-space")  \
    X(atp_time, "atp-time")            \
    X(repetition_s, "repetition-time") \
    X(rest_s, "assumed-rest")          \
    X(long_rest_s, "long-rest")        \
    X(beyond, "beyond-capacity")       \
    X(apart, "people-apart")           \
    X(tired, "ache-tired")             \
    X(fresh, "ache-fresh")

typedef struct lumbar_load_limits {
#define X(field, row) double field;
    LUMBAR_LOAD_LIMITS(X)
#undef X
} lumbar_load_limits;

bool lumbar_load_limits_read(const lumbar_knowledge *knowledge, lumbar_load_limits *limits, lumbar_error *error);

/* What an exercise asks of each group, 0..1 of its greatest force; those of `any` where neither it nor the one that
 * it is like has rows. NULL: no exercise is known. False and *error where the table lacks those too. */
bool lumbar_demand_of(const lumbar_knowledge *knowledge, const lumbar_exercise *exercise,
                      double shares[LUMBAR_MUSCLE_COUNT], lumbar_error *error);

/* ---- fatigue (fatigue.c) ------------------------------------------------------------------------------- */

/* Goes on for `seconds` under a load of `share` (0: rest) from *tired, the share of the muscle that is fatigued.
 * Returns for how many of them the load could be held. */
double lumbar_tire(const lumbar_load_limits *limits, double *tired, double share, double seconds);

/* How long a fresh muscle holds a load; infinite where for ever. */
double lumbar_endurance(const lumbar_load_limits *limits, double share);

/* Which share a fresh muscle holds for so long. */
double lumbar_share_held_for(const lumbar_load_limits *limits, double seconds);

/* ---- metabolites (metabolite.c) ------------------------------------------------------------------------ */

typedef struct lumbar_chemistry {
    double lactate[LUMBAR_MUSCLE_COUNT]; /* mmol/l in the muscle */
    double atp[LUMBAR_MUSCLE_COUNT];     /* around its nerves: 0 at rest .. 1 as in Pollak's "ache" mixture */
    double blood;                        /* mmol/l */
    double mass_kg;                      /* of the whole body */
    bool light;                          /* at rest the body moves lightly, instead of sitting */
} lumbar_chemistry;

lumbar_chemistry lumbar_chemistry_at_rest(const lumbar_load_limits *limits, double mass_kg);

/* Goes on for `seconds`, at most a few, under the loads `shares`. */
void lumbar_metabolise(const lumbar_load_limits *limits, lumbar_chemistry *chemistry,
                       const double shares[LUMBAR_MUSCLE_COUNT], double seconds);

/* 0..1: the product of acid, ATP and lactate. */
double lumbar_burn(const lumbar_load_limits *limits, const lumbar_chemistry *chemistry, lumbar_muscle muscle);

/* ---- capacity (capacity.c) ----------------------------------------------------------------------------- */

/* How long a set is work, s: told, or its repetitions at the assumed tempo; NaN: neither is told. */
double lumbar_set_seconds(const lumbar_load_limits *limits, const lumbar_journal_set *set);

/* The longest set of the exercise that the record shows the person could do, s; NaN: no record. */
double lumbar_capacity_own(const lumbar_load_limits *limits, const lumbar_journal_days *earlier, const char *exercise);

/* The last workout that has sets; NULL: none, or no days. */
const lumbar_journal_workout *lumbar_workout_last(const lumbar_journal_days *days);

/* When the lower back's ache began in a workout of these days: of what was told of its day, by the numbers, behind it
 * and before the day's next one. One without a kind: not told. */
lumbar_journal_began lumbar_began_of(const lumbar_journal_days *days, const lumbar_journal_workout *workout);

/* A person's journal as it is asked for courses. */
typedef struct lumbar_logged {
    const lumbar_journal_days *days;
    const lumbar_person *person;
    const lumbar_knowledge *knowledge;
} lumbar_logged;

/* The course of one of its workouts against the record of all before it. As lumbar_course_of. */
const lumbar_course *lumbar_course_logged(lumbar_arena *arena, const lumbar_logged *logged,
                                          const lumbar_journal_workout *workout, lumbar_error *error);

/* How long people of that sex hold it, s; NaN: no norm. */
double lumbar_capacity_norm(const lumbar_knowledge *knowledge, const char *exercise, const char *sex);

#endif
