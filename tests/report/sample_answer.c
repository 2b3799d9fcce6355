/* A whole answer, filled by hand. The words are made up for the test and claim nothing. */
#include "sample_answer.h"

static const uint8_t picture[] = {0x89, 'P', 'N', 'G', 0xFF};

static const lumbar_curve *curve(lumbar_arena *arena, const char *title)
{
    float *value = LUMBAR_NEW_ARRAY(arena, float, SAMPLE_POINTS), *band = LUMBAR_NEW_ARRAY(arena, float, SAMPLE_POINTS);
    for (int i = 0; i < SAMPLE_POINTS; i++) {
        value[i] = i > 700 && i < 760 ? NAN : (float)(40 - 38 * cos(i / 1500.0 * 10 * 6.28318));
        band[i] = 6;
    }
    lumbar_curve *curves = LUMBAR_NEW_ARRAY(arena, lumbar_curve, 2);
    curves[0] = (lumbar_curve){"trunk", title, "deg", 0, 0.02, value, band, SAMPLE_POINTS};
    curves[1] = (lumbar_curve){"lumbar", "Lower back", "deg", 0, 0.02, value + 701, NULL, 50};
    return curves;
}

static const lumbar_set *set(lumbar_arena *arena)
{
    static const char *const seen[] = {"hip-flexors-lead", "feet-lift"};
    lumbar_repetition *reps = LUMBAR_NEW_ARRAY(arena, lumbar_repetition, 10);
    lumbar_measure *measure = LUMBAR_NEW(arena, lumbar_measure);
    *measure = (lumbar_measure){"lumbar-flexion-peak", 41, 33, 49, "deg"};
    for (int i = 0; i < 10; i++)
        reps[i] = (lumbar_repetition){i * 3.0, i * 3.0 + 1.5, i * 3.0 + 3, seen, i % 3 ? 0 : 2, measure, 1};
    lumbar_set *sets = LUMBAR_NEW(arena, lumbar_set);
    static const lumbar_exercise sit_up = {.id = "sit-up", .name = "sit-up", .judged = true},
                                 crunch = {.id = "crunch", .name = "crunch", .judged = true};
    *sets = (lumbar_set){&sit_up, &crunch, 0.9, 0, 30, NAN, reps, 10, measure, 1};
    return sets;
}

static const lumbar_recording *recording(lumbar_arena *arena, const char *hostile)
{
    lumbar_gap *gap = LUMBAR_NEW(arena, lumbar_gap);
    *gap = (lumbar_gap){14, 15.2, "an arm hides the lower back"};
    lumbar_moment *moments = LUMBAR_NEW_ARRAY(arena, lumbar_moment, 2);
    moments[0] = (lumbar_moment){"worst", "hip-flexors-lead", hostile, 12.3, picture, sizeof picture};
    moments[1] = (lumbar_moment){"best", "hip-flexors-lead", "Here the back curls first.", 3.1, NULL, 0};
    const char **notes = LUMBAR_NEW_ARRAY(arena, const char *, 1);
    notes[0] = "A second person was in the picture.";
    lumbar_recording *recording = LUMBAR_NEW(arena, lumbar_recording);
    *recording = (lumbar_recording){.path = hostile,
                                    .kind = "video",
                                    .duration_s = 30,
                                    .seen_share = 0.94,
                                    .view = "side",
                                    .sets = set(arena),
                                    .set_count = 1,
                                    .not_seen = gap,
                                    .not_seen_count = 1,
                                    .curves = curve(arena, hostile),
                                    .curve_count = 2,
                                    .moments = moments,
                                    .moment_count = 2,
                                    .notes = notes,
                                    .note_count = 1};
    return recording;
}

static void fill_causes(lumbar_arena *arena, lumbar_answer *answer, const char *hostile)
{
    static const char *const ids[] = {"posture", "intensity", "range", "strain", "disc", "other"};
    static const char *const names[] = {"The way the exercise is done",
                                        "Too much, too soon or too hard",
                                        "Moving too far",
                                        "A strained back muscle",
                                        "An irritated disc",
                                        "Something else"};
    static const double chance[] = {0.62, 0.2, 0.1, 0.05, 0.026, 0.004};
    lumbar_contribution *pro = LUMBAR_NEW(arena, lumbar_contribution), *con = LUMBAR_NEW(arena, lumbar_contribution);
    *pro = (lumbar_contribution){"hip-flexors-lead", 6.1, hostile, "someone2003", hostile};
    *con = (lumbar_contribution){"ache-next-day-only", -3, "It aches only on the next day.", "unlisted1999", NULL};
    lumbar_cause *causes = LUMBAR_NEW_ARRAY(arena, lumbar_cause, LUMBAR_COUNT(ids));
    answer->causes = causes;
    answer->cause_count = LUMBAR_COUNT(ids);
    for (size_t i = 0; i < LUMBAR_COUNT(ids); i++) {
        lumbar_leaf *leaf = LUMBAR_NEW_ARRAY(arena, lumbar_leaf, 2);
        leaf[0] = (lumbar_leaf){"posture.hip-flexors",
                                "The hips pull and the back holds",
                                chance[i] * 0.8,
                                7.4,
                                pro,
                                1,
                                con,
                                1,
                                NULL,
                                NULL,
                                NULL};
        leaf[1] =
            (lumbar_leaf){"posture.lumbar-arch", hostile, chance[i] * 0.2, 1.4, NULL, 0, NULL, 0, NULL, NULL, NULL};
        causes[i] =
            (lumbar_cause){ids[i], names[i], chance[i], i ? "possible" : "likely", leaf, 2, hostile, hostile, NULL};
    }
}

lumbar_answer *sample_answer(lumbar_arena *arena, const char *hostile)
{
    lumbar_answer *answer = LUMBAR_NEW(arena, lumbar_answer);
    static const char *const leaves[] = {"posture.lumbar-arch"};
    static const lumbar_source sources[] = {{"someone2003", "Someone A. A study of backs. J Made Up 2003;1:1-2."}};
    lumbar_because *because = LUMBAR_NEW(arena, lumbar_because);
    *because = (lumbar_because){"leg-numbness", "yes", hostile};
    lumbar_finding *findings = LUMBAR_NEW_ARRAY(arena, lumbar_finding, 3);
    findings[0] = (lumbar_finding){.id = "hip-flexors-lead",
                                   .from = LUMBAR_FROM_RECORDING,
                                   .state = LUMBAR_PRESENT,
                                   .strength = 0.8,
                                   .confidence = 0.7,
                                   .text = hostile,
                                   .measure = "lumbar-flexion",
                                   .value = 41,
                                   .low = 33,
                                   .high = 49,
                                   .unit = "deg",
                                   .source = "someone2003"};
    findings[1] = (lumbar_finding){.id = "no-warm-up",
                                   .from = LUMBAR_FROM_ANSWERS,
                                   .state = LUMBAR_ABSENT,
                                   .strength = 1,
                                   .confidence = 1,
                                   .text = "You warm up.",
                                   .value = NAN,
                                   .low = NAN,
                                   .high = NAN};
    findings[2] = (lumbar_finding){.id = "feet-lift",
                                   .from = LUMBAR_FROM_RECORDING,
                                   .state = LUMBAR_UNKNOWN,
                                   .text = "The feet were not in view.",
                                   .value = NAN,
                                   .low = NAN,
                                   .high = NAN,
                                   .cure = hostile};
    lumbar_advice *advice = LUMBAR_NEW_ARRAY(arena, lumbar_advice, 2);
    advice[0] = (lumbar_advice){
        "curl-up", "swap",     leaves,        1,    "Do curl-ups instead of sit-ups: only head and shoulders come up.",
        hostile,   "moderate", "someone2003", NULL, NULL};
    advice[1] = (lumbar_advice){"heat", "relief",      leaves, 1,   hostile, "It eases the ache for some.",
                                "weak", "someone2003", NULL,   NULL};
    *answer = (lumbar_answer){
        .outcome = LUMBAR_RANKED,
        .headline = hostile,
        .summary = {"Show this to a clinician within two weeks.",
                    "Most likely the hips pull while the back holds still.",
                    "Next time, curl up only until the shoulder blades leave the floor.",
                    "If it is no better in two weeks, we were wrong."},
        .plan = {.see = "Show this to a clinician within two weeks.",
                 .training = "light",
                 .tomorrow = "Move as usual.",
                 .next_workout = hostile,
                 .in_seven_days = "Look again.",
                 .help = "Call for help at once if your legs get weak.",
                 .reasons = {{"hip-flexors-lead", hostile, 0, 12.3}, {"no-warm-up", "You do not warm up.", -1, NAN}},
                 .reason_count = 2},
        .triage = {.level = LUMBAR_CLINICIAN,
                   .screened = true,
                   .because = because,
                   .because_count = 1,
                   .text = hostile,
                   .tell_doctor = "Say where it is numb and since when.",
                   .would_change = "Weakness in a leg.",
                   .safety_net = "Go at once if you cannot pass urine.",
                   .recheck_days = 7},
        .contributing = leaves,
        .contributing_count = 1,
        .findings = findings,
        .finding_count = 3,
        .recordings = recording(arena, hostile),
        .recording_count = 1,
        .advice = advice,
        .advice_count = 2,
        .sources = sources,
        .source_count = 1};
    fill_causes(arena, answer, hostile);
    return answer;
}
