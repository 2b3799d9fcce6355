/* What is counted of a video while its frames come: their times, which of them are worth a look, what was lost. */
#include <math.h>
#include "recording/tally.h"

static const double frame_most_s = 10; /* own choice: longer no frame is shown, whatever it says of itself */

lumbar_tally lumbar_tally_new(void)
{
    return (lumbar_tally){.last_cell = -1, .facts = {.announced_s = NAN, .frame_rate = NAN}};
}

/* Own choices. Rates that differ by less are one rate: 23.976 and 24, 29.97 and 30, a camera that drops some in dim
 * light. Who takes slow motion takes 120 pictures a second and more (Apple); if a film has so many, it still goes at
 * its own speed and only a player slows it. */
static const double rate_apart = 1.5, slow_motion_rate = 100;

bool lumbar_is_retimed(double frame_rate, double capture_rate, bool slow_motion)
{
    if (!(frame_rate > 0)) return false;
    double ratio = capture_rate / frame_rate;
    return (capture_rate > 0 && (ratio >= rate_apart || ratio <= 1 / rate_apart)) ||
           (slow_motion && frame_rate < slow_motion_rate);
}

/* Own choice: damage within this time of other damage is told with it. */
static const double damage_apart_s = 1;

void lumbar_tally_damage(lumbar_tally *tally)
{
    lumbar_video_facts *f = &tally->facts;
    lumbar_video_damage *last = f->damage_count ? &f->damage[f->damage_count - 1] : NULL;
    f->damaged++;
    if (last && (tally->shown_s - last->end_s < damage_apart_s || f->damage_count == LUMBAR_VIDEO_DAMAGE_MOST))
        last->pieces++;
    else f->damage[f->damage_count++] = (lumbar_video_damage){tally->shown_s, tally->shown_s, 1};
    tally->damage_open = true;
}

/* Damage lasts until the next picture, or the end. */
static void end_damage(lumbar_tally *tally, double time_s)
{
    if (tally->damage_open) tally->facts.damage[tally->facts.damage_count - 1].end_s = time_s;
    tally->damage_open = false;
}

void lumbar_tally_end(lumbar_tally *tally) { end_damage(tally, tally->facts.duration_s); }

/* The clock of the file went elsewhere between the last picture and this one, by so many microseconds. */
static void note_leap(lumbar_tally *tally, int64_t by)
{
    lumbar_video_facts *f = &tally->facts;
    if (f->leap_count == LUMBAR_VIDEO_LEAP_MOST) return; /* the tracker still tells that no pictures are there */
    f->leaps[f->leap_count++] =
        (lumbar_video_leap){tally->shown_s, (double)tally->clock.shown * 1e-6, (double)by * 1e-6};
}

bool lumbar_tally_take(lumbar_tally *tally, int64_t stamp, int64_t lasts)
{
    lumbar_video_facts *f = &tally->facts;
    int64_t by = 0, step = -tally->clock.shown;
    lumbar_tick tick = lumbar_clock_take(&tally->clock, stamp, &by);
    if (tick == LUMBAR_TICK_DROPPED) f->dropped_times++;
    if (tick == LUMBAR_TICK_DROPPED) return false;
    if (tick == LUMBAR_TICK_LEAPT) note_leap(tally, by);
    step += tally->clock.shown;
    bool steady = f->frames && (lasts <= 0 || step / 2 <= lasts); /* else one picture stood for long */
    if (steady) lasts = step;                                     /* what is said is a guess of each decoder's own */
    int64_t shown = lasts > 0 ? lasts : f->frame_rate > 0 ? (int64_t)llround(1e6 / f->frame_rate) : 0;
    if (shown < 0 || shown > (int64_t)(frame_most_s * 1e6)) shown = (int64_t)(frame_most_s * 1e6);
    double time_s = (double)tally->clock.shown * 1e-6;
    end_damage(tally, time_s);
    tally->shown_s = time_s;
    f->frames++;
    f->duration_s = f->still ? 0 : (double)(tally->clock.shown + shown) * 1e-6;
    return true;
}

bool lumbar_tally_is_due(lumbar_tally *tally)
{
    int64_t cell = tally->clock.shown * LUMBAR_VIDEO_RATE / 1000000;
    bool due = cell != tally->last_cell;
    tally->last_cell = cell;
    return due;
}
