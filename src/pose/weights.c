/* Finds the weights of the pose networks and checks each by its SHA-256: a different version gives different
 * answers. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/base.h"
#include "pose/sha256.h"
#include "pose/weights.h"

/* From the npm package @mediapipe/pose 0.5.1675469404, pinned in package.json. The detector is the package's
 * pose_solution_packed_assets.data under another name. */
static const struct {
    const char *model, *file, *sha256;
    size_t size;
} files[] = {
    {"detector", "pose_detection.tflite", "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85", 2962288},
    {"lite", "pose_landmark_lite.tflite", "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61", 2819824},
    {"full", "pose_landmark_full.tflite", "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f", 6440512},
    {"heavy", "pose_landmark_heavy.tflite", "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
     27709200},
};

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
        for (size_t k = 0; places[i] && k < LUMBAR_COUNT(files); k++) {
            paths[found] = lumbar_format(arena, "%s/%s", places[i], files[k].file);
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
    size_t index = 0;
    while (index < LUMBAR_COUNT(files) && strcmp(files[index].model, model)) index++;
    if (index == LUMBAR_COUNT(files)) {
        lumbar_fail(error, LUMBAR_USAGE, 0, "there is no model \"%s\": use lite, full or heavy", model);
        return NULL;
    }
    const char *path = NULL, *tried = NULL;
    FILE *stream = find(arena, files[index].file, directory, &path, &tried);
    if (!stream) {
        lumbar_fail(error, LUMBAR_SETUP, 0, "the pose network %s is not installed (looked in: %s): run scripts/setup",
                    files[index].file, tried);
        return lumbar_settle(arena, false, error), NULL;
    }

    /* one byte more than there should be, so that a longer file is noticed */
    size_t size = files[index].size;
    uint8_t *data = malloc(size + 1);
    size_t got = data ? fread(data, 1, size + 1, stream) : 0;
    fclose(stream);
    const lumbar_tflite *graph = NULL;
    char hex[65] = "";
    if (data && got == size) lumbar_sha256(data, size, hex);
    if (!data) lumbar_fail_memory(error);
    else if (strcmp(hex, files[index].sha256))
        lumbar_fail(error, LUMBAR_SETUP, 0,
                    "%s is not the file that lumbar was built for: run scripts/setup to install it again", path);
    else graph = lumbar_tflite_read(arena, data, size, path, error);
    free(data);
    return lumbar_settle(arena, graph != NULL, error) ? graph : NULL;
}
