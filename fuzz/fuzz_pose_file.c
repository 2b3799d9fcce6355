/* Any bytes as a lumbar.pose/1 file: read, seen, written and read again without harm. */
#include <stdio.h>
#include "common.h"
#include "recording/landmarks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    if (file && arena) {
        lumbar_pose_file_probe(data, size);
        const lumbar_pose *pose = lumbar_pose_file_read(arena, file, "fuzzed", NULL, &error);
        if (!pose && !error.text[0]) abort(); /* every refusal has its words */
        if (pose) look(arena, pose);
    }
    if (file) fclose(file);
    lumbar_arena_free(arena);
    return 0;
}
