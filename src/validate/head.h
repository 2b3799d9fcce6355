/* What the JSON of every validator begins with. */
#ifndef LUMBAR_VALIDATE_HEAD_H
#define LUMBAR_VALIDATE_HEAD_H

#include "report/writer.h"
#include "validate/validate.h"

/* Opens lumbar.validate/1 on the verdict's JSON: schema, name and pass are written, the object is left open. */
lumbar_writer lumbar_validate_head(const lumbar_verdict *verdict, const char *name);

#endif
