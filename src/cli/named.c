/* Answers that are typed in words: an option by its id, its words or their beginning, or by another name or a part of
 * it; where several fit, they are offered. */
#include <ctype.h>
#include <string.h>
#include "cli/ask.h"
#include "reason/called.h"

/* Whether `text` begins with the `length` bytes of `typed`, whatever the case. */
static bool begins(const char *text, const char *typed, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!text[i] || tolower((unsigned char)text[i]) != tolower((unsigned char)typed[i])) return false;
    return true;
}

static bool is_whole(const char *text, const char *typed, size_t length)
{
    return strlen(text) == length && begins(text, typed, length);
}

enum { MOST_OFFERED = 9 };

/* How a name fits what was typed: it is it, or holds it. */
typedef bool name_fits(const char *name, const char *typed);

static bool option_fits(const lumbar_question *question, size_t option, const char *typed, name_fits *fits)
{
    const lumbar_option *o = &question->options[option];
    bool found = fits(o->text, typed);
    for (size_t i = 0; !found && i < question->called_count; i++)
        found = !strcmp(question->called[i].id, o->id) && fits(question->called[i].text, typed);
    return found;
}

/* The one option that is meant; NULL, and how many fit, where none or more than one is. */
static const char *option_named(const lumbar_question *question, const char *typed, size_t *count)
{
    const char *found = NULL;
    size_t length = strlen(typed);
    *count = 1;
    for (size_t i = 0; i < question->option_count; i++)
        if (is_whole(question->options[i].id, typed, length) || option_fits(question, i, typed, lumbar_name_same))
            return question->options[i].id;
    *count = 0;
    for (size_t i = 0; i < question->option_count; i++) {
        if (!begins(question->options[i].text, typed, length)) continue;
        found = question->options[i].id;
        ++*count;
    }
    if (*count || !question->called_count || lumbar_name_empty(typed)) return *count == 1 ? found : NULL;
    for (size_t i = 0; i < question->option_count; i++) {
        if (!option_fits(question, i, typed, lumbar_name_holds)) continue;
        found = question->options[i].id;
        ++*count;
    }
    return *count == 1 ? found : NULL;
}

/* What fits, with its numbers; only told how many that are where they are too many to read. */
static void offer(const lumbar_dialog *dialog, const lumbar_question *question, const char *typed, size_t count)
{
    lumbar_phrase_id phrase = !count                    ? LUMBAR_PHRASE_CLI_NAMED_NONE
                              : !question->called_count ? LUMBAR_PHRASE_CLI_NAMED_MANY
                              : count > MOST_OFFERED    ? LUMBAR_PHRASE_CLI_NAMED_TOO_MANY
                                                        : LUMBAR_PHRASE_CLI_NAMED_WHICH;
    lumbar_say_phrase(dialog, "  ", phrase,
                      LUMBAR_HOLES({"typed", typed}, {"count", lumbar_digits(MOST_OFFERED).text}));
    for (size_t i = 0; phrase == LUMBAR_PHRASE_CLI_NAMED_WHICH && i < question->option_count; i++) {
        char first[32];
        if (!begins(question->options[i].text, typed, strlen(typed)) &&
            !option_fits(question, i, typed, lumbar_name_holds))
            continue;
        lumbar_print(first, sizeof first, "  %2zu. ", i + 1);
        lumbar_say(dialog, first, "      ", question->options[i].text);
    }
}

bool lumbar_named(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value)
{
    for (const char *at = line; *at;) {
        at += strspn(at, " ,");
        size_t length = strcspn(at, ",");
        while (length && at[length - 1] == ' ') length--;
        if (!length) break;
        char typed[64];
        size_t count;
        lumbar_print(typed, sizeof typed, "%.*s", (int)(length > 60 ? 60 : length), at);
        const char *id = option_named(question, typed, &count);
        if (!id) return offer(dialog, question, typed, count), false;
        if (value->size) lumbar_text_add(value, ",");
        lumbar_text_add(value, id);
        at += length;
    }
    return value->size && (question->kind == LUMBAR_SEVERAL || !strchr(value->data, ','));
}
