/* An entry as JSON and back: what of it stands in no column of its own. Needs no SQLite. */
#ifndef LUMBAR_JOURNAL_PAYLOAD_H
#define LUMBAR_JOURNAL_PAYLOAD_H

#include "base/json.h"
#include "journal/journal.h"

/* What of an entry stands in no column of its own, as JSON. */
void lumbar_entry_payload(const lumbar_entry *entry, lumbar_text *out);
/* What stands in such JSON: all but number, day, minute and source. False: it is no such entry. Owned by the arena. */
bool lumbar_entry_of_json(lumbar_arena *arena, lumbar_entry_kind kind, const lumbar_json *json, lumbar_entry *entry);
void lumbar_entry_place(lumbar_entry *entry, int64_t number, lumbar_date day, int minute, const char *source);
void lumbar_entry_renumber(lumbar_entry *entry, int64_t number);
enum { LUMBAR_BEGAN_SET_MOST = 200 }; /* the last set in which an ache may have begun; of one line there are no more */
bool lumbar_entry_possible(const lumbar_entry *entry); /* whether all its numbers and words are within their ranges */

/* FNV-1a, 64 bits. */
#define LUMBAR_FIRST_SUM 0xcbf29ce484222325u
uint64_t lumbar_journal_sum_bytes(uint64_t sum, const char *bytes, size_t size);

#endif
