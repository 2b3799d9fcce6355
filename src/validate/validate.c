/* The one list of validators. */
#include "validate/plank.h"
#include "validate/validate.h"

static bool run_plank(lumbar_arena *arena, const lumbar_validation *validation, lumbar_text *json, lumbar_text *words,
                      bool *pass, lumbar_error *error)
{
    return lumbar_validate_plank(arena, validation->files, validation->count, json, words, pass, error);
}

static const lumbar_validator plank = {
    .name = "plank", .about = "labelled landmark files", .takes_files = true, .run = run_plank};

const lumbar_validator *const lumbar_validators[] = {&plank, NULL};
