/* Committed pose files give committed answers, byte for byte: whatever the compiler, its optimisation or the
 * run. Where an answer was meant to change, the new one is printed to be judged and committed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "recording/landmarks.h"

static const char *folder_name(void)
{
    static char name[2048];
    const char *source = getenv("LUMBAR_SOURCE");
    snprintf(name, sizeof name, "%s/tests/seen/material", source ? source : ".");
    return name;
}

/* Everything that motion and findings decide, in full precision where a number is their own. */
static void write_recording(const lumbar_recording *r, lumbar_text *out)
{
    static const char *const states[] = {"unknown", "absent", "present"};
    lumbar_text_addf(out, "%s, seen %.9g\n", r->view, r->seen_share);
    for (size_t s = 0; s < r->set_count; s++) {
        const lumbar_set *set = &r->sets[s];
        lumbar_text_addf(out, "set %s %.9g from %.9g to %.9g hold %.9g\n", set->exercise->id, set->confidence,
                         set->start_s, set->end_s, set->hold_s);
        for (size_t k = 0; k < set->rep_count; k++) {
            lumbar_text_addf(out, "  rep %.9g %.9g %.9g", set->reps[k].start_s, set->reps[k].top_s, set->reps[k].end_s);
            for (size_t m = 0; m < set->reps[k].measure_count; m++)
                lumbar_text_addf(out, " %s=%.9g", set->reps[k].measures[m].id, set->reps[k].measures[m].value);
            for (size_t f = 0; f < set->reps[k].finding_count; f++)
                lumbar_text_addf(out, " %s", set->reps[k].findings[f]);
            lumbar_text_add(out, "\n");
        }
    }
    for (size_t i = 0; i < r->finding_count; i++) {
        const lumbar_finding *f = &r->findings[i];
        lumbar_text_addf(out, "%s %s %.9g %.9g %.9g %.9g %.9g: %s\n", f->id, states[f->state], f->strength,
                         f->confidence, f->value, f->low, f->high, f->text);
    }
    for (size_t m = 0; m < r->moment_count; m++)
        lumbar_text_addf(out, "%s %s %.9g: %s\n", r->moments[m].kind,
                         r->moments[m].finding ? r->moments[m].finding : "-", r->moments[m].time_s,
                         r->moments[m].caption);
    for (size_t c = 0; c < r->curve_count; c++) {
        double sum = 0;
        for (size_t g = 0; g < r->curves[c].count; g++)
            if (!isnan(r->curves[c].value[g])) sum += r->curves[c].value[g];
        lumbar_text_addf(out, "curve %s %zu %.9g\n", r->curves[c].id, r->curves[c].count, sum);
    }
    for (size_t n = 0; n < r->note_count; n++) lumbar_text_addf(out, "note %s\n", r->notes[n]);
}

static void read_all(const char *path, lumbar_text *out)
{
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t got;
    if (!file) fail_msg("%s is missing", path);
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0) lumbar_text_add_bytes(out, bytes, got);
    fclose(file);
}

static void check_one(const char *name)
{
    char path[4096];
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_text got = {0}, wanted = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    lumbar_see_settings settings = {.height_m = NAN};
    snprintf(path, sizeof path, "%s/%s.pose.json", folder_name(), name);
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("%s is missing", path);
    const lumbar_pose *pose = lumbar_pose_file_read(arena, file, path, NULL, &error);
    fclose(file);
    const lumbar_recording *r = pose ? lumbar_see(arena, pose, &settings, knowledge, &error) : NULL;
    if (!r) fail_msg("%s", error.text);
    write_recording(r, &got);
    snprintf(path, sizeof path, "%s/%s.golden", folder_name(), name);
    const char *renew = getenv("LUMBAR_RENEW_GOLDEN"); /* set by hand, to accept what was judged to be right */
    if (renew) {
        FILE *golden = fopen(path, "wb");
        assert_non_null(golden);
        fwrite(got.data, 1, got.size, golden);
        fclose(golden);
    }
    read_all(path, &wanted);
    if (strcmp(got.data, wanted.data)) fail_msg("%s gives another answer:\n%s", name, got.data);
    lumbar_text_free(&got);
    lumbar_text_free(&wanted);
    lumbar_arena_free(arena);
}

static void feet_lift(void **state)
{
    (void)state;
    check_one("crunch-feet-lift");
}

static void crunch_then_sit_up(void **state)
{
    (void)state;
    check_one("crunch-then-sit-up");
}

static void back_arches(void **state)
{
    (void)state;
    check_one("legs-sink-back-arches");
}

static void plank_sags(void **state)
{
    (void)state;
    check_one("plank-sags");
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(feet_lift), cmocka_unit_test(crunch_then_sit_up),
                                          cmocka_unit_test(back_arches), cmocka_unit_test(plank_sags)};

CHECK_MAIN(tests)
