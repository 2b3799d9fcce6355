/* One curve over time as inline SVG: line, band, repetitions or sets, findings, the ache's beginning; and its words for
 * who does not see it. */
#include <math.h>
#include <string.h>
#include "report/html_parts.h"

/* The drawing, in its own units: near the width of a phone, so that its letters stay readable there. */
enum { WIDTH = 320, HEIGHT = 176, LEFT = 42, RIGHT = 314, TOP = 14, BOTTOM = 148, COLUMNS = RIGHT - LEFT };

typedef struct drawing {
    bool clock;                                            /* time as minutes and seconds, else as seconds */
    double start_s, end_s, low, high;                      /* what the axes span */
    double value[COLUMNS], below[COLUMNS], above[COLUMNS]; /* mean per column and its band; NaN where not seen */
    double least, most;                                    /* of the curve itself; NaN where nothing was seen */
} drawing;

static double x_of(const drawing *chart, double time_s)
{
    return LEFT + (RIGHT - LEFT) * fmax(0, fmin(1, (time_s - chart->start_s) / (chart->end_s - chart->start_s)));
}

static double y_of(const drawing *chart, double value)
{
    return BOTTOM - (BOTTOM - TOP) * (value - chart->low) / (chart->high - chart->low);
}

/* A round step that gives at most `most` steps over `span`. */
static double round_step(double span, int most)
{
    double step = pow(10, floor(log10(span / most)));
    static const double factors[] = {1, 2, 5, 10};
    for (size_t i = 0; i < LUMBAR_COUNT(factors); i++)
        if (span / (step * factors[i]) <= most) return step * factors[i];
    return step * 20;
}

/* Means per column of the drawing, and the span of the axes. */
static void gather(drawing *chart, const lumbar_curve *curve)
{
    /* least span of an axis: a body that lies still is not drawn as a wild one; our choice. And from how long on, s,
     * minutes are read more easily than seconds; ours too. */
    static const double still = 60, long_s = 120;
    double sum[COLUMNS] = {0}, band[COLUMNS] = {0}, low = INFINITY, high = -INFINITY;
    size_t count[COLUMNS] = {0};
    bool shares = curve->unit && !strcmp(curve->unit, "%"); /* of the whole: little is to look little */
    chart->least = chart->most = NAN;
    chart->start_s = curve->start_s;
    chart->end_s = curve->start_s + fmax(curve->step_s * (double)(curve->count > 1 ? curve->count - 1 : 1), 1e-3);
    for (size_t i = 0; i < curve->count; i++) {
        if (isnan(curve->value[i])) continue;
        size_t column = (size_t)((double)i * (COLUMNS - 1) / (double)(curve->count > 1 ? curve->count - 1 : 1));
        sum[column] += curve->value[i];
        band[column] += curve->band && !isnan(curve->band[i]) ? curve->band[i] : 0;
        count[column]++;
        chart->least = fmin(chart->least, curve->value[i]);
        chart->most = fmax(chart->most, curve->value[i]);
    }
    for (int i = 0; i < COLUMNS; i++) {
        chart->value[i] = count[i] ? sum[i] / (double)count[i] : NAN;
        chart->below[i] = count[i] ? chart->value[i] - band[i] / (double)count[i] : NAN;
        chart->above[i] = count[i] ? chart->value[i] + band[i] / (double)count[i] : NAN;
        if (shares) chart->below[i] = fmax(chart->below[i], 0), chart->above[i] = fmin(chart->above[i], 100);
        low = fmin(low, chart->below[i]);
        high = fmax(high, chart->above[i]);
    }
    chart->clock = chart->end_s - chart->start_s > long_s;
    double margin = fmax(0.04 * (high - low), (still - (high - low)) / 2);
    chart->low = shares ? 0 : low - margin;
    chart->high = shares ? 100 : high + margin;
}

/* A short recording has fewer samples than columns: empty columns up to this wide are joined, wider ones are
 * gaps. */
static int joined_columns(const lumbar_curve *curve)
{
    return curve->count >= COLUMNS ? 1 : (int)(COLUMNS / fmax(1, (double)curve->count - 1)) + 1;
}

static int next_seen(const drawing *chart, int from)
{
    while (from < COLUMNS && isnan(chart->value[from])) from++;
    return from;
}

/* The stretch of columns seen without a gap from `start`: its last column. */
static int run_end(const drawing *chart, int start, int joined)
{
    for (int next; (next = next_seen(chart, start + 1)) < COLUMNS && next - start <= joined;) start = next;
    return start;
}

static void draw_runs(lumbar_html *html, const drawing *chart, int joined)
{
    for (int start = next_seen(chart, 0), end; start < COLUMNS; start = next_seen(chart, end + 1)) {
        end = run_end(chart, start, joined);
        lumbar_html_put(html, "<path class=\"chart-band\" d=\"");
        for (int i = start; i <= end; i++)
            if (!isnan(chart->value[i]))
                lumbar_text_addf(html->out, "%s%d %.1f", i == start ? "M" : "L", LEFT + i,
                                 y_of(chart, chart->above[i]));
        for (int i = end; i >= start; i--)
            if (!isnan(chart->value[i]))
                lumbar_text_addf(html->out, "L%d %.1f", LEFT + i, y_of(chart, chart->below[i]));
        lumbar_html_put(html, "Z\"/><path class=\"chart-line\" d=\"");
        for (int i = start; i <= end; i++)
            if (!isnan(chart->value[i]))
                lumbar_text_addf(html->out, "%s%d %.1f", i == start ? "M" : "L", LEFT + i,
                                 y_of(chart, chart->value[i]));
        lumbar_html_put(html, "\"/>");
    }
}

static void draw_axes(lumbar_html *html, const drawing *chart, const char *unit)
{
    double step = round_step(chart->high - chart->low, 6);
    for (double value = ceil(chart->low / step) * step; value <= chart->high; value += step)
        lumbar_text_addf(html->out,
                         "<path class=\"chart-grid\" d=\"M%d %.1fH%d\"/><text class=\"chart-text\" x=\"%d\" "
                         "y=\"%.1f\" text-anchor=\"end\">%.0f%s</text>",
                         LEFT, y_of(chart, value), RIGHT, LEFT - 5, y_of(chart, value) + 4,
                         fabs(value) < step / 2 ? 0.0 : value, unit);
    double unit_s = chart->clock ? 60 : 1; /* round minutes are no round seconds */
    step = fmax(round_step((chart->end_s - chart->start_s) / unit_s, 6), 1) * unit_s;
    for (double time = ceil(chart->start_s / step) * step; time <= chart->end_s; time += step) {
        lumbar_text_addf(html->out, "<text class=\"chart-text\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">",
                         fmax(LEFT + 8, fmin(RIGHT - 10, x_of(chart, time))), BOTTOM + 18);
        if (chart->clock) lumbar_text_addf(html->out, "%.0f:00</text>", time / 60 + 0.0); /* no "-0" */
        else lumbar_text_addf(html->out, "%.0f s</text>", time + 0.0);
    }
}

/* One that ends within half a unit of the one before adds nothing to see: an hour of them would make pages of
 * markup. */
static void draw_repetitions(lumbar_html *html, const drawing *chart, const lumbar_recording *recording)
{
    double drawn = -INFINITY, marked = -INFINITY; /* as far as the last ones go */
    for (size_t s = 0; s < recording->set_count; s++)
        for (size_t r = 0; r < recording->sets[s].rep_count; r++) {
            const lumbar_repetition *rep = &recording->sets[s].reps[r];
            double from = x_of(chart, rep->start_s), to = x_of(chart, rep->end_s), top = x_of(chart, rep->top_s);
            if (!(to < drawn + 0.5)) {
                lumbar_text_addf(html->out,
                                 "<rect class=\"chart-rep\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", from,
                                 TOP, fmax(to - from - 1, 0.5), BOTTOM - TOP);
                drawn = to;
            }
            if (rep->finding_count && !(top < marked + 0.5)) {
                lumbar_text_addf(html->out, "<path class=\"chart-mark\" d=\"M%.1f %dl5 -9h-10z\"/>", top, TOP);
                marked = top;
            }
        }
}

/* The drawing in words, for who does not see it. */
static void about(lumbar_html *html, const drawing *chart, const lumbar_curve *curve, bool sets, size_t count)
{
    bool degrees = curve->unit && !strcmp(curve->unit, "deg");
    char least[40], most[40], start[40], end[40];
    lumbar_print(least, sizeof least, "%.0f", chart->least);
    lumbar_print(most, sizeof most, "%.0f", chart->most);
    lumbar_print(start, sizeof start, "%.0f", chart->start_s);
    lumbar_print(end, sizeof end, "%.0f", chart->end_s);
    const char *unit = degrees ? lumbar_phrase(html->knowledge, LUMBAR_PHRASE_CHART_DEGREES) : curve->unit;
    lumbar_html_phrase(html, sets ? LUMBAR_PHRASE_CHART_ABOUT_SETS : LUMBAR_PHRASE_CHART_ABOUT,
                       LUMBAR_HOLES({"title", curve->title ? curve->title : curve->id}, {"least", least},
                                    {"most", most}, {"unit", unit ? unit : ""}, {"start", start}, {"end", end},
                                    {"count", lumbar_digits(count).text}));
}

/* The sets of a course, where no recording shows its repetitions; and where the ache began. */
static void draw_course(lumbar_html *html, const drawing *chart, const lumbar_course *course)
{
    for (size_t i = 0; !course->recording && i < course->effort_count; i++) {
        double from = x_of(chart, course->efforts[i].start_s), to = x_of(chart, course->efforts[i].end_s);
        lumbar_text_addf(html->out, "<rect class=\"chart-rep\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                         from, TOP, fmax(to - from, 0.5), BOTTOM - TOP);
    }
    if (course->ache_s >= chart->start_s && course->ache_s <= chart->end_s)
        lumbar_text_addf(html->out, "<path class=\"chart-ache\" d=\"M%.1f %dV%d\"/>", x_of(chart, course->ache_s), TOP,
                         BOTTOM);
}

static void figure(lumbar_html *html, const lumbar_curve *curve, const lumbar_recording *recording,
                   const lumbar_course *course)
{
    drawing chart;
    gather(&chart, curve);
    lumbar_html_put(html, "<figure class=\"chart\"><figcaption>%</figcaption>",
                    curve->title ? curve->title : curve->id);
    if (isnan(chart.least)) {
        lumbar_html_put(html, "<p class=\"quiet\">%</p></figure>",
                        lumbar_phrase(html->knowledge, LUMBAR_PHRASE_CHART_NONE));
        return;
    }
    bool degrees = curve->unit && !strcmp(curve->unit, "deg");
    size_t count = 0;
    for (size_t s = 0; recording && s < recording->set_count; s++) count += recording->sets[s].rep_count;
    lumbar_text_addf(html->out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, HEIGHT);
    about(html, &chart, curve, course && !recording, course && !recording ? course->effort_count : count);
    lumbar_html_put(html, "\">");
    if (recording) draw_repetitions(html, &chart, recording);
    if (course) draw_course(html, &chart, course);
    draw_axes(html, &chart, degrees ? "°" : course ? "%" : "");
    draw_runs(html, &chart, joined_columns(curve));
    lumbar_html_put(html, "</svg></figure>");
}

void lumbar_html_chart(lumbar_html *html, const lumbar_recording *recording, const lumbar_curve *curve)
{
    figure(html, curve, recording, NULL);
}

void lumbar_html_course_chart(lumbar_html *html, const lumbar_course *course, const lumbar_curve *curve)
{
    figure(html, curve, course->recording, course);
}
