/* Tables of MediaPipe landmarks: one row a frame; the header decides the layout. Known columns: `label`,
 * `pose` or `class`; `time`, `time_s`, `timestamp` (s), `time_ms`, `timestamp_ms`, `frame`; `nose_x` or
 * `x_nose` and so on with x, y, z, v (visibility), for any of the 33 points, with MediaPipe's older
 * `left_pinky_1`, `left_thumb_2`. z is not used. Between the values stand commas, or semicolons or tabs, and then
 * numbers may have a decimal comma. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "recording/image.h"
#include "recording/landmarks.h"
#include "recording/pose_text.h"

/* Bounds of a reasonable table: our own choices. */
enum { LINE_MOST = 64 * 1024, COLUMNS_MOST = 512, FIELD_MOST = 256 };
static const double TIME_MOST = 1e14; /* a clock may count milliseconds since 1970 */

static const char *const POINT_NAMES[LUMBAR_POINT_COUNT] = {
#define X(name, text) text,
    LUMBAR_POINTS(X)
#undef X
};

typedef enum role { OTHER, LABEL, SECONDS, MILLISECONDS, FRAME, X_OF, Y_OF, CONFIDENCE_OF } role;

typedef struct column {
    role role;
    int point;
} column;

typedef struct table {
    lumbar_arena *arena;
    FILE *file;
    const char *path;
    lumbar_error *error;
    char line[LINE_MOST + 1];
    size_t length;
    long number;    /* of the line, from 1 */
    char separator; /* between values: what stands most often in the first line */
    column columns[COLUMNS_MOST];
    int column_count;
    bool has_label, has_time, has_frame, has_confidence;
    bool has_point[LUMBAR_POINT_COUNT];
    lumbar_still *rows; /* [count] owned, malloc */
    double *times;      /* [count] owned, malloc; as the table gives them */
    size_t count, capacity;
} table;

/* Reads a line without its end. False at the end of the file or on an error (then *good is false). */
static bool next_line(table *t, bool *good)
{
    int c = EOF;
    t->length = 0;
    t->number++;
    while ((c = getc(t->file)) != EOF && c != '\n') {
        if (t->length == LINE_MOST)
            return *good = lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_LINE,
                                         "file=%s\nline=%ld\nmost=%d", t->path, t->number, LINE_MOST);
        if (c == 0)
            return *good = lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_ZERO,
                                         "file=%s\nline=%ld", t->path, t->number);
        t->line[t->length++] = (char)c;
    }
    if (ferror(t->file))
        return *good = lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_READ, "file=%s\nline=%ld",
                                     t->path, t->number);
    if (t->length == 0 && c == EOF) return false;
    if (t->length && t->line[t->length - 1] == '\r') t->length--;
    t->line[t->length] = 0;
    return true;
}

static bool is_blank(const table *t, char c) { return c == ' ' || (c == '\t' && t->separator != '\t'); }

/* Programs of countries with a decimal comma write semicolons or tabs between the values. */
static char separator_of(const char *line)
{
    static const char all[] = ",;\t";
    size_t counts[sizeof all] = {0}, best = 0;
    for (const char *c = line; *c; c++) {
        const char *which = strchr(all, *c);
        if (which) counts[which - all]++;
    }
    for (size_t i = 1; i + 1 < sizeof all; i++)
        if (counts[i] > counts[best]) best = i;
    return all[best];
}

/* Copies the field at *at into `field`, without quotes and outer blanks, and moves on. False when there is
 * none left. */
static bool next_field(table *t, size_t *at, char field[FIELD_MOST + 1], bool *good)
{
    if (*at > t->length) return false;
    size_t i = *at, size = 0;
    while (i < t->length && is_blank(t, t->line[i])) i++;
    bool quoted = i < t->length && t->line[i] == '"';
    for (i += quoted; i < t->length; i++) {
        if (quoted && t->line[i] == '"') {
            if (t->line[i + 1] != '"') {
                i++;
                break;
            }
            i++;
        } else if (!quoted && t->line[i] == t->separator) break;
        if (size == FIELD_MOST) {
            *good = lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_VALUE,
                                  "file=%s\nline=%ld\ncolumn=%zu\nmost=%d", t->path, t->number, *at + 1, FIELD_MOST);
            return false;
        }
        field[size++] = t->line[i];
    }
    while (i < t->length && t->line[i] != t->separator) i++; /* what follows a closing quote */
    while (size && is_blank(t, field[size - 1])) size--;
    field[size] = 0;
    *at = i + 1;
    return true;
}

/* A point by name, MediaPipe's older endings (left_pinky_1, left_thumb_2) too; -1 when it is none. */
static int point_of(const char *name, size_t length)
{
    if (length > 2 && name[length - 2] == '_' && (name[length - 1] == '1' || name[length - 1] == '2')) length -= 2;
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
        if (strlen(POINT_NAMES[i]) == length && !strncmp(POINT_NAMES[i], name, length)) return i;
    return -1;
}

static role axis_of(char c) { return c == 'x' ? X_OF : c == 'y' ? Y_OF : c == 'v' ? CONFIDENCE_OF : OTHER; }

static column column_of(const char *name)
{
    static const struct {
        const char *name;
        role role;
    } named[] = {{"label", LABEL},    {"pose", LABEL},        {"class", LABEL},          {"time", SECONDS},
                 {"time_s", SECONDS}, {"timestamp", SECONDS}, {"time_ms", MILLISECONDS}, {"timestamp_ms", MILLISECONDS},
                 {"frame", FRAME},    {"frame_index", FRAME}};
    for (size_t i = 0; i < LUMBAR_COUNT(named); i++)
        if (!strcmp(name, named[i].name)) return (column){named[i].role, -1};
    size_t length = strlen(name);
    if (length < 3) return (column){OTHER, -1};
    int point = -1;
    role axis = OTHER;
    if (name[length - 2] == '_' && (point = point_of(name, length - 2)) >= 0) axis = axis_of(name[length - 1]);
    else if (name[1] == '_' && (point = point_of(name + 2, length - 2)) >= 0) axis = axis_of(name[0]);
    return (column){axis, axis == OTHER ? -1 : point};
}

static bool read_header(table *t)
{
    static const int needed[] = {LUMBAR_LEFT_SHOULDER, LUMBAR_RIGHT_SHOULDER, LUMBAR_LEFT_HIP, LUMBAR_RIGHT_HIP};
    bool good = true, has_x[LUMBAR_POINT_COUNT] = {0}, has_y[LUMBAR_POINT_COUNT] = {0};
    char field[FIELD_MOST + 1];
    if (!next_line(t, &good))
        return good ? lumbar_refuse(t->error, LUMBAR_INPUT, 1, LUMBAR_ERROR_POINTS_EMPTY, "file=%s", t->path) : false;
    size_t at = !strncmp(t->line, "\xef\xbb\xbf", 3) ? 3 : 0;
    t->separator = separator_of(t->line);
    while (next_field(t, &at, field, &good)) {
        if (t->column_count == COLUMNS_MOST)
            return lumbar_refuse(t->error, LUMBAR_INPUT, 1, LUMBAR_ERROR_POINTS_COLUMNS, "file=%s\nmost=%d", t->path,
                                 COLUMNS_MOST);
        column c = column_of(field);
        t->columns[t->column_count++] = c;
        if (c.role == LABEL) t->has_label = true;
        if (c.role == SECONDS || c.role == MILLISECONDS) t->has_time = true;
        if (c.role == FRAME) t->has_frame = true;
        if (c.role == CONFIDENCE_OF) t->has_confidence = true;
        if (c.role == X_OF) has_x[c.point] = true;
        if (c.role == Y_OF) has_y[c.point] = true;
    }
    if (!good) return false;
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) t->has_point[i] = has_x[i] && has_y[i];
    for (size_t i = 0; i < LUMBAR_COUNT(needed); i++)
        if (!t->has_point[needed[i]])
            return lumbar_refuse(t->error, LUMBAR_INPUT, 1, LUMBAR_ERROR_POINTS_NO_COLUMNS, "file=%s\nname=%s", t->path,
                                 POINT_NAMES[needed[i]]);
    return true;
}

static bool grow(table *t)
{
    if (t->count >= LUMBAR_FRAMES_MOST)
        return lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_ROWS, "file=%s\nmost=%d", t->path,
                             LUMBAR_FRAMES_MOST);
    if (t->count < t->capacity) return true;
    size_t capacity = t->capacity ? 2 * t->capacity : 256;
    lumbar_still *rows = realloc(t->rows, capacity * sizeof *rows);
    if (rows) t->rows = rows;
    double *times = rows ? realloc(t->times, capacity * sizeof *times) : NULL;
    if (!times) return lumbar_fail_memory(t->error);
    t->times = times;
    t->capacity = capacity;
    return true;
}

/* A number, or NaN for an empty field, "nan", "null" or "none". */
static bool number_of(table *t, char *field, size_t at, double most, double *value)
{
    static const char *const missing[] = {"", "nan", "NaN", "NAN", "null", "none", "None"};
    *value = NAN;
    for (size_t i = 0; i < LUMBAR_COUNT(missing); i++)
        if (!strcmp(field, missing[i])) return true;
    char *end = NULL, *comma = t->separator != ',' ? strchr(field, ',') : NULL;
    if (comma) *comma = '.';
    bool plain = strspn(field, "+-.0123456789eE") == strlen(field); /* no hexadecimal, no "inf" */
    if (plain) *value = lumbar_to_double(field, &end);
    if (plain && end != field && !*end && fabs(*value) <= most) return true;
    return lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_NUMBER,
                         "file=%s\nline=%ld\ncolumn=%zu\ngiven=%.40s\nmost=%g", t->path, t->number, at + 1, field,
                         most);
}

static bool put_value(table *t, lumbar_still *row, column c, double value, size_t at)
{
    switch (c.role) {
    case SECONDS: t->times[t->count] = value; break;
    case MILLISECONDS: t->times[t->count] = value / 1000; break;
    case FRAME:
        if (!t->has_time) t->times[t->count] = value;
        break;
    case X_OF: row->points[c.point].x = (float)value; break;
    case Y_OF: row->points[c.point].y = (float)value; break;
    case CONFIDENCE_OF:
        if (isnan(value)) value = 0;
        if (value < 0 || value > 1)
            return lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_VISIBILITY,
                                 "file=%s\nline=%ld\ncolumn=%zu", t->path, t->number, at + 1);
        row->points[c.point].confidence = (float)value;
        break;
    case LABEL:
    case OTHER: break;
    }
    return true;
}

static lumbar_still *begin_row(table *t)
{
    lumbar_still *row = &t->rows[t->count];
    *row = (lumbar_still){.label = "", .line = t->number};
    t->times[t->count] = NAN;
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++)
        row->points[i] = (lumbar_point){NAN, NAN, t->has_confidence ? 0.0f : 1.0f};
    return row;
}

/* One field, which begins at `start` of the line, into its column's place. */
static bool read_field(table *t, lumbar_still *row, column c, char *field, size_t start)
{
    double value;
    if (c.role == OTHER) return true;
    if (c.role == LABEL) {
        row->label = lumbar_copy(t->arena, field, strlen(field));
        return row->label || lumbar_fail_memory(t->error);
    }
    bool time = c.role == SECONDS || c.role == MILLISECONDS || c.role == FRAME;
    return number_of(t, field, start, time ? TIME_MOST : LUMBAR_COORDINATE_MOST, &value) &&
           put_value(t, row, c, value, start);
}

static void end_row(table *t, lumbar_still *row)
{
    for (int i = 0; i < LUMBAR_POINT_COUNT; i++) {
        lumbar_point *p = &row->points[i];
        if (!t->has_point[i] || isnan(p->x) || isnan(p->y)) *p = (lumbar_point){NAN, NAN, 0};
    }
    t->count++;
}

static bool read_row(table *t)
{
    char field[FIELD_MOST + 1];
    bool good = true;
    if (!grow(t)) return false;
    lumbar_still *row = begin_row(t);
    int index = 0;
    for (size_t at = 0, start = 0; next_field(t, &at, field, &good); start = at, index++) {
        if (index == t->column_count) break;
        if (!read_field(t, row, t->columns[index], field, start)) return false;
    }
    if (!good) return false;
    if (index != t->column_count || t->length + 1 < (size_t)t->column_count)
        return lumbar_refuse(t->error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_SHORT,
                             "file=%s\nline=%ld\ncount=%d", t->path, t->number, t->column_count);
    end_row(t, row);
    return true;
}

static void release(table *t)
{
    if (!t) return;
    free(t->rows);
    free(t->times);
    free(t);
}

/* Reads the whole table; NULL on an error. */
static table *read_table(lumbar_arena *arena, FILE *file, const char *path, const lumbar_pose_settings *settings,
                         lumbar_error *error)
{
    table *t = calloc(1, sizeof *t);
    if (!t) return lumbar_fail_memory(error), NULL;
    t->arena = arena;
    t->file = file;
    t->path = path;
    t->error = error;
    bool good = read_header(t);
    while (good && next_line(t, &good)) {
        if (t->length) good = read_row(t);
        good = good && lumbar_reading_on(settings, 0, NAN, error);
    }
    if (good && !t->count)
        good = lumbar_refuse(error, LUMBAR_INPUT, t->number, LUMBAR_ERROR_POINTS_NO_ROWS, "file=%s", path);
    if (good) return t;
    release(t);
    return NULL;
}

/* Whether the points are measured from the pelvis and not in a picture: the mid-hip is the origin in nearly
 * every row. */
static bool is_centred(const lumbar_still *rows, size_t count)
{
    size_t judged = 0, at_origin = 0;
    for (size_t i = 0; i < count; i++) {
        const lumbar_point *p = rows[i].points;
        double hip_x = (p[LUMBAR_LEFT_HIP].x + p[LUMBAR_RIGHT_HIP].x) / 2,
               hip_y = (p[LUMBAR_LEFT_HIP].y + p[LUMBAR_RIGHT_HIP].y) / 2;
        double trunk_x = (p[LUMBAR_LEFT_SHOULDER].x + p[LUMBAR_RIGHT_SHOULDER].x) / 2 - hip_x;
        double trunk_y = (p[LUMBAR_LEFT_SHOULDER].y + p[LUMBAR_RIGHT_SHOULDER].y) / 2 - hip_y;
        double trunk = hypot(trunk_x, trunk_y);
        if (!(trunk > 0)) continue;
        judged++;
        at_origin += hypot(hip_x, hip_y) < 0.02 * trunk;
    }
    return judged && at_origin * 10 > judged * 9;
}

bool lumbar_csv_probe(const unsigned char *head, size_t size)
{
    size_t length = 0;
    static const char word[] = "left_hip";
    while (length < size && head[length] != '\n' && head[length]) length++;
    for (size_t i = 0; i + sizeof word - 1 <= length; i++)
        if (!memcmp(head + i, word, sizeof word - 1)) return true;
    return false;
}

const lumbar_stills *lumbar_csv_stills(lumbar_arena *arena, FILE *file, const char *path,
                                       const lumbar_pose_settings *settings, lumbar_error *error)
{
    table *t = read_table(arena, file, path, settings, error);
    if (!t) return NULL;
    lumbar_stills *stills = LUMBAR_NEW(arena, lumbar_stills);
    lumbar_still *rows = LUMBAR_NEW_ARRAY(arena, lumbar_still, t->count);
    if (stills && rows) {
        memcpy(rows, t->rows, t->count * sizeof *rows);
        *stills = (lumbar_stills){rows, t->count, is_centred(rows, t->count)};
    } else lumbar_fail_memory(error);
    release(t);
    return rows ? stills : NULL;
}

/* Seconds between rows: the median step. */
static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_step(lumbar_arena *arena, const lumbar_frame *frames, size_t count)
{
    double *steps = count > 1 ? LUMBAR_NEW_ARRAY(arena, double, count - 1) : NULL;
    if (!steps) return NAN;
    for (size_t i = 1; i < count; i++) steps[i - 1] = frames[i].time_s - frames[i - 1].time_s;
    qsort(steps, count - 1, sizeof *steps, by_size);
    return steps[(count - 1) / 2];
}

/* Rows to frames; in a timed table a row whose time is missing, repeated or runs backwards is dropped and
 * counted. */
static bool fill_frames(const table *t, lumbar_pose *pose, lumbar_frame *frames)
{
    double unit = t->has_time ? 1 : 1.0 / 30,
           first = NAN; /* frame numbers without times: 30 frames/s taken, motion says so */
    for (size_t i = 0; i < t->count; i++) {
        lumbar_frame *f = &frames[pose->frame_count];
        double time = pose->timed ? round((t->times[i] - first) * unit * 1e6) / 1e6 : 0; /* whole microseconds */
        if (pose->timed && isnan(first)) {
            first = t->times[i];
            time = isnan(first) ? NAN : 0;
        }
        if (pose->timed && (isnan(time) || (pose->frame_count && !(time > f[-1].time_s)))) {
            pose->dropped_times++;
            continue;
        }
        lumbar_frame_clear(f);
        f->time_s = time;
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            f->points[p] = t->rows[i].points[p];
            f->person = f->person || !isnan(f->points[p].x);
        }
        f->presence = f->person ? 1 : 0;
        pose->frame_count++;
    }
    return pose->frame_count > 0;
}

/* Width and height: 1 x 1 where every point lies in or near the unit square, else the pixels that the points
 * reach. */
static void fill_size(const table *t, lumbar_pose *pose)
{
    double x = 0, y = 0;
    for (size_t i = 0; i < t->count; i++)
        for (int p = 0; p < LUMBAR_POINT_COUNT; p++) {
            x = fmax(x, t->rows[i].points[p].x);
            y = fmax(y, t->rows[i].points[p].y);
        }
    bool normalised = x < 4 && y < 4;
    pose->width = normalised ? 1 : (int)fmin(ceil(fmax(x, 1)), LUMBAR_SIDE_MOST);
    pose->height = normalised ? 1 : (int)fmin(ceil(fmax(y, 1)), LUMBAR_SIDE_MOST);
}

const lumbar_pose *lumbar_csv_read(lumbar_arena *arena, FILE *file, const char *path,
                                   const lumbar_pose_settings *settings, lumbar_error *error)
{
    table *t = read_table(arena, file, path, settings, error);
    if (!t) return NULL;
    lumbar_pose *pose = LUMBAR_NEW(arena, lumbar_pose);
    lumbar_frame *frames = LUMBAR_NEW_ARRAY(arena, lumbar_frame, t->count);
    bool good = pose && frames;
    if (!good) lumbar_fail_memory(error);
    if (good && is_centred(t->rows, t->count))
        good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_POINTS_PELVIS, "file=%s", path);
    if (good) {
        const char *name = lumbar_copy(arena, path, strlen(path));
        *pose = (lumbar_pose){.path = name ? name : path,
                              .kind = "landmarks",
                              .model = "",
                              .frame_rate = NAN,
                              .frames = frames,
                              .timed = t->has_time || t->has_frame};
        fill_size(t, pose);
        if (!fill_frames(t, pose, frames))
            good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_POINTS_NO_TIME, "file=%s", path);
        if (good && frames[pose->frame_count - 1].time_s > LUMBAR_SECONDS_MOST)
            good = lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_POINTS_LONG, "file=%s", path);
    }
    if (good && pose->timed) {
        double step = median_step(arena, frames, pose->frame_count);
        if (t->has_time) pose->frame_rate = step > 0 ? 1 / step : NAN;
        pose->duration_s = frames[pose->frame_count - 1].time_s + (step > 0 ? fmin(step, LUMBAR_LAST_FRAME_MOST) : 0);
    }
    release(t);
    return good ? pose : NULL;
}
