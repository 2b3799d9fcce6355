/* The journal's days as a table for other programs: a row for each set, ache and night. */
#include <math.h>
#include <string.h>
#include "report/history.h"

static void add_field(lumbar_text *out, const char *text)
{
    bool quoted = text && strpbrk(text, ",;\"\r\n\t");
    if (quoted) lumbar_text_add(out, "\"");
    for (; text && *text; text++) {
        if (*text == '"') lumbar_text_add(out, "\"");
        lumbar_text_add_bytes(out, text, 1);
    }
    if (quoted) lumbar_text_add(out, "\"");
}

static void add_number(lumbar_text *out, double value)
{
    if (isfinite(value)) lumbar_text_addf(out, "%.10g", value);
}

/* What each row begins with. */
static void begin(lumbar_text *out, const char *kind, int64_t number, lumbar_date day, int minute)
{
    lumbar_text_addf(out, "%s,%lld,%04d-%02d-%02d,", kind, (long long)number, day.year, day.month, day.day);
    if (minute >= 0) lumbar_text_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

static void add_set(lumbar_text *out, const lumbar_journal_workout *workout, size_t i)
{
    const lumbar_journal_set *set = &workout->sets[i];
    begin(out, "set", workout->number, workout->day, workout->minute);
    lumbar_text_addf(out, ",%s,", set->exercise ? set->exercise : "");
    add_field(out, set->name);
    lumbar_text_addf(out, ",%zu,", i + 1);
    const double numbers[] = {set->reps, set->seconds, set->weight_kg, set->rest_s, set->rpe};
    for (size_t n = 0; n < LUMBAR_COUNT(numbers); n++) {
        add_number(out, numbers[n]);
        lumbar_text_add(out, ",");
    }
    lumbar_text_addf(out, "%s,,,,,", set->warm_up ? "yes" : "");
    add_field(out, i ? NULL : workout->note);
    lumbar_text_add(out, ",");
    add_field(out, workout->source);
    lumbar_text_addf(out, ",,%s,,,,\r\n", set->light_rest ? "yes" : "");
}

static void add_soreness(lumbar_text *out, const lumbar_journal_soreness *one)
{
    begin(out, "soreness", one->number, one->day, one->minute);
    lumbar_text_add(out, ",,,,,,,,,,");
    add_number(out, one->strength);
    const char *const texts[] = {one->side, one->place, one->when, one->note, one->source};
    for (size_t i = 0; i < LUMBAR_COUNT(texts); i++) {
        lumbar_text_add(out, ",");
        add_field(out, texts[i]);
    }
    lumbar_text_addf(out, ",,,%s,", one->began.kind ? one->began.kind : "");
    add_number(out, lumbar_began_time(&one->began));
    lumbar_text_add(out, ",");
    add_number(out, one->began.set ? one->began.set : NAN);
    lumbar_text_addf(out, ",%s\r\n", one->began.exercise ? one->began.exercise : "");
}

void lumbar_history_csv(const lumbar_journal_days *days, lumbar_text *out)
{
    lumbar_text_add(out,
                    "kind,number,day,time,exercise,name,set,reps,seconds,weight_kg,rest_s,rpe,warm_up,strength,side,"
                    "place,when,note,source,hours,light_rest,began,began_s,began_set,began_exercise\r\n");
    for (size_t w = 0; w < days->workout_count; w++)
        for (size_t i = 0; i < days->workouts[w].set_count; i++) add_set(out, &days->workouts[w], i);
    for (size_t i = 0; i < days->soreness_count; i++) add_soreness(out, &days->soreness[i]);
    for (size_t i = 0; i < days->sleep_count; i++) {
        begin(out, "sleep", days->sleep[i].number, days->sleep[i].day, -1);
        lumbar_text_add(out, ",,,,,,,,,,,,,,,,");
        add_number(out, days->sleep[i].hours);
        lumbar_text_add(out, ",,,,,\r\n");
    }
}
