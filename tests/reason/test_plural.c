/* Plural forms against what Unicode's CLDR says: its rules for whole numbers, and the sample numbers that it lists with
 * them (common/supplemental/plurals.xml, "@integer", CLDR 46; https://github.com/unicode-org/cldr). */
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "reason/reason.h"

/* A form's samples as the file has them, "3~10, 103"; a language's rules as `languages` takes them. */
typedef struct language {
    const char *code, *rules;
    const char *samples[LUMBAR_PLURAL_OTHER + 1]; /* by lumbar_plural; NULL: no whole number has the form */
} language;

static const char POLISH_FEW[] = "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002";
static const char POLISH_MANY[] = "0, 5~19, 100, 1000, 10000, 100000, 1000000";

static const language LANGUAGES[] = {
    {"en",
     "one | n = 1",
     {[LUMBAR_PLURAL_ONE] = "1", [LUMBAR_PLURAL_OTHER] = "0, 2~16, 100, 1000, 10000, 100000, 1000000"}},
    {"fr",
     "one | n = 0, 1\nmany | n != 0 and n % 1000000 = 0",
     {[LUMBAR_PLURAL_ONE] = "0, 1",
      [LUMBAR_PLURAL_MANY] = "1000000",
      [LUMBAR_PLURAL_OTHER] = "2~17, 100, 1000, 10000, 100000"}},
    {"pl",
     "one | n = 1\nfew | n % 10 = 2..4 and n % 100 != 12..14\n"
     "many | n != 1 and n % 10 = 0..1 or n % 10 = 5..9 or n % 100 = 12..14",
     {[LUMBAR_PLURAL_ONE] = "1", [LUMBAR_PLURAL_FEW] = POLISH_FEW, [LUMBAR_PLURAL_MANY] = POLISH_MANY}},
    {"ru",
     "one | n % 10 = 1 and n % 100 != 11\nfew | n % 10 = 2..4 and n % 100 != 12..14\n"
     "many | n % 10 = 0 or n % 10 = 5..9 or n % 100 = 11..14",
     {[LUMBAR_PLURAL_ONE] = "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001",
      [LUMBAR_PLURAL_FEW] = POLISH_FEW,
      [LUMBAR_PLURAL_MANY] = POLISH_MANY}},
    {"ar",
     "zero | n = 0\none | n = 1\ntwo | n = 2\nfew | n % 100 = 3..10\nmany | n % 100 = 11..99",
     {"0", "1", "2", "3~10, 103~110, 1003", "11~26, 111, 1011",
      "100~102, 200~202, 300~302, 400~402, 500~502, 600, 1000, 10000, 100000, 1000000"}},
    {"cy",
     "zero | n = 0\none | n = 1\ntwo | n = 2\nfew | n = 3\nmany | n = 6",
     {"0", "1", "2", "3", "6", "4, 5, 7~20, 100, 1000, 10000, 100000, 1000000"}},
    {"ja", NULL, {[LUMBAR_PLURAL_OTHER] = "0~15, 100, 1000, 10000, 100000, 1000000"}},
};

/* Every number of a list has the form. */
static size_t check_samples(const language *l, lumbar_plural form)
{
    size_t count = 0;
    for (const char *at = l->samples[form]; at && *at; at += strspn(at, ", ")) {
        char *end;
        unsigned long first = strtoul(at, &end, 10), last = *end == '~' ? strtoul(end + 1, &end, 10) : first;
        for (unsigned long n = first; n <= last; n++, count++)
            if (lumbar_plural_of(l->rules, n) != form) fail_msg("%s: %lu is not of form %d", l->code, n, (int)form);
        at = end;
    }
    return count;
}

static void test_forms_are_those_of_cldr(void **state)
{
    for (size_t i = 0; i < LUMBAR_COUNT(LANGUAGES); i++) {
        const char *line;
        size_t length, count = 0;
        assert_false(LANGUAGES[i].rules && lumbar_plural_fault(LANGUAGES[i].rules, &line, &length));
        for (int form = 0; form <= LUMBAR_PLURAL_OTHER; form++)
            count += check_samples(&LANGUAGES[i], (lumbar_plural)form);
        assert_true(count > 18);
    }
}

static void test_what_is_no_rule_is_refused(void **state)
{
    static const char *const wrong[] = {
        "one",         "one | ",          "one | n",           "one | n = ",          "one | n = x",  "other | n = 1",
        "one | m = 1", "one | n % 0 = 1", "one | n = 1 &",     "one | n = 1 and",     "one | n == 1", "one | n = 1..",
        "one n = 1",   "One | n = 1",     "one | n = 1 or or", "one | n = 9999999999"};
    const char *line;
    size_t length;
    for (size_t i = 0; i < LUMBAR_COUNT(wrong); i++)
        if (!lumbar_plural_fault(wrong[i], &line, &length)) fail_msg("'%s' is taken for a rule", wrong[i]);
    assert_true(lumbar_plural_fault("one | n = 1\nfew | n is 2", &line, &length));
    assert_memory_equal(line, "few | n is 2", length);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_forms_are_those_of_cldr),
    cmocka_unit_test(test_what_is_no_rule_is_refused),
};

CHECK_MAIN(tests)
