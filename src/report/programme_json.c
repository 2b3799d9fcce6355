/* The plan of the next weeks as JSON, lumbar.plan/1. */
#include <math.h>
#include "report/programme.h"
#include "report/writer.h"

static const char *const LEVELS[] = {"self-care", "clinician", "same-day", "emergency"};

static void write_day(lumbar_writer *w, const char *key, lumbar_date day)
{
    char text[40];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    lumbar_write_string(w, key, lumbar_date_known(day) ? text : NULL);
}

static void write_exercise(lumbar_writer *w, const lumbar_programme_exercise *one, int weeks)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "exercise", one->exercise->id);
    lumbar_write_string(w, "name", one->exercise->name);
    lumbar_write_string(w, "instead", one->instead);
    lumbar_write_bool(w, "left_out", one->left_out);
    lumbar_write_bool(w, "own", one->own);
    lumbar_write_integer(w, "sets", one->sets);
    lumbar_write_open(w, "weeks", '[');
    for (int week = 0; week < weeks; week++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_number(w, "reps", one->reps[week], NULL);
        lumbar_write_number(w, "seconds", one->seconds[week], NULL);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_close(w);
}

static void write_days(lumbar_writer *w, const lumbar_programme *plan)
{
    lumbar_write_open(w, "days", '[');
    for (size_t i = 0; i < plan->day_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_integer(w, "week", plan->days[i].week + 1);
        write_day(w, "day", plan->days[i].on);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

void lumbar_programme_json(const lumbar_programme *plan, lumbar_text *out)
{
    lumbar_writer w = lumbar_writer_to(out);
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "schema", "lumbar.plan/1");
    lumbar_write_bool(&w, "given", plan->given);
    lumbar_write_bool(&w, "withdrawn", plan->withdrawn);
    lumbar_write_string(&w, "level", LEVELS[plan->level]);
    lumbar_write_string(&w, "why", plan->why);
    lumbar_write_open(&w, "changes", '[');
    for (size_t i = 0; i < plan->change_count; i++) lumbar_write_string(&w, NULL, plan->changes[i]);
    lumbar_write_close(&w);
    lumbar_write_integer(&w, "weeks", plan->week_count);
    lumbar_write_open(&w, "exercises", '[');
    for (size_t i = 0; i < plan->exercise_count; i++) write_exercise(&w, &plan->exercises[i], plan->week_count);
    lumbar_write_close(&w);
    write_days(&w, plan);
    lumbar_write_integer(&w, "rest_days", plan->rest_days);
    lumbar_write_string(&w, "form", plan->form);
    lumbar_write_string(&w, "warm_up", plan->warm_up);
    lumbar_write_string(&w, "range", plan->range);
    lumbar_write_string(&w, "stop", plan->stop);
    lumbar_write_string(&w, "rest", plan->rest);
    lumbar_write_string(&w, "step", plan->step);
    lumbar_write_string(&w, "help", plan->help);
    write_day(&w, "retest", plan->retest_on);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}
