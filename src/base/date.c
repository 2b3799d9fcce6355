/* Days of the calendar: whether a date is one, the date some days on, how many lie between two, and one read from
 * "2026-11-22"; and times within a workout. */
#include <math.h>
#include <string.h>
#include "base/base.h"

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool lumbar_date_known(lumbar_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in(date.year, date.month);
}

lumbar_date lumbar_date_after(lumbar_date date, int days)
{
    if (!lumbar_date_known(date)) return (lumbar_date){0};
    for (date.day += days; date.day < 1; date.day += days_in(date.year, date.month))
        if (--date.month < 1) date.month = 12, date.year--;
    for (; date.day > days_in(date.year, date.month);) {
        date.day -= days_in(date.year, date.month);
        if (++date.month > 12) date.month = 1, date.year++;
    }
    return date;
}

/* Days since the first of March of the year 0, so that a leap day ends its year. */
static int days_of(lumbar_date date)
{
    int year = date.year - (date.month < 3), month = (date.month + 9) % 12;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day;
}

int lumbar_date_between(lumbar_date from, lumbar_date to) { return days_of(to) - days_of(from); }

lumbar_date lumbar_date_read(const char *text)
{
    static const char form[] = "dddd-dd-dd"; /* d: a digit */
    int parts[3] = {0}, part = 0;
    for (size_t i = 0; i < sizeof form; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == 'd' ? !digit : text[i] != form[i]) return (lumbar_date){0};
        if (digit) parts[part] = 10 * parts[part] + (text[i] - '0');
        else part += form[i] == '-';
    }
    lumbar_date date = {parts[0], parts[1], parts[2]};
    return lumbar_date_known(date) ? date : (lumbar_date){0};
}

double lumbar_began_time(const lumbar_journal_began *began)
{
    return began->kind && !strcmp(began->kind, "at") ? began->time_s : NAN;
}
