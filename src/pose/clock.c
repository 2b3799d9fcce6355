/* Processor time of this thread, which a page cannot tell. */
#include <time.h>
#include "pose/clock.h"

double lumbar_thread_seconds(void)
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
#else
    return 0;
#endif
}
