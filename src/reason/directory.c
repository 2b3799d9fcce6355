/* Tables from a folder: what is missing there is the built-in one. Left out of the page's build. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "reason/reason.h"

enum { MOST_FILE = (1 << 20) + 1 }; /* one byte more than a table may have, so that a larger one is noticed */

static bool read_file(lumbar_arena *arena, const char *path, lumbar_table_text *text, lumbar_error *error)
{
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return lumbar_fail_system(error, LUMBAR_INPUT, errno, "cannot read %.300s: %s", path,
                                  lumbar_system_text(errno));
    char *data = malloc(MOST_FILE);
    text->size = data ? fread(data, 1, MOST_FILE, file) : 0;
    text->text = data ? lumbar_copy(arena, data, text->size) : NULL;
    bool failed = ferror(file);
    free(data);
    fclose(file);
    if (failed) return lumbar_fail(error, LUMBAR_INPUT, 0, "cannot read %.300s", path);
    return text->text || lumbar_fail_memory(error);
}

/* Tables as texts; of two of one name the last counts. */
typedef struct texts {
    lumbar_table_text list[2 * LUMBAR_TABLE_COUNT]; /* [count] */
    size_t count;
} texts;

static bool read_directory(lumbar_arena *arena, DIR *directory, const char *path, texts *all, lumbar_error *error)
{
    size_t found = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt")) continue;
        if (lumbar_table_named(entry->d_name, length - 4) == LUMBAR_TABLE_COUNT)
            return lumbar_fail(error, LUMBAR_INPUT, 0, "%.200s/%.80s: there is no table of this name", path,
                               entry->d_name);
        lumbar_table_text *text = &all->list[all->count];
        text->name = lumbar_copy(arena, entry->d_name, length - 4);
        char *file = lumbar_format(arena, "%s/%s", path, entry->d_name);
        if (!text->name || !file) return lumbar_fail_memory(error);
        if (!read_file(arena, file, text, error)) return false;
        all->count++;
        found++;
    }
    return found || lumbar_fail(error, LUMBAR_INPUT, 0, "%.300s holds no table (*.txt)", path);
}

const lumbar_knowledge *lumbar_knowledge_load(lumbar_arena *arena, const char *directory, lumbar_error *error)
{
    if (!directory) return lumbar_knowledge_builtin(arena, error);
    texts all = {.count = lumbar_builtin_table_count};
    memcpy(all.list, lumbar_builtin_tables, all.count * sizeof *all.list);
    errno = 0;
    DIR *opened = opendir(directory);
    if (!opened) {
        lumbar_fail_system(error, LUMBAR_INPUT, errno, "cannot open the folder %.300s: %s", directory,
                           lumbar_system_text(errno));
        return NULL;
    }
    bool read = read_directory(arena, opened, directory, &all, error);
    closedir(opened);
    return read ? lumbar_knowledge_parse(arena, all.list, all.count, error) : NULL;
}
