/* A body in metres and its angles: a table, JSON, and OpenSim's .trc. */
#include <math.h>
#include "report/motion.h"
#include "report/writer.h"

static const char *const NAMES[LUMBAR_POINT_COUNT] = {
#define X(name, text) text,
    LUMBAR_POINTS(X)
#undef X
};
static const char AXES[] = "xyz";

/* Rounded as its unit is; nothing where it is missing. */
static void add_number(lumbar_text *out, double value, const char *unit)
{
    char text[40];
    if (isnan(value)) return;
    lumbar_number_text(text, sizeof text, value, unit);
    lumbar_text_add(out, text);
}

static double time_of(const lumbar_body *body, size_t moment) { return body->start_s + (double)moment * body->step_s; }

/* The curve's place at a time; false where it has none. */
static bool place_in(const lumbar_curve *curve, double time_s, size_t *place)
{
    double at = (time_s - curve->start_s) / curve->step_s + 0.5;
    if (!(at >= 0 && at < (double)curve->count)) return false;
    *place = (size_t)at;
    return true;
}

/* ---- table --------------------------------------------------------------------------------------------- */

static void add_head(const lumbar_motion *motion, bool bands, lumbar_text *out)
{
    lumbar_text_add(out, "time_s,body");
    for (size_t k = 0; k < motion->curve_count; k++) {
        const lumbar_curve *curve = &motion->curves[k];
        lumbar_text_addf(out, ",%s_%s", curve->id, curve->unit);
        if (bands) lumbar_text_addf(out, ",%s_band_%s", curve->id, curve->unit);
    }
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        for (int axis = 0; axis < 3; axis++) {
            lumbar_text_addf(out, ",%s_%c_m", NAMES[p], AXES[axis]);
            if (bands) lumbar_text_addf(out, ",%s_%c_band_m", NAMES[p], AXES[axis]);
        }
    lumbar_text_add(out, "\n");
}

static void add_cell(lumbar_text *out, double value, const char *unit)
{
    lumbar_text_add(out, ",");
    add_number(out, value, unit);
}

static void add_row(const lumbar_motion *motion, size_t body, size_t moment, bool bands, lumbar_text *out)
{
    const lumbar_body *b = &motion->bodies[body];
    add_number(out, time_of(b, moment), "s");
    lumbar_text_addf(out, ",%zu", body);
    for (size_t k = 0; k < motion->curve_count; k++) {
        const lumbar_curve *curve = &motion->curves[k];
        size_t at;
        bool there = place_in(curve, time_of(b, moment), &at);
        add_cell(out, there ? curve->value[at] : NAN, curve->unit);
        if (bands) add_cell(out, there && curve->band ? curve->band[at] : NAN, curve->unit);
    }
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++)
        for (int axis = 0; axis < 3; axis++) {
            const lumbar_body_point *point = b->points[p] ? &b->points[p][moment] : NULL;
            add_cell(out, point ? point->at[axis] : NAN, "m");
            if (bands) add_cell(out, point ? point->band[axis] : NAN, "m");
        }
    lumbar_text_add(out, "\n");
}

void lumbar_motion_csv(const lumbar_motion *motion, bool bands, lumbar_text *out)
{
    add_head(motion, bands, out);
    for (size_t i = 0; i < motion->body_count; i++)
        for (size_t g = 0; g < motion->bodies[i].count; g++) add_row(motion, i, g, bands, out);
}

/* ---- JSON ---------------------------------------------------------------------------------------------- */

/* What a list is of: the value at a place. */
typedef double number_at(const void *list, size_t place, int axis);

static double place_at(const void *list, size_t i, int axis) { return ((const lumbar_body_point *)list)[i].at[axis]; }
static double band_at(const void *list, size_t i, int axis) { return ((const lumbar_body_point *)list)[i].band[axis]; }
static double value_at(const void *list, size_t i, int axis) { return ((const float *)list)[i]; }

typedef struct numbers {
    const void *list; /* [count] */
    size_t count;
    number_at *at;
    int axis;
    const char *unit;
} numbers;

/* On one line: a writer's lines, one a number, would be the most of the file. */
static void add_list(lumbar_text *out, const numbers *n)
{
    char text[40];
    for (size_t i = 0; i < n->count; i++) {
        lumbar_number_text(text, sizeof text, n->at(n->list, i, n->axis), n->unit);
        lumbar_text_addf(out, "%s%s", i ? "," : "[", text);
    }
    lumbar_text_add(out, "]");
}

/* A digit a moment: 1 where x was measured and not guessed, 2 for y, 4 for z, added up. */
static void add_measured(lumbar_text *out, const lumbar_body_point *points, size_t count)
{
    lumbar_text_add(out, "\"measured\": \"");
    for (size_t i = 0; i < count; i++)
        lumbar_text_addf(out, "%d", points[i].measured[0] + 2 * points[i].measured[1] + 4 * points[i].measured[2]);
    lumbar_text_add(out, "\"");
}

static void add_body(lumbar_text *out, const lumbar_body *b)
{
    bool first = true;
    lumbar_text_add(out, "{\"start_s\": ");
    add_number(out, b->start_s, "s");
    lumbar_text_add(out, ", \"step_s\": ");
    add_number(out, b->step_s, "s");
    lumbar_text_addf(out, ", \"count\": %zu, \"height_m\": ", b->count);
    if (isnan(b->height_m)) lumbar_text_add(out, "null");
    add_number(out, b->height_m, "m");
    lumbar_text_addf(out, ", \"height_guessed\": %s, \"points\": {", b->height_guessed ? "true" : "false");
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
        if (!b->points[p]) continue;
        lumbar_text_addf(out, "%s\n\"%s\": {", first ? "" : ",", NAMES[p]);
        first = false;
        for (int axis = 0; axis < 3; axis++) {
            lumbar_text_addf(out, "\"%c_m\": ", AXES[axis]);
            add_list(out, &(numbers){b->points[p], b->count, place_at, axis, "m"});
            lumbar_text_addf(out, ", \"%c_band_m\": ", AXES[axis]);
            add_list(out, &(numbers){b->points[p], b->count, band_at, axis, "m"});
            lumbar_text_add(out, ", ");
        }
        add_measured(out, b->points[p], b->count);
        lumbar_text_add(out, "}");
    }
    lumbar_text_add(out, "}}");
}

static void add_curve(lumbar_text *out, const lumbar_curve *c)
{
    lumbar_text_addf(out, "{\"id\": \"%s\", \"unit\": \"%s\", \"start_s\": ", c->id, c->unit);
    add_number(out, c->start_s, "s");
    lumbar_text_add(out, ", \"step_s\": ");
    add_number(out, c->step_s, "s");
    lumbar_text_add(out, ", \"value\": ");
    add_list(out, &(numbers){c->value, c->count, value_at, 0, c->unit});
    if (c->band) {
        lumbar_text_add(out, ", \"band\": ");
        add_list(out, &(numbers){c->band, c->count, value_at, 0, c->unit});
    }
    lumbar_text_add(out, "}");
}

static void add_set(lumbar_text *out, const lumbar_set *set)
{
    lumbar_text_addf(out, "{\"exercise\": \"%s\", \"start_s\": ", set->exercise->id);
    add_number(out, set->start_s, "s");
    lumbar_text_add(out, ", \"end_s\": ");
    add_number(out, set->end_s, "s");
    lumbar_text_add(out, ", \"reps\": [");
    for (size_t i = 0; i < set->rep_count; i++) {
        lumbar_text_add(out, i ? ", [" : "[");
        add_number(out, set->reps[i].start_s, "s");
        lumbar_text_add(out, ",");
        add_number(out, set->reps[i].top_s, "s");
        lumbar_text_add(out, ",");
        add_number(out, set->reps[i].end_s, "s");
        lumbar_text_add(out, "]");
    }
    lumbar_text_add(out, "]}");
}

void lumbar_motion_json(const lumbar_motion *motion, lumbar_text *out)
{
    lumbar_text_add(out, "{\"schema\": \"lumbar.motion/1\", \"path\": ");
    lumbar_json_quote(out, motion->path ? motion->path : "");
    lumbar_text_add(out, ", \"duration_s\": ");
    add_number(out, motion->duration_s, "s");
    lumbar_text_add(out, ",\n\"bodies\": [");
    for (size_t i = 0; i < motion->body_count; i++) {
        lumbar_text_add(out, i ? ",\n" : "\n");
        add_body(out, &motion->bodies[i]);
    }
    lumbar_text_add(out, "],\n\"curves\": [");
    for (size_t i = 0; i < motion->curve_count; i++) {
        lumbar_text_add(out, i ? ",\n" : "\n");
        add_curve(out, &motion->curves[i]);
    }
    lumbar_text_add(out, "],\n\"sets\": [");
    for (size_t i = 0; i < motion->set_count; i++) {
        lumbar_text_add(out, i ? ",\n" : "\n");
        add_set(out, &motion->sets[i]);
    }
    lumbar_text_add(out, "]}\n");
}

/* ---- OpenSim ------------------------------------------------------------------------------------------- */

static void add_marker(lumbar_text *out, const lumbar_body_point *point)
{
    lumbar_text_add(out, "\t");
    add_number(out, point ? point->at[0] : NAN, "m");
    lumbar_text_add(out, "\t");
    add_number(out, point ? point->at[2] : NAN, "m");
    lumbar_text_add(out, "\t");
    add_number(out, point ? -point->at[1] : NAN, "m");
}

/* The body that is there at a time, and its moment; NULL: none. */
static const lumbar_body *body_at(const lumbar_motion *motion, double time_s, size_t *moment)
{
    for (size_t i = 0; i < motion->body_count; i++) {
        const lumbar_body *b = &motion->bodies[i];
        double at = (time_s - b->start_s) / b->step_s + 0.5;
        if (!(at >= 0 && at < (double)b->count)) continue;
        *moment = (size_t)at;
        return b;
    }
    return NULL;
}

void lumbar_motion_trc(const lumbar_motion *motion, lumbar_text *out)
{
    const lumbar_body *first = motion->bodies, *last = first + motion->body_count - (motion->body_count > 0);
    double step = motion->body_count ? first->step_s : 0.02, start = motion->body_count ? first->start_s : 0;
    size_t rows = motion->body_count ? (size_t)((time_of(last, last->count - 1) - start) / step + 1.5) : 0;
    char rate[40];
    lumbar_number_text(rate, sizeof rate, 1 / step, "frames/s");
    lumbar_text_add(out, "PathFileType\t4\t(X/Y/Z)\tlumbar.trc\n"
                         "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
                         "OrigNumFrames\n");
    lumbar_text_addf(out, "%s\t%s\t%zu\t%d\tm\t%s\t1\t%zu\nFrame#\tTime", rate, rate, rows, LUMBAR_POINT_COUNT, rate,
                     rows);
    for (int p = 0; p < LUMBAR_POINT_COUNT; p++) lumbar_text_addf(out, "\t%s\t\t", NAMES[p]);
    lumbar_text_add(out, "\n\t");
    for (int p = 1; p <= LUMBAR_POINT_COUNT; p++) lumbar_text_addf(out, "\tX%d\tY%d\tZ%d", p, p, p);
    lumbar_text_add(out, "\n\n");
    for (size_t row = 0; row < rows; row++) {
        size_t moment = 0;
        const lumbar_body *b = body_at(motion, start + (double)row * step, &moment);
        lumbar_text_addf(out, "%zu\t", row + 1);
        add_number(out, start + (double)row * step, "s");
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) add_marker(out, b && b->points[p] ? &b->points[p][moment] : NULL);
        lumbar_text_add(out, "\n");
    }
}
