/* Words for what recordings showed, the same on every door. */
#include <math.h>
#include <string.h>
#include "report/seen_words.h"
#include "reason/wording.h"

typedef struct word {
    const char *id;
    lumbar_phrase_id words;
} word;

static const word VIEWS[] = {
    {"side", LUMBAR_PHRASE_VIEW_SIDE}, {"oblique", LUMBAR_PHRASE_VIEW_OBLIQUE}, {"front", LUMBAR_PHRASE_VIEW_FRONT}};

static const word MEASURES[] = {{"trunk-angle-peak", LUMBAR_PHRASE_MEASURE_TRUNK_ANGLE_PEAK},
                                {"leg-angle-range", LUMBAR_PHRASE_MEASURE_LEG_ANGLE_RANGE},
                                {"plank-bend", LUMBAR_PHRASE_MEASURE_PLANK_BEND},
                                {"time-up", LUMBAR_PHRASE_MEASURE_TIME_UP},
                                {"time-down", LUMBAR_PHRASE_MEASURE_TIME_DOWN},
                                {"lumbar-flexion-peak", LUMBAR_PHRASE_MEASURE_LUMBAR_FLEXION_PEAK}};

static const double SURE = 0.7; /* our choice: two in three or better */

static const char *words_of(const lumbar_knowledge *k, const word *list, size_t count, const char *id)
{
    for (size_t i = 0; id && i < count; i++)
        if (!strcmp(list[i].id, id)) return lumbar_phrase(k, list[i].words);
    return NULL;
}

const char *lumbar_file_name(const lumbar_knowledge *k, const char *path)
{
    if (path && !strcmp(path, "-")) return lumbar_phrase(k, LUMBAR_PHRASE_STANDARD_INPUT);
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash && slash[1] ? slash + 1 : path ? path : "";
}

const char *lumbar_view_words(const lumbar_knowledge *k, const char *view)
{
    return words_of(k, VIEWS, LUMBAR_COUNT(VIEWS), view);
}

const char *lumbar_measure_words(const lumbar_knowledge *k, const char *id)
{
    return words_of(k, MEASURES, LUMBAR_COUNT(MEASURES), id);
}

/* Else "(not sure)" stands beside its exercise. */
static bool is_sure(const lumbar_set *set) { return set->confidence >= SURE || !set->exercise->judged; }

/* Puts the text into the hole `set` of a phrase. */
static void wrap_set(lumbar_text *text, const lumbar_knowledge *k, lumbar_phrase_id phrase, lumbar_hole hole)
{
    lumbar_text longer = {0};
    if (text->failed) return;
    lumbar_phrase_fill(&longer, k, phrase, LUMBAR_HOLES({"set", text->data}, hole));
    lumbar_text_free(text);
    *text = longer;
}

void lumbar_set_name(const lumbar_knowledge *k, const lumbar_set *set, lumbar_text *text)
{
    if (is_sure(set)) lumbar_text_add(text, set->exercise->name);
    else lumbar_phrase_fill(text, k, LUMBAR_PHRASE_SET_UNSURE, LUMBAR_HOLES({"set", set->exercise->name}));
}

void lumbar_set_words(const lumbar_knowledge *k, const lumbar_set *set, bool brief, lumbar_text *text)
{
    lumbar_text words = {0};
    size_t seconds = set->hold_s >= 0 ? (size_t)rint(set->hold_s) : 0;
    lumbar_text_add(&words, set->exercise->name);
    if (!brief && set->intended && set->intended != set->exercise)
        wrap_set(&words, k, LUMBAR_PHRASE_SET_MEANT, (lumbar_hole){"exercise", set->intended->name});
    if (!brief && !isnan(set->hold_s))
        wrap_set(&words, k, LUMBAR_PHRASE_SET_HELD, (lumbar_hole){"count", lumbar_digits(seconds).text});
    else if (set->rep_count)
        wrap_set(&words, k, LUMBAR_PHRASE_SET_REPS, (lumbar_hole){"count", lumbar_digits(set->rep_count).text});
    if (!brief && !is_sure(set)) wrap_set(&words, k, LUMBAR_PHRASE_SET_UNSURE, (lumbar_hole){"", ""});
    if (lumbar_text_good(&words, text)) lumbar_text_add(text, words.data);
    lumbar_text_free(&words);
}

bool lumbar_told_from_recording(const lumbar_finding *finding, lumbar_state state)
{
    return finding->from == LUMBAR_FROM_RECORDING && finding->state == state && finding->text && *finding->text;
}

/* ---- what could not be told ---------------------------------------------------------------------------- */

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

static bool folds(const lumbar_finding *a, const lumbar_finding *b)
{
    return b->what && same(a->why_not, b->why_not) && same(a->cure, b->cure);
}

/* Adds "whether ..." to a list of them. */
static void add_what(lumbar_text *list, const lumbar_knowledge *k, const char *what, bool last)
{
    lumbar_text item = {0}, longer = {0};
    lumbar_phrase_fill(&item, k, LUMBAR_PHRASE_UNSEEN_WHAT, LUMBAR_HOLES({"what", what}));
    if (!lumbar_text_good(&item, list)) return;
    if (!list->size) lumbar_text_add(&longer, item.data);
    else
        lumbar_phrase_fill(&longer, k, last ? LUMBAR_PHRASE_LIST_OR : LUMBAR_PHRASE_LIST_NEXT,
                           LUMBAR_HOLES({"list", list->data}, {"item", item.data}));
    lumbar_text_free(&item);
    longer.failed |= list->failed;
    lumbar_text_free(list);
    *list = longer;
}

bool lumbar_unseen_sentence(const lumbar_knowledge *k, const lumbar_answer *answer, size_t index, lumbar_text *sentence)
{
    const lumbar_finding *all = answer->findings, *first = &all[index];
    if (!lumbar_told_from_recording(first, LUMBAR_UNKNOWN)) return false;
    if (!first->what || !first->why_not) {
        lumbar_text_add(sentence, first->text);
        return true;
    }
    size_t left = 0;
    for (size_t i = 0; i < answer->finding_count; i++)
        if (lumbar_told_from_recording(&all[i], LUMBAR_UNKNOWN) && folds(first, &all[i])) {
            if (i < index) return false;
            left++;
        }
    lumbar_text what = {0};
    for (size_t i = index; i < answer->finding_count; i++)
        if (lumbar_told_from_recording(&all[i], LUMBAR_UNKNOWN) && folds(first, &all[i]))
            add_what(&what, k, all[i].what, !--left);
    if (lumbar_text_good(&what, sentence))
        lumbar_phrase_fill(sentence, k, LUMBAR_PHRASE_UNSEEN,
                           LUMBAR_HOLES({"what", what.data}, {"reason", first->why_not}));
    lumbar_text_free(&what);
    return true;
}

/* ---- what was not looked at ---------------------------------------------------------------------------- */

enum { RANGES_MOST = 6 };

/* A stretch too short to be missed is not told; all stand in the JSON. Our choice. */
static bool is_missed(const lumbar_gap *gap) { return gap->end_s - gap->start_s >= 0.5; }

size_t lumbar_gap_reasons(const lumbar_recording *recording, const char *reasons[LUMBAR_TOLD_MOST], size_t *left)
{
    size_t count = 0;
    *left = 0;
    for (size_t i = 0; i < recording->not_seen_count; i++) {
        const lumbar_gap *gap = &recording->not_seen[i];
        size_t k = 0;
        if (!is_missed(gap)) continue;
        while (k < count && strcmp(reasons[k], gap->why)) k++;
        if (k < count) continue;
        if (count == LUMBAR_TOLD_MOST) ++*left;
        else reasons[count++] = gap->why;
    }
    return count;
}

static long whole_seconds(double seconds)
{
    return seconds >= 0 && seconds < 1e6 ? (long)(seconds + 0.05) : 0; /* tenths are rounded where they are shown */
}

/* A set of it is told all the same: where the camera moves repetitions are counted, and no fault is judged. */
static bool has_a_set(const lumbar_recording *recording, const lumbar_gap *gap)
{
    for (size_t i = 0; i < recording->set_count; i++)
        if (recording->sets[i].start_s < gap->end_s && recording->sets[i].end_s > gap->start_s) return true;
    return false;
}

/* "0:12", "0:12 to 0:14" */
static void add_times(lumbar_text *times, const lumbar_knowledge *k, const lumbar_gap *gap)
{
    char start[24], end[24];
    long from = whole_seconds(gap->start_s), to = whole_seconds(gap->end_s);
    lumbar_print(start, sizeof start, "%ld:%02ld", from / 60, from % 60);
    lumbar_print(end, sizeof end, "%ld:%02ld", to / 60, to % 60);
    if (to > from) lumbar_phrase_fill(times, k, LUMBAR_PHRASE_GAP_TIMES, LUMBAR_HOLES({"start", start}, {"end", end}));
    else lumbar_text_add(times, start);
}

void lumbar_gap_sentence(const lumbar_knowledge *k, const lumbar_recording *recording, const char *reason,
                         lumbar_text *sentence)
{
    size_t told = 0;
    bool counted = false;
    lumbar_text times = {0};
    for (size_t i = 0; i < recording->not_seen_count && told <= RANGES_MOST; i++) {
        const lumbar_gap *gap = &recording->not_seen[i];
        if (!is_missed(gap) || strcmp(gap->why, reason)) continue;
        counted |= has_a_set(recording, gap);
        if (told) lumbar_text_add(&times, ", ");
        if (told++ == RANGES_MOST) lumbar_text_add(&times, "...");
        else add_times(&times, k, gap);
    }
    if (lumbar_text_good(&times, sentence))
        lumbar_phrase_fill(sentence, k, counted ? LUMBAR_PHRASE_GAP_COUNTED : LUMBAR_PHRASE_GAP,
                           LUMBAR_HOLES({"times", times.data ? times.data : ""}, {"reason", reason}));
    lumbar_text_free(&times);
}
