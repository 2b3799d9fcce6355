/* Processor time of this thread. */
#ifndef LUMBAR_POSE_CLOCK_H
#define LUMBAR_POSE_CLOCK_H

double lumbar_thread_seconds(void); /* 0 where there is no such clock */

#endif
