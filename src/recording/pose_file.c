/* lumbar.pose/1: a recording as body points, one JSON line for the whole and then one a frame, so that an
 * hour streams. Numbers are written as short as they read back to the same bits; read(write(p)) == p. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "recording/image.h"
#include "recording/landmarks.h"
#include "recording/pose_text.h"

/* Bounds of a reasonable file beside those of landmarks.h: own choices, above what the pose stage writes (outlines of
 * up to 200 corners, at most a gap for each frame). Every line of a frame has at least FRAME_LEAST bytes. */
enum { LINE_MOST = 16 << 20, OUTLINE_MOST = 8192, GAPS_MOST = 150000, FRAME_LEAST = 70, TEXT_MOST = 4096 };
static const double GRAIN_MOST = 64; /* own choice: a picture of that little detail shows nobody */
static const double DURATION_MOST = LUMBAR_SECONDS_MOST + LUMBAR_LAST_FRAME_MOST;

/* ---- writing ------------------------------------------------------------------------------------------- */

/* Forms header and frames in `line`, one after another; writes each where there is an output. */
static void put_lines(lumbar_text *line, const lumbar_pose *pose, lumbar_output *output)
{
    for (size_t i = 0; i <= pose->frame_count && !line->failed && !(output && output->why); i++) {
        line->size = 0;
        lumbar_pose_line(pose, i, line);
        if (output && !line->failed) fwrite(line->data, 1, line->size, output->stream);
    }
}

bool lumbar_pose_put(const lumbar_pose *pose, lumbar_output *output, lumbar_error *error)
{
    lumbar_text line = {0};
    put_lines(&line, pose, NULL); /* room for the longest, before standard output gets a part */
    put_lines(&line, pose, output);
    if (line.failed) output->why = ENOMEM;
    lumbar_text_free(&line);
    return !output->why || lumbar_refuse_output(output->path, output->why, error);
}

bool lumbar_pose_write(const lumbar_pose *pose, const char *path, lumbar_error *error)
{
    lumbar_output output;
    if (!lumbar_output_open(&output, path, error)) return false;
    bool good = lumbar_pose_put(pose, &output, error);
    return lumbar_output_close(&output, good, good ? error : NULL) && good;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

typedef struct reader {
    lumbar_arena *arena;
    FILE *file;
    const char *path;
    const lumbar_pose_settings *settings; /* or NULL */
    lumbar_error *error;
    char *line; /* owned, of getline */
    size_t capacity;
    int number; /* of the line, from 1 */
} reader;

static bool refuse(reader *r, lumbar_error_id what)
{
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE, "file=%s\nline=%d\nwhat:%s", r->path,
                         r->number, lumbar_error_row(what));
}

bool lumbar_reading_on(const lumbar_pose_settings *settings, double done_s, double total_s, lumbar_error *error)
{
    if (!settings || !settings->progress || settings->progress(settings->user, done_s, total_s)) return true;
    return lumbar_refuse_plain(error, LUMBAR_INTERRUPTED, LUMBAR_ERROR_STOPPED);
}

/* Reads a line into r->line; bounded while read. *size is 0 and *end true at the end of the file. */
static bool read_line(reader *r, size_t *size, bool *end)
{
    int c = EOF;
    *size = 0;
    r->number++;
    while ((c = getc(r->file)) != EOF && c != '\n') {
        if (*size >= LINE_MOST) return refuse(r, LUMBAR_ERROR_POSE_LINE_LONG);
        if (*size == r->capacity) {
            size_t more = r->capacity ? 2 * r->capacity : 16384;
            char *grown = realloc(r->line, more);
            if (!grown) return lumbar_fail_memory(r->error);
            r->line = grown;
            r->capacity = more;
        }
        r->line[(*size)++] = (char)c;
    }
    *end = c == EOF && !*size;
    return !ferror(r->file) || refuse(r, LUMBAR_ERROR_POSE_READ);
}

/* Bytes before a document: blanks, and at the start of the file the mark that some editors put there. */
static size_t blank(const reader *r, size_t size)
{
    size_t at = r->number == 1 && size >= 3 && !memcmp(r->line, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < size && strchr(" \t\r", r->line[at])) at++;
    return at;
}

/* The next line that is not blank as a document; NULL at the end of the file (then *end) or on an error. */
static lumbar_json *next_line(reader *r, bool *end)
{
    size_t size = 0, at = 0;
    do {
        if (!read_line(r, &size, end)) return NULL;
        at = blank(r, size);
    } while (!*end && at == size);
    if (*end) return NULL;
    lumbar_json *document = lumbar_json_parse_line(r->line + at, size - at, r->path, r->number, r->error);
    if (document && lumbar_json_kind(document) != LUMBAR_JSON_OBJECT) {
        lumbar_json_free(document);
        return refuse(r, LUMBAR_ERROR_POSE_OBJECT), NULL;
    }
    return document;
}

typedef struct bounds {
    double least, most;
} bounds;

static bool number_in(reader *r, const lumbar_json *object, const char *key, bounds within, double *value)
{
    const lumbar_json *v = lumbar_json_get(object, key);
    *value = lumbar_json_number(v);
    if (lumbar_json_kind(v) == LUMBAR_JSON_NUMBER && *value >= within.least && *value <= within.most) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_NUMBER,
                         "file=%s\nline=%d\nkey=%s\nleast=%g\nmost=%g", r->path, r->number, key, within.least,
                         within.most);
}

/* The same where null, which is NaN, may stand for what is not known. */
static bool number_or_null_in(reader *r, const lumbar_json *object, const char *key, bounds within, double *value)
{
    *value = NAN;
    return lumbar_json_kind(lumbar_json_get(object, key)) == LUMBAR_JSON_NULL ||
           number_in(r, object, key, within, value);
}

static bool whole_in(reader *r, const lumbar_json *object, const char *key, bounds within, double *value)
{
    if (!number_in(r, object, key, within, value)) return false;
    return *value == floor(*value) || lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_WHOLE,
                                                    "file=%s\nline=%d\nkey=%s", r->path, r->number, key);
}

static bool flag_in(reader *r, const lumbar_json *object, const char *key, bool *value)
{
    const lumbar_json *v = lumbar_json_get(object, key);
    *value = lumbar_json_truth(v);
    if (lumbar_json_kind(v) == LUMBAR_JSON_BOOL) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_TRUTH, "file=%s\nline=%d\nkey=%s",
                         r->path, r->number, key);
}

static bool text_in(reader *r, const lumbar_json *object, const char *key, const char **value)
{
    const char *text = lumbar_json_string(lumbar_json_get(object, key));
    if (!text)
        return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_TEXT, "file=%s\nline=%d\nkey=%s",
                             r->path, r->number, key);
    if (strlen(text) > TEXT_MOST)
        return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_LONG,
                             "file=%s\nline=%d\nkey=%s\nmost=%d", r->path, r->number, key, TEXT_MOST);
    *value = lumbar_copy(r->arena, text, strlen(text));
    return *value || lumbar_fail_memory(r->error);
}

/* Whether `array` holds `count` groups of three numbers. */
static bool triples_of(reader *r, const lumbar_json *array, const char *key, size_t count)
{
    if (lumbar_json_kind(array) == LUMBAR_JSON_ARRAY && lumbar_json_count(array) == 3 * count) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_COUNT,
                         "file=%s\nline=%d\nkey=%s\ncount=%zu", r->path, r->number, key, 3 * count);
}

/* The three numbers of group `index` of a flat array; null is NaN. */
static bool triple_in(reader *r, const lumbar_json *array, const char *key, size_t index, float out[3])
{
    for (size_t i = 0; i < 3; i++) {
        const lumbar_json *v = lumbar_json_at(array, 3 * index + i);
        lumbar_json_type kind = lumbar_json_kind(v);
        double value = lumbar_json_number(v);
        if (kind != LUMBAR_JSON_NULL && !(kind == LUMBAR_JSON_NUMBER && fabs(value) <= LUMBAR_COORDINATE_MOST))
            return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_ITEM,
                                 "file=%s\nline=%d\nnumber=%zu\nkey=%s\nmost=%g", r->path, r->number, 3 * index + i + 1,
                                 key, (double)LUMBAR_COORDINATE_MOST);
        out[i] = (float)value;
    }
    return true;
}

static bool gaps_in(reader *r, const lumbar_json *array, lumbar_pose *pose)
{
    size_t count = lumbar_json_count(array);
    if (lumbar_json_kind(array) != LUMBAR_JSON_ARRAY || count > GAPS_MOST)
        return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_GAPS, "file=%s\nline=%d\nmost=%d",
                             r->path, r->number, GAPS_MOST);
    lumbar_gap *gaps = LUMBAR_NEW_ARRAY(r->arena, lumbar_gap, count ? count : 1);
    if (!gaps) return lumbar_fail_memory(r->error);
    for (size_t i = 0; i < count; i++) {
        const lumbar_json *gap = lumbar_json_at(array, i);
        if (!number_in(r, gap, "start_s", (bounds){0, DURATION_MOST}, &gaps[i].start_s) ||
            !number_in(r, gap, "end_s", (bounds){0, DURATION_MOST}, &gaps[i].end_s) ||
            !text_in(r, gap, "why", &gaps[i].why))
            return false;
        if (gaps[i].end_s < gaps[i].start_s) return refuse(r, LUMBAR_ERROR_POSE_GAP);
    }
    pose->gaps = count ? gaps : NULL;
    pose->gap_count = count;
    return true;
}

/* One of a few words. */
static bool word_in(reader *r, const lumbar_json *object, const char *key, const char *words, const char **value)
{
    if (!text_in(r, object, key, value)) return false;
    if (lumbar_word_index(words, *value, strlen(*value)) >= 0) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_WORDS,
                         "file=%s\nline=%d\nkey=%s\ngiven=%.40s\nknown=%s", r->path, r->number, key, *value, words);
}

static bool header_in(reader *r, const lumbar_json *line, lumbar_pose *pose, size_t *frame_count)
{
    const char *schema = lumbar_json_string(lumbar_json_get(line, "schema"));
    double width, height, dropped, count;
    if (!schema || strcmp(schema, LUMBAR_POSE_SCHEMA) != 0)
        return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_SCHEMA,
                             "file=%s\nline=%d\ngiven=%.40s\nschema=%s", r->path, r->number, schema ? schema : "",
                             LUMBAR_POSE_SCHEMA);
    if (!text_in(r, line, "path", &pose->path) || !word_in(r, line, "kind", "video landmarks image", &pose->kind) ||
        !word_in(r, line, "model", " lite full heavy", &pose->model) ||
        !whole_in(r, line, "width", (bounds){1, LUMBAR_SIDE_MOST}, &width) ||
        !whole_in(r, line, "height", (bounds){1, LUMBAR_SIDE_MOST}, &height) ||
        !number_in(r, line, "duration_s", (bounds){0, DURATION_MOST}, &pose->duration_s) ||
        !number_or_null_in(r, line, "frame_rate", (bounds){0, 10000}, &pose->frame_rate) ||
        !flag_in(r, line, "timed", &pose->timed) ||
        (lumbar_json_get(line, "grain") && !number_in(r, line, "grain", (bounds){0, GRAIN_MOST}, &pose->grain)) ||
        (lumbar_json_get(line, "retimed") && !flag_in(r, line, "retimed", &pose->retimed)) ||
        !whole_in(r, line, "dropped_times", (bounds){0, UINT32_MAX}, &dropped) ||
        !whole_in(r, line, "frame_count", (bounds){0, LUMBAR_FRAMES_MOST}, &count) ||
        !gaps_in(r, lumbar_json_get(line, "gaps"), pose))
        return false;
    pose->width = (int)width;
    pose->height = (int)height;
    pose->dropped_times = (uint32_t)dropped;
    *frame_count = (size_t)count;
    return true;
}

static bool outline_in(reader *r, const lumbar_json *array, lumbar_frame *frame)
{
    size_t count = lumbar_json_count(array) / 3;
    if (count == 0 || count > OUTLINE_MOST)
        return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_OUTLINE, "file=%s\nline=%d\nmost=%d",
                             r->path, r->number, 3 * OUTLINE_MOST);
    if (!triples_of(r, array, "outline", count)) return false;
    lumbar_outline_point *corners = LUMBAR_NEW_ARRAY(r->arena, lumbar_outline_point, count);
    if (!corners) return lumbar_fail_memory(r->error);
    for (size_t i = 0; i < count; i++) {
        float v[3];
        if (!triple_in(r, array, "outline", i, v)) return false;
        if (!isfinite(v[0]) || !isfinite(v[1])) return refuse(r, LUMBAR_ERROR_POSE_CORNER);
        corners[i] = (lumbar_outline_point){v[0], v[1], v[2]};
    }
    frame->outline = corners;
    frame->outline_count = (uint32_t)count;
    return true;
}

static bool points_in(reader *r, const lumbar_json *line, lumbar_frame *frame)
{
    const lumbar_json *points = lumbar_json_get(line, "points"), *world = lumbar_json_get(line, "world");
    const lumbar_json *outline = lumbar_json_get(line, "outline");
    if (!triples_of(r, points, "points", LUMBAR_POINT_COUNT)) return false;
    if (world && !triples_of(r, world, "world", LUMBAR_POINT_COUNT)) return false;
    for (size_t i = 0; i < LUMBAR_POINT_COUNT; i++) {
        float v[3];
        if (!triple_in(r, points, "points", i, v)) return false;
        if (!(v[2] >= 0 && v[2] <= 1)) return refuse(r, LUMBAR_ERROR_POSE_CONFIDENCE);
        frame->points[i] = (lumbar_point){v[0], v[1], v[2]};
        if (world && !triple_in(r, world, "world", i, frame->world[i])) return false;
    }
    return !outline || outline_in(r, outline, frame);
}

static bool frame_in(reader *r, const lumbar_json *line, const lumbar_pose *pose, const lumbar_frame *before,
                     lumbar_frame *frame)
{
    double segment, presence;
    lumbar_frame_clear(frame);
    if (!number_in(r, line, "time_s", (bounds){0, LUMBAR_SECONDS_MOST}, &frame->time_s) ||
        !whole_in(r, line, "segment", (bounds){0, LUMBAR_FRAMES_MOST}, &segment) ||
        !flag_in(r, line, "person", &frame->person) || !flag_in(r, line, "second_person", &frame->second_person) ||
        !number_in(r, line, "presence", (bounds){0, 1}, &presence))
        return false;
    frame->segment = (int32_t)segment;
    frame->presence = (float)presence;
    if (before && pose->timed && !(frame->time_s > before->time_s)) return refuse(r, LUMBAR_ERROR_POSE_TIME);
    if (before && frame->segment < before->segment) return refuse(r, LUMBAR_ERROR_POSE_SEGMENT);
    return !frame->person || points_in(r, line, frame);
}

/* Frames that the rest of the file has room for: memory goes by what is there, not by what a line announces. */
static size_t room_for(reader *r, size_t announced)
{
    off_t here = ftello(r->file), end = here >= 0 && fseeko(r->file, 0, SEEK_END) == 0 ? ftello(r->file) : -1;
    if (here < 0 || end < here || fseeko(r->file, here, SEEK_SET) != 0) return announced + 1;
    size_t possible = (size_t)(end - here) / FRAME_LEAST;
    return (announced < possible ? announced : possible) + 1;
}

static bool read_frames(reader *r, lumbar_pose *pose, size_t announced)
{
    size_t room = room_for(r, announced);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(r->arena, lumbar_frame, room);
    if (!frames) return lumbar_fail_memory(r->error);
    pose->frames = frames;
    for (;;) {
        bool end = false;
        lumbar_json *line = next_line(r, &end);
        if (end) break;
        if (!line) return false;
        bool good = pose->frame_count < announced && pose->frame_count < room
                        ? frame_in(r, line, pose, pose->frame_count ? &frames[pose->frame_count - 1] : NULL,
                                   &frames[pose->frame_count])
                        : refuse(r, LUMBAR_ERROR_POSE_FRAMES);
        lumbar_json_free(line);
        if (!good) return false;
        pose->frame_count++;
        if (!lumbar_reading_on(r->settings, frames[pose->frame_count - 1].time_s, pose->duration_s, r->error))
            return false;
    }
    if (pose->frame_count == announced) return true;
    return lumbar_refuse(r->error, LUMBAR_INPUT, r->number, LUMBAR_ERROR_POSE_CUT, "file=%s\ncount=%zu\nannounced=%zu",
                         r->path, pose->frame_count, announced);
}

bool lumbar_pose_file_probe(const unsigned char *head, size_t size)
{
    static const char start[] = "{\"schema\":\"lumbar.pose/";
    size_t seen = 0, first = size >= 3 && !memcmp(head, "\xEF\xBB\xBF", 3) ? 3 : 0;
    for (size_t i = first; i < size && seen < sizeof start - 1; i++) {
        if (head[i] == ' ' || head[i] == '\t' || head[i] == '\r' || head[i] == '\n') continue;
        if (head[i] != (unsigned char)start[seen++]) return false;
    }
    return seen == sizeof start - 1;
}

const lumbar_pose *lumbar_pose_file_read(lumbar_arena *arena, FILE *file, const char *path,
                                         const lumbar_pose_settings *settings, lumbar_error *error)
{
    reader r = {.arena = arena, .file = file, .path = path, .settings = settings, .error = error};
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    bool end = false, good = false;
    size_t announced = 0;
    if (!pose) return lumbar_fail_memory(error), NULL;
    lumbar_json *header = next_line(&r, &end);
    if (end) refuse(&r, LUMBAR_ERROR_POSE_EMPTY);
    if (header) good = header_in(&r, header, pose, &announced);
    lumbar_json_free(header);
    good = good && read_frames(&r, pose, announced);
    free(r.line);
    return good ? pose : NULL;
}
