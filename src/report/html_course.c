/* The workout that is known best, as the model of fatigue sees it: folded, with curves of the muscles that tired most.
 */
#include <math.h>
#include <string.h>
#include "report/html_parts.h"

static const char FATIGUE[] = "fatigue-", BURN[] = "burn-";

/* The muscle of a curve of that kind; NULL where it is of another. */
static const char *muscle_of(const lumbar_curve *curve, const char *kind)
{
    size_t length = strlen(kind);
    return strncmp(curve->id, kind, length) ? NULL : curve->id + length;
}

static const lumbar_curve *burn_of(const lumbar_course *course, const char *muscle)
{
    for (size_t i = 0; i < course->curve_count; i++) {
        const char *here = muscle_of(&course->curves[i], BURN);
        if (here && !strcmp(here, muscle)) return &course->curves[i];
    }
    return NULL;
}

double lumbar_course_peak(const lumbar_curve *curve)
{
    double most = 0;
    for (size_t i = 0; i < curve->count; i++) most = fmax(most, curve->value[i]);
    return most;
}

const lumbar_curve *lumbar_course_tiredest(const lumbar_course *course)
{
    const lumbar_curve *most = NULL;
    for (size_t i = 0; i < course->curve_count; i++) {
        const lumbar_curve *curve = &course->curves[i];
        if (!muscle_of(curve, FATIGUE)) continue;
        if (!most || lumbar_course_peak(curve) > lumbar_course_peak(most)) most = curve;
    }
    return most;
}

/* One curve under a title of its own; in a recording as long as that is. */
static void draw(lumbar_html *html, const lumbar_curve *curve, lumbar_phrase_id title)
{
    lumbar_text words = {0};
    lumbar_curve shown = *curve;
    lumbar_phrase_fill(&words, html->knowledge, title, LUMBAR_HOLES({"muscles", curve->title}));
    if (html->course->recording)
        shown.count =
            (size_t)fmax(2, fmin((double)shown.count, html->course->recording->duration_s / shown.step_s + 1));
    shown.title = words.data;
    if (lumbar_text_good(&words, html->out)) lumbar_html_course_chart(html, html->course, &shown);
    lumbar_text_free(&words);
}

static void line(lumbar_html *html, lumbar_phrase_id phrase, const lumbar_hole *holes, size_t count)
{
    lumbar_html_put(html, "<p class=\"quiet\">");
    lumbar_html_phrase(html, phrase, holes, count);
    lumbar_html_put(html, "</p>");
}

static void seconds_line(lumbar_html *html, lumbar_phrase_id phrase, double seconds)
{
    line(html, phrase, LUMBAR_HOLES({"count", lumbar_digits((size_t)rint(seconds)).text}));
}

/* What was assumed, and how far it may be off. */
static void how(lumbar_html *html)
{
    const lumbar_course *course = html->course;
    line(html, course->own_capacity ? LUMBAR_PHRASE_COURSE_OWN : LUMBAR_PHRASE_COURSE_NORM, NULL, 0);
    if (course->rest_assumed) seconds_line(html, LUMBAR_PHRASE_COURSE_RESTS, course->rest_s);
    if (course->tempo_assumed) seconds_line(html, LUMBAR_PHRASE_COURSE_TEMPO, course->repetition_s);
    line(html, LUMBAR_PHRASE_COURSE_BAND, NULL, 0);
    line(html, LUMBAR_PHRASE_COURSE_BURN_CONTESTED, NULL, 0);
}

/* A recording of a set or two, drawn as if one had come to it fresh, tells of nothing but where the ache began. */
static bool says_something(const lumbar_course *course, const lumbar_curve *most)
{
    return !course->recording || !isnan(course->ache_s) || lumbar_course_peak(most) >= course->fresh;
}

void lumbar_html_course(lumbar_html *html)
{
    static const lumbar_phrase_id told[] = {[LUMBAR_FROM_ANSWERS] = LUMBAR_PHRASE_COURSE_FROM_ANSWERS,
                                            [LUMBAR_FROM_RECORDING] = LUMBAR_PHRASE_COURSE_FROM_RECORDING,
                                            [LUMBAR_FROM_HISTORY] = LUMBAR_PHRASE_COURSE_FROM_HISTORY};
    const lumbar_course *course = html->course;
    const lumbar_curve *most =
        course && html->answer->triage.level < LUMBAR_SAME_DAY ? lumbar_course_tiredest(course) : NULL;
    if (!most || !says_something(course, most)) return;
    const lumbar_curve *burn = burn_of(course, muscle_of(most, FATIGUE));
    lumbar_html_fold(html, LUMBAR_PHRASE_FOLD_COURSE, false);
    lumbar_html_put(html, "<p>");
    lumbar_html_phrase(html, told[course->from], LUMBAR_HOLES({"count", lumbar_digits(course->effort_count).text}));
    lumbar_html_put(html, "</p><div class=\"charts\">");
    draw(html, most, LUMBAR_PHRASE_COURSE_FATIGUE);
    if (burn) draw(html, burn, LUMBAR_PHRASE_COURSE_BURN);
    lumbar_html_put(html, "</div>");
    if (!isnan(course->ache_s)) line(html, LUMBAR_PHRASE_COURSE_ACHE, NULL, 0);
    if (course->recording) line(html, LUMBAR_PHRASE_COURSE_MARKS, NULL, 0);
    lumbar_html_put(html, "<ul>");
    for (size_t i = 0; i < course->curve_count; i++) {
        if (!muscle_of(&course->curves[i], FATIGUE)) continue;
        lumbar_html_put(html, "<li>");
        lumbar_html_phrase(
            html, LUMBAR_PHRASE_COURSE_PEAK,
            LUMBAR_HOLES({"share", lumbar_digits((size_t)rint(lumbar_course_peak(&course->curves[i]))).text},
                         {"muscles", course->curves[i].title}));
        lumbar_html_put(html, "</li>");
    }
    /* what was done before a recording nobody knows */
    for (size_t i = 0; !course->recording && i < course->finding_count; i++)
        if (course->findings[i].state == LUMBAR_PRESENT) lumbar_html_put(html, "<li>%</li>", course->findings[i].text);
    lumbar_html_put(html, "</ul>");
    how(html);
    lumbar_html_unfold(html);
}
