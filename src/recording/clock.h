/* A file's time stamps -> the time that a person sees: from 0, rising, and without the hours that a clock skips. */
#ifndef LUMBAR_RECORDING_CLOCK_H
#define LUMBAR_RECORDING_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Own choices, microseconds. A camera gives frames all the time: a step over ten seconds is believed only where more
 * frames go on from there. No frame of a workout stands for over ten minutes: a step beyond is the clock's and not the
 * camera's, and who sees the recording sees a second pass. Pictures that are stored out of order are less than a second
 * apart. */
enum {
    LUMBAR_CLOCK_STEP = 10000000,
    LUMBAR_CLOCK_LEAP = 600000000,
    LUMBAR_CLOCK_BACK = 1000000,
    LUMBAR_CLOCK_SHOWN = 1000000
};

typedef struct lumbar_clock {
    bool started;
    int64_t file;      /* stamp of the last frame taken */
    int64_t shown;     /* its time from the first */
    int64_t candidate; /* stamp of the last frame far from all before */
    int candidates;    /* frames in a row that go on from each other there */
} lumbar_clock;

typedef enum lumbar_tick {
    LUMBAR_TICK_TAKEN,
    LUMBAR_TICK_DROPPED, /* repeated, backwards, or far off and alone */
    LUMBAR_TICK_LEAPT    /* taken: from here on the file's clock is another one */
} lumbar_tick;

/* The next frame's stamp, in microseconds; clock->shown is then its time. `by` is set where the clock leapt. */
lumbar_tick lumbar_clock_take(lumbar_clock *clock, int64_t stamp, int64_t *by);

#endif
