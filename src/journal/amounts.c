/* The numbers of an exercise in a line: "3x12/10/8 10kg rest 60 rpe 8". */
#include <math.h>
#include "journal/reading.h"

enum { NUMBERS_MOST = 16 };

const lumbar_said lumbar_unsaid = {NAN, NAN, NAN, false, false};

static bool counts(const lumbar_token *token)
{
    return token->kind == LUMBAR_TOKEN_NUMBER || token->kind == LUMBAR_TOKEN_CLOCK;
}

/* ---- what is said of sets ------------------------------------------------------------------------------ */

static void say(const lumbar_said *said, lumbar_journal_set *set)
{
    if (isfinite(said->weight_kg)) set->weight_kg = said->weight_kg;
    if (isfinite(said->rest_s)) set->rest_s = said->rest_s;
    if (isfinite(said->rpe)) set->rpe = said->rpe;
    set->warm_up |= said->warm_up;
    set->light_rest |= said->light_rest;
}

/* To the sets since the last comma; behind a comma with nothing counted yet, to all of the exercise. */
static void say_to_all(lumbar_log_reading *r)
{
    for (size_t i = r->fresh ? r->exercise_sets : r->since; i < r->set_count; i++) say(&r->said, &r->sets[i]);
}

void lumbar_amount_warm_up(lumbar_log_reading *r)
{
    r->said.warm_up = true;
    say_to_all(r);
}

/* ---- sets ---------------------------------------------------------------------------------------------- */

typedef struct amount {
    double times, reps, seconds;
} amount;

static bool add_sets(lumbar_log_reading *r, const lumbar_token *token, amount of)
{
    if (r->fresh) r->since = r->set_count, r->said = lumbar_unsaid;
    r->fresh = false;
    if (of.times != floor(of.times) || !(of.times >= 1 && of.times <= (double)(LUMBAR_SETS_MOST - r->set_count)))
        return lumbar_line_fail(r, LUMBAR_LINE_RANGE, token->from, token->to);
    for (int i = 0; i < (int)of.times; i++) {
        lumbar_journal_set *set = &r->sets[r->set_count++];
        *set = (lumbar_journal_set){.exercise = r->exercise->id,
                                    .name = r->exercise->name,
                                    .reps = of.reps,
                                    .seconds = of.seconds,
                                    .weight_kg = NAN,
                                    .rest_s = NAN,
                                    .rpe = NAN};
        say(&r->said, set);
    }
    return true;
}

double lumbar_amount_unit(lumbar_log_reading *r)
{
    return lumbar_line_eat(r, LUMBAR_LOG_SECONDS) ? 1 : lumbar_line_eat(r, LUMBAR_LOG_MINUTES) ? 60 : 0;
}

/* A rest of so many seconds; `light`, or with words behind it that say so: with light movement. */
static bool set_rest(lumbar_log_reading *r, const lumbar_token *token, double seconds, bool light)
{
    r->said.rest_s = seconds;
    r->said.light_rest |= lumbar_line_eat(r, LUMBAR_LOG_LIGHTLY) || light;
    say_to_all(r);
    return lumbar_line_within(r, token, seconds, 0, 86400);
}

/* `times` sets of each of the numbers here, "12" or "12/10/8", and what they count. */
static bool take_amounts(lumbar_log_reading *r, double times)
{
    const lumbar_token *list[NUMBERS_MOST];
    size_t count = 0;
    for (bool more = true; more && counts(r->at); r->at += more) {
        if (count == NUMBERS_MOST) return lumbar_line_fail(r, LUMBAR_LINE_RANGE, r->at->from, r->at->to);
        list[count++] = r->at++;
        more = lumbar_line_sign(r->at, '/') && counts(r->at + 1);
    }
    double unit = list[0]->kind == LUMBAR_TOKEN_CLOCK ? 1 : lumbar_amount_unit(r);
    size_t words; /* "90 s rest", and not "90 s rest 60" */
    lumbar_log_word rest = lumbar_line_phrase(r, r->at, &words);
    bool light = rest == LUMBAR_LOG_LIGHT_REST;
    if (unit > 0 && (rest == LUMBAR_LOG_REST || light) && !counts(r->at + words))
        return r->at += words, set_rest(r, list[0], list[0]->number * unit, light);
    if (!(unit > 0)) lumbar_line_eat(r, LUMBAR_LOG_REPS);
    for (size_t i = 0; i < count; i++) {
        double number = list[i]->number;
        amount of = {times, unit > 0 ? NAN : number, unit > 0 ? number * unit : NAN};
        bool good = unit > 0 ? lumbar_line_within(r, list[i], of.seconds, 1, 86400)
                             : number == floor(number) && lumbar_line_within(r, list[i], number, 1, 10000);
        if (!good) return lumbar_line_fail(r, LUMBAR_LINE_RANGE, list[i]->from, list[i]->to);
        if (!add_sets(r, list[i], of)) return false;
    }
    return true;
}

/* "12 reps, 3 sets": what was told once is meant so many times. */
static bool repeat(lumbar_log_reading *r, const lumbar_token *times)
{
    if (r->set_count != r->exercise_sets + 1)
        return lumbar_line_fail(r, LUMBAR_LINE_AMOUNT, r->at[-1].to, r->at[-1].to);
    const lumbar_journal_set once = r->sets[--r->set_count];
    r->fresh = false;
    return add_sets(r, times, (amount){times->number, once.reps, once.seconds});
}

static double weight_unit(lumbar_log_reading *r)
{
    return lumbar_line_eat(r, LUMBAR_LOG_KG) ? 1 : lumbar_line_eat(r, LUMBAR_LOG_LB) ? 0.45359237 : 0; /* exact */
}

static bool set_weight(lumbar_log_reading *r, const lumbar_token *token, double kg)
{
    r->said.weight_kg = kg;
    say_to_all(r);
    return lumbar_line_within(r, token, kg, 0, 1000);
}

static bool set_effort(lumbar_log_reading *r, const lumbar_token *token, double rpe)
{
    r->said.rpe = rpe;
    say_to_all(r);
    return lumbar_line_within(r, token, rpe, 1, 10);
}

bool lumbar_amount_number(lumbar_log_reading *r)
{
    const lumbar_token *first = r->at;
    if (first->kind == LUMBAR_TOKEN_CLOCK || lumbar_line_sign(first + 1, '/')) return take_amounts(r, 1);
    r->at++;
    double unit = weight_unit(r);
    if (unit > 0) return set_weight(r, first, first->number * unit);
    if (lumbar_line_eat(r, LUMBAR_LOG_RIR)) return set_effort(r, first, 10 - first->number);
    if (!lumbar_line_eat(r, LUMBAR_LOG_TIMES) && !lumbar_line_eat(r, LUMBAR_LOG_SETS)) {
        r->at = first;
        return take_amounts(r, 1);
    }
    while (lumbar_line_eat(r, LUMBAR_LOG_FILLER)) continue;
    return counts(r->at) ? take_amounts(r, first->number) : repeat(r, first);
}

static bool take_rest(lumbar_log_reading *r, bool light)
{
    const lumbar_token *token = r->at;
    if (!counts(token)) return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, token[-1].from, token[-1].to);
    r->at++;
    double unit = token->kind == LUMBAR_TOKEN_CLOCK ? 1 : lumbar_amount_unit(r);
    return set_rest(r, token, token->number * (unit > 0 ? unit : 1), light);
}

bool lumbar_amount_rest(lumbar_log_reading *r) { return take_rest(r, false); }

bool lumbar_amount_light_rest(lumbar_log_reading *r)
{
    if (counts(r->at)) return take_rest(r, true);
    r->said.light_rest = true;
    say_to_all(r);
    return true;
}

bool lumbar_amount_effort(lumbar_log_reading *r, double from, double sign)
{
    const lumbar_token *token = r->at;
    if (token->kind != LUMBAR_TOKEN_NUMBER)
        return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, token[-1].from, token[-1].to);
    r->at++;
    return set_effort(r, token, from + sign * token->number);
}

bool lumbar_amount_at(lumbar_log_reading *r)
{
    const lumbar_token *token = r->at;
    if (token->kind != LUMBAR_TOKEN_NUMBER)
        return lumbar_line_fail(r, LUMBAR_LINE_UNKNOWN, token[-1].from, token[-1].to);
    r->at++;
    double unit = weight_unit(r);
    return unit > 0 ? set_weight(r, token, token->number * unit) : set_effort(r, token, token->number);
}
