/* Looking again some days later, and what sentences claim: typed rows of `again` and `claims`. */
#ifndef LUMBAR_REASON_AGAIN_H
#define LUMBAR_REASON_AGAIN_H

#include "base/base.h"

struct lumbar_node;
struct lumbar_scope;

typedef enum lumbar_again_kind {
    LUMBAR_AGAIN_NO,
    LUMBAR_AGAIN_ASKED, /* when somebody looks again, and never else */
    LUMBAR_AGAIN_DAYS   /* counted then */
} lumbar_again_kind;

/* What it comes to when somebody looks again. */
typedef struct lumbar_again_row {
    const lumbar_row *const *levels; /* [level_count] rows of `levels` with which it is told */
    size_t level_count;
    const struct lumbar_node *when;
    lumbar_level raises;    /* the level is at least this */
    const char *see, *text; /* see: instead of the level's summary, or NULL */
    const lumbar_row *row;
} lumbar_again_row;

bool lumbar_read_again(lumbar_arena *arena, lumbar_knowledge *knowledge, lumbar_error *error);
/* The row that speaks where somebody looks again; `level` is that of all other answers. NULL: nobody does. */
const lumbar_again_row *lumbar_again_of(const lumbar_knowledge *knowledge, const struct lumbar_scope *scope,
                                        const lumbar_row *level);

/* What sentences claim, each a bit: claims that one row of `claims` names cannot stand in one answer. */
enum { LUMBAR_MOST_CLAIMS = 64 };
typedef struct lumbar_claims {
    const char *names[LUMBAR_MOST_CLAIMS]; /* [count] */
    uint64_t against[LUMBAR_MOST_CLAIMS];  /* [count] what cannot stand beside each */
    size_t count;
} lumbar_claims;

/* Whether claims contradict others, or each other. */
bool lumbar_claims_clash(const lumbar_knowledge *knowledge, uint64_t said, uint64_t more);
/* Claims as a list of their names and back; NULL when out of memory. */
const char *const *lumbar_claims_named(lumbar_arena *arena, const lumbar_knowledge *knowledge, uint64_t claims,
                                       size_t *count);
uint64_t lumbar_claims_of(const lumbar_knowledge *knowledge, const char *const *names, size_t count);

#endif
