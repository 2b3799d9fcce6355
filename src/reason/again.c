/* Looking again some days later: what was told then, what is told now, and which row of `again` speaks. */
#include <string.h>
#include "reason/reason.h"

/* ---- the table ----------------------------------------------------------------------------------------- */

static bool read_row(const lumbar_row_reading *r, const lumbar_row *row, lumbar_again_row *one)
{
    *one = (lumbar_again_row){.row = row};
    if (!lumbar_row_read(r, row, one)) return false;
    if (one->see && !lumbar_holes_fit(one->see, "when") && !lumbar_holes_fit(one->see, ""))
        return lumbar_row_fail(r->error, r->table, row, "see", "the only hole is {when}");
    return lumbar_read_row_levels(r, row, &one->levels, &one->level_count);
}

bool lumbar_read_again(lumbar_arena *arena, lumbar_knowledge *k, lumbar_error *error)
{
    const lumbar_row_reading r = {arena, k, LUMBAR_TABLE_AGAIN, error};
    const lumbar_table *table = &k->tables[LUMBAR_TABLE_AGAIN];
    lumbar_again_row *rows = LUMBAR_NEW_ARRAY(arena, lumbar_again_row, table->row_count);
    if (!rows) return lumbar_fail_memory(error);
    k->again = rows;
    for (; k->again_count < table->row_count; k->again_count++)
        if (!read_row(&r, &table->rows[k->again_count], &rows[k->again_count])) return false;
    return true;
}

const lumbar_again_row *lumbar_again_of(const lumbar_knowledge *k, const lumbar_scope *scope, const lumbar_row *level)
{
    for (size_t i = 0; i < k->again_count; i++)
        if (lumbar_row_among(level, k->again[i].levels, k->again[i].level_count) &&
            lumbar_condition_value(k->again[i].when, scope) == LUMBAR_PRESENT)
            return &k->again[i];
    return NULL;
}

/* ---- then and now -------------------------------------------------------------------------------------- */

/* Where something new is told, the safety questions of then are open again; age and the like stay. */
static void reopen(lumbar_answers *answers)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_scope scope = {.knowledge = k, .values = answers->values};
    bool open = false;
    for (size_t i = 0; i < k->question_count; i++)
        open |= k->questions[i].reopens && lumbar_condition_value(k->questions[i].reopens, &scope) == LUMBAR_PRESENT;
    for (size_t i = 0; open && i < k->question_count; i++)
        if (k->questions[i].shown.screen && k->questions[i].shown.kind == LUMBAR_YES_NO_UNSURE)
            answers->values[i] = (lumbar_value){.known = LUMBAR_OPEN};
}

static void copy_told(lumbar_answers *to, const lumbar_answers *from, bool again)
{
    for (size_t i = 0; i < to->knowledge->question_count; i++)
        if (from->values[i].known != LUMBAR_OPEN && (to->knowledge->questions[i].again != LUMBAR_AGAIN_NO) == again)
            to->values[i] = from->values[i];
}

/* How many days ago that was, where both days are known. */
static bool count_days(lumbar_answers *answers, lumbar_date today, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    if (!lumbar_date_known(answers->day) || !lumbar_date_known(today)) return true;
    double days = lumbar_date_between(answers->day, today);
    for (size_t i = 0; i < k->question_count; i++) {
        const lumbar_question *q = &k->questions[i].shown;
        if (k->questions[i].again != LUMBAR_AGAIN_DAYS || !(days >= q->minimum && days <= q->maximum)) continue;
        char text[40];
        lumbar_print(text, sizeof text, "%.0f", days);
        if (!lumbar_answers_put(answers, i, text, error)) return false;
    }
    return true;
}

bool lumbar_answers_again(lumbar_answers *answers, const lumbar_answers *now, lumbar_date today, lumbar_error *error)
{
    const lumbar_knowledge *k = answers->knowledge;
    lumbar_value *before = LUMBAR_NEW_ARRAY(answers->arena, lumbar_value, k->question_count);
    if (!before) return lumbar_fail_memory(error);
    memcpy(before, answers->values, k->question_count * sizeof *before);
    for (size_t i = 0; i < k->question_count; i++) /* what was told when somebody looked again before this */
        if (k->questions[i].again != LUMBAR_AGAIN_NO) answers->values[i] = (lumbar_value){.known = LUMBAR_OPEN};
    bool good = count_days(answers, today, error);
    copy_told(answers, now, true);
    reopen(answers);
    copy_told(answers, now, false);
    if (now->note) answers->note = now->note;
    if (good && lumbar_answers_fit(answers, error)) return true;
    memcpy(answers->values, before, k->question_count * sizeof *before);
    return false;
}

bool lumbar_answers_looked_again(const lumbar_answers *answers)
{
    for (size_t i = 0; i < answers->knowledge->question_count; i++)
        if (answers->knowledge->questions[i].again == LUMBAR_AGAIN_ASKED && answers->values[i].known != LUMBAR_OPEN)
            return true;
    return false;
}
