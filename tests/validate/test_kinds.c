/* The hard kinds of films without renderer and network: the body's own points, over which lies the error that was
 * measured on the network (seen/again.c), and in the mirror. Nothing is told that is not there. */
#include <string.h>
#include "../check.h"
#include "../motion/trainee_film.h"
#include "seen/again.h"
#include "validate/kinds.h"

/* The look that the rendered body is seen with: every frame, some lost and misread, so that nothing but the error is
 * new; the one after it is its mirror image. */
enum { LOOK = 4 };

static const lumbar_recording *see(lumbar_arena *arena, const lumbar_trainee_film *film, size_t look)
{
    lumbar_error error = {0};
    const lumbar_knowledge *knowledge = lumbar_knowledge_load(arena, NULL, &error);
    const lumbar_pose *pose = lumbar_again(arena, trainee_pose_of(arena, film), look);
    const lumbar_see_settings settings = {.height_m = NAN};
    const lumbar_recording *seen = knowledge && pose ? lumbar_see(arena, pose, &settings, knowledge, &error) : NULL;
    if (!seen) fail_msg("%s", error.text);
    return seen;
}

static void nothing_is_told_that_is_not_there(void **state)
{
    (void)state;
    char id[64];
    int stretches = 0, named = 0, bad = 0;
    /* Of each kind one film, in turn as it is, mirrored, and of another body: the verb takes all. */
    for (size_t i = 1; lumbar_trainee_film_listed(i, id); i += i % 3 == 2 ? 1 : 4) {
        lumbar_arena *arena = lumbar_arena_new();
        lumbar_kind_told told = {0};
        assert_true(lumbar_trainee_film_make(id, &told.film, NULL));
        told.seen = see(arena, &told.film, LOOK + (told.film.mirrored ? 1 : 0));
        lumbar_kind_judge(&told);
        stretches += told.done, named += told.named;
        if (!lumbar_kinds_meet(&told, 1)) {
            lumbar_text words = {0};
            lumbar_kinds_say(&words, &told, 1, true);
            print_message("# %s", words.data);
            lumbar_text_free(&words);
            bad++;
        }
        lumbar_arena_free(arena);
    }
    assert_int_equal(bad, 0);
    assert_true(named * 10 >= stretches * 8);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_told_that_is_not_there)};

CHECK_MAIN(tests)
