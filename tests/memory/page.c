/* What the page does from its start to its answer, so that failing allocations can be walked through it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "page/journal.h"
#include "page/session.h"

enum { NO_MEMORY = 6 };

static void give_up(const char *why)
{
    fprintf(stderr, "%s\n", *why ? why : "There is not enough memory for this page."); /* as core.mjs does */
    exit(NO_MEMORY);
}

/* Keeps what a call gave; where it failed says nothing but why. */
static void want(lumbar_text *shown, bool good)
{
    if (!good) give_up(lumbar_page_output());
    lumbar_text_add_bytes(shown, lumbar_page_output(), lumbar_page_output_size());
    if (shown->failed) give_up("");
}

static bool set(const char *question, const char *value)
{
    size_t first = strlen(question) + 1, second = strlen(value) + 1;
    char *input = lumbar_page_input(first + second);
    if (!input) give_up("");
    memcpy(input, question, first);
    memcpy(input + first, value, second);
    return lumbar_page_set();
}

/* The arguments of a call: texts, each ended by 0, the last one empty. */
static void give(const char *texts, size_t size)
{
    char *input = lumbar_page_input(size);
    if (!input) give_up("");
    memcpy(input, texts, size);
}
#define GIVE(texts) give(texts, sizeof(texts))

/* The journal: a line, taps, its own file taken in again, what is shown of it. */
static void walk_journal(lumbar_text *shown)
{
    lumbar_text file = {0};
    GIVE("2026-11-27\0leg raise 3x12 rpe 8, ache 4");
    want(shown, lumbar_page_journal_note());
    GIVE("2026-11-27\0yes\0plank\0"
         "1\0"
         "40\0s\0\0");
    want(shown, lumbar_page_journal_work());
    GIVE("2026-11-27");
    want(shown, lumbar_page_journal_json());
    lumbar_text_add_bytes(&file, "j.json", sizeof "j.json");
    lumbar_text_add_bytes(&file, lumbar_page_output(), lumbar_page_output_size());
    if (file.failed) give_up("");
    give(file.data, file.size);
    want(shown, lumbar_page_journal_read(file.size - sizeof "j.json", false));
    lumbar_text_free(&file);
    GIVE("2026-11-27");
    want(shown, lumbar_page_journal_state());
    want(shown, lumbar_page_journal_weeks());
    want(shown, lumbar_page_journal_hear());
}

int main(void)
{
    static const char *const told[][2] = {{"age-years", "40"}, {"saddle-numbness", "not-sure"}, {"sex", "female"}};
    lumbar_text shown = {0};
    want(&shown, lumbar_page_start());
    want(&shown, lumbar_page_questions());
    for (size_t i = 0; i < LUMBAR_COUNT(told); i++) {
        want(&shown, set(told[i][0], told[i][1]));
        want(&shown, lumbar_page_state());
    }
    walk_journal(&shown);
    want(&shown, lumbar_page_triage_html());
    want(&shown, lumbar_page_answer_json());
    want(&shown, lumbar_page_report_html());
    fwrite(shown.data, 1, shown.size, stdout);
    lumbar_text_free(&shown);
    lumbar_page_journal_forget();
    return 0;
}
