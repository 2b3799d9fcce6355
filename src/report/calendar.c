/* Calendar files (RFC 5545): the day to look again, and the workouts of a plan, as all-day events. */
#include <string.h>
#include "report/programme.h"
#include "report/report.h"

/* RFC 5545 section 3.1: a line has at most 75 octets without its end; what is longer goes on behind a blank. */
enum { LINE_OCTETS = 75 };

/* One content line, folded between characters. */
static void content_line(lumbar_text *out, const char *text)
{
    size_t used = 0;
    while (*text) {
        size_t length = lumbar_utf8_length(text), step = length ? length : 1;
        if (used + step > LINE_OCTETS) {
            lumbar_text_add(out, "\r\n ");
            used = 1;
        }
        if (length) lumbar_text_add_bytes(out, text, length);
        else lumbar_text_add(out, "?");
        used += step;
        text += step;
    }
    lumbar_text_add(out, "\r\n");
}

/* A value of type TEXT (section 3.3.11): what has a meaning in the file is escaped, other control characters go. */
static void add_value(lumbar_text *line, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '\n') lumbar_text_add(line, "\\n");
        else if (strchr("\\;,", *text)) lumbar_text_addf(line, "\\%c", *text);
        else if ((unsigned char)*text >= 0x20 && *text != 0x7F) lumbar_text_add_bytes(line, text, 1);
    }
}

/* "NAME:text" */
static void property(lumbar_text *out, const char *name, const char *text)
{
    lumbar_text line = {0};
    lumbar_text_addf(&line, "%s:", name);
    add_value(&line, text);
    if (lumbar_text_good(&line, out)) content_line(out, line.data);
    lumbar_text_free(&line);
}

static void day(lumbar_text *out, const char *name, lumbar_date date, const char *time)
{
    lumbar_text_addf(out, "%s:%04d%02d%02d%s\r\n", name, date.year, date.month, date.day, time);
}

/* What stands in the event: what the plan says of that day, how to look again, when to call for help before. */
static void description(const lumbar_answer *answer, const lumbar_knowledge *knowledge, lumbar_text *text)
{
    const char *const parts[] = {answer->plan.in_seven_days, lumbar_phrase(knowledge, LUMBAR_PHRASE_CALENDAR_HOW),
                                 answer->plan.help};
    for (size_t i = 0; i < LUMBAR_COUNT(parts); i++) {
        if (!lumbar_has(parts[i])) continue;
        if (text->size) lumbar_text_add(text, "\n");
        lumbar_text_add(text, parts[i]);
    }
}

/* FNV-1a of the words: two people of one household who look again on one day have an event each, and who saves the same
 * answer twice has one. */
static uint32_t mark_of(const char *text)
{
    uint32_t mark = 2166136261u;
    for (; text && *text; text++) mark = (mark ^ (unsigned char)*text) * 16777619u;
    return mark;
}

static void open_calendar(lumbar_text *out)
{
    lumbar_text_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lumbar//lumbar " LUMBAR_VERSION "//EN\r\n"
                         "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
}

/* The event's lines behind its name: when it was made, its day, title and text. */
static void about_event(lumbar_text *out, lumbar_date made, lumbar_date on, const char *title, lumbar_text *about)
{
    day(out, "DTSTAMP", made, "T000000Z");
    day(out, "DTSTART;VALUE=DATE", on, "");
    day(out, "DTEND;VALUE=DATE", lumbar_date_after(on, 1), ""); /* the first day that is not in it */
    property(out, "SUMMARY", title);
    if (lumbar_text_good(about, out)) property(out, "DESCRIPTION", about->data);
    lumbar_text_add(out, "CLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\n");
    lumbar_text_free(about);
}

bool lumbar_answer_calendar(const lumbar_answer *answer, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    lumbar_date again = answer->triage.recheck_on;
    if (!lumbar_date_known(again) || answer->triage.level >= LUMBAR_SAME_DAY) return false;
    const char *title = lumbar_phrase(knowledge, LUMBAR_PHRASE_CALENDAR_TITLE);
    lumbar_text about = {0};
    description(answer, knowledge, &about);
    open_calendar(out);
    lumbar_text_addf(out, "BEGIN:VEVENT\r\nUID:%04d%02d%02d-%04d%02d%02d-%08x@lumbar.invalid\r\n", answer->today.year,
                     answer->today.month, answer->today.day, again.year, again.month, again.day,
                     (unsigned)mark_of(about.data));
    about_event(out, answer->today, again, title, &about);
    lumbar_text_add(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
                         "TRIGGER:PT9H\r\n"); /* at nine in the morning of that day (own choice) */
    property(out, "DESCRIPTION", title);
    lumbar_text_add(out, "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    return true;
}

/* ---- the plan of the next weeks ------------------------------------------------------------------------ */

/* What is done on a day of that week, and the plan's sentences. */
static void workout_text(const lumbar_programme *plan, const lumbar_programme_words *words, int week, lumbar_text *text)
{
    for (size_t i = 0; i < plan->exercise_count; i++) {
        const lumbar_programme_exercise *one = &plan->exercises[i];
        lumbar_text_addf(text, "%s%s: ", i ? "\n" : "", one->exercise->name);
        lumbar_programme_amount(one, week, text);
        lumbar_programme_other(one, words->knowledge, text);
    }
    const char *line;
    for (size_t i = 0; (line = lumbar_programme_line(plan, i)); i++) lumbar_text_addf(text, "\n%s", line);
}

/* The name of the event: one for each day of a plan and person, so that a plan that changes takes the place of what
 * stood there; a later one counts. */
static void name_event(lumbar_text *out, const lumbar_programme_words *words, lumbar_date on, const char *kind)
{
    const lumbar_date first = {2001, 1, 1};
    lumbar_text_addf(out, "BEGIN:VEVENT\r\nUID:%s-%04d%02d%02d-%08x@lumbar.invalid\r\nSEQUENCE:%d\r\n", kind, on.year,
                     on.month, on.day, (unsigned)mark_of(words->whose), lumbar_date_between(first, words->today));
}

bool lumbar_programme_calendar(const lumbar_programme *plan, const lumbar_programme_words *words, lumbar_text *out)
{
    if (!plan->given || !plan->day_count) return false;
    open_calendar(out);
    for (size_t i = 0; i < plan->day_count; i++) {
        lumbar_text about = {0};
        workout_text(plan, words, plan->days[i].week, &about);
        name_event(out, words, plan->days[i].on, "workout");
        about_event(out, words->today, plan->days[i].on, lumbar_phrase(words->knowledge, LUMBAR_PHRASE_WEEKS_DAY_TITLE),
                    &about);
        lumbar_text_add(out, "END:VEVENT\r\n");
    }
    lumbar_text about = {0};
    lumbar_text_add(&about, plan->stop);
    name_event(out, words, plan->retest_on, "again");
    about_event(out, words->today, plan->retest_on, lumbar_phrase(words->knowledge, LUMBAR_PHRASE_WEEKS_RETEST_TITLE),
                &about);
    lumbar_text_add(out, "END:VEVENT\r\nEND:VCALENDAR\r\n");
    return true;
}
