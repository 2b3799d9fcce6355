/* The coordinator's end of a film: frames in order, jobs out and in, then the body points of all. */
#include <math.h>
#include <string.h>
#include "page/film.h"
#include "page/film_first.h"
#include "page/film_parts.h"
#include "page/inner.h"
#include "pose/facts.h"
#include "pose/tracker.h"
#include "recording/pose_text.h"

static const char network[] = "full";

static struct {
    lumbar_arena *arena;
    lumbar_tracker *tracker;
    lumbar_tally tally;
    int size[2]; /* of the upright picture */
    lumbar_pose *pose;
    bool finished;
    lumbar_first first;
} film;

static lumbar_job job; /* that is handed out or was handed back */

bool lumbar_look_fail(const lumbar_error *error)
{
    return lumbar_session_fail(error->code == LUMBAR_MEMORY ? NULL : error->text);
}

lumbar_job *lumbar_look_job(void) { return &job; }
size_t lumbar_look_job_size(void) { return sizeof job; }

static void close(void)
{
    lumbar_look_forget();
    lumbar_tracker_free(film.tracker);
    lumbar_arena_free(film.arena);
    memset(&film, 0, sizeof film);
}

bool lumbar_look_open(double announced_s, double frame_rate, double capture_rate, bool slow_motion)
{
    close();
    film.arena = lumbar_arena_new();
    film.tracker = film.arena ? lumbar_tracker_new(film.arena, network) : NULL;
    film.pose = film.tracker ? LUMBAR_NEW(film.arena, lumbar_pose) : NULL;
    const char *name = lumbar_session_input();
    if (film.pose) film.pose->path = lumbar_copy(film.arena, name, strlen(name));
    if (!film.pose || !film.pose->path) return lumbar_session_fail(NULL);
    film.tally = lumbar_tally_new();
    film.tally.facts.announced_s = announced_s;
    film.tally.facts.frame_rate = frame_rate;
    film.tally.facts.retimed = lumbar_is_retimed(frame_rate, capture_rate, slow_motion);
    return true;
}

lumbar_look_step lumbar_look_time(double stamp, double lasts)
{
    if (!lumbar_tally_take(&film.tally, (int64_t)stamp, (int64_t)lasts)) return LUMBAR_LOOK_PASS;
    if (film.tally.shown_s > LUMBAR_VIDEO_SECONDS_MOST) return LUMBAR_LOOK_LONG;
    return lumbar_tally_is_due(&film.tally) ? LUMBAR_LOOK_LOOK : LUMBAR_LOOK_PASS;
}

double lumbar_look_shown_s(void) { return film.tally.shown_s; }
void lumbar_look_damage(void) { lumbar_tally_damage(&film.tally); }

bool lumbar_look_begin(void)
{
    lumbar_error error = {0};
    lumbar_image image;
    if (!film.tracker) return lumbar_session_fail(NULL);
    if (!lumbar_look_image(&image, film.size)) return lumbar_session_fail(NULL);
    return lumbar_tracker_begin(film.tracker, &image, film.tally.shown_s, &job, &error) || lumbar_look_fail(&error);
}

bool lumbar_look_gather(void)
{
    lumbar_error error = {0};
    if (!lumbar_tracker_gather(film.tracker, &job, &error)) return lumbar_look_fail(&error);
    lumbar_first_take(&film.first, lumbar_look_newest(), lumbar_look_newest_light());
    return true;
}

const lumbar_frame *lumbar_look_newest(void) { return film.tracker ? lumbar_tracker_last(film.tracker) : NULL; }
double lumbar_look_newest_light(void) { return film.tracker ? (double)lumbar_tracker_light(film.tracker) : NAN; }
const int *lumbar_look_size(void) { return film.size; }

bool lumbar_look_first(void)
{
    const lumbar_answers *answers = lumbar_session_answers();
    if (!answers) return lumbar_session_fail(NULL);
    bool good = lumbar_first_write(&film.first, film.size, lumbar_answers_knowledge(answers), lumbar_session_output());
    return good ? lumbar_session_whole() : lumbar_session_fail(NULL);
}

bool lumbar_look_finish(bool stopped)
{
    lumbar_error error = {0};
    if (stopped) film.tally.facts.announced_s = film.tally.facts.duration_s;
    lumbar_tally_end(&film.tally);
    if (!lumbar_tracker_finish(film.tracker, film.pose, &error)) return lumbar_look_fail(&error);
    if (!lumbar_pose_tell(film.arena, film.pose, &film.tally.facts)) return lumbar_session_fail(NULL);
    lumbar_tracker_free(film.tracker);
    film.tracker = NULL;
    film.finished = true;
    return true;
}

const lumbar_pose *lumbar_look_pose(void) { return film.finished ? film.pose : NULL; }
size_t lumbar_look_frames(void) { return film.finished ? film.pose->frame_count : 0; }

bool lumbar_look_pose_line(size_t index)
{
    if (!film.finished || index > film.pose->frame_count) return lumbar_session_fail(NULL);
    lumbar_pose_line(film.pose, index, lumbar_session_output());
    return lumbar_session_whole();
}
