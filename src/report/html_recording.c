/* What each recording showed: sets, pictures, curves, the table of repetitions, what was not seen. */
#include <math.h>
#include <string.h>
#include "report/html_parts.h"
#include "report/seen_words.h"

enum { TIMES_SHOWN = 6 };

/* An id as words: "feet-lift" -> "feet lift". Ids are short; the rest of a long one is left out. */
static const char *id_words(const char *id, char words[64])
{
    size_t length = 0;
    for (; id && id[length] && length + 1 < 64; length++) words[length] = id[length] == '-' ? ' ' : id[length];
    words[length] = 0;
    return words;
}

/* What the tables call a finding. */
static void finding_name(lumbar_html *html, const char *id)
{
    const lumbar_table *table = html->knowledge ? lumbar_table_find(html->knowledge, "findings") : NULL;
    const lumbar_row *row = table ? lumbar_row_find(table, id) : NULL;
    const char *name = row ? lumbar_row_get(row, "name") : NULL;
    char words[64];
    lumbar_html_put(html, "%", name ? name : id_words(id, words));
}

/* A moment of the recording, as players show it: "0:02.9". */
static const char *clock_words(char text[40], double seconds)
{
    double tenths = floor(seconds * 10 + 0.5);
    if (isnan(seconds) || seconds < 0) lumbar_print(text, 40, "–");
    else lumbar_print(text, 40, "%.0f:%04.1f", floor(tenths / 600), fmod(tenths, 600) / 10);
    return text;
}

static void clock_of(lumbar_html *html, double seconds)
{
    char text[40];
    lumbar_html_put(html, "%", clock_words(text, seconds));
}

/* Base64 of image bytes, for a data: address. */
static void base64(lumbar_text *out, const uint8_t *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16 | (i + 1 < size ? (uint32_t)bytes[i + 1] << 8 : 0) |
                         (i + 2 < size ? bytes[i + 2] : 0);
        char four[4] = {digits[three >> 18], digits[three >> 12 & 63], i + 1 < size ? digits[three >> 6 & 63] : '=',
                        i + 2 < size ? digits[three & 63] : '='};
        lumbar_text_add_bytes(out, four, sizeof four);
    }
}

void lumbar_html_picture(lumbar_html *html, const lumbar_moment *moment)
{
    bool best = moment->kind && !strcmp(moment->kind, "best"), worst = moment->kind && !strcmp(moment->kind, "worst");
    bool png = moment->image_size > 4 && !memcmp(moment->image, "\x89PNG", 4);
    lumbar_html_put(html, "<figure class=\"moment moment-%\"><img alt=\"%\" src=\"data:%;base64,", moment->kind,
                    moment->caption, png ? "image/png" : "image/jpeg");
    base64(html->out, moment->image, moment->image_size);
    lumbar_html_put(html, "\"><figcaption><strong>%</strong> %</figcaption></figure>",
                    lumbar_phrase(html->knowledge, best    ? LUMBAR_PHRASE_MOMENT_TITLE_BEST
                                                   : worst ? LUMBAR_PHRASE_MOMENT_TITLE_WORST
                                                           : LUMBAR_PHRASE_MOMENT_TITLE),
                    moment->caption);
}

static void pictures(lumbar_html *html, const lumbar_recording *recording)
{
    size_t count = 0;
    for (size_t i = 0; i < recording->moment_count; i++)
        count += recording->moments[i].image && &recording->moments[i] != html->shown;
    if (!count) return;
    lumbar_html_put(html, "<div class=\"moments\">");
    for (size_t i = 0; i < recording->moment_count; i++)
        if (recording->moments[i].image && &recording->moments[i] != html->shown)
            lumbar_html_picture(html, &recording->moments[i]);
    lumbar_html_put(html, "</div><p class=\"quiet\">%</p>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_DRAWN_HOW));
}

/* That not all of `count` were told, as the last item of their list. */
static void more(lumbar_html *html, size_t count)
{
    if (count <= LUMBAR_TOLD_MOST) return;
    lumbar_html_put(html, "<li>");
    lumbar_html_phrase(html, LUMBAR_PHRASE_TOLD_MORE_HTML,
                       LUMBAR_HOLES({"count", lumbar_digits(count - LUMBAR_TOLD_MOST).text}));
    lumbar_html_put(html, "</li>");
}

/* Whether it is the first set of its exercise. */
static bool is_new(const lumbar_recording *recording, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (recording->sets[i].exercise == recording->sets[index].exercise) return false;
    return true;
}

static void set_line(lumbar_html *html, const lumbar_recording *recording, size_t index)
{
    const lumbar_set *set = &recording->sets[index];
    char start[40], end[40];
    lumbar_text words = {0};
    lumbar_set_words(html->knowledge, set, false, &words);
    lumbar_html_put(html, "<li>");
    if (lumbar_text_good(&words, html->out))
        lumbar_html_phrase(html, LUMBAR_PHRASE_SET_ITEM,
                           LUMBAR_HOLES({"number", lumbar_digits(index + 1).text}, {"set", words.data},
                                        {"start", clock_words(start, set->start_s)},
                                        {"end", clock_words(end, set->end_s)}));
    lumbar_text_free(&words);
    if (is_new(recording, index)) lumbar_html_figure(html, set->exercise->figure);
    lumbar_html_put(html, "</li>");
}

/* Degrees are not surer than whole ones. */
static int shown_decimals(const lumbar_measure *measure)
{
    return measure->unit && !strcmp(measure->unit, "deg") ? 0 : 1;
}

/* A column of the set's table: repetitions that the recording cuts lack some. */
static const lumbar_measure *measure_like(const lumbar_repetition *rep, const lumbar_measure *column)
{
    for (size_t i = 0; i < rep->measure_count; i++)
        if (!strcmp(rep->measures[i].id, column->id)) return &rep->measures[i];
    return NULL;
}

static void repetition_row(lumbar_html *html, const lumbar_repetition *rep, size_t number, const lumbar_set *set)
{
    lumbar_text_addf(html->out, "<tr><th scope=\"row\">%zu</th><td class=\"seen\">", number);
    for (size_t i = 0; i < rep->finding_count; i++) {
        if (i) lumbar_html_put(html, ", ");
        finding_name(html, rep->findings[i]);
    }
    if (!rep->finding_count) lumbar_html_put(html, "–");
    lumbar_html_put(html, "</td><td>");
    clock_of(html, rep->top_s);
    for (size_t i = 0; i < set->measure_count; i++) {
        const lumbar_measure *measure = measure_like(rep, &set->measures[i]);
        lumbar_html_put(html, "</td><td>");
        if (measure) lumbar_html_number(html, measure->value, shown_decimals(measure));
        else lumbar_html_put(html, "–");
    }
    lumbar_html_put(html, "</td></tr>");
}

/* "Trunk up to (°)" */
static void column_name(lumbar_html *html, const lumbar_measure *measure)
{
    char id[64];
    const char *words = lumbar_measure_words(html->knowledge, measure->id), *unit = measure->unit;
    if (unit && !strcmp(unit, "deg")) unit = lumbar_phrase(html->knowledge, LUMBAR_PHRASE_UNIT_DEGREES);
    if (!words) words = id_words(measure->id, id);
    if (unit) lumbar_html_phrase(html, LUMBAR_PHRASE_COLUMN_UNIT, LUMBAR_HOLES({"name", words}, {"unit", unit}));
    else lumbar_html_put(html, "%", words);
}

/* The table scrolls inside its own frame on a narrow screen, reachable by keyboard. */
static void repetition_table(lumbar_html *html, const lumbar_set *set, size_t number)
{
    if (!set->rep_count) return;
    lumbar_html_put(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    lumbar_html_phrase(html, LUMBAR_PHRASE_REPS_OF_SET, LUMBAR_HOLES({"number", lumbar_digits(number).text}));
    lumbar_html_put(html, "\"><table><caption>");
    lumbar_html_phrase(html, LUMBAR_PHRASE_REPS_OF_SET_CAPTION, LUMBAR_HOLES({"number", lumbar_digits(number).text}));
    lumbar_html_put(html,
                    "</caption><thead><tr><th scope=\"col\">%</th><th scope=\"col\">%</th><th scope=\"col\">%</th>",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_COLUMN_REP),
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_COLUMN_SEEN),
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_COLUMN_TURN));
    for (size_t i = 0; i < set->measure_count; i++) {
        lumbar_html_put(html, "<th scope=\"col\">");
        column_name(html, &set->measures[i]);
        lumbar_html_put(html, "</th>");
    }
    lumbar_html_put(html, "</tr></thead><tbody>");
    for (size_t i = 0; i < set->rep_count; i++) repetition_row(html, &set->reps[i], i + 1, set);
    lumbar_html_put(html, "</tbody></table></div>");
}

static void not_seen(lumbar_html *html, const lumbar_recording *recording)
{
    const char *reasons[LUMBAR_TOLD_MOST];
    size_t left, count = lumbar_gap_reasons(recording, reasons, &left);
    if (!count) return;
    lumbar_html_put(html, "<h3>%</h3><ul>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_NOT_LOOKED));
    for (size_t i = 0; i < count; i++) {
        lumbar_text line = {0};
        lumbar_gap_sentence(html->knowledge, recording, reasons[i], &line);
        if (lumbar_text_good(&line, html->out)) lumbar_html_put(html, "<li>%</li>", line.data);
        lumbar_text_free(&line);
    }
    more(html, left ? LUMBAR_TOLD_MOST + left : 0);
    lumbar_html_put(html, "</ul>");
}

static void curves(lumbar_html *html, const lumbar_recording *recording)
{
    if (!recording->curve_count) return;
    lumbar_html_put(html, "<h3>%</h3><p class=\"quiet\">%</p><div class=\"charts\">",
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HOW_MOVED),
                    lumbar_phrase(html->knowledge, LUMBAR_PHRASE_HOW_MOVED_ABOUT));
    for (size_t i = 0; i < recording->curve_count; i++) lumbar_html_chart(html, recording, &recording->curves[i]);
    lumbar_html_put(html, "</div>");
}

/* "(at 0:02.3, 0:05.1)" */
static void places(lumbar_html *html, const lumbar_finding *finding)
{
    bool named = html->answer->recording_count > 1 && finding->where_count && finding->where[0].recording >= 0;
    const char *path = named ? html->answer->recordings[finding->where[0].recording].path : NULL;
    lumbar_text times = {0};
    for (size_t i = 0; i < finding->where_count && i < TIMES_SHOWN; i++) {
        char at[40];
        if (i) lumbar_text_add(&times, ", ");
        lumbar_text_add(&times, clock_words(at, finding->where[i].time_s));
    }
    if (finding->where_count > TIMES_SHOWN) lumbar_text_add(&times, ", …");
    lumbar_html_put(html, " <span class=\"quiet\">");
    if (lumbar_text_good(&times, html->out))
        lumbar_html_phrase(
            html, named ? LUMBAR_PHRASE_SEEN_TIMES_IN : LUMBAR_PHRASE_SEEN_TIMES,
            LUMBAR_HOLES({"times", times.data}, {"file", named ? lumbar_file_name(html->knowledge, path) : ""}));
    lumbar_html_put(html, "</span>");
    lumbar_text_free(&times);
}

/* What was seen, where, how large, and what to change. */
static void seen_finding(lumbar_html *html, const lumbar_finding *finding)
{
    lumbar_html_put(html, "<li>%", finding->text);
    if (finding->where_count) places(html, finding);
    lumbar_html_measured(html, finding);
    lumbar_html_source(html, finding->source);
    if (finding->change)
        lumbar_html_put(html, "<p class=\"todo\"><strong>%</strong> %</p>",
                        lumbar_phrase(html->knowledge, LUMBAR_PHRASE_TO_CHANGE_HTML), finding->change);
    lumbar_html_put(html, "</li>");
}

static void present(lumbar_html *html)
{
    bool titled = false;
    for (size_t i = 0; i < html->answer->finding_count; i++) {
        const lumbar_finding *finding = &html->answer->findings[i];
        if (!lumbar_told_from_recording(finding, LUMBAR_PRESENT)) continue;
        if (!titled)
            lumbar_html_put(html, "<h3>%</h3><p class=\"quiet\">%</p><ul class=\"findings\">",
                            lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WE_SAW),
                            lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WE_SAW_ABOUT));
        titled = true;
        seen_finding(html, finding);
    }
    if (titled) lumbar_html_put(html, "</ul>");
}

static void fine(lumbar_html *html)
{
    bool titled = false;
    for (size_t i = 0; i < html->answer->finding_count; i++) {
        if (!lumbar_told_from_recording(&html->answer->findings[i], LUMBAR_ABSENT)) continue;
        if (!titled) lumbar_html_put(html, "<h3>%</h3><p>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_WAS_FINE));
        lumbar_html_put(html, titled ? " %" : "%", html->answer->findings[i].text);
        titled = true;
    }
    if (titled) lumbar_html_put(html, "</p>");
}

/* Each reason once, with its cure. */
static void unseen(lumbar_html *html)
{
    bool titled = false;
    for (size_t i = 0; i < html->answer->finding_count; i++) {
        lumbar_text sentence = {0};
        if (lumbar_unseen_sentence(html->knowledge, html->answer, i, &sentence) &&
            lumbar_text_good(&sentence, html->out)) {
            if (!titled)
                lumbar_html_put(html, "<h3>%</h3><ul class=\"findings\">",
                                lumbar_phrase(html->knowledge, LUMBAR_PHRASE_NOT_TOLD_HTML));
            titled = true;
            lumbar_html_put(html, "<li>%", sentence.data);
            if (html->answer->findings[i].cure)
                lumbar_html_put(html, "<p class=\"todo\"><strong>%</strong> %</p>",
                                lumbar_phrase(html->knowledge, LUMBAR_PHRASE_NEXT_TIME_HTML),
                                html->answer->findings[i].cure);
            lumbar_html_put(html, "</li>");
        }
        lumbar_text_free(&sentence);
    }
    if (titled) lumbar_html_put(html, "</ul>");
}

static void tables(lumbar_html *html, const lumbar_recording *recording)
{
    size_t count = 0;
    for (size_t i = 0; i < recording->set_count; i++) count += recording->sets[i].rep_count > 0;
    if (!count) return;
    lumbar_html_details(html, "small", LUMBAR_PHRASE_EVERY_REP);
    for (size_t i = 0; i < recording->set_count && i < LUMBAR_TOLD_MOST; i++)
        repetition_table(html, &recording->sets[i], i + 1);
    lumbar_html_put(html, "</details>");
}

/* "file, 12 seconds long; you are seen in 97 % of it, filmed from the side." */
static void recording_head(lumbar_html *html, const lumbar_recording *recording)
{
    const char *view = lumbar_view_words(html->knowledge, recording->view);
    lumbar_phrase_id phrase = recording->duration_s <= 0 ? LUMBAR_PHRASE_RECORDING_FILE_STILL
                              : view                     ? LUMBAR_PHRASE_RECORDING_FILE_VIEW
                                                         : LUMBAR_PHRASE_RECORDING_FILE;
    lumbar_text file = {0};
    lumbar_html inside = {.out = &file};
    lumbar_html_put(&inside, "<strong>%</strong>", lumbar_file_name(html->knowledge, recording->path));
    lumbar_html_put(html, "<div class=\"recording\"><p>");
    if (lumbar_text_good(&file, html->out))
        lumbar_html_phrase_around(
            html, phrase,
            LUMBAR_HOLES({"file", file.data}, {"count", lumbar_digits((size_t)rint(recording->duration_s)).text},
                         {"share", lumbar_digits((size_t)(recording->seen_share * 100 + 0.5)).text},
                         {"view", view ? view : ""}));
    lumbar_html_put(html, "</p>");
    lumbar_text_free(&file);
}

static void one_recording(lumbar_html *html, const lumbar_recording *recording, bool alone)
{
    recording_head(html, recording);
    for (size_t i = 0; i < recording->note_count; i++)
        lumbar_html_put(html, "<p class=\"note\">%</p>", recording->notes[i]);
    if (recording->set_count) lumbar_html_put(html, "<ul>");
    else lumbar_html_put(html, "<p>%</p>", lumbar_phrase(html->knowledge, LUMBAR_PHRASE_NO_EXERCISE_RECOGNISED));
    for (size_t i = 0; i < recording->set_count && i < LUMBAR_TOLD_MOST; i++) set_line(html, recording, i);
    more(html, recording->set_count);
    if (recording->set_count) lumbar_html_put(html, "</ul>");
    if (alone) present(html);
    pictures(html, recording);
    if (alone) fine(html), unseen(html);
    curves(html, recording);
    tables(html, recording);
    not_seen(html, recording);
    lumbar_html_put(html, "</div>");
}

void lumbar_html_recordings(lumbar_html *html)
{
    size_t count = html->answer->recording_count;
    if (!count) return;
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_RECORDING, false);
    if (count > 1) present(html), fine(html), unseen(html);
    for (size_t i = 0; i < count; i++) one_recording(html, &html->answer->recordings[i], count == 1);
    lumbar_html_unfold(html);
}
