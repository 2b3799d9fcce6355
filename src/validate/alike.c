/* What two recordings tell beside each other. */
#include <string.h>
#include "base/base.h"
#include "reason/reason.h"
#include "validate/alike.h"

/* Whether one says of exercises and faults what the other says. */
static bool includes(const lumbar_recording *a, const lumbar_recording *b)
{
    for (size_t s = 0; s < a->set_count; s++) {
        bool there = !a->sets[s].exercise->judged;
        for (size_t k = 0; k < b->set_count; k++) there = there || a->sets[s].exercise == b->sets[k].exercise;
        if (!there) return false;
    }
    for (size_t i = 0; i < a->finding_count; i++) {
        bool there = a->findings[i].state != LUMBAR_PRESENT;
        for (size_t k = 0; k < b->finding_count; k++)
            there = there || (b->findings[k].state == LUMBAR_PRESENT && !strcmp(a->findings[i].id, b->findings[k].id));
        if (!there) return false;
    }
    return true;
}

bool lumbar_recordings_alike(const lumbar_recording *a, const lumbar_recording *b)
{
    return includes(a, b) && includes(b, a);
}
