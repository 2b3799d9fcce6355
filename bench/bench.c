/* What `make bench` measures inside one process; scripts/bench calls it and keeps the figures. One JSON object a call.
 *   bench answer ANSWERS            ms for one answer from words
 *   bench pose VIDEO MODEL THREADS  frames and seconds of the pose stage, and the networks' share of the work
 *   bench network                   ms for one run of the full network on one thread
 *   bench engines MODEL             ms of processor time for one run on each engine, in turn: least and median
 *   bench loop VIDEO WIDTH S OUT    a film of that width that shows VIDEO once (S 0) or its start to and fro for S s */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "picture/encode.h"
#include "pose/network.h"
#include "pose/track.h"
#include "pose/weights.h"
#include "recording/video.h"

enum { ANSWERS = 50, RUNS = 20, ENGINE_RUNS = 60, RATE = 20, LOOPED_FRAMES = 160 };

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool answer(lumbar_arena *arena, const char *path, lumbar_error *error)
{
    double began = now_s();
    for (int i = 0; i < ANSWERS; i++) { /* all that one run of the tool does: tables, answers, answer */
        lumbar_arena *one = lumbar_arena_new();
        const lumbar_knowledge *knowledge = one ? lumbar_knowledge_load(one, NULL, error) : NULL;
        lumbar_answers *answers = knowledge ? lumbar_answers_new(one, knowledge) : NULL;
        bool good = answers && lumbar_answers_read(answers, path, error) && lumbar_why(one, answers, NULL, error);
        lumbar_arena_free(one);
        if (!good) return false;
    }
    (void)arena;
    printf("{\"ms\": %.3f}\n", (now_s() - began) / ANSWERS * 1e3);
    return true;
}

/* Every frame through the tracker, as the pose stage does it. */
static bool pose(lumbar_arena *arena, const char *path, const char *model, int threads, lumbar_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file) return lumbar_fail(error, LUMBAR_INPUT, 0, "%s: cannot be opened", path);
    lumbar_pose_settings settings = lumbar_pose_defaults();
    settings.model = model;
    settings.threads = threads;
    double began = now_s(), jobs_s, networks_s;
    lumbar_video *video = lumbar_video_open(file, path, NULL, NULL, error);
    lumbar_track *track = video ? lumbar_track_open(arena, &settings, error) : NULL;
    lumbar_video_step step = track ? LUMBAR_VIDEO_FRAME : LUMBAR_VIDEO_FAILED;
    double ready = now_s();
    while (step == LUMBAR_VIDEO_FRAME) {
        lumbar_image image;
        double time_s;
        void *owner;
        step = lumbar_video_next(video, &image, &time_s, &owner, error);
        if (step == LUMBAR_VIDEO_FRAME &&
            !lumbar_track_image(track, &image, time_s, (lumbar_lender){lumbar_video_release, owner}, error))
            step = LUMBAR_VIDEO_FAILED;
    }
    lumbar_pose result = {0};
    bool good = step == LUMBAR_VIDEO_END && lumbar_track_finish(track, &result, error);
    double ended = now_s();
    if (good) {
        lumbar_track_seconds(track, &jobs_s, &networks_s);
        printf("{\"frames\": %zu, \"setup_s\": %.4f, \"s\": %.4f, \"jobs_s\": %.4f, \"networks_s\": %.4f}\n",
               result.frame_count, ready - began, ended - ready, jobs_s, networks_s);
    }
    lumbar_track_close(track);
    lumbar_video_close(video);
    fclose(file);
    return good;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Both engines in one process, in turn, so that what else the machine does meets both. */
static bool engines(lumbar_arena *arena, const char *model, lumbar_error *error)
{
    static const char *const names[] = {"portable", "xnnpack"};
    const lumbar_tflite *graph = lumbar_weights_load(arena, model, NULL, error);
    lumbar_network *networks[2] = {0};
    lumbar_engine engine;
    int count = lumbar_engine_named(names[1], &engine, &(lumbar_error){0}) ? 2 : 1; /* the second may not be built in */
    bool good = graph != NULL;
    for (int i = 0; good && i < count; i++) {
        good = lumbar_engine_named(names[i], &engine, error) &&
               (networks[i] = lumbar_network_new(graph, engine, model, error));
        size_t values = good ? graph->tensors[graph->input].count : 0;
        for (size_t k = 0; k < values; k++) lumbar_network_input(networks[i])[k] = (float)(k % 251) / 250;
    }
    double ms[2][ENGINE_RUNS];
    for (int run = -1; good && run < ENGINE_RUNS; run++) /* the first warms up */
        for (int i = 0; good && i < count; i++) {
            double before = lumbar_network_seconds(networks[i]);
            good = lumbar_network_run(networks[i]) || lumbar_fail(error, LUMBAR_SETUP, 0, "a network failed");
            if (run >= 0) ms[i][run] = (lumbar_network_seconds(networks[i]) - before) * 1e3;
        }
    for (int i = 0; i < count; i++) {
        lumbar_network_free(networks[i]);
        if (good) qsort(ms[i], ENGINE_RUNS, sizeof(double), by_size);
        if (good)
            printf("%s\"%s_ms\": %.3f, \"%s_least_ms\": %.3f%s", i ? ", " : "{", names[i], ms[i][ENGINE_RUNS / 2],
                   names[i], ms[i][0], i == count - 1 ? "}\n" : "");
    }
    return good;
}

static bool network(lumbar_arena *arena, lumbar_error *error)
{
    const lumbar_tflite *graph = lumbar_weights_load(arena, "full", NULL, error);
    lumbar_network *runner = graph ? lumbar_network_new(graph, LUMBAR_ENGINE_PORTABLE, "full", error) : NULL;
    if (!runner) return false;
    bool good = lumbar_network_run(runner); /* the first run warms up */
    double began = now_s();
    for (int i = 0; good && i < RUNS; i++) good = lumbar_network_run(runner);
    if (good) printf("{\"ms\": %.3f}\n", (now_s() - began) / RUNS * 1e3);
    lumbar_network_free(runner);
    return good || lumbar_fail(error, LUMBAR_SETUP, 0, "the network failed");
}

/* A film that shows the video once (`seconds` 0), or its first frames to and fro until it is long enough: scaled once,
 * so that ten minutes take no longer than to encode them. */
static bool loop(lumbar_arena *arena, const char *path, int width, double seconds, const char *out, lumbar_error *error)
{
    lumbar_canvas kept[LOOPED_FRAMES];
    int count = 0, wanted = (int)(seconds * RATE), height = width * 9 / 16 / 2 * 2;
    FILE *file = fopen(path, "rb");
    if (!file) return lumbar_fail(error, LUMBAR_INPUT, 0, "%s: cannot be opened", path);
    lumbar_video *video = lumbar_video_open(file, path, NULL, NULL, error);
    lumbar_output output = {0};
    bool opened = video && lumbar_output_open(&output, out, error);
    lumbar_film_writer *film = opened ? lumbar_film_open(&output, width, height, error) : NULL;
    bool good = film != NULL, more = good;
    while (good && more && (!wanted || count < LOOPED_FRAMES)) {
        lumbar_image image;
        double time_s;
        void *owner;
        lumbar_video_step step = lumbar_video_next(video, &image, &time_s, &owner, error);
        more = step == LUMBAR_VIDEO_FRAME;
        good = step != LUMBAR_VIDEO_FAILED;
        if (!more) break;
        const lumbar_picture_window whole = {0, 0, image.width, image.height, (double)width / image.width};
        lumbar_canvas *canvas = &kept[wanted ? count : 0];
        if (wanted || !count) *canvas = lumbar_canvas_new(arena, width, height);
        if (canvas->pixels) lumbar_canvas_take(canvas, &image, &whole);
        else good = lumbar_fail(error, LUMBAR_MEMORY, 0, "out of memory");
        lumbar_video_release(owner);
        good = good && lumbar_film_add(film, canvas, (double)count++ / RATE, error);
    }
    for (int i = count; good && count > 1 && i < wanted; i++) {
        int at = i % (2 * count - 2);
        good = lumbar_film_add(film, &kept[at < count ? at : 2 * count - 2 - at], (double)i / RATE, error);
    }
    lumbar_video_close(video);
    fclose(file);
    good = lumbar_film_close(film, good ? error : NULL) && good;
    return lumbar_output_close(&output, good, good ? error : NULL) && good;
}

int main(int argc, char **argv)
{
    lumbar_error error = {0};
    lumbar_arena *arena = lumbar_arena_new();
    bool good = lumbar_fail(&error, LUMBAR_USAGE, 0, "bench answer|pose|network|engines|loop ...; see bench/bench.c");
    if (arena && argc == 3 && !strcmp(argv[1], "answer")) good = answer(arena, argv[2], &error);
    else if (arena && argc == 5 && !strcmp(argv[1], "pose"))
        good = pose(arena, argv[2], argv[3], atoi(argv[4]), &error);
    else if (arena && argc == 2 && !strcmp(argv[1], "network")) good = network(arena, &error);
    else if (arena && argc == 3 && !strcmp(argv[1], "engines")) good = engines(arena, argv[2], &error);
    else if (arena && argc == 6 && !strcmp(argv[1], "loop"))
        good = loop(arena, argv[2], atoi(argv[3]), atof(argv[4]), argv[5], &error);
    if (!good) fprintf(stderr, "bench: %s\n", error.text);
    lumbar_arena_free(arena);
    return good ? 0 : lumbar_exit_status(error.code);
}
