/* Error codes and the one way to fill an error. */
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

bool lumbar_fail(lumbar_error *error, lumbar_code code, long position, const char *format, ...)
{
    if (error) {
        error->code = code;
        error->position = position;
        va_list args;
        va_start(args, format);
        lumbar_vprint(error->text, sizeof error->text, format, args);
        va_end(args);
    }
    return false;
}

bool lumbar_fail_memory(lumbar_error *error)
{
    return lumbar_fail(error, LUMBAR_MEMORY, 0, "%s. Close other programs, or give a shorter recording, and try again.",
                       lumbar_code_text(LUMBAR_MEMORY));
}
