/* Who trains before the camera, while it happens: the last minute of body points, looked at as a film is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "page/film.h"
#include "page/film_first.h"
#include "page/film_parts.h"
#include "page/inner.h"
#include "page/live.h"
#include "page/live_cue.h"
#include "report/seen_words.h"
#include "report/writer.h"
#include "seen/told.h"

/* Own choices, s. Of more than WINDOW_S only the newest KEPT_S stay, so that a look takes no longer in the tenth minute
 * than in the first; what is cut is cut where a repetition ends, EARLY_S before its end, so that the next one begins
 * with the body at rest. What begins REST_S after a set is another one. */
static const double WINDOW_S = 60, KEPT_S = 30, EARLY_S = 3, REST_S = 10;

static struct {
    lumbar_arena *arena; /* of the cues */
    lumbar_cues cues;
    int size[2];
    lumbar_frame *frames; /* [count] by rising time, each with an outline of its own */
    double *light;        /* [count] */
    size_t count, room;
    const lumbar_exercise *exercise; /* of the set whose first repetitions are no longer in the window */
    long long counted;               /* these */
    double counted_s;                /* where the last of them ends */
} live;

/* ---- frames -------------------------------------------------------------------------------------------- */

bool lumbar_look_frame(void)
{
    const lumbar_frame *frame = lumbar_look_newest();
    if (!frame) return lumbar_session_fail(NULL);
    const lumbar_live_frame head = {*frame, lumbar_look_newest_light()};
    lumbar_text *out = lumbar_session_output();
    lumbar_text_add_bytes(out, (const char *)&head, sizeof head);
    lumbar_text_add_bytes(out, (const char *)frame->outline, frame->outline_count * sizeof *frame->outline);
    return lumbar_session_whole();
}

/* A frame's outline; frames here own theirs. */
static void free_outline(lumbar_frame *frame)
{
    union {
        const lumbar_outline_point *given;
        lumbar_outline_point *own;
    } outline = {frame->outline};
    free(outline.own);
}

static void drop_first(size_t count)
{
    for (size_t i = 0; i < count; i++) free_outline(&live.frames[i]);
    live.count -= count;
    memmove(live.frames, live.frames + count, live.count * sizeof *live.frames);
    memmove(live.light, live.light + count, live.count * sizeof *live.light);
}

bool lumbar_live_open(int width, int height)
{
    if (live.count) drop_first(live.count);
    free(live.frames);
    free(live.light);
    lumbar_arena_free(live.arena);
    memset(&live, 0, sizeof live);
    live.size[0] = width;
    live.size[1] = height;
    const lumbar_answers *answers = lumbar_session_answers();
    live.arena = lumbar_arena_new();
    return (answers && live.arena && lumbar_cues_open(live.arena, lumbar_answers_knowledge(answers), &live.cues)) ||
           lumbar_session_fail(NULL);
}

static bool make_room(void)
{
    if (live.count < live.room) return true;
    size_t room = 2 * live.room + 256;
    lumbar_frame *frames = realloc(live.frames, room * sizeof *frames);
    if (frames) live.frames = frames;
    double *light = realloc(live.light, room * sizeof *light);
    if (light) live.light = light;
    if (frames && light) live.room = room;
    return frames && light;
}

bool lumbar_live_take(size_t size)
{
    lumbar_live_frame head;
    if (size < sizeof head) return lumbar_session_fail(NULL);
    memcpy(&head, lumbar_session_input(), sizeof head);
    size_t outline = head.frame.outline_count * sizeof *head.frame.outline;
    if (size != sizeof head + outline || !make_room()) return lumbar_session_fail(NULL);
    lumbar_outline_point *own = outline ? malloc(outline) : NULL;
    if (outline && !own) return lumbar_session_fail(NULL);
    if (own) memcpy(own, lumbar_session_input() + sizeof head, outline);
    head.frame.outline = own;
    live.frames[live.count] = head.frame;
    live.light[live.count++] = head.light;
    return true;
}

static double now_s(void) { return live.frames[live.count - 1].time_s; }

/* ---- what stands --------------------------------------------------------------------------------------- */

/* Of an exercise that is judged: what lies between two of them is no set. */
static const lumbar_set *judged_before(const lumbar_recording *recording, size_t end, size_t *at)
{
    for (*at = end; (*at)-- > 0;)
        if (recording->sets[*at].exercise->judged) return &recording->sets[*at];
    return NULL;
}

/* The set that is under way or was last: who pauses for a breath goes on with it. */
typedef struct run {
    const lumbar_set *last; /* NULL: nobody has begun */
    size_t first;           /* its first part, of the recording's sets */
    bool goes_on;           /* it began before the window */
} run;

static run run_of(const lumbar_recording *recording)
{
    run r = {0};
    size_t at;
    double start_s = 0;
    for (const lumbar_set *s = judged_before(recording, recording->set_count, &at); s;
         s = judged_before(recording, at, &at)) {
        if (r.last && (s->exercise != r.last->exercise || start_s - s->end_s > REST_S)) break;
        if (!r.last) r.last = s;
        r.first = at;
        start_s = s->start_s;
    }
    r.goes_on = r.last && live.counted && r.last->exercise == live.exercise && start_s < live.counted_s + REST_S;
    return r;
}

/* Its repetitions that end before a time, those before the window too; *end_s: of the last of them, else as it was. */
static long long count_until(const lumbar_recording *recording, const run *r, double until_s, double *end_s)
{
    long long count = r->goes_on ? live.counted : 0;
    for (size_t i = r->first; r->last && i < recording->set_count; i++) {
        const lumbar_set *set = &recording->sets[i];
        for (size_t k = 0; set->exercise == r->last->exercise && k < set->rep_count; k++) {
            const lumbar_repetition *rep = &set->reps[k];
            if (rep->end_s > until_s || (r->goes_on && rep->top_s <= live.counted_s)) continue;
            count++;
            *end_s = rep->end_s;
        }
    }
    return count;
}

/* Makes the window shorter where it became long: cut where a repetition ends, whose count is kept. */
static void shorten(const lumbar_recording *recording, const run *r)
{
    double end_s = now_s() - KEPT_S;
    size_t cut = 0;
    if (now_s() - live.frames[0].time_s <= WINDOW_S) return;
    live.counted = count_until(recording, r, end_s, &end_s);
    live.counted_s = end_s;
    live.exercise = r->last ? r->last->exercise : NULL;
    while (cut + 1 < live.count && live.frames[cut].time_s < end_s - EARLY_S) cut++;
    drop_first(cut);
}

/* False when out of memory. */
static bool write_look(const lumbar_recording *recording, const run *r, const lumbar_finding_row *cue)
{
    double end_s;
    lumbar_text name = {0};
    if (r->last) lumbar_set_name(lumbar_answers_knowledge(lumbar_session_answers()), r->last, &name);
    bool good = !name.failed;
    lumbar_writer writer = lumbar_writer_to(lumbar_session_output());
    lumbar_write_open(&writer, NULL, '{');
    lumbar_write_string(&writer, "exercise", name.data);
    lumbar_text_free(&name);
    lumbar_write_integer(&writer, "count", count_until(recording, r, INFINITY, &end_s));
    lumbar_write_number(&writer, "held_s", r->last ? r->last->hold_s : NAN, "s");
    if (cue) {
        lumbar_write_open(&writer, "cue", '{');
        lumbar_write_string(&writer, "id", cue->id);
        lumbar_write_string(&writer, "text", cue->cue);
        lumbar_write_close(&writer);
    } else {
        lumbar_write_string(&writer, "cue", NULL);
    }
    lumbar_write_close(&writer);
    return good;
}

bool lumbar_live_look(void)
{
    const lumbar_answers *answers = lumbar_session_answers();
    lumbar_error error = {0};
    lumbar_see_settings settings;
    if (!answers || !live.count) return lumbar_session_fail(NULL);
    lumbar_arena *arena = lumbar_arena_new();
    if (!arena || !lumbar_see_told(arena, answers, &settings)) {
        lumbar_arena_free(arena);
        return lumbar_session_fail(NULL);
    }
    const lumbar_pose pose = {.path = "",
                              .kind = "video",
                              .pictures = true,
                              .width = live.size[0],
                              .height = live.size[1],
                              .duration_s = now_s(),
                              .frame_rate = NAN,
                              .timed = true,
                              .model = "",
                              .frames = live.frames,
                              .frame_count = live.count};
    const lumbar_recording *recording = lumbar_see(arena, &pose, &settings, lumbar_answers_knowledge(answers), &error);
    bool good = false;
    if (recording) {
        const run r = run_of(recording);
        good = write_look(recording, &r, lumbar_cues_choose(&live.cues, recording, now_s()));
        shorten(recording, &r);
    }
    lumbar_arena_free(arena);
    if (!recording) return lumbar_look_fail(&error);
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

bool lumbar_live_first(void)
{
    const lumbar_answers *answers = lumbar_session_answers();
    lumbar_first first = {0};
    if (!answers) return lumbar_session_fail(NULL);
    for (size_t i = live.count > LUMBAR_FIRST_FRAMES ? live.count - LUMBAR_FIRST_FRAMES : 0; i < live.count; i++)
        lumbar_first_take(&first, &live.frames[i], live.light[i]);
    bool good = lumbar_first_write(&first, live.size, lumbar_answers_knowledge(answers), lumbar_session_output());
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}
