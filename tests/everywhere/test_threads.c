/* Threads that ask one object at once get what one thread alone gets. Under a thread sanitizer (scripts/test) a race in
 * it fails the test too. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "../check.h"
#include "report/html.h"
#include "report/report.h"

enum { THREADS = 2 };

/* What all threads share; nothing of it is written after the start. */
static const lumbar_knowledge *knowledge;
static const lumbar_answers *answers;
static const lumbar_pose *pose;

static const char *in_source(lumbar_arena *arena, const char *name)
{
    return lumbar_format(arena, "%s/%s", getenv("LUMBAR_SOURCE"), name);
}

/* Everything that takes an answers object or a pose by const; the text of all of it. */
static void *ask_all(void *user)
{
    lumbar_text *text = user;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    lumbar_next next = lumbar_interview_next(answers);
    lumbar_text_addf(text, "%d %s %.17g\n", next.code, next.question ? next.question->id : "none", next.gain_bits);
    lumbar_recording *seen = lumbar_see(arena, pose, &(lumbar_see_settings){.height_m = NAN}, knowledge, &error);
    const lumbar_why_settings settings = {.recordings = seen, .recording_count = 1, .today = {2026, 12, 1}};
    const lumbar_answer *answer = seen ? lumbar_why(arena, answers, &settings, &error) : NULL;
    if (answer) {
        lumbar_answer_json(answer, text);
        lumbar_answer_terminal(
            answer, &(lumbar_terminal){.knowledge = knowledge, .width = 80, .colour = true, .verbose = true}, text);
        lumbar_report_html(answer, text, &(lumbar_html_settings){.knowledge = knowledge});
    }
    lumbar_answers_json(knowledge, answers, text);
    lumbar_questions_json(knowledge, text);
    lumbar_problems problems = {0};
    lumbar_knowledge_check(arena, knowledge, &problems, NULL);
    for (size_t i = 0; i < problems.count; i++) lumbar_text_add(text, problems.list[i]);
    lumbar_text_add(text, error.text);
    lumbar_arena_free(arena);
    return NULL;
}

/* The first moments of a film are enough for every lock in it, and a sanitizer is slow. */
static bool for_a_moment(void *user, double done_s, double total_s)
{
    (void)user, (void)total_s;
    return done_s < 0.5;
}

/* Tables, answers and a film of its own: the threads share the libraries beneath. */
static void *read_all(void *user)
{
    lumbar_text *text = user;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    const lumbar_knowledge *own = lumbar_knowledge_load(arena, in_source(arena, "knowledge"), &error);
    lumbar_answers *mine = own ? lumbar_answers_new(arena, own) : NULL;
    if (mine && lumbar_answers_read(mine, in_source(arena, "examples/answers.json"), &error))
        lumbar_answers_json(own, mine, text);
    lumbar_pose_settings settings = lumbar_pose_defaults();
    settings.model = "lite";
    settings.progress = for_a_moment;
    if (!lumbar_pose_read(arena, in_source(arena, "examples/sample.mp4"), &settings, &error))
        lumbar_text_addf(text, "%s\n", lumbar_code_text(error.code));
    lumbar_arena_free(arena);
    return NULL;
}

static void all_get_the_same(void *(*work)(void *), size_t least)
{
    pthread_t threads[THREADS];
    lumbar_text alone = {0}, texts[THREADS] = {0};
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, work, &texts[i]), 0);
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    work(&alone);
    assert_true(alone.size > least);
    for (int i = 0; i < THREADS; i++) {
        assert_string_equal(texts[i].data, alone.data);
        lumbar_text_free(&texts[i]);
    }
    lumbar_text_free(&alone);
}

static void threads_ask_one_object(void **state)
{
    (void)state;
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_error error = {0};
    knowledge = lumbar_knowledge_builtin(arena, &error);
    lumbar_answers *told = lumbar_answers_new(arena, knowledge);
    if (!lumbar_answers_read(told, in_source(arena, "examples/answers.json"), &error)) fail_msg("%s", error.text);
    for (size_t i = 0; i < lumbar_question_count(knowledge); i++) { /* safe, and much is left to ask */
        const lumbar_question *q = lumbar_question_at(knowledge, i);
        if (!q->screen && strcmp(q->id, "ache-present")) lumbar_answers_clear(told, q->id);
        if (q->screen && q->kind == LUMBAR_YES_NO_UNSURE) assert_true(lumbar_answers_set(told, q->id, "no", &error));
    }
    answers = told;
    pose = lumbar_pose_read(arena, in_source(arena, "tests/seen/material/plank-sags.pose.json"), NULL, &error);
    if (!pose) fail_msg("%s", error.text);
    assert_true(lumbar_interview_next(answers).gain_bits > 0);
    all_get_the_same(ask_all, 10000);
    lumbar_arena_free(arena);
}

static void threads_read_files(void **state)
{
    (void)state;
    all_get_the_same(read_all, 1000);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(threads_ask_one_object),
                                          cmocka_unit_test(threads_read_files)};

CHECK_MAIN(tests)
