/* Tables from a folder: what is missing there is the built-in one. Left out of the page's build. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "reason/reason.h"

enum { MOST_FILE = (1 << 20) + 1 }; /* one byte more than a table may have, so that a larger one is noticed */

static bool read_file(lumbar_arena *arena, const char *path, lumbar_table_text *text, lumbar_error *error)
{
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return lumbar_refuse_system(error, LUMBAR_INPUT, errno, LUMBAR_ERROR_FOLDER_READ, "folder=%.300s\nwhy=%s", path,
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
    size_t found = 0, languages = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        size_t length = strlen(entry->d_name);
        languages += !strncmp(entry->d_name, "language-", 9); /* a folder of its own */
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
    return found || languages || lumbar_fail(error, LUMBAR_INPUT, 0, "%.300s holds no table (*.txt)", path);
}

/* All tables of a folder behind those that there are; false and *error where it is none. */
static bool read_folder(lumbar_arena *arena, const char *path, texts *all, lumbar_error *error)
{
    errno = 0;
    DIR *opened = opendir(path);
    if (!opened)
        return lumbar_refuse_system(error, LUMBAR_INPUT, errno, LUMBAR_ERROR_FOLDER_OPEN, "folder=%.300s\nwhy=%s", path,
                                    lumbar_system_text(errno));
    bool read = read_directory(arena, opened, path, all, error);
    closedir(opened);
    return read;
}

const lumbar_knowledge *lumbar_knowledge_load(lumbar_arena *arena, const char *directory, lumbar_error *error)
{
    return lumbar_knowledge_load_in(arena, directory, NULL, error);
}

bool lumbar_language_there(const char *directory, const char *language)
{
    char path[400];
    for (const lumbar_overlay *overlay = lumbar_builtin_overlays; overlay->code; overlay++)
        if (!strcmp(overlay->code, language)) return true;
    int length = lumbar_print(path, sizeof path, "%s/language-%s", directory ? directory : "", language);
    return directory && length < (int)sizeof path && access(path, R_OK | X_OK) == 0;
}

/* The overlay of that language: in the folder, else compiled in. */
static bool find_overlay(lumbar_arena *arena, const char *directory, const char *language, lumbar_overlay *overlay,
                         lumbar_error *error)
{
    const char *path = directory ? lumbar_format(arena, "%s/language-%s", directory, language) : NULL;
    if (directory && !path) return lumbar_fail_memory(error);
    if (path && access(path, R_OK | X_OK) == 0) {
        texts *all = LUMBAR_NEW(arena, texts);
        if (!all) return lumbar_fail_memory(error);
        bool read = read_folder(arena, path, all, error);
        *overlay = (lumbar_overlay){language, all->list, all->count};
        return read;
    }
    const lumbar_overlay *known = lumbar_builtin_overlays;
    while (known->code && strcmp(known->code, language) != 0) known++;
    *overlay = *known;
    return known->code || lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NO_LANGUAGE, "language=%.20s", language);
}

const lumbar_knowledge *lumbar_knowledge_load_in(lumbar_arena *arena, const char *directory, const char *language,
                                                 lumbar_error *error)
{
    texts all = {.count = lumbar_builtin_table_count};
    lumbar_overlay overlay;
    bool other = language && strcmp(language, "en") != 0;
    memcpy(all.list, lumbar_builtin_tables, all.count * sizeof *all.list);
    if (directory && !read_folder(arena, directory, &all, error)) return NULL;
    if (other && !find_overlay(arena, directory, language, &overlay, error)) return NULL;
    return lumbar_knowledge_parse_in(arena, all.list, all.count, other ? &overlay : NULL, error);
}
