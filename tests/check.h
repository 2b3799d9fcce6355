/* What every test program includes: cmocka with the headers it needs, and TAP output. */
#ifndef LUMBAR_TESTS_CHECK_H
#define LUMBAR_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

/* Runs the group `tests` as TAP; the result is the program's exit status. */
#define CHECK_MAIN(tests)                                 \
    int main(void)                                        \
    {                                                     \
        cmocka_set_message_output(CM_OUTPUT_TAP);         \
        return cmocka_run_group_tests(tests, NULL, NULL); \
    }

/* A program whose material is absent says so in TAP and ends well: cmocka's own skip reads as a failure in Meson. */
#define CHECK_SKIP_ALL(why)                \
    do {                                   \
        printf("1..0 # SKIP %s\n", (why)); \
        return 0;                          \
    } while (0)

#endif
