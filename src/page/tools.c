/* A worker's end of a film: the networks, and one job at a time. */
#include "page/film.h"
#include "page/inner.h"
#include "pose/weights.h"

static struct {
    lumbar_arena *arena;
    lumbar_tools tools;
} own;

bool lumbar_look_tools(size_t detector, size_t landmarks)
{
    lumbar_error error = {0};
    const uint8_t *bytes = lumbar_look_pixels(detector + landmarks);
    own.arena = lumbar_arena_new();
    if (!bytes || !own.arena) return lumbar_session_fail(NULL);
    /* Pages carry the full network; speed is measured with the lite one too. */
    const lumbar_weights_file *lite = lumbar_weights_known("lite");
    const lumbar_tflite *finds = lumbar_weights_read(own.arena, lumbar_weights_known("detector"), bytes, detector,
                                                     "the person detector", &error);
    const lumbar_weights_file *known = landmarks == lite->size ? lite : lumbar_weights_known("full");
    const lumbar_tflite *reads =
        finds ? lumbar_weights_read(own.arena, known, bytes + detector, landmarks, "the pose network", &error) : NULL;
    if (reads && lumbar_tools_open(&own.tools, LUMBAR_ENGINE_PORTABLE, finds, reads, &error)) return true;
    return lumbar_session_fail(error.code == LUMBAR_MEMORY ? NULL : error.text);
}

bool lumbar_look_run(void)
{
    lumbar_job *job = lumbar_look_job();
    int size[2] = {job->image.width, job->image.height};
    if (!lumbar_look_image(&job->image, size)) return lumbar_session_fail(NULL);
    lumbar_job_run(job, &own.tools);
    return true;
}
