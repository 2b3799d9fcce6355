/* What is counted of a video while its frames come: their times, which of them are worth a look, what was lost. */
#ifndef LUMBAR_RECORDING_TALLY_H
#define LUMBAR_RECORDING_TALLY_H

#include "lumbar.h"
#include "recording/clock.h"

/* at most so many frames of each second are worth looking at: floor exercise is slow */
enum { LUMBAR_VIDEO_RATE = 20 };
/* What is too large or too long is told and not looked at. */
enum { LUMBAR_VIDEO_PIXELS_MOST = 4096 * 2304, LUMBAR_VIDEO_SECONDS_MOST = 3600 };

/* A stretch in which pieces of the file could not be decoded: from the last picture before to the first one after. */
typedef struct lumbar_video_damage {
    double start_s, end_s; /* s */
    uint32_t pieces;       /* packets or pictures */
} lumbar_video_damage;

enum { LUMBAR_VIDEO_DAMAGE_MOST = 32 }; /* stretches; later damage is told with the last */

/* Where the file's own clock goes elsewhere: nothing was filmed between, whatever its stamps say. */
typedef struct lumbar_video_leap {
    double start_s, end_s; /* s: the pictures before and after */
    double by_s;           /* s by the file's clock; negative where it goes back */
} lumbar_video_leap;

enum { LUMBAR_VIDEO_LEAP_MOST = 32 };

/* What is known of a video; duration and counts are final after the last frame. */
typedef struct lumbar_video_facts {
    bool still;             /* one picture, not a video */
    double duration_s;      /* from the first shown frame to the end of the last */
    double announced_s;     /* duration that the file claims; NaN where it claims none, or one that it has not */
    double frame_rate;      /* frames/s of the recording; NaN where not known */
    bool retimed;           /* by its own tags it plays slower or faster than it was filmed */
    uint32_t frames;        /* shown */
    uint32_t dropped_times; /* frames whose time stamp repeated or ran backwards */
    uint32_t damaged;       /* pieces that could not be decoded */
    lumbar_video_damage damage[LUMBAR_VIDEO_DAMAGE_MOST]; /* [damage_count] where they are */
    int damage_count;
    lumbar_video_leap leaps[LUMBAR_VIDEO_LEAP_MOST]; /* [leap_count] */
    int leap_count;
} lumbar_video_facts;

typedef struct lumbar_tally {
    lumbar_clock clock;
    double shown_s;    /* time of the last picture */
    bool damage_open;  /* what was lost last has no picture after it yet */
    int64_t last_cell; /* of the grid of LUMBAR_VIDEO_RATE cells a second */
    lumbar_video_facts facts;
} lumbar_tally;

lumbar_tally lumbar_tally_new(void); /* nothing is known */

/* Whether a film of this rate plays slower or faster than it was filmed, by what phones write beside it: the rate of
 * capture (Android: com.android.capture.fps; NaN: not told), and whether it is to be shown in slow motion (Apple:
 * com.apple.quicktime.full-frame-rate-playback-intent is 0). */
bool lumbar_is_retimed(double frame_rate, double capture_rate, bool slow_motion);

/* The next frame: its stamp, and for how long it is said to be shown (0: not known), in microseconds; a frame is
 * taken to be shown as long as the one before it, if that is no more than twice what is said. True: it is shown, at
 * tally->shown_s and clock.shown; false: its stamp is none. */
bool lumbar_tally_take(lumbar_tally *tally, int64_t stamp, int64_t lasts);
/* Whether the frame taken last is worth a look: one for each cell of the grid, chosen by time stamp alone. */
bool lumbar_tally_is_due(lumbar_tally *tally);

void lumbar_tally_damage(lumbar_tally *tally); /* one more piece was lost after the last shown picture */
void lumbar_tally_end(lumbar_tally *tally);    /* no picture comes any more */

#endif
