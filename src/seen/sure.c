/* What every judge measures with: when a moment is, how wide a band, how sure a verdict, and what hides it. */
#include <math.h>
#include "seen/seen.h"

double lumbar_time_of(const lumbar_stretch *stretch, size_t grid)
{
    return stretch->start_s + (double)grid * stretch->step_s;
}

const char *lumbar_seen_clock(lumbar_arena *arena, double time_s)
{
    long seconds = time_s > 0 ? (long)(time_s + 0.05) : 0; /* tenths are rounded where they are shown */
    return lumbar_format(arena, "%ld:%02ld", seconds / 60, seconds % 60);
}

double lumbar_sure_beyond(double value, double limit, double band)
{
    return 0.5 * (1 + erf((value - limit) / band * 1.96 / M_SQRT2));
}

double lumbar_seen_band(const lumbar_seeing *seeing, const lumbar_stretch *s, double band)
{
    const lumbar_seen_limits *l = seeing->limits;
    bool pixels = seeing->motion->pose->width > 1; /* else the size of the picture is not known */
    double small = pixels ? fmax(1, l->small_trunk * fmax(1, seeing->motion->pose->grain) / s->trunk_length) : 1;
    double oblique = s->view == LUMBAR_VIEW_SIDE ? fmin(1, fmax(0, s->yaw / DEGREE / l->motion.square_yaw - 1)) : 1;
    double turned = 1 + oblique * (l->oblique_band / l->angle_band - 1);
    return band * small * turned * (1 + s->shake / l->motion.shake_some);
}

lumbar_reason_id lumbar_why_shaky(const lumbar_stretch *stretch)
{
    return stretch->camera_moves ? LUMBAR_REASON_SHAKE : LUMBAR_REASON_LOST;
}
