/* One line being read: what was named last says what the numbers that follow mean. */
#ifndef LUMBAR_JOURNAL_READING_H
#define LUMBAR_JOURNAL_READING_H

#include "journal/line.h"
#include "journal/tokens.h"

enum {
    LUMBAR_SETS_MOST = 200,  /* of one line */
    LUMBAR_OTHERS_MOST = 16, /* soreness and sleep of one line */
    LUMBAR_PHRASE_WORDS = 6, /* of the longest name or phrase */
    LUMBAR_PHRASE_BYTES = 96
};

typedef enum lumbar_topic {
    LUMBAR_OF_NOTHING,
    LUMBAR_OF_EXERCISE,
    LUMBAR_OF_ACHE,
    LUMBAR_OF_SLEEP,
    LUMBAR_OF_WARM_UP
} lumbar_topic;

/* What is said of sets beside how many: of all sets between two commas. */
typedef struct lumbar_said {
    double weight_kg, rest_s, rpe; /* NaN: not said */
    bool warm_up, light_rest;
} lumbar_said;

/* A time of day. */
typedef struct lumbar_clock_told {
    const lumbar_token *token; /* NULL: none was told */
    int minute;                /* of the day, as it stands there; -1: none */
    bool half;                 /* which half of the day is told: no other words change it */
    bool sure;                 /* it can mean nothing but the day */
} lumbar_clock_told;

/* What was told of an ache and is settled at the line's end. */
typedef struct lumbar_began_told {
    lumbar_clock_told clock;
    const lumbar_token *set; /* that names the set; or NULL */
} lumbar_began_told;

typedef struct lumbar_log_reading {
    lumbar_arena *arena;
    const lumbar_knowledge *knowledge;
    const lumbar_log_table *table;
    const char *line;
    const lumbar_token *at;
    size_t end;              /* of what was read of the topic, bytes of the line */
    lumbar_date today, day;  /* day: as it was told; or not known */
    lumbar_clock_told clock; /* told of all */
    int minute;              /* the same, settled; -1: not told */
    const char *when;        /* the same; NULL */
    lumbar_topic topic;
    bool fresh, no;            /* a comma came since; "no" came just before */
    const lumbar_token *named; /* an exercise that was named behind its numbers; goes on for: */
    size_t named_count;
    const lumbar_token *loose; /* a place or side of an ache that is still to come; or NULL */
    const char *place, *side;  /* of it */
    const lumbar_exercise *exercise;
    size_t exercise_sets; /* sets there were when it was named */
    size_t since;         /* the first set that `said` is of */
    lumbar_said said;
    lumbar_journal_set sets[LUMBAR_SETS_MOST]; /* [set_count] */
    size_t set_count;
    lumbar_journal_workout workout;
    bool worked;
    lumbar_entry others[LUMBAR_OTHERS_MOST];     /* [other_count] */
    lumbar_began_told began[LUMBAR_OTHERS_MOST]; /* [other_count] of those that are aches */
    size_t other_count;
    lumbar_log_line *result;
} lumbar_log_reading;

/* ---- phrase.c ------------------------------------------------------------------------------------------ */
/* Always false; the first fault stands. */
bool lumbar_line_fail(lumbar_log_reading *r, lumbar_line_fault kind, size_t from, size_t to);
/* A number that the token names. */
bool lumbar_line_within(lumbar_log_reading *r, const lumbar_token *token, double value, double least, double most);
/* The longest phrase of the table that begins there; its words in *count. LUMBAR_LOG_WORD_COUNT: none. */
lumbar_log_word lumbar_line_phrase(const lumbar_log_reading *r, const lumbar_token *token, size_t *count);
/* Whether the phrase here is `word`, and goes past it. */
bool lumbar_line_eat(lumbar_log_reading *r, lumbar_log_word word);
/* `count` words from *token on, with one blank between each; false where they are no words or too long. */
bool lumbar_line_join(const lumbar_token *token, size_t count, char text[LUMBAR_PHRASE_BYTES]);
bool lumbar_line_sign(const lumbar_token *token, char sign);
/* The exercise that is named there, by as many words as may be; NULL: none. */
const lumbar_exercise *lumbar_line_exercise(const lumbar_log_reading *r, const lumbar_token *token, size_t *count);

/* ---- amounts.c ----------------------------------------------------------------------------------------- */
/* Each begins at r->at and goes past what it takes. False and a fault. */
bool lumbar_amount_number(lumbar_log_reading *r);     /* in an exercise: sets, repetitions, seconds, a weight, a rest */
bool lumbar_amount_rest(lumbar_log_reading *r);       /* behind "rest" */
bool lumbar_amount_light_rest(lumbar_log_reading *r); /* behind "light rest" */
bool lumbar_amount_effort(lumbar_log_reading *r, double from, double sign); /* behind "rpe" (0, 1) or "rir" (10, -1) */
bool lumbar_amount_at(lumbar_log_reading *r);                               /* behind "@": effort or weight */
void lumbar_amount_warm_up(lumbar_log_reading *r);
/* Seconds in one of the unit here, past which it goes; 0: there is none. */
double lumbar_amount_unit(lumbar_log_reading *r);
extern const lumbar_said lumbar_unsaid;

/* ---- began.c ------------------------------------------------------------------------------------------- */
/* In an ache: whether here it is told when in the workout it began; goes past it. A number that cannot be is a fault.
 */
bool lumbar_began_take(lumbar_log_reading *r);
/* Keeps a time of day, of the ache or of the line; what it means is settled at the end. */
void lumbar_began_clock(lumbar_log_reading *r, const lumbar_clock_told *clock);
/* Settles times of day and sets, with all of the line told. */
bool lumbar_began_finish(lumbar_log_reading *r);

#endif
