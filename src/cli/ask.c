/* The interview on a terminal: safety lists first, then what tells most, then an overview. */
#include <string.h>
#include "cli/ask.h"

static void introduce(const lumbar_dialog *dialog)
{
    lumbar_sayf(dialog, "\n");
    lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_INTRO, LUMBAR_NO_HOLES);
}

/* The next thing to ask: on a safety screen its single questions (age, say) before its tick-list. */
static bool next_step(const lumbar_dialog *dialog, lumbar_step *step)
{
    lumbar_next next = lumbar_interview_next(dialog->answers);
    if (next.code) lumbar_arena_spend(dialog->cli->arena);
    if (!next.question) return false;
    *step = (lumbar_step){0, next.question};
    if (!next.screen) return true;
    for (size_t i = 0; i < lumbar_question_count(dialog->knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(dialog->knowledge, i);
        bool single = question->screen == next.screen && question->kind != LUMBAR_YES_NO_UNSURE;
        if (!single || lumbar_answers_get(dialog->answers, question->id)) continue;
        step->question = question;
        return true;
    }
    const lumbar_question *items[LUMBAR_TICKS_MOST];
    if (lumbar_ticks_of(dialog, next.screen, items)) *step = (lumbar_step){next.screen, NULL};
    return true;
}

/* Asks until nothing is open or the person stops. */
static lumbar_reply ask_open(lumbar_dialog *dialog)
{
    bool redo = false;
    for (;;) {
        lumbar_step step;
        if (redo) step = dialog->steps[--dialog->step_count];
        else if (!next_step(dialog, &step)) return LUMBAR_REPLY_DONE;
        redo = false;
        lumbar_reply reply =
            step.screen ? lumbar_ask_ticks(dialog, step.screen) : lumbar_ask_single(dialog, step.question);
        if (reply == LUMBAR_REPLY_BACK) {
            redo = dialog->step_count > 0;
            if (!redo) lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_FIRST_QUESTION, LUMBAR_NO_HOLES);
            continue;
        }
        if (reply == LUMBAR_REPLY_DONE) {
            if (dialog->step_count == LUMBAR_STEPS_MOST) /* forget the oldest */
                memmove(dialog->steps, dialog->steps + 1, --dialog->step_count * sizeof *dialog->steps);
            dialog->steps[dialog->step_count++] = step;
            reply = lumbar_warn(dialog);
        }
        redo = reply == LUMBAR_REPLY_BACK; /* what led to the warning is asked again */
        if (!redo && reply != LUMBAR_REPLY_DONE) return reply;
    }
}

bool lumbar_ask(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_answers *answers, lumbar_error *error)
{
    lumbar_dialog *dialog = LUMBAR_NEW(cli->arena, lumbar_dialog);
    if (!dialog) return lumbar_fail_memory(error);
    *dialog = (lumbar_dialog){.cli = cli, .knowledge = knowledge, .answers = answers};
    introduce(dialog);
    bool changed = true;
    lumbar_reply reply = LUMBAR_REPLY_DONE;
    while (changed && reply == LUMBAR_REPLY_DONE) {
        changed = false;
        reply = ask_open(dialog);
        if (reply == LUMBAR_REPLY_DONE && dialog->told < LUMBAR_EMERGENCY) reply = lumbar_overview(dialog, &changed);
        if (changed && reply == LUMBAR_REPLY_DONE) reply = lumbar_warn(dialog);
        if (reply == LUMBAR_REPLY_BACK) reply = LUMBAR_REPLY_DONE; /* to the overview, from which it came */
    }
    lumbar_sayf(dialog, "\n");
    return lumbar_settle(cli->arena, reply != LUMBAR_REPLY_STOPPED || lumbar_fail_interrupted(error), error);
}

bool lumbar_ask_again(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_answers *answers, lumbar_error *error)
{
    lumbar_dialog *dialog = LUMBAR_NEW(cli->arena, lumbar_dialog);
    if (!dialog) return lumbar_fail_memory(error);
    *dialog = (lumbar_dialog){.cli = cli, .knowledge = knowledge, .answers = answers};
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++) {
        const lumbar_question *question = lumbar_question_at(knowledge, i);
        if (!question->again || lumbar_answers_get(answers, question->id)) continue;
        if (dialog->step_count < LUMBAR_STEPS_MOST) dialog->steps[dialog->step_count++] = (lumbar_step){0, question};
    }
    lumbar_reply reply = LUMBAR_REPLY_DONE;
    for (size_t at = 0; at < dialog->step_count;) {
        reply = lumbar_ask_single(dialog, dialog->steps[at].question);
        if (reply == LUMBAR_REPLY_BACK && at == 0)
            lumbar_say_phrase(dialog, "", LUMBAR_PHRASE_CLI_FIRST_QUESTION, LUMBAR_NO_HOLES);
        else if (reply == LUMBAR_REPLY_BACK) at--;
        else if (reply == LUMBAR_REPLY_DONE) at++;
        else break;
    }
    return lumbar_settle(cli->arena, reply != LUMBAR_REPLY_STOPPED || lumbar_fail_interrupted(error), error);
}
