/* The plan of the next weeks as lines for a terminal. */
#include <string.h>
#include "report/day_words.h"
#include "report/programme.h"
#include "report/wrap.h"

enum {
    NAME = 22,     /* columns of an exercise's name */
    AMOUNT = 12,   /* of a week's amount */
    WIDE_FROM = 72 /* columns from which the weeks stand beside each other */
};

typedef struct showing {
    const lumbar_programme *plan;
    const lumbar_programme_words *words;
    lumbar_text *out;
} showing;

/* Text and blanks up to `width` columns, at least one. */
static void cell(const showing *s, const char *text, int width)
{
    lumbar_text_add(s->out, text);
    lumbar_text_addf(s->out, "%*s", width > lumbar_wrap_columns(text) ? width - lumbar_wrap_columns(text) : 1, "");
}

static void end_line(const showing *s)
{
    while (s->out->size && s->out->data[s->out->size - 1] == ' ') s->out->data[--s->out->size] = 0;
    lumbar_text_add(s->out, "\n");
}

static void paragraph(const showing *s, const char *first, const char *text)
{
    lumbar_wrap(s->out, s->words->width, first, "    ", text);
}

static void phrase(const showing *s, const char *first, lumbar_phrase_id id, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, s->words->knowledge, id, holes, count);
    if (lumbar_text_good(&text, s->out)) paragraph(s, first, text.data);
    lumbar_text_free(&text);
}

/* ---- exercises ----------------------------------------------------------------------------------------- */

static void week_heads(const showing *s)
{
    cell(s, "", NAME + 2);
    for (int week = 0; week < s->plan->week_count; week++) {
        lumbar_text head = {0};
        lumbar_phrase_fill(&head, s->words->knowledge, LUMBAR_PHRASE_WEEKS_WEEK,
                           LUMBAR_HOLES({"week", lumbar_digits((size_t)week + 1).text}));
        if (lumbar_text_good(&head, s->out)) cell(s, head.data, AMOUNT);
        lumbar_text_free(&head);
    }
    end_line(s);
}

/* Every week's amount: in columns, or one behind the other where the terminal is narrow. */
static void amounts(const showing *s, const lumbar_programme_exercise *one, bool wide)
{
    for (int week = 0; week < s->plan->week_count; week++) {
        lumbar_text amount = {0};
        lumbar_programme_amount(one, week, &amount);
        if (lumbar_text_good(&amount, s->out) && amount.data) {
            if (wide) cell(s, amount.data, AMOUNT);
            else lumbar_text_addf(s->out, "%s%s", week ? ", " : "", amount.data);
        }
        lumbar_text_free(&amount);
    }
    end_line(s);
}

static bool exercise(const showing *s, const lumbar_programme_exercise *one, bool wide)
{
    bool itself = !one->instead && !one->left_out;
    lumbar_text name = {0}, other = {0};
    lumbar_text_addf(&name, "  %s%s", one->exercise->name, itself && !one->own ? " *" : "");
    lumbar_programme_other(one, s->words->knowledge, &other);
    if (lumbar_text_good(&name, s->out) && lumbar_text_good(&other, s->out)) {
        if (!itself) {
            lumbar_text_addf(&name, "%*s",
                             NAME + 2 > lumbar_wrap_columns(name.data) ? NAME + 2 - lumbar_wrap_columns(name.data) : 1,
                             "");
            if (lumbar_text_good(&name, s->out))
                lumbar_wrap(s->out, s->words->width, name.data, "                        ", other.data);
        } else {
            cell(s, name.data, NAME + 2);
            amounts(s, one, wide);
        }
    }
    lumbar_text_free(&name);
    lumbar_text_free(&other);
    return itself && !one->own;
}

static void exercises(const showing *s)
{
    bool wide = s->words->width >= WIDE_FROM, unknown = false;
    lumbar_text_add(s->out, "\n");
    if (wide && s->plan->week_count > 1) week_heads(s);
    for (size_t i = 0; i < s->plan->exercise_count; i++) unknown |= exercise(s, &s->plan->exercises[i], wide);
    if (unknown) phrase(s, "  ", LUMBAR_PHRASE_WEEKS_NOT_OWN, LUMBAR_NO_HOLES);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

static void days(const showing *s)
{
    lumbar_text all = {0};
    for (int week = 0; week < s->plan->week_count; week++) {
        if (week) lumbar_text_add(&all, "; ");
        lumbar_programme_days(s->plan, week, s->words, &all);
    }
    if (lumbar_text_good(&all, s->out) && s->plan->day_count)
        phrase(s, "  ", LUMBAR_PHRASE_WEEKS_DAYS, LUMBAR_HOLES({"days", all.data}));
    lumbar_text_free(&all);
}

static void retest(const showing *s)
{
    lumbar_text day = {0};
    if (!lumbar_date_known(s->plan->retest_on)) return;
    lumbar_day_words(&day, s->words->knowledge, s->plan->retest_on, s->words->today);
    if (lumbar_text_good(&day, s->out)) phrase(s, "  ", LUMBAR_PHRASE_WEEKS_RETEST, LUMBAR_HOLES({"day", day.data}));
    lumbar_text_free(&day);
}

void lumbar_programme_text(const lumbar_programme *plan, const lumbar_programme_words *words, lumbar_text *out)
{
    const showing s = {plan, words, out};
    if (!plan->given) {
        lumbar_text_addf(out, "%s\n\n", lumbar_phrase(words->knowledge, LUMBAR_PHRASE_WEEKS_NONE));
        paragraph(&s, "  ", plan->why);
        return;
    }
    phrase(&s, "", LUMBAR_PHRASE_WEEKS_TITLE, LUMBAR_HOLES({"count", lumbar_digits((size_t)plan->week_count).text}));
    exercises(&s);
    lumbar_text_add(out, "\n");
    days(&s);
    const char *line;
    for (size_t i = 0; (line = lumbar_programme_line(plan, i)); i++) paragraph(&s, "  ", line);
    retest(&s);
    paragraph(&s, "  ", lumbar_phrase(words->knowledge, LUMBAR_PHRASE_WEEKS_RULES));
}
