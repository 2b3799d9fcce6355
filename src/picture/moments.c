/* Pictures of the worst and the best moment. */
#include <math.h>
#include "picture/encode.h"
#include "picture/picture.h"
#include "picture/pass.h"

bool lumbar_picture_moments(lumbar_arena *arena, const lumbar_pose *pose, lumbar_recording *recording,
                            const lumbar_picture_settings *settings, lumbar_error *error)
{
    double last = -1;
    for (size_t i = 0; i < recording->moment_count; i++) last = fmax(last, recording->moments[i].time_s);
    if (last < 0 || !settings->video) return true;
    lumbar_pass *pass = lumbar_pass_open(pose, settings, error);
    bool good = pass != NULL;
    lumbar_shown shown;
    while (good && lumbar_pass_next(pass, &shown, &good, error)) {
        for (size_t i = 0; i < recording->moment_count && good; i++) {
            lumbar_moment *moment = &recording->moments[i];
            if (moment->image || !lumbar_moment_is_at(moment->time_s, shown.frame)) continue;
            lumbar_canvas canvas = lumbar_moment_draw(arena, &shown, recording, settings->show_face);
            if (canvas.pixels) moment->image = lumbar_jpeg(arena, &canvas, &moment->image_size, error);
            else lumbar_fail_memory(error);
            good = moment->image != NULL;
        }
        if (shown.frame->time_s > last + 0.5) break;
    }
    lumbar_pass_close(pass);
    return good;
}
