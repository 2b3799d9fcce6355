/* Files that people take for a recording, told by content alone: each with the cure that fits it. */
#include <stdbool.h>
#include <string.h>
#include "base/base.h"
#include "recording/kind.h"

#define HEIC                                                                                                          \
    "a photo in HEIC form, which lumbar does not read: share it as JPEG, or set the phone's camera to JPEG (iPhone: " \
    "Settings, Camera, Formats, Most Compatible) and take it again"
#define AVIF "a picture in AVIF form, which lumbar does not read: save it as JPEG or PNG"
#define STILL "a picture in a form that lumbar does not read: save it as JPEG or PNG"
#define MOVING ", which lumbar does not read: give it the video that this was made from, or save this as MP4"
#define ARCHIVE "an archive, not a recording: unpack it and name the video in it"
#define SOUND "sound without pictures: name the video"
#define LIST "a list of other files, not a recording: name the video itself"
#define TABLE "or save its points as a table whose first line names columns such as left_hip_x and left_hip_y"
#define CAPTURE ", which lumbar does not read: name the video that was filmed with it, " TABLE
#define POINTS ", which lumbar does not read: name the video that they were read from, " TABLE
#define LOG                                                                                                         \
    "a training log: it holds what you did, and no movement. Tell it in the questions (what you train, how often, " \
    "what changed), and name a video for how you move"
#define SENSOR \
    "readings of a movement sensor, which show no body points: film the set with the phone and name the video"
#define UTF16 "text in UTF-16, which lumbar does not read: save it as UTF-8"

/* Bytes at a place near the start. */
static const struct {
    size_t at, size;
    const char *bytes, *words;
} MARKS[] = {
    {0, 4, "GIF8", "a GIF" MOVING},
    {0, 5, "%PDF-", "a PDF document, not a recording: name the video or photo itself"},
    {0, 4, "PK\3\4", "a ZIP archive or an office document, not a recording: take the video out of it and name that"},
    {0, 4, "Rar!", ARCHIVE},
    {0, 6, "7z\xBC\xAF\x27\x1C", ARCHIVE},
    {0, 2, "\x1F\x8B", ARCHIVE},
    {0, 3, "BZh", ARCHIVE},
    {0, 6,
     "\xFD"
     "7zXZ",
     ARCHIVE},
    {257, 5, "ustar", ARCHIVE},
    {0, 3, "ID3", SOUND},
    {0, 4, "fLaC", SOUND},
    {0, 4, "MThd", SOUND},
    {0, 5, "#!AMR", SOUND},
    {8, 4, "WAVE", SOUND},
    {0, 2, "\xFF\x0A", STILL}, /* JPEG XL */
    {4, 8, "JXL \r\n\x87\n", STILL},
    {4, 8, "jP  \r\n\x87\n", STILL}, /* JPEG 2000 */
    {0, 4, "8BPS", STILL},
    {0, 2, "\2\x50", "a file of motion capture (C3D)" CAPTURE},
    {0, 2, "\xFF\xFE", UTF16},
    {0, 2, "\xFE\xFF", UTF16},
    {0, 4,
     "\x7F"
     "ELF",
     "a program, not a recording: name the video"},
    {0, 15, "SQLite format 3", "a database, not a recording: name the video"},
};

/* Words in a text. The first that is found tells. */
static const struct {
    const char *found, *words;
} TEXTS[] = {
    {"lumbar.answers/", "an answers file: give it with --answers"},
    {"\"lumbar.answer/", "an answer of lumbar itself, not a recording: name the video"},
    {"lumbar.pose/",
     "no body-point file as \"lumbar pose\" writes it: its first line must begin with {\"schema\":\"lumbar.pose/1\""},
    {"PathFileType", "a file of motion capture (TRC)" CAPTURE},
    {"HIERARCHY", "a file of motion capture (BVH)" CAPTURE},
    {"endheader", "a file of OpenSim (MOT, STO)" CAPTURE},
    {"pose_keypoints_2d", "a file of body points of OpenPose" POINTS},
    {"oseLandmarks", "a file of body points of MediaPipe" POINTS},
    {"ose_landmarks", "a file of body points of MediaPipe" POINTS},
    {"\"visibility\"", "a file of body points of MediaPipe" POINTS},
    {"\"keypoints\"", "a file of body points of another program" POINTS},
    {"Workout Name", LOG},
    {"exercise_title", LOG},
    {"Exercise Name", LOG},
    {"gyro", SENSOR},
    {"Gyro", SENSOR},
    {"acceler", SENSOR},
    {"Acceler", SENSOR},
    {"acc_x", SENSOR},
    {"#EXTM3U", LIST},
    {"ffconcat", LIST},
    {"[playlist]", LIST},
    {"<playlist", LIST},
    {"<MPD", LIST},
    {"<smil", LIST},
    {"<svg", "a drawing (SVG), not a recording: save it as PNG, or name the video"},
    {"<html", "a web page, not a recording: save the video itself from it and name that"},
    {"<!DOCTYPE html", "a web page, not a recording: save the video itself from it and name that"},
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
static const char *iso_photo(const unsigned char *head, size_t size)
{
    static const char *const photos[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"};
    static const char *const either[] = {"mif1", "mif2", "msf1", "miaf"};
    if (!stands(head, size, 4, "ftyp", 4) || size < 12) return NULL;
    if (stands(head, size, 8, "avif", 4) || stands(head, size, 8, "avis", 4)) return AVIF;
    for (size_t i = 0; i < LUMBAR_COUNT(photos); i++)
        if (stands(head, size, 8, photos[i], 4)) return HEIC;
    size_t box = (size_t)head[2] << 8 | head[3];
    for (size_t i = 0; i < LUMBAR_COUNT(either); i++)
        if (stands(head, size, 8, either[i], 4))
            return holds(head, box < size ? box : size, "avif") || holds(head, box < size ? box : size, "avis") ? AVIF
                                                                                                                : HEIC;
    return NULL;
}

/* A WebP or a PNG that holds more than one picture. */
static const char *moving_picture(const unsigned char *head, size_t size)
{
    enum { ANIMATION = 2 }; /* bit of the extended header's flags */
    if (stands(head, size, 0, "RIFF", 4) && stands(head, size, 8, "WEBPVP8X", 8) && size > 20 && (head[20] & ANIMATION))
        return "an animated WebP picture" MOVING;
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    for (size_t at = sizeof png; size > sizeof png && !memcmp(head, png, sizeof png) && at + 8 <= size;) {
        if (!memcmp(head + at + 4, "acTL", 4)) return "an animated PNG picture" MOVING;
        if (!memcmp(head + at + 4, "IDAT", 4)) return NULL;
        size_t length = (size_t)head[at] << 24 | (size_t)head[at + 1] << 16 | (size_t)head[at + 2] << 8 | head[at + 3];
        at += length < size ? length + 12 : size;
    }
    return NULL;
}

/* Text has no byte below a blank but line ends and tabs. */
static bool is_text(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (head[i] < 0x20 && head[i] != '\n' && head[i] != '\r' && head[i] != '\t' && head[i] != '\f') return false;
    return size > 0;
}

static const char *text_kind(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < LUMBAR_COUNT(TEXTS); i++)
        if (holds(head, size, TEXTS[i].found)) return TEXTS[i].words;
    const unsigned char *end = memchr(head, '\n', size);
    size_t line = end ? (size_t)(end - head) : size, marks = 0;
    for (size_t i = 0; i < line; i++) marks += head[i] == ',' || head[i] == ';' || head[i] == '\t';
    size_t first = 0;
    while (first < size && head[first] && strchr(" \t\r\n", head[first])) first++;
    if (first < size && (head[first] == '{' || head[first] == '['))
        return "a JSON file in which no body points are named (a sensor's readings show none): name the video, " TABLE;
    if (marks >= 3)
        return "a table without body points: give lumbar the video, or a table whose first line names columns such as "
               "left_hip_x and left_hip_y";
    return "text, and no video, picture or table of body points: name the video";
}

const char *lumbar_kind_refused(const unsigned char *head, size_t size)
{
    for (size_t i = 0; i < LUMBAR_COUNT(MARKS); i++)
        if (stands(head, size, MARKS[i].at, MARKS[i].bytes, MARKS[i].size)) return MARKS[i].words;
    const char *words = iso_photo(head, size);
    if (!words) words = moving_picture(head, size);
    if (!words && is_text(head, size)) words = text_kind(head, size);
    if (words) return words;
    for (size_t i = 0; i < size; i++)
        if (head[i]) return NULL;
    if (!size) return NULL;
    return "filled with zeros where a recording begins: it was never wholly copied, copy it from the phone again";
}
