/* The journal's days as JSON, lumbar.history/1: what the tool and the page export and take in again. */
#include <math.h>
#include "report/history.h"
#include "report/writer.h"

static void write_day(lumbar_writer *w, const char *key, lumbar_date day)
{
    char text[24];
    lumbar_print(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    lumbar_write_string(w, key, text);
}

/* "18:30", or null. */
static void write_minute(lumbar_writer *w, int minute)
{
    char text[24];
    lumbar_print(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    lumbar_write_string(w, "time", minute >= 0 ? text : NULL);
}

static void write_set(lumbar_writer *w, const lumbar_journal_set *set)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "exercise", set->exercise);
    lumbar_write_string(w, "name", set->name);
    lumbar_write_number(w, "reps", set->reps, NULL);
    lumbar_write_number(w, "seconds", set->seconds, NULL);
    lumbar_write_number(w, "weight_kg", set->weight_kg, NULL);
    lumbar_write_number(w, "rest_s", set->rest_s, NULL);
    lumbar_write_number(w, "rpe", set->rpe, NULL);
    lumbar_write_bool(w, "warm_up", set->warm_up);
    lumbar_write_bool(w, "light_rest", set->light_rest);
    lumbar_write_close(w);
}

static void write_workouts(lumbar_writer *w, const lumbar_journal_days *days)
{
    lumbar_write_open(w, "workouts", '[');
    for (size_t i = 0; i < days->workout_count; i++) {
        const lumbar_journal_workout *one = &days->workouts[i];
        lumbar_write_open(w, NULL, '{');
        lumbar_write_integer(w, "number", one->number);
        write_day(w, "day", one->day);
        write_minute(w, one->minute);
        lumbar_write_string(w, "when", one->when);
        lumbar_write_number(w, "duration_s", one->duration_s, NULL);
        if (one->warmed == LUMBAR_UNKNOWN) lumbar_write_string(w, "warmed", NULL);
        else lumbar_write_bool(w, "warmed", one->warmed == LUMBAR_PRESENT);
        lumbar_write_number(w, "warm_up_s", one->warm_up_s, NULL);
        lumbar_write_string(w, "note", one->note);
        lumbar_write_string(w, "source", one->source);
        lumbar_write_open(w, "sets", '[');
        for (size_t s = 0; s < one->set_count; s++) write_set(w, &one->sets[s]);
        lumbar_write_close(w);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

static void write_soreness(lumbar_writer *w, const lumbar_journal_days *days)
{
    lumbar_write_open(w, "soreness", '[');
    for (size_t i = 0; i < days->soreness_count; i++) {
        const lumbar_journal_soreness *one = &days->soreness[i];
        lumbar_write_open(w, NULL, '{');
        lumbar_write_integer(w, "number", one->number);
        write_day(w, "day", one->day);
        write_minute(w, one->minute);
        lumbar_write_string(w, "when", one->when);
        lumbar_write_number(w, "strength", one->strength, NULL);
        lumbar_write_string(w, "side", one->side);
        lumbar_write_string(w, "place", one->place);
        lumbar_write_string(w, "began", one->began.kind);
        lumbar_write_number(w, "began_s", lumbar_began_time(&one->began), NULL);
        lumbar_write_number(w, "began_set", one->began.set ? one->began.set : NAN, NULL);
        lumbar_write_string(w, "began_exercise", one->began.exercise);
        lumbar_write_string(w, "note", one->note);
        lumbar_write_string(w, "source", one->source);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

static void write_rest(lumbar_writer *w, const lumbar_journal_days *days)
{
    lumbar_write_open(w, "sleep", '[');
    for (size_t i = 0; i < days->sleep_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_integer(w, "number", days->sleep[i].number);
        write_day(w, "day", days->sleep[i].day);
        lumbar_write_number(w, "hours", days->sleep[i].hours, NULL);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_write_open(w, "answers", '[');
    for (size_t i = 0; i < days->answer_count; i++) {
        lumbar_write_open(w, NULL, '{');
        lumbar_write_integer(w, "number", days->answers[i].number);
        write_day(w, "day", days->answers[i].day);
        lumbar_write_string(w, "json", days->answers[i].json);
        lumbar_write_string(w, "answers", days->answers[i].answers);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
}

static void write_weeks(lumbar_writer *w, const lumbar_journal_days *days)
{
    lumbar_weeks weeks;
    if (!lumbar_weeks_of(days, &weeks)) w->out->failed = true;
    lumbar_write_open(w, "weeks", '[');
    for (size_t i = 0; i < weeks.count && weeks.weeks; i++) {
        const lumbar_week_sum *week = &weeks.weeks[i];
        lumbar_write_open(w, NULL, '{');
        write_day(w, "monday", week->monday);
        lumbar_write_integer(w, "sets", week->all.sets);
        lumbar_write_number(w, "reps", week->all.reps, NULL);
        lumbar_write_number(w, "held_s", week->all.held_s, NULL);
        lumbar_write_number(w, "strongest_ache", week->all.ache, NULL);
        lumbar_write_integer(w, "ache_days", week->ache_days);
        lumbar_write_integer(w, "told_days", week->told_days);
        lumbar_write_close(w);
    }
    lumbar_write_close(w);
    lumbar_weeks_free(&weeks);
}

static void write_follow(lumbar_writer *w, const lumbar_follow *f)
{
    lumbar_write_open(w, NULL, '{');
    lumbar_write_string(w, "id", f->id);
    lumbar_write_string(w, "what", f->what);
    lumbar_write_string(w, "otherwise", f->otherwise);
    lumbar_write_integer(w, "with", (long long)f->with);
    lumbar_write_integer(w, "with_sore", (long long)f->with_sore);
    lumbar_write_integer(w, "without", (long long)f->without);
    lumbar_write_integer(w, "without_sore", (long long)f->without_sore);
    lumbar_write_number(w, "more", f->more, NULL);
    lumbar_write_number(w, "low", f->low, NULL);
    lumbar_write_number(w, "high", f->high, NULL);
    lumbar_write_number(w, "by_chance", f->by_chance, NULL);
    lumbar_write_bool(w, "told", f->told);
    lumbar_write_number(w, "more_days", f->more_days, NULL); /* null: no number of days would tell */
    lumbar_write_string(w, "alike", f->alike);
    lumbar_write_close(w);
}

/* What the ache follows. */
static void write_following(lumbar_writer *w, const lumbar_following *following)
{
    lumbar_write_open(w, "following", '{');
    lumbar_write_integer(w, "workouts", (long long)following->workouts);
    lumbar_write_integer(w, "sore", (long long)following->sore);
    lumbar_write_integer(w, "unreported", (long long)following->unreported);
    lumbar_write_open(w, "follows", '[');
    for (size_t i = 0; i < following->follow_count; i++) write_follow(w, &following->follows[i]);
    lumbar_write_close(w);
    lumbar_write_close(w);
}

/* As text: as numbers they would lose digits. */
static void write_taken_out(lumbar_writer *w, const lumbar_journal_days *days)
{
    if (!days->taken_out_count) return;
    lumbar_write_open(w, "taken_out", '[');
    for (size_t i = 0; i < days->taken_out_count; i++) {
        char text[24];
        lumbar_print(text, sizeof text, "%016llx", (unsigned long long)days->taken_out[i]);
        lumbar_write_string(w, NULL, text);
    }
    lumbar_write_close(w);
}

void lumbar_history_json(const lumbar_journal_days *days, const lumbar_following *following, lumbar_text *out)
{
    lumbar_writer w = lumbar_writer_to(out);
    lumbar_write_open(&w, NULL, '{');
    lumbar_write_string(&w, "schema", "lumbar.history/1");
    write_day(&w, "first", days->first);
    write_day(&w, "last", days->last);
    lumbar_write_integer(&w, "damaged", (long long)days->damaged);
    write_workouts(&w, days);
    write_soreness(&w, days);
    write_rest(&w, days);
    write_taken_out(&w, days);
    write_weeks(&w, days);
    if (following) write_following(&w, following);
    lumbar_write_close(&w);
    lumbar_write_end(&w);
}
