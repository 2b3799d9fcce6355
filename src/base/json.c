/* Our own reader of JSON: strict, with a place for each mistake, and never a shorter text where memory runs out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"

/* Own choice: the files that we read nest four deep; a person's mistake nests little deeper. */
enum { DEEPEST = 100 };

struct lumbar_json {
    lumbar_json_type kind;
    int line;        /* where its key stands, or itself */
    const char *key; /* in an object */
    size_t count;    /* items of a list or an object */
    union {
        bool truth;
        double number;
        const char *string;
        lumbar_json *items; /* [count] */
    };
};

/* What lumbar_json_free frees: the first value, and the arena of all. */
typedef struct document {
    lumbar_json root;
    lumbar_arena *arena;
} document;

typedef struct parser {
    lumbar_arena *arena;
    const char *at, *end, *line_start;
    int line, depth;
    const char *path;
    lumbar_error *error;
} parser;

/* ---- mistakes ------------------------------------------------------------------------------------------ */

static bool refuse(parser *p, lumbar_error_id what)
{
    int column = 1;
    for (const char *c = p->line_start; c < p->at; c++) column += ((unsigned char)*c & 0xC0) != 0x80;
    return lumbar_refuse(p->error, LUMBAR_INPUT, p->line, LUMBAR_ERROR_JSON, "file=%s\nline=%d\ncolumn=%d\nwhat:%s",
                         p->path, p->line, column, lumbar_error_row(what));
}

static bool bad_text(parser *p)
{
    return lumbar_refuse(p->error, LUMBAR_INPUT, p->line, LUMBAR_ERROR_JSON_UTF8, "file=%s\nline=%d", p->path, p->line);
}

/* ---- texts --------------------------------------------------------------------------------------------- */

/* Four hexadecimal digits at p->at; -1 where they are none. */
static long hexadecimal(parser *p)
{
    long value = 0;
    if (p->end - p->at < 4) return -1;
    for (int i = 0; i < 4; i++, p->at++) {
        char c = *p->at;
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* After "\u": one character as UTF-8, its bytes added at *to. */
static bool read_code(parser *p, char **to)
{
    long code = hexadecimal(p);
    if (code >= 0xD800 && code < 0xDC00 && p->end - p->at >= 2 && p->at[0] == '\\' && p->at[1] == 'u') {
        p->at += 2;
        long low = hexadecimal(p);
        code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : -1;
    }
    if (code <= 0 || (code >= 0xD800 && code < 0xE000)) return refuse(p, LUMBAR_ERROR_JSON_CHARACTER);
    int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char heads[] = {0, 0xC0, 0xE0, 0xF0};
    *(*to)++ = (char)(heads[more] | (code >> 6 * more));
    while (more--) *(*to)++ = (char)(0x80 | (code >> 6 * more & 0x3F));
    return true;
}

static bool read_escape(parser *p, char **to)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = p->at < p->end ? *p->at++ : 0;
    const char *known = c ? strchr(names, c) : NULL;
    if (c == 'u') return read_code(p, to);
    if (!known) return refuse(p, LUMBAR_ERROR_JSON_BACKSLASH);
    *(*to)++ = meant[known - names];
    return true;
}

/* The text that begins at the quote; what is decoded is never longer than what stands there. */
static bool read_string(parser *p, const char **string)
{
    const char *close = p->at + 1;
    while (close < p->end && *close != '"' && *close != '\n') close += *close == '\\' && p->end - close > 1 ? 2 : 1;
    if (close >= p->end || *close != '"') return refuse(p, LUMBAR_ERROR_JSON_TEXT_END);
    char *text = lumbar_alloc(p->arena, (size_t)(close - p->at), 1), *to = text;
    if (!text) return lumbar_fail_memory(p->error);
    for (p->at++; p->at < close;) {
        if ((unsigned char)*p->at < 0x20) return refuse(p, LUMBAR_ERROR_JSON_CONTROL);
        if (*p->at == '\\') {
            p->at++;
            if (!read_escape(p, &to)) return false;
            continue;
        }
        size_t length = lumbar_utf8_length(p->at); /* the quote ends a sequence that is cut */
        if (!length) return bad_text(p);
        memcpy(to, p->at, length);
        to += length;
        p->at += length;
    }
    p->at = close + 1;
    *string = text;
    return true;
}

/* ---- numbers and words --------------------------------------------------------------------------------- */

static size_t digits(parser *p)
{
    size_t count = 0;
    for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++) count++;
    return count;
}

static bool read_number(parser *p, double *number)
{
    const char *from = p->at;
    if (*p->at == '-') p->at++;
    const char *first = p->at;
    if (!digits(p) || (*first == '0' && p->at - first > 1)) return refuse(p, LUMBAR_ERROR_JSON_NUMBER);
    if (p->at < p->end && *p->at == '.' && (p->at++, !digits(p))) return refuse(p, LUMBAR_ERROR_JSON_POINT);
    if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
        p->at++;
        if (p->at < p->end && (*p->at == '+' || *p->at == '-')) p->at++;
        if (!digits(p)) return refuse(p, LUMBAR_ERROR_JSON_EXPONENT);
    }
    char few[64];
    size_t length = (size_t)(p->at - from);
    char *text = length < sizeof few ? few : lumbar_alloc(p->arena, length + 1, 1);
    if (!text) return lumbar_fail_memory(p->error);
    memcpy(text, from, length);
    text[length] = 0;
    *number = lumbar_to_double(text, NULL);
    return isfinite(*number) || refuse(p, LUMBAR_ERROR_JSON_LARGE);
}

static bool take(parser *p, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(p->end - p->at) < length || memcmp(p->at, word, length)) return false;
    p->at += length;
    return true;
}

/* ---- values -------------------------------------------------------------------------------------------- */

static void skip_blanks(parser *p)
{
    for (; p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r' || *p->at == '\n'); p->at++)
        if (*p->at == '\n') {
            p->line++;
            p->line_start = p->at + 1;
        }
}

static int by_key(const void *a, const void *b)
{
    const lumbar_json *x = *(const lumbar_json *const *)a, *y = *(const lumbar_json *const *)b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool keys_differ(parser *p, const lumbar_json *object)
{
    const lumbar_json **sorted = LUMBAR_NEW_ARRAY(p->arena, const lumbar_json *, object->count);
    if (!sorted) return lumbar_fail_memory(p->error);
    for (size_t i = 0; i < object->count; i++) sorted[i] = &object->items[i];
    qsort(sorted, object->count, sizeof *sorted, by_key);
    for (size_t i = 1; i < object->count; i++)
        if (!strcmp(sorted[i]->key, sorted[i - 1]->key))
            return lumbar_refuse(p->error, LUMBAR_INPUT, sorted[i]->line, LUMBAR_ERROR_JSON_TWICE,
                                 "file=%s\nline=%d\nkey=%.80s", p->path, sorted[i]->line, sorted[i]->key);
    return true;
}

static bool read_value(parser *p, lumbar_json *value);

/* A key and its colon, in an object. */
static bool read_key(parser *p, lumbar_json *item)
{
    item->line = p->line;
    if (p->at == p->end || *p->at != '"') return refuse(p, LUMBAR_ERROR_JSON_KEY);
    if (!read_string(p, &item->key)) return false;
    skip_blanks(p);
    return take(p, ":") || refuse(p, LUMBAR_ERROR_JSON_COLON);
}

static bool read_items(parser *p, lumbar_json *list, char close)
{
    size_t room = 0;
    p->at++;
    skip_blanks(p);
    if (p->at < p->end && *p->at == close) return p->at++, true;
    for (;;) {
        if (list->count == room) {
            lumbar_json *items = LUMBAR_NEW_ARRAY(p->arena, lumbar_json, room = room ? 2 * room : 8);
            if (!items) return lumbar_fail_memory(p->error);
            if (list->count) memcpy(items, list->items, list->count * sizeof *items);
            list->items = items;
        }
        lumbar_json *item = &list->items[list->count];
        skip_blanks(p);
        if ((close == '}' && !read_key(p, item)) || !read_value(p, item)) return false;
        list->count++;
        skip_blanks(p);
        if (p->at < p->end && *p->at == close) return p->at++, true;
        if (!take(p, ","))
            return refuse(p, close == '}' ? LUMBAR_ERROR_JSON_COMMA_BRACE : LUMBAR_ERROR_JSON_COMMA_BRACKET);
    }
}

static bool read_value(parser *p, lumbar_json *value)
{
    skip_blanks(p);
    char c = p->at < p->end ? *p->at : 0;
    if (c == '{' || c == '[') {
        value->kind = c == '{' ? LUMBAR_JSON_OBJECT : LUMBAR_JSON_ARRAY;
        if (++p->depth > DEEPEST)
            return lumbar_refuse(p->error, LUMBAR_INPUT, p->line, LUMBAR_ERROR_JSON_DEEP, "file=%s\nline=%d", p->path,
                                 p->line);
        bool good = read_items(p, value, c == '{' ? '}' : ']') && (c == '[' || keys_differ(p, value));
        p->depth--;
        return good;
    }
    value->kind = LUMBAR_JSON_STRING;
    if (c == '"') return read_string(p, &value->string);
    value->kind = LUMBAR_JSON_NUMBER;
    if (c == '-' || (c >= '0' && c <= '9')) return read_number(p, &value->number);
    value->kind = LUMBAR_JSON_BOOL;
    value->truth = c == 't';
    if (take(p, "true") || take(p, "false")) return true;
    value->kind = LUMBAR_JSON_NULL;
    if (take(p, "null")) return true;
    if (p->at == p->end) return refuse(p, LUMBAR_ERROR_JSON_END);
    return lumbar_utf8_length(p->at) ? refuse(p, LUMBAR_ERROR_JSON_VALUE) : bad_text(p);
}

lumbar_json *lumbar_json_parse_line(const char *bytes, size_t size, const char *path, int first_line,
                                    lumbar_error *error)
{
    lumbar_arena *arena = lumbar_arena_new();
    document *all = arena ? LUMBAR_NEW(arena, document) : NULL;
    char *text = all ? lumbar_copy(arena, bytes, size) : NULL; /* ended by 0, which no rule below passes */
    if (!text) {
        lumbar_arena_free(arena);
        return lumbar_fail_memory(error), NULL;
    }
    parser p = {arena, text, text + size, text, first_line, 0, path, error};
    all->arena = arena;
    bool good = read_value(&p, &all->root);
    if (good) skip_blanks(&p);
    if (good && p.at < p.end) good = refuse(&p, LUMBAR_ERROR_JSON_AFTER);
    if (good) return &all->root;
    lumbar_arena_free(arena);
    return NULL;
}

/* By its byte-order mark, or by the zero that every second byte of plain letters is. */
static bool is_utf16(const char *bytes, size_t size)
{
    return size >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2) || (!bytes[0] != !bytes[1]));
}

lumbar_json *lumbar_json_parse(const char *bytes, size_t size, const char *path, lumbar_error *error)
{
    if (is_utf16(bytes, size))
        return lumbar_refuse(error, LUMBAR_INPUT, 1, LUMBAR_ERROR_JSON_UTF16, "file=%s", path), NULL;
    bool marked = size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3); /* editors under Windows put it there */
    return lumbar_json_parse_line(bytes + (marked ? 3 : 0), size - (marked ? 3 : 0), path, 1, error);
}

void lumbar_json_free(lumbar_json *json)
{
    if (json) lumbar_arena_free(((document *)json)->arena); /* it is the first thing in its document */
}

/* ---- what stands in it --------------------------------------------------------------------------------- */

lumbar_json_type lumbar_json_kind(const lumbar_json *json) { return json ? json->kind : LUMBAR_JSON_NULL; }

const char *lumbar_json_kind_row(const lumbar_json *json)
{
    static const lumbar_error_id KINDS[] = {LUMBAR_ERROR_A_NULL, LUMBAR_ERROR_A_TRUTH, LUMBAR_ERROR_A_NUMBER,
                                            LUMBAR_ERROR_A_TEXT, LUMBAR_ERROR_A_LIST,  LUMBAR_ERROR_AN_OBJECT};
    return lumbar_error_row(KINDS[lumbar_json_kind(json)]);
}

const lumbar_json *lumbar_json_get(const lumbar_json *json, const char *key)
{
    for (size_t i = 0; lumbar_json_kind(json) == LUMBAR_JSON_OBJECT && i < json->count; i++)
        if (!strcmp(json->items[i].key, key)) return &json->items[i];
    return NULL;
}

size_t lumbar_json_count(const lumbar_json *json) { return json ? json->count : 0; }

const lumbar_json *lumbar_json_at(const lumbar_json *json, size_t index)
{
    return lumbar_json_kind(json) == LUMBAR_JSON_ARRAY && index < json->count ? &json->items[index] : NULL;
}

double lumbar_json_number(const lumbar_json *json)
{
    return lumbar_json_kind(json) == LUMBAR_JSON_NUMBER ? json->number : NAN;
}

bool lumbar_json_truth(const lumbar_json *json) { return lumbar_json_kind(json) == LUMBAR_JSON_BOOL && json->truth; }

const char *lumbar_json_string(const lumbar_json *json)
{
    return lumbar_json_kind(json) == LUMBAR_JSON_STRING ? json->string : NULL;
}

bool lumbar_json_each(const lumbar_json *json, bool (*visit)(void *user, const char *key, const lumbar_json *value),
                      void *user)
{
    for (size_t i = 0; lumbar_json_kind(json) == LUMBAR_JSON_OBJECT && i < json->count; i++)
        if (!visit(user, json->items[i].key, &json->items[i])) return false;
    return true;
}
