/* What the page does from its start to its answer, so that failing allocations can be walked through it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    want(&shown, lumbar_page_triage_html());
    want(&shown, lumbar_page_answer_json());
    want(&shown, lumbar_page_report_html());
    fwrite(shown.data, 1, shown.size, stdout);
    lumbar_text_free(&shown);
    return 0;
}
