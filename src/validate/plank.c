/* The plank rule against labelled landmark files, and how much of the result is owed to having set the limits
 * on them. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "motion/plank.h"
#include "recording/landmarks.h"
#include "seen/seen.h"
#include "validate/head.h"
#include "validate/plank.h"

enum { CLASSES = 3, BLOCKS = 10 };
static const char NAMES[CLASSES + 1] = "CLH";
static const double MARK = 0.97, WIDE = 16.0 / 9;

typedef struct still {
    const lumbar_still *row;
    double bend; /* deg, at 16:9 */
    int truth;   /* index into NAMES */
    int block;   /* 0..BLOCKS-1: consecutive rows of its label and file */
} still;

typedef struct stills {
    still *items; /* [count] */
    size_t count;
} stills;

/* Limits of the bend, deg. */
typedef struct limit_pair {
    double sag, pike;
} limit_pair;

typedef struct score {
    int confusion[CLASSES][CLASSES]; /* [truth][guess] */
    int rows[CLASSES];               /* judged, by their truth */
    int unclear;                     /* of these not measurable: counted as wrong */
    double f1[CLASSES], macro;       /* NaN for a class without rows */
} score;

static void finish(score *s)
{
    int present = 0;
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
        int guessed = 0, right = s->confusion[c][c];
        for (int truth = 0; truth < CLASSES; truth++) guessed += s->confusion[truth][c];
        s->f1[c] = s->rows[c] ? 2.0 * right / (s->rows[c] + guessed) : NAN;
        present += s->rows[c] > 0;
        if (s->rows[c]) sum += s->f1[c];
    }
    s->macro = present ? sum / present : NAN;
}

/* `only_block` of -1 takes all rows. Adds to *s without finishing it. */
static void count_rows(const stills *all, double aspect, limit_pair limits, int only_block, score *s)
{
    for (size_t i = 0; i < all->count; i++) {
        const still *one = &all->items[i];
        if (only_block >= 0 && one->block != only_block) continue;
        double bend = aspect == WIDE ? one->bend : lumbar_plank_measure(one->row->points, aspect, true).bend / DEGREE;
        char guess = lumbar_plank_class(bend, limits.sag, limits.pike);
        const char *at = strchr(NAMES, guess);
        s->rows[one->truth]++;
        if (at) s->confusion[one->truth][at - NAMES]++;
        else s->unclear++;
    }
}

static score score_all(const stills *all, double aspect, limit_pair limits)
{
    score s = {0};
    count_rows(all, aspect, limits, -1, &s);
    finish(&s);
    return s;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value below which `share` of a class lies, leaving out one block (-1: none); NaN without rows. */
static double quantile(const stills *all, double *room, int truth, int without_block, double share)
{
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].truth == truth && all->items[i].block != without_block && !isnan(all->items[i].bend))
            room[n++] = all->items[i].bend;
    if (!n) return NAN;
    qsort(room, n, sizeof *room, by_size);
    return room[(size_t)(share * (double)(n - 1) + 0.5)];
}

/* Limits set anew without each block in turn, and that block judged by them: what setting them on these rows
 * is worth. */
static score leave_block_out(const stills *all, double *room, limit_pair limits)
{
    score s = {0};
    for (int block = 0; block < BLOCKS; block++) {
        double sag = (quantile(all, room, 1, block, 0.975) + quantile(all, room, 0, block, 0.025)) / 2;
        double pike = (quantile(all, room, 0, block, 0.975) + quantile(all, room, 2, block, 0.025)) / 2;
        count_rows(all, WIDE, (limit_pair){isnan(sag) ? limits.sag : sag, isnan(pike) ? limits.pike : pike}, block, &s);
    }
    finish(&s);
    return s;
}

static const lumbar_stills *read_file(lumbar_arena *arena, const char *path, lumbar_error *error)
{
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return lumbar_refuse_system(error, LUMBAR_INPUT, errno, LUMBAR_ERROR_OPEN, "file=%s\nwhy=%s", path,
                                    lumbar_system_text(errno)),
               NULL;
    const lumbar_stills *table = lumbar_csv_stills(arena, file, path, NULL, error);
    fclose(file);
    if (!table) return NULL;
    if (table->centred)
        return lumbar_fail(error, LUMBAR_INPUT, 0, "%s: its points are measured from the pelvis, not in the picture.",
                           path),
               NULL;
    for (size_t i = 0; i < table->count; i++) {
        const char *label = table->rows[i].label;
        if (strlen(label) != 1 || !strchr(NAMES, label[0]))
            return lumbar_fail(error, LUMBAR_INPUT, table->rows[i].line,
                               "%s, line %ld: the label is \"%.20s\"; C (correct), L (low back) "
                               "or H (high hips) was expected.",
                               path, table->rows[i].line, label),
                   NULL;
    }
    return table;
}

/* Appends one file's rows; blocks are counted within each label of the file, as neighbours are frames of one
 * recording. */
static void add_rows(stills *all, const lumbar_stills *table)
{
    size_t total[CLASSES] = {0}, seen[CLASSES] = {0};
    for (size_t i = 0; i < table->count; i++) total[strchr(NAMES, table->rows[i].label[0]) - NAMES]++;
    for (size_t i = 0; i < table->count; i++) {
        int truth = (int)(strchr(NAMES, table->rows[i].label[0]) - NAMES);
        int block = (int)(seen[truth]++ * BLOCKS / total[truth]);
        double bend = lumbar_plank_measure(table->rows[i].points, WIDE, true).bend / DEGREE;
        all->items[all->count++] = (still){&table->rows[i], bend, truth, block};
    }
}

static bool read_all(lumbar_arena *arena, const lumbar_validation *validation, stills *all, lumbar_error *error)
{
    size_t count = validation->count;
    const lumbar_stills **tables = LUMBAR_NEW_ARRAY(arena, const lumbar_stills *, count + 1);
    size_t rows = 0;
    if (!count)
        return lumbar_fail(error, LUMBAR_USAGE, 0,
                           "validate plank needs labelled landmark files: lumbar validate plank FILE...");
    for (size_t i = 0; tables && i < count; i++) {
        if (!(tables[i] = read_file(arena, validation->files[i], error))) return false;
        rows += tables[i]->count;
    }
    all->items = tables ? LUMBAR_NEW_ARRAY(arena, still, rows) : NULL;
    if (!all->items) return lumbar_fail_memory(error);
    for (size_t i = 0; i < count; i++) add_rows(all, tables[i]);
    return true;
}

typedef struct figure {
    const char *id, *what;
    double value;
} figure;

enum { FIGURES = 9 };

/* What came out: the score with the table's limits, and figures beside it. */
typedef struct result {
    limit_pair limits;
    score score;
    figure figures[FIGURES];
} result;

static void write_json(const lumbar_verdict *verdict, const result *r)
{
    lumbar_writer w = lumbar_validate_head(verdict, "plank");
    lumbar_write_open(&w, "summary", '{');
    lumbar_write_number(&w, "macro_f1", r->score.macro, NULL);
    lumbar_write_open(&w, "confusion", '{');
    for (int truth = 0; truth < CLASSES; truth++) {
        char name[2] = {NAMES[truth], 0};
        lumbar_write_open(&w, name, '{');
        for (int guess = 0; guess < CLASSES; guess++) {
            char guessed[2] = {NAMES[guess], 0};
            lumbar_write_integer(&w, guessed, r->score.confusion[truth][guess]);
        }
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_integer(&w, "not_measurable", r->score.unclear);
    lumbar_write_number(&w, "limit_sag", r->limits.sag, "deg");
    lumbar_write_number(&w, "limit_pike", r->limits.pike, "deg");
    lumbar_write_close(&w);
    lumbar_write_open(&w, "rows", '[');
    for (size_t i = 0; i < FIGURES; i++) {
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "id", r->figures[i].id);
        lumbar_write_string(&w, "what", r->figures[i].what);
        lumbar_write_number(&w, "ours", r->figures[i].value, NULL);
        lumbar_write_bool(&w, "gate", i == 0);
        lumbar_write_bool(&w, "pass", i != 0 || verdict->pass);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}

static void write_words(const lumbar_verdict *verdict, const result *r, const stills *all, double *room)
{
    lumbar_text *out = verdict->words;
    lumbar_text_addf(out,
                     "Planks: %zu labelled stills. Rule: the bend at the hip of the line shoulder - hip - ankle, hips "
                     "above the\n"
                     "line positive. Low back below %.0f degrees, high hips above %.0f, correct between.\n"
                     "Each limit is half-way between the 95 %% ranges of its neighbours in the files it was set on:\n",
                     all->count, r->limits.sag, r->limits.pike);
    static const char *const titles[CLASSES] = {"correct", "low back", "high hips"};
    for (int c = 0; c < CLASSES; c++)
        lumbar_text_addf(out, "  %-10s median %6.1f, 95 %% from %6.1f to %6.1f degrees\n", titles[c],
                         quantile(all, room, c, -1, 0.5), quantile(all, room, c, -1, 0.025),
                         quantile(all, room, c, -1, 0.975));
    lumbar_text_add(out, "Confusion (rows: label; columns: C, L, H):\n");
    for (int truth = 0; truth < CLASSES; truth++)
        lumbar_text_addf(out, "  %c %6d %6d %6d\n", NAMES[truth], r->score.confusion[truth][0],
                         r->score.confusion[truth][1], r->score.confusion[truth][2]);
    if (r->score.unclear) lumbar_text_addf(out, "  not measurable: %d\n", r->score.unclear);
    for (size_t i = 0; i < FIGURES; i++) lumbar_text_addf(out, "%-62s %.3f\n", r->figures[i].what, r->figures[i].value);
    lumbar_text_addf(out,
                     "%s: macro-F1 %.3f, the mark is %.2f. Rows are neighbouring frames of a few people, so "
                     "only people who are\n"
                     "not in these files can prove the rule.\n",
                     verdict->pass ? "Pass" : "Fail", r->score.macro, MARK);
}

/* The rule and what is tried on it beside. */
static result judge(const stills *all, double *room, limit_pair limits)
{
    limit_pair low = {limits.sag - 3, limits.pike - 3}, high = {limits.sag + 3, limits.pike + 3};
    score s = score_all(all, WIDE, limits);
    return (result){
        limits,
        s,
        {
            {"plank.macro-f1", "macro-F1", s.macro},
            {"plank.f1-correct", "F1 correct", s.f1[0]},
            {"plank.f1-low-back", "F1 low back", s.f1[1]},
            {"plank.f1-high-hips", "F1 high hips", s.f1[2]},
            {"plank.leave-block-out", "macro-F1, limits set without the tenth that is judged",
             leave_block_out(all, room, limits).macro},
            {"plank.limits-low", "macro-F1, both limits 3 degrees lower", score_all(all, WIDE, low).macro},
            {"plank.limits-high", "macro-F1, both limits 3 degrees higher", score_all(all, WIDE, high).macro},
            {"plank.aspect-4-3", "macro-F1, the picture taken as 4:3", score_all(all, 4.0 / 3, limits).macro},
            {"plank.aspect-1-1", "macro-F1, the picture taken as square", score_all(all, 1, limits).macro},
        }};
}

bool lumbar_validate_plank(lumbar_arena *arena, const lumbar_validation *validation, lumbar_verdict *verdict,
                           lumbar_error *error)
{
    stills all = {0};
    lumbar_seen_limits table;
    if (!lumbar_seen_limits_read(validation->knowledge, &table, error) || !read_all(arena, validation, &all, error))
        return false;
    double *room = LUMBAR_NEW_ARRAY(arena, double, all.count);
    if (!room) return lumbar_fail_memory(error);
    result r = judge(&all, room, (limit_pair){table.plank_sag, table.plank_pike});
    verdict->pass = r.score.macro >= MARK;
    if (verdict->json) write_json(verdict, &r);
    if (verdict->words) write_words(verdict, &r, &all, room);
    return true;
}
