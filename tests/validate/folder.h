/* A copy of the tables with one of them changed, to see that the validators notice. */
#ifndef LUMBAR_TESTS_VALIDATE_FOLDER_H
#define LUMBAR_TESTS_VALIDATE_FOLDER_H

#include "lumbar.h"

/* Loads the source tree's tables with every `from` in `table` replaced by `to`; fails the test where `from`
 * is not there. */
const lumbar_knowledge *changed_tables(lumbar_arena *arena, const char *table, const char *from, const char *to);
/* A whole text file, ended by 0; NULL when it cannot be read. Free it. */
char *read_text(const char *path);

#endif
