/* Any bytes as a lumbar.pose/1 file: read, seen, written and read again without harm. */
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include "recording/landmarks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is accepted can be looked at. */
static void look(lumbar_arena *arena, const lumbar_pose *pose)
{
    static lumbar_arena *kept;
    static const lumbar_knowledge *knowledge;
    lumbar_see_settings settings = {.height_m = NAN};
    lumbar_error error = {0};
    if (!kept) {
        kept = lumbar_arena_new();
        knowledge = kept ? lumbar_knowledge_load(kept, NULL, NULL) : NULL;
        if (!knowledge) abort();
    }
    if (!lumbar_see(arena, pose, &settings, knowledge, 0, &error)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    if (file && arena) {
        lumbar_pose_file_probe(data, size);
        const lumbar_pose *pose = lumbar_pose_file_read(arena, file, "fuzzed", &error);
        if (!pose && !error.text[0]) abort(); /* every refusal has its words */
        if (pose) look(arena, pose);
    }
    if (file) fclose(file);
    lumbar_arena_free(arena);
    return 0;
}
