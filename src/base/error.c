/* Error codes and the one way to fill an error. */
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

static bool fill(lumbar_error *error, lumbar_code code, long position, const char *format, va_list args)
{
    if (error) {
        char message[6000]; /* a path has up to 4096 bytes */
        error->code = code;
        error->position = position;
        lumbar_vprint(message, sizeof message, format, args);
        put_message(error->text, sizeof error->text, message);
    }
    return false;
}

bool lumbar_fail(lumbar_error *error, lumbar_code code, long position, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(error, code, position, format, args);
    va_end(args);
    return false;
}

bool lumbar_fail_system(lumbar_error *error, lumbar_code code, int why, const char *format, ...)
{
    if (!why || why == ENOMEM) return lumbar_fail_memory(error);
    va_list args;
    va_start(args, format);
    fill(error, code, 0, format, args);
    va_end(args);
    return false;
}

bool lumbar_fail_memory(lumbar_error *error)
{
    return lumbar_fail(error, LUMBAR_MEMORY, 0, "%s. Close other programs, or give a shorter recording, and try again.",
                       lumbar_code_text(LUMBAR_MEMORY));
}

bool lumbar_fail_size(lumbar_error *error, const char *path, size_t most)
{
    return lumbar_fail(error, LUMBAR_INPUT, 0, "%s: has more than %.1f MB, so this is not the right file", path,
                       (double)most / 1e6);
}
