/* The weights of the pose networks, known by their content: a different version gives different answers. */
#include <string.h>
#include "base/base.h"
#include "pose/sha256.h"
#include "pose/weights.h"

/* From the npm package @mediapipe/pose 0.5.1675469404, pinned in package.json. The detector is the package's
 * pose_solution_packed_assets.data under another name. */
const lumbar_weights_file lumbar_weights_files[LUMBAR_WEIGHTS_FILES] = {
    {"detector", "pose_detection.tflite", "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85", 2962288},
    {"lite", "pose_landmark_lite.tflite", "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61", 2819824},
    {"full", "pose_landmark_full.tflite", "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f", 6440512},
    {"heavy", "pose_landmark_heavy.tflite", "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
     27709200},
};

const lumbar_weights_file *lumbar_weights_known(const char *model)
{
    for (size_t i = 0; i < LUMBAR_WEIGHTS_FILES; i++)
        if (!strcmp(lumbar_weights_files[i].model, model)) return &lumbar_weights_files[i];
    return NULL;
}

const lumbar_tflite *lumbar_weights_read(lumbar_arena *arena, const lumbar_weights_file *known, const uint8_t *bytes,
                                         size_t size, const char *name, lumbar_error *error)
{
    char hex[65] = "";
    if (size == known->size) lumbar_sha256(bytes, size, hex);
    if (!strcmp(hex, known->sha256)) return lumbar_tflite_read(arena, bytes, size, name, error);
    lumbar_refuse(error, LUMBAR_SETUP, 0, LUMBAR_ERROR_WEIGHTS_OTHER, "file=%s", name);
    return NULL;
}
