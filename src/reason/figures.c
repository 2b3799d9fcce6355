/* Rows of figures -> typed: postures as angles of the segments. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

/* What a posture may name, and where its one or two numbers go. */
typedef struct part {
    const char *name;
    size_t offset;
    int count;
    double least, most;
} part;

#define PART(name) offsetof(lumbar_figure_pose, name)
static const part parts[] = {
    {"trunk", PART(trunk), 1, -360, 360}, {"curl", PART(curl), 1, -60, 90},
    {"neck", PART(neck), 1, -60, 90},     {"hips", PART(hips), 1, 0, 2},
    {"arm", PART(arm), 2, -360, 360},     {"forearm", PART(forearm), 2, -360, 360},
    {"thigh", PART(thigh), 2, -360, 360}, {"shank", PART(shank), 2, -360, 360},
    {"foot", PART(foot), 2, -360, 360},
};

static bool fail(const lumbar_row_reading *r, const lumbar_row *row, const char *column, const char *item,
                 size_t length)
{
    return lumbar_row_fail(r->error, r->table, row, column,
                           "'%.*s' is not a part (trunk, curl, neck, hips, arm, forearm, thigh, shank, foot) and its "
                           "angle, as 'trunk 180', of a limb also the far one's, as 'thigh 90 10'",
                           (int)(length > 40 ? 40 : length), item);
}

/* The next word of an item; false where there is none. */
static bool next_word(const char **at, const char *end, const char **word, size_t *length)
{
    while (*at < end && **at == ' ') ++*at;
    *word = *at;
    while (*at < end && **at != ' ') ++*at;
    *length = (size_t)(*at - *word);
    return *length > 0;
}

/* "thigh 90 10" */
static bool read_part(const char *item, size_t size, lumbar_figure_pose *pose)
{
    const char *at = item, *end = item + size, *word;
    size_t length;
    const part *found = NULL;
    if (!next_word(&at, end, &word, &length)) return false;
    for (size_t i = 0; i < LUMBAR_COUNT(parts); i++)
        if (lumbar_item_is(word, length, parts[i].name)) found = &parts[i];
    if (!found) return false;
    double *values = (double *)(void *)((char *)pose + found->offset);
    int count = 0;
    for (; count < found->count && next_word(&at, end, &word, &length); count++) {
        bool good = lumbar_number_parse(word, length, &values[count]);
        if (!good || values[count] < found->least || values[count] > found->most) return false;
    }
    if (count == 1 && found->count == 2) values[1] = values[0];
    return count > 0 && !next_word(&at, end, &word, &length);
}

static bool read_pose(const lumbar_row_reading *r, const lumbar_row *row, const char *column, lumbar_figure_pose *pose)
{
    const char *at = lumbar_row_get(row, column), *item;
    for (size_t length; at && lumbar_item_next(&at, true, &item, &length);)
        if (!read_part(item, length, pose)) return fail(r, row, column, item, length);
    return true;
}

/* Limbs that are not told lie along; the end is as the start where it tells nothing else. */
static bool read_poses(const lumbar_row_reading *r, const lumbar_row *row, lumbar_figure *f)
{
    f->start = (lumbar_figure_pose){.trunk = NAN, .hips = NAN};
    for (int side = 0; side < 2; side++)
        f->start.arm[side] = f->start.forearm[side] = f->start.thigh[side] = f->start.shank[side] =
            f->start.foot[side] = NAN;
    if (!read_pose(r, row, "start", &f->start)) return false;
    const char *const needed[] = {"trunk", "arm", "forearm", "thigh", "shank", "foot"};
    const double given[] = {f->start.trunk,    f->start.arm[0],   f->start.forearm[0],
                            f->start.thigh[0], f->start.shank[0], f->start.foot[0]};
    for (size_t i = 0; i < LUMBAR_COUNT(needed); i++)
        if (isnan(given[i])) return lumbar_row_fail(r->error, r->table, row, "start", "start has no %s", needed[i]);
    f->end = f->start;
    return read_pose(r, row, "end", &f->end);
}

static bool read_figure(const lumbar_row_reading *r, const lumbar_row *row, lumbar_figure *f)
{
    *f = (lumbar_figure){.id = row->id};
    if (!lumbar_row_values(r, row, f)) return false;
    const char *motion = lumbar_row_get(row, "motion"), *start = lumbar_row_get(row, "start");
    bool moves = motion && *motion, posed = start && *start;
    if (moves == posed)
        return lumbar_row_fail(r->error, r->table, row, NULL, "a figure has either a motion or a start and an end");
    const char *end = lumbar_row_get(row, "end");
    if (posed != (end && *end))
        return lumbar_row_fail(r->error, r->table, row, NULL, "a posture needs both start and end");
    if (!moves) return read_poses(r, row, f);
    f->motion = lumbar_row_text(r->arena, row, "motion");
    return f->motion || lumbar_fail_memory(r->error);
}

bool lumbar_read_figures(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_FIGURES, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_FIGURES];
    lumbar_figure *rows = LUMBAR_NEW_ARRAY(arena, lumbar_figure, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->figures = rows;
    for (; k->figure_count < table->row_count; k->figure_count++)
        if (!read_figure(&r, &table->rows[k->figure_count], &rows[k->figure_count])) return false;
    return true;
}

const lumbar_figure *lumbar_figure_find(const lumbar_knowledge *k, const char *id)
{
    for (size_t i = 0; id && i < k->figure_count; i++)
        if (!strcmp(k->figures[i].id, id)) return &k->figures[i];
    return NULL;
}

bool lumbar_read_figure_of(const lumbar_row_reading *r, const lumbar_row *row, const char *column,
                           const lumbar_figure **figure)
{
    const char *id = lumbar_row_get(row, column);
    *figure = lumbar_figure_find(r->knowledge, id);
    return *figure || !id || !*id ||
           lumbar_row_fail(r->error, r->table, row, column, "'%.60s' is not a row of figures", id);
}
