/* What rows of the tables and src/seen agree on: the judges of recordings, the sentences they speak, and why something
 * is not seen. Each list stands here alone: src/reason reads the rows by it, src/seen/judges.c has a function for
 * each. */
#ifndef LUMBAR_REASON_JUDGED_H
#define LUMBAR_REASON_JUDGED_H

#include "lumbar.h"

/* What a judge looks at, as bits: which sentences, fields and measures its row has. */
enum {
    LUMBAR_JUDGES_REPETITIONS = 1,
    LUMBAR_JUDGES_HOLDS = 2,
    LUMBAR_JUDGES_FADING = 4,
    LUMBAR_JUDGES_SIDES = 8,
    LUMBAR_JUDGES_WARM_UP = 16,
    LUMBAR_JUDGES_FORM = LUMBAR_JUDGES_REPETITIONS | LUMBAR_JUDGES_HOLDS | LUMBAR_JUDGES_SIDES,
    LUMBAR_JUDGES_MOVEMENT = LUMBAR_JUDGES_FORM | LUMBAR_JUDGES_FADING
};

/* Judges in the order in which their findings are told: enum name, name in the table, what it looks at. */
#define LUMBAR_JUDGES(X)                       \
    X(HIPS_LEAD, "hips-lead", REPETITIONS)     \
    X(ARCH, "arch", REPETITIONS)               \
    X(RANGE_LARGE, "range-large", REPETITIONS) \
    X(END_RANGE, "end-range", REPETITIONS)     \
    X(FEET, "feet", REPETITIONS)               \
    X(MOMENTUM, "momentum", REPETITIONS)       \
    X(HEAD, "head", REPETITIONS)               \
    X(RANGE_SHORT, "range-short", REPETITIONS) \
    X(SAG, "sag", HOLDS)                       \
    X(PIKE, "pike", HOLDS)                     \
    X(FADING, "fading", FADING)                \
    X(SIDES, "sides", SIDES)                   \
    X(WARM_UP, "warm-up", WARM_UP)

typedef enum lumbar_judge_id {
#define X(name, id, looks) LUMBAR_JUDGE_##name,
    LUMBAR_JUDGES(X)
#undef X
        LUMBAR_JUDGE_COUNT
} lumbar_judge_id;

/* Sentences in a row's `say`: enum name, name in the table, which judges speak it, its holes. */
#define LUMBAR_SAYINGS(X)                                \
    X(ONE, "one", REPETITIONS, "")                       \
    X(SOME, "some", REPETITIONS, "present judged")       \
    X(FROM, "from", REPETITIONS, "first count")          \
    X(HELD, "held", HOLDS, "seconds total")              \
    X(SMALLER, "smaller", FADING, "count")               \
    X(SLOWER, "slower", FADING, "count")                 \
    X(SMALLER_SLOWER, "smaller-slower", FADING, "count") \
    X(ALIKE, "alike", FADING, "count")                   \
    X(SANK, "sank", FADING, "seconds degrees")           \
    X(ROSE, "rose", FADING, "seconds degrees")           \
    X(HELD_ALIKE, "held-alike", FADING, "seconds")       \
    X(TURNED_LEFT, "turned-left", SIDES, "")             \
    X(TURNED_RIGHT, "turned-right", SIDES, "")           \
    X(APART_LEFT, "apart-left", SIDES, "")               \
    X(APART_RIGHT, "apart-right", SIDES, "")             \
    X(BEGINS, "begins", WARM_UP, "time")                 \
    X(BEGINS_LATE, "begins-late", WARM_UP, "time")       \
    X(NONE, "none", FORM, "")                            \
    X(UNSEEN, "unseen", MOVEMENT, "why")                 \
    X(ASKED, "asked", MOVEMENT, "")

typedef enum lumbar_saying {
#define X(name, id, judges, holes) LUMBAR_SAY_##name,
    LUMBAR_SAYINGS(X)
#undef X
        LUMBAR_SAYING_COUNT
} lumbar_saying;

/* What form can fade in: which of the row's measures, in their order, a value is of. */
typedef enum lumbar_fading_measure {
    LUMBAR_FADES_RANGE,
    LUMBAR_FADES_TIME,
    LUMBAR_FADES_FORM,
    LUMBAR_FADES_LINE,
    LUMBAR_MEASURES_MOST
} lumbar_fading_measure;

/* Why something could not be seen: enum name, row of `reasons`, which has the words and the one cure. */
#define LUMBAR_REASONS(X)                  \
    X(SHAKE, "camera-moves")               \
    X(VIEW, "not-square")                  \
    X(SMALL, "too-small")                  \
    X(SHAPE, "misshapen")                  \
    X(FEET, "feet-cut-off")                \
    X(ARM, "arm-over-back")                \
    X(EDGE, "edge-not-clear")              \
    X(OUTLINE, "no-outline")               \
    X(INTENDED, "not-told-what-was-meant") \
    X(FEW, "too-few-repetitions")          \
    X(SIDES, "one-side-hidden")            \
    X(CLOSE, "close-to-limit")             \
    X(TEMPO, "tempo-unknown")              \
    X(LINE, "no-one-line")                 \
    X(REST, "no-rest-filmed")              \
    X(UNEVEN, "uneven-repetitions")        \
    X(NOTHING, "no-exercise")              \
    X(LOST, "not-followed")                \
    X(UNSTABLE, "unstable")

typedef enum lumbar_reason_id {
    LUMBAR_REASON_NONE, /* nothing hides it */
#define X(name, row) LUMBAR_REASON_##name,
    LUMBAR_REASONS(X)
#undef X
        LUMBAR_REASON_COUNT
} lumbar_reason_id;

typedef struct lumbar_reason_row {
    const char *text; /* reads on after "... could not be seen:" */
    const char *cure; /* whole sentence */
} lumbar_reason_row;

typedef struct lumbar_exercise_list {
    const lumbar_exercise *const *rows; /* [count] */
    size_t count;
} lumbar_exercise_list;

/* Whether an exercise is another, or like it. */
bool lumbar_exercise_is(const lumbar_exercise *exercise, const lumbar_exercise *other);
/* Whether one becomes the other when it goes on. */
bool lumbar_goes_on_as(const lumbar_exercise *exercise, const lumbar_exercise *fuller);
/* Whether a list names the exercise, or the one that it is like. */
bool lumbar_exercise_listed(const lumbar_exercise_list *list, const lumbar_exercise *exercise);

/* What a recording's finding has beside what every finding has. */
typedef struct lumbar_judged {
    lumbar_judge_id judge;
    lumbar_exercise_list exercises; /* empty: a judge that takes every exercise */
    lumbar_exercise_list meant;     /* asked only where one of these was meant or nobody told; empty: always */
    const char *measures[LUMBAR_MEASURES_MOST], *units[LUMBAR_MEASURES_MOST]; /* as many as the judge has */
    double least_share;                   /* of repetitions: below this share a fault is a slip */
    const char *say[LUMBAR_SAYING_COUNT]; /* NULL where another kind of judge speaks it */
    const char *source;
} lumbar_judged;

#endif
