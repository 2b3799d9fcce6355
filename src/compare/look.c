/* An answer's JSON -> what of it is compared. */
#include <math.h>
#include <string.h>
#include "base/json.h"
#include "compare/look.h"

static const char *text_of(lumbar_arena *arena, const lumbar_json *json, const char *key)
{
    const char *text = lumbar_json_string(lumbar_json_get(json, key));
    return text ? lumbar_copy(arena, text, strlen(text)) : NULL;
}

static double number_of(const lumbar_json *json, const char *key)
{
    return lumbar_json_number(lumbar_json_get(json, key));
}

/* Both are known and the same. */
static const char *joined_view(const char *a, const char *b) { return a && b && !strcmp(a, b) ? a : ""; }

/* ---- what was measured --------------------------------------------------------------------------------- */

/* A further set of the exercise: the mean of all is kept, repetitions are added up. */
static void add_value(lumbar_look *look, lumbar_look_value one)
{
    if (!isfinite(one.value)) return;
    for (size_t i = 0; i < look->value_count; i++) {
        lumbar_look_value *known = &look->values[i];
        if (known->exercise != one.exercise || strcmp(known->id, one.id)) continue;
        bool sum = !strcmp(one.kind, "load");
        known->value = sum ? known->value + one.value : (known->value * known->sets + one.value) / (known->sets + 1);
        known->band = sum ? known->band + one.band : fmax(known->band, one.band);
        known->sets++;
        known->view = joined_view(known->view, one.view);
        return;
    }
    look->values[look->value_count++] = one;
}

static void add_set(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_json *set, const char *view,
                    lumbar_look *look)
{
    const char *exercise = lumbar_json_string(lumbar_json_get(set, "exercise"));
    const lumbar_json *measures = lumbar_json_get(set, "measures");
    lumbar_look_value one = {.exercise = exercise ? lumbar_exercise_find(k, exercise) : NULL, .sets = 1, .view = view};
    if (!one.exercise || !one.exercise->judged) return;
    one.kind = "load";
    one.id = "repetitions";
    one.value = number_of(set, "repetitions");
    one.band = NAN; /* of the table of limits */
    bool hold = isfinite(number_of(set, "hold_s"));
    if (hold) one.id = "hold", one.unit = "s", one.value = number_of(set, "hold_s"), one.band = 1;
    add_value(look, one);
    one.kind = "range";
    for (size_t i = 0; i < lumbar_json_count(measures); i++) {
        const lumbar_json *m = lumbar_json_at(measures, i);
        one.id = text_of(arena, m, "id");
        one.unit = text_of(arena, m, "unit");
        one.value = number_of(m, "value");
        one.band = (number_of(m, "high") - number_of(m, "low")) / 2;
        if (one.id && isfinite(one.band)) add_value(look, one);
    }
}

static size_t room_of(const lumbar_json *recordings)
{
    size_t room = 1;
    for (size_t r = 0; r < lumbar_json_count(recordings); r++) {
        const lumbar_json *sets = lumbar_json_get(lumbar_json_at(recordings, r), "sets");
        for (size_t s = 0; s < lumbar_json_count(sets); s++)
            room += 1 + lumbar_json_count(lumbar_json_get(lumbar_json_at(sets, s), "measures"));
    }
    return room;
}

static bool add_recordings(lumbar_arena *arena, const lumbar_knowledge *k, const lumbar_json *answer, lumbar_look *look)
{
    const lumbar_json *recordings = lumbar_json_get(answer, "recordings");
    if (!(look->values = LUMBAR_NEW_ARRAY(arena, lumbar_look_value, room_of(recordings)))) return false;
    for (size_t r = 0; r < lumbar_json_count(recordings); r++) {
        const lumbar_json *recording = lumbar_json_at(recordings, r), *sets = lumbar_json_get(recording, "sets");
        const char *view = text_of(arena, recording, "view");
        look->view = look->view ? joined_view(look->view, view) : view ? view : "";
        for (size_t s = 0; s < lumbar_json_count(sets); s++) add_set(arena, k, lumbar_json_at(sets, s), view, look);
    }
    return true;
}

/* ---- what was told of them ----------------------------------------------------------------------------- */

static lumbar_state state_of(const lumbar_json *finding)
{
    const char *state = lumbar_json_string(lumbar_json_get(finding, "state"));
    return !state                      ? LUMBAR_UNKNOWN
           : !strcmp(state, "present") ? LUMBAR_PRESENT
           : !strcmp(state, "absent")  ? LUMBAR_ABSENT
                                       : LUMBAR_UNKNOWN;
}

/* Of several recordings: where one shows it, it is there. */
static bool add_findings(lumbar_arena *arena, const lumbar_json *answer, lumbar_look *look)
{
    const lumbar_json *list = lumbar_json_get(answer, "findings");
    look->findings = LUMBAR_NEW_ARRAY(arena, lumbar_look_finding, lumbar_json_count(list) + 1);
    for (size_t i = 0; look->findings && i < lumbar_json_count(list); i++) {
        const lumbar_json *f = lumbar_json_at(list, i);
        const char *from = lumbar_json_string(lumbar_json_get(f, "from"));
        lumbar_look_finding one = {.id = text_of(arena, f, "id"),
                                   .state = state_of(f),
                                   .value = number_of(f, "value"),
                                   .band = (number_of(f, "high") - number_of(f, "low")) / 2,
                                   .unit = text_of(arena, f, "unit")};
        if (!from || strcmp(from, "recording") || !one.id) continue;
        size_t at = 0;
        while (at < look->finding_count && strcmp(look->findings[at].id, one.id)) at++;
        if (at == look->finding_count) look->findings[look->finding_count++] = one;
        else if (one.state > look->findings[at].state) look->findings[at] = one;
    }
    return look->findings != NULL;
}

const lumbar_look *lumbar_look_of(lumbar_arena *arena, const lumbar_knowledge *k, const char *text, const char *name,
                                  lumbar_error *error)
{
    lumbar_look *look = LUMBAR_NEW(arena, lumbar_look);
    lumbar_json *answer = lumbar_json_parse(text, strlen(text), name, error);
    const char *schema = lumbar_json_string(lumbar_json_get(answer, "schema"));
    bool good = answer != NULL;
    if (good && (!schema || strcmp(schema, "lumbar.answer/1")))
        good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_NO_ANSWER_FILE, "file=%s", name);
    if (good && look) look->headline = text_of(arena, answer, "headline");
    if (good && (!look || !add_recordings(arena, k, answer, look) || !add_findings(arena, answer, look)))
        good = lumbar_fail_memory(error);
    lumbar_json_free(answer);
    return good ? look : NULL;
}
