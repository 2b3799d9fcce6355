/* Words for what recordings showed, the same on every door. */
#include <string.h>
#include "report/seen_words.h"

typedef struct word {
    const char *id, *words;
} word;

static const word VIEWS[] = {
    {"side", "from the side"}, {"oblique", "at an angle"}, {"front", "from the front, the head or the feet"}};

static const word MEASURES[] = {{"trunk-angle-peak", "Trunk up to"},
                                {"leg-angle-range", "Legs moved by"},
                                {"plank-bend", "Hips above the line"},
                                {"time-up", "Way there"},
                                {"time-down", "Way back"},
                                {"lumbar-flexion-peak", "Lower back bent by"}};

static const double SURE = 0.7; /* our choice: two in three or better */

static const char *words_of(const word *list, size_t count, const char *id)
{
    for (size_t i = 0; id && i < count; i++)
        if (!strcmp(list[i].id, id)) return list[i].words;
    return NULL;
}

const char *lumbar_file_name(const char *path)
{
    if (path && !strcmp(path, "-")) return "standard input";
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash && slash[1] ? slash + 1 : path ? path : "";
}

const char *lumbar_view_words(const char *view) { return words_of(VIEWS, LUMBAR_COUNT(VIEWS), view); }

const char *lumbar_measure_words(const char *id) { return words_of(MEASURES, LUMBAR_COUNT(MEASURES), id); }

bool lumbar_set_is_sure(const lumbar_set *set) { return set->confidence >= SURE || !set->exercise->judged; }

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

bool lumbar_unseen_sentence(const lumbar_answer *answer, size_t index, lumbar_text *sentence)
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
    char letter = first->why_not[0];
    if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A'); /* toupper would ask the locale */
    lumbar_text_addf(sentence, "%c%s, so we could not tell", letter, first->why_not + 1);
    const char *joint = " ";
    for (size_t i = index; i < answer->finding_count; i++) {
        if (!lumbar_told_from_recording(&all[i], LUMBAR_UNKNOWN) || !folds(first, &all[i])) continue;
        lumbar_text_addf(sentence, "%swhether %s", joint, all[i].what);
        joint = --left == 1 ? " or " : ", ";
    }
    lumbar_text_add(sentence, ".");
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

void lumbar_gap_sentence(const lumbar_recording *recording, const char *reason, lumbar_text *sentence)
{
    size_t told = 0;
    bool counted = false;
    for (size_t i = 0; i < recording->not_seen_count; i++) {
        const lumbar_gap *gap = &recording->not_seen[i];
        if (!is_missed(gap) || strcmp(gap->why, reason)) continue;
        long start = whole_seconds(gap->start_s), end = whole_seconds(gap->end_s);
        counted |= has_a_set(recording, gap);
        if (told++ == RANGES_MOST) {
            lumbar_text_add(sentence, ", ...");
            break;
        }
        lumbar_text_addf(sentence, "%s%ld:%02ld", told > 1 ? ", " : "", start / 60, start % 60);
        if (end > start) lumbar_text_addf(sentence, " to %ld:%02ld", end / 60, end % 60);
    }
    lumbar_text_addf(sentence, ": %s%s", reason, counted ? "; what is counted there is not judged" : "");
}
