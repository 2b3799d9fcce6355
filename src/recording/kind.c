/* Files that people take for a recording, told by content alone: each with the cure that fits it. */
#include <stdbool.h>
#include <string.h>
#include "base/base.h"
#include "recording/kind.h"

/* Bytes at a place near the start. */
static const struct {
    size_t at, size;
    const char *bytes;
    lumbar_error_id kind;
} MARKS[] = {
    {0, 4, "GIF8", LUMBAR_ERROR_KIND_GIF},
    {0, 5, "%PDF-", LUMBAR_ERROR_KIND_PDF},
    {0, 4, "PK\3\4", LUMBAR_ERROR_KIND_ZIP},
    {0, 4, "Rar!", LUMBAR_ERROR_KIND_ARCHIVE},
    {0, 6, "7z\xBC\xAF\x27\x1C", LUMBAR_ERROR_KIND_ARCHIVE},
    {0, 2, "\x1F\x8B", LUMBAR_ERROR_KIND_ARCHIVE},
    {0, 3, "BZh", LUMBAR_ERROR_KIND_ARCHIVE},
    {0, 6,
     "\xFD"
     "7zXZ",
     LUMBAR_ERROR_KIND_ARCHIVE},
    {257, 5, "ustar", LUMBAR_ERROR_KIND_ARCHIVE},
    {0, 3, "ID3", LUMBAR_ERROR_KIND_SOUND},
    {0, 4, "fLaC", LUMBAR_ERROR_KIND_SOUND},
    {0, 4, "MThd", LUMBAR_ERROR_KIND_SOUND},
    {0, 5, "#!AMR", LUMBAR_ERROR_KIND_SOUND},
    {8, 4, "WAVE", LUMBAR_ERROR_KIND_SOUND},
    {0, 2, "\xFF\x0A", LUMBAR_ERROR_KIND_STILL}, /* JPEG XL */
    {4, 8, "JXL \r\n\x87\n", LUMBAR_ERROR_KIND_STILL},
    {4, 8, "jP  \r\n\x87\n", LUMBAR_ERROR_KIND_STILL}, /* JPEG 2000 */
    {0, 4, "8BPS", LUMBAR_ERROR_KIND_STILL},
    {0, 2, "\2\x50", LUMBAR_ERROR_KIND_C3D},
    {0, 2, "\xFF\xFE", LUMBAR_ERROR_KIND_UTF16},
    {0, 2, "\xFE\xFF", LUMBAR_ERROR_KIND_UTF16},
    {0, 4,
     "\x7F"
     "ELF",
     LUMBAR_ERROR_KIND_PROGRAM},
    {0, 15, "SQLite format 3", LUMBAR_ERROR_KIND_DATABASE},
};

/* Words in a text. The first that is found tells. */
static const struct {
    const char *found;
    lumbar_error_id kind;
} TEXTS[] = {
    {"lumbar.answers/", LUMBAR_ERROR_KIND_ANSWERS},
    {"\"lumbar.answer/", LUMBAR_ERROR_KIND_ANSWER},
    {"lumbar.pose/", LUMBAR_ERROR_KIND_NO_POSE},
    {"PathFileType", LUMBAR_ERROR_KIND_TRC},
    {"HIERARCHY", LUMBAR_ERROR_KIND_BVH},
    {"endheader", LUMBAR_ERROR_KIND_OPENSIM},
    {"pose_keypoints_2d", LUMBAR_ERROR_KIND_OPENPOSE},
    {"oseLandmarks", LUMBAR_ERROR_KIND_MEDIAPIPE},
    {"ose_landmarks", LUMBAR_ERROR_KIND_MEDIAPIPE},
    {"\"visibility\"", LUMBAR_ERROR_KIND_MEDIAPIPE},
    {"\"keypoints\"", LUMBAR_ERROR_KIND_POINTS},
    {"Workout Name", LUMBAR_ERROR_KIND_TRAINING_LOG},
    {"exercise_title", LUMBAR_ERROR_KIND_TRAINING_LOG},
    {"Exercise Name", LUMBAR_ERROR_KIND_TRAINING_LOG},
    {"gyro", LUMBAR_ERROR_KIND_SENSOR},
    {"Gyro", LUMBAR_ERROR_KIND_SENSOR},
    {"acceler", LUMBAR_ERROR_KIND_SENSOR},
    {"Acceler", LUMBAR_ERROR_KIND_SENSOR},
    {"acc_x", LUMBAR_ERROR_KIND_SENSOR},
    {"#EXTM3U", LUMBAR_ERROR_KIND_LIST},
    {"ffconcat", LUMBAR_ERROR_KIND_LIST},
    {"[playlist]", LUMBAR_ERROR_KIND_LIST},
    {"<playlist", LUMBAR_ERROR_KIND_LIST},
    {"<MPD", LUMBAR_ERROR_KIND_LIST},
    {"<smil", LUMBAR_ERROR_KIND_LIST},
    {"<svg", LUMBAR_ERROR_KIND_SVG},
    {"<html", LUMBAR_ERROR_KIND_WEB_PAGE},
    {"<!DOCTYPE html", LUMBAR_ERROR_KIND_WEB_PAGE},
};

static bool stands(const unsigned char *head, size_t size, size_t at, const char *bytes, size_t count)
{
    return at + count <= size && !memcmp(head + at, bytes, count);
}

static bool holds(const unsigned char *head, size_t size, const char *word)
{
    return memmem(head, size, word, strlen(word)) != NULL;
}

/* The brands of an ISO media file tell photos from videos: the first is its own, the rest what it can be read as. */
static bool iso_photo(const unsigned char *head, size_t size, lumbar_error_id *kind)
{
    static const char *const photos[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"};
    static const char *const either[] = {"mif1", "mif2", "msf1", "miaf"};
    if (!stands(head, size, 4, "ftyp", 4) || size < 12) return false;
    *kind = LUMBAR_ERROR_KIND_AVIF;
    if (stands(head, size, 8, "avif", 4) || stands(head, size, 8, "avis", 4)) return true;
    size_t box = (size_t)head[2] << 8 | head[3], first = box < size ? box : size;
    bool photo = false, open = false;
    for (size_t i = 0; i < LUMBAR_COUNT(photos); i++) photo |= stands(head, size, 8, photos[i], 4);
    for (size_t i = 0; i < LUMBAR_COUNT(either); i++) open |= stands(head, size, 8, either[i], 4);
    if (photo || !(holds(head, first, "avif") || holds(head, first, "avis"))) *kind = LUMBAR_ERROR_KIND_HEIC;
    return photo || open;
}

/* A WebP or a PNG that holds more than one picture. */
static bool moving_picture(const unsigned char *head, size_t size, lumbar_error_id *kind)
{
    enum { ANIMATION = 2 }; /* bit of the extended header's flags */
    *kind = LUMBAR_ERROR_KIND_WEBP;
    if (stands(head, size, 0, "RIFF", 4) && stands(head, size, 8, "WEBPVP8X", 8) && size > 20 && (head[20] & ANIMATION))
        return true;
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    *kind = LUMBAR_ERROR_KIND_APNG;
    for (size_t at = sizeof png; size > sizeof png && !memcmp(head, png, sizeof png) && at + 8 <= size;) {
        if (!memcmp(head + at + 4, "acTL", 4)) return true;
        if (!memcmp(head + at + 4, "IDAT", 4)) return false;
        size_t length = (size_t)head[at] << 24 | (size_t)head[at + 1] << 16 | (size_t)head[at + 2] << 8 | head[at + 3];
        at += length < size ? length + 12 : size;
    }
    return false;
}

/* Text has no byte below a blank but line ends and tabs. */
static bool is_text(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (head[i] < 0x20 && head[i] != '\n' && head[i] != '\r' && head[i] != '\t' && head[i] != '\f') return false;
    return size > 0;
}

static lumbar_error_id text_kind(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < LUMBAR_COUNT(TEXTS); i++)
        if (holds(head, size, TEXTS[i].found)) return TEXTS[i].kind;
    const unsigned char *end = memchr(head, '\n', size);
    size_t line = end ? (size_t)(end - head) : size, marks = 0;
    for (size_t i = 0; i < line; i++) marks += head[i] == ',' || head[i] == ';' || head[i] == '\t';
    size_t first = 0;
    while (first < size && head[first] && strchr(" \t\r\n", head[first])) first++;
    if (first < size && (head[first] == '{' || head[first] == '[')) return LUMBAR_ERROR_KIND_JSON;
    if (marks >= 3) return LUMBAR_ERROR_KIND_TABLE;
    return LUMBAR_ERROR_KIND_TEXT;
}

bool lumbar_kind_refused(const unsigned char *head, size_t size, lumbar_error_id *kind)
{
    for (size_t i = 0; i < LUMBAR_COUNT(MARKS); i++) {
        *kind = MARKS[i].kind;
        if (stands(head, size, MARKS[i].at, MARKS[i].bytes, MARKS[i].size)) return true;
    }
    if (iso_photo(head, size, kind) || moving_picture(head, size, kind)) return true;
    *kind = is_text(head, size) ? text_kind(head, size) : LUMBAR_ERROR_KIND_ZEROS;
    if (*kind != LUMBAR_ERROR_KIND_ZEROS) return true;
    for (size_t i = 0; i < size; i++)
        if (head[i]) return false;
    return size > 0;
}
