/* What the JSON of every validator begins with. */
#include "validate/head.h"

lumbar_writer lumbar_validate_head(lumbar_text *json, const char *name, bool pass)
{
    lumbar_writer w = lumbar_writer_to(json);
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "schema", "lumbar.validate/1");
    lumbar_write_string(&w, "name", name);
    lumbar_write_bool(&w, "pass", pass);
    return w;
}
