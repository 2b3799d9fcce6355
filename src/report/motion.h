/* A body in metres and its angles as tables, for research. */
#ifndef LUMBAR_REPORT_MOTION_H
#define LUMBAR_REPORT_MOTION_H

#include "base/base.h"

/* One row a moment: times, angles, points (docs/motion-file.md). `bands` adds the 95 % band beside each value. */
void lumbar_motion_csv(const lumbar_motion *motion, bool bands, lumbar_text *out);

/* All of it, schema lumbar.motion/1. */
void lumbar_motion_json(const lumbar_motion *motion, lumbar_text *out);

/* The points as OpenSim's .trc: metres, x to the front, y up, z to the right; a moment that was not seen is blank. */
void lumbar_motion_trc(const lumbar_motion *motion, lumbar_text *out);

#endif
