/* Finds the files of the pose networks. Not in the page's build, which holds their bytes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/base.h"
#include "pose/weights.h"

/* The directory `back` levels above the running program, ending in `rest`. */
static char *beside_program(lumbar_arena *arena, const char *rest)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    char *slash = strrchr(path, '/');
    return slash ? lumbar_format(arena, "%.*s%s", (int)(slash - path), path, rest) : NULL;
}

enum { PLACES = 5 };

/* The folders to look in; one that cannot be told is NULL. */
static size_t list_places(lumbar_arena *arena, const char *directory, const char *places[PLACES])
{
    const char *data = getenv("LUMBAR_DATA");
    size_t count = 0;
    if (directory) return places[0] = directory, 1;
    if (data && *data) {
        places[count++] = data;
        places[count++] = lumbar_format(arena, "%s/models", data);
    }
    places[count++] = beside_program(arena, "/../share/lumbar");
    places[count++] = beside_program(arena, "/models");
#ifdef LUMBAR_BUILD_MODELS
    places[count++] = LUMBAR_BUILD_MODELS;
#endif
    return count;
}

size_t lumbar_weights_paths(lumbar_arena *arena, const char *directory, const char *paths[LUMBAR_WEIGHTS_PATHS])
{
    const char *places[PLACES];
    size_t count = list_places(arena, directory, places), found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; places[i] && k < LUMBAR_WEIGHTS_FILES; k++) {
            paths[found] = lumbar_format(arena, "%s/%s", places[i], lumbar_weights_files[k].file);
            found += paths[found] != NULL;
        }
    return found;
}

/* Opens the file in the first place that has it; *tried tells where it was looked for. */
static FILE *find(lumbar_arena *arena, const char *file, const char *directory, const char **path, const char **tried)
{
    const char *places[PLACES];
    size_t count = list_places(arena, directory, places);
    *tried = directory ? directory : "LUMBAR_DATA, ../share/lumbar beside the program, the build directory";
    for (size_t i = 0; i < count; i++) {
        *path = places[i] ? lumbar_format(arena, "%s/%s", places[i], file) : NULL;
        errno = 0;
        FILE *stream = *path ? fopen(*path, "rb") : NULL;
        if (stream) return stream;
        if (*path && (!errno || errno == ENOMEM)) lumbar_arena_spend(arena);
    }
    return NULL;
}

const lumbar_tflite *lumbar_weights_load(lumbar_arena *arena, const char *model, const char *directory,
                                         lumbar_error *error)
{
    const lumbar_weights_file *known = lumbar_weights_known(model);
    if (!known) {
        lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_MODEL, "given=%s", model);
        return NULL;
    }
    const char *path = NULL, *tried = NULL;
    FILE *stream = find(arena, known->file, directory, &path, &tried);
    if (!stream) {
        lumbar_refuse(error, LUMBAR_SETUP, 0, LUMBAR_ERROR_NO_WEIGHTS, "file=%s\ntried=%s", known->file, tried);
        return lumbar_settle(arena, false, error), NULL;
    }

    /* one byte more than there should be, so that a longer file is noticed */
    uint8_t *data = malloc(known->size + 1);
    size_t got = data ? fread(data, 1, known->size + 1, stream) : 0;
    fclose(stream);
    const lumbar_tflite *graph = data ? lumbar_weights_read(arena, known, data, got, path, error) : NULL;
    if (!data) lumbar_fail_memory(error);
    free(data);
    return lumbar_settle(arena, graph != NULL, error) ? graph : NULL;
}
