/* What sentences claim, and which claims cannot stand in one answer. */
#include <string.h>
#include "reason/reason.h"

static size_t claim_index(const lumbar_claims *claims, const char *name, size_t length)
{
    for (size_t i = 0; i < claims->count; i++)
        if (strlen(claims->names[i]) == length && !memcmp(claims->names[i], name, length)) return i;
    return LUMBAR_NO_INDEX;
}

/* The claims of one row, each of which rules out the others. */
static bool read_row(lumbar_arena *arena, lumbar_claims *claims, const lumbar_row *row, lumbar_error *error)
{
    const char *at = lumbar_row_get(row, "claims"), *item;
    uint64_t all = 0;
    for (size_t length; lumbar_item_next(&at, true, &item, &length);) {
        size_t index = claim_index(claims, item, length);
        if (index == LUMBAR_NO_INDEX) {
            if (claims->count == LUMBAR_MOST_CLAIMS)
                return lumbar_row_fail(error, LUMBAR_TABLE_CLAIMS, row, "claims",
                                       "there are more than %d claims in all", LUMBAR_MOST_CLAIMS);
            index = claims->count++;
            claims->names[index] = lumbar_copy(arena, item, length);
            if (!claims->names[index]) return lumbar_fail_memory(error);
        }
        all |= (uint64_t)1 << index;
    }
    if (!(all & (all - 1)))
        return lumbar_row_fail(error, LUMBAR_TABLE_CLAIMS, row, "claims", "two claims or more are needed");
    for (size_t i = 0; i < claims->count; i++)
        if (all >> i & 1) claims->against[i] |= all & ~((uint64_t)1 << i);
    return true;
}

bool lumbar_read_claims(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_CLAIMS];
    for (size_t i = 0; i < table->row_count; i++)
        if (!read_row(arena, &k->claims, &table->rows[i], error)) return false;
    return true;
}

bool lumbar_read_claims_of(const lumbar_row_reading *r, const lumbar_row *row, const char *column, uint64_t *claims)
{
    const char *at = lumbar_row_get(row, column), *item;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length);) {
        size_t index = claim_index(&r->knowledge->claims, item, length);
        if (index == LUMBAR_NO_INDEX)
            return lumbar_row_fail(r->error, r->table, row, column, "'%.*s' is no claim that a row of claims names",
                                   (int)(length > 60 ? 60 : length), item);
        *claims |= (uint64_t)1 << index;
    }
    return true;
}

bool lumbar_read_says(const lumbar_row_reading *r, const lumbar_row *row, uint64_t *says)
{
    return lumbar_read_claims_of(r, row, "says", says);
}

const char *const *lumbar_claims_named(lumbar_arena *arena, const lumbar_knowledge *k, uint64_t claims, size_t *count)
{
    const char **names = LUMBAR_NEW_ARRAY(arena, const char *, k->claims.count + 1);
    *count = 0;
    for (size_t i = 0; names && i < k->claims.count; i++)
        if (claims >> i & 1) names[(*count)++] = k->claims.names[i];
    return names;
}

uint64_t lumbar_claims_of(const lumbar_knowledge *k, const char *const *names, size_t count)
{
    uint64_t claims = 0;
    for (size_t i = 0; i < count; i++) {
        size_t index = claim_index(&k->claims, names[i], strlen(names[i]));
        if (index != LUMBAR_NO_INDEX) claims |= (uint64_t)1 << index;
    }
    return claims;
}

bool lumbar_claims_clash(const lumbar_knowledge *k, uint64_t said, uint64_t more)
{
    for (size_t i = 0; i < k->claims.count; i++)
        if ((more >> i & 1) && (k->claims.against[i] & (said | more))) return true;
    return false;
}
