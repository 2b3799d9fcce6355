/* Walks the boxes of an MP4 as far as they count samples (ISO/IEC 14496-12: stsz and stz2 of a whole film, trun of a
 * piece). */
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/base.h"
#include "recording/mp4.h"

enum { BOXES_MOST = 100000 }; /* own choice: films in pieces of a second have ten boxes a second, an hour of them */

static uint64_t number(const unsigned char *bytes, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++) value = value << 8 | bytes[i];
    return value;
}

static bool is_one_of(const unsigned char *type, const char *types)
{
    for (; *types; types += 4)
        if (!memcmp(type, types, 4)) return true;
    return false;
}

bool lumbar_mp4_has_room(int descriptor)
{
    struct stat about;
    if (fstat(descriptor, &about) || about.st_size <= 0) return true;
    uint64_t end = (uint64_t)about.st_size, at = 0;
    for (int boxes = 0; boxes < BOXES_MOST && at + 8 <= end; boxes++) {
        unsigned char head[28] = {0};
        ssize_t got = pread(descriptor, head, sizeof head, (off_t)at);
        if (got < 8) return true;
        uint64_t size = number(head, 4), body = 8;
        const unsigned char *type = head + 4;
        if (size == 1) size = number(head + 8, 8), body = 16;
        if (is_one_of(type, "stszstz2") && number(head + body + 8, 4) > end) return false;
        if (is_one_of(type, "trun") && number(head + body + 4, 4) > end) return false;
        if (is_one_of(type, "moovtrakmdiaminfstblmooftraf")) size = body; /* what is in it comes next */
        if (size < body || size > end - at) return true;                  /* the last, or damage that FFmpeg tells */
        at += size;
    }
    return true;
}
