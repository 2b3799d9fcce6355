/* Times from stamps: a single wild stamp is dropped, a clock that goes on elsewhere is followed. */
#include "recording/clock.h"

enum { CONFIRMED = 5 }; /* own choice: so many frames in a row are a clock, fewer are damage */
/* own choice: 30 years; beyond it sums could overflow */
static const int64_t stamp_most = (int64_t)1000000000 * 1000000;

lumbar_tick lumbar_clock_take(lumbar_clock *clock, int64_t stamp, int64_t *by)
{
    lumbar_clock *c = clock;
    if (stamp > stamp_most || stamp < -stamp_most) return LUMBAR_TICK_DROPPED;
    if (!c->started) {
        *c = (lumbar_clock){.started = true, .file = stamp};
        return LUMBAR_TICK_TAKEN;
    }
    int64_t step = stamp - c->file;
    if (step > 0 && step <= LUMBAR_CLOCK_STEP) {
        c->file = stamp;
        c->shown += step;
        c->candidates = 0;
        return LUMBAR_TICK_TAKEN;
    }
    if (step <= 0 && step >= -LUMBAR_CLOCK_BACK) return LUMBAR_TICK_DROPPED;
    bool goes_on = c->candidates && stamp > c->candidate && stamp - c->candidate <= LUMBAR_CLOCK_LEAP;
    c->candidates = goes_on ? c->candidates + 1 : 1;
    c->candidate = stamp;
    if (c->candidates < CONFIRMED) return LUMBAR_TICK_DROPPED;
    bool camera = step > 0 && step <= LUMBAR_CLOCK_LEAP;
    *by = step;
    c->file = stamp;
    c->shown += camera ? step : LUMBAR_CLOCK_SHOWN;
    c->candidates = 0;
    return camera ? LUMBAR_TICK_TAKEN : LUMBAR_TICK_LEAPT;
}
