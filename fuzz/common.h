/* What the fuzz targets share. */
#ifndef LUMBAR_FUZZ_COMMON_H
#define LUMBAR_FUZZ_COMMON_H

#include <math.h>
#include <stdlib.h>
#include "lumbar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static lumbar_arena *tables_kept;

static inline void free_tables(void) { lumbar_arena_free(tables_kept); }

/* The built-in tables, read once for the whole run. */
static inline const lumbar_knowledge *built_in(void)
{
    static const lumbar_knowledge *knowledge;
    if (!knowledge) {
        tables_kept = lumbar_arena_new();
        knowledge = tables_kept ? lumbar_knowledge_builtin(tables_kept, NULL) : NULL;
        if (!knowledge || atexit(free_tables)) abort();
    }
    return knowledge;
}

/* What a reader of recordings accepts can be looked at. */
static inline void look(lumbar_arena *arena, const lumbar_pose *pose)
{
    lumbar_see_settings settings = {.height_m = NAN};
    lumbar_error error = {0};
    if (!lumbar_see(arena, pose, &settings, built_in(), &error)) abort();
}

#endif
