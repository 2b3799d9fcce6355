/* Days and times as exports write them: "2026-01-10 18:00:00", "27 de jul. de 2026, 19:00", "03/04/2026", with a time
 * zone or without. */
#ifndef LUMBAR_JOURNAL_STAMP_H
#define LUMBAR_JOURNAL_STAMP_H

#include "journal/words.h"

typedef enum lumbar_order {
    LUMBAR_ORDER_OPEN,  /* 3/4/2026, and nothing says which is the month */
    LUMBAR_ORDER_FIXED, /* the day is told in a form that has one meaning */
    LUMBAR_ORDER_DAY,   /* the day comes first */
    LUMBAR_ORDER_MONTH  /* the month does */
} lumbar_order;

typedef struct lumbar_stamp {
    lumbar_date day; /* read with the day first where `order` is not FIXED */
    lumbar_order order;
    int minute;       /* of the day as it stands there; -1: none told */
    bool zoned;       /* it stands in a time zone: */
    int zone_minutes; /* east of UTC */
    bool utc;         /* it is UTC ("Z"), which says nothing of the clock on the wall */
} lumbar_stamp;

/* False: no day and time. Of a numeric day `order` says what its own numbers settle. */
bool lumbar_stamp_read(const lumbar_log_table *table, const char *text, lumbar_stamp *stamp);
/* Reads the numbers of the day the other way round; false: that is no day. */
bool lumbar_stamp_month_first(lumbar_stamp *stamp);
/* Seconds since 1970 of a stamp in a time zone. */
int64_t lumbar_stamp_instant(const lumbar_stamp *stamp);

#endif
