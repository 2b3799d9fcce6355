/* `lumbar validate seen FOLDER LABELS`: films of people against labels by eye. */
#ifndef LUMBAR_VALIDATE_SEEN_H
#define LUMBAR_VALIDATE_SEEN_H

#include "validate/validate.h"

/* validation->files: the folder with NAME.pose.json or NAME.mp4 (mov, mkv, webm, csv) for each label, beside it
 * NAME-mirror of the same film mirrored, where there is one; and the file of labels. */
lumbar_validate lumbar_validate_seen;

#endif
