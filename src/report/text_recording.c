/* The recordings' part of the terminal answer: what was seen, where, and what was not and why. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/seen_words.h"
#include "report/text_parts.h"
#include "report/writer.h"

enum { TIMES_SHOWN = 6 };

static lumbar_phrase_id share_phrase(double share)
{
    return share >= 0.95   ? LUMBAR_PHRASE_SEEN_ALL
           : share >= 0.75 ? LUMBAR_PHRASE_SEEN_MOST
           : share >= 0.4  ? LUMBAR_PHRASE_SEEN_HALF
           : share > 0.02  ? LUMBAR_PHRASE_SEEN_LITTLE
                           : LUMBAR_PHRASE_SEEN_NONE;
}

static void one_set(const lumbar_page *page, const lumbar_set *set)
{
    char start[24], end[24];
    lumbar_text words = {0};
    lumbar_clock_text(start, sizeof start, set->start_s);
    lumbar_clock_text(end, sizeof end, set->end_s);
    lumbar_set_words(page->terminal->knowledge, set, false, &words);
    if (lumbar_text_good(&words, page->out))
        lumbar_phrase_lines(page, "  ", "    ", LUMBAR_PHRASE_SET_LINE,
                            LUMBAR_HOLES({"start", start}, {"end", end}, {"set", words.data}));
    lumbar_text_free(&words);
}

/* "0:12, 0:15, ..." */
static void places(const lumbar_finding *finding, lumbar_text *times)
{
    for (size_t i = 0; i < finding->where_count && i < TIMES_SHOWN; i++) {
        char at[24];
        lumbar_clock_text(at, sizeof at, finding->where[i].time_s);
        if (i) lumbar_text_add(times, ", ");
        lumbar_text_add(times, at);
    }
    if (finding->where_count > TIMES_SHOWN) lumbar_text_add(times, ", ...");
}

/* "text (at 0:12, 0:15)" */
static void placed(const lumbar_page *page, const lumbar_finding *finding, lumbar_text *text)
{
    const lumbar_knowledge *k = page->terminal->knowledge;
    bool named = page->answer->recording_count > 1 && finding->where_count && finding->where[0].recording >= 0;
    lumbar_text times = {0}, file = {0};
    places(finding, &times);
    lumbar_text_add_plain(&file,
                          named ? lumbar_file_name(k, page->answer->recordings[finding->where[0].recording].path) : "");
    if (!finding->where_count) lumbar_text_add(text, finding->text);
    else if (lumbar_text_good(&times, text) && lumbar_text_good(&file, text))
        lumbar_phrase_fill(
            text, k, named ? LUMBAR_PHRASE_SEEN_AT_IN : LUMBAR_PHRASE_SEEN_AT,
            LUMBAR_HOLES({"text", finding->text}, {"times", times.data}, {"file", file.data ? file.data : ""}));
    lumbar_text_free(&times);
    lumbar_text_free(&file);
}

/* What was seen and where, with figures where they are wanted; and what to change. */
static void seen_finding(const lumbar_page *page, const lumbar_finding *finding)
{
    lumbar_text text = {0};
    placed(page, finding, &text);
    if (!lumbar_text_good(&text, page->out)) return;
    if (page->terminal->verbose && finding->measure && !isnan(finding->value)) {
        char value[40], low[40], high[40];
        lumbar_number_text(value, sizeof value, finding->value, finding->unit);
        lumbar_number_text(low, sizeof low, finding->low, finding->unit);
        lumbar_number_text(high, sizeof high, finding->high, finding->unit);
        lumbar_phrase_lines(page, "    - ", "      ", LUMBAR_PHRASE_SEEN_MEASURED,
                            LUMBAR_HOLES({"text", text.data}, {"measure", finding->measure}, {"value", value},
                                         {"low", low}, {"high", high}, {"unit", finding->unit ? finding->unit : ""}));
    } else lumbar_lines(page, "    - ", "      ", text.data);
    lumbar_text_free(&text);
    lumbar_titled_lines(page, "      ", "        ", LUMBAR_PHRASE_TO_CHANGE, finding->change);
}

static void seen(const lumbar_page *page)
{
    bool titled = false;
    for (size_t i = 0; i < page->answer->finding_count; i++) {
        if (!lumbar_told_from_recording(&page->answer->findings[i], LUMBAR_PRESENT)) continue;
        if (!titled) lumbar_lines(page, "  ", "  ", lumbar_page_phrase(page, LUMBAR_PHRASE_SEEN_IN_IT));
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
        lumbar_titled_lines(page, "  ", "    ", LUMBAR_PHRASE_FINE, text.data);
    lumbar_text_free(&text);
}

/* What could not be told, once for each reason, with its cure. */
static void unseen(const lumbar_page *page)
{
    bool titled = false;
    for (size_t i = 0; i < page->answer->finding_count; i++) {
        lumbar_text sentence = {0};
        if (lumbar_unseen_sentence(page->terminal->knowledge, page->answer, i, &sentence) &&
            lumbar_text_good(&sentence, page->out)) {
            if (!titled) lumbar_lines(page, "  ", "  ", lumbar_page_phrase(page, LUMBAR_PHRASE_NOT_TOLD));
            titled = true;
            lumbar_lines(page, "    - ", "      ", sentence.data);
            lumbar_titled_lines(page, "      ", "        ", LUMBAR_PHRASE_NEXT_TIME, page->answer->findings[i].cure);
        }
        lumbar_text_free(&sentence);
    }
}

/* That not all of `count` were told. */
static void more(const lumbar_page *page, size_t count)
{
    if (count > LUMBAR_TOLD_MOST)
        lumbar_phrase_lines(page, "  ", "    ", LUMBAR_PHRASE_TOLD_MORE,
                            LUMBAR_HOLES({"count", lumbar_digits(count - LUMBAR_TOLD_MOST).text}));
}

static void not_seen(const lumbar_page *page, const lumbar_recording *recording)
{
    const char *reasons[LUMBAR_TOLD_MOST];
    size_t left, count = lumbar_gap_reasons(recording, reasons, &left);
    for (size_t i = 0; i < count; i++) {
        lumbar_text line = {0};
        lumbar_gap_sentence(page->terminal->knowledge, recording, reasons[i], &line);
        if (lumbar_text_good(&line, page->out))
            lumbar_phrase_lines(page, "  ", "    ", LUMBAR_PHRASE_NOT_LOOKED_AT, LUMBAR_HOLES({"gap", line.data}));
        lumbar_text_free(&line);
    }
    more(page, left ? LUMBAR_TOLD_MOST + left : 0);
}

/* "file (12 seconds, filmed from the side, you are seen most of the time)" */
static void recording_head(const lumbar_page *page, const lumbar_recording *recording)
{
    const lumbar_knowledge *k = page->terminal->knowledge;
    const char *view = lumbar_view_words(k, recording->view);
    lumbar_text file = {0};
    lumbar_text_add_plain(&file, lumbar_file_name(k, recording->path));
    if (!lumbar_text_good(&file, page->out)) return;
    if (recording->duration_s > 0)
        lumbar_phrase_lines(page, "", "  ", view ? LUMBAR_PHRASE_RECORDING_HEAD_VIEW : LUMBAR_PHRASE_RECORDING_HEAD,
                            LUMBAR_HOLES({"file", file.data},
                                         {"count", lumbar_digits((size_t)rint(recording->duration_s)).text},
                                         {"view", view ? view : ""},
                                         {"seen", lumbar_page_phrase(page, share_phrase(recording->seen_share))}));
    else lumbar_lines(page, "", "  ", file.data);
    lumbar_text_free(&file);
}

static void one_recording(const lumbar_page *page, const lumbar_recording *recording)
{
    recording_head(page, recording);
    for (size_t i = 0; i < recording->set_count && i < LUMBAR_TOLD_MOST; i++) one_set(page, &recording->sets[i]);
    more(page, recording->set_count);
    if (!recording->set_count) lumbar_lines(page, "  ", "    ", lumbar_page_phrase(page, LUMBAR_PHRASE_NO_EXERCISE));
    for (size_t i = 0; i < recording->note_count; i++) lumbar_lines(page, "  ", "    ", recording->notes[i]);
    not_seen(page, recording);
}

void lumbar_text_recordings(const lumbar_page *page)
{
    if (!page->answer->recording_count) return;
    lumbar_heading(page,
                   page->answer->recording_count > 1 ? LUMBAR_PHRASE_HEAD_RECORDINGS : LUMBAR_PHRASE_HEAD_RECORDING);
    for (size_t i = 0; i < page->answer->recording_count; i++) one_recording(page, &page->answer->recordings[i]);
    seen(page);
    fine(page);
    unseen(page);
}

void lumbar_text_recordings_short(const lumbar_page *page)
{
    const lumbar_knowledge *k = page->terminal->knowledge;
    for (size_t i = 0; i < page->answer->recording_count && i < LUMBAR_TOLD_SHORT; i++) {
        const lumbar_recording *recording = &page->answer->recordings[i];
        lumbar_text line = {0}, file = {0}, set = {0};
        lumbar_text_add_plain(&file, lumbar_file_name(k, recording->path));
        if (recording->set_count) lumbar_set_words(k, &recording->sets[0], true, &set);
        if (lumbar_text_good(&file, page->out) && lumbar_text_good(&set, page->out))
            lumbar_phrase_fill(&line, k, set.size ? LUMBAR_PHRASE_SEEN_SHORT : LUMBAR_PHRASE_SEEN_SHORT_NONE,
                               LUMBAR_HOLES({"file", file.data}, {"set", set.size ? set.data : ""}));
        if (!set.size && recording->note_count) lumbar_text_addf(&line, " %s", recording->notes[0]);
        if (lumbar_text_good(&line, page->out)) lumbar_lines(page, "", "  ", line.data);
        lumbar_text_free(&line);
        lumbar_text_free(&file);
        lumbar_text_free(&set);
    }
}
