/* Which days of a journal an answer hears: the same for the tool and the page. */
#include "journal/journal.h"

enum { HEARD_DAYS = 92 }; /* three months: as far back as the safety questions ask (spells within three months) */

lumbar_date lumbar_journal_heard_from(lumbar_date today) { return lumbar_date_after(today, 1 - HEARD_DAYS); }

const lumbar_journal_days *lumbar_journal_telling(const lumbar_journal_days *days)
{
    return days && (days->workout_count || days->soreness_count) ? days : NULL;
}
