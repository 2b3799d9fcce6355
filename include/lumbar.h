/* lumbar: why does my lower back ache when I work out my abs? The public interface of liblumbar.
 *
 * One direction: recording -> pose -> motion -> seen (findings) -> reason -> report. Each stage is one function from
 * plain struct to plain struct. `lumbar_why` needs answers alone; everything from a recording is optional.
 *
 * Conventions. Units are SI and radians unless a field says otherwise; time 0 is the first shown frame of a recording.
 * Picture coordinates are pixels of the upright, square-pixel picture: x right, y down. Missing is NaN, never 0.
 * Lumbar, hip and knee flexion are positive. No function prints, exits, or changes global state, and the
 * program's locale changes nothing; FFmpeg's log level, one for the whole program, is AV_LOG_QUIET while a video is
 * read or a picture written, and as before when the last of these calls has returned. Nothing is sent anywhere.
 * Ownership: whatever a function returns through an arena lives as long as the arena. */
#ifndef LUMBAR_H
#define LUMBAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LUMBAR_VERSION "0.1.0"

/* ---- errors -------------------------------------------------------------------------------------------- */

/* The one list of codes: name, exit status of the tool, meaning. */
#define LUMBAR_CODES(X)                                                     \
    X(OK, 0, "no error")                                                    \
    X(USAGE, 2, "a call or command line that makes no sense")               \
    X(INPUT, 3, "an input that cannot be read")                             \
    X(SETUP, 4, "something that should be installed is missing or damaged") \
    X(OUTPUT, 5, "an output that cannot be written")                        \
    X(MEMORY, 6, "out of memory")                                           \
    X(INTERRUPTED, 130, "stopped by the user")

typedef enum lumbar_code {
#define X(name, exit_status, meaning) LUMBAR_##name,
    LUMBAR_CODES(X)
#undef X
} lumbar_code;

/* Filled once, where the failure happens, in words the user can act on: names the file, row or question, and the
 * cure. */
typedef struct lumbar_error {
    lumbar_code code;
    long position;    /* line, byte or frame in the input, 0 where there is none */
    char text[480];   /* UTF-8, no trailing newline; in English: lumbar_error_in says it in another language */
    const char *id;   /* its row of phrases; NULL: it has none, which only what concerns tables or programs may */
    char holes[720];  /* what stands in that row's holes: name, text, name, text, ..., each ended by 0; an empty name
                         ends */
    char within[240]; /* the file that `text` begins with where the row does not name it; "": none */
} lumbar_error;

int lumbar_exit_status(lumbar_code code);       /* exit status of the tool for a code */
const char *lumbar_code_text(lumbar_code code); /* constant English text */

/* ---- memory -------------------------------------------------------------------------------------------- */

/* One analysis = one arena = one free. Zeroed memory, aligned for any type. Not thread-safe. An arena that ran out of
 * memory once is spent: what was made in it may lack a part, so every function that is given it fails with
 * LUMBAR_MEMORY. */
typedef struct lumbar_arena lumbar_arena;
lumbar_arena *lumbar_arena_new(void);                /* NULL when out of memory */
void lumbar_arena_free(lumbar_arena *arena);         /* NULL is fine */
size_t lumbar_arena_used(const lumbar_arena *arena); /* bytes handed out */

/* ---- dates --------------------------------------------------------------------------------------------- */

/* A day of the person's calendar; all zero: not known. No function asks a clock. */
typedef struct lumbar_date {
    int year, month, day; /* month and day from 1 */
} lumbar_date;

/* ---- pose: what the camera saw, frame by frame --------------------------------------------------------- */

/* BlazePose's 33 body points, in the network's order. */
#define LUMBAR_POINTS(X)                  \
    X(NOSE, "nose")                       \
    X(LEFT_EYE_INNER, "left_eye_inner")   \
    X(LEFT_EYE, "left_eye")               \
    X(LEFT_EYE_OUTER, "left_eye_outer")   \
    X(RIGHT_EYE_INNER, "right_eye_inner") \
    X(RIGHT_EYE, "right_eye")             \
    X(RIGHT_EYE_OUTER, "right_eye_outer") \
    X(LEFT_EAR, "left_ear")               \
    X(RIGHT_EAR, "right_ear")             \
    X(MOUTH_LEFT, "mouth_left")           \
    X(MOUTH_RIGHT, "mouth_right")         \
    X(LEFT_SHOULDER, "left_shoulder")     \
    X(RIGHT_SHOULDER, "right_shoulder")   \
    X(LEFT_ELBOW, "left_elbow")           \
    X(RIGHT_ELBOW, "right_elbow")         \
    X(LEFT_WRIST, "left_wrist")           \
    X(RIGHT_WRIST, "right_wrist")         \
    X(LEFT_PINKY, "left_pinky")           \
    X(RIGHT_PINKY, "right_pinky")         \
    X(LEFT_INDEX, "left_index")           \
    X(RIGHT_INDEX, "right_index")         \
    X(LEFT_THUMB, "left_thumb")           \
    X(RIGHT_THUMB, "right_thumb")         \
    X(LEFT_HIP, "left_hip")               \
    X(RIGHT_HIP, "right_hip")             \
    X(LEFT_KNEE, "left_knee")             \
    X(RIGHT_KNEE, "right_knee")           \
    X(LEFT_ANKLE, "left_ankle")           \
    X(RIGHT_ANKLE, "right_ankle")         \
    X(LEFT_HEEL, "left_heel")             \
    X(RIGHT_HEEL, "right_heel")           \
    X(LEFT_FOOT_INDEX, "left_foot_index") \
    X(RIGHT_FOOT_INDEX, "right_foot_index")

typedef enum lumbar_point_id {
#define X(name, text) LUMBAR_##name,
    LUMBAR_POINTS(X)
#undef X
        LUMBAR_POINT_COUNT
} lumbar_point_id;

typedef struct lumbar_point {
    float x, y;       /* pixels; quantised to 1/16 px; NaN where not given */
    float confidence; /* 0..1, quantised to 1/1000 */
} lumbar_point;

typedef struct lumbar_outline_point {
    float x, y;      /* pixels, quantised to 1/16 px */
    float sharpness; /* mask slope across the edge, logits per pixel, >= 0; small is blurred */
} lumbar_outline_point;

typedef struct lumbar_frame {
    double time_s;   /* presentation time from the first shown frame, whole microseconds */
    int32_t segment; /* uncut stretch of the recording this frame is in, from 0 */
    /* a body was found; otherwise x, y and world are NaN, confidence 0, no outline */
    bool person;
    bool second_person;                      /* the detector saw somebody else too */
    float presence;                          /* 0..1, the network's belief that a body is there */
    lumbar_point points[LUMBAR_POINT_COUNT]; /* picture coordinates */
    /* m from the mid-hip, network's own guess, rotated to the picture's axes; NaN where not given */
    float world[LUMBAR_POINT_COUNT][3];
    /* [outline_count] closed polygon round the person, clockwise in the picture */
    const lumbar_outline_point *outline;
    uint32_t outline_count; /* 0 where not given */
} lumbar_frame;

/* Why a stretch of a recording says nothing. */
typedef struct lumbar_gap {
    double start_s, end_s; /* s */
    const char *why;       /* plain words: "no person in the picture" */
} lumbar_gap;

/* A whole recording as body points: what `lumbar pose` writes (schema lumbar.pose/1) and every reader fills. A caller
 * with body points of its own (another network, markers) fills one itself, and begins at lumbar_see. */
typedef struct lumbar_pose {
    const char *path;           /* as the user gave it; from a lumbar.pose/1 file what stands there: never opened */
    const char *kind;           /* "video", "landmarks", "image" */
    bool pictures;              /* read from pictures just now, and not from a file of body points */
    int width, height;          /* px of the upright, square-pixel picture; 1 x 1 for normalised landmarks */
    double duration_s;          /* s, of the recording */
    double frame_rate;          /* frames/s of the recording, NaN where times are not known */
    bool timed;                 /* false: single frames in no order (a table of labelled stills) */
    const char *model;          /* "lite", "full", "heavy" or "" */
    const lumbar_frame *frames; /* [frame_count] by rising time */
    size_t frame_count;
    const lumbar_gap *gaps; /* [gap_count] cuts, fades, title cards */
    size_t gap_count;
    uint32_t dropped_times; /* frames dropped because their time stamp repeated or ran backwards */
    double grain;           /* how many px to a side make one that the picture truly holds; 0: not known, as 1 */
    bool retimed;           /* the file says that it plays slower or faster than it was filmed */
} lumbar_pose;

/* ---- findings and what was seen ------------------------------------------------------------------------ */

/* unknown never counts as absent */
typedef enum lumbar_state { LUMBAR_UNKNOWN = 0, LUMBAR_ABSENT, LUMBAR_PRESENT } lumbar_state;
typedef enum lumbar_origin { LUMBAR_FROM_ANSWERS, LUMBAR_FROM_RECORDING, LUMBAR_FROM_HISTORY } lumbar_origin;

typedef struct lumbar_place {
    int recording, set, rep; /* from 0; -1 where it does not apply */
    double time_s;           /* s in that recording */
} lumbar_place;

typedef struct lumbar_finding {
    const char *id; /* a row of knowledge/findings */
    lumbar_origin from;
    lumbar_state state;
    double strength;           /* 0..1 how marked */
    double confidence;         /* 0..1 how sure; weight counts times strength times confidence */
    const char *text;          /* one plain sentence about this person */
    const lumbar_place *where; /* [where_count] */
    size_t where_count;
    const char *measure;     /* id of the measured quantity, or NULL */
    double value, low, high; /* in `unit`, 95 % band; NaN where there is none */
    const char *unit;        /* "deg", "s", "%", ... or NULL */
    const char *source;      /* a row of knowledge/sources, or NULL */
    const char *cure;        /* what would make an unknown one known, or NULL */
    const char *change;      /* of a present one in the answer: what to change in the movement, or NULL */
    /* of an unknown one from a recording: "your feet stay down", "the camera moves"; else NULL */
    const char *what, *why_not;
} lumbar_finding;

typedef struct lumbar_measure {
    const char *id;
    double value, low, high; /* in `unit`, 95 % band */
    const char *unit;
} lumbar_measure;

typedef struct lumbar_repetition {
    double start_s, top_s, end_s; /* s; top: where it turns */
    const char *const *findings;  /* [finding_count] ids of what was present in it */
    size_t finding_count;
    const lumbar_measure *measures; /* [measure_count] */
    size_t measure_count;
} lumbar_repetition;

typedef struct lumbar_set {
    const struct lumbar_exercise *exercise; /* what was performed: a row of knowledge/exercises */
    const struct lumbar_exercise *intended; /* what was meant, NULL where not told */
    double confidence;                      /* 0..1 in the exercise */
    double start_s, end_s;                  /* s */
    double hold_s;                          /* s held, NaN for an exercise of repetitions */
    const lumbar_repetition *reps;          /* [rep_count] */
    size_t rep_count;
    const lumbar_measure *measures; /* [measure_count] */
    size_t measure_count;
} lumbar_set;

/* One curve over time on the common 50 Hz grid, for the report and for export. */
typedef struct lumbar_curve {
    const char *id;    /* "trunk", "hip", "knee", "neck", "lumbar" */
    const char *title; /* plain words */
    const char *unit;  /* "deg" */
    double start_s, step_s;
    const float *value; /* [count] NaN where not seen */
    const float *band;  /* [count] half width of the 95 % band, or NULL */
    size_t count;
} lumbar_curve;

/* A moment worth a picture, filled by the findings stage; the front door decodes and draws it (pass 2). */
typedef struct lumbar_moment {
    const char *kind;     /* "worst", "best", or "seen" where nothing is to be mended */
    const char *finding;  /* id of what it shows, NULL for "seen" */
    const char *caption;  /* one plain sentence */
    double time_s;        /* s of an analysed frame */
    const uint8_t *image; /* [image_size] JPEG or PNG file bytes, NULL until drawn */
    size_t image_size;
} lumbar_moment;

/* What one recording gave. */
typedef struct lumbar_recording {
    const char *path, *kind; /* as in lumbar_pose */
    double duration_s;       /* s */
    double seen_share;       /* 0..1 of the time in which the body was seen */
    const char *view;        /* "side", "oblique", "front", "unknown" */
    const lumbar_set *sets;  /* [set_count] */
    size_t set_count;
    const lumbar_gap *not_seen; /* [not_seen_count] */
    size_t not_seen_count;
    const lumbar_finding *findings; /* [finding_count] where.recording is filled in by the caller's order */
    size_t finding_count;
    const lumbar_curve *curves; /* [curve_count] */
    size_t curve_count;
    lumbar_moment *moments; /* [moment_count] */
    size_t moment_count;
    const char *const *notes; /* [note_count] plain sentences: "A second person was in the picture." */
    size_t note_count;
} lumbar_recording;

/* ---- motion: the body in metres ------------------------------------------------------------------------ */

/* One body point at one moment, in the room: right-handed, z up from the floor (the lowest that is seen of the body,
 * some centimetres over it); x to where the front of the person looks when upright: who lies on the back has the feet
 * there, who faces the floor the head; y to the person's left. The origin is on the floor below the middle of the hips
 * where that usually is; what one camera sees moves neither towards it nor away, so there the hips stay at 0. */
typedef struct lumbar_body_point {
    float at[3];      /* m: x, y, z; NaN where not seen */
    float band[3];    /* m, half width of the 95 % band of each; NaN where not seen */
    bool measured[3]; /* else guessed: of a part that is hidden, or along the line of sight of one camera */
} lumbar_body_point;

/* A body that is followed without a cut. */
typedef struct lumbar_body {
    double start_s, step_s; /* s: the first moment, from the recording's start; from one moment to the next */
    size_t count;           /* moments, at least 1 */
    double height_m;        /* of the person, by which the metres were set; NaN where they were measured (markers) */
    bool height_guessed;    /* it was not told: that of the table `limits` */
    const lumbar_body_point *points[LUMBAR_POINT_COUNT]; /* [count] each; NULL: there is none of that point */
} lumbar_body;

/* How somebody moved. lumbar_motion_of fills it from a film's points; a caller with markers or inertial sensors fills
 * path, duration_s and the bodies (x and y may lie anyhow on the floor), leaves the rest zero, and goes on with
 * lumbar_pose_of and lumbar_see. */
typedef struct lumbar_motion {
    const char *path;          /* as in lumbar_pose; never opened */
    double duration_s;         /* s, of the recording */
    const lumbar_body *bodies; /* [body_count] by rising time, none into the next */
    size_t body_count;
    const lumbar_curve *curves; /* [curve_count] angles of trunk and joints */
    size_t curve_count;
    const lumbar_set *sets; /* [set_count] as this one look reads them, without findings: see lumbar_motion_of */
    size_t set_count;
    const lumbar_gap *not_seen; /* [not_seen_count] */
    size_t not_seen_count;
} lumbar_motion;

/* ---- from a file to what was seen ---------------------------------------------------------------------- */

/* Called now and then during long work; `total_s` is NaN where it is not known. Return false to stop the work, which
 * then fails with LUMBAR_INTERRUPTED. Always called on the caller's thread. */
typedef bool lumbar_progress(void *user, double done_s, double total_s);

typedef struct lumbar_pose_settings {
    const char *model;  /* "lite", "full" (default), "heavy" */
    const char *engine; /* of the networks: "portable" (default: the same bytes everywhere), "xnnpack" where built in */
    const char *models_directory; /* NULL: LUMBAR_DATA, ../share/lumbar beside the executable, the build tree */
    int threads;                  /* 1..16; default 2; the result does not depend on it */
    lumbar_progress *progress;    /* or NULL */
    void *user;                   /* for progress */
} lumbar_pose_settings;

lumbar_pose_settings lumbar_pose_defaults(void);

/* Any recording -> body points: video or image (through the network), landmark CSV, lumbar.pose/1. "-": standard input.
 * Returns NULL and fills *error. A recording without a person is a result, not an error. Owned by the arena. */
const lumbar_pose *lumbar_pose_read(lumbar_arena *arena, const char *path, const lumbar_pose_settings *settings,
                                    lumbar_error *error);

/* Writes lumbar.pose/1 ("-": standard output), through a temporary file that is renamed when whole. */
bool lumbar_pose_write(const lumbar_pose *pose, const char *path, lumbar_error *error);

typedef struct lumbar_see_settings {
    int index;                              /* of the recording in the caller's list, from 0 */
    double height_m;                        /* of the person; NaN: that of the table `limits` is taken */
    const struct lumbar_exercise *intended; /* that was meant, or NULL */
    /* [told_count] those that the person speaks of; the only one is taken for meant where the recording can be of it */
    const struct lumbar_exercise *const *told;
    size_t told_count;
    lumbar_progress *progress; /* or NULL */
    void *user;                /* for progress */
} lumbar_see_settings;

struct lumbar_knowledge;

/* Body points -> exercise, sets, repetitions, angles, findings: motion is read from them, and from eight disturbed
 * copies, and what is told stands in most of these. NULL and *error where the table `limits` lacks a row, when out of
 * memory or stopped. Owned by the arena; points into `pose`. */
lumbar_recording *lumbar_see(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                             const struct lumbar_knowledge *knowledge, lumbar_error *error);

/* Body points -> the body in metres, its angles and its sets, as one look reads them. The sets are a weaker claim than
 * those of lumbar_see: no disturbed copy was asked. Fails as lumbar_see does. Owned by the arena. */
const lumbar_motion *lumbar_motion_of(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_see_settings *settings,
                                      const struct lumbar_knowledge *knowledge, lumbar_error *error);

/* The bodies of a motion as an ideal camera at the person's side sees them, for lumbar_see: what was measured in metres
 * goes on as a film does, and its findings are disturbed as a film's. NULL and *error: out of memory, or bodies that do
 * not follow one another. Owned by the arena; points into `motion`. */
const lumbar_pose *lumbar_pose_of(lumbar_arena *arena, const lumbar_motion *motion, lumbar_error *error);

/* ---- knowledge: the tables, as a clinician wrote them -------------------------------------------------- */

typedef struct lumbar_knowledge lumbar_knowledge;

/* The tables compiled into the library, or those in `directory` where it is not NULL (a table that is missing there is
 * the built-in one). Owned by the arena. Returns NULL and fills *error (naming table, line and row) where a table is
 * damaged. Not in the page's build, which calls lumbar_knowledge_builtin. */
const lumbar_knowledge *lumbar_knowledge_load(lumbar_arena *arena, const char *directory, lumbar_error *error);
const lumbar_knowledge *lumbar_knowledge_builtin(lumbar_arena *arena, lumbar_error *error);
/* The same in another language, "de": texts in `directory`/language-de, else compiled in, over those of the tables;
 * what these lack stays English. NULL and *error (LUMBAR_USAGE) where there is no such language. Language NULL or "en":
 * as the tables are. */
const lumbar_knowledge *lumbar_knowledge_load_in(lumbar_arena *arena, const char *directory, const char *language,
                                                 lumbar_error *error);
const lumbar_knowledge *lumbar_knowledge_builtin_in(lumbar_arena *arena, const char *language, lumbar_error *error);
bool lumbar_language_there(const char *directory, const char *language); /* an overlay; not of "en" */
/* An error in that language; NULL when out of memory. Owned by the arena. */
char *lumbar_error_in(lumbar_arena *arena, const lumbar_knowledge *knowledge, const lumbar_error *error);

/* A table as it was written, for printing: rows of fields. */
typedef struct lumbar_field {
    const char *name, *value; /* continued lines are joined by '\n' */
    long line;                /* in the table's file, from 1 */
} lumbar_field;

typedef struct lumbar_row {
    const char *id;
    const lumbar_field *fields; /* [field_count] as written, "id" among them */
    size_t field_count;
    long line;
    uint32_t key; /* of the id: rows of other keys have other ids */
} lumbar_row;

typedef struct lumbar_table {
    const char *name;       /* "questions", "findings", ... */
    const lumbar_row *rows; /* [row_count] */
    size_t row_count;
} lumbar_table;

size_t lumbar_table_count(const lumbar_knowledge *knowledge);
const lumbar_table *lumbar_table_at(const lumbar_knowledge *knowledge, size_t index);       /* NULL past the end */
const lumbar_table *lumbar_table_find(const lumbar_knowledge *knowledge, const char *name); /* NULL when unknown */
const lumbar_row *lumbar_row_find(const lumbar_table *table, const char *id);               /* NULL when unknown */
const char *lumbar_row_get(const lumbar_row *row, const char *field);                       /* NULL when not given */

/* The signs of an emergency in one list, "a, b or c": what every text names where it says when to get help at once. */
const char *lumbar_emergency_signs(const lumbar_knowledge *knowledge);

/* Along which line of the body it is judged whether an exercise is held straight. */
typedef enum lumbar_body_line {
    LUMBAR_LINE_NONE,
    LUMBAR_LINE_SIDE,          /* shoulder, hip and ankle, from the side */
    LUMBAR_LINE_FRONT,         /* the middles of shoulders, hips and ankles, from the front or the back */
    LUMBAR_LINE_STRETCHED_LEG, /* over the leg that is stretched, while one is */
    LUMBAR_LINE_KNEES          /* shoulder, hip and knee, while the hands are far out */
} lumbar_body_line;

/* One exercise: a row of knowledge/exercises. */
typedef struct lumbar_exercise {
    const char *id, *name;      /* name: as it stands within a sentence, "leg raise" */
    bool common;                /* a list to tick shows it first */
    const char *easier;         /* what is easier in its place, as it stands within a sentence; or NULL */
    const char *option;         /* its wording in a list to tick; NULL: not in the lists, told there as `like` */
    const char *const *aliases; /* [alias_count] what else people call it */
    size_t alias_count;
    const struct lumbar_exercise *like;   /* what the tables say of that one they say of this one too; or NULL */
    const struct lumbar_exercise *fuller; /* what the same movement becomes when it goes on; or NULL */
    lumbar_body_line line;
    bool judged;        /* false: seen only so that it is taken for no exercise */
    bool seen;          /* a recording can show it: by patterns of its own, or as the one that it is like */
    const char *figure; /* row of `figures` that shows it; NULL: none */
    bool when_named;    /* its patterns count only where the person named it */
} lumbar_exercise;

size_t lumbar_exercise_count(const lumbar_knowledge *knowledge);
const lumbar_exercise *lumbar_exercise_at(const lumbar_knowledge *knowledge, size_t index);     /* NULL past the end */
const lumbar_exercise *lumbar_exercise_find(const lumbar_knowledge *knowledge, const char *id); /* NULL when unknown */
/* The one that `name` means as people type it: an id, name or alias, whatever its case, its blanks and hyphens, and
 * with or without an "s" at its end. NULL: none. */
const lumbar_exercise *lumbar_exercise_named(const lumbar_knowledge *knowledge, const char *name);

/* What is wrong with tables that load: a row without a source, advice that nothing reaches, a weight that no case
 * fires, ... */
typedef struct lumbar_problems {
    const char *const *list; /* [count] sentences */
    size_t count;
} lumbar_problems;

/* False and *error: out of memory. Owned by the arena. */
bool lumbar_knowledge_check(lumbar_arena *arena, const lumbar_knowledge *knowledge, lumbar_problems *problems,
                            lumbar_error *error);

typedef enum lumbar_kind { LUMBAR_CHOICE, LUMBAR_SEVERAL, LUMBAR_NUMBER, LUMBAR_YES_NO_UNSURE } lumbar_kind;

typedef struct lumbar_option {
    const char *id, *text;
} lumbar_option;

/* A further id that is taken for an option. */
typedef struct lumbar_option_name {
    const char *id, *option; /* option: id of one of the options */
} lumbar_option_name;

/* One question. "not-sure" is a valid value of every question; "none" of every LUMBAR_SEVERAL. */
typedef struct lumbar_question {
    const char *id, *text, *help; /* help may be NULL */
    /* `short` of the table: wording on a tick-list or in a summary; the text where it has none */
    const char *brief;
    lumbar_kind kind;
    const lumbar_option *options; /* [option_count] without "none" and "not-sure" */
    size_t option_count;
    /* options[0..first_count) are shown first, the others behind a line that says `more` (NULL: all are first) */
    size_t first_count;
    const char *more;
    bool of_exercises;               /* the options are rows of knowledge/exercises */
    const lumbar_option_name *names; /* [name_count] of exercises that have no option of their own */
    size_t name_count;
    /* [called_count] what people type for an option, {option, name}: of questions whose options behind `more` are found
     * by typing; else none */
    const lumbar_option *called;
    size_t called_count;
    const char *unit;        /* of a number, or NULL */
    double minimum, maximum; /* of a number, inclusive */
    int screen;              /* 1..5: on that safety tick-list; 0: not a safety question */
    bool asked;              /* false: never asked by itself, but may be answered */
    bool again;              /* asked when somebody looks again some days later, and never else */
} lumbar_question;

size_t lumbar_question_count(const lumbar_knowledge *knowledge);
const lumbar_question *lumbar_question_at(const lumbar_knowledge *knowledge, size_t index);     /* NULL past the end */
const lumbar_question *lumbar_question_find(const lumbar_knowledge *knowledge, const char *id); /* NULL when unknown */

/* ---- answers and the interview ------------------------------------------------------------------------- */

typedef struct lumbar_answers lumbar_answers;

lumbar_answers *lumbar_answers_new(lumbar_arena *arena, const lumbar_knowledge *knowledge);
/* Sets or changes one answer. `value` is an option id, "yes", "no", "not-sure", "none", a number in the question's
 * unit, or for LUMBAR_SEVERAL option ids separated by commas. False and *error: unknown question or option, out of
 * range, or it cannot be true beside another answer. */
bool lumbar_answers_set(lumbar_answers *answers, const char *question, const char *value, lumbar_error *error);
/* The same of somebody who is asked: what was asked only because of this question's old answer is forgotten where it
 * cannot be true beside the new one, and such a follow-up itself is refused. */
bool lumbar_answers_change(lumbar_answers *answers, const char *question, const char *value, lumbar_error *error);
void lumbar_answers_clear(lumbar_answers *answers, const char *question); /* back to unanswered */
/* The value as lumbar_answers_set takes it, NULL when unanswered. Owned by the arena of `answers`. */
const char *lumbar_answers_get(const lumbar_answers *answers, const char *question);
/* What the person adds in words of their own: kept with the answers and given on with the answer, and read by nothing
 * else. Control characters become blanks. NULL or "": none. False and *error: out of memory, or longer than
 * LUMBAR_NOTE_BYTES. */
enum { LUMBAR_NOTE_BYTES = 2000 };
bool lumbar_answers_set_note(lumbar_answers *answers, const char *text, lumbar_error *error);
const char *lumbar_answers_note(const lumbar_answers *answers);                  /* NULL: none */
const lumbar_knowledge *lumbar_answers_knowledge(const lumbar_answers *answers); /* whose questions they answer */
/* The day on which they were given; not known: nobody told. It is kept with them, and nothing else reads it. */
void lumbar_answers_set_day(lumbar_answers *answers, lumbar_date day);
lumbar_date lumbar_answers_day(const lumbar_answers *answers);
/* Looking again some days later: what is told `now` (the questions that are `again`, and any other) over the `answers`
 * of then, of one arena. Where something new is told, the safety questions are open again unless `now` answers them.
 * Nothing that is told then lowers a level. False and *error: they do not fit together, and nothing has changed. */
bool lumbar_answers_again(lumbar_answers *answers, const lumbar_answers *now, lumbar_date today, lumbar_error *error);
bool lumbar_answers_looked_again(const lumbar_answers *answers); /* whether somebody did */
/* Reads a lumbar.answers/1 file ("-": standard input; docs/answers.md) into `answers`, over what is there. False and
 * *error: then `answers` are as before. Not in the page's build. */
bool lumbar_answers_read(lumbar_answers *answers, const char *path, lumbar_error *error);

typedef struct lumbar_next {
    const lumbar_question *question; /* NULL: nothing left that is worth asking */
    int screen;                      /* 1..5: show the whole tick-list of that screen; 0: one question */
    double gain_bits;                /* expected information about the main cause; NaN where asked for the level */
    lumbar_code code;                /* LUMBAR_OK, or LUMBAR_MEMORY: nothing could be worked out */
} lumbar_next;

/* What to ask next: open safety screens first, then the question with the largest expected information, with room kept
 * for each by which the level could still rise: NULL only when the level stands. */
lumbar_next lumbar_interview_next(const lumbar_answers *answers);

/* ---- the journal: workouts and soreness over days -------------------------------------------------------- */

/* One set of an exercise, as it was told. Of NaN: not told. */
typedef struct lumbar_journal_set {
    const char *exercise; /* a row of knowledge/exercises; NULL: what was done is none of them (a squat of an import) */
    const char *name;     /* as it stands within a sentence, or as the import calls it; never NULL */
    double reps;          /* repetitions done, 0..10000; NaN for a hold */
    double seconds;       /* held, or under way, s, 0..86400 */
    double weight_kg;     /* added weight, kg, -500..1000: below 0 helped by a machine or band; NaN: none told */
    double rest_s;        /* s of rest after it, 0..86400 */
    double rpe;           /* how hard, 1..10, 10 = no repetition more */
    bool warm_up;         /* told as one for warming up: no work set */
    bool light_rest;      /* told that one moved lightly in the rest after it; false: sat, or not told */
} lumbar_journal_set;

typedef struct lumbar_journal_workout {
    int64_t number; /* by which the person names it: `lumbar log --edit NUMBER`; from 1 */
    lumbar_date day;
    int minute;                     /* of the day, local time, 0..1439, at which it began; -1: not told */
    const char *when;               /* "morning", "noon", "evening", "night", NULL: not told, or the minute is */
    double duration_s;              /* of the whole, s; NaN: not told */
    lumbar_state warmed;            /* whether there was a warm-up before; unknown: not told */
    double warm_up_s;               /* s of it; NaN: not told */
    const lumbar_journal_set *sets; /* [set_count] in their order; none where only that there was one is known */
    size_t set_count;
    const char *note;   /* the person's own words, unread; or NULL */
    const char *source; /* "told", "page", "strong", "hevy", "fitnotes", "wger" */
} lumbar_journal_workout;

/* When an ache began in the workout of its day. */
typedef struct lumbar_journal_began {
    /* "fresh", "tired": in those words; "at": so long into it; "in-set", "after-set": of that set; NULL: not told */
    const char *kind;
    double time_s;        /* of "at": s from the first set's start, 0..86400 */
    int set;              /* of a set: which of the work sets, from 1; -1: the last one */
    const char *exercise; /* whose sets are counted, a row of knowledge/exercises; NULL: all of the workout */
} lumbar_journal_began;

typedef struct lumbar_journal_soreness {
    int64_t number; /* as of a workout */
    lumbar_date day;
    int minute;        /* of the day, local time, 0..1439; -1: not told */
    const char *when;  /* "morning", "noon", "evening", "night", "during" (the workout), "after" (it), NULL: not told */
    double strength;   /* 0..10, 0: that day there was none */
    const char *side;  /* "left", "right", "both", "middle", NULL: not told */
    const char *place; /* "lower-back" where nothing else was told; "upper-back", "buttock", "leg", "belly", "hip" */
    lumbar_journal_began began;
    const char *note;
    const char *source;
} lumbar_journal_soreness;

typedef struct lumbar_journal_sleep {
    int64_t number;
    lumbar_date day; /* of the morning after it */
    double hours;    /* 0..24 */
} lumbar_journal_sleep;

/* An answer of `lumbar why` that was kept. */
typedef struct lumbar_journal_answer {
    int64_t number;
    lumbar_date day;
    const char *json;    /* lumbar.answer/1, as it was printed */
    const char *answers; /* lumbar.answers/1: what was told; NULL: not kept */
} lumbar_journal_answer;

/* What a journal tells of a stretch of days. Each list by rising day, time where it is told, and number. A day on which
 * nothing is told is no day without soreness: only a strength of 0 says that. */
typedef struct lumbar_journal_days {
    lumbar_date first, last;                /* the stretch that was asked for */
    const lumbar_journal_workout *workouts; /* [workout_count] */
    size_t workout_count;
    const lumbar_journal_soreness *soreness; /* [soreness_count] several of one day may stand */
    size_t soreness_count;
    const lumbar_journal_sleep *sleep; /* [sleep_count] */
    size_t sleep_count;
    const lumbar_journal_answer *answers; /* [answer_count] */
    size_t answer_count;
    size_t damaged;            /* entries left out since their checksum says that they are not as they were written */
    const uint64_t *taken_out; /* [taken_out_count] of a page's journal: marks of what was taken out of it */
    size_t taken_out_count;
} lumbar_journal_days;

/* What the ache may follow, by a person's own workouts, and how sure that is. */
typedef struct lumbar_follow {
    const char *id;        /* an exercise, or a row of knowledge/exposures */
    const char *finding;   /* the row of knowledge/findings that it speaks for */
    const char *what;      /* "workouts with the leg raise" */
    const char *otherwise; /* "workouts without it" */
    /* workouts after which it was told how the back was, and those after which it ached */
    size_t with, with_sore, without, without_sore;
    double more, low, high; /* how much more often it aches with it, -1..1, with its 95 % interval; NaN: not compared */
    /* 0..1 how often the strongest of all that was looked at stands out as much as this by chance alone; NaN: not
     * compared, since it was nearly always there, or never, or not told */
    double by_chance;
    bool told;         /* sure enough to say so */
    double more_days;  /* days until it would be told if all goes on so; 0: it is told; infinite: not to be expected */
    const char *alike; /* id of another that was there in nearly the same workouts: the two cannot be told apart; or
                          NULL */
} lumbar_follow;

typedef struct lumbar_following {
    const lumbar_follow *follows; /* [follow_count] the surest first */
    size_t follow_count;
    size_t workouts, sore, unreported; /* of the stretch; after how many it ached, after how many nothing was told */
} lumbar_following;

/* "Does it follow my leg raises?" of the journal's days. NULL and *error where a table lacks a row, or when out of
 * memory. Owned by the arena. */
const lumbar_following *lumbar_follow_what(lumbar_arena *arena, const lumbar_journal_days *days,
                                           const lumbar_knowledge *knowledge, lumbar_error *error);

/* One set of a workout on its time axis. */
typedef struct lumbar_effort {
    const struct lumbar_exercise *exercise; /* or NULL */
    double start_s, end_s;
    double held_s;      /* of it the muscles could give what was asked, by the model */
    const char *muscle; /* that gave way first or was nearest to it: "abdominals", "hip-flexors", "back-extensors" */
} lumbar_effort;

/* Fatigue and burn over one workout, by the model: an estimate, from capacity that is the person's own where there is a
 * record of it, else a norm. */
typedef struct lumbar_course {
    const lumbar_curve *curves; /* [curve_count] "fatigue-abdominals", "burn-abdominals", ...; in %; then "lactate" of
                                   blood in mmol/l */
    size_t curve_count;
    const lumbar_effort *efforts; /* [effort_count] */
    size_t effort_count;
    double ache_s;                     /* when the ache began; NaN: not told */
    lumbar_origin from;                /* as of the settings */
    const lumbar_recording *recording; /* as of the settings */
    bool own_capacity;                 /* some set was held against the person's own record */
    bool rest_assumed, tempo_assumed;  /* not told, so our own choice: */
    double rest_s, repetition_s;       /* these, s */
    double fresh;                      /* %: muscles that are less tired than that count as fresh */
    const lumbar_finding *findings;    /* [finding_count] of origin history */
    size_t finding_count;
} lumbar_course;

typedef struct lumbar_course_settings {
    const lumbar_journal_set *sets; /* [set_count] of one workout, in their order */
    size_t set_count;
    const double *starts;               /* [set_count] s at which each began; NULL: from rests */
    const lumbar_journal_days *earlier; /* workouts before it: the person's own record; or NULL */
    const char *sex;                    /* as of lumbar_person; for norms */
    double mass_kg;                     /* NaN: assumed */
    double ache_s;                      /* s from the first set's start at which the ache began; NaN: not told */
    lumbar_journal_began began;         /* the same, as it was told of a workout; counts where ache_s is NaN */
    lumbar_origin from;                 /* what told the sets */
    const lumbar_recording *recording;  /* in which they were seen, on the same time axis; or NULL */
} lumbar_course_settings;

/* NULL and *error where a table lacks a row, or when out of memory; no work set is a course without curves. Owned by
 * the arena. */
const lumbar_course *lumbar_course_of(lumbar_arena *arena, const lumbar_course_settings *settings,
                                      const lumbar_knowledge *knowledge, lumbar_error *error);

/* Answers safety questions with yes where the journal counts what they ask for: how often it aches, how strongly, for
 * how long. It changes no answer by which the level would get lower. False and *error. */
bool lumbar_history_raises(lumbar_arena *arena, const lumbar_journal_days *days, lumbar_answers *answers,
                           lumbar_error *error);

/* ---- the answer ---------------------------------------------------------------------------------------- */

typedef enum lumbar_level { LUMBAR_SELF_CARE, LUMBAR_CLINICIAN, LUMBAR_SAME_DAY, LUMBAR_EMERGENCY } lumbar_level;

typedef struct lumbar_because {
    const char *question, *answer; /* ids as in the answers */
    const char *text;              /* the same in plain words */
} lumbar_because;

typedef struct lumbar_triage {
    lumbar_level level;      /* highest that the answers given so far set */
    lumbar_level if_clear;   /* if every open question were answered as harmlessly as it can be */
    bool screened;           /* nothing is open */
    const char *const *open; /* [open_count] ids of the unanswered questions that decide: the safety questions,
                                and every other that could still raise the level */
    size_t open_count;
    const lumbar_because *because; /* [because_count] */
    size_t because_count;
    const char *text;         /* see someone or not, plain words */
    const char *act;          /* what to do and by when, of the first sign that set the level; NULL: none did */
    const char *say;          /* what to say of that sign, or NULL */
    const char *tell_doctor;  /* what to tell them, or NULL */
    const char *would_change; /* what would change this level */
    const char *safety_net;   /* when to get help after all */
    int recheck_days;
    /* so many days after the answer's date; not known where that is not, or for 0 days */
    lumbar_date recheck_on;
} lumbar_triage;

typedef struct lumbar_contribution {
    const char *finding; /* finding id; two joined by "+" for a pair */
    double weight_db;    /* decibans */
    const char *text;    /* the finding's sentence */
    const char *source;  /* a row of knowledge/sources */
    const char *why;     /* the row's reason */
} lumbar_contribution;

typedef struct lumbar_leaf {
    const char *id, *name;
    double probability, score_db;
    const lumbar_contribution *in_favour; /* [favour_count] largest first; "for" in the JSON */
    size_t favour_count;
    const lumbar_contribution *against; /* [against_count] largest first */
    size_t against_count;
    const char *text;              /* plain words, what it is and what is contested; may be NULL */
    const char *about, *contested; /* the two parts of `text`; NULL where there is none */
} lumbar_leaf;

typedef struct lumbar_cause {
    const char *id, *name;     /* a group of knowledge/causes: posture, intensity, range, strain, disc, other, ... */
    double probability;        /* of being the main cause */
    const char *band;          /* "unlikely", "possible", "likely" */
    const lumbar_leaf *leaves; /* [leaf_count] by falling probability */
    size_t leaf_count;
    const char *text;              /* plain words, what it is and what is contested */
    const char *about, *contested; /* the two parts of `text`; NULL where there is none */
} lumbar_cause;

typedef struct lumbar_advice {
    /* kind: "stop-rule", "form", "swap", "warm-up", "dose", "relief", "recheck", "care" */
    const char *id, *kind;
    const char *const *causes; /* [cause_count] leaf ids; "for" in the JSON */
    size_t cause_count;
    const char *text, *why;
    const char *evidence; /* strength in words */
    const char *source;
    const char *figure, *wrong_figure; /* rows of `figures` that show it, and the wrong way; or NULL */
} lumbar_advice;

typedef struct lumbar_source {
    const char *id, *citation;
} lumbar_source;

typedef struct lumbar_person {
    double height_m, mass_kg, age_years; /* the age NaN where not told */
    const char *sex;                     /* "female", "male", "unknown" */
    bool height_assumed, mass_assumed;   /* not told: of the table `limits` */
} lumbar_person;

/* Who the answers are about, as far as they tell: what lumbar_see and later stages ask of a person. */
lumbar_person lumbar_person_of(const lumbar_answers *answers);

typedef enum lumbar_outcome { LUMBAR_RANKED, LUMBAR_NOTHING_TO_EXPLAIN, LUMBAR_NOT_ENOUGH } lumbar_outcome;

/* The first screen: at most 60 words in all, no number a layman cannot use. */
typedef struct lumbar_summary {
    const char *see, *cause, *change, *wrong_if;
} lumbar_summary;

/* What speaks most for the main cause. */
typedef struct lumbar_reason {
    const char *finding; /* as in lumbar_contribution; "": nothing that was told speaks for it, which `text` says */
    const char *text;    /* one plain sentence */
    int recording;       /* that shows it, -1: none */
    double time_s;       /* s in that recording: of its picture, or where it was seen first; NaN where not seen */
} lumbar_reason;

enum { LUMBAR_REASONS = 2 };

/* An exercise that hurts, and what is easier. */
typedef struct lumbar_easier {
    const char *exercise; /* its name */
    const char *easier;   /* NULL: nothing that the rest of the answer does not forbid; leave it out */
    const char *text;     /* the same in a sentence */
} lumbar_easier;

/* What to do: one rule for training, one day to look again (triage.recheck_on), one threshold to see someone. */
typedef struct lumbar_plan {
    const char *see;      /* see someone or not, with the day to look again: the summary's, in the days of a calendar */
    const char *training; /* "none", "light" (less and easier), "go" (on, with the change), "free" */
    const char *tomorrow, *next_workout, *in_seven_days; /* a line each */
    const char *figure, *wrong_figure; /* rows of `figures` that show the next workout, and the wrong way; or NULL */
    const char *help;                  /* when to call for help at once, a line */
    lumbar_reason reasons[LUMBAR_REASONS]; /* [reason_count] the strongest first */
    size_t reason_count;
    const lumbar_easier *easier; /* [easier_count] where there is training at all */
    size_t easier_count;
} lumbar_plan;

/* What it comes to when somebody looks again. */
typedef struct lumbar_look_again {
    const char *id, *text; /* a row of knowledge/again, and its words */
    lumbar_level before;   /* the level of all other answers */
} lumbar_look_again;

typedef struct lumbar_answer {
    lumbar_outcome outcome;
    lumbar_date today;              /* of the settings; not known where they tell none */
    const char *note;               /* what the person adds in words of their own, unread; NULL: nothing */
    const char *headline;           /* "Most consistent with ..." */
    const lumbar_look_again *again; /* NULL: nobody looks again */
    lumbar_summary summary;
    lumbar_plan plan;
    lumbar_person person;
    lumbar_triage triage;
    /* [cause_count] every group of the table, by falling probability; at least one */
    const lumbar_cause *causes;
    size_t cause_count;
    const char *const *contributing; /* [contributing_count] leaf ids */
    size_t contributing_count;
    const lumbar_finding *findings; /* [finding_count] */
    size_t finding_count;
    const lumbar_recording *recordings; /* [recording_count] the caller's */
    size_t recording_count;
    const lumbar_advice *advice; /* [advice_count] at most five, first matters most */
    size_t advice_count;
    lumbar_next next;
    bool provisional;             /* triage is not screened: questions that decide are open */
    bool reviewed;                /* every row in use was signed by a clinician */
    const lumbar_source *sources; /* [source_count] those used */
    size_t source_count;
    const char *const *claims; /* [claim_count] what its sentences claim: names in rows of `claims` */
    size_t claim_count;
} lumbar_answer;

/* What a workout is known from. */
typedef struct lumbar_course_told {
    const lumbar_answer *answer; /* whose recordings show it */
    const lumbar_answers *answers;
    const lumbar_journal_days *days; /* or NULL */
    double ache_s;                   /* s of the recording at which the ache began; NaN: not told */
} lumbar_course_told;

/* The workout that is known best, as a course: what a recording shows, else the one logged last, else the sets and
 * repetitions that were answered. One without efforts: none is known. NULL and *error as lumbar_course_of. */
const lumbar_course *lumbar_course_known(lumbar_arena *arena, const lumbar_course_told *told, lumbar_error *error);

/* What is known from earlier workouts: findings whose row of knowledge/findings has `from: history`; others are not
 * heard. A `text` of NULL is the row's own sentence. */
typedef struct lumbar_history {
    const lumbar_finding *findings; /* [finding_count] */
    size_t finding_count;
} lumbar_history;

/* A journal as a witness: what the ache follows, and what the last workout asked of this person. NULL and *error where
 * a table lacks a row, or when out of memory. Owned by the arena. */
const lumbar_history *lumbar_history_of(lumbar_arena *arena, const lumbar_journal_days *days,
                                        const lumbar_person *person, const lumbar_knowledge *knowledge,
                                        lumbar_error *error);

/* What there is beside the answers. */
typedef struct lumbar_why_settings {
    const lumbar_recording *recordings; /* [recording_count] or NULL */
    size_t recording_count;
    const lumbar_history *history; /* or NULL */
    lumbar_date today;             /* from which the recheck is reckoned; default: not known */
} lumbar_why_settings;

lumbar_why_settings lumbar_why_defaults(void); /* answers alone, on no known day */

/* Triage from answers, causes from answers and what the settings add; NULL: the defaults. Owned by the arena; points
 * into the answers and to what the settings point to. NULL only when out of memory. */
const lumbar_answer *lumbar_why(lumbar_arena *arena, const lumbar_answers *answers, const lumbar_why_settings *settings,
                                lumbar_error *error);

/* ---- the plan of the next weeks ------------------------------------------------------------------------ */

enum { LUMBAR_PROGRAMME_WEEKS = 4, LUMBAR_PROGRAMME_DAYS = 3 /* of workouts in a week, at most */ };

typedef struct lumbar_programme_exercise {
    const lumbar_exercise *exercise;
    const char *instead; /* what is easier and done in its place, as many as are easy; NULL: the exercise itself */
    bool left_out;       /* for now */
    bool own;            /* the amounts come from the person's own sets */
    int sets;
    /* by week, of one set; NaN where it is counted otherwise, or where something else is done */
    double reps[LUMBAR_PROGRAMME_WEEKS], seconds[LUMBAR_PROGRAMME_WEEKS];
} lumbar_programme_exercise;

typedef struct lumbar_programme_day {
    int week; /* of the plan, from 0 */
    lumbar_date on;
} lumbar_programme_day;

typedef struct lumbar_programme {
    bool given;                 /* false: there is none, for the reason in `why` */
    bool withdrawn;             /* there would be one, but for what was logged */
    lumbar_level level;         /* of the answer */
    const char *why;            /* of no plan; else NULL */
    const char *const *changes; /* [change_count] what is otherwise because of what was logged, a sentence each */
    size_t change_count;
    int week_count;                             /* 1..LUMBAR_PROGRAMME_WEEKS */
    const lumbar_programme_exercise *exercises; /* [exercise_count] */
    size_t exercise_count;
    int rest_days;                                           /* at least, after each workout */
    const char *form, *warm_up, *range, *rest, *stop, *step; /* a sentence each; form: as the answer has it */
    const char *help;                                        /* when to call for help at once, as the answer has it */
    const lumbar_programme_day *days;                        /* [day_count] of workouts; none without a day */
    size_t day_count;
    lumbar_date retest_on;     /* when to try again how much is possible; not known without a day */
    const char *const *claims; /* [claim_count] as of the answer, with which they go together */
    size_t claim_count;
} lumbar_programme;

typedef struct lumbar_programme_settings {
    const lumbar_answers *answers;   /* after lumbar_history_raises */
    const lumbar_answer *answer;     /* of these */
    const lumbar_journal_days *days; /* or NULL */
    lumbar_date told_on; /* when the answers were given, or looked at again; not known: of no day, so none is too old */
    int64_t told_number; /* what the journal holds up to this number was known then; 0: all of earlier days */
    bool raised;         /* lumbar_history_raises made the level higher */
    int weeks;           /* at most; 0: LUMBAR_PROGRAMME_WEEKS */
} lumbar_programme_settings;

/* One to four weeks, by the answer and the journal. None unless every safety question is answered and the level is
 * self-care, none for under-18s or in pregnancy, none while the answer says not to train, once the day to look again is
 * past, or where a sign was logged since; and nothing that the answer forbids. NULL and *error. Owned by the arena. */
const lumbar_programme *lumbar_programme_of(lumbar_arena *arena, const lumbar_programme_settings *settings,
                                            lumbar_error *error);

/* ---- two looks compared --------------------------------------------------------------------------------- */

typedef enum lumbar_change {
    LUMBAR_NOT_COMPARED,
    LUMBAR_SAME, /* none that can be seen: smaller than what both looks together may be off by */
    LUMBAR_MORE,
    LUMBAR_LESS,
    LUMBAR_CAME, /* a finding: not then, but now */
    LUMBAR_WENT
} lumbar_change;

typedef struct lumbar_compared_row {
    const char *kind;                /* "form", "range", "load", "soreness" */
    const char *id;                  /* a finding, a measure, "repetitions", "hold", "sets", "ache" */
    const lumbar_exercise *exercise; /* of which; NULL: of none or of all */
    double before, after;            /* in `unit`; NaN: no number */
    double band;                     /* what both together may be off by; NaN: no number */
    const char *unit;                /* or NULL */
    lumbar_change change;
    const char *why; /* it was not compared, a sentence; else NULL */
} lumbar_compared_row;

typedef struct lumbar_comparison {
    lumbar_date before_on, after_on;              /* not known: not told */
    const char *before_headline, *after_headline; /* of the answers; NULL: they say nothing but what was seen */
    const lumbar_compared_row *rows;              /* [row_count] */
    size_t row_count;
} lumbar_comparison;

typedef struct lumbar_compare_settings {
    const char *before, *after;           /* lumbar.answer/1 each, ended by 0 */
    const char *before_name, *after_name; /* for messages */
    lumbar_date before_on, after_on;      /* or not known */
    /* of as many days before the first look as there are between the two, and of these; or NULL */
    const lumbar_journal_days *days;
} lumbar_compare_settings;

/* What changed from one look to the next. NULL and *error: a text is no answer, a table lacks a row, out of memory.
 * Owned by the arena. */
const lumbar_comparison *lumbar_compare_looks(lumbar_arena *arena, const lumbar_knowledge *knowledge,
                                              const lumbar_compare_settings *settings, lumbar_error *error);

/* ---- cases: people whose answer is known --------------------------------------------------------------- */

/* A row of knowledge/cases, run. */
typedef struct lumbar_case {
    const char *id, *kind, *text; /* kind: "person", "vignette", "coverage" */
    const char *const *accepted;  /* [accepted_count] causes, leaves, "none" or "undecidable" */
    size_t accepted_count;
    lumbar_level lowest, highest; /* safe levels */
    const lumbar_answer *answer;  /* what the program says */
    bool accepted_met;            /* the first cause is accepted; "none" is met by nothing-to-explain, "undecidable"
                                     by not-enough or a first probability under 0.5; true where none is given */
    bool level_safe;              /* if_clear is not below `lowest` */
    bool level_over;              /* if_clear is above `highest` */
} lumbar_case;

size_t lumbar_case_count(const lumbar_knowledge *knowledge);
/* NULL past the end or, with *error, where the case's answers are refused. Owned by the arena. */
const lumbar_case *lumbar_case_run(lumbar_arena *arena, const lumbar_knowledge *knowledge, size_t index,
                                   lumbar_error *error);

#ifdef __cplusplus
}
#endif
#endif
