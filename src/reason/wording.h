/* The program's own wording: rows of `phrases`, whole sentences with named holes, in the language of the tables. */
#ifndef LUMBAR_REASON_WORDING_H
#define LUMBAR_REASON_WORDING_H

#include "base/base.h"
#include "reason/phrases.h"

/* A phrase as it stands; "" without tables. */
const char *lumbar_phrase(const lumbar_knowledge *knowledge, lumbar_phrase_id phrase);
lumbar_phrase_id lumbar_phrase_named(const char *row); /* LUMBAR_PHRASE_COUNT: there is none */

/* Appends a phrase with its holes filled. Where it has several forms, what stands in its hole `count` decides. */
void lumbar_phrase_fill(lumbar_text *out, const lumbar_knowledge *knowledge, lumbar_phrase_id phrase,
                        const lumbar_hole *holes, size_t count);
/* The same in the arena; NULL when out of memory. */
char *lumbar_phrase_filled(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_phrase_id phrase,
                           const lumbar_hole *holes, size_t count);

/* The form that these holes choose, unfilled; "" without tables. */
const char *lumbar_phrase_form(const lumbar_knowledge *knowledge, lumbar_phrase_id phrase, const lumbar_hole *holes,
                               size_t count);

/* An error as the tables say it; its own text, which is English, where they do not. */
void lumbar_error_words(const lumbar_knowledge *knowledge, const lumbar_error *error, lumbar_text *out);

/* Holes and their number as the last two arguments: LUMBAR_HOLES({"count", lumbar_digits(3).text}, {"of", of}). */
#define LUMBAR_HOLES(...) (const lumbar_hole[]){__VA_ARGS__}, LUMBAR_COUNT(((const lumbar_hole[]){__VA_ARGS__}))
#define LUMBAR_NO_HOLES NULL, 0

/* The name of a month, 1..12, in `name`; "3 December 2026". */
void lumbar_month_name(const lumbar_knowledge *knowledge, int month, char name[40]);
void lumbar_date_words(const lumbar_knowledge *knowledge, lumbar_date date, lumbar_text *text);

/* ---- plural forms (plural.c) --------------------------------------------------------------------------- */

/* As Unicode's CLDR has them; English has `one` and `other`. */
typedef enum lumbar_plural {
    LUMBAR_PLURAL_ZERO,
    LUMBAR_PLURAL_ONE,
    LUMBAR_PLURAL_TWO,
    LUMBAR_PLURAL_FEW,
    LUMBAR_PLURAL_MANY,
    LUMBAR_PLURAL_OTHER /* whatever no rule is for: a phrase's `text` */
} lumbar_plural;

/* The form that a language's rules, lines `few | n % 10 = 2..4 and n % 100 != 12..14`, have for a number. */
lumbar_plural lumbar_plural_of(const char *rules, unsigned long number);
/* The first line that is no rule, in *line and *length; false where all are. */
bool lumbar_plural_fault(const char *rules, const char **line, size_t *length);

/* ---- the language of the tables ------------------------------------------------------------------------ */

typedef enum lumbar_direction { LUMBAR_LEFT_TO_RIGHT, LUMBAR_RIGHT_TO_LEFT } lumbar_direction;

typedef struct lumbar_language {
    const char *code, *name; /* "en", "English" */
    lumbar_direction direction;
    const char *plural;    /* rules; NULL: one form for all numbers */
    size_t texts, missing; /* of an overlay: all that a person reads, and how many of these stay English */
} lumbar_language;

const lumbar_language *lumbar_language_of(const lumbar_knowledge *knowledge);
/* All that are compiled in, that of the tables first; NULL and *error where one cannot be read. */
const lumbar_language *lumbar_languages_builtin(lumbar_arena *arena, size_t *count, lumbar_error *error);

#endif
