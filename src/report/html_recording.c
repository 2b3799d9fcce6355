/* What each recording showed: sets, pictures, curves, the table of repetitions, what was not seen. */
#include <math.h>
#include <string.h>
#include "report/html_parts.h"
#include "report/seen_words.h"

enum { TIMES_SHOWN = 6 };

/* An id as words: "feet-lift" -> "feet lift". Ids are short; the rest of a long one is left out. */
static void id_words(lumbar_html *html, const char *id)
{
    char words[64];
    size_t length = 0;
    for (; id && id[length] && length + 1 < sizeof words; length++)
        words[length] = id[length] == '-' ? ' ' : id[length];
    words[length] = 0;
    lumbar_html_put(html, "%", words);
}

/* What the tables call a finding. */
static void finding_name(lumbar_html *html, const char *id)
{
    const lumbar_table *table = html->knowledge ? lumbar_table_find(html->knowledge, "findings") : NULL;
    const lumbar_row *row = table ? lumbar_row_find(table, id) : NULL;
    const char *name = row ? lumbar_row_get(row, "name") : NULL;
    if (name) lumbar_html_put(html, "%", name);
    else id_words(html, id);
}

/* A moment of the recording, as players show it: "0:02.9". */
static void clock_of(lumbar_html *html, double seconds)
{
    if (isnan(seconds) || seconds < 0) lumbar_html_put(html, "–");
    else {
        double tenths = floor(seconds * 10 + 0.5);
        lumbar_text_addf(html->out, "%.0f:%04.1f", floor(tenths / 600), fmod(tenths, 600) / 10);
    }
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
                    best    ? "Your best moment."
                    : worst ? "The moment to work on."
                            : "What we saw.",
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
    lumbar_html_put(html,
                    "</div><p class=\"quiet\">White is the outline of your body as we saw it, blue the joints of the "
                    "side near the camera. Orange is your lower back, where its curve could be read.</p>");
}

/* That not all of `count` were told, as the last item of their list. */
static void more(lumbar_html *html, size_t count)
{
    if (count > LUMBAR_TOLD_MOST)
        lumbar_text_addf(html->out, "<li>… " LUMBAR_MORE_TOLD ".</li>", count - LUMBAR_TOLD_MOST);
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
    lumbar_text_addf(html->out, "<li>Set %zu: ", index + 1);
    lumbar_html_put(html, "%%, ", set->exercise->name, lumbar_set_is_sure(set) ? "" : " (not sure)");
    if (set->intended && set->intended != set->exercise) lumbar_html_put(html, "meant as %, ", set->intended->name);
    if (!isnan(set->hold_s)) lumbar_text_addf(html->out, "held for %.1f seconds", set->hold_s);
    else lumbar_text_addf(html->out, "%zu %s", set->rep_count, set->rep_count == 1 ? "repetition" : "repetitions");
    lumbar_html_put(html, ", from ");
    clock_of(html, set->start_s);
    lumbar_html_put(html, " to ");
    clock_of(html, set->end_s);
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

/* The table scrolls inside its own frame on a narrow screen, reachable by keyboard. */
static void repetition_table(lumbar_html *html, const lumbar_set *set, size_t number)
{
    if (!set->rep_count) return;
    lumbar_text_addf(html->out,
                     "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Repetitions of set %zu\">"
                     "<table><caption>Set %zu, repetition by repetition</caption><thead><tr>",
                     number, number);
    lumbar_html_put(html,
                    "<th scope=\"col\">Rep.</th><th scope=\"col\">What was seen</th><th scope=\"col\">Turns at</th>");
    for (size_t i = 0; i < set->measure_count; i++) {
        lumbar_html_put(html, "<th scope=\"col\">");
        const char *words = lumbar_measure_words(set->measures[i].id);
        if (words) lumbar_html_put(html, "%", words);
        else id_words(html, set->measures[i].id);
        const char *unit = set->measures[i].unit;
        lumbar_html_put(html, unit ? " (%)</th>" : "%</th>", unit && !strcmp(unit, "deg") ? "°" : unit);
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
    lumbar_html_put(html, "<h3>What was not looked at, and why</h3><ul>");
    for (size_t i = 0; i < count; i++) {
        lumbar_text line = {0};
        lumbar_gap_sentence(recording, reasons[i], &line);
        if (lumbar_text_good(&line, html->out)) lumbar_html_put(html, "<li>%</li>", line.data);
        lumbar_text_free(&line);
    }
    more(html, left ? LUMBAR_TOLD_MOST + left : 0);
    lumbar_html_put(html, "</ul>");
}

static void curves(lumbar_html *html, const lumbar_recording *recording)
{
    if (!recording->curve_count) return;
    lumbar_html_put(html,
                    "<h3>How you moved</h3><p class=\"quiet\">Shaded stretches are repetitions. A triangle marks a "
                    "repetition in which something was found; the lighter band shows how sure the angle is.</p>"
                    "<div class=\"charts\">");
    for (size_t i = 0; i < recording->curve_count; i++) lumbar_html_chart(html, recording, &recording->curves[i]);
    lumbar_html_put(html, "</div>");
}

/* "text (at 2.3 s, 5.1 s)", how large, and what to change. */
static void seen_finding(lumbar_html *html, const lumbar_finding *finding)
{
    lumbar_html_put(html, "<li>%", finding->text);
    bool several = html->answer->recording_count > 1 && finding->where_count && finding->where[0].recording >= 0;
    if (finding->where_count) lumbar_html_put(html, " <span class=\"quiet\">(");
    if (several)
        lumbar_html_put(html, "%, ", lumbar_file_name(html->answer->recordings[finding->where[0].recording].path));
    if (finding->where_count) lumbar_html_put(html, "at ");
    for (size_t i = 0; i < finding->where_count && i < TIMES_SHOWN; i++) {
        if (i) lumbar_html_put(html, ", ");
        clock_of(html, finding->where[i].time_s);
    }
    if (finding->where_count) lumbar_html_put(html, finding->where_count > TIMES_SHOWN ? ", …)</span>" : ")</span>");
    lumbar_html_measured(html, finding);
    lumbar_html_source(html, finding->source);
    if (finding->change) lumbar_html_put(html, "<p class=\"todo\"><strong>To change:</strong> %</p>", finding->change);
    lumbar_html_put(html, "</li>");
}

static void present(lumbar_html *html)
{
    bool titled = false;
    for (size_t i = 0; i < html->answer->finding_count; i++) {
        const lumbar_finding *finding = &html->answer->findings[i];
        if (!lumbar_told_from_recording(finding, LUMBAR_PRESENT)) continue;
        if (!titled)
            lumbar_html_put(html,
                            "<h3>What we saw</h3><p class=\"quiet\">That it is to be seen does not make it the cause "
                            "of the ache.</p><ul class=\"findings\">");
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
        lumbar_html_put(html, titled ? " %" : "<h3>What was fine</h3><p>%", html->answer->findings[i].text);
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
        if (lumbar_unseen_sentence(html->answer, i, &sentence) && lumbar_text_good(&sentence, html->out)) {
            if (!titled) lumbar_html_put(html, "<h3>What could not be told</h3><ul class=\"findings\">");
            titled = true;
            lumbar_html_put(html, "<li>%", sentence.data);
            if (html->answer->findings[i].cure)
                lumbar_html_put(html, "<p class=\"todo\"><strong>Next time:</strong> %</p>",
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
    lumbar_html_details(html, "small", "Every repetition");
    for (size_t i = 0; i < recording->set_count && i < LUMBAR_TOLD_MOST; i++)
        repetition_table(html, &recording->sets[i], i + 1);
    lumbar_html_put(html, "</details>");
}

static void one_recording(lumbar_html *html, const lumbar_recording *recording, bool alone)
{
    const char *view = lumbar_view_words(recording->view);
    lumbar_html_put(html, "<div class=\"recording\"><p><strong>%</strong>, ", lumbar_file_name(recording->path));
    if (recording->duration_s > 0) {
        lumbar_text_addf(html->out, "%.0f seconds long; you are seen in %d\xC2\xA0%% of it", recording->duration_s,
                         (int)(recording->seen_share * 100 + 0.5));
        if (view) lumbar_html_put(html, ", filmed %", view);
    } else lumbar_html_put(html, "without a movement");
    lumbar_html_put(html, ".</p>");
    for (size_t i = 0; i < recording->note_count; i++)
        lumbar_html_put(html, "<p class=\"note\">%</p>", recording->notes[i]);
    lumbar_html_put(html, recording->set_count ? "<ul>" : "<p>No exercise was recognised in it.</p>");
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
