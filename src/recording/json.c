/* JSON files through jansson: the only file that touches it. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <jansson.h>
#include "recording/json.h"

lumbar_json *lumbar_json_parse_line(const char *bytes, size_t size, const char *path, int first_line, lumbar_error *error)
{
    json_error_t problem;
    errno = 0;
    json_t *json = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &problem);
    if (json) return json;
    if (errno == ENOMEM) return lumbar_fail_memory(error), NULL; /* jansson then blames the text */
    problem.line = first_line + (problem.line > 0 ? problem.line - 1 : 0);
    switch (json_error_code(&problem)) {
    case json_error_stack_overflow:
        lumbar_fail(error, LUMBAR_INPUT, problem.line, "%s: line %d: lists and objects are nested too deep", path,
                    problem.line);
        break;
    case json_error_invalid_utf8:
        lumbar_fail(error, LUMBAR_INPUT, problem.line, "%s: line %d: the text is not valid UTF-8; save the file as UTF-8",
                    path, problem.line);
        break;
    case json_error_duplicate_key:
        lumbar_fail(error, LUMBAR_INPUT, problem.line, "%s: line %d: %s: the same key stands there twice; keep one", path,
                    problem.line, problem.text);
        break;
    default:
        lumbar_fail(error, LUMBAR_INPUT, problem.line, "%s: line %d, column %d: this is not JSON: %s", path, problem.line,
                    problem.column, problem.text);
    }
    return NULL;
}

lumbar_json *lumbar_json_parse(const char *bytes, size_t size, const char *path, lumbar_error *error)
{
    return lumbar_json_parse_line(bytes, size, path, 1, error);
}

/* Opens a regular file or a pipe; a directory opens too, and only fails when read. */
static FILE *open_input(const char *path, size_t limit, lumbar_error *error)
{
    if (!strcmp(path, "-")) return stdin;
    FILE *file = fopen(path, "rb");
    struct stat about;
    if (!file || fstat(fileno(file), &about) != 0) {
        lumbar_fail_system(error, LUMBAR_INPUT, errno, "%s: cannot be opened: %s", path, strerror(errno));
        if (file) fclose(file);
        return NULL;
    }
    if (S_ISDIR(about.st_mode)) lumbar_fail(error, LUMBAR_INPUT, 0, "%s: this is a folder; name a file in it", path);
    else if (S_ISREG(about.st_mode) && (unsigned long long)about.st_size > limit)
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s: has %.1f MB; at most %.1f MB are read, so this is not the right file", path,
                    (double)about.st_size / 1e6, (double)limit / 1e6);
    else return file;
    fclose(file);
    return NULL;
}

lumbar_json *lumbar_json_read(const char *path, size_t limit_bytes, lumbar_error *error)
{
    FILE *file = open_input(path, limit_bytes, error);
    if (!file) return NULL;
    size_t size = 0, capacity = 16384;
    char *bytes = malloc(capacity);
    while (bytes && size <= limit_bytes) {
        size += fread(bytes + size, 1, capacity - size, file);
        if (size < capacity) break; /* end of the file or an error */
        char *more = realloc(bytes, capacity * 2);
        if (!more) free(bytes);
        bytes = more;
        capacity *= 2;
    }
    bool broken = ferror(file);
    if (file != stdin) fclose(file);
    lumbar_json *json = NULL;
    if (!bytes) lumbar_fail_memory(error);
    else if (broken) lumbar_fail(error, LUMBAR_INPUT, 0, "%s: cannot be read", path);
    else if (size > limit_bytes)
        lumbar_fail(error, LUMBAR_INPUT, 0, "%s: has more than %.1f MB, so this is not the right file", path,
                    (double)limit_bytes / 1e6);
    else if (!size) lumbar_fail(error, LUMBAR_INPUT, 0, "%s: the file is empty", path);
    else json = lumbar_json_parse(bytes, size, path, error);
    free(bytes);
    return json;
}

void lumbar_json_free(lumbar_json *json) { json_decref(json); }

lumbar_json_type lumbar_json_kind(const lumbar_json *json)
{
    if (json_is_object(json)) return LUMBAR_JSON_OBJECT;
    if (json_is_array(json)) return LUMBAR_JSON_ARRAY;
    if (json_is_string(json)) return LUMBAR_JSON_STRING;
    if (json_is_number(json)) return LUMBAR_JSON_NUMBER;
    return json_is_boolean(json) ? LUMBAR_JSON_BOOL : LUMBAR_JSON_NULL;
}

const char *lumbar_json_kind_text(const lumbar_json *json)
{
    static const char *const TEXTS[] = {"null", "true or false", "a number", "a text", "a list", "an object"};
    return TEXTS[lumbar_json_kind(json)];
}

const lumbar_json *lumbar_json_get(const lumbar_json *json, const char *key) { return json_object_get(json, key); }

size_t lumbar_json_count(const lumbar_json *json)
{
    return json_is_object(json) ? json_object_size(json) : json_array_size(json);
}

const lumbar_json *lumbar_json_at(const lumbar_json *json, size_t index) { return json_array_get(json, index); }

double lumbar_json_number(const lumbar_json *json) { return json_is_number(json) ? json_number_value(json) : NAN; }

bool lumbar_json_truth(const lumbar_json *json) { return json_is_true(json); }

const char *lumbar_json_string(const lumbar_json *json) { return json_string_value(json); }

bool lumbar_json_each(const lumbar_json *json, bool (*visit)(void *user, const char *key, const lumbar_json *value),
                      void *user)
{
    json_t *object = (json_t *)json; /* jansson's iterators take no const; nothing is changed */
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
        if (!visit(user, json_object_iter_key(at), json_object_iter_value(at))) return false;
    return true;
}
