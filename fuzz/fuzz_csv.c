/* Any bytes as a table of landmarks: as a recording that is looked at, and as labelled stills. */
#include <stdio.h>
#include "common.h"
#include "recording/landmarks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int as_stills = 0; size && as_stills < 2; as_stills++) {
        FILE *file = fmemopen((void *)(uintptr_t)data, size, "rb");
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const void *read = NULL;
        lumbar_csv_probe(data, size);
        if (file && arena && as_stills) read = lumbar_csv_stills(arena, file, "fuzzed", NULL, &error);
        if (file && arena && !as_stills) {
            const lumbar_pose *pose = lumbar_csv_read(arena, file, "fuzzed", NULL, &error);
            if (pose) look(arena, pose);
            read = pose;
        }
        if (file && arena && !read && !error.text[0]) abort(); /* every refusal has its words */
        if (file) fclose(file);
        lumbar_arena_free(arena);
    }
    return 0;
}
