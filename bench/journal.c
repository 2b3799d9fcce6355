/* bench-journal OUT.db ENTRIES DAYS: a journal of so many entries on the last DAYS days, for `make bench`. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "journal/journal.h"

enum { BATCH = 10000 };

static lumbar_entry workout(lumbar_date day, long i)
{
    static const char *const exercises[] = {"leg-raise", "sit-up", "crunch", "plank", "v-up"};
    static lumbar_journal_set sets[LUMBAR_COUNT(exercises)][3];
    lumbar_journal_set *of = sets[i % (long)LUMBAR_COUNT(exercises)];
    for (int k = 0; k < 3; k++)
        of[k] = (lumbar_journal_set){.exercise = exercises[i % (long)LUMBAR_COUNT(exercises)],
                                     .name = exercises[i % (long)LUMBAR_COUNT(exercises)],
                                     .reps = 12 - k,
                                     .seconds = NAN,
                                     .weight_kg = NAN,
                                     .rpe = 7 + k,
                                     .rest_s = 60};
    return (lumbar_entry){.kind = LUMBAR_ENTRY_WORKOUT,
                          .workout = {.day = day,
                                      .minute = (int)(i % 1440),
                                      .duration_s = NAN,
                                      .warm_up_s = NAN,
                                      .sets = of,
                                      .set_count = 3,
                                      .source = "told"}};
}

static lumbar_entry one(lumbar_date day, long i)
{
    if (i % 3 == 0)
        return (lumbar_entry){
            .kind = LUMBAR_ENTRY_SORENESS,
            .soreness = {.day = day, .minute = -1, .strength = (double)(i % 7), .place = "lower-back"}};
    if (i % 10 == 1)
        return (lumbar_entry){.kind = LUMBAR_ENTRY_SLEEP, .sleep = {.day = day, .hours = 6 + (double)(i % 5) / 2}};
    return workout(day, i);
}

int main(int argc, char **argv)
{
    lumbar_error error = {0};
    time_t now = time(NULL);
    struct tm local;
    if (argc != 4 || !localtime_r(&now, &local)) return fputs("bench-journal OUT.db ENTRIES DAYS\n", stderr), 2;
    long entries = atol(argv[2]), days = atol(argv[3]);
    lumbar_date today = {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
    lumbar_journal *journal = lumbar_journal_open(argv[1], LUMBAR_JOURNAL_WRITE, &error);
    lumbar_entry *batch = calloc(BATCH, sizeof *batch);
    bool good = journal && batch;
    for (long i = 0; good && i < entries;) {
        size_t count = 0;
        for (; count < BATCH && i < entries; count++, i++)
            batch[count] = one(lumbar_date_after(today, (int)(i * days / entries - days + 1)), i);
        int64_t first;
        good = lumbar_journal_add(journal, batch, count, &first, &error);
    }
    lumbar_journal_close(journal);
    free(batch);
    if (!good) fprintf(stderr, "bench-journal: %s\n", error.text);
    return good ? 0 : 1;
}
