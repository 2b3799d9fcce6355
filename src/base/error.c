/* Error codes and the one way to fill an error. */
#include <errno.h>
#include <stdio.h>
#include "base/base.h"

int lumbar_exit_status(lumbar_code code)
{
    switch (code) {
#define X(name, exit_status, meaning)                                                                        \
    case LUMBAR_##name: return exit_status;
        LUMBAR_CODES(X)
#undef X
    }
    return 4;
}

const char *lumbar_code_text(lumbar_code code)
{
    switch (code) {
#define X(name, exit_status, meaning)                                                                        \
    case LUMBAR_##name: return meaning;
        LUMBAR_CODES(X)
#undef X
    }
    return "unknown error";
}

static bool fill(lumbar_error *error, lumbar_code code, long position, const char *format, va_list args)
{
    if (error) {
        error->code = code;
        error->position = position;
        lumbar_vprint(error->text, sizeof error->text, format, args);
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
    if (why == ENOMEM) return lumbar_fail_memory(error);
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
