/* What the files of this room share about one stretch. */
#ifndef LUMBAR_MOTION_BODY_H
#define LUMBAR_MOTION_BODY_H

#include "motion/points.h"

/* Bend of the line of the body in rad, hips above it positive; to the knee where `to_ankle` is false. */
double lumbar_line_bend(const lumbar_stretch *stretch, size_t grid, bool to_ankle);

/* Near side, view, head's side, floor, shake: fills the stretch's single values. False when out of memory. */
bool lumbar_surroundings(lumbar_arena *arena, const lumbar_pose *pose, lumbar_stretch *stretch,
                         const lumbar_motion_limits *limits);

/* Fills turn and look, no further than their limits; 0 where no depth is given. */
void lumbar_aim(lumbar_stretch *stretch, const lumbar_motion_limits *limits);

/* Pixels for a metre of the network's own space. */
double lumbar_pixels_a_guess(const lumbar_stretch *stretch);

/* The floor's slope in the picture from what the outlines rest on, rad, anticlockwise; 0 where it cannot be
 * told. */
double lumbar_floor_slope(lumbar_arena *arena, const lumbar_pose *pose, const lumbar_stretch *stretch);

/* Whether hips and others to either side of them rest on a floor with this slope. `room` is of the stretch's count. */
bool lumbar_lies_on(const lumbar_stretch *stretch, double slope, float *room);

/* Marks where the body hangs from its hands, from the points alone; allocates nothing else. */
bool lumbar_hanging(lumbar_arena *arena, lumbar_stretch *stretch);

/* Every other posture, from the signals. front[count]: positive where the front faces up or to the feet. */
bool lumbar_postures(lumbar_arena *arena, lumbar_stretch *stretch, float *front);

/* Whether most of the recording shows bodies whose limbs would agree far better in a picture of another shape. */
bool lumbar_misshapen(const lumbar_movement *motion);

/* Marks the frames, of those that are used, at which the side from which the body is seen changes for good. NULL when
 * out of memory. */
bool *lumbar_view_changes(lumbar_arena *arena, const lumbar_pose *pose, const bool *used);

#endif
