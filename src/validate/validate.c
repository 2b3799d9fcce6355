/* The one list of validators. */
#include "validate/article.h"
#include "validate/cases.h"
#include "validate/interview.h"
#include "validate/plank.h"
#include "validate/pose.h"
#include "validate/seen.h"
#include "validate/triage.h"
#include "validate/validate.h"

static bool run_triage(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                       bool *pass, lumbar_error *error)
{
    return lumbar_validate_triage(arena, validation->knowledge, json, words, pass, error);
}

static bool run_cases(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                      bool *pass, lumbar_error *error)
{
    return lumbar_validate_cases(arena, validation->knowledge, json, words, pass, error);
}

static bool run_article(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                        bool *pass, lumbar_error *error)
{
    return lumbar_validate_article(arena, validation->knowledge, json, words, pass, error);
}

static bool run_interview(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json,
                          lumbar_text *words, bool *pass, lumbar_error *error)
{
    return lumbar_validate_interview(arena, validation->knowledge, LUMBAR_RANDOM_PEOPLE, json, words, pass, error);
}

static bool run_plank(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                      bool *pass, lumbar_error *error)
{
    return lumbar_validate_plank(arena, validation->knowledge, validation->files, validation->count, json, words, pass,
                                 error);
}

static const lumbar_validator triage = {.name = "triage", .about = "published vignettes", .run = run_triage};
static const lumbar_validator cases = {.name = "cases", .about = "real people's cases", .run = run_cases};
static const lumbar_validator article = {.name = "article", .about = "is each sentence carried", .run = run_article};
static const lumbar_validator interview = {
    .name = "interview", .about = "is a level lost in asking", .run = run_interview};
static const lumbar_validator plank = {.name = "plank",
                                       .about = "labelled landmark files",
                                       .takes_files = true,
                                       .needs = "labelled landmark files",
                                       .run = run_plank};

static const lumbar_validator pose = {
    .name = "pose", .about = "the synthetic trainee", .takes_names = true, .slow = true, .run = lumbar_validate_pose};

static const lumbar_validator seen = {.name = "seen",
                                      .about = "films of people with labels",
                                      .takes_files = true,
                                      .needs = "a folder of films and a file of labels",
                                      .run = lumbar_validate_seen};

const lumbar_validator *const lumbar_validators[] = {&triage, &cases, &interview, &article, &plank, &pose, &seen, NULL};
