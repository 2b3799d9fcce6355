/* Journals of tests, day by day. */
#ifndef LUMBAR_TESTS_EXPOSURE_DAYS_H
#define LUMBAR_TESTS_EXPOSURE_DAYS_H

#include "base/base.h"

enum { DAYS_MOST = 200 };

typedef struct days {
    lumbar_journal_days journal;
    lumbar_journal_workout workouts[DAYS_MOST];
    lumbar_journal_soreness soreness[DAYS_MOST];
    lumbar_journal_set sets[DAYS_MOST][2];
} days;

void days_begin(days *d, int length);
void days_train(days *d, int day, const char *exercise, const char *other); /* other may be NULL */
void days_ache(days *d, int day, double strength, const char *when);        /* when may be NULL */

#endif
