/* The journal in `lumbar why`. */
#include <unistd.h>
#include "cli/days.h"
#include "cli/place.h"
#include "reason/wording.h"
#include "report/report.h"
#include "report/wrap.h"

bool lumbar_days_check(const lumbar_days_options *options, lumbar_error *error)
{
    if (!options->leave_out || (!options->journal && !options->client)) return true;
    return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NO_JOURNAL_AND, "option=%s",
                         options->journal ? "journal" : "client");
}

bool lumbar_days_read(const lumbar_cli *cli, const lumbar_days_options *options, bool asked,
                      const lumbar_journal_days **days, lumbar_error *error)
{
    bool named = options->journal || options->client;
    lumbar_date today = lumbar_cli_today(cli);
    *days = NULL;
    if (options->leave_out || (!named && !asked) || !lumbar_date_known(today)) return true;
    lumbar_error none = {0};
    const char *path = lumbar_place_of(cli, options->journal, options->client, named ? error : &none);
    if (!path) return !named && none.code != LUMBAR_MEMORY;
    if (access(path, F_OK) && (!named || options->keep)) return true; /* there is none yet */
    lumbar_journal *journal = lumbar_journal_open(path, LUMBAR_JOURNAL_READ, error);
    if (!journal) return false;
    *days = lumbar_journal_read(journal, cli->arena, lumbar_journal_heard_from(today), today, error);
    lumbar_journal_close(journal);
    return *days != NULL;
}

/* The level of the answers so far. */
static bool level_of(lumbar_cli *cli, const lumbar_answers *answers, lumbar_level *level, lumbar_error *error)
{
    const lumbar_answer *answer = lumbar_why(cli->arena, answers, NULL, error);
    if (answer) *level = answer->triage.level;
    return answer != NULL;
}

bool lumbar_days_hear(lumbar_cli *cli, const lumbar_journal_days *days, lumbar_answers *answers,
                      lumbar_days_heard *heard, lumbar_error *error)
{
    lumbar_level before, after;
    if (!level_of(cli, answers, &before, error) || !lumbar_history_raises(cli->arena, days, answers, error) ||
        !level_of(cli, answers, &after, error))
        return false;
    heard->raised = after > before;
    const lumbar_person person = lumbar_person_of(answers);
    heard->history = lumbar_history_of(cli->arena, days, &person, lumbar_answers_knowledge(answers), error);
    return heard->history != NULL;
}

static void tell(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_phrase_id phrase, const lumbar_hole *holes,
                 size_t count)
{
    lumbar_text text = {0};
    lumbar_phrase_fill(&text, knowledge, phrase, holes, count);
    if (lumbar_text_good(&text, &cli->out)) lumbar_wrap(&cli->out, cli->width, "", "", text.data);
    lumbar_text_free(&text);
}

void lumbar_days_tell(lumbar_cli *cli, const lumbar_journal_days *days, const lumbar_knowledge *knowledge)
{
    if (!days) return;
    tell(cli, knowledge, LUMBAR_PHRASE_WHY_JOURNAL,
         LUMBAR_HOLES({"workouts", lumbar_digits(days->workout_count).text},
                      {"aches", lumbar_digits(days->soreness_count).text}));
}

bool lumbar_days_keep(lumbar_cli *cli, const lumbar_days_options *options, const lumbar_answer *answer,
                      const lumbar_answers *answers, lumbar_error *error)
{
    const lumbar_knowledge *knowledge = lumbar_answers_knowledge(answers);
    lumbar_text json = {0}, told = {0};
    lumbar_answer_json(answer, &json);
    lumbar_answers_json(knowledge, answers, &told);
    int64_t number = 0;
    bool good = (!json.failed && !told.failed) || lumbar_fail_memory(error);
    if (good && !lumbar_date_known(answer->today))
        good = lumbar_refuse_plain(error, LUMBAR_SETUP, LUMBAR_ERROR_NO_DAY_TO_KEEP);
    lumbar_journal *journal =
        good ? lumbar_place_open(cli, options->journal, options->client, LUMBAR_JOURNAL_WRITE, error) : NULL;
    if (journal) {
        const lumbar_entry entry = {.kind = LUMBAR_ENTRY_ANSWER,
                                    .answer = {.day = answer->today, .json = json.data, .answers = told.data}};
        good = lumbar_journal_add(journal, &entry, 1, &number, error);
    }
    lumbar_journal_close(journal);
    lumbar_text_free(&json);
    lumbar_text_free(&told);
    if (!journal || !good) return false;
    if (!options->silent)
        tell(cli, knowledge, LUMBAR_PHRASE_WHY_KEPT, LUMBAR_HOLES({"number", lumbar_digits((size_t)number).text}));
    return true;
}
