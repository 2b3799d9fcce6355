/* The recordings of `lumbar why`: read, seen, drawn. */
#ifndef LUMBAR_CLI_LOOK_H
#define LUMBAR_CLI_LOOK_H

#include "base/file.h"
#include "cli/network.h"

typedef struct lumbar_cli_look {
    lumbar_network_options network;
    const lumbar_exercise *exercise; /* that was meant, or NULL */
    double height_m;                 /* NaN: from the answers, else assumed */
    bool show_face;
    const char *video;        /* of a file of body points, as the user named it, or NULL */
    bool overlay;             /* one will be wanted */
    const char *const *files; /* [count] */
    size_t count;
    const lumbar_pose **poses;    /* [count] filled by lumbar_cli_look_read */
    lumbar_recording *recordings; /* [count] filled by lumbar_cli_look_see */
} lumbar_cli_look;

/* The exercise that --exercise names; NULL and the nearest name in *error when `name` is none that can be seen. */
const lumbar_exercise *lumbar_exercise_told(const lumbar_knowledge *knowledge, const char *name, lumbar_error *error);

/* Reads every file into body points, with progress; says at once where there will be no picture to draw on. */
bool lumbar_cli_look_read(lumbar_cli_look *look, const lumbar_cli *cli, lumbar_error *error);
/* Finds exercises, repetitions and findings; height and the intended exercise may come from the answers. */
bool lumbar_cli_look_see(lumbar_cli_look *look, const lumbar_cli *cli, const lumbar_knowledge *knowledge,
                         const lumbar_answers *answers, lumbar_error *error);
/* Draws the pictures of the moments that the findings name, from a second look at each video. A recording that has no
 * pictures gets a note that says why. */
bool lumbar_cli_look_pictures(lumbar_cli_look *look, const lumbar_cli *cli, lumbar_error *error);
/* Writes the one recording's video with everything drawn on it. */
bool lumbar_cli_look_overlay(const lumbar_cli_look *look, const lumbar_cli *cli, lumbar_output *output,
                             lumbar_error *error);

#endif
