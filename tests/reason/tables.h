/* What the tests of the reasoner share: the small tables, the built-in ones, answers made to order. */
#ifndef LUMBAR_TESTS_TABLES_H
#define LUMBAR_TESTS_TABLES_H

#include "reason/reason.h"

/* The tables in tests/reason/small; NULL fails the test that asked. */
const lumbar_knowledge *test_small(lumbar_arena *arena);
/* The same with one table's text replaced. */
const lumbar_knowledge *test_small_with(lumbar_arena *arena, const char *table, const char *text, lumbar_error *error);
/* The text of one small table. */
const char *test_small_text(lumbar_arena *arena, const char *table);
/* `text` with the first `from` replaced by `to`; fails the test where there is none. */
const char *test_replace(lumbar_arena *arena, const char *text, const char *from, const char *to);

/* The tables compiled in; one answer set; the whole answer from words. Each fails the test where it cannot be had. */
const lumbar_knowledge *test_builtin(lumbar_arena *arena);
void test_set(lumbar_answers *answers, const char *question, const char *value);
const lumbar_answer *test_why(lumbar_arena *arena, const lumbar_answers *answers);

/* Numbers in a fixed order: a 64-bit mix (splitmix64). */
typedef struct test_random {
    uint64_t state;
} test_random;
uint64_t test_next(test_random *random);
size_t test_below(test_random *random, size_t limit);
double test_unit(test_random *random);

/* A random valid answer to a question, as text. */
const char *test_answer(lumbar_arena *arena, test_random *random, const lumbar_question *question);
/* Answers about `share` of the questions; contradicting ones stay out. */
void test_fill(lumbar_answers *answers, lumbar_arena *arena, test_random *random, double share);
/* Answers that make a condition true (or not true) where this is possible by simple means. Returns whether it
 * is. */
bool test_make_true(lumbar_answers *answers, lumbar_arena *arena, const lumbar_node *node);
/* Findings of one recording, each at random present, absent, unknown or not there. */
const lumbar_recording *test_recording(lumbar_arena *arena, const lumbar_knowledge *knowledge, test_random *random);

#endif
