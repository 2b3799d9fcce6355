/* The recordings' part of the terminal answer: what was seen, where, and what was not and why. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/text_parts.h"
#include "report/writer.h"

enum { TIMES_SHOWN = 6 };
static const double SHORT_GAP_S = 0.5; /* a stretch that nobody would miss; our choice. All stand in the JSON. */

/* 72.4 s -> "1:12". */
static void clock_text(char *text, size_t size, double seconds)
{
    long whole = seconds >= 0 && seconds < 1e6 ? (long)seconds : 0;
    snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
}

static const char *share_words(double share)
{
    return share >= 0.95 ? "nearly all the time" : share >= 0.75 ? "most of the time" : share >= 0.4 ? "about half of the time"
           : share > 0.02 ? "only now and then" : "never";
}

static void one_set(const lumbar_page *page, const lumbar_set *set)
{
    char start[24], end[24], line[300];
    clock_text(start, sizeof start, set->start_s);
    clock_text(end, sizeof end, set->end_s);
    const char *name = strcmp(set->exercise, "other") ? set->exercise : "a movement that is none of the exercises I know";
    int length = snprintf(line, sizeof line, "%s to %s: %s", start, end, name);
    if (length < 0 || (size_t)length >= sizeof line) return;
    char *rest = line + length;
    size_t left = sizeof line - (size_t)length;
    if (!isnan(set->hold_s)) snprintf(rest, left, ", held %.0f seconds", set->hold_s);
    else if (set->rep_count) snprintf(rest, left, ", %zu repetition%s", set->rep_count, set->rep_count == 1 ? "" : "s");
    if (set->confidence < 0.7) strncat(rest, " (not sure)", left - strlen(rest) - 1);
    lumbar_lines(page, "  ", "    ", line);
}

/* "text (at 0:12, 0:15)". */
static void seen_finding(const lumbar_page *page, const lumbar_finding *finding, bool times)
{
    lumbar_text text = {0};
    lumbar_text_add(&text, finding->text);
    for (size_t i = 0; times && i < finding->where_count && i < TIMES_SHOWN; i++) {
        char at[24];
        clock_text(at, sizeof at, finding->where[i].time_s);
        lumbar_text_addf(&text, "%s%s", i ? ", " : " (at ", at);
    }
    if (times && finding->where_count) lumbar_text_add(&text, finding->where_count > TIMES_SHOWN ? ", ...)" : ")");
    if (page->terminal->verbose && finding->measure && !isnan(finding->value)) {
        char value[40], low[40], high[40];
        lumbar_number_text(value, sizeof value, finding->value, finding->unit);
        lumbar_number_text(low, sizeof low, finding->low, finding->unit);
        lumbar_number_text(high, sizeof high, finding->high, finding->unit);
        lumbar_text_addf(&text, " [%s: %s, 95 %% between %s and %s %s]", finding->measure, value, low, high,
                         finding->unit ? finding->unit : "");
    }
    if (!text.failed) lumbar_lines(page, "    - ", "      ", text.data);
    lumbar_text_free(&text);
}

static void findings(const lumbar_page *page, lumbar_state state, const char *title)
{
    bool titled = false;
    for (size_t i = 0; i < page->answer->finding_count; i++) {
        const lumbar_finding *finding = &page->answer->findings[i];
        if (finding->from != LUMBAR_FROM_RECORDING || finding->state != state || !lumbar_has(finding->text)) continue;
        if (!titled) lumbar_lines(page, "  ", "  ", title);
        titled = true;
        seen_finding(page, finding, state == LUMBAR_PRESENT);
    }
}

/* How to see next time what was not seen: each cure once. */
static void cures(const lumbar_page *page)
{
    const lumbar_answer *answer = page->answer;
    bool titled = false;
    for (size_t i = 0; i < answer->finding_count; i++) {
        const lumbar_finding *finding = &answer->findings[i];
        bool wanted = finding->from == LUMBAR_FROM_RECORDING && finding->state == LUMBAR_UNKNOWN && lumbar_has(finding->cure);
        for (size_t j = 0; wanted && j < i; j++) {
            const lumbar_finding *earlier = &answer->findings[j];
            bool shown = earlier->from == LUMBAR_FROM_RECORDING && earlier->state == LUMBAR_UNKNOWN;
            if (shown && lumbar_has(earlier->cure) && !strcmp(earlier->cure, finding->cure)) wanted = false;
        }
        if (!wanted) continue;
        if (!titled) lumbar_lines(page, "  ", "  ", "To see more next time (lumbar film shows how):");
        titled = true;
        lumbar_lines(page, "    - ", "      ", finding->cure);
    }
}

static void one_recording(const lumbar_page *page, const lumbar_recording *recording)
{
    char about[200];
    bool view = lumbar_has(recording->view) && strcmp(recording->view, "unknown");
    snprintf(about, sizeof about, "%.0f seconds%s%s, body seen %s", recording->duration_s, view ? ", view: " : "",
             view ? recording->view : "", share_words(recording->seen_share));
    lumbar_text line = {0};
    lumbar_text_addf(&line, "%s (%s)", recording->path, about);
    if (!line.failed) lumbar_lines(page, "", "  ", line.data);
    lumbar_text_free(&line);
    for (size_t i = 0; i < recording->set_count; i++) one_set(page, &recording->sets[i]);
    if (!recording->set_count) lumbar_lines(page, "  ", "    ", "No exercise was seen in it.");
    for (size_t i = 0; i < recording->note_count; i++) lumbar_lines(page, "  ", "    ", recording->notes[i]);
    for (size_t i = 0; i < recording->not_seen_count; i++) {
        if (recording->not_seen[i].end_s - recording->not_seen[i].start_s < SHORT_GAP_S) continue;
        char start[24], end[24], gap[300];
        clock_text(start, sizeof start, recording->not_seen[i].start_s);
        clock_text(end, sizeof end, recording->not_seen[i].end_s);
        snprintf(gap, sizeof gap, "Not looked at, %s to %s: %s", start, end, recording->not_seen[i].why);
        lumbar_lines(page, "  ", "    ", gap);
    }
}

void lumbar_text_recordings(const lumbar_page *page)
{
    if (!page->answer->recording_count) return;
    lumbar_heading(page, "WHAT THE RECORDING SHOWS");
    for (size_t i = 0; i < page->answer->recording_count; i++) one_recording(page, &page->answer->recordings[i]);
    findings(page, LUMBAR_PRESENT, "Seen in it (which does not make it the cause):");
    findings(page, LUMBAR_ABSENT, "Looked for and not seen:");
    findings(page, LUMBAR_UNKNOWN, "Could not be told from it:");
    cures(page);
}
