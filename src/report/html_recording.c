/* What each recording showed: sets, pictures, curves, the table of repetitions, what was not seen. */
#include <math.h>
#include <string.h>
#include "report/html_parts.h"

static const char *file_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

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
    if (name)
        lumbar_html_put(html, "%", name);
    else
        id_words(html, id);
}

static void time_of(lumbar_html *html, double seconds)
{
    if (isnan(seconds))
        lumbar_html_put(html, "–");
    else if (seconds < 60)
        lumbar_text_addf(html->out, "%.1f s", seconds);
    else
        lumbar_text_addf(html->out, "%d:%04.1f min", (int)(seconds / 60), fmod(seconds, 60));
}

/* Base64 of image bytes, for a data: address. */
static void base64(lumbar_text *out, const uint8_t *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16 | (i + 1 < size ? (uint32_t)bytes[i + 1] << 8 : 0) |
                         (i + 2 < size ? bytes[i + 2] : 0);
        char four[4] = {digits[three >> 18], digits[three >> 12 & 63],
                        i + 1 < size ? digits[three >> 6 & 63] : '=',
                        i + 2 < size ? digits[three & 63] : '='};
        lumbar_text_add_bytes(out, four, sizeof four);
    }
}

static void pictures(lumbar_html *html, const lumbar_recording *recording)
{
    size_t count = 0;
    for (size_t i = 0; i < recording->moment_count; i++) count += recording->moments[i].image != NULL;
    if (!count) return;
    lumbar_html_put(html, "<div class=\"moments\">");
    for (size_t i = 0; i < recording->moment_count; i++) {
        const lumbar_moment *moment = &recording->moments[i];
        if (!moment->image) continue;
        bool best = moment->kind && !strcmp(moment->kind, "best");
        bool png = moment->image_size > 4 && !memcmp(moment->image, "\x89PNG", 4);
        lumbar_html_put(html, "<figure class=\"moment moment-%\"><img alt=\"%\" src=\"data:%;base64,",
                        moment->kind, moment->caption, png ? "image/png" : "image/jpeg");
        base64(html->out, moment->image, moment->image_size);
        lumbar_html_put(html, "\"><figcaption><strong>%</strong> %</figcaption></figure>",
                        best ? "Your best moment." : "The moment to work on.", moment->caption);
    }
    lumbar_html_put(html, "</div>");
}

static void set_line(lumbar_html *html, const lumbar_set *set, size_t number)
{
    bool known = set->exercise && strcmp(set->exercise, "other");
    lumbar_text_addf(html->out, "<li>Set %zu: ", number);
    lumbar_html_put(html, "%, ", known ? set->exercise : "a movement that we do not know");
    if (set->intended && strcmp(set->intended, set->exercise ? set->exercise : ""))
        lumbar_html_put(html, "meant as %, ", set->intended);
    if (!isnan(set->hold_s)) {
        lumbar_html_put(html, "held for ");
        time_of(html, set->hold_s);
    } else
        lumbar_text_addf(html->out, "%zu %s", set->rep_count,
                         set->rep_count == 1 ? "repetition" : "repetitions");
    lumbar_html_put(html, ", from ");
    time_of(html, set->start_s);
    lumbar_html_put(html, " to ");
    time_of(html, set->end_s);
    lumbar_html_put(html, "</li>");
}

static void repetition_row(lumbar_html *html, const lumbar_repetition *rep, size_t number, size_t columns)
{
    lumbar_text_addf(html->out, "<tr><th scope=\"row\">%zu</th><td class=\"seen\">", number);
    for (size_t i = 0; i < rep->finding_count; i++) {
        if (i) lumbar_html_put(html, ", ");
        finding_name(html, rep->findings[i]);
    }
    if (!rep->finding_count) lumbar_html_put(html, "–");
    const double times[] = {rep->start_s, rep->top_s, rep->end_s};
    for (size_t i = 0; i < LUMBAR_COUNT(times); i++) {
        lumbar_html_put(html, "</td><td>");
        time_of(html, times[i]);
    }
    for (size_t i = 0; i < columns; i++) {
        lumbar_html_put(html, "</td><td>");
        lumbar_html_number(html, i < rep->measure_count ? rep->measures[i].value : NAN, 1);
    }
    lumbar_html_put(html, "</td></tr>");
}

/* The table scrolls inside its own frame on a narrow screen, reachable by keyboard. */
static void repetition_table(lumbar_html *html, const lumbar_set *set, size_t number)
{
    if (!set->rep_count) return;
    const lumbar_repetition *first = &set->reps[0];
    lumbar_text_addf(
        html->out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Repetitions of set %zu\">"
        "<table><caption>Set %zu, repetition by repetition</caption><thead><tr>",
        number, number);
    lumbar_html_put(
        html, "<th scope=\"col\">Rep.</th><th scope=\"col\">What was seen</th><th scope=\"col\">Start</th>"
              "<th scope=\"col\">Top</th><th scope=\"col\">End</th>");
    for (size_t i = 0; i < first->measure_count; i++) {
        lumbar_html_put(html, "<th scope=\"col\">");
        id_words(html, first->measures[i].id);
        const char *unit = first->measures[i].unit;
        lumbar_html_put(html, unit ? " (%)</th>" : "%</th>", unit && !strcmp(unit, "deg") ? "°" : unit);
    }
    lumbar_html_put(html, "</tr></thead><tbody>");
    for (size_t i = 0; i < set->rep_count; i++)
        repetition_row(html, &set->reps[i], i + 1, first->measure_count);
    lumbar_html_put(html, "</tbody></table></div>");
}

static void not_seen(lumbar_html *html, const lumbar_recording *recording)
{
    if (!recording->not_seen_count) return;
    lumbar_html_put(html, "<h3>What was not seen, and why</h3><ul>");
    for (size_t i = 0; i < recording->not_seen_count; i++) {
        lumbar_html_put(html, "<li>");
        time_of(html, recording->not_seen[i].start_s);
        lumbar_html_put(html, " to ");
        time_of(html, recording->not_seen[i].end_s);
        lumbar_html_put(html, ": %</li>", recording->not_seen[i].why);
    }
    lumbar_html_put(html, "</ul>");
}

static void curves(lumbar_html *html, const lumbar_recording *recording)
{
    if (!recording->curve_count) return;
    lumbar_html_put(
        html, "<h3>How you moved</h3><p class=\"quiet\">Shaded stretches are repetitions. A triangle marks a "
              "repetition in which something was found; the lighter band shows how sure the angle is.</p>"
              "<div class=\"charts\">");
    for (size_t i = 0; i < recording->curve_count; i++)
        lumbar_html_chart(html, recording, &recording->curves[i]);
    lumbar_html_put(html, "</div>");
}

static void one_recording(lumbar_html *html, const lumbar_recording *recording)
{
    lumbar_html_put(
        html, "<section class=\"card recording\"><h2>What the recording showed</h2><p><strong>%</strong>, ",
        file_name(recording->path));
    time_of(html, recording->duration_s);
    lumbar_text_addf(html->out, " long; your body was in view for %d\xC2\xA0%% of it",
                     (int)(recording->seen_share * 100 + 0.5));
    bool known = recording->view && strcmp(recording->view, "unknown");
    lumbar_html_put(html, known ? ", from the %." : ".%",
                    !known                               ? ""
                    : strcmp(recording->view, "oblique") ? recording->view
                                                         : "side, at a slant");
    lumbar_html_put(html, "</p>");
    for (size_t i = 0; i < recording->note_count; i++)
        lumbar_html_put(html, "<p class=\"note\">%</p>", recording->notes[i]);
    lumbar_html_put(html, recording->set_count ? "<ul>" : "<p>No exercise was recognised in it.</p>");
    for (size_t i = 0; i < recording->set_count; i++) set_line(html, &recording->sets[i], i + 1);
    if (recording->set_count) lumbar_html_put(html, "</ul>");
    pictures(html, recording);
    curves(html, recording);
    for (size_t i = 0; i < recording->set_count; i++) repetition_table(html, &recording->sets[i], i + 1);
    not_seen(html, recording);
    lumbar_html_put(html, "</section>");
}

void lumbar_html_recordings(lumbar_html *html)
{
    for (size_t i = 0; i < html->answer->recording_count; i++)
        one_recording(html, &html->answer->recordings[i]);
}
