/* The answer on one screen of a terminal: what to do in 150 words, or what to do in an emergency. */
#include <math.h>
#include <stdio.h>
#include "report/text_parts.h"

/* "  - It left the floor. (seen at 0:04)" */
static void reason(const lumbar_page *page, const lumbar_reason *one)
{
    char at[32];
    if (isnan(one->time_s)) {
        lumbar_lines(page, "  - ", "    ", one->text);
        return;
    }
    lumbar_clock_text(at, sizeof at, one->time_s);
    const lumbar_hole holes[] = {{"reason", one->text}, {"time", at}};
    lumbar_phrase_lines(page, "  - ", "    ", LUMBAR_PHRASE_REASON_SEEN, holes, 2);
}

/* "Tomorrow: text" */
static void titled(const lumbar_page *page, lumbar_phrase_id title, const char *text)
{
    if (lumbar_has(text))
        lumbar_phrase_lines(page, "", "  ", LUMBAR_PHRASE_TITLED,
                            LUMBAR_HOLES({"title", lumbar_page_phrase(page, title)}, {"text", text}));
}

/* How many questions that decide are open; where somebody should look anyhow the first line says it. */
static void open_count(const lumbar_page *page)
{
    size_t count = page->answer->triage.open_count;
    if (!page->answer->provisional || !count || page->answer->triage.level > LUMBAR_SELF_CARE) return;
    lumbar_phrase_lines(page, "", "", LUMBAR_PHRASE_OPEN, LUMBAR_HOLES({"count", lumbar_digits(count).text}));
    const char *command = lumbar_page_phrase(page, page->answer->recording_count ? LUMBAR_PHRASE_COMMAND_WHY_VIDEO
                                                                                 : LUMBAR_PHRASE_COMMAND_WHY);
    lumbar_phrase_lines(page, "", "", LUMBAR_PHRASE_OPEN_HOW, LUMBAR_HOLES({"command", command}));
}

/* What the person adds, which nothing here has read. */
void lumbar_text_note(const lumbar_page *page)
{
    if (!page->answer->note) return;
    lumbar_heading(page, LUMBAR_PHRASE_HEAD_NOTE);
    lumbar_lines(page, "", "", page->answer->note);
}

void lumbar_text_short(const lumbar_page *page, bool all)
{
    const lumbar_answer *answer = page->answer;
    bool urgent = answer->triage.level == LUMBAR_SAME_DAY;
    lumbar_text_add(page->out, page->terminal->colour ? "\n\033[1m" : "\n");
    lumbar_lines(page, "", "", answer->plan.see);
    if (page->terminal->colour) lumbar_text_add(page->out, "\033[0m");
    open_count(page);
    if (answer->again) lumbar_lines(page, "", "", answer->again->text);
    lumbar_lines(page, "", "", urgent && lumbar_has(answer->triage.act) ? answer->triage.act : answer->summary.cause);
    for (size_t i = 0; i < answer->plan.reason_count; i++) reason(page, &answer->plan.reasons[i]);
    if (!all) lumbar_text_recordings_short(page);
    titled(page, LUMBAR_PHRASE_TOMORROW, answer->plan.tomorrow);
    titled(page, LUMBAR_PHRASE_NEXT_WORKOUT, answer->plan.next_workout);
    titled(page, LUMBAR_PHRASE_SEVEN_DAYS, answer->plan.in_seven_days);
    lumbar_lines(page, "", "", answer->plan.help);
    lumbar_text_add(page->out, "\n");
    lumbar_lines(page, "", "",
                 lumbar_page_phrase(page, answer->reviewed ? LUMBAR_PHRASE_STATUS_REVIEWED : LUMBAR_PHRASE_STATUS));
    if (!all) lumbar_lines(page, "", "", lumbar_page_phrase(page, LUMBAR_PHRASE_MORE));
}

/* ---- an emergency -------------------------------------------------------------------------------------- */

/* Whom to call: the chosen country's number, or the commonest, each with its country. */
static void numbers(const lumbar_page *page)
{
    const lumbar_knowledge *knowledge = page->terminal->knowledge;
    const lumbar_table *table = knowledge ? lumbar_table_find(knowledge, "emergency-numbers") : NULL;
    const lumbar_row *chosen =
        table && page->terminal->country ? lumbar_row_find(table, page->terminal->country) : NULL;
    if (chosen) {
        const lumbar_hole hole = {"number", lumbar_row_get(chosen, "number")};
        lumbar_phrase_lines(page, "  ", "  ", LUMBAR_PHRASE_HELP_CALL, &hole, 1);
        return;
    }
    lumbar_text list = {0};
    for (size_t i = 0; table && i < table->row_count; i++) {
        const char *brief = lumbar_row_get(&table->rows[i], "brief");
        if (!brief) continue;
        const lumbar_hole holes[] = {{"number", lumbar_row_get(&table->rows[i], "number")}, {"country", brief}};
        if (list.size) lumbar_text_add(&list, ", ");
        lumbar_text_fill(&list, lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_NUMBER), holes, 2);
    }
    if (lumbar_text_good(&list, page->out) && list.size) {
        const lumbar_hole hole = {"numbers", list.data};
        lumbar_phrase_lines(page, "  ", "  ", LUMBAR_PHRASE_HELP_NUMBERS, &hole, 1);
    }
    lumbar_text_free(&list);
}

void lumbar_text_emergency(const lumbar_page *page)
{
    const lumbar_triage *triage = &page->answer->triage;
    const char *red = page->terminal->colour ? "\033[1;31m" : "", *plain = page->terminal->colour ? "\033[0m" : "";
    const char *const say[] = {triage->say, lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_WHERE),
                               lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_ASK)};
    lumbar_text_addf(page->out, "\n%s%s%s\n", red, lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_NOW), plain);
    lumbar_lines(page, "  ", "  ", lumbar_has(triage->act) ? triage->act : triage->text);
    numbers(page);
    lumbar_text_addf(page->out, "\n%s\n", lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_SAY));
    for (size_t i = 0; i < LUMBAR_COUNT(say); i++) lumbar_lines(page, "  - ", "    ", say[i]);
    lumbar_text_addf(page->out, "\n%s\n", lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_TOLD));
    for (size_t i = 0; i < triage->because_count && i < LUMBAR_TOLD_IN_EMERGENCY; i++)
        lumbar_lines(page, "  - ", "    ",
                     lumbar_has(triage->because[i].text) ? triage->because[i].text : triage->because[i].question);
    lumbar_lines(page, "", "", lumbar_page_phrase(page, LUMBAR_PHRASE_HELP_MISTAKE));
}
