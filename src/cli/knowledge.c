/* lumbar knowledge: any table, readably; and the checker. */
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"
#include "figure/figure.h"
#include "reason/columns.h"
#include "report/wrap.h"

typedef struct knowledge_options {
    const char *knowledge, *language;
    bool check, file, words;
} knowledge_options;

static const lumbar_cli_option OPTIONS[] = {
    {"check", 'c', LUMBAR_FLAG, offsetof(knowledge_options, check), 0, 0, NULL, LUMBAR_PHRASE_USAGE_KNOWLEDGE_CHECK},
    {"file", 'f', LUMBAR_FLAG, offsetof(knowledge_options, file), 0, 0, NULL, LUMBAR_PHRASE_USAGE_KNOWLEDGE_FILE},
    {"words", 'w', LUMBAR_FLAG, offsetof(knowledge_options, words), 0, 0, NULL, LUMBAR_PHRASE_USAGE_KNOWLEDGE_WORDS},
    LUMBAR_SPEAK_OPTIONS(knowledge_options, language, knowledge),
};

/* "  field: value", a list field with an item on each line. */
static void print_field(const lumbar_cli *cli, const lumbar_field *field, lumbar_text *out)
{
    char first[80];
    snprintf(first, sizeof first, "  %.60s: ", field->name);
    if (!strchr(field->value, '\n')) {
        lumbar_wrap(out, cli->width, first, "      ", field->value);
        return;
    }
    lumbar_text_addf(out, "%s\n", first);
    for (const char *at = field->value; *at;) {
        size_t length = strcspn(at, "\n");
        char *item = lumbar_copy(cli->arena, at, length);
        if (!item) {
            out->failed = true;
            return;
        }
        if (length) lumbar_wrap(out, cli->width, "    - ", "      ", item);
        at += length + (at[length] == '\n');
    }
}

static void print_row(const lumbar_cli *cli, const lumbar_row *row, lumbar_text *out)
{
    lumbar_text_addf(out, "\n%s%s%s\n", cli->colour ? "\033[1m" : "", row->id, cli->colour ? "\033[0m" : "");
    for (size_t i = 0; i < row->field_count; i++)
        if (strcmp(row->fields[i].name, "id") && *row->fields[i].value) print_field(cli, &row->fields[i], out);
}

static bool is_read(lumbar_table_id table, const lumbar_field *field)
{
    const lumbar_column *column = lumbar_column_named(table, field->name, strlen(field->name));
    return column && column->read && *field->value;
}

/* A row as its table's file has it; `words`: only its id and what a person reads, nothing where it has no such. */
static void print_file_row(lumbar_table_id table, const lumbar_row *row, bool words, lumbar_text *out)
{
    bool any = !words;
    for (size_t i = 0; i < row->field_count; i++) any |= is_read(table, &row->fields[i]);
    if (!any) return;
    if (out->size) lumbar_text_add(out, "\n");
    for (size_t i = 0; i < row->field_count; i++) {
        if (words && strcmp(row->fields[i].name, "id") != 0 && !is_read(table, &row->fields[i])) continue;
        const char *at = row->fields[i].value, *end = strchr(at, '\n');
        if (end) lumbar_text_addf(out, "%s:\n", row->fields[i].name);
        else lumbar_text_addf(out, "%s: %s\n", row->fields[i].name, at);
        for (; end && *at; at = end + (*end != 0)) {
            end = strchrnul(at, '\n');
            lumbar_text_addf(out, "  %.*s\n", (int)(end - at), at);
        }
    }
}

static void print_column(const lumbar_cli *cli, const lumbar_column *column, lumbar_text *out)
{
    static const char *const needs[] = {
        [LUMBAR_MAY_HAVE] = "", [LUMBAR_SHOULD_HAVE] = " (checked)", [LUMBAR_MUST_HAVE] = " (needed)"};
    lumbar_text takes = {0};
    char first[80];
    snprintf(first, sizeof first, "  %.40s%s: ", column->name, needs[column->need]);
    lumbar_column_takes(column, &takes);
    lumbar_text_addf(&takes, "; %s", column->about);
    if (takes.failed) out->failed = true;
    else lumbar_wrap(out, cli->width, first, "      ", takes.data);
    lumbar_text_free(&takes);
}

/* What the table is and takes, then its rows. */
static void print_table(const lumbar_cli *cli, const lumbar_table *table, lumbar_text *out)
{
    const lumbar_table_form *form = &lumbar_table_forms[lumbar_table_named(table->name, strlen(table->name))];
    char first[80];
    snprintf(first, sizeof first, "%s, %zu rows: ", table->name, table->row_count);
    lumbar_wrap(out, cli->width, first, "", form->about);
    for (size_t i = 0; i < form->column_count; i++) print_column(cli, &form->columns[i], out);
    lumbar_text_add(out, "  as in every table:");
    for (size_t i = 0; i < LUMBAR_COMMON_COLUMNS; i++)
        lumbar_text_addf(out, "%s %s", i ? "," : "", lumbar_common_columns[i].name);
    lumbar_text_add(out, "\n");
    for (size_t i = 0; i < table->row_count; i++) print_row(cli, &table->rows[i], out);
}

static void print_list(const lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_text *out)
{
    lumbar_wrap(out, cli->width, "", "", lumbar_phrase(knowledge, LUMBAR_PHRASE_CLI_TABLES));
    lumbar_text_add(out, "\n");
    size_t rows = 0, signed_rows = 0;
    for (size_t i = 0; i < lumbar_table_count(knowledge); i++) {
        const lumbar_table *table = lumbar_table_at(knowledge, i);
        char first[80];
        snprintf(first, sizeof first, "  %-15s %4zu rows  ", table->name, table->row_count);
        lumbar_wrap(out, cli->width, first, "                             ", lumbar_table_forms[i].about);
        for (size_t k = 0; k < table->row_count; k++) {
            const char *by = lumbar_row_get(&table->rows[k], "reviewed_by");
            rows++;
            signed_rows += by && *by;
        }
    }
    lumbar_text_add(out, "\n");
    lumbar_phrase_fill(out, knowledge, LUMBAR_PHRASE_CLI_SIGNED,
                       LUMBAR_HOLES({"count", lumbar_digits(signed_rows).text}, {"all", lumbar_digits(rows).text}));
    lumbar_text_add(out, "\n");
}

static bool unknown_table(const lumbar_knowledge *knowledge, const char *name, lumbar_error *error)
{
    lumbar_nearest nearest = {.word = name};
    for (size_t i = 0; i < lumbar_table_count(knowledge); i++)
        lumbar_offer(&nearest, lumbar_table_at(knowledge, i)->name);
    return lumbar_refuse(error, LUMBAR_USAGE, 0,
                         nearest.known ? LUMBAR_ERROR_TABLE_NEAREST : LUMBAR_ERROR_TABLE_UNKNOWN,
                         "given=%.60s\nnearest=%s", name, nearest.known ? nearest.known : "");
}

static bool check(lumbar_cli *cli, const lumbar_knowledge *knowledge, lumbar_error *error)
{
    lumbar_problems problems;
    if (!lumbar_knowledge_check(cli->arena, knowledge, &problems, error)) return false;
    if (!problems.count) {
        lumbar_text_addf(&cli->out, "%s\n", lumbar_phrase(knowledge, LUMBAR_PHRASE_CLI_IN_ORDER));
        return true;
    }
    for (size_t i = 0; i < problems.count; i++) fprintf(stderr, "%s\n", problems.list[i]);
    return lumbar_refuse(error, LUMBAR_INPUT, 0, LUMBAR_ERROR_PROBLEMS, "count=%zu", problems.count);
}

static bool run(lumbar_cli *cli, int argc, char **argv, lumbar_error *error)
{
    knowledge_options options = {0};
    int count;
    if (!lumbar_options_read(&lumbar_verb_knowledge, &options, argc, argv, &count, error)) return false;
    if (count > 2) return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_KNOWLEDGE_TAKES, "count=%d", count);
    if (!lumbar_cli_speak(cli, options.knowledge, options.language, error)) return false;
    const lumbar_knowledge *knowledge = cli->knowledge;
    if (options.check) return lumbar_figures_check(knowledge, error) && check(cli, knowledge, error);
    if (!count && (options.file || options.words))
        return lumbar_refuse_plain(error, LUMBAR_USAGE, LUMBAR_ERROR_FILE_TAKES);
    if (!count) return print_list(cli, knowledge, &cli->out), true;
    const lumbar_table *table = lumbar_table_find(knowledge, argv[0]);
    if (!table) return unknown_table(knowledge, argv[0], error);
    lumbar_table_id id = lumbar_table_named(argv[0], strlen(argv[0]));
    bool file = options.file || options.words;
    if (count == 2) {
        const lumbar_row *row = lumbar_row_find(table, argv[1]);
        if (!row)
            return lumbar_refuse(error, LUMBAR_USAGE, 0, LUMBAR_ERROR_NO_ROW, "table=%s\nrow=%.60s", table->name,
                                 argv[1]);
        if (options.file || options.words) print_file_row(id, row, options.words, &cli->out);
        else print_row(cli, row, &cli->out);
        return true;
    }
    for (size_t i = 0; file && i < table->row_count; i++) print_file_row(id, &table->rows[i], options.words, &cli->out);
    if (!file) print_table(cli, table, &cli->out);
    return true;
}

const lumbar_verb lumbar_verb_knowledge = {
    .name = "knowledge",
    .operands = "[TABLE [ROW]]",
    .summary = LUMBAR_PHRASE_USAGE_KNOWLEDGE,
    .about = LUMBAR_PHRASE_USAGE_KNOWLEDGE_ABOUT,
    .options = OPTIONS,
    .option_count = LUMBAR_COUNT(OPTIONS),
    .run = run,
};
