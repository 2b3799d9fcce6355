/* The journal's file: what was told is there again, whatever is done to the file in between. */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "../check.h"
#include "journal/inside.h"

/* A folder of its own for each test, and a journal in it. */
typedef struct fixture {
    char folder[64], path[96], other[96];
    lumbar_arena *arena;
    lumbar_error error;
} fixture;

static int set_up(void **state)
{
    static fixture f;
    f = (fixture){.arena = lumbar_arena_new()};
    strcpy(f.folder, "/tmp/lumbar-test-XXXXXX");
    if (!f.arena || !mkdtemp(f.folder)) return -1;
    snprintf(f.path, sizeof f.path, "%s/journal.db", f.folder);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    char command[120];
    lumbar_arena_free(f->arena);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    return system(command);
}

static lumbar_journal *opened(fixture *f, lumbar_journal_use use)
{
    lumbar_journal *journal = lumbar_journal_open(f->path, use, &f->error);
    if (!journal) fail_msg("%s", f->error.text);
    return journal;
}

static const lumbar_date DAY = {2026, 11, 27};
static const lumbar_journal_set SET = {.exercise = "leg-raise",
                                       .name = "leg raise",
                                       .reps = 12,
                                       .seconds = NAN,
                                       .weight_kg = 2.5,
                                       .rest_s = 60,
                                       .rpe = 8.5,
                                       .warm_up = true};

static lumbar_entry workout(int days_ago)
{
    return (lumbar_entry){.kind = LUMBAR_ENTRY_WORKOUT,
                          .workout = {.day = lumbar_date_after(DAY, -days_ago),
                                      .minute = 1110,
                                      .duration_s = NAN,
                                      .warmed = LUMBAR_ABSENT,
                                      .warm_up_s = NAN,
                                      .sets = &SET,
                                      .set_count = 1,
                                      .note = "so \"la\" la\n\xC3\xA9",
                                      .source = "told"}};
}

static lumbar_entry soreness(double strength)
{
    return (lumbar_entry){.kind = LUMBAR_ENTRY_SORENESS,
                          .soreness = {.day = DAY,
                                       .minute = -1,
                                       .when = "morning",
                                       .strength = strength,
                                       .side = "left",
                                       .place = "lower-back",
                                       .source = "told"}};
}

static void add(fixture *f, lumbar_journal *journal, lumbar_entry entry, int64_t expected)
{
    int64_t number;
    if (!lumbar_journal_add(journal, &entry, 1, &number, &f->error)) fail_msg("%s", f->error.text);
    assert_int_equal(number, expected);
}

static const lumbar_journal_days *all(fixture *f, lumbar_journal *journal)
{
    const lumbar_journal_days *days = lumbar_journal_read(journal, f->arena, (lumbar_date){2000, 1, 1}, DAY, &f->error);
    if (!days) fail_msg("%s", f->error.text);
    return days;
}

static void test_kept(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    lumbar_entry entries[4] = {soreness(4),
                               {.kind = LUMBAR_ENTRY_SLEEP, .sleep = {.day = DAY, .hours = 6.5}},
                               {.kind = LUMBAR_ENTRY_ANSWER, .answer = {.day = DAY, .json = "{\"schema\": 1}\n"}},
                               workout(3)};
    int64_t first;
    assert_true(lumbar_journal_add(journal, entries, 4, &first, &f->error));
    assert_int_equal(first, 1);
    lumbar_journal_close(journal);
    struct stat about;
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);

    journal = opened(f, LUMBAR_JOURNAL_READ);
    const lumbar_journal_days *days = all(f, journal);
    assert_int_equal(days->workout_count, 1);
    const lumbar_journal_workout *w = days->workouts;
    assert_int_equal(w->number, 4);
    assert_int_equal(w->minute, 1110);
    assert_true(isnan(w->duration_s) && w->warmed == LUMBAR_ABSENT && w->day.day == 24);
    assert_string_equal(w->note, "so \"la\" la\n\xC3\xA9");
    assert_int_equal(w->set_count, 1);
    assert_string_equal(w->sets[0].exercise, "leg-raise");
    assert_true(w->sets[0].reps == 12 && isnan(w->sets[0].seconds) && w->sets[0].weight_kg == 2.5 &&
                w->sets[0].rest_s == 60 && w->sets[0].rpe == 8.5 && w->sets[0].warm_up);
    assert_int_equal(days->soreness_count, 1);
    assert_true(days->soreness[0].strength == 4 && days->soreness[0].minute == -1);
    assert_string_equal(days->soreness[0].when, "morning");
    assert_true(days->sleep_count == 1 && days->sleep[0].hours == 6.5);
    assert_string_equal(days->answers[0].json, "{\"schema\": 1}\n");
    assert_int_equal(days->damaged, 0);
    lumbar_date from, to;
    assert_true(lumbar_journal_span(journal, &from, &to, &f->error) && from.day == 24 && to.day == 27);
    lumbar_journal_close(journal);
}

static void test_repaired(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    size_t undone;
    assert_true(lumbar_journal_undo(journal, &undone, &f->error) && undone == 0);
    add(f, journal, soreness(4), 1);
    add(f, journal, soreness(5), 2);
    lumbar_entry better = soreness(7);
    assert_true(lumbar_journal_replace(journal, 1, &better, &f->error));
    assert_true(lumbar_journal_remove(journal, 2, &f->error));
    const lumbar_journal_days *days = all(f, journal);
    assert_true(days->soreness_count == 1 && days->soreness[0].strength == 7 && days->soreness[0].number == 1);
    assert_false(lumbar_journal_remove(journal, 2, &f->error));
    assert_non_null(strstr(f->error.text, "no entry 2"));
    assert_false(lumbar_journal_replace(journal, 9, &better, &f->error));
    assert_true(lumbar_journal_undo(journal, &undone, &f->error) && undone == 1);
    assert_int_equal(all(f, journal)->soreness_count, 2);
    assert_true(lumbar_journal_undo(journal, &undone, &f->error) && undone == 1);
    assert_true(all(f, journal)->soreness[0].strength == 4);
    assert_true(lumbar_journal_undo(journal, &undone, &f->error) && lumbar_journal_undo(journal, &undone, &f->error));
    assert_int_equal(all(f, journal)->soreness_count, 0);
    lumbar_journal_health health;
    assert_true(lumbar_journal_check(journal, f->arena, &health, &f->error) && !health.wrong && !health.entries);
    lumbar_journal_close(journal);
}

static lumbar_journal_taken take(fixture *f, lumbar_journal *journal, double strength)
{
    lumbar_entry entry = soreness(strength);
    entry.key = "strong 2026-11-27 18:30 Core";
    entry.soreness.source = "strong";
    lumbar_journal_taken taken;
    if (!lumbar_journal_take(journal, &entry, 1, &taken, &f->error)) fail_msg("%s", f->error.text);
    return taken;
}

static void test_taken_in_once(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    assert_int_equal(take(f, journal, 3).added, 1);
    assert_int_equal(take(f, journal, 3).known, 1);
    assert_int_equal(take(f, journal, 4).grown, 1);
    assert_true(all(f, journal)->soreness_count == 1 && all(f, journal)->soreness[0].strength == 4);
    lumbar_entry own = soreness(1);
    assert_true(lumbar_journal_replace(journal, 1, &own, &f->error));
    assert_int_equal(take(f, journal, 4).left, 1);
    assert_int_equal(take(f, journal, 5).left, 1);
    assert_true(all(f, journal)->soreness[0].strength == 1);
    assert_true(lumbar_journal_remove(journal, 1, &f->error));
    assert_int_equal(take(f, journal, 5).left, 1);
    assert_int_equal(all(f, journal)->soreness_count, 0);
    lumbar_journal_close(journal);
}

/* Bytes at the first place where `what` stands in the file. */
static void overwrite(const char *path, const char *what, const char *with)
{
    FILE *file = fopen(path, "r+b");
    char bytes[1 << 16];
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    char *found = memmem(bytes, size, what, strlen(what));
    assert_non_null(found);
    assert_int_equal(fseek(file, found - bytes, SEEK_SET), 0);
    assert_int_equal(fwrite(with, 1, strlen(with), file), strlen(with));
    fclose(file);
}

static void test_torn_payload(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    add(f, journal, soreness(4), 1);
    add(f, journal, soreness(5), 2);
    lumbar_journal_close(journal);
    overwrite(f->path, "\"strength\":5", "\"strength\":1");
    journal = opened(f, LUMBAR_JOURNAL_READ);
    const lumbar_journal_days *days = all(f, journal);
    assert_true(days->soreness_count == 1 && days->soreness[0].strength == 4 && days->damaged == 1);
    lumbar_journal_health health;
    assert_true(lumbar_journal_check(journal, f->arena, &health, &f->error));
    assert_true(!health.wrong && health.damaged == 1 && health.numbers[0] == 2);
    lumbar_journal_close(journal);
}

static void refused(fixture *f, lumbar_journal_use use, lumbar_code code, const char *words)
{
    f->error = (lumbar_error){0};
    assert_null(lumbar_journal_open(f->path, use, &f->error));
    if (f->error.code != code || !strstr(f->error.text, words)) fail_msg("code %d: %s", f->error.code, f->error.text);
}

static void put_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_true(file && fwrite(bytes, 1, size, file) == size && !fclose(file));
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void test_refused(void **state)
{
    fixture *f = *state;
    refused(f, LUMBAR_JOURNAL_READ, LUMBAR_INPUT, "there is no journal at");
    put_file(f->path, "Dear diary,\n", 12);
    refused(f, LUMBAR_JOURNAL_WRITE, LUMBAR_INPUT, "damaged");
    unlink(f->path);
    run_sql(f->path, "CREATE TABLE photos (name)");
    refused(f, LUMBAR_JOURNAL_WRITE, LUMBAR_INPUT, "no journal of lumbar");
    unlink(f->path);
    lumbar_journal_close(opened(f, LUMBAR_JOURNAL_WRITE));
    run_sql(f->path, "PRAGMA user_version = 99");
    refused(f, LUMBAR_JOURNAL_READ, LUMBAR_INPUT, "newer lumbar");
    unlink(f->path);
    mkdir(f->path, 0700);
    refused(f, LUMBAR_JOURNAL_WRITE, LUMBAR_INPUT, "is no file");
    rmdir(f->path);
    snprintf(f->path, sizeof f->path, "%s/none/journal.db", f->folder);
    refused(f, LUMBAR_JOURNAL_WRITE, LUMBAR_OUTPUT, "Make the folder first");
}

static void test_damaged_pages(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    for (int i = 1; i <= 200; i++) add(f, journal, workout(i % 90), i);
    lumbar_journal_close(journal);
    FILE *file = fopen(f->path, "r+b");
    fseek(file, 0, SEEK_END);
    for (long at = 4096; at < ftell(file); at += 8192) {
        char bytes[600];
        memset(bytes, 0xAB, sizeof bytes);
        fseek(file, at, SEEK_SET);
        fwrite(bytes, 1, sizeof bytes, file);
        fseek(file, 0, SEEK_END);
    }
    fclose(file);
    f->error = (lumbar_error){0};
    journal = lumbar_journal_open(f->path, LUMBAR_JOURNAL_READ, &f->error);
    lumbar_journal_health health = {0};
    bool told = !journal || (lumbar_journal_check(journal, f->arena, &health, &f->error) && health.wrong);
    if (!told) fail_msg("damage goes unnoticed");
    lumbar_entry entry = soreness(1);
    int64_t number;
    if (journal && lumbar_journal_add(journal, &entry, 1, &number, &f->error)) fail_msg("written over damage");
    if (!strstr(f->error.text, "damaged")) fail_msg("%s", f->error.text);
    lumbar_journal_close(journal);
}

static void test_odd_names(void **state)
{
    fixture *f = *state;
    static const char *const names[] = {":memory:", "a?mode=ro", "50% #1.db", "\xC3\xA9t\xC3\xA9 & co.db"};
    for (size_t i = 0; i < LUMBAR_COUNT(names); i++) {
        snprintf(f->path, sizeof f->path, "%s/%s", f->folder, names[i]);
        lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
        add(f, journal, soreness(4), 1);
        lumbar_journal_close(journal);
        if (access(f->path, F_OK)) fail_msg("%s is not where it was named", names[i]);
        journal = opened(f, LUMBAR_JOURNAL_READ);
        assert_int_equal(all(f, journal)->soreness_count, 1);
        lumbar_journal_close(journal);
    }
}

static void test_brought_up_to_date(void **state)
{
    fixture *f = *state;
    const lumbar_journal_version versions[] = {
        lumbar_journal_versions[0], {"ALTER TABLE entry ADD COLUMN more TEXT"}, {"this is no SQL"}};
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    add(f, journal, soreness(4), 1);
    lumbar_journal_close(journal);

    assert_null(lumbar_journal_open_as(f->path, LUMBAR_JOURNAL_WRITE, versions, 3, &f->error));
    journal = opened(f, LUMBAR_JOURNAL_READ); /* as it was: the second step is not kept without the third */
    assert_int_equal(all(f, journal)->soreness_count, 1);
    lumbar_journal_close(journal);

    journal = lumbar_journal_open_as(f->path, LUMBAR_JOURNAL_WRITE, versions, 2, &f->error);
    if (!journal) fail_msg("%s", f->error.text);
    add(f, journal, soreness(5), 2);
    lumbar_journal_close(journal);
    refused(f, LUMBAR_JOURNAL_WRITE, LUMBAR_INPUT, "newer lumbar");

    strcat(f->path, ".before-2");
    struct stat about;
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    journal = opened(f, LUMBAR_JOURNAL_READ);
    assert_int_equal(all(f, journal)->soreness_count, 1);
    lumbar_journal_close(journal);
}

static void test_damage_is_not_brought_up(void **state)
{
    fixture *f = *state;
    const lumbar_journal_version versions[] = {lumbar_journal_versions[0], {"ALTER TABLE entry ADD COLUMN more TEXT"}};
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    add(f, journal, soreness(5), 1);
    lumbar_journal_close(journal);
    overwrite(f->path, "\"strength\":5", "\"strength\":1");
    assert_null(lumbar_journal_open_as(f->path, LUMBAR_JOURNAL_WRITE, versions, 2, &f->error));
    assert_non_null(strstr(f->error.text, "damaged"));
    lumbar_journal_close(opened(f, LUMBAR_JOURNAL_READ)); /* of the version that it had */
}

/* Four processes write at once; each entry of each of them is there. */
static void test_two_at_once(void **state)
{
    fixture *f = *state;
    enum { PROCESSES = 4, EACH = 25 };
    pid_t children[PROCESSES];
    for (int p = 0; p < PROCESSES; p++) {
        children[p] = fork();
        if (children[p]) continue;
        int done = 0;
        for (int i = 0; i < EACH; i++) {
            lumbar_error error;
            lumbar_journal *journal = lumbar_journal_open(f->path, LUMBAR_JOURNAL_WRITE, &error);
            lumbar_entry entry = soreness(p);
            int64_t number;
            done += journal && lumbar_journal_add(journal, &entry, 1, &number, &error);
            lumbar_journal_close(journal);
        }
        _exit(done == EACH ? 0 : 1);
    }
    for (int p = 0; p < PROCESSES; p++) {
        int status;
        assert_int_equal(waitpid(children[p], &status, 0), children[p]);
        assert_int_equal(status, 0);
    }
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_READ);
    const lumbar_journal_days *days = all(f, journal);
    assert_int_equal(days->soreness_count, PROCESSES * EACH);
    for (size_t i = 0; i < days->soreness_count; i++) assert_int_equal(days->soreness[i].number, i + 1);
    lumbar_journal_close(journal);
}

static bool file_has(const char *path, const char *what)
{
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file) fclose(file);
    return memmem(bytes, size, what, strlen(what)) != NULL;
}

static void test_forgotten(void **state)
{
    fixture *f = *state;
    lumbar_journal *journal = opened(f, LUMBAR_JOURNAL_WRITE);
    for (int i = 1; i <= 30; i++) {
        lumbar_entry entry = workout(i);
        entry.workout.note = i > 10 ? "a secret" : "fine";
        add(f, journal, entry, i);
    }
    lumbar_entry entry = workout(3);
    entry.workout.note = "a secret";
    assert_true(lumbar_journal_replace(journal, 3, &entry, &f->error));
    entry.workout.note = "fine";
    assert_true(lumbar_journal_replace(journal, 3, &entry, &f->error));
    size_t forgotten;
    assert_true(lumbar_journal_forget_until(journal, lumbar_date_after(DAY, -11), &forgotten, &f->error));
    assert_int_equal(forgotten, 20);
    assert_int_equal(all(f, journal)->workout_count, 10);
    size_t size;
    unsigned char *image = lumbar_journal_image(journal, &size, &f->error);
    assert_true(image && size >= 4096 && !memcmp(image, "SQLite format 3", 16));
    lumbar_journal_image_free(image);
    lumbar_journal_close(journal);
    if (file_has(f->path, "a secret")) fail_msg("what is forgotten still stands in the file");
    assert_true(lumbar_journal_forget(f->path, &f->error));
    assert_int_equal(access(f->path, F_OK), -1);
    assert_int_equal(rmdir(f->folder), 0); /* nothing else is left */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(test_kept),
                                       TEST(test_repaired),
                                       TEST(test_taken_in_once),
                                       TEST(test_torn_payload),
                                       TEST(test_refused),
                                       TEST(test_damaged_pages),
                                       TEST(test_odd_names),
                                       TEST(test_brought_up_to_date),
                                       TEST(test_damage_is_not_brought_up),
                                       TEST(test_two_at_once),
                                       TEST(test_forgotten)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
