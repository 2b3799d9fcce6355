/* The words of a line and of exports: rows of knowledge/log-words. */
#ifndef LUMBAR_JOURNAL_WORDS_H
#define LUMBAR_JOURNAL_WORDS_H

#include "base/base.h"

/* One list: enum name, row. */
#define LUMBAR_LOG_WORDS(X)         \
    X(ACHE, "ache")                 \
    X(NO, "no")                     \
    X(SLEEP, "sleep")               \
    X(WARM_UP, "warm-up")           \
    X(NOTE, "note")                 \
    X(TIMES, "times")               \
    X(SETS, "sets")                 \
    X(REPS, "reps")                 \
    X(REST, "rest")                 \
    X(LIGHT_REST, "light-rest")     \
    X(LIGHTLY, "lightly")           \
    X(RPE, "rpe")                   \
    X(RIR, "rir")                   \
    X(EACH, "each")                 \
    X(SECONDS, "seconds")           \
    X(MINUTES, "minutes")           \
    X(HOURS, "hours")               \
    X(KG, "kg")                     \
    X(LB, "lb")                     \
    X(LEFT, "left")                 \
    X(RIGHT, "right")               \
    X(BOTH, "both")                 \
    X(MIDDLE, "middle")             \
    X(LOWER_BACK, "lower-back")     \
    X(UPPER_BACK, "upper-back")     \
    X(BUTTOCK, "buttock")           \
    X(LEG, "leg")                   \
    X(BELLY, "belly")               \
    X(HIP, "hip")                   \
    X(MORNING, "morning")           \
    X(NOON, "noon")                 \
    X(EVENING, "evening")           \
    X(NIGHT, "night")               \
    X(DURING, "during")             \
    X(AFTER, "after")               \
    X(FRESH, "fresh")               \
    X(TIRED, "tired")               \
    X(START, "start")               \
    X(INTO, "into")                 \
    X(TODAY, "today")               \
    X(YESTERDAY, "yesterday")       \
    X(DAY_BEFORE, "day-before")     \
    X(AGO, "ago")                   \
    X(MONDAY, "weekday-1")          \
    X(TUESDAY, "weekday-2")         \
    X(WEDNESDAY, "weekday-3")       \
    X(THURSDAY, "weekday-4")        \
    X(FRIDAY, "weekday-5")          \
    X(SATURDAY, "weekday-6")        \
    X(SUNDAY, "weekday-7")          \
    X(AT, "at")                     \
    X(AM, "am")                     \
    X(PM, "pm")                     \
    X(OCLOCK, "o-clock")            \
    X(FILLER, "filler")             \
    X(ORDINAL_1, "ordinal-1")       \
    X(ORDINAL_2, "ordinal-2")       \
    X(ORDINAL_3, "ordinal-3")       \
    X(ORDINAL_4, "ordinal-4")       \
    X(ORDINAL_5, "ordinal-5")       \
    X(ORDINAL_6, "ordinal-6")       \
    X(ORDINAL_7, "ordinal-7")       \
    X(ORDINAL_8, "ordinal-8")       \
    X(ORDINAL_9, "ordinal-9")       \
    X(ORDINAL_10, "ordinal-10")     \
    X(ORDINAL_LAST, "ordinal-last") \
    X(ORDINAL_MARK, "ordinal-mark") \
    X(JANUARY, "month-1")           \
    X(FEBRUARY, "month-2")          \
    X(MARCH, "month-3")             \
    X(APRIL, "month-4")             \
    X(MAY, "month-5")               \
    X(JUNE, "month-6")              \
    X(JULY, "month-7")              \
    X(AUGUST, "month-8")            \
    X(SEPTEMBER, "month-9")         \
    X(OCTOBER, "month-10")          \
    X(NOVEMBER, "month-11")         \
    X(DECEMBER, "month-12")

typedef enum lumbar_log_word {
#define X(name, row) LUMBAR_LOG_##name,
    LUMBAR_LOG_WORDS(X)
#undef X
        LUMBAR_LOG_WORD_COUNT
} lumbar_log_word;

/* Each row's words between "|", small, with blanks for hyphens: "|warm up|warmup|". */
typedef struct lumbar_log_table {
    const char *words[LUMBAR_LOG_WORD_COUNT];
    const char *rows[LUMBAR_LOG_WORD_COUNT]; /* ids */
} lumbar_log_table;

/* NULL and *error: a row is missing, out of memory. Owned by the arena. */
const lumbar_log_table *lumbar_log_table_of(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                            lumbar_error *error);

/* The word that `text`, of `length` bytes, small, is among rows first..last; LUMBAR_LOG_WORD_COUNT: none. */
lumbar_log_word lumbar_log_word_of(const lumbar_log_table *table, const char *text, size_t length,
                                   lumbar_log_word first, lumbar_log_word last);

/* A small letter of ASCII or of UTF-8's Latin-1 and Latin Extended-A, "É" -> "é"; other bytes as they are. */
void lumbar_log_small(char *text);

#endif
