/* Where a journal is. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/site.h"
#include "cli/place.h"

enum { LONGEST_NAME = 60 /* bytes, own choice: with its folder a name that every file system takes */ };

/* One name, no way out of the folder and nothing hidden. */
static bool good_name(const char *name)
{
    size_t length = strlen(name);
    if (!length || length > LONGEST_NAME || *name == '.' || *name == '-') return false;
    for (const char *c = name; *c;) {
        size_t step = lumbar_plain_length(c);
        if (!step || *c == '/' || *c == '\\') return false;
        c += step;
    }
    return true;
}

/* Where the person's own files are kept (XDG base directories). NULL: nowhere. */
static const char *data_folder(lumbar_arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data == '/') return data;
    return home && *home == '/' ? lumbar_format(arena, "%s/.local/share", home) : NULL;
}

const char *lumbar_place_of(const lumbar_cli *cli, const char *journal, const char *client, lumbar_error *error)
{
    if (journal && client) {
        lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_JOURNAL_AND_CLIENT);
        return NULL;
    }
    if (journal) return journal;
    if (client && !good_name(client)) {
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_CLIENT_TAKES, "most=%d\ngiven=%.80s", LONGEST_NAME, client);
        return NULL;
    }
    const char *folder = data_folder(cli->arena);
    const char *path = !folder  ? NULL
                       : client ? lumbar_format(cli->arena, "%s/lumbar/clients/%s.db", folder, client)
                                : lumbar_format(cli->arena, "%s/lumbar/journal.db", folder);
    if (!lumbar_settle(cli->arena, true, error)) return NULL;
    if (!path) lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_NO_HOME);
    return path;
}

/* Each folder on the way to the file that is not there yet, for its owner alone. */
static bool make_folders(lumbar_arena *arena, const char *path, lumbar_error *error)
{
    char *folder = lumbar_copy(arena, path, strlen(path));
    for (char *end = folder ? strchr(folder + 1, '/') : NULL; end; end = strchr(end + 1, '/')) {
        *end = 0;
        bool good = !mkdir(folder, 0700) || errno == EEXIST;
        if (!good && errno != EACCES && errno != EROFS) return lumbar_refuse_output(path, errno, error);
        *end = '/';
    }
    return folder || lumbar_fail_memory(error);
}

lumbar_journal *lumbar_place_open(const lumbar_cli *cli, const char *journal, const char *client,
                                  lumbar_journal_use use, lumbar_error *error)
{
    const char *path = lumbar_place_of(cli, journal, client, error);
    if (!path) return NULL;
    if (use == LUMBAR_JOURNAL_WRITE && !journal && !make_folders(cli->arena, path, error)) return NULL;
    return lumbar_journal_open(path, use, error);
}
