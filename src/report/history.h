/* What a journal tells of days and weeks: for a terminal, as JSON, as a page. */
#ifndef LUMBAR_REPORT_HISTORY_H
#define LUMBAR_REPORT_HISTORY_H

#include "reason/wording.h"

typedef struct lumbar_history_settings {
    const lumbar_knowledge *knowledge;
    lumbar_date today; /* known */
    int width;         /* columns of the terminal */
    bool more;         /* lists every entry, and not only those of the last two weeks */
} lumbar_history_settings;

/* Each of these may fail for lack of memory, which stands in out->failed. */
void lumbar_history_text(const lumbar_journal_days *days, const lumbar_history_settings *settings, lumbar_text *out);
/* lumbar.history/1 (docs/journal.md); `following` is what the ache follows, NULL: it is left out. */
void lumbar_history_json(const lumbar_journal_days *days, const lumbar_following *following, lumbar_text *out);
void lumbar_history_csv(const lumbar_journal_days *days, lumbar_text *out); /* a row for each set, ache and night */
void lumbar_history_html(const lumbar_journal_days *days, const lumbar_history_settings *settings, lumbar_text *out);

/* The drawing and the table of weeks alone, for the page. */
void lumbar_history_weeks_html(const lumbar_journal_days *days, const lumbar_history_settings *settings,
                               lumbar_text *out);

/* What the ache follows; nothing where no workout was logged. */
void lumbar_follow_text(const lumbar_following *following, const lumbar_history_settings *settings, lumbar_text *out);

/* ---- days and weeks summed up (weeks.c) ---------------------------------------------------------------- */

typedef struct lumbar_day_sum {
    int sets;      /* work sets of exercises that the tables know */
    double reps;   /* of them */
    double held_s; /* of them */
    double ache;   /* the strongest of the day; NaN: nothing told */
    bool worked;   /* any workout was told */
} lumbar_day_sum;

typedef struct lumbar_week_sum {
    lumbar_date monday;
    lumbar_day_sum days[7];
    lumbar_day_sum all; /* ache: the strongest of the week */
    int ache_days;      /* with an ache above 0 */
    int told_days;      /* on which an ache or that there was none was told */
} lumbar_week_sum;

typedef struct lumbar_weeks {
    lumbar_week_sum *weeks; /* [count] from that of days->first to that of days->last */
    size_t count;
} lumbar_weeks;

/* False: no memory. The caller frees `weeks`. */
bool lumbar_weeks_of(const lumbar_journal_days *days, lumbar_weeks *weeks);
void lumbar_weeks_free(lumbar_weeks *weeks);
/* NULL: outside. */
const lumbar_day_sum *lumbar_weeks_day(const lumbar_weeks *weeks, lumbar_date day);

/* ---- answers that were kept ---------------------------------------------------------------------------- */

typedef struct lumbar_kept_answer {
    char *headline, *level, *cause; /* of the JSON; NULL: it has none, or no memory; owned */
    double probability;             /* of the main cause; NaN */
} lumbar_kept_answer;
bool lumbar_kept_answer_of(const lumbar_journal_answer *answer, lumbar_kept_answer *kept); /* false: no memory */
void lumbar_kept_answer_free(lumbar_kept_answer *kept);

#endif
