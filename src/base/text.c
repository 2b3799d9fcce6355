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

void lumbar_text_add(lumbar_text *text, const char *string)
{
    lumbar_text_add_bytes(text, string, strlen(string));
}

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
