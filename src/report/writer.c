/* A small JSON writer with one table of rounding. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/writer.h"

/* The one table of rounding: decimals by unit. Finer digits would be noise, coarser ones would hide a change. */
static const struct {
    const char *unit;
    int decimals;
} UNITS[] = {
    {"deg", 1}, {"deg/s", 1}, {"N", 0},    {"Nm", 1},    {"N/kg", 2},  {"s", 3},        {"ms", 0},   {"m", 3},
    {"mm", 0},  {"cm", 1},    {"kg", 1},   {"%", 1},     {"years", 1}, {"dB", 1},       {"bits", 3}, {"share", 3},
    {"px", 1},  {"MB", 1},    {"reps", 1}, {"count", 0}, {"days", 1},  {"frames/s", 1}, {"1/s", 3},  {"min", 1},
};

int lumbar_unit_decimals(const char *unit)
{
    for (size_t i = 0; unit && i < LUMBAR_COUNT(UNITS); i++)
        if (!strcmp(unit, UNITS[i].unit)) return UNITS[i].decimals;
    return 3;
}

void lumbar_number_text(char *text, size_t size, double value, const char *unit)
{
    static const double POWERS[] = {1, 10, 100, 1000};
    int decimals = lumbar_unit_decimals(unit);
    double scaled = round(fabs(value) * POWERS[decimals]);
    if (!(scaled < 9e15)) { /* NaN, an infinity, or beyond exact integers: nothing that we measure */
        snprintf(text, size, "null");
        return;
    }
    long long digits = (long long)scaled;
    while (decimals > 0 && digits % 10 == 0) digits /= 10, decimals--;
    long long power = (long long)POWERS[decimals];
    const char *sign = value < 0 && digits ? "-" : "";
    if (decimals) snprintf(text, size, "%s%lld.%0*lld", sign, digits / power, decimals, digits % power);
    else snprintf(text, size, "%s%lld", sign, digits);
}

lumbar_writer lumbar_writer_to(lumbar_text *out) { return (lumbar_writer){.out = out}; }

static void new_line(lumbar_writer *writer)
{
    lumbar_text_add(writer->out, "\n");
    for (int i = 0; i < writer->depth; i++) lumbar_text_add(writer->out, "  ");
}

/* Comma, line and key before a member. */
static void begin(lumbar_writer *writer, const char *key)
{
    if (writer->depth > 0) {
        if (writer->filled[writer->depth - 1]) lumbar_text_add(writer->out, ",");
        writer->filled[writer->depth - 1] = true;
        new_line(writer);
    }
    if (!key) return;
    lumbar_json_quote(writer->out, key);
    lumbar_text_add(writer->out, ": ");
}

void lumbar_write_open(lumbar_writer *writer, const char *key, char bracket)
{
    begin(writer, key);
    lumbar_text_add_bytes(writer->out, &bracket, 1);
    if (writer->depth >= LUMBAR_WRITER_DEPTH) {
        writer->out->failed = true;
        return;
    }
    writer->closing[writer->depth] = bracket == '{' ? '}' : ']';
    writer->filled[writer->depth++] = false;
}

void lumbar_write_close(lumbar_writer *writer)
{
    if (writer->depth <= 0) {
        writer->out->failed = true;
        return;
    }
    writer->depth--;
    if (writer->filled[writer->depth]) new_line(writer);
    lumbar_text_add_bytes(writer->out, &writer->closing[writer->depth], 1);
}

void lumbar_write_string(lumbar_writer *writer, const char *key, const char *value)
{
    begin(writer, key);
    if (value) lumbar_json_quote(writer->out, value);
    else lumbar_text_add(writer->out, "null");
}

void lumbar_write_bool(lumbar_writer *writer, const char *key, bool value)
{
    begin(writer, key);
    lumbar_text_add(writer->out, value ? "true" : "false");
}

void lumbar_write_integer(lumbar_writer *writer, const char *key, long long value)
{
    begin(writer, key);
    lumbar_text_addf(writer->out, "%lld", value);
}

void lumbar_write_number(lumbar_writer *writer, const char *key, double value, const char *unit)
{
    char text[40];
    lumbar_number_text(text, sizeof text, value, unit);
    begin(writer, key);
    lumbar_text_add(writer->out, text);
}

void lumbar_write_end(lumbar_writer *writer) { lumbar_text_add(writer->out, "\n"); }
