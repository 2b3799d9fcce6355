/* What is drawn of a body that was seen. Colours are Okabe and Ito's, which people with colour blindness can tell
 * apart; each line has a light border. */
#include <math.h>
#include "picture/strokes.h"

static const lumbar_ink blue = {0, 114, 178, 1}, orange = {230, 120, 0, 1}, white = {255, 255, 255, 0.85},
                        pale = {255, 255, 255, 0.6}, grey = {120, 130, 140, 0.75};

static const uint8_t left_bones[][2] = {
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW}, {LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST},
    {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_HIP},   {LUMBAR_LEFT_HIP, LUMBAR_LEFT_KNEE},
    {LUMBAR_LEFT_KNEE, LUMBAR_LEFT_ANKLE},     {LUMBAR_LEFT_ANKLE, LUMBAR_LEFT_HEEL},
    {LUMBAR_LEFT_HEEL, LUMBAR_LEFT_FOOT_INDEX}};
static const uint8_t left_joints[] = {LUMBAR_LEFT_SHOULDER, LUMBAR_LEFT_ELBOW, LUMBAR_LEFT_WRIST,
                                      LUMBAR_LEFT_HIP,      LUMBAR_LEFT_KNEE,  LUMBAR_LEFT_ANKLE};
/* of both sides, each laid twice, and the outline */
enum { BONES_AND_JOINTS = 2 * 2 * LUMBAR_COUNT(left_bones) + 2 * LUMBAR_COUNT(left_joints) + 1 };

lumbar_spot lumbar_on_canvas(const lumbar_picture_window *window, double x, double y)
{
    return (lumbar_spot){(x - window->x) * window->scale, (y - window->y) * window->scale};
}

/* ---- a body that is being drawn ------------------------------------------------------------------------ */

typedef struct sketch {
    const lumbar_frame *frame;
    lumbar_strokes *strokes;
    lumbar_spot *points;  /* [LUMBAR_POINT_COUNT] on the canvas */
    lumbar_spot *bones;   /* room for the two ends of each bone of both sides */
    lumbar_spot *outline; /* [outline_count], and the first once more */
    double thick;         /* px, of a line */
} sketch;

static void lay(const sketch *s, lumbar_stroke_kind kind, lumbar_pen pen, const lumbar_spot *spots, size_t count)
{
    s->strokes->list[s->strokes->count++] = (lumbar_stroke){kind, pen, spots, count};
}

/* In BlazePose's order the right partner of a left point stands right behind it. */
static void lay_side(const sketch *s, bool right, bool near_side)
{
    double thick = s->thick;
    for (size_t i = 0; i < LUMBAR_COUNT(left_bones); i++) {
        lumbar_spot *ends = s->bones + 2 * (i + (right ? LUMBAR_COUNT(left_bones) : 0));
        lumbar_pen border = {thick, pale}, line = {thick * 0.6, grey};
        if (near_side) border = (lumbar_pen){thick * 1.8, white}, line = (lumbar_pen){thick, blue};
        for (int end = 0; end < 2; end++) ends[end] = s->points[left_bones[i][end] + right];
        lay(s, LUMBAR_STROKE_LINE, border, ends, 2);
        lay(s, LUMBAR_STROKE_LINE, line, ends, 2);
    }
    for (size_t i = 0; near_side && i < LUMBAR_COUNT(left_joints); i++) {
        const lumbar_spot *at = &s->points[left_joints[i] + right];
        lay(s, LUMBAR_STROKE_DOT, (lumbar_pen){2 * (thick * 1.25), white}, at, 1);
        lay(s, LUMBAR_STROKE_DOT, (lumbar_pen){2 * (thick * 0.85), blue}, at, 1);
    }
}

/* Which edges of the outline are the lower back: between hip and shoulder, on the side away from the face. False where
 * that side is not known. */
typedef struct back_line {
    const lumbar_point *hip;
    double dx, dy, chord, dorsal;
} back_line;

static bool back_of(const lumbar_frame *frame, bool right, back_line *back)
{
    const lumbar_point *hip = &frame->points[LUMBAR_LEFT_HIP + right],
                       *shoulder = &frame->points[LUMBAR_LEFT_SHOULDER + right];
    const lumbar_point *nose = &frame->points[LUMBAR_NOSE], *ear = &frame->points[LUMBAR_LEFT_EAR + right];
    double dx = shoulder->x - hip->x, dy = shoulder->y - hip->y, chord = hypot(dx, dy);
    double front = (nose->x - ear->x) * -dy + (nose->y - ear->y) * dx;
    *back = (back_line){hip, dx, dy, chord, front > 0 ? -1 : 1};
    return chord > 1 && isfinite(front) && front != 0 && frame->outline_count >= 3;
}

static bool is_back(const back_line *back, const lumbar_outline_point *a, const lumbar_outline_point *b)
{
    double mx = (a->x + b->x) / 2 - back->hip->x, my = (a->y + b->y) / 2 - back->hip->y;
    double square = back->chord * back->chord;
    double along = (mx * back->dx + my * back->dy) / square,
           across = back->dorsal * (mx * -back->dy + my * back->dx) / square;
    return !(along < -0.05 || along > 0.7 || across < 0 || across > 0.6);
}

static void lay_back(const sketch *s, bool right)
{
    const lumbar_frame *frame = s->frame;
    back_line back;
    if (!back_of(frame, right, &back)) return;
    const lumbar_pen pens[2] = {{s->thick * 2.2, white}, {s->thick * 1.3, orange}};
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0, run = 0; i < frame->outline_count; i++) {
            const lumbar_outline_point *a = &frame->outline[i], *b = &frame->outline[(i + 1) % frame->outline_count];
            bool is = is_back(&back, a, b);
            run = is ? run + 1 : 0;
            if (run == 1) lay(s, LUMBAR_STROKE_LINE, pens[pass], &s->outline[i], 1);
            if (is) s->strokes->list[s->strokes->count - 1].count++;
        }
}

static double side_confidence(const lumbar_frame *frame, bool right)
{
    double sum = 0;
    for (int id = LUMBAR_LEFT_SHOULDER; id <= LUMBAR_LEFT_FOOT_INDEX; id += 2)
        sum += isfinite(frame->points[id + right].x) ? frame->points[id + right].confidence : 0;
    return sum;
}

/* Room for all that may be laid, and places on the canvas. */
static bool begin(lumbar_arena *arena, const lumbar_picture_window *window, sketch *s)
{
    const lumbar_frame *frame = s->frame;
    size_t count = frame->outline_count;
    s->strokes->list = LUMBAR_NEW_ARRAY(arena, lumbar_stroke, BONES_AND_JOINTS + count + 2);
    s->points = LUMBAR_NEW_ARRAY(arena, lumbar_spot, LUMBAR_POINT_COUNT);
    s->bones = LUMBAR_NEW_ARRAY(arena, lumbar_spot, 4 * LUMBAR_COUNT(left_bones));
    s->outline = LUMBAR_NEW_ARRAY(arena, lumbar_spot, count + 1);
    if (!s->strokes->list || !s->points || !s->bones || !s->outline) return false;
    for (int id = 0; id < LUMBAR_POINT_COUNT; id++)
        s->points[id] = lumbar_on_canvas(window, frame->points[id].x, frame->points[id].y);
    for (size_t i = 0; count && i <= count; i++)
        s->outline[i] = lumbar_on_canvas(window, frame->outline[i % count].x, frame->outline[i % count].y);
    return true;
}

lumbar_strokes lumbar_strokes_of(lumbar_arena *arena, const lumbar_frame *frame, const lumbar_picture_window *window,
                                 bool back)
{
    lumbar_strokes strokes = {0};
    double longer = fmax(floor(window->width * window->scale), floor(window->height * window->scale));
    sketch s = {.frame = frame, .strokes = &strokes, .thick = fmax(2, longer / 200)};
    if (!begin(arena, window, &s)) return (lumbar_strokes){0};
    bool right = side_confidence(frame, true) > side_confidence(frame, false);
    lay(&s, LUMBAR_STROKE_LOOP, (lumbar_pen){s.thick * 0.6, pale}, s.outline, frame->outline_count);
    lay_side(&s, !right, false);
    lay_side(&s, right, true);
    if (back) lay_back(&s, right);
    return strokes;
}

/* ---- the head ------------------------------------------------------------------------------------------ */

static double trunk_length(const lumbar_frame *frame)
{
    double longest = 0;
    for (int right = 0; right < 2; right++) {
        const lumbar_point *hip = &frame->points[LUMBAR_LEFT_HIP + right],
                           *shoulder = &frame->points[LUMBAR_LEFT_SHOULDER + right];
        double length = hypot(shoulder->x - hip->x, shoulder->y - hip->y);
        if (isfinite(length)) longest = fmax(longest, length);
    }
    return longest;
}

/* A disc round nose, eyes, ears and mouth, never smaller than a head of that body. */
bool lumbar_head_of(const lumbar_frame *frame, const lumbar_picture_window *window, lumbar_spot *centre, double *radius)
{
    double x = 0, y = 0, reach = 0;
    int count = 0;
    for (int id = LUMBAR_NOSE; id <= LUMBAR_MOUTH_RIGHT; id++)
        if (isfinite(frame->points[id].x)) x += frame->points[id].x, y += frame->points[id].y, count++;
    if (!count) return false;
    x /= count, y /= count;
    for (int id = LUMBAR_NOSE; id <= LUMBAR_MOUTH_RIGHT; id++)
        if (isfinite(frame->points[id].x)) reach = fmax(reach, hypot(frame->points[id].x - x, frame->points[id].y - y));
    /* A head is about 0.23 m high against 0.5 m from hip to shoulder: half of it is 0.23 trunks; own choice: 0.3. */
    *radius = fmax(1.6 * reach, 0.3 * trunk_length(frame)) * window->scale;
    *centre = lumbar_on_canvas(window, x, y);
    return true;
}
