/* What the JSON of every validator begins with. */
#include "validate/head.h"

lumbar_writer lumbar_validate_head(const lumbar_verdict *verdict, const char *name)
{
    lumbar_writer w = lumbar_writer_to(verdict->json);
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "schema", "lumbar.validate/1");
    lumbar_write_string(&w, "name", name);
    lumbar_write_bool(&w, "pass", verdict->pass);
    return w;
}
