/* What a run goes by: the interview, or looking again some days later. */
#include "cli/tell.h"

bool lumbar_cli_tell(lumbar_cli *cli, bool ask, lumbar_cli_told *told, lumbar_error *error)
{
    const lumbar_knowledge *knowledge = lumbar_answers_knowledge(told->answers);
    lumbar_date day = lumbar_cli_today(cli);
    if (told->then) {
        if (ask && !lumbar_ask_again(cli, knowledge, told->answers, error)) return false;
        if (!lumbar_answers_again(told->then, told->answers, day, error)) return false;
        told->answers = told->then;
        ask = ask && lumbar_interview_next(told->answers).screen;
    }
    if (ask && !lumbar_ask(cli, knowledge, told->answers, error)) return false;
    if (!lumbar_date_known(lumbar_answers_day(told->answers))) lumbar_answers_set_day(told->answers, day);
    return true;
}
