/* How to film oneself: the six lines, and the drawing of where the camera stands. */
#include "report/film.h"

const char *const lumbar_film_lines[LUMBAR_FILM_LINES] = {
    "Stand the phone on its long side at the height of the mat, so that it cannot move.",
    "Place it square to your side, about three steps away, at the level of your hips.",
    "Check that your whole body stays in the picture, from head to feet, in good light. Nobody else in view.",
    "Wear a plain, close-fitting top, tucked in, in a colour that stands out from the wall behind you.",
    "Keep your hands behind your head or on your chest, never beside your body: arms hide the lower back.",
    "Do five repetitions or more, the way you always do them. Stop at once if it hurts.",
};

/* Left: from above, the phone square to the side of the mat. Right: what the phone should see. */
const char lumbar_film_picture[] =
    "<svg class=\"film\" viewBox=\"0 0 320 220\" role=\"img\" aria-label=\"Seen from above: you lie on the "
    "mat, the phone "
    "stands three steps away at the level of your hips and looks straight at your side.\">"
    "<rect class=\"film-mat\" x=\"30\" y=\"26\" width=\"260\" height=\"66\" rx=\"8\"/>"
    "<g class=\"film-body\"><circle cx=\"66\" cy=\"59\" r=\"13\"/>"
    "<path class=\"film-limb film-trunk\" d=\"M88 59H158\"/>"
    "<path class=\"film-limb film-leg\" d=\"M166 53L262 50M166 65L262 68\"/>"
    "<path class=\"film-limb film-arm\" d=\"M96 50L82 38L68 48M96 68L82 80L68 70\"/></g>"
    "<path class=\"film-view\" d=\"M160 178L26 96M160 178L294 96\"/>"
    "<path class=\"film-aim\" d=\"M160 168V104\"/>"
    "<rect class=\"film-phone\" x=\"138\" y=\"174\" width=\"44\" height=\"12\" rx=\"4\"/>"
    "<text class=\"film-text\" x=\"160\" y=\"208\" text-anchor=\"middle\">phone</text>"
    "<text class=\"film-text\" x=\"168\" y=\"126\">3 steps</text></svg>"
    "<svg class=\"film\" viewBox=\"0 0 320 220\" role=\"img\" aria-label=\"What the phone should see: your "
    "whole body from "
    "the side, head to feet, hands behind the head, the camera at the height of the mat.\">"
    "<rect class=\"film-screen\" x=\"14\" y=\"22\" width=\"292\" height=\"164\" rx=\"14\"/>"
    "<path class=\"film-floor\" d=\"M30 152H290\"/>"
    "<g class=\"film-body\"><circle cx=\"75\" cy=\"98\" r=\"14\"/>"
    "<path class=\"film-limb film-trunk\" d=\"M101 115Q120 138 158 139\"/>"
    "<path class=\"film-limb film-leg\" d=\"M162 138L214 92L244 144H262\"/>"
    "<path class=\"film-limb film-arm\" d=\"M104 112L92 82L72 96\"/></g>"
    "<text class=\"film-text\" x=\"160\" y=\"208\" text-anchor=\"middle\">what the phone sees</text></svg>";
