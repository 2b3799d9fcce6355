/* Wraps text at a width; one code point counts as one column. */
#include <string.h>
#include "report/wrap.h"
#include "report/writer.h"

static int columns_of(const char *s, size_t length)
{
    int count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

int lumbar_wrap_columns(const char *text) { return columns_of(text, strlen(text)); }

/* Adds the word without what could steer the terminal; bytes that are no UTF-8 become "?". */
static void add_word(lumbar_text *out, const char *word, size_t length)
{
    for (size_t i = 0, step; i < length; i += step) {
        size_t whole = lumbar_plain_length(word + i), valid = lumbar_utf8_length(word + i);
        step = valid ? valid : 1;
        if (whole) lumbar_text_add_bytes(out, word + i, whole);
        else if (!valid) lumbar_text_add(out, "?");
    }
}

void lumbar_wrap(lumbar_text *out, int width, const char *first, const char *rest, const char *text)
{
    lumbar_text_add(out, first);
    int column = columns_of(first, strlen(first));
    bool fresh = true; /* nothing but the prefix stands on this line yet */
    for (const char *at = text; *at;) {
        bool breaks = false;
        for (; *at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'; at++) breaks |= *at == '\n';
        size_t length = strcspn(at, " \n\t\r");
        if (!length) break;
        int wide = columns_of(at, length);
        if (!fresh && (breaks || column + 1 + wide > width)) {
            lumbar_text_add(out, "\n");
            lumbar_text_add(out, rest);
            column = columns_of(rest, strlen(rest));
            fresh = true;
        }
        if (!fresh) lumbar_text_add(out, " "), column++;
        add_word(out, at, length);
        column += wide;
        fresh = false;
        at += length;
    }
    lumbar_text_add(out, "\n");
}
