/* Error codes and the one way to fill an error: a sentence of the tables, kept so that another language can say it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/base.h"

int lumbar_exit_status(lumbar_code code)
{
    switch (code) {
#define X(name, exit_status, meaning) \
    case LUMBAR_##name: return exit_status;
        LUMBAR_CODES(X)
#undef X
    }
    return 4;
}

const char *lumbar_code_text(lumbar_code code)
{
    switch (code) {
#define X(name, exit_status, meaning) \
    case LUMBAR_##name: return meaning;
        LUMBAR_CODES(X)
#undef X
    }
    return "unknown error";
}

/* Copies `length` bytes, those that are not to be shown as "?". */
static void put_plain(char *to, const char *from, size_t length)
{
    for (size_t i = 0, step; i < length; i += step) {
        size_t whole = lumbar_plain_length(from + i);
        step = whole ? whole : 1;
        memcpy(to + i, whole ? from + i : "?", step);
    }
}

/* A message may hold a name of any length and any bytes. It is kept as UTF-8 on one line; of one that is too long the
 * middle goes, for what is wrong stands at its start and the cure at its end. */
static void put_message(char *text, size_t size, const char *message)
{
    static const char left_out[] = " ... ";
    size_t length = strlen(message), start = length, rest = length, gap = 0;
    if (length >= size) {
        gap = sizeof left_out - 1;
        start = size / 3;
        rest = length - (size - 1 - start - gap);
        while (start && ((unsigned char)message[start] & 0xC0) == 0x80) start--;
        while (((unsigned char)message[rest] & 0xC0) == 0x80) rest++;
    }
    put_plain(text, message, start);
    memcpy(text + start, left_out, gap);
    put_plain(text + start + gap, message + rest, length - rest);
    text[start + gap + length - rest] = 0;
}

/* ---- sentences with holes ------------------------------------------------------------------------------ */

static const struct {
    const char *row, *text;
} ROWS[] = {
#define X(name, row, text) {row, text},
    LUMBAR_ERRORS(X)
#undef X
};

enum { MOST_HOLES = 8 }; /* of one error; own choice, tests/phrases.py counts them */

/* What stands in a hole. */
typedef struct filling {
    const char *name, *text;
    bool row; /* the text is a row's id */
} filling;

/* Cuts what was told, "file=a\nline=3", by its form "file=%s\nline=%ld". Returns how many holes there are. */
static size_t cut(const char *form, char *told, filling fillings[MOST_HOLES])
{
    size_t count = 0;
    while (told && count < MOST_HOLES) {
        size_t length = strcspn(form, "=:~");
        fillings[count] = (filling){told, told + length + 1, form[length] == ':'};
        told[length] = 0;
        told += length + 1;
        count++;
        const char *next = strchr(form, '\n');
        if (!next) break;
        char end[40]; /* how the next one begins: a line end in a file's name ends nothing */
        form = next + 1;
        lumbar_print(end, sizeof end, "\n%.*s", (int)strcspn(form, "=:~") + 1, form);
        if ((told = strstr(told, end))) *told++ = 0;
    }
    return count;
}

/* "-" behind "file~" is standard input, which each language calls in its own way. */
static void name_standard_input(const char *form, filling *fillings, size_t count)
{
    for (size_t i = 0; i < count && form; i++) {
        if (form[strcspn(form, "=:~")] == '~' && !strcmp(fillings[i].text, "-"))
            fillings[i] = (filling){fillings[i].name, ROWS[LUMBAR_ERROR_STANDARD_INPUT].row, true};
        const char *next = strchr(form, '\n');
        form = next ? next + 1 : NULL;
    }
}

/* A message that is written into room that stands. */
typedef struct message {
    char *text;
    size_t size, used;
} message;

static void put(message *m, const char *bytes, size_t length)
{
    size_t left = m->size - m->used - 1, taken = length < left ? length : left;
    memcpy(m->text + m->used, bytes, taken);
    m->used += taken;
    m->text[m->used] = 0;
}

static const char *row_text(const char *row)
{
    size_t at = 0;
    while (at + 1 < LUMBAR_COUNT(ROWS) && strcmp(ROWS[at].row, row) != 0) at++;
    return ROWS[at].text;
}

/* A sentence filled in; a row that stands in a hole has none itself that another could fill without end. */
static void put_sentence(message *m, const char *sentence, const filling *fillings, size_t count, bool outer)
{
    const char *from = sentence, *at = sentence, *name;
    for (size_t length; lumbar_hole_next(&at, &name, &length); from = at) {
        put(m, from, (size_t)(name - 1 - from));
        for (size_t i = 0; i < count; i++) {
            if (strlen(fillings[i].name) != length || memcmp(fillings[i].name, name, length) != 0) continue;
            if (!fillings[i].row) put(m, fillings[i].text, strlen(fillings[i].text));
            else if (outer) put_sentence(m, row_text(fillings[i].text), fillings, count, false);
            break;
        }
    }
    put(m, from, strlen(from));
}

/* Keeps what stands in the holes; of a text that is too long the middle goes. */
static void keep_fillings(lumbar_error *error, const filling *fillings, size_t count)
{
    enum { LEAST_TEXT = 24 }; /* bytes below which nothing can be cut from the middle */
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        char text[sizeof error->text];
        size_t name = strlen(fillings[i].name) + 1, mark = fillings[i].row, head = used + mark + name;
        size_t left = head + 1 < sizeof error->holes ? sizeof error->holes - head - 1 : 0;
        if (left < LEAST_TEXT) break;
        put_message(text, left < sizeof text ? left : sizeof text, fillings[i].text);
        if (mark) error->holes[used] = ':';
        memcpy(error->holes + used + mark, fillings[i].name, name);
        memcpy(error->holes + head, text, strlen(text) + 1);
        used = head + strlen(text) + 1;
    }
    error->holes[used] = 0;
}

enum { MOST_MESSAGE = 6000 }; /* bytes: a path has up to 4096 */

static void begin(lumbar_error *error, lumbar_code code, long position)
{
    error->code = code;
    error->position = position;
    error->id = NULL;
    error->holes[0] = error->within[0] = 0;
}

static bool refuse(lumbar_error *error, lumbar_code code, lumbar_error_id id, const char *holes, va_list args)
{
    if (!error) return false;
    char told[MOST_MESSAGE], text[MOST_MESSAGE];
    filling fillings[MOST_HOLES];
    message m = {text, sizeof text, 0};
    text[0] = 0;
    lumbar_vprint(told, sizeof told, holes, args);
    size_t count = cut(holes, told, fillings);
    name_standard_input(holes, fillings, count);
    begin(error, code, 0);
    error->id = ROWS[id].row;
    keep_fillings(error, fillings, count);
    put_sentence(&m, ROWS[id].text, fillings, count, true);
    put_message(error->text, sizeof error->text, text);
    return false;
}

/* ---- errors -------------------------------------------------------------------------------------------- */

bool lumbar_fail(lumbar_error *error, lumbar_code code, long position, const char *format, ...)
{
    if (!error) return false;
    char text[MOST_MESSAGE];
    va_list args;
    va_start(args, format);
    lumbar_vprint(text, sizeof text, format, args);
    va_end(args);
    begin(error, code, position);
    put_message(error->text, sizeof error->text, text);
    return false;
}

const char *lumbar_error_row(lumbar_error_id id) { return ROWS[id].row; }

bool lumbar_refuse(lumbar_error *error, lumbar_code code, long position, lumbar_error_id id, const char *holes, ...)
{
    va_list args;
    va_start(args, holes);
    refuse(error, code, id, holes, args);
    va_end(args);
    if (error) error->position = position;
    return false;
}

bool lumbar_refuse_plain(lumbar_error *error, lumbar_code code, lumbar_error_id id)
{
    if (!error) return false;
    begin(error, code, 0);
    error->id = ROWS[id].row;
    put_message(error->text, sizeof error->text, ROWS[id].text);
    return false;
}

bool lumbar_refuse_system(lumbar_error *error, lumbar_code code, int why, lumbar_error_id id, const char *holes, ...)
{
    if (!why || why == ENOMEM) return lumbar_fail_memory(error);
    va_list args;
    va_start(args, holes);
    refuse(error, code, id, holes, args);
    va_end(args);
    return false;
}

bool lumbar_refuse_within(lumbar_error *error, const lumbar_error *inner, const char *file)
{
    if (inner->code == LUMBAR_MEMORY) return lumbar_fail_memory(error);
    if (!error) return false;
    *error = *inner;
    char text[MOST_MESSAGE];
    lumbar_print(text, sizeof text, "%s: %s", file, inner->text);
    put_message(error->text, sizeof error->text, text);
    put_message(error->within, sizeof error->within, file);
    return false;
}

bool lumbar_fail_memory(lumbar_error *error) { return lumbar_refuse_plain(error, LUMBAR_MEMORY, LUMBAR_ERROR_MEMORY); }

bool lumbar_fail_size(lumbar_error *error, const char *path, size_t most)
{
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_SIZE, "file=%s\nmost=%.1f", path, (double)most / 1e6);
}
