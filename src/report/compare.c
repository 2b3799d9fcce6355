/* Two looks compared, in words and as JSON. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"
#include "report/compare.h"
#include "report/seen_words.h"
#include "report/wrap.h"
#include "report/writer.h"

static const char *const CHANGES[] = {"not-compared", "same", "more", "less", "came", "went"};

const lumbar_compared_kind lumbar_compared_kinds[LUMBAR_COMPARED_KINDS] = {
    {"form", LUMBAR_PHRASE_COMPARE_FORM},
    {"range", LUMBAR_PHRASE_COMPARE_RANGE},
    {"load", LUMBAR_PHRASE_COMPARE_LOAD},
    {"soreness", LUMBAR_PHRASE_COMPARE_SORENESS}};

/* ---- words --------------------------------------------------------------------------------------------- */

typedef struct telling {
    const lumbar_comparison *all;
    const lumbar_knowledge *k;
    int width;
    lumbar_text *out;
} telling;

static void say(const telling *t, const char *first, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, t->k, phrase, holes, count);
    if (lumbar_text_good(&text, t->out)) lumbar_wrap(t->out, t->width, first, "    ", text.data);
    lumbar_text_free(&text);
}

/* What a row is about, without its exercise. */
static const char *what(const lumbar_knowledge *k, const lumbar_compared_row *row)
{
    static const struct {
        const char *id;
        lumbar_phrase_id phrase;
    } WORDS[] = {{"repetitions", LUMBAR_PHRASE_COMPARE_REPETITIONS},
                 {"hold", LUMBAR_PHRASE_COMPARE_HOLD},
                 {"sets", LUMBAR_PHRASE_COMPARE_SETS},
                 {"ache", LUMBAR_PHRASE_COMPARE_ACHE}};
    for (size_t i = 0; i < LUMBAR_COUNT(WORDS); i++)
        if (!strcmp(WORDS[i].id, row->id)) return lumbar_phrase(k, WORDS[i].phrase);
    const char *measure = lumbar_measure_words(k, row->id);
    size_t finding = lumbar_finding_index(k, row->id, strlen(row->id));
    const char *name = finding == LUMBAR_NO_INDEX ? NULL : lumbar_row_get(k->findings[finding].row, "name");
    return measure ? measure : name ? name : row->id;
}

static void number(char text[40], double value, const char *unit)
{
    char digits[40];
    if (unit && !strcmp(unit, "deg")) lumbar_print(text, 40, "%.0f\xC2\xB0", value);
    else if (unit) lumbar_print(digits, sizeof digits, "%.3g", value), lumbar_print(text, 40, "%s %s", digits, unit);
    else lumbar_print(text, 40, "%.3g", value);
}

void lumbar_compared_words(const lumbar_compared_row *row, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    static const lumbar_phrase_id NUMBERS[] = {
        [LUMBAR_NOT_COMPARED] = LUMBAR_PHRASE_COMPARE_NOT, [LUMBAR_SAME] = LUMBAR_PHRASE_COMPARE_SAME,
        [LUMBAR_MORE] = LUMBAR_PHRASE_COMPARE_MORE,        [LUMBAR_LESS] = LUMBAR_PHRASE_COMPARE_LESS,
        [LUMBAR_CAME] = LUMBAR_PHRASE_COMPARE_CAME,        [LUMBAR_WENT] = LUMBAR_PHRASE_COMPARE_WENT};
    char before[40], after[40], band[40];
    lumbar_text name = {0};
    lumbar_phrase_id phrase = NUMBERS[row->change];
    if (row->change == LUMBAR_SAME && isnan(row->before)) phrase = LUMBAR_PHRASE_COMPARE_STILL;
    else if (row->change == LUMBAR_SAME && row->band > 0) phrase = LUMBAR_PHRASE_COMPARE_SAME_BAND;
    if (row->exercise)
        lumbar_phrase_fill(&name, knowledge, LUMBAR_PHRASE_COMPARE_NAME,
                           LUMBAR_HOLES({"exercise", row->exercise->name}, {"what", what(knowledge, row)}));
    else lumbar_text_add(&name, what(knowledge, row));
    number(before, row->before, row->unit);
    number(after, row->after, row->unit);
    number(band, row->band, row->unit);
    if (lumbar_text_good(&name, out))
        lumbar_phrase_fill(out, knowledge, phrase,
                           LUMBAR_HOLES({"name", name.data}, {"before", before}, {"after", after}, {"band", band},
                                        {"why", row->why ? row->why : ""}));
    lumbar_text_free(&name);
}

static void say_row(const telling *t, const lumbar_compared_row *row)
{
    lumbar_text text = {0};
    lumbar_compared_words(row, t->k, &text);
    if (lumbar_text_good(&text, t->out)) lumbar_wrap(t->out, t->width, "  ", "    ", text.data);
    lumbar_text_free(&text);
}

static void say_kind(const telling *t, const lumbar_compared_kind *kind)
{
    bool any = false;
    for (size_t i = 0; i < t->all->row_count; i++) {
        if (strcmp(t->all->rows[i].kind, kind->id)) continue;
        if (!any) lumbar_text_addf(t->out, "\n%s\n", lumbar_phrase(t->k, kind->title));
        any = true;
        say_row(t, &t->all->rows[i]);
    }
}

void lumbar_compared_head(const lumbar_comparison *all, bool after, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    const char *headline = after ? all->after_headline : all->before_headline;
    lumbar_date day = after ? all->after_on : all->before_on;
    lumbar_text text = {0};
    if (headline && lumbar_date_known(day)) {
        lumbar_date_words(knowledge, day, &text);
        if (lumbar_text_good(&text, out))
            lumbar_phrase_fill(out, knowledge, after ? LUMBAR_PHRASE_COMPARE_NOW_ON : LUMBAR_PHRASE_COMPARE_THEN_ON,
                               LUMBAR_HOLES({"day", text.data}, {"headline", headline}));
    } else if (headline)
        lumbar_phrase_fill(out, knowledge, after ? LUMBAR_PHRASE_COMPARE_NOW : LUMBAR_PHRASE_COMPARE_THEN,
                           LUMBAR_HOLES({"headline", headline}));
    lumbar_text_free(&text);
}

static void say_head(const telling *t, bool after)
{
    lumbar_text text = {0};
    lumbar_compared_head(t->all, after, t->k, &text);
    if (lumbar_text_good(&text, t->out) && text.size) lumbar_wrap(t->out, t->width, "", "    ", text.data);
    lumbar_text_free(&text);
}

void lumbar_comparison_text(const lumbar_comparison *all, const lumbar_knowledge *knowledge, int width,
                            lumbar_text *out)
{
    const telling t = {all, knowledge, width, out};
    say_head(&t, false);
    say_head(&t, true);
    if (!all->row_count) say(&t, "", LUMBAR_PHRASE_COMPARE_NOTHING, LUMBAR_NO_HOLES);
    for (size_t i = 0; i < LUMBAR_COMPARED_KINDS; i++) say_kind(&t, &lumbar_compared_kinds[i]);
    lumbar_text_add(out, "\n");
    if (all->row_count) say(&t, "", LUMBAR_PHRASE_COMPARE_HOW, LUMBAR_NO_HOLES);
    if (all->after_headline) say(&t, "", LUMBAR_PHRASE_COMPARE_LEVEL, LUMBAR_NO_HOLES);
}

/* ---- JSON ---------------------------------------------------------------------------------------------- */

static void write_look(lumbar_writer *w, const char *key, const char *headline, lumbar_date day)
{
    char text[40];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    lumbar_write_open(w, key, '{');
    lumbar_write_string(w, "day", lumbar_date_known(day) ? text : NULL);
    lumbar_write_string(w, "headline", headline);
    lumbar_write_close(w);
}

void lumbar_comparison_json(const lumbar_comparison *all, lumbar_text *out)
{
    lumbar_writer w = lumbar_writer_to(out);
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "schema", "lumbar.comparison/1");
    write_look(&w, "before", all->before_headline, all->before_on);
    write_look(&w, "after", all->after_headline, all->after_on);
    lumbar_write_open(&w, "rows", '[');
    for (size_t i = 0; i < all->row_count; i++) {
        const lumbar_compared_row *row = &all->rows[i];
        lumbar_write_open(&w, NULL, '{');
        lumbar_write_string(&w, "kind", row->kind);
        lumbar_write_string(&w, "id", row->id);
        lumbar_write_string(&w, "exercise", row->exercise ? row->exercise->id : NULL);
        lumbar_write_number(&w, "before", row->before, row->unit);
        lumbar_write_number(&w, "after", row->after, row->unit);
        lumbar_write_number(&w, "band", row->band, row->unit);
        lumbar_write_string(&w, "unit", row->unit);
        lumbar_write_string(&w, "change", CHANGES[row->change]);
        lumbar_write_string(&w, "why", row->why);
        lumbar_write_close(&w);
    }
    lumbar_write_close(&w);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}
