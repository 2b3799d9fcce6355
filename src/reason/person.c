/* Who the answers are about: the only questions that code knows by name. */
#include <math.h>
#include <string.h>
#include "reason/reason.h"

/* One table of the ids that the person is made of; the checker asks for them. */
const char *const lumbar_person_questions[LUMBAR_PERSON_QUESTIONS] = {"age-years", "height-cm", "mass-kg", "sex"};

double lumbar_answers_number(const lumbar_answers *answers, const char *question)
{
    size_t index = lumbar_question_index(answers->knowledge, question, strlen(question));
    if (index == LUMBAR_NO_INDEX || answers->values[index].known != LUMBAR_KNOWN) return NAN;
    return answers->values[index].number;
}

lumbar_person lumbar_person_of(const lumbar_answers *answers)
{
    const char *const *ids = lumbar_person_questions;
    lumbar_person person = {.age_years = lumbar_answers_number(answers, ids[0]),
                            .height_m = lumbar_answers_number(answers, ids[1]) / 100,
                            .mass_kg = lumbar_answers_number(answers, ids[2]),
                            .sex = "unknown"};
    const char *sex = lumbar_answers_get(answers, ids[3]);
    if (sex && (!strcmp(sex, "female") || !strcmp(sex, "male"))) person.sex = sex;
    person.height_assumed = isnan(person.height_m);
    person.mass_assumed = isnan(person.mass_kg);
    if (person.height_assumed) person.height_m = answers->knowledge->limits[LUMBAR_LIMIT_HEIGHT];
    if (person.mass_assumed) person.mass_kg = answers->knowledge->limits[LUMBAR_LIMIT_MASS];
    return person;
}
