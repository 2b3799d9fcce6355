/* The nearest known word to a mistyped one. */
#include <string.h>
#include "base/base.h"

enum { LONGEST = 63 };

size_t lumbar_edit_distance(const char *a, const char *b)
{
    size_t length_a = strnlen(a, LONGEST), length_b = strnlen(b, LONGEST);
    size_t before[LONGEST + 1], row[LONGEST + 1], last[LONGEST + 1]; /* rows i-2, i, i-1 of the table */
    for (size_t j = 0; j <= length_b; j++) last[j] = j;
    memcpy(before, last, sizeof before);
    for (size_t i = 1; i <= length_a; i++) {
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
            if (last[j] + 1 < best) best = last[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
            row[j] = best;
        }
        memcpy(before, last, sizeof before);
        memcpy(last, row, sizeof last);
    }
    return last[length_b];
}

static bool is_near(const char *word, const char *known, size_t distance)
{
    size_t length = strlen(word);
    return distance <= 1 + length / 4 || (length >= 3 && !strncmp(known, word, length));
}

void lumbar_offer(lumbar_nearest *nearest, const char *known)
{
    size_t distance = lumbar_edit_distance(nearest->word, known);
    if (!is_near(nearest->word, known, distance) || (nearest->known && distance >= nearest->distance)) return;
    nearest->known = known;
    nearest->distance = distance;
}
