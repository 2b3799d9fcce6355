/* FFmpeg's log level, borrowed and given back. What goes wrong is told in our own words. */
#include <pthread.h>
#include <libavutil/log.h>
#include "recording/quiet.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users;  /* begins without their end */
static int before; /* the level at the first of them */

void lumbar_quiet_begin(void)
{
    pthread_mutex_lock(&lock);
    if (!users++) {
        before = av_log_get_level();
        av_log_set_level(AV_LOG_QUIET);
    }
    pthread_mutex_unlock(&lock);
}

void lumbar_quiet_end(void)
{
    pthread_mutex_lock(&lock);
    if (!--users && av_log_get_level() == AV_LOG_QUIET) av_log_set_level(before);
    pthread_mutex_unlock(&lock);
}
