/* Our own export, lumbar.history/1 -> entries of the journal: for the tool's import and for the page. */
#ifndef LUMBAR_JOURNAL_OWN_H
#define LUMBAR_JOURNAL_OWN_H

#include "base/json.h"
#include "journal/import.h"

/* In the order of their numbers. NULL and *error, with the list and the place in it. Owned by the arena. */
const lumbar_import *lumbar_import_own(lumbar_arena *arena, const lumbar_json *json, const char *path,
                                       lumbar_error *error);

#endif
