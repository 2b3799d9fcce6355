/* Cases of one kind, run and counted: what `validate cases` and `validate triage` share. */
#ifndef LUMBAR_VALIDATE_SCORED_H
#define LUMBAR_VALIDATE_SCORED_H

#include "report/writer.h"

typedef struct lumbar_share {
    size_t hits, of;
    double low, high; /* 0..1, 95 % interval of Wilson; NaN when `of` is 0 */
} lumbar_share;

lumbar_share lumbar_share_of(size_t hits, size_t of);

/* One answer given to everybody. */
typedef struct lumbar_constant {
    const char *id; /* a group of causes, "none" or "undecidable"; NULL where no case has a key */
    size_t hits;
} lumbar_constant;

typedef struct lumbar_scored {
    const lumbar_case **cases;     /* [count] in the table's order */
    size_t count, keyed;           /* keyed: with at least one accepted cause */
    size_t accepted, abstained;    /* of the keyed: first cause accepted; outcome not-enough */
    size_t level_safe, level_over; /* of all, on if_clear */
    size_t emergencies, emergencies_caught;
    size_t clinician_safe, clinician_over; /* the same if everybody were sent to a clinician */
    size_t self_care, self_care_kept;      /* whose only safe level is self-care; those told so */
    lumbar_constant constant;              /* the best constant guess of the first cause */
} lumbar_scored;

/* Runs the cases of `kind`. False and *error where one is refused. Owned by the arena. */
bool lumbar_score(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *kind, lumbar_scored *scored,
                  lumbar_error *error);

/* The id of what the program put first: a cause, "none" or "not-enough". */
const char *lumbar_first_of(const lumbar_case *one);
/* "self-care", "clinician", ... */
const char *lumbar_level_name(lumbar_level level);
/* The causes that are accepted, joined by commas. NULL when out of memory. */
const char *lumbar_accepted_text(lumbar_arena *arena, const lumbar_case *one);

/* `key`: {"hits", "of", "low", "high"} */
void lumbar_write_share(lumbar_writer *writer, const char *key, lumbar_share share);

/* A published checker's figure, for the line beside ours. */
typedef struct lumbar_published {
    const char *id, *what, *figure, *source;
} lumbar_published;

void lumbar_write_published(lumbar_writer *writer, const lumbar_published *rows, size_t count);
void lumbar_say_published(lumbar_text *words, const lumbar_published *rows, size_t count);

#endif
