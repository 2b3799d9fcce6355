/* A program on the library that has a locale of its own: does all that reads or writes numbers and prints what comes
 * out. program LOCALE FOLDER; 77 where the locale is not there. */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/html.h"
#include "report/report.h"

static lumbar_arena *arena;
static char folder[400];

static void print(lumbar_text *text)
{
    fwrite(text->data, 1, text->size, stdout);
    lumbar_text_free(text);
}

static const char *in_folder(const char *name, const char *bytes)
{
    static char path[500];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = bytes ? fopen(path, "wb") : NULL;
    if (file) fputs(bytes, file), fclose(file);
    return path;
}

static const char *in_source(const char *name)
{
    static char path[500];
    snprintf(path, sizeof path, "%s/%s", getenv("LUMBAR_SOURCE"), name);
    return path;
}

/* Writes, reads and writes again: both files must hold the same. */
static void write_twice(const lumbar_pose *pose)
{
    lumbar_error error = {0};
    for (int i = 0; pose && i < 2; i++) {
        if (!lumbar_pose_write(pose, in_folder("pose.json", NULL), &error)) break;
        FILE *file = fopen(in_folder("pose.json", NULL), "rb");
        for (int c; file && (c = getc(file)) != EOF;) putchar(c);
        if (file) fclose(file);
        pose = lumbar_pose_read(arena, in_folder("pose.json", NULL), NULL, &error);
    }
    puts(error.text);
}

static void recordings(void)
{
#define POINTS \
    "left_shoulder_x,left_shoulder_y,right_shoulder_x,right_shoulder_y,left_hip_x,left_hip_y,right_hip_x,right_hip_y"
    static const char *const tables[] = {
        "time," POINTS "\n0,0.25,0.5,0.375,1e-1,.5,5e-1,0.625,-0.75\n0.04,0.26,0.5,0.375,1e-1,.5,5e-1,0.625,-0.75\n",
        "time," POINTS "\n0,\"0,25\",0.5,0.375,0.1,0.5,0.5,0.5,0.5\n",
        "time," POINTS "\n0,1e9,0.5,0.375,0.1,0.5,0.5,0.5,0.5\n"};
    for (size_t i = 0; i < LUMBAR_COUNT(tables); i++) {
        lumbar_error error = {0};
        const lumbar_pose *pose = lumbar_pose_read(arena, in_folder("points.csv", tables[i]), NULL, &error);
        puts(error.text);
        write_twice(pose);
    }
    lumbar_error error = {0};
    write_twice(
        lumbar_pose_read(arena, in_source("tests/seen/material/legs-sink-back-arches.pose.json"), NULL, &error));
    const char *head = "{\"schema\": \"lumbar.pose/1\", \"width\": 1e9, \"height\": 0.5}\n";
    lumbar_pose_read(arena, in_folder("wrong.pose.json", head), NULL, &error);
    puts(error.text);
}

static void answer(const lumbar_knowledge *knowledge)
{
    static const char *const told[][2] = {{"age-years", "34"},
                                          {"height-cm", "174.5"},
                                          {"height-cm", "174,5"},
                                          {"height-cm", "17.45"},
                                          {"mass-kg", "70.25"},
                                          {"pain-now", "6.5"},
                                          {"ache-present", "ache"},
                                          {"ache-onset", "during-set"},
                                          {"exercises", "sit-up,leg-raise"},
                                          {"FEVER", "no"},
                                          {"fever", "NO"},
                                          {"fever", "no"}};
    lumbar_error error = {0};
    lumbar_answers *answers = lumbar_answers_new(arena, knowledge);
    for (size_t i = 0; i < LUMBAR_COUNT(told); i++)
        if (!lumbar_answers_set(answers, told[i][0], told[i][1], &error)) puts(error.text);
    const char *file = "{\"schema\": \"lumbar.answers/1\", \"answers\": {\"height-cm\": 181.5, \"mass-kg\": 7.125e1}}";
    if (!lumbar_answers_read(answers, in_folder("answers.json", file), &error)) puts(error.text);
    file = "{\"schema\": \"lumbar.answers/1\", \"answers\": {\"height-cm\": 1815.5}}";
    if (!lumbar_answers_read(answers, in_folder("answers.json", file), &error)) puts(error.text);
    lumbar_text text = {0};
    lumbar_answers_json(knowledge, answers, &text);
    const lumbar_pose *pose =
        lumbar_pose_read(arena, in_source("tests/seen/material/plank-sags.pose.json"), NULL, &error);
    lumbar_see_settings settings = {.height_m = 1.745};
    lumbar_recording *seen = pose ? lumbar_see(arena, pose, &settings, knowledge, &error) : NULL;
    const lumbar_why_settings given = {.recordings = seen, .recording_count = 1, .today = {2026, 12, 1}};
    const lumbar_answer *why = seen ? lumbar_why(arena, answers, &given, &error) : NULL;
    puts(error.text);
    if (why) {
        lumbar_answer_json(why, &text);
        lumbar_answer_terminal(
            why, &(lumbar_terminal){.knowledge = knowledge, .width = 80, .colour = false, .verbose = true}, &text);
        lumbar_report_html(why, &text, &(lumbar_html_settings){.knowledge = knowledge});
    }
    lumbar_questions_json(knowledge, &text);
    print(&text);
}

/* Tables of the person's own, one good and one with a number that is none. */
static void tables(void)
{
    lumbar_error error = {0};
    static const char *const limits[] = {"id: assumed-height\nvalue: 1.5x\nunit: m\nwhy: test\nsource: own\n"};
    in_folder("limits.txt", limits[0]);
    puts(lumbar_knowledge_load(arena, folder, &error) ? "read" : error.text);
    const lumbar_knowledge *own = lumbar_knowledge_load(arena, in_source("knowledge"), &error);
    puts(own ? "read" : error.text);
    lumbar_problems problems = {0};
    if (own && !lumbar_knowledge_check(arena, own, &problems, &error)) puts(error.text);
    for (size_t i = 0; i < problems.count; i++) puts(problems.list[i]);
}

int main(int argc, char **argv)
{
    if (argc != 3 || !setlocale(LC_ALL, argv[1])) return 77;
    snprintf(folder, sizeof folder, "%s", argv[2]);
    lumbar_error error = {0};
    arena = lumbar_arena_new();
    const lumbar_knowledge *knowledge = lumbar_knowledge_builtin(arena, &error);
    if (!knowledge) return puts(error.text), 1;
    recordings();
    answer(knowledge);
    tables();
    lumbar_arena_free(arena);
    fprintf(stderr, "%.1f", 1.5); /* whether the locale is still the program's own */
    return 0;
}
