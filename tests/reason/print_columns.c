/* Prints the tables and their columns as Markdown: the part of docs/knowledge.md that scripts/columns writes. */
#include <stdio.h>
#include "reason/reason.h"

/* In a cell of Markdown a bar would end it. */
static void put_cell(lumbar_text *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') lumbar_text_add(out, "\\");
        lumbar_text_add_bytes(out, text, 1);
    }
}

static void put_column(lumbar_text *out, const lumbar_column *column)
{
    static const char *const needs[] = {
        [LUMBAR_MAY_HAVE] = "", [LUMBAR_SHOULD_HAVE] = "checked", [LUMBAR_MUST_HAVE] = "needed"};
    lumbar_text_addf(out, "| `%s` | ", column->name);
    lumbar_column_takes(column, out);
    lumbar_text_addf(out, " | %s | ", needs[column->need]);
    put_cell(out, column->about);
    lumbar_text_add(out, " |\n");
}

static void put_head(lumbar_text *out, const char *name, const char *about)
{
    lumbar_text_addf(out, "\n### `%s`: %s\n| column | takes | | what it is |\n|---|---|---|---|\n", name, about);
}

int main(void)
{
    lumbar_text out = {0};
    lumbar_text_add(&out, "### In every table\n| column | takes | | what it is |\n|---|---|---|---|\n");
    for (size_t i = 0; i < LUMBAR_COMMON_COLUMNS; i++) put_column(&out, &lumbar_common_columns[i]);
    for (int t = 0; t < LUMBAR_TABLE_COUNT; t++) {
        const lumbar_table_form *form = &lumbar_table_forms[t];
        put_head(&out, form->name, form->about);
        for (size_t i = 0; i < form->column_count; i++) put_column(&out, &form->columns[i]);
    }
    bool whole = !out.failed && fwrite(out.data, 1, out.size, stdout) == out.size;
    lumbar_text_free(&out);
    return !whole;
}
