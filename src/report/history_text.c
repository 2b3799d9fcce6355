/* The journal's days and weeks on a terminal: a table of weeks, a plot of days, the entries with their numbers. Plain
 * characters, so that any terminal and any screen reader has all of it. */
#include <math.h>
#include <string.h>
#include "report/day_words.h"
#include "report/history.h"
#include "report/wrap.h"

enum {
    WIDE_FROM = 76,  /* columns from which a week has a bar and its ache */
    BAR = 12,        /* columns of the longest bar */
    PLOT_LEFT = 9,   /* columns before the plot */
    PLOT_MOST = 70,  /* days in it */
    PLOT_STEP = 2,   /* strength of one row */
    LISTED_DAYS = 14 /* whose entries are listed without --more, own choice: the last two weeks */
};

typedef struct showing {
    const lumbar_journal_days *days;
    const lumbar_history_settings *settings;
    lumbar_weeks weeks;
    lumbar_text *out;
} showing;

static const char *phrase(const showing *s, lumbar_phrase_id id) { return lumbar_phrase(s->settings->knowledge, id); }

/* Pads the line that began at byte `from` of the output to `width` columns. */
static void pad(lumbar_text *out, size_t from, int width)
{
    int columns = out->size > from ? lumbar_wrap_columns(out->data + from) : 0;
    for (; columns < width; columns++) lumbar_text_add(out, " ");
}

static void fill_line(const showing *s, lumbar_phrase_id id, const lumbar_hole *holes, size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, s->settings->knowledge, id, holes, count);
    if (lumbar_text_good(&text, s->out) && text.data) lumbar_wrap(s->out, s->settings->width, "", "  ", text.data);
    lumbar_text_free(&text);
}

/* "5 Oct" */
static void short_day(const showing *s, lumbar_date day, lumbar_text *out)
{
    lumbar_text_addf(out, "%d ", day.day);
    lumbar_listed_word(out, s->settings->knowledge, LUMBAR_PHRASE_JOURNAL_MONTHS, day.month - 1);
}

/* ---- the table of weeks -------------------------------------------------------------------------------- */

static void cell(const showing *s, const lumbar_day_sum *day, bool outside, int width)
{
    char text[32] = ".", ache[16] = "";
    if (isfinite(day->ache)) lumbar_print(ache, sizeof ache, "*%.0f", day->ache);
    if (day->sets) lumbar_print(text, sizeof text, "%d%s", day->sets, ache);
    else if (day->worked) lumbar_print(text, sizeof text, "w%s", ache);
    else if (*ache) lumbar_print(text, sizeof text, "%s", ache);
    lumbar_text_addf(s->out, "%*s", width, outside ? "" : text);
}

static void table_head(const showing *s, int width, bool wide)
{
    size_t from = s->out->size;
    lumbar_text_add(s->out, phrase(s, LUMBAR_PHRASE_HISTORY_WEEK));
    pad(s->out, from, 8);
    for (int i = 0; i < 7; i++) {
        lumbar_text name = {0};
        lumbar_listed_word(&name, s->settings->knowledge, LUMBAR_PHRASE_JOURNAL_WEEKDAYS, i);
        if (lumbar_text_good(&name, s->out)) lumbar_text_addf(s->out, "%*s", width, name.data ? name.data : "");
        lumbar_text_free(&name);
    }
    if (wide) {
        lumbar_text_addf(s->out, "%7s", phrase(s, LUMBAR_PHRASE_HISTORY_SETS));
        lumbar_text_addf(s->out, "%*s%s", BAR + 2, "", phrase(s, LUMBAR_PHRASE_HISTORY_ACHE));
    }
    lumbar_text_add(s->out, "\n");
}

static void week_end(const showing *s, const lumbar_week_sum *week, int most)
{
    int length = most ? (week->all.sets * BAR + most - 1) / most : 0;
    lumbar_text_addf(s->out, "%7d ", week->all.sets);
    for (int i = 0; i < BAR + 1; i++) lumbar_text_add(s->out, i < length ? "#" : " ");
    if (week->ache_days) lumbar_text_addf(s->out, "%.0f (%d)", week->all.ache, week->ache_days);
    else if (week->told_days) lumbar_text_add(s->out, "0");
    else lumbar_text_add(s->out, "-");
}

static void table(const showing *s)
{
    bool wide = s->settings->width >= WIDE_FROM;
    int width = wide ? 6 : 4, most = 0;
    for (size_t w = 0; w < s->weeks.count; w++)
        if (s->weeks.weeks[w].all.sets > most) most = s->weeks.weeks[w].all.sets;
    table_head(s, width, wide);
    for (size_t w = 0; w < s->weeks.count; w++) {
        const lumbar_week_sum *week = &s->weeks.weeks[w];
        size_t from = s->out->size;
        short_day(s, week->monday, s->out);
        pad(s->out, from, 8);
        for (int i = 0; i < 7; i++)
            cell(s, &week->days[i], lumbar_date_between(s->days->last, lumbar_date_after(week->monday, i)) > 0, width);
        if (wide) week_end(s, week, most);
        lumbar_text_add(s->out, "\n");
    }
    lumbar_wrap(s->out, s->settings->width, "", "", phrase(s, LUMBAR_PHRASE_HISTORY_LEGEND));
}

/* ---- the plot of days ---------------------------------------------------------------------------------- */

static void plot_days(const showing *s, lumbar_date first, int count, int row)
{
    for (int i = 0; i < count; i++) {
        const lumbar_day_sum *day = lumbar_weeks_day(&s->weeks, lumbar_date_after(first, i));
        bool ache = day && day->ache > row * PLOT_STEP;
        lumbar_text_add(s->out, ache ? "#" : " ");
    }
    while (s->out->size && s->out->data[s->out->size - 1] == ' ') s->out->data[--s->out->size] = 0;
    lumbar_text_add(s->out, "\n");
}

static void plot_foot(const showing *s, lumbar_date first, int count)
{
    lumbar_text_addf(s->out, "%*s+", PLOT_LEFT - 1, "");
    for (int i = 0; i < count; i++) lumbar_text_add(s->out, "-");
    lumbar_text_add(s->out, "\n");
    size_t from = s->out->size;
    lumbar_text_add(s->out, phrase(s, LUMBAR_PHRASE_HISTORY_WORKOUT));
    pad(s->out, from, PLOT_LEFT);
    for (int i = 0; i < count; i++) {
        const lumbar_day_sum *day = lumbar_weeks_day(&s->weeks, lumbar_date_after(first, i));
        lumbar_text_add(s->out, day && day->worked ? "o" : ".");
    }
    lumbar_text_add(s->out, "\n");
    from = s->out->size;
    for (int i = 0; i < count; i++) {
        lumbar_date day = lumbar_date_after(first, i);
        if (lumbar_weekday(day) || i + 7 > count) continue;
        pad(s->out, from, PLOT_LEFT + i);
        short_day(s, day, s->out);
    }
    lumbar_text_add(s->out, "\n");
}

/* The strongest ache of each day above the days with a workout. */
static void plot(const showing *s)
{
    int most = s->settings->width - PLOT_LEFT - 1, count = lumbar_date_between(s->days->first, s->days->last) + 1;
    if (most > PLOT_MOST) most = PLOT_MOST;
    if (count > most) count = most;
    lumbar_date first = lumbar_date_after(s->days->last, 1 - count);
    size_t from = s->out->size;
    lumbar_text_add(s->out, "\n");
    for (int row = 10 / PLOT_STEP - 1; row >= 0; row--) {
        from = s->out->size;
        if (row == 10 / PLOT_STEP - 1) lumbar_text_add(s->out, phrase(s, LUMBAR_PHRASE_HISTORY_ACHE));
        pad(s->out, from, PLOT_LEFT - 4);
        lumbar_text_addf(s->out, "%2d |", (row + 1) * PLOT_STEP);
        plot_days(s, first, count, row);
    }
    plot_foot(s, first, count);
}

/* ---- the entries --------------------------------------------------------------------------------------- */

/* Where the list is in each kind; all are in the order of days. */
typedef struct cursor {
    size_t workout, soreness, sleep, answer;
} cursor;

static bool same_day(lumbar_date a, lumbar_date b) { return lumbar_date_between(a, b) == 0; }

static void entry(const showing *s, int64_t number, lumbar_text *words)
{
    char first[32];
    lumbar_print(first, sizeof first, "  %4lld  ", (long long)number);
    if (lumbar_text_good(words, s->out) && words->data)
        lumbar_wrap(s->out, s->settings->width, first, "        ", words->data);
    lumbar_text_free(words);
}

static void answer_words(const showing *s, const lumbar_journal_answer *answer, lumbar_text *words)
{
    lumbar_kept_answer kept;
    if (!lumbar_kept_answer_of(answer, &kept)) words->failed = true;
    lumbar_phrase_fill(words, s->settings->knowledge, LUMBAR_PHRASE_HISTORY_ANSWER,
                       LUMBAR_HOLES({"headline", kept.headline ? kept.headline : "?"}));
    lumbar_kept_answer_free(&kept);
}

/* All of one day, past which the cursor goes. */
static void list_day(const showing *s, lumbar_date day, cursor *at)
{
    const lumbar_journal_days *d = s->days;
    const lumbar_knowledge *k = s->settings->knowledge;
    size_t before = s->out->size;
    lumbar_text title = {0};
    lumbar_day_words(&title, k, day, s->settings->today);
    if (lumbar_text_good(&title, s->out) && title.data) lumbar_text_addf(s->out, "%s\n", title.data);
    lumbar_text_free(&title);
    size_t empty = s->out->size;
    for (; at->sleep < d->sleep_count && same_day(d->sleep[at->sleep].day, day); at->sleep++) {
        lumbar_text words = {0};
        lumbar_sleep_words(&words, k, &d->sleep[at->sleep]);
        entry(s, d->sleep[at->sleep].number, &words);
    }
    for (; at->workout < d->workout_count && same_day(d->workouts[at->workout].day, day); at->workout++) {
        lumbar_text words = {0};
        lumbar_workout_words(&words, k, &d->workouts[at->workout]);
        entry(s, d->workouts[at->workout].number, &words);
    }
    for (; at->soreness < d->soreness_count && same_day(d->soreness[at->soreness].day, day); at->soreness++) {
        lumbar_text words = {0};
        lumbar_soreness_words(&words, k, &d->soreness[at->soreness]);
        entry(s, d->soreness[at->soreness].number, &words);
    }
    for (; at->answer < d->answer_count && same_day(d->answers[at->answer].day, day); at->answer++) {
        lumbar_text words = {0};
        answer_words(s, &d->answers[at->answer], &words);
        entry(s, d->answers[at->answer].number, &words);
    }
    if (s->out->size == empty && s->out->data) s->out->data[s->out->size = before] = 0; /* nothing was told */
}

static void list(const showing *s)
{
    const lumbar_journal_days *d = s->days;
    lumbar_date from = s->settings->more ? d->first : lumbar_date_after(d->last, 1 - LISTED_DAYS);
    cursor at = {0};
    int hidden = 0;
    while (at.workout < d->workout_count && lumbar_date_between(from, d->workouts[at.workout].day) < 0)
        at.workout++, hidden++;
    while (at.soreness < d->soreness_count && lumbar_date_between(from, d->soreness[at.soreness].day) < 0)
        at.soreness++, hidden++;
    while (at.sleep < d->sleep_count && lumbar_date_between(from, d->sleep[at.sleep].day) < 0) at.sleep++, hidden++;
    while (at.answer < d->answer_count && lumbar_date_between(from, d->answers[at.answer].day) < 0)
        at.answer++, hidden++;
    lumbar_text_add(s->out, "\n");
    for (lumbar_date day = from; lumbar_date_between(day, d->last) >= 0; day = lumbar_date_after(day, 1))
        list_day(s, day, &at);
    if (hidden) fill_line(s, LUMBAR_PHRASE_HISTORY_MORE, LUMBAR_HOLES({"count", lumbar_digits((size_t)hidden).text}));
}

void lumbar_history_text(const lumbar_journal_days *days, const lumbar_history_settings *settings, lumbar_text *out)
{
    showing s = {.days = days, .settings = settings, .out = out};
    if (!lumbar_weeks_of(days, &s.weeks)) {
        out->failed = true;
        return;
    }
    if (!days->workout_count && !days->soreness_count && !days->sleep_count && !days->answer_count) {
        fill_line(&s, LUMBAR_PHRASE_HISTORY_NOTHING, LUMBAR_NO_HOLES);
    } else {
        table(&s);
        plot(&s);
        list(&s);
    }
    if (days->damaged)
        fill_line(&s, LUMBAR_PHRASE_HISTORY_DAMAGED, LUMBAR_HOLES({"count", lumbar_digits(days->damaged).text}));
    lumbar_weeks_free(&s.weeks);
}
