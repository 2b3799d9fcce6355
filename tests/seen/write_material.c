/* Writes the pose files beside it that the golden test reads: write_material FOLDER. Run by hand when the
 * figure changes. */
#include <math.h>
#include <stdio.h>
#include "../motion/figure.h"

static bool write_one(const char *folder, const char *name, figure_motion *motion, double fault, double seconds,
                      figure_camera camera)
{
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    char path[1024];
    lumbar_pose *pose = figure_film(arena, motion, fault, seconds, camera);
    lumbar_frame *frames = (lumbar_frame *)(uintptr_t)pose->frames;
    for (size_t i = 0; i < pose->frame_count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            lumbar_point *at = &frames[i].points[p];
            at->x = roundf(at->x * 16) / 16;
            at->y = roundf(at->y * 16) / 16;
            for (int k = 0; k < 3 && !camera.yaw; k++)
                frames[i].world[p][k] = NAN; /* small files: from the side depth is not used */
        }
    pose->path = name;
    snprintf(path, sizeof path, "%s/%s.pose.json", folder, name);
    bool good = lumbar_pose_write(pose, path, &error);
    if (!good) fprintf(stderr, "%s\n", error.text);
    lumbar_arena_free(arena);
    return good;
}

int main(int argc, char **argv)
{
    const figure_camera small = {.scale = 300, .noise = 1, .rate = 10},
                        large = {.scale = 400, .noise = 1, .rate = 10, .outline = true};
    if (argc != 2) return 2;
    return !(write_one(argv[1], "crunch-feet-lift", figure_crunch, 20, 9.5, small) &&
             write_one(argv[1], "crunch-then-sit-up", figure_mixed, 0, 17, small) &&
             write_one(argv[1], "legs-sink-back-arches", figure_lowering, 25, 12.5, large) &&
             write_one(argv[1], "plank-sags", figure_plank, -25, 4, small));
}
