/* The recordings' part of the terminal answer: what was seen, where, and what was not and why. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/seen_words.h"
#include "report/text_parts.h"
#include "report/writer.h"

enum { TIMES_SHOWN = 6 };

static const char *share_words(double share)
{
    return share >= 0.95   ? "seen nearly all the time"
           : share >= 0.75 ? "seen most of the time"
           : share >= 0.4  ? "seen about half of the time"
           : share > 0.02  ? "seen only now and then"
                           : "not seen in it";
}

static void one_set(const lumbar_page *page, const lumbar_set *set)
{
    char start[24], end[24];
    lumbar_text line = {0};
    lumbar_clock_text(start, sizeof start, set->start_s);
    lumbar_clock_text(end, sizeof end, set->end_s);
    lumbar_text_addf(&line, "%s to %s: %s", start, end, set->exercise->name);
    if (set->intended && set->intended != set->exercise) lumbar_text_addf(&line, ", meant as %s", set->intended->name);
    if (!isnan(set->hold_s)) lumbar_text_addf(&line, ", held %.0f second%s", set->hold_s, set->hold_s < 1.5 ? "" : "s");
    else if (set->rep_count)
        lumbar_text_addf(&line, ", %zu repetition%s", set->rep_count, set->rep_count == 1 ? "" : "s");
    if (!lumbar_set_is_sure(set)) lumbar_text_add(&line, " (not sure)");
    if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "  ", "    ", line.data);
    lumbar_text_free(&line);
}

/* "text (at 0:12, 0:15)", and what to change. */
static void seen_finding(const lumbar_page *page, const lumbar_finding *finding)
{
    lumbar_text text = {0};
    size_t length = strlen(finding->text), stop = finding->where_count && finding->text[length - 1] == '.';
    lumbar_text_add_bytes(&text, finding->text, length - stop);
    for (size_t i = 0; i < finding->where_count && i < TIMES_SHOWN; i++) {
        char at[24];
        lumbar_clock_text(at, sizeof at, finding->where[i].time_s);
        if (!i && page->answer->recording_count > 1 && finding->where[0].recording >= 0) {
            lumbar_text_add(&text, " (");
            lumbar_text_add_plain(&text, lumbar_file_name(page->answer->recordings[finding->where[0].recording].path));
            lumbar_text_add(&text, ", at ");
        } else lumbar_text_add(&text, i ? ", " : " (at ");
        lumbar_text_add(&text, at);
    }
    if (finding->where_count) lumbar_text_add(&text, finding->where_count > TIMES_SHOWN ? ", ...)." : ").");
    if (page->terminal->verbose && finding->measure && !isnan(finding->value)) {
        char value[40], low[40], high[40];
        lumbar_number_text(value, sizeof value, finding->value, finding->unit);
        lumbar_number_text(low, sizeof low, finding->low, finding->unit);
        lumbar_number_text(high, sizeof high, finding->high, finding->unit);
        lumbar_text_addf(&text, " [%s: %s, 95 %% between %s and %s %s]", finding->measure, value, low, high,
                         finding->unit ? finding->unit : "");
    }
    if (lumbar_text_good(&text, page->out)) lumbar_lines(page, "    - ", "      ", text.data);
    lumbar_text_free(&text);
    lumbar_lines(page, "      To change: ", "        ", finding->change);
}

static void seen(const lumbar_page *page)
{
    bool titled = false;
    for (size_t i = 0; i < page->answer->finding_count; i++) {
        if (!lumbar_told_from_recording(&page->answer->findings[i], LUMBAR_PRESENT)) continue;
        if (!titled) lumbar_lines(page, "  ", "  ", "Seen in it (which does not make it the cause):");
        titled = true;
        seen_finding(page, &page->answer->findings[i]);
    }
}

/* What was looked for and was fine, in one paragraph. */
static void fine(const lumbar_page *page)
{
    lumbar_text text = {0};
    for (size_t i = 0; i < page->answer->finding_count; i++)
        if (lumbar_told_from_recording(&page->answer->findings[i], LUMBAR_ABSENT))
            lumbar_text_addf(&text, "%s%s", text.size ? " " : "", page->answer->findings[i].text);
    if (lumbar_text_good(&text, page->out) && text.size)
        lumbar_lines(page, "  Looked at, and fine: ", "    ", text.data);
    lumbar_text_free(&text);
}

/* What could not be told, once for each reason, with its cure. */
static void unseen(const lumbar_page *page)
{
    bool titled = false;
    for (size_t i = 0; i < page->answer->finding_count; i++) {
        lumbar_text sentence = {0};
        if (lumbar_unseen_sentence(page->answer, i, &sentence) && lumbar_text_good(&sentence, page->out)) {
            if (!titled) lumbar_lines(page, "  ", "  ", "Could not be told (lumbar film shows how to film):");
            titled = true;
            lumbar_lines(page, "    - ", "      ", sentence.data);
            lumbar_lines(page, "      Next time: ", "        ", page->answer->findings[i].cure);
        }
        lumbar_text_free(&sentence);
    }
}

/* That not all of `count` were told. */
static void more(const lumbar_page *page, size_t count)
{
    char text[120];
    if (count <= LUMBAR_TOLD_MOST) return;
    snprintf(text, sizeof text, "... " LUMBAR_MORE_TOLD, count - LUMBAR_TOLD_MOST);
    lumbar_lines(page, "  ", "    ", text);
}

static void not_seen(const lumbar_page *page, const lumbar_recording *recording)
{
    const char *reasons[LUMBAR_TOLD_MOST];
    size_t left, count = lumbar_gap_reasons(recording, reasons, &left);
    for (size_t i = 0; i < count; i++) {
        lumbar_text line = {0};
        lumbar_text_add(&line, "Not looked at, ");
        lumbar_gap_sentence(recording, reasons[i], &line);
        if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "  ", "    ", line.data);
        lumbar_text_free(&line);
    }
    more(page, left ? LUMBAR_TOLD_MOST + left : 0);
}

static void one_recording(const lumbar_page *page, const lumbar_recording *recording)
{
    const char *view = lumbar_view_words(recording->view);
    lumbar_text line = {0};
    lumbar_text_add_plain(&line, lumbar_file_name(recording->path));
    if (recording->duration_s > 0) {
        lumbar_text_addf(&line, " (%.0f second%s, ", recording->duration_s,
                         fabs(recording->duration_s - 1) < 0.5 ? "" : "s");
        if (view) lumbar_text_addf(&line, "filmed %s, ", view);
        lumbar_text_addf(&line, "you are %s)", share_words(recording->seen_share));
    }
    if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "", "  ", line.data);
    lumbar_text_free(&line);
    for (size_t i = 0; i < recording->set_count && i < LUMBAR_TOLD_MOST; i++) one_set(page, &recording->sets[i]);
    more(page, recording->set_count);
    if (!recording->set_count) lumbar_lines(page, "  ", "    ", "No exercise was seen in it.");
    for (size_t i = 0; i < recording->note_count; i++) lumbar_lines(page, "  ", "    ", recording->notes[i]);
    not_seen(page, recording);
}

void lumbar_text_recordings(const lumbar_page *page)
{
    if (!page->answer->recording_count) return;
    lumbar_heading(page, page->answer->recording_count > 1 ? "WHAT THE RECORDINGS SHOW" : "WHAT THE RECORDING SHOWS");
    for (size_t i = 0; i < page->answer->recording_count; i++) one_recording(page, &page->answer->recordings[i]);
    seen(page);
    fine(page);
    unseen(page);
}

void lumbar_text_recordings_short(const lumbar_page *page)
{
    for (size_t i = 0; i < page->answer->recording_count && i < LUMBAR_TOLD_SHORT; i++) {
        const lumbar_recording *recording = &page->answer->recordings[i];
        const lumbar_set *set = recording->set_count ? &recording->sets[0] : NULL;
        lumbar_text line = {0};
        lumbar_text_add_plain(&line, lumbar_file_name(recording->path));
        if (set) lumbar_text_addf(&line, ": %s", set->exercise->name);
        if (set && set->rep_count)
            lumbar_text_addf(&line, ", %zu repetition%s", set->rep_count, set->rep_count == 1 ? "" : "s");
        lumbar_text_add(&line, set ? "." : ": no exercise was seen in it.");
        if (!set && recording->note_count) lumbar_text_addf(&line, " %s", recording->notes[0]);
        if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "Seen in ", "  ", line.data);
        lumbar_text_free(&line);
    }
}
