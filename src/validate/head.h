/* What the JSON of every validator begins with. */
#ifndef LUMBAR_VALIDATE_HEAD_H
#define LUMBAR_VALIDATE_HEAD_H

#include "report/writer.h"

/* Opens lumbar.validate/1 on `json`: schema, name and pass are written, the object is left open. */
lumbar_writer lumbar_validate_head(lumbar_text *json, const char *name, bool pass);

#endif
