/* Tells who waits how far the work is. */
#include "motion/motion.h"

bool lumbar_goes_on(const lumbar_movement *motion, double time_s)
{
    lumbar_watch *w = motion->watch;
    if (w && w->progress && !w->stopped) w->stopped = !w->progress(w->user, time_s, motion->pose->duration_s);
    return !w || !w->stopped;
}
