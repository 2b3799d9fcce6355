/* What the person has told that a recording is looked at with. */
#include <math.h>
#include <string.h>
#include "base/base.h"
#include "seen/told.h"

bool lumbar_see_told(lumbar_arena *arena, const lumbar_answers *answers, lumbar_see_settings *settings)
{
    const lumbar_knowledge *knowledge = lumbar_answers_knowledge(answers);
    lumbar_person person = lumbar_person_of(answers);
    const char *at = lumbar_answers_get(answers, "exercises");
    const lumbar_exercise **told = LUMBAR_NEW_ARRAY(arena, const lumbar_exercise *, lumbar_exercise_count(knowledge));
    if (!told) return false;
    *settings = (lumbar_see_settings){.height_m = person.height_assumed ? NAN : person.height_m, .told = told};
    while (at && *at) {
        size_t length = strcspn(at, ",");
        const char *id = lumbar_copy(arena, at, length);
        if (!id) return false;
        const lumbar_exercise *exercise = lumbar_exercise_find(knowledge, id);
        if (exercise) told[settings->told_count++] = exercise;
        at += length + (at[length] == ',');
    }
    return true;
}
