/* Days and times as exports write them. */
#include <string.h>
#include "journal/stamp.h"

enum { NUMBERS_MOST = 8, TEXT_MOST = 63 };

/* The parts of a stamp as they stand: numbers with how they are written, and words. */
typedef struct parts {
    int numbers[NUMBERS_MOST], digits[NUMBERS_MOST];
    char before[NUMBERS_MOST]; /* the sign before it */
    size_t count;
    int month;       /* of a word, 1..12; 0: none */
    size_t month_at; /* numbers before that word */
    bool am, pm, utc;
    int zone_sign; /* of "+02:00": its first number is `zone_at` */
    size_t zone_at;
} parts;

static bool digit(char c) { return c >= '0' && c <= '9'; }

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

static const char *take_number(parts *p, const char *at, char before)
{
    int value = 0, digits = 0;
    for (; digit(*at); at++, digits++)
        if (value < 1000000) value = 10 * value + (*at - '0');
    if (p->count < NUMBERS_MOST) {
        p->numbers[p->count] = value;
        p->digits[p->count] = digits;
        p->before[p->count++] = before;
    }
    return at;
}

/* A word that starts at `at`; past it. */
static const char *take_word(const lumbar_log_table *table, parts *p, const char *at)
{
    size_t length = 0;
    while (letter(at[length])) length++;
    int month = (int)lumbar_log_word_of(table, at, length, LUMBAR_LOG_JANUARY, LUMBAR_LOG_DECEMBER);
    lumbar_log_word half = lumbar_log_word_of(table, at, length, LUMBAR_LOG_AM, LUMBAR_LOG_PM);
    if (month != LUMBAR_LOG_WORD_COUNT && !p->month) {
        p->month = month - LUMBAR_LOG_JANUARY + 1;
        p->month_at = p->count;
    }
    p->am |= half == LUMBAR_LOG_AM;
    p->pm |= half == LUMBAR_LOG_PM;
    p->utc |= length == 1 && *at == 'z';
    return at + length;
}

/* Narrow blanks (U+202F, U+00A0), which some phones write before AM, become plain ones. */
static bool copy_small(char small[TEXT_MOST + 1], const char *text)
{
    size_t length = 0;
    for (; *text; text++) {
        if (length == TEXT_MOST) return false;
        if (!strncmp(text, "\xE2\x80\xAF", 3)) text += 2, small[length++] = ' ';
        else if (!strncmp(text, "\xC2\xA0", 2)) text += 1, small[length++] = ' ';
        else small[length++] = *text;
    }
    small[length] = 0;
    lumbar_log_small(small);
    return true;
}

static bool split(const lumbar_log_table *table, const char *text, parts *p)
{
    char small[TEXT_MOST + 1], before = ' ';
    if (!copy_small(small, text)) return false;
    for (const char *at = small; *at;) {
        if (digit(*at)) {
            /* a zone stands behind a time of day, so behind five numbers or more */
            if ((before == '+' || before == '-') && p->count >= 5 && !p->zone_sign)
                p->zone_sign = before == '+' ? 1 : -1, p->zone_at = p->count;
            at = take_number(p, at, before);
            before = ' ';
        } else if (letter(*at)) {
            at = take_word(table, p, at);
            before = ' ';
        } else {
            if (*at != ' ' || before == ' ') before = *at;
            at++;
        }
    }
    return true;
}

/* The time of day: the numbers from `at` on. */
static bool read_time(const parts *p, size_t at, lumbar_stamp *stamp)
{
    size_t end = p->zone_sign ? p->zone_at : p->count;
    stamp->minute = -1;
    if (at >= end) return !p->am && !p->pm;
    if (at + 1 >= end || p->before[at + 1] != ':') return false;
    int hour = p->numbers[at], minute = p->numbers[at + 1];
    if ((p->am || p->pm) && (hour < 1 || hour > 12)) return false;
    if (p->am || p->pm) hour = hour % 12 + (p->pm ? 12 : 0);
    if (hour > 23 || minute > 59 || (at + 2 < end && p->numbers[at + 2] > 60)) return false;
    stamp->minute = 60 * hour + minute;
    return true;
}

static bool read_zone(const parts *p, lumbar_stamp *stamp)
{
    stamp->utc = p->utc;
    stamp->zoned = p->utc || p->zone_sign;
    if (!p->zone_sign) return true;
    if (p->zone_at >= p->count) return false; /* a sign, and nothing behind it */
    int first = p->numbers[p->zone_at];
    bool joint = p->digits[p->zone_at] == 4; /* +0200 */
    int hours = joint ? first / 100 : first;
    int minutes = joint ? first % 100 : p->zone_at + 1 < p->count ? p->numbers[p->zone_at + 1] : 0;
    stamp->zone_minutes = p->zone_sign * (60 * hours + minutes);
    return hours <= 14 && minutes < 60;
}

/* What numbers alone say of which comes first. */
static lumbar_order order_of(char sign, int first, int second)
{
    if (sign == '.' || sign == '-')
        return LUMBAR_ORDER_FIXED; /* 27.11.2026, 27-11-2026: nobody writes months first so */
    return first > 12 ? LUMBAR_ORDER_DAY : second > 12 ? LUMBAR_ORDER_MONTH : LUMBAR_ORDER_OPEN;
}

static bool read_day(const parts *p, lumbar_stamp *stamp, size_t *next)
{
    const int *n = p->numbers;
    stamp->order = LUMBAR_ORDER_FIXED;
    if (p->month) { /* the year is the one of four digits, before or behind the day */
        bool year_first = p->count >= 2 && p->digits[0] == 4;
        if (p->count < 2 || p->digits[year_first ? 0 : 1] != 4) return false;
        stamp->day = (lumbar_date){n[year_first ? 0 : 1], p->month, n[year_first ? 1 : 0]};
        *next = 2;
        return p->month_at <= 1;
    }
    if (p->count < 3) return false;
    *next = 3;
    if (p->digits[0] == 4) {
        stamp->day = (lumbar_date){n[0], n[1], n[2]};
        return p->before[1] == p->before[2];
    }
    if (p->digits[2] != 4 || p->before[1] != p->before[2]) return false;
    stamp->order = order_of(p->before[1], n[0], n[1]);
    stamp->day = (lumbar_date){n[2], n[1], n[0]};
    if (stamp->order != LUMBAR_ORDER_MONTH) return true;
    return n[0] <= 12; /* one of them is a month */
}

bool lumbar_stamp_read(const lumbar_log_table *table, const char *text, lumbar_stamp *stamp)
{
    parts p = {.count = 0};
    size_t next = 0;
    *stamp = (lumbar_stamp){.minute = -1};
    if (!split(table, text, &p) || !read_day(&p, stamp, &next) || !read_time(&p, next, stamp) || !read_zone(&p, stamp))
        return false;
    return stamp->order == LUMBAR_ORDER_MONTH || lumbar_date_known(stamp->day);
}

bool lumbar_stamp_month_first(lumbar_stamp *stamp)
{
    stamp->day = (lumbar_date){stamp->day.year, stamp->day.day, stamp->day.month};
    return lumbar_date_known(stamp->day);
}

int64_t lumbar_stamp_instant(const lumbar_stamp *stamp)
{
    int64_t days = lumbar_date_between((lumbar_date){1970, 1, 1}, stamp->day);
    return 86400 * days + 60 * ((stamp->minute < 0 ? 0 : stamp->minute) - stamp->zone_minutes);
}
