/* The network reader and runner: each file of the fuzz corpus gets the verdict in its name, and a small network with
 * every operator gives what plain loops give. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "base/base.h"
#include "pose/network.h"
#include "pose/tflite.h"
#include "plain.h"

static char folder[4096];

static uint8_t *load(const char *name, size_t *size)
{
    char path[8192];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    uint8_t *data = malloc(1 << 16), *exact;
    *size = fread(data, 1, 1 << 16, file);
    fclose(file);
    exact = malloc(*size ? *size : 1);
    memcpy(exact, data, *size);
    free(data);
    return exact;
}

static void test_verdicts(void **state)
{
    (void)state;
    DIR *all = opendir(folder);
    assert_non_null(all);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(all));) {
        bool valid = !strncmp(entry->d_name, "valid_", 6);
        if (!valid && strncmp(entry->d_name, "bad_", 4)) continue;
        size_t size;
        uint8_t *data = load(entry->d_name, &size);
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_error error = {0};
        const lumbar_tflite *graph = lumbar_tflite_read(arena, data, size, "this file", &error);
        if ((graph != NULL) != valid) print_message("# %s: %s\n", entry->d_name, error.text);
        assert_true((graph != NULL) == valid);
        if (!valid) {
            assert_int_equal(error.code, LUMBAR_SETUP);
            assert_non_null(strstr(error.text, "this file is damaged"));
            assert_non_null(strstr(error.text, "scripts/setup"));
        }
        lumbar_arena_free(arena);
        free(data);
        count++;
    }
    closedir(all);
    assert_true(count > 30);
}

/* Cut off anywhere it is refused, with any one byte changed it is read or refused: never a crash. */
static void test_cut_and_changed(void **state)
{
    (void)state;
    size_t size;
    uint8_t *data = load("valid_every_operator", &size);
    for (size_t i = 0; i < size; i += 7) {
        lumbar_arena *arena = lumbar_arena_new();
        uint8_t *part = malloc(i + 1);
        memcpy(part, data, i);
        assert_null(lumbar_tflite_read(arena, part, i, "cut", NULL));
        free(part);
        uint8_t kept = data[i];
        data[i] ^= (uint8_t)(0x80 >> i % 8);
        lumbar_tflite_read(arena, data, size, "changed", NULL);
        data[i] = kept;
        lumbar_arena_free(arena);
    }
    free(data);
}

/* The portable engine rounds maps to 13 bits. */
static void same_as_plain_loops(lumbar_engine engine, double tolerance)
{
    size_t size;
    uint8_t *data = load("valid_every_operator", &size);
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_tflite *g = lumbar_tflite_read(arena, data, size, "small", &error);
    assert_non_null(g);
    free(data); /* the graph does not need the file */
    lumbar_network *network = lumbar_network_new(g, engine, "small", &error);
    assert_non_null(network);
    float **all = calloc((size_t)g->tensor_count, sizeof *all), *in = values_of(all, g, g->input);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < g->tensors[g->input].count; i++)
            lumbar_network_input(network)[i] = in[i] = (float)sin(0.7 * (double)i + round);
        for (int i = 0; i < g->op_count; i++) plain_op(all, g, &g->ops[i]);
        assert_true(lumbar_network_run(network));
        for (int k = 0; k < g->output_count; k++) {
            const float *got = lumbar_network_output(network, k);
            for (size_t i = 0; i < g->tensors[g->outputs[k]].count; i++)
                assert_float_equal(got[i], all[g->outputs[k]][i], tolerance * (1 + fabs((double)got[i])));
        }
    }
    for (int i = 0; i < g->tensor_count; i++) free(all[i]);
    free(all);
    lumbar_network_free(network);
    lumbar_arena_free(arena);
}

static void test_xnnpack(void **state)
{
    (void)state;
    lumbar_engine engine;
    if (!lumbar_engine_named("xnnpack", &engine, NULL)) skip();
    same_as_plain_loops(engine, 1e-4);
}

static void test_portable(void **state) { same_as_plain_loops(LUMBAR_ENGINE_PORTABLE, 2e-3); }

int main(void)
{
    const char *source = getenv("LUMBAR_SOURCE");
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/tflite", source ? source : ".");
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_verdicts), cmocka_unit_test(test_cut_and_changed),
                                       cmocka_unit_test(test_xnnpack), cmocka_unit_test(test_portable)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
