/* Processes that write the journal are killed at random moments: each time it opens, passes its check, and holds every
 * entry whose call had returned. LUMBAR_KILLS: how many (200). */
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "../check.h"
#include "journal/journal.h"

enum { KILLS = 200, LONGEST_US = 15000, ROUNDS_A_FILE = 25, CALLS_MOST = 12 };

static const lumbar_date DAY = {2026, 11, 27};

static lumbar_entry ache(int strength)
{
    return (lumbar_entry){.kind = LUMBAR_ENTRY_SORENESS,
                          .soreness = {.day = DAY,
                                       .minute = -1,
                                       .strength = strength / 1000.0,
                                       .place = "lower-back",
                                       .note =
                                           "a note that is long enough to fill a page after some entries, so that the "
                                           "tree of pages grows while somebody pulls the plug"}};
}

/* What the child tells after each call that returned: entry, and its strength or -1 for one that was removed. */
typedef struct told {
    int64_t number;
    int strength;
} told;

/* Writes until it is killed: adds, changes and removes, each told when it is done. */
static void write_on(const char *path, int pipe)
{
    lumbar_error error;
    for (int i = 1;; i++) {
        lumbar_journal *journal = lumbar_journal_open(path, LUMBAR_JOURNAL_WRITE, &error);
        if (!journal) _exit(1);
        for (int j = 0; j < 5; j++) {
            int strength = (i * 5 + j) % 10000;
            lumbar_entry entry = ache(strength);
            told t = {0, strength};
            if (!lumbar_journal_add(journal, &entry, 1, &t.number, &error)) _exit(2);
            if (write(pipe, &t, sizeof t) != sizeof t) _exit(3);
            t.strength = j == 1 ? (strength + 1) % 10000 : -1;
            if (j == 1) entry = ache(t.strength);
            if (j == 1 && !lumbar_journal_replace(journal, t.number, &entry, &error)) _exit(4);
            if (j == 2 && !lumbar_journal_remove(journal, t.number, &error)) _exit(5);
            if ((j == 1 || j == 2) && write(pipe, &t, sizeof t) != sizeof t) _exit(6);
        }
        lumbar_journal_close(journal);
    }
}

/* All that was told of one file; [number] the strengths that may stand there. */
typedef struct record {
    int last[100000]; /* as it was told last; -1: removed, -2: not told */
} record;

static record rec;

static int heard; /* calls that returned before a kill */

/* At most so many; fewer where the writer is gone. */
static void read_told(int pipe, int most)
{
    told t;
    while (most-- > 0 && read(pipe, &t, sizeof t) == sizeof t) {
        assert_true(t.number > 0 && t.number < (int64_t)LUMBAR_COUNT(rec.last));
        rec.last[t.number] = t.strength;
        heard++;
    }
}

static void judge(const char *path, int round)
{
    lumbar_error error = {0};
    lumbar_arena *arena = lumbar_arena_new();
    lumbar_journal *journal = lumbar_journal_open(path, LUMBAR_JOURNAL_WRITE, &error);
    if (!journal) fail_msg("kill %d: %s", round, error.text);
    lumbar_journal_health health;
    if (!lumbar_journal_check(journal, arena, &health, &error)) fail_msg("kill %d: %s", round, error.text);
    if (health.wrong || health.damaged) fail_msg("kill %d: %s", round, health.wrong ? health.wrong : "a torn entry");
    const lumbar_journal_days *days = lumbar_journal_read(journal, arena, DAY, DAY, &error);
    assert_non_null(days);
    size_t at = 0;
    for (size_t number = 1; number < LUMBAR_COUNT(rec.last); number++) {
        while (at < days->soreness_count && days->soreness[at].number < (int64_t)number) at++;
        bool there = at < days->soreness_count && days->soreness[at].number == (int64_t)number;
        int strength = there ? (int)lround(days->soreness[at].strength * 1000) : -1;
        /* the step after the one that was told last may have been done, and not told any more */
        bool next = strength == -1 || strength == (rec.last[number] + 1) % 10000;
        if (rec.last[number] >= 0 && strength != rec.last[number] && !next)
            fail_msg("kill %d: entry %zu is %d and not %d", round, number, strength, rec.last[number]);
        if (rec.last[number] >= 0 && strength == -1) /* only where it was on its way out */
            assert_true(rec.last[number] % 5 == 2);
        if (rec.last[number] == -1) assert_int_equal(strength, -1);
        if (rec.last[number] != -2) rec.last[number] = strength;
    }
    lumbar_journal_close(journal);
    lumbar_arena_free(arena);
}

static void one_kill(const char *path, int round)
{
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (!child) {
        close(pipes[0]);
        write_on(path, pipes[1]);
    }
    close(pipes[1]);
    read_told(pipes[0], rand() % CALLS_MOST); /* so that it is in the middle of something, however slow the disk */
    const struct timespec wait = {0, 1000L * (rand() % LONGEST_US)};
    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status)) fail_msg("kill %d: the writer ended by itself with %d", round, WEXITSTATUS(status));
    read_told(pipes[0], INT_MAX);
    close(pipes[0]);
    judge(path, round);
}

static void test_killed(void **state)
{
    (void)state;
    const char *wanted = getenv("LUMBAR_KILLS");
    int kills = wanted ? atoi(wanted) : KILLS;
    char folder[] = "/tmp/lumbar-test-XXXXXX", path[64], command[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/journal.db", folder);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    for (int round = 0; round < kills; round++) {
        if (round % ROUNDS_A_FILE == 0) { /* now and then from the start: making the file is killed too */
            assert_int_equal(system(command), 0);
            mkdir(folder, 0700);
            for (size_t i = 0; i < LUMBAR_COUNT(rec.last); i++) rec.last[i] = -2;
        }
        one_kill(path, round);
    }
    assert_int_equal(system(command), 0);
    printf("# %d kills, %d calls returned before them\n", kills, heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
