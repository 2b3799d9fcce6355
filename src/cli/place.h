/* Where a journal is: the person's own, a client's, or the file that was named. */
#ifndef LUMBAR_CLI_PLACE_H
#define LUMBAR_CLI_PLACE_H

#include "cli/cli.h"
#include "journal/journal.h"

/* The options that verbs with a journal have in common. */
#define LUMBAR_PLACE_OPTIONS(type, journal_field, client_field)                                                \
    {"journal", 0, LUMBAR_WORD, offsetof(type, journal_field), 0, 0, "FILE", LUMBAR_PHRASE_USAGE_ANY_JOURNAL}, \
    {                                                                                                          \
        "client", 0, LUMBAR_WORD, offsetof(type, client_field), 0, 0, "NAME", LUMBAR_PHRASE_USAGE_ANY_CLIENT   \
    }

/* --journal, --client (each NULL where not given) -> the file's path; NULL and *error. Owned by the arena. */
const char *lumbar_place_of(const lumbar_cli *cli, const char *journal, const char *client, lumbar_error *error);
/* The same, opened. To write, the folders of the person's own and of clients are made. */
lumbar_journal *lumbar_place_open(const lumbar_cli *cli, const char *journal, const char *client,
                                  lumbar_journal_use use, lumbar_error *error);

#endif
