/* The one list of validators. */
#include "validate/article.h"
#include "validate/cases.h"
#include "validate/fatigue.h"
#include "validate/history.h"
#include "validate/interview.h"
#include "validate/plank.h"
#include "validate/pose.h"
#include "validate/seen.h"
#include "validate/together.h"
#include "validate/triage.h"
#include "validate/validate.h"

static const lumbar_validator triage = {
    .name = "triage", .about = "published vignettes", .run = lumbar_validate_triage};
static const lumbar_validator cases = {.name = "cases", .about = "real people's cases", .run = lumbar_validate_cases};
static const lumbar_validator article = {
    .name = "article", .about = "is each sentence carried", .run = lumbar_validate_article};
static const lumbar_validator interview = {
    .name = "interview", .about = "is a level lost in asking", .run = lumbar_validate_interview};
static const lumbar_validator fatigue = {
    .name = "fatigue", .about = "how long a muscle lasts, and lactate", .run = lumbar_validate_fatigue};
static const lumbar_validator history = {
    .name = "history", .about = "what the ache follows, by a journal", .run = lumbar_validate_history};
static const lumbar_validator together = {.name = "together",
                                          .about = "words, recording and journal, alone and all",
                                          .slow = true,
                                          .run = lumbar_validate_together};
static const lumbar_validator plank = {.name = "plank",
                                       .about = "labelled landmark files",
                                       .takes_files = true,
                                       .needs = "labelled landmark files",
                                       .run = lumbar_validate_plank};

static const lumbar_validator pose = {
    .name = "pose", .about = "the synthetic trainee", .takes_names = true, .slow = true, .run = lumbar_validate_pose};

static const lumbar_validator seen = {.name = "seen",
                                      .about = "films of people with labels",
                                      .takes_files = true,
                                      .needs = "a folder of films and a file of labels",
                                      .run = lumbar_validate_seen};

const lumbar_validator *const lumbar_validators[] = {&triage,   &cases, &interview, &article, &fatigue, &history,
                                                     &together, &plank, &pose,      &seen,    NULL};
