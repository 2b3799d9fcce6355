/* What a journal tells of a day, in words. */
#ifndef LUMBAR_REPORT_DAY_WORDS_H
#define LUMBAR_REPORT_DAY_WORDS_H

#include "reason/wording.h"

/* "leg raise 3 x 12, effort 8 of 10; plank 3 x 40 s; warm-up before". */
void lumbar_workout_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_workout *workout);
/* "ache 4 of 10 on the left, in the morning". */
void lumbar_soreness_words(lumbar_text *out, const lumbar_knowledge *knowledge,
                           const lumbar_journal_soreness *soreness);
void lumbar_sleep_words(lumbar_text *out, const lumbar_knowledge *knowledge, const lumbar_journal_sleep *sleep);

/* "Fri 27 Nov", with the year where it is another than that of `today`. */
void lumbar_day_words(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_date day, lumbar_date today);
int lumbar_weekday(lumbar_date day); /* 0: Monday */
/* An item of a phrase that is a list with commas; "" where it has none. */
void lumbar_listed_word(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_phrase_id list, int index);

#endif
