/* Answers that are typed in words: an option by its id, its words or their beginning, an exercise by any of its names.
 */
#include <ctype.h>
#include <string.h>
#include "cli/ask.h"

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

/* The option that an exercise of that name stands for, or NULL. */
static const char *exercise(const lumbar_dialog *dialog, const lumbar_question *question, const char *typed,
                            size_t length)
{
    char name[LUMBAR_LINE_BYTES];
    if (!question->of_exercises || length >= sizeof name) return NULL;
    memcpy(name, typed, length);
    name[length] = 0;
    const lumbar_exercise *e = lumbar_exercise_named(dialog->knowledge, name);
    return !e ? NULL : e->option ? e->id : e->like->id;
}

/* The one option that is meant; NULL and *many where none or more than one is. */
static const char *option_named(const lumbar_dialog *dialog, const lumbar_question *question, const char *typed,
                                size_t length, bool *many)
{
    const char *found = exercise(dialog, question, typed, length);
    *many = false;
    for (size_t i = 0; !found && i < question->option_count; i++)
        if (is_whole(question->options[i].id, typed, length) || is_whole(question->options[i].text, typed, length))
            found = question->options[i].id;
    if (found) return found;
    for (size_t i = 0; i < question->option_count; i++) {
        if (!begins(question->options[i].text, typed, length)) continue;
        *many |= found != NULL;
        found = question->options[i].id;
    }
    return *many ? NULL : found;
}

bool lumbar_named(const lumbar_dialog *dialog, const lumbar_question *question, const char *line, lumbar_text *value)
{
    for (const char *at = line; *at;) {
        at += strspn(at, " ,");
        size_t length = strcspn(at, ",");
        while (length && at[length - 1] == ' ') length--;
        if (!length) break;
        bool many;
        const char *id = option_named(dialog, question, at, length, &many);
        if (!id) {
            char typed[64];
            lumbar_print(typed, sizeof typed, "%.*s", (int)(length > 60 ? 60 : length), at);
            lumbar_say_phrase(dialog, "  ", many ? LUMBAR_PHRASE_CLI_NAMED_MANY : LUMBAR_PHRASE_CLI_NAMED_NONE,
                              LUMBAR_HOLES({"typed", typed}));
            return false;
        }
        if (value->size) lumbar_text_add(value, ",");
        lumbar_text_add(value, id);
        at += length;
    }
    return value->size && (question->kind == LUMBAR_SEVERAL || !strchr(value->data, ','));
}
