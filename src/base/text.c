/* Text that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"

static bool reserve(lumbar_text *text, size_t more)
{
    if (text->failed) return false;
    if (more >= SIZE_MAX / 2 - text->size) return !(text->failed = true);
    size_t needed = text->size + more + 1;
    if (needed <= text->capacity) return true;
    size_t capacity = text->capacity ? text->capacity : 256;
    while (capacity < needed) capacity *= 2;
    char *data = realloc(text->data, capacity);
    if (!data) return !(text->failed = true);
    text->data = data;
    text->capacity = capacity;
    return true;
}

void lumbar_text_add_bytes(lumbar_text *text, const char *bytes, size_t length)
{
    if (!reserve(text, length)) return;
    if (length) memcpy(text->data + text->size, bytes, length);
    text->size += length;
    text->data[text->size] = 0;
}

bool lumbar_has(const char *text) { return text && *text; }

void lumbar_text_add(lumbar_text *text, const char *string) { lumbar_text_add_bytes(text, string, strlen(string)); }

void lumbar_text_addf(lumbar_text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = lumbar_vprint(NULL, 0, format, args);
    if (length < 0) text->failed = true; /* it lacked memory */
    else if (reserve(text, (size_t)length)) {
        lumbar_vprint(text->data + text->size, (size_t)length + 1, format, again);
        text->size += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

bool lumbar_text_good(const lumbar_text *part, lumbar_text *whole)
{
    whole->failed |= part->failed;
    return !part->failed;
}

void lumbar_text_free(lumbar_text *text)
{
    free(text->data);
    *text = (lumbar_text){0};
}

/* ---- characters ---------------------------------------------------------------------------------------- */

size_t lumbar_utf8_length(const char *text) { return lumbar_utf8_length_within(text, 4); }

size_t lumbar_utf8_length_within(const char *text, size_t left)
{
    const unsigned char *s = (const unsigned char *)text;
    if (s[0] < 0x80) return 1;
    size_t length = s[0] >= 0xC2 && s[0] < 0xE0   ? 2
                    : s[0] >= 0xE0 && s[0] < 0xF0 ? 3
                    : s[0] >= 0xF0 && s[0] < 0xF5 ? 4
                                                  : 0;
    if (!length || length > left) return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    bool overlong = (s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xF0 && s[1] < 0x90);
    bool beyond = (s[0] == 0xED && s[1] > 0x9F) || (s[0] == 0xF4 && s[1] > 0x8F);
    return overlong || beyond ? 0 : length;
}

size_t lumbar_plain_length(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t length = lumbar_utf8_length(text);
    bool control = s[0] < 0x20 || s[0] == 0x7F || (s[0] == 0xC2 && s[1] < 0xA0); /* C0, DEL, C1 */
    bool line = length == 3 && s[0] == 0xE2 && s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9);
    bool turn = length == 3 && s[0] == 0xE2 &&
                ((s[1] == 0x80 && s[2] >= 0xAA && s[2] <= 0xAE) || (s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9));
    return control || line || turn ? 0 : length;
}

void lumbar_text_add_plain(lumbar_text *text, const char *string)
{
    for (size_t length; *string; string += length ? length : 1)
        if ((length = lumbar_plain_length(string))) lumbar_text_add_bytes(text, string, length);
        else lumbar_text_add(text, "?");
}

void lumbar_json_quote(lumbar_text *out, const char *value)
{
    lumbar_text_add(out, "\"");
    for (const unsigned char *s = (const unsigned char *)value; *s;) {
        size_t length = lumbar_utf8_length((const char *)s);
        if (!length) lumbar_text_add(out, "\xEF\xBF\xBD"), s++;
        else if (*s == '"' || *s == '\\') lumbar_text_addf(out, "\\%c", *s++);
        else if (*s == '\n') lumbar_text_add(out, "\\n"), s++;
        else if (*s < 0x20 || *s == 0x7F) lumbar_text_addf(out, "\\u%04x", *s++);
        else lumbar_text_add_bytes(out, (const char *)s, length), s += length;
    }
    lumbar_text_add(out, "\"");
}

int lumbar_word_index(const char *words, const char *word, size_t length)
{
    int index = 0;
    for (const char *at = words; *at; index++) {
        size_t here = strcspn(at, " ");
        if (here == length && !memcmp(at, word, length)) return index;
        at += here + strspn(at + here, " ");
    }
    return -1;
}
