/* Renders scenarios and passes the frames to the tracker; keeps each result, so that a run can go on. */
#ifndef LUMBAR_VALIDATE_TRAINEE_RUN_H
#define LUMBAR_VALIDATE_TRAINEE_RUN_H

#include "validate/validate.h"

/* Pictures of the full set (own choice): small enough for 20 minutes on two cores, the trunk some 190 px long. */
enum { LUMBAR_TRAINEE_WIDTH = 864, LUMBAR_TRAINEE_HEIGHT = 486, LUMBAR_TRAINEE_RATE = 12 };

/* A hash of the sources that a kept pose depends on: renderer, tracker, outline. */
extern const char lumbar_trainee_stamp[];

/* Where the pose of a scenario is kept: in `folder`, under the stamp. Owned by the arena. */
const char *lumbar_trainee_path(lumbar_arena *arena, const char *folder, const char *id);

/* Makes sure that the poses of ids[0..count) stand in `folder` (made if absent); what is there already is not
 * made again. False and *error: a network file is missing, the folder cannot be written, interrupted (what is
 * done stays). */
bool lumbar_trainee_run(const char *folder, const char (*ids)[64], size_t count, const lumbar_validation *validation,
                        lumbar_error *error);

#endif
