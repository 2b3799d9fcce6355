/* Numbers and messages as text, the same whatever locale the program around us has set. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/base.h"

/* The C locale: a constant of the C library, so there is nothing to keep and nothing to free. */
static locale_t plain(void) { return newlocale(LC_ALL_MASK, "C", (locale_t)0); }

int lumbar_vprint(char *text, size_t size, const char *format, va_list args)
{
    locale_t before = uselocale(plain()); /* of this thread alone */
    int length = vsnprintf(text, size, format, args);
    uselocale(before);
    return length;
}

int lumbar_print(char *text, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = lumbar_vprint(text, size, format, args);
    va_end(args);
    return length;
}

double lumbar_to_double(const char *text, char **end) { return strtod_l(text, end, plain()); }

const char *lumbar_system_text(int why) { return strerror_l(why, plain()); }
