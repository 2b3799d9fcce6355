/* `lumbar validate seen FOLDER LABELS`: films of people against labels by eye. */
#ifndef LUMBAR_VALIDATE_SEEN_H
#define LUMBAR_VALIDATE_SEEN_H

#include "validate/validate.h"

/* validation->files: the folder with NAME.pose.json or NAME.mp4 (mov, mkv, webm, csv) for each label, beside it
 * NAME-mirror of the same film mirrored, where there is one; and the file of labels. Appends lumbar.validate/1 to
 * `json` and the same for people to `words` (either may be NULL). */
bool lumbar_validate_seen(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json,
                          lumbar_text *words, bool *pass, lumbar_error *error);

#endif
