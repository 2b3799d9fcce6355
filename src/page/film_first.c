/* The first frames of a film: what is to be mended before the person trains. Judged by what the findings go by. */
#include "page/film_first.h"
#include "report/writer.h"
#include "seen/seen.h"

/* Own choices. Most of the frames, so that one that was misread says nothing; and a mean brightness under a sixth of
 * the whole: rooms that are lit reach a third, and below it skin and clothes leave no edge on the floor. */
static const double most = 0.7, some = 0.3, dark = 40;

void lumbar_first_take(lumbar_first *first, const lumbar_frame *frame, double light)
{
    if (first->count == LUMBAR_FIRST_FRAMES) return;
    first->frames[first->count++] = *frame;
    first->light += light;
}

static bool inside(const lumbar_point *point, const int size[2])
{
    return point->x >= 0 && point->y >= 0 && point->x < size[0] && point->y < size[1];
}

/* Whether one of a pair is in the picture: the far one is often hidden. */
static bool either_inside(const lumbar_frame *frame, int left, const int size[2])
{
    return inside(&frame->points[left], size) || inside(&frame->points[left + 1], size);
}

typedef struct shares {
    double person, second, head, feet; /* of the frames; the last two of those with a person */
} shares;

static shares shares_of(const lumbar_first *first, const int size[2])
{
    shares s = {0};
    for (size_t i = 0; i < first->count; i++) {
        const lumbar_frame *frame = &first->frames[i];
        s.person += frame->person;
        s.second += frame->second_person;
        if (!frame->person) continue;
        s.head += either_inside(frame, LUMBAR_LEFT_EAR, size);
        s.feet += either_inside(frame, LUMBAR_LEFT_ANKLE, size) && either_inside(frame, LUMBAR_LEFT_FOOT_INDEX, size);
    }
    double count = s.person > 0 ? s.person : 1;
    double all = first->count ? (double)first->count : 1;
    return (shares){s.person / all, s.second / all, s.head / count, s.feet / count};
}

/* How the camera stands to the body, as the findings see it. */
static bool write_view(lumbar_writer *writer, const lumbar_first *first, const int size[2],
                       const lumbar_knowledge *knowledge)
{
    lumbar_seen_limits limits;
    lumbar_arena *arena = lumbar_arena_new();
    const double end_s = first->frames[first->count - 1].time_s;
    const lumbar_pose pose = {.path = "",
                              .kind = "video",
                              .width = size[0],
                              .height = size[1],
                              .duration_s = end_s,
                              .frame_rate = NAN,
                              .timed = true,
                              .model = "",
                              .frames = first->frames,
                              .frame_count = first->count};
    bool good = arena && lumbar_seen_limits_read(knowledge, &limits, NULL);
    const lumbar_movement *motion = good ? lumbar_movement_of(arena, &pose, &limits.motion) : NULL;
    if (motion && motion->stretch_count) {
        const lumbar_stretch *stretch = &motion->stretches[0];
        if (stretch->view == LUMBAR_VIEW_OBLIQUE) lumbar_write_string(writer, NULL, "oblique");
        if (stretch->view == LUMBAR_VIEW_FRONT) lumbar_write_string(writer, NULL, "front");
        if (stretch->trunk_length < limits.small_trunk) lumbar_write_string(writer, NULL, "small");
        if (stretch->shake > limits.motion.shake_some) lumbar_write_string(writer, NULL, "shaky");
    }
    lumbar_arena_free(arena);
    return motion != NULL;
}

bool lumbar_first_write(const lumbar_first *first, const int size[2], const lumbar_knowledge *knowledge,
                        lumbar_text *out)
{
    shares s = shares_of(first, size);
    bool good = true;
    lumbar_writer writer = lumbar_writer_to(out);
    lumbar_write_open(&writer, NULL, '{');
    lumbar_write_integer(&writer, "frames", (long long)first->count);
    lumbar_write_open(&writer, "problems", '[');
    if (first->count && s.person < some) lumbar_write_string(&writer, NULL, "nobody");
    if (first->count && first->light / (double)first->count < dark) lumbar_write_string(&writer, NULL, "dark");
    if (s.second > some) lumbar_write_string(&writer, NULL, "second");
    if (s.person >= some && s.head < most) lumbar_write_string(&writer, NULL, "no-head");
    if (s.person >= some && s.feet < most) lumbar_write_string(&writer, NULL, "no-feet");
    if (s.person >= some) good = write_view(&writer, first, size, knowledge);
    lumbar_write_close(&writer);
    lumbar_write_close(&writer);
    return good;
}
