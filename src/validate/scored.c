/* Cases of one kind, run and counted. */
#include <math.h>
#include <string.h>
#include "validate/scored.h"

lumbar_share lumbar_share_of(size_t hits, size_t of)
{
    lumbar_share share = {.hits = hits, .of = of, .low = NAN, .high = NAN};
    if (!of) return share;
    double z = 1.959964, n = (double)of, p = (double)hits / n, z2 = z * z;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    share.low = fmax(0, middle - half);
    share.high = fmin(1, middle + half);
    return share;
}

const char *lumbar_level_name(lumbar_level level)
{
    static const char *const names[] = {"self-care", "clinician", "same-day", "emergency"};
    return names[level];
}

const char *lumbar_first_of(const lumbar_case *one)
{
    if (one->answer->outcome == LUMBAR_NOTHING_TO_EXPLAIN) return "none";
    if (one->answer->outcome == LUMBAR_NOT_ENOUGH) return "not-enough";
    return one->answer->causes[0].id;
}

const char *lumbar_accepted_text(lumbar_arena *arena, const lumbar_case *one)
{
    const char *text = "";
    for (size_t i = 0; text && i < one->accepted_count; i++)
        text = lumbar_format(arena, "%s%s%s", text, i ? ", " : "", one->accepted[i]);
    return text;
}

/* Whether giving `id` to everybody would meet this case's key. A leaf in a key is met by its group alone. */
static bool constant_meets(const lumbar_case *one, const char *id)
{
    size_t length = strlen(id);
    for (size_t i = 0; i < one->accepted_count; i++)
        if (!strncmp(one->accepted[i], id, length) && (!one->accepted[i][length] || one->accepted[i][length] == '.'))
            return true;
    return false;
}

static lumbar_constant best_constant(const lumbar_scored *s)
{
    static const char *const words[] = {"none", "undecidable"};
    lumbar_constant best = {0};
    size_t causes = s->count ? s->cases[0]->answer->cause_count : 0;
    for (size_t c = 0; s->count && c < LUMBAR_COUNT(words) + causes; c++) {
        const char *tried =
            c < LUMBAR_COUNT(words) ? words[c] : s->cases[0]->answer->causes[c - LUMBAR_COUNT(words)].id;
        size_t hits = 0;
        for (size_t i = 0; i < s->count; i++) hits += constant_meets(s->cases[i], tried);
        if (hits > best.hits) best = (lumbar_constant){tried, hits};
    }
    return best;
}

static void count_case(lumbar_scored *s, const lumbar_case *one)
{
    lumbar_level level = one->answer->triage.if_clear;
    if (one->accepted_count) {
        s->keyed++;
        s->accepted += one->accepted_met;
        s->abstained += one->answer->outcome == LUMBAR_NOT_ENOUGH;
    }
    s->level_safe += one->level_safe;
    s->level_over += one->level_over;
    s->clinician_safe += one->lowest <= LUMBAR_CLINICIAN;
    s->clinician_over += one->highest < LUMBAR_CLINICIAN;
    if (one->lowest == LUMBAR_EMERGENCY) {
        s->emergencies++;
        s->emergencies_caught += level == LUMBAR_EMERGENCY;
    }
    if (one->highest == LUMBAR_SELF_CARE) {
        s->self_care++;
        s->self_care_kept += level == LUMBAR_SELF_CARE;
    }
}

bool lumbar_score(lumbar_arena *arena, const lumbar_knowledge *knowledge, const char *kind, lumbar_scored *scored,
                  lumbar_error *error)
{
    size_t total = lumbar_case_count(knowledge);
    *scored = (lumbar_scored){.cases = LUMBAR_NEW_ARRAY(arena, const lumbar_case *, total + 1)};
    if (!scored->cases) return lumbar_fail_memory(error);
    for (size_t i = 0; i < total; i++) {
        const lumbar_case *one = lumbar_case_run(arena, knowledge, i, error);
        if (!one) return false;
        if (!one->kind || strcmp(one->kind, kind)) continue;
        scored->cases[scored->count++] = one;
        count_case(scored, one);
    }
    scored->constant = best_constant(scored);
    return true;
}

void lumbar_write_share(lumbar_writer *writer, const char *key, lumbar_share share)
{
    lumbar_write_open(writer, key, '{');
    lumbar_write_integer(writer, "hits", (long long)share.hits);
    lumbar_write_integer(writer, "of", (long long)share.of);
    lumbar_write_number(writer, "low", share.low, "1");
    lumbar_write_number(writer, "high", share.high, "1");
    lumbar_write_close(writer);
}

void lumbar_write_published(lumbar_writer *writer, const lumbar_published *rows, size_t count)
{
    lumbar_write_open(writer, "published", '[');
    for (size_t i = 0; i < count; i++) {
        lumbar_write_open(writer, NULL, '{');
        lumbar_write_string(writer, "id", rows[i].id);
        lumbar_write_string(writer, "what", rows[i].what);
        lumbar_write_string(writer, "figure", rows[i].figure);
        lumbar_write_string(writer, "source", rows[i].source);
        lumbar_write_close(writer);
    }
    lumbar_write_close(writer);
}

void lumbar_say_published(lumbar_text *words, const lumbar_published *rows, size_t count)
{
    lumbar_text_add(words, "\nPublished symptom checkers, on other people's cases (easier or harder, nobody knows):\n");
    for (size_t i = 0; i < count; i++)
        lumbar_text_addf(words, "  %-44s %s (%s)\n", rows[i].what, rows[i].figure, rows[i].source);
}
