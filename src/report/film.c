/* How to film oneself: the six lines, and the drawing of where the camera stands. */
#include "report/film.h"
#include "report/html_parts.h"

const lumbar_phrase_id lumbar_film_lines[LUMBAR_FILM_LINES] = {LUMBAR_PHRASE_FILM_1, LUMBAR_PHRASE_FILM_2,
                                                               LUMBAR_PHRASE_FILM_3, LUMBAR_PHRASE_FILM_4,
                                                               LUMBAR_PHRASE_FILM_5, LUMBAR_PHRASE_FILM_6};

/* Left: from above, the phone square to the side of the mat. Right: what the phone should see. Each % is a word. */
static const char PICTURE[] = "<svg class=\"film\" viewBox=\"0 0 320 220\" role=\"img\" aria-label=\"%\">"
                              "<rect class=\"film-mat\" x=\"30\" y=\"26\" width=\"260\" height=\"66\" rx=\"8\"/>"
                              "<g class=\"film-body\"><circle cx=\"66\" cy=\"59\" r=\"13\"/>"
                              "<path class=\"film-limb film-trunk\" d=\"M88 59H158\"/>"
                              "<path class=\"film-limb film-leg\" d=\"M166 53L262 50M166 65L262 68\"/>"
                              "<path class=\"film-limb film-arm\" d=\"M96 50L82 38L68 48M96 68L82 80L68 70\"/></g>"
                              "<path class=\"film-view\" d=\"M160 178L26 96M160 178L294 96\"/>"
                              "<path class=\"film-aim\" d=\"M160 168V104\"/>"
                              "<rect class=\"film-phone\" x=\"138\" y=\"174\" width=\"44\" height=\"12\" rx=\"4\"/>"
                              "<text class=\"film-text\" x=\"160\" y=\"208\" text-anchor=\"middle\">%</text>"
                              "<text class=\"film-text\" x=\"168\" y=\"126\">%</text></svg>"
                              "<svg class=\"film\" viewBox=\"0 0 320 220\" role=\"img\" aria-label=\"%\">"
                              "<rect class=\"film-screen\" x=\"14\" y=\"22\" width=\"292\" height=\"164\" rx=\"14\"/>"
                              "<path class=\"film-floor\" d=\"M30 152H290\"/>"
                              "<g class=\"film-body\"><circle cx=\"75\" cy=\"98\" r=\"14\"/>"
                              "<path class=\"film-limb film-trunk\" d=\"M101 115Q120 138 158 139\"/>"
                              "<path class=\"film-limb film-leg\" d=\"M162 138L214 92L244 144H262\"/>"
                              "<path class=\"film-limb film-arm\" d=\"M104 112L92 82L72 96\"/></g>"
                              "<text class=\"film-text\" x=\"160\" y=\"208\" text-anchor=\"middle\">%</text></svg>";

void lumbar_html_film(lumbar_html *html)
{
    const lumbar_knowledge *k = html->knowledge;
    lumbar_html_put(html, "<div class=\"film-pictures\">");
    lumbar_html_put(html, PICTURE, lumbar_phrase(k, LUMBAR_PHRASE_FILM_ABOVE_ABOUT),
                    lumbar_phrase(k, LUMBAR_PHRASE_FILM_PHONE), lumbar_phrase(k, LUMBAR_PHRASE_FILM_STEPS),
                    lumbar_phrase(k, LUMBAR_PHRASE_FILM_SEES_ABOUT), lumbar_phrase(k, LUMBAR_PHRASE_FILM_SEES));
    lumbar_html_put(html, "</div><ol class=\"film-lines\">");
    for (int i = 0; i < LUMBAR_FILM_LINES; i++)
        lumbar_html_put(html, "<li>%</li>", lumbar_phrase(k, lumbar_film_lines[i]));
    lumbar_html_put(html, "</ol>");
}
