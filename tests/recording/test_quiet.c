/* FFmpeg's log level is the program's: borrowed while we use FFmpeg, given back with the last use. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <libavutil/log.h>
#include "../check.h"
#include "recording/source.h"
#include "recording/quiet.h"
#include "recording/video.h"

static lumbar_video *open_video(const char *path, FILE **file)
{
    lumbar_error error = {0};
    *file = lumbar_source_open(path, NULL, NULL, &error);
    return *file ? lumbar_video_open(*file, path, NULL, NULL, &error) : NULL;
}

static const char *sample(void)
{
    static char path[500];
    snprintf(path, sizeof path, "%s/examples/sample.mp4", getenv("LUMBAR_SOURCE"));
    return path;
}

static void the_level_comes_back_with_the_last_use(void **state)
{
    (void)state;
    av_log_set_level(AV_LOG_VERBOSE);
    FILE *files[2];
    lumbar_video *first = open_video(sample(), &files[0]), *second = open_video(sample(), &files[1]);
    assert_non_null(first);
    assert_non_null(second);
    lumbar_video_close(first);
    assert_int_equal(av_log_get_level(), AV_LOG_QUIET);
    lumbar_video_close(second);
    assert_int_equal(av_log_get_level(), AV_LOG_VERBOSE);
    fclose(files[0]);
    fclose(files[1]);
}

static void a_damaged_video_gives_it_back_and_prints_nothing(void **state)
{
    (void)state;
    char path[] = "/tmp/lumbar-quiet-XXXXXX", said[] = "/tmp/lumbar-said-XXXXXX", bytes[3000];
    int part = mkstemp(path), out = mkstemp(said), kept = dup(STDERR_FILENO);
    FILE *whole = fopen(sample(), "rb"), *file;
    assert_non_null(whole);
    assert_int_equal(fread(bytes, 1, sizeof bytes, whole), sizeof bytes);
    assert_int_equal(write(part, bytes, sizeof bytes), sizeof bytes);
    av_log_set_level(AV_LOG_DEBUG);
    dup2(out, STDERR_FILENO);
    lumbar_video *video = open_video(path, &file);
    dup2(kept, STDERR_FILENO);
    assert_null(video);
    assert_int_equal(av_log_get_level(), AV_LOG_DEBUG);
    assert_int_equal(lseek(out, 0, SEEK_END), 0);
    fclose(whole);
    fclose(file);
    close(part), close(out), close(kept);
    unlink(path), unlink(said);
}

static void a_level_that_the_program_sets_meanwhile_stays(void **state)
{
    (void)state;
    av_log_set_level(AV_LOG_INFO);
    lumbar_quiet_begin();
    av_log_set_level(AV_LOG_ERROR);
    lumbar_quiet_end();
    assert_int_equal(av_log_get_level(), AV_LOG_ERROR);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_level_comes_back_with_the_last_use),
    cmocka_unit_test(a_damaged_video_gives_it_back_and_prints_nothing),
    cmocka_unit_test(a_level_that_the_program_sets_meanwhile_stays),
};

CHECK_MAIN(tests)
