/* What is told of a line that is not understood, and of an ache that is strong. */
#include "journal/line.h"

/* From this on the person is pointed to the safety questions: as the red flags take pain-severity. */
enum { STRONG = 7 };

bool lumbar_line_strong(const lumbar_log_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->entries[i].kind == LUMBAR_ENTRY_SORENESS && line->entries[i].soreness.strength >= STRONG) return true;
    return false;
}

#define WORDS(said, asked, beside) \
    (lumbar_line_words) { LUMBAR_PHRASE_##said, LUMBAR_PHRASE_##asked, LUMBAR_PHRASE_##beside }

lumbar_line_words lumbar_line_words_of(const lumbar_log_line *line)
{
    switch (line->fault) {
    case LUMBAR_LINE_AMOUNT: return WORDS(LOG_LACKS_AMOUNT, LOG_ASK_AMOUNT, LOG_ASK_AMOUNT);
    case LUMBAR_LINE_STRENGTH: return WORDS(LOG_LACKS_STRENGTH, LOG_ASK_STRENGTH, LOG_ASK_STRENGTH);
    case LUMBAR_LINE_HOURS: return WORDS(LOG_LACKS_HOURS, LOG_ASK_HOURS, LOG_ASK_HOURS);
    case LUMBAR_LINE_RANGE: return WORDS(LOG_RANGE, LOG_ASK_RANGE, LOG_RANGE);
    case LUMBAR_LINE_DAYS: return WORDS(LOG_DAYS, LOG_ASK_AGAIN, LOG_DAYS);
    case LUMBAR_LINE_FUTURE: return WORDS(LOG_FUTURE, LOG_ASK_AGAIN, LOG_FUTURE);
    case LUMBAR_LINE_TIME: return WORDS(LOG_TIME, LOG_ASK_TIME, LOG_TIME);
    case LUMBAR_LINE_UNKNOWN:
        return line->nearest ? WORDS(LOG_UNKNOWN_NEAREST, LOG_ASK_NEAREST, LOG_UNKNOWN_NEAREST)
                             : WORDS(LOG_UNKNOWN, LOG_ASK_UNKNOWN, LOG_UNKNOWN);
    case LUMBAR_LINE_GOOD:
    case LUMBAR_LINE_EMPTY: break;
    }
    return WORDS(LOG_EMPTY, LOG_ASK_AGAIN, PAGE_JOURNAL_EMPTY);
}

char *lumbar_line_fault_text(lumbar_arena *arena, const lumbar_knowledge *knowledge, const lumbar_log_line *line,
                             lumbar_phrase_id phrase)
{
    const char *what = line->what ? line->what : "", *nearest = line->nearest ? line->nearest : "";
    return lumbar_phrase_filled(arena, knowledge, phrase,
                                LUMBAR_HOLES({"word", what}, {"nearest", nearest}, {"exercise", what}));
}

char *lumbar_line_mended(lumbar_arena *arena, const char *text, const lumbar_log_line *line, const char *words)
{
    return lumbar_format(arena, "%.*s %s %s", (int)line->from, text, words, text + line->to);
}
