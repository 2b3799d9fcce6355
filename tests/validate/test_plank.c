/* The plank rule: signed with gravity, the same for the mirrored picture, and good enough on the labelled
 * stills. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "../motion/trainee_film.h"
#include "motion/plank.h"
#include "validate/plank.h"

/* A body in a plank, head at the left, whose hip is bent by `bend` degrees (positive: hips up), facing either
 * way. */
static void plank(lumbar_point p[LUMBAR_POINT_COUNT], double bend, double tilt, double mirror, double scale)
{
    double half = bend / 2 * M_PI / 180, lean = tilt * M_PI / 180;
    double shoulder[2] = {-0.5 * cos(half), 0.5 * sin(half)},
           ankle[2] = {0.8 * cos(half), 0.8 * sin(half)}; /* y down */
    static const int sides[2][3] = {{LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP, LUMBAR_LEFT_ANKLE},
                                    {LUMBAR_RIGHT_SHOULDER, LUMBAR_RIGHT_HIP, LUMBAR_RIGHT_ANKLE}};
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) p[i] = (lumbar_point){NAN, NAN, 0};
    for (int s = 0; s < 2; s++) {
        const double at[3][2] = {{shoulder[0], shoulder[1]}, {0, 0}, {ankle[0], ankle[1]}};
        for (int k = 0; k < 3; k++) {
            double x = at[k][0] * cos(lean) - at[k][1] * sin(lean), y = at[k][0] * sin(lean) + at[k][1] * cos(lean);
            p[sides[s][k]] =
                (lumbar_point){(float)((2 + mirror * x) * scale), (float)((2 + y) * scale), s ? 0.9f : 0.4f};
        }
    }
}

static void bend_is_signed_with_gravity(void **state)
{
    (void)state;
    lumbar_point p[LUMBAR_POINT_COUNT];
    for (double bend = -40; bend <= 70; bend += 5)
        for (double mirror = -1; mirror <= 1; mirror += 2)
            for (double scale = 0.1; scale < 1000; scale *= 30)
                for (double tilt = -10; tilt <= 25; tilt += 5) {
                    plank(p, bend, tilt, mirror, scale);
                    assert_true(fabs(lumbar_plank_measure(p, 1, true).bend * 180 / M_PI - bend) < 0.1);
                }
    plank(p, 10, 0, 1, 1);
    p[LUMBAR_RIGHT_ANKLE].x = p[LUMBAR_RIGHT_ANKLE].y = NAN; /* the better side is not whole: the other is used */
    assert_true(fabs(lumbar_plank_measure(p, 1, true).bend * 180 / M_PI - 10) < 0.1);
    assert_true(fabs(lumbar_plank_measure(p, 1, true).confidence - 0.4) < 1e-6);
    p[LUMBAR_LEFT_ANKLE].x = p[LUMBAR_LEFT_ANKLE].y = NAN;
    assert_int_equal(lumbar_plank_class(lumbar_plank_measure(p, 1, true).bend, -1, 1), '?');
}

static void labelled_stills_are_told_apart(void **state)
{
    (void)state;
    const char *shared = getenv("LUMBAR_SHARED");
    static const char *const names[] = {"plank-correct-and-low-back.csv", "plank-low-back.csv", "plank-high-hip.csv"};
    char paths[3][4096];
    const char *files[3] = {paths[0], paths[1], paths[2]};
    for (int i = 0; i < 3; i++)
        snprintf(paths[i], sizeof paths[i], "%s/recordings/landmarks/%s", shared ? shared : "", names[i]);
    FILE *there = fopen(files[0], "rb");
    if (!there) {
        print_message("# the labelled stills are not here; not judged\n");
        return;
    }
    fclose(there);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_text json = {0}, words = {0};
    lumbar_error error = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    const lumbar_validation validation = {
        .knowledge = lumbar_knowledge_load(arena, NULL, &error), .files = files, .count = 3};
    if (!lumbar_validate_plank(arena, &validation, &verdict, &error)) fail_msg("%s", error.text);
    assert_true(verdict.pass);
    assert_non_null(strstr(json.data, "\"macro_f1\": 0.99"));
    assert_non_null(strstr(words.data, "half-way between"));
    lumbar_text_free(&json);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

/* One row a picture in which the body is in the plank, as the labelled files have them; the trainee's own points. */
static void add_stills(FILE *to, const char *id, char label)
{
    lumbar_arena *arena = lumbar_arena_new();
    const trainee_film *film = trainee_film_of(arena, id, false);
    for (size_t i = 0; i < film->pose.frame_count; i++) {
        const lumbar_frame *f = &film->pose.frames[i];
        lumbar_phase phase = lumbar_phase_at(&film->scenario, f->time_s);
        bool held = phase.engaged > 0.99, faulty = phase.fault > 0.9, clean = phase.fault < 0.01;
        if (!held || !(label == 'C' ? clean : faulty)) continue;
        fprintf(to, "%c", label);
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
            fprintf(to, ",%.5f,%.5f,%.2f", (double)f->points[p].x / film->pose.width,
                    (double)f->points[p].y / film->pose.height, (double)f->points[p].confidence);
        fprintf(to, "\n");
    }
    lumbar_arena_free(arena);
}

/* What the labelled stills ask, of a rendered body's: everybody has these. */
static void rendered_stills_are_told_apart(void **state)
{
    (void)state;
    static const char *const names[LUMBAR_POINT_COUNT] = {
#define X(name, text) text,
        LUMBAR_POINTS(X)
#undef X
    };
    char path[] = "/tmp/lumbar-stills-XXXXXX";
    int descriptor = mkstemp(path);
    FILE *to = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    assert_non_null(to);
    fprintf(to, "label");
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) fprintf(to, ",%s_x,%s_y,%s_v", names[p], names[p], names[p]);
    fprintf(to, "\n");
    add_stills(to, "plank.side.clean.1", 'C');
    add_stills(to, "plank.side.clean.2", 'C');
    add_stills(to, "plank.side.sag.1", 'L');
    add_stills(to, "plank.side.pike.1", 'H');
    assert_int_equal(fclose(to), 0);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_text json = {0}, words = {0};
    lumbar_error error = {0};
    lumbar_verdict verdict = {.json = &json, .words = &words};
    const char *files[] = {path};
    const lumbar_validation validation = {
        .knowledge = lumbar_knowledge_load(arena, NULL, &error), .files = files, .count = 1};
    bool good = lumbar_validate_plank(arena, &validation, &verdict, &error);
    unlink(path);
    if (!good) fail_msg("%s", error.text);
    if (!verdict.pass) fail_msg("%s", words.data);
    lumbar_text_free(&json);
    lumbar_text_free(&words);
    lumbar_arena_free(arena);
}

static void a_file_that_is_not_there_is_told(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_verdict verdict = {0};
    const char *file = "/no/such/file.csv";
    lumbar_validation validation = {
        .knowledge = lumbar_knowledge_load(arena, NULL, &error), .files = &file, .count = 1};
    assert_false(lumbar_validate_plank(arena, &validation, &verdict, &error));
    assert_int_equal(error.code, LUMBAR_INPUT);
    validation.count = 0;
    assert_false(lumbar_validate_plank(arena, &validation, &verdict, &error));
    assert_int_equal(error.code, LUMBAR_USAGE);
    lumbar_arena_free(arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(bend_is_signed_with_gravity),
    cmocka_unit_test(labelled_stills_are_told_apart),
    cmocka_unit_test(rendered_stills_are_told_apart),
    cmocka_unit_test(a_file_that_is_not_there_is_told),
};

CHECK_MAIN(tests)
