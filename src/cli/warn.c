/* What needs help today is said at once in the interview, not after the last question. */
#include "cli/ask.h"
#include "report/report.h"

/* An emergency has the screen for itself. */
static void say_emergency(const lumbar_dialog *dialog, const lumbar_answer *answer)
{
    const lumbar_terminal terminal = {.knowledge = dialog->knowledge,
                                      .width = dialog->cli->asking,
                                      .colour = dialog->cli->colour,
                                      .country = dialog->cli->country};
    lumbar_text text = {0};
    lumbar_answer_terminal(answer, &terminal, &text);
    if (text.failed) lumbar_arena_spend(dialog->cli->arena);
    else lumbar_sayf(dialog, "%s\n", text.data);
    lumbar_text_free(&text);
}

static void say_today(const lumbar_dialog *dialog, const lumbar_triage *triage)
{
    lumbar_sayf(dialog, "\n");
    if (triage->act) lumbar_say(dialog, "! ", "! ", triage->act);
    lumbar_say(dialog, "! ", "! ", triage->text);
    for (size_t i = 0; i < triage->because_count; i++)
        if (triage->because[i].text) {
            lumbar_text told = {0};
            lumbar_phrase_fill(&told, dialog->knowledge, LUMBAR_PHRASE_CLI_TOLD,
                               LUMBAR_HOLES({"text", triage->because[i].text}));
            lumbar_say_text(dialog, "! ", "!   ", &told);
        }
}

lumbar_reply lumbar_warn(lumbar_dialog *dialog)
{
    lumbar_arena *arena = lumbar_arena_new();
    const lumbar_answer *answer = arena ? lumbar_why(arena, dialog->answers, NULL, NULL) : NULL;
    lumbar_reply reply = LUMBAR_REPLY_DONE;
    if (answer && answer->triage.level >= LUMBAR_SAME_DAY && answer->triage.level > dialog->told) {
        dialog->told = answer->triage.level;
        if (dialog->told == LUMBAR_EMERGENCY) say_emergency(dialog, answer);
        else say_today(dialog, &answer->triage);
        char line[LUMBAR_LINE_BYTES];
        bool emergency = dialog->told == LUMBAR_EMERGENCY; /* nothing more is asked */
        do
            reply = lumbar_line(dialog,
                                lumbar_phrase(dialog->knowledge, emergency ? LUMBAR_PHRASE_CLI_WARN_EMERGENCY
                                                                           : LUMBAR_PHRASE_CLI_WARN_TODAY),
                                line);
        while (reply == LUMBAR_REPLY_RESIZED);
        if (reply == LUMBAR_REPLY_BACK) dialog->told = LUMBAR_SELF_CARE;
    }
    lumbar_scratch_free(dialog->cli->arena, arena);
    return reply;
}
