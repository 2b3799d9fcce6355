/* FFmpeg's messages: none while we use it, afterwards as the program has set them. */
#ifndef LUMBAR_RECORDING_QUIET_H
#define LUMBAR_RECORDING_QUIET_H

/* FFmpeg prints by one level for the whole program. Between begin and end, which come in pairs and from any thread, it
 * is AV_LOG_QUIET; after the last end it is what it was, unless the program has set another one meanwhile. */
void lumbar_quiet_begin(void);
void lumbar_quiet_end(void);

#endif
