/* The ground floor: errors, one arena per analysis, growing text. Nothing here knows what the program is for. */
#ifndef LUMBAR_BASE_H
#define LUMBAR_BASE_H

#include <stdarg.h>
#include "base/errors.h"
#include "lumbar.h"

#if defined(__GNUC__)
#define LUMBAR_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#else
#define LUMBAR_PRINTF(format_at, args_at)
#endif

#define LUMBAR_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Fills *error (which may be NULL) and returns false, so a failing path reads `return lumbar_refuse(...)`. What is told
 * is a row of phrases; `holes` are its holes with what stands in them, a line each: "file=%s\nline=%ld". Behind a colon
 * instead, "why:%s", stands a row again, by lumbar_error_row; behind "file~%s" a file that may be "-", standard input.
 */
bool lumbar_refuse(lumbar_error *error, lumbar_code code, long position, lumbar_error_id id, const char *holes, ...)
    LUMBAR_PRINTF(5, 6);
bool lumbar_refuse_plain(lumbar_error *error, lumbar_code code, lumbar_error_id id); /* of a row without holes */
const char *lumbar_error_row(lumbar_error_id id);
/* The same error, of what stands in a file. */
bool lumbar_refuse_within(lumbar_error *error, const lumbar_error *inner, const char *file);
/* The same in English alone: for what is wrong in tables, networks and programs. */
bool lumbar_fail(lumbar_error *error, lumbar_code code, long position, const char *format, ...) LUMBAR_PRINTF(4, 5);
bool lumbar_fail_memory(lumbar_error *error); /* the one wording of LUMBAR_MEMORY */
/* For a call to the system that failed with `why` (errno, 0 before the call): lack of memory is never told as another
 * cause, and a library's call that fails without one lacked memory. */
bool lumbar_refuse_system(lumbar_error *error, lumbar_code code, int why, lumbar_error_id id, const char *holes, ...)
    LUMBAR_PRINTF(5, 6);

bool lumbar_fail_size(lumbar_error *error, const char *path, size_t most); /* an input that has more bytes than that */

/* Zeroed memory for count items of size bytes. Returns NULL when out of memory or when count * size overflows; the
 * arena remembers it, so that no NULL taken for "not there" can shorten a result: see lumbar_settle. */
void *lumbar_alloc(lumbar_arena *arena, size_t count, size_t size);
#define LUMBAR_NEW(arena, type) ((type *)lumbar_alloc((arena), 1, sizeof(type)))
#define LUMBAR_NEW_ARRAY(arena, type, count) ((type *)lumbar_alloc((arena), (count), sizeof(type)))

/* The end of a stage that worked in `arena`: `good` as it is, but where the arena ran out of memory neither the result
 * nor another error stands: false, and *error says so. */
bool lumbar_settle(const lumbar_arena *arena, bool good, lumbar_error *error);
void lumbar_arena_spend(lumbar_arena *arena); /* as if a request had failed: for memory taken elsewhere */
/* Frees an arena of passing use, NULL too; where it ran out of memory, so did `arena`. */
void lumbar_scratch_free(lumbar_arena *arena, lumbar_arena *scratch);

/* What snprintf, vsnprintf, strtod and strerror do, in the C locale: the program around us may have set another one.
 * Use no other function of the C library that asks the locale (tests/everywhere looks for them). */
int lumbar_print(char *text, size_t size, const char *format, ...) LUMBAR_PRINTF(3, 4);
int lumbar_vprint(char *text, size_t size, const char *format, va_list args);
double lumbar_to_double(const char *text, char **end);
const char *lumbar_system_text(int why); /* of an errno */

/* Whether it is a day of the calendar; all zero, or no such day: not known. */
bool lumbar_date_known(lumbar_date date);
/* Or before it, of less than 0; not known where `date` is not. */
lumbar_date lumbar_date_after(lumbar_date date, int days);
/* Days from one to the other, negative where `to` is before; both known. */
int lumbar_date_between(lumbar_date from, lumbar_date to);
lumbar_date lumbar_date_read(const char *text); /* "2026-11-22"; what is none is not known */
/* How far into the workout an ache began, s; NaN where it is told in another way, or not. */
double lumbar_began_time(const lumbar_journal_began *began);

/* Copies `length` bytes and ends them with 0. */
char *lumbar_copy(lumbar_arena *arena, const char *text, size_t length);

bool lumbar_has(const char *text); /* neither NULL nor empty */
char *lumbar_format(lumbar_arena *arena, const char *format, ...) LUMBAR_PRINTF(2, 3);

/* Text that grows. `failed` stays true after the first failed allocation; check it once, at the end. */
typedef struct lumbar_text {
    char *data;  /* [size] then a 0; NULL while empty; owned, freed by lumbar_text_free */
    size_t size; /* bytes without the final 0 */
    size_t capacity;
    bool failed;
} lumbar_text;

void lumbar_text_add(lumbar_text *text, const char *string);
void lumbar_text_add_bytes(lumbar_text *text, const char *bytes, size_t length);
void lumbar_text_addf(lumbar_text *text, const char *format, ...) LUMBAR_PRINTF(2, 3);
void lumbar_text_free(lumbar_text *text);
/* Whether `part` is whole; where memory did not suffice for it, `whole`, which it was meant for, has failed too. */
bool lumbar_text_good(const lumbar_text *part, lumbar_text *whole);

/* Bytes of the well-formed UTF-8 sequence at `text` (1..4), 0 where the bytes are none. */
size_t lumbar_utf8_length(const char *text);
size_t lumbar_utf8_length_within(const char *text, size_t left); /* of `left` bytes, at least 1, that no 0 ends */
/* The same, and 0 too where it is not to be shown as it is: what steers a terminal, ends a line or turns the direction
 * of text. */
size_t lumbar_plain_length(const char *text);
/* Adds `text`, which may be a file's name, on one line and without what could steer a terminal: "?" stands for each
 * such byte. */
void lumbar_text_add_plain(lumbar_text *text, const char *string);
/* `value` as a JSON string in quotes; bytes that are no UTF-8 become U+FFFD. */
void lumbar_json_quote(lumbar_text *out, const char *value);

/* A whole sentence from a table has named holes: "In {present} of {judged} repetitions your feet came off the
 * floor." */
typedef struct lumbar_hole {
    const char *name, *text; /* text NULL: making it lacked memory */
} lumbar_hole;

/* The sentence with its holes filled; NULL when out of memory. A hole that none of `holes` names stays as it stands. */
char *lumbar_fill(lumbar_arena *arena, const char *sentence, const lumbar_hole *holes, size_t count);
/* The same, added to a text. */
void lumbar_text_fill(lumbar_text *out, const char *sentence, const lumbar_hole *holes, size_t count);
/* The next hole's name from *at on, which moves behind it; false where there is none left. */
bool lumbar_hole_next(const char **at, const char **name, size_t *length);
/* Whether each of `holes`, words between blanks, stands in the sentence, and no other. */
bool lumbar_holes_fit(const char *sentence, const char *holes);
bool lumbar_holes_fit_but(const char *sentence, const char *holes, const char *one); /* `one` of them may be left out */
/* A whole number as text. */
typedef struct lumbar_digits_text {
    char text[24];
} lumbar_digits_text;
lumbar_digits_text lumbar_digits(size_t number);

/* Which of `words`, between blanks, `word` is, from 0; -1: none of them. A list that begins with a blank has "" too. */
int lumbar_word_index(const char *words, const char *word, size_t length);

/* Letters to insert, delete, replace or swap to get from one word to the other; looks at the first 63 bytes. */
size_t lumbar_edit_distance(const char *a, const char *b);

/* The nearest of the words that are offered to one that may be mistyped. */
typedef struct lumbar_nearest {
    const char *word;  /* as it was typed; looked for from here */
    const char *known; /* close enough to ask "did you mean ...?", the first of those as close; NULL: none was */
    size_t distance;   /* between the two */
} lumbar_nearest;

void lumbar_offer(lumbar_nearest *nearest, const char *known);

#endif
